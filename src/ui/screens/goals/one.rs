//! One goal: the ladder, how it went in words, and what helps.

use crate::app::Thing;
use crate::care::{Goal as CareGoal, GoalStage, Level, Rater, Rating};
use crate::ui::components::{Heading, Ladder, Rows, Tag, Theirs, Tone};
use crate::ui::screens::care::{NotRight, WrittenLine, piece_rows};
use crate::ui::screens::missing::NotHere;
use crate::ui::state;
use crate::words::{self, Words};
use dioxus::prelude::*;

/// One goal.
#[component]
pub fn Goal(
    /// Its id.
    id: String,
) -> Element {
    let (words, record, today) = (state::words(), state::record(), state::today());
    let Some(goal) = record.goals.iter().find(|g| g.id == id).cloned() else {
        return rsx! { NotHere {} };
    };
    let helps: Vec<_> = record
        .interventions
        .iter()
        .filter(|piece| piece.goals.contains(&goal.id))
        .cloned()
        .collect();
    let has_steps = goal.levels.iter().any(Option::is_some);
    let due = goal.due.filter(|day| *day >= today);
    rsx! {
        Heading { title: "goals-page-title", text: goal.words.clone(), own: true }
        if let Some(stage) = stage_key(goal.stage) {
            p { Tag { tone: Tone::Waiting, text: words.say(stage) } }
        }
        WrittenLine { written: goal.written.clone() }
        if let Some(day) = due {
            p { class: "quiet",
                {words.say_with("goals-due", &[("date", (&words.short_day(day, today)).into())])}
            }
        }
        if has_steps {
            Ladder { goal: goal.clone() }
            p { class: "lead", {said(words, &goal)} }
        } else {
            p { {words.say("goals-no-steps")} }
        }
        History { goal }
        if !helps.is_empty() {
            section {
                h2 { {words.say("goals-helps")} }
                Rows { {piece_rows(helps)} }
            }
        }
        NotRight { about: Thing::Goal(id) }
    }
}

fn stage_key(stage: GoalStage) -> Option<&'static str> {
    match stage {
        GoalStage::Active => None,
        GoalStage::Proposed => Some("goals-stage-proposed"),
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
        _ => String::new(),
    }
}

/// What was said of it, the newest first, each with whose view it is.
#[component]
fn History(goal: CareGoal) -> Element {
    let words = state::words();
    rsx! {
        section {
            h2 { {words.say("goals-history")} }
            if goal.ratings.is_empty() {
                p { {words.say("goals-history-none")} }
            } else {
                ol { class: "history",
                    for (index , rating) in goal.ratings.iter().enumerate().rev() {
                        li { key: "{index}", Told { goal: goal.clone(), rating: rating.clone() } }
                    }
                }
            }
        }
    }
}

#[component]
fn Told(goal: CareGoal, rating: Rating) -> Element {
    let words = state::words();
    let key = match rating.by {
        Rater::Me => "goals-by-me",
        Rater::Carer => "goals-by-carer",
        Rater::Worker => "goals-by-worker",
    };
    let level = goal.levels[rating.level as usize].clone();
    rsx! {
        span { class: "quiet", {words.day(words::today(rating.at))} }
        span { class: "history-who", {words.say(key)} }
        match level {
            Some(text) => rsx! { strong { Theirs { text } } },
            None => rsx! { span { {words.say("goals-step-no-words")} } },
        }
        if let Some(text) = rating.note {
            span { class: "history-note", Theirs { text } }
        }
    }
}
