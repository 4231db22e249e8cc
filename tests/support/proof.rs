//! The data behind the documents that have to be proved, and the documents as they are made of it.
//!
//! The data is plain lines, so that a clinical safety officer can edit it: a block begins with `[ID]`, what
//! follows is `name: text`, a line that begins with two spaces goes on with the one before.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the project.
pub fn text_of(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|problem| panic!("{path}: {problem}"))
}

/// One block of a file.
#[derive(Debug, Default)]
pub struct Block {
    pub id: String,
    pub title: String,
    /// Names and texts, in order.
    pub lines: Vec<(String, String)>,
}

impl Block {
    /// Every text under a name.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let found = self.lines.iter().filter(|(it, _)| it == name);
        found.map(|(_, text)| text.as_str()).collect()
    }

    /// The one text under a name; empty where there is none.
    pub fn one(&self, name: &str) -> &str {
        let all = self.all(name);
        assert!(all.len() <= 1, "[{}] has {name} twice", self.id);
        all.first().copied().unwrap_or_default()
    }

    /// Each control with what proves it, and what takes it out.
    pub fn controls(&self) -> Vec<Held<'_>> {
        let mut found = Vec::new();
        let mut lines = self.lines.iter().peekable();
        while let Some((name, text)) = lines.next() {
            if name == "control" {
                let mut next = |wanted: &str| {
                    let line = lines.next_if(|(name, _)| name == wanted);
                    line.map_or("", |(_, text)| text.as_str())
                };
                found.push(Held {
                    control: text,
                    test: next("test"),
                    out: next("out"),
                });
            }
        }
        found
    }
}

/// One control of a hazard.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    pub control: &'a str,
    /// What fails without it, as it is written; [`Proof::list`] reads it.
    pub test: &'a str,
    /// What takes it out, as it is written.
    pub out: &'a str,
}

impl<'a> Held<'a> {
    /// The names of what is taken out (`tests/controls`); empty for `none: why`.
    pub fn outs(&self) -> Vec<&'a str> {
        if self.out.starts_with("none:") {
            return Vec::new();
        }
        let names = self.out.split(';').map(str::trim);
        names.filter(|it| !it.is_empty()).collect()
    }

    /// How far it was taken out and missed, as it stands in a cell. `missed`: whether that was seen of a name.
    fn taken_out(&self, missed: &dyn Fn(&str) -> bool) -> String {
        if let Some(why) = self.out.strip_prefix("none:") {
            return format!("*not taken out:* {}", why.trim());
        }
        let outs = self.outs();
        let seen = outs.iter().filter(|name| missed(name)).count();
        match (seen, outs.len()) {
            (1, 1) => "yes".to_owned(),
            (2, 2) => "yes, each of two".to_owned(),
            (seen, all) if seen == all => format!("yes, each of {all}"),
            (0, _) => "*not seen yet*".to_owned(),
            (seen, all) => format!("*{seen} of {all} seen*"),
        }
    }

    /// Whether all that is named was seen to be missed.
    pub fn was_missed(&self, missed: &dyn Fn(&str) -> bool) -> bool {
        let outs = self.outs();
        !outs.is_empty() && outs.into_iter().all(missed)
    }
}

/// Reads a file of blocks; what is no block, no line and no remark is a mistake that is named.
pub fn blocks(path: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (number, line) in (1..).zip(text_of(path).lines()) {
        let here = || format!("{path}:{number}");
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some((id, title)) = line.strip_prefix('[').and_then(|it| it.split_once(']')) {
            blocks.push(Block {
                id: id.to_owned(),
                title: title.trim().to_owned(),
                lines: Vec::new(),
            });
            continue;
        }
        let block = blocks
            .last_mut()
            .unwrap_or_else(|| panic!("{}: no block yet", here()));
        if line.starts_with("  ") {
            let (_, text) = block
                .lines
                .last_mut()
                .unwrap_or_else(|| panic!("{}", here()));
            *text = format!("{text} {}", line.trim());
            continue;
        }
        let (name, text) = line
            .split_once(':')
            .unwrap_or_else(|| panic!("{}: \"name: text\" is wanted", here()));
        block.lines.push((name.to_owned(), text.trim().to_owned()));
    }
    blocks
}

/// What proves something, as it is named in the data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// A file below `tests`, and perhaps one test of it.
    Test(String, Option<String>),
    /// The tests that stand in a file of the source.
    Source(String),
    /// A spec in Chromium.
    Browser(String),
    /// A whole suite of `tests/run`.
    Suite(String),
}

impl Proof {
    /// Reads a list of names; empty for `none: why`.
    pub fn list(text: &str) -> Vec<Proof> {
        if text.starts_with("none:") {
            return Vec::new();
        }
        let names = text.split(',').map(str::trim).filter(|it| !it.is_empty());
        names.map(Proof::named).collect()
    }

    fn named(name: &str) -> Proof {
        if let Some(spec) = name.strip_prefix("browser/") {
            return Proof::Browser(spec.to_owned());
        }
        if name.starts_with("src/") {
            return Proof::Source(name.to_owned());
        }
        if ["window", "peers", "phones"].contains(&name) {
            return Proof::Suite(name.to_owned());
        }
        match name.split_once("::") {
            Some((file, test)) => Proof::Test(file.to_owned(), Some(test.to_owned())),
            None => Proof::Test(name.to_owned(), None),
        }
    }

