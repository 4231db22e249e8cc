//! What was said of a goal, the newest first, each with whose view it is. Nobody's is mixed with another's.

use crate::care::{Attained, Goal, Kept, Rater, Rating, Reached, SaidHere, TenRating};
use crate::ui::components::{Button, Details, Tag, Theirs, Tone, Weight, step_words};
use crate::ui::state;
use crate::words;
use dioxus::prelude::*;
use jiff::Timestamp;

/// As many stand openly; the rest opens when asked for.
const NEWEST: usize = 6;

/// One thing that was said.
#[derive(Clone, PartialEq)]
struct Told {
    by: Rater,
    reached: Reached,
    at: Timestamp,
    note: Option<String>,
    kept: Kept,
}

impl Told {
    fn step(rating: &Rating) -> Told {
        Told {
            by: rating.by,
            reached: Reached::Step(Attained::At(rating.level)),
            at: rating.at,
            note: rating.note.clone(),
            kept: Kept::ByTheTrust,
        }
    }

    fn number(rating: &TenRating) -> Told {
        Told {
            by: rating.by,
            reached: Reached::OutOfTen(rating.rating),
            at: rating.at,
            note: rating.note.clone(),
            kept: Kept::ByTheTrust,
        }
    }

    fn here(said: &SaidHere) -> Told {
        Told {
            by: Rater::Me,
            reached: said.reached,
            at: said.at,
            note: said.note.clone(),
            kept: said.kept,
        }
    }
}

/// Everything that was said, the newest first.
fn all(goal: &Goal) -> Vec<Told> {
    let steps = goal.ratings.iter().map(Told::step);
    let numbers = goal.out_of_ten.iter().map(Told::number);
    let here = goal.said_here.iter().map(Told::here);
    let mut all: Vec<Told> = steps.chain(numbers).chain(here).collect();
    all.sort_by_key(|told| std::cmp::Reverse(told.at));
    all
}

/// How it went.
#[component]
pub fn History(
    /// The goal.
    goal: Goal,
) -> Element {
    let words = state::words();
    // What was said in between is read when somebody asks for it.
    let mut whole = use_signal(|| None::<Goal>);
    let mut failed = use_signal(|| false);
    let id = goal.id.clone();
    let read = move |()| {
        let (companion, id) = (state::companion(), id.clone());
        spawn(async move {
            match companion.whole_goal(&id).await {
                Ok(found) => whole.set(found),
                Err(_) => failed.set(true),
            }
        });
    };
    let goal = match &*whole.read() {
        Some(read) => Goal {
            said_here: goal.said_here.clone(),
            ..read.clone()
        },
        None => goal,
    };
    let all = all(&goal);
    let (newest, earlier) = all.split_at(all.len().min(NEWEST));
    rsx! {
        section {
            h2 { {words.say("goals-history")} }
            if all.is_empty() {
                p { {words.say("goals-history-none")} }
            } else {
                List { goal: goal.clone(), told: newest.to_vec() }
            }
            if !earlier.is_empty() {
                Details { summary: words.say("goals-history-earlier"),
                    List { goal: goal.clone(), told: earlier.to_vec() }
                }
            }
            if goal.earlier > 0 && whole.read().is_none() {
                p { class: "quiet", {words.say("goals-history-more-text")} }
                Button { weight: Weight::Second, onpress: read, {words.say("goals-history-more")} }
            }
            if failed() {
                div { role: "alert", p { {words.say("goals-history-failed")} } }
            }
            if !goal.aside.is_empty() {
                p { class: "quiet", {words.say("goals-history-aside")} }
            }
        }
    }
}

#[component]
fn List(goal: Goal, told: Vec<Told>) -> Element {
    rsx! {
        ol { class: "history",
            for (index , told) in told.into_iter().enumerate() {
                li { key: "{index}", One { goal: goal.clone(), told } }
            }
        }
    }
}

#[component]
fn One(goal: Goal, told: Told) -> Element {
    let words = state::words();
    let who = match told.by {
        Rater::Me => "goals-by-me",
        Rater::Carer => "goals-by-carer",
        Rater::Worker => "goals-by-worker",
    };
    rsx! {
        span { class: "quiet", {words.day(words::today(told.at))} }
        span { class: "history-who", {words.say(who)} }
        match told.reached {
            Reached::Step(Attained::At(level)) => rsx! {
                strong {
                    match goal.levels[level as usize].clone() {
                        Some(text) => rsx! { Theirs { text } },
                        None => rsx! { {step_words(words, &goal, level)} },
                    }
                }
            },
            Reached::Step(Attained::Partly) => rsx! { strong { {words.say("goals-met-partly")} } },
            Reached::OutOfTen(number) => rsx! {
                strong { {words.say_with("goals-ten-said", &[("number", u32::from(number.number()).into())])} }
            },
        }
        if let Some(text) = told.note {
            span { class: "history-note", Theirs { text } }
        }
        match told.kept {
            Kept::ByTheTrust => rsx! {},
            Kept::Waiting => rsx! { span { Tag { tone: Tone::Waiting, text: words.say("goals-waiting") } } },
            Kept::Here => rsx! { span { class: "quiet", {words.say("goals-only-here")} } },
        }
    }
}
