//! What the FHIR tests share: the made-up Amira Test, the shipped PHQ-9, the folder of cases.
#![allow(dead_code)]

use pathway_companion::care::Record;
use pathway_companion::fhir::Envelope;
use pathway_companion::fhir::codes::BASE;
use pathway_companion::fhir::questionnaire::read_questionnaire;
use pathway_companion::fhir::record::{Reading, read_record};
use pathway_companion::forms::{Coding, Questionnaire, Refused, Value as Answer};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;

pub const ME: &str = "demo-amira";

/// The folder of cases that this project did not write, where it is there.
pub fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("PATHWAY_SHARED").map(PathBuf::from);
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared"));
    let folder = named.unwrap_or_else(beside);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no ../shared");
    None
}

/// Every JSON file in a folder of cases.
pub fn cases(folder: &str) -> Vec<(String, String)> {
    let Some(shared) = shared() else {
        return Vec::new();
    };
    let files = std::fs::read_dir(shared.join(folder)).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .map(|path| {
            (
                path.display().to_string(),
                std::fs::read_to_string(path).unwrap(),
            )
        })
        .collect()
}

pub fn phq9() -> Arc<Questionnaire> {
    let raw = include_str!("../../assets/forms/phq-9.json");
    Arc::new(read_questionnaire(raw).unwrap())
}

/// A form with these items.
pub fn form(items: Value) -> Result<Arc<Questionnaire>, Refused> {
    let form = json!({
        "resourceType": "Questionnaire",
        "url": "https://trust.example/Questionnaire/made-up",
        "status": "active",
        "item": items
    });
    read_questionnaire(&form.to_string()).map(Arc::new)
}

/// PHQ-9's answer that counts so much.
pub fn often(weight: usize) -> Answer {
    let code = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"][weight];
    coded("http://loinc.org", code)
}

pub fn coded(system: &str, code: &str) -> Answer {
    Answer::Coding(Coding {
        system: Some(system.into()),
        code: Some(code.into()),
        display: None,
    })
}

pub fn envelope(resource: &Value) -> Envelope {
    Envelope::read(&resource.to_string()).unwrap()
}

pub fn me() -> Value {
    json!({ "reference": format!("Patient/{ME}") })
}

/// The record as read on 1 August 2026.
pub fn record_of(resources: &[Value]) -> Record {
    let resources: Vec<Envelope> = resources.iter().map(envelope).collect();
    read_record(&resources, &reading())
}

pub fn reading() -> Reading<'static> {
    Reading {
        patient: ME,
        codes_base: BASE,
        today: jiff::civil::date(2026, 8, 1),
        role_label: "care coordinator",
        release_cluster: true,
        release_ratings: true,
        language: None,
    }
}

pub fn ours(system: &str, code: &str) -> Value {
    json!({ "coding": [{ "system": format!("{BASE}{system}"), "code": code }] })
}

pub fn amira() -> Value {
    json!({
        "resourceType": "Patient", "id": ME,
        "name": [{ "use": "official", "family": "Test", "given": ["Amira"] }],
        "birthDate": "1997-02-03",
        "communication": [{
            "language": { "coding": [{ "system": "urn:ietf:bcp:47", "code": "en-GB" }] },
            "preferred": true
        }]
    })
}

pub fn sam() -> Value {
    json!({
        "resourceType": "Practitioner", "id": "sam", "active": true,
        "name": [{ "use": "official", "text": "Sam Okafor" }],
        "telecom": [{ "system": "phone", "value": "01632 960002" },
                    { "system": "email", "value": "sam@trust.example" }]
    })
}

pub fn plan() -> Value {
    json!({
        "resourceType": "CarePlan", "id": "plan-1", "status": "active", "intent": "plan",
        "category": [{ "coding": [{ "system": "http://snomed.info/sct", "code": "718347000" }] }],
        "subject": me(), "period": { "start": "2026-03-15", "end": "2026-09-15" },
        "created": "2026-03-15", "author": { "reference": "Practitioner/sam" },
        "goal": [{ "reference": "Goal/goal-1" }],
        "activity": [
            { "reference": { "reference": "ServiceRequest/walks" } },
            { "detail": {
                "code": { "text": "CBT (a talking therapy)" }, "status": "in-progress",
                "description": "You try small changes.", "scheduledString": "8 weekly sessions",
                "goal": [{ "reference": "Goal/goal-1" }, { "reference": "Goal/gone" }],
                "performer": [{ "display": "Therapist" }] } }
        ]
    })
}

pub fn episode() -> Value {
    json!({
        "resourceType": "EpisodeOfCare", "id": "eoc-1", "status": "active", "patient": me(),
        "period": { "start": "2026-02-01" },
        "statusHistory": [
            { "status": "waitlist", "period": { "start": "2026-02-01", "end": "2026-03-01" } },
            { "status": "active", "period": { "start": "2026-03-01" } }
        ],
        "careManager": { "reference": "Practitioner/sam" }
    })
}

