//! The sum of a known measure, as an Observation beside the answered form.

use super::{codes, when};
use crate::forms::{Measure, Score};
use jiff::Zoned;
use serde_json::{Value, json};

/// The sum as an Observation that points at the answered form. The server gives the id; `item_id` is
/// our own identifier, by which a repeated create is known.
pub fn write_score(
    score: &Score,
    item_id: &str,
    codes_base: &str,
    patient: &str,
    authored: &Zoned,
    response_reference: &str,
) -> Value {
    let (code, display) = total_code(score.measure);
    let survey = json!({ "system": codes::OBSERVATION_CATEGORY, "code": "survey" });
    let person = json!({ "reference": format!("Patient/{patient}") });
    json!({
        "resourceType": "Observation",
        "identifier": [{ "system": format!("{codes_base}{}", codes::ITEM_UUID), "value": item_id }],
        "status": "final",
        "category": [{ "coding": [survey] }],
        "code": { "coding": [{ "system": codes::LOINC, "code": code, "display": display }] },
        "subject": person,
        "effectiveDateTime": when::write(authored),
        "performer": [person],
        "valueQuantity": {
            "value": number(score.total),
            "unit": "{score}",
            "system": codes::UCUM,
            "code": "{score}"
        },
        "derivedFrom": [{ "reference": response_reference }]
    })
}

/// LOINC's code for the sum of a measure (`domain/measures.json`).
pub fn total_code(measure: Measure) -> (&'static str, &'static str) {
    match measure {
        Measure::Phq9 => (
            "44261-6",
            "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]",
        ),
        Measure::Gad7 => (
            "70274-6",
            "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]",
        ),
    }
}

// Sums of the measures we know are whole, and are written so.
pub(super) fn number(total: f64) -> Value {
    if total.fract() == 0.0 && total.abs() < 1e9 {
        Value::from(total as i64)
    } else {
        Value::from(total)
    }
}
