//! What a carer sees of a person. Drawn on the carer's phone, and on the person's own before they say yes:
//! the same parts, so that the picture is what goes out.
//!
//! It speaks to the carer. `called` is what the person is called; every part says until when it is shared.

use super::{Eyes, IconKind, Inset, Ladder, PersonRow, PhoneLink, Summary, SummaryLine, Theirs};
use crate::care::{
    Attained, Goal, Rater, Reached, SharedGoal, SharedMeeting, SharedPiece, SharedPlan,
    SharedReview, SharedTeam, SharedView,
};
use crate::ui::components::step_words;
use crate::ui::state;
use crate::words::{self, Words};
use dioxus::prelude::*;
use jiff::civil::Date;

/// Everything that is shared, in its order. What nobody here understands is said, never passed over.
#[component]
pub fn SharedAll(
    /// What is shared.
    shown: SharedView,
    /// What the person is called.
    called: String,
) -> Element {
    let words = state::words();
    let name = || [("name", (&called).into())];
    rsx! {
        if shown.is_empty() {
            p { class: "lead", {words.say("shared-nothing")} }
            p { {words.say("shared-nothing-help")} }
        }
        if !shown.goals.is_empty() {
            section {
                h2 { {words.say_with("shared-goals", &name())} }
                for it in shown.goals {
                    SharedGoalPart { key: "{it.goal.id}", shown: it, called: called.clone() }
                }
            }
        }
        if let Some(review) = shown.review {
            SharedReviewPart { shown: review }
        }
        if !shown.pieces.is_empty() {
            SharedPiecesPart { shown: shown.pieces, called: called.clone() }
        }
        if let Some(team) = shown.team {
            SharedTeamPart { shown: team, called: called.clone() }
        }
        if let Some(plan) = shown.safe_plan {
            SharedPlanPart { shown: plan, called: called.clone() }
        }
        if shown.not_understood > 0 {
            Inset { p { {words.say("shared-not-understood")} } }
        }
    }
}

/// The last day on which something is shared.
#[component]
fn Until(until: Date) -> Element {
    let words = state::words();
    let day = words.day(until);
    rsx! {
        p { class: "quiet", {words.say_with("shared-until", &[("date", (&day).into())])} }
    }
}

/// One goal that is shared: its words, its steps, where the person is.
#[component]
pub fn SharedGoalPart(
    /// The goal.
    shown: SharedGoal,
    /// What the person is called.
    called: String,
    /// What can be done with it.
    #[props(default)]
    children: Element,
) -> Element {
    let (words, goal) = (state::words(), shown.goal);
    let views = views(words, &goal, &called);
    let notes = notes(&goal);
    let has_steps = goal.levels.iter().any(Option::is_some);
    rsx! {
        article { class: "card shared-goal",
            h3 { Theirs { text: goal.words.clone() } }
            if has_steps {
                Ladder { goal: goal.clone(), eyes: Eyes::Carer }
            }
            if !views.is_empty() || goal.due.is_some() {
                Summary {
                    for (key , name , text) in views {
                        SummaryLine { key: "{key}", name: rsx! { {name} }, Theirs { text } }
                    }
                    if let Some(due) = goal.due {
                        SummaryLine { name: rsx! { {words.say("goals-against-when")} }, {words.day(due)} }
                    }
                }
            }
            if !notes.is_empty() {
                h4 { {words.say("shared-notes")} }
                ul { class: "points",
                    for (place , text) in notes.into_iter().enumerate() {
                        li { key: "{place}", Theirs { text } }
                    }
                }
            }
            {children}
            Until { until: shown.until }
        }
    }
}

/// Where each of the three sees the person now.
fn views(words: Words, goal: &Goal, called: &str) -> Vec<(&'static str, String, String)> {
    let all = [
        ("shared-by-person", Rater::Me),
        ("shared-by-worker", Rater::Worker),
        ("shared-by-carer", Rater::Carer),
    ];
    let said = |by| {
        Some(match goal.last_said(by)? {
            Reached::Step(Attained::At(level)) => step_words(words, goal, level),
            Reached::Step(Attained::Partly) => words.say("goals-met-partly"),
            Reached::OutOfTen(number) => words.say_with(
                "goals-ten-said",
                &[("number", u32::from(number.number()).into())],
            ),
        })
    };
    let line = |(key, by)| {
        let name = words.say_with(key, &[("name", called.into())]);
        Some((key, name, said(by)?))
    };
    all.into_iter().filter_map(line).collect()
}

