//! A card to turn the phone round and show. It is for somebody who cannot speak now: large words, nothing that
//! names a condition or a service.

use super::{here_and_now, own_words};
use crate::app::Stage;
use crate::care::SafePlan;
use crate::ui::Route;
use crate::ui::components::{Heading, Said, Theirs, spoken_number};
use crate::ui::state;
use dioxus::prelude::*;

/// A card to turn the phone round and show.
#[component]
pub fn HelpCard() -> Element {
    let (view, words) = (state::view(), state::words());
    let plan = own_words(&view).unwrap_or_default();
    let help = here_and_now();
    let mut all = help.first.iter().chain(&help.others);
    let team = all.find(|line| line.id == "trust").cloned();
    let dial = team.as_ref().and_then(|line| line.uri.clone());
    let number = dial.as_deref().and_then(|uri| uri.strip_prefix("tel:"));
    let hours = team.and_then(|line| line.hours);
    let nothing =
        plan.about(SafePlan::HELPS).is_empty() && plan.about(SafePlan::HINDERS).is_empty();
    rsx! {
        div { class: "show-card",
            Heading { title: "help-card-title", text: words.say("help-card-heading") }
            p { class: "show-first", Said { name: "help-card-first" } }
            Part { heading: "plan-part-helps", said: plan.about(SafePlan::HELPS).to_vec() }
            Part { heading: "plan-part-not", said: plan.about(SafePlan::HINDERS).to_vec() }
            if let Some(number) = number {
                section {
                    h2 { {words.say("help-card-team")} }
                    p { class: "show-number", dir: "ltr", {spoken_number(number)} }
                    if let Some(hours) = hours {
                        p { {hours} }
                    }
                }
            }
            p { class: "show-last", Said { name: "help-card-last" } }
        }
        if nothing {
            p { class: "quiet",
                match view.stage {
                    Stage::Open => rsx! {
                        Link { to: Route::SafePlan {}, {words.say("help-card-write")} }
                    },
                    Stage::Locked(_) => rsx! { {words.say("help-card-locked")} },
                    _ => rsx! {},
                }
            }
        }
    }
}

#[component]
fn Part(heading: String, said: Vec<String>) -> Element {
    let words = state::words();
    if said.is_empty() {
        return rsx! {};
    }
    rsx! {
        section {
            h2 { {words.say(&heading)} }
            ul {
                for (place , text) in said.into_iter().enumerate() {
                    li { key: "{place}", Theirs { text } }
                }
            }
        }
    }
}
