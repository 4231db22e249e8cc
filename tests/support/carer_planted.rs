//! What is planted beside the demo people: what can be shared and is not in the demo, what looks like it, and
//! the Consents by which it would be shared.
#![allow(dead_code)]

use crate::carer_table::{AMIRA, Item, NOOR, OTHER};
use serde_json::{Value, json};

const PLAN: &str = "https://pathway-companion.example/fhir/Questionnaire/staying-safe-plan";

/// What is planted beside the demo people.
pub fn planted() -> Vec<Value> {
    let me = json!({"reference": AMIRA});
    let goal = |id: &str| json!({"reference": format!("Goal/demo-amira-goal-{id}")});
    let trust = "https://pathway-companion.example/fhir/CodeSystem/trust-observation";
    let observation = |id: &str, system: &str, code: &str, focus: Value| {
        json!({"resourceType": "Observation", "id": id, "status": "final", "subject": me,
            "code": {"coding": [{"system": system, "code": code}]}, "focus": focus})
    };
    let loinc = "http://loinc.org";
    let by = |who: &str, mut made: Value| {
        made["performer"] = json!([{"reference": who}]);
        made["note"] = json!([{"text": "A hard week.", "authorReference": {"reference": who}}]);
        made
    };
    let mut beside = by(
        "Practitioner/sam",
        observation("m-note-by-other", loinc, "107333-7", json!([goal("park")])),
    );
    beside["note"][0]["authorReference"]["reference"] = json!(OTHER);
    let mut turned = by(
        AMIRA,
        observation("m-rating-turned", loinc, "107334-5", json!([goal("park")])),
    );
    turned["modifierExtension"] = json!([{"url": "https://x.example/not"}]);
    let response = |id: &str, status: &str, form: &str| {
        json!({"resourceType": "QuestionnaireResponse", "id": id, "status": status,
            "questionnaire": form, "subject": me, "author": me,
            "basedOn": [{"reference": "CarePlan/demo-amira-plan"}]})
    };
    let message = |id: &str, from: &str, to: &str| {
        json!({"resourceType": "Communication", "id": id, "status": "completed", "subject": me,
            "sender": {"reference": from}, "recipient": [{"reference": to}]})
    };
    let meeting = |id: &str, status: &str, kind: &str| {
        json!({"resourceType": "Appointment", "id": id, "status": status, "start": "2199-01-01T10:00:00Z",
            "appointmentType": {"coding": [{
                "system": "https://pathway-companion.example/fhir/CodeSystem/appointment-type", "code": kind}]},
            "participant": [{"actor": me}, {"actor": {"reference": "Practitioner/jules"}}]})
    };
    vec![
        json!({"resourceType": "RelatedPerson", "id": "m-other", "active": true, "patient": me,
            "name": [{"text": "Yasmin Test"}]}),
        by(
            AMIRA,
            observation(
                "m-rating-of-both",
                loinc,
                "107334-5",
                json!([goal("park"), goal("sleep")]),
            ),
        ),
        by(
            NOOR,
            observation("m-rating-by-noor", loinc, "107331-1", json!([goal("park")])),
        ),
        // What another carer said is not hers to read, by whichever code, nor what they wrote beside a rating.
        by(
            OTHER,
            observation(
                "m-rating-by-other",
                loinc,
                "107331-1",
                json!([goal("park")]),
            ),
        ),
        by(
            OTHER,
            observation(
                "m-ten-by-other",
                trust,
                "goal-progress-0-10",
                json!([goal("park")]),
            ),
        ),
        by(
            OTHER,
            observation("m-odd-by-other", loinc, "107334-5", json!([goal("park")])),
        ),
        beside,
        turned,
        // A score is the person's own, also one over goals that are all shared.
        observation(
            "m-score-of-one",
            trust,
            "gas-t-score",
            json!([goal("park")]),
        ),
        observation(
            "m-score-of-both",
            trust,
            "gas-t-score",
            json!([goal("park"), goal("sleep")]),
        ),
        observation(
            "m-score-with-joans",
            trust,
            "gas-t-score",
            json!([goal("park"), {"reference": "Goal/demo-joan-goal-lunch"}]),
        ),
        observation(
            "m-rating-of-nothing",
            "http://loinc.org",
            "107334-5",
            json!([]),
        ),
        observation(
            "m-depression",
            "http://loinc.org",
            "44261-6",
            json!([goal("park")]),
        ),
        // A clinician's rating that names a shared goal, and was not released.
        observation(
            "m-clinician",
            "http://snomed.info/sct",
            "979641000000103",
            json!([goal("park")]),
        ),
        response("m-plan", "completed", &format!("{PLAN}|1.0.0")),
        response("m-plan-unversioned", "completed", PLAN),
        response("m-plan-in-error", "entered-in-error", PLAN),
        response("m-plan-alike", "completed", &format!("{PLAN}-2")),
        message("m-to-noor", "Practitioner/elin", NOOR),
        message("m-from-other", OTHER, "Practitioner/jules"),
        message("m-to-other", "Practitioner/jules", OTHER),
        meeting("m-review-cancelled", "cancelled", "review"),
        meeting("m-review-proposed", "proposed", "review"),
        meeting("m-session", "booked", "session"),
    ]
}

