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

/// Each answered form with its score.
pub(super) fn answered(maker: &Maker) -> Result<Vec<Value>, SandboxError> {
    let mut made = Vec::new();
    for answered in &maker.person.answered {
        made.push(response(maker, answered)?);
        made.push(score(maker, answered)?);
    }
    Ok(made)
}

fn canonical(form: &str, version: &str) -> String {
    format!("{}/Questionnaire/{form}|{version}", codes::BASE)
}

/// One of the two forms, as it was answered.
struct Sheet<'a> {
    /// What its link ids begin with.
    short: &'static str,
    form: &'static str,
    /// LOINC code and name of its total.
    total: (&'static str, &'static str),
    values: &'a [u8],
}

fn sheet<'a>(maker: &Maker, answered: &'a Answered) -> Result<Sheet<'a>, SandboxError> {
    match (&answered.phq9, &answered.gad7) {
        (Some(values), None) => Ok(Sheet {
            short: "phq9",
            form: "phq-9",
            total: (
                "44261-6",
                "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]",
            ),
            values,
        }),
        (None, Some(values)) => Ok(Sheet {
            short: "gad7",
            form: "gad-7",
            total: (
                "70274-6",
                "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]",
            ),
            values,
        }),
        _ => Err(maker.wrong(format!("{} is not one form", answered.id))),
    }
}

fn response(maker: &Maker, answered: &Answered) -> Result<Value, SandboxError> {
    let sheet = sheet(maker, answered)?;
    let (short, version) = (sheet.short, answered.version.as_deref());
    let mut items = Vec::new();
    for (number, value) in (1..).zip(sheet.values) {
        let answer = HOW_OFTEN.get(usize::from(*value));
        let (code, display) = answer.ok_or_else(|| maker.wrong(format!("{value} is no answer")))?;
        items.push(json!({"linkId": format!("{short}-q{number}"),
            "answer": [{"valueCoding": {"system": codes::LOINC, "code": code, "display": display}}]}));
    }
    Ok(json!({
        "resourceType": "QuestionnaireResponse", "id": maker.id(&answered.id),
        "meta": profile("QuestionnaireResponse"),
        "identifier": {"system": format!("{}{}", codes::BASE, codes::RESPONSE_UUID),
            "value": Uuid::now_v7().to_string()},
        "basedOn": [maker.part("CarePlan", "plan")],
        "questionnaire": canonical(sheet.form, version.unwrap_or(VERSION)), "status": "completed", "subject": maker.me(),
        "authored": maker.moment(&answered.at)?, "author": maker.me(), "source": maker.me(),
        "item": [
            {"linkId": short, "item": items},
            {"linkId": format!("{short}-total"), "answer": [{"valueInteger": total(&sheet)}]}],
    }))
}

fn total(sheet: &Sheet) -> u8 {
    sheet.values.iter().sum()
}

fn score(maker: &Maker, answered: &Answered) -> Result<Value, SandboxError> {
    let sheet = sheet(maker, answered)?;
    let (code, display) = sheet.total;
    Ok(json!({
        "resourceType": "Observation", "id": maker.id(&format!("{}-score", answered.id)),
        "meta": profile("Observation"), "status": "final", "category": [survey()],
        "code": {"coding": [{"system": codes::LOINC, "code": code, "display": display}]},
        "subject": maker.me(), "effectiveDateTime": maker.moment(&answered.at)?,
        "performer": [maker.me()],
        "valueQuantity": {"value": total(&sheet), "unit": "{score}",
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
            "input": [{"type": sdc("questionnaire"), "valueCanonical": canonical(&asked.form, VERSION)}],
        });
        if maker.person.plan.is_some() {
            task["basedOn"] = json!([maker.part("CarePlan", "plan")]);
        }
        tasks.push(task);
    }
    Ok(tasks)
}
