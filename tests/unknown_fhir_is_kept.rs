//! What the app does not know, it keeps and gives back: elements, extensions, odd types, numbers as
//! they were written.
#![allow(clippy::unwrap_used)]

#[path = "support/fhir.rs"]
mod support;

use pathway_companion::fhir::appointment::Appointment;
use pathway_companion::fhir::capability::CapabilityStatement;
use pathway_companion::fhir::care_plan::CarePlan;
use pathway_companion::fhir::care_team::CareTeam;
use pathway_companion::fhir::communication::Communication;
use pathway_companion::fhir::episode::EpisodeOfCare;
use pathway_companion::fhir::goal::Goal;
use pathway_companion::fhir::observation::Observation;
use pathway_companion::fhir::organization::Organization;
use pathway_companion::fhir::outcome::OperationOutcome;
use pathway_companion::fhir::patient::Patient;
use pathway_companion::fhir::practitioner::Practitioner;
use pathway_companion::fhir::related_person::RelatedPerson;
use pathway_companion::fhir::response::QuestionnaireResponse;
use pathway_companion::fhir::service_request::ServiceRequest;
use pathway_companion::fhir::task::{Standing, Task, complete_task, task_state};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use support::*;

/// The resource as it is after it was read and written by its structure.
fn through(raw: &str) -> Option<Value> {
    fn pass<T: DeserializeOwned + Serialize>(raw: &str) -> Value {
        let read: T = serde_json::from_str(raw).unwrap();
        serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap()
    }
    let value: Value = serde_json::from_str(raw).unwrap();
    Some(match value["resourceType"].as_str()? {
        "Appointment" => pass::<Appointment>(raw),
        "CapabilityStatement" => pass::<CapabilityStatement>(raw),
        "CarePlan" => pass::<CarePlan>(raw),
        "CareTeam" => pass::<CareTeam>(raw),
        "Communication" => pass::<Communication>(raw),
        "EpisodeOfCare" => pass::<EpisodeOfCare>(raw),
        "Goal" => pass::<Goal>(raw),
        "Observation" => pass::<Observation>(raw),
        "OperationOutcome" => pass::<OperationOutcome>(raw),
        "Organization" => pass::<Organization>(raw),
        "Patient" => pass::<Patient>(raw),
        "Practitioner" => pass::<Practitioner>(raw),
        "QuestionnaireResponse" => pass::<QuestionnaireResponse>(raw),
        "RelatedPerson" => pass::<RelatedPerson>(raw),
        "ServiceRequest" => pass::<ServiceRequest>(raw),
        "Task" => pass::<Task>(raw),
        _ => return None,
    })
}

fn is_kept(raw: &str) {
    let came: Value = serde_json::from_str(raw).unwrap();
    assert_eq!(through(raw).unwrap().to_string(), came.to_string());
}

/// Everything that may surprise: unknown elements, decimals, odd types, nulls.
fn surprising(mut resource: Value) -> String {
    let more: Value = serde_json::from_str(
        r#"{ "_birthDate": { "extension": [{ "url": "x", "valueDecimal": 1.50 }] },
             "new": [null, { "deep": [0.10, 1e3, 123456789012345678901234567890, -0.0] }],
             "status": { "not": "a code" }, "note": "not a list",
             "extension": [7, { "url": 8, "valueDecimal": 2.500, "extension": {} }, null] }"#,
    )
    .unwrap();
    for (name, value) in more.as_object().unwrap() {
        resource[name] = value.clone();
    }
    resource.to_string()
}

#[test]
fn every_resource_comes_back_as_it_came() {
    let all = [
        amira(),
        sam(),
        plan(),
        episode(),
        goal(),
        piece("p", "Walks"),
        task("t", "requested"),
        rating("r", "107334-5", "LA34481-4", "2026-06-01"),
        cluster("c", "04", "admission", "2026-04-01", true),
        meeting("m", "review", "booked", "2026-09-10T14:00:00+01:00"),
        json!({ "resourceType": "QuestionnaireResponse", "id": "q", "item": [
            { "linkId": "a", "answer": [{ "valueDecimal": 1 }, { "valueQuantity": { "value": 2 } }] }] }),
        json!({ "resourceType": "Communication", "id": "c" }),
        json!({ "resourceType": "CareTeam", "id": "c", "participant": [4] }),
        json!({ "resourceType": "Organization", "id": "o", "type": {} }),
        json!({ "resourceType": "RelatedPerson", "id": "r", "name": false }),
        json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": 3 }] }),
        json!({ "resourceType": "CapabilityStatement", "rest": [{ "resource": 1 }] }),
    ];
    for resource in all {
        is_kept(&resource.to_string());
        is_kept(&surprising(resource));
    }
}

