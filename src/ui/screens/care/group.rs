//! The care cluster in words (`domain/01`, display rules). Its number is never shown; its official
//! name opens only when the person asks, and not where it would wound.

use super::to_worker;
use crate::app::{Thing, View};
use crate::care::{Cluster, ClusterCode, Coordinator, MessageKind};
use crate::ui::Route;
use crate::ui::components::{Details, PersonRow, PhoneLink};
use crate::ui::screens::ask::WriteAbout;
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;

/// The plain name of the group; where there is none, what the page is about.
pub fn group_heading(view: &View, words: Words) -> String {
    let Some(record) = &view.record else {
        return words.say("care-title");
    };
    match texts_of(&record.cluster) {
        Some(texts) => words.say(&format!("clusters-{texts}-title")),
        None => words.say("care-no-group-heading"),
    }
}

/// Whose words tell of the group. A value that we have no words for: the same words as for 09.
fn texts_of(cluster: &Cluster) -> Option<String> {
    match cluster {
        Cluster::Known(code) => Some(code.to_string()),
        Cluster::Unknown => Some("09".to_owned()),
        Cluster::NotShown => None,
    }
}

/// What the group means; where there is none, what can be said.
#[component]
pub fn GroupHead() -> Element {
    let (words, record) = (state::words(), state::record());
    let texts = match texts_of(&record.cluster) {
        Some(texts) => texts,
        None => {
            return rsx! {
                if record.plan.is_none() {
                    p { class: "lead", {words.say("care-no-group-text")} }
                } else {
                    p { class: "lead", {words.say("frame-team-can-tell")} }
                }
            };
        }
    };
    rsx! {
        p { class: "lead", {words.say(&format!("clusters-{texts}-first"))} }
        p { {words.say(&format!("clusters-{texts}-second"))} }
        if matches!(record.cluster, Cluster::Known(_)) {
            p { Link { to: Route::Why {}, {words.say("care-why-link")} } }
        }
    }
}

/// The end of the page: the official name, "I see this differently", and the worker.
#[component]
pub fn GroupTail() -> Element {
    let record = state::record();
    rsx! {
        section { class: "tail",
            if let Cluster::Known(code) = record.cluster {
                OfficialName { code }
            }
            if record.cluster != Cluster::NotShown || record.plan.is_some() {
                Differently {}
            }
            Worker {}
        }
    }
}

#[component]
fn OfficialName(code: ClusterCode) -> Element {
    let words = state::words();
    if !code.official_name_may_open() {
        return rsx! {};
    }
    rsx! {
        Details { summary: words.say("care-official-summary"),
            p { lang: "en-GB", strong { {words.say(&format!("clusters-official-{code}"))} } }
            p { {words.say("care-official-line")} }
        }
    }
}

#[component]
fn Differently() -> Element {
    let (words, record) = (state::words(), state::record());
    let phone = match &record.team.coordinator {
        Coordinator::Named(member) => member.phone.clone().map(|p| (member.name.clone(), p)),
        _ => None,
    };
    let team = record.team.phone.clone();
    rsx! {
        Details { summary: words.say("care-differ-summary"),
            p { {to_worker(&record, "care-differ-text", "care-differ-nobody")} }
            if let Some(plan) = record.plan.as_ref() {
                WriteAbout { kind: MessageKind::Disagree, about: Thing::Plan(plan.id.clone()),
                    {words.say("care-differ-write")}
                }
            }
            if let Some((name, number)) = phone {
                PhoneLink { name, number }
            } else if let Some(number) = team {
                PhoneLink { name: None, number }
            }
        }
    }
}

/// The worker's name at the end of every cluster screen.
#[component]
pub fn Worker() -> Element {
    let (words, record) = (state::words(), state::record());
    let role = state::role_label();
    match record.team.coordinator.clone() {
        Coordinator::Named(member) => rsx! {
            ul { class: "people",
                PersonRow {
                    name: member.name,
                    kind: words.say_with("care-worker", &[("role", (&role).into())]),
                    phone: member.phone,
                }
            }
        },
        Coordinator::Left { name } => rsx! {
            p { {words.say_with("team-left", &[("name", (&name).into())])} " " {words.say("team-left-more")} }
            TeamNumber {}
        },
        Coordinator::Nobody => rsx! {
            p { {words.say("team-nobody")} " " {words.say("team-nobody-more")} }
            TeamNumber {}
        },
    }
}

/// Whom to call where no worker is named.
#[component]
fn TeamNumber() -> Element {
    let record = state::record();
    match record.team.phone.clone() {
        Some(number) => rsx! { PhoneLink { name: None, number } },
        None => rsx! {},
    }
}
