//! How a form stands beside its answers: when it was begun, whether it has changed, and giving it up.

use crate::app::{Filling, Purpose};
use crate::ui::Route;
use crate::ui::components::{Button, IconKind, Inset, Weight};
use crate::ui::desk::desk;
use crate::ui::state;
use dioxus::prelude::*;
use jiff::Timestamp;

/// What is said at the end of a form, by what becomes of the answers: over them, on the button, below.
pub(super) fn check_words(purpose: Purpose) -> (&'static str, &'static str, &'static str) {
    match purpose {
        Purpose::Team | Purpose::Earlier => {
            ("form-check-lead", "form-check-send", "form-check-watch")
        }
        Purpose::PutRight => (
            "form-check-right-lead",
            "form-check-right",
            "form-check-watch",
        ),
        Purpose::Nameless => (
            "form-check-nameless-lead",
            "form-check-nameless",
            "form-check-nameless-watch",
        ),
        Purpose::Goal => ("goals-check-lead", "form-check-send", "form-check-watch"),
        // A carer's have pages of their own.
        Purpose::OwnPlan
        | Purpose::OwnPlanBefore
        | Purpose::Rating
        | Purpose::HalfStep
        | Purpose::CarerRating
        | Purpose::Telling => (
            "form-check-plan-lead",
            "form-check-plan",
            "form-check-plan-watch",
        ),
        Purpose::Message(_) => (
            "form-check-lead",
            "form-check-send",
            "form-check-message-watch",
        ),
    }
}

/// How a form stands.
#[component]
pub(super) fn Standing(filling: Filling) -> Element {
    let words = state::words();
    rsx! {
        if let Some(begun) = filling.begun {
            Begun { begun, touched: filling.about.touched.unwrap_or(begun) }
        }
        match filling.about.purpose {
            Purpose::Earlier => rsx! { Inset { p { {words.say("form-earlier")} } } },
            Purpose::PutRight => rsx! { Inset { p { {words.say("form-right-start")} } } },
            _ => rsx! {},
        }
        if filling.withdrawn {
            Inset { p { {words.say("form-start-withdrawn")} } }
        }
        if filling.about.changed {
            Changed { filling: filling.clone() }
        }
        if filling.begun.is_some() && filling.about.purpose != Purpose::OwnPlan {
            GiveUp { filling }
        }
    }
}

/// What was begun is there, and since when.
#[component]
fn Begun(begun: Timestamp, touched: Timestamp) -> Element {
    let (words, now) = (state::words(), state::now());
    let (begun, touched) = (words.when(begun, now), words.when(touched, now));
    let values = [("begun", (&begun).into()), ("touched", (&touched).into())];
    rsx! {
        div { role: "status",
            Inset { icon: IconKind::Check,
                strong { {words.say("form-start-saved")} }
                p { {words.say_with("form-begun-when", &values)} }
            }
        }
    }
}

/// The trust has another version of the form: the person chooses.
#[component]
fn Changed(filling: Filling) -> Element {
    let words = state::words();
    let mut failed = use_signal(|| false);
    rsx! {
        Inset {
            h2 { {words.say("form-changed-heading")} }
            p { {words.say("form-changed-text")} }
            div { class: "actions",
                Button {
                    weight: Weight::Second,
                    onpress: move |()| {
                        let (companion, filling, desk) = (state::companion(), filling.clone(), desk());
                        spawn(async move {
                            match companion.begin_new_version(&filling).await {
                                Ok(new) => desk.take(new),
                                Err(_) => failed.set(true),
                            }
                        });
                    },
                    {words.say("form-changed-new")}
                }
            }
            p { class: "quiet", {words.say("form-changed-kept")} }
            if failed() {
                p { role: "alert", {words.say("form-changed-failed")} }
            }
        }
    }
}

/// Giving up what was begun; what goes is said before.
#[component]
fn GiveUp(filling: Filling) -> Element {
    let words = state::words();
    let navigator = use_navigator();
    let mut sure = use_signal(|| false);
    let mut failed = use_signal(|| false);
    let give_up = move |()| {
        let (companion, filling, desk) = (state::companion(), filling.clone(), desk());
        spawn(async move {
            match companion.give_up(&filling).await {
                Ok(()) => {
                    desk.clear();
                    navigator.replace(Route::Todo {});
                }
                Err(_) => failed.set(true),
            }
        });
    };
    rsx! {
        if sure() {
            div { class: "card", role: "group", aria_labelledby: "give-up",
                h2 {
                    id: "give-up",
                    tabindex: "-1",
                    onmounted: move |e| async move { e.data().set_focus(true).await.ok(); },
                    {words.say("form-giveup-sure")}
                }
                if failed() {
                    p { role: "alert", {words.say("form-giveup-failed")} }
                }
                div { class: "actions",
                    Button { onpress: move |()| sure.set(false), {words.say("form-giveup-no")} }
                    Button { weight: Weight::Second, onpress: give_up, {words.say("form-giveup-yes")} }
                }
            }
        } else {
            Button { weight: Weight::Quiet, onpress: move |()| sure.set(true), {words.say("form-giveup")} }
        }
    }
}
