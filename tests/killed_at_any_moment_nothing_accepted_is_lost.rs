//! The app is killed (SIGKILL) at random moments while it answers and sends; the sandbox is another
//! process and goes on. Afterwards every answer that was accepted is there, and each form that was
//! handed over is on the server once.
//!
//! The app runs in a process of its own: this very program, started as a worker. It says on its
//! standard output what it is about to do (`try`), what was accepted (`yes`) and what was handed
//! over (`sent`). What was only tried may or may not be there; what was accepted must be.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/tally.rs"]
mod tally;

use desk::{PHQ9, Trust, companion, folder, option, sign_in, until};
use pathway_companion::app::{Companion, OutgoingState};
use pathway_companion::forms::{Path as Place, Value as Answer};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use url::Url;

const AMIRA: &str = "demo-amira";
const WORKER: &str = "PATHWAY_KILLED_WORKER";

/// How often it is killed. `tests/run --long` asks for more.
fn kills() -> usize {
    let long = std::env::var_os("PATHWAY_LONG").is_some();
    let usual = if long { 1_000 } else { 200 };
    std::env::var("PATHWAY_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(usual)
}

/// Random enough, and the same on every run of the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

/// What the workers said, over all their lives.
#[derive(Default)]
struct Said {
    /// By task and place: the codes tried since the last one that was accepted, that one first.
    answers: BTreeMap<(String, String), Vec<String>>,
    sent: BTreeSet<String>,
    accepted: usize,
}

impl Said {
    fn hear(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["try", task, place, code] => {
                self.answers
                    .entry((task.into(), place.into()))
                    .or_default()
                    .push(code.into());
            }
            ["yes", task, place, code] => {
                self.answers
                    .insert((task.into(), place.into()), vec!["=".into(), code.into()]);
                self.accepted += 1;
            }
            ["sent", task] => {
                self.sent.insert(task.into());
            }
            _ => {}
        }
    }
}

#[test]
fn every_accepted_answer_is_there_and_every_form_arrives_once() {
    if let Ok(order) = std::env::var(WORKER) {
        return work(&order);
    }
    let (data, home) = (folder(), folder());
    let (_sandbox, base) = start_sandbox(data.path());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let trust = Trust::at(base.clone());
    let template = runtime.block_on(async {
        let first = companion(home.path(), &trust).await;
        sign_in(&first, &trust, AMIRA).await;
        let tasks = trust.of_patient("Task", AMIRA).await;
        tasks
            .into_iter()
            .find(|it| it["status"] == "requested" && it.to_string().contains("phq-9"))
            .unwrap()
    });
    wait_until_free(home.path());
    let mut said = Said::default();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let began = Instant::now();
    let mut planted = 0;
    let mut plant = |more: usize| {
        for _ in 0..more {
            planted += 1;
            runtime.block_on(trust.put(new_task(&template, planted)));
        }
    };
    plant(20);
    for _ in 0..kills() {
        plant(1);
        let mut worker = start_worker(home.path(), &base, dice.roll(u64::MAX), data.path());
        let (first, heard) = listen(&mut worker);
        // Most are killed while they answer and send, however long this machine takes to start
        // them; every fourth at any moment of its start.
        if dice.roll(4) > 0 {
            let _ = first.recv_timeout(Duration::from_secs(10));
        }
        std::thread::sleep(Duration::from_millis(dice.roll(300)));
        worker.kill().unwrap();
        worker.wait().unwrap();
        heard
            .join()
            .unwrap()
            .iter()
            .for_each(|line| said.hear(line));
    }
    let kept = runtime.block_on(settle(home.path(), &trust));
    let counted = runtime.block_on(check(&trust, &said, &kept));
    println!(
        "kills {}, seconds {}, answers accepted {}, forms handed over {}, on the server {}, in drafts {}; \
         lost 0, duplicated 0",
        kills(),
        began.elapsed().as_secs(),
        said.accepted,
        said.sent.len(),
        counted,
        kept.len()
    );
    let workers = std::fs::read_to_string(data.path().join(WORKERS)).unwrap_or_default();
    assert!(
        said.accepted > kills(),
        "the workers did next to nothing: {}",
        workers.chars().take(2_000).collect::<String>()
    );
    assert!(!said.sent.is_empty(), "no form was ever handed over");
    tally::Tally::clean(kills() as u64).row(1, "random-moments");
}

