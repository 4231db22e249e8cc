//! How fast forms are: our side. `benches/run` starts it beside the peers and compares.
//!
//! `forms generate FOLDER` writes what both sides read. `forms FOLDER` then takes one task a line
//! (`{"task": …}`) on its standard input and answers each with `{"task", "ns": […], "value"}`: so many
//! nanoseconds each time that the task was done, and what came out of it.

#![allow(
    clippy::unwrap_used,
    reason = "a bench says what went wrong by stopping"
)]

mod generate;
mod large;

use generate::Dice;
use pathway_companion::fhir::questionnaire::read_questionnaire;
use pathway_companion::fhir::read_answers;
use pathway_companion::forms::{Kind, Page, Path, Questionnaire, Session, Value};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, HashMap};
use std::hint::black_box;
use std::io::{BufRead, Write};
use std::path::Path as File;
use std::sync::Arc;
use std::time::Instant;

const PHQ9: &str = include_str!("../../assets/forms/phq-9.json");

fn main() {
    // cargo itself adds `--bench`.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["generate", folder] => write_inputs(File::new(folder)),
        [folder] => serve(File::new(folder)),
        // `cargo bench` and `cargo test --benches` come by: that it runs is all there is to see.
        _ => println!("see benches/run"),
    }
}

fn write_inputs(folder: &File) {
    std::fs::create_dir_all(folder).unwrap();
    let write = |name: &str, value: &Json| {
        std::fs::write(folder.join(name), serde_json::to_string(value).unwrap()).unwrap();
    };
    std::fs::write(folder.join("phq-9.json"), PHQ9).unwrap();
    write("form-800.json", &large::form_800());
    write("form-800-plain.json", &generate::form_800_plain());
    write("form-400.json", &generate::form_400());
    write("response-400.json", &generate::response_400());
    write("expressions-397.json", &json!(generate::expressions_397()));
    for (form, name, changes) in [
        ("form-800.json", "response-800", "g01-c1"),
        ("phq-9.json", "response-phq9", "phq9-q1"),
    ] {
        let form = read(folder, form);
        for turn in 0..2 {
            let session =
                answered(&form).with_answer(&Path::of(changes), vec![option(&form, changes, turn)]);
            let id = form.url.rsplit('/').next().unwrap();
            write(
                &format!("{name}-{turn}.json"),
                &generate::response(id, session.response_items()),
            );
        }
    }
    for items in [100, 1_000, 5_000] {
        write(&format!("form-of-{items}.json"), &generate::form_of(items));
    }
}

fn serve(folder: &File) {
    let mut tasks = Tasks {
        folder,
        kept: HashMap::new(),
    };
    for line in std::io::stdin().lock().lines() {
        let asked: Json = serde_json::from_str(&line.unwrap()).unwrap();
        let task = asked["task"].as_str().unwrap().to_owned();
        let (ns, value) = tasks.run(&task);
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", json!({ "task": task, "ns": ns, "value": value })).unwrap();
        out.flush().unwrap();
    }
}

struct Tasks<'a> {
    folder: &'a File,
    /// Forms that are open, with their answers.
    kept: HashMap<String, Session>,
}

