//! Each kind of resource, written anew with the parts that a carer may read.

use super::{Given, Looking};
use crate::care::Shared;
use crate::fhir::appointment::Appointment;
use crate::fhir::consent::read_sharing;
use crate::fhir::observation::Observation;
use crate::fhir::service_request::ServiceRequest;
use crate::fhir::types::id_in;
use crate::fhir::{Envelope, codes, patient, release};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The form of a person's own staying-safe plan: the only answered form that can be shared.
const SAFE_PLAN: &str = "/Questionnaire/staying-safe-plan";

/// Permits that nobody here understands: more than these are not told apart.
const MOST_STRANGE: usize = 20;

/// The resource, where it is this patient's, released, and nothing turns its meaning round.
pub(super) fn plain(it: &Envelope, looking: &Looking) -> Option<Value> {
    let value: Value = serde_json::from_str(&it.raw).ok()?;
    let of_them = patient::is_of(&value, looking.patient);
    let released = release::is_released(&value, looking.codes_base);
    (of_them && released && !modified(&value)).then_some(value)
}

pub(super) fn modified(value: &Value) -> bool {
    ["modifierExtension", "implicitRules"]
        .iter()
        .any(|name| match &value[*name] {
            Value::Null => false,
            Value::Array(all) => !all.is_empty(),
            _ => true,
        })
}

/// What of a resource may stay; none where nothing may.
pub(super) fn cut(it: &Envelope, value: &Value, given: &Given, looking: &Looking) -> Option<Value> {
    match it.kind.as_str() {
        "RelatedPerson" => (it.id == looking.carer && given.carer.is_some()).then(|| link(value)),
        "Consent" => consent(it, value, given, looking),
        "Communication" => told(value, looking),
        "Goal" => {
            let shared = given.has(&Shared::Goal(it.id.clone()));
            shared.then(|| goal(value))
        }
        "Observation" => rating(value, given, looking),
        "ServiceRequest" => {
            let shared = given.has(&Shared::Piece(it.id.clone()));
            shared.then(|| piece(value, looking)).flatten()
        }
        "Appointment" => {
            let shared = given.has(&Shared::Reviews);
            shared.then(|| review(value, looking)).flatten()
        }
        "CareTeam" => given.has(&Shared::Team).then(|| team(value)),
        "QuestionnaireResponse" => {
            let shared = given.has(&Shared::SafePlan(it.id.clone()));
            shared.then(|| safe_plan(value, looking)).flatten()
        }
        _ => None,
    }
}

/// These parts of a resource, as they are.
fn parts(value: &Value, names: &[&str]) -> Value {
    let mut left = Map::new();
    for name in ["resourceType", "id"].iter().chain(names) {
        if let Some(part) = value.get(*name).filter(|part| !part.is_null()) {
            left.insert((*name).to_owned(), part.clone());
        }
    }
    let mut meta = Map::new();
    for name in ["versionId", "lastUpdated"] {
        if let Some(part) = value["meta"].get(name) {
            meta.insert(name.to_owned(), part.clone());
        }
    }
    if !meta.is_empty() {
        left.insert("meta".to_owned(), meta.into());
    }
    left.into()
}

/// A pointer to somebody, with their name and nothing else.
fn pointer(reference: &Value) -> Value {
    let mut left = Map::new();
    for name in ["reference", "display"] {
        if let Some(text) = reference[name].as_str() {
            left.insert(name.to_owned(), text.into());
        }
    }
    left.into()
}

