//! Who may see what: decided here, once, before any search, include or write.
//!
//! Four walls, each of which must let a resource through:
//!
//! 1. **Scope**: the token's letters for the type (the table is `fhir::scopes`).
//! 2. **Compartment**: it is about the patient of the token. Workers and organisations are nobody's;
//!    they are seen where something visible names them, and not otherwise.
//! 3. **Release**: a cluster or a clinician's rating without the `released-to-patient` tag does not
//!    exist for persons and carers.
//! 4. **Sharing**: a carer sees what a Consent permits now ([`super::sharing`]), and of an
//!    intervention only its neutral name.
//!
//! What does not get through is answered as if it were not there (404), so that nobody learns that
//! there is something to hide. The walls stand between the store and everything else: handlers get
//! resources from a [`Sight`] and never from the tables.

use super::sharing::Permits;
use super::store::{StoreError, Stored, Tables, text};
use crate::fhir::codes;
use crate::fhir::scopes::Who;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::cell::OnceCell;
use std::collections::HashSet;

/// Who is asking, from their token.
#[derive(Debug, Clone)]
pub(super) struct Viewer {
    pub who: Who,
    /// Their own resource: `Patient/…` or `RelatedPerson/…`.
    pub subject: String,
    /// `Patient/…` whose record this is about.
    pub patient: String,
    /// What the token grants.
    pub grants: Vec<(String, String)>,
}

impl Viewer {
    /// Whether the token allows this letter on this type.
    pub fn may(&self, kind: &str, letter: char) -> bool {
        // Whoever may read a form may read the options in it; they are of nobody's record.
        let kind = if kind == "ValueSet" {
            "Questionnaire"
        } else {
            kind
        };
        self.grants
            .iter()
            .any(|(k, letters)| k == kind && letters.contains(letter))
    }
}

/// The time that sharing and reviews are measured by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now {
    pub at: Timestamp,
    pub today: Date,
}

/// One viewer's view of the store.
pub(super) struct Sight<'a> {
    pub viewer: &'a Viewer,
    pub tables: &'a Tables<'a>,
    pub now: Now,
    /// What is shared with a carer; empty for a person.
    pub permits: Permits,
    named: OnceCell<HashSet<String>>,
}

/// The types whose resources may name workers and organisations.
const NAMING: &[&str] = &[
    "Patient",
    "CarePlan",
    "ServiceRequest",
    "Goal",
    "Observation",
    "CareTeam",
    "EpisodeOfCare",
    "Appointment",
    "Task",
    "QuestionnaireResponse",
    "Communication",
    "Consent",
];

impl<'a> Sight<'a> {
    /// Looks up what is shared, where the viewer is a carer.
    pub fn new(viewer: &'a Viewer, tables: &'a Tables<'a>, now: Now) -> Result<Self, StoreError> {
        let permits = match viewer.who {
            Who::Person => Permits::default(),
            Who::Carer => Permits::of(
                &tables.all("Consent")?,
                &viewer.subject,
                &viewer.patient,
                now.today,
            ),
        };
        Ok(Self {
            viewer,
            tables,
            now,
            permits,
            named: OnceCell::new(),
        })
    }

    /// Everything of a type that may be seen, as it may be seen.
    pub fn all(&self, kind: &str) -> Result<Vec<Stored>, StoreError> {
        let mut seen = Vec::new();
        for stored in self.tables.all(kind)? {
            if self.sees(&stored.resource)? {
                seen.push(self.shown(stored));
            }
        }
        Ok(seen)
    }

    /// One resource, if it is there and may be seen.
    pub fn one(&self, kind: &str, id: &str) -> Result<Option<Stored>, StoreError> {
        match self.tables.current(kind, id)? {
            Some(stored) if self.sees(&stored.resource)? => Ok(Some(self.shown(stored))),
            _ => Ok(None),
        }
    }

    /// Whether all four walls let it through.
    pub fn sees(&self, resource: &Value) -> Result<bool, StoreError> {
        let kind = text(resource, "resourceType");
        if !self.viewer.may(kind, 'r') && !self.viewer.may(kind, 's') {
            return Ok(false);
        }
        match kind {
            "Practitioner" | "Organization" => {
                let name = format!("{kind}/{}", text(resource, "id"));
                Ok(self.named()?.contains(&name))
            }
            "Questionnaire" | "ValueSet" => Ok(true),
            _ => Ok(self.sees_record(resource)),
        }
    }

    /// The walls for whatever is somebody's record.
    fn sees_record(&self, resource: &Value) -> bool {
        if !is_about(resource, &self.viewer.patient)
            || needs_release(resource) && !is_released(resource)
        {
            return false;
        }
        match self.viewer.who {
            Who::Person => is_for_the_person(resource, &self.viewer.patient),
            Who::Carer => self
                .permits
                .let_through(resource, &self.viewer.subject, self.now),
        }
    }

    /// A resource as this viewer may read it: a carer gets an intervention's neutral name only.
    pub fn shown(&self, mut stored: Stored) -> Stored {
        if self.viewer.who == Who::Carer
            && text(&stored.resource, "resourceType") == "ServiceRequest"
        {
            stored.resource = neutral(&stored.resource);
        }
        stored
    }

