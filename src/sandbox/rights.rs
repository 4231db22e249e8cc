//! Who may write what. The scope was looked at before; this is about whose it is.
//!
//! A person writes their own things in their own name and nothing that is a worker's to say: no
//! cluster, no clinician's rating, no status of a goal. A carer writes ratings of goals that they are
//! asked to rate, and messages. What they point at must be something that they see; whether it is hidden
//! or not there at all, the refusal is the same.

use super::access::{Sight, has_code, is_about, list, needs_release, references};
use super::consents;
use super::http::Refusal;
use super::store::text;
use crate::fhir::codes;
use crate::fhir::scopes::Who;
use serde_json::Value;

/// The parts of a Task that the person who does it may change.
const TASK_MINE: &[&str] = &["status", "output", "lastModified", "note", "meta"];

/// Whether this may be written as something new.
pub(super) fn may_create(sight: &Sight, resource: &Value) -> Result<(), Refusal> {
    let patient = sight.viewer.patient.as_str();
    if !sight.viewer.linked || !is_about(resource, patient) {
        return Err(not_theirs("it is not about the patient of the token"));
    }
    if sight.viewer.who == Who::Carer {
        names_only_what_is_seen(sight, resource)?;
    }
    match (sight.viewer.who, text(resource, "resourceType")) {
        (Who::Person, "Goal") => goal(resource, patient),
        (Who::Person, "Observation") => own_observation(resource, patient),
        (Who::Person, "QuestionnaireResponse") => response(resource, patient),
        (Who::Person, "Consent") => consents::may_write(sight, None, resource),
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
        "Consent" if sight.viewer.who == Who::Person && is_about(after, &sight.viewer.patient) => {
            consents::may_write(sight, Some(before), after)
        }
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

/// A carer's rating: theirs, of one kind, of goals that they see and are asked about.
fn carer_rating(sight: &Sight, resource: &Value) -> Result<(), Refusal> {
    only_performer(resource, &sight.viewer.subject)?;
    let is_carers = |c: &Value| {
        let of_trust = |s: &str| s.ends_with(codes::TRUST_OBSERVATION);
        c["system"] == codes::LOINC && c["code"] == codes::GAS_CARER
            || c["code"] == codes::GOAL_OUT_OF_TEN && c["system"].as_str().is_some_and(of_trust)
    };
    let mut codings = list(&resource["code"]["coding"]);
    let one = codings.next().is_some_and(is_carers) && codings.next().is_none();
    // The value and an extension could make it look like what only a worker decides.
    if !one || needs_release(resource) {
        return Err(not_theirs("a carer may only rate goals"));
    }
    match sight.permits.shows_goals_of(resource) {
        true if sight.permits.asks_for(resource) => Ok(()),
        true => Err(not_theirs("the carer is not asked to rate this goal")),
        false => Err(not_theirs(NOT_SHARED)),
    }
}

/// What a carer is told of whatever they may not see, be it there or not.
const NOT_SHARED: &str = "it names something that is not shared";

/// Whether a carer's resource points at nothing that is hidden from them. To whom a message goes may be
/// any worker: it must arrive even after the team is not shared any more, and it opens nothing
/// ([`Sight`] sees no worker through what a carer wrote).
fn names_only_what_is_seen(sight: &Sight, resource: &Value) -> Result<(), Refusal> {
    let mut without_recipient = resource.clone();
    if text(resource, "resourceType") == "Communication"
        && list(&resource["recipient"]).all(is_a_worker)
        && let Some(fields) = without_recipient.as_object_mut()
    {
        fields.remove("recipient");
    }
    let mut names = Vec::new();
    references(&without_recipient, &mut |name| names.push(name.to_owned()));
    for name in names {
        let own = name == sight.viewer.subject || name == sight.viewer.patient;
        let seen = match name.split_once('/') {
            Some((kind, id)) if !own => sight.one(kind, id)?.is_some_and(|it| !it.deleted),
            _ => own,
        };
        if !seen {
            return Err(not_theirs(NOT_SHARED));
        }
    }
    Ok(())
}

fn is_a_worker(reference: &Value) -> bool {
    const WORKERS: [&str; 3] = ["Practitioner", "Organization", "CareTeam"];
    let name = reference["reference"]
        .as_str()
        .and_then(|it| it.split_once('/'));
    name.is_some_and(|(kind, _)| WORKERS.contains(&kind))
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

/// Whether two resources are the same but for these elements.
pub(super) fn same_but(before: &Value, after: &Value, names: &[&str]) -> bool {
    let without = |value: &Value| {
        let mut value = value.clone();
        if let Some(fields) = value.as_object_mut() {
            fields.retain(|name, _| !names.contains(&name.as_str()));
        }
        value
    };
    without(before) == without(after)
}

/// Refused for whose it is.
pub(super) fn not_theirs(why: &str) -> Refusal {
    Refusal::Forbidden(why.to_owned())
}
