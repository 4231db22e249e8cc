//! How long to wait before the next try, and before the next look: exponential backoff with full
//! jitter, so that a million phones that lost the same server do not come back in the same second.
//! `benches/fleet.rs` plays that.
//!
//! A phone that has no network at all troubles nobody by trying, and is meant to go on as soon as
//! there is some: its waits stay short. Where the network is there and the trust is not, they grow.

use std::time::Duration;

/// First wait, before jitter.
const FIRST: Duration = Duration::from_secs(2);

/// Longest wait of our own; a server may ask for more, up to [`MOST_ASKED`].
pub const LONGEST: Duration = Duration::from_secs(15 * 60);

/// Longest wait that a server can make us keep.
pub const MOST_ASKED: Duration = Duration::from_secs(60 * 60);

/// Longest wait while the phone itself has no network.
const LONGEST_OFFLINE: Duration = Duration::from_secs(20);

/// Between two looks for what is new while all is well, before jitter.
pub const BETWEEN_LOOKS: Duration = Duration::from_secs(10 * 60);

/// How long to wait after `tries` tries in a row. `chance` is random in 0 to 1. Never less than the
/// server asked for.
pub fn wait_for(tries: u32, asked: Option<Duration>, chance: f64) -> Duration {
    // What was asked, and our own on top of it: phones that were all asked for the same two minutes
    // would otherwise all be back in them.
    asked.unwrap_or_default().min(MOST_ASKED) + grown(tries, LONGEST, chance)
}

/// The same while the phone has no network.
pub fn wait_for_network(tries: u32, chance: f64) -> Duration {
    grown(tries, LONGEST_OFFLINE, chance)
}

/// How long to the next look when the last went well: around [`BETWEEN_LOOKS`], each phone at its
/// own time.
pub fn next_look(chance: f64) -> Duration {
    BETWEEN_LOOKS.mul_f64(0.75 + chance.clamp(0.0, 1.0) / 2.0)
}

fn grown(tries: u32, longest: Duration, chance: f64) -> Duration {
    let most = FIRST.saturating_mul(1u32 << tries.min(12)).min(longest);
    most.mul_f64(chance.clamp(0.0, 1.0))
        .max(Duration::from_millis(500))
}

/// A random number in 0 to 1. Without randomness the longest wait is taken: patient, and safe.
pub fn chance() -> f64 {
    let mut bytes = [0u8; 4];
    match getrandom::fill(&mut bytes) {
        Ok(()) => f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX),
        Err(_) => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_grows_is_capped_and_keeps_what_the_server_asked_for() {
        assert_eq!(wait_for(0, None, 1.0), Duration::from_secs(2));
        assert_eq!(wait_for(3, None, 1.0), Duration::from_secs(16));
        assert_eq!(wait_for(40, None, 1.0), LONGEST);
        assert_eq!(wait_for(9, None, 0.0), Duration::from_millis(500));
        assert!(wait_for(0, Some(Duration::from_secs(30)), 0.0) >= Duration::from_secs(30));
        assert!(
            wait_for(0, Some(Duration::from_secs(1 << 40)), 1.0) <= MOST_ASKED + MOST_ASKED / 2
        );
        assert_eq!(wait_for_network(40, 1.0), LONGEST_OFFLINE);
    }

    #[test]
    fn looks_are_spread_around_ten_minutes() {
        assert_eq!(next_look(0.5), BETWEEN_LOOKS);
        assert!(next_look(0.0) < next_look(1.0));
    }
}
