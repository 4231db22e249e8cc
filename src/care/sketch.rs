//! As much of a series as a screen opens with, of a size that does not grow with the years.
//!
//! Made when the record is read and kept beside it, so that ten years of results cost a screen what one year
//! costs: the points that are drawn, the newest rows of the table, and what the differences are called. The
//! series itself is read when somebody asks for older rows. Of a great many results only some are drawn:
//! the first, the last, the highest, the lowest, and of each stretch between its own highest and lowest, so
//! that no rise or fall is lost.

use super::{Aside, Point, Scale, Series, Since};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;

/// The fewest results that are drawn where there are more: first, last, highest, lowest.
const FEWEST: usize = 4;

/// The newest rows of the table that are kept.
pub const NEWEST: usize = 12;

/// One result that is drawn.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// The result.
    pub point: Point,
    /// Which of [`Series::points`] it is.
    pub place: usize,
    /// How often the form had changed before it, counting results that are not drawn.
    pub run: usize,
}

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Drawn(…)")
    }
}

/// As much of a series as a screen opens with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    /// What is known of the numbers.
    pub scale: Scale,
    /// The results that are drawn, the oldest first.
    pub drawn: Vec<Drawn>,
    /// The newest results, the oldest of them first; at most [`NEWEST`].
    pub newest: Vec<Point>,
    /// How many results there are.
    pub whole: usize,
    /// What was put aside.
    pub aside: Aside,
    /// From the very first result to the latest.
    pub since_start: Since,
    /// From the last but one to the latest.
    pub since_last: Since,
    /// From the first result of the latest version to the latest.
    pub since_this_version: Since,
}

impl Series {
    /// As much of it as a screen opens with; at most `most` results are drawn, and 4 at least.
    pub fn sketch(&self, most: usize) -> Sketch {
        let points = self.points();
        let mut run = 0;
        let mut drawn = Vec::new();
        let kept = thinned(points, most.max(FEWEST));
        for (place, point) in points.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|p| points.get(p));
            run += usize::from(before.is_some_and(|b| b.version != point.version));
            if kept.contains(&place) {
                let point = point.clone();
                drawn.push(Drawn { point, place, run });
            }
        }
        let newest = points.get(points.len().saturating_sub(NEWEST)..);
        Sketch {
            scale: self.scale(),
            drawn,
            newest: newest.unwrap_or_default().to_vec(),
            whole: points.len(),
            aside: self.aside(),
            since_start: self.since_start(),
            since_last: self.since_last(),
            since_this_version: self.since_this_version(),
        }
    }
}

// Places of the results that are drawn; at most `most`, which is 4 or more.
fn thinned(points: &[Point], most: usize) -> BTreeSet<usize> {
    if points.len() <= most {
        return (0..points.len()).collect();
    }
    let mut kept = BTreeSet::from([0, points.len() - 1]);
    kept.extend(extremes(points, 0..points.len()));
    let stretches = (most - FEWEST) / 2;
    if let Some(length) = points.len().checked_div(stretches).map(|l| l + 1) {
        for start in (0..points.len()).step_by(length) {
            kept.extend(extremes(points, start..points.len().min(start + length)));
        }
    }
    kept
}

fn extremes(points: &[Point], range: Range<usize>) -> impl Iterator<Item = usize> {
    let by_value = |a: &usize, b: &usize| points[*a].value.total_cmp(&points[*b].value);
    let lowest = range.clone().min_by(by_value);
    lowest.into_iter().chain(range.max_by(by_value))
}
