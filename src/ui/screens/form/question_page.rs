//! A page of a form: what the person does there goes to the disk, and only then does the page move on.

use super::question::QuestionPage;
use super::repeat::RepeatPage;
use super::sheet::Sheet;
use super::{Opening, Problem, Turn, form_lang, next_route};
use crate::app::{Filling, FormProblem};
use crate::forms::{AnswerProblem, Content, Entry, Page, Path};
use crate::ui::desk::{Desk, desk, use_form};
use crate::ui::{Place, Route, state};
use dioxus::prelude::*;

/// A page of a form.
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
    let path = allowed(&filling, Path::from(path.name().to_owned()));
    match filling.session.page_at(&path) {
        // The key makes each page a new one: fields begin anew, the heading takes the focus.
        Some(page) => rsx! {
            for page in [page] {
                Asking { key: "{page.path}", filling: filling.clone(), page }
            }
        },
        None => rsx! { Problem { problem: FormProblem::NotHere } },
    }
}

/// The page that may be shown: in a form that goes forwards only, none before the one that the person
/// has come to, unless something on it has to be put right.
fn allowed(filling: &Filling, path: Path) -> Path {
    let Some(reached) = filling.at.clone() else {
        return path;
    };
    let session = &filling.session;
    let wrong = session.problems().iter().any(|(at, _)| *at == path);
    if filling.form.entry != Entry::Sequential || wrong {
        return path;
    }
    let earlier = session.progress(&path).page < session.progress(&reached).page;
    if earlier { reached } else { path }
}

#[component]
fn Asking(filling: Filling, page: Page) -> Element {
    let (desk, words) = (desk(), state::words());
    let navigator = use_navigator();
    let mut problems = use_signal(Vec::<(Path, AnswerProblem)>::new);
    let mut attempt = use_signal(|| 0_u32);
    let path = page.path.clone();
    let task = filling.task.clone();
    use_hook(|| desk.turn(&path));
    let onturn = use_callback(move |turn: Turn| match turn {
        Turn::Chose(at, values) => {
            problems.write().retain(|(path, _)| *path != at);
            desk.choose(at, values);
        }
        Turn::Wrote(at, values) => desk.write(at, values),
        Turn::Left => {
            spawn(async move {
                desk.settle().await.ok();
            });
        }
        Turn::Continue => {
            let path = path.clone();
            spawn(async move {
                // A page that could not be saved does not move: the words stand on it.
                let Some(filling) = settled(desk).await else {
                    return;
                };
                let wrong = problems_of(&filling, &path);
                let free = wrong.is_empty();
                problems.set(wrong);
                if free {
                    navigator.push(onward(desk, &filling, &path));
                } else {
                    attempt += 1;
                }
            });
        }
        Turn::Later => {
            let (task, path) = (task.clone(), path.clone());
            spawn(async move {
                let Some(filling) = settled(desk).await else {
                    return;
                };
                // Whoever stops here is shown help as well, and can stop from there.
                let help = help_first(&filling, &path);
                navigator.push(help.unwrap_or(Route::FormStart { task }));
            });
        }
        Turn::More => {
            let (path, task) = (path.clone(), task.clone());
            spawn(async move {
                if let Some(first) = one_more(desk, &path).await {
                    navigator.push(Route::FormQuestion {
                        task,
                        path: Place::of(first),
                    });
                }
            });
        }
        Turn::Less(number) => {
            let less = desk
                .filling()
                .and_then(|f| f.session.one_less(&path, number));
            if let Some(numbers) = less {
                desk.choose(path.clone(), numbers);
            }
        }
    });
    let mut sheet = Sheet::of(words, &filling, page, form_lang(words, &filling.form));
    sheet.problems = problems();
    sheet.attempt = attempt();
    let keeping = desk.keeping();
    match sheet.page.content.clone() {
        Content::Questions(_) => rsx! {
            QuestionPage { sheet, keeping, onturn }
        },
        Content::Repeat(repeat) => rsx! {
            RepeatPage { task: filling.task.clone(), sheet, repeat, keeping, onturn }
        },
    }
}

/// The form, once everything on the screen is on the disk.
async fn settled(desk: Desk) -> Option<Filling> {
    desk.settle().await.ok()?;
    desk.filling()
}

/// Adds an instance to a repeat, and gives the page that it begins with.
async fn one_more(desk: Desk, repeat: &Path) -> Option<Path> {
    let numbers = settled(desk).await?.session.one_more(repeat)?;
    desk.choose(repeat.clone(), numbers);
    let filling = settled(desk).await?;
    match filling.session.page_at(repeat)?.content {
        Content::Repeat(repeat) => repeat.instances.last()?.first.clone(),
        Content::Questions(_) => None,
    }
}

/// What keeps the person from going on from this page.
fn problems_of(filling: &Filling, path: &Path) -> Vec<(Path, AnswerProblem)> {
    let Some(page) = filling.session.page_at(path) else {
        return Vec::new();
    };
    let all = filling.session.problems().into_iter();
    let here = |path: &Path| page.questions().iter().any(|q| q.path == *path);
    all.filter(|(path, _)| here(path)).collect()
}

/// Where Continue leads: help first, if the answer shows risk.
fn onward(desk: Desk, filling: &Filling, path: &Path) -> Route {
    help_first(filling, path).unwrap_or_else(|| next_route(desk, filling, path))
}

/// The page with help, if any answer on this page shows risk.
fn help_first(filling: &Filling, path: &Path) -> Option<Route> {
    let shows = filling.session.page_shows_risk(path);
    shows.then(|| Route::FormPause {
        task: filling.task.clone(),
        path: Place::of(path),
    })
}
