//! Signing in: what will happen, and the way to the trust's own page.

use super::problem_key;
use crate::app::{Contact, SignInProblem, Stage, Wearing};
use crate::ui::Route;
use crate::ui::components::{Button, Heading, Inset};
use crate::ui::links::open_outside;
use crate::ui::state;
use dioxus::prelude::*;

/// Where the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Ready,
    Busy,
    Failed(SignInProblem),
}

/// Signing in to see one's own care.
#[component]
pub fn SignIn() -> Element {
    rsx! { TheWay { door: Wearing::Own } }
}

/// Signing in as somebody who supports another person.
#[component]
pub fn SignInAsCarer() -> Element {
    rsx! { TheWay { door: Wearing::Carer } }
}

/// The way to the trust's page, by the door through which somebody came.
#[component]
fn TheWay(door: Wearing) -> Element {
    let (view, words) = (state::view(), state::words());
    let mut step = use_signal(|| Step::Ready);
    // The trust's page leads back here when it said no: the page that asked is gone by then.
    let problem = match step() {
        Step::Failed(problem) => Some(problem),
        Step::Ready => view.sign_in_problem,
        Step::Busy => None,
    };
    let again = view.stage == Stage::Open && view.wearing.is_none_or(|worn| worn == door);
    let again = again && view.contact == Contact::SignInEnded;
    let title = match door {
        Wearing::Own => "before-sign-in-title",
        Wearing::Carer => "before-sign-in-carer-title",
    };
    let begin = move |()| {
        let companion = state::companion();
        spawn(async move {
            step.set(Step::Busy);
            let begun = match door {
                Wearing::Own => companion.begin_sign_in().await,
                Wearing::Carer => companion.begin_carer_sign_in().await,
            };
            match begun {
                Ok(address) => open_outside(&address),
                Err(problem) => step.set(Step::Failed(problem)),
            }
        });
    };
    rsx! {
        Heading { title, text: words.say(title) }
        if let Some(problem) = problem {
            SignInTrouble { problem }
        }
        if again {
            p { class: "lead", {words.say("before-sign-in-again-lead")} }
        } else if door == Wearing::Carer {
            p { class: "lead", {words.say("before-sign-in-carer-lead")} }
        }
        h2 { {words.say("before-sign-in-next")} }
        ol { class: "steps",
            li { {words.say("before-sign-in-step-open")} }
            li { {words.say("before-sign-in-step-name")} }
            li { {words.say("before-sign-in-step-back")} }
        }
        div { class: "actions",
            Button { onpress: begin, {words.say("before-sign-in-button")} }
        }
        p { class: "quiet", role: "status",
            if step() == Step::Busy {
                {words.say("before-sign-in-busy")}
            }
            if view.sign_in_is_slow {
                " " {words.say("before-sign-in-slow")}
            }
        }
    }
}

/// Why signing in did not work, and what to do.
#[component]
pub fn SignInTrouble(
    /// Why.
    problem: SignInProblem,
) -> Element {
    let words = state::words();
    rsx! {
        div { role: "alert",
            Inset {
                strong { {words.say("before-problem-heading")} }
                p { {words.say(problem_key(problem))} }
                match problem {
                    SignInProblem::SupportsSomebody => rsx! {
                        p { Link { to: Route::SignInAsCarer {}, {words.say("before-sign-in-carer-title")} } }
                    },
                    SignInProblem::OwnCare => rsx! {
                        p { Link { to: Route::SignIn {}, {words.say("before-sign-in-own")} } }
                    },
                    _ => rsx! {},
                }
            }
        }
    }
}
