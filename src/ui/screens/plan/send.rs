//! Sending my plan to my team: what goes, who can read it, and that nobody reads it at once. It goes only from
//! here.

use super::PlanWords;
use crate::app::{PlanProblem, PlanWithTeam};
use crate::ui::Route;
use crate::ui::components::{Button, ButtonLink, Heading, IconKind, Inset, Said, Weight};
use crate::ui::{desk, state};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

/// Sending my plan to my team.
#[component]
pub fn SendPlan() -> Element {
    let (view, words) = (state::view(), state::words());
    let navigator = use_navigator();
    let mut problem = use_signal(|| None::<PlanProblem>);
    let Some(plan) = view.own_plan.clone().filter(|plan| !plan.words.is_empty()) else {
        return rsx! {
            Heading { title: "plan-title", text: words.say("plan-send-title") }
            p { class: "lead", {words.say("plan-send-empty")} }
            div { class: "actions", ButtonLink { to: Route::SafePlan {}, {words.say("plan-title")} } }
        };
    };
    let again = view.plan_with_team != PlanWithTeam::No;
    let send = move |()| {
        let companion = state::companion();
        let desk = desk::desk();
        spawn_forever(async move {
            // What was written last goes along.
            if desk.settle().await.is_err() {
                problem.set(Some(PlanProblem::NotSaved));
                return;
            }
            match companion.send_plan().await {
                Ok(_) => {
                    navigator.replace(Route::SafePlan {});
                }
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    rsx! {
        Heading { title: "plan-title", text: words.say("plan-send-title") }
        p { class: "lead",
            if again { {words.say("plan-send-lead-again")} } else { {words.say("plan-send-lead")} }
        }
        PlanWords { plan: (*plan.words).clone() }
        Inset { icon: IconKind::People,
            p { {words.say("plan-send-who")} }
            p { Said { name: "plan-send-watch" } }
        }
        if let Some(why) = problem() {
            div { role: "alert", Inset { p { {words.say(problem_key(why))} } } }
        }
        div { class: "actions",
            Button { onpress: send, {words.say("plan-send-yes")} }
            ButtonLink { weight: Weight::Second, to: Route::SafePlan {}, {words.say("plan-send-no")} }
        }
    }
}

fn problem_key(problem: PlanProblem) -> &'static str {
    match problem {
        PlanProblem::Empty => "plan-send-empty",
        PlanProblem::OnItsWay => "plan-send-on-its-way",
        PlanProblem::NotOurs => "plan-send-not-ours",
        PlanProblem::NotSaved => "form-check-not-saved",
    }
}
