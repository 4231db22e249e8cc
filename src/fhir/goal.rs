//! Goal, with the five levels of Goal Attainment Scaling (HL7 Person-Centered Outcomes 1.0.0).

use super::part::structures;
use super::types::{
    Annotation, CodeableConcept, Coding, Extension, Identifier, Reference, extension,
};
use super::{Many, One, codes};
use crate::care::{GoalStage, Level, Weight};
use serde_json::{Value, json};

structures! {
    /// Goal.
    Goal {
        /// Its id.
        id: One<String>,
        /// Identifiers, ours where the app made it.
        identifier: Many<Identifier>,
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
        /// What was written beside it: why it matters, for one.
        note: Many<Annotation>,
    }
    /// A target of a goal.
    Target {
        /// By when.
        due_date: One<String>,
    }
}

/// LOINC's answers of LL6900-6 with LOINC's words for them, the lowest level first. The words go to servers,
/// never to a screen.
const LEVEL_CODES: [(&str, &str); 5] = [
    ("LA34484-8", "Much less than expected"),
    ("LA34483-0", "Less than expected"),
    ("LA34481-4", "Expected outcome"),
    ("LA34480-6", "Better than expected"),
    ("LA34479-8", "Much better than expected"),
];

fn answer(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::MuchLess => LEVEL_CODES[0],
        Level::Less => LEVEL_CODES[1],
        Level::Expected => LEVEL_CODES[2],
        Level::More => LEVEL_CODES[3],
        Level::MuchMore => LEVEL_CODES[4],
    }
}

/// The LOINC answer of a level.
pub fn level_code(level: Level) -> &'static str {
    answer(level).0
}

/// The same as a Coding.
pub(super) fn level_coding(level: Level) -> Value {
    let (code, display) = answer(level);
    json!({ "system": codes::LOINC, "code": code, "display": display })
}

/// The level that a coded answer stands for: by its LOINC code, else by its weight of −2 to +2.
pub fn level_of(coding: &Coding) -> Option<Level> {
    let loinc = matches!(coding.system.text(), Some(codes::LOINC) | None);
    let code = coding.code.text().filter(|_| loinc);
    if let Some(place) = code.and_then(|c| LEVEL_CODES.iter().position(|(l, _)| *l == c)) {
        return Level::ALL.get(place).copied();
    }
    let weight = extension(&coding.extension, codes::ORDINAL_VALUE)
        .or_else(|| extension(&coding.extension, codes::ITEM_WEIGHT))?;
    let number = weight.value_decimal.get()?.as_f64()?;
    Level::ALL
        .into_iter()
        .find(|l| f64::from(l.number()) == number)
}

/// The most levels of one goal that are read.
pub const MOST_STEPS: usize = 20;

/// The levels of a goal in words.
#[derive(Clone, PartialEq, Default)]
pub struct Steps {
    /// The words of each level, the lowest first.
    pub levels: [Option<String>; 5],
    /// What was written as a level of which nobody can tell which it is.
    pub unplaced: Vec<String>,
}

impl std::fmt::Debug for Steps {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Steps(…)")
    }
}

fn add_line(place: &mut Option<String>, words: &str) {
    match place {
        None => *place = Some(words.to_owned()),
        Some(all) if all.lines().any(|line| line == words) || all == words => {}
        Some(all) => {
            all.push('\n');
            all.push_str(words);
        }
    }
}

impl Goal {
    /// Its words.
    pub fn words(&self) -> Option<String> {
        self.description.get()?.words()
    }

    /// The levels in the person's words. Five are meant; what comes is read so that nothing that was written
    /// is lost and nothing is made up:
    ///
    /// - No extension, or none with words: no level has words. The goal stands by itself.
    /// - Two of them, or four: those have words, the others have none. No level is filled in between.
    /// - The same level twice with different words: both texts, a line each, since nobody can tell which was
    ///   meant. The same words twice are one.
    /// - A level with a code that the scale does not have, or with none: its words are kept apart.
    /// - Six or more: each by its own code, so the sixth is one of the two cases above. Of more than
    ///   [`MOST_STEPS`] the rest is not read; the resource itself is kept whole.
    ///
    /// Newer servers write `text` where the guide had `progressText`; both are read.
    pub fn steps(&self) -> Steps {
        let mut steps = Steps::default();
        let scale = self.extension.iter();
        let scale = scale.filter(|e| e.url.text() == Some(codes::GAS_EXTENSION));
        for step in scale.take(MOST_STEPS) {
            let part = |url: &str| extension(&step.extension, url);
            let level = part("level").and_then(|l| level_of(l.value_coding.get()?));
            let of = |url: &str| part(url).and_then(|t| t.value_string.text());
            let Some(words) = of("progressText").or_else(|| of("text")) else {
                continue;
            };
            match level.and_then(|level| steps.levels.get_mut(level as usize)) {
                Some(place) => add_line(place, words),
                None if !steps.unplaced.iter().any(|known| known == words) => {
                    steps.unplaced.push(words.to_owned());
                }
                None => {}
            }
        }
        steps
    }

    /// How much it counts in T, where our own extension says so with two whole numbers from 0 to 3.
    pub fn weight(&self, codes_base: &str) -> Option<Weight> {
        let weight = extension(
            &self.extension,
            &format!("{codes_base}{}", codes::GAS_WEIGHT),
        )?;
        let part = |url: &str| {
            let number = extension(&weight.extension, url)?.value_integer.get()?;
            u8::try_from(number.as_u64()?).ok()
        };
        Weight::of(part("importance")?, part("difficulty")?)
    }

    /// The identifier that the app gave it, if the app made it.
    pub fn ours(&self, codes_base: &str) -> Option<&str> {
        let system = format!("{codes_base}{}", codes::ITEM_UUID);
        let mut all = self.identifier.iter();
        let own = all.find(|it| it.system.text() == Some(system.as_str()))?;
        own.value.text()
    }

    /// The notes beside it, each with the code of our own extension that says what it is; none: a plain note.
    pub fn notes<'a>(
        &'a self,
        codes_base: &str,
    ) -> impl Iterator<Item = (Option<&'a str>, &'a Annotation)> {
        let url = format!("{codes_base}{}", codes::GOAL_NOTE);
        self.note.iter().map(move |note| {
            let kind = extension(&note.extension, &url);
            (kind.and_then(|kind| kind.value_code.text()), note)
        })
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
