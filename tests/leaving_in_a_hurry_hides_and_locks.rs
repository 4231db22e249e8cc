//! *Hide this page*: the date shows at once and nothing of care behind it, under either hat; where there is a passcode
//! the vault is closed with it, what was being written is on the disk, and only the passcode opens it again. Where
//! there is none, the page is hidden and nothing is locked, which is what the words beside it say.

#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/carer.rs"]
mod carer;
#[path = "support/desk.rs"]
mod desk;
mod support;
#[path = "support/vaults.rs"]
mod vaults;

use carer::{NOOR, PARK, PASSCODE, rating, sign_in_as};
use desk::{companion, folder, sandbox, sign_in, until};
use pathway_companion::app::{Companion, GuardProblem, Stage, View, telling};
use pathway_companion::care::MessageKind;
use pathway_companion::forms::Value as Answer;
use std::path::Path;
use support::{draw, text_of};

/// What is on the screen.
fn screen(app: &Companion, at: &str) -> String {
    text_of(&draw(at, View::clone(&app.view())))
}

/// Nothing of anybody is drawn, whatever the address, and help is there.
fn shows_the_date_alone(app: &Companion) {
    for at in [
        "/",
        "/you/sharing",
        "/goals",
        "/following",
        "/following/tell",
    ] {
        let text = screen(app, at);
        assert!(
            text.contains("Open") && text.contains("Help now"),
            "{at}: {text}"
        );
        for word in [
            "Amira",
            "Noor",
            "park",
            "passcode",
            "Sharing",
            "sister",
            "Following",
        ] {
            assert!(!text.contains(word), "{at} says {word}: {text}");
        }
    }
}

/// The vault is closed: no journal, and no mark that it is open.
fn is_closed(home: &Path) -> bool {
    let names = std::fs::read_dir(home).unwrap();
    let mut names = names.map(|it| it.unwrap().file_name().into_string().unwrap());
    !names.any(|it| it.ends_with("-wal") || it.ends_with(".open"))
}

/// Nothing of the person or of the carer is left in what screens read.
fn holds_nothing(view: &View) -> bool {
    let record = view.record.is_none() && view.own_plan.is_none() && view.following.is_none();
    record && view.outgoing.is_empty() && view.drafts.is_empty() && view.wearing.is_none()
}

async fn writes(app: &Companion) -> String {
    let name = Companion::writing(MessageKind::Question, None);
    let filling = app.open_form(&name).await.unwrap();
    let page = filling.session.pages()[0].path.clone();
    let words = vec![Answer::Text("may I stop sharing".into())];
    app.answer(&filling, &page, words).await.unwrap();
    name
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_passcode_it_is_locked_until_the_passcode_is_given() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, "demo-amira").await;
    let draft = writes(&app).await;
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();
    assert!(screen(&app, "/you/sharing").contains("Noor"));
    assert!(!is_closed(home.path()));

    app.hide_and_lock().await;
    let view = app.view();
    assert!(matches!(view.stage, Stage::Locked(_)), "{:?}", view.stage);
    assert!(view.left && holds_nothing(&view));
    assert!(is_closed(home.path()), "the database is closed");
    shows_the_date_alone(&app);
    assert!(app.open_form(&draft).await.is_err(), "nothing can be read");
    let before = trust.counts().await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(trust.counts().await, before, "and nothing is fetched");

    // Back: the lock page, and no way round the passcode.
    app.open_again();
    let text = screen(&app, "/you/sharing");
    assert!(
        text.contains("passcode") && !text.contains("Noor"),
        "{text}"
    );
    let wrong = app.unlock("another 1234 words".into()).await;
    assert!(matches!(wrong, Err(GuardProblem::Wrong { .. })));
    assert!(holds_nothing(&app.view()));
    app.unlock(PASSCODE.into()).await.unwrap();
    until(&app, "it is as it was", |view| view.record.is_some()).await;
    let again = app.open_form(&draft).await.unwrap();
    assert_eq!(again.session.answers().len(), 1, "what was typed is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_passcode_it_is_hidden_and_stays_open_behind_it() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, "demo-amira").await;
    let you = screen(&app, "/you");
    assert!(
        you.contains("It locks the app if you have a passcode."),
        "{you}"
    );

    app.hide_and_lock().await;
    assert_eq!(app.view().stage, Stage::Open);
    assert!(app.view().left);
    shows_the_date_alone(&app);
    app.open_again();
    assert!(screen(&app, "/you/sharing").contains("Noor"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_carer_can_leave_in_a_hurry_too() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in_as(&app, &trust, NOOR).await;
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();
    rating(&app, PARK, "she does not know that I wrote this")
        .await
        .unwrap();
    let goal = format!("/following/goal/{PARK}");
    // At an address that is not a carer's stands what is shared with them.
    for at in ["/following", &goal, "/following/tell", "/you", "/care"] {
        assert!(screen(&app, at).contains("Hide this page"), "{at}");
    }

    app.hide_and_lock().await;
    assert!(matches!(app.view().stage, Stage::Locked(_)));
    assert!(holds_nothing(&app.view()) && is_closed(home.path()));
    shows_the_date_alone(&app);
    assert!(app.open_form(&telling()).await.is_err());
    app.open_again();
    assert!(!screen(&app, "/following").contains("Amira"));
    app.unlock(PASSCODE.into()).await.unwrap();
    until(&app, "what is shared is there", |view| {
        let shown = view.following.as_ref().map(|it| it.shown.clone());
        shown.is_some_and(|it| !it.goals.is_empty())
    })
    .await;
    assert!(screen(&app, "/following").contains("Amira"));
}
