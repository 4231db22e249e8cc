//! What is found.

/// Something to say of a response, at one of its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The item; empty for the response as a whole.
    pub link_id: String,
    /// What is to say, in words. Holds no answer.
    pub message: String,
}

/// What there is to say of a response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// What is wrong.
    pub errors: Vec<Finding>,
    /// What is worth a look, and makes nothing invalid.
    pub warnings: Vec<Finding>,
    /// What could not be checked here, and why.
    pub unchecked: Vec<Finding>,
    /// Whether the response names another form, so that it was not held against this one.
    pub other_form: bool,
}

/// More than anybody would read.
const MOST: usize = 500;

impl Report {
    /// Whether nothing is wrong, as far as it could be checked.
    pub fn is_valid(&self) -> bool {
        self.errors.is_empty()
    }

    /// Whether more errors were found than anybody would read; no others are looked for.
    pub(super) fn is_full(&self) -> bool {
        self.errors.len() >= MOST
    }

    pub(super) fn error(&mut self, link_id: &str, message: impl Into<String>) {
        add(&mut self.errors, link_id, message.into());
    }

    pub(super) fn warn(&mut self, link_id: &str, message: impl Into<String>) {
        add(&mut self.warnings, link_id, message.into());
    }

    pub(super) fn leave(&mut self, link_id: &str, message: impl Into<String>) {
        let message = message.into();
        let known = |f: &Finding| f.link_id == link_id && f.message == message;
        // The same is left for every answer to an item: said once.
        if !self.unchecked.iter().rev().take(20).any(known) {
            add(&mut self.unchecked, link_id, message);
        }
    }
}

fn add(findings: &mut Vec<Finding>, link_id: &str, message: String) {
    if findings.len() < MOST {
        findings.push(Finding {
            link_id: link_id.chars().take(100).collect(),
            message,
        });
    }
}
