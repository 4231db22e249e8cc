//! What was seen: each control that was missed when it was taken out, with the mark of what it was then.

use crate::controls::{self, Control};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const SEEN: &str = "tests/controls/seen.txt";

/// What was seen to be missed, by name, with the mark of what it was then.
pub struct Book {
    path: PathBuf,
    seen: BTreeMap<String, String>,
}

impl Book {
    /// As it lies in the project.
    pub fn of(root: &Path) -> Self {
        let path = root.join(SEEN);
        let text = fs::read_to_string(&path).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.split_once(' '));
        let seen = lines.map(|(mark, name)| (name.to_owned(), mark.to_owned()));
        let seen = seen.collect();
        Self { path, seen }
    }

    /// Whether it was seen of this one as it is now.
    pub fn has(&self, control: &Control) -> bool {
        self.seen.get(control.name) == Some(&control.mark())
    }

    /// Notes what was seen just now.
    pub fn note(&mut self, control: &Control, missed: bool) -> io::Result<()> {
        self.seen.remove(control.name);
        if missed {
            self.seen.insert(control.name.to_owned(), control.mark());
        }
        let there: BTreeSet<&str> = controls::all().iter().map(|it| it.name).collect();
        let known = self
            .seen
            .iter()
            .filter(|(name, _)| there.contains(name.as_str()));
        let lines: String = known
            .map(|(name, mark)| format!("{mark} {name}\n"))
            .collect();
        io::stdout().flush()?;
        fs::write(&self.path, lines)
    }
}
