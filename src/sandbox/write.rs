//! Writing one resource: create, update, delete, and their conditions.

use super::faults::Kind as FaultKind;
use super::http::{Answer, Refusal};
use super::rest::{Call, Room, pairs};
use super::store::{Stored, text};
use super::{params, rights};
use crate::fhir::scopes::Who;
use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

/// `POST [type]`, with `If-None-Exist` perhaps.
pub(super) fn create(room: &Room, kind: &str, call: &Call) -> Result<Answer, Refusal> {
    if !room.sight.viewer.may(kind, 'c') {
        return Err(Refusal::Forbidden(format!(
            "the token does not allow creating {kind}"
        )));
    }
    if let Some(condition) = &call.if_none_exist
        && let Some(stored) = existing(room, kind, condition)?
    {
        return Ok(Answer::about(
            StatusCode::OK,
            &stored,
            stored.resource.clone(),
        ));
    }
    let id = call
        .new_id
        .clone()
        .unwrap_or_else(|| Uuid::new_v4().to_string());
    let mut resource = acceptable(room, kind, None, &call.body)?;
    resource["id"] = json!(id);
    rights::may_create(&room.sight, &resource)?;
    let stored = room.sight.tables.put(resource)?;
    Ok(written(StatusCode::CREATED, &stored, call))
}

/// The one resource that a conditional create speaks of, if it is there already.
pub(super) fn existing(
    room: &Room,
    kind: &str,
    condition: &str,
) -> Result<Option<Stored>, Refusal> {
    if !room.abilities.conditional_create || room.met.find(FaultKind::NoConditionalCreate).is_some()
    {
        return Err(Refusal::Invalid("If-None-Exist is not supported".into()));
    }
    let condition = pairs(condition.trim_start_matches('?').as_bytes());
    if condition.is_empty() {
        return Err(Refusal::Invalid("If-None-Exist has no criteria".into()));
    }
    let mut found = room.sight.all(kind)?;
    for (name, value) in &condition {
        let param = params::find(kind, name).ok_or_else(|| {
            Refusal::Invalid(format!("{kind} has no search parameter {name:?} here"))
        })?;
        let mut kept = Vec::new();
        for stored in found {
            if params::fits(&stored, param, value)? {
                kept.push(stored);
            }
        }
        found = kept;
    }
    match found.len() {
        0 | 1 => Ok(found.pop()),
        many => Err(Refusal::Precondition(format!(
            "{many} resources fit If-None-Exist"
        ))),
    }
}

/// `PUT [type]/[id]`: a new version, or a new resource under the id that the client chose.
pub(super) fn update(room: &Room, kind: &str, id: &str, call: &Call) -> Result<Answer, Refusal> {
    // A carer chooses no ids. Whether one is taken would tell them what there is, so it is not looked at.
    let viewer = room.sight.viewer;
    if viewer.who == Who::Carer && !viewer.may(kind, 'u') {
        return Err(Refusal::Forbidden(format!(
            "the token does not allow changing {kind}"
        )));
    }
    match room
        .sight
        .tables
        .current(kind, id)?
        .filter(|stored| !stored.deleted)
    {
        Some(before) => next_version(room, &before, call),
        None => create_under(room, kind, id, call),
    }
}

fn next_version(room: &Room, before: &Stored, call: &Call) -> Result<Answer, Refusal> {
    let (kind, id) = (
        text(&before.resource, "resourceType"),
        text(&before.resource, "id"),
    );
    if !room.sight.sees(&before.resource)? {
        // As where nothing is.
        return Err(match call.if_match {
            Some(_) => Refusal::Precondition(format!("{kind}/{id} does not exist")),
            None => Refusal::NotFound,
        });
    }
    let careless = room.met.find(FaultKind::IfNoneMatch200).is_some();
    if call.if_none_match.as_deref() == Some("*") && !careless {
        return Err(Refusal::Precondition(format!("{kind}/{id} exists")));
    }
    if !room.sight.viewer.may(kind, 'u') && !careless {
        return Err(Refusal::Forbidden(format!(
            "the token does not allow changing {kind}"
        )));
    }
    if let Some(wish) = &call.if_match
        && wish.trim_start_matches("W/").trim_matches('"') != before.version.to_string()
    {
        return Err(Refusal::Precondition(format!(
            "the current version is {}",
            before.version
        )));
    }
    let resource = acceptable(room, kind, Some(id), &call.body)?;
    rights::may_update(&room.sight, &before.resource, &resource)?;
    let stored = room.sight.tables.put(resource)?;
    Ok(written(StatusCode::OK, &stored, call))
}

