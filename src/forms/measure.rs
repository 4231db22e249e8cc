//! Known measures: what they add up to, and which of their answers show risk.

use super::{Path, Session};

/// A measure that the app knows how to add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// PHQ-9.
    Phq9,
    /// GAD-7.
    Gad7,
}

/// What a whole form adds up to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The measure.
    pub measure: Measure,
    /// The sum.
    pub total: f64,
}

impl Session {
    /// The score, when the measure is known and every scored item has an answer.
    pub fn score(&self) -> Option<Score> {
        None
    }

    /// Whether the answer at `path` shows risk, so that help stands before the next page.
    pub fn shows_risk(&self, path: &Path) -> bool {
        let _ = path;
        false
    }

    /// Whether the form asks about risk and that question was passed over. It is neither a yes nor a
    /// no, and the team is told that it was passed over.
    pub fn risk_skipped(&self) -> bool {
        false
    }
}
