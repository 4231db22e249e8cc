//! A carer sees what was shared with them, while it is shared, and nothing else.
#![cfg(feature = "sandbox")]
#![allow(missing_docs, clippy::unwrap_used)]

mod sandbox_common;

use reqwest::StatusCode;
use sandbox_common::{Demo, body, question};
use serde_json::{Value, json};

const AMIRA: &str = "Patient/demo-amira";
const NOOR: &str = "RelatedPerson/demo-noor";
const MARK: &str = "RelatedPerson/demo-mark";

#[tokio::test]
async fn noor_sees_the_shared_goal_with_its_ratings_and_nothing_else() {
    let demo = Demo::start().await;
    let noor = demo.sign_in(NOOR).await;
    assert_eq!(demo.ids(&noor, "/Goal").await, ["demo-amira-goal-park"]);
    let ratings = demo.ids(&noor, "/Observation?_count=500").await;
    // Where she began, four of her own, one of her worker's.
    assert_eq!(ratings.len(), 6);
    assert!(
        ratings
            .iter()
            .all(|id| id.starts_with("demo-amira-goal-park-"))
    );
    for kind in ["ServiceRequest", "Appointment", "CareTeam"] {
        assert!(
            demo.ids(&noor, &format!("/{kind}")).await.is_empty(),
            "{kind}"
        );
    }
    assert_eq!(demo.ids(&noor, "/RelatedPerson").await, ["demo-noor"]);
    assert_eq!(
        demo.ids(&noor, "/Communication").await,
        ["demo-amira-from-noor"]
    );
    for path in [
        "/Patient/demo-amira",
        "/CarePlan/demo-amira-plan",
        "/Goal/demo-amira-goal-sleep",
        "/Observation/demo-amira-cluster-2",
        "/QuestionnaireResponse/demo-amira-phq9-1",
        "/Task/demo-amira-task-phq-9",
        "/Goal/demo-joan-goal-lunch",
    ] {
        assert_eq!(
            demo.get(&noor, path).await.0,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert_eq!(demo.get(&noor, "/CarePlan").await.0, StatusCode::FORBIDDEN);
    // Her worker has rated the goal, and is a name.
    let (_, sam) = demo.get(&noor, "/Practitioner/sam").await;
    assert!(sam["name"].is_array() && sam["telecom"].is_null(), "{sam}");
}

#[tokio::test]
async fn mark_sees_the_review_to_come_the_team_and_neutral_names() {
    let demo = Demo::start().await;
    let mark = demo.sign_in(MARK).await;
    assert_eq!(demo.ids(&mark, "/Appointment").await, ["demo-joan-review"]);
    assert_eq!(demo.ids(&mark, "/CareTeam").await, ["demo-joan-team"]);
    assert_eq!(
        demo.get(&mark, "/Practitioner/elin").await.0,
        StatusCode::OK
    );
    assert_eq!(
        demo.get(&mark, "/Practitioner/sam").await.0,
        StatusCode::NOT_FOUND
    );
    // How to reach those who are in it comes with the team; what the team is called does not.
    let (_, elin) = demo.get(&mark, "/Practitioner/elin").await;
    assert!(
        elin["telecom"].is_array() && elin["qualification"].is_null(),
        "{elin}"
    );
    let (_, team) = demo.get(&mark, "/CareTeam/demo-joan-team").await;
    assert!(
        team["name"].is_null() && team["managingOrganization"].is_null(),
        "{team}"
    );
    let (_, visit) = demo.get(&mark, "/ServiceRequest/demo-joan-or-home").await;
    assert_eq!(visit["code"]["text"], "A visit at home");
    let text = visit.to_string();
    for hidden in ["Safe at home", "aids or alarms", "care-domain", "Goal/"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    assert_eq!(
        demo.get(&mark, "/ServiceRequest/demo-joan-or-home/_history/1")
            .await
            .1["code"]["text"],
        "A visit at home"
    );
    assert_eq!(
        demo.ids(&mark, "/ServiceRequest?_include=ServiceRequest:performer")
            .await
            .len(),
        2
    );
}

/// Amira's consent with a change, written by Amira.
async fn amira_changes(demo: &Demo, change: impl FnOnce(&mut Value)) {
    let amira = demo.sign_in(AMIRA).await;
    let (_, mut consent) = demo.get(&amira, "/Consent/demo-amira-sharing").await;
    change(&mut consent);
    let answer = demo
        .fhir(
            &amira,
            "PUT",
            "/Consent/demo-amira-sharing",
            &[],
            Some(&consent),
        )
        .await;
    assert_eq!(answer.status(), StatusCode::OK);
}

#[tokio::test]
async fn when_sharing_ends_the_carer_sees_no_more_and_is_told_that_it_ended() {
    let demo = Demo::start().await;
    let noor = demo.sign_in(NOOR).await;
    amira_changes(&demo, |consent| consent["status"] = json!("inactive")).await;
    assert!(demo.ids(&noor, "/Goal").await.is_empty());
    assert!(demo.ids(&noor, "/Observation").await.is_empty());
    assert_eq!(
        demo.get(&noor, "/Consent/demo-amira-sharing").await.1["status"],
        "inactive"
    );
}

#[tokio::test]
async fn each_thing_has_its_own_last_day() {
    let demo = Demo::start().await;
    let noor = demo.sign_in(NOOR).await;
    amira_changes(&demo, |consent| {
        consent["provision"]["provision"][0]["period"]["end"] = json!("2020-01-01");
    })
    .await;
    assert!(demo.ids(&noor, "/Goal").await.is_empty());
}

#[tokio::test]
async fn an_observation_over_several_goals_shows_only_when_all_are_shared() {
    let demo = Demo::start().await;
    let noor = demo.sign_in(NOOR).await;
    let park = json!({"reference": "Goal/demo-amira-goal-park"});
    let sleep = json!({"reference": "Goal/demo-amira-goal-sleep"});
    let mut rating = json!({
        "resourceType": "Observation", "id": "rating", "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "107334-5"}]},
        "subject": {"reference": AMIRA}, "performer": [{"reference": AMIRA}],
        "focus": [park, sleep]});
    let seen = async |rating: &Value| {
        demo.plant(rating).await;
        demo.get(&noor, "/Observation/rating").await.0 == StatusCode::OK
    };
    assert!(!seen(&rating).await);
    rating["focus"] = json!([park]);
    assert!(seen(&rating).await);
    // What another carer said, or wrote beside it, is not hers to read; nor is a score.
    for (place, value) in [
        ("performer", json!([{"reference": MARK}])),
        (
            "performer",
            json!([{"reference": AMIRA}, {"reference": MARK}]),
        ),
        (
            "note",
            json!([{"text": "x", "authorReference": {"reference": MARK}}]),
        ),
        (
            "code",
            json!({"coding": [{"code": "gas-t-score",
            "system": "https://pathway-companion.example/fhir/CodeSystem/trust-observation"}]}),
        ),
        (
            "modifierExtension",
            json!([{"url": "https://x.example/not"}]),
        ),
    ] {
        let mut other = rating.clone();
        other[place] = value;
        assert!(!seen(&other).await, "{other}");
    }
    rating["performer"] = json!([{"reference": NOOR}]);
    assert!(seen(&rating).await);
}

#[tokio::test]
async fn a_carer_rates_goals_that_they_are_asked_about_and_writes_to_the_team_in_their_own_name() {
    let demo = Demo::start().await;
    let noor = demo.sign_in(NOOR).await;
    let rating = |goal: &str, performer: &str, code: &str| {
        json!({"resourceType": "Observation", "status": "final",
            "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
            "subject": {"reference": AMIRA}, "performer": [{"reference": performer}],
            "focus": [{"reference": format!("Goal/demo-amira-{goal}")}]})
    };
    for (resource, status) in [
        (rating("goal-park", NOOR, "107331-1"), StatusCode::CREATED),
        (
            rating("goal-sleep", NOOR, "107331-1"),
            StatusCode::FORBIDDEN,
        ),
        (
            rating("goal-park", AMIRA, "107331-1"),
            StatusCode::FORBIDDEN,
        ),
        (rating("goal-park", NOOR, "107334-5"), StatusCode::FORBIDDEN),
    ] {
        let answer = demo
            .fhir(&noor, "POST", "/Observation", &[], Some(&resource))
            .await;
        assert_eq!(answer.status(), status, "{resource}");
    }
    // Mark sees the goal and was not asked.
    let mark = demo.sign_in(MARK).await;
    let mut unasked = rating("goal-park", MARK, "107331-1");
    unasked["subject"]["reference"] = json!("Patient/demo-joan");
    unasked["focus"][0]["reference"] = json!("Goal/demo-joan-goal-lunch");
    assert_eq!(demo.ids(&mark, "/Goal").await, ["demo-joan-goal-lunch"]);
    let answer = demo
        .fhir(&mark, "POST", "/Observation", &[], Some(&unasked))
        .await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let mut message = question(NOOR, AMIRA, "n-1");
    let unmarked = demo
        .fhir(&noor, "POST", "/Communication", &[], Some(&message))
        .await;
    assert_eq!(unmarked.status(), StatusCode::FORBIDDEN);
    message["category"] = json!([{"coding": [{
        "system": "https://pathway-companion.example/fhir/CodeSystem/message-category", "code": "from-carer"}]}]);
    let marked = demo
        .fhir(&noor, "POST", "/Communication", &[], Some(&message))
        .await;
    assert_eq!(marked.status(), StatusCode::CREATED);
    let id = body(marked).await["id"].as_str().unwrap().to_owned();
    let amira = demo.sign_in(AMIRA).await;
    assert_eq!(
        demo.get(&amira, &format!("/Communication/{id}")).await.0,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn nobody_shares_with_somebody_elses_carer() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    let (_, mut consent) = demo.get(&amira, "/Consent/demo-amira-sharing").await;
    consent["provision"]["actor"][0]["reference"] = json!({"reference": MARK});
    let answer = demo
        .fhir(
            &amira,
            "PUT",
            "/Consent/demo-amira-sharing",
            &[],
            Some(&consent),
        )
        .await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
}
