//! One of several answers. Each is a whole row to tap; the chosen one is told by tint, ring and tick.

use super::{Icon, IconKind, described};
use dioxus::prelude::*;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Radio {
    /// Its words.
    pub label: String,
    /// The language of those words, where it is not the page's.
    pub lang: Option<String>,
}

/// One of several answers. The group has its name from the element with the id `labelled_by`.
#[component]
pub fn Radios(
    /// The name of the group, for the browser.
    name: String,
    /// The id of what names it to the person.
    labelled_by: String,
    /// The answers.
    options: Vec<Radio>,
    /// The one chosen, by its place.
    chosen: Option<usize>,
    /// Whether the last answer was an error: the id of the error's words.
    #[props(default)]
    error: Option<String>,
    /// The id of what else is said about it.
    #[props(default)]
    hint: Option<String>,
    /// Whether they stand beside each other, where there is room.
    #[props(default)]
    beside: bool,
    /// Another one was chosen.
    onchoose: EventHandler<usize>,
) -> Element {
    let invalid = error.is_some().then_some("true");
    rsx! {
        div {
            class: if beside { "radios radios-beside" } else { "radios" },
            role: "radiogroup",
            aria_labelledby: labelled_by,
            aria_invalid: invalid,
            aria_describedby: described([hint, error]),
            for (index , option) in options.into_iter().enumerate() {
                label {
                    key: "{index}",
                    class: if chosen == Some(index) { "radio radio-on" } else { "radio" },
                    input {
                        r#type: "radio",
                        id: "{name}-{index}",
                        name: "{name}",
                        checked: chosen == Some(index),
                        onchange: move |_| onchoose.call(index),
                    }
                    span { class: "radio-dot", "aria-hidden": "true",
                        if chosen == Some(index) {
                            Icon { kind: IconKind::Check }
                        }
                    }
                    span { lang: option.lang, {option.label} }
                }
            }
        }
    }
}
