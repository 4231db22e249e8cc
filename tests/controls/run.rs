//! Takes each control out of a copy of the project and looks whether its tests notice.
//!
//! ```sh
//! tests/run controls                          # all of them
//! cargo run --example controls -- NAME…       # those whose name holds one of these words
//! cargo run --example controls -- --not-seen  # those that were not seen to be missed as they are now
//! ```
//!
//! The copy lies in `PATHWAY_CONTROLS` (usually `target/controls`) with a target folder of its own, so that the
//! source itself is never touched. Most controls get a switch there (`PATHWAY_OUT`), so that one build does for all; the
//! others are cut out one after the other, each with a build. Every test is run with everything in its place as well,
//! since one that fails anyway misses nothing. `PATHWAY_CONTROLS_BY` is put before each command: `nice`, or whatever
//! hands out turns.

#[path = "book.rs"]
mod book;
#[path = "mod.rs"]
mod controls;
#[path = "mirror.rs"]
mod mirror;

use book::Book;
use controls::{Control, Test};
use mirror::mirror;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Longest time for one test, in seconds.
const LONGEST: u32 = 600;
/// Most tests in one turn.
const A_TURN: usize = 25;
/// Tests that run a tool of the examples, which cargo does not build for them.
const WITH_A_TOOL: [(&str, &str); 3] = [
    ("form_check_tells_the_truth", "form-check"),
    ("trust_check_tells_the_truth", "trust-check"),
    ("trust_check_names_every_mistake_in_a_file", "trust-check"),
];
const SWITCH: &str = r#"

/// Whether a control is taken out in this run.
pub fn is_out(mark: u64) -> bool {
    static OUT: std::sync::OnceLock<u64> = std::sync::OnceLock::new();
    let read = || u64::from_str_radix(&std::env::var("PATHWAY_OUT").ok()?, 16).ok();
    *OUT.get_or_init(|| read().unwrap_or(0)) == mark
}
"#;

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
    let mut book = Book::of(root);
    let chosen: Vec<&Control> = controls::all()
        .into_iter()
        .filter(|it| match words.as_slice() {
            [] => true,
            [only] if only == "--not-seen" => !book.has(it),
            some => some.iter().any(|word| it.name.contains(word)),
        })
        .collect();
    let copy = Copy::of(root)?;
    let (switched, cut): (Vec<&Control>, Vec<&Control>) =
        chosen.iter().partition(|it| copy.can_switch(it));
    println!("{} by a switch, {} by a cut", switched.len(), cut.len());
    copy.put_switches(&switched)?;
    let programs = copy.build(&chosen)?;
    // Each test with everything in its place first: one that fails anyway misses nothing.
    let all: BTreeSet<&Test> = chosen.iter().flat_map(|it| it.tests).collect();
    let runs: Vec<(String, &Test)> = all.iter().map(|test| (String::new(), *test)).collect();
    let passes: BTreeSet<&Test> = copy
        .those(&programs, runs, Outcome::Passed)?
        .into_iter()
        .map(|(_, test)| test)
        .collect();
    for test in all.difference(&passes) {
        println!("fails anyway, or is not there: {} {}", test.file, test.only);
    }
    let mut missed: BTreeMap<&str, bool> = BTreeMap::new();
    // What was seen is noted as it goes: a run that is ended half way was not in vain.
    for some in switched.chunks(A_TURN) {
        let runs = some
            .iter()
            .flat_map(|it| it.tests.iter().map(|test| (it.mark(), test)));
        let failed = copy.those(&programs, runs.collect(), Outcome::Failed)?;
        for control in some {
            let mark = control.mark();
            let held = |test: &Test| {
                let mut failed = failed.iter();
                passes.contains(test) && failed.any(|(out, it)| *out == mark && *it == test)
            };
            for test in control.tests.iter().filter(|it| !held(it)) {
                println!(
                    "not missed: {} by {} {}",
                    control.name, test.file, test.only
                );
            }
            let held = control.tests.iter().all(held);
            missed.insert(control.name, held);
            book.note(control, held)?;
        }
    }
    for control in cut {
        let well = control.tests.iter().all(|it| passes.contains(it));
        let held = well && copy.cut(control)?;
        missed.insert(control.name, held);
        book.note(control, held)?;
    }
    let mut failed = 0;
    for control in &chosen {
        let held = missed.get(control.name) == Some(&true);
        println!(
            "{} {}",
            if held { "missed" } else { "FAILED" },
            control.name
        );
        failed += usize::from(!held);
    }
    println!("{} passed, {failed} failed", chosen.len() - failed);
    Ok(failed == 0)
}

/// What came of one test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    /// No test of that name ran.
    Nothing,
}

struct Copy {
    tree: PathBuf,
    target: PathBuf,
}

impl Copy {
    fn of(root: &Path) -> io::Result<Self> {
        let place = std::env::var_os("PATHWAY_CONTROLS")
            .map_or_else(|| root.join("target/controls"), PathBuf::from);
        let tree = place.join("tree");
        mirror(root, &tree)?;
        Ok(Self {
            tree,
            target: place.join("target"),
        })
    }

    fn can_switch(&self, control: &Control) -> bool {
        control
            .edits
            .iter()
            .all(|edit| edit.switched("0").is_some())
    }

    fn put_switches(&self, controls: &[&Control]) -> io::Result<()> {
        let lib = self.tree.join("src/lib.rs");
        let text = fs::read_to_string(&lib)?;
        fs::write(&lib, text + SWITCH)?;
        for control in controls {
            for edit in control.edits {
                let switched = edit.switched(&control.mark()).unwrap_or_default();
                self.replace(edit.file, &edit.piece(), &switched)?;
            }
        }
        Ok(())
    }

