//! The number that staff use, only when asked for, with a sentence that says what it is.

use crate::care::{Attainment, Counted, Goal, GoalStage, Rater};
use crate::ui::components::{Details, Summary, SummaryLine};
use crate::ui::state;
use dioxus::prelude::*;

/// The number that staff use, over all goals that are worked on.
#[component]
pub fn StaffNumber() -> Element {
    let (words, record) = (state::words(), state::record());
    let active = record.goals.iter().filter(|g| g.stage == GoalStage::Active);
    let active: Vec<&Goal> = active.collect();
    if active.is_empty() {
        return rsx! {};
    }
    let of = |by: Rater| {
        let counted: Vec<Counted> = active.iter().map(|goal| Counted::of(goal, by)).collect();
        Attainment::of(&counted)
    };
    let (mine, theirs) = (of(Rater::Me), of(Rater::Worker));
    let lines = [
        ("goals-number-start", mine.start),
        ("goals-number-now", mine.now),
        ("goals-number-change", mine.change),
        ("goals-number-team", theirs.now),
    ];
    rsx! {
        Details { summary: words.say("goals-number-summary"),
            p { {words.say("goals-number-what")} }
            if mine.now.is_none() && theirs.now.is_none() {
                p { {words.say("goals-number-none")} }
            } else {
                Summary {
                    for (key , number) in lines {
                        if let Some(number) = number {
                            SummaryLine { key: "{key}", name: rsx! { {words.say(key)} }, {shown(number)} }
                        }
                    }
                }
            }
            p { class: "quiet", {words.say("goals-number-you")} }
        }
    }
}

/// To a whole number: more would say more than it knows.
fn shown(number: f64) -> String {
    let whole = number.round();
    // No "-0".
    format!("{}", if whole == 0.0 { 0.0 } else { whole })
}
