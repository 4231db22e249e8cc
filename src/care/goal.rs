//! A goal, in the person's own words, with up to five levels in their own words.
//!
//! Goal Attainment Scaling has five levels; the codes are LOINC's answer list LL6900-6 (HL7
//! Person-Centered Outcomes 1.0.0). A person never sees the numbers, only their own words.

use super::{Attained, OutOfTen, Weight, Written};
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
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Rating {
    /// The level given.
    pub level: Level,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Rater,
    /// What was written beside it.
    pub note: Option<String>,
    /// The carers who had a hand in it, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carers: Vec<String>,
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
    /// The carers who had a hand in it, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carers: Vec<String>,
}

// A note is a person's words.
impl std::fmt::Debug for Rating {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rating(…)")
    }
}

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

/// Where something that was said of a goal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// With the trust.
    #[default]
    ByTheTrust,
    /// On this phone, on its way to the trust.
    Waiting,
    /// On this phone, where it stays.
    Here,
}

/// What the person said of how far they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// By the steps of the goal, or in plain words.
    Step(Attained),
    /// By a number.
    OutOfTen(OutOfTen),
}

/// What the person said on this phone of how far they are, and that is not in the trust's copy.
#[derive(Clone, PartialEq)]
pub struct SaidHere {
    /// How far.
    pub reached: Reached,
    /// When.
    pub at: Timestamp,
    /// What they wrote beside it.
    pub note: Option<String>,
    /// Where it is.
    pub kept: Kept,
}

impl std::fmt::Debug for SaidHere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SaidHere(…)")
    }
}

/// A note beside a goal.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// Its words.
    pub words: String,
    /// Who wrote it, when.
    pub written: Written,
}

impl std::fmt::Debug for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Remark(…)")
    }
}

/// A goal.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
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
    /// The carers who had a hand in that, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub began_by: Vec<String>,
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
    /// Why it matters, in the person's words.
    #[serde(default)]
    pub why: Option<String>,
    /// What is strong in the person, and who helps, in their words.
    #[serde(default)]
    pub strengths: Option<String>,
    /// What else was written beside it.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// The identifier under which the app made it, if it did.
    #[serde(default)]
    pub ours: Option<String>,
    /// Where it is.
    #[serde(default)]
    pub kept: Kept,
    /// What the person said on this phone and the trust's copy does not have, the oldest first. Never part
    /// of a kept record: it is put beside it whenever somebody looks.
    #[serde(skip)]
    pub said_here: Vec<SaidHere>,
}

// A goal is a person's words.
impl std::fmt::Debug for Goal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Goal(…)")
    }
}

impl Default for Goal {
    fn default() -> Self {
        Goal {
            id: String::new(),
            words: String::new(),
            levels: Default::default(),
            unplaced: Vec::new(),
            weight: None,
            stage: GoalStage::Active,
            began: None,
            began_by: Vec::new(),
            ratings: Vec::new(),
            out_of_ten: Vec::new(),
            earlier: 0,
            aside: Aside::default(),
            due: None,
            written: Written::default(),
            why: None,
            strengths: None,
            remarks: Vec::new(),
            ours: None,
            kept: Kept::ByTheTrust,
            said_here: Vec::new(),
        }
    }
}

impl Goal {
    /// Where the person is now in their own view: the newest that they said, else where they began. Half a
    /// step up is still on the step below it.
    pub fn here(&self) -> Option<Level> {
        match self.reached(Rater::Me) {
            Some(Attained::At(level)) => Some(level),
            Some(Attained::Partly) => Some(Level::Less),
            None => self.began,
        }
    }

    /// The newest rating by one of the three, where there is one. Theirs are never mixed.
    pub fn newest(&self, by: Rater) -> Option<&Rating> {
        self.ratings.iter().rev().find(|r| r.by == by)
    }

    /// How far the goal was reached as one of the three sees it: the newest, whether or not the trust has it.
    pub fn reached(&self, by: Rater) -> Option<Attained> {
        let there = self
            .newest(by)
            .map(|rating| (rating.at, Attained::At(rating.level)));
        let here = self.said_here.iter().filter(|_| by == Rater::Me);
        let here = here.filter_map(|said| match said.reached {
            Reached::Step(attained) => Some((said.at, attained)),
            Reached::OutOfTen(_) => None,
        });
        let newest = there.into_iter().chain(here).max_by_key(|(at, _)| *at);
        newest.map(|(_, attained)| attained)
    }

    /// The newest that one of the three said of it, by a step or by a number.
    pub fn last_said(&self, by: Rater) -> Option<Reached> {
        let step = self
            .newest(by)
            .map(|it| (it.at, Reached::Step(Attained::At(it.level))));
        let number = self.out_of_ten.iter().rev().find(|it| it.by == by);
        let number = number.map(|it| (it.at, Reached::OutOfTen(it.rating)));
        let here = self.said_here.iter().filter(|_| by == Rater::Me);
        let here = here.map(|said| (said.at, said.reached));
        let newest = step.into_iter().chain(number).chain(here);
        let newest = newest.max_by_key(|(at, _)| *at);
        newest.map(|(_, reached)| reached)
    }

    /// Where plain words begin ([`super::gas_light`]): where the person began, if that is one of the two lowest
    /// steps; else the one where people often begin.
    pub fn start_for_words(&self) -> Level {
        let low = self.began.filter(|level| *level <= Level::Less);
        low.unwrap_or(Level::Less)
    }

    /// Whether it is worked on, or may be soon.
    pub fn is_open(&self) -> bool {
        matches!(
            self.stage,
            GoalStage::Active | GoalStage::Proposed | GoalStage::OnHold
        )
    }
}
