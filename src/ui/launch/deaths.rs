//! How often a page may die.

use std::time::{Duration, Instant};

/// Pages that die one after the other are drawn this often within [`WHILE`], and no more: something on the page kills it, and
/// the app ends rather than turn in a circle with a battery. A start that ends so early is counted, and leads to safe mode.
const OFTEN: usize = 5;
const WHILE: Duration = Duration::from_secs(60);

/// Whether one more death within a while is one too many.
pub(super) fn is_too_often(deaths: &mut Vec<Instant>, now: Instant) -> bool {
    deaths.retain(|death| now.duration_since(*death) < WHILE);
    deaths.push(now);
    deaths.len() > OFTEN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_deaths_a_minute_are_drawn_anew_and_a_sixth_is_not() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut deaths = Vec::new();
        assert!((0..5).all(|n| !is_too_often(&mut deaths, at(n))));
        assert!(is_too_often(&mut deaths, at(6)));
        // Rare deaths are never too many.
        let mut deaths = Vec::new();
        assert!((0..50).all(|n| !is_too_often(&mut deaths, at(n * 13))));
    }
}