/// The permit by which a person would share it.
pub fn permit(item: Item, from: &str, until: &str) -> Value {
    let data = |meaning: &str, name: &str| json!({"data": [{"meaning": meaning, "reference": {"reference": name}}]});
    let class = |code: &str| json!({"class": [{"system": "http://hl7.org/fhir/resource-types", "code": code}]});
    use Item::*;
    let mut made = match item {
        Park => data("dependents", "Goal/demo-amira-goal-park"),
        Sleep => data("dependents", "Goal/demo-amira-goal-sleep"),
        Piece => data("instance", "ServiceRequest/demo-amira-np-cbt"),
        Reviews => class("Appointment"),
        Team => class("CareTeam"),
        Plan => data("instance", "QuestionnaireResponse/m-plan"),
        PlanUnversioned => data("instance", "QuestionnaireResponse/m-plan-unversioned"),
        PieceWithoutName => data("instance", "ServiceRequest/demo-amira-np-medicine"),
        PlanInError => data("instance", "QuestionnaireResponse/m-plan-in-error"),
        Answers => data("instance", "QuestionnaireResponse/demo-amira-phq9-1"),
        TeamsPlan => data("instance", "CarePlan/demo-amira-staying-safe"),
        GoalAlone => data("instance", "Goal/demo-amira-goal-park"),
        RelatedToGoal => data("related", "Goal/demo-amira-goal-park"),
        JoansGoal => data("dependents", "Goal/demo-joan-goal-lunch"),
        Cluster => data("instance", "Observation/demo-amira-cluster-2"),
        Rating => data("instance", "Observation/demo-amira-goal-sleep-1"),
        Record => data("instance", AMIRA),
        AllGoals => class("Goal"),
        AllAnswers => class("QuestionnaireResponse"),
        AllPlans => class("CarePlan"),
        AllRatings => class("Observation"),
    };
    made["type"] = json!("permit");
    made["period"] = json!({"start": from, "end": until});
    // Of the two goals, she is asked to rate one.
    made["action"] = match item {
        Park => actions(&["access", "collect"]),
        _ => actions(&["access"]),
    };
    made
}

pub fn actions(codes: &[&str]) -> Value {
    let system = "http://terminology.hl7.org/CodeSystem/consentaction";
    let one = |code: &&str| json!({"coding": [{"system": system, "code": code}]});
    codes.iter().map(one).collect()
}

/// Amira's Consent for Noor with these permits.
pub fn consent(id: &str, permits: Vec<Value>) -> Value {
    json!({"resourceType": "Consent", "id": id, "status": "active",
        "scope": {"coding": [{"code": "patient-privacy"}]}, "category": [{"coding": [{"code": "59284-0"}]}],
        "patient": {"reference": AMIRA}, "performer": [{"reference": AMIRA}],
        "provision": {"type": "deny", "actor": [{"reference": {"reference": NOOR}}], "provision": permits}})
}
