//! Takes each control out of a copy of the project and looks whether its tests notice.
//!
//! ```sh
//! tests/run controls                          # all of them
//! cargo run --example controls -- NAME…       # those whose name holds one of these words
//! cargo run --example controls -- --not-seen  # those that were not seen to be missed as they are now
//! cargo run --example controls -- --go-on     # the same, in the copy as it is, after a run that was ended
//! ```
//!
//! The copy lies in `PATHWAY_CONTROLS` (usually `target/controls`) with a target folder of its own, so that the
//! source itself is never touched. Those rows that have no control yet that was seen to be missed come first. Each test is run once with everything in its place, since a test that fails
//! anyway misses nothing. Then one control is taken out, the test is compiled (if it does not compile the list is
//! wrong), and has to fail. `PATHWAY_CONTROLS_BY` is put before each command: `nice`, or whatever hands out turns.

#[path = "mod.rs"]
mod controls;

use controls::{Control, Test};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Longest time for one test, in seconds.
const LONGEST: &str = "900";
/// What is not copied.
const LEFT: [&str; 3] = ["target", ".git", "node_modules"];
const SEEN: &str = "tests/controls/seen.txt";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<bool> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words: Vec<String> = std::env::args().skip(1).collect();
    let mut seen = read_seen(root);
    let chosen: Vec<&Control> = controls::all()
        .into_iter()
        .filter(|it| match words.as_slice() {
            [] => true,
            [only] if only == "--not-seen" || only == "--go-on" => {
                seen.get(it.name) != Some(&it.mark())
            }
            some => some.iter().any(|word| it.name.contains(word)),
        })
        .collect();
    let chosen = rows_first(chosen, &seen);
    let going_on = words.iter().any(|word| word == "--go-on");
    let copy = Copy::of(root, going_on)?;
    // With everything in its place first, all of them: then the source is built once for it.
    let mut well = copy.well()?;
    for test in chosen.iter().flat_map(|it| it.tests) {
        if !well.contains(&name(test)) && copy.run(test)? == Outcome::Passed {
            well.insert(name(test));
            copy.keep_well(&well)?;
        }
    }
    println!("{} tests pass with everything in its place", well.len());
    let mut failed = 0;
    for control in &chosen {
        let verdict = copy.take_out(control, &well)?;
        let held = verdict == Verdict::Missed;
        println!(
            "{:<10} {}: {verdict:?}",
            if held { "missed" } else { "FAILED" },
            control.name
        );
        io::stdout().flush()?;
        if held {
            seen.insert(control.name.to_owned(), control.mark());
        } else {
            failed += 1;
            seen.remove(control.name);
        }
        write_seen(root, &seen)?;
    }
    println!("{} passed, {failed} failed", chosen.len() - failed);
    Ok(failed == 0)
}

/// What came of taking one out.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// Every test that must fail did.
    Missed,
    /// This test passed without it.
    NotMissed(String),
    /// This test fails with everything in its place, or there is no such test.
    FailsAnyway(String),
    /// Without it the source does not compile: the list is wrong.
    DoesNotCompile,
    /// The piece does not stand in this file exactly once.
    NotThere(&'static str),
}

/// What came of one run.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    Nothing,
    NotCompiled,
}

struct Copy {
    tree: PathBuf,
    target: PathBuf,
    /// The tests that passed in it, one a line.
    well: PathBuf,
}

impl Copy {
    fn of(root: &Path, going_on: bool) -> io::Result<Self> {
        let place = std::env::var_os("PATHWAY_CONTROLS")
            .map_or_else(|| root.join("target/controls"), PathBuf::from);
        let tree = place.join("tree");
        let well = place.join("well.txt");
        if !going_on {
            mirror(root, &tree)?;
            fs::write(&well, "")?;
        }
        Ok(Self {
            tree,
            well,
            target: place.join("target"),
        })
    }

    fn well(&self) -> io::Result<BTreeSet<String>> {
        let text = fs::read_to_string(&self.well)?;
        Ok(text.lines().map(str::to_owned).collect())
    }

    fn keep_well(&self, well: &BTreeSet<String>) -> io::Result<()> {
        let lines: Vec<&str> = well.iter().map(String::as_str).collect();
        fs::write(&self.well, lines.join("\n"))
    }

