//! How a carer reads what they may see: of each type, what is listed here and nothing else.
//!
//! What a thing is really called, why it is done, where it came from and what it goes with can each give
//! away what the person has not shared: a diagnosis among a goal's reasons, a cluster in a plan that a
//! piece belongs to, another carer in a meeting, a ward in the name of a team. So nothing is taken out; what
//! may stay is put in. A name that a later version of FHIR brings along stays out by itself.
//!
//! It is no more than the app keeps on a carer's phone (`fhir::followed`) and FHIR demands. Neither borrows
//! from the other; `two_readings` holds them side by side.

use super::access::{carer_title, list};
use super::shareable::is_other_carer;
use super::sharing::Permits;
use super::store::text;
use crate::fhir::codes;
use serde_json::{Value, json};

/// What stays in every resource; of `meta` only version, time and profile.
const ALWAYS: &[&str] = &["resourceType", "id", "status"];

/// What stays whole beside [`ALWAYS`]; the rest of each type is written below. Types that are not here are
/// the carer's own (RelatedPerson, Communication), and are read whole.
const KEPT: &[(&str, &[&str])] = &[
    ("Goal", &["lifecycleStatus", "startDate", "statusDate"]),
    (
        "Observation",
        &[
            "effectiveDateTime",
            "effectiveInstant",
            "issued",
            "valueInteger",
        ],
    ),
    (
        "ServiceRequest",
        &[
            "intent",
            "occurrenceDateTime",
            "occurrencePeriod",
            "occurrenceTiming",
        ],
    ),
    ("Appointment", &["start", "end"]),
    ("CareTeam", &["period", "telecom"]),
    (
        "QuestionnaireResponse",
        &["questionnaire", "authored", "item"],
    ),
    // Their own: from it the phone learns what is given, and that it ended.
    (
        "Consent",
        &[
            "identifier",
            "scope",
            "category",
            "patient",
            "dateTime",
            "performer",
            "policyRule",
            "provision",
        ],
    ),
    ("Practitioner", &["active", "name"]),
];

