//! The numbers that a known measure comes to, as Observations beside the answered form.
//!
//! Only under codes that were verified (`domain/measures.json`). A measure without one, and a number that
//! a form works out by itself, have no Observation: the answers are sent, and they say it all.

use super::{codes, when};
use crate::forms::{GOAL_CODES, Measure, PartName, Score};
use jiff::Zoned;
use serde_json::{Value, json};

/// One number with its codes.
#[derive(Clone, PartialEq)]
pub struct CodedScore {
    /// `coding` of the Observation's code: LOINC first.
    coding: Vec<Value>,
    /// What it is, in words.
    text: String,
    /// The number.
    value: f64,
    /// The plain sum, where the number was converted from one.
    raw: Option<f64>,
}

/// The numbers of a score that have a code.
pub fn coded_scores(score: &Score) -> Vec<CodedScore> {
    let Some(measure) = score.measure else {
        return Vec::new();
    };
    let facts = measure.facts();
    if let Some(total) = score.total {
        let coding = total_coding(measure);
        let raw = score.raw.filter(|raw| *raw != total);
        let text = format!("{} score", facts.name);
        let value = total;
        let made = CodedScore {
            coding,
            text,
            value,
            raw,
        };
        return Some(made)
            .filter(|made| !made.coding.is_empty())
            .into_iter()
            .collect();
    }
    let goals = score.parts.iter().filter_map(|part| match part.name {
        PartName::Goal(number) => {
            let code = GOAL_CODES.get(number.checked_sub(1)?)?;
            Some(CodedScore {
                coding: vec![json!({ "system": codes::SNOMED, "code": code })],
                text: format!("Goal {number}, 0 to 10"),
                value: part.value,
                raw: None,
            })
        }
        _ => None,
    });
    goals.collect()
}

/// LOINC's and SNOMED CT's codes for the total of a measure, where they were verified. Older UK codes are
/// understood ([`Measure::of_total`]) and never sent.
fn total_coding(measure: Measure) -> Vec<Value> {
    let facts = measure.facts();
    let loinc = facts
        .loinc_total
        .map(|(code, display)| json!({ "system": codes::LOINC, "code": code, "display": display }));
    let snomed = facts
        .snomed_total
        .map(|(code, _)| json!({ "system": codes::SNOMED, "code": code }));
    loinc.into_iter().chain(snomed).collect()
}

/// A number as an Observation that points at the answered form. The server gives the id; `item_id` is our
/// own identifier, by which a repeated create is known.
pub fn write_score(
    score: &CodedScore,
    item_id: &str,
    codes_base: &str,
    patient: &str,
    authored: &Zoned,
    response_reference: &str,
) -> Value {
    let survey = json!({ "system": codes::OBSERVATION_CATEGORY, "code": "survey" });
    let person = json!({ "reference": format!("Patient/{patient}") });
    let mut observation = json!({
        "resourceType": "Observation",
        "identifier": [{ "system": format!("{codes_base}{}", codes::ITEM_UUID), "value": item_id }],
        "status": "final",
        "category": [{ "coding": [survey] }],
        "code": { "coding": score.coding, "text": score.text },
        "subject": person,
        "effectiveDateTime": when::write(authored),
        "performer": [person],
        "valueQuantity": quantity(score.value),
        "derivedFrom": [{ "reference": response_reference }]
    });
    if let Some(raw) = score.raw {
        observation["component"] = json!([{
            "code": { "text": "Sum before conversion" },
            "valueQuantity": quantity(raw)
        }]);
    }
    observation
}

fn quantity(value: f64) -> Value {
    json!({
        "value": number(value),
        "unit": "{score}",
        "system": codes::UCUM,
        "code": "{score}"
    })
}

// Most sums are whole, and are written so.
pub(super) fn number(total: f64) -> Value {
    if total.fract() == 0.0 && total.abs() < 1e9 {
        Value::from(total as i64)
    } else {
        Value::from(total)
    }
}
