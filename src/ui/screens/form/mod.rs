//! Filling in a form: a start page, one question a page, help after an answer that shows risk, a look
//! over the answers, and what happens next.

mod answers;
mod check;
mod choice;
mod done;
mod field;
mod files;
mod list;
mod notes;
mod pause;
mod question;
mod question_page;
mod read;
mod repeat;
mod said;
mod score;
mod sheet;
mod standing;
mod start;
mod who;

pub use check::{CheckPage, FormCheck};
pub use done::FormDone;
pub use pause::FormPause;
pub use question::QuestionPage;
pub use question_page::FormQuestion;
pub use repeat::RepeatPage;
pub use score::AddedUp;
pub use sheet::Sheet;
pub use start::{FormStart, StartPage};

use crate::app::{Filling, FormProblem};
use crate::forms::{Content, Path, Questionnaire, Value};
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

/// What the person does on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Turn {
    /// Something was chosen: the answer as it is now.
    Chose(Path, Vec<Value>),
    /// Something was written: the answer as it is now.
    Wrote(Path, Vec<Value>),
    /// A field was left.
    Left,
    /// One more instance of the repeat.
    More,
    /// One instance less: its number.
    Less(u32),
    /// On to the next page.
    Continue,
    /// Away, and back to this place some other time.
    Later,
}

/// The page after this one. Somebody who came from the check to change one answer goes back there,
/// unless the change has opened a page that has no answer yet; somebody who changed one instance of a
/// repeat goes to its end, and not through all that follow.
fn next_route(desk: Desk, filling: &Filling, path: &Path) -> Route {
    let task = filling.task.clone();
    let session = &filling.session;
    let Some(next) = session.after(path) else {
        return Route::FormCheck { task };
    };
    if desk.is_checking() && !is_untouched(filling, &next) {
        return Route::FormCheck { task };
    }
    let next = match (repeat_of(path), repeat_of(&next)) {
        (Some((own, number)), Some((other, following)))
            if own == other && number != following && is_filled_in(filling, &own, following) =>
        {
            own
        }
        _ => next,
    };
    Route::FormQuestion {
        task,
        path: Place::of(&next),
    }
}

/// Whether a page asks something and has no answer at all.
fn is_untouched(filling: &Filling, page: &Path) -> bool {
    let page = filling.session.page_at(page);
    let questions = page.as_ref().map(|p| p.questions()).unwrap_or_default();
    let blank = |path: &Path| filling.session.answer_at(path).is_empty();
    !questions.is_empty() && questions.iter().all(|q| blank(&q.path))
}

/// The innermost repeat that a place stands in, with the number of the instance.
fn repeat_of(path: &Path) -> Option<(Path, u32)> {
    let text = path.as_str();
    let instance = match path.number() {
        Some(_) => text,
        None => text.rsplit_once('/')?.0,
    };
    let (repeat, number) = instance.rsplit_once('*')?;
    Some((Path::from(repeat.to_owned()), number.parse().ok()?))
}

/// Whether something was answered in an instance of a repeat.
fn is_filled_in(filling: &Filling, repeat: &Path, number: u32) -> bool {
    let Some(Content::Repeat(repeat)) = filling.session.page_at(repeat).map(|p| p.content) else {
        return false;
    };
    let mut instances = repeat.instances.iter();
    instances.any(|i| i.number == number && !i.answered.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_knows_the_repeat_that_it_stands_in() {
        let repeat = Path::of("a/b*c");
        let instance = repeat.instance(3);
        let own = Some((repeat.clone(), 3));
        assert_eq!(repeat_of(&instance), own);
        assert_eq!(repeat_of(&instance.below("d")), own);
        assert_eq!(repeat_of(&repeat), None);
        let inner = instance.below("e");
        assert_eq!(repeat_of(&inner.instance(1).below("f")), Some((inner, 1)));
    }
}
