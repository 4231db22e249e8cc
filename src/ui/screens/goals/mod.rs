//! Goals, in the person's own words.

mod history;
mod in_words;
mod new;
mod number;
mod one;
mod rate;

pub use new::NewGoal;
pub use one::Goal;

use crate::app::{DraftLine, Missing, Purpose, View};
use crate::care::{Goal as CareGoal, GoalStage, Kept, Level};
use crate::ui::Route;
use crate::ui::components::{
    ButtonLink, Drawing, Empty, Heading, Icon, IconKind, NotYet, Row, Rows, Tag, Theirs, Tone,
    Weight,
};
use crate::ui::screens::progress::ProgressRow;
use crate::ui::state;
use dioxus::prelude::*;
use number::StaffNumber;

/// The stages as they stand on the page, with the words for each.
const PARTS: [(&[GoalStage], &str); 4] = [
    (&[GoalStage::Active], "goals-active"),
    (&[GoalStage::Proposed], "goals-proposed"),
    (&[GoalStage::OnHold], "goals-on-hold"),
    (&[GoalStage::Finished, GoalStage::Dropped], "goals-ended"),
];

/// Goals that were begun and not handed over, the last touched first.
fn drafts(view: &View) -> Vec<DraftLine> {
    let of_goals = view.drafts.iter().filter(|d| d.purpose == Purpose::Goal);
    of_goals.cloned().collect()
}

/// The goals.
#[component]
pub fn Goals() -> Element {
    let (view, words, record) = (state::view(), state::words(), state::record());
    let of = |stages: &[GoalStage]| -> Vec<CareGoal> {
        let within = record.goals.iter().filter(|g| stages.contains(&g.stage));
        within.cloned().collect()
    };
    let begun = drafts(&view);
    let none = record.goals.is_empty();
    rsx! {
        Heading { title: "goals-title", text: words.say("goals-title") }
        if view.record.is_none() {
            NotYet {}
        } else if none && begun.is_empty() {
            Empty { drawing: Drawing::Hills, heading: words.say("goals-none-heading"), text: words.say("goals-none-text") }
        } else {
            p { class: "lead", {words.say("goals-lead")} }
        }
        for (stages , key) in PARTS {
            if !of(stages).is_empty() {
                section { key: "{key}",
                    h2 { {words.say(key)} }
                    ul { class: "goal-cards",
                        for goal in of(stages) {
                            li { key: "{goal.id}", GoalCard { goal } }
                        }
                    }
                }
            }
        }
        if !begun.is_empty() {
            section {
                h2 { {words.say("goals-begun")} }
                Rows {
                    for draft in begun {
                        Begun { key: "{draft.id}", draft }
                    }
                }
            }
        }
        if view.record.is_some() {
            if view.not_granted.contains(&Missing::NewGoals) {
                p { class: "quiet", {words.say("goals-new-not-granted")} }
            } else {
                div { class: "actions",
                    ButtonLink {
                        weight: if none { Weight::Strong } else { Weight::Second },
                        to: Route::NewGoal {},
                        {words.say("goals-new-title")}
                    }
                }
            }
        }
        if view.record.is_some() {
            ProgressRow {}
        }
        StaffNumber {}
    }
}

/// A goal that was begun and not handed over: carry on.
#[component]
fn Begun(draft: DraftLine) -> Element {
    let (words, now) = (state::words(), state::now());
    let touched = words.when(draft.touched.unwrap_or(draft.begun), now);
    rsx! {
        Row {
            to: Route::of_draft(&draft.task),
            icon: IconKind::Document,
            own: draft.title.is_some(),
            title: draft.title.clone().unwrap_or_else(|| words.say("goals-begun-untitled")),
            {words.say_with("goals-begun-more", &[("when", (&touched).into())])}
        }
    }
}

/// A goal as a card, with a small picture of its ladder.
#[component]
fn GoalCard(goal: CareGoal) -> Element {
    let words = state::words();
    let here = goal.here();
    let here_words = here.and_then(|level| goal.levels[level as usize].clone());
    rsx! {
        Link { class: "card goal-card", to: Route::Goal { id: goal.id.clone() },
            span { class: "row-words",
                span { class: "row-title", Theirs { text: goal.words } }
                match here_words {
                    Some(text) => rsx! {
                        span { class: "quiet row-note",
                            {words.say("goals-card-here")}
                            " "
                            Theirs { text }
                        }
                    },
                    None => rsx! { span { class: "quiet row-note", {words.say("goals-no-place")} } },
                }
                if goal.kept == Kept::Waiting {
                    Tag { tone: Tone::Waiting, text: words.say("goals-waiting") }
                }
            }
            // The words beside it say the same.
            if let Some(here) = here {
                span { class: "steps-small", "aria-hidden": "true",
                    for (index , level) in Level::ALL.into_iter().enumerate() {
                        span { key: "{index}", class: small_step(here, level), style: "--step: {index}" }
                    }
                }
            }
            Icon { kind: IconKind::Onward }
        }
    }
}

fn small_step(here: Level, level: Level) -> &'static str {
    match (level <= here, level == Level::Expected) {
        (true, true) => "step-small on aim",
        (true, false) => "step-small on",
        (false, true) => "step-small aim",
        (false, false) => "step-small",
    }
}
