//! A draft opens with the form in which it was begun. A newer one is said, chosen by the person and never
//! forced; the answers to the earlier one stay until they are sent or given up.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;

use desk::{PHQ9, Trust, companion, folder, option, sandbox, sign_in, until};
use pathway_companion::app::{Companion, Filling, OutgoingState, Purpose};
use serde_json::{Value, json};

const AMIRA: &str = "demo-amira";
const TASK: &str = "demo-amira-task-phq-9";

/// Answers the first question.
async fn begin(app: &Companion, code: &str) -> Filling {
    let filling = app.open_form(TASK).await.unwrap();
    let at = filling.session.pages()[0].path.clone();
    let value = option(&filling.session, &at, code);
    app.answer(&filling, &at, vec![value]).await.unwrap()
}

fn first_code(filling: &Filling) -> Option<String> {
    let at = filling.session.pages()[0].path.clone();
    match filling.session.answer_at(&at) {
        [pathway_companion::forms::Value::Coding(it)] => it.code.clone(),
        _ => None,
    }
}

/// The trust asks with a new version of the form.
async fn new_version(trust: &Trust, app: &Companion) {
    let forms = trust.resources("Questionnaire").await;
    let mut form = forms.into_iter().find(|it| it["id"] == "phq-9").unwrap();
    form["id"] = json!("phq-9-2");
    form["version"] = json!("2.0.0");
    form["title"] = json!("Questions about your mood, anew");
    trust.put(form).await;
    let tasks = trust.of_patient("Task", AMIRA).await;
    let mut task = tasks.into_iter().find(|it| it["id"] == TASK).unwrap();
    let canonical = task["input"][0]["valueCanonical"].as_str().unwrap();
    task["input"][0]["valueCanonical"] = json!(canonical.replace("|1.0.0", "|2.0.0"));
    trust.put(task).await;
    app.look_now().await;
    until(app, "the new version is known", |view| {
        let forms = view.record.iter().flat_map(|it| it.forms_to_do.iter());
        forms.clone().any(|it| {
            it.task == TASK && it.questionnaire.ends_with("|2.0.0") && it.questions.is_some()
        })
    })
    .await;
}

async fn fill_and_send(app: &Companion, filling: Filling) -> String {
    let mut filling = filling;
    for path in filling.session.missing() {
        let page = filling.session.page_at(&path).unwrap();
        let value = page.questions()[0].item.options[0].value.clone();
        filling = app.answer(&filling, &path, vec![value]).await.unwrap();
    }
    app.send_form(&filling).await.unwrap()
}

async fn arrived(app: &Companion, id: &str) {
    until(app, "it has arrived", |view| {
        let mut all = view.outgoing.iter();
        all.any(|it| it.id == id && matches!(it.state, OutgoingState::Sent { .. }))
    })
    .await;
}

async fn on_server(trust: &Trust, id: &str) -> Value {
    let all = trust.of_patient("QuestionnaireResponse", AMIRA).await;
    let mut ours = all.into_iter().filter(|it| it["identifier"]["value"] == id);
    let one = ours.next().unwrap();
    assert!(ours.next().is_none(), "twice on the server");
    one
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_is_chosen_never_forced() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    begin(&app, PHQ9[2]).await;
    assert!(!app.open_form(TASK).await.unwrap().about.changed);
    new_version(&trust, &app).await;

    // It opens with its own version, says that there is another, and can go on.
    let old = app.open_form(TASK).await.unwrap();
    assert!(old.about.changed);
    assert_eq!(old.form.version.as_deref(), Some("1.0.0"));
    assert_eq!(first_code(&old).as_deref(), Some(PHQ9[2]));
    assert!(old.begun.is_some() && old.about.touched >= old.begun);

    // Chosen, the new one begins; twice chosen, it begins once. The old one stays.
    let (one, two) = tokio::join!(app.begin_new_version(&old), app.begin_new_version(&old));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.draft, two.draft);
    assert_eq!(one.form.version.as_deref(), Some("2.0.0"));
    assert_eq!(first_code(&one), None);
    let drafts = app.view().drafts.clone();
    assert_eq!(drafts.len(), 2);
    let aside = drafts
        .iter()
        .find(|it| it.purpose == Purpose::Earlier)
        .unwrap();
    let kept = app.open_form(&aside.task).await.unwrap();
    assert_eq!(kept.draft, old.draft);
    assert_eq!(first_code(&kept).as_deref(), Some(PHQ9[2]));

    let id = fill_and_send(&app, one).await;
    arrived(&app, &id).await;
    let response = on_server(&trust, &id).await;
    assert!(
        response["questionnaire"]
            .as_str()
            .unwrap()
            .ends_with("|2.0.0")
    );
    // What was written in the earlier one is still there; only the person takes it away.
    let kept = app.open_form(&aside.task).await.unwrap();
    assert_eq!(first_code(&kept).as_deref(), Some(PHQ9[2]));
    app.give_up(&kept).await.unwrap();
    assert!(app.view().drafts.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn going_on_with_yours_sends_the_version_it_was_begun_in() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    begin(&app, PHQ9[1]).await;
    new_version(&trust, &app).await;
    let old = app.open_form(TASK).await.unwrap();
    let id = fill_and_send(&app, old).await;
    arrived(&app, &id).await;
    let response = on_server(&trust, &id).await;
    assert!(
        response["questionnaire"]
            .as_str()
            .unwrap()
            .ends_with("|1.0.0")
    );
    let authored = response["authored"].as_str().unwrap();
    assert!(
        authored.ends_with('Z') || authored.contains('+'),
        "it has an offset: {authored}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_a_withdrawn_form_can_be_read_and_given_up() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    begin(&app, PHQ9[3]).await;
    trust.delete("Task", TASK).await;
    trust.delete("Questionnaire", "phq-9").await;
    app.look_now().await;
    until(&app, "the request is gone", |view| {
        let mut forms = view.record.iter().flat_map(|it| it.forms_to_do.iter());
        forms.all(|it| it.task != TASK)
    })
    .await;
    let filling = app.open_form(TASK).await.unwrap();
    assert!(filling.withdrawn && !filling.about.changed);
    assert_eq!(first_code(&filling).as_deref(), Some(PHQ9[3]));
    app.give_up(&filling).await.unwrap();
    assert!(app.open_form(TASK).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn opened_twice_it_is_one_draft_and_both_see_everything() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let one = app.open_form(TASK).await.unwrap();
    let two = app.open_form(TASK).await.unwrap();
    assert_ne!(one.draft, two.draft, "neither is kept yet");
    let pages = one.session.pages();
    let (first, second) = (pages[0].path.clone(), pages[1].path.clone());
    let a = option(&one.session, &first, PHQ9[1]);
    let b = option(&two.session, &second, PHQ9[2]);
    let (a, b) = tokio::join!(
        app.answer(&one, &first, vec![a]),
        app.answer(&two, &second, vec![b])
    );
    let (a, b) = (a.unwrap(), b.unwrap());
    assert_eq!(a.draft, b.draft);
    let both = app.open_form(TASK).await.unwrap();
    assert_eq!(both.session.answered_count(), 2);
    app.look_now().await;
    until(&app, "there is one draft", |view| view.drafts.len() == 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_survives_a_start_before_the_next_page() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let begun = begin(&app, PHQ9[2]).await;
    drop(app);
    let again = companion(home.path(), &trust).await;
    let filling = again.open_form(TASK).await.unwrap();
    assert_eq!(filling.draft, begun.draft);
    assert_eq!(first_code(&filling).as_deref(), Some(PHQ9[2]));
    assert!(filling.begun.is_some() && filling.about.touched.is_some());
}