pub fn goal() -> Value {
    let gas = "http://hl7.org/fhir/us/pco/StructureDefinition/pco-goal-attainment-scaling";
    let level = |code: &str, part: &str, words: &str| {
        json!({ "url": gas, "extension": [
            { "url": "level", "valueCoding": { "system": "http://loinc.org", "code": code } },
            { "url": part, "valueString": words }
        ] })
    };
    json!({
        "resourceType": "Goal", "id": "goal-1", "lifecycleStatus": "active", "subject": me(),
        "description": { "text": "Walk to the park with my sister" }, "startDate": "2026-03-15",
        "target": [{ "dueDate": "2026-09-15" }], "expressedBy": me(),
        "extension": [
            level("LA34479-8", "progressText", "I walk 3 times a week"),
            level("LA34481-4", "progressText", "I walk once a week"),
            level("LA34484-8", "text", "I do not go out")
        ]
    })
}

/// A rating of the goal.
pub fn rating(id: &str, code: &str, level: &str, when: &str) -> Value {
    json!({
        "resourceType": "Observation", "id": id, "status": "final", "subject": me(),
        "code": { "coding": [{ "system": "http://loinc.org", "code": code }] },
        "focus": [{ "reference": "Goal/goal-1" }], "effectiveDateTime": when,
        "valueCodeableConcept": { "coding": [{ "system": "http://loinc.org", "code": level }] },
        "note": [{ "text": "A hard month." }]
    })
}

/// A care cluster, decided at an event.
pub fn cluster(id: &str, code: &str, event: &str, day: &str, released: bool) -> Value {
    let mut cluster = json!({
        "resourceType": "Observation", "id": id, "status": "final", "subject": me(),
        "extension": [{
            "url": format!("{BASE}/StructureDefinition/allocation-event"), "valueCode": event
        }],
        "code": ours("/CodeSystem/trust-observation", "adult-mh-care-cluster"),
        "effectiveDateTime": day, "performer": [{ "reference": "Practitioner/sam" }],
        "valueCodeableConcept": ours("/CodeSystem/adult-mh-care-cluster", code)
    });
    if released {
        cluster["meta"] = json!({ "tag": [
            { "system": format!("{BASE}/CodeSystem/release"), "code": "released-to-patient" }
        ] });
    }
    cluster
}

/// A meeting with Sam.
pub fn meeting(id: &str, kind: &str, status: &str, start: &str) -> Value {
    json!({
        "resourceType": "Appointment", "id": id, "status": status, "start": start,
        "appointmentType": ours("/CodeSystem/appointment-type", kind),
        "description": "Review meeting",
        "participant": [
            { "actor": me(), "status": "accepted" },
            { "actor": { "reference": "Practitioner/sam" }, "status": "accepted" },
            { "actor": { "display": "Northside clinic" }, "type": [{ "text": "place" }] }
        ]
    })
}

/// A piece of the plan.
pub fn piece(id: &str, what: &str) -> Value {
    json!({
        "resourceType": "ServiceRequest", "id": id, "status": "active", "intent": "plan",
        "subject": me(), "code": { "text": what },
        "category": [ours("/CodeSystem/care-domain", "physical-health")],
        "patientInstruction": "You walk with a group.",
        "reasonCode": [{ "text": "So you feel stronger." }],
        "performer": [{ "reference": "Practitioner/sam" }],
        "occurrenceDateTime": "2026-04-02", "locationCode": [{ "text": "The park" }],
        "authoredOn": "2026-03-15", "requester": { "reference": "Practitioner/sam" },
        "extension": [{
            "url": "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal",
            "valueReference": { "reference": "Goal/goal-1" }
        }]
    })
}

/// A form that the team asks for.
pub fn task(id: &str, status: &str) -> Value {
    let kind = |code: &str| {
        json!({ "coding": [{
            "system": "http://hl7.org/fhir/uv/sdc/CodeSystem/temp", "code": code
        }] })
    };
    json!({
        "resourceType": "Task", "id": id, "status": status, "intent": "order",
        "code": kind("complete-questionnaire"), "description": "Questions about your mood",
        "for": me(), "owner": me(), "requester": { "reference": "Practitioner/sam" },
        "authoredOn": "2026-07-30T09:00:00+01:00",
        "restriction": { "period": { "start": "2026-08-01", "end": "2026-08-14" } },
        "basedOn": [{ "reference": "CarePlan/plan-1" }],
        "input": [{
            "type": kind("questionnaire"),
            "valueCanonical": format!("{BASE}/Questionnaire/phq-9|1.0.0")
        }]
    })
}
