//! A person may be looked after and look after somebody on one phone. No record, draft, token, setting or notice crosses
//! from one hat to the other; one vault is open at a time, and which hat is worn is always known.

#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/carer.rs"]
mod carer;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/lock_screen.rs"]
mod lock_screen;
#[path = "support/vaults.rs"]
mod vaults;

use carer::{
    AMIRA, NOOR, PARK, PASSCODE, all_in, amira_changes, looked, rating, setting, sign_in_as, tell,
    vault_of, vaults_in,
};
use desk::{Trust, companion, folder, sandbox, sign_in, until};
use lock_screen::{LockScreen, companion_on};
use pathway_companion::app::{AlsoHere, Companion, Stage, Wearing};
use pathway_companion::care::MessageKind;
use pathway_companion::forms::Value as Answer;
use pathway_companion::vault::{Hat, Owner};
use std::time::Duration;

/// Daniel sees his own care, and on the same phone supports Amira as Noor does.
const DANIEL: &str = "demo-daniel";

async fn ask(app: &Companion, words: &str) {
    let name = Companion::writing(MessageKind::Question, None);
    let filling = app.open_form(&name).await.unwrap();
    let page = filling.session.pages()[0].path.clone();
    let words = vec![Answer::Text(words.to_owned())];
    app.answer(&filling, &page, words).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_vaults_one_open_at_a_time_and_nothing_crosses() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, DANIEL).await;
    assert_eq!(app.view().wearing, Some(Wearing::Own));
    assert!(app.view().also_here.is_empty());
    ask(&app, "a question of Daniels own").await;
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();

    // The other hat, through its own door, beside the vault that is open.
    sign_in_as(&app, &trust, NOOR).await;
    let view = app.view();
    assert_eq!(view.wearing, Some(Wearing::Carer));
    let own = AlsoHere {
        place: 0,
        hat: Wearing::Own,
    };
    assert_eq!(view.also_here, [own]);
    assert!(view.record.is_none() && view.drafts.is_empty() && view.own_plan.is_none());
    assert!(!view.guard.passcode, "its own lock, and none is set yet");
    rating(&app, PARK, "a note of the carer").await.unwrap();
    tell(&app, "told as a carer").await;

    let hats = vaults_in(home.path());
    assert_eq!(hats.len(), 2);
    let (person, other) = (
        vault_of(home.path(), "person"),
        vault_of(home.path(), "carer"),
    );
    let list = std::fs::read_to_string(home.path().join("vaults.json")).unwrap();
    for name in ["Daniel", "Amira", "Noor", DANIEL, NOOR] {
        assert!(!list.contains(name), "{name}");
    }
    let carers = all_in(home.path(), &other);
    for words in [
        "Daniel",
        DANIEL,
        "a question of Daniels own",
        "own_",
        "say_question",
    ] {
        assert!(!carers.contains(words), "{words}");
    }

    // Back to the own: its passcode is asked, and nothing of the carer's is in the view meanwhile.
    app.put_on(0).await.unwrap();
    let view = app.view();
    assert!(matches!(view.stage, Stage::Locked(_)), "{:?}", view.stage);
    assert!(view.following.is_none() && view.outgoing.is_empty());
    assert_eq!(view.also_here[0].hat, Wearing::Carer);
    app.unlock(PASSCODE.into()).await.unwrap();
    until(&app, "the record is there", |view| view.record.is_some()).await;
    let view = app.view();
    assert_eq!(view.wearing, Some(Wearing::Own));
    assert!(view.following.is_none());
    assert!(
        !view
            .outgoing
            .iter()
            .any(|it| it.message.is_none() && it.title.is_none())
    );
    assert_eq!(view.drafts.len(), 1, "the question that was begun");
    let persons = all_in(home.path(), &person);
    for words in [
        "Amira",
        AMIRA,
        NOOR,
        "a note of the carer",
        "told as a carer",
        "seen_",
        "tell_team",
    ] {
        assert!(!persons.contains(words), "{words}");
    }

    // Tokens: each vault has its own, and neither has the other's.
    let token = |id: &str| {
        let text = setting(home.path(), id, "tokens").unwrap();
        let tokens: serde_json::Value = serde_json::from_str(&text).unwrap();
        tokens
    };
    let (mine, theirs) = (token(&person), token(&other));
    for name in ["access", "refresh", "scope", "patient", "subject"] {
        assert_ne!(mine[name], theirs[name], "{name}");
        let secret = theirs[name].as_str().unwrap();
        assert!(!persons.contains(secret), "{name}");
        assert!(!carers.contains(mine[name].as_str().unwrap()), "{name}");
    }
    assert!(mine["carer"].is_null() && theirs["carer"] == NOOR);

    // Taking one off leaves the other.
    app.put_on(1).await.unwrap();
    until(&app, "what is shared is there", |view| {
        view.following.is_some()
    })
    .await;
    app.sign_out_and_wipe().await.unwrap();
    assert_eq!(vaults_in(home.path()).len(), 1);
    let left = vault_of(home.path(), "person");
    assert_eq!(left, person);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_carer_may_follow_several_people_each_in_a_vault_of_its_own() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in_as(&app, &trust, NOOR).await;
    sign_in_as(&app, &trust, "demo-mark").await;
    until(&app, "Joan's are shown", |view| {
        let following = view.following.as_ref();
        following.is_some_and(|it| it.shown.team.is_some() && !it.shown.pieces.is_empty())
    })
    .await;
    let ids = vaults_in(home.path());
    assert_eq!(ids.len(), 2);
    let (first, second) = (
        all_in(home.path(), &ids[0].0),
        all_in(home.path(), &ids[1].0),
    );
    assert!(first.contains("demo-amira") && !first.contains("demo-joan"));
    assert!(second.contains("demo-joan") && !second.contains("demo-amira"));
    app.put_on(0).await.unwrap();
    until(&app, "Amira's is shown", |view| {
        let following = view.following.as_ref();
        following.is_some_and(|it| it.whom.as_deref().is_some_and(|it| it.starts_with("Amira")))
    })
    .await;
}

