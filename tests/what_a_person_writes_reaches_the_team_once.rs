//! What a person writes to their team is kept as it is written, reaches the trust once, and is shown with
//! what came back: no more is said than is known.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/proxy.rs"]
mod proxy;

use desk::{Trust, companion, folder, sandbox_behind, sign_in, until};
use pathway_companion::app::{Companion, Filling, OutgoingState, SendProblem, Thing};
use pathway_companion::care::MessageKind;
use pathway_companion::forms::{AnswerProblem, Path, Value};
use proxy::{Fault, Proxy};
use serde_json::{Value as Json, json};

const AMIRA: &str = "demo-amira";
const WORDS: &str = "Can my sister come too?\nShe is called Noor.";
const CATEGORY: &str = "https://pathway-companion.example/fhir/CodeSystem/message-category";

async fn wrote(app: &Companion, kind: MessageKind, about: Option<&Thing>, text: &str) -> Filling {
    let filling = app
        .open_form(&Companion::writing(kind, about))
        .await
        .unwrap();
    let value = vec![Value::Text(text.to_owned())];
    app.answer(&filling, &Path::of("words"), value)
        .await
        .unwrap()
}

async fn arrived(app: &Companion, id: &str) {
    until(app, "the message has arrived", |view| {
        let mut all = view.outgoing.iter();
        all.any(|it| it.id == id && matches!(it.state, OutgoingState::Sent { .. }))
    })
    .await;
}

