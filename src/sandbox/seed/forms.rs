//! Forms: those that were answered, with their scores, and those that the team asks for.

use super::super::SandboxError;
use super::Maker;
use super::demo::Answered;
use super::rated::survey;
use super::team::profile;
use crate::fhir::codes;
use serde_json::{Value, json};
use uuid::Uuid;

/// Version of all the forms that the demo trust has.
const VERSION: &str = "1.0.0";

/// The answers of PHQ-9 and GAD-7, from 0 to 3.
const HOW_OFTEN: [(&str, &str); 4] = [
    ("LA6568-5", "Not at all"),
    ("LA6569-3", "Several days"),
    ("LA6570-1", "More than half the days"),
    ("LA6571-9", "Nearly every day"),
];

/// Each answered PHQ-9 with its score.
pub(super) fn answered(maker: &Maker) -> Result<Vec<Value>, SandboxError> {
    let mut made = Vec::new();
    for answered in &maker.person.answered {
        made.push(response(maker, answered)?);
        made.push(score(maker, answered)?);
    }
    Ok(made)
}

fn canonical(form: &str) -> String {
    format!("{}/Questionnaire/{form}|{VERSION}", codes::BASE)
}

fn response(maker: &Maker, answered: &Answered) -> Result<Value, SandboxError> {
    let mut items = Vec::new();
    for (number, value) in (1..).zip(answered.phq9) {
        let answer = HOW_OFTEN.get(usize::from(value));
        let (code, display) = answer.ok_or_else(|| maker.wrong(format!("{value} is no answer")))?;
        items.push(json!({"linkId": format!("phq9-q{number}"),
            "answer": [{"valueCoding": {"system": codes::LOINC, "code": code, "display": display}}]}));
    }
    Ok(json!({
        "resourceType": "QuestionnaireResponse", "id": maker.id(&answered.id),
        "meta": profile("QuestionnaireResponse"),
        "identifier": {"system": format!("{}{}", codes::BASE, codes::RESPONSE_UUID),
            "value": Uuid::now_v7().to_string()},
        "basedOn": [maker.part("CarePlan", "plan")],
        "questionnaire": canonical("phq-9"), "status": "completed", "subject": maker.me(),
        "authored": maker.moment(&answered.at)?, "author": maker.me(), "source": maker.me(),
        "item": [
            {"linkId": "phq9", "item": items},
            {"linkId": "phq9-total", "answer": [{"valueInteger": total(answered)}]}],
    }))
}

fn total(answered: &Answered) -> u8 {
    answered.phq9.iter().sum()
}

fn score(maker: &Maker, answered: &Answered) -> Result<Value, SandboxError> {
    Ok(json!({
        "resourceType": "Observation", "id": maker.id(&format!("{}-score", answered.id)),
        "meta": profile("Observation"), "status": "final", "category": [survey()],
        "code": {"coding": [{"system": codes::LOINC, "code": "44261-6",
            "display": "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"}]},
        "subject": maker.me(), "effectiveDateTime": maker.moment(&answered.at)?,
        "performer": [maker.me()],
        "valueQuantity": {"value": total(answered), "unit": "{score}",
            "system": "http://unitsofmeasure.org", "code": "{score}"},
        "derivedFrom": [maker.part("QuestionnaireResponse", &answered.id)],
    }))
}

/// A Task in SDC's shape for each form that is asked for.
pub(super) fn asked(maker: &Maker) -> Result<Vec<Value>, SandboxError> {
    let sdc = |code: &str| json!({"coding": [{"system": codes::SDC_TASK, "code": code}]});
    let mut tasks = Vec::new();
    for asked in &maker.person.asked {
        let mut task = json!({
            "resourceType": "Task", "id": maker.id(&format!("task-{}", asked.form)),
            "meta": profile("Task"), "status": "requested", "intent": "order",
            "code": sdc("complete-questionnaire"), "description": asked.title,
            "for": maker.me(), "authoredOn": maker.moment(&asked.asked)?,
            "lastModified": maker.moment(&asked.asked)?,
            "requester": maker.worker(&asked.by)?, "owner": maker.me(),
            "restriction": {"period": {"start": maker.day(&asked.opens)?, "end": maker.day(&asked.closes)?}},
            "input": [{"type": sdc("questionnaire"), "valueCanonical": canonical(&asked.form)}],
        });
        if maker.person.plan.is_some() {
            task["basedOn"] = json!([maker.part("CarePlan", "plan")]);
        }
        tasks.push(task);
    }
    Ok(tasks)
}