#[test]
fn whatever_a_sign_in_says_no_vault_opens_under_another_hat() {
    let phone = vaults::Phone::new();
    let shelf = phone.shelf();
    let owner = Owner {
        trust: "demo".into(),
        subject: "one and the same".into(),
        patient: "a".into(),
    };
    let own = shelf.open_or_make(&owner, Hat::Person).unwrap();
    own.keep_setting("mine", Some("yes")).unwrap();
    let theirs = shelf.open_or_make(&owner, Hat::Carer).unwrap();
    assert_ne!(own.id(), theirs.id());
    assert_eq!(theirs.setting("mine").unwrap(), None);
    assert_eq!(shelf.hat(own.id()), Some(Hat::Person));
    assert_eq!(shelf.hats().len(), 2);
}

/// Daniel's team asks for one more form.
async fn asks_daniel(trust: &Trust, name: &str) {
    let tasks = trust.of_patient("Task", DANIEL).await;
    let mut task = tasks.into_iter().next().unwrap();
    task["id"] = name.into();
    task.as_object_mut().unwrap().remove("meta");
    trust.put(task).await;
}

/// The app has heard of it.
async fn hears_of(app: &Companion, name: &str) {
    app.look_now().await;
    until(app, "the form is asked for", |view| {
        let record = view.record.as_ref();
        record.is_some_and(|it| it.forms_to_do.iter().any(|form| form.task == name))
    })
    .await;
}

const TO_DO: &str = "You have something to do.";

#[tokio::test(flavor = "multi_thread")]
async fn no_notice_of_one_hat_is_shown_or_held_back_under_the_other() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let screen = LockScreen::at_noon();
    let app = companion_on(&screen, home.path(), &trust).await;
    sign_in(&app, &trust, DANIEL).await;
    app.set_notices(true).await.unwrap();
    // Nobody looks at the app in this test: whatever may be told is told.
    asks_daniel(&trust, "one-more").await;
    hears_of(&app, "one-more").await;
    screen.until(&[TO_DO]).await;

    // Another hat is put on: the line of the first goes, and nothing of what comes to a carer is told.
    sign_in_as(&app, &trust, NOOR).await;
    assert!(screen.lines().is_empty(), "{:?}", screen.lines());
    amira_changes(&trust, |it| {
        let until = "2099-01-01";
        it["provision"]["provision"][0]["period"]["end"] = until.into();
    })
    .await;
    app.look_now().await;
    until(&app, "more is shared", |view| {
        let shown = view.following.as_ref().map(|it| it.shown.clone());
        shown.is_some_and(|it| it.goals[0].until.to_string() == "2099-01-01")
    })
    .await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(screen.ever(), 1, "a carer is told nothing");

    // Back: that a line was shown before holds nothing back.
    app.put_on(0).await.unwrap();
    asks_daniel(&trust, "and-another").await;
    hears_of(&app, "and-another").await;
    screen.until(&[TO_DO]).await;

    // What waits for the morning under one hat is not told under the other.
    app.put_on(1).await.unwrap();
    app.put_on(0).await.unwrap();
    assert!(screen.lines().is_empty());
    screen.set_hour(23);
    asks_daniel(&trust, "at-night").await;
    hears_of(&app, "at-night").await;
    app.put_on(1).await.unwrap();
    screen.set_hour(9);
    app.look_now().await;
    looked(&app).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(screen.lines().is_empty(), "{:?}", screen.lines());
    assert_eq!(screen.ever(), 2);
}
