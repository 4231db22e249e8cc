//! CONTRACT §1, "Released": cluster and clinicians' ratings need the trust's tag.
#![allow(clippy::unwrap_used)]

#[path = "support/fhir.rs"]
mod support;

use pathway_companion::care::{Cluster, ClusterCode, Event};
use pathway_companion::fhir::bundle::read_page;
use pathway_companion::fhir::codes::BASE;
use pathway_companion::fhir::record::{Reading, read_record};
use pathway_companion::fhir::release::may_be_kept;
use pathway_companion::sync::pull::{Since, searches, sift};
use serde_json::{Value, json};
use support::*;

fn kept(resource: &Value) -> bool {
    may_be_kept(&resource.to_string(), BASE)
}

fn rated(code: Value) -> Value {
    json!({ "resourceType": "Observation", "id": "o", "status": "final", "subject": me(), "code": code })
}

fn released(mut resource: Value) -> Value {
    resource["meta"] = json!({ "tag": [
        { "system": format!("{BASE}/CodeSystem/release"), "code": "released-to-patient" }] });
    resource
}

#[test]
fn a_cluster_without_the_tag_is_not_kept_and_not_read() {
    let withheld = cluster("c2", "05", "admission", "2026-07-01", false);
    let shown = cluster("c1", "04", "initial-assessment", "2026-03-15", true);
    assert!(!kept(&withheld));
    assert!(kept(&shown));
    // Even if it got as far as the reader.
    let record = record_of(&[withheld.clone(), shown]);
    assert_eq!(
        record.cluster,
        Cluster::Known(ClusterCode::parse("04").unwrap())
    );
    assert!(
        record
            .timeline
            .iter()
            .all(|stop| stop.event != Event::Admission)
    );
    assert_eq!(record_of(&[withheld]).cluster, Cluster::NotShown);
}

/// A server that goes on showing what it has taken the tag from: it is named, so that what was kept of it goes.
#[test]
fn what_has_lost_its_tag_is_named_to_be_deleted() {
    let lost = cluster("c2", "05", "admission", "2026-07-01", false);
    let stays = cluster("c1", "04", "admission", "2026-06-01", true);
    let entries = [&lost, &stays].map(|it| json!({ "resource": it }));
    let page = json!({ "resourceType": "Bundle", "type": "searchset", "entry": entries });
    let page = read_page(&page.to_string()).unwrap();
    let patient = me()["reference"].as_str().unwrap().replace("Patient/", "");
    let all = searches(&patient, Since::Ever);
    let search = all.iter().find(|it| it.kind == "Observation").unwrap();
    let sifted = sift(search, page, &patient, BASE).unwrap();
    assert_eq!(sifted.withheld, [("Observation".into(), "c2".into())]);
    let kept: Vec<&str> = sifted.keep.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(kept, ["c1"]);
}

#[test]
fn a_trust_that_releases_no_cluster_shows_none() {
    let shown = [envelope(&cluster(
        "c1",
        "04",
        "initial-assessment",
        "2026-03-15",
        true,
    ))];
    let record = read_record(
        &shown,
        &Reading {
            release_cluster: false,
            language: None,
            ..reading()
        },
    );
    assert_eq!(record.cluster, Cluster::NotShown);
    assert_eq!(record.timeline, []);
}

#[test]
fn the_tag_counts_only_as_the_trusts_own() {
    let mut other = cluster("c", "04", "admission", "2026-04-01", true);
    for tag in [
        json!({ "system": "https://else.example/CodeSystem/release", "code": "released-to-patient" }),
        json!({ "system": format!("{BASE}/CodeSystem/release"), "code": "released-to-carer" }),
        json!({ "code": "released-to-patient" }),
        json!("released-to-patient"),
    ] {
        other["meta"]["tag"] = json!([tag]);
        assert!(!kept(&other), "{}", other["meta"]);
    }
    other["meta"] = json!([]);
    assert!(!kept(&other));
}

#[test]
fn every_code_of_the_clustering_tool_needs_the_tag() {
    let snomed =
        |code: &str| json!({ "coding": [{ "system": "http://snomed.info/sct", "code": code }] });
    let mut codes: Vec<String> = ["979641000000103", "979751000000109", "985141000000103"]
        .map(str::to_owned)
        .to_vec();
    if let Some(shared) = shared() {
        let text = std::fs::read_to_string(shared.join("domain/events_mhct.json")).unwrap();
        let known: Value = serde_json::from_str(&text).unwrap();
        let items = known["mhct"]["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|i| &i["snomed"]);
        let others = known["mhct"]["sarn_snomed_unordered"]
            .as_array()
            .unwrap()
            .iter();
        codes.extend(
            items
                .chain(others)
                .filter_map(Value::as_str)
                .map(str::to_owned),
        );
    }
    for code in codes {
        let rating = rated(snomed(&code));
        assert!(!kept(&rating), "{code}");
        assert!(kept(&released(rating)), "{code}");
    }
}

#[test]
fn in_doubt_an_observation_is_not_kept() {
    let elsewhere = "https://else.example/CodeSystem/trust-observation";
    for doubtful in [
        rated(Value::Null),
        rated(json!("979641000000103")),
        rated(json!({})),
        rated(json!({ "coding": [] })),
        rated(json!({ "text": "HoNOS 65+ item 2" })),
        rated(
            json!({ "coding": [{ "code": "1", "display": "Health of the Nation Outcome Scale" }] }),
        ),
        rated(json!({ "coding": [{ "system": elsewhere, "code": "anything" }] })),
        json!({ "resourceType": "Observation", "id": "o" }),
    ] {
        assert!(!kept(&doubtful), "{doubtful}");
        assert!(kept(&released(doubtful)));
    }
    let mut by_value = rated(json!({ "text": "Grouping" }));
    by_value["valueCodeableConcept"] = ours("/CodeSystem/adult-mh-care-cluster", "04");
    assert!(!kept(&by_value));
    let mut by_part = rated(json!({ "text": "Assessment" }));
    by_part["component"] = json!([{ "code": { "coding": [{ "code": "979651000000100" }] } }]);
    assert!(!kept(&by_part));
    for unreadable in ["", "{", "[]", "null", "\"Observation\""] {
        assert!(!may_be_kept(unreadable, BASE), "{unreadable}");
    }
}

#[test]
fn it_does_not_slip_in_inside_another_resource() {
    let mut carrier = plan();
    carrier["contained"] = json!([cluster("c", "05", "admission", "2026-07-01", false)]);
    assert!(!kept(&carrier));
    assert_eq!(record_of(&[carrier]).plan, None);
}

#[test]
fn everything_else_is_kept_without_a_tag() {
    let own = json!({ "coding": [{
        "system": format!("{BASE}/CodeSystem/trust-observation"), "code": "goal-progress-0-10" }] });
    let sum = json!({ "coding": [{ "system": "http://loinc.org", "code": "44261-6",
        "display": "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]" }] });
    for open in [
        amira(),
        sam(),
        plan(),
        episode(),
        goal(),
        task("t", "requested"),
        rated(own),
        rated(sum),
        rating("r", "107334-5", "LA34481-4", "2026-06-01"),
    ] {
        assert!(kept(&open), "{open}");
    }
}
