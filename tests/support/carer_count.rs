//! What the tests of sharing tried, and how it went, as rows: `searches | tried | refused | let through | wrong`.
//!
//! A row goes to the terminal and, as a file, to `target/sharing`. From the files
//! `the_table_of_sharing_says_what_was_tried` makes the table in `docs/trusts.md`.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use std::path::PathBuf;

/// What was tried, and how it went.
#[derive(Debug, Default)]
pub struct Count {
    pub tried: usize,
    pub refused: usize,
    pub let_through: usize,
    /// The first differences between what happened and what should.
    pub wrong: Vec<String>,
}

impl Count {
    /// Holds what happened against what should.
    pub fn hold(&mut self, what: impl FnOnce() -> String, let_through: bool, should: bool) {
        self.tried += 1;
        match (let_through, should) {
            (true, true) => self.let_through += 1,
            (false, false) => self.refused += 1,
            (true, false) => self.wrong.push(format!("LET THROUGH: {}", what())),
            (false, true) => self.wrong.push(format!("refused: {}", what())),
        }
    }

    /// Writes the row of this part, and fails on any difference.
    pub fn done(&self, what: &str) {
        let row = format!(
            "{what} | {} | {} | {} | {}",
            self.tried,
            self.refused,
            self.let_through,
            self.wrong.len()
        );
        println!("{row}");
        std::fs::create_dir_all(folder()).unwrap();
        let file = folder().join(format!("{}.row", what.replace(' ', "-")));
        std::fs::write(file, format!("{row}\n")).unwrap();
        let short = |it: &String| it.chars().take(400).collect::<String>();
        let some: Vec<String> = self.wrong.iter().take(30).map(short).collect();
        assert!(
            self.wrong.is_empty(),
            "{} differ: {some:#?}",
            self.wrong.len()
        );
        assert!(self.tried > 0, "{what}: nothing was tried");
    }
}

/// Where rows lie: `sharing` in the target folder.
pub fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target"));
    target.join("sharing")
}
