//! How old what a carer is shown is, by clocks that nobody stretches by setting the date back.
//!
//! The time that has passed since the trust was last heard is added up bit by bit. Within one run of the
//! phone it follows a clock that goes on in sleep and that setting the date does not move. From one run to
//! the next only the date can say; a date that went back says nothing, and then the view counts as too old
//! until the trust is heard again. A date set forward can shut a view too soon, which one contact mends.

use crate::platform::Moment;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A date that went back by less than this was put right by the network, not by somebody's hand.
const PUT_RIGHT: i64 = 60 * 60;
/// How far apart two notes are at least: not every look needs a write.
const BETWEEN_NOTES: Duration = Duration::from_secs(10 * 60);

/// How old something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// This old, or a little less where the date was put right.
    Known(Duration),
    /// Nobody can say: the date was set back.
    Unknown,
}

/// When the trust was last heard, and how much time has passed since, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacts {
    /// When it was heard, by the phone's date then: seconds since 1970.
    heard: i64,
    /// Seconds that had passed when this was noted; none where nobody can say.
    passed: Option<u64>,
    /// The date when it was noted.
    wall: i64,
    /// The run of the phone in which it was noted, and the moment of that run in milliseconds.
    run: String,
    at: u64,
}

impl Contacts {
    /// The name of the setting that keeps it.
    pub const SETTING: &str = "heard";

    /// The trust is heard now.
    pub fn heard(wall: Timestamp, moment: &Moment) -> Self {
        Self {
            heard: wall.as_second(),
            passed: Some(0),
            wall: wall.as_second(),
            run: moment.run.clone(),
            at: millis(moment),
        }
    }

    /// From how it is kept.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// As it is kept.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// When the trust was heard, by the phone's date then.
    pub fn at(&self) -> Timestamp {
        Timestamp::from_second(self.heard).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// How long ago that was.
    pub fn age(&self, wall: Timestamp, moment: &Moment) -> Age {
        let Some(passed) = self.passed else {
            return Age::Unknown;
        };
        let passed = Duration::from_secs(passed);
        if self.run == moment.run {
            let since = millis(moment).saturating_sub(self.at);
            return Age::Known(passed + Duration::from_millis(since));
        }
        let since = wall.as_second().saturating_sub(self.wall);
        match u64::try_from(since) {
            Ok(since) => Age::Known(passed.saturating_add(Duration::from_secs(since))),
            Err(_) if since > -PUT_RIGHT => Age::Known(passed),
            Err(_) => Age::Unknown,
        }
    }

    /// The moment that it is at the earliest, whatever the date says: for what ends on a day.
    pub fn now(&self, wall: Timestamp, moment: &Moment) -> Timestamp {
        match self.age(wall, moment) {
            Age::Known(age) => self.at().checked_add(age).unwrap_or(wall).max(wall),
            Age::Unknown => wall,
        }
    }

    /// The same, noted anew; none where there is nothing worth a write.
    pub fn note(&self, wall: Timestamp, moment: &Moment) -> Option<Self> {
        let age = self.age(wall, moment);
        let known = Duration::from_secs(self.passed?);
        let passed = match age {
            Age::Known(age) if self.run == moment.run && age < known + BETWEEN_NOTES => {
                return None;
            }
            Age::Known(age) => Some(age.as_secs()),
            Age::Unknown => None,
        };
        Some(Self {
            heard: self.heard,
            passed,
            wall: wall.as_second(),
            run: moment.run.clone(),
            at: millis(moment),
        })
    }
}

fn millis(moment: &Moment) -> u64 {
    u64::try_from(moment.at.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u64 = 24 * 60 * 60;

    fn wall(days: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + days * DAY as i64).unwrap()
    }

    fn run(name: &str, days: u64) -> Moment {
        Moment {
            run: name.into(),
            at: Duration::from_secs(days * DAY),
        }
    }

    fn days(age: Age) -> Option<u64> {
        match age {
            Age::Known(age) => Some(age.as_secs() / DAY),
            Age::Unknown => None,
        }
    }

    #[test]
    fn within_a_run_the_date_says_nothing() {
        let it = Contacts::heard(wall(0), &run("a", 1));
        for said in [-300, 0, 300] {
            assert_eq!(days(it.age(wall(said), &run("a", 4))), Some(3));
        }
        assert_eq!(it.now(wall(-300), &run("a", 4)), wall(3));
    }

    #[test]
    fn over_runs_time_adds_up_and_a_date_set_back_is_no_gain() {
        let it = Contacts::heard(wall(0), &run("a", 0));
        let it = it.note(wall(0), &run("a", 2)).unwrap();
        let it = it.note(wall(5), &run("b", 0)).unwrap();
        assert_eq!(days(it.age(wall(5), &run("b", 1))), Some(8));
        assert_eq!(days(it.age(wall(4), &run("c", 0))), None);
        let set_back = it.note(wall(4), &run("c", 0)).unwrap();
        // Nor does setting it right again bring the view back: only the trust does.
        assert_eq!(days(set_back.age(wall(6), &run("c", 1))), None);
        assert_eq!(set_back.note(wall(6), &run("d", 0)), None);
    }

    #[test]
    fn a_date_that_was_put_right_shuts_nothing() {
        let it = Contacts::heard(wall(0), &run("a", 0));
        let a_little = Timestamp::from_second(1_700_000_000 - 600).unwrap();
        assert_eq!(days(it.age(a_little, &run("b", 0))), Some(0));
    }

    #[test]
    fn what_was_kept_is_read_and_little_is_written() {
        let it = Contacts::heard(wall(0), &run("a", 0));
        assert_eq!(Contacts::read(&it.text()), Some(it.clone()));
        assert_eq!(it.note(wall(0), &run("a", 0)), None);
    }
}
