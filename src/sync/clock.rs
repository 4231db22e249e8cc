//! A clock that only goes forward, for the schedule of tries.
//!
//! The phone's own date can be set by anybody, back and forth, while an answer waits. So the
//! schedule is kept in *ticks*: milliseconds that this clock has counted. While the app runs they
//! follow the system's monotonic clock. Over a restart they go on by what the date says has passed,
//! and by nothing where the date was set back: a wait is then as long as it was, never longer. A
//! date set forward can make one try come early, which costs one request.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Instant;

/// Most that a restart believes to have passed, in milliseconds: longer than any wait.
const MOST_AWAY: i64 = 7 * 24 * 60 * 60 * 1000;

/// Counts ticks. Cheap to clone; clones agree.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    base: i64,
    since: Instant,
}

/// How the clock is kept between two starts.
#[derive(Serialize, Deserialize)]
struct Kept {
    ticks: i64,
    wall: i64,
}

impl Clock {
    /// The name of the setting that keeps it.
    pub const SETTING: &str = "clock";

    /// Goes on from what was kept; the first time, from the date.
    pub fn start(kept: Option<&str>, wall: Timestamp) -> Self {
        let wall = wall.as_millisecond();
        let kept = kept.and_then(|text| serde_json::from_str::<Kept>(text).ok());
        let base = match kept {
            Some(kept) => {
                let away = wall.saturating_sub(kept.wall).clamp(0, MOST_AWAY);
                kept.ticks.saturating_add(away)
            }
            None => wall,
        };
        Self {
            base,
            since: Instant::now(),
        }
    }

    /// Ticks now: milliseconds, never less than before.
    pub fn now(&self) -> i64 {
        let run = i64::try_from(self.since.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.base.saturating_add(run)
    }

    /// What to keep, so that the next start goes on from here.
    pub fn keep(&self, wall: Timestamp) -> String {
        let kept = Kept {
            ticks: self.now(),
            wall: wall.as_millisecond(),
        };
        serde_json::to_string(&kept).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn over_a_restart_it_goes_on_by_what_has_passed_and_never_back() {
        let first = Clock::start(None, at(1_000_000));
        // What the first said before it was kept: two clocks that both run cut their milliseconds apart.
        let before = first.now();
        let kept = first.keep(at(1_000_000));
        let later = Clock::start(Some(&kept), at(1_000_600));
        let away = later.now() - before;
        assert!((600_000..=601_000).contains(&away), "{away}");
        // Set back by a year: nothing has passed, and it does not go back.
        let set_back = Clock::start(Some(&kept), at(1_000_000 - 31_536_000));
        assert!((0..1_000).contains(&(set_back.now() - before)));
        // Set forward by a century: bounded.
        let ahead = Clock::start(Some(&kept), at(1_000_000 + 100 * 31_536_000));
        assert!(ahead.now() - before <= MOST_AWAY + 1_000);
        // Nonsense counts as nothing.
        assert!(Clock::start(Some("{}"), at(5)).now() >= 5_000);
    }
}
