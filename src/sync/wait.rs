//! How long to wait before the next try: exponential backoff with full jitter.

use std::time::Duration;

/// First wait, before jitter.
const FIRST: Duration = Duration::from_secs(2);

/// Longest wait of our own; a server may ask for more, up to [`MOST_ASKED`].
pub const LONGEST: Duration = Duration::from_secs(120);

/// Longest wait that a server can make us keep.
const MOST_ASKED: Duration = Duration::from_secs(60 * 60);

/// How long to wait after `tries` tries in a row. `chance` is random in 0 to 1: phones that lost the
/// same server must not all come back in the same second. Never less than the server asked for.
pub fn wait_for(tries: u32, asked: Option<Duration>, chance: f64) -> Duration {
    let most = FIRST.saturating_mul(1u32 << tries.min(10)).min(LONGEST);
    let jittered = most
        .mul_f64(chance.clamp(0.0, 1.0))
        .max(Duration::from_millis(500));
    let asked = asked.unwrap_or_default().min(MOST_ASKED);
    // Jitter on top of what was asked, for the same reason.
    if asked > Duration::ZERO {
        asked + jittered.min(asked / 4 + Duration::from_millis(500))
    } else {
        jittered
    }
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
    }
}
