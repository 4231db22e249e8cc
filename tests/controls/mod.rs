//! The controls that are taken out, one at a time, to see that a test misses them.
//!
//! A control is a few lines of the source that keep a promise. Here stands, for each, how the source reads
//! without it, and which tests must fail then. A row of `docs/security.md` or a hazard of
//! `docs/clinical-safety.md` whose control can be taken out unnoticed is held by nothing, whatever
//! test it names.
//!
//! `tests/run controls` takes them out (`tests/controls/run.rs`); it writes what it saw into
//! `tests/controls/seen.txt`. `each_control_is_missed_when_it_is_taken_out` looks, in every run of the tests, that
//! the list fits the source, that each row has a control, and that what was seen is of the list as it is.

mod carers;
mod hazards;
mod keys;
mod network;
mod record;
mod sign_in;

/// One control.
pub struct Control {
    /// What it is, in few words; also how it is chosen by name.
    pub name: &'static str,
    /// The rows that it belongs to: how a row of the security table begins, or a hazard (`H1`). Which control of
    /// a hazard it is says the log itself (`docs/made-from/hazards.txt`, `out:`).
    #[allow(dead_code, reason = "the run asks for no rows")]
    pub rows: &'static [&'static str],
    /// What is changed to take it out.
    pub edits: &'static [Edit],
    /// The tests that must fail then, each by itself.
    pub tests: &'static [Test],
}

/// A piece of the source, and what stands in its place when the control is out.
pub struct Edit {
    /// The file.
    pub file: &'static str,
    /// The piece. It stands in the file exactly once. Where a part of it is marked `⟦so⟧` (an expression, or whole
    /// statements) or `⟪so⟫` (nodes of a page), that part alone is replaced, and by a switch: one build then does for
    /// all of them.
    pub with: &'static str,
    /// What takes its place.
    pub without: &'static str,
}

impl Edit {
    /// An edit of one piece.
    pub const fn of(file: &'static str, with: &'static str, without: &'static str) -> Self {
        Self {
            file,
            with,
            without,
        }
    }

    /// The piece as it stands in the file.
    #[allow(dead_code, reason = "the log asks for no pieces")]
    pub fn piece(&self) -> String {
        self.with.replace(['⟦', '⟧', '⟪', '⟫'], "")
    }

    /// The piece with a switch in it, for the control with that mark; none where no part is marked.
    #[allow(dead_code, reason = "the run alone asks for it")]
    pub fn switched(&self, mark: &str) -> Option<String> {
        // A tool beside the app asks the app's own library.
        let home = match self.file.starts_with("src/") {
            true => "crate",
            false => "pathway_companion",
        };
        let out = format!("{home}::is_out(0x{mark})");
        let without = self.without;
        if let Some((before, rest)) = self.with.split_once('⟪') {
            let (part, after) = rest.split_once('⟫')?;
            let nodes = format!("if {out} {{ {without} }} else {{ {part} }}");
            return Some(format!("{before}{nodes}{after}"));
        }
        let (before, rest) = self.with.split_once('⟦')?;
        let (part, after) = rest.split_once('⟧')?;
        let switch = format!("{{ if {out} {{ {without} }} else {{ {part} }} }}");
        let statements = part.is_empty() || part.ends_with([';', '}']);
        Some(match statements {
            true => format!("{before}{switch}{after}"),
            false => format!("{before}({switch}){after}"),
        })
    }
}

/// A test that must fail.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Test {
    /// The file below `tests/`, without its end; `lib`: the tests within the source.
    pub file: &'static str,
    /// The test in it, or how its name begins.
    pub only: &'static str,
}

impl Test {
    /// A test, or those whose names begin so.
    pub const fn of(file: &'static str, only: &'static str) -> Self {
        Self { file, only }
    }
}

/// All of them; those that the same test misses stand together.
pub fn all() -> Vec<&'static Control> {
    let parts = [
        keys::CONTROLS,
        sign_in::CONTROLS,
        network::CONTROLS,
        record::CONTROLS,
        carers::CONTROLS,
    ];
    let parts = parts.into_iter().chain(hazards::PARTS);
    let mut all: Vec<&Control> = parts.flatten().collect();
    all.sort_by_key(|it| it.tests.first().map(|test| test.file));
    all
}

/// The names of those that were seen to be missed as they are now.
#[allow(dead_code, reason = "the run writes what this reads")]
pub fn seen() -> std::collections::BTreeSet<&'static str> {
    let text = include_str!("seen.txt");
    let lines: Vec<(&str, &str)> = text.lines().filter_map(|it| it.split_once(' ')).collect();
    let was_seen = |it: &&Control| lines.contains(&(it.mark().as_str(), it.name));
    let all = all().into_iter().filter(was_seen);
    all.map(|it| it.name).collect()
}

impl Control {
    /// A fingerprint of what is taken out and who must miss it: what was seen of another one counts no more.
    pub fn mark(&self) -> String {
        // FNV-1a: it only has to tell one wording from another.
        let mut mark: u64 = 0xcbf2_9ce4_8422_2325;
        let edits = self
            .edits
            .iter()
            .flat_map(|it| [it.file, it.with, it.without]);
        let tests = self.tests.iter().flat_map(|it| [it.file, it.only]);
        for byte in edits.chain(tests).flat_map(|text| text.bytes().chain([0])) {
            mark = (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        format!("{mark:016x}")
    }
}
