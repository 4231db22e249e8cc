//! F1: the app is killed right before its n-th write to a file, for every n until it gets through
//! unharmed; each time it is killed again while it recovers. What was accepted is there.
//! F2: it is killed at each request of a send, before the server hears of it and after the server has
//! done it. The answer is there once, and no draft is left behind.
//!
//! The app runs in a process of its own (this program, started as a worker), with a small library
//! loaded before it that counts its writes (`support/kill_at.c`). `PATHWAY_LONG` tries every n;
//! otherwise every third.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/line.rs"]
mod line;
#[path = "support/lives.rs"]
mod lives;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/tally.rs"]
mod tally;

use desk::{PHQ9, Trust, companion, option};
use line::{Line, PIECES};
use lives::{hear, say};
use pathway_companion::forms::Value as Answer;
use pathway_companion::platform::DataFolder;
use pathway_companion::vault::Shelf;
use proxy::Fault;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Child;
use std::sync::Arc;
use std::time::Duration;
use tally::Tally;

const KILL_AT: &str = "PATHWAY_KILL_AT";

/// What a worker does: opens the form, answers all of it, and hands it over.
fn work(order: &[String]) {
    let [home, base, task] = order else {
        panic!("an order has three lines");
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let trust = Trust::at(base.parse().unwrap());
        let app = companion(Path::new(home), &trust).await;
        let Ok(mut filling) = app.open_form(task).await else {
            say("end");
            return;
        };
        for (number, page) in filling.session.pages().into_iter().enumerate() {
            if page.questions()[0].item.required {
                let code = PHQ9[number % 4];
                let value = option(&filling.session, &page.path, code);
                say(&format!("try {} {code}", page.path));
                filling = app.answer(&filling, &page.path, vec![value]).await.unwrap();
                say(&format!("yes {} {code}", page.path));
            }
        }
        say("send");
        app.send_form(&filling).await.unwrap();
        say("sent");
        if std::env::var_os(KILL_AT).is_none() {
            // Until it is killed, or everything has gone.
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
        say("end");
    });
    // The folder is given up with the process; nothing more is written.
    std::process::exit(0);
}

fn start(
    test: &str,
    home: &Path,
    base: &str,
    task: &str,
    kill_at: Option<(&Path, usize)>,
) -> Child {
    let mut command = lives::worker(test, &[home.to_str().unwrap(), base, task]);
    if let Some((library, at)) = kill_at {
        command
            .env("LD_PRELOAD", library)
            .env(KILL_AT, at.to_string());
    }
    command.spawn().unwrap()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What the vault holds of a task: the answers, and whether they were handed over. None: nothing.
fn held(home: &Path, task: &str) -> Option<(BTreeMap<String, String>, bool)> {
    let shelf = Shelf::open(Arc::new(DataFolder::hold(home).unwrap())).unwrap();
    let vault = shelf.open_current().unwrap().unwrap();
    let mut found = Vec::new();
    if let Some(draft) = vault.draft_of_task(task).unwrap() {
        let answers = vault.answers(&draft.id).unwrap();
        let codes = answers
            .into_iter()
            .filter_map(|(path, values)| match &values[..] {
                [Answer::Coding(coding)] => Some((path.to_string(), coding.code.clone()?)),
                _ => None,
            });
        found.push((codes.collect(), false));
    }
    for item in vault.outbox().unwrap() {
        if item.task.as_deref() == Some(task) {
            let body: serde_json::Value = serde_json::from_str(&item.body).unwrap();
            let mut codes = BTreeMap::new();
            gather(&body["creates"][0]["body"]["item"], &mut codes);
            found.push((codes, true));
        }
    }
    assert!(found.len() <= 1, "it is in two places");
    found.pop()
}

fn gather(items: &serde_json::Value, codes: &mut BTreeMap<String, String>) {
    for item in items.as_array().into_iter().flatten() {
        if let Some(code) = item["answer"][0]["valueCoding"]["code"].as_str() {
            codes.insert(item["linkId"].as_str().unwrap().to_owned(), code.to_owned());
        }
        gather(&item["item"], codes);
    }
}

/// What was accepted and is not there, and what was said of a hand-over and is not so.
fn judge(lines: &[String], held: Option<(BTreeMap<String, String>, bool)>) -> Tally {
    let (codes, handed_over) = held.unwrap_or_default();
    let mut tally = Tally::of_one(false, false, false);
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["yes", place, code] if codes.get(place).map(String::as_str) != Some(code) => {
                tally.lost += 1;
            }
            ["sent"] if !handed_over => tally.lost += 1,
            _ => {}
        }
    }
    tally.wrong += u64::from(handed_over && !lines.iter().any(|it| it == "send"));
    tally
}