fn points_at(reference: &Value, kind: &str) -> Option<String> {
    let text = reference["reference"].as_str()?;
    id_in(text, kind).map(str::to_owned)
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn link(value: &Value) -> Value {
    let mut left = parts(value, &["active", "relationship", "name", "period"]);
    left["patient"] = pointer(&value["patient"]);
    left
}

/// A Consent with what holds today and what is understood: nothing on the phone tells of what has ended.
fn consent(it: &Envelope, value: &Value, given: &Given, looking: &Looking) -> Option<Value> {
    given.carer.as_ref()?;
    let sharing = read_sharing(&it.raw, looking.patient)?;
    let names_them = sharing.carer == looking.carer;
    let holds = sharing.in_force(looking.today).next().is_some();
    if !names_them || !holds {
        return None;
    }
    let root = &value["provision"];
    let stands = |inner: &&Value| {
        let mut alone = value.clone();
        alone["provision"]["provision"] = json!([*inner]);
        let one = read_sharing(&alone.to_string(), looking.patient);
        one.is_some_and(|it| it.not_understood == 0 && it.in_force(looking.today).count() > 0)
    };
    let permits: Vec<Value> = list(root, "provision")
        .filter(stands)
        .map(|inner| {
            let mut left = Map::new();
            for name in ["type", "period", "action", "data", "class"] {
                if let Some(part) = inner.get(name) {
                    left.insert(name.to_owned(), part.clone());
                }
            }
            left.into()
        })
        .collect();
    // What nobody here understands is counted and not kept: that it is there is said.
    let strange = usize::try_from(sharing.not_understood).unwrap_or(0);
    let strange = std::iter::repeat_n(json!({ "type": "permit" }), strange.min(MOST_STRANGE));
    let permits: Vec<Value> = permits.into_iter().chain(strange).collect();
    let mut left = parts(value, &["status", "dateTime"]);
    left["patient"] = pointer(&value["patient"]);
    left["provision"] = json!({ "type": "deny", "provision": permits });
    for name in ["actor", "period"] {
        if let Some(part) = root.get(name) {
            left["provision"][name] = part.clone();
        }
    }
    Some(left)
}

/// What the carer told the team. What others say, to the carer too, is not kept here.
fn told(value: &Value, looking: &Looking) -> Option<Value> {
    let theirs = points_at(&value["sender"], "RelatedPerson").as_deref() == Some(looking.carer);
    let system = format!("{}{}", looking.codes_base, codes::MESSAGE_CATEGORY);
    let marked = list(value, "category").any(|category| {
        list(category, "coding").any(|c| c["system"] == *system && c["code"] == codes::FROM_CARER)
    });
    (theirs && marked).then(|| {
        let names = [
            "identifier",
            "status",
            "category",
            "subject",
            "sender",
            "sent",
            "payload",
        ];
        parts(value, &names)
    })
}

/// A goal: its words, its steps and by when. What it is about in codes says more than its words, and why it
/// matters stays the person's own.
fn goal(value: &Value) -> Value {
    let names = ["lifecycleStatus", "startDate", "statusDate"];
    let mut left = parts(value, &names);
    left["subject"] = pointer(&value["subject"]);
    left["description"] = json!({ "text": value["description"]["text"] });
    let steps: Vec<&Value> = list(value, "extension")
        .filter(|it| it["url"] == codes::GAS_EXTENSION)
        .collect();
    if !steps.is_empty() {
        left["extension"] = json!(steps);
    }
    let due: Vec<Value> = list(value, "target")
        .filter_map(|target| target.get("dueDate"))
        .map(|day| json!({ "dueDate": day }))
        .collect();
    if !due.is_empty() {
        left["target"] = due.into();
    }
    left
}

/// Notes, each with its words, when, by whom and what for.
fn notes(value: &Value, left: &mut Value, looking: &Looking) {
    let kind = format!("{}{}", looking.codes_base, codes::GOAL_NOTE);
    let all: Vec<Value> = list(value, "note")
        .filter_map(|note| {
            let mut one = json!({ "text": note["text"].as_str()? });
            for name in ["time", "authorString"] {
                if let Some(text) = note[name].as_str() {
                    one[name] = text.into();
                }
            }
            if note["authorReference"].is_object() {
                one["authorReference"] = pointer(&note["authorReference"]);
            }
            let what_for = list(note, "extension").find(|it| it["url"] == *kind);
            if let Some(code) = what_for.and_then(|it| it["valueCode"].as_str()) {
                one["extension"] = json!([{ "url": kind, "valueCode": code }]);
            }
            Some(one)
        })
        .collect();
    if !all.is_empty() {
        left["note"] = all.into();
    }
}

/// How a goal goes, as the person, a worker or this carer said it. Every goal that it looks at must be shared:
/// one that is not would show through the others. What another carer said, or wrote beside it, is between them and
/// the team.
fn rating(value: &Value, given: &Given, looking: &Looking) -> Option<Value> {
    let observation: Observation = read(value)?;
    let known =
        observation.rating_kind().is_some() || observation.is_out_of_ten(looking.codes_base);
    let mut any = false;
    let all = list(value, "focus").all(|focus| {
        any = true;
        points_at(focus, "Goal").is_some_and(|id| given.has(&Shared::Goal(id)))
    });
    let of_another = observation.carers().any(|id| id != looking.carer);
    if !known || !any || !all || of_another {
        return None;
    }
    let mut names = vec![
        "status",
        "effectiveDateTime",
        "effectiveInstant",
        "issued",
        "valueInteger",
    ];
    let own = |it: &Value| points_at(it, "RelatedPerson").as_deref() == Some(looking.carer);
    if list(value, "performer").any(own) {
        names.push("identifier");
    }
    let mut left = parts(value, &names);
    left["subject"] = pointer(&value["subject"]);
    for name in ["focus", "performer"] {
        left[name] = list(value, name).map(pointer).collect();
    }
    notes(value, &mut left, looking);
    left["code"] = json!({ "coding": value["code"]["coding"] });
    if let Some(coding) = value["valueCodeableConcept"].get("coding") {
        left["valueCodeableConcept"] = json!({ "coding": coding });
    }
    Some(left)
}

/// A piece of the plan: its neutral name, with whom and when. What it is really called, why it is done, where
/// and for which goal can each give away more than was shared.
fn piece(value: &Value, looking: &Looking) -> Option<Value> {
    let request: ServiceRequest = read(value)?;
    let title = request.carer_title(looking.codes_base)?;
    if !request.is_current() || request.is_option() {
        return None;
    }
    let names = [
        "status",
        "intent",
        "occurrenceDateTime",
        "occurrencePeriod",
        "occurrenceTiming",
    ];
    let mut left = parts(value, &names);
    left["subject"] = pointer(&value["subject"]);
    left["code"] = json!({ "text": title });
    left["extension"] = json!([{
        "url": format!("{}{}", looking.codes_base, codes::CARER_TITLE), "valueString": title
    }]);
    let workers: Vec<Value> = list(value, "performer")
        .filter(|it| points_at(it, "Practitioner").is_some())
        .map(pointer)
        .collect();
    if !workers.is_empty() {
        left["performer"] = workers.into();
    }
    Some(left)
}

/// A review meeting to come: when, with whom, where. That it is a review is all that is said of it.
fn review(value: &Value, looking: &Looking) -> Option<Value> {
    let meeting: Appointment = read(value)?;
    let ends = meeting.ends().or_else(|| meeting.starts())?;
    if !meeting.is_review(looking.codes_base) || !meeting.is_booked() || ends < looking.now {
        return None;
    }
    let mut left = parts(value, &["status", "start", "end"]);
    let system = format!("{}{}", looking.codes_base, codes::APPOINTMENT_TYPE);
    left["appointmentType"] = json!({ "coding": [{ "system": system, "code": "review" }] });
    left["participant"] = list(value, "participant")
        .filter(|it| {
            let relative = points_at(&it["actor"], "RelatedPerson");
            relative.is_none_or(|id| id == looking.carer)
        })
        .map(|it| {
            let mut one = json!({ "actor": pointer(&it["actor"]) });
            for name in ["type", "status"] {
                if let Some(part) = it.get(name) {
                    one[name] = part.clone();
                }
            }
            one
        })
        .collect();
    Some(left)
}

/// Who helps: workers, what they do, the team's numbers. What the team is called may say too much.
fn team(value: &Value) -> Value {
    let mut left = parts(value, &["status", "period", "telecom"]);
    left["subject"] = pointer(&value["subject"]);
    left["participant"] = list(value, "participant")
        .filter(|it| points_at(&it["member"], "Practitioner").is_some())
        .map(|it| {
            let mut one = json!({ "member": pointer(&it["member"]) });
            for name in ["role", "period"] {
                if let Some(part) = it.get(name) {
                    one[name] = part.clone();
                }
            }
            one
        })
        .collect();
    left
}

/// The person's own plan, as it was sent. No other form's answers can be shared.
fn safe_plan(value: &Value, looking: &Looking) -> Option<Value> {
    let form = value["questionnaire"].as_str()?.split('|').next()?;
    let own = [looking.codes_base, codes::BASE];
    let is_plan = own.iter().any(|base| form == format!("{base}{SAFE_PLAN}"));
    let stands = matches!(value["status"].as_str(), Some("completed" | "amended"));
    (is_plan && stands).then(|| {
        let mut left = parts(value, &["status", "questionnaire", "authored", "item"]);
        left["subject"] = pointer(&value["subject"]);
        left
    })
}

/// A worker: their name, and how to reach them only where that is shared.
pub(super) fn worker(value: &Value, reach: bool) -> Value {
    let mut names = vec!["active", "name"];
    if reach {
        names.push("telecom");
    }
    parts(value, &names)
}

/// Adds every worker whom a resource names.
pub(super) fn named_workers(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|it| named_workers(it, found)),
        Value::Object(fields) => {
            found.extend(points_at(value, "Practitioner"));
            fields.values().for_each(|it| named_workers(it, found));
        }
        _ => {}
    }
}

/// As it is kept.
pub(super) fn envelope(it: &Envelope, left: Value) -> Option<Envelope> {
    Envelope::read(&left.to_string())
        .ok()
        .filter(|cut| cut.id == it.id)
}
