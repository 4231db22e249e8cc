//! 1.5 million phones on one server: requests a second on a usual day, during an outage of two hours
//! and in the hour after it, with the app's schedule and with none. `cargo bench --bench fleet`;
//! `PATHWAY_PHONES` sets another number.

#[path = "../tests/support/fleet.rs"]
mod fleet;

use fleet::{BACK, Outage, Schedule, play};

fn main() {
    let phones = std::env::var("PATHWAY_PHONES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_500_000);
    println!("{phones} phones; an outage of two hours; requests a second in the busiest minute\n");
    println!(
        "| schedule | outage | usual | during | hour after | after / usual | worst second after | 9 of 10 back |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for schedule in [Schedule::Ours, Schedule::None] {
        for outage in [Outage::Silence, Outage::AsksToWait(120)] {
            let day = play(phones, schedule, outage);
            println!(
                "| {schedule:?} | {outage:?} | {:.0} | {:.0} | {:.0} | {:.2} | {} | {} s |",
                day.usual(),
                day.during(),
                day.after(),
                day.after() / day.usual(),
                day.worst_second(BACK, BACK + 3_600),
                day.recovered(phones)
            );
        }
    }
}
