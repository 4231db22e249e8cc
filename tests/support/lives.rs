//! Lives of the app in processes of their own: the test starts its own program once more as a worker, which
//! says on its standard output what it does, a line each. A small library may be loaded before it.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Where a worker finds its order.
const ORDER: &str = "PATHWAY_WORKER";

/// What this process is to do, if it is a worker: a line each.
pub fn order() -> Option<Vec<String>> {
    let order = std::env::var(ORDER).ok()?;
    Some(order.lines().map(str::to_owned).collect())
}

/// A worker that runs the test of this name, with an order.
pub fn worker(test: &str, order: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", test, "--nocapture"])
        .env(ORDER, order.join("\n"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// Says something to whoever started this worker.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

/// The last word of a worker: it ends as a process does that nobody waits for.
pub fn end() -> ! {
    say("end");
    std::process::exit(0);
}

/// Hears a worker to its end; whether it got through.
pub fn hear(mut child: Child) -> (Vec<String>, bool) {
    let out = BufReader::new(child.stdout.take().unwrap());
    let lines: Vec<String> = out.lines().map_while(Result::ok).collect();
    child.wait().unwrap();
    let through = lines.iter().any(|line| line == "end");
    (lines, through)
}

/// Hears a worker until it says this, and kills it there. All that it said.
pub fn kill_after(mut child: Child, last: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let enough = line == last;
        lines.push(line);
        if enough {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    lines
}

/// What follows this word in the lines of a worker.
pub fn said<'a>(lines: &'a [String], word: &str) -> Vec<&'a str> {
    let ours = lines.iter().filter_map(|line| line.strip_prefix(word));
    ours.map(str::trim).collect()
}

/// A library of `tests/support`, built.
pub fn library(folder: &Path, name: &str) -> PathBuf {
    let library = folder.join(format!("{name}.so"));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/support/{name}.c"));
    let done = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .args([&library, &source])
        .args(["-ldl"])
        .status()
        .expect("a C compiler, which the vault needs as well");
    assert!(done.success());
    library
}
