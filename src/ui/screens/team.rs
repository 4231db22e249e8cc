//! Who helps: the named worker, the others, organisations, and how to reach each.

use crate::care::{Coordinator, PartnerKind};
use crate::ui::Route;
use crate::ui::components::{
    Card, IconKind, Initials, PersonRow, PhoneLink, RecordPage, Row, Rows, Theirs,
};
use crate::ui::state;
use dioxus::prelude::*;

/// Who helps.
#[component]
pub fn Team() -> Element {
    rsx! {
        RecordPage { title: "team-title", Known {} }
    }
}

/// Who helps, once a record has come.
#[component]
fn Known() -> Element {
    let (words, record) = (state::words(), state::record());
    let team = &record.team;
    rsx! {
        Named {}
        Rows {
            Row { to: Route::Ask {}, icon: IconKind::Message, title: words.say("ask-title"),
                {words.say("ask-more")}
            }
        }
        if let Some(number) = team.phone.clone() {
            section {
                h2 { {words.say("team-phone-heading")} }
                PhoneLink { name: None, number }
                p { class: "quiet", {words.say("team-urgent")} }
            }
        }
        if !team.members.is_empty() {
            section {
                h2 { {words.say("team-others")} }
                ul { class: "people",
                    for member in team.members.clone() {
                        PersonRow {
                            key: "{member.id}{member.name}",
                            name: member.name,
                            role: member.role,
                            phone: member.phone,
                            email: member.email,
                        }
                    }
                }
            }
        }
        if !team.partners.is_empty() {
            section {
                h2 { {words.say("team-partners")} }
                ul { class: "people",
                    for partner in team.partners.clone() {
                        PersonRow {
                            key: "{partner.id}",
                            name: partner.name,
                            role: partner.role,
                            kind: kind_key(partner.kind).map(|key| words.say(key)),
                            phone: partner.phone,
                        }
                    }
                }
            }
        }
        p { class: "quiet", {words.say("team-more")} }
    }
}

/// The named worker; one who left or nobody is said as it is, with whom to call.
#[component]
fn Named() -> Element {
    let (words, record) = (state::words(), state::record());
    match record.team.coordinator.clone() {
        Coordinator::Named(member) => {
            let role = state::role_label();
            rsx! {
                Card {
                    div { class: "named",
                        Initials { name: member.name.clone() }
                        div {
                            p { class: "quiet", {words.say_with("team-named-label", &[("role", (&role).into())])} }
                            p { class: "named-name", {member.name.clone()} }
                            if let Some(text) = member.role {
                                p { class: "quiet", Theirs { text } }
                            }
                        }
                    }
                    p { {words.say("team-named-what")} }
                    if let Some(number) = member.phone {
                        PhoneLink { name: member.name, number }
                    }
                }
            }
        }
        Coordinator::Left { name } => rsx! {
            Card {
                p { strong { {words.say_with("team-left", &[("name", (&name).into())])} } }
                p { {words.say("team-left-more")} }
            }
        },
        Coordinator::Nobody => rsx! {
            Card {
                p { strong { {words.say("team-nobody")} } }
                p { {words.say("team-nobody-more")} }
            }
        },
    }
}

fn kind_key(kind: PartnerKind) -> Option<&'static str> {
    match kind {
        PartnerKind::Trust => Some("team-partner-trust"),
        PartnerKind::Partner => Some("team-partner-partner"),
        PartnerKind::Council => Some("team-partner-council"),
        PartnerKind::Other => None,
    }
}