/// The resource as this carer (`RelatedPerson/…`), who has these permits, reads it.
pub(super) fn of(resource: &Value, carer: &str, permits: &Permits) -> Value {
    let kind = text(resource, "resourceType");
    let Some((_, kept)) = KEPT.iter().find(|(it, _)| *it == kind) else {
        return resource.clone();
    };
    let mut view = some_of(resource, ALWAYS);
    for (name, value) in fields(&some_of(resource, kept)) {
        view[name.as_str()] = value.clone();
    }
    view["meta"] = some_of(&resource["meta"], &["versionId", "lastUpdated", "profile"]);
    view["meta"]["tag"] = json!([{
        "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}]);
    if resource["subject"].is_object() {
        view["subject"] = pointer(&resource["subject"]);
    }
    match kind {
        "Goal" => goal(resource, &mut view),
        "Observation" => rating(resource, &mut view, carer),
        "ServiceRequest" => piece(resource, &mut view),
        "Appointment" => review(resource, &mut view, carer),
        "CareTeam" => team(resource, &mut view),
        "Consent" => own_permits(&mut view),
        "Practitioner" => {
            let name = format!("Practitioner/{}", text(resource, "id"));
            if permits.reaches(&name) && !resource["telecom"].is_null() {
                view["telecom"] = resource["telecom"].clone();
            }
        }
        _ => {}
    }
    view
}

/// These elements of something, where they are there.
fn some_of(value: &Value, names: &[&str]) -> Value {
    let there = |name: &&str| Some(((*name).to_owned(), value.get(*name)?.clone()));
    Value::Object(names.iter().filter_map(there).collect())
}

fn fields(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// Sets a list, where there is something in it.
fn put(view: &mut Value, name: &str, values: Vec<Value>) {
    if !values.is_empty() {
        view[name] = values.into();
    }
}

/// Somebody, by address and name.
fn pointer(reference: &Value) -> Value {
    some_of(reference, &["reference", "display"])
}

fn is_worker(reference: &Value) -> bool {
    text(reference, "reference").starts_with("Practitioner/")
}

/// Its words, its steps, and by when. What is measured, and how much it weighs, is the team's and the
/// person's to know.
fn goal(resource: &Value, view: &mut Value) {
    view["description"] = some_of(&resource["description"], &["text"]);
    let steps = list(&resource["extension"]).filter(|it| it["url"] == codes::GAS_EXTENSION);
    put(view, "extension", steps.cloned().collect());
    let days = list(&resource["target"]).filter_map(|it| it.get("dueDate"));
    let days = days.map(|day| json!({"dueDate": day})).collect();
    put(view, "target", days);
}

/// How it goes, who said so, and what was written beside it. The identifier is told of the carer's own, so
/// that their phone can ask whether it arrived.
fn rating(resource: &Value, view: &mut Value, carer: &str) {
    let is_own = list(&resource["performer"]).any(|it| it["reference"] == carer);
    if is_own && let Some(identifier) = resource.get("identifier") {
        view["identifier"] = identifier.clone();
    }
    for name in ["code", "valueCodeableConcept"] {
        if let Some(coding) = resource[name].get("coding") {
            view[name] = json!({"coding": coding});
        }
    }
    for name in ["focus", "performer"] {
        put(view, name, list(&resource[name]).map(pointer).collect());
    }
    put(view, "note", list(&resource["note"]).map(note).collect());
}

fn note(note: &Value) -> Value {
    let mut one = some_of(note, &["text", "time", "authorString"]);
    if note["authorReference"].is_object() {
        one["authorReference"] = pointer(&note["authorReference"]);
    }
    let what_for =
        list(&note["extension"]).filter(|it| text(it, "url").ends_with(codes::GOAL_NOTE));
    let what_for = what_for.map(|it| some_of(it, &["url", "valueCode"]));
    put(&mut one, "extension", what_for.collect());
    one
}

/// An intervention has its neutral name and no other, and the workers who do it.
fn piece(resource: &Value, view: &mut Value) {
    let title = carer_title(resource).unwrap_or_default();
    let address = format!("{}{}", codes::BASE, codes::CARER_TITLE);
    view["extension"] = json!([{"url": address, "valueString": title}]);
    view["code"] = json!({"text": title});
    let workers = list(&resource["performer"]).filter(|it| is_worker(it));
    put(view, "performer", workers.map(pointer).collect());
}

/// That it is a review is shared; what the team calls it may say more. Other people whom the person knows
/// are not this carer's to see.
fn review(resource: &Value, view: &mut Value, carer: &str) {
    let is_kind = |c: &&Value| text(c, "system").ends_with(codes::APPOINTMENT_TYPE);
    let kind = list(&resource["appointmentType"]["coding"]).filter(is_kind);
    let kind = kind.map(|it| some_of(it, &["system", "code"]));
    view["appointmentType"] = json!({"coding": kind.collect::<Vec<_>>()});
    let coming = list(&resource["participant"]).filter(|it| !is_other_carer(&it["actor"], carer));
    let coming = coming.map(|it| {
        let mut one = some_of(it, &["type", "status"]);
        one["actor"] = pointer(&it["actor"]);
        one
    });
    put(view, "participant", coming.collect());
}

/// Who helps, and what they do. What the team is called, and which service it belongs to, may say too much.
fn team(resource: &Value, view: &mut Value) {
    let workers = list(&resource["participant"]).filter(|it| is_worker(&it["member"]));
    let workers = workers.map(|it| {
        let mut one = some_of(it, &["role", "period"]);
        one["member"] = pointer(&it["member"]);
        one
    });
    put(view, "participant", workers.collect());
}

/// A permit inside that names somebody of its own is not for this carer, whatever stands in it. Nor is
/// there anything to learn from a denial.
fn own_permits(view: &mut Value) {
    if let Some(inner) = view["provision"]["provision"].as_array_mut() {
        inner.retain(|it| it["type"] == "permit" && it.get("actor").is_none());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_listed_gets_through() {
        let goal = json!({
            "resourceType": "Goal", "id": "g", "description": {"text": "Walk"},
            "meta": {"versionId": "3", "security": [{"code": "PSY"}], "tag": [{"code": "cluster-14"}]},
            "addresses": [{"reference": "Condition/psychosis"}], "note": [{"text": "why"}],
            "extension": [{"url": codes::GAS_EXTENSION}, {"url": "https://elsewhere.example/diagnosis"}],
            "text": {"div": "all of it"}});
        let view = of(&goal, "RelatedPerson/n", &Permits::default()).to_string();
        for hidden in [
            "psychosis",
            "why",
            "diagnosis",
            "all of it",
            "PSY",
            "cluster",
        ] {
            assert!(!view.contains(hidden), "{hidden}: {view}");
        }
        assert!(view.contains("Walk") && view.contains(codes::GAS_EXTENSION));
    }

    #[test]
    fn nobody_else_of_the_circle_is_seen() {
        let other = json!({"reference": "RelatedPerson/other"});
        let own = json!({"reference": "RelatedPerson/n"});
        let meeting = json!({"resourceType": "Appointment", "participant": [{"actor": other}, {"actor": own}]});
        let view = of(&meeting, "RelatedPerson/n", &Permits::default());
        assert_eq!(view["participant"], json!([{"actor": own}]));
        let consent = json!({"resourceType": "Consent", "provision": {"type": "deny", "provision": [
            {"type": "permit", "actor": [{"reference": other}]}, {"type": "permit", "class": []},
            {"type": "deny", "data": []}]}});
        let view = of(&consent, "RelatedPerson/n", &Permits::default());
        let expected = json!([{"type": "permit", "class": []}]);
        assert_eq!(view["provision"]["provision"], expected);
    }
}
