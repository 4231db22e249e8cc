//! The review: when it is as far as anybody knows, who comes, what is talked about, what to bring.

use super::hand_over::{ToCalendar, ToPrint};
use crate::app::since_lines;
use crate::care::{Cluster, Review as Date};
use crate::ui::Route;
use crate::ui::components::{
    Drawing, Empty, IconKind, LeadCard, PhoneLink, RecordPage, Row, Rows, SafetyBanner,
};
use crate::ui::screens::progress::ProgressRow;
use crate::ui::screens::talk::ToTalkAbout;
use crate::ui::state;
use crate::words;
use dioxus::prelude::*;

/// The review.
#[component]
pub fn Review() -> Element {
    rsx! {
        RecordPage { title: "review-title", Known {} }
    }
}

/// The review, once a record has come.
#[component]
fn Known() -> Element {
    let (words, record, today) = (state::words(), state::record(), state::today());
    let review = record.review.on(today, words::london());
    rsx! {
        SafetyBanner {}
        When { review: review.clone() }
        if !matches!(review, Date::Booked { .. }) {
            AskAbout {}
        }
        if !record.forms_to_do.is_empty() {
            Rows {
                Row { to: Route::Todo {}, icon: IconKind::TickBox, title: words.say("review-forms") }
            }
        }
        ToTalkAbout {}
        Since {}
        ProgressRow {}
        h2 { {words.say("review-talk")} }
        ul { class: "points",
            li { {words.say("review-talk-goals")} }
            li { {words.say("review-talk-plan")} }
            if record.cluster != Cluster::NotShown {
                li { {words.say("review-talk-group")} }
            }
            li { {words.say("review-talk-next")} }
        }
        if record.plan.is_some() {
            p { {words.say("review-stay")} }
        }
        h2 { {words.say("review-bring")} }
        ul { class: "points",
            li { {words.say("review-bring-questions")} }
            li { {words.say("review-bring-medicine")} }
            li { {words.say("review-bring-good")} }
        }
        ToPrint {}
        h2 { {words.say("review-sooner-heading")} }
        p { {words.say("review-sooner")} }
    }
}

/// What has changed since the last review, from what is recorded.
#[component]
fn Since() -> Element {
    let (words, record, today) = (state::words(), state::record(), state::today());
    let Some(since) = record.since_review(words::london()) else {
        return rsx! {};
    };
    let day = words.short_day(since.since, today);
    rsx! {
        section {
            h2 { {words.say_with("since-heading", &[("date", (&day).into())])} }
            ul { class: "points",
                for (place , line) in since_lines(words, &since).into_iter().enumerate() {
                    li { key: "{place}", {line} }
                }
            }
        }
    }
}

/// When it is. Each state is said as it is; no date is made up.
#[component]
fn When(review: Date) -> Element {
    let (words, today) = (state::words(), state::today());
    match review {
        Date::Booked {
            start,
            end,
            with,
            place,
            ..
        } => {
            let has_place = place.is_some();
            let day = words::today(start);
            let note = if day == today {
                words.say("review-today")
            } else {
                words.in_days(day, today)
            };
            let start = words.moment(start, today);
            let big = match end {
                Some(end) => {
                    let end = words.time(end.to_zoned(words::london().clone()).time());
                    words.say_with(
                        "review-from-to",
                        &[("moment", (&start).into()), ("time", (&end).into())],
                    )
                }
                None => start,
            };
            rsx! {
                LeadCard { label: words.say("review-booked-label"), big, note,
                    if let Some(place) = place {
                        h3 { {words.say("review-where")} }
                        p { lang: "en", {place} }
                    }
                    h3 { {words.say("review-who")} }
                    ul { class: "points",
                        li { {words.say("review-who-you")} }
                        for name in with {
                            li { key: "{name}", {name} }
                        }
                    }
                    p { class: "quiet", {words.say("review-who-bring")} }
                    ToCalendar { has_place }
                }
            }
        }
        Date::DueBy(day) => {
            let day = words.weekday_day(day, today);
            rsx! {
                LeadCard {
                    label: words.say("today-review-due-label"),
                    big: words.say_with("review-due-heading", &[("date", (&day).into())]),
                    note: words.say("review-due-text"),
                }
            }
        }
        Date::Passed(day) => {
            let day = words.day(day);
            rsx! {
                LeadCard {
                    label: words.say("today-review-passed-label"),
                    big: words.say_with("review-passed-heading", &[("date", (&day).into())]),
                    note: words.say("review-passed-text"),
                }
            }
        }
        Date::NoDate => rsx! {
            Empty {
                drawing: Drawing::Bench,
                heading: words.say("review-none-heading"),
                text: words.say("review-none-text"),
            }
        },
    }
}

/// Whom to ask, with the number if there is one.
#[component]
fn AskAbout() -> Element {
    let (words, record) = (state::words(), state::record());
    let ask = match state::worker_name(&record) {
        Some(name) => words.say_with("review-ask", &[("name", (&name).into())]),
        None => words.say("review-ask-team"),
    };
    rsx! {
        p { strong { {ask} } }
        if let Some((name, number)) = state::whom_to_call(&record) {
            PhoneLink { name, number }
        }
    }
}
