//! Writing to the team: ask a question, and see what was written and what came back. "Sent" is never
//! called "read".

use crate::app::{Companion, Missing, Outgoing, OutgoingState, Thing, View};
use crate::care::{Message, MessageKind, Record};
use crate::ui::Route;
use crate::ui::components::{
    ButtonLink, Card, IconKind, Inset, PhoneLink, RecordPage, Theirs, Weight,
};
use crate::ui::screens::sent::{StateTag, state_words};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;

/// Writing to the team.
#[component]
pub fn Ask() -> Element {
    rsx! {
        RecordPage { title: "ask-title",
            Begin {}
            Written {}
        }
    }
}

/// Whether this trust takes what a person writes to the team.
pub fn may_write(view: &View) -> bool {
    !view.not_granted.contains(&Missing::Messages)
}

/// How soon the team answers questions; none where it takes none here.
pub fn response_time(view: &View) -> Option<String> {
    let trust = view.trust.as_ref().filter(|_| may_write(view))?;
    trust.response_time.clone()
}

/// How to ask; where questions are not taken, whom to call.
#[component]
fn Begin() -> Element {
    let (view, words, record) = (state::view(), state::words(), state::record());
    let task = Companion::writing(MessageKind::Question, None);
    let begun = view.drafts.iter().any(|draft| draft.task == task);
    match response_time(&view) {
        Some(time) => rsx! {
            p { class: "lead", {words.say_with("ask-lead", &[("time", (&time).into())])} }
            Inset { icon: IconKind::Hand, p { {words.say("ask-not-now")} } }
            div { class: "actions",
                ButtonLink { to: Route::FormStart { task },
                    {words.say(if begun { "form-start-carry-on" } else { "ask-begin" })}
                }
            }
        },
        None => rsx! {
            p { class: "lead", {words.say("ask-not-here")} }
            if let Some((name, number)) = state::whom_to_call(&record) {
                PhoneLink { name, number }
            }
        },
    }
}

/// Everything that the person wrote to the team, the newest first.
#[component]
fn Written() -> Element {
    let (view, words, record) = (state::view(), state::words(), state::record());
    let all = written(&view, &record);
    if all.is_empty() {
        return rsx! {};
    }
    rsx! {
        section {
            h2 { {words.say("ask-written")} }
            ul { class: "sent-list",
                for (message , outgoing) in all {
                    li { key: "{message.id}", MessageCard { message, outgoing } }
                }
            }
        }
    }
}

/// Messages on their way, then those that the trust has. One that is in both is told once.
fn written(view: &View, record: &Record) -> Vec<(Message, Option<Outgoing>)> {
    let there = |id: &str| {
        let mut all = record.messages.iter();
        all.any(|message| message.ours.as_deref() == Some(id))
    };
    let going = view.outgoing.iter().filter(|it| !there(&it.id));
    let going = going.filter_map(|it| Some((it.message.clone()?, Some(it.clone()))));
    let have = record.messages.iter().map(|it| (it.clone(), None));
    going.chain(have).collect()
}

/// The newest message of a kind, with how it stands while it is on its way.
pub fn newest(
    view: &View,
    record: &Record,
    kind: MessageKind,
) -> Option<(Message, Option<Outgoing>)> {
    written(view, record)
        .into_iter()
        .find(|(message, _)| message.kind == kind)
}

/// Something that was written, and what came back.
#[component]
pub fn MessageCard(
    /// What was written.
    message: Message,
    /// How it stands, while the record does not have it.
    outgoing: Option<Outgoing>,
) -> Element {
    let (words, now) = (state::words(), state::now());
    let when = message.at.map(|at| words.when(at, now));
    rsx! {
        Card {
            h3 { {words.say(kind_key(message.kind))} }
            if let Some(when) = when {
                p { class: "quiet", {words.say_with("ask-wrote", &[("when", (&when).into())])} }
            }
            p { class: "said", Theirs { text: message.text.clone() } }
            Stands { message: message.clone(), outgoing }
            for (place , reply) in message.replies.into_iter().enumerate() {
                div { key: "{place}", class: "reply",
                    p { strong { {from(words, reply.by.as_deref())} } }
                    p { Theirs { text: reply.text } }
                    if let Some(at) = reply.at {
                        p { class: "quiet", {words.when(at, now)} }
                    }
                }
            }
        }
    }
}

/// How it stands: no more than is known.
#[component]
fn Stands(message: Message, outgoing: Option<Outgoing>) -> Element {
    let (words, now) = (state::words(), state::now());
    if let Some(outgoing) = outgoing {
        let sent = matches!(outgoing.state, OutgoingState::Sent { .. });
        return rsx! {
            StateTag { state: outgoing.state.clone() }
            p { {state_words(words, &outgoing.state, now)} }
            if sent {
                p { class: "quiet", {words.say("ask-not-read")} }
            } else {
                p { Link { to: Route::Sent {}, {words.say("form-done-track")} } }
            }
        };
    }
    if let Some(returned) = message.came_back {
        return rsx! {
            p { strong { {words.say("ask-came-back")} } }
            if let Some(text) = returned.why {
                p { Theirs { text } }
            }
            p { {words.say("ask-came-back-what")} }
        };
    }
    if message.replies.is_empty() {
        return rsx! { p { class: "quiet", {words.say("ask-not-read")} } };
    }
    rsx! {}
}

fn from(words: Words, name: Option<&str>) -> String {
    match name {
        Some(name) => words.say_with("ask-from", &[("name", name.into())]),
        None => words.say("ask-from-team"),
    }
}

/// What a message is called.
fn kind_key(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Question => "ask-kind-question",
        MessageKind::Correction => "ask-kind-correction",
        MessageKind::Disagree => "ask-kind-disagree",
        MessageKind::Preference => "ask-kind-preference",
        MessageKind::ForReview => "ask-kind-for-review",
        MessageKind::Invite => "ask-kind-invite",
    }
}

/// What is said before a message is written.
pub fn lead_key(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Question => "ask-start-question",
        MessageKind::Correction => "ask-start-correction",
        MessageKind::Disagree => "ask-start-disagree",
        MessageKind::Preference => "ask-start-preference",
        MessageKind::ForReview => "ask-start-for-review",
        MessageKind::Invite => "ask-start-invite",
    }
}

/// A way to write to the team about something.
#[component]
pub fn WriteAbout(
    /// What for.
    kind: MessageKind,
    /// What it is about.
    #[props(default)]
    about: Option<Thing>,
    /// The words of the way.
    children: Element,
) -> Element {
    if !may_write(&state::view()) {
        return rsx! {};
    }
    let task = Companion::writing(kind, about.as_ref());
    rsx! {
        div { class: "actions",
            ButtonLink { weight: Weight::Second, to: Route::FormStart { task }, {children} }
        }
    }
}
