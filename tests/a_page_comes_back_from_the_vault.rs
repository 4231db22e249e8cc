//! The phone ends the app in the background: at the next start the person is on the same page, with every
//! answer and every letter that was accepted, from the vault and from nothing else. (F20)
//!
//! The app runs in a process of its own, is put in the background and killed there (SIGKILL), on each page
//! of two forms in turn. What becomes of the page itself when its WebView dies, `tests/window` shows.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/lives.rs"]
mod lives;
#[path = "support/tally.rs"]
mod tally;

use desk::{PHQ9, Trust, companion, folder, option, sandbox, sign_in};
use lives::{said, say};
use pathway_companion::app::{Companion, Filling};
use pathway_companion::forms::Value as Answer;
use serde_json::json;
use std::path::Path;
use tally::Tally;

const AMIRA: &str = "demo-amira";
const PLAN: &str = "own_staying-safe-plan";

/// A worker: goes to a page, answers there (a letter after the other, where it writes), is put in the
/// background.
fn work(order: &[String]) {
    let [home, base, task, at] = order else {
        panic!("an order has four lines");
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let trust = Trust::at(base.parse().unwrap());
        let app = companion(Path::new(home), &trust).await;
        let presence = app.presence();
        let mut filling = app.open_form(task).await.unwrap();
        show(&filling);
        let page = filling.session.pages()[at.parse::<usize>().unwrap()].clone();
        app.turn_to(&filling, &page.path).await.unwrap();
        let writes = page
            .questions()
            .first()
            .is_some_and(|it| it.item.options.is_empty());
        if writes && !page.path.as_str().is_empty() {
            for letters in ["I", "I ", "I w", "I wa"] {
                let value = vec![Answer::Text(format!("{letters}… {at}"))];
                filling = app.answer(&filling, &page.path, value).await.unwrap();
            }
        } else if !writes {
            let value = option(
                &filling.session,
                &page.path,
                PHQ9[at.parse::<usize>().unwrap() % 4],
            );
            filling = app.answer(&filling, &page.path, vec![value]).await.unwrap();
        }
        say(&format!("left {}", page.path));
        answers("accepted", &filling);
        presence.hidden();
        say("away");
        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    });
}

/// What is on the screen when the form is opened.
fn show(filling: &Filling) {
    answers("opened", filling);
    say(&format!(
        "opened-at {}",
        filling.at.as_ref().map_or("", |it| it.as_str())
    ));
}

fn answers(word: &str, filling: &Filling) {
    for (path, values) in filling.session.answers() {
        say(&format!("{word} {path} {}", json!(values)));
    }
}

async fn phq9(app: &Companion) -> String {
    let record = app.view().record.clone().unwrap();
    let mut forms = record.forms_to_do.iter();
    forms
        .find(|it| it.questionnaire.contains("phq-9"))
        .unwrap()
        .task
        .clone()
}

#[test]
fn killed_in_the_background_the_same_page_comes_back() {
    if let Some(order) = lives::order() {
        return work(&order);
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (data, home) = (folder(), folder());
    let (base, task, _running) = runtime.block_on(async {
        let (running, trust) = sandbox(data.path()).await;
        let app = companion(home.path(), &trust).await;
        sign_in(&app, &trust, AMIRA).await;
        (trust.base.to_string(), phq9(&app).await, running)
    });
    free(home.path());
    let mut all = Tally::default();
    for (task, pages) in [(task.as_str(), 9), (PLAN, 5)] {
        let (mut left, mut accepted) = (String::new(), Vec::new());
        for at in (0..pages).rev() {
            let order = [home.path().to_str().unwrap(), &base, task, &at.to_string()];
            let test = "killed_in_the_background_the_same_page_comes_back";
            let worker = lives::worker(test, &order).spawn().unwrap();
            let lines = lives::kill_after(worker, "away");
            assert!(
                lines.iter().any(|it| it == "away"),
                "{task}, page {at}: {lines:?}"
            );
            // What this life found is what the one before had accepted.
            if at + 1 < pages {
                let lost = said(&lines, "opened ") != accepted;
                let elsewhere = said(&lines, "opened-at") != [left.as_str()];
                all.add(Tally::of_one(lost, false, elsewhere));
            }
            left = said(&lines, "left")[0].to_owned();
            accepted = said(&lines, "accepted")
                .into_iter()
                .map(str::to_owned)
                .collect();
            assert!(!accepted.is_empty());
        }
    }
    all.row(20, "killed-in-the-background");
}

/// The app gives its folder up a moment after it is dropped.
fn free(home: &Path) {
    for _ in 0..600 {
        if pathway_companion::platform::DataFolder::hold(home).is_ok() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the folder was never given up");
}
