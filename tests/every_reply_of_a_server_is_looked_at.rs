//! Bundles, entry by entry: an odd one costs itself only, and a status that is not there is unknown.
#![allow(clippy::unwrap_used)]

use pathway_companion::fhir::bundle::*;
use pathway_companion::fhir::capability::read_capabilities;
use pathway_companion::fhir::outcome::{Severity, read_outcome};
use pathway_companion::fhir::{BadResource, Envelope};
use pathway_companion::sync::{Server, Way};
use serde_json::{Value, json};

const PAGE: &str = r#"{
  "resourceType": "Bundle", "type": "searchset", "total": 3,
  "link": [{ "relation": "self", "url": "https://t.example/Goal?patient=1" }, 7,
           { "relation": "next", "url": "https://t.example/page2" }],
  "entry": [
    { "fullUrl": "x", "resource": { "resourceType": "Goal",  "id": "a", "n": 1.50,
      "meta": { "versionId": "3", "lastUpdated": "2026-08-01T10:00:00.123+01:00" } }, "search": { "mode": "match" } },
    { "resource": { "resourceType": "Goal" } },
    { "resource": { "resourceType": "Goal", "id": "../etc" } },
    null, 5, {}, { "resource": null },
    { "resource": { "resourceType": "OperationOutcome", "issue": [] }, "search": { "mode": "outcome" } },
    { "resource": { "resourceType": "OperationOutcome", "id": "o" } },
    { "search": "odd", "resource": { "resourceType": "Practitioner", "id": "sam", "meta": [] } }
  ] }"#;

#[test]
fn a_page_keeps_what_can_be_read_and_counts_the_rest() {
    let page = read_page(PAGE).unwrap();
    let ids: Vec<_> = page
        .resources
        .iter()
        .map(|r| (r.kind.as_str(), r.id.as_str()))
        .collect();
    assert_eq!(ids, [("Goal", "a"), ("Practitioner", "sam")]);
    assert_eq!(
        (page.unreadable, page.warnings, page.total),
        (6, 2, Some(3))
    );
    assert_eq!(page.next.as_deref(), Some("https://t.example/page2"));
    assert_eq!(
        page.self_link.as_deref(),
        Some("https://t.example/Goal?patient=1")
    );
    let goal = &page.resources[0];
    assert!(
        goal.raw
            .starts_with("{ \"resourceType\": \"Goal\",  \"id\""),
        "as it came"
    );
    assert!(goal.raw.contains("1.50"));
    assert_eq!(goal.version.as_deref(), Some("3"));
    assert_eq!(
        goal.last_updated,
        Some("2026-08-01T09:00:00.123Z".parse().unwrap())
    );
}

#[test]
fn what_is_no_page_is_said_to_be_none() {
    for other in [
        "",
        "<html>",
        "[]",
        "null",
        "{}",
        r#"{"resourceType":"Bundle","type":"batch-response"}"#,
        r#"{"resourceType":"OperationOutcome"}"#,
        r#"{"resourceType":"Bundle","type":"searchset","entry":{}}"#,
    ] {
        assert!(read_page(other).is_err(), "{other}");
    }
    let empty =
        read_page(r#"{"resourceType":"Bundle","type":"searchset","total":"many"}"#).unwrap();
    assert_eq!(empty, Page::default());
    let refusal = Envelope::read(r#"{"resourceType":"Goal","id":"a b"}"#).unwrap_err();
    assert_eq!(refusal, BadResource::Odd("id"));
    assert!(!refusal.to_string().contains("a b"));
}

#[test]
fn replies_stand_in_the_order_of_the_requests() {
    let body = r#"{ "resourceType": "Bundle", "type": "transaction-response", "entry": [
      { "response": { "status": "201 Created", "location": "Goal/1/_history/1", "etag": "W/\"1\"",
                      "lastModified": "2026-08-01T10:00:00Z" } },
      { "resource": { "resourceType": "Goal", "id": "2" } },
      { "response": { "status": "422", "outcome": { "resourceType": "OperationOutcome", "issue": [
          { "severity": "error", "code": "invariant", "diagnostics": "no" }] } } },
      { "response": {} }, null,
      { "response": { "status": "200 OK" }, "resource": { "resourceType": "Bundle",  "type": "searchset" } },
      { "response": { "status": "ok" } }, { "response": { "status": 200 } } ] }"#;
    let replies = read_replies(body).unwrap();
    let status: Vec<_> = replies
        .iter()
        .map(|r| r.as_ref().map(|r| r.status))
        .collect();
    assert_eq!(
        status,
        [
            Some(201),
            None,
            Some(422),
            None,
            None,
            Some(200),
            None,
            None
        ]
    );
    let created = replies[0].as_ref().unwrap();
    assert_eq!(created.location.as_deref(), Some("Goal/1/_history/1"));
    assert_eq!(created.etag.as_deref(), Some("W/\"1\""));
    assert!(created.last_modified.is_some());
    let outcome = replies[2].as_ref().unwrap().outcome.clone().unwrap();
    assert!(outcome.failed());
    assert_eq!(
        (
            outcome.issues[0].severity,
            outcome.issues[0].text.as_deref()
        ),
        (Severity::Error, Some("no"))
    );
    let inner = replies[5].as_ref().unwrap().resource.as_ref().unwrap();
    assert!(read_page(inner).is_ok());
    assert!(read_replies(PAGE).is_err());
}

