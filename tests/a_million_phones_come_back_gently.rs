//! After an outage of two hours the busiest minute is at most three times a usual one, and while it
//! lasts the server is not asked more than usual either. A smaller fleet than `benches/fleet.rs`
//! plays, with the same waits.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/fleet.rs"]
mod fleet;

use fleet::{Outage, Schedule, play};

const PHONES: usize = 40_000;

#[test]
fn the_peak_after_an_outage_stays_within_three_times_the_usual() {
    for outage in [Outage::Silence, Outage::AsksToWait(120)] {
        let day = play(PHONES, Schedule::Ours, outage);
        let (usual, during, after) = (day.usual(), day.during(), day.after());
        assert!(usual > 10.0, "{usual}");
        assert!(
            after <= 3.0 * usual,
            "{outage:?}: {after} after, {usual} usual"
        );
        assert!(
            during <= 4.0 * usual,
            "{outage:?}: {during} during, {usual} usual"
        );
        let back = day.recovered(PHONES);
        assert!(
            back <= 20 * 60,
            "{outage:?}: nine of ten are back after {back} s"
        );
    }
}

#[test]
fn without_a_schedule_it_would_not() {
    // The simulation is worth something only if it can show a herd.
    let day = play(PHONES / 4, Schedule::None, Outage::Silence);
    assert!(
        day.after() > 3.0 * day.usual(),
        "{} after, {} usual",
        day.after(),
        day.usual()
    );
}
