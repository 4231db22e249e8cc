//! Something to write in parts, each with a field of its own: a day, a time.

use super::described;
use crate::ui::state;
use dioxus::prelude::*;

/// One part: the id of its words, and the class that says how wide its field is.
pub type Part = (&'static str, &'static str);

/// Several short fields under one name. Nothing that is written is thrown away: all parts are told as
/// they stand.
#[component]
pub fn PartsInput(
    /// The id of the first field; the others have their number behind it.
    id: String,
    /// The id of what names them together.
    labelled_by: String,
    /// The parts, in order.
    parts: Vec<Part>,
    /// What each begins with.
    initial: Vec<String>,
    /// The id of the words of an error.
    #[props(default)]
    error: Option<String>,
    /// The id of what else is said about it.
    #[props(default)]
    hint: Option<String>,
    /// What is written now, part by part.
    oninput: EventHandler<Vec<String>>,
    /// The person leaves a field.
    onleave: EventHandler<()>,
) -> Element {
    let words = state::words();
    let mut written = use_signal(|| initial.clone());
    let begun = written.peek().clone();
    let invalid = error.is_some().then_some("true");
    rsx! {
        div {
            class: "date",
            role: "group",
            aria_labelledby: labelled_by,
            aria_describedby: described([hint, error]),
            for (index , ((name , class) , begun)) in parts.into_iter().zip(begun).enumerate() {
                label { key: "{name}", class: "date-part",
                    span { {words.say(name)} }
                    input {
                        id: if index == 0 { id.clone() } else { format!("{id}-{index}") },
                        class: "field {class}",
                        r#type: "text",
                        inputmode: "numeric",
                        autocomplete: "off",
                        aria_invalid: invalid,
                        initial_value: "{begun}",
                        oninput: move |event| {
                            written.write()[index] = event.value();
                            let now = written.peek().clone();
                            oninput.call(now);
                        },
                        onblur: move |_| onleave.call(()),
                    }
                }
            }
        }
    }
}
