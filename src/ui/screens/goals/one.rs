//! One goal: where the person is, what was agreed, why it matters, how it went, what helps, what is next.

use super::history::History;
use super::number::StaffNumber;
use super::rate::{Rate, has_steps};
use crate::app::Thing;
use crate::care::{Attained, Goal as CareGoal, GoalStage, Kept, Level, Rater, Reached};
use crate::ui::Route;
use crate::ui::components::{
    Heading, IconKind, Row, Rows, Summary, SummaryLine, Tag, Theirs, Tone, step_words,
};
use crate::ui::screens::care::{NotRight, WrittenLine, piece_rows};
use crate::ui::screens::missing::NotHere;
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;

/// One goal.
#[component]
pub fn Goal(
    /// Its id on the server, or the one under which it was written here.
    id: String,
) -> Element {
    let (words, record) = (state::words(), state::record());
    let is_it = |goal: &&CareGoal| goal.id == id || goal.ours.as_deref() == Some(&id);
    let Some(goal) = record.goals.iter().find(is_it).cloned() else {
        return rsx! { NotHere {} };
    };
    let helps: Vec<_> = record
        .interventions
        .iter()
        .filter(|piece| piece.goals.contains(&goal.id))
        .cloned()
        .collect();
    rsx! {
        Heading { title: "goals-page-title", text: goal.words.clone(), own: true }
        match (goal.kept, stage_key(goal.stage)) {
            (Kept::Waiting, _) => rsx! {
                p { Tag { tone: Tone::Waiting, text: words.say("goals-waiting") } }
                p { class: "quiet", Link { to: Route::Sent {}, {words.say("goals-waiting-why")} } }
            },
            (_, Some(stage)) => rsx! { p { Tag { tone: Tone::Waiting, text: words.say(stage) } } },
            (_, None) => rsx! {},
        }
        WrittenLine { written: goal.written.clone() }
        for goal in [goal.clone()] {
            Rate { key: "{goal.id}", goal }
        }
        if has_steps(&goal) {
            p { class: "lead", {said(words, &goal)} }
        }
        Against { goal: goal.clone() }
        Own { heading: "goals-why", text: goal.why.clone() }
        Own { heading: "goals-strengths", text: goal.strengths.clone() }
        Remarks { goal: goal.clone() }
        History { goal: goal.clone() }
        if !helps.is_empty() {
            section {
                h2 { {words.say("goals-helps")} }
                Rows { {piece_rows(helps)} }
            }
        }
        StaffNumber {}
        if goal.kept == Kept::ByTheTrust {
            NotRight { about: Thing::Goal(goal.id.clone()) }
        }
        Next { goal }
    }
}

fn stage_key(stage: GoalStage) -> Option<&'static str> {
    match stage {
        GoalStage::Active => None,
        GoalStage::Proposed => Some("goals-proposed"),
        GoalStage::OnHold => Some("goals-stage-on-hold"),
        GoalStage::Finished => Some("goals-stage-finished"),
        GoalStage::Dropped => Some("goals-stage-dropped"),
    }
}

/// The way so far in a sentence. Never better or worse: where one was, and where one is.
fn said(words: Words, goal: &CareGoal) -> String {
    let (Some(began), Some(here)) = (goal.began, goal.here()) else {
        return words.say("goals-no-place");
    };
    if here == Level::Expected {
        return words.say("goals-said-reached");
    }
    if here > Level::Expected {
        return words.say("goals-said-past");
    }
    if began == here {
        return words.say("goals-said-same");
    }
    match (&goal.levels[began as usize], &goal.levels[here as usize]) {
        (Some(began), Some(here)) => words.say_with(
            "goals-said-moved",
            &[("began", began.into()), ("here", here.into())],
        ),
        _ => words.say("goals-said-on-the-way"),
    }
}

