//! Communication: the person's answer to a choice. Other messages are not read yet.

use super::part::structures;
use super::types::{CodeableConcept, Reference};
use super::{Many, One, codes};

structures! {
    /// Communication.
    Communication {
        /// Its id.
        id: One<String>,
        /// `completed`, `not-done`, …
        status: One<String>,
        /// What kind of message.
        category: Many<CodeableConcept>,
        /// What it is about.
        about: Many<Reference>,
        /// Who wrote it.
        sender: One<Reference>,
    }
}

impl Communication {
    /// Whether it answers a choice.
    pub fn is_preference(&self, codes_base: &str) -> bool {
        let system = format!("{codes_base}{}", codes::MESSAGE_CATEGORY);
        let undone = matches!(
            self.status.text(),
            Some("entered-in-error" | "not-done" | "stopped")
        );
        !undone && self.category.iter().any(|c| c.has(&system, "preference"))
    }
}
