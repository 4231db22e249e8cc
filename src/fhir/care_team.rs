//! CareTeam: who helps.

use super::part::structures;
use super::types::{CodeableConcept, ContactPoint, Period, Reference};
use super::{Many, One};
use jiff::civil::Date;

structures! {
    /// CareTeam.
    CareTeam {
        /// Its id.
        id: One<String>,
        /// `active`, `inactive`, …
        status: One<String>,
        /// When it worked.
        period: One<Period>,
        /// Who is in it.
        participant: Many<Participant>,
        /// Whose team it is.
        managing_organization: Many<Reference>,
        /// How to reach it.
        telecom: Many<ContactPoint>,
    }
    /// Somebody in a team.
    Participant {
        /// What they do.
        role: Many<CodeableConcept>,
        /// Who they are.
        member: One<Reference>,
        /// When they took part.
        period: One<Period>,
    }
}

/// What trusts call the named worker, beside the trust's own word.
const COORDINATOR_WORDS: [&str; 5] = [
    "care coordinator",
    "care co-ordinator",
    "key worker",
    "keyworker",
    "named worker",
];

impl CareTeam {
    /// Whether it works on that day.
    pub fn is_current(&self, today: Date) -> bool {
        let over = self.period.get().is_some_and(|p| p.over(today));
        !over && !matches!(self.status.text(), Some("inactive" | "entered-in-error"))
    }
}

impl Participant {
    /// What they do, in the trust's words.
    pub fn role(&self) -> Option<String> {
        self.role.iter().find_map(CodeableConcept::words)
    }

    /// Whether they had left before that day.
    pub fn has_left(&self, today: Date) -> bool {
        self.period.get().is_some_and(|p| p.over(today))
    }

    /// Whether they are the named worker.
    pub fn is_coordinator(&self, role_label: &str) -> bool {
        let label = role_label.trim().to_lowercase();
        let mut roles = self.role.iter().filter_map(CodeableConcept::words);
        roles.any(|role| {
            let role = role.to_lowercase();
            let own = !label.is_empty() && role.contains(&label);
            own || COORDINATOR_WORDS.iter().any(|word| role.contains(word))
        })
    }
}
