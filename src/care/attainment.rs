//! How far goals were reached, as numbers: Goal Attainment Scaling, and ratings from 0 to 10.
//!
//! T is Kiresuk and Sherman's (1968): `T = 50 + 10·Σ(w·x) / √((1−ρ)·Σw² + ρ·(Σw)²)` with ρ = 0.3, where x
//! is the level of a goal (−2 to +2) and w its weight. 50 means that all went as agreed. T is never
//! clamped: five goals that all went a lot better come to 80, and that is what is said. It is worked out
//! for one rater at a time, and only from goals that were all rated: a goal without a rating is not a
//! goal that stayed where it was.
//!
//! GAS-light (Turner-Stokes 2009) asks plain questions and makes the level from the answers. Its half
//! step, "partly reached" from −1, has no code: it counts −0.5 in T and stays on the phone ([`Attained`]).
//! No screen shows any of these numbers unasked.

use super::{Goal, Level, Rater};
use serde::{Deserialize, Serialize};

/// How much goals are taken to go together, by convention.
const RHO: f64 = 0.3;

/// How far a goal was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attained {
    /// One of the five levels.
    At(Level),
    /// Partly reached, from [`Level::Less`]: half a step, which no code stands for. It is not sent; a T that
    /// it is part of may be.
    Partly,
}

impl Attained {
    /// What it counts in T: −2 to +2.
    pub fn number(self) -> f64 {
        match self {
            Attained::At(level) => f64::from(level.number()),
            Attained::Partly => -0.5,
        }
    }

    /// What counts so much; none for a number that is no level and not the half step.
    pub fn of_number(number: f64) -> Option<Attained> {
        let levels = Level::ALL.into_iter().map(Attained::At);
        let mut all = levels.chain([Attained::Partly]);
        all.find(|attained| attained.number() == number)
    }

    /// The level, which alone has a code.
    pub fn level(self) -> Option<Level> {
        match self {
            Attained::At(level) => Some(level),
            Attained::Partly => None,
        }
    }
}

/// How much a goal counts: its importance times its difficulty, each 0 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(u8, u8)", into = "(u8, u8)")]
pub struct Weight {
    importance: u8,
    difficulty: u8,
}

impl Weight {
    /// Where nothing was said of it, every goal counts the same.
    pub const ONE: Weight = Weight {
        importance: 1,
        difficulty: 1,
    };

    /// The weight; none where either is above 3. 0 leaves the goal out of T.
    pub fn of(importance: u8, difficulty: u8) -> Option<Weight> {
        (importance <= 3 && difficulty <= 3).then_some(Weight {
            importance,
            difficulty,
        })
    }

    /// The product, 0 to 9.
    pub fn number(self) -> f64 {
        f64::from(self.importance) * f64::from(self.difficulty)
    }
}

impl TryFrom<(u8, u8)> for Weight {
    type Error = &'static str;

    fn try_from((importance, difficulty): (u8, u8)) -> Result<Weight, Self::Error> {
        Weight::of(importance, difficulty).ok_or("importance and difficulty are 0 to 3")
    }
}

impl From<Weight> for (u8, u8) {
    fn from(weight: Weight) -> (u8, u8) {
        (weight.importance, weight.difficulty)
    }
}

/// Why numbers come to no T.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAScore {
    /// Not as many weights as levels.
    #[error("there are not as many weights as levels")]
    Lengths,
    /// A weight below 0, or one that is no number.
    #[error("a weight is below 0 or no number")]
    Weight,
    /// A level that the scale does not have.
    #[error("a level is not on the scale")]
    Level,
}

