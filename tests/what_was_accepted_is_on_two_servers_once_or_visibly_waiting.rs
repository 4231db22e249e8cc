//! F30 over real HTTP: random sequences of answering, taking back, sending, kills, faults, conflicts and clock
//! jumps, with the app's own vault, outbox and driver, against the sandbox in each way that it can declare
//! itself, and against the awkward server (`tests/peers`), which has others' ways by itself. At the end the
//! server is asked: what was accepted is there exactly once, whole, or visibly waiting.
//!
//! Each sequence has a vault and names of its own, so nothing of it is there before. `PATHWAY_CASES` sets the
//! number of sequences for each server; `PATHWAY_LONG` means 1 000. After a hundred a server is started anew.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/binary.rs"]
mod binary;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/ground.rs"]
mod ground;
#[path = "support/peer.rs"]
mod peer;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/silent.rs"]
mod silent;
#[path = "support/tally.rs"]
mod tally;
#[path = "support/vaults.rs"]
mod vaults;
#[path = "support/walk.rs"]
mod walk;
#[path = "support/walked_form.rs"]
mod walked_form;
#[path = "support/weather.rs"]
mod weather;

use ground::{Ground, Kind, There};
use pathway_companion::forms::Value as Answer;
use pathway_companion::vault::{Item, ItemState};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tally::Tally;
use walk::{Event, FORMS, Walk};
use walked_form::Asked;
use weather::{one_fate, one_luck};

const A_SERVER: u32 = 100;

fn events() -> impl Strategy<Value = Vec<Event>> {
    let form = || 0..FORMS;
    let one = prop_oneof![
        3 => (form(), 0..7usize, 0..4usize).prop_map(|(f, q, v)| Event::Answer(f, q, v)),
        1 => (form(), 0..7usize).prop_map(|(f, q)| Event::Clear(f, q)),
        4 => form().prop_map(Event::Send),
        3 => Just(Event::Beat),
        5 => Just(Event::Now),
        1 => Just(Event::Kill),
        1 => (-40_000_000i64..40_000_000).prop_map(Event::Jump),
        8 => one_luck(FORMS).prop_map(Event::Fault),
        1 => (form(), one_fate()).prop_map(|(f, fate)| Event::Others(f, fate)),
        1 => Just(Event::SignIn),
        1 => Just(Event::TryAgain),
        1 => Just(Event::Mend),
    ];
    vec(one, 4..24)
}

/// What the sandbox says that it can do; the others say what they do.
fn declares(kind: Kind) -> impl Strategy<Value = Value> {
    let ways = match kind {
        Kind::Sandbox => vec![
            json!({}),
            json!({"update_create": false}),
            json!({"transaction": false}),
            json!({"transaction": false, "update_create": false}),
            json!({"transaction": false, "update_create": false, "conditional_create": false}),
        ],
        _ => vec![json!({})],
    };
    select(ways)
}

type Ends = RefCell<BTreeMap<&'static str, u64>>;

/// All is well for long enough, and what was held up on its way arrives late.
async fn good_weather(walk: &mut Walk) {
    for _ in 0..10 {
        walk.ground.is_well(&walk.declares.clone()).await;
        walk.sign_in().await;
        walk.vault().hurry().unwrap();
        walk.beat().await;
        let waits = |it: &Item| !matches!(it.state, ItemState::Sent | ItemState::Parked);
        if !walk.items().iter().any(waits) && !walk.signed_out {
            break;
        }
    }
    if walk.takes_conditions() {
        walk.late.clear();
        let never = walk.ground.never.lock().unwrap().len();
        walk.ground.proxy.rests(never).await;
    } else {
        // A server without conditions would make it anew: nobody can keep it from that.
        walk.ground.never.lock().unwrap().append(&mut walk.late);
    }
}

/// Everything is there once and says so, or says why not.
async fn ends_well(walk: &mut Walk, ends: &Ends) -> Result<(), TestCaseError> {
    good_weather(walk).await;
    let before = walk.items();
    walk.try_again(true).await;
    good_weather(walk).await;
    let items = walk.items();
    for asked in &walk.asked {
        let kept = walk.vault().answers(&asked.draft.id).unwrap();
        prop_assert_eq!(kept, asked.said.clone().unwrap_or_default(), "a draft");
        if asked.handed_over.is_none() {
            continue;
        }
        let Some(item) = items.iter().find(|it| it.id == asked.draft.id) else {
            return Err(TestCaseError::fail("what was handed over is nowhere"));
        };
        let there = walk
            .ground
            .there(&asked.draft.id, &asked.score, &asked.draft.task)
            .await;
        prop_assert!(there.responses.len() < 2, "the answer is there twice");
        prop_assert!(there.scores.len() < 2, "the score is there twice");
        let end = match (item.state, item.reason.as_deref()) {
            (ItemState::Sent, reason) => {
                is_whole(walk, asked, &there, reason)?;
                let was = before.iter().find(|it| it.id == item.id).unwrap();
                match was.state {
                    ItemState::Parked => "sent after it came back",
                    _ if reason.is_some() => "answered elsewhere",
                    _ => "sent",
                }
            }
            (ItemState::Parked, Some("not-sure")) => "not sure",
            (state, reason) => {
                return Err(TestCaseError::fail(format!(
                    "after good weather: {state:?}, {reason:?}"
                )));
            }
        };
        if let Some(was) = before.iter().find(|it| it.id == item.id)
            && matches!(was.reason.as_deref(), Some("refused" | "not-allowed"))
        {
            prop_assert!(walk.refused, "nothing was refused");
        }
        *ends.borrow_mut().entry(end).or_default() += 1;
    }
    Ok(())
}

