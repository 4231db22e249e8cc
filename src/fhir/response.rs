//! QuestionnaireResponse: an answered form, written and read.

use super::part::structures;
use super::types::{Identifier, Reference, id_in};
use super::{One, codes, when};
use crate::forms::{Questionnaire, Session};
use jiff::Zoned;
use serde_json::{Map, Value as Json, json};

structures! {
    /// QuestionnaireResponse.
    QuestionnaireResponse {
        /// What it is.
        resource_type: One<String>,
        /// Its id on the server.
        id: One<String>,
        /// Our own identifier, if the app made it.
        identifier: One<Identifier>,
        /// Which form.
        questionnaire: One<String>,
        /// `completed`, `amended`, `in-progress`, …
        status: One<String>,
        /// When it was answered.
        authored: One<String>,
        /// Who wrote it down.
        author: One<Reference>,
        /// Who answered.
        source: One<Reference>,
    }
}

/// An answered form, as it is sent.
#[derive(Debug, Clone)]
pub struct Answered<'a> {
    /// The form and its answers.
    pub session: &'a Session,
    /// Our own identifier: the UUIDv7 made with the draft.
    pub response_id: &'a str,
    /// Base of our codes at this trust.
    pub codes_base: &'a str,
    /// Id of the Patient.
    pub patient: &'a str,
    /// Who answers, as a reference: `Patient/{id}`.
    pub author: &'a str,
    /// When, with the phone's offset.
    pub authored: &'a Zoned,
    /// What the task is part of ([`super::task::TaskState::based_on`]).
    pub based_on: &'a [String],
}

/// The answered form as a completed QuestionnaireResponse. Items that are not asked are left out with
/// everything below them. The server gives the id; for an update that creates, set `id` yourself.
pub fn write_response(answered: &Answered) -> Json {
    let form = answered.session.form();
    let author = json!({ "reference": answered.author });
    let mut response = Map::new();
    let mut put = |name: &str, value: Json| response.insert(name.to_owned(), value);
    put("resourceType", "QuestionnaireResponse".into());
    put(
        "extension",
        json!([{
            "url": codes::COMPLETION_MODE,
            "valueCodeableConcept": { "text": "patient app" }
        }]),
    );
    put(
        "identifier",
        json!({
            "system": format!("{}{}", answered.codes_base, codes::RESPONSE_UUID),
            "value": answered.response_id
        }),
    );
    put("status", "completed".into());
    put(
        "subject",
        json!({ "reference": format!("Patient/{}", answered.patient) }),
    );
    put("authored", when::write(answered.authored).into());
    put("author", author.clone());
    put("source", author);
    if let Some(canonical) = canonical(form) {
        put("questionnaire", canonical.into());
    }
    let based_on = based_on(answered.based_on);
    if !based_on.is_empty() {
        put("basedOn", based_on.into());
    }
    let items = answered.session.response_items();
    if !items.is_empty() {
        put("item", items.into());
    }
    response.into()
}

fn canonical(form: &Questionnaire) -> Option<String> {
    if form.url.is_empty() {
        return None;
    }
    Some(match &form.version {
        Some(version) if !form.url.contains('|') => format!("{}|{version}", form.url),
        _ => form.url.clone(),
    })
}

// A response may be based on a plan or on a request, and on nothing else (FHIR R4).
fn based_on(references: &[String]) -> Vec<Json> {
    let allowed = |r: &&String| {
        ["CarePlan", "ServiceRequest"]
            .iter()
            .any(|kind| id_in(r, kind).is_some())
    };
    let wanted = references.iter().filter(allowed);
    wanted.map(|r| json!({ "reference": r })).collect()
}
