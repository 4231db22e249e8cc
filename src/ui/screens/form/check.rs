//! A look over the answers before they are sent, and everything that is still to be put right.

use super::answers::Answers;
use super::said::{problem as problem_words, question_words};
use super::standing::check_words;
use super::who::{Refused, WhoTyped};
use super::{Opening, Problem, form_lang};
use crate::app::{Filling, Purpose, SendProblem, Typed};
use crate::forms::{AnswerProblem, Entry, Page, Path};
use crate::ui::components::{
    Button, ButtonLink, ErrorSummary, FieldError, Heading, Inset, Said, Weight,
};
use crate::ui::desk::{desk, use_form};
use crate::ui::state;
use crate::ui::{Place, Route};
use crate::words::Words;
use dioxus::prelude::*;

/// A look over the answers.
#[component]
pub fn FormCheck(
    /// The Task.
    task: String,
) -> Element {
    match use_form(&task) {
        None => rsx! { Opening {} },
        Some(Err(problem)) => rsx! { Problem { problem } },
        Some(Ok(filling)) => {
            let pages = filling.session.pages();
            rsx! { CheckPage { filling, pages } }
        }
    }
}

/// A look over the answers as it is drawn.
#[component]
pub fn CheckPage(
    /// The form.
    filling: Filling,
    /// Its pages.
    pages: Vec<Page>,
) -> Element {
    let (words, desk, navigator) = (state::words(), desk(), use_navigator());
    let mut problem = use_signal(|| None::<SendProblem>);
    let mut attempt = use_signal(|| 0_u32);
    let lang = form_lang(words, &filling.form);
    // In a form that goes forwards only there is no way back from here, and none to come back from.
    let forwards = filling.form.entry == Entry::Sequential;
    use_hook(|| desk.set_checking(!forwards));
    let (lead, press, watch) = check_words(filling.about.purpose);
    let for_team = filling.about.purpose.is_asked_by_team();
    let another = for_team && filling.about.typed == Some(Typed::Another);
    let send = {
        let filling = filling.clone();
        move |()| {
            let (companion, filling) = (state::companion(), filling.clone());
            spawn(async move {
                attempt += 1;
                // What was written last goes along.
                if desk.settle().await.is_err() {
                    problem.set(Some(SendProblem::NotSaved));
                    return;
                }
                let filling = desk.filling().unwrap_or(filling);
                if filling.about.purpose == Purpose::OwnPlan {
                    match companion.keep_plan_version(&filling).await {
                        Ok(()) => {
                            desk.clear();
                            navigator.replace(Route::SafePlan {});
                        }
                        Err(why) => problem.set(Some(why)),
                    }
                    return;
                }
                match companion.send_form(&filling).await {
                    Ok(outgoing) => {
                        desk.clear();
                        navigator.replace(Route::FormDone {
                            task: filling.task,
                            outgoing,
                        });
                    }
                    Err(why) => problem.set(Some(why)),
                }
            });
        }
    };
    rsx! {
        match problem() {
            Some(SendProblem::NotRight(found)) => rsx! {
                for attempt in [attempt()] {
                    ErrorSummary { key: "{attempt}", errors: errors(words, &filling, &pages, &found) }
                }
            },
            Some(SendProblem::NotSaved) => rsx! {
                div { role: "alert", Inset { p { {words.say("form-check-not-saved")} } } }
            },
            Some(SendProblem::NotTheirOwn) => rsx! {
                div { role: "alert", Refused {} }
            },
            None => rsx! {
                ToPutRight { filling: filling.clone(), pages: pages.clone() }
            },
        }
        Heading { title: "form-check-title", text: words.say("form-check-title") }
        p { class: "lead", {words.say(lead)} }
        Answers { filling: filling.clone(), pages, lang }
        if for_team {
            WhoTyped { filling }
        }
        if another {
            Refused {}
        } else {
            Inset { p { Said { name: watch } } }
        }
        div { class: "actions",
            if !another {
                Button { onpress: send, Said { name: press } }
            }
            ButtonLink { weight: Weight::Second, to: Route::Todo {}, {words.say("form-check-later")} }
        }
    }
}

/// What is still to be put right, before the person tries to send: said, and not in the way.
#[component]
fn ToPutRight(filling: Filling, pages: Vec<Page>) -> Element {
    let words = state::words();
    let found = filling.session.problems();
    let errors = errors(words, &filling, &pages, &found);
    rsx! {
        if !errors.is_empty() {
            Inset {
                p { {words.say("form-check-to-do")} }
                ul { class: "to-do",
                    for error in errors {
                        li { key: "{error.field}",
                            if let Some(page) = error.page {
                                Link { class: "link", to: page, {error.text} }
                            } else {
                                {error.text}
                            }
                        }
                    }
                }
            }
        }
    }
}

fn errors(
    words: Words,
    filling: &Filling,
    pages: &[Page],
    found: &[(Path, AnswerProblem)],
) -> Vec<FieldError> {
    let error = |(path, problem): &(Path, AnswerProblem)| {
        let mut all = pages.iter().flat_map(|page| page.questions());
        let question = all.find(|question| question.path == *path);
        let name = question.map(|question| question_words(words, question));
        let item = filling.session.item_at(path)?;
        let what = problem_words(words, item, problem);
        // What stands on no page belongs to the form as a whole.
        let text = match name {
            Some(name) => words.say_with(
                "form-error-of",
                &[("question", (&name).into()), ("what", (&what).into())],
            ),
            None => what,
        };
        Some(FieldError {
            field: path.to_string(),
            page: question.map(|question| Route::FormQuestion {
                task: filling.task.clone(),
                path: Place::of(&question.path),
            }),
            text,
        })
    };
    found.iter().filter_map(error).collect()
}
