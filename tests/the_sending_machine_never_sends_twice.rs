//! The sending machine against servers of every make: whatever they can do, claim, lose and break,
//! no resource is made twice, nothing is called sent that is not there, and it comes to an end.
//!
//! The server here is a model in memory. What it declares, what it does, and what goes wrong with
//! each request are all drawn at random; a stroke of bad luck may be a kill of the app itself, which
//! comes back with what was on the disk. `PATHWAY_CASES` sets the number of cases.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/model.rs"]
mod model;

use model::{Desk, KINDS, Luck, Make, Model, PATIENT, SYSTEM, lucks, makes};
use pathway_companion::sync::push::{Memory, Parked, Step, cut_off, heard, next};
use pathway_companion::sync::{Create, Made, Parcel, Progress, TaskStep, Way};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

const UUIDS: [&str; 2] = ["0190-a", "0190-b"];
/// Requests that one item may cost before it counts as going round in circles.
const MOST_REQUESTS: usize = 120;

fn parcel(with_task: bool) -> Parcel {
    let create = |index: usize| Create {
        kind: KINDS[index].to_owned(),
        uuid: UUIDS[index].to_owned(),
        system: SYSTEM.to_owned(),
        body: json!({"resourceType": KINDS[index]}),
    };
    Parcel {
        patient: PATIENT.to_owned(),
        creates: vec![create(0), create(1)],
        task: with_task.then(|| "t1".to_owned()),
    }
}

fn rank(made: &Made) -> u8 {
    match made {
        Made::NotYet => 0,
        Made::Claimed(_) => 1,
        Made::Sure(_) => 2,
    }
}

/// Nothing that was known is forgotten.
fn went_forward(before: &Progress, after: &Progress) -> Result<(), TestCaseError> {
    for (old, new) in before.made.iter().zip(&after.made) {
        if rank(old) == 2 {
            prop_assert_eq!(old, new, "what was sure is sure no more");
        }
    }
    prop_assert!(before.way <= after.way, "it went up a row");
    prop_assert!(
        !before.whole_tried || after.whole_tried,
        "the transaction came again"
    );
    for (old, new) in before.maybe_left.iter().zip(&after.maybe_left) {
        prop_assert!(!old || *new, "a doubt was forgotten");
    }
    if matches!(before.task, TaskStep::Ended | TaskStep::Gone) {
        prop_assert_eq!(&before.task, &after.task);
    }
    Ok(())
}

fn play(make: &Make, luck: &[Luck]) -> Result<&'static str, TestCaseError> {
    let mut model = Model::new(make);
    if make.with_task {
        model.ask_for("t1");
    }
    let parcel = parcel(make.with_task);
    let mut desk = Desk {
        progress: parcel.progress(),
        parcel,
        memory: Memory::default(),
        server: make.declares.clone(),
    };
    let mut luck = luck.iter().copied();
    let mut asked_again = false;
    for _ in 0..MOST_REQUESTS {
        let asking = match next(&desk.parcel, &desk.progress, &desk.memory, &desk.server) {
            Step::Ask(asking) => asking,
            // The team says that they do not have it, and the person sends it again.
            Step::Park(Parked::NotSure) if !asked_again && lacks_the_next(&model, &desk) => {
                asked_again = true;
                desk.memory = Memory::default();
                desk.progress.try_again();
                continue;
            }
            end => return ended(make, &model, &desk, &end),
        };
        let luck = luck.next().unwrap_or(Luck::Good);
        let before = desk.progress.clone();
        let on_disk = cut_off(&desk.progress, &asking);
        went_forward(&before, &on_disk)?;
        let heard_now = model.talk(&asking, &desk, luck);
        for uuid in UUIDS {
            prop_assert!(model.copies(uuid) <= 1, "{} is there twice", uuid);
        }
        prop_assert!(!model.blind, "it was sent again without knowing");
        let Some(heard_now) = heard_now else {
            desk.progress = on_disk;
            desk.memory = Memory::default();
            continue;
        };
        let Desk {
            parcel,
            progress,
            memory,
            server,
        } = &mut desk;
        let step = heard(parcel, progress, memory, server, &asking, heard_now);
        went_forward(&before, &desk.progress)?;
        match step {
            // The round ends; the next one begins without memory.
            Some(Step::Wait(..) | Step::Pause) => desk.memory = Memory::default(),
            Some(end) => return ended(make, &model, &desk, &end),
            None => {}
        }
    }
    Err(TestCaseError::fail(format!(
        "it goes round in circles: {:?}",
        desk.progress
    )))
}

/// Whether the first resource of which the app is not sure is not there.
fn lacks_the_next(model: &Model, desk: &Desk) -> bool {
    let unsure = (0..2).find(|index| desk.progress.id_of(*index).is_none());
    unsure.is_some_and(|index| model.copies(UUIDS[index]) == 0)
}

fn ended(
    make: &Make,
    model: &Model,
    desk: &Desk,
    end: &Step,
) -> Result<&'static str, TestCaseError> {
    match end {
        Step::Arrived { elsewhere } => {
            for index in 0..2 {
                let at = model.find(UUIDS[index]);
                prop_assert!(
                    at.is_some(),
                    "{} is called sent and is not there",
                    KINDS[index]
                );
                prop_assert_eq!(
                    desk.progress.id_of(index),
                    Some(model.held[at.unwrap()].id.as_str())
                );
            }
            let task = model.tasks.get("t1");
            let by_other = task.is_some_and(|task| task.by_other);
            // A server that lets nothing be read cannot show whose answer a Task names.
            prop_assert!(
                !elsewhere || by_other || !make.reads,
                "nobody else answered"
            );
            if let Some(task) = task {
                let ours = format!("{}/{}", KINDS[0], desk.progress.id_of(0).unwrap());
                match desk.progress.task {
                    TaskStep::Gone => prop_assert!(!make.task_ends, "the Task was left open"),
                    _ if *elsewhere => {}
                    _ => {
                        prop_assert_eq!(&task.status, "completed");
                        prop_assert_eq!(task.output.as_deref(), Some(ours.as_str()));
                    }
                }
            }
            Ok("arrived")
        }
        Step::Park(Parked::NotSure) => {
            let lowest = |index: usize| {
                desk.server.way_from(KINDS[index], desk.progress.way) == Way::PostOnce
            };
            prop_assert!(lowest(0) || lowest(1), "there was a way to find out");
            Ok("not sure")
        }
        Step::Park(_) => {
            let refused = make.refuses.is_some();
            prop_assert!(
                refused,
                "parked although nothing was refused: {:?}",
                desk.progress
            );
            Ok("refused")
        }
        other => Err(TestCaseError::fail(format!("no end: {other:?}"))),
    }
}

#[test]
fn nothing_is_made_twice_nothing_is_called_sent_that_is_not_there_and_it_ends() {
    let cases = std::env::var("PATHWAY_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(2_000);
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    let ends = std::cell::RefCell::new(std::collections::BTreeMap::<&str, u32>::new());
    TestRunner::new(config)
        .run(&(makes(), lucks()), |(make, luck)| {
            let end = play(&make, &luck)?;
            *ends.borrow_mut().entry(end).or_default() += 1;
            Ok(())
        })
        .unwrap();
    // The cases are worth something only if they end in every way.
    let ends = ends.into_inner();
    for end in ["arrived", "not sure", "refused"] {
        assert!(
            ends.get(end).is_some_and(|n| n * 100 > cases),
            "few cases end as {end}: {ends:?}"
        );
    }
}
