//! What a worker noted about one topic, in words, beside what the person said of the same.
//!
//! A rating is shown only where the trust released it. It is told in words and never as a number, it is
//! compared with the person's own past and with nothing else, and there is no sum: sums hide that one
//! thing got easier while another got harder. Topics that could wound (hurting oneself, drink and drugs,
//! voices, strong beliefs, the past) have no name here, so they cannot be shown.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A topic that may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Low mood.
    Mood,
    /// Other problems with mind or feelings.
    MindAndFeelings,
    /// Getting on with people.
    People,
    /// Day-to-day tasks.
    DailyTasks,
    /// Work, study and things to do.
    Work,
    /// Where one lives.
    Home,
    /// Physical health.
    Body,
    /// Memory and thinking.
    Thinking,
    /// Very active or upset behaviour.
    Unrest,
}

/// How hard a worker found it, the easiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hardness {
    /// No problem now.
    None,
    /// A small one.
    Small,
    /// A clear one.
    Clear,
    /// A hard one.
    Hard,
    /// A very hard one.
    VeryHard,
}

impl Hardness {
    /// All five, by the number that a server writes for them.
    pub const ALL: [Hardness; 5] = [
        Hardness::None,
        Hardness::Small,
        Hardness::Clear,
        Hardness::Hard,
        Hardness::VeryHard,
    ];
}

/// What a person said of the same topic.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Mine {
    /// The question, in the form's words.
    pub question: String,
    /// The answer, in the form's words.
    pub answer: String,
    /// When.
    pub at: Option<Timestamp>,
}

/// What a worker noted about one topic.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Noted {
    /// Id of the Observation.
    pub id: String,
    /// About what.
    pub topic: Topic,
    /// What was noted last.
    pub now: Hardness,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<String>,
    /// What was noted the time before, and when.
    pub before: Option<(Hardness, Timestamp)>,
    /// What the person said.
    pub mine: Option<Mine>,
}

// What somebody thinks of a person, and what they said themselves.
impl std::fmt::Debug for Mine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mine(…)")
    }
}

impl std::fmt::Debug for Noted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Noted(…)")
    }
}

/// What changed from one rating to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Easier.
    Easier,
    /// From no problem to a small one.
    BitHarder,
    /// Harder.
    Harder,
    /// The same.
    Same,
}

impl Noted {
    /// What changed since the time before, and when that was.
    pub fn turn(&self) -> Option<(Turn, Timestamp)> {
        let (before, at) = self.before?;
        let turn = match self.now.cmp(&before) {
            std::cmp::Ordering::Less => Turn::Easier,
            std::cmp::Ordering::Equal => Turn::Same,
            std::cmp::Ordering::Greater if self.now == Hardness::Small => Turn::BitHarder,
            std::cmp::Ordering::Greater => Turn::Harder,
        };
        Some((turn, at))
    }
}
