//! The queue: which items are due, and where an item rests after each step. Pure.

use super::driver::Report;
use super::push::{Parked, Step, Why};
use super::wait::{self, LONGEST, MOST_ASKED, wait_for, wait_for_network};
use crate::vault::{Item, ItemState};
use jiff::Timestamp;
use std::time::Duration;

/// The moment at which something happens.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// What the schedule goes by: [`super::Clock`].
    pub ticks: i64,
    /// What a person is shown.
    pub at: Timestamp,
    /// Random in 0 to 1, for the jitter.
    pub chance: f64,
}

/// How long until an item is due, by the ticks of the forward clock. Never longer than the longest
/// wait that there is.
pub fn until_due(item: &Item, ticks: i64) -> Duration {
    let ahead = item.next_try.map_or(0, |at| at.saturating_sub(ticks));
    let ahead = Duration::from_millis(u64::try_from(ahead).unwrap_or_default());
    ahead.min(LONGEST.max(MOST_ASKED + MOST_ASKED / 2))
}

/// Writes down in the item where it rests after a step, and tells how the talk stands.
pub fn settle(item: &mut Item, step: Step, now: Moment) -> Report {
    let doubted = is_doubted(item);
    match step {
        Step::Arrived { elsewhere } => {
            item.state = ItemState::Sent;
            item.sent_at = Some(now.at);
            item.reason = elsewhere.then(|| "elsewhere".to_owned());
            Report::Well
        }
        Step::Park(why) => {
            item.state = ItemState::Parked;
            item.next_try = None;
            item.reason = Some(
                match why {
                    Parked::Refused => "refused",
                    Parked::NotAllowed => "not-allowed",
                    Parked::NotSure => NOT_SURE,
                    Parked::Changed => "changed",
                }
                .to_owned(),
            );
            Report::Well
        }
        Step::Pause => {
            item.state = ItemState::Pending;
            item.reason = Some(waits_for("sign-in", doubted));
            item.next_try = None;
            Report::SignInEnded
        }
        Step::Wait(why, asked) => {
            let wait = match why {
                Why::NoNetwork => wait_for_network(item.tries, now.chance),
                _ => wait_for(item.tries, asked, now.chance),
            };
            item.tries = item.tries.saturating_add(1);
            item.next_try = Some(now.ticks.saturating_add(wait.as_millis() as i64));
            let (state, reason, report) = match why {
                Why::NoSignal => (ItemState::Pending, "no-signal", Report::NoSignal),
                Why::NoNetwork => (ItemState::Pending, "no-signal", Report::NoNetwork),
                Why::Doubted(doubt) => (ItemState::Pending, doubt.name(), Report::Doubted(doubt)),
                Why::Unknown => (ItemState::Unknown, "unknown", Report::NoSignal),
                Why::Unwell if asked.is_some() => {
                    (ItemState::Unknown, "unwell", Report::AsksToWait)
                }
                Why::Unwell => (ItemState::Unknown, "unwell", Report::Unwell),
                Why::Odd => (ItemState::Unknown, "odd", Report::Odd),
            };
            item.state = state;
            item.reason = Some(match state {
                ItemState::Pending => waits_for(reason, doubted),
                _ => reason.to_owned(),
            });
            report
        }
        // The driver asks; an item never rests there.
        Step::Ask(_) => Report::Odd,
    }
}

/// The reason of what is parked because nobody can say whether the trust has it.
pub const NOT_SURE: &str = "not-sure";

/// At the end of a reason: something of it may be with the trust since an earlier try, whatever keeps it now.
pub const MAYBE: &str = "-maybe";

/// Whether an earlier try may have arrived.
fn is_doubted(item: &Item) -> bool {
    let reason = item.reason.as_deref().unwrap_or_default();
    matches!(reason, "unknown" | "unwell" | "odd") || reason.ends_with(MAYBE)
}

fn waits_for(reason: &str, doubted: bool) -> String {
    let end = if doubted { MAYBE } else { "" };
    format!("{reason}{end}")
}

/// Whether what happened to one item would happen to all that come after it in this round.
pub fn ends_the_round(report: Report) -> bool {
    matches!(
        report,
        Report::NoSignal
            | Report::NoNetwork
            | Report::Doubted(_)
            | Report::SignInEnded
            | Report::AsksToWait
    )
}

/// An item that was not tried because the round ended waits for the same thing, as long.
pub fn hold_up(item: &mut Item, report: Report, until: Option<i64>) {
    item.next_try = until.max(item.next_try);
    if item.state == ItemState::Pending {
        let reason = match report {
            Report::NoSignal | Report::NoNetwork => "no-signal",
            Report::Doubted(doubt) => doubt.name(),
            Report::SignInEnded => "sign-in",
            Report::AsksToWait => "held",
            _ => return,
        };
        item.reason = Some(waits_for(reason, is_doubted(item)));
    }
}

/// How long to the next look. A phone whose trust is well looks now and then; one whose trust is not
/// gives it more and more time; one without a network troubles nobody by trying.
pub fn next_look(report: Report, in_vain: u32, asked: Option<Duration>, chance: f64) -> Duration {
    match report {
        Report::Well | Report::Busy => wait::next_look(chance),
        Report::NoNetwork => wait_for_network(in_vain, chance),
        Report::NoSignal
        | Report::Doubted(_)
        | Report::Odd
        | Report::Unwell
        | Report::AsksToWait => {
            // Two minutes to begin with: nobody waits for a look. Who does, asks for one.
            wait_for(in_vain.saturating_add(5), asked, chance)
        }
        // Only the person, or the trust, can change these.
        Report::SignInEnded | Report::NotSafe => wait::BETWEEN_LOOKS,
    }
}