#[test]
fn f1_killed_before_every_write() {
    if let Some(order) = lives::order() {
        return work(&order);
    }
    let test = "f1_killed_before_every_write";
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (template, base, task) = runtime.block_on(async {
        let line = Line::start(json!({})).await;
        let task = line.asked().await;
        let template = tempfile::tempdir().unwrap();
        let base = line.proxy.base.to_string();
        let away = line.leave().await;
        copy(away.line().home.path(), template.path());
        (template, base, task)
    });
    drop(runtime);
    let folder = tempfile::tempdir().unwrap();
    let library = lives::library(folder.path(), "kill_at");
    let step = if std::env::var_os("PATHWAY_LONG").is_some() {
        1
    } else {
        3
    };
    let mut all = Tally::default();
    let mut at = 1;
    loop {
        let home = folder.path().join(format!("home-{at}"));
        copy(template.path(), &home);
        let kill_at = |at| Some((library.as_path(), at));
        let (lines, through) = hear(start(test, &home, &base, &task, kill_at(at)));
        let first = held(&home, &task);
        let tally = judge(&lines, first.clone());
        // Once more, while it recovers: the same is there.
        let again = home.with_extension("again");
        copy(&home, &again);
        let (more, _) = hear(start(test, &again, &base, "none", kill_at(1 + at % 5)));
        assert!(!more.iter().any(|line| line.starts_with("yes")));
        assert_eq!(held(&again, &task), first, "killed at {at}, then again");
        assert_eq!(tally, Tally::clean(1), "killed at {at}: {lines:?}");
        all.add(tally);
        for gone in [&home, &again] {
            std::fs::remove_dir_all(gone).unwrap();
        }
        if through {
            break;
        }
        at += step;
    }
    println!("{at} writes until it gets through");
    assert!(at > 30, "it hardly wrote: {at}");
    all.row(1, "every-write");
}

#[test]
fn f2_killed_at_every_request() {
    if let Some(order) = lives::order() {
        return work(&order);
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut all = Tally::default();
    // Pulls without a batch, so that the one POST to the base is the send.
    let ways = [
        (
            json!({"batch": false}),
            vec![("GET", "/fhir/Task/"), ("POST", "/fhir$")],
        ),
        (
            json!({"batch": false, "transaction": false}),
            PIECES.to_vec(),
        ),
    ];
    for (declare, places) in ways {
        for (method, place) in places {
            for before in [true, false] {
                let tally = runtime.block_on(killed_at(declare.clone(), method, place, before));
                assert_eq!(tally, Tally::clean(1), "{method} {place}, before {before}");
                all.add(tally);
            }
        }
    }
    all.row(2, "every-request");
}

async fn killed_at(
    declare: serde_json::Value,
    method: &'static str,
    place: &str,
    before: bool,
) -> Tally {
    let line = Line::start(declare).await;
    let task = line.asked().await;
    let away = line.leave().await;
    let (tell, mut held) = tokio::sync::mpsc::unbounded_channel();
    let fault = match before {
        true => Fault::HoldBefore(tell),
        false => Fault::HoldAfter(tell),
    };
    away.line().proxy.once(method, place, fault);
    let (home, base) = (
        away.line().home.path().to_owned(),
        away.line().proxy.base.to_string(),
    );
    let test = "f2_killed_at_every_request";
    let mut worker = start(test, &home, &base, &task, None);
    let waited = tokio::time::timeout(Duration::from_secs(60), held.recv()).await;
    let go_on = waited.expect("the request comes").unwrap();
    worker.kill().unwrap();
    worker.wait().unwrap();
    go_on.send(()).ok();
    // Where the request was on its way, it arrives although nobody waits for it any more.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let line = away.come_back().await;
    line.until("what was handed over is there", |view| {
        !view.outgoing.is_empty()
    })
    .await;
    let id = line.app.view().outgoing[0].id.clone();
    let elsewhere = line.sent("after a kill", &id).await;
    let open = line.app.open_form(&task).await;
    assert!(open.is_err(), "it is asked for again");
    line.count_of(&id, &task, elsewhere).await
}
