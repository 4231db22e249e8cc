//! The staying-safe plan is sent when the person says so, once; a changed one takes the place of the one before,
//! as a new version of the same response. Where it is, is said truly at every moment: on this phone alone, on
//! its way, with the team, changed since. What the team wrote for hard times is read beside it.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/own_plan.rs"]
mod own_plan;

use desk::{Trust, companion, folder, sandbox, sign_in, until};
use own_plan::write;
use pathway_companion::app::{Companion, OutgoingState, PlanProblem, PlanWithTeam, Sort};
use serde_json::{Value, json};

const AMIRA: &str = "demo-amira";

/// The plans that the trust has of Amira.
async fn theirs(trust: &Trust) -> Vec<Value> {
    let mut all = trust.of_patient("QuestionnaireResponse", AMIRA).await;
    all.retain(|it| {
        let form = it["questionnaire"].as_str().unwrap_or_default();
        form.contains("/Questionnaire/staying-safe-plan")
    });
    all
}

fn said(plan: &Value) -> String {
    plan["item"].to_string()
}

async fn arrived(app: &Companion) {
    until(app, "the team has the plan as it is", |view| {
        matches!(view.plan_with_team, PlanWithTeam::Sent { same: true, .. })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_goes_once_and_a_changed_one_takes_its_place() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    assert_eq!(app.send_plan().await, Err(PlanProblem::Empty));
    write(&app, &["A walk by the canal"]).await;
    assert_eq!(app.view().plan_with_team, PlanWithTeam::No);
    assert!(theirs(&trust).await.is_empty());

    // The reply is lost, and two taps come at once.
    for (method, path) in [("POST", "/fhir"), ("PUT", "/fhir/QuestionnaireResponse")] {
        trust
            .control(json!({"fault": "lost-reply", "match": {"method": method, "path": path}}))
            .await;
    }
    let (one, two) = tokio::join!(app.send_plan(), app.send_plan());
    assert_eq!(
        one.clone().unwrap(),
        two.unwrap(),
        "a second tap sends nothing"
    );
    app.look_now().await;
    arrived(&app).await;
    let first = theirs(&trust).await;
    assert_eq!(first.len(), 1);
    assert_eq!(first[0]["status"], "completed");
    assert!(said(&first[0]).contains("canal"));
    assert!(first[0].get("basedOn").is_none(), "no Task asked for it");
    let shown = app.view().outgoing[0].clone();
    assert_eq!((shown.sort, shown.risk), (Sort::Plan, false));
    let there = app.plan_at_trust().await.unwrap();
    assert_eq!(first[0]["id"], there.as_str());
    assert_eq!(
        app.send_plan().await,
        one,
        "what is there is not sent again"
    );

    // Changed: said at once, on the phone alone until it is sent.
    write(&app, &["A walk by the canal", "My sister's kitchen"]).await;
    let changed = |same: bool| move |it: &PlanWithTeam| matches!(it, PlanWithTeam::Sent { same: s, .. } if *s == same);
    assert!(changed(false)(&app.view().plan_with_team));
    assert!(!said(&theirs(&trust).await[0]).contains("kitchen"));
    assert!(!app.view().own_plan.as_ref().unwrap().before.is_empty());
    app.send_plan().await.unwrap();
    arrived(&app).await;
    let second = theirs(&trust).await;
    assert_eq!(second.len(), 1, "never a second one beside the first");
    assert_eq!(second[0]["id"], first[0]["id"]);
    assert_eq!(second[0]["identifier"], first[0]["identifier"]);
    assert_eq!(second[0]["status"], "amended");
    assert!(said(&second[0]).contains("kitchen"));
    // It is not put right from "What you said": that copy would not be the phone's.
    let said = app.what_was_said(&app.view().outgoing[0].id).await.unwrap();
    assert_eq!(said.right, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_it_waits_nothing_says_sent_and_what_came_back_can_be_changed_and_sent() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    write(&app, &["Music"]).await;
    // The trust takes nothing.
    trust
        .control(json!({"fault": "status", "code": 422, "times": 0, "match": {"method": "POST", "path": "/fhir"}}))
        .await;
    trust
        .control(json!({"fault": "status", "code": 422, "times": 0, "match": {"method": "PUT", "path": "/fhir/QuestionnaireResponse"}}))
        .await;
    let id = app.send_plan().await.unwrap();
    until(&app, "it came back", |view| {
        matches!(
            &view.plan_with_team,
            PlanWithTeam::OnItsWay {
                state: OutgoingState::NeedsYou(_),
                earlier: None,
                ..
            }
        )
    })
    .await;
    let PlanWithTeam::OnItsWay {
        replaceable,
        outgoing,
        ..
    } = app.view().plan_with_team.clone()
    else {
        panic!("it is on its way")
    };
    assert!(replaceable && outgoing == id);
    trust.control(json!({"clear": true})).await;
    write(&app, &["Music", "A warm bath"]).await;
    let again = app.send_plan().await.unwrap();
    assert_ne!(again, id);
    arrived(&app).await;
    let there = theirs(&trust).await;
    assert_eq!(there.len(), 1);
    assert!(said(&there[0]).contains("warm bath"));
    assert!(
        app.view().outgoing.iter().all(|it| it.id != id),
        "its place was taken"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_waits_is_not_overtaken_and_survives_a_kill() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    write(&app, &["Music"]).await;
    trust
        .control(json!({"fault": "status", "code": 503, "times": 0}))
        .await;
    app.send_plan().await.unwrap();
    let waits = |it: &PlanWithTeam| {
        matches!(
            it,
            PlanWithTeam::OnItsWay {
                replaceable: false,
                ..
            }
        )
    };
    until(&app, "it waits", |view| waits(&view.plan_with_team)).await;
    write(&app, &["Music", "The park"]).await;
    assert_eq!(app.send_plan().await, Err(PlanProblem::OnItsWay));
    drop(app);
    let app = companion(home.path(), &trust).await;
    assert!(waits(&app.view().plan_with_team));
    trust.control(json!({"clear": true})).await;
    app.look_now().await;
    until(&app, "the first has arrived", |view| {
        matches!(view.plan_with_team, PlanWithTeam::Sent { same: false, .. })
    })
    .await;
    app.send_plan().await.unwrap();
    arrived(&app).await;
    assert_eq!(theirs(&trust).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_new_phone_the_plan_that_was_sent_is_found_and_not_doubled() {
    let (data, home, other) = (folder(), folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    write(&app, &["A walk by the canal"]).await;
    app.send_plan().await.unwrap();
    arrived(&app).await;
    drop(app);

    let new = companion(other.path(), &trust).await;
    sign_in(&new, &trust, AMIRA).await;
    let view = new.view();
    assert!(view.own_plan.is_none());
    assert!(matches!(
        view.plan_with_team,
        PlanWithTeam::Sent { same: false, .. }
    ));
    let there = theirs(&trust).await[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(new.plan_at_trust().await, Some(there));
    new.take_plan_from_team().await.unwrap();
    let plan = new.view().own_plan.clone().unwrap();
    assert_eq!(plan.words.about("helps"), ["A walk by the canal"]);
    arrived(&new).await;
    write(&new, &["A walk by the canal", "Tea"]).await;
    new.send_plan().await.unwrap();
    arrived(&new).await;
    let there = theirs(&trust).await;
    assert_eq!((there.len(), &there[0]["status"]), (1, &json!("amended")));
    assert!(said(&there[0]).contains("Tea"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_team_wrote_is_read_with_who_and_when() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let record = app.view().record.clone().unwrap();
    let [plan] = record.team_plans.as_slice() else {
        panic!("{} plans", record.team_plans.len())
    };
    assert_eq!(plan.written.by.as_deref(), Some("Sam Okafor"));
    assert!(plan.written.on.is_some());
    assert!(
        plan.steps
            .iter()
            .any(|step| step.heading == "What helps me")
    );
    assert!(plan.steps.iter().all(|step| step.said.len() == 1));
    let whole = record.plan.as_ref().unwrap();
    assert_ne!(
        whole.id, plan.id,
        "it does not stand in for the plan of care"
    );
    assert!(
        app.view().own_plan.is_none(),
        "and is no plan of the person's own"
    );
    // One that the trust has ended is not shown.
    let plans = trust.of_patient("CarePlan", AMIRA).await;
    let mut over = plans
        .into_iter()
        .find(|it| it["id"] == plan.id.as_str())
        .unwrap();
    over["status"] = "revoked".into();
    trust.put(over).await;
    app.look_now().await;
    until(&app, "it is gone", |view| {
        view.record
            .as_ref()
            .is_some_and(|it| it.team_plans.is_empty())
    })
    .await;
}
