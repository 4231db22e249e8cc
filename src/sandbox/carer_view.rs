//! How a carer reads what they may see: of each type, what is listed here and nothing else.
//!
//! What a thing is really called, why it is done, where it came from and what it goes with can each give
//! away what the person has not shared: a diagnosis among a goal's reasons, a cluster in a plan that a
//! piece belongs to, another carer in a meeting. So nothing is taken out; what may stay is put in. A
//! name that a later version of FHIR brings along stays out by itself.

use super::access::{carer_title, list};
use super::store::text;
use crate::fhir::codes;
use serde_json::{Value, json};

/// What stays in every resource; of `meta` only version, time and profile.
const ALWAYS: &[&str] = &["resourceType", "id", "status"];

/// What stays beside [`ALWAYS`]. Types that are not here are the carer's own (RelatedPerson,
/// Communication) or nobody's record (Practitioner), and are read whole.
const KEPT: &[(&str, &[&str])] = &[
    (
        "Goal",
        &[
            "identifier",
            "lifecycleStatus",
            "achievementStatus",
            "description",
            "subject",
            "startDate",
            "statusDate",
            "target",
            "expressedBy",
        ],
    ),
    (
        "Observation",
        &[
            "identifier",
            "category",
            "code",
            "subject",
            "focus",
            "effectiveDateTime",
            "effectivePeriod",
            "issued",
            "performer",
            "valueCodeableConcept",
            "valueInteger",
            "valueQuantity",
            "dataAbsentReason",
            "note",
        ],
    ),
    (
        "ServiceRequest",
        &[
            "intent",
            "subject",
            "performer",
            "occurrenceDateTime",
            "occurrencePeriod",
            "occurrenceTiming",
        ],
    ),
    (
        "Appointment",
        &[
            "appointmentType",
            "start",
            "end",
            "minutesDuration",
            "participant",
        ],
    ),
    (
        "CareTeam",
        &[
            "name",
            "subject",
            "period",
            "participant",
            "managingOrganization",
            "telecom",
        ],
    ),
    (
        "QuestionnaireResponse",
        &[
            "identifier",
            "questionnaire",
            "subject",
            "authored",
            "author",
            "source",
            "item",
        ],
    ),
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
];

/// The resource as this carer (`RelatedPerson/…`) reads it.
pub(super) fn of(resource: &Value, carer: &str) -> Value {
    let kind = text(resource, "resourceType");
    let Some((_, kept)) = KEPT.iter().find(|(it, _)| *it == kind) else {
        return resource.clone();
    };
    let mut view = json!({});
    for name in ALWAYS.iter().chain(*kept) {
        if let Some(value) = resource.get(name) {
            view[*name] = value.clone();
        }
    }
    for name in ["versionId", "lastUpdated", "profile"] {
        if let Some(value) = resource["meta"].get(name) {
            view["meta"][name] = value.clone();
        }
    }
    view["meta"]["tag"] = json!([{
        "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}]);
    match kind {
        "Goal" => levels(resource, &mut view),
        "ServiceRequest" => neutral_name(resource, &mut view),
        "Appointment" => {
            // That it is a review is shared; what the team calls it may say more.
            let kind = &resource["appointmentType"]["coding"];
            view["appointmentType"] = json!({"coding": kind});
            without_others(&mut view, "actor", carer);
        }
        "CareTeam" => without_others(&mut view, "member", carer),
        "Consent" => own_permits(&mut view),
        _ => {}
    }
    view
}

/// The steps of a goal and how much they weigh are extensions; others are not shared.
fn levels(resource: &Value, view: &mut Value) {
    let is_kept = |it: &&Value| {
        let url = text(it, "url");
        url == codes::GAS_EXTENSION || url.ends_with(codes::GAS_WEIGHT)
    };
    let kept: Vec<&Value> = list(&resource["extension"]).filter(is_kept).collect();
    if !kept.is_empty() {
        view["extension"] = json!(kept);
    }
}

/// An intervention has its neutral name and no other.
fn neutral_name(resource: &Value, view: &mut Value) {
    let title = carer_title(resource).unwrap_or_default();
    let address = format!("{}{}", codes::BASE, codes::CARER_TITLE);
    view["extension"] = json!([{"url": address, "valueString": title}]);
    view["code"] = json!({"text": title});
}

/// Other people whom the person knows are not this carer's to see.
fn without_others(view: &mut Value, who: &str, carer: &str) {
    if let Some(people) = view["participant"].as_array_mut() {
        people.retain(|it| {
            let name = it[who]["reference"].as_str().unwrap_or_default();
            !name.contains("RelatedPerson/") || name == carer
        });
    }
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
        let view = of(&goal, "RelatedPerson/n").to_string();
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
        let view = of(&meeting, "RelatedPerson/n");
        assert_eq!(view["participant"], json!([{"actor": own}]));
        let consent = json!({"resourceType": "Consent", "provision": {"type": "deny", "provision": [
            {"type": "permit", "actor": [{"reference": other}]}, {"type": "permit", "class": []},
            {"type": "deny", "data": []}]}});
        let view = of(&consent, "RelatedPerson/n");
        let expected = json!([{"type": "permit", "class": []}]);
        assert_eq!(view["provision"]["provision"], expected);
    }
}
