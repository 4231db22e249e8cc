//! To do: forms that the team asks for. Nothing is ever overdue, and nothing is counted at anybody.

use crate::app::{DraftLine, Purpose, rated_goal};
use crate::care::{FormToDo, MessageKind};
use crate::ui::Route;
use crate::ui::components::{Drawing, Empty, Heading, IconKind, Inset, NotYet, Row, Rows};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;
use jiff::civil::Date;

/// About how many questions a person answers in a minute.
const PER_MINUTE: u32 = 3;

/// Under which name the question without a name is filled in.
const FEEDBACK: &str = "own_nhs-fft";

/// To do.
#[component]
pub fn Todo() -> Element {
    let (view, words, record) = (state::view(), state::words(), state::record());
    let answered = |task: &str| {
        let draft = view.drafts.iter().find(|d| d.task == task);
        draft.map(|d| d.answered)
    };
    let (begun, new): (Vec<FormToDo>, Vec<FormToDo>) = record
        .forms_to_do
        .iter()
        .cloned()
        .partition(|form| answered(&form.task).is_some());
    // A form that the team has withdrawn meanwhile: what was written stays and can be reached.
    let orphans: Vec<_> = view
        .drafts
        .iter()
        .filter(|d| record.forms_to_do.iter().all(|f| f.task != d.task))
        // Notes for the review stand on its own page.
        .filter(|d| d.purpose != Purpose::Message(MessageKind::ForReview))
        .cloned()
        .collect();
    let nothing = begun.is_empty() && new.is_empty() && orphans.is_empty();
    rsx! {
        Heading { title: "todo-title", text: words.say("todo-title") }
        if state::quiet().is_some() {
            Inset { icon: IconKind::Moon, p { {words.say("quiet-todo-lead")} } }
        }
        if nothing && view.record.is_none() {
            NotYet {}
        } else if nothing {
            Empty { drawing: Drawing::Cup, heading: words.say("todo-none-heading"), text: words.say("todo-none-text") }
        } else {
            p { class: "lead", {words.say("todo-lead")} }
        }
        if !begun.is_empty() || !orphans.is_empty() {
            section {
                h2 { {words.say("todo-begun")} }
                Rows {
                    for form in begun {
                        FormRow { key: "{form.task}", answered: answered(&form.task), form }
                    }
                    for draft in orphans {
                        DraftRow { key: "{draft.id}", draft }
                    }
                }
            }
        }
        if !new.is_empty() {
            section {
                h2 { {words.say("todo-for-you")} }
                Rows {
                    for form in new {
                        FormRow { key: "{form.task}", answered: None, form }
                    }
                }
            }
        }
        if view.trust.as_ref().is_some_and(|trust| trust.feedback) {
            section {
                h2 { {words.say("todo-any-time")} }
                Rows {
                    Row { to: Route::FormStart { task: FEEDBACK.to_owned() }, icon: IconKind::Message, title: words.say("todo-feedback"),
                        {words.say("todo-feedback-more")}
                    }
                }
            }
        }
        section { class: "quiet-end",
            Rows {
                Row { to: Route::Sent {}, icon: IconKind::Message, title: words.say("todo-sent-link"),
                    {words.say("todo-sent-more")}
                }
            }
        }
    }
}

/// What was begun and is in no list of the team's (any more): withdrawn, an earlier version, to be put
/// right, or without a name.
#[component]
fn DraftRow(draft: DraftLine) -> Element {
    let (words, record) = (state::words(), state::record());
    // A goal that the trust took away has no page: what was begun can be read and given up as a form.
    let goal = rated_goal(&draft.task);
    let to = match goal.filter(|id| record.goals.iter().any(|goal| goal.id == *id)) {
        Some(id) => Route::Goal { id },
        None => Route::FormStart {
            task: draft.task.clone(),
        },
    };
    let kind = match draft.purpose {
        Purpose::Earlier => Some("todo-earlier"),
        Purpose::PutRight => Some("todo-right"),
        Purpose::Goal => Some("todo-goal"),
        Purpose::Rating => Some("todo-rating"),
        _ => None,
    };
    rsx! {
        Row {
            to,
            icon: IconKind::TickBox,
            own: draft.title.is_some(),
            title: draft.title.clone().unwrap_or_else(|| words.say("todo-untitled")),
            if let Some(kind) = kind {
                span { class: "note-line", {words.say(kind)} }
            }
            span { class: "note-line",
                {words.say_with("todo-answered", &[("count", draft.answered.into())])}
            }
        }
    }
}

#[component]
fn FormRow(form: FormToDo, answered: Option<u32>) -> Element {
    let (words, today) = (state::words(), state::today());
    let title = form.title.clone().filter(|t| !t.is_empty());
    let notes: Vec<String> = match answered {
        Some(count) => vec![words.say_with("todo-answered", &[("count", count.into())])],
        None => [
            length_words(words, form.questions),
            when_words(words, &form, today),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    rsx! {
        Row {
            to: Route::FormStart { task: form.task.clone() },
            icon: IconKind::TickBox,
            own: title.is_some(),
            title: title.unwrap_or_else(|| words.say("todo-untitled")),
            for note in notes {
                span { key: "{note}", class: "note-line", {note} }
            }
        }
    }
}

/// "9 questions, about 3 minutes"; none while nobody knows.
pub(super) fn length_words(words: Words, questions: Option<u32>) -> Option<String> {
    let count = questions?;
    let minutes = count.div_ceil(PER_MINUTE).max(1);
    let questions = words.say_with("todo-questions", &[("count", count.into())]);
    let minutes = words.say_with("todo-minutes", &[("minutes", minutes.into())]);
    Some(words.say_with(
        "todo-length",
        &[
            ("questions", (&questions).into()),
            ("minutes", (&minutes).into()),
        ],
    ))
}

/// When it can be done, or is best done. A day that has gone by is not held against anybody.
fn when_words(words: Words, form: &FormToDo, today: Date) -> Option<String> {
    if let Some(opens) = form.opens.filter(|day| *day > today) {
        let day = words.short_day(opens, today);
        return Some(words.say_with("todo-opens", &[("date", (&day).into())]));
    }
    let closes = form.closes.filter(|day| *day >= today)?;
    let day = words.short_day(closes, today);
    Some(words.say_with("todo-by", &[("date", (&day).into())]))
}
