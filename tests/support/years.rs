//! Years of somebody's life with a trust: three measures a fortnight, three goals rated every month.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use jiff::Span;
use jiff::civil::Date;
use pathway_companion::fhir::codes::BASE;
use serde_json::{Value, json};

/// Whose life it is.
pub const ME: &str = "demo-amira";

/// The three measures: name of the form, LOINC or SNOMED system and code of the total, the most.
const MEASURES: [(&str, &str, &str, i64); 3] = [
    ("phq-9", "http://loinc.org", "44261-6", 27),
    ("gad-7", "http://loinc.org", "70274-6", 21),
    ("core-10", "http://snomed.info/sct", "718583008", 40),
];

const LEVELS: [&str; 5] = [
    "LA34484-8",
    "LA34483-0",
    "LA34481-4",
    "LA34480-6",
    "LA34479-8",
];

fn me() -> Value {
    json!({ "reference": format!("Patient/{ME}") })
}

fn back(today: Date, days: i64) -> Date {
    today.saturating_sub(Span::new().days(days))
}

/// Everything of so many years up to `today`.
pub fn life(years: i64, today: Date) -> Vec<Value> {
    let mut all = vec![json!({
        "resourceType": "Patient", "id": ME, "birthDate": "1997-02-03",
        "name": [{ "use": "official", "family": "Test", "given": ["Amira"] }],
    })];
    for fortnight in 0..years * 26 {
        for (place, measure) in MEASURES.iter().enumerate() {
            let day = back(today, fortnight * 14 + place as i64);
            all.extend(answered(*measure, fortnight, day));
        }
    }
    for goal in 0..3 {
        all.push(goal_resource(goal, back(today, years * 365)));
        for month in 0..years * 12 {
            all.push(rating(goal, month, back(today, month * 30 + goal)));
        }
    }
    all
}

fn answered(measure: (&str, &str, &str, i64), n: i64, day: Date) -> [Value; 2] {
    let (form, system, code, most) = measure;
    let id = format!("{form}-{n}");
    let at = format!("{day}T18:05:00Z");
    [
        json!({
            "resourceType": "QuestionnaireResponse", "id": id, "status": "completed",
            "questionnaire": format!("{BASE}/Questionnaire/{form}|1.0.0"),
            "identifier": { "system": format!("{BASE}/response-uuid"),
                "value": format!("01920000-0000-7000-8000-{n:012}") },
            "subject": me(), "source": me(), "authored": at,
        }),
        json!({
            "resourceType": "Observation", "id": format!("{id}-score"), "status": "final",
            "code": { "coding": [{ "system": system, "code": code }] },
            "subject": me(), "effectiveDateTime": at, "performer": [me()],
            "valueQuantity": { "value": (n * 7 + 3) % (most + 1) },
            "derivedFrom": [{ "reference": format!("QuestionnaireResponse/{id}") }],
        }),
    ]
}

fn goal_resource(n: i64, began: Date) -> Value {
    let gas = "http://hl7.org/fhir/us/pco/StructureDefinition/pco-goal-attainment-scaling";
    let level = |(place, code): (usize, &&str)| {
        json!({ "url": gas, "extension": [
            { "url": "level", "valueCoding": { "system": "http://loinc.org", "code": code } },
            { "url": "progressText", "valueString": format!("Step {place} of what I want, in my own words") }
        ] })
    };
    let levels: Vec<Value> = LEVELS.iter().enumerate().map(level).collect();
    json!({
        "resourceType": "Goal", "id": format!("goal-{n}"), "lifecycleStatus": "active", "subject": me(),
        "description": { "text": format!("What I want from life, part {n}") },
        "startDate": began.to_string(), "expressedBy": me(), "extension": levels
    })
}

fn rating(goal: i64, n: i64, day: Date) -> Value {
    json!({
        "resourceType": "Observation", "id": format!("rated-{goal}-{n}"), "status": "final", "subject": me(),
        "code": { "coding": [{ "system": "http://loinc.org", "code": "107334-5" }] },
        "focus": [{ "reference": format!("Goal/goal-{goal}") }],
        "effectiveDateTime": format!("{day}T12:00:00Z"),
        "valueCodeableConcept": { "coding": [
            { "system": "http://loinc.org", "code": LEVELS[((n + goal) % 5) as usize] }] },
        "note": [{ "text": "It went as it went, and I noted it here." }]
    })
}
