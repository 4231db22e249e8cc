//! What it costs to open Help now, beside the least that opening any page costs.
//!
//! Both are drawn from nothing: the app, its frame, the route, the words; once with Help now and once with the
//! page that says "we do not have this page", which holds two sentences and a button. Opening is the drawing of
//! the page that the person waits for: Help reads no vault, no network and no file (a test holds that), so there
//! is nothing else to wait for. `cargo bench --bench help` prints the table; `-- write` puts it into
//! docs/performance.md; a target that is missed ends it with 1.

#![allow(
    clippy::unwrap_used,
    reason = "a bench says what went wrong by stopping"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use pathway_companion::app::{Stage, View};
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use support::{amira, draw};

const BEGIN: &str = "<!-- benches/help.rs writes this -->";
const END: &str = "<!-- benches/help.rs: as far as here -->";
const ROUNDS: usize = 200;
/// How much dearer Help now may be than the smallest page.
const MOST_TIMES: f64 = 8.0;
/// What nobody notices.
const MOST: Duration = Duration::from_millis(100);

fn once(address: &str, view: &View) -> Duration {
    let view = view.clone();
    let begun = Instant::now();
    black_box(draw(address, view));
    begun.elapsed()
}

fn at(times: &mut [Duration], part: f64) -> Duration {
    times.sort_unstable();
    times[((times.len() - 1) as f64 * part).round() as usize]
}

fn told(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1_000.0)
}

fn main() -> ExitCode {
    let views = [
        ("unlocked", amira::view()),
        (
            "before sign-in, no trust file",
            View {
                stage: Stage::Welcome,
                ..View::default()
            },
        ),
    ];
    let mut table = String::from(
        "| Opened | Times | Middle | 99th of 100 | Times the smallest page |\n|---|---|---|---|---|\n",
    );
    let mut missed = false;
    for (name, view) in &views {
        let (mut help, mut least) = (Vec::new(), Vec::new());
        // Turn about, so that both see the same machine.
        for _ in 0..ROUNDS {
            help.push(once("/help", view));
            least.push(once("/nowhere", view));
        }
        let [middle, late] = [0.5, 0.99].map(|part| at(&mut help, part));
        let floor = at(&mut least, 0.5);
        let times = middle.as_secs_f64() / floor.as_secs_f64();
        missed |= times > MOST_TIMES || middle > MOST;
        table += &format!(
            "| Help now, {name} | {ROUNDS} | {} | {} | {times:.1} |\n",
            told(middle),
            told(late)
        );
    }
    print!("{table}");
    if std::env::args().any(|it| it == "write") {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/performance.md");
        let text = std::fs::read_to_string(path).unwrap();
        let (before, rest) = text.split_once(BEGIN).unwrap();
        let (_, after) = rest.split_once(END).unwrap();
        std::fs::write(path, format!("{before}{BEGIN}\n{table}{END}{after}")).unwrap();
    }
    if missed {
        eprintln!("a target was missed: {MOST_TIMES} times the smallest page, and {MOST:?}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
