//! What a person can follow over time: the results of a measure, or how they rated a goal, as much of it
//! as a screen opens with.

use super::{Goal, Level, Rater, Series, Sketch};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most results of a measure that are drawn: a year of fortnights.
pub const MOST_DRAWN: usize = 26;

/// The most ratings of a goal that are drawn: a year of months.
pub const MOST_RATINGS_DRAWN: usize = 12;

/// The newest ratings of each of the three that a goal of the record carries.
pub const NEWEST_RATINGS: usize = 12;

/// What is followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tracked {
    /// The total of a measure, by its id: `phq-9`.
    Measure(String),
    /// The goal at that place, from 1, of the form of goal-based outcomes.
    GoalAt(usize),
    /// The steps of a goal, as the person rated them.
    Steps(String),
    /// A goal from 0 to 10, as the person rated it.
    OutOfTen(String),
}

impl Tracked {
    /// The name of its page within an address. Both ways to rate a goal share one.
    pub fn page(&self) -> String {
        match self {
            Tracked::Measure(id) => id.clone(),
            Tracked::GoalAt(place) => format!("goal-at_{place}"),
            Tracked::Steps(goal) | Tracked::OutOfTen(goal) => format!("goal_{goal}"),
        }
    }

    /// The goal that it is of.
    pub fn goal(&self) -> Option<&str> {
        match self {
            Tracked::Steps(goal) | Tracked::OutOfTen(goal) => Some(goal),
            Tracked::Measure(_) | Tracked::GoalAt(_) => None,
        }
    }
}

/// What is followed, with as much of it as a screen opens with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// Of what.
    pub of: Tracked,
    /// As much as a screen opens with.
    pub sketch: Sketch,
}

impl Goal {
    /// What there is to follow of a goal whose ratings are all here. `threshold` is that of ratings from 0
    /// to 10, where it is sure.
    pub fn tracks(&self, threshold: Option<f64>, until: Timestamp) -> Vec<Track> {
        let steps = Series::of_levels(self, Rater::Me, until);
        let tens = Series::of_tens(self, Rater::Me, threshold, until);
        let both = [
            (Tracked::Steps(self.id.clone()), steps),
            (Tracked::OutOfTen(self.id.clone()), tens),
        ];
        let rated = both.into_iter().filter(|(_, s)| !s.points().is_empty());
        let track = |(of, series): (Tracked, Series)| {
            let mut sketch = series.sketch(MOST_RATINGS_DRAWN);
            sketch.aside = self.aside;
            Track { of, sketch }
        };
        rated.map(track).collect()
    }

    /// Leaves as many ratings as the record carries: the newest of each of the three, the first, and the one
    /// by which the goal was first reached. The others are counted. Each of the three has their own newest,
    /// so that what one says does not push out what another said.
    pub fn leave_newest(&mut self) {
        let reached = self
            .ratings
            .iter()
            .position(|r| r.by == Rater::Me && r.level >= Level::Expected);
        let steps = leave(&mut self.ratings, |r| r.by, reached);
        let tens = leave(&mut self.out_of_ten, |r| r.by, None);
        self.earlier += steps + tens;
    }
}

// How many went.
fn leave<T>(all: &mut Vec<T>, by: impl Fn(&T) -> Rater, also: Option<usize>) -> usize {
    let whole = all.len();
    let raters: Vec<Rater> = all.iter().map(by).collect();
    let newest = |who: Rater| {
        let theirs = raters
            .iter()
            .copied()
            .enumerate()
            .rev()
            .filter(move |(_, rater)| *rater == who);
        theirs.take(NEWEST_RATINGS).map(|(place, _)| place)
    };
    let all_three = [Rater::Me, Rater::Carer, Rater::Worker];
    let mut kept: BTreeSet<usize> = all_three.into_iter().flat_map(newest).collect();
    kept.extend(also);
    kept.insert(0);
    let mut place = 0..whole;
    all.retain(|_| place.next().is_some_and(|place| kept.contains(&place)));
    whole - all.len()
}