/// What was agreed, by when, and where each sees the person now.
#[component]
fn Against(goal: CareGoal) -> Element {
    let (words, today) = (state::words(), state::today());
    let agreed = match goal.stage {
        GoalStage::Proposed => "goals-against-mine",
        _ => "goals-against-agreed",
    };
    let expected = goal.levels[Level::Expected as usize].clone();
    let views = [
        ("goals-against-me", Rater::Me),
        ("goals-against-worker", Rater::Worker),
        ("goals-against-carer", Rater::Carer),
    ];
    let views = views.into_iter().filter_map(|(key, by)| {
        let said = match goal.last_said(by)? {
            Reached::Step(Attained::At(level)) => step_words(words, &goal, level),
            Reached::Step(Attained::Partly) => words.say("goals-met-partly"),
            Reached::OutOfTen(number) => words.say_with(
                "goals-ten-said",
                &[("number", u32::from(number.number()).into())],
            ),
        };
        Some((key, said))
    });
    let views: Vec<(&str, String)> = views.collect();
    if expected.is_none() && goal.due.is_none() && views.is_empty() {
        return rsx! {};
    }
    rsx! {
        section {
            h2 { {words.say("goals-against")} }
            Summary {
                if let Some(text) = expected {
                    SummaryLine { name: rsx! { {words.say(agreed)} }, Theirs { text } }
                }
                if let Some(due) = goal.due {
                    SummaryLine { name: rsx! { {words.say("goals-against-when")} },
                        {words.day(due)}
                        if due < today && goal.is_open() {
                            span { class: "note-line quiet", {words.say("goals-due-passed")} }
                        }
                    }
                }
                for (key , text) in views {
                    SummaryLine { key: "{key}", name: rsx! { {words.say(key)} }, Theirs { text } }
                }
            }
        }
    }
}

/// What the person wrote, under a heading of its own.
#[component]
fn Own(heading: String, text: Option<String>) -> Element {
    let words = state::words();
    match text {
        None => rsx! {},
        Some(text) => rsx! {
            section {
                h2 { {words.say(&heading)} }
                p { class: "own-text", Theirs { text } }
            }
        },
    }
}

/// What others wrote beside it, and what was written as a step of which nobody can tell which.
#[component]
fn Remarks(goal: CareGoal) -> Element {
    let words = state::words();
    if goal.remarks.is_empty() && goal.unplaced.is_empty() {
        return rsx! {};
    }
    rsx! {
        section {
            h2 { {words.say("goals-remarks")} }
            for (index , remark) in goal.remarks.into_iter().enumerate() {
                div { key: "{index}", class: "card",
                    p { class: "own-text", Theirs { text: remark.words } }
                    WrittenLine { written: remark.written }
                }
            }
            if !goal.unplaced.is_empty() {
                p { class: "quiet", {words.say("goals-unplaced")} }
                ul { class: "points",
                    for text in goal.unplaced {
                        li { key: "{text}", Theirs { text } }
                    }
                }
            }
        }
    }
}

/// What comes next, and with whom: no page of a goal ends with where the person is.
#[component]
fn Next(goal: CareGoal) -> Element {
    let (words, record) = (state::words(), state::record());
    let name = state::worker_name(&record).unwrap_or_else(|| words.say("goals-next-your-team"));
    let reached = goal.here().is_some_and(|here| here >= Level::Expected);
    let key = match goal.stage {
        GoalStage::Proposed => "goals-next-proposed",
        GoalStage::Finished | GoalStage::Dropped => "goals-next-ended",
        GoalStage::OnHold => "goals-next-on-hold",
        GoalStage::Active if reached => "goals-next-reached",
        GoalStage::Active => "goals-next-on-the-way",
    };
    rsx! {
        section { class: "quiet-end",
            h2 { {words.say("goals-next")} }
            p { {words.say_with(key, &[("name", (&name).into())])} }
            Rows {
                Row { to: Route::Team {}, icon: IconKind::People, title: words.say("goals-next-team") }
                Row { to: Route::Review {}, icon: IconKind::Calendar, title: words.say("goals-next-review") }
            }
        }
    }
}
