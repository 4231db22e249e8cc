//! Two taps at once, two processes on one vault, two openings of one form, and looking for news while
//! somebody answers: one answer arrives, once, and nothing that was said is lost. (F17)

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

use desk::{PHQ9, Trust, option};
use line::Line;
use lives::{said, say};
use pathway_companion::app::{Companion, Setup, StartProblem, TrustSource, WayBack};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tally::Tally;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn taps_at_once_send_one() {
    let mut all = Tally::default();
    for declare in [json!({}), json!({"transaction": false})] {
        let line = Line::start(declare).await;
        for taps in [2, 2, 8] {
            let filling = line.filled(taps % 4).await;
            let tapped = (0..taps).map(|_| {
                let (app, filling) = (line.app.clone(), filling.clone());
                tokio::spawn(async move { app.send_form(&filling).await })
            });
            let mut ids = Vec::new();
            for tap in tapped.collect::<Vec<_>>() {
                ids.push(tap.await.unwrap().unwrap());
            }
            ids.dedup();
            assert_eq!(ids.len(), 1, "each tap is told of the same answer");
            let elsewhere = line.sent("taps at once", &ids[0]).await;
            all.add(line.count(&filling, elsewhere).await);
        }
    }
    all.row(17, "taps");
}

/// A second process: it must not come in.
fn knock(order: &[String]) {
    let [home, base] = order else {
        panic!("an order has two lines");
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let started = runtime.block_on(Companion::start(Setup {
        folder: home.into(),
        source: TrustSource::Address(format!("{base}trust.json").parse().unwrap()),
        way_back: WayBack::Loopback("http://127.0.0.1:9/callback".parse().unwrap()),
    }));
    say(match started {
        Err(StartProblem::Folder(_)) => "shut",
        Err(_) => "odd",
        Ok(_) => "open",
    });
    lives::end();
}

#[test]
fn a_second_process_is_not_let_in_and_the_first_goes_on() {
    if let Some(order) = lives::order() {
        return knock(&order);
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let line = Line::start(json!({})).await;
        let mut all = Tally::default();
        let task = line.asked().await;
        let mut filling = line.app.open_form(&task).await.unwrap();
        let pages = filling.session.pages();
        for (number, page) in pages.iter().take(5).enumerate() {
            let home = line.home.path().to_str().unwrap().to_owned();
            let test = "a_second_process_is_not_let_in_and_the_first_goes_on";
            let mut worker = lives::worker(test, &[&home, line.proxy.base.as_str()]);
            let worker = worker.spawn().unwrap();
            // Meanwhile the first one writes.
            let value = option(&filling.session, &page.path, PHQ9[number % 4]);
            filling = line
                .app
                .answer(&filling, &page.path, vec![value])
                .await
                .unwrap();
            let (lines, _) = tokio::task::spawn_blocking(|| lives::hear(worker))
                .await
                .unwrap();
            let shut = said(&lines, "shut").len() == 1;
            let kept = line.app.open_form(&task).await.unwrap();
            let lost = kept.session.answers() != filling.session.answers();
            all.add(Tally::of_one(lost, false, !shut));
        }
        all.row(17, "processes");
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_form_open_twice_keeps_what_both_say() {
    let line = Line::start(json!({})).await;
    let mut all = Tally::default();
    for round in 0..6 {
        let task = line.asked().await;
        let opened = line.app.open_form(&task).await.unwrap();
        let pages = opened.session.pages();
        let half = |even: bool| {
            let (app, task) = (line.app.clone(), task.clone());
            let mine = pages
                .clone()
                .into_iter()
                .enumerate()
                .filter(move |(at, _)| (at % 2 == 0) == even);
            tokio::spawn(async move {
                let mut filling = app.open_form(&task).await.unwrap();
                for (at, page) in mine {
                    if page.questions()[0].item.required {
                        let value = option(&filling.session, &page.path, PHQ9[(at + round) % 4]);
                        filling = app.answer(&filling, &page.path, vec![value]).await.unwrap();
                    }
                }
            })
        };
        let (one, other) = tokio::join!(half(true), half(false));
        one.unwrap();
        other.unwrap();
        let kept = line.app.open_form(&task).await.unwrap();
        let missing = pages.iter().enumerate().filter(|(at, page)| {
            let wanted = PHQ9[(at + round) % 4];
            page.questions()[0].item.required
                && kept.session.answer_at(&page.path) != [option(&kept.session, &page.path, wanted)]
        });
        let mut tally = Tally::of_one(missing.count() > 0, false, false);
        let drafts = line
            .app
            .view()
            .drafts
            .iter()
            .filter(|it| it.task == task)
            .count();
        tally.duplicated += u64::from(drafts > 1);
        let id = line.app.send_form(&kept).await.unwrap();
        let elsewhere = line.sent("open twice", &id).await;
        let there = line.count(&kept, elsewhere).await;
        all.add(tally);
        all.add(Tally { tries: 0, ..there });
    }
    all.row(17, "open-twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn looking_for_news_takes_nothing_from_who_answers() {
    let line = Line::start(json!({})).await;
    let mut all = Tally::default();
    for round in 0..6 {
        let task = line.asked().await;
        let over = Arc::new(AtomicBool::new(false));
        let looking = {
            let (app, over) = (line.app.clone(), over.clone());
            tokio::spawn(async move {
                while !over.load(Ordering::SeqCst) {
                    app.look_now().await;
                    tokio::time::sleep(std::time::Duration::from_millis(15)).await;
                }
            })
        };
        let mut filling = line.app.open_form(&task).await.unwrap();
        let mut expected = Vec::new();
        for (at, page) in filling.session.pages().into_iter().enumerate() {
            if page.questions()[0].item.required {
                // Said, and changed at once.
                for code in [PHQ9[at % 4], PHQ9[(at + 1 + round) % 4]] {
                    let value = option(&filling.session, &page.path, code);
                    filling = line
                        .app
                        .answer(&filling, &page.path, vec![value.clone()])
                        .await
                        .unwrap();
                    expected.retain(|(path, _)| *path != page.path);
                    expected.push((page.path.clone(), vec![value]));
                }
                // The team changes something about it meanwhile.
                if at == 4 {
                    let tasks = line.trust.resources("Task").await;
                    let mut asked = tasks
                        .into_iter()
                        .find(|it| it["id"] == task.as_str())
                        .unwrap();
                    asked["priority"] = json!("urgent");
                    line.trust.put(asked).await;
                }
            }
        }
        let kept = line.app.open_form(&task).await.unwrap();
        let lost = expected
            .iter()
            .any(|(path, values)| kept.session.answer_at(path) != &values[..]);
        let id = line.app.send_form(&filling).await.unwrap();
        let elsewhere = line.sent("looking meanwhile", &id).await;
        over.store(true, Ordering::SeqCst);
        looking.await.unwrap();
        let there = line.count(&filling, elsewhere).await;
        all.add(Tally::of_one(lost, false, false));
        all.add(Tally { tries: 0, ..there });
    }
    all.row(17, "looking-meanwhile");
}

#[tokio::test(flavor = "multi_thread")]
async fn starting_twice_in_one_process_is_refused_too() {
    let line = Line::start(json!({})).await;
    let trust = Trust::at(line.proxy.base.clone());
    let again = Companion::start(Setup {
        folder: line.home.path().to_owned(),
        source: TrustSource::Address(trust.base.join("trust.json").unwrap()),
        way_back: WayBack::Loopback("http://127.0.0.1:9/callback".parse().unwrap()),
    })
    .await;
    assert!(matches!(again, Err(StartProblem::Folder(_))));
}
