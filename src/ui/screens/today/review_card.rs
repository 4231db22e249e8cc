//! The next review, as the one thing that matters most. Each state of it is said as it is.

use crate::care::{Review, Tense};
use crate::ui::Route;
use crate::ui::components::{ButtonLink, LeadCard, Weight, event_key};
use crate::ui::state;
use crate::words;
use dioxus::prelude::*;

/// The next review. Where the record gives no date, the next meeting; the page about reviews says that
/// there is no date when asked.
#[component]
pub fn ReviewCard(
    /// Whether it is quiet: then the next meeting is told, and nothing is asked.
    quiet: bool,
) -> Element {
    let (words, today) = (state::words(), state::today());
    let review = state::record().review.on(today, words::london());
    match review {
        Review::DueBy(_) | Review::Passed(_) if quiet => rsx! { Meeting {} },
        Review::Booked { start, with, .. } => {
            let when = words.in_days(words::today(start), today);
            let note = match with.first() {
                Some(name) => words.say_with(
                    "today-review-when-with",
                    &[("when", (&when).into()), ("name", name.into())],
                ),
                None => when,
            };
            rsx! {
                LeadCard { label: words.say("today-review-label"), big: words.moment(start, today), note,
                    if quiet {
                        Link { to: Route::Review {}, {words.say("today-review-more")} }
                    } else {
                        ButtonLink { to: Route::Review {}, {words.say("today-review-ready")} }
                    }
                }
            }
        }
        Review::DueBy(day) => {
            let day = words.weekday_day(day, today);
            rsx! {
                LeadCard {
                    label: words.say("today-review-due-label"),
                    big: words.say_with("today-review-due", &[("date", (&day).into())]),
                    note: words.say("today-review-due-more"),
                    ButtonLink { weight: Weight::Second, to: Route::Review {}, {words.say("today-review-more")} }
                }
            }
        }
        Review::Passed(day) => {
            let day = words.short_day(day, today);
            rsx! {
                LeadCard {
                    label: words.say("today-review-passed-label"),
                    big: words.say_with("today-review-passed", &[("date", (&day).into())]),
                    note: whom_to_ask(),
                    ButtonLink { weight: Weight::Second, to: Route::Review {}, {words.say("today-review-more")} }
                }
            }
        }
        Review::NoDate => rsx! { Meeting {} },
    }
}

fn whom_to_ask() -> String {
    let words = state::words();
    match state::worker_name(&state::record()) {
        Some(name) => words.say_with("today-review-passed-ask", &[("name", (&name).into())]),
        None => words.say("today-review-passed-more"),
    }
}

/// Where there is no review yet: the next meeting that is booked, the first one above all.
#[component]
fn Meeting() -> Element {
    let (words, record, today) = (state::words(), state::record(), state::today());
    let ahead = record.timeline.iter().filter(|s| s.tense == Tense::Ahead);
    let Some((stop, at)) = ahead.filter_map(|s| s.at.map(|at| (s, at))).next() else {
        return rsx! {};
    };
    let when = words.in_days(words::today(at), today);
    let note = match &stop.with {
        Some(name) => words.say_with(
            "today-review-when-with",
            &[("when", (&when).into()), ("name", name.into())],
        ),
        None => when,
    };
    rsx! {
        LeadCard { label: words.say(event_key(stop.event)), big: words.moment(at, today), note }
    }
}
