//! Where the plan is: on this phone alone, on its way, or with the team, and since when. It is true at the moment
//! at which it is read.

use crate::app::PlanWithTeam;
use crate::ui::Route;
use crate::ui::components::{Button, IconKind, Inset, Tag, Tone, Weight};
use crate::ui::screens::sent::{StateTag, state_words};
use crate::ui::state;
use dioxus::prelude::*;
use jiff::Timestamp;

/// Where the plan is.
#[component]
pub(super) fn Standing() -> Element {
    let (view, words, now) = (state::view(), state::words(), state::now());
    let at =
        |key: &str, at: Timestamp| words.say_with(key, &[("when", (&words.when(at, now)).into())]);
    match view.plan_with_team.clone() {
        PlanWithTeam::No => rsx! {
            Inset { icon: IconKind::Lock, p { {words.say("plan-only-here")} } }
        },
        PlanWithTeam::Sent { at: None, .. } => rsx! {
            Inset { icon: IconKind::Check, p { {words.say("plan-sent-some-time")} } }
        },
        PlanWithTeam::Sent {
            at: Some(sent),
            same,
        } => rsx! {
            div { class: "card", role: "status",
                if same {
                    Tag { tone: Tone::Good, text: words.say("sent-state-sent") }
                    p { {at("plan-sent-at", sent)} }
                    p { class: "quiet", {words.say("plan-sent-more")} }
                } else {
                    Tag { tone: Tone::Waiting, text: words.say("plan-changed-tag") }
                    p { {at("plan-sent-changed", sent)} }
                }
            }
        },
        PlanWithTeam::OnItsWay {
            said,
            state,
            earlier,
            replaceable,
            ..
        } => rsx! {
            div { class: "card", role: "status",
                StateTag { state: state.clone() }
                p { class: "quiet", {at("plan-said-at", said)} }
                p { {state_words(words, &state, now)} }
                if let Some(earlier) = earlier {
                    p { {at("plan-sent-earlier", earlier)} }
                }
                if replaceable {
                    p { {words.say("plan-send-again-more")} }
                }
                p { Link { to: Route::Sent {}, {words.say("sent-title")} } }
            }
        },
    }
}

/// The plan was sent from elsewhere, and is not on this phone.
#[component]
pub(super) fn TakeBack() -> Element {
    let (words, record, now) = (state::words(), state::record(), state::now());
    let mut failed = use_signal(|| false);
    let sent = record.plan_sent.as_ref().and_then(|it| it.answered);
    let take = move |()| {
        let companion = state::companion();
        spawn(async move { failed.set(companion.take_plan_from_team().await.is_err()) });
    };
    rsx! {
        Inset { icon: IconKind::Check,
            p {
                match sent {
                    Some(at) => words.say_with("plan-elsewhere", &[("when", (&words.when(at, now)).into())]),
                    None => words.say("plan-sent-some-time"),
                }
            }
            div { class: "actions",
                Button { weight: Weight::Second, onpress: take, {words.say("plan-elsewhere-take")} }
            }
        }
        if failed() {
            div { role: "alert", Inset { p { {words.say("plan-elsewhere-failed")} } } }
        }
    }
}
