//! What a total, and the way from one total to another, means.

use super::{Band, Direction, Measure, Score, Unit};

/// The way from the first to the latest. Only a change that is more than chance is called one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Better, by at least the measure's threshold.
    ReliableImprovement,
    /// Worse, by at least the measure's threshold.
    ReliableDeterioration,
    /// Neither: about the same.
    NoReliableChange,
}

/// Metric scores have two decimals; what is lost in the third is no change.
const SMALL: f64 = 1e-9;

impl Measure {
    /// The band that a total is in; none where the measure has no bands or cannot come to that total.
    pub fn band(self, total: f64) -> Option<&'static Band> {
        let facts = self.facts();
        if !self.can_be(total) {
            return None;
        }
        facts.bands.iter().rfind(|band| band.from <= total)
    }

    /// Whether a total is at the cut-off or beyond it, on the bad side; none where the measure has no
    /// cut-off or cannot come to that total.
    pub fn is_beyond_cut_off(self, total: f64) -> Option<bool> {
        let cut_off = self.facts().cut_off?;
        if !self.can_be(total) {
            return None;
        }
        Some(match self.facts().direction {
            Direction::LowerIsBetter => total >= cut_off.value,
            Direction::HigherIsBetter => total <= cut_off.value,
        })
    }

    /// What the change from `first` to `latest` means, both in the unit of the measure's threshold: totals;
    /// plain sums for SWEMWBS; ratings of one item for DIALOG and goals. None where no threshold is known
    /// or a number cannot be. Both must be whole and of the same version of the measure.
    pub fn reliable_change(self, first: f64, latest: f64) -> Option<Change> {
        let threshold = self.facts().reliable_change?;
        if !self.can_be(first) || !self.can_be(latest) {
            return None;
        }
        let rise = latest - first;
        let better = match self.facts().direction {
            Direction::HigherIsBetter => rise,
            Direction::LowerIsBetter => -rise,
        };
        Some(if better + SMALL >= threshold.value {
            Change::ReliableImprovement
        } else if -better + SMALL >= threshold.value {
            Change::ReliableDeterioration
        } else {
            Change::NoReliableChange
        })
    }

    /// What a plain sum is converted to, for the measures that are; none where the sum cannot be.
    pub fn converted(self, raw: f64) -> Option<f64> {
        use super::facts::Reckoning;
        let facts = self.facts();
        let (least, most) = facts.weights;
        let (least, most) = (least * facts.items as i32, most * facts.items as i32);
        if raw.fract() != 0.0 || raw < f64::from(least) || raw > f64::from(most) {
            return None;
        }
        match facts.reckoning {
            Reckoning::Sum => Some(raw),
            Reckoning::Times(factor) => Some(raw * factor),
            Reckoning::Table(values) => values.get((raw as i32 - least) as usize).copied(),
            Reckoning::Means(_) | Reckoning::Each => None,
        }
    }

    fn can_be(self, total: f64) -> bool {
        let (least, most) = self.facts().range;
        total >= least && total <= most
    }
}

impl Score {
    /// What the change since an earlier score means. None for different measures, for a form's own sum, and
    /// where the threshold is for single items.
    pub fn change_since(&self, first: &Score) -> Option<Change> {
        let measure = self.measure.filter(|_| self.measure == first.measure)?;
        match measure.facts().reliable_change?.unit {
            Unit::Total => measure.reliable_change(first.total?, self.total?),
            Unit::Raw => measure.reliable_change(first.raw?, self.raw?),
            Unit::Item => None,
        }
    }
}
