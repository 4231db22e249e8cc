//! My staying-safe plan: what the person wrote for themselves, where it is, its earlier versions, and beside it
//! what the team wrote.

mod parts;
mod send;
mod standing;
mod team;
mod unlocked;

pub use parts::PlanWords;
pub use send::SendPlan;
pub use team::TeamPlans;

use crate::app::{Missing, OwnPlan, PlanWithTeam};
use crate::care::SafePlan as Written;
use crate::ui::Route;
use crate::ui::components::{ButtonLink, Heading, IconKind, Row, Rows, Weight};
use crate::ui::state;
use dioxus::prelude::*;
use standing::{Standing, TakeBack};
use unlocked::Unlocked;

/// Under which name the plan is filled in.
const PLAN: &str = "own_staying-safe-plan";

/// The page on which the plan is written.
fn writing() -> Route {
    Route::FormStart {
        task: PLAN.to_owned(),
    }
}

/// My staying-safe plan.
#[component]
pub fn SafePlan() -> Element {
    let (view, words) = (state::view(), state::words());
    // What was written a moment ago shows, too.
    use_hook(|| {
        let companion = state::companion();
        spawn(async move { companion.look_at_plan().await });
    });
    let with_team = view.plan_with_team.clone();
    rsx! {
        Heading { title: "plan-title", text: words.say("plan-title") }
        match view.own_plan.clone() {
            None => rsx! {
                p { class: "lead", {words.say("plan-lead")} }
                match with_team {
                    PlanWithTeam::No => rsx! { p { {words.say("plan-none")} } },
                    _ => rsx! { TakeBack {} },
                }
                div { class: "actions", ButtonLink { to: writing(), {words.say("plan-begin")} } }
            },
            Some(plan) => rsx! { Mine { plan } },
        }
        TeamPlans {}
    }
}

/// The person's own plan.
#[component]
fn Mine(plan: OwnPlan) -> Element {
    let words = state::words();
    let written = (*plan.words).clone();
    let empty = written.is_empty();
    rsx! {
        Standing {}
        if empty {
            p { {words.say("plan-empty")} }
        } else {
            PlanWords { plan: written }
        }
        div { class: "actions",
            ButtonLink { weight: Weight::Second, to: writing(), {words.say("plan-change")} }
            if !empty {
                Send {}
            }
        }
        section {
            h2 { {words.say("plan-at-hand")} }
            Rows {
                Row { to: Route::HelpCard {}, icon: IconKind::People, title: words.say("help-card"), {words.say("help-card-more")} }
            }
            Unlocked {}
        }
        if !plan.before.is_empty() {
            section {
                h2 { {words.say("plan-before")} }
                Rows {
                    for (id , touched) in plan.before {
                        Before { key: "{id}", id, touched }
                    }
                }
            }
        }
    }
}

/// The way to send it, where there is something to send and nothing on its way.
#[component]
fn Send() -> Element {
    let (view, words) = (state::view(), state::words());
    let key = match view.plan_with_team {
        PlanWithTeam::No => "plan-send",
        PlanWithTeam::Sent { same: true, .. } => return rsx! {},
        PlanWithTeam::Sent { same: false, .. } => "plan-send-changes",
        PlanWithTeam::OnItsWay { replaceable, .. } if replaceable => "plan-send-again",
        PlanWithTeam::OnItsWay { .. } => return rsx! {},
    };
    if view.not_granted.contains(&Missing::Sending) {
        return rsx! { p { class: "quiet", {words.say("plan-send-not-granted")} } };
    }
    rsx! {
        ButtonLink { weight: Weight::Second, to: Route::SendPlan {}, {words.say(key)} }
    }
}

#[component]
fn Before(id: String, touched: Option<jiff::Timestamp>) -> Element {
    let (words, now) = (state::words(), state::now());
    let when = touched.map(|at| words.when(at, now)).unwrap_or_default();
    rsx! {
        Row {
            to: Route::SafePlanBefore { before: id },
            title: words.say_with("plan-before-of", &[("when", (&when).into())]),
        }
    }
}

/// An earlier version of the plan.
#[component]
pub fn SafePlanBefore(
    /// Its id.
    before: String,
) -> Element {
    let (words, companion) = (state::words(), state::companion());
    let read = use_resource(use_reactive!(|before| {
        let companion = companion.clone();
        async move { companion.plan_words(Some(&before)).await }
    }));
    let plan: Option<Option<Written>> = read.read().clone();
    rsx! {
        Heading { title: "plan-title", text: words.say("plan-before-one") }
        match plan {
            None => rsx! {},
            Some(Some(plan)) if !plan.is_empty() => rsx! { PlanWords { plan } },
            Some(_) => rsx! { p { {words.say("plan-empty")} } },
        }
    }
}
