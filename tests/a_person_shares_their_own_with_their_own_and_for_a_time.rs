//! What a person may write as a Consent, and what becomes of it: at once, to the end of its last day, and in
//! its history.
#![cfg(feature = "sandbox")]
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/carer_planted.rs"]
mod carer_planted;
#[path = "support/carer_table.rs"]
mod carer_table;
mod sandbox_common;

use carer_table::{AMIRA, Item, NOOR, OTHER, actions, consent, permit};
use reqwest::StatusCode;
use sandbox_common::{Demo, Session, body};
use serde_json::{Value, json};

const FROM: &str = "2020-01-01";
const UNTIL: &str = "2199-12-31";

fn good() -> Value {
    consent(
        "m-mine",
        vec![
            permit(Item::Park, FROM, UNTIL),
            permit(Item::Team, FROM, UNTIL),
        ],
    )
}

async fn put(
    demo: &Demo,
    who: &Session,
    resource: &Value,
    headers: &[(&str, &str)],
) -> (StatusCode, String) {
    let path = format!("/Consent/{}", resource["id"].as_str().unwrap());
    let answer = demo.fhir(who, "PUT", &path, headers, Some(resource)).await;
    let status = answer.status();
    let said = body(answer).await;
    (
        status,
        said["issue"][0]["diagnostics"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    )
}

/// Amira, with a second carer and one who is not linked any more.
async fn start() -> (Demo, Session) {
    let demo = Demo::start().await;
    for (id, active) in [("m-other", true), ("m-former", false)] {
        let link = json!({"resourceType": "RelatedPerson", "id": id, "active": active,
            "patient": {"reference": AMIRA}});
        demo.plant(&link).await;
    }
    let amira = demo.sign_in(AMIRA).await;
    (demo, amira)
}

type Change = fn(&mut Value);

#[tokio::test]
async fn what_is_refused_is_refused_with_its_place() {
    let (demo, amira) = start().await;
    let table: [(&str, u16, &str, Change); 26] = [
        ("as it should be", 201, "", |_| {}),
        ("withdrawn from the start", 201, "", |c| {
            c["status"] = json!("inactive")
        }),
        ("nothing in it", 201, "", |c| {
            c["provision"]["provision"] = json!([])
        }),
        ("to the other carer", 201, "", |c| actor(c, OTHER)),
        ("about Joan", 403, "patient of the token", |c| {
            c["patient"]["reference"] = json!("Patient/demo-joan")
        }),
        ("about nobody", 403, "patient of the token", |c| {
            c["patient"] = Value::Null
        }),
        ("given by a worker", 403, "somebody else", |c| {
            c["performer"] = json!([{"reference": "Practitioner/sam"}])
        }),
        ("to Joan's carer", 422, "not a carer of this person", |c| {
            actor(c, "RelatedPerson/demo-mark")
        }),
        (
            "to nobody's carer",
            422,
            "not a carer of this person",
            |c| actor(c, "RelatedPerson/not-there"),
        ),
        (
            "to a former carer",
            422,
            "not a carer of this person",
            |c| actor(c, "RelatedPerson/m-former"),
        ),
        ("to a worker", 422, "not a carer of this person", |c| {
            actor(c, "Practitioner/sam")
        }),
        ("to herself", 422, "not a carer of this person", |c| {
            actor(c, AMIRA)
        }),
        ("to two", 422, "one carer", |c| {
            c["provision"]["actor"] =
                json!([{"reference": {"reference": NOOR}}, {"reference": {"reference": OTHER}}]);
        }),
        ("to none", 422, "one carer", |c| {
            c["provision"]["actor"] = json!([])
        }),
        ("a root that permits", 422, "the root must deny", |c| {
            c["provision"]["type"] = json!("permit")
        }),
        ("a root that says nothing", 422, "the root must deny", |c| {
            c["provision"]["type"] = Value::Null
        }),
        ("a draft", 422, "Consent.status", |c| {
            c["status"] = json!("draft")
        }),
        (
            "without an end",
            422,
            "provision[0]: a permit needs a last day",
            |c| inner(c)["period"] = json!({"start": FROM}),
        ),
        (
            "without a period",
            422,
            "provision[0]: a permit needs a last day",
            |c| inner(c)["period"] = Value::Null,
        ),
        (
            "an end that is no day",
            422,
            "provision[0]: a permit needs a last day",
            |c| inner(c)["period"]["end"] = json!("soon"),
        ),
        (
            "a start that is no day",
            422,
            "provision[0]: period.start",
            |c| inner(c)["period"]["start"] = json!("soon"),
        ),
        ("an unknown action", 422, "provision[0]: its action", |c| {
            inner(c)["action"] = actions(&["disclose"])
        }),
        ("collect alone", 422, "provision[0]: its action", |c| {
            inner(c)["action"] = actions(&["collect"])
        }),
        ("all plans", 422, "provision[0]: class", |c| {
            inner(c)["class"] = json!([{"code": "CarePlan"}])
        }),
        ("the plan", 422, "provision[0]: data", |c| {
            inner(c)["data"][0]["reference"]["reference"] = json!("CarePlan/x")
        }),
        ("a permit for another", 422, "provision[0]: actor", |c| {
            inner(c)["actor"] = json!([{"reference": {"reference": OTHER}}])
        }),
    ];
    for (number, (what, expected, words, change)) in table.into_iter().enumerate() {
        let mut made = good();
        made["id"] = json!(format!("m-{number}"));
        change(&mut made);
        let (status, said) = put(&demo, &amira, &made, &[]).await;
        assert_eq!(status.as_u16(), expected, "{what}: {said}");
        assert!(said.contains(words), "{what}: {said}");
        // The same for a change of what is there.
        if number > 0 {
            let mut changed = good();
            changed["id"] = json!("m-0");
            change(&mut changed);
            let (status, said) = put(&demo, &amira, &changed, &[]).await;
            let expected = if expected == 201 { 200 } else { expected };
            assert_eq!(status.as_u16(), expected, "{what}: {said}");
        }
    }
    // Nobody else writes it, and nobody's else.
    let noor = demo.sign_in(NOOR).await;
    let (status, _) = put(&demo, &noor, &good(), &[]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let joan = demo.sign_in("Patient/demo-joan").await;
    let mut taken = good();
    taken["id"] = json!("m-0");
    taken["patient"]["reference"] = json!("Patient/demo-joan");
    let (status, _) = put(&demo, &joan, &taken, &[]).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

fn actor(consent: &mut Value, who: &str) {
    consent["provision"]["actor"][0]["reference"]["reference"] = json!(who);
}

fn inner(consent: &mut Value) -> &mut Value {
    &mut consent["provision"]["provision"][0]
}

#[tokio::test]
async fn what_stood_there_may_stay_and_anything_may_be_withdrawn() {
    let (demo, amira) = start().await;
    // A trust wrote these; one has a permit that nobody understands, one is of another shape.
    let strange = json!({"type": "permit", "class": [{"code": "CarePlan"}]});
    let mut kept = consent(
        "m-kept",
        vec![strange.clone(), permit(Item::Team, FROM, UNTIL)],
    );
    demo.plant(&kept).await;
    let mut open = consent("m-open", vec![strange]);
    open["provision"]["type"] = json!("permit");
    demo.plant(&open).await;
    kept["provision"]["provision"][1] = permit(Item::Reviews, FROM, UNTIL);
    assert_eq!(put(&demo, &amira, &kept, &[]).await.0, StatusCode::OK);
    kept["provision"]["provision"][0]["class"][0]["code"] = json!("Goal");
    assert_eq!(
        put(&demo, &amira, &kept, &[]).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    open["status"] = json!("inactive");
    open["dateTime"] = json!("2026-11-28T10:00:00Z");
    assert_eq!(put(&demo, &amira, &open, &[]).await.0, StatusCode::OK);
    open["status"] = json!("active");
    assert_eq!(
        put(&demo, &amira, &open, &[]).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    // Somebody who is not linked any more can be shut out.
    let mut former = consent("m-former", vec![permit(Item::Team, FROM, UNTIL)]);
    actor(&mut former, "RelatedPerson/m-former");
    demo.plant(&former).await;
    former["status"] = json!("inactive");
    assert_eq!(put(&demo, &amira, &former, &[]).await.0, StatusCode::OK);
}

#[tokio::test]
async fn withdrawing_takes_effect_at_once_and_an_old_version_changes_nothing() {
    let (demo, amira) = start().await;
    let noor = demo.sign_in(NOOR).await;
    let path = "/Consent/demo-amira-sharing";
    let (_, mut mine) = demo.get(&amira, path).await;
    assert_eq!(demo.ids(&noor, "/Goal").await.len(), 1);
    mine["status"] = json!("inactive");
    let (status, _) = put(&demo, &amira, &mine, &[("if-match", "W/\"1\"")]).await;
    assert_eq!(status, StatusCode::OK);
    // The token was granted before.
    assert!(demo.ids(&noor, "/Goal").await.is_empty());
    assert!(demo.ids(&noor, "/Observation").await.is_empty());
    assert_eq!(
        demo.get(&noor, "/Goal/demo-amira-goal-park").await.0,
        StatusCode::NOT_FOUND
    );
    // A phone that was away still has version 1.
    mine["status"] = json!("active");
    let (status, _) = put(&demo, &amira, &mine, &[("if-match", "W/\"1\"")]).await;
    assert_eq!(status, StatusCode::PRECONDITION_FAILED);
    assert!(demo.ids(&noor, "/Goal").await.is_empty());
    let (status, _) = put(&demo, &amira, &mine, &[("if-match", "W/\"2\"")]).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(demo.ids(&noor, "/Goal").await.len(), 1);
    let (_, history) = demo.get(&amira, &format!("{path}/_history")).await;
    assert_eq!(history["total"], 3);
    for version in 1..=3 {
        let (status, _) = demo
            .get(&amira, &format!("{path}/_history/{version}"))
            .await;
        assert_eq!(status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_permit_ends_with_its_last_day() {
    let (demo, amira) = start().await;
    let noor = demo.sign_in(NOOR).await;
    let mut mine = good();
    mine["id"] = json!("demo-amira-sharing");
    inner(&mut mine)["period"] = json!({"start": "2030-03-10", "end": "2030-03-20"});
    assert_eq!(put(&demo, &amira, &mine, &[]).await.0, StatusCode::OK);
    for (day, seen) in [
        ("2030-03-09", false),
        ("2030-03-10", true),
        ("2030-03-20", true),
        ("2030-03-21", false),
        ("2030-03-15", true),
    ] {
        demo.control(json!({"today": day})).await;
        assert_eq!(!demo.ids(&noor, "/Goal").await.is_empty(), seen, "{day}");
        assert_eq!(demo.ids(&noor, "/CareTeam").await.len(), 1, "{day}");
    }
}

#[tokio::test]
async fn a_carer_reads_of_its_history_what_names_them_and_nothing_for_others() {
    let (demo, amira) = start().await;
    let noor = demo.sign_in(NOOR).await;
    let mut mine = good();
    mine["text"] = json!({"div": "for others"});
    let mut for_others = permit(Item::Sleep, FROM, UNTIL);
    for_others["actor"] = json!([{"reference": {"reference": OTHER}}]);
    mine["provision"]["provision"] = json!([inner(&mut mine).clone(), for_others]);
    demo.plant(&mine).await;
    let mut other = mine.clone();
    actor(&mut other, OTHER);
    demo.plant(&other).await;
    let mut both = mine.clone();
    both["provision"]["actor"] =
        json!([{"reference": {"reference": NOOR}}, {"reference": {"reference": OTHER}}]);
    demo.plant(&both).await;
    // While it names somebody else, there is nothing of it for her.
    assert_eq!(
        demo.get(&noor, "/Consent/m-mine/_history").await.0,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        demo.get(&noor, "/Consent/m-mine/_history/1").await.0,
        StatusCode::NOT_FOUND
    );
    demo.plant(&mine).await;
    let (_, history) = demo.get(&noor, "/Consent/m-mine/_history").await;
    assert_eq!(history["total"], 2);
    for version in [1, 2, 3, 4] {
        let (status, seen) = demo
            .get(&noor, &format!("/Consent/m-mine/_history/{version}"))
            .await;
        let named = version == 1 || version == 4;
        assert_eq!(status == StatusCode::OK, named, "{version}");
        assert!(!seen.to_string().contains("m-other"));
    }
    for hidden in ["m-other", "goal-sleep", "for others"] {
        assert!(!history.to_string().contains(hidden), "{hidden}");
    }
    let (_, whole) = demo.get(&amira, "/Consent/m-mine/_history").await;
    assert_eq!(whole["total"], 4);
    assert!(whole.to_string().contains("m-other"));
}