    fn take_out(&self, control: &Control, well: &BTreeSet<String>) -> io::Result<Verdict> {
        if let Some(test) = control.tests.iter().find(|it| !well.contains(&name(it))) {
            return Ok(Verdict::FailsAnyway(name(test)));
        }
        let mut whole: BTreeMap<&str, String> = BTreeMap::new();
        for edit in control.edits {
            let path = self.tree.join(edit.file);
            let text = fs::read_to_string(&path)?;
            whole.entry(edit.file).or_insert_with(|| text.clone());
            if text.matches(edit.with).count() != 1 {
                self.put_back(&whole)?;
                return Ok(Verdict::NotThere(edit.file));
            }
            fs::write(&path, text.replacen(edit.with, edit.without, 1))?;
        }
        let verdict = self.miss(control);
        self.put_back(&whole)?;
        verdict
    }

    fn miss(&self, control: &Control) -> io::Result<Verdict> {
        for test in control.tests {
            match self.run(test)? {
                Outcome::Failed => {}
                Outcome::NotCompiled => return Ok(Verdict::DoesNotCompile),
                Outcome::Passed | Outcome::Nothing => return Ok(Verdict::NotMissed(name(test))),
            }
        }
        Ok(Verdict::Missed)
    }

    fn put_back(&self, whole: &BTreeMap<&str, String>) -> io::Result<()> {
        for (file, text) in whole {
            fs::write(self.tree.join(file), text)?;
        }
        Ok(())
    }

    fn run(&self, test: &Test) -> io::Result<Outcome> {
        let which: &[&str] = match test.file {
            "lib" => &["--lib"],
            file => &["--test", file],
        };
        if !self.cargo(which, &["--no-run"])?.0 {
            return Ok(Outcome::NotCompiled);
        }
        let (well, said) = self.cargo(which, &["--", test.only])?;
        // What is aborted, or hangs until its time is up, says no result of its own.
        let passed = said
            .lines()
            .any(|line| line.starts_with("test result: ok.") && !line.contains(" 0 passed"));
        let skipped = said.contains("SKIP");
        Ok(match (well, passed) {
            (true, true) if !skipped => Outcome::Passed,
            (true, _) => Outcome::Nothing,
            (false, _) => Outcome::Failed,
        })
    }

    fn cargo(&self, which: &[&str], more: &[&str]) -> io::Result<(bool, String)> {
        let before = std::env::var("PATHWAY_CONTROLS_BY").unwrap_or_else(|_| "nice".to_owned());
        let mut words = before.split_whitespace();
        let first = words.next().unwrap_or("nice");
        let done = Command::new(first)
            .args(words)
            .args([
                "timeout",
                "--kill-after=20",
                LONGEST,
                "cargo",
                "test",
                "--locked",
            ])
            .args(which)
            .args(more)
            .current_dir(&self.tree)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("CARGO_MANIFEST_DIR")
            .stdin(Stdio::null())
            .output()?;
        let said = [done.stdout, done.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        if std::env::var_os("PATHWAY_CONTROLS_ALOUD").is_some() {
            eprintln!("{said}");
        }
        Ok((done.status.success(), said))
    }
}

/// Those that show something of a row of which nothing was seen yet before the others.
fn rows_first<'a>(chosen: Vec<&'a Control>, seen: &BTreeMap<String, String>) -> Vec<&'a Control> {
    let all = controls::all();
    let seen = all
        .iter()
        .filter(|it| seen.get(it.name) == Some(&it.mark()));
    let mut shown: BTreeSet<&str> = seen.flat_map(|it| it.rows.iter().copied()).collect();
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for control in chosen {
        let new = control.rows.iter().any(|row| !shown.contains(row));
        shown.extend(control.rows);
        if new {
            first.push(control)
        } else {
            then.push(control)
        }
    }
    first.extend(then);
    first
}

fn name(test: &Test) -> String {
    format!("{} {}", test.file, test.only)
}

/// Makes `to` what `from` is; what is the same already keeps its time, so that nothing is built in vain.
fn mirror(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if LEFT.iter().any(|left| name == *left) {
            continue;
        }
        let (here, there) = (entry.path(), to.join(&name));
        if entry.file_type()?.is_dir() {
            mirror(&here, &there)?;
        } else if fs::read(&there).ok().as_deref() != Some(fs::read(&here)?.as_slice()) {
            fs::copy(&here, &there)?;
        }
        names.insert(name);
    }
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        let kept = names.contains(&entry.file_name());
        if !kept && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if !kept {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn read_seen(root: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root.join(SEEN)).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    lines
        .map(|(mark, name)| (name.to_owned(), mark.to_owned()))
        .collect()
}

fn write_seen(root: &Path, seen: &BTreeMap<String, String>) -> io::Result<()> {
    let there: BTreeSet<&str> = controls::all().iter().map(|it| it.name).collect();
    let lines: String = seen
        .iter()
        .filter(|(name, _)| there.contains(name.as_str()))
        .map(|(name, mark)| format!("{mark} {name}\n"))
        .collect();
    fs::write(root.join(SEEN), lines)
}
