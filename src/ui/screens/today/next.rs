//! What to do next: at most one form, what needs the person, and one goal.

use crate::app::{OutgoingState, View};
use crate::care::{Coordinator, FormToDo, Goal, GoalStage, Level, Record};
use crate::ui::Route;
use crate::ui::components::{IconKind, Row, Rows, Theirs};
use crate::ui::screens::todo::length_words;
use crate::ui::state;
use dioxus::prelude::*;
use jiff::civil::Date;

/// What to do next.
#[component]
pub fn Next() -> Element {
    let (view, words, record, today) = (
        state::view(),
        state::words(),
        state::record(),
        state::today(),
    );
    let open = forms_open(&record, today);
    let form = most_useful(&view, &open);
    let goal = record
        .goals
        .iter()
        .find(|g| g.stage == GoalStage::Active)
        .cloned();
    let stuck = view
        .outgoing
        .iter()
        .any(|o| matches!(o.state, OutgoingState::NeedsYou(_)));
    let waits = view
        .outgoing
        .iter()
        .any(|o| matches!(o.state, OutgoingState::Waiting(_) | OutgoingState::Checking));
    let left = match &record.team.coordinator {
        Coordinator::Left { name } => Some(name.clone()),
        Coordinator::Named(_) | Coordinator::Nobody => None,
    };
    let more = open.len().saturating_sub(1);
    rsx! {
        section {
            h2 { {words.say("today-next")} }
            if form.is_none() && goal.is_none() && !stuck && !waits && left.is_none() {
                p { {words.say("today-nothing")} }
            }
            Rows {
                if stuck {
                    Row { to: Route::Sent {}, icon: IconKind::Alert, title: words.say("today-unsent"),
                        {words.say("today-unsent-more")}
                    }
                } else if waits {
                    Row { to: Route::Sent {}, icon: IconKind::Clock, title: words.say("today-waiting"),
                        {words.say("today-waiting-more")}
                    }
                }
                if let Some(name) = left {
                    Row {
                        to: Route::Team {},
                        icon: IconKind::People,
                        title: words.say_with("today-worker-left", &[("name", (&name).into())]),
                        {words.say("today-worker-left-more")}
                    }
                }
                if let Some((form, begun)) = form {
                    FormRow { form, begun }
                }
                if let Some(goal) = goal {
                    GoalRow { goal }
                }
            }
            if more > 0 {
                p { class: "quiet",
                    Link { to: Route::Todo {},
                        {words.say_with("today-more-todo", &[("count", (more as i64).into())])}
                    }
                }
            }
        }
    }
}

#[component]
fn FormRow(form: FormToDo, begun: bool) -> Element {
    let words = state::words();
    let title = form.title.clone().filter(|t| !t.is_empty());
    rsx! {
        Row {
            to: Route::FormStart { task: form.task.clone() },
            icon: IconKind::TickBox,
            own: title.is_some(),
            title: title.unwrap_or_else(|| words.say("today-form-untitled")),
            if begun {
                {words.say("today-form-begun")}
            } else if let Some(length) = length_words(words, form.questions) {
                {length}
            }
        }
    }
}

#[component]
fn GoalRow(goal: Goal) -> Element {
    let words = state::words();
    let here = goal.here().and_then(|level| here_words(&goal, level));
    rsx! {
        Row { to: Route::Goal { id: goal.id.clone() }, icon: IconKind::Ladder, title: goal.words, own: true,
            match here {
                Some(text) => rsx! { Theirs { text } },
                None => rsx! { {words.say("today-goal")} },
            }
        }
    }
}

fn here_words(goal: &Goal, level: Level) -> Option<String> {
    Level::ALL
        .iter()
        .position(|l| *l == level)
        .and_then(|i| goal.levels[i].clone())
}

fn forms_open(record: &Record, today: Date) -> Vec<FormToDo> {
    record
        .forms_to_do
        .iter()
        .filter(|f| f.opens.is_none_or(|day| day <= today))
        .cloned()
        .collect()
}

/// One begun already comes first, since it is nearest to its end; then the one that closes first.
fn most_useful(view: &View, open: &[FormToDo]) -> Option<(FormToDo, bool)> {
    let begun = view
        .drafts
        .iter()
        .find_map(|draft| open.iter().find(|form| form.task == draft.task));
    if let Some(form) = begun {
        return Some((form.clone(), true));
    }
    open.iter()
        .min_by_key(|form| (form.closes.is_none(), form.closes))
        .map(|form| (form.clone(), false))
}
