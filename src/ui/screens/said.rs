//! What you said: a form that was answered, to be read, and put right where that can be done.

use crate::app::{CannotPutRight, FormProblem, SaidForm};
use crate::ui::Route;
use crate::ui::components::{
    Button, ButtonLink, Drawing, Empty, Heading, Inset, Summary, SummaryLine, Theirs, Weight,
};
use crate::ui::screens::form::AddedUp;
use crate::ui::state;
use dioxus::prelude::*;

/// What you said.
#[component]
pub fn WhatYouSaid(
    /// Its id in the outbox, or the response's id on the server.
    id: String,
) -> Element {
    let words = state::words();
    let companion = state::companion();
    let read = use_resource(use_reactive!(|id| {
        let companion = companion.clone();
        async move { companion.what_was_said(&id).await }
    }));
    let found: Option<Result<SaidForm, FormProblem>> = read.read().clone();
    match found {
        None => rsx! { Heading { title: "said-title", text: words.say("form-loading") } },
        Some(Err(_)) => rsx! {
            Heading { title: "said-title", text: words.say("said-title") }
            Empty { drawing: Drawing::Cup, heading: words.say("form-problem-heading"), text: words.say("said-not-here") }
            ButtonLink { to: Route::Sent {}, {words.say("todo-sent-link")} }
        },
        Some(Ok(said)) => rsx! { SaidPage { said } },
    }
}

/// What was said, as it is drawn.
#[component]
pub fn SaidPage(
    /// What was said.
    said: SaidForm,
) -> Element {
    let (words, now) = (state::words(), state::now());
    let when = said.answered.map(|at| words.when(at, now));
    rsx! {
        Heading { title: "said-title", text: words.say("said-title") }
        if let Some(text) = said.title.clone() {
            p { class: "lead", Theirs { text } }
        }
        if let Some(when) = when {
            p { class: "quiet", {words.say_with("sent-answered", &[("when", (&when).into())])} }
        }
        if said.amended {
            p { {words.say("said-amended")} }
        }
        Summary {
            for (place , (question , answers)) in said.said.clone().into_iter().enumerate() {
                SummaryLine {
                    key: "{place}",
                    name: rsx! { Theirs { text: question } },
                    action: rsx! {},
                    for answer in answers {
                        strong { class: "answer", Theirs { text: answer } }
                    }
                }
            }
        }
        if let Some(score) = said.score.clone() {
            AddedUp { score }
        }
        match said.right.clone() {
            Some(right) => rsx! { PutRight { right } },
            None => rsx! { p { class: "quiet", {words.say("said-not-ours")} } },
        }
    }
}

#[component]
fn PutRight(right: String) -> Element {
    let words = state::words();
    let navigator = use_navigator();
    let mut problem = use_signal(|| None::<CannotPutRight>);
    rsx! {
        p { {words.say("said-right-text")} }
        div { class: "actions",
            Button {
                weight: Weight::Second,
                onpress: move |()| {
                    let (companion, right) = (state::companion(), right.clone());
                    spawn(async move {
                        match companion.put_right(&right).await {
                            Ok(task) => {
                                navigator.push(Route::FormStart { task });
                            }
                            Err(why) => problem.set(Some(why)),
                        }
                    });
                },
                {words.say("said-right")}
            }
        }
        if let Some(why) = problem() {
            div { role: "alert", Inset { p { {words.say(why_not(why))} } } }
        }
    }
}

fn why_not(why: CannotPutRight) -> &'static str {
    match why {
        CannotPutRight::NotThereYet => "said-right-not-yet",
        CannotPutRight::FromElsewhere | CannotPutRight::NoForm => "said-not-ours",
        CannotPutRight::NotSaved => "form-not-saved",
    }
}
