//! What it costs to keep one answer, and to unlock.
//!
//! An answer goes the whole way that it goes in the app: the next state of the form is worked out, the
//! answer is committed to the encrypted file, and the commit is on the disk before the page may move on
//! (`synchronous=FULL`). Beside it, turn about on the same disk: a page of a file appended and synced,
//! which is the least that anything durable costs. `cargo bench --bench vault` prints the table;
//! `-- write` puts it into docs/performance.md; a target that is missed ends it with 1.

#![allow(
    clippy::unwrap_used,
    reason = "a bench says what went wrong by stopping"
)]

#[path = "../tests/support/desk.rs"]
mod desk;
#[path = "forms/generate.rs"]
#[allow(dead_code, reason = "one of its forms is used")]
mod generate;
#[path = "forms/large.rs"]
#[allow(dead_code, reason = "the form is used, not its answers")]
mod large;

use pathway_companion::app::{Companion, Filling};
use pathway_companion::forms::{Path, Value as Answer};
use serde_json::{Value, json};
use std::fs::File;
use std::future::Future;
use std::io::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const AMIRA: &str = "demo-amira";
const PASSCODE: &str = "kestrel over 4 hills";
const BEGIN: &str = "<!-- benches/vault.rs writes this -->";
const END: &str = "<!-- benches/vault.rs: as far as here -->";
/// Times the bare sync that an answer may cost, at the 99th of 100.
const MOST: f64 = 3.0;
/// How much dearer an answer of the large form may be than one of the small form.
const MOST_APART: f64 = 2.0;
const UNLOCKS: usize = 8;

struct Times(Vec<Duration>);

impl Times {
    fn at(&self, part: f64) -> Duration {
        let mut all = self.0.clone();
        all.sort_unstable();
        let index = ((all.len() - 1) as f64 * part).round() as usize;
        all[index]
    }

    fn row(&self, what: &str) -> String {
        let [p50, p99] = [0.5, 0.99].map(|part| told(self.at(part)));
        format!("| {what} | {} | {p50} | {p99} |\n", self.0.len())
    }
}

fn told(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1_000.0)
}

/// A form that is being filled in, and the questions that are answered in turn.
struct Form {
    filling: Filling,
    questions: Vec<(Path, Vec<Answer>)>,
    turn: usize,
    times: Times,
}

impl Form {
    async fn open(app: &Companion, task: &str) -> Self {
        let filling = app.open_form(task).await.unwrap();
        let mut questions = Vec::new();
        for page in filling.session.pages() {
            for question in page.questions() {
                let options: Vec<Answer> = question
                    .item
                    .options
                    .iter()
                    .map(|it| it.value.clone())
                    .collect();
                if options.len() > 1 {
                    questions.push((question.path.clone(), options));
                }
            }
        }
        assert!(
            questions.len() > 3,
            "{} questions with options",
            questions.len()
        );
        Self {
            filling,
            questions,
            turn: 0,
            times: Times(Vec::new()),
        }
    }

    async fn one_answer(&mut self, app: &Companion) {
        let (path, options) = &self.questions[self.turn % self.questions.len()];
        let value = options[(self.turn / self.questions.len()) % options.len()].clone();
        self.turn += 1;
        let began = Instant::now();
        self.filling = app.answer(&self.filling, path, vec![value]).await.unwrap();
        self.times.0.push(began.elapsed());
    }
}

/// The team asks for a form.
async fn ask_for(app: &Companion, trust: &desk::Trust, form: Value) -> String {
    let task = format!("bench-{}", form["id"].as_str().unwrap());
    let named = format!(
        "{}|{}",
        form["url"].as_str().unwrap(),
        form["version"].as_str().unwrap()
    );
    let all = trust.of_patient("Task", AMIRA).await;
    let mut asked = all
        .into_iter()
        .find(|it| it["status"] == "requested" && it.to_string().contains("phq-9"))
        .unwrap();
    let text = asked.to_string();
    let old = text
        .split('"')
        .find(|it| it.contains("Questionnaire/phq-9"))
        .unwrap();
    asked = serde_json::from_str(&text.replace(old, &named)).unwrap();
    asked["id"] = json!(task);
    asked.as_object_mut().unwrap().remove("meta");
    trust.put(form).await;
    trust.put(asked).await;
    app.look_now().await;
    desk::until(app, "the form has come", |view| {
        let record = view.record.as_ref();
        record.is_some_and(|it| it.forms_to_do.iter().any(|form| form.task == task))
    })
    .await;
    task
}

