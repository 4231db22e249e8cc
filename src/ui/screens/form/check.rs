//! A look over the answers before they are sent.

use super::answer::in_words;
use super::{Opening, Problem, form_lang};
use crate::app::{Filling, SendProblem};
use crate::forms::{Kind, Page, Path};
use crate::ui::components::{
    Button, ButtonLink, ErrorSummary, FieldError, Heading, Inset, Said, Summary, SummaryLine,
    Weight,
};
use crate::ui::desk::{desk, use_form};
use crate::ui::state;
use crate::ui::{Place, Route};
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
    use_hook(|| desk.set_checking(true));
    let task = filling.task.clone();
    let send = {
        let filling = filling.clone();
        move |()| {
            let (companion, filling) = (state::companion(), filling.clone());
            spawn(async move {
                // What was written last goes along.
                if desk.settle().await.is_err() {
                    problem.set(Some(SendProblem::NotSaved));
                    return;
                }
                let filling = desk.filling().unwrap_or(filling);
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
            Some(SendProblem::Missing(paths)) => rsx! {
                ErrorSummary { errors: missing(&task, &pages, &paths) }
            },
            Some(SendProblem::NotSaved) => rsx! {
                div { role: "alert", Inset { p { {words.say("form-check-not-saved")} } } }
            },
            None => rsx! {},
        }
        Heading { title: "form-check-title", text: words.say("form-check-title") }
        p { class: "lead", {words.say("form-check-lead")} }
        Answers { filling, pages }
        Inset { p { Said { name: "form-check-watch" } } }
        div { class: "actions",
            Button { onpress: send, Said { name: "form-check-send" } }
            ButtonLink { weight: Weight::Second, to: Route::Todo {}, {words.say("form-check-later")} }
        }
    }
}

#[component]
fn Answers(filling: Filling, pages: Vec<Page>) -> Element {
    let words = state::words();
    let lang = form_lang(words, &filling.form);
    let asked = pages.into_iter().filter(|p| p.item.kind != Kind::Display);
    rsx! {
        Summary {
            for page in asked {
                Answered {
                    key: "{page.path}",
                    task: filling.task.clone(),
                    answer: in_words(words, &page.item, filling.session.answer_at(&page.path)),
                    lang: lang.clone(),
                    page,
                }
            }
        }
    }
}

#[component]
fn Answered(task: String, page: Page, answer: Option<String>, lang: Option<String>) -> Element {
    let words = state::words();
    let question = page.item.text.clone().unwrap_or_default();
    let change = words.say_with(
        "form-check-change-what",
        &[("question", (&question).into())],
    );
    let to = Route::FormQuestion {
        task,
        path: Place::of(&page.path),
    };
    let coded = matches!(page.item.kind, Kind::Choice);
    rsx! {
        SummaryLine {
            name: rsx! { span { lang: lang.clone(), {question.clone()} } },
            action: rsx! {
                Link { to, aria_label: change, {words.say("form-check-change")} }
            },
            match answer {
                Some(text) => rsx! { strong { class: "answer", lang: lang.filter(|_| coded), {text} } },
                None => rsx! { span { class: "quiet", {words.say("form-check-left-out")} } },
            }
        }
    }
}

fn missing(task: &str, pages: &[Page], paths: &[Path]) -> Vec<FieldError> {
    let of_it = pages.iter().filter(|page| paths.contains(&page.path));
    of_it
        .map(|page| FieldError {
            field: page.path.to_string(),
            page: Some(Route::FormQuestion {
                task: task.to_owned(),
                path: Place::of(&page.path),
            }),
            text: page.item.text.clone().unwrap_or_default(),
        })
        .collect()
}
