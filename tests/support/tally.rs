//! What the fault tests found, as rows: `F3 | tries | lost | duplicated | wrong`.
//!
//! A row goes to the terminal and, as a file, to `target/faults`. From the files
//! `the_fault_table_names_every_fault` makes the table in `docs/reliability.md`.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use std::fmt;
use std::path::PathBuf;

/// How often a fault was tried, and what came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often the fault was put in the way.
    pub tries: u64,
    /// Accepted, and neither arrived nor visibly waiting.
    pub lost: u64,
    /// There more than once.
    pub duplicated: u64,
    /// Said or shown otherwise than it is.
    pub wrong: u64,
}

impl Tally {
    /// One try.
    pub fn of_one(lost: bool, duplicated: bool, wrong: bool) -> Self {
        Self {
            tries: 1,
            lost: lost.into(),
            duplicated: duplicated.into(),
            wrong: wrong.into(),
        }
    }

    /// Several tries that went well, where a failed one stops the test.
    pub fn clean(tries: u64) -> Self {
        Self {
            tries,
            ..Self::default()
        }
    }

    /// As a test has counted them.
    pub fn counted(tries: usize, lost: usize, duplicated: usize, wrong: usize) -> Self {
        Self {
            tries: tries as u64,
            lost: lost as u64,
            duplicated: duplicated as u64,
            wrong: wrong as u64,
        }
    }

    /// Together with others.
    pub fn add(&mut self, other: Tally) {
        self.tries += other.tries;
        self.lost += other.lost;
        self.duplicated += other.duplicated;
        self.wrong += other.wrong;
    }

    /// Writes the row of a fault; `part` names the test. Fails if anything was lost, duplicated or
    /// wrong, or nothing tried at all.
    pub fn row(self, fault: u8, part: &str) {
        println!("F{fault} | {self}");
        let folder = folder();
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("F{fault:02}.{part}.row"));
        std::fs::write(file, format!("F{fault} | {self}\n")).unwrap();
        assert!(self.tries > 0, "F{fault}: nothing was tried");
        assert_eq!(
            (self.lost, self.duplicated, self.wrong),
            (0, 0, 0),
            "F{fault}, {part}: lost, duplicated, wrong"
        );
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} | {} | {} | {}",
            self.tries, self.lost, self.duplicated, self.wrong
        )
    }
}

/// Where rows lie: `faults` in the target folder.
pub fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target"));
    target.join("faults")
}
