//! What stands in a plan: headings in our words, and under each what the person wrote, as they wrote it.

use crate::care::{PlanPart, SafePlan};
use crate::ui::components::Theirs;
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;

/// What stands in a plan.
#[component]
pub fn PlanWords(
    /// The plan.
    plan: SafePlan,
) -> Element {
    let words = state::words();
    rsx! {
        section { class: "plan-own",
            h2 { {words.say("plan-own")} }
            for (place , part) in plan.parts.into_iter().enumerate() {
                div { key: "{place}", class: "plan-part",
                    h3 {
                        match heading(words, &part) {
                            Some(ours) => rsx! { {ours} },
                            None => rsx! { Theirs { text: part.heading.clone() } },
                        }
                    }
                    ul { class: "points",
                        for (place , text) in part.said.into_iter().enumerate() {
                            li { key: "{place}", Theirs { text } }
                        }
                    }
                }
            }
        }
    }
}

/// The heading of a part in the person's language: the copy that opens without unlocking may have been made in
/// another one.
fn heading(words: Words, part: &PlanPart) -> Option<String> {
    let key = match part.about.as_str() {
        "signs" => "plan-part-signs",
        "helps" => "plan-part-helps",
        "not" => "plan-part-not",
        "people" => "plan-part-people",
        "places" => "plan-part-places",
        "workers" => "plan-part-workers",
        "know" => "plan-part-know",
        _ => return None,
    };
    Some(words.say(key))
}
