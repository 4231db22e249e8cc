//! A form of 821 items is fetched, answered to its last question, closed, opened again and sent by an app
//! that never holds more memory than a cheap phone leaves it. (F28)
//!
//! The app runs in a process of its own, which says at the end how much it held at its fullest (`VmHWM`).
//! Another one does the same with a form of nine questions; what lies between the two is the long form's.

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

use desk::{Trust, companion, until};
use line::{AMIRA, Line};
use lives::{said, say};
use pathway_companion::app::OutgoingState;
use serde_json::{Value, json};
use std::path::Path;
use tally::Tally;

const ITEMS: usize = 821;
/// Megabytes that the app may hold at its fullest. Phones with 2 GB end apps in the front from about twice
/// that on; a build without optimisation holds somewhat more than the one on a phone.
const MOST: u64 = 160;
/// Megabytes that the long form may add.
const MOST_ADDED: u64 = 80;

/// A form of 821 items in 41 groups: choices with all their words, numbers and texts.
fn long_form() -> Value {
    let options: Vec<Value> = (0..7)
        .map(|n| {
            json!({"valueCoding": {"system": "https://trust.example/often", "code": format!("o{n}"),
            "display": format!("About {n} days of the last week, as far as I can say")}})
        })
        .collect();
    let question = |n: usize| {
        let text = format!(
            "Question {n}: how often was it so that you could not do what you had planned?"
        );
        let mut item = json!({"linkId": format!("q{n}"), "text": text, "type": "choice", "answerOption": options});
        if n % 10 == 8 {
            item["type"] = json!("integer");
        } else if n % 10 == 9 {
            item["type"] = json!("text");
        }
        if n % 10 > 7 {
            item.as_object_mut().unwrap().remove("answerOption");
        }
        item
    };
    // 40 groups of 19 questions, each group an item itself, and 21 questions at the end.
    let mut items: Vec<Value> = (0..40)
        .map(|group| {
            let questions: Vec<Value> = (0..19).map(|n| question(group * 19 + n)).collect();
            json!({"linkId": format!("g{group}"), "type": "group", "text": format!("Part {group}"), "item": questions})
        })
        .collect();
    items.extend((760..781).map(question));
    json!({"resourceType": "Questionnaire", "id": "long", "url": "https://trust.example/Questionnaire/long",
        "version": "1", "title": "A long form", "status": "active", "subjectType": ["Patient"], "item": items})
}

/// A worker: answers all of a form, opens it anew, sends it, and says what it held.
fn work(order: &[String]) {
    let [home, base, task] = order else {
        panic!("an order has three lines");
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let trust = Trust::at(base.parse().unwrap());
        let app = companion(Path::new(home), &trust).await;
        let mut filling = app.open_form(task).await.unwrap();
        let paths: Vec<_> = filling
            .session
            .pages()
            .iter()
            .flat_map(|page| page.questions().to_vec())
            .collect();
        for (at, question) in paths.iter().enumerate() {
            use pathway_companion::forms::{Kind, Value as Answer};
            let value = match question.item.kind {
                Kind::Integer => Answer::Integer(at as i64),
                Kind::Text | Kind::String => {
                    Answer::Text(format!("What I want to say about it, at length. {at}"))
                }
                _ => question.item.options[at % question.item.options.len()]
                    .value
                    .clone(),
            };
            filling = app
                .answer(&filling, &question.path, vec![value])
                .await
                .unwrap();
        }
        say(&format!("answered {}", paths.len()));
        let again = app.open_form(task).await.unwrap();
        assert!(again.session.answers() == filling.session.answers());
        let id = app.send_form(&again).await.unwrap();
        until(&app, "it has arrived", |view| {
            view.outgoing
                .iter()
                .any(|it| it.id == id && matches!(it.state, OutgoingState::Sent { .. }))
        })
        .await;
        say(&format!("id {id}"));
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let fullest = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        say(&format!("held {}", fullest.trim().trim_end_matches(" kB")));
    });
    lives::end();
}

fn items_in(items: &Value) -> usize {
    let all = items.as_array().into_iter().flatten();
    all.map(|it| 1 + items_in(&it["item"])).sum()
}

#[test]
fn eight_hundred_questions_do_not_fill_a_phone() {
    if let Some(order) = lives::order() {
        return work(&order);
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (away, tasks) = runtime.block_on(async {
        let line = Line::start(json!({})).await;
        let short = line.asked().await;
        let form = long_form();
        assert_eq!(items_in(&form["item"]), ITEMS);
        line.trust.put(form).await;
        let tasks = line.trust.of_patient("Task", AMIRA).await;
        let asked = tasks
            .iter()
            .find(|it| it["id"] == short.as_str())
            .unwrap()
            .to_string();
        let old = asked
            .split('"')
            .find(|it| it.contains("Questionnaire/phq-9"))
            .unwrap();
        let mut asked: Value =
            serde_json::from_str(&asked.replace(old, "https://trust.example/Questionnaire/long|1"))
                .unwrap();
        asked["id"] = json!("planted-long");
        asked.as_object_mut().unwrap().remove("meta");
        line.trust.put(asked).await;
        line.app.look_now().await;
        line.until("the long form has come", |view| {
            let record = view.record.as_ref();
            record.is_some_and(|it| {
                it.forms_to_do
                    .iter()
                    .any(|it| it.task == "planted-long" && it.questions.is_some())
            })
        })
        .await;
        (line.leave().await, [short, "planted-long".to_owned()])
    });
    let mut held = Vec::new();
    for task in &tasks {
        let order = [
            away.line().home.path().to_str().unwrap(),
            away.line().proxy.base.as_str(),
            task,
        ];
        let worker = lives::worker("eight_hundred_questions_do_not_fill_a_phone", &order)
            .spawn()
            .unwrap();
        let (lines, through) = lives::hear(worker);
        assert!(through, "{task}: {lines:?}");
        let megabytes = said(&lines, "held")[0].parse::<u64>().unwrap() / 1_024;
        held.push((said(&lines, "id")[0].to_owned(), megabytes));
        println!(
            "{task}: {} answered, {megabytes} MB at the fullest",
            said(&lines, "answered")[0]
        );
    }
    let (short, long) = (held[0].1, held[1].1);
    let mut all = Tally::default();
    runtime.block_on(async {
        let line = away.come_back().await;
        let there = line.trust.resources("QuestionnaireResponse").await;
        for (id, megabytes) in &held {
            let copies: Vec<&Value> = there
                .iter()
                .filter(|it| it["identifier"]["value"] == id.as_str())
                .collect();
            all.add(Tally::of_one(
                copies.is_empty(),
                copies.len() > 1,
                *megabytes > MOST,
            ));
        }
    });
    assert!(
        long.saturating_sub(short) <= MOST_ADDED,
        "the long form adds {} MB",
        long - short
    );
    all.row(28, "long-form");
}