    /// Why there can be no such proof; none where there can.
    pub fn is_missing(&self) -> Option<String> {
        let there = |path: String| {
            let path = root().join(path);
            std::fs::read_to_string(&path).map_err(|_| format!("{} is not there", path.display()))
        };
        let found = match self {
            Proof::Test(file, test) => there(format!("tests/{file}.rs")).and_then(|text| {
                let is = |test: &String| text.contains(&format!("fn {test}("));
                match test {
                    Some(test) if !is(test) => Err(format!("tests/{file}.rs has no test {test}")),
                    _ => Ok(()),
                }
            }),
            Proof::Source(path) => {
                there(path.clone()).and_then(|text| match text.contains("test]") {
                    true => Ok(()),
                    false => Err(format!("{path} has no tests")),
                })
            }
            Proof::Browser(spec) => there(format!("tests/browser/specs/{spec}.mjs")).map(drop),
            Proof::Suite(_) => Ok(()),
        };
        found.err()
    }

    /// As it stands in a document.
    pub fn shown(&self) -> String {
        match self {
            Proof::Test(file, None) => format!("`{file}`"),
            Proof::Test(file, Some(test)) => format!("`{file}` ({})", test.replace('_', " ")),
            Proof::Source(path) => format!("`{path}`"),
            Proof::Browser(spec) => format!("`browser/{spec}`"),
            Proof::Suite(name) => format!("the suite `{name}`"),
        }
    }
}

/// Proofs as they stand in a cell.
fn proofs(text: &str) -> String {
    match text.strip_prefix("none:") {
        Some(why) => format!("*not proved:* {}", why.trim()),
        None => Proof::list(text)
            .iter()
            .map(Proof::shown)
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// A cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// `docs/clinical-safety.md`. `missed`: whether what is taken out under a name was seen to be missed.
pub fn clinical_safety(hazards: &[Block], missed: &dyn Fn(&str) -> bool) -> String {
    let mut summary = String::from(
        "| | Hazard | Controls | Of them proved | Taken out and missed |\n|---|---|---|---|---|\n",
    );
    let mut log = Vec::new();
    for hazard in hazards {
        let controls = hazard.controls();
        let proved = controls
            .iter()
            .filter(|it| !Proof::list(it.test).is_empty())
            .count();
        let taken = controls.iter().filter(|it| it.was_missed(missed)).count();
        let (id, title) = (&hazard.id, cell(&hazard.title));
        let anchor = format!("{id} {}", hazard.title).to_lowercase();
        let anchor: String = anchor
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        summary.push_str(&format!(
            "| [{id}](#{anchor}) | {title} | {} | {proved} | {taken} |\n",
            controls.len()
        ));
        log.push(one_hazard(hazard, &controls, missed));
    }
    text_of("docs/made-from/clinical-safety.md")
        .replace("{{summary}}", summary.trim_end())
        .replace("{{hazards}}", log.join("\n\n").trim_end())
}

fn one_hazard(hazard: &Block, controls: &[Held], missed: &dyn Fn(&str) -> bool) -> String {
    let open = |name: &str| match hazard.one(name) {
        "" => "*for the officer*".to_owned(),
        text => text.to_owned(),
    };
    let mut text = format!("### {} {}\n\n", hazard.id, hazard.title);
    text.push_str(&format!(
        "**Cause:** {}\n**Effect:** {}\n",
        hazard.one("cause"),
        hazard.one("effect")
    ));
    text.push_str(&format!(
        "**Severity:** {} · **Likelihood:** {} · **Risk:** {}\n\n",
        open("severity"),
        open("likelihood"),
        open("risk")
    ));
    text.push_str("| Control | Fails without it | Taken out and missed |\n|---|---|---|\n");
    for it in controls {
        let (control, proved, taken) = (cell(it.control), proofs(it.test), it.taken_out(missed));
        text.push_str(&format!("| {control} | {proved} | {taken} |\n"));
    }
    text.push_str(&format!("\n**The trust:** {}\n", hazard.one("trust")));
    text.push_str(&format!("**What remains:** {}", hazard.one("remains")));
    text
}

/// `docs/traceability.md`.
pub fn traceability(asked: &[Block]) -> String {
    let mut table =
        String::from("| | Asked for | Screen | Test | Picture |\n|---|---|---|---|---|\n");
    for row in asked.iter().filter(|it| it.id != "pass") {
        let screens: Vec<String> = parts(row.one("screen"))
            .map(|it| format!("`{it}`"))
            .collect();
        table.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            row.id,
            cell(&row.title),
            screens.join(", "),
            proofs(row.one("test")),
            row.one("picture")
        ));
    }
    text_of("docs/made-from/traceability.md").replace("{{asked}}", table.trim_end())
}

/// The parts of a list.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|it| !it.is_empty())
}

/// Compares a document with what is made of its data; `PATHWAY_DOCS=write` writes it. Gives whether it differed.
pub fn settle(path: &str, made: &str, may_write: bool) -> bool {
    let there = std::fs::read_to_string(root().join(path)).unwrap_or_default();
    let differs = there != made;
    if differs && may_write {
        std::fs::write(Path::new(&root()).join(path), made)
            .unwrap_or_else(|it| panic!("{path}: {it}"));
    }
    differs
}

/// Whether a person asked for the documents to be written.
pub fn is_asked_to_write() -> bool {
    std::env::var("PATHWAY_DOCS").as_deref() == Ok("write")
}
