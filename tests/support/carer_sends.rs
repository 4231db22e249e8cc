//! What a carer could send, and what of it should arrive.
#![allow(dead_code)]

use crate::carer_count::Count;
use crate::carer_table::{self, AMIRA, Item};
use crate::carer_tries::World;
use crate::carer_ways::Now;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Everything that is tried by sending.
pub async fn try_sending(world: &World, now: &Now, asked: bool, count: &mut Count) {
    let mut refusals = std::collections::BTreeMap::new();
    for (what, resource) in things_to_send() {
        let (through, outcome) = world.may_post(&resource).await;
        let should = now.linked
            && match what.split(':').next().unwrap() {
                "ask" => asked,
                "park" => now.shared.contains(&Item::Park),
                "link" => true,
                _ => false,
            };
        count.hold(
            || format!("{}: {what}: {outcome}", now.name),
            through,
            should,
        );
        refusals.insert(what, outcome);
    }
    for (hidden, absent) in ALIKE {
        let (hidden_said, absent_said) = (&refusals[hidden], &refusals[absent]);
        let what = || format!("{}: {hidden}: {hidden_said}, {absent_said}", now.name);
        count.hold(what, hidden_said != absent_said, false);
    }
}

/// What Noor could send: its name, the resource, and whether it needs to be shared, asked for, or neither.
pub fn things_to_send() -> BTreeMap<&'static str, Value> {
    let noor = carer_table::NOOR;
    let rating = |goals: &[&str]| {
        let focus: Vec<Value> = goals
            .iter()
            .map(|it| json!({"reference": format!("Goal/{it}")}))
            .collect();
        json!({"resourceType": "Observation", "status": "final", "subject": {"reference": AMIRA},
            "code": {"coding": [{"system": "http://loinc.org", "code": "107331-1"}]},
            "performer": [{"reference": noor}], "focus": focus})
    };
    let message = || {
        json!({"resourceType": "Communication", "status": "completed", "subject": {"reference": AMIRA},
            "sender": {"reference": noor}, "payload": [{"contentString": "She is not well."}],
            "category": [{"coding": [{"code": "from-carer",
                "system": "https://pathway-companion.example/fhir/CodeSystem/message-category"}]}]})
    };
    let with = |mut made: Value, path: &str, value: Value| {
        let (parent, last) = path.rsplit_once('/').unwrap();
        made.pointer_mut(parent).unwrap()[last] = value;
        made
    };
    let park = || rating(&["demo-amira-goal-park"]);
    let trust = "https://pathway-companion.example/fhir/CodeSystem/trust-observation";
    let to = |name: &str| json!([{"reference": name}]);
    BTreeMap::from([
        ("ask: rating of park", park()),
        (
            "ask: 0 to 10 of park",
            with(
                park(),
                "/code/coding",
                json!([{"system": trust, "code": "goal-progress-0-10"}]),
            ),
        ),
        ("never: rating of sleep", rating(&["demo-amira-goal-sleep"])),
        (
            "never: rating of both",
            rating(&["demo-amira-goal-park", "demo-amira-goal-sleep"]),
        ),
        ("never: rating of Joan's", rating(&["demo-joan-goal-lunch"])),
        ("never: rating of what is not there", rating(&["not-there"])),
        (
            "never: rating of an old version",
            rating(&["demo-amira-goal-park/_history/1"]),
        ),
        ("never: rating of nothing", rating(&[])),
        (
            "never: rating in Amira's name",
            with(park(), "/performer", to(AMIRA)),
        ),
        (
            "never: rating in both names",
            with(
                park(),
                "/performer",
                json!([{"reference": noor}, {"reference": AMIRA}]),
            ),
        ),
        (
            "never: rating about Joan",
            with(
                park(),
                "/subject",
                json!({"reference": "Patient/demo-joan"}),
            ),
        ),
        (
            "never: Amira's kind of rating",
            with(park(), "/code/coding/0/code", json!("107334-5")),
        ),
        (
            "never: a worker's kind",
            with(park(), "/code/coding/0/code", json!("107333-7")),
        ),
        (
            "never: a score",
            with(
                park(),
                "/code/coding",
                json!([{"system": trust, "code": "gas-t-score"}]),
            ),
        ),
        (
            "never: two codes",
            with(
                park(),
                "/code/coding",
                json!([{"system": "http://loinc.org", "code": "107331-1"},
                    {"system": "http://loinc.org", "code": "44261-6"}]),
            ),
        ),
        (
            "never: 0 to 10 of nobody's",
            with(
                park(),
                "/code/coding",
                json!([{"system": "https://x.example", "code": "goal-progress-0-10"}]),
            ),
        ),
        (
            "never: a cluster as the value",
            with(
                park(),
                "/valueCodeableConcept",
                json!({"coding": [
            {"system": "https://pathway-companion.example/fhir/CodeSystem/adult-mh-care-cluster", "code": "14"}]}),
            ),
        ),
        (
            "never: drawn from answers",
            with(
                park(),
                "/derivedFrom",
                to("QuestionnaireResponse/demo-amira-phq9-1"),
            ),
        ),
        (
            "never: drawn from what is not there",
            with(
                park(),
                "/derivedFrom",
                to("QuestionnaireResponse/not-there"),
            ),
        ),
        ("link: message", message()),
        (
            "link: message to a worker",
            with(message(), "/recipient", to("Practitioner/sam")),
        ),
        (
            "link: message to a worker who is not there",
            with(message(), "/recipient", to("Practitioner/not-there")),
        ),
        (
            "park: message about park",
            with(message(), "/about", to("Goal/demo-amira-goal-park")),
        ),
        (
            "never: message about the cluster",
            with(message(), "/about", to("Observation/demo-amira-cluster-2")),
        ),
        (
            "never: message about what is not there",
            with(message(), "/about", to("Observation/not-there")),
        ),
        (
            "never: answer to Amira's question",
            with(
                message(),
                "/inResponseTo",
                to("Communication/demo-amira-question-1"),
            ),
        ),
        (
            "never: answer to what is not there",
            with(message(), "/inResponseTo", to("Communication/not-there")),
        ),
        (
            "never: message to another carer",
            with(message(), "/recipient", to(carer_table::OTHER)),
        ),
        (
            "never: message to nobody's carer",
            with(message(), "/recipient", to("RelatedPerson/not-there")),
        ),
        (
            "never: message without a mark",
            with(message(), "/category", json!([])),
        ),
        (
            "never: message in Amira's name",
            with(message(), "/sender", json!({"reference": AMIRA})),
        ),
        (
            "never: message about Joan",
            with(
                message(),
                "/subject",
                json!({"reference": "Patient/demo-joan"}),
            ),
        ),
        (
            "never: a Consent for herself",
            carer_table::consent("x", vec![]),
        ),
        (
            "never: a goal",
            json!({"resourceType": "Goal", "lifecycleStatus": "proposed", "subject": {"reference": AMIRA},
            "description": {"text": "Rest"}}),
        ),
        (
            "never: answers",
            json!({"resourceType": "QuestionnaireResponse", "status": "completed",
            "subject": {"reference": AMIRA}, "author": {"reference": noor}}),
        ),
        (
            "never: a link",
            json!({"resourceType": "RelatedPerson", "patient": {"reference": AMIRA}}),
        ),
        (
            "never: a meeting",
            json!({"resourceType": "Appointment", "participant": [{"actor": {"reference": AMIRA}}]}),
        ),
        (
            "never: a piece",
            json!({"resourceType": "ServiceRequest", "subject": {"reference": AMIRA}}),
        ),
        (
            "never: a team",
            json!({"resourceType": "CareTeam", "subject": {"reference": AMIRA}}),
        ),
        (
            "never: a task",
            json!({"resourceType": "Task", "status": "requested", "intent": "order", "for": {"reference": AMIRA}}),
        ),
        (
            "never: a plan",
            json!({"resourceType": "CarePlan", "subject": {"reference": AMIRA}}),
        ),
    ])
}

/// Pairs of what is hidden and what is not there: the refusal must be the same, word for word.
pub const ALIKE: [(&str, &str); 4] = [
    (
        "never: rating of Joan's",
        "never: rating of what is not there",
    ),
    (
        "never: drawn from answers",
        "never: drawn from what is not there",
    ),
    (
        "never: message about the cluster",
        "never: message about what is not there",
    ),
    (
        "never: answer to Amira's question",
        "never: answer to what is not there",
    ),
];
