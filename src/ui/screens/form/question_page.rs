//! A question page: what the person does there goes to the disk, and only then does the page move on.

use super::answer::{problem, read};
use super::question::{Question, QuestionTurn};
use super::{Opening, Problem, form_lang, next_route};
use crate::app::{Filling, FormProblem};
use crate::forms::{AnswerProblem, Page, Path, Value};
use crate::ui::desk::{Desk, desk, use_form};
use crate::ui::{Place, Route, state};
use dioxus::prelude::*;

/// A question page.
#[component]
pub fn FormQuestion(
    /// The Task.
    task: String,
    /// The place of the question.
    path: Place,
) -> Element {
    let filling = match use_form(&task) {
        None => return rsx! { Opening {} },
        Some(Err(problem)) => return rsx! { Problem { problem } },
        Some(Ok(filling)) => filling,
    };
    match filling.session.page_at(&Path::of(path.name())) {
        // The key makes each question a new page: fields begin anew, the heading takes the focus.
        Some(page) => rsx! {
            for page in [page] {
                Asking { key: "{page.path}", filling: filling.clone(), page }
            }
        },
        None => rsx! { Problem { problem: FormProblem::NotHere } },
    }
}

#[component]
fn Asking(filling: Filling, page: Page) -> Element {
    let desk = desk();
    let navigator = use_navigator();
    // What is written and is no answer yet: half a day, a word where a number belongs.
    let mut unread = use_signal(|| None::<AnswerProblem>);
    let mut shown = use_signal(|| None::<AnswerProblem>);
    let path = page.path.clone();
    use_hook(|| desk.turn(&path));
    let (item, here) = (page.item.clone(), page.path.clone());
    let on_turn = move |turn: QuestionTurn| {
        let (item, here) = (item.clone(), here.clone());
        match turn {
            QuestionTurn::Chose(values) => {
                shown.set(None);
                desk.choose(here, values);
            }
            QuestionTurn::Wrote(text) => match read(&item, &text) {
                Ok(values) => {
                    unread.set(None);
                    desk.write(here, values);
                }
                Err(problem) => {
                    unread.set(Some(problem));
                    desk.unwrite();
                }
            },
            QuestionTurn::Left => {
                spawn(async move {
                    desk.settle().await.ok();
                });
            }
            QuestionTurn::Continue => {
                spawn(async move {
                    // A page that could not be saved does not move: the words stand on it.
                    if desk.settle().await.is_err() {
                        return;
                    }
                    let Some(filling) = desk.filling() else {
                        return;
                    };
                    let answer: Vec<Value> = filling.session.answer_at(&here).to_vec();
                    let wrong = unread().or_else(|| problem(&item, &answer));
                    shown.set(wrong);
                    if wrong.is_none() {
                        navigator.push(onward(desk, &filling, &here));
                    }
                });
            }
        }
    };
    let words = state::words();
    rsx! {
        Question {
            progress: filling.session.progress(&page.path),
            answer: filling.session.answer_at(&page.path).to_vec(),
            lang: form_lang(words, &filling.form),
            problem: shown(),
            keeping: desk.keeping(),
            page,
            onturn: on_turn,
        }
    }
}

/// Where Continue leads: help first, if the answer shows risk.
fn onward(desk: Desk, filling: &Filling, path: &Path) -> Route {
    if filling.session.shows_risk(path) {
        return Route::FormPause {
            task: filling.task.clone(),
            path: Place::of(path),
        };
    }
    next_route(desk, filling, path)
}