    /// Replaces what must stand there exactly once; gives the text as it was.
    fn replace(&self, file: &str, with: &str, without: &str) -> io::Result<String> {
        let path = self.tree.join(file);
        let text = fs::read_to_string(&path)?;
        if text.matches(with).count() != 1 {
            let problem = format!("not there, or not once, in {file}: {with}");
            return Err(io::Error::other(problem));
        }
        fs::write(&path, text.replacen(with, without, 1))?;
        Ok(text)
    }

    /// Compiles the tests that are needed; gives each file's program.
    fn build(&self, controls: &[&Control]) -> io::Result<BTreeMap<String, PathBuf>> {
        let files: BTreeSet<&str> = controls
            .iter()
            .flat_map(|it| it.tests.iter().map(|test| test.file))
            .collect();
        let mut asked = vec!["cargo", "test", "--locked", "--no-run"];
        for file in &files {
            match *file {
                "lib" => asked.push("--lib"),
                file => asked.extend(["--test", file]),
            }
        }
        let (well, said) = self.command(&asked)?;
        if !well {
            eprintln!("{said}");
            return Err(io::Error::other("it does not compile with the switches"));
        }
        let tools = WITH_A_TOOL.iter().filter(|(test, _)| files.contains(test));
        for (_, tool) in tools {
            let (well, said) = self.command(&["cargo", "build", "--locked", "--example", tool])?;
            if !well {
                eprintln!("{said}");
                return Err(io::Error::other("a tool does not compile"));
            }
        }
        // "Executable tests/a.rs (target/…/a-0123)", "Executable unittests src/lib.rs (…)"
        let programs = said.lines().filter_map(|line| {
            let (source, program) = line.trim().strip_prefix("Executable ")?.split_once(" (")?;
            let program = self.tree.join(program.strip_suffix(')')?);
            let file = match source.strip_prefix("unittests ") {
                Some("src/lib.rs") => "lib",
                Some(_) => return None,
                None => Path::new(source).file_stem()?.to_str()?,
            };
            files.contains(file).then(|| (file.to_owned(), program))
        });
        Ok(programs.collect())
    }

    /// Runs tests, many in each turn: with what out, and which.
    fn turns(
        &self,
        programs: &BTreeMap<String, PathBuf>,
        runs: &[(String, &Test)],
    ) -> io::Result<Vec<Outcome>> {
        let mut outcomes = Vec::new();
        for some in runs.chunks(A_TURN) {
            let lines = some.iter().map(|(out, test)| {
                let program = programs.get(test.file).map(|it| it.display().to_string());
                format!(
                    "PATHWAY_OUT={out} timeout --kill-after=20 {LONGEST} '{}' {}; echo \"=== $?\"\n",
                    program.unwrap_or_default(),
                    test.only
                )
            });
            let (_, said) = self.command(&["bash", "-c", &lines.collect::<String>()])?;
            outcomes.extend(read_outcomes(&said));
            println!("{} of {} runs", outcomes.len(), runs.len());
        }
        Ok(outcomes)
    }

    /// Runs tests; gives those of which this came.
    fn those<'a>(
        &self,
        programs: &BTreeMap<String, PathBuf>,
        runs: Vec<(String, &'a Test)>,
        wanted: Outcome,
    ) -> io::Result<Vec<(String, &'a Test)>> {
        let outcomes = self.turns(programs, &runs)?;
        let all = runs.into_iter().zip(outcomes);
        let some = all.filter(|(_, outcome)| *outcome == wanted);
        Ok(some.map(|(run, _)| run).collect())
    }

    /// Cuts a control out, builds its tests, and puts it back; whether all of them miss it.
    fn cut(&self, control: &Control) -> io::Result<bool> {
        let mut whole = Vec::new();
        for edit in control.edits {
            let was = self.replace(edit.file, edit.with, edit.without)?;
            whole.push((edit.file, was));
        }
        let outcomes = self.build(&[control]).and_then(|programs| {
            let runs: Vec<(String, &Test)> = control
                .tests
                .iter()
                .map(|test| (String::new(), test))
                .collect();
            self.turns(&programs, &runs)
        });
        for (file, text) in whole.into_iter().rev() {
            fs::write(self.tree.join(file), text)?;
        }
        Ok(match outcomes {
            Ok(outcomes) => outcomes.iter().all(|it| *it == Outcome::Failed),
            Err(problem) => {
                println!("{}: {problem}", control.name);
                false
            }
        })
    }

    fn command(&self, asked: &[&str]) -> io::Result<(bool, String)> {
        let before = std::env::var("PATHWAY_CONTROLS_BY").unwrap_or_else(|_| "nice".to_owned());
        let mut words = before.split_whitespace();
        let done = Command::new(words.next().unwrap_or("nice"))
            .args(words)
            .args(asked)
            .current_dir(&self.tree)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_MANIFEST_DIR", &self.tree)
            .stdin(Stdio::null())
            .output()?;
        let said = [done.stdout, done.stderr].concat();
        Ok((
            done.status.success(),
            String::from_utf8_lossy(&said).into_owned(),
        ))
    }
}

fn read_outcomes(said: &str) -> Vec<Outcome> {
    let mut passed = false;
    let mut outcomes = Vec::new();
    for line in said.lines() {
        passed |= line.starts_with("test result: ok.") && !line.contains(" 0 passed");
        if let Some((_, code)) = line.split_once("=== ") {
            outcomes.push(match (code.trim(), passed) {
                ("0", true) => Outcome::Passed,
                ("0", false) => Outcome::Nothing,
                // What is aborted, or hangs until its time is up, says no result of its own.
                _ => Outcome::Failed,
            });
            passed = false;
        }
    }
    outcomes
}
