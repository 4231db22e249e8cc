//! My care: the group, the pathway, what is done together, choices, and how to say "I see this
//! differently".

mod choice;
mod domains;
mod group;
mod intervention;
mod why;

pub use choice::Choice;
pub use intervention::{Intervention, NotRight, WrittenLine};
pub use why::Why;

use crate::care::{Choice as CareChoice, Record};
use crate::ui::components::{Heading, IconKind, NotYet, Row, Rows, SafetyBanner, Timeline};
use crate::ui::state;
use crate::ui::{Place, Route};
use crate::words::Words;
use dioxus::prelude::*;
use domains::{Domains, PieceRow};
use group::{GroupHead, GroupTail, group_heading};

/// My care.
#[component]
pub fn Care() -> Element {
    let (view, words) = (state::view(), state::words());
    rsx! {
        Heading { title: "care-title", text: group_heading(&view, words) }
        if view.record.is_some() {
            Known {}
        } else {
            NotYet {}
        }
    }
}

/// What there is once a record has come.
#[component]
fn Known() -> Element {
    let (words, record) = (state::words(), state::record());
    rsx! {
        GroupHead {}
        SafetyBanner {}
        if !record.timeline.is_empty() {
            section {
                h2 { {words.say("care-pathway")} }
                Timeline { stops: record.timeline.clone() }
            }
        }
        Choices {}
        section {
            h2 { {words.say("care-together")} }
            if record.interventions.is_empty() {
                p { {words.say("care-empty")} }
            } else {
                Domains { interventions: record.interventions.clone() }
            }
        }
        section { class: "quiet-end",
            Rows {
                Row { to: Route::Review {}, icon: IconKind::Calendar, title: words.say("care-review-link") }
                Row { to: Route::Team {}, icon: IconKind::People, title: words.say("care-team-link") }
            }
        }
        GroupTail {}
    }
}

/// Choices that are not made yet. They can be read here; the answer goes to the worker in person.
#[component]
fn Choices() -> Element {
    let (words, record) = (state::words(), state::record());
    if record.choices.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "card choice-card",
            h2 { {words.say("care-choice-heading")} }
            p { {words.say("care-choice-text")} }
            Rows {
                for choice in record.choices.iter().filter(|c| !c.options.is_empty()) {
                    Row {
                        key: "{choice.id}",
                        to: Route::Choice { id: Place::of(&choice.id) },
                        own: true,
                        title: between(words, choice),
                        {words.say_with("care-choice-options", &[("count", (choice.options.len() as i64).into())])}
                    }
                }
            }
        }
    }
}

/// "Sleep group or Sleep guide at home"; more than two simply follow each other.
fn between(words: Words, choice: &CareChoice) -> String {
    match choice.options.as_slice() {
        [first, second] => words.say_with(
            "care-choice-between",
            &[
                ("first", (&first.what).into()),
                ("second", (&second.what).into()),
            ],
        ),
        options => {
            let names: Vec<&str> = options.iter().map(|o| o.what.as_str()).collect();
            names.join(", ")
        }
    }
}

/// A text that names the worker, or speaks of the team where nobody is named.
fn to_worker(record: &Record, with_name: &str, with_nobody: &str) -> String {
    let words = state::words();
    match state::worker_name(record) {
        Some(name) => words.say_with(with_name, &[("name", (&name).into())]),
        None => words.say(with_nobody),
    }
}

/// Pieces of the plan as rows, for other screens.
pub fn piece_rows(pieces: Vec<crate::care::Intervention>) -> Element {
    rsx! {
        for piece in pieces {
            PieceRow { key: "{piece.id}", piece }
        }
    }
}
