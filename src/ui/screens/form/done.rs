//! What happens next: true at the moment it is read. Not "sent" before the server has said so.

use super::pause::RiskRows;
use super::score::{AddedUp, Total};
use crate::app::{Outgoing, OutgoingState, ParkReason, Sort, WITHOUT_NAME, WaitReason};
use crate::ui::Route;
use crate::ui::components::{ButtonLink, Drawing, Empty, Heading, Said, Theirs, Weight};
use crate::ui::screens::sent::{StateTag, state_words};
use crate::ui::state::{self, worker_name};
use dioxus::prelude::*;

/// What happens next.
#[component]
pub fn FormDone(
    /// The Task.
    task: String,
    /// The answer's id in the outbox.
    outgoing: String,
) -> Element {
    let _ = task;
    let (view, words) = (state::view(), state::words());
    if outgoing == WITHOUT_NAME {
        return rsx! {
            Heading { title: "form-done-title", text: words.say("form-done-nameless-heading") }
            p { class: "lead", {words.say("form-done-nameless")} }
            ButtonLink { to: Route::Today {}, {words.say("frame-missing-today")} }
        };
    }
    let Some(item) = view.outgoing.iter().find(|o| o.id == outgoing).cloned() else {
        return rsx! {
            Heading { title: "form-done-title", text: words.say("form-done-title") }
            Empty { drawing: Drawing::Cup, heading: words.say("sent-title"), text: words.say("form-done-unknown") }
            ButtonLink { to: Route::Sent {}, {words.say("todo-sent-link")} }
        };
    };
    let message = item.message.is_some();
    if item.sort == Sort::Goal {
        return rsx! { GoalDone { item } };
    }
    let heading = match item.state {
        OutgoingState::Sent { .. } if message => "form-done-message-sent-heading",
        OutgoingState::Sent { .. } => "form-done-sent-heading",
        OutgoingState::Checking => "form-done-checking-heading",
        OutgoingState::NeedsYou(_) => "form-done-needs-heading",
        OutgoingState::Waiting(_) | OutgoingState::Sending if message => {
            "form-done-message-waiting-heading"
        }
        OutgoingState::Waiting(_) | OutgoingState::Sending => "form-done-waiting-heading",
    };
    rsx! {
        Heading { title: "form-done-title", text: words.say(heading) }
        if item.risk {
            Risk { state: item.state.clone() }
        }
        WhatNow { item: item.clone() }
        Numbers { item }
        div { class: "actions",
            ButtonLink { to: Route::Today {}, {words.say("frame-missing-today")} }
            ButtonLink { weight: Weight::Second, to: Route::Sent {}, {words.say("form-done-track")} }
        }
    }
}

/// A goal was handed over: where it is, and where it is shown from now on.
#[component]
fn GoalDone(item: Outgoing) -> Element {
    let (words, record, now) = (state::words(), state::record(), state::now());
    let name = worker_name(&record).unwrap_or_else(|| words.say("goals-next-your-team"));
    rsx! {
        Heading { title: "form-done-title", text: words.say("goals-done-heading") }
        div { class: "card", role: "status",
            StateTag { state: item.state.clone() }
            p { {state_words(words, &item.state, now)} }
        }
        p { {words.say_with("goals-next-proposed", &[("name", (&name).into())])} }
        div { class: "actions",
            ButtonLink { to: Route::Goal { id: item.id.clone() }, {words.say("sent-goal-see")} }
            ButtonLink { weight: Weight::Second, to: Route::Goals {}, {words.say("goals-title")} }
        }
    }
}

/// Help again, before anything else, for an answer that showed risk.
#[component]
fn Risk(state: OutgoingState) -> Element {
    let words = state::words();
    let text = match received(&state) {
        Some(true) => "form-done-risk-sent",
        Some(false) => "form-done-risk-unsent",
        None => "form-done-risk-unsure",
    };
    rsx! {
        section { class: "risk",
            h2 { {words.say("form-done-risk-heading")} }
            p { Said { name: text } }
            RiskRows {}
        }
    }
}

/// Whether the trust's server has it; none where nobody knows.
fn received(state: &OutgoingState) -> Option<bool> {
    match state {
        OutgoingState::Sent { .. } => Some(true),
        OutgoingState::Waiting(WaitReason::TrustUnwell | WaitReason::OddAnswer)
        | OutgoingState::Sending
        | OutgoingState::Checking
        | OutgoingState::NeedsYou(ParkReason::NotSure | ParkReason::Unreadable) => None,
        OutgoingState::Waiting(_) | OutgoingState::NeedsYou(_) => Some(false),
    }
}

#[component]
fn WhatNow(item: Outgoing) -> Element {
    let (view, words, now) = (state::view(), state::words(), state::now());
    let sent = matches!(item.state, OutgoingState::Sent { .. });
    // The trust's own words on what happens are a promise: said only once the server has it.
    let receipt = view
        .trust
        .as_ref()
        .and_then(|t| t.receipt_words.clone())
        .filter(|_| sent);
    rsx! {
        div { class: "card", role: "status",
            StateTag { state: item.state.clone() }
            p { class: "quiet",
                {words.say_with("sent-answered", &[("when", (&words.when(item.answered, now)).into())])}
            }
            p { {state_words(words, &item.state, now)} }
            if let Some(text) = receipt {
                p { Theirs { text } }
            }
            match (item.message.is_some(), sent) {
                (true, true) => rsx! { p { {words.say("ask-not-read")} } },
                (true, false) => rsx! {},
                (false, _) => rsx! { p { {words.say("form-done-next")} } },
            }
        }
    }
}

/// What it added up to. The answers are read for it only where the sum is no single number.
#[component]
fn Numbers(item: Outgoing) -> Element {
    let companion = state::companion();
    let read = use_resource(use_reactive!(|item| {
        let companion = companion.clone();
        async move {
            match item.score {
                Some(_) => None,
                None => companion.what_was_said(&item.id).await.ok()?.score,
            }
        }
    }));
    let several = read.read().clone().flatten();
    match (item.score, several) {
        (Some(number), _) => rsx! { Total { number } },
        (None, Some(score)) => rsx! { AddedUp { score } },
        (None, None) => rsx! {},
    }
}
