//! Goals, where people began, and how they rated them since.

use super::super::SandboxError;
use super::Maker;
use super::demo::Goal;
use super::rated::survey;
use crate::fhir::codes;
use serde_json::{Value, json};

/// Answers of LOINC's list LL6900-6, the lowest level first.
const LEVELS: [(&str, &str); 5] = [
    ("LA34484-8", "Much less than expected"),
    ("LA34483-0", "Less than expected"),
    ("LA34481-4", "Expected outcome"),
    ("LA34480-6", "Better than expected"),
    ("LA34479-8", "Much better than expected"),
];

/// Each goal with its baseline and ratings.
pub(super) fn goals(maker: &Maker) -> Result<Vec<Value>, SandboxError> {
    let mut made = Vec::new();
    for goal in &maker.person.goals {
        made.push(resource(maker, goal)?);
        made.push(baseline(maker, goal)?);
        for number in 0..goal.ratings.len() {
            made.push(rating(maker, goal, number)?);
        }
        for (number, rated) in goal.by_workers.iter().enumerate() {
            let mut seen = observation(maker, goal, rated.level)?;
            seen["id"] = json!(maker.id(&format!("{}-seen-{}", goal.id, number + 1)));
            seen["code"] = code(
                codes::GAS_WORKER,
                "Practitioner follow-up goal attainment scaling score",
            );
            seen["effectiveDateTime"] = json!(maker.moment(&rated.at)?);
            seen["performer"] = json!([maker.worker(&rated.by)?]);
            made.push(seen);
        }
    }
    Ok(made)
}

fn resource(maker: &Maker, goal: &Goal) -> Result<Value, SandboxError> {
    let mut extensions: Vec<Value> = goal
        .levels
        .iter()
        .zip(LEVELS)
        .map(|(words, (code, display))| {
            json!({"url": codes::GAS_EXTENSION, "extension": [
                {"url": "level",
                 "valueCoding": {"system": codes::LOINC, "code": code, "display": display}},
                {"url": "progressText", "valueString": words}]})
        })
        .collect();
    extensions.push(json!({
        "url": format!("{}/StructureDefinition/gas-weight", codes::BASE),
        "extension": [
            {"url": "importance", "valueInteger": goal.importance},
            {"url": "difficulty", "valueInteger": goal.difficulty}]}));
    let began = maker.day(&goal.began)?;
    let latest = goal.ratings.last().map_or(&goal.began, |rating| &rating.at);
    Ok(json!({
        "resourceType": "Goal", "id": maker.id(&goal.id), "extension": extensions,
        "lifecycleStatus": "active",
        "achievementStatus": {"coding": [{"system": codes::GOAL_ACHIEVEMENT, "code": achievement(goal)}]},
        "description": {"text": goal.text},
        "subject": maker.me(), "startDate": began, "statusDate": maker.day(latest)?,
        "target": [{"measure": code(codes::GAS_BASELINE, "Goal attainment scale - Reported"),
            "dueDate": maker.day(&goal.due)?}],
        "expressedBy": maker.me(),
    }))
}

/// How the last rating compares with the one before (the table in the domain notes).
fn achievement(goal: &Goal) -> &'static str {
    let levels: Vec<i8> = std::iter::once(goal.baseline)
        .chain(goal.ratings.iter().map(|r| r.level))
        .collect();
    match levels.as_slice() {
        [.., before, last] if last > before => "improving",
        [.., before, last] if last < before => "worsening",
        [_, _, ..] => "no-change",
        _ => "in-progress",
    }
}

fn baseline(maker: &Maker, goal: &Goal) -> Result<Value, SandboxError> {
    let mut observation = observation(maker, goal, goal.baseline)?;
    observation["id"] = json!(maker.id(&format!("{}-start", goal.id)));
    observation["code"] = code(codes::GAS_BASELINE, "Goal attainment scale - Reported");
    observation["effectiveDateTime"] = json!(maker.day(&goal.began)?);
    observation["performer"] = json!([maker.worker(&goal.baseline_by)?]);
    Ok(observation)
}

fn rating(maker: &Maker, goal: &Goal, number: usize) -> Result<Value, SandboxError> {
    let Some(rating) = goal.ratings.get(number) else {
        return Err(maker.wrong(format!("{} has no rating {number}", goal.id)));
    };
    let mut observation = observation(maker, goal, rating.level)?;
    observation["id"] = json!(maker.id(&format!("{}-{}", goal.id, number + 1)));
    observation["code"] = code(
        codes::GAS_PATIENT,
        "Patient follow-up goal attainment scaling score",
    );
    observation["effectiveDateTime"] = json!(maker.moment(&rating.at)?);
    observation["performer"] = json!([maker.me()]);
    if let Some(note) = &rating.note {
        observation["note"] = json!([{"text": note}]);
    }
    Ok(observation)
}

fn observation(maker: &Maker, goal: &Goal, level: i8) -> Result<Value, SandboxError> {
    let place = usize::try_from(level + 2)
        .ok()
        .and_then(|place| LEVELS.get(place));
    let (answer, display) = place.ok_or_else(|| maker.wrong(format!("{level} is no level")))?;
    Ok(json!({
        "resourceType": "Observation", "status": "final", "category": [survey()],
        "subject": maker.me(), "focus": [maker.part("Goal", &goal.id)],
        "valueCodeableConcept": {"coding": [{
            "extension": [{"url": codes::ORDINAL_VALUE, "valueDecimal": level}],
            "system": codes::LOINC, "code": answer, "display": display}]},
    }))
}

fn code(code: &str, display: &str) -> Value {
    json!({"coding": [{"system": codes::LOINC, "code": code, "display": display}]})
}