    /// Workers and organisations that something visible names.
    fn named(&self) -> Result<&HashSet<String>, StoreError> {
        if let Some(names) = self.named.get() {
            return Ok(names);
        }
        let mut names = HashSet::new();
        for kind in NAMING.iter().filter(|kind| self.viewer.may(kind, 'r')) {
            for stored in self.tables.all(kind)? {
                if self.sees_record(&stored.resource) {
                    references(&self.shown(stored).resource, &mut |name| {
                        names.insert(name.to_owned());
                    });
                }
            }
        }
        Ok(self.named.get_or_init(|| names))
    }
}

/// Whether the resource is in the patient's compartment.
pub(super) fn is_about(resource: &Value, patient: &str) -> bool {
    let points = |value: &Value| value["reference"].as_str() == Some(patient);
    match text(resource, "resourceType") {
        "Patient" => patient.strip_prefix("Patient/") == resource["id"].as_str(),
        "Task" => points(&resource["for"]),
        "EpisodeOfCare" | "Consent" | "RelatedPerson" => points(&resource["patient"]),
        "Appointment" => list(&resource["participant"]).any(|p| points(&p["actor"])),
        _ => points(&resource["subject"]),
    }
}

/// What is in the compartment and still not the person's to read: what a carer told the team in
/// confidence, and tasks that the team set for itself.
fn is_for_the_person(resource: &Value, patient: &str) -> bool {
    match text(resource, "resourceType") {
        "Communication" => {
            let from_carer = |c: &Value| has_code(c, codes::MESSAGE_CATEGORY, "from-carer");
            let sender = resource["sender"]["reference"].as_str().unwrap_or_default();
            let to_carer = list(&resource["recipient"]).any(|r| {
                r["reference"]
                    .as_str()
                    .is_some_and(|r| r.starts_with("RelatedPerson/"))
            });
            !list(&resource["category"]).any(from_carer)
                && !sender.starts_with("RelatedPerson/")
                && !to_carer
        }
        "Task" => resource["owner"]["reference"].as_str() == Some(patient),
        _ => true,
    }
}

/// Whether this is a kind of Observation that a clinician must release first.
pub(super) fn needs_release(resource: &Value) -> bool {
    if text(resource, "resourceType") != "Observation" {
        return false;
    }
    // Whatever the system: a trust that wrote a clinician's code under another still means it.
    let is_rating = |c: &Value| {
        codes::CLINICIAN_RATINGS
            .iter()
            .any(|code| c["code"] == *code)
    };
    let is_cluster = |c: &Value| {
        let of_clusters = |s: &str| s.ends_with(codes::CLUSTER_SYSTEM);
        c["code"] == codes::CLUSTER || c["system"].as_str().is_some_and(of_clusters)
    };
    let is_event = |e: &Value| {
        e["url"]
            .as_str()
            .is_some_and(|url| url.ends_with(codes::ALLOCATION_EVENT))
    };
    let value = &resource["valueCodeableConcept"];
    list(&resource["code"]["coding"])
        .chain(list(&value["coding"]))
        .any(|c| is_rating(c) || is_cluster(c))
        || list(&resource["extension"]).any(is_event)
}

fn is_released(resource: &Value) -> bool {
    list(&resource["meta"]["tag"]).any(|tag| {
        tag["code"] == codes::RELEASED
            && tag["system"]
                .as_str()
                .is_some_and(|s| s.ends_with(codes::RELEASE))
    })
}

/// Whether a concept has this code of one of our own systems.
pub(super) fn has_code(concept: &Value, system: &str, code: &str) -> bool {
    list(&concept["coding"])
        .any(|c| c["code"] == code && c["system"].as_str().is_some_and(|s| s.ends_with(system)))
}

/// The neutral name of an intervention, if it may be shared at all.
pub(super) fn carer_title(resource: &Value) -> Option<&str> {
    let title = list(&resource["extension"]).find(|e| {
        e["url"]
            .as_str()
            .is_some_and(|url| url.ends_with(codes::CARER_TITLE))
    })?;
    title["valueString"].as_str()
}

/// An intervention as a carer reads it. Only what is listed here gets through: what it is really
/// called, why it is done, where, and for which goal can each give the cluster away.
fn neutral(resource: &Value) -> Value {
    const KEPT: &[&str] = &[
        "resourceType",
        "id",
        "meta",
        "status",
        "intent",
        "subject",
        "performer",
        "occurrenceDateTime",
        "occurrencePeriod",
        "occurrenceTiming",
    ];
    let mut neutral = json!({});
    for name in KEPT {
        if let Some(value) = resource.get(name) {
            neutral[*name] = value.clone();
        }
    }
    let title = carer_title(resource).unwrap_or_default();
    let address = format!("{}{}", codes::BASE, codes::CARER_TITLE);
    neutral["extension"] = json!([{"url": address, "valueString": title}]);
    neutral["code"] = json!({"text": title});
    neutral["meta"]["tag"] = json!([{
        "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}]);
    neutral
}

/// The elements of a list; none where there is no list.
pub(super) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Calls `found` with every literal reference in a resource.
pub(super) fn references(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_str() {
                    Some(reference) if name == "reference" => found(reference),
                    _ => references(field, found),
                }
            }
        }
        _ => {}
    }
}
