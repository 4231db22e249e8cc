//! My staying-safe plan: what the person wrote for themselves. It stays on the phone.

use crate::app::Filling;
use crate::forms::Value;
use crate::ui::Route;
use crate::ui::components::{ButtonLink, Heading, Inset, Row, Rows, Said, Theirs, Weight};
use crate::ui::state;
use dioxus::prelude::*;

/// Under which name the plan is filled in.
const PLAN: &str = "own_staying-safe-plan";

/// My staying-safe plan.
#[component]
pub fn SafePlan() -> Element {
    let (view, words) = (state::view(), state::words());
    let plan = view.own_plan.clone();
    let begin = Route::FormStart {
        task: PLAN.to_owned(),
    };
    rsx! {
        Heading { title: "plan-title", text: words.say("plan-title") }
        p { class: "lead", {words.say("plan-lead")} }
        match plan {
            None => rsx! {
                p { {words.say("plan-none")} }
                div { class: "actions", ButtonLink { to: begin, {words.say("plan-begin")} } }
            },
            Some(plan) => rsx! {
                Words {}
                div { class: "actions",
                    ButtonLink { weight: Weight::Second, to: begin, {words.say("plan-change")} }
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
            },
        }
        Inset { p { Said { name: "plan-only-here" } } }
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
    let words = state::words();
    rsx! {
        Heading { title: "plan-title", text: words.say("plan-before") }
        Words { before }
    }
}

/// What stands in the plan, or in an earlier version of it.
#[component]
fn Words(before: Option<String>) -> Element {
    let words = state::words();
    let companion = state::companion();
    // Drawn anew when the plan is changed.
    let touched = state::view().own_plan.clone();
    let read = use_resource(use_reactive!(|(before, touched)| {
        let companion = companion.clone();
        let _ = touched;
        async move { companion.own_plan(before.as_deref()).await }
    }));
    let plan: Option<Option<Filling>> = read.read().clone();
    let lines = match plan {
        None => return rsx! {},
        Some(None) => Vec::new(),
        Some(Some(plan)) => lines(&plan),
    };
    if lines.is_empty() {
        return rsx! { p { {words.say("plan-empty")} } };
    }
    rsx! {
        for (place , (question , answers)) in lines.into_iter().enumerate() {
            section { key: "{place}", class: "card",
                h2 { Theirs { text: question } }
                ul { class: "points",
                    for (place , text) in answers.into_iter().enumerate() {
                        li { key: "{place}", Theirs { text } }
                    }
                }
            }
        }
    }
}

/// Each heading with what the person wrote under it.
fn lines(plan: &Filling) -> Vec<(String, Vec<String>)> {
    let pages = plan.session.pages();
    let asked = pages.iter().flat_map(|page| page.questions());
    let lines = asked.map(|question| {
        let values = plan.session.answer_at(&question.path).iter();
        let written = values.filter_map(|value| match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        });
        let text = question.item.text.clone().unwrap_or_default();
        (text, written.collect::<Vec<_>>())
    });
    lines.filter(|(_, written)| !written.is_empty()).collect()
}
