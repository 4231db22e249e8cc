//! Communication: what the person wrote to the team, and what came back. What a carer wrote is not read
//! here: a server does not give it to the person, and if one does it is passed over.

use super::part::structures;
use super::types::{CodeableConcept, Identifier, Reference};
use super::{Many, One, codes, when};
use crate::care::{Message, MessageKind, Returned};

structures! {
    /// Communication.
    Communication {
        /// Its id.
        id: One<String>,
        /// Business identifiers; ours among them.
        identifier: Many<Identifier>,
        /// `completed`, `not-done`, …
        status: One<String>,
        /// Why it was not done.
        status_reason: One<CodeableConcept>,
        /// What kind of message.
        category: Many<CodeableConcept>,
        /// What it is about.
        about: Many<Reference>,
        /// What it answers.
        in_response_to: Many<Reference>,
        /// Who wrote it.
        sender: One<Reference>,
        /// When it was written.
        sent: One<String>,
        /// What it says.
        payload: Many<Payload>,
    }
    /// A part of what a message says.
    Payload {
        /// The words.
        content_string: One<String>,
    }
}

/// The code of a kind, in [`codes::MESSAGE_CATEGORY`].
pub fn category(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Question => "question",
        MessageKind::Correction => "correction",
        MessageKind::Disagree => "disagree",
        MessageKind::Preference => "preference",
        MessageKind::ForReview => "for-review",
        MessageKind::Invite => "invite",
    }
}

impl Communication {
    /// Whether it answers a choice.
    pub fn is_preference(&self, codes_base: &str) -> bool {
        let undone = matches!(
            self.status.text(),
            Some("entered-in-error" | "not-done" | "stopped")
        );
        !undone && self.kind(codes_base) == Some(MessageKind::Preference)
    }

    /// What it was written for; none for other messages than those that a person writes here.
    pub fn kind(&self, codes_base: &str) -> Option<MessageKind> {
        let system = format!("{codes_base}{}", codes::MESSAGE_CATEGORY);
        let mut all = MessageKind::ALL.into_iter();
        all.find(|kind| {
            self.category
                .iter()
                .any(|c| c.has(&system, category(*kind)))
        })
    }

    /// Its words.
    pub fn words(&self) -> Option<String> {
        let parts = self.payload.iter().filter_map(|p| p.content_string.text());
        let words = parts.collect::<Vec<_>>().join("\n\n");
        (!words.is_empty()).then_some(words)
    }

    /// As a message of this person, without replies; none where it is not one, or says nothing.
    pub fn message(&self, patient: &str, codes_base: &str) -> Option<Message> {
        let kind = self.kind(codes_base)?;
        let sender = self.sender.get()?;
        if sender.id_of("Patient") != Some(patient)
            || self.status.text() == Some("entered-in-error")
        {
            return None;
        }
        let system = format!("{codes_base}{}", codes::ITEM_UUID);
        let mut identifiers = self.identifier.iter();
        let ours = identifiers.find(|it| it.system.text() == Some(&system));
        let ours = ours.and_then(|it| it.value.text()).map(str::to_owned);
        let not_done = matches!(self.status.text(), Some("not-done" | "stopped"));
        Some(Message {
            id: self.id.text().map(str::to_owned).or_else(|| ours.clone())?,
            ours,
            kind,
            text: self.words()?,
            at: self.sent.text().and_then(when::moment_or_noon),
            about: self
                .about
                .iter()
                .filter_map(|r| r.reference.text())
                .map(str::to_owned)
                .collect(),
            replies: Vec::new(),
            came_back: not_done.then(|| Returned {
                why: self.status_reason.get().and_then(CodeableConcept::words),
            }),
        })
    }
}

/// A Communication as a message of this person, without replies; none where it is not one.
pub fn read_message(
    communication: &serde_json::Value,
    patient: &str,
    codes_base: &str,
) -> Option<Message> {
    let read: Communication = serde::Deserialize::deserialize(communication).ok()?;
    read.message(patient, codes_base)
}

/// The kind of a code in [`codes::MESSAGE_CATEGORY`].
pub fn kind_of(code: &str) -> Option<MessageKind> {
    MessageKind::ALL
        .into_iter()
        .find(|kind| category(*kind) == code)
}