/// A process that ends with the test, however that ends.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn new_task(template: &Value, number: usize) -> Value {
    let mut task = template.clone();
    task["id"] = json!(format!("planted-{number}"));
    task.as_object_mut().unwrap().remove("meta");
    task
}

fn start_sandbox(data: &Path) -> (Ends, Url) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pathway-companion"))
        .args(["--sandbox-only", "--data-dir"])
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let base = line
        .trim()
        .strip_prefix("Sandbox: ")
        .unwrap()
        .strip_suffix("fhir")
        .unwrap();
    (Ends(child), Url::parse(base).unwrap())
}

/// The app gives its folder up a moment after it is dropped.
fn wait_until_free(home: &Path) {
    for _ in 0..600 {
        if pathway_companion::platform::DataFolder::hold(home).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the folder was never given up");
}

/// What the workers complain of, below the sandbox's folder.
const WORKERS: &str = "workers.log";

fn start_worker(home: &Path, base: &Url, seed: u64, log: &Path) -> Child {
    let complaints = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(log.join(WORKERS))
        .unwrap();
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "every_accepted_answer_is_there_and_every_form_arrives_once",
            "--nocapture",
        ])
        .env(WORKER, format!("{}\n{base}\n{seed}", home.display()))
        .stdout(Stdio::piped())
        .stderr(complaints)
        .spawn()
        .unwrap()
}

/// Hears a worker out; the first thing it says is told at once.
fn listen(worker: &mut Child) -> (Receiver<()>, JoinHandle<Vec<String>>) {
    let out = BufReader::new(worker.stdout.take().unwrap());
    let (tell, first) = channel();
    let heard = std::thread::spawn(move || {
        let lines = out.lines().map_while(Result::ok);
        let ours = lines.filter(|line| {
            line.starts_with("try ") || line.starts_with("yes ") || line.starts_with("sent ")
        });
        ours.inspect(|_| tell.send(()).unwrap_or_default())
            .collect()
    });
    (first, heard)
}

/// What a worker does: answers and sends, until it is killed.
fn work(order: &str) {
    let mut parts = order.split('\n');
    let (home, base) = (parts.next().unwrap(), parts.next().unwrap());
    let mut dice = Dice(parts.next().unwrap().parse::<u64>().unwrap() | 1);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let trust = Trust::at(Url::parse(base).unwrap());
        let app = companion(Path::new(home), &trust).await;
        loop {
            let view = app.view();
            let tasks: Vec<String> = view
                .record
                .iter()
                .flat_map(|r| r.forms_to_do.iter())
                .filter(|form| form.questionnaire.contains("phq-9"))
                .map(|f| f.task.clone())
                .collect();
            if tasks.is_empty() {
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            }
            let task = &tasks[dice.roll(tasks.len() as u64) as usize];
            one_form(&app, task, &mut dice).await;
        }
    });
}

async fn one_form(app: &Companion, task: &str, dice: &mut Dice) {
    let Ok(mut filling) = app.open_form(task).await else {
        return;
    };
    for page in filling.session.pages() {
        let code = PHQ9[dice.roll(4) as usize];
        let Some(value) = page.questions()[0]
            .item
            .options
            .iter()
            .find_map(|o| has_code(&o.value, code))
        else {
            continue;
        };
        say(&format!("try {task} {} {code}", page.path));
        filling = app.answer(&filling, &page.path, vec![value]).await.unwrap();
        say(&format!("yes {task} {} {code}", page.path));
    }
    // Once in a while the person changes their mind before sending.
    if dice.roll(3) == 0 {
        let first = filling.session.pages()[0].path.clone();
        let value = option(&filling.session, &first, PHQ9[3]);
        say(&format!("try {task} {first} {}", PHQ9[3]));
        filling = app.answer(&filling, &first, vec![value]).await.unwrap();
        say(&format!("yes {task} {first} {}", PHQ9[3]));
    }
    for path in filling.session.missing() {
        let page = filling.session.page_at(&path).unwrap();
        let value = page.questions()[0].item.options[0].value.clone();
        filling = app.answer(&filling, &path, vec![value]).await.unwrap();
    }
    if app.send_form(&filling).await.is_ok() {
        say(&format!("sent {task}"));
    }
}

