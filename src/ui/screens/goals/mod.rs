//! Goals, in the person's own words.

mod one;

pub use one::Goal;

use crate::care::{Goal as CareGoal, GoalStage, Level};
use crate::ui::Route;
use crate::ui::components::{Drawing, Empty, Heading, Icon, IconKind, NotYet, Theirs};
use crate::ui::screens::progress::ProgressRow;
use crate::ui::state;
use dioxus::prelude::*;

/// The stages as they stand on the page, with the words for each.
const PARTS: [(&[GoalStage], &str); 4] = [
    (&[GoalStage::Active], "goals-active"),
    (&[GoalStage::Proposed], "goals-proposed"),
    (&[GoalStage::OnHold], "goals-on-hold"),
    (&[GoalStage::Finished, GoalStage::Dropped], "goals-ended"),
];

/// The goals.
#[component]
pub fn Goals() -> Element {
    let (words, record) = (state::words(), state::record());
    let of = |stages: &[GoalStage]| -> Vec<CareGoal> {
        let within = record.goals.iter().filter(|g| stages.contains(&g.stage));
        within.cloned().collect()
    };
    rsx! {
        Heading { title: "goals-title", text: words.say("goals-title") }
        if state::view().record.is_none() {
            NotYet {}
        } else if record.goals.is_empty() {
            Empty { drawing: Drawing::Hills, heading: words.say("goals-none-heading"), text: words.say("goals-none-text") }
        } else {
            p { class: "lead", {words.say("goals-lead")} }
        }
        for (stages , key) in PARTS {
            if !of(stages).is_empty() {
                section { key: "{key}",
                    h2 { {words.say(key)} }
                    ul { class: "goal-cards",
                        for goal in of(stages) {
                            li { key: "{goal.id}", GoalCard { goal } }
                        }
                    }
                }
            }
        }
        if state::view().record.is_some() {
            ProgressRow {}
        }
    }
}

/// A goal as a card, with a small picture of its ladder.
#[component]
fn GoalCard(goal: CareGoal) -> Element {
    let words = state::words();
    let here = goal.here();
    let here_words = here.and_then(|level| goal.levels[level as usize].clone());
    rsx! {
        Link { class: "card goal-card", to: Route::Goal { id: goal.id.clone() },
            span { class: "row-words",
                span { class: "row-title", Theirs { text: goal.words } }
                match here_words {
                    Some(text) => rsx! { span { class: "quiet row-note", Theirs { text } } },
                    None => rsx! { span { class: "quiet row-note", {words.say("goals-no-place")} } },
                }
            }
            // The words beside it say the same.
            if let Some(here) = here {
                span { class: "steps-small", "aria-hidden": "true",
                    for (index , level) in Level::ALL.into_iter().enumerate() {
                        span { key: "{index}", class: small_step(here, level), style: "--step: {index}" }
                    }
                }
            }
            Icon { kind: IconKind::Onward }
        }
    }
}

fn small_step(here: Level, level: Level) -> &'static str {
    match (level <= here, level == Level::Expected) {
        (true, true) => "step-small on aim",
        (true, false) => "step-small on",
        (false, true) => "step-small aim",
        (false, false) => "step-small",
    }
}
