//! Known measures: what they add up to, what a change in them means, and which answers call for help.
//!
//! What is known of each stands as data in [`facts`]. A form is a measure by the code of its panel, by the
//! codes of all its items, or by how its address ends; never by a code that is known to be wrong. That
//! alone gives no score: its scored items have to be found too, each with the answers that the measure has
//! ([`scored`]). Where they are not, or where the form weighs an answer otherwise than the measure does,
//! there is no score: a wrong number beside a person's name does more harm than none.
//!
//! Incomplete means no score. Nothing stands in for a missing answer, although the makers of some
//! measures allow it, and a missing answer about risk is never read as "no" ([`risk`]).
//!
//! A form that is no known measure has a score where it works one out itself ([`own`]).

mod change;
mod facts;
mod own;
mod risk;
mod rule;
mod score;
mod scored;
mod wording;

pub use change::Change;
pub use facts::{Band, Certainty, CutOff, Facts, GOAL_CODES, Threshold, Unit};
pub(super) use risk::Risks;
pub use rule::{Flags, RiskItem, RiskRule};
pub use score::{Part, PartName, Score};
pub(super) use score::{Scoring, is_total};

/// A measure that the app knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// PHQ-9.
    Phq9,
    /// GAD-7.
    Gad7,
    /// WHO-5 Well-Being Index.
    Who5,
    /// Short Warwick-Edinburgh Mental Wellbeing Scale.
    Swemwbs,
    /// CORE-10.
    Core10,
    /// DIALOG.
    Dialog,
    /// Recovering Quality of Life, 10 items.
    Reqol10,
    /// Questionnaire about the Process of Recovery, 15 items.
    Qpr15,
    /// Work and Social Adjustment Scale.
    Wsas,
    /// Goal-based outcomes.
    Gbo,
}

/// Which way a measure gets better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    HigherIsBetter,
    /// Less is better.
    LowerIsBetter,
}

impl Measure {
    /// Every measure that the app knows.
    pub const ALL: [Measure; 10] = [
        Measure::Phq9,
        Measure::Gad7,
        Measure::Who5,
        Measure::Swemwbs,
        Measure::Core10,
        Measure::Dialog,
        Measure::Reqol10,
        Measure::Qpr15,
        Measure::Wsas,
        Measure::Gbo,
    ];

    /// The measure with that id (`phq-9`, `core-10`, …).
    pub fn with_id(id: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|m| m.facts().id == id)
    }
}
