//! What a carer told the team in confidence is not shown to the person, whoever sends it along: neither as a
//! message of theirs nor as an answer of the team.
#![allow(clippy::unwrap_used)]

#[path = "support/fhir.rs"]
mod support;

use pathway_companion::care::Record;
use pathway_companion::fhir::codes::{BASE, MESSAGE_CATEGORY};
use serde_json::{Value, json};
use support::*;

const SAID: &str = "I am worried, please do not tell her";

fn category(code: &str) -> Value {
    json!([{ "coding": [{ "system": format!("{BASE}{MESSAGE_CATEGORY}"), "code": code }] }])
}

fn question() -> Value {
    json!({ "resourceType": "Communication", "id": "q", "status": "completed", "subject": me(),
        "sender": me(), "category": category("question"), "sent": "2026-07-01T09:00:00+01:00",
        "payload": [{ "contentString": "Can I come by bus?" }] })
}

/// What a carer wrote, changed in one way.
fn note(change: impl FnOnce(&mut Value)) -> Value {
    let mut note = json!({ "resourceType": "Communication", "id": "n", "status": "completed", "subject": me(),
        "sender": { "reference": "RelatedPerson/noor" }, "category": category("from-carer"),
        "sent": "2026-07-02T09:00:00+01:00", "payload": [{ "contentString": SAID }] });
    change(&mut note);
    note
}

fn shows(record: &Record) -> bool {
    format!("{:?}", record.messages).contains(SAID)
        || record.messages.iter().any(|it| {
            it.text.contains(SAID) || it.replies.iter().any(|reply| reply.text.contains(SAID))
        })
}

#[test]
fn by_no_way_that_a_server_can_send_it_along() {
    let ways = [
        note(|_| {}),
        // As if it answered what the person asked.
        note(|it| it["inResponseTo"] = json!([{ "reference": "Communication/q" }])),
        // As if it were a question, a correction, or nothing in particular.
        note(|it| it["category"] = category("question")),
        note(|it| {
            it["category"] = json!([]);
            it["inResponseTo"] = json!([{ "reference": "Communication/q" }]);
        }),
        // With nobody as its sender.
        note(|it| {
            it["inResponseTo"] = json!([{ "reference": "Communication/q" }]);
            drop(it.as_object_mut().unwrap().remove("sender"));
        }),
        // As if the person had sent it.
        note(|it| it["sender"] = me()),
    ];
    for note in ways {
        let record = record_of(&[amira(), question(), note.clone()]);
        assert_eq!(record.messages.len(), 1, "{note}");
        assert!(!shows(&record), "{note}");
    }
    // The check itself: an answer of the team is shown.
    let answer = note(|it| {
        it["sender"] = json!({ "reference": "Practitioner/sam" });
        it["category"] = json!([]);
        it["inResponseTo"] = json!([{ "reference": "Communication/q" }]);
    });
    assert!(shows(&record_of(&[amira(), question(), answer])));
}
