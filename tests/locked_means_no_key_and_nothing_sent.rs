//! Locked: nothing of the person is in the view, nothing is sent, and unlocking leads back to where they
//! were, with every answer. Away too long is locked; a start with a passcode is locked.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;

use desk::{companion, folder, option, sandbox, sign_in, until};
use pathway_companion::app::{
    Companion, Filling, GuardProblem, LockAfter, Locked, OutgoingState, Preferences, Stage,
};
use std::time::Duration;

const AMIRA: &str = "demo-amira";
const PASSCODE: &str = "kestrel over 4 hills";

fn locked(app: &Companion) -> Option<Locked> {
    match app.view().stage {
        Stage::Locked(locked) => Some(locked),
        _ => None,
    }
}

/// Answers every question of the first form that is asked of Amira, with its first option.
async fn fill(app: &Companion) -> Filling {
    let forms = app.view().record.as_ref().unwrap().forms_to_do.clone();
    let phq = forms
        .iter()
        .find(|form| form.questionnaire.contains("phq-9"))
        .unwrap();
    let mut filling = app.open_form(&phq.task).await.unwrap();
    for _ in 0..40 {
        let page = filling.session.pages().into_iter().find(|page| {
            !page.questions()[0].item.options.is_empty()
                && !filling.session.answers().contains_key(&page.path)
        });
        let Some(page) = page else { break };
        let value = option(&filling.session, &page.path, desk::PHQ9[0]);
        filling = app.answer(&filling, &page.path, vec![value]).await.unwrap();
    }
    filling
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_vault_shows_nothing_sends_nothing_and_comes_back_as_it_was() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    // Without a passcode there is nothing to lock with.
    app.lock().await;
    assert_eq!(app.view().stage, Stage::Open);

    let filling = fill(&app).await;
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();
    assert!(app.view().guard.passcode);
    let common = app
        .set_passcode(Some(PASSCODE.into()), Some("123456".into()))
        .await;
    assert!(matches!(common, Err(GuardProblem::Refused(_))));

    // The trust is unwell: the answer waits.
    trust
        .control(serde_json::json!({"fault": "status", "status": 503, "times": 0}))
        .await;
    app.send_form(&filling).await.unwrap();
    until(&app, "it waits", |view| {
        matches!(
            view.outgoing.first().map(|it| &it.state),
            Some(OutgoingState::Waiting(_))
        )
    })
    .await;
    app.lock().await;
    let view = app.view();
    assert_eq!(
        locked(&app).map(|it| (it.waiting, it.tries_left)),
        Some((1, 10))
    );
    assert!(view.record.is_none() && view.outgoing.is_empty() && view.drafts.is_empty());
    assert!(app.open_form(&filling.task).await.is_err());
    // A database that is closed leaves no journal, and no mark that there is one.
    let names = std::fs::read_dir(home.path()).unwrap();
    let left: Vec<String> = names
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .filter(|it| it.ends_with("-wal") || it.ends_with(".open"))
        .collect();
    assert!(left.is_empty(), "it is not closed: {left:?}");

    // The trust is well again, and hears nothing from a locked app.
    trust.control(serde_json::json!({"clear": true})).await;
    let before = trust.counts().await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(
        trust.counts().await,
        before,
        "a locked app talked to the trust"
    );

    assert!(matches!(
        app.unlock("not this one".into()).await,
        Err(GuardProblem::Wrong {
            left: 9,
            minutes: 0
        })
    ));
    assert_eq!(locked(&app).unwrap().tries_left, 9);
    app.unlock(PASSCODE.into()).await.unwrap();
    assert_eq!(app.view().stage, Stage::Open);
    app.look_now().await;
    until(&app, "it was sent after unlocking", |view| {
        matches!(
            view.outgoing.first().map(|it| &it.state),
            Some(OutgoingState::Sent { .. })
        )
    })
    .await;
    let sent = trust.of_patient("QuestionnaireResponse", AMIRA).await;
    let ours = sent
        .iter()
        .filter(|it| it["identifier"]["value"] == filling.draft.as_str());
    assert_eq!(ours.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_is_locked_and_the_half_filled_form_is_at_its_place() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let filling = fill(&app).await;
    let place = filling.session.pages()[1].path.clone();
    app.turn_to(&filling, &place).await.unwrap();
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();
    drop(app);

    let app = companion(home.path(), &trust).await;
    assert!(locked(&app).is_some());
    assert!(app.view().record.is_none());
    app.unlock(PASSCODE.into()).await.unwrap();
    let again = app.open_form(&filling.task).await.unwrap();
    assert_eq!(again.at, Some(place));
    assert_eq!(again.session.answers(), filling.session.answers());
}

#[tokio::test(flavor = "multi_thread")]
async fn away_too_long_is_locked_and_one_page_that_is_seen_keeps_it_open() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();
    let (first, second) = (app.presence(), app.presence());
    // Two minutes are not over at once.
    first.hidden();
    second.hidden();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(app.view().stage, Stage::Open);
    first.shown();
    second.shown();
    let at_once = Preferences {
        lock_after: LockAfter::AtOnce,
        ..app.view().preferences
    };
    app.set_preferences(at_once).await.unwrap();
    first.hidden();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(
        app.view().stage,
        Stage::Open,
        "the other page is still seen"
    );
    drop(second);
    until(
        &app,
        "it is locked",
        |view| matches!(view.stage, Stage::Locked(it) if it.tries_left == 10),
    )
    .await;
    first.shown();
    assert!(locked(&app).is_some());
    app.unlock(PASSCODE.into()).await.unwrap();
    // A phone that slept runs no timer: the events of a phone, with the time over when it comes back.
    app.went_away();
    app.came_back();
    until(&app, "it is locked", |view| {
        matches!(view.stage, Stage::Locked(_))
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_recovery_code_opens_what_the_passcode_does_not() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();
    let words = app.make_recovery_code(Some(PASSCODE.into())).await.unwrap();
    app.lock().await;
    assert!(locked(&app).unwrap().recovery);
    assert!(matches!(
        app.recover("one two three".into()).await,
        Err(GuardProblem::NoCode(_))
    ));
    app.recover(words.to_string()).await.unwrap();
    assert_eq!(app.view().stage, Stage::Open);
    let guard = app.view().guard;
    assert!(!guard.passcode && guard.recovery);
}
