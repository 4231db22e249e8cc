//! The Friends and Family answer leaves without a name: no token, no id of the person or the phone, no time
//! but the month; it waits offline in a row that says nothing, and afterwards nothing of it is left.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;

use desk::{companion, folder, sandbox, sandbox_at, sign_in, until};
use pathway_companion::app::{Companion, SendProblem, WITHOUT_NAME};
use pathway_companion::forms::Value as Answer;
use serde_json::Value;

const AMIRA: &str = "demo-amira";
const FORM: &str = "own_nhs-fft";
const WORDS: &str = "The room was cold and the people were warm";

async fn given(trust: &desk::Trust) -> Vec<Value> {
    let http = pathway_companion::trust::Http::new().unwrap();
    let answer = http
        .ask(pathway_companion::trust::Request {
            method: pathway_companion::trust::Method::Get,
            url: trust.base.join("control/feedback").unwrap(),
            headers: Vec::new(),
            body: None,
        })
        .await
        .unwrap();
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    body["feedback"].as_array().unwrap().clone()
}

async fn answer(app: &Companion) -> pathway_companion::app::Filling {
    let filling = app.open_form(FORM).await.unwrap();
    let pages = filling.session.pages();
    let good = pages[0].questions()[0].item.options[1].value.clone();
    let filling = app
        .answer(&filling, &pages[0].path, vec![good])
        .await
        .unwrap();
    let why = vec![Answer::Text(WORDS.into())];
    app.answer(&filling, &pages[1].path, why).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn feedback_cannot_be_tied_to_a_person() {
    let (data, home) = (folder(), folder());
    let (running, trust) = sandbox(data.path()).await;
    let address = running.base.socket_addrs(|| None).unwrap()[0];
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let empty = app.open_form(FORM).await.unwrap();
    let path = empty.session.pages()[0].path.clone();
    app.turn_to(&empty, &path).await.unwrap();
    assert!(matches!(
        app.send_form(&empty).await,
        Err(SendProblem::NotRight(_))
    ));

    // Offline: it waits, with no line of its own among what was sent.
    running.stop().await;
    let filling = answer(&app).await;
    let (one, two) = tokio::join!(app.send_form(&filling), app.send_form(&filling));
    assert_eq!(
        (one.unwrap(), two.unwrap()),
        (WITHOUT_NAME.into(), WITHOUT_NAME.into())
    );
    until(&app, "one waits without a name", |view| view.nameless == 1).await;
    let view = app.view();
    assert!(view.outgoing.is_empty() && view.drafts.is_empty());

    let (_running, trust) = sandbox_at(data.path(), address).await;
    until(&app, "it is gone from here", |view| view.nameless == 0).await;
    let all = given(&trust).await;
    assert_eq!(all.len(), 1);
    let it = all[0].as_object().unwrap();
    let names: Vec<&str> = it.keys().map(String::as_str).collect();
    assert_eq!(names, ["answers", "form", "id", "month"]);
    let month = it["month"].as_str().unwrap();
    assert_eq!(month.len(), 7, "a month and no day: {month}");
    let id: Vec<&str> = it["id"].as_str().unwrap().split('-').collect();
    assert!(id[2].starts_with('4'), "made of chance, with no time in it");
    let text = all[0].to_string();
    assert!(text.contains(WORDS));
    for of_hers in ["amira", "Amira", "Patient", filling.draft.as_str()] {
        assert!(!text.contains(of_hers), "{of_hers} in {text}");
    }
    // The door refuses what carries a token or a cookie (sandbox), so it came with neither.
    let counts = trust.counts().await;
    let taken = counts.iter().filter(|it| it["path"] == "/feedback");
    assert!(taken.clone().all(|it| it["status"] == 204) && taken.count() == 1);
    // Nothing of it is in what the trust keeps of her.
    for kind in [
        "QuestionnaireResponse",
        "Observation",
        "Task",
        "Communication",
    ] {
        let all = trust.resources(kind).await;
        assert!(
            all.iter().all(|it| !it.to_string().contains(WORDS)),
            "{kind}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_whose_reply_got_lost_is_counted_once() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let lost = serde_json::json!({"fault": "lost-reply", "match": {"path": "/feedback"}});
    trust.control(lost).await;
    let filling = answer(&app).await;
    app.send_form(&filling).await.unwrap();
    until(&app, "it is gone from here", |view| view.nameless == 0).await;
    assert_eq!(given(&trust).await.len(), 1);
}
