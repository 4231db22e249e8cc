//! F30: random sequences of answering, taking back, sending, kills, faults, conflicts and clock jumps,
//! against a plain reference. What was accepted is on the server exactly once, or visibly waiting.
//!
//! The machine, its queue and its clock are the app's own; disk and server are models. The reference
//! is as plain as can be: for each form the answers last accepted, and those as they were when it was
//! handed over. `PATHWAY_CASES` sets the number of sequences; `PATHWAY_LONG` means 100 000.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/model.rs"]
mod model;
#[path = "support/tally.rs"]
mod tally;

use jiff::Timestamp;
use model::{Desk, KINDS, Luck, Make, Model, PATIENT, SYSTEM, makes, one_luck};
use pathway_companion::sync::push::{Memory, Step, cut_off, heard, next};
use pathway_companion::sync::queue::{Moment, ends_the_round, hold_up, settle, until_due};
use pathway_companion::sync::{Clock, Create, Parcel, Progress, Report, Server};
use pathway_companion::vault::{Item, ItemState};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use tally::Tally;

const FORMS: usize = 3;
const QUESTIONS: u8 = 4;
const MOST_REQUESTS: usize = 120;

/// What can happen.
#[derive(Debug, Clone)]
enum Event {
    Answer(usize, u8, u8),
    Clear(usize, u8),
    /// The form is handed over.
    Send(usize),
    /// The app beats: sends what is due.
    Beat,
    /// The app is killed between two requests, and starts again.
    Kill,
    /// What goes wrong with the requests to come.
    Fault(Luck),
    /// Another device answers.
    Conflict(usize),
    /// The team changes the Task.
    Edit(usize),
    /// Time passes, in seconds.
    Pass(u32),
    /// Somebody sets the date, by this many seconds.
    Jump(i64),
    /// The person presses "try now".
    Hurry,
    /// The person tries what came back again.
    TryAgain,
    /// The person mends what came back.
    Mend,
}

/// What survives a kill.
#[derive(Default)]
struct Disk {
    drafts: BTreeMap<usize, BTreeMap<u8, u8>>,
    outbox: Vec<Item>,
    server: Option<Server>,
    clock: Option<String>,
    next_sequence: i64,
    /// How often a form's draft was begun: a mended one keeps its id.
    ids: BTreeMap<usize, String>,
}

/// The plain reference: what the person was told is accepted.
#[derive(Default)]
struct Reference {
    drafts: BTreeMap<usize, BTreeMap<u8, u8>>,
    handed_over: BTreeMap<usize, BTreeMap<u8, u8>>,
}

struct World {
    model: Model,
    disk: Disk,
    reference: Reference,
    luck: VecDeque<Luck>,
    server: Server,
    wall: i64,
    ticks: i64,
    kills: u32,
}

