//! One of many answers, in a list that the phone itself opens. Where there are so many that nobody scrolls
//! through them, a few letters make the list shorter.

use super::{Radio, TextInput, described};
use crate::ui::state;
use dioxus::prelude::*;

/// With more answers than this the list can be made shorter.
const MANY: usize = 40;

/// One of many answers.
#[component]
pub fn DropDown(
    /// The id of the list.
    id: String,
    /// The id of what names it.
    labelled_by: String,
    /// The answers.
    options: Vec<Radio>,
    /// The one chosen, by its place.
    chosen: Option<usize>,
    /// The id of the words of an error.
    #[props(default)]
    error: Option<String>,
    /// The id of what else is said about it.
    #[props(default)]
    hint: Option<String>,
    /// Another one was chosen; none: none any more.
    onchoose: EventHandler<Option<usize>>,
) -> Element {
    let words = state::words();
    let mut letters = use_signal(String::new);
    let many = options.len() > MANY;
    let wanted = letters.read().trim().to_lowercase();
    let fits = |(index, option): &(usize, &Radio)| {
        chosen == Some(*index) || option.label.to_lowercase().contains(&wanted)
    };
    let shown: Vec<(usize, Radio)> = options
        .iter()
        .enumerate()
        .filter(fits)
        .map(|(index, option)| (index, option.clone()))
        .collect();
    let count = i64::try_from(shown.len()).unwrap_or(i64::MAX);
    let invalid = error.is_some().then_some("true");
    rsx! {
        if many {
            div { class: "search",
                p { id: "{id}-search-label", class: "quiet", {words.say("form-search-label")} }
                TextInput {
                    id: "{id}-search",
                    labelled_by: "{id}-search-label",
                    initial: String::new(),
                    keys: "search",
                    oninput: move |text: String| letters.set(text),
                    onleave: |()| {},
                }
                p { class: "quiet", role: "status", {words.say_with("form-search-found", &[("count", count.into())])} }
            }
        }
        select {
            id: "{id}",
            class: "field drop-down",
            aria_labelledby: labelled_by,
            aria_describedby: described([hint, error]),
            aria_invalid: invalid,
            onchange: move |event| onchoose.call(event.value().parse().ok()),
            option { value: "", selected: chosen.is_none(), {words.say("form-choose")} }
            for (index , option) in shown {
                option {
                    key: "{index}",
                    value: "{index}",
                    lang: option.lang,
                    selected: chosen == Some(index),
                    {option.label}
                }
            }
        }
    }
}
