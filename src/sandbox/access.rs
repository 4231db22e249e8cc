//! Who may see what: decided here, once, before any search, include or write.
//!
//! Four walls, each of which must let a resource through:
//!
//! 1. **Scope**: the token's letters for the type, or for a part of it (the table is `fhir::scopes`).
//! 2. **Compartment**: it is about the patient of the token. Workers and organisations are nobody's;
//!    they are seen where something visible names them, and not otherwise.
//! 3. **Release**: a cluster or a clinician's rating without the `released-to-patient` tag does not
//!    exist for persons and carers.
//! 4. **Sharing**: a carer who is linked today sees what a Consent permits today ([`super::sharing`]),
//!    as it is now and not as it was, and of each thing only what is listed ([`super::carer_view`]).
//!
//! What does not get through is answered as if it were not there (404), so that nobody learns that
//! there is something to hide. The walls stand between the store and everything else: handlers get
//! resources from a [`Sight`] and never from the tables.

use super::carer_view;
use super::shareable::is_plain;
use super::sharing::Permits;
use super::store::{StoreError, Stored, Tables, text};
use crate::fhir::codes;
use crate::fhir::scopes::{Part, Who};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
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
    /// Whether a carer's link to that person stands; true for a person. Without it nothing is seen and
    /// nothing is written, while the token itself stays good: an app that asks learns that there is
    /// nothing (any more), and clears what it has.
    pub linked: bool,
    /// What the token grants.
    pub grants: Vec<Grant>,
}

/// One scope about a type, as granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grant {
    pub kind: String,
    pub letters: String,
    /// The part that it is narrowed down to.
    pub part: Option<Part>,
}

impl Viewer {
    /// Whether the token allows this letter on this type, or on a part of it.
    pub fn may(&self, kind: &str, letter: char) -> bool {
        // Whoever may read a form may read the options in it; they are of nobody's record.
        let kind = if kind == "ValueSet" {
            "Questionnaire"
        } else {
            kind
        };
        self.grants
            .iter()
            .any(|it| it.kind == kind && it.letters.contains(letter))
    }

    /// Whether the token allows reading or finding this resource: its type, and where the grant is for a
    /// part of the type, that it is in the part.
    fn covers(&self, resource: &Value) -> bool {
        let kind = match text(resource, "resourceType") {
            "ValueSet" => "Questionnaire",
            kind => kind,
        };
        self.grants
            .iter()
            .filter(|it| it.kind == kind && it.letters.contains(['r', 's']))
            .any(|it| it.part.is_none_or(|part| is_in(&part, resource)))
    }
}

/// Whether a resource is in a part. A canonical address may have its version behind.
fn is_in(part: &Part, resource: &Value) -> bool {
    let here = text(resource, part.parameter);
    here.split('|').next() == Some(part.value)
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
            Who::Carer if viewer.linked => {
                let consents = tables.all("Consent")?;
                let (carer, patient) = (&viewer.subject, &viewer.patient);
                let mut permits = Permits::of(&consents, carer, patient, now.today);
                let goals = tables.all("Goal")?;
                let own = goals.iter().filter(|it| is_about(&it.resource, patient));
                permits.keep_goals(own.map(|it| text(&it.resource, "id")));
                let teams = tables.all("CareTeam")?;
                let own = teams.iter().map(|it| &it.resource);
                permits.keep_team(own.filter(|it| is_plain(it) && is_about(it, patient)));
                permits
            }
            _ => Permits::default(),
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
        if !self.viewer.linked || !self.viewer.covers(resource) {
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

    /// Whether this version of something that may be seen may be seen, too. A carer sees a thing as it
    /// is now: what it was called before the person found better words is not shared. Of the sharing
    /// itself they see how it came about.
    pub fn sees_version(&self, version: &Stored, current: i64) -> Result<bool, StoreError> {
        let is_past = version.version != current;
        let hidden = self.viewer.who == Who::Carer && is_past;
        if hidden && text(&version.resource, "resourceType") != "Consent" {
            return Ok(false);
        }
        self.sees(&version.resource)
    }

    /// A resource as this viewer may read it.
    pub fn shown(&self, mut stored: Stored) -> Stored {
        if self.viewer.who == Who::Carer {
            let (carer, permits) = (&self.viewer.subject, &self.permits);
            stored.resource = carer_view::of(&stored.resource, carer, permits);
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
                let resource = &stored.resource;
                if !self.viewer.covers(resource)
                    || !self.sees_record(resource)
                    || self.is_carers_own(resource)
                {
                    continue;
                }
                references(&self.shown(stored).resource, &mut |name| {
                    names.insert(name.to_owned());
                });
            }
        }
        Ok(self.named.get_or_init(|| names))
    }

    /// What a carer wrote themselves. It opens no door: whoever could see a worker by writing to them
    /// could go through all of them.
    fn is_carers_own(&self, resource: &Value) -> bool {
        self.viewer.who == Who::Carer
            && text(resource, "resourceType") == "Communication"
            && resource["sender"]["reference"] == self.viewer.subject.as_str()
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
    title["valueString"]
        .as_str()
        .filter(|title| !title.trim().is_empty())
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
