//! The next review, as the one thing that matters most. Each state of it is said as it is.

use crate::care::Review;
use crate::ui::Route;
use crate::ui::components::{ButtonLink, LeadCard, Weight};
use crate::ui::state;
use crate::words;
use dioxus::prelude::*;

/// The next review. Nothing where the record gives no date: the page about it says so when asked.
#[component]
pub fn ReviewCard() -> Element {
    let (words, today) = (state::words(), state::today());
    let review = state::record().review.on(today, words::london());
    match review {
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
                    ButtonLink { to: Route::Review {}, {words.say("today-review-ready")} }
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
                    note: words.say("today-review-passed-more"),
                    ButtonLink { weight: Weight::Second, to: Route::Review {}, {words.say("today-review-more")} }
                }
            }
        }
        Review::NoDate => rsx! {},
    }
}
