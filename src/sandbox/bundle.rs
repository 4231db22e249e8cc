//! Bundles that are done: batch, each entry for itself, and transaction, all or nothing.
//!
//! The whole request runs in one database transaction, so "nothing" costs no code: the first refusal
//! is returned and the database forgets the rest. What takes code is that entries may point at each
//! other by `urn:uuid:` before they have ids. So ids are given out first (for a conditional create,
//! the id of what exists), references are rewritten, and only then is anything written, in the order
//! that FHIR lays down: DELETE, POST, PUT, GET.

use super::faults::Kind as FaultKind;
use super::http::{Answer, Refusal};
use super::rest::{self, Call, Room};
use super::store::text;
use super::write::{change_references, existing};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The order in which a transaction does things.
const ORDER: [&str; 4] = ["DELETE", "POST", "PUT", "GET"];

/// Answers `POST [base]`.
pub(super) fn answer(room: &Room, call: &Call) -> Result<Answer, Refusal> {
    let bundle = &call.body;
    if text(bundle, "resourceType") != "Bundle" {
        return Err(Refusal::Invalid("only a Bundle is posted here".into()));
    }
    let entries = bundle["entry"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let (answers, kind) = match text(bundle, "type") {
        "batch" if room.abilities.batch => (batch(room, entries), "batch-response"),
        "transaction" if room.abilities.transaction => (
            transaction(room, entries, call.representation.unwrap_or(false))?,
            "transaction-response",
        ),
        other => {
            return Err(Refusal::NotSupported(format!(
                "a Bundle of type {other:?} is not done here"
            )));
        }
    };
    let mut response = json!({"resourceType": "Bundle", "type": kind});
    if !answers.is_empty() {
        response["entry"] = json!(answers);
    }
    Ok(Answer::plain(response))
}

fn batch(room: &Room, entries: &[Value]) -> Vec<Value> {
    let one = |entry: &Value| Call::from_entry(entry).and_then(|call| rest::answer(room, &call));
    entries
        .iter()
        .map(|entry| one(entry).map_or_else(|r| refused(&r), |a| done(room, a, true)))
        .collect()
}

fn transaction(
    room: &Room,
    entries: &[Value],
    representation: bool,
) -> Result<Vec<Value>, Refusal> {
    let mut calls = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let mut call = Call::from_entry(entry).map_err(|cause| at(index, cause))?;
        call.representation = Some(representation);
        calls.push(call);
    }
    each_once(&calls)?;
    give_ids(room, entries, &mut calls)?;
    let skipped = fails_on_request(room, calls.len());
    let mut order: Vec<usize> = (0..calls.len()).collect();
    order.sort_by_key(|index| {
        ORDER
            .iter()
            .position(|m| calls[*index].method.as_str() == *m)
    });
    let mut answers = vec![Value::Null; calls.len()];
    for index in order {
        answers[index] = match skipped.contains(&index) {
            true => refused(&Refusal::Broken("this entry failed on request".into())),
            false => {
                let answer = rest::answer(room, &calls[index]).map_err(|cause| at(index, cause))?;
                let is_read = calls[index].method == "GET";
                done(room, answer, is_read || representation)
            }
        };
    }
    Ok(answers)
}

fn at(index: usize, cause: Refusal) -> Refusal {
    Refusal::Entry {
        index,
        cause: Box::new(cause),
    }
}

/// No resource may be changed twice in one transaction.
fn each_once(calls: &[Call]) -> Result<(), Refusal> {
    let mut changed = HashSet::new();
    for (index, call) in calls.iter().enumerate() {
        let changes = call.method == "PUT" || call.method == "DELETE";
        if changes && !changed.insert(call.path.join("/")) {
            return Err(at(
                index,
                Refusal::Invalid("the same resource twice".into()),
            ));
        }
    }
    Ok(())
}

/// Gives ids to what will be created and rewrites the references to it.
fn give_ids(room: &Room, entries: &[Value], calls: &mut [Call]) -> Result<(), Refusal> {
    let mut names: HashMap<String, String> = HashMap::new();
    for (index, (entry, call)) in entries.iter().zip(calls.iter_mut()).enumerate() {
        let name = match (call.method.as_str(), call.path.as_slice()) {
            ("POST", [kind]) => {
                let there = match &call.if_none_exist {
                    Some(condition) => {
                        existing(room, kind, condition).map_err(|cause| at(index, cause))?
                    }
                    None => None,
                };
                let id = there.map_or_else(
                    || Uuid::new_v4().to_string(),
                    |s| text(&s.resource, "id").to_owned(),
                );
                let name = format!("{kind}/{id}");
                call.new_id = Some(id);
                name
            }
            ("PUT", [kind, id]) => format!("{kind}/{id}"),
            _ => continue,
        };
        if let Some(full) = entry["fullUrl"].as_str() {
            names.insert(full.to_owned(), name);
        }
    }
    for (index, call) in calls.iter_mut().enumerate() {
        change_references(&mut call.body, &|reference| names.get(reference).cloned());
        let mut lost = None;
        super::access::references(&call.body, &mut |reference| {
            if reference.starts_with("urn:uuid:") {
                lost = Some(reference.to_owned());
            }
        });
        if let Some(lost) = lost {
            return Err(at(
                index,
                Refusal::Unprocessable(format!("{lost} is not in the bundle")),
            ));
        }
    }
    Ok(())
}

/// Entries that the fault `half-transaction` lets fail: those named, else the last.
fn fails_on_request(room: &Room, entries: usize) -> HashSet<usize> {
    match room.met.find(FaultKind::HalfTransaction) {
        None => HashSet::new(),
        Some(fault) if fault.fail.is_empty() => entries.checked_sub(1).into_iter().collect(),
        Some(fault) => fault.fail.iter().copied().collect(),
    }
}

fn done(room: &Room, answer: Answer, with_body: bool) -> Value {
    let reason = answer.status.canonical_reason().unwrap_or_default();
    let mut entry = json!({"response": {"status": format!("{} {reason}", answer.status.as_u16())}});
    if let Some((kind, id, version, last_updated)) = answer.about {
        entry["fullUrl"] = json!(format!("{}/{kind}/{id}", room.base));
        entry["response"]["location"] =
            json!(format!("{}/{kind}/{id}/_history/{version}", room.base));
        entry["response"]["etag"] = json!(format!("W/\"{version}\""));
        entry["response"]["lastModified"] = json!(last_updated);
    }
    if let Some(body) = answer.body.filter(|_| with_body) {
        entry["resource"] = body;
    }
    entry
}

fn refused(refusal: &Refusal) -> Value {
    let status = refusal.status();
    let reason = status.canonical_reason().unwrap_or_default();
    json!({"response": {
        "status": format!("{} {reason}", status.as_u16()), "outcome": refusal.outcome()}})
}
