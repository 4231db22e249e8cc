//! Patient: who the person is, and which resources are theirs.

use super::part::structures;
use super::types::{CodeableConcept, HumanName, id_in, is_id, name_of};
use super::{BadResource, Many, One, when};
use crate::care::Person;
use serde_json::Value;

structures! {
    /// Patient.
    Patient {
        /// What it is.
        resource_type: One<String>,
        /// Its id.
        id: One<String>,
        /// The person's names.
        name: Many<HumanName>,
        /// Date of birth.
        birth_date: One<String>,
        /// Languages.
        communication: Many<Communicating>,
    }
    /// A language that a person understands.
    Communicating {
        /// The language.
        language: One<CodeableConcept>,
        /// Whether they like it best.
        preferred: One<bool>,
    }
}

/// Languages are BCP 47 tags in FHIR.
const BCP_47: &str = "urn:ietf:bcp:47";

/// Reads who the person is.
pub fn read_person(raw: &str) -> Result<Person, BadResource> {
    let patient: Patient = serde_json::from_str(raw).map_err(|_| BadResource::NotJson)?;
    if patient.resource_type.text() != Some("Patient") {
        return Err(BadResource::Not("Patient"));
    }
    let id = patient.id.text().ok_or(BadResource::Without("id"))?;
    if !is_id(id) {
        return Err(BadResource::Odd("id"));
    }
    let full_name = name_of(&patient.name, None).ok_or(BadResource::Without("name"))?;
    Ok(Person {
        id: id.to_owned(),
        called: called(&patient.name).unwrap_or_else(|| full_name.clone()),
        full_name,
        born: patient
            .birth_date
            .text()
            .filter(|d| d.len() == 10)
            .and_then(when::first_day),
        language: language(&patient.communication),
    })
}

// What they like to be called: a nickname or usual name where there is one, else the first given
// name of the name they go by.
fn called(names: &Many<HumanName>) -> Option<String> {
    let with = |wanted: &str| names.iter().find(|n| n.r#use.text() == Some(wanted));
    let first = |n: &HumanName| n.given.iter().find_map(|g| some_text(g));
    let chosen = with("nickname").or_else(|| with("usual"));
    chosen
        .and_then(|n| first(n).or_else(|| n.whole()))
        .or_else(|| with("official").and_then(first))
        .or_else(|| {
            let mut current = names
                .iter()
                .filter(|n| !matches!(n.r#use.text(), Some("old" | "maiden")));
            current.find_map(first)
        })
}

fn some_text(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn language(all: &Many<Communicating>) -> Option<String> {
    let preferred = all.iter().find(|c| c.preferred.get() == Some(&true));
    let language = preferred.or_else(|| all.first())?.language.get()?;
    let tag = language
        .code_of(BCP_47)
        .or_else(|| language.coding.first()?.code.text())?;
    Some(tag.to_owned())
}

/// Whether a resource is about this person. Types that are about nobody (a worker, an organisation,
/// a form) belong to everybody; a type that we do not know must name the person.
pub fn belongs_to(raw: &str, patient_id: &str) -> bool {
    serde_json::from_str::<Value>(raw).is_ok_and(|value| is_of(&value, patient_id))
}

/// The same, for a resource that was parsed already.
pub(super) fn is_of(resource: &Value, patient_id: &str) -> bool {
    let text = |name: &str| resource.get(name).and_then(Value::as_str);
    let names = |fields: &[&str]| names_patient(resource, fields, patient_id);
    match text("resourceType") {
        Some("Patient") => text("id") == Some(patient_id),
        Some("Practitioner" | "PractitionerRole" | "Organization" | "Location") => true,
        Some("HealthcareService" | "Questionnaire" | "ValueSet") => true,
        Some("EpisodeOfCare" | "Consent" | "RelatedPerson") => names(&["patient"]),
        Some("Task") => names(&["for"]),
        Some("Appointment") => takes_part(resource, patient_id),
        // A message may leave out its subject; then it is theirs if they sent or receive it.
        Some("Communication") if resource.get("subject").is_none() => {
            names(&["sender", "recipient"])
        }
        Some("QuestionnaireResponse") if resource.get("subject").is_none() => {
            names(&["source", "author"])
        }
        Some(_) => names(&["subject", "patient", "for", "beneficiary", "individual"]),
        None => false,
    }
}

// Every one of the fields that is there must name the person: a resource that names two people in
// two fields is not read as the record of one.
fn names_patient(resource: &Value, fields: &[&str], patient_id: &str) -> bool {
    let mut named = false;
    for field in fields {
        let Some(value) = resource.get(field) else {
            continue;
        };
        let all: &[Value] = match value {
            Value::Array(all) => all,
            one => std::slice::from_ref(one),
        };
        let patients = all.iter().filter_map(patient_in);
        for id in patients {
            if id != patient_id {
                return false;
            }
            named = true;
        }
    }
    named
}

fn takes_part(appointment: &Value, patient_id: &str) -> bool {
    let participants = appointment.get("participant").and_then(Value::as_array);
    let mut actors = participants
        .into_iter()
        .flatten()
        .filter_map(|p| p.get("actor"));
    actors.any(|actor| patient_in(actor) == Some(patient_id))
}

fn patient_in(reference: &Value) -> Option<&str> {
    id_in(reference.get("reference")?.as_str()?, "Patient")
}
