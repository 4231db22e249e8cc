//! A goal, in the person's own words, with up to five levels in their own words.
//!
//! Goal Attainment Scaling has five levels; the codes are LOINC's answer list LL6900-6 (HL7
//! Person-Centered Outcomes 1.0.0). A person never sees the numbers, only their own words.

use super::{OutOfTen, Weight, Written};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One of the five levels, the lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Much less than hoped for.
    MuchLess,
    /// Less than hoped for; where people often begin.
    Less,
    /// What was agreed as good enough.
    Expected,
    /// A little more.
    More,
    /// A lot more.
    MuchMore,
}

impl Level {
    /// All five, the lowest first.
    pub const ALL: [Level; 5] = [
        Level::MuchLess,
        Level::Less,
        Level::Expected,
        Level::More,
        Level::MuchMore,
    ];

    /// The scale's own number, −2 to +2. For sums and codes; never for a screen.
    pub fn number(self) -> i8 {
        self as i8 - 2
    }
}

/// Who rated a goal. Ratings by different people are kept apart and never averaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rater {
    /// The person.
    Me,
    /// A carer.
    Carer,
    /// A worker.
    Worker,
}

/// One rating of a goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rating {
    /// The level given.
    pub level: Level,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Rater,
    /// What was written beside it.
    pub note: Option<String>,
}

/// One rating of a goal from 0 to 10.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct TenRating {
    /// The rating.
    pub rating: OutOfTen,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Rater,
    /// What was written beside it.
    pub note: Option<String>,
}

// A note is a person's words.
impl std::fmt::Debug for TenRating {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TenRating(…)")
    }
}

/// How many ratings are on the record that cannot stand on a line of time. They are counted, so that a
/// screen can say so; nothing is drawn from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Aside {
    /// Without a day that the calendar has.
    pub undated: usize,
    /// From a day that has not come.
    pub ahead: usize,
    /// With a value that the scale does not have, or by nobody that is named.
    pub unclear: usize,
}

impl Aside {
    /// Whether nothing was put aside.
    pub fn is_empty(self) -> bool {
        self == Aside::default()
    }
}

/// Where a goal stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoalStage {
    /// Written by the person, not agreed with the team yet.
    Proposed,
    /// Agreed and being worked on.
    Active,
    /// Paused.
    OnHold,
    /// Finished, reached or not.
    Finished,
    /// No longer wanted.
    Dropped,
}

/// A goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Id of the Goal.
    pub id: String,
    /// The goal in the person's words.
    pub words: String,
    /// The five levels in the person's words, the lowest first; empty where none were written. A level that
    /// was written twice has both texts, a line each.
    pub levels: [Option<String>; 5],
    /// What was written as a level, and which one nobody can tell: without a code, or with one that the
    /// scale does not have.
    #[serde(default)]
    pub unplaced: Vec<String>,
    /// How much it counts in T, where that was said.
    #[serde(default)]
    pub weight: Option<Weight>,
    /// Where it stands in its life.
    pub stage: GoalStage,
    /// Where the person began.
    pub began: Option<Level>,
    /// Ratings, the oldest first, the beginning left out. Of very many the record carries the newest and
    /// what must not be lost ([`Goal::leave_newest`]).
    pub ratings: Vec<Rating>,
    /// Ratings from 0 to 10, the oldest first.
    #[serde(default)]
    pub out_of_ten: Vec<TenRating>,
    /// How many more ratings of both kinds there are between the first and the newest. They are read when
    /// somebody asks for them.
    #[serde(default)]
    pub earlier: usize,
    /// Ratings that no line of time can hold.
    #[serde(default)]
    pub aside: Aside,
    /// By when.
    pub due: Option<Date>,
    /// Who wrote it, when.
    pub written: Written,
}

impl Goal {
    /// Where the person is now in their own view: their newest rating, else where they began.
    pub fn here(&self) -> Option<Level> {
        let mine = self.newest(Rater::Me).map(|r| r.level);
        mine.or(self.began)
    }

    /// The newest rating by one of the three, where there is one. Theirs are never mixed.
    pub fn newest(&self, by: Rater) -> Option<&Rating> {
        self.ratings.iter().rev().find(|r| r.by == by)
    }
}
