//! Some of several answers. Each is a whole row to tap; what is chosen is told by tint, ring and tick. An
//! answer that goes with no other stands apart, after the word "or".

use super::{Icon, IconKind, described};
use crate::ui::state;
use dioxus::prelude::*;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Its words.
    pub label: String,
    /// The language of those words, where it is not the page's.
    pub lang: Option<String>,
    /// Whether it goes with no other.
    pub alone: bool,
    /// Whether it is chosen.
    pub on: bool,
    /// A picture beside its words.
    pub icon: Option<IconKind>,
}

/// Some of several answers. The group has its name from the element with the id `labelled_by`.
#[component]
pub fn Checkboxes(
    /// The beginning of the ids of the boxes.
    name: String,
    /// The id of what names the group.
    labelled_by: String,
    /// The answers.
    options: Vec<Tick>,
    /// Whether they stand beside each other, where there is room.
    #[props(default)]
    beside: bool,
    /// The id of the words of an error.
    #[props(default)]
    error: Option<String>,
    /// The id of what else is said about it.
    #[props(default)]
    hint: Option<String>,
    /// One was chosen, or chosen no more: its place.
    ontoggle: EventHandler<usize>,
) -> Element {
    let words = state::words();
    let apart = divider(&options);
    rsx! {
        div {
            class: if beside { "radios radios-beside" } else { "radios" },
            role: "group",
            aria_labelledby: labelled_by,
            aria_describedby: described([hint, error]),
            for (index , option) in options.into_iter().enumerate() {
                Fragment { key: "{index}",
                if apart == Some(index) {
                    p { class: "or", {words.say("form-or")} }
                }
                label {
                    class: if option.on { "radio radio-on" } else { "radio" },
                    input {
                        r#type: "checkbox",
                        id: "{name}-{index}",
                        checked: option.on,
                        onchange: move |_| ontoggle.call(index),
                    }
                    span { class: "radio-dot box", "aria-hidden": "true",
                        if option.on {
                            Icon { kind: IconKind::Check }
                        }
                    }
                    if let Some(kind) = option.icon {
                        Icon { kind }
                    }
                    span { lang: option.lang, {option.label} }
                }
                }
            }
        }
    }
}

/// The first answer that goes with no other, where all after it are such too and some before are not.
fn divider(options: &[Tick]) -> Option<usize> {
    let tail = options.iter().rev().take_while(|o| o.alone).count();
    let first = options.len() - tail;
    (tail > 0 && first > 0).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_or_stands_before_the_answers_that_go_with_no_other() {
        let ticks = |alone: &[bool]| -> Vec<Tick> {
            let tick = |alone: &bool| Tick {
                label: "A".into(),
                lang: None,
                alone: *alone,
                on: false,
                icon: None,
            };
            alone.iter().map(tick).collect()
        };
        assert_eq!(divider(&ticks(&[false, false, true])), Some(2));
        assert_eq!(divider(&ticks(&[false, true, true])), Some(1));
        assert_eq!(divider(&ticks(&[false, false])), None);
        assert_eq!(divider(&ticks(&[true])), None);
        assert_eq!(divider(&ticks(&[true, false])), None);
    }
}