fn has_code(value: &Answer, wanted: &str) -> Option<Answer> {
    matches!(value, Answer::Coding(c) if c.code.as_deref() == Some(wanted)).then(|| value.clone())
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

/// Starts once more, lets everything that waits arrive, and gives the drafts that are left.
async fn settle(home: &Path, trust: &Trust) -> BTreeMap<(String, String), String> {
    let app = companion(home, trust).await;
    app.look_now().await;
    until(
        &app,
        "everything that was handed over has arrived",
        |view| {
            view.record.is_some()
                && view
                    .outgoing
                    .iter()
                    .all(|it| matches!(it.state, OutgoingState::Sent { .. }))
        },
    )
    .await;
    let mut kept = BTreeMap::new();
    for draft in &app.view().drafts {
        let filling = app.open_form(&draft.task).await.unwrap();
        for page in filling.session.pages() {
            if let [Answer::Coding(coding)] = filling.session.answer_at(&page.path) {
                kept.insert(
                    (draft.task.clone(), page.path.to_string()),
                    coding.code.clone().unwrap(),
                );
            }
        }
    }
    kept
}

/// Every accepted answer is in a draft or on the server, and nothing is there twice.
async fn check(trust: &Trust, said: &Said, kept: &BTreeMap<(String, String), String>) -> usize {
    let responses = trust.of_patient("QuestionnaireResponse", AMIRA).await;
    let tasks = trust.of_patient("Task", AMIRA).await;
    let mut identifiers = BTreeSet::new();
    for response in &responses {
        let identifier = response["identifier"]["value"].to_string();
        assert!(
            identifiers.insert(identifier.clone()),
            "twice on the server: {identifier}"
        );
    }
    let mut arrived = BTreeMap::new();
    for task in &tasks {
        let Some(reference) = task["output"][0]["valueReference"]["reference"].as_str() else {
            continue;
        };
        let id = reference.rsplit('/').next().unwrap();
        let response = responses
            .iter()
            .find(|it| it["id"] == id)
            .expect("a completed task names a response");
        arrived.insert(task["id"].as_str().unwrap().to_owned(), codes(response));
    }
    for task in &said.sent {
        assert!(
            arrived.contains_key(task),
            "handed over and not on the server: {task}"
        );
    }
    for ((task, place), codes) in &said.answers {
        let now = match arrived.get(task) {
            Some(answers) => answers.get(place).cloned(),
            None => kept.get(&(task.clone(), place.clone())).cloned(),
        };
        let accepted = codes.first().is_some_and(|first| first == "=");
        match now {
            Some(code) => assert!(
                codes.contains(&code),
                "{task} {place}: {code} was never said, {codes:?} was"
            ),
            None => assert!(!accepted, "lost: {task} {place} {codes:?}"),
        }
    }
    arrived.len()
}

/// The codes of a response, by the place of the item.
fn codes(response: &Value) -> BTreeMap<String, String> {
    fn walk(items: &Value, found: &mut BTreeMap<String, String>) {
        for item in items.as_array().into_iter().flatten() {
            if let Some(code) = item["answer"][0]["valueCoding"]["code"].as_str() {
                found.insert(
                    Place::of(item["linkId"].as_str().unwrap()).to_string(),
                    code.to_owned(),
                );
            }
            walk(&item["item"], found);
        }
    }
    let mut found = BTreeMap::new();
    walk(&response["item"], &mut found);
    found
}
