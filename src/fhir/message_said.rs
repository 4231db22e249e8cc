//! What a person writes to their team, as it is sent: a Communication (CONTRACT §1).

use super::codes;
use super::communication::category;
use super::goal_said::{Saying, Unfit, identifier, reference};
use super::types::is_id;
use super::when;
use crate::care::MessageKind;
use serde_json::{Value, json};

/// What a person writes to their team.
#[derive(Clone, Copy)]
pub struct Writing<'a> {
    /// What for.
    pub kind: MessageKind,
    /// The words, as they were written.
    pub text: &'a str,
    /// What it is about, each as `Type/id`.
    pub about: &'a [String],
    /// Id of the Practitioner to whom it goes, where one is known.
    pub to: Option<&'a str>,
}

impl std::fmt::Debug for Writing<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Writing(…)")
    }
}

/// The message as a Communication. Words without white space around them; none are an error.
pub fn write_message(writing: &Writing, saying: &Saying) -> Result<Value, Unfit> {
    let text = Some(writing.text.trim()).filter(|text| !text.is_empty());
    let text = text.ok_or(Unfit::NoWords)?;
    let me = reference("Patient", saying.patient)?;
    let system = format!("{}{}", saying.codes_base, codes::MESSAGE_CATEGORY);
    let mut made = json!({
        "resourceType": "Communication",
        "identifier": identifier(saying),
        "status": "completed",
        "category": [{ "coding": [{ "system": system, "code": category(writing.kind) }] }],
        "subject": me,
        "sender": me,
        "sent": when::write(saying.at),
        "payload": [{ "contentString": text }]
    });
    if let Some(to) = writing.to {
        made["recipient"] = json!([reference("Practitioner", to)?]);
    }
    if !writing.about.is_empty() {
        let about: Result<Vec<Value>, Unfit> = writing.about.iter().map(|it| thing(it)).collect();
        made["about"] = about?.into();
    }
    Ok(made)
}

/// What a carer tells the team, as a Communication. It is marked, so that no server gives it to the person.
pub fn write_from_carer(
    text: &str,
    carer: &str,
    to: Option<&str>,
    saying: &Saying,
) -> Result<Value, Unfit> {
    let writing = Writing {
        // Replaced below: what a carer writes is none of the kinds that a person writes.
        kind: MessageKind::Question,
        text,
        about: &[],
        to,
    };
    let mut made = write_message(&writing, saying)?;
    let system = format!("{}{}", saying.codes_base, codes::MESSAGE_CATEGORY);
    made["category"] = json!([{ "coding": [{ "system": system, "code": codes::FROM_CARER }] }]);
    made["sender"] = reference("RelatedPerson", carer)?;
    Ok(made)
}

fn thing(about: &str) -> Result<Value, Unfit> {
    let (kind, id) = about.split_once('/').ok_or(Unfit::NoId)?;
    let named = kind.chars().all(|c| c.is_ascii_alphabetic()) && !kind.is_empty();
    (named && is_id(id))
        .then(|| json!({ "reference": about }))
        .ok_or(Unfit::NoId)
}
