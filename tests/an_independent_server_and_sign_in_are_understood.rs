//! What the app says is understood by others: a FHIR server and an OpenID provider that other people
//! wrote, and a validator that never saw our code.
//!
//! They run in Node (`tests/peers`). Where Node is missing this says so, and fails under `CI=true`.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/binary.rs"]
mod binary;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/peer.rs"]
mod peer;

use desk::{PHQ9, companion, folder, option, until};
use pathway_companion::app::{Companion, Contact, OutgoingState, Stage};
use peer::{PERSON, Peer, browse, can_run};
use serde_json::{Value, json};

async fn sign_in(app: &Companion) {
    let page = app.begin_sign_in().await.unwrap();
    let (state, code) = tokio::task::spawn_blocking(move || browse(&page))
        .await
        .unwrap();
    app.finish_sign_in(&state, code.as_deref()).await.unwrap();
}

/// What a team has written for the person: a plan, a goal, and a form to be answered.
fn planted() -> Value {
    let me = json!({"reference": format!("Patient/{PERSON}")});
    let form: Value = serde_json::from_str(include_str!("../assets/forms/phq-9.json")).unwrap();
    let canonical = format!(
        "{}|{}",
        form["url"].as_str().unwrap(),
        form["version"].as_str().unwrap()
    );
    let sdc = |code: &str| json!({"coding": [{"system": "http://hl7.org/fhir/uv/sdc/CodeSystem/temp", "code": code}]});
    json!([
        form,
        {"resourceType": "Goal", "id": "goal-1", "lifecycleStatus": "active",
            "description": {"text": "Walk to the park twice a week"}, "subject": me},
        {"resourceType": "CarePlan", "id": "plan-1", "status": "active", "intent": "plan",
            "category": [{"coding": [{"system": "http://snomed.info/sct", "code": "718347000"}]}],
            "title": "My plan", "subject": me, "goal": [{"reference": "Goal/goal-1"}]},
        {"resourceType": "Task", "id": "task-1", "status": "requested", "intent": "order",
            "code": sdc("complete-questionnaire"), "description": "Questions about your mood",
            "for": me, "owner": me, "authoredOn": "2026-01-05T09:00:00Z",
            "basedOn": [{"reference": "CarePlan/plan-1"}],
            "input": [{"type": sdc("questionnaire"), "valueCanonical": canonical}]},
        // Somebody else's, which the app must neither show nor trip over.
        {"resourceType": "Patient", "id": "somebody-else", "name": [{"text": "Somebody Else"}]},
        {"resourceType": "Goal", "id": "goal-of-another", "lifecycleStatus": "active",
            "description": {"text": "Not yours"}, "subject": {"reference": "Patient/somebody-else"}},
    ])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_theirs_is_signed_in_for_fetched_answered_sent_and_valid() {
    if !can_run() {
        return;
    }
    let peer = tokio::task::spawn_blocking(Peer::start).await.unwrap();
    peer.trust.put(planted()).await;
    let home = folder();
    let app = companion(home.path(), &peer.trust).await;
    sign_in(&app).await;
    match app.view().stage.clone() {
        Stage::IsThisYou { full_name, born } => {
            assert_eq!(full_name, "Peer Test");
            assert_eq!(born.map(|it| it.to_string()).as_deref(), Some("1996-04-02"));
        }
        other => panic!("{other:?}"),
    }
    app.is_this_me(true).await.unwrap();
    until(&app, "their record has come", |view| {
        view.record.is_some() && view.contact == Contact::Well
    })
    .await;
    let record = app.view().record.clone().unwrap();
    let goals: Vec<&str> = record.goals.iter().map(|it| it.words.as_str()).collect();
    assert_eq!(goals, ["Walk to the park twice a week"]);
    assert!(record.plan.is_some());
    assert_eq!(record.forms_to_do.len(), 1);

    let mut filling = app.open_form("task-1").await.unwrap();
    for page in filling.session.pages() {
        if page.questions()[0].item.required {
            let value = option(&filling.session, &page.path, PHQ9[2]);
            filling = app.answer(&filling, &page.path, vec![value]).await.unwrap();
        }
    }
    let id = app.send_form(&filling).await.unwrap();
    until(&app, "it is sent", |view| {
        let item = view.outgoing.iter().find(|it| it.id == id);
        item.is_some_and(|it| {
            matches!(
                it.state,
                OutgoingState::Sent {
                    answered_elsewhere: false,
                    ..
                }
            )
        })
    })
    .await;

    let responses = peer.trust.of_patient("QuestionnaireResponse", PERSON).await;
    assert_eq!(responses.len(), 1);
    assert_eq!(responses[0]["identifier"]["value"], id.as_str());
    let reference = format!(
        "QuestionnaireResponse/{}",
        responses[0]["id"].as_str().unwrap()
    );
    let tasks = peer.trust.of_patient("Task", PERSON).await;
    assert_eq!(tasks.len(), 1);
    assert_eq!(tasks[0]["status"], "completed");
    assert_eq!(
        tasks[0]["output"][0]["valueReference"]["reference"],
        reference.as_str()
    );
    assert_eq!(
        tasks[0]["basedOn"][0]["reference"], "CarePlan/plan-1",
        "theirs stays"
    );
    let scores = peer.trust.of_patient("Observation", PERSON).await;
    assert_eq!(scores.len(), 1);
    assert_eq!(scores[0]["valueQuantity"]["value"].to_string(), "18");
    assert_eq!(scores[0]["derivedFrom"][0]["reference"], reference.as_str());

    // Their sign-in is renewed by them, too, and signing in again finds the same person.
    sign_in(&app).await;
    assert_eq!(app.view().stage, Stage::Open);
    tokio::task::spawn_blocking(move || {
        peer.are_valid("QuestionnaireResponse,Observation,Task");
        peer
    })
    .await
    .unwrap();
}