/// Does `work`; the longest time for which it held the thread that waits for it.
async fn held<T>(work: impl Future<Output = T>) -> (T, Duration) {
    let mut work = std::pin::pin!(work);
    let mut longest = Duration::ZERO;
    let done = std::future::poll_fn(|cx| {
        let began = Instant::now();
        let now = work.as_mut().poll(cx);
        longest = longest.max(began.elapsed());
        now
    })
    .await;
    (done, longest)
}

fn synced(file: &mut File) -> Duration {
    let page = [7u8; 4096];
    let began = Instant::now();
    file.write_all(&page).unwrap();
    file.sync_data().unwrap();
    began.elapsed()
}

fn main() -> ExitCode {
    let rounds = std::env::var("PATHWAY_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (table, held_to) = runtime.block_on(run(rounds));
    println!("{table}");
    if std::env::args().any(|it| it == "write") {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/performance.md");
        let text = std::fs::read_to_string(path).unwrap();
        let (before, rest) = text.split_once(BEGIN).unwrap();
        let (_, after) = rest.split_once(END).unwrap();
        std::fs::write(path, format!("{before}{BEGIN}\n\n{table}\n{END}{after}")).unwrap();
    }
    if held_to {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn run(rounds: usize) -> (String, bool) {
    // On the disk that the program is on: a folder for passing things may be in memory.
    let near = std::env::current_exe().unwrap();
    let home = tempfile::tempdir_in(near.parent().unwrap()).unwrap();
    let data = desk::folder();
    let (running, trust) = desk::sandbox(data.path()).await;
    let app = desk::companion(home.path(), &trust).await;
    desk::sign_in(&app, &trust, AMIRA).await;
    let small = ask_for(&app, &trust, generate::form_of(10)).await;
    let large = ask_for(&app, &trust, large::form_800()).await;
    let mut small = Form::open(&app, &small).await;
    let mut large = Form::open(&app, &large).await;
    // Nobody talks to the disk meanwhile but these three.
    drop(running);
    let mut file = File::create(home.path().join("bare")).unwrap();
    let mut bare = Times(Vec::new());
    for round in 0..rounds + 20 {
        bare.0.push(synced(&mut file));
        small.one_answer(&app).await;
        large.one_answer(&app).await;
        if round == 20 {
            // Warm now.
            for times in [&mut bare, &mut small.times, &mut large.times] {
                times.0.clear();
            }
        }
    }
    let (mut unlocks, mut blocked) = (Times(Vec::new()), Times(Vec::new()));
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();
    for _ in 0..UNLOCKS {
        app.lock().await;
        let began = Instant::now();
        let (done, longest) = held(app.unlock(PASSCODE.into())).await;
        done.unwrap();
        unlocks.0.push(began.elapsed());
        blocked.0.push(longest);
    }
    let ratio =
        |times: &Times, part: f64| times.at(part).as_secs_f64() / bare.at(part).as_secs_f64();
    let apart = |part: f64| large.times.at(part).as_secs_f64() / small.times.at(part).as_secs_f64();
    let dearest = ratio(&small.times, 0.99).max(ratio(&large.times, 0.99));
    let (by_sync, by_length) = (dearest <= MOST, apart(0.5) <= MOST_APART);
    let verdict = |held: bool| if held { "held" } else { "MISSED" };
    let mut table = String::from("| What | times | p50 | p99 |\n| --- | ---: | ---: | ---: |\n");
    table += &bare.row("One page of a file appended and synced");
    table += &small.times.row("One answer, form of 10 items");
    table += &large.times.row("One answer, form of 800 items");
    table += &unlocks.row("Unlocking with the passcode");
    table += &blocked.row("… of which it holds the thread that asks");
    table += &format!(
        "\nAt p99 an answer costs {:.1} (10 items) and {:.1} (800 items) times the bare sync ({MOST} or less: {}). The large form \
         beside the small one: {:.1} times at p99, {:.1} times at p50 ({MOST_APART} or less: {}).\n",
        ratio(&small.times, 0.99),
        ratio(&large.times, 0.99),
        verdict(by_sync),
        apart(0.99),
        apart(0.5),
        verdict(by_length)
    );
    (table, by_sync && by_length)
}
