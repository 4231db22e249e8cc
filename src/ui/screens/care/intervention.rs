//! One piece of the plan: what happens, why, who, when, where, and the goal it helps.

use super::to_worker;
use crate::app::Thing;
use crate::care::{Intervention as Piece, MessageKind, Record, Written};
use crate::ui::Route;
use crate::ui::components::{Details, Heading, IconKind, Row, Rows, Summary, SummaryLine, Theirs};
use crate::ui::screens::ask::WriteAbout;
use crate::ui::screens::missing::NotHere;
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;

/// One piece of the plan.
#[component]
pub fn Intervention(
    /// Its id.
    id: String,
) -> Element {
    let record = state::record();
    let Some(piece) = find(&record, &id) else {
        return rsx! { NotHere {} };
    };
    rsx! {
        Heading { title: "care-piece-title", text: piece.what.clone(), own: true }
        PieceFacts { piece: piece.clone() }
        HelpedGoals { goals: piece.goals.clone() }
        p { {to_worker(&record, "care-piece-ask", "care-piece-ask-nobody")} }
        WrittenLine { written: piece.written }
        NotRight { about: thing(&record, &piece.id) }
    }
}

/// What a message about a piece names: a piece that is written inside the plan is no thing of its own.
fn thing(record: &Record, piece: &str) -> Thing {
    let plan = record.plan.as_ref().map(|plan| plan.id.clone());
    let inside = |plan: &String| {
        let index = piece
            .strip_prefix(plan.as_str())
            .and_then(|rest| rest.strip_prefix('.'));
        index.is_some_and(|index| index.parse::<usize>().is_ok())
    };
    match plan.filter(inside) {
        Some(plan) => Thing::Plan(plan),
        None => Thing::Piece(piece.to_owned()),
    }
}

/// A piece of the plan, or an option of a choice.
fn find(record: &Record, id: &str) -> Option<Piece> {
    let options = record.choices.iter().flat_map(|c| &c.options);
    let mut all = record.interventions.iter().chain(options);
    all.find(|piece| piece.id == id).cloned()
}

/// What the record says of a piece; what it does not say is left out, never called empty.
#[component]
pub fn PieceFacts(
    /// The piece.
    piece: Piece,
) -> Element {
    let (words, today) = (state::words(), state::today());
    let starts = piece.starts.map(|day| {
        let day = words.short_day(day, today);
        words.say_with("care-piece-starts", &[("date", (&day).into())])
    });
    rsx! {
        Summary {
            Fact { name: "care-piece-what", text: piece.how }
            Fact { name: "care-piece-why", text: piece.why }
            if !piece.who.is_empty() {
                SummaryLine { name: rsx! { {words.say("care-piece-who")} },
                    for name in piece.who {
                        span { key: "{name}", class: "note-line", Theirs { text: name } }
                    }
                }
            }
            if piece.when.is_some() {
                Fact { name: "care-piece-when", text: piece.when }
            } else if let Some(starts) = starts {
                SummaryLine { name: rsx! { {words.say("care-piece-when")} }, {starts} }
            }
            Fact { name: "care-piece-where", text: piece.place }
        }
    }
}

#[component]
fn Fact(name: String, text: Option<String>) -> Element {
    let words = state::words();
    match text {
        Some(text) => rsx! {
            SummaryLine { name: rsx! { {words.say(&name)} }, Theirs { text } }
        },
        None => rsx! {},
    }
}

#[component]
fn HelpedGoals(goals: Vec<String>) -> Element {
    let (words, record) = (state::words(), state::record());
    let known: Vec<_> = record
        .goals
        .iter()
        .filter(|g| goals.contains(&g.id))
        .cloned()
        .collect();
    if known.is_empty() {
        return rsx! {};
    }
    rsx! {
        h2 { {words.say("care-piece-goal")} }
        Rows {
            for goal in known {
                Row {
                    key: "{goal.id}",
                    to: Route::Goal { id: goal.id.clone() },
                    icon: IconKind::Ladder,
                    title: goal.words,
                    own: true,
                }
            }
        }
    }
}

/// Who wrote it, and when.
#[component]
pub fn WrittenLine(
    /// As far as the record says.
    written: Written,
) -> Element {
    let own = state::record().person.full_name.clone();
    match written_words(state::words(), &written, &own) {
        Some(line) => rsx! { p { class: "quiet written", {line} } },
        None => rsx! {},
    }
}

/// `own` is the name of the person who reads this: to them it says "you".
fn written_words(words: Words, written: &Written, own: &str) -> Option<String> {
    let day = written.on.map(|on| words.day(on));
    if !own.is_empty() && written.by.as_deref() == Some(own) {
        return Some(match day {
            Some(day) => words.say_with("frame-written-by-you-on", &[("date", (&day).into())]),
            None => words.say("frame-written-by-you"),
        });
    }
    match (&written.by, &day) {
        (Some(name), Some(day)) => Some(words.say_with(
            "frame-written-by-on",
            &[("name", name.into()), ("date", day.into())],
        )),
        (Some(name), None) => Some(words.say_with("frame-written-by", &[("name", name.into())])),
        (None, Some(day)) => Some(words.say_with("frame-written-on", &[("date", day.into())])),
        (None, None) => None,
    }
}

/// What to do when the record is wrong.
#[component]
pub fn NotRight(
    /// What it would be about.
    about: Thing,
) -> Element {
    let (words, record) = (state::words(), state::record());
    rsx! {
        Details { summary: words.say("frame-wrong-summary"),
            p { {to_worker(&record, "frame-wrong-text", "frame-wrong-nobody")} }
            WriteAbout { kind: MessageKind::Correction, about, {words.say("frame-wrong-write")} }
            p { Link { to: Route::Team {}, {words.say("care-team-link")} } }
        }
    }
}