impl Tasks<'_> {
    /// Does a task some times and tells how long each took.
    fn run(&mut self, task: &str) -> (Vec<u64>, Json) {
        match task {
            "open_800" => self.open("form-800.json"),
            "open_800_filled" => self.open_filled("form-800.json", "response-800-0.json"),
            "open_800_plain" => self.open("form-800-plain.json"),
            "open_phq9" => self.open("phq-9.json"),
            "answer_800" => self.answer("form-800.json", "g01-c1", Some("overall")),
            "answer_phq9" => self.answer("phq-9.json", "phq9-q1", None),
            "answer_of_100" | "answer_of_1000" | "answer_of_5000" => {
                let items = task.trim_start_matches("answer_of_");
                self.answer(&format!("form-of-{items}.json"), "c1", Some("sum-1"))
            }
            "step_of_100" | "step_of_1000" | "step_of_5000" => {
                let items = task.trim_start_matches("step_of_");
                self.step(&format!("form-of-{items}.json"), "c1")
            }
            "chain_397" => self.answer_number("form-400.json", "q1", "q400"),
            "score_phq9" => self.score(),
            other => panic!("no such task: {other}"),
        }
    }

    /// From bytes to the first page.
    fn open(&self, name: &str) -> (Vec<u64>, Json) {
        let raw = std::fs::read_to_string(self.folder.join(name)).unwrap();
        let (ns, page) = timed(5, |_| {
            let form = Arc::new(read_questionnaire(&raw).unwrap());
            let session = Session::new(form, BTreeMap::new());
            let first = session.first().unwrap();
            let page = session.page_at(&first).unwrap();
            // The app keeps both.
            (session, page)
        });
        (ns, json!(page.unwrap().1.path.as_str()))
    }

    /// From the bytes of a form and of the answers to it to the first page.
    fn open_filled(&self, form: &str, response: &str) -> (Vec<u64>, Json) {
        let text = |name: &str| std::fs::read_to_string(self.folder.join(name)).unwrap();
        let (form, response) = (text(form), text(response));
        let (ns, done) = timed(5, |_| {
            let form = Arc::new(read_questionnaire(&form).unwrap());
            let answers = read_answers(&response, &form).unwrap();
            let session = Session::new(form, answers);
            let first = session.first().unwrap();
            let page = session.page_at(&first).unwrap();
            (session, page)
        });
        (ns, json!(number(&done.unwrap().0, "overall")))
    }

    /// From an answer to the page that is seen next; what it shows then, for both answers.
    fn answer(&mut self, name: &str, link_id: &str, shows: Option<&str>) -> (Vec<u64>, Json) {
        let mut session = self.session(name);
        let path = Path::of(link_id);
        let form = session.form().clone();
        let mut shown = [None; 2];
        let (ns, _) = timed(20, |turn| {
            session = session.with_answer(&path, vec![option(&form, link_id, turn % 2)]);
            shown[turn % 2] = shows.and_then(|s| number(&session, s));
            seen_next(&session, &path)
        });
        self.kept.insert(name.to_owned(), session);
        (ns, json!(shown))
    }

    /// An answer alone: what it costs beside looking at a page.
    fn step(&mut self, name: &str, link_id: &str) -> (Vec<u64>, Json) {
        let mut session = self.session(name);
        let path = Path::of(link_id);
        let form = session.form().clone();
        let (ns, _) = timed(20, |turn| {
            // The state before goes too, as it does in the app.
            session = session.with_answer(&path, vec![option(&form, link_id, turn % 2)]);
        });
        self.kept.insert(name.to_owned(), session);
        (ns, Json::Null)
    }

    /// A number on which all others depend.
    fn answer_number(&mut self, name: &str, link_id: &str, shows: &str) -> (Vec<u64>, Json) {
        let mut session = self.session(name);
        let path = Path::of(link_id);
        let (ns, _) = timed(6, |turn| {
            session = session.with_answer(&path, vec![Value::Integer(2 - (turn % 2) as i64)]);
        });
        let shown = number(&session, shows);
        self.kept.insert(name.to_owned(), session);
        (ns, json!(shown))
    }

    fn score(&mut self) -> (Vec<u64>, Json) {
        let first = Path::of("phq9-q1");
        let session = self.session("phq-9.json");
        let none = option(session.form(), first.as_str(), 0);
        let session = session.with_answer(&first, vec![none]);
        let (ns, score) = timed(50, |_| black_box(&session).score());
        (ns, json!(score.flatten().map(|s| s.total)))
    }

    fn session(&mut self, name: &str) -> Session {
        let folder = self.folder;
        let make = || answered(&read(folder, name));
        self.kept
            .entry(name.to_owned())
            .or_insert_with(make)
            .clone()
    }
}

fn timed<T>(times: usize, mut work: impl FnMut(usize) -> T) -> (Vec<u64>, Option<T>) {
    let mut last = None;
    let ns = (0..times).map(|n| {
        let before = Instant::now();
        let done = black_box(work(n));
        let took = before.elapsed().as_nanos() as u64;
        last = Some(done);
        took
    });
    (ns.collect(), last)
}

/// What the app asks of the new state: where the person goes, what stands there, how far they are.
fn seen_next(session: &Session, path: &Path) -> Option<Page> {
    let next = session.after(path)?;
    black_box(session.progress(&next));
    session.page_at(&next)
}

fn read(folder: &File, name: &str) -> Arc<Questionnaire> {
    let raw = std::fs::read_to_string(folder.join(name)).unwrap();
    Arc::new(read_questionnaire(&raw).unwrap_or_else(|refused| panic!("{name}: {refused}")))
}

/// An option of a choice; a number where it has none.
fn option(form: &Questionnaire, link_id: &str, number: usize) -> Value {
    let mut to_do: Vec<_> = form.items.iter().collect();
    while let Some(item) = to_do.pop() {
        if item.link_id == link_id {
            return item.options[number].value.clone();
        }
        to_do.extend(&item.items);
    }
    panic!("no such item: {link_id}")
}

fn number(session: &Session, link_id: &str) -> Option<f64> {
    session.answer_at(&Path::of(link_id)).first()?.number()
}

/// The form with an answer to every question.
fn answered(form: &Arc<Questionnaire>) -> Session {
    let mut dice = Dice::new();
    let mut answers = BTreeMap::new();
    let mut to_do: Vec<_> = form.items.iter().rev().collect();
    while let Some(item) = to_do.pop() {
        to_do.extend(item.items.iter().rev());
        if !item.is_for_the_person() {
            continue;
        }
        let value = match item.kind {
            Kind::Choice => item.options[dice.roll(item.options.len() as u64) as usize]
                .value
                .clone(),
            Kind::Boolean => Value::Boolean(dice.roll(2) == 1),
            Kind::Integer if item.link_id == "age" => Value::Integer(50),
            Kind::Integer => Value::Integer(1 + dice.roll(3) as i64),
            Kind::Date => Value::Date(format!("2026-11-{:02}", 1 + dice.roll(28))),
            _ => Value::Text("some words".to_owned()),
        };
        answers.insert(Path::of(&item.link_id), vec![value]);
    }
    if form.url.ends_with("form-400") {
        for (n, link_id) in (1..).zip(["q1", "q2", "q3"]) {
            answers.insert(Path::of(link_id), vec![Value::Integer(n)]);
        }
    }
    Session::new(form.clone(), answers)
}
