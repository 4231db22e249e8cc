//! A text to write. No field of ours is controlled: a value that is set anew at every letter loses
//! letters while somebody types. A field begins with a text and tells what is written; a new `key`
//! begins anew.

use super::described;
use crate::ui::state;
use dioxus::prelude::*;

/// A text.
#[component]
pub fn TextInput(
    /// The id of the field.
    id: String,
    /// The id of what names it.
    labelled_by: String,
    /// What it begins with.
    initial: String,
    /// Whether it is a long text.
    #[props(default)]
    long: bool,
    /// What is written: the keys that a phone shows (`url`, `search`).
    #[props(default)]
    keys: Option<String>,
    /// The most characters it may have.
    #[props(default)]
    most: Option<u32>,
    /// The id of the words of an error.
    #[props(default)]
    error: Option<String>,
    /// The id of what else is said about it.
    #[props(default)]
    hint: Option<String>,
    /// What is written now.
    oninput: EventHandler<String>,
    /// The person leaves the field.
    onleave: EventHandler<()>,
) -> Element {
    let mut length = use_signal(|| initial.chars().count());
    let words = state::words();
    let invalid = error.is_some().then_some("true");
    let left = most.map(|most| i64::from(most) - length() as i64);
    let count = left.map(|_| format!("{id}-left"));
    let described = described([hint, error, count]);
    let write = move |event: FormEvent| {
        length.set(event.value().chars().count());
        oninput.call(event.value());
    };
    rsx! {
        if long {
            textarea {
                id: "{id}",
                class: "field",
                rows: "6",
                aria_labelledby: labelled_by,
                aria_describedby: described,
                aria_invalid: invalid,
                initial_value: "{initial}",
                oninput: write,
                onblur: move |_| onleave.call(()),
            }
        } else {
            input {
                id: "{id}",
                class: "field",
                r#type: "text",
                inputmode: keys,
                aria_labelledby: labelled_by,
                aria_describedby: described,
                aria_invalid: invalid,
                initial_value: "{initial}",
                oninput: write,
                onblur: move |_| onleave.call(()),
            }
        }
        if let Some(left) = left {
            p { id: "{id}-left", class: "quiet", aria_live: "polite",
                if left < 0 {
                    {words.say_with("form-text-over", &[("count", (-left).into())])}
                } else {
                    {words.say_with("form-text-left", &[("count", left.into())])}
                }
            }
        }
    }
}