/// What is called sent is there, says what was said, and leads from the Task and from the score to it.
fn is_whole(
    walk: &Walk,
    asked: &Asked,
    there: &There,
    reason: Option<&str>,
) -> Result<(), TestCaseError> {
    let Some(response) = there.responses.first() else {
        return Err(TestCaseError::fail("called sent, and is not there"));
    };
    let said = asked.handed_over.as_ref().unwrap();
    prop_assert_eq!(codes_in(response), codes_of(said.values()), "what was said");
    let patient = format!("Patient/{}", walk.ground.patient);
    prop_assert_eq!(&response["subject"]["reference"], &json!(patient));
    let reference = format!("QuestionnaireResponse/{}", response["id"].as_str().unwrap());
    let Some(score) = there.scores.first() else {
        return Err(TestCaseError::fail("its score is not there"));
    };
    let derived = &score["derivedFrom"][0]["reference"];
    prop_assert_eq!(derived, &json!(reference), "what the score is of");
    let Some(task) = &there.task else {
        return Ok(());
    };
    for note in &asked.notes {
        let kept = task["note"].to_string().contains(note.as_str());
        prop_assert!(kept, "what the team wrote was written over: {note}");
    }
    let outputs = task["output"].as_array().cloned().unwrap_or_default();
    let names = |output: &Value| output["valueReference"]["reference"].clone();
    let named: Vec<Value> = outputs.iter().map(names).collect();
    let others = format!("QuestionnaireResponse/other-{}", asked.draft.task);
    // A refusal is believed: a Task that we may not read or not end is the team's to end.
    if walk.refused && (task["status"] == "requested" || named == [json!(others)]) {
        return Ok(());
    }
    prop_assert_eq!(&task["status"], "completed", "the Task is not ended");
    let elsewhere = reason == Some("elsewhere");
    let wanted = if elsewhere { others } else { reference };
    prop_assert_eq!(named, vec![json!(wanted)], "what the Task names");
    Ok(())
}

/// The codes that were chosen, in the order of the form.
fn codes_of<'a>(all: impl Iterator<Item = &'a Vec<Answer>>) -> Vec<String> {
    let codes = all.flatten().map(|it| match it {
        Answer::Coding(coding) => coding.code.clone().unwrap(),
        other => panic!("{other:?}"),
    });
    codes.collect()
}

fn codes_in(value: &Value) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().flat_map(codes_in).collect(),
        Value::Object(fields) => {
            let own = fields
                .get("valueCoding")
                .map(|it| it["code"].as_str().unwrap().to_owned());
            let below = fields.values().flat_map(codes_in);
            own.into_iter().chain(below).collect()
        }
        _ => Vec::new(),
    }
}

fn cases(usual: u32) -> u32 {
    let asked = std::env::var("PATHWAY_CASES")
        .ok()
        .and_then(|n| n.parse().ok());
    let long = std::env::var_os("PATHWAY_LONG").is_some();
    asked.unwrap_or(if long { 1_000 } else { usual })
}

fn sequences(kind: Kind, usual: u32, part: &str) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let ends: Ends = RefCell::default();
    let all = cases(usual);
    let mut left = all;
    while left > 0 {
        let some = left.min(A_SERVER);
        left -= some;
        let ground = Arc::new(runtime.block_on(Ground::start(kind)));
        let config = Config {
            cases: some,
            failure_persistence: None,
            max_shrink_iters: 60,
            ..Config::default()
        };
        TestRunner::new(config)
            .run(&(declares(kind), events()), |(declares, events)| {
                runtime.block_on(async {
                    let mut walk = Walk::begin(&ground, &declares).await;
                    for event in &events {
                        walk.happens(event).await;
                    }
                    ends_well(&mut walk, &ends).await
                })
            })
            .unwrap();
    }
    runtime.shutdown_timeout(Duration::from_secs(1));
    let ends = ends.into_inner();
    println!("{all} sequences end as {ends:?}");
    // The sequences are worth something only if something arrives in them.
    assert!(ends.contains_key("sent"), "nothing is sent: {ends:?}");
    Tally::clean(u64::from(all)).row(30, part);
}

#[test]
fn on_the_sandbox() {
    sequences(Kind::Sandbox, 20, "sequences-sandbox");
}

#[test]
fn on_the_awkward_server() {
    if peer::can_run() {
        sequences(Kind::Independent, 20, "sequences-independent-server");
    }
}

#[test]
fn on_a_server_that_declares_nothing() {
    if peer::can_run() {
        sequences(Kind::DeclaresNothing, 10, "sequences-declares-nothing");
    }
}