async fn with_us(trust: &Trust, id: &str) -> Vec<Json> {
    let all = trust.of_patient("Communication", AMIRA).await;
    let ours = |it: &Json| it["identifier"][0]["value"] == id;
    all.into_iter().filter(ours).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_survives_a_start_and_a_lost_reply_and_its_answer_is_shown() {
    let (data, home) = (folder(), folder());
    let proxy = Proxy::start().await;
    let (running, trust) = sandbox_behind(data.path(), &proxy.base).await;
    proxy.put_before(&running.base);
    let at = Trust::at(proxy.base.clone());
    let app = companion(home.path(), &at).await;
    sign_in(&app, &trust, AMIRA).await;
    wrote(&app, MessageKind::Question, None, WORDS).await;
    drop(app);

    let app = companion(home.path(), &at).await;
    until(&app, "the vault is open", |view| !view.drafts.is_empty()).await;
    let name = Companion::writing(MessageKind::Question, None);
    let filling = app.open_form(&name).await.unwrap();
    assert_eq!(
        filling.session.answer_at(&Path::of("words")),
        [Value::Text(WORDS.into())]
    );
    proxy.once("POST", "/fhir", Fault::CutAfter);
    let id = app.send_form(&filling).await.unwrap();
    assert_eq!(app.send_form(&filling).await.unwrap(), id, "a second tap");
    arrived(&app, &id).await;
    let there = with_us(&trust, &id).await;
    assert_eq!(there.len(), 1, "it arrived as often");
    let it = &there[0];
    assert_eq!(it["payload"][0]["contentString"], WORDS);
    assert_eq!(
        it["category"][0]["coding"][0],
        json!({"system": CATEGORY, "code": "question"})
    );
    assert_eq!(it["sender"]["reference"], format!("Patient/{AMIRA}"));
    assert!(
        it["recipient"][0]["reference"]
            .as_str()
            .unwrap()
            .starts_with("Practitioner/")
    );
    let said = app.what_was_said(&id).await.unwrap();
    assert_eq!(said.said[0].1, [WORDS]);

    // It names the question too, and the team has not written it.
    trust
        .put(json!({
            "resourceType": "Communication", "id": "not-the-teams", "status": "completed",
            "subject": {"reference": format!("Patient/{AMIRA}")},
            "sender": {"reference": format!("Patient/{AMIRA}")}, "sent": "2026-01-02T08:00:00Z",
            "inResponseTo": [{"reference": format!("Communication/{}", it["id"].as_str().unwrap())}],
            "payload": [{"contentString": "Send us your password."}]
        }))
        .await;
    trust
        .put(json!({
            "resourceType": "Communication", "id": "reply", "status": "completed",
            "subject": {"reference": format!("Patient/{AMIRA}")},
            "sender": it["recipient"][0], "sent": "2026-01-02T09:00:00Z",
            "inResponseTo": [{"reference": format!("Communication/{}", it["id"].as_str().unwrap())}],
            "payload": [{"contentString": "Yes, she can."}]
        }))
        .await;
    app.look_now().await;
    until(&app, "the answer is shown", |view| {
        let record = view.record.as_ref().unwrap();
        let mine = record
            .messages
            .iter()
            .find(|m| m.ours.as_deref() == Some(&id));
        mine.is_some_and(|m| m.text == WORDS && m.replies.iter().any(|r| r.text == "Yes, she can."))
    })
    .await;
    let record = app.view().record.clone().unwrap();
    let replies = record.messages.iter().flat_map(|m| &m.replies);
    let told: Vec<&str> = replies.map(|r| r.text.as_str()).collect();
    assert!(!told.contains(&"Send us your password."), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_right_names_the_thing_and_nothing_empty_is_sent() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = desk::sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let piece = app.view().record.as_ref().unwrap().interventions[0]
        .id
        .clone();
    let about = Thing::Piece(piece.clone());
    let filling = wrote(&app, MessageKind::Correction, Some(&about), "  ").await;
    let problem = app.send_form(&filling).await.unwrap_err();
    let missing = vec![(Path::of("words"), AnswerProblem::Missing)];
    assert_eq!(problem, SendProblem::NotRight(missing));
    let filling = wrote(
        &app,
        MessageKind::Correction,
        Some(&about),
        "The day is wrong.",
    )
    .await;
    let id = app.send_form(&filling).await.unwrap();
    arrived(&app, &id).await;
    let there = with_us(&trust, &id).await;
    assert_eq!(
        there[0]["about"][0]["reference"],
        format!("ServiceRequest/{piece}")
    );
    assert_eq!(there[0]["category"][0]["coding"][0]["code"], "correction");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_is_answered_once_and_asked_no_more() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = desk::sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let choice = app.view().record.as_ref().unwrap().choices[0].clone();
    let chosen = choice.options.last().unwrap();
    let about = Thing::Piece(choice.options[0].id.clone());
    let name = Companion::writing(MessageKind::Preference, Some(&about));
    let filling = app.open_form(&name).await.unwrap();
    let wish = Path::of("wish");
    let page = filling.session.page_at(&wish).unwrap();
    let options = page.questions()[0].options.clone();
    assert_eq!(
        options.len(),
        choice.options.len() + 2,
        "help, and none of them"
    );
    let of_it = options.iter().find(|o| o.label == chosen.what).unwrap();
    let filling = app
        .answer(&filling, &wish, vec![of_it.value.clone()])
        .await
        .unwrap();
    let id = app.send_form(&filling).await.unwrap();
    let asked = |view: &pathway_companion::app::View| {
        let record = view.record.clone().unwrap();
        record.choices.iter().any(|c| c.id == choice.id)
    };
    assert!(!asked(&app.view()), "it is asked no more while it waits");
    arrived(&app, &id).await;
    let there = with_us(&trust, &id).await;
    assert_eq!(
        there[0]["about"],
        json!([{"reference": format!("ServiceRequest/{}", chosen.id)}])
    );
    assert_eq!(there[0]["payload"][0]["contentString"], chosen.what);
    app.look_now().await;
    until(&app, "the record has it", |view| {
        let record = view.record.as_ref().unwrap();
        record
            .messages
            .iter()
            .any(|m| m.ours.as_deref() == Some(&id))
    })
    .await;
    assert!(!asked(&app.view()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_to_talk_about_stays_here_until_it_is_sent() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = desk::sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let before = trust.of_patient("Communication", AMIRA).await.len();
    let filling = wrote(&app, MessageKind::ForReview, None, "My nights").await;
    let topics = Path::of("topics");
    let page = filling.session.page_at(&topics).unwrap();
    let options = page.questions()[0].options.clone();
    let four: Vec<Value> = options.iter().take(4).map(|o| o.value.clone()).collect();
    let filling = app.answer(&filling, &topics, four.clone()).await.unwrap();
    assert!(app.send_form(&filling).await.is_err(), "three at most");
    let filling = app
        .answer(&filling, &topics, four[..2].to_vec())
        .await
        .unwrap();
    app.look_now().await;
    assert_eq!(trust.of_patient("Communication", AMIRA).await.len(), before);
    let id = app.send_form(&filling).await.unwrap();
    arrived(&app, &id).await;
    let there = with_us(&trust, &id).await;
    assert_eq!(
        there[0]["payload"][0]["contentString"],
        "My goals\nMy medicine\nMy nights"
    );
    assert_eq!(there[0]["category"][0]["coding"][0]["code"], "for-review");
}
