//! The timeline: what has happened, where the person is, what comes next. A line with three kinds of
//! stop, and words on each.

use super::{Icon, IconKind, Theirs};
use crate::care::{Event, Stop, Tense};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;
use jiff::civil::Date;

/// The timeline.
#[component]
pub fn Timeline(
    /// The stops, in order of time.
    stops: Vec<Stop>,
) -> Element {
    let (words, today) = (state::words(), state::today());
    rsx! {
        ol { class: "timeline",
            for (index , stop) in stops.into_iter().enumerate() {
                li { key: "{index}", class: class(stop.tense),
                    span { class: "stop-mark",
                        if stop.tense == Tense::Done {
                            Icon { kind: IconKind::Check }
                        }
                    }
                    div {
                        span { class: "unseen", {words.say(tense_key(stop.tense))} " " }
                        strong { {words.say(event_key(stop.event))} }
                        if let Some(when) = when_and_with(words, &stop, today) {
                            span { class: "quiet stop-when", {when} }
                        }
                        // A known event has its own name: the trust's words for the meeting only say it again.
                        if let Some(text) = stop.text.clone().filter(|_| stop.event == Event::Meeting) {
                            span { class: "quiet stop-text", Theirs { text } }
                        }
                    }
                }
            }
        }
    }
}

fn class(tense: Tense) -> &'static str {
    match tense {
        Tense::Done => "stop stop-done",
        Tense::Here => "stop stop-here",
        Tense::Ahead => "stop stop-ahead",
    }
}

fn tense_key(tense: Tense) -> &'static str {
    match tense {
        Tense::Done => "care-tense-done",
        Tense::Here => "care-tense-here",
        Tense::Ahead => "care-tense-ahead",
    }
}

/// The words for what happened.
pub fn event_key(event: Event) -> &'static str {
    match event {
        Event::InitialAssessment => "care-event-initial-assessment",
        Event::PlannedReview => "care-event-planned-review",
        Event::UnplannedReview => "care-event-unplanned-review",
        Event::Admission => "care-event-admission",
        Event::Transfer => "care-event-transfer",
        Event::Discharge => "care-event-discharge",
        Event::CareBegan => "care-event-care-began",
        Event::PlanMade => "care-event-plan-made",
        Event::Meeting => "care-event-meeting",
        Event::CareNow => "care-event-care-now",
        Event::ReviewAhead => "care-event-review-ahead",
    }
}

/// "22 March, with Sam Okafor". A review without a meeting is due *by* its day.
fn when_and_with(words: Words, stop: &Stop, today: Date) -> Option<String> {
    let day = match (stop.at, stop.on) {
        (Some(at), _) => Some(words.moment(at, today)),
        (None, Some(on)) if stop.event == Event::ReviewAhead => {
            let day = words.short_day(on, today);
            Some(words.say_with("care-stop-due", &[("date", (&day).into())]))
        }
        (None, Some(on)) => Some(words.short_day(on, today)),
        (None, None) => None,
    };
    match (day, &stop.with) {
        (Some(day), Some(name)) => Some(words.say_with(
            "care-stop-day-with",
            &[("date", (&day).into()), ("name", name.into())],
        )),
        (None, Some(name)) => Some(words.say_with("care-stop-with", &[("name", name.into())])),
        (day, None) => day,
    }
}