fn create_under(room: &Room, kind: &str, id: &str, call: &Call) -> Result<Answer, Refusal> {
    if call.if_match.is_some() {
        return Err(Refusal::Precondition(format!("{kind}/{id} does not exist")));
    }
    if !room.abilities.update_create {
        return Err(Refusal::NotSupported("the server chooses the ids".into()));
    }
    if !room.sight.viewer.may(kind, 'c') {
        return Err(Refusal::Forbidden(format!(
            "the token does not allow creating {kind}"
        )));
    }
    let fit = (1..=64).contains(&id.len())
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    if !fit {
        return Err(Refusal::Invalid(format!("{id:?} cannot be an id")));
    }
    let resource = acceptable(room, kind, Some(id), &call.body)?;
    rights::may_create(&room.sight, &resource)?;
    let stored = room.sight.tables.put(resource)?;
    Ok(written(StatusCode::CREATED, &stored, call))
}

/// `DELETE [type]/[id]`. No scope of ours allows it; a token of a test may.
pub(super) fn delete(room: &Room, kind: &str, id: &str) -> Result<Answer, Refusal> {
    if !room.sight.viewer.may(kind, 'd') {
        return Err(Refusal::Forbidden(format!(
            "the token does not allow deleting {kind}"
        )));
    }
    room.sight.one(kind, id)?.ok_or(Refusal::NotFound)?;
    room.sight.tables.delete(kind, id)?;
    Ok(Answer {
        status: StatusCode::NO_CONTENT,
        about: None,
        body: None,
    })
}

fn written(status: StatusCode, stored: &Stored, call: &Call) -> Answer {
    let mut answer = Answer::about(status, stored, stored.resource.clone());
    if !call.representation.unwrap_or(true) {
        answer.body = None;
    }
    answer
}

/// What R4 demands of each type that can be written here.
const REQUIRED: &[(&str, &[&str])] = &[
    ("Goal", &["lifecycleStatus", "description", "subject"]),
    ("Observation", &["status", "code"]),
    ("Task", &["status", "intent"]),
    ("QuestionnaireResponse", &["status"]),
    ("Communication", &["status"]),
    ("Consent", &["status", "scope", "category"]),
];

/// The body as it may be stored: the right type and id, nothing missing, references relative, so
/// that the walls compare like with like.
fn acceptable(room: &Room, kind: &str, id: Option<&str>, body: &Value) -> Result<Value, Refusal> {
    if text(body, "resourceType") != kind {
        return Err(Refusal::Invalid(format!("the body is not a {kind}")));
    }
    if id.is_some_and(|id| text(body, "id") != id) {
        return Err(Refusal::Invalid(
            "the id in the body is not the id in the address".into(),
        ));
    }
    let required = REQUIRED
        .iter()
        .find(|(k, _)| *k == kind)
        .map(|(_, names)| *names)
        .unwrap_or_default();
    if let Some(missing) = required.iter().find(|name| body[**name].is_null()) {
        return Err(Refusal::Unprocessable(format!(
            "{kind}.{missing} is required"
        )));
    }
    let mut resource = body.clone();
    let prefix = format!("{}/", room.base);
    change_references(&mut resource, &|reference| {
        reference.strip_prefix(&prefix).map(str::to_owned)
    });
    Ok(resource)
}

/// Replaces literal references for which `change` has something else.
pub(super) fn change_references(value: &mut Value, change: &impl Fn(&str) -> Option<String>) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| change_references(item, change)),
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                match field
                    .as_str()
                    .filter(|_| name == "reference")
                    .and_then(change)
                {
                    Some(new) => *field = json!(new),
                    None => change_references(field, change),
                }
            }
        }
        _ => {}
    }
}
