//! Goal, with the five levels of Goal Attainment Scaling (HL7 Person-Centered Outcomes 1.0.0).

use super::part::structures;
use super::types::{CodeableConcept, Coding, Extension, Reference, extension};
use super::{Many, One, codes};
use crate::care::{GoalStage, Level};

structures! {
    /// Goal.
    Goal {
        /// Its id.
        id: One<String>,
        /// Extensions, the levels among them.
        extension: Many<Extension>,
        /// Where it stands in its life.
        lifecycle_status: One<String>,
        /// What it is.
        description: One<CodeableConcept>,
        /// When it was begun.
        start_date: One<String>,
        /// By when.
        target: Many<Target>,
        /// When its status was last set.
        status_date: One<String>,
        /// Who said it.
        expressed_by: One<Reference>,
    }
    /// A target of a goal.
    Target {
        /// By when.
        due_date: One<String>,
    }
}

/// LOINC's answers of LL6900-6, the lowest level first.
const LEVEL_CODES: [&str; 5] = [
    "LA34484-8",
    "LA34483-0",
    "LA34481-4",
    "LA34480-6",
    "LA34479-8",
];

/// The LOINC answer of a level.
pub fn level_code(level: Level) -> &'static str {
    match level {
        Level::MuchLess => LEVEL_CODES[0],
        Level::Less => LEVEL_CODES[1],
        Level::Expected => LEVEL_CODES[2],
        Level::More => LEVEL_CODES[3],
        Level::MuchMore => LEVEL_CODES[4],
    }
}

/// The level that a coded answer stands for: by its LOINC code, else by its weight of −2 to +2.
pub fn level_of(coding: &Coding) -> Option<Level> {
    let loinc = matches!(coding.system.text(), Some(codes::LOINC) | None);
    let code = coding.code.text().filter(|_| loinc);
    if let Some(place) = code.and_then(|c| LEVEL_CODES.iter().position(|l| *l == c)) {
        return Level::ALL.get(place).copied();
    }
    let weight = extension(&coding.extension, codes::ORDINAL_VALUE)
        .or_else(|| extension(&coding.extension, codes::ITEM_WEIGHT))?;
    let number = weight.value_decimal.get()?.as_f64()?;
    Level::ALL
        .into_iter()
        .find(|l| f64::from(l.number()) == number)
}

impl Goal {
    /// Its words.
    pub fn words(&self) -> Option<String> {
        self.description.get()?.words()
    }

    /// The five levels in the person's words, the lowest first. Older servers write `text` where the
    /// guide now has `progressText`.
    pub fn levels(&self) -> [Option<String>; 5] {
        let mut levels = [const { None }; 5];
        let scale = self.extension.iter();
        for step in scale.filter(|e| e.url.text() == Some(codes::GAS_EXTENSION)) {
            let part = |url: &str| extension(&step.extension, url);
            let level = part("level").and_then(|l| level_of(l.value_coding.get()?));
            let words = part("progressText")
                .or_else(|| part("text"))
                .and_then(|t| t.value_string.text());
            if let (Some(level), Some(words)) = (level, words)
                && let Some(place) = levels.get_mut(level as usize)
            {
                *place = Some(words.to_owned());
            }
        }
        levels
    }

    /// Where it stands in its life; none where it was written by mistake.
    pub fn stage(&self) -> Option<GoalStage> {
        Some(match self.lifecycle_status.text() {
            Some("entered-in-error") => return None,
            Some("proposed") => GoalStage::Proposed,
            Some("on-hold") => GoalStage::OnHold,
            Some("completed") => GoalStage::Finished,
            Some("cancelled" | "rejected") => GoalStage::Dropped,
            _ => GoalStage::Active,
        })
    }
}
