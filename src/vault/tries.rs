//! Wrong passcodes: how many are left, and how long the next one waits.
//!
//! A wait is counted by the phone's clock since it was started, which setting the date does not move.
//! After a start of the phone that clock begins anew: then the wait begins anew as well, so that a
//! restart never shortens it. A try is written down before it is made.

use crate::platform::Moment;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Wrong passcodes since the last right one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tries {
    wrong: u32,
    /// What was left to wait at `at`, in milliseconds.
    wait: u64,
    /// The run of the phone in which that was.
    run: String,
    /// When in that run, in milliseconds.
    at: u64,
}

/// The try after which the passcode opens nothing any more.
pub const LAST_TRY: u32 = 10;

const MINUTE: Duration = Duration::from_secs(60);

impl Tries {
    /// What a count that cannot be trusted is taken for: one try is left, after the longest wait.
    pub(super) fn strictest() -> Self {
        Self {
            wrong: LAST_TRY - 1,
            wait: millis(wait_after(LAST_TRY - 1)),
            run: String::new(),
            at: 0,
        }
    }

    /// Whether nothing was tried.
    pub(super) fn is_none(&self) -> bool {
        self.wrong == 0
    }

    /// How many tries are left.
    pub(super) fn left(&self) -> u32 {
        LAST_TRY.saturating_sub(self.wrong)
    }

    /// One more wrong try, made now.
    pub(super) fn one_more(&self, now: &Moment) -> Self {
        let wrong = self.wrong.saturating_add(1);
        Self {
            wrong,
            wait: millis(wait_after(wrong)),
            run: now.run.clone(),
            at: millis(now.at),
        }
    }

    /// How long the next try waits.
    pub(super) fn wait(&self, now: &Moment) -> Duration {
        let then = Moment {
            run: self.run.clone(),
            at: Duration::from_millis(self.at),
        };
        let wait = Duration::from_millis(self.wait);
        now.since(&then)
            .map_or(wait, |passed| wait.saturating_sub(passed))
    }

    /// The same, counted from now on, when it was counted in another run of the phone; none when
    /// nothing has to be written down.
    pub(super) fn carried_over(&self, now: &Moment) -> Option<Self> {
        let moved = self.wait > 0 && self.run != now.run;
        moved.then(|| Self {
            run: now.run.clone(),
            at: millis(now.at),
            ..self.clone()
        })
    }
}

fn wait_after(wrong: u32) -> Duration {
    match wrong {
        0..=4 => Duration::ZERO,
        5 => MINUTE,
        6 => MINUTE * 5,
        7 => MINUTE * 15,
        _ => MINUTE * 60,
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(run: &str, seconds: u64) -> Moment {
        Moment {
            run: run.into(),
            at: Duration::from_secs(seconds),
        }
    }

    #[test]
    fn waits_grow_from_the_fifth_try_on_and_the_tenth_is_the_last() {
        let now = at("a", 0);
        let mut tries = Tries::default();
        let mut waits = Vec::new();
        for _ in 0..LAST_TRY {
            tries = tries.one_more(&now);
            waits.push(tries.wait(&now).as_secs() / 60);
        }
        assert_eq!(waits, [0, 0, 0, 0, 1, 5, 15, 60, 60, 60]);
        assert_eq!(tries.left(), 0);
    }

    #[test]
    fn a_restart_of_the_phone_never_shortens_a_wait() {
        let five = (0..5).fold(Tries::default(), |tries, _| tries.one_more(&at("a", 100)));
        assert_eq!(five.wait(&at("a", 130)).as_secs(), 30);
        assert_eq!(five.wait(&at("a", 160)), Duration::ZERO);
        // Started anew: the clock says 5 seconds, or a day.
        for seconds in [5, 86_400] {
            let restarted = at("b", seconds);
            assert_eq!(five.wait(&restarted).as_secs(), 60);
            let carried = five.carried_over(&restarted).unwrap();
            assert_eq!(carried.wait(&at("b", seconds + 20)).as_secs(), 40);
            assert_eq!(carried.left(), five.left());
        }
        assert!(five.carried_over(&at("a", 130)).is_none());
    }
}