fn uuid(form: usize, which: usize) -> String {
    format!("0190-{form}-{which}")
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

impl World {
    fn new(make: &Make) -> Self {
        let mut model = Model::new(make);
        if make.with_task {
            for form in 0..FORMS {
                model.ask_for(&format!("t{form}"));
            }
        }
        let wall = 1_800_000_000;
        Self {
            model,
            disk: Disk::default(),
            reference: Reference::default(),
            luck: VecDeque::new(),
            server: make.declares.clone(),
            wall,
            ticks: Clock::start(None, at(wall)).now(),
            kills: 0,
        }
    }

    fn happens(&mut self, event: &Event) -> Result<(), TestCaseError> {
        match event {
            Event::Answer(form, question, value) if !self.is_handed_over(*form) => {
                self.disk
                    .drafts
                    .entry(*form)
                    .or_default()
                    .insert(*question, *value);
                self.reference
                    .drafts
                    .entry(*form)
                    .or_default()
                    .insert(*question, *value);
            }
            Event::Clear(form, question) if !self.is_handed_over(*form) => {
                self.disk.drafts.entry(*form).or_default().remove(question);
                self.reference
                    .drafts
                    .entry(*form)
                    .or_default()
                    .remove(question);
            }
            Event::Send(form) => self.send(*form),
            Event::Beat => self.beat()?,
            Event::Kill => self.kill(),
            Event::Fault(luck) => self.luck.push_back(*luck),
            Event::Conflict(form) => self.model.answer_elsewhere(&format!("t{form}")),
            Event::Edit(form) => self.model.touch(&format!("t{form}")),
            Event::Pass(seconds) => self.pass(i64::from(*seconds)),
            Event::Jump(seconds) => self.wall += seconds,
            Event::Hurry => {
                for item in &mut self.disk.outbox {
                    if matches!(item.state, ItemState::Pending | ItemState::Unknown) {
                        item.next_try = None;
                    }
                }
            }
            Event::TryAgain => self.try_again(),
            Event::Mend => self.mend(),
            Event::Answer(..) | Event::Clear(..) => {}
        }
        self.nothing_is_there_twice()
    }

    fn pass(&mut self, seconds: i64) {
        self.wall += seconds;
        self.ticks += seconds * 1000;
    }

    fn is_handed_over(&self, form: usize) -> bool {
        let task = format!("t{form}");
        self.disk
            .outbox
            .iter()
            .any(|it| it.task.as_ref() == Some(&task))
    }

    /// The draft ends and the item is born in one transaction; a second tap finds no draft.
    fn send(&mut self, form: usize) {
        if self.is_handed_over(form) {
            return;
        }
        let Some(answers) = self.disk.drafts.remove(&form) else {
            return;
        };
        let create = |which: usize| {
            let mut body = json!({"resourceType": KINDS[which], "said": answers});
            if which == 1 {
                body["derivedFrom"] = json!([{"reference": format!("urn:uuid:{}", uuid(form, 0))}]);
            }
            Create {
                kind: KINDS[which].to_owned(),
                uuid: uuid(form, which),
                system: SYSTEM.to_owned(),
                body,
            }
        };
        let parcel = Parcel {
            patient: PATIENT.to_owned(),
            creates: vec![create(0), create(1)],
            task: self.model.make.with_task.then(|| format!("t{form}")),
        };
        self.disk.next_sequence += 1;
        let id = uuid(form, 0);
        self.disk.ids.insert(form, id.clone());
        self.disk.outbox.push(Item {
            sequence: self.disk.next_sequence,
            id,
            title: None,
            task: Some(format!("t{form}")),
            body: serde_json::to_string(&parcel).unwrap(),
            progress: serde_json::to_string(&parcel.progress()).unwrap(),
            depends_on: None,
            answered: at(self.wall),
            risk: false,
            score: None,
            state: ItemState::Pending,
            tries: 0,
            next_try: None,
            reason: None,
            sent_at: None,
            ..Item::default()
        });
        let said = self.reference.drafts.remove(&form).unwrap_or_default();
        self.reference.handed_over.insert(form, said);
    }

    /// A start finds what was under way as doubtful, and goes on by the clock that was kept.
    fn kill(&mut self) {
        self.kills += 1;
        for item in &mut self.disk.outbox {
            if item.state == ItemState::Sending {
                item.state = ItemState::Unknown;
            }
        }
        self.server = self
            .disk
            .server
            .clone()
            .unwrap_or_else(|| self.model.make.declares.clone());
        self.ticks = Clock::start(self.disk.clock.as_deref(), at(self.wall)).now();
    }

    fn beat(&mut self) -> Result<(), TestCaseError> {
        let kills = self.kills;
        let due: Vec<usize> = (0..self.disk.outbox.len())
            .filter(|place| {
                let item = &self.disk.outbox[*place];
                let waits = matches!(
                    item.state,
                    ItemState::Pending | ItemState::Sending | ItemState::Unknown
                );
                waits && until_due(item, self.ticks).is_zero()
            })
            .collect();
        for (count, place) in due.iter().enumerate() {
            let report = self.send_one(*place)?;
            if self.kills > kills {
                return Ok(());
            }
            if ends_the_round(report) {
                let until = self.disk.outbox[*place].next_try;
                for rest in &due[count + 1..] {
                    hold_up(&mut self.disk.outbox[*rest], report, until);
                }
                return Ok(());
            }
        }
        Ok(())
    }

    /// As the driver does it: the doubt is on the disk before the request leaves.
    fn send_one(&mut self, place: usize) -> Result<Report, TestCaseError> {
        let item = self.disk.outbox[place].clone();
        let mut desk = Desk {
            parcel: serde_json::from_str(&item.body).unwrap(),
            progress: serde_json::from_str(&item.progress).unwrap(),
            memory: Memory::default(),
            server: self.server.clone(),
        };
        for _ in 0..MOST_REQUESTS {
            let step = match next(&desk.parcel, &desk.progress, &desk.memory, &desk.server) {
                Step::Ask(asking) => {
                    let on_disk = &mut self.disk.outbox[place];
                    on_disk.state = ItemState::Sending;
                    let doubt = cut_off(&desk.progress, &asking);
                    on_disk.progress = serde_json::to_string(&doubt).unwrap();
                    let luck = self.luck.pop_front().unwrap_or(Luck::Good);
                    let Some(came) = self.model.talk(&asking, &desk, luck) else {
                        self.kill();
                        return Ok(Report::Busy);
                    };
                    self.pass(1);
                    let Desk {
                        parcel,
                        progress,
                        memory,
                        server,
                    } = &mut desk;
                    let step = heard(parcel, progress, memory, server, &asking, came);
                    let now = serde_json::to_string(&desk.progress).unwrap();
                    self.disk.outbox[place].progress = now;
                    match step {
                        Some(step) => step,
                        None => continue,
                    }
                }
                end => end,
            };
            self.server = desk.server.clone();
            self.disk.server = Some(desk.server);
            let waits = matches!(step, Step::Wait(..));
            let now = Moment {
                ticks: self.ticks,
                at: at(self.wall),
                chance: 0.5,
            };
            let report = settle(&mut self.disk.outbox[place], step, now);
            if waits {
                let kept = json!({"ticks": self.ticks, "wall": self.wall * 1000});
                self.disk.clock = Some(kept.to_string());
            }
            return Ok(report);
        }
        Err(TestCaseError::fail("it goes round in circles"))
    }

    fn first_parked(&self) -> Option<usize> {
        self.disk
            .outbox
            .iter()
            .position(|it| it.state == ItemState::Parked)
    }

    fn try_again(&mut self) {
        let Some(place) = self.first_parked() else {
            return;
        };
        // A careful person: what may be there and is there is not sent once more.
        let not_sure = self.disk.outbox[place].reason.as_deref() == Some("not-sure");
        let parcel: Parcel = serde_json::from_str(&self.disk.outbox[place].body).unwrap();
        if not_sure
            && parcel
                .creates
                .iter()
                .any(|it| self.model.copies(&it.uuid) > 0)
        {
            return;
        }
        let item = &mut self.disk.outbox[place];
        let mut progress: Progress = serde_json::from_str(&item.progress).unwrap();
        progress.try_again();
        item.progress = serde_json::to_string(&progress).unwrap();
        (item.state, item.tries, item.next_try, item.reason) = (ItemState::Unknown, 0, None, None);
    }

    /// Back to the form, if nothing of it can be on the server.
    fn mend(&mut self) {
        let Some(place) = self.first_parked() else {
            return;
        };
        let progress: Progress = serde_json::from_str(&self.disk.outbox[place].progress).unwrap();
        if !progress.nothing_can_be_there() {
            return;
        }
        let item = self.disk.outbox.remove(place);
        let form: usize = item.task.unwrap()[1..].parse().unwrap();
        let said = self.reference.handed_over.remove(&form).unwrap();
        self.disk.drafts.insert(form, said.clone());
        self.reference.drafts.insert(form, said);
    }

    fn nothing_is_there_twice(&self) -> Result<(), TestCaseError> {
        for form in 0..FORMS {
            for (which, kind) in KINDS.iter().enumerate().take(2) {
                let copies = self.model.copies(&uuid(form, which));
                prop_assert!(copies <= 1, "form {form}: {kind} is there {copies} times",);
            }
        }
        prop_assert!(!self.model.blind, "it was sent again without knowing");
        prop_assert_eq!(
            &self.disk.drafts,
            &self.reference.drafts,
            "an accepted answer is not kept"
        );
        for form in self.reference.handed_over.keys() {
            prop_assert!(self.is_handed_over(*form), "form {form} is nowhere");
        }
        Ok(())
    }

    /// All is well for long enough; then everything is there once, or says why not.
    fn end(&mut self, ends: &RefCell<BTreeMap<&'static str, u64>>) -> Result<(), TestCaseError> {
        self.luck.clear();
        for _ in 0..40 {
            self.pass(3 * 60 * 60);
            self.beat()?;
            self.nothing_is_there_twice()?;
        }
        for (form, said) in &self.reference.handed_over {
            let task = format!("t{form}");
            let item = self
                .disk
                .outbox
                .iter()
                .find(|it| it.task.as_ref() == Some(&task))
                .unwrap();
            let there = self.model.find(&uuid(*form, 0));
            let end = match (item.state, item.reason.as_deref()) {
                (ItemState::Sent, reason) => {
                    let there = there.map(|at| &self.model.held[at].body["said"]);
                    prop_assert_eq!(there, Some(&json!(said)), "called sent, and is not there");
                    prop_assert_eq!(self.model.copies(&uuid(*form, 1)), 1, "its score is not");
                    prop_assert!(
                        self.model.is_derived_from(&uuid(*form, 1), &uuid(*form, 0)),
                        "its score names another response"
                    );
                    let task = self.model.tasks.get(&task);
                    let other = task.is_some_and(|it| it.by_other);
                    let elsewhere = reason == Some("elsewhere");
                    prop_assert!(
                        !elsewhere || other || !self.model.make.reads,
                        "nobody else answered"
                    );
                    "sent"
                }
                (ItemState::Parked, Some("not-sure")) => "not sure",
                (ItemState::Parked, Some("refused" | "not-allowed")) => {
                    prop_assert!(self.model.make.refuses.is_some(), "nothing was refused");
                    "refused"
                }
                (state, reason) => {
                    return Err(TestCaseError::fail(format!(
                        "after five days of good weather: {state:?}, {reason:?}"
                    )));
                }
            };
            *ends.borrow_mut().entry(end).or_default() += 1;
        }
        Ok(())
    }
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let form = || 0..FORMS;
    let one = prop_oneof![
        6 => (form(), 0..QUESTIONS, 0u8..4).prop_map(|(f, q, v)| Event::Answer(f, q, v)),
        1 => (form(), 0..QUESTIONS).prop_map(|(f, q)| Event::Clear(f, q)),
        5 => form().prop_map(Event::Send),
        6 => Just(Event::Beat),
        2 => Just(Event::Kill),
        6 => one_luck().prop_map(Event::Fault),
        1 => form().prop_map(Event::Conflict),
        1 => form().prop_map(Event::Edit),
        3 => (1u32..5_000).prop_map(Event::Pass),
        2 => (-40_000_000i64..40_000_000).prop_map(Event::Jump),
        2 => Just(Event::Hurry),
        1 => Just(Event::TryAgain),
        1 => Just(Event::Mend),
    ];
    vec(one, 4..40)
}

#[test]
fn whatever_happens_in_whatever_order() {
    let long = std::env::var_os("PATHWAY_LONG").is_some();
    let cases = std::env::var("PATHWAY_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(if long { 100_000 } else { 2_000 });
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    let ends = RefCell::new(BTreeMap::new());
    TestRunner::new(config)
        .run(&(makes(), events()), |(make, events)| {
            let mut world = World::new(&make);
            for event in &events {
                world.happens(event)?;
            }
            world.end(&ends)
        })
        .unwrap();
    // The sequences are worth something only if they end in every way.
    let ends = ends.into_inner();
    println!("{cases} sequences end as {ends:?}");
    for end in ["sent", "not sure", "refused"] {
        assert!(
            ends.get(end).is_some_and(|n| *n > 0),
            "none ends as {end}: {ends:?}"
        );
    }
    Tally::clean(u64::from(cases)).row(30, "random-sequences");
}
