//! Before a goal is written: what it is for, who sees it, and that three are enough.

use super::drafts;
use crate::app::{Missing, new_goal};
use crate::care::Goal;
use crate::ui::components::{Button, Heading, IconKind, Inset, Row, Rows, Said, Weight};
use crate::ui::state;
use crate::ui::{Place, Route};
use dioxus::prelude::*;

/// As many goals are enough at a time.
const ENOUGH: usize = 3;

/// Before a goal is written.
#[component]
pub fn NewGoal() -> Element {
    let (view, words, record) = (state::view(), state::words(), state::record());
    let navigator = use_navigator();
    let begun = drafts(&view);
    let open = record.goals.iter().filter(|goal: &&Goal| goal.is_open());
    let enough = open.count() >= ENOUGH;
    let begin = move |()| {
        navigator.push(Route::FormQuestion {
            task: new_goal(),
            path: Place::of(crate::forms::Path::of("goal")),
        });
    };
    rsx! {
        Heading { title: "goals-new-title", text: words.say("goals-new-title") }
        if view.not_granted.contains(&Missing::NewGoals) {
            p { class: "lead", {words.say("goals-new-not-granted")} }
            Rows {
                Row { to: Route::Team {}, icon: IconKind::People, title: words.say("goals-next-team") }
            }
        } else {
            p { class: "lead", {words.say("goals-new-lead")} }
            ol { class: "points",
                li { {words.say("goals-new-one")} }
                li { {words.say("goals-new-two")} }
                li { {words.say("goals-new-three")} }
            }
            if enough {
                Inset { icon: IconKind::Hand,
                    strong { {words.say("goals-enough-heading")} }
                    p { {words.say("goals-enough")} }
                }
            }
            if !begun.is_empty() {
                section {
                    h2 { {words.say("goals-begun")} }
                    Rows {
                        for draft in begun.clone() {
                            super::Begun { key: "{draft.id}", draft }
                        }
                    }
                }
            }
            p { {words.say("goals-new-who")} }
            Inset { p { Said { name: "form-start-watch" } } }
            div { class: "actions",
                Button {
                    weight: if enough || !begun.is_empty() { Weight::Second } else { Weight::Strong },
                    onpress: begin,
                    {words.say(if begun.is_empty() { "goals-new-begin" } else { "goals-new-another" })}
                }
            }
        }
    }
}
