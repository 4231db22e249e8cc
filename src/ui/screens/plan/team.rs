//! What the team wrote for hard times. It stands beside the person's own plan and is never mixed with it: who
//! wrote it, and when, stands on it.

use crate::care::TeamPlan;
use crate::ui::components::Theirs;
use crate::ui::screens::care::WrittenLine;
use crate::ui::state;
use dioxus::prelude::*;

/// Every plan of the team's, the newest first; nothing where there is none.
#[component]
pub fn TeamPlans() -> Element {
    let plans = state::record().team_plans.clone();
    rsx! {
        for plan in plans {
            OfTeam { key: "{plan.id}", plan }
        }
    }
}

#[component]
fn OfTeam(plan: TeamPlan) -> Element {
    let words = state::words();
    rsx! {
        section { class: "plan-team",
            h2 { {words.say("plan-team")} }
            WrittenLine { written: plan.written }
            if let Some(text) = plan.about {
                p { Theirs { text } }
            }
            for (place , step) in plan.steps.into_iter().enumerate() {
                div { key: "{place}", class: "plan-part",
                    h3 { Theirs { text: step.heading } }
                    for (place , text) in step.said.into_iter().enumerate() {
                        p { key: "{place}", Theirs { text } }
                    }
                }
            }
        }
    }
}
