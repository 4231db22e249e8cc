//! Sent and waiting: where each answer is, why, and what to do. "Sent" is said only of what the
//! trust's server has confirmed.

use crate::app::{NotSaved, Outgoing, OutgoingState, ParkReason, WaitReason};
use crate::ui::Route;
use crate::ui::components::{
    Button, Drawing, Empty, Heading, Inset, SafetyBanner, Said, Tag, Theirs, Tone, Weight,
};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;
use jiff::Timestamp;

/// Sent and waiting.
#[component]
pub fn Sent() -> Element {
    let (view, words) = (state::view(), state::words());
    let part = |wants: fn(&OutgoingState) -> bool| -> Vec<Outgoing> {
        let of_it = view.outgoing.iter().filter(|o| wants(&o.state));
        of_it.cloned().collect()
    };
    let needs = part(|s| matches!(s, OutgoingState::NeedsYou(_)));
    let on_way = part(|s| {
        matches!(
            s,
            OutgoingState::Waiting(_) | OutgoingState::Sending | OutgoingState::Checking
        )
    });
    let done = part(|s| matches!(s, OutgoingState::Sent { .. }));
    rsx! {
        Heading { title: "sent-title", text: words.say("sent-title") }
        SafetyBanner {}
        if view.outgoing.is_empty() {
            Empty { drawing: Drawing::Cup, heading: words.say("sent-none-heading"), text: words.say("sent-none-text") }
        } else {
            p { class: "lead", {words.say("sent-lead")} }
        }
        Part { heading: "sent-needs", items: needs }
        Part { heading: "sent-on-way", items: on_way.clone() }
        if !on_way.is_empty() {
            div { class: "actions",
                Button {
                    weight: Weight::Second,
                    onpress: move |()| {
                        let companion = state::companion();
                        spawn(async move { companion.look_now().await });
                    },
                    {words.say("sent-try")}
                }
            }
        }
        Part { heading: "sent-done", items: done }
    }
}

#[component]
fn Part(heading: String, items: Vec<Outgoing>) -> Element {
    let words = state::words();
    if items.is_empty() {
        return rsx! {};
    }
    rsx! {
        section {
            h2 { {words.say(&heading)} }
            ul { class: "sent-list",
                for item in items {
                    li { key: "{item.id}", class: "card", Item { item } }
                }
            }
        }
    }
}

#[component]
fn Item(item: Outgoing) -> Element {
    let (words, now) = (state::words(), state::now());
    let answered = words.when(item.answered, now);
    let unsent = !matches!(item.state, OutgoingState::Sent { .. });
    rsx! {
        h3 {
            match item.title.clone() {
                Some(text) => rsx! { Theirs { text } },
                None => rsx! { {words.say("sent-untitled")} },
            }
        }
        StateTag { state: item.state.clone() }
        p { class: "quiet", {words.say_with("sent-answered", &[("when", (&answered).into())])} }
        p { {state_words(words, &item.state, now)} }
        if let OutgoingState::Sent { answered_elsewhere: true, .. } = item.state {
            p { {words.say("sent-elsewhere")} }
        }
        if item.risk && unsent {
            p { Said { name: "sent-risk" } }
        }
        if let OutgoingState::NeedsYou(reason) = item.state {
            Mend { id: item.id, reason }
        }
    }
}

/// What the person can do about an answer that needs them.
#[component]
fn Mend(id: String, reason: ParkReason) -> Element {
    let words = state::words();
    let mut failed = use_signal(|| false);
    rsx! {
        div { class: "actions",
            // What cannot be read any more cannot be sent again either.
            if reason != ParkReason::Unreadable {
                Button {
                    weight: Weight::Second,
                    onpress: move |()| {
                        let (companion, id) = (state::companion(), id.clone());
                        spawn(async move {
                            let tried: Result<(), NotSaved> = companion.try_again(&id).await;
                            failed.set(tried.is_err());
                        });
                    },
                    {words.say("sent-try")}
                }
            }
            Link { class: "btn plain", to: Route::Team {}, {words.say("sent-ask-team")} }
        }
        if failed() {
            div { role: "alert", Inset { p { {words.say("sent-try-failed")} } } }
        }
    }
}

/// How an answer stands, as a tag.
#[component]
pub fn StateTag(
    /// Where it is.
    state: OutgoingState,
) -> Element {
    let words = state::words();
    let (tone, key) = match state {
        OutgoingState::Waiting(_) => (Tone::Waiting, "sent-state-waiting"),
        OutgoingState::Sending => (Tone::Waiting, "sent-state-sending"),
        OutgoingState::Checking => (Tone::Waiting, "sent-state-checking"),
        OutgoingState::NeedsYou(_) => (Tone::NeedsYou, "sent-state-needs"),
        OutgoingState::Sent { .. } => (Tone::Good, "sent-state-sent"),
    };
    rsx! {
        Tag { tone, text: words.say(key) }
    }
}

/// How an answer stands, in a sentence that is true now.
pub fn state_words(words: Words, state: &OutgoingState, now: Timestamp) -> String {
    match state {
        OutgoingState::Waiting(reason) => words.say(match reason {
            WaitReason::Soon => "sent-wait-soon",
            WaitReason::NoSignal => "sent-wait-no-signal",
            WaitReason::SignIn => "sent-wait-sign-in",
            WaitReason::TrustUnwell => "sent-wait-unwell",
            WaitReason::Behind => "sent-wait-behind",
        }),
        OutgoingState::Sending => words.say("sent-sending-text"),
        OutgoingState::Checking => words.say("sent-checking-text"),
        OutgoingState::NeedsYou(reason) => words.say(match reason {
            ParkReason::Refused => "sent-park-refused",
            ParkReason::NotAllowed => "sent-park-not-allowed",
            ParkReason::NotSure => "sent-park-not-sure",
            ParkReason::Unreadable => "sent-park-unreadable",
        }),
        OutgoingState::Sent { at, .. } => {
            let when = words.when(*at, now);
            words.say_with("sent-at", &[("when", (&when).into())])
        }
    }
}
