//! How I am doing: what the person answered over time, in a sentence first, then as a soft line; and what
//! workers noted and the trust released, beside the person's own word.
//!
//! Nothing here says how ill somebody is. A difference is called easier or harder only where that is sure,
//! a number stands nowhere until it is asked for, and every page ends with somebody to talk to.

mod line;
mod next_step;
mod noted;
mod one;
mod picture;
mod said;
mod table;

pub use next_step::NextStep;
pub use one::Course;

use crate::care::{Track, Tracked};
use crate::ui::components::{
    Drawing, Empty, Icon, IconKind, RecordPage, Row, Rows, SafetyBanner, Theirs,
};
use crate::ui::{Place, Route, state};
use crate::words::Words;
use dioxus::prelude::*;
use line::SmallLine;
use noted::NotedSection;

/// How I am doing.
#[component]
pub fn Progress() -> Element {
    rsx! {
        RecordPage { title: "progress-title", Known {} }
    }
}

/// What there is once a record has come.
#[component]
fn Known() -> Element {
    let (words, record) = (state::words(), state::record());
    let of_goals = |track: &&Track| track.of.goal().is_some();
    let (goals, measures): (Vec<_>, Vec<_>) = record.tracks.iter().partition(of_goals);
    let nothing = record.tracks.is_empty() && record.noted.is_empty();
    rsx! {
        if nothing {
            Empty {
                drawing: Drawing::Hills,
                heading: words.say("progress-none-heading"),
                text: words.say("progress-none-text"),
            }
        } else {
            p { class: "lead", {words.say("progress-lead")} }
        }
        SafetyBanner {}
        if !measures.is_empty() {
            section {
                h2 { {words.say("progress-answers")} }
                Cards { tracks: measures.into_iter().cloned().collect::<Vec<_>>() }
            }
        }
        if !goals.is_empty() {
            section {
                h2 { {words.say("progress-goals")} }
                Cards { tracks: goals.into_iter().cloned().collect::<Vec<_>>() }
            }
        }
        NotedSection { noted: record.noted.clone() }
        NextStep { harder: record.tracks.iter().any(said::got_harder) }
    }
}

#[component]
fn Cards(tracks: Vec<Track>) -> Element {
    rsx! {
        ul { class: "track-cards",
            for track in tracks {
                li { key: "{track.of:?}", Card { track } }
            }
        }
    }
}

/// One measure or goal: its name, the sentence, the line.
#[component]
fn Card(track: Track) -> Element {
    let (words, record, today) = (state::words(), state::record(), state::today());
    let (title, own) = title(words, &track.of);
    let sentences = said::sentences(words, &record, &track, today);
    rsx! {
        Link { class: "card track-card", to: Route::Course { of: Place::of(track.of.page()) },
            span { class: "row-words",
                span { class: "quiet track-name",
                    if own {
                        Theirs { text: title }
                    } else {
                        {title}
                    }
                }
                span { class: "track-said",
                    for (place , sentence) in sentences.into_iter().enumerate() {
                        span { key: "{place}", {sentence} " " }
                    }
                }
            }
            Icon { kind: IconKind::Onward }
            SmallLine { sketch: track.sketch }
        }
    }
}

/// What it is called, and whether that is in the person's own words.
fn title(words: Words, of: &Tracked) -> (String, bool) {
    let key = match of {
        Tracked::Measure(id) => match id.as_str() {
            "phq-9" => "progress-of-mood",
            "gad-7" => "progress-of-worry",
            "who-5" => "progress-of-feeling-well",
            "swemwbs" => "progress-of-well-being",
            "core-10" => "progress-of-core",
            "reqol-10" => "progress-of-quality",
            "qpr-15" => "progress-of-recovery",
            "wsas" => "progress-of-daily-life",
            _ => "progress-of-other",
        },
        Tracked::GoalAt(place) => {
            let place = i64::try_from(*place).unwrap_or_default();
            let text = words.say_with("progress-of-goal-at", &[("place", place.into())]);
            return (text, false);
        }
        Tracked::Steps(goal) | Tracked::OutOfTen(goal) => {
            let record = state::record();
            let found = record.goals.iter().find(|g| g.id == *goal);
            match found {
                Some(goal) => return (goal.words.clone(), true),
                None => "progress-of-goal",
            }
        }
    };
    (words.say(key), false)
}

/// The way here from other screens: a row of its own.
#[component]
pub fn ProgressRow() -> Element {
    let words = state::words();
    rsx! {
        Rows {
            Row { to: Route::Progress {}, icon: IconKind::Chart, title: words.say("progress-title"),
                {words.say("progress-row-more")}
            }
        }
    }
}
