//! Sharing: the person's circle, and for each what they see, item by item, until when. Quiet, plain, and
//! each thing taken away, or all of it stopped, in two taps.

mod change;
mod history;
mod invite;
mod look;
mod one;
mod picked;
mod said;
mod stop;

pub use change::ShareChange;
pub use one::SharedWith;
pub use stop::ShareStop;

use crate::app::Missing;
use crate::care::InCircle;
use crate::ui::Route;
use crate::ui::components::{ButtonLink, Heading, Inset, NotYet, PhoneLink, Theirs, Weight};
use crate::ui::state;
use dioxus::prelude::*;
use invite::Invite;
use said::{Stands, name_of, summary, until_line};

/// The circle.
#[component]
pub fn Sharing() -> Element {
    let (view, words) = (state::view(), state::words());
    rsx! {
        Heading { title: "sharing-title", text: words.say("sharing-title") }
        if view.record.is_some() {
            Known {}
        } else {
            NotYet {}
        }
    }
}

/// The circle, once a record has come.
#[component]
fn Known() -> Element {
    let (words, record) = (state::words(), state::record());
    if !may_share() {
        return rsx! { NotGranted {} };
    }
    let circle = record.circle.clone();
    rsx! {
        p { class: "lead", {words.say("sharing-lead")} }
        if circle.is_empty() {
            p { {words.say("sharing-nobody")} }
            p { {words.say("sharing-nobody-more")} }
        } else {
            ul { class: "sent-list",
                for known in circle {
                    li { key: "{known.carer.id}", class: "card", Card { known } }
                }
            }
        }
        Invite {}
    }
}

/// Whether this trust lets the person say here what they share.
fn may_share() -> bool {
    !state::view().not_granted.contains(&Missing::Sharing)
}

/// What is said where the trust does not let this app say what is shared.
#[component]
fn NotGranted() -> Element {
    let (words, record) = (state::words(), state::record());
    rsx! {
        Inset { p { {words.say("sharing-not-granted")} } }
        if let Some((name, number)) = state::whom_to_call(&record) {
            PhoneLink { name, number }
        }
    }
}

/// One of the circle: who, what they see in a line, until when, and the two ways on.
#[component]
fn Card(known: InCircle) -> Element {
    let (words, today) = (state::words(), state::today());
    let id = known.carer.id.clone();
    let name = name_of(words, &known.carer);
    let chosen = known.chosen(today);
    let shares = !chosen.is_empty() || known.not_understood(today) > 0;
    let named = |key: &str| words.say_with(key, &[("name", (&name).into())]);
    rsx! {
        h2 {
            Link { to: Route::SharedWith { carer: id.clone() }, Theirs { text: name.clone() } }
        }
        if let Some(text) = known.carer.relationship.clone() {
            p { class: "quiet", Theirs { text } }
        }
        p { {summary(words, &chosen)} }
        if let Some(line) = until_line(words, &chosen) {
            p { class: "quiet", {line} }
        }
        Stands { known: known.clone() }
        div { class: "actions",
            ButtonLink {
                weight: Weight::Second,
                to: Route::ShareChange { carer: id.clone() },
                if shares { {named("sharing-change-for")} } else { {named("sharing-begin-for")} }
            }
            if shares {
                ButtonLink { weight: Weight::Quiet, to: Route::ShareStop { carer: id }, {named("sharing-stop-for")} }
            }
        }
    }
}

/// Somebody of the circle, by id.
fn find(id: &str) -> Option<InCircle> {
    let record = state::record();
    record.circle.iter().find(|it| it.carer.id == id).cloned()
}
