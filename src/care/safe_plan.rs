//! Plans for staying safe: the one that the person wrote, and those that the team wrote. They stand
//! beside each other and are never mixed.

use super::Written;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A plan that a person wrote for themselves, in their own words.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SafePlan {
    /// What stands in it, in the order of its form; headings with nothing under them are left out.
    pub parts: Vec<PlanPart>,
    /// When it was changed last.
    pub changed: Option<Timestamp>,
}

/// One heading of a plan, and what stands under it.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanPart {
    /// What it is about: the name that the form has for it.
    pub about: String,
    /// The heading.
    pub heading: String,
    /// What was written, one thing a line.
    pub said: Vec<String>,
}

/// A plan for hard times that the team wrote.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TeamPlan {
    /// Id of the CarePlan.
    pub id: String,
    /// What it is for.
    pub about: Option<String>,
    /// Its steps.
    pub steps: Vec<PlanPart>,
    /// Who wrote it and when.
    pub written: Written,
}

impl SafePlan {
    /// What helps me.
    pub const HELPS: &str = "helps";
    /// What does not help me.
    pub const HINDERS: &str = "not";

    /// What was written about something.
    pub fn about(&self, about: &str) -> &[String] {
        let part = self.parts.iter().find(|part| part.about == about);
        part.map(|part| part.said.as_slice()).unwrap_or_default()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

// What somebody wrote for their worst hour does not end in a log through `{:?}`.
impl std::fmt::Debug for SafePlan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SafePlan(…)")
    }
}

impl std::fmt::Debug for PlanPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlanPart(…)")
    }
}

impl std::fmt::Debug for TeamPlan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TeamPlan(…)")
    }
}
