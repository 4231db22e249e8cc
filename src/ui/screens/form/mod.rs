//! Filling in a form: a start page, one question a page, help after an answer that shows risk, a look
//! over the answers, and what happens next.

mod answer;
mod check;
mod done;
mod pause;
mod question;
mod question_page;
mod start;

pub use check::{CheckPage, FormCheck};
pub use done::FormDone;
pub use pause::FormPause;
pub use question::{Question, QuestionTurn};
pub use question_page::FormQuestion;
pub use start::{FormStart, StartPage};

use crate::app::{Filling, FormProblem};
use crate::forms::{Path, Questionnaire};
use crate::ui::components::{ButtonLink, Drawing, Empty, Heading, Weight};
use crate::ui::desk::Desk;
use crate::ui::state;
use crate::ui::{Place, Route};
use crate::words::Words;
use dioxus::prelude::*;

/// While the form is being opened: its place is kept, and nothing turns round.
#[component]
fn Opening() -> Element {
    let words = state::words();
    rsx! {
        Heading { title: "form-title", text: words.say("form-loading") }
    }
}

/// A form that cannot be opened.
#[component]
pub fn Problem(
    /// Why.
    problem: FormProblem,
) -> Element {
    let words = state::words();
    let key = match problem {
        FormProblem::NotHere => "form-problem-not-here",
        FormProblem::AskTeam => "form-problem-ask-team",
        FormProblem::AlreadySent => "form-problem-already-sent",
        FormProblem::Store => "form-problem-store",
    };
    rsx! {
        Heading { title: "form-title", text: words.say("form-title") }
        Empty { drawing: Drawing::Cup, heading: words.say("form-problem-heading"), text: words.say(key) }
        div { class: "actions",
            ButtonLink { to: Route::Todo {}, {words.say("todo-title")} }
            if problem == FormProblem::AlreadySent {
                ButtonLink { weight: Weight::Second, to: Route::Sent {}, {words.say("todo-sent-link")} }
            }
        }
    }
}

/// The language of a form's own words, where it is not the one the app speaks.
fn form_lang(words: Words, form: &Questionnaire) -> Option<String> {
    let lang = form.language.clone().unwrap_or_else(|| "en-GB".to_owned());
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    (primary(&lang) != primary(words.language().tag())).then_some(lang)
}

/// The page after this one. Somebody who came from the check to change one answer goes back there,
/// unless the change has opened a question that has no answer yet.
fn next_route(desk: Desk, filling: &Filling, path: &Path) -> Route {
    let task = filling.task.clone();
    let next = filling.session.after(path);
    match next {
        Some(next) if !desk.is_checking() || filling.session.answer_at(&next).is_empty() => {
            Route::FormQuestion {
                task,
                path: Place::of(&next),
            }
        }
        _ => Route::FormCheck { task },
    }
}
