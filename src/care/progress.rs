//! How things went over time, from what is recorded: the points of one measure, and what the way from one
//! to another may be called.
//!
//! A difference has a name only where it is more than chance: at least the measure's own threshold, and
//! only where that threshold is sure. Everything else is one of four honest ways of not knowing ([`Way`]).
//! Two answers are compared only where they were given to the same version of a form; where one says
//! which and the other does not, nobody can tell that it was the same. There are no bands here and no
//! names of bands: a person is compared with their own past and nothing else.
//!
//! What cannot stand on a line of time is counted, and a screen says so ([`Aside`]). What a screen
//! opens with is in [`super::sketch`], the layout of a chart in [`super::chart`].

use super::{Aside, Goal, Rater};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Which way is easier for the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// More is easier.
    Up,
    /// Less is easier.
    Down,
}

/// What is known of the numbers of a series.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// The least that they can be.
    pub least: f64,
    /// The most.
    pub most: f64,
    /// Which way is easier.
    pub better: Better,
    /// The least change that is more than chance, in the unit of [`Point::counted`]; none where no sure one
    /// is known.
    pub threshold: Option<f64>,
}

/// One result as it was found on the record.
#[derive(Clone, PartialEq, Default)]
pub struct Found {
    /// When.
    pub at: Option<Timestamp>,
    /// The number that a person is shown on request.
    pub value: Option<f64>,
    /// The number that changes are counted in; the same for most measures.
    pub counted: Option<f64>,
    /// The version of the form, where the record says which.
    pub version: Option<String>,
}

/// One result that has a place in time and on the scale.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// When.
    pub at: Timestamp,
    /// The number that a person is shown on request.
    pub value: f64,
    /// The number that changes are counted in, where it is known.
    pub counted: Option<f64>,
    /// The version of the form, where the record says which.
    pub version: Option<String>,
}

/// The results of one measure, the oldest first.
#[derive(Clone, PartialEq)]
pub struct Series {
    scale: Scale,
    points: Vec<Point>,
    aside: Aside,
}

// Numbers of a person's health.
macro_rules! silent {
    ($($name:ident),*) => { $(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )* };
}
silent!(Found, Point, Series);

/// What the way from one result to another may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Easier, by more than chance.
    Easier,
    /// Harder, by more than chance.
    Harder,
    /// The difference may be chance: too close to tell.
    TooCloseToTell,
    /// There are not two results.
    NotEnough,
    /// The form changed in between: the two cannot be compared.
    VersionChanged,
    /// No sure threshold is known of this measure, so no difference has a name, however large.
    NoYardstick,
}

/// The way between two results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// What it may be called.
    pub way: Way,
    /// When the earlier result is from; none where there is no earlier one.
    pub from: Option<Timestamp>,
}

/// Metric scores have two decimals; what is lost in the third is no change.
const SMALL: f64 = 1e-9;

impl Series {
    /// The series of what was found, in any order. `until` is the first moment that is not today any more;
    /// what is from then on is put aside, and so is what has no day or a value that the scale does not have.
    pub fn of(scale: Scale, found: impl IntoIterator<Item = Found>, until: Timestamp) -> Series {
        let mut aside = Aside::default();
        let mut points = Vec::new();
        for one in found {
            let value = one.value.filter(|v| (scale.least..=scale.most).contains(v));
            match (one.at, value) {
                (None, _) => aside.undated += 1,
                (Some(at), _) if at >= until => aside.ahead += 1,
                (Some(_), None) => aside.unclear += 1,
                (Some(at), Some(value)) => points.push(Point {
                    at,
                    value,
                    counted: one.counted.filter(|c| c.is_finite()),
                    version: one.version,
                }),
            }
        }
        points.sort_by(|a, b| {
            let by_time = a.at.cmp(&b.at).then_with(|| a.version.cmp(&b.version));
            by_time.then_with(|| a.value.total_cmp(&b.value))
        });
        Series {
            scale,
            points,
            aside,
        }
    }

    /// The levels that one of the three gave a goal. No threshold is known of single levels.
    pub fn of_levels(goal: &Goal, by: Rater, until: Timestamp) -> Series {
        let scale = Scale {
            least: -2.0,
            most: 2.0,
            better: Better::Up,
            threshold: None,
        };
        let theirs = goal.ratings.iter().filter(|r| r.by == by);
        let found = theirs.map(|r| found(r.at, f64::from(r.level.number())));
        Series::of(scale, found, until)
    }

    /// The ratings from 0 to 10 that one of the three gave a goal. `threshold` is that of goal-based
    /// outcomes, where it is sure.
    pub fn of_tens(goal: &Goal, by: Rater, threshold: Option<f64>, until: Timestamp) -> Series {
        let scale = Scale {
            least: 0.0,
            most: 10.0,
            better: Better::Up,
            threshold,
        };
        let theirs = goal.out_of_ten.iter().filter(|r| r.by == by);
        let found = theirs.map(|r| found(r.at, f64::from(r.rating.number())));
        Series::of(scale, found, until)
    }

    /// The results, the oldest first: what the table beside a chart shows, whole.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// What is known of the numbers.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// What was put aside.
    pub fn aside(&self) -> Aside {
        self.aside
    }

    /// From the very first result to the latest.
    pub fn since_start(&self) -> Since {
        self.since(self.points.first())
    }

    /// From the last but one to the latest.
    pub fn since_last(&self) -> Since {
        self.since(self.points.iter().rev().nth(1))
    }

    /// From the first result of the version that the latest was given to, where no other version came in
    /// between: what can still be said when [`Series::since_start`] says [`Way::VersionChanged`].
    pub fn since_this_version(&self) -> Since {
        let latest = self.points.last();
        let same = |p: &&Point| latest.is_some_and(|l| l.version == p.version);
        self.since(self.points.iter().rev().take_while(same).last())
    }

    fn since(&self, earlier: Option<&Point>) -> Since {
        let latest = self.points.last().filter(|_| self.points.len() > 1);
        let pair = earlier.zip(latest).filter(|(a, b)| !std::ptr::eq(*a, *b));
        let Some((earlier, latest)) = pair else {
            return Since {
                way: Way::NotEnough,
                from: None,
            };
        };
        Since {
            way: self.scale.way(earlier, latest),
            from: Some(earlier.at),
        }
    }
}

fn found(at: Timestamp, value: f64) -> Found {
    Found {
        at: Some(at),
        value: Some(value),
        counted: Some(value),
        version: None,
    }
}

impl Scale {
    /// What the way between two results may be called.
    fn way(self, earlier: &Point, latest: &Point) -> Way {
        if earlier.version != latest.version {
            return Way::VersionChanged;
        }
        let counted = earlier.counted.zip(latest.counted);
        let Some((threshold, (before, now))) = self.threshold.zip(counted) else {
            return Way::NoYardstick;
        };
        let easier = match self.better {
            Better::Up => now - before,
            Better::Down => before - now,
        };
        if easier + SMALL >= threshold {
            Way::Easier
        } else if -easier + SMALL >= threshold {
            Way::Harder
        } else {
            Way::TooCloseToTell
        }
    }

    /// Where a value stands between the hard end (0) and the easy end (1).
    pub fn height(self, value: f64) -> f64 {
        let width = self.most - self.least;
        if width <= 0.0 || !value.is_finite() {
            return 0.5;
        }
        let up = ((value - self.least) / width).clamp(0.0, 1.0);
        match self.better {
            Better::Up => up,
            Better::Down => 1.0 - up,
        }
    }
}