#[test]
fn decimals_keep_their_noughts() {
    let raw = r#"{"resourceType":"QuestionnaireResponse","item":[{"linkId":"w","answer":[{"valueDecimal":1.50}]}]}"#;
    assert!(through(raw).unwrap().to_string().contains("1.50"));
    let raw = r#"{"resourceType":"Observation","valueQuantity":{"value":50.00},"x":[1.10]}"#;
    let kept = through(raw).unwrap().to_string();
    assert!(kept.contains("50.00") && kept.contains("1.10"));
}

#[test]
fn an_odd_field_costs_nothing_but_itself() {
    let mut odd = goal();
    odd["startDate"] = json!(["2026-03-15"]);
    odd["target"] = json!([5, { "dueDate": "2026-09-15" }]);
    odd["extension"]
        .as_array_mut()
        .unwrap()
        .insert(0, json!("odd"));
    let record = record_of(&[odd]);
    assert_eq!(record.goals[0].words, "Walk to the park with my sister");
    assert_eq!(record.goals[0].written.on, None);
    assert_eq!(record.goals[0].due, Some(jiff::civil::date(2026, 9, 15)));
    assert!(record.goals[0].levels[0].is_some());
}

#[test]
fn a_completed_task_keeps_everything_else() {
    let mut open = task("t", "requested");
    open["future"] = serde_json::from_str("[1.50, null]").unwrap();
    open["output"] = json!([{ "type": { "text": "earlier" }, "valueString": "kept" }]);
    let done = complete_task(&open.to_string(), "QuestionnaireResponse/7").unwrap();
    let mut expected = open.clone();
    expected["status"] = json!("completed");
    let output = json!({
        "type": { "coding": [{
            "system": "http://hl7.org/fhir/uv/sdc/CodeSystem/temp", "code": "questionnaire-response"
        }] },
        "valueReference": { "reference": "QuestionnaireResponse/7" }
    });
    expected["output"].as_array_mut().unwrap().push(output);
    assert_eq!(done, expected.to_string());
    assert_eq!(
        complete_task(&done, "QuestionnaireResponse/7").unwrap(),
        done
    );
    let standing = task_state(&done).unwrap().standing;
    assert_eq!(
        standing,
        Standing::CompletedWith(Some("QuestionnaireResponse/7".into()))
    );
    assert!(complete_task(r#"{"resourceType":"Goal"}"#, "x").is_err());
    assert!(complete_task(r#"{"resourceType":"Task","output":5}"#, "x").is_err());
    assert!(complete_task("[]", "x").is_err());
}

#[test]
fn real_goals_and_plans_and_responses_are_kept() {
    for folder in ["cases/goals", "cases/responses", "domain/examples"] {
        for (path, raw) in cases(folder) {
            let came: Value = serde_json::from_str(&raw).unwrap();
            if let Some(kept) = through(&raw) {
                assert_eq!(kept.to_string(), came.to_string(), "{path}");
            }
        }
    }
}

/// Any JSON, with names that the structures know.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[0-9]{1,3}\\.[0-9]{1,4}".prop_filter_map("json", |t| serde_json::from_str(&t).ok()),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    let name = prop_oneof![
        Just("extension"),
        Just("code"),
        Just("coding"),
        Just("item"),
        Just("answer"),
        Just("status"),
        Just("participant"),
        Just("actor"),
        Just("value"),
        Just("url"),
        Just("text"),
        Just("period"),
        Just("$serde_json::private::Number"),
        Just("x"),
    ];
    leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(name.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn anything_at_all_is_kept(fields in anything(), kind in 0_usize..5) {
        let kinds = ["Goal", "Observation", "Task", "Appointment", "QuestionnaireResponse"];
        let mut resource = json!({ "resourceType": kinds[kind] });
        if let Value::Object(fields) = fields {
            for (name, value) in fields {
                resource[name] = value;
            }
        }
        let raw = resource.to_string();
        // One name serde_json keeps for itself; under it, not everything can be read even by it.
        let came: Result<Value, _> = serde_json::from_str(&raw);
        prop_assume!(came.is_ok());
        prop_assert_eq!(through(&raw).unwrap().to_string(), came.unwrap().to_string());
    }
}
