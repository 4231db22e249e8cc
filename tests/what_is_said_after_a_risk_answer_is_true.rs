//! After an answer that shows risk, help stands before the next page, on every kind of page and however the
//! person leaves it; and what is said of the answer is true at that moment, on every path: offline, refused,
//! parked, a lost reply, and signal that goes after it. The trust's words come only when its server has it.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
mod support;

use desk::{PHQ9, Trust, companion, folder, option, sandbox, sandbox_at, sign_in, until};
use pathway_companion::app::{Companion, OutgoingState, View, WaitReason};
use serde_json::json;
use std::net::{Ipv4Addr, SocketAddr};
use support::{draw, text_of};

const AMIRA: &str = "demo-amira";
const TASK: &str = "demo-amira-task-phq-9";
const NOBODY: &str = "Nobody has received this yet.";
const UNSURE: &str = "We do not know yet if anyone has received this.";

/// Answers every question with the answer that shows most.
async fn send(app: &Companion) -> String {
    let mut filling = app.open_form(TASK).await.unwrap();
    for path in filling.session.missing() {
        let value = option(&filling.session, &path, PHQ9[3]);
        filling = app.answer(&filling, &path, vec![value]).await.unwrap();
    }
    assert!(filling.session.shows_any_risk());
    app.send_form(&filling).await.unwrap()
}

fn state(view: &View, id: &str) -> OutgoingState {
    let item = view.outgoing.iter().find(|it| it.id == id).unwrap();
    assert!(item.risk);
    item.state.clone()
}

/// What both pages say of it now.
fn pages(app: &Companion, id: &str) -> (String, String) {
    let view = (*app.view()).clone();
    let done = text_of(&draw(&format!("/form/how/done/{id}"), view.clone()));
    (done, text_of(&draw("/sent", view)))
}

fn receipt(app: &Companion) -> String {
    let view = app.view();
    let trust = view.trust.clone().unwrap();
    trust.receipt_words.clone().unwrap()
}

async fn begun() -> (
    tempfile::TempDir,
    tempfile::TempDir,
    pathway_companion::sandbox::Running,
    Trust,
    Companion,
) {
    let (data, home) = (folder(), folder());
    let (running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    (data, home, running, trust, app)
}

/// Every page that shows the answer tells when it was given, shows help, and promises nothing for the trust.
fn is_careful(app: &Companion, id: &str) -> String {
    let (done, sent) = pages(app, id);
    let receipt = receipt(app);
    for (name, page) in [("done", &done), ("sent", &sent)] {
        assert!(page.contains("You answered"), "{name}: {page}");
        assert!(
            !page.contains(&receipt),
            "{name} promises before it is there"
        );
        assert!(!page.contains("Your trust got it"), "{name}");
    }
    assert!(done.contains("You can get help now") && done.contains("999"));
    assert!(sent.contains("If you need help now, do not wait for an answer."));
    format!("{done} | {sent}")
}

#[tokio::test(flavor = "multi_thread")]
async fn offline_nobody_has_it_and_when_it_is_there_the_times_and_the_trusts_words_stand() {
    let (data, _home, running, trust, app) = begun().await;
    let place = SocketAddr::from((Ipv4Addr::LOCALHOST, trust.base.port().unwrap()));
    running.stop().await;
    let id = send(&app).await;
    until(&app, "there is no signal", |view| {
        state(view, &id) == OutgoingState::Waiting(WaitReason::NoSignal)
    })
    .await;
    let text = is_careful(&app, &id);
    assert!(text.contains(NOBODY) && !text.contains(UNSURE), "{text}");
    let (_running, trust) = sandbox_at(data.path(), place).await;
    drop(trust);
    app.look_now().await;
    until(&app, "it is there", |view| {
        matches!(state(view, &id), OutgoingState::Sent { .. })
    })
    .await;
    let (done, sent) = pages(&app, &id);
    assert!(done.contains(&receipt(&app)));
    for page in [&done, &sent] {
        assert!(
            page.contains("You answered") && page.contains("Your trust got it"),
            "{page}"
        );
        assert!(!page.contains(NOBODY) && !page.contains(UNSURE));
    }
    assert!(
        done.contains("do not wait for your team"),
        "help stands there still"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_nobody_has_it() {
    let (_data, _home, _running, trust, app) = begun().await;
    for method in ["POST", "PUT"] {
        trust
            .control(json!({"fault": "status", "code": 422, "times": 0, "match": {"method": method, "path": "/fhir"}}))
            .await;
    }
    let id = send(&app).await;
    until(&app, "it came back", |view| {
        matches!(state(view, &id), OutgoingState::NeedsYou(_))
    })
    .await;
    let text = is_careful(&app, &id);
    assert!(text.contains(NOBODY) && !text.contains(UNSURE), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_lost_reply_nobody_says_that_nobody_has_it_whatever_comes_next() {
    let (data, home, running, trust, app) = begun().await;
    trust
        .control(json!({"fault": "lost-reply", "times": 0}))
        .await;
    let id = send(&app).await;
    let in_doubt = |view: &View| {
        let state = state(view, &id);
        state == OutgoingState::Checking || state == OutgoingState::Waiting(WaitReason::TrustUnwell)
    };
    until(&app, "nobody knows", in_doubt).await;
    let text = is_careful(&app, &id);
    assert!(text.contains(UNSURE) && !text.contains(NOBODY), "{text}");
    // It may be there. Now the signal goes: it still may be.
    running.stop().await;
    app.look_now().await;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    assert!(in_doubt(&app.view()), "{:?}", state(&app.view(), &id));
    let text = is_careful(&app, &id);
    assert!(!text.contains(NOBODY), "{text}");
    // And after a start.
    drop(app);
    let app = companion(home.path(), &trust).await;
    assert!(in_doubt(&app.view()));
    drop((app, data));
}

#[test]
fn help_stands_before_the_next_page_wherever_on_a_page_the_answer_is() {
    use pathway_companion::forms::{Path, Session, Value as Answer};
    use std::collections::BTreeMap;
    use std::sync::Arc;
    // Three questions on one page; the one about self-harm stands in the middle.
    let item = |id: &str, text: &str| json!({"linkId": id, "type": "boolean", "text": text});
    let form = json!({
        "resourceType": "Questionnaire", "status": "active",
        "url": "https://trust.example/Questionnaire/check-in", "title": "A check-in",
        "item": [{
            "linkId": "together", "type": "group", "text": "This week",
            "extension": [{
                "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
                "valueCodeableConcept": {"coding": [{
                    "system": "http://hl7.org/fhir/questionnaire-item-control", "code": "table"}]}
            }],
            "item": [
                item("slept", "Did you sleep?"),
                item("harm", "Did you hurt yourself on purpose?"),
                item("ate", "Did you eat?")
            ]
        }]
    });
    let form = pathway_companion::fhir::read_questionnaire(&form.to_string()).unwrap();
    let session = Session::new(Arc::new(form), BTreeMap::new());
    let page = session.pages().remove(0);
    let asked = page.questions();
    assert_eq!(asked.len(), 3, "they stand on one page");
    let harm = asked.iter().find(|it| it.item.link_id == "harm").unwrap();
    let answered = session.with_answer(&harm.path, vec![Answer::Boolean(true)]);
    assert!(answered.page_shows_risk(&page.path));
    for path in [Path::of("together"), page.path.clone()] {
        assert!(!session.page_shows_risk(&path));
    }
    let other = asked.iter().find(|it| it.item.link_id == "ate").unwrap();
    let answered = session.with_answer(&other.path, vec![Answer::Boolean(true)]);
    assert!(!answered.page_shows_risk(&page.path));
}