/// What was written beside ratings: it comes along.
fn notes(goal: &Goal) -> Vec<String> {
    let of_steps = goal.ratings.iter().filter_map(|it| it.note.clone());
    let of_tens = goal.out_of_ten.iter().filter_map(|it| it.note.clone());
    let of_waiting = goal.said_here.iter().filter_map(|it| it.note.clone());
    let all = of_steps.chain(of_tens).chain(of_waiting);
    all.chain(goal.unplaced.iter().cloned()).collect()
}

/// Pieces of the plan, by their neutral names.
#[component]
pub fn SharedPiecesPart(
    /// The pieces.
    shown: Vec<SharedPiece>,
    /// What the person is called.
    called: String,
) -> Element {
    let words = state::words();
    rsx! {
        section {
            h2 { {words.say_with("shared-pieces", &[("name", (&called).into())])} }
            for piece in shown {
                Piece { key: "{piece.id}", piece }
            }
        }
    }
}

#[component]
fn Piece(piece: SharedPiece) -> Element {
    let (words, today) = (state::words(), state::today());
    let starts = piece.starts.map(|day| {
        let day = words.short_day(day, today);
        words.say_with("care-piece-starts", &[("date", (&day).into())])
    });
    rsx! {
        article { class: "card shared-piece",
            h3 { Theirs { text: piece.title } }
            for name in piece.who {
                p { key: "{name}", class: "note-line", Theirs { text: name } }
            }
            if let Some(text) = piece.when {
                p { class: "note-line", Theirs { text } }
            } else if let Some(starts) = starts {
                p { class: "note-line", {starts} }
            }
            Until { until: piece.until }
        }
    }
}

/// The review to come.
#[component]
pub fn SharedReviewPart(
    /// The review.
    shown: SharedReview,
) -> Element {
    let words = state::words();
    rsx! {
        section {
            h2 { {words.say("shared-review")} }
            match shown.meeting {
                Some(meeting) => rsx! { Meeting { meeting } },
                None => rsx! { p { {words.say("shared-review-none")} } },
            }
            Until { until: shown.until }
        }
    }
}

#[component]
fn Meeting(meeting: SharedMeeting) -> Element {
    let (words, today) = (state::words(), state::today());
    let start = words.moment(meeting.start, today);
    let line = match meeting.end {
        Some(end) => {
            let end = words.time(end.to_zoned(words::london().clone()).time());
            words.say_with(
                "review-from-to",
                &[("moment", (&start).into()), ("time", (&end).into())],
            )
        }
        None => start,
    };
    let with = meeting.with.join(", ");
    rsx! {
        p { strong { {line} } }
        if let Some(text) = meeting.place {
            p { class: "note-line", Theirs { text } }
        }
        if !with.is_empty() {
            p { class: "note-line", {words.say_with("shared-review-with", &[("names", (&with).into())])} }
        }
    }
}

/// Who helps, and how to reach them.
#[component]
pub fn SharedTeamPart(
    /// The team.
    shown: SharedTeam,
    /// What the person is called.
    called: String,
) -> Element {
    let words = state::words();
    rsx! {
        section {
            h2 { {words.say_with("shared-team", &[("name", (&called).into())])} }
            if let Some(number) = shown.phone {
                PhoneLink { name: None, number }
            }
            ul { class: "people",
                for member in shown.people {
                    PersonRow {
                        key: "{member.id}{member.name}",
                        name: member.name,
                        role: member.role,
                        phone: member.phone,
                        email: member.email,
                    }
                }
            }
            Until { until: shown.until }
        }
    }
}

/// The person's staying-safe plan.
#[component]
pub fn SharedPlanPart(
    /// The plan.
    shown: SharedPlan,
    /// What the person is called.
    called: String,
) -> Element {
    let words = state::words();
    rsx! {
        section {
            h2 { {words.say_with("shared-plan", &[("name", (&called).into())])} }
            Inset { icon: IconKind::Hand, p { {words.say_with("shared-plan-now", &[("name", (&called).into())])} } }
            Summary {
                for (place , (question , answers)) in shown.lines.into_iter().enumerate() {
                    SummaryLine { key: "{place}", name: rsx! { {question} },
                        for (at , text) in answers.into_iter().enumerate() {
                            span { key: "{at}", class: "note-line", Theirs { text } }
                        }
                    }
                }
            }
            Until { until: shown.until }
        }
    }
}
