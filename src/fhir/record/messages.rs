//! What the person wrote to the team, with what the team answered.
//!
//! A reply belongs to the message that it names (`inResponseTo`). What the team writes of its own accord is
//! not shown yet; what a carer wrote is never the person's to read.

use super::shelf::Shelf;
use crate::care::{MOST_MESSAGES, Message, Reply};
use crate::fhir::communication::Communication;
use crate::fhir::when;
use std::collections::HashMap;

/// The person's messages, the newest first.
pub(super) fn messages(shelf: &Shelf) -> Vec<Message> {
    let (patient, base) = (shelf.how.patient, shelf.how.codes_base);
    let own = shelf.messages.iter();
    let mut own: Vec<Message> = own.filter_map(|m| m.message(patient, base)).collect();
    own.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
    own.truncate(MOST_MESSAGES);
    let mut replies = replies(shelf);
    for message in &mut own {
        message.replies = replies.remove(&message.id).unwrap_or_default();
        message.replies.sort_by_key(|reply| reply.at);
    }
    own
}

fn replies(shelf: &Shelf) -> HashMap<String, Vec<Reply>> {
    let mut replies: HashMap<String, Vec<Reply>> = HashMap::new();
    for message in shelf.messages.iter().filter(|m| is_from_team(m)) {
        let Some(text) = message.words() else {
            continue;
        };
        let by = message.sender.get().and_then(|s| shelf.name(s));
        let at = message.sent.text().and_then(when::moment_or_noon);
        for question in message.in_response_to.iter() {
            if let Some(id) = question.id_of("Communication") {
                let (text, by) = (text.clone(), by.clone());
                let of_it = replies.entry(id.to_owned()).or_default();
                of_it.push(Reply { text, by, at });
            }
        }
    }
    replies
}

fn is_from_team(message: &Communication) -> bool {
    let gone = matches!(
        message.status.text(),
        Some("entered-in-error" | "not-done" | "preparation")
    );
    let sender = message.sender.get();
    let from_team = sender.is_some_and(|s| {
        [
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "CareTeam",
        ]
        .iter()
        .any(|kind| s.id_of(kind).is_some())
    });
    from_team && !gone
}
