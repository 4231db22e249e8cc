//! Who may write what. The scope was looked at before; this is about whose it is.
//!
//! A person writes their own things in their own name and nothing that is a worker's to say: no
//! cluster, no clinician's rating, no status of a goal. A carer writes ratings of goals that are
//! shared with them, and messages.

use super::access::{Sight, has_code, is_about, list, needs_release};
use super::http::Refusal;
use super::sharing::is_goal_rating;
use super::store::text;
use crate::fhir::codes;
use crate::fhir::scopes::Who;
use serde_json::Value;

/// The parts of a Task that the person who does it may change.
const TASK_MINE: &[&str] = &["status", "output", "lastModified", "note", "meta"];

/// Whether this may be written as something new.
pub(super) fn may_create(sight: &Sight, resource: &Value) -> Result<(), Refusal> {
    let patient = sight.viewer.patient.as_str();
    if !is_about(resource, patient) {
        return Err(not_theirs("it is not about the patient of the token"));
    }
    match (sight.viewer.who, text(resource, "resourceType")) {
        (Who::Person, "Goal") => goal(resource, patient),
        (Who::Person, "Observation") => own_observation(resource, patient),
        (Who::Person, "QuestionnaireResponse") => response(resource, patient),
        (Who::Person, "Consent") => consent(sight, resource, patient),
        (_, "Communication") => message(sight, resource),
        (Who::Carer, "Observation") => carer_rating(sight, resource),
        (_, kind) => Err(not_theirs(&format!("{kind} is the team's to write"))),
    }
}

/// Whether `before` may become `after`.
pub(super) fn may_update(sight: &Sight, before: &Value, after: &Value) -> Result<(), Refusal> {
    match text(after, "resourceType") {
        "Task" if same_but(before, after, TASK_MINE) => Ok(()),
        "Task" => Err(not_theirs(
            "of a Task only status, output, note and lastModified may change",
        )),
        _ => may_create(sight, after),
    }
}

fn goal(resource: &Value, patient: &str) -> Result<(), Refusal> {
    let expressed = &resource["expressedBy"]["reference"];
    if resource["lifecycleStatus"] != "proposed" {
        return Err(not_theirs("a person's goal begins as proposed"));
    }
    if !expressed.is_null() && expressed != patient {
        return Err(not_theirs("it is expressed by somebody else"));
    }
    Ok(())
}

fn own_observation(resource: &Value, patient: &str) -> Result<(), Refusal> {
    only_performer(resource, patient)?;
    let others = [codes::GAS_CARER, codes::GAS_WORKER];
    let is_others =
        list(&resource["code"]["coding"]).any(|c| others.iter().any(|code| c["code"] == *code));
    if needs_release(resource) || is_others {
        return Err(not_theirs("this rating is somebody else's to give"));
    }
    Ok(())
}

fn carer_rating(sight: &Sight, resource: &Value) -> Result<(), Refusal> {
    only_performer(resource, &sight.viewer.subject)?;
    let is_carers = list(&resource["code"]["coding"])
        .any(|c| c["code"] == codes::GAS_CARER || c["code"] == "goal-progress-0-10");
    if !is_carers || !is_goal_rating(resource) {
        return Err(not_theirs("a carer may only rate goals"));
    }
    match sight.permits.has_all_goals_of(resource) {
        true => Ok(()),
        false => Err(not_theirs("the goal is not shared")),
    }
}

fn response(resource: &Value, patient: &str) -> Result<(), Refusal> {
    let mine = |name: &str| {
        resource[name]["reference"]
            .as_str()
            .is_none_or(|r| r == patient)
    };
    match mine("author") && mine("source") {
        true => Ok(()),
        false => Err(not_theirs("somebody else answered")),
    }
}

fn message(sight: &Sight, resource: &Value) -> Result<(), Refusal> {
    if resource["sender"]["reference"] != sight.viewer.subject.as_str() {
        return Err(not_theirs("the sender is not who signed in"));
    }
    let marked =
        list(&resource["category"]).any(|c| has_code(c, codes::MESSAGE_CATEGORY, "from-carer"));
    // The mark decides who may read it, so it must be on a carer's and never on a person's.
    match marked == (sight.viewer.who == Who::Carer) {
        true => Ok(()),
        false => Err(not_theirs(
            "category from-carer belongs on a carer's message, and only there",
        )),
    }
}

/// A person gives what is theirs to their own carers.
fn consent(sight: &Sight, resource: &Value, patient: &str) -> Result<(), Refusal> {
    let mut performers = list(&resource["performer"]);
    if !performers.all(|p| p["reference"] == patient) {
        return Err(not_theirs("somebody else gives this consent"));
    }
    for actor in list(&resource["provision"]["actor"]) {
        let reference = actor["reference"]["reference"].as_str().unwrap_or_default();
        let known = match reference.split_once('/') {
            Some((kind @ "RelatedPerson", id)) => sight.one(kind, id)?.is_some(),
            _ => false,
        };
        if !known {
            return Err(Refusal::Unprocessable(format!(
                "{reference:?} is not a carer of this person"
            )));
        }
    }
    Ok(())
}

fn only_performer(resource: &Value, who: &str) -> Result<(), Refusal> {
    let mut any = false;
    let all = list(&resource["performer"]).all(|p| {
        any = true;
        p["reference"] == who
    });
    match any && all {
        true => Ok(()),
        false => Err(not_theirs("the performer must be who signed in")),
    }
}

fn same_but(before: &Value, after: &Value, names: &[&str]) -> bool {
    let without = |value: &Value| {
        let mut value = value.clone();
        if let Some(fields) = value.as_object_mut() {
            fields.retain(|name, _| !names.contains(&name.as_str()));
        }
        value
    };
    without(before) == without(after)
}

fn not_theirs(why: &str) -> Refusal {
    Refusal::Forbidden(why.to_owned())
}