#[test]
fn requests_say_just_what_was_meant() {
    let asked: Value = serde_json::from_str(&batch(&["Goal?patient=1&_count=50".into()])).unwrap();
    assert_eq!(
        asked,
        json!({ "resourceType": "Bundle", "type": "batch", "entry": [
        { "request": { "method": "GET", "url": "Goal?patient=1&_count=50" } }] })
    );
    let resource: Value = serde_json::from_str(r#"{"resourceType":"Task","n":1.50}"#).unwrap();
    let changes = [
        Entry {
            if_none_exist: Some("identifier=a|b".into()),
            full_url: Some("urn:uuid:1".into()),
            ..Entry::new(Method::Post, "Goal", json!({ "resourceType": "Goal" }))
        },
        Entry {
            if_match: Some("W/\"3\"".into()),
            ..Entry::new(Method::Put, "Task/1", resource)
        },
    ];
    let sent = transaction(&changes);
    assert!(sent.contains("1.50"));
    let sent: Value = serde_json::from_str(&sent).unwrap();
    assert_eq!(
        sent["entry"][0],
        json!({ "fullUrl": "urn:uuid:1", "resource": { "resourceType": "Goal" },
        "request": { "method": "POST", "url": "Goal", "ifNoneExist": "identifier=a|b" } })
    );
    assert_eq!(
        sent["entry"][1]["request"],
        json!({ "method": "PUT", "url": "Task/1", "ifMatch": "W/\"3\"" })
    );
}

#[test]
fn what_a_server_can_do_is_taken_from_what_it_declares_type_by_type() {
    let kind = |name: &str, condition: bool, put: bool| {
        json!({"type": name, "conditionalCreate": condition, "updateCreate": put,
            "interaction": [{"code": "search-type"}]})
    };
    let declared = json!({"resourceType": "CapabilityStatement", "rest": [{"mode": "server", "resource": [
        kind("QuestionnaireResponse", true, true), kind("Observation", false, true), kind("Goal", true, false),
        json!({"type": "Communication"}),
    ]}]});
    let server = Server::declared(&read_capabilities(&declared.to_string()).unwrap());
    for (name, way) in [
        ("QuestionnaireResponse", Way::Put),
        ("Observation", Way::SearchThenPost),
        ("Goal", Way::PostIfNoneExist),
        ("Communication", Way::PostOnce),
        // Nothing is said of it: nothing is promised, so it is never made a second time.
        ("Consent", Way::PostOnce),
    ] {
        assert_eq!(server.way_for(name), way, "{name}");
    }
    let kept: Server = serde_json::from_str(&serde_json::to_string(&server).unwrap()).unwrap();
    assert_eq!(kept, server);
}

#[test]
fn what_a_server_can_do_is_taken_from_what_it_declares() {
    let declared = json!({ "resourceType": "CapabilityStatement", "rest": [
        { "mode": "client", "interaction": [{ "code": "batch" }] },
        { "mode": "server", "interaction": [{ "code": "transaction" }, 4], "resource": [
            { "type": "Goal", "interaction": [{ "code": "create" }, { "code": "search-type" }],
              "conditionalCreate": true, "updateCreate": "yes", "searchParam": [{ "name": "patient" }, {}] },
            { "type": 7 }] }] });
    let can = read_capabilities(&declared.to_string()).unwrap();
    assert!(can.transaction && !can.batch);
    let goal = can.of("Goal");
    assert!(goal.create && goal.search && goal.conditional_create);
    assert!(!goal.update && !goal.update_create && goal.params.contains("patient"));
    assert_eq!(can.of("Consent"), Default::default());
    let kept = serde_json::to_string(&can).unwrap();
    assert_eq!(
        serde_json::from_str::<pathway_companion::fhir::capability::Abilities>(&kept).unwrap(),
        can
    );
    assert!(read_capabilities("{}").is_err());
    assert!(read_outcome("{}").is_err());
}