/// T from weights (0 or more; those of 0 are left out) and levels (−2, −1, −0.5, 0, 1, 2). None where no
/// goal is left that counts.
pub fn t_score(weights: &[f64], levels: &[f64]) -> Result<Option<f64>, NotAScore> {
    if weights.len() != levels.len() {
        return Err(NotAScore::Lengths);
    }
    if weights.iter().any(|w| !w.is_finite() || *w < 0.0) {
        return Err(NotAScore::Weight);
    }
    if levels.iter().any(|x| Attained::of_number(*x).is_none()) {
        return Err(NotAScore::Level);
    }
    // T is the same for weights that are all so many times larger: the largest is made 1, so that no
    // sum can run over.
    let largest = weights.iter().copied().fold(0.0, f64::max);
    if largest == 0.0 {
        return Ok(None);
    }
    let (mut reached, mut squares, mut sum) = (0.0, 0.0, 0.0);
    for (weight, level) in weights.iter().zip(levels) {
        let weight = weight / largest;
        reached += weight * level;
        squares += weight * weight;
        sum += weight;
    }
    let spread = ((1.0 - RHO) * squares + RHO * sum * sum).sqrt();
    Ok(Some(50.0 + 10.0 * reached / spread))
}

/// One goal as it counts in T.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted {
    /// How much it counts.
    pub weight: Weight,
    /// Where the person began.
    pub start: Option<Attained>,
    /// Where the person is now.
    pub now: Option<Attained>,
}

impl Counted {
    /// A goal as one rater sees it now. Where the person began is the same for all.
    pub fn of(goal: &Goal, by: Rater) -> Counted {
        Counted {
            weight: goal.weight.unwrap_or(Weight::ONE),
            start: goal.began.map(Attained::At),
            now: goal.reached(by),
        }
    }
}

/// T at the start and now, and the way between.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Attainment {
    /// T at the start; none where it is not known of every goal that counts.
    pub start: Option<f64>,
    /// T now; none where a goal that counts is not rated.
    pub now: Option<f64>,
    /// T now without T at the start, where both are known.
    pub change: Option<f64>,
}

impl Attainment {
    /// T of these goals.
    pub fn of(goals: &[Counted]) -> Attainment {
        let start = whole(goals, |goal| goal.start);
        let now = whole(goals, |goal| goal.now);
        Attainment {
            start,
            now,
            change: now.zip(start).map(|(now, start)| now - start),
        }
    }
}

fn whole(goals: &[Counted], at: impl Fn(&Counted) -> Option<Attained>) -> Option<f64> {
    let counted = goals.iter().filter(|goal| goal.weight.number() > 0.0);
    let pairs = counted.map(|goal| Some((goal.weight.number(), at(goal)?.number())));
    let (weights, levels): (Vec<f64>, Vec<f64>) =
        pairs.collect::<Option<Vec<_>>>()?.into_iter().unzip();
    t_score(&weights, &levels).ok().flatten()
}

/// The answer to "Was the goal met?" in GAS-light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// Yes, as expected.
    Yes,
    /// Yes, and a little more.
    ALittleMore,
    /// Yes, and a lot more.
    ALotMore,
    /// No, but partly.
    Partly,
    /// No: the same as at the start.
    Same,
    /// No: worse than at the start.
    Worse,
}

/// How far a goal was reached by GAS-light. `start` is −1, or −2 where it could not be worse; none for any
/// other.
pub fn gas_light(start: Level, met: Met) -> Option<Attained> {
    let lowest = match start {
        Level::Less => false,
        Level::MuchLess => true,
        Level::Expected | Level::More | Level::MuchMore => return None,
    };
    Some(match met {
        Met::Yes => Attained::At(Level::Expected),
        Met::ALittleMore => Attained::At(Level::More),
        Met::ALotMore => Attained::At(Level::MuchMore),
        Met::Partly if lowest => Attained::At(Level::Less),
        Met::Partly => Attained::Partly,
        Met::Same => Attained::At(start),
        Met::Worse => Attained::At(Level::MuchLess),
    })
}

/// A rating from 0 to 10 of a goal of one's own (goal-based outcomes): 10 is fully reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct OutOfTen(u8);

impl OutOfTen {
    /// The rating; none above 10.
    pub fn of(number: u8) -> Option<OutOfTen> {
        (number <= 10).then_some(OutOfTen(number))
    }

    /// 0 to 10.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for OutOfTen {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<OutOfTen, Self::Error> {
        OutOfTen::of(number).ok_or("a rating is 0 to 10")
    }
}

impl From<OutOfTen> for u8 {
    fn from(rating: OutOfTen) -> u8 {
        rating.0
    }
}
