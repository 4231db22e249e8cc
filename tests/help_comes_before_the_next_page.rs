//! After an answer that shows risk the page with help stands before the next one, whichever way somebody leaves the
//! question; the answer is kept before it, and one can carry on. Nobody answers for somebody else. A hand presses what
//! stands on the pages of the real app, with a real vault below.

#![cfg(feature = "sandbox")]
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/hand.rs"]
mod hand;

use desk::{Trust, companion, folder, sandbox, sign_in};
use hand::Hand;
use pathway_companion::app::Companion;
use pathway_companion::forms::{Path, Value};
use pathway_companion::sandbox::Running;
use pathway_companion::ui::Clock;
use tempfile::TempDir;

const TASK: &str = "demo-amira-task-phq-9";
/// The question about harm is the last of nine.
const NINTH: &str = "phq9-q9";

struct Here {
    app: Companion,
    _trust: Trust,
    _running: Running,
    _folders: (TempDir, TempDir),
}

async fn amira() -> Here {
    let (data, home) = (folder(), folder());
    let (running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, "demo-amira").await;
    Here {
        app,
        _trust: trust,
        _running: running,
        _folders: (data, home),
    }
}

/// What the vault has of the question about harm.
async fn kept(app: &Companion) -> Option<String> {
    let filling = app.open_form(TASK).await.unwrap();
    let found = filling.session.answer_at(&Path::of(NINTH)).first().cloned();
    match found {
        Some(Value::Coding(coding)) => coding.display.or(coding.code),
        _ => None,
    }
}

fn at_the_ninth(app: &Companion) -> Hand {
    let place = format!("/form/{TASK}/at/{NINTH}");
    Hand::at(app, &place, Clock::of_this_phone())
}

fn has_help(page: &str) {
    for words in ["999", "111", "Samaritans"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_on_meets_help_first_with_the_answer_kept() {
    let here = amira().await;
    let mut hand = at_the_ninth(&here.app);
    hand.choose("Several days").await;
    hand.press("Continue").await;
    hand.until("help stands there", |hand| hand.place().contains("/pause/"))
        .await;
    hand.sees("You can get help now").await;
    has_help(&hand.text());
    assert_eq!(kept(&here.app).await.as_deref(), Some("Several days"));
    hand.press("Carry on").await;
    hand.until("it goes on", |hand| {
        !hand.place().contains("/pause/") && !hand.text().contains("You can get help now")
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stops_there_meets_help_first_too() {
    let here = amira().await;
    let mut hand = at_the_ninth(&here.app);
    hand.choose("Nearly every day").await;
    hand.press("Stop here, keep my place").await;
    hand.sees("You can get help now").await;
    has_help(&hand.text());
    assert_eq!(kept(&here.app).await.as_deref(), Some("Nearly every day"));
    hand.press("Stop here, keep my place").await;
    hand.until("it stops", |hand| hand.place() == format!("/form/{TASK}"))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_shows_none_goes_straight_on() {
    let here = amira().await;
    let mut hand = at_the_ninth(&here.app);
    hand.choose("Not at all").await;
    hand.press("Continue").await;
    hand.until("the next page", |hand| !hand.place().ends_with(NINTH))
        .await;
    assert!(!hand.place().contains("/pause/"), "{}", hand.place());
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_else_cannot_answer_for_the_person_and_is_told_why() {
    let here = amira().await;
    let mut hand = Hand::at(&here.app, &format!("/form/{TASK}"), Clock::of_this_phone());
    hand.until("it can begin", |hand| hand.can_press("Start"))
        .await;
    hand.choose("Someone answers for me").await;
    hand.sees("only you can say that").await;
    let begins = |hand: &Hand| hand.can_press("Start");
    assert!(!begins(&hand), "it does not begin");
    // Coming back another time does not undo it.
    drop(hand);
    let mut hand = Hand::at(&here.app, &format!("/form/{TASK}"), Clock::of_this_phone());
    hand.sees("only you can say that").await;
    assert!(!begins(&hand), "it does not begin the next time either");
    hand.choose("I type this myself").await;
    hand.until("it can begin again", begins).await;
}
