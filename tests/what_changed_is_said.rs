//! What the trust changed is told as changed, with what: on the first page, once, until it was seen.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/line.rs"]
mod line;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/mod.rs"]
mod support;
#[path = "support/tally.rs"]
mod tally;

use line::{AMIRA, Line};
use pathway_companion::app::Contact;
use pathway_companion::care::{NewsKind, Part};
use pathway_companion::sync::pull::{Since, begins};
use serde_json::{Value, json};
use support::{amira, draw, text_of};

#[tokio::test(flavor = "multi_thread")]
async fn a_piece_of_the_plan_a_goal_and_a_form() {
    let line = Line::start(Value::Null).await;
    let news = |what: NewsKind| {
        let record = line.app.view().record.clone().unwrap();
        let of = record.news.iter().find(|it| it.what == what);
        of.map(|it| it.parts.clone())
    };
    assert_eq!(line.look().await, Contact::Well);
    assert!(
        line.app.view().record.as_ref().unwrap().news.is_empty(),
        "nothing is new at first"
    );
    let pieces = line.trust.of_patient("ServiceRequest", AMIRA).await;
    let find = |id: &str| pieces.iter().find(|it| it["id"] == id).cloned().unwrap();
    let mut piece = find("demo-amira-np-cbt");
    piece["locationCode"] = json!([{"text": "Southside clinic"}]);
    line.trust.put(piece).await;
    let goals = line.trust.of_patient("Goal", AMIRA).await;
    let mut goal = goals[0].clone();
    goal["description"] = json!({"text": "Walk to the river"});
    line.trust.put(goal).await;
    assert_eq!(line.look().await, Contact::Well);
    assert_eq!(news(NewsKind::Intervention), Some(vec![Part::Place]));
    assert_eq!(news(NewsKind::Goal), Some(vec![Part::Name]));
    // A form that is asked for in another version is another form.
    let task = line.asked().await;
    assert_eq!(news(NewsKind::Form), Some(vec![Part::New]));
    line.app.news_was_seen().await;
    let tasks = line.trust.of_patient("Task", AMIRA).await;
    let mut changed = tasks
        .into_iter()
        .find(|it| it["id"] == task.as_str())
        .unwrap();
    let form = &mut changed["input"][0]["valueCanonical"];
    *form = json!(form.as_str().unwrap().replace("|1.0.0", "|2.0.0"));
    changed["restriction"]["period"]["end"] = json!("2099-01-01");
    line.trust.put(changed).await;
    assert_eq!(line.look().await, Contact::Well);
    assert_eq!(
        news(NewsKind::Form),
        Some(vec![Part::Questions, Part::When])
    );
}

#[test]
fn what_is_gone_is_looked_for_once_a_day() {
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let (full, newest) = (at("2026-11-21T08:00:00Z"), at("2026-11-22T07:00:00Z"));
    let begins = |now: &str| begins(full, newest, None, at(now));
    assert_ne!(begins("2026-11-22T07:59:59Z"), Since::Ever);
    assert_eq!(begins("2026-11-22T08:00:00Z"), Since::Ever);
    // A clock that was set back by more than a day.
    assert_eq!(begins("2026-11-20T07:00:00Z"), Since::Ever);
}

#[test]
fn and_the_first_page_says_what() {
    let text = text_of(&draw("/", amira::view()));
    assert!(
        text.contains("Walking group") && text.contains("Changed: when, where"),
        "{text}"
    );
}
