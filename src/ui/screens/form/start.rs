//! The start of a form: why it is asked, how long it takes, who sees it, and that nobody watches.

use super::standing::Standing;
use super::who::WhoTypes;
use super::{Opening, Problem, form_lang};
use crate::app::{Filling, Purpose, Typed};
use crate::care::FormToDo;
use crate::forms::Entry;
use crate::ui::components::{
    ButtonLink, Details, Heading, IconKind, Inset, Marked, Said, Theirs, Weight,
};
use crate::ui::desk::use_form;
use crate::ui::screens::ask::lead_key;
use crate::ui::screens::todo::length_words;
use crate::ui::state;
use crate::ui::{Place, Route};
use dioxus::prelude::*;

/// The start of a form.
#[component]
pub fn FormStart(
    /// The Task.
    task: String,
) -> Element {
    let record = state::record();
    match use_form(&task) {
        None => rsx! { Opening {} },
        Some(Err(problem)) => rsx! { Problem { problem } },
        Some(Ok(filling)) => {
            let asked = record.forms_to_do.iter().find(|f| f.task == task).cloned();
            rsx! { StartPage { filling, asked } }
        }
    }
}

/// The start of a form as it is drawn.
#[component]
pub fn StartPage(
    /// The form.
    filling: Filling,
    /// What the team said when it asked.
    asked: Option<FormToDo>,
) -> Element {
    let words = state::words();
    let form = filling.form.clone();
    let called = asked
        .as_ref()
        .and_then(|a| a.title.clone())
        .or_else(|| form.title.clone());
    let asker = asked.as_ref().and_then(|a| a.asked.by.clone());
    let session = &filling.session;
    let count = match session.question_count() {
        0 => asked.as_ref().and_then(|a| a.questions),
        n => Some(n),
    };
    // The place may be gone: another answer has closed it.
    let kept = filling
        .at
        .clone()
        .filter(|at| session.page_at(at).is_some());
    let first = kept.or_else(|| session.first());
    let to = match first {
        Some(path) => Route::FormQuestion {
            task: filling.task.clone(),
            path: Place::of(&path),
        },
        None => Route::FormCheck {
            task: filling.task.clone(),
        },
    };
    let purpose = filling.about.purpose;
    let for_team = purpose.is_asked_by_team();
    // Somebody else would answer: then it does not begin.
    let another = filling.about.typed == Some(Typed::Another);
    // Who types may be said before anything is answered: that is no beginning.
    let under_way = filling.at.is_some() || !session.answers().is_empty();
    let begin = if under_way {
        "form-start-carry-on"
    } else {
        "form-start-begin"
    };
    rsx! {
        Heading {
            title: "form-title",
            own: called.is_some(),
            text: called.unwrap_or_else(|| words.say("todo-untitled")),
        }
        Standing { filling: filling.clone() }
        if form_lang(words, &form).is_some() {
            Inset { p { Said { name: "form-start-english" } } }
        }
        match purpose {
            Purpose::OwnPlan | Purpose::OwnPlanBefore => rsx! { p { class: "lead", {words.say("plan-lead")} } },
            Purpose::Goal => rsx! { p { class: "lead", {words.say("goals-new-lead")} } p { {words.say("goals-new-who")} } },
            Purpose::Nameless => rsx! { p { class: "lead", {words.say("form-nameless-lead")} } },
            Purpose::Message(kind) => rsx! { p { class: "lead", {words.say(lead_key(kind))} } },
            _ => rsx! { Reasons { asker, count, purpose: form.purpose.clone(), lang: form_lang(words, &form) } },
        }
        if form.entry == Entry::Sequential {
            Inset { p { {words.say("form-start-forwards")} } }
        }
        Inset { icon: IconKind::Hand,
            strong { Said { name: "form-start-watch-heading" } }
            p { Said { name: "form-start-watch" } }
        }
        if for_team {
            WhoTypes { filling: filling.clone() }
        }
        if !(for_team && another) {
            div { class: "actions",
                ButtonLink { to, {words.say(begin)} }
                if under_way {
                    ButtonLink { weight: Weight::Second, to: Route::Todo {}, {words.say("todo-title")} }
                }
            }
        }
        if for_team {
            p { class: "quiet", {words.say("form-start-helped")} }
        }
        if let Some(text) = form.copyright.clone() {
            Details { summary: words.say("form-start-copyright"), p { class: "quiet", Theirs { text } } }
        }
    }
}

#[component]
fn Reasons(
    asker: Option<String>,
    count: Option<u32>,
    purpose: Option<String>,
    lang: Option<String>,
) -> Element {
    let words = state::words();
    let why = match asker {
        Some(name) => words.say_with("form-start-why-asked", &[("name", (&name).into())]),
        None => words.say("form-start-why"),
    };
    let long = match length_words(words, count) {
        Some(length) => words.say_with("form-start-long", &[("length", (&length).into())]),
        None => words.say("form-start-long-unknown"),
    };
    rsx! {
        h2 { {words.say("form-start-why-heading")} }
        if let Some(text) = purpose {
            Marked { text, lang }
        }
        p { {why} }
        h2 { {words.say("form-start-long-heading")} }
        p { {long} }
        h2 { {words.say("form-start-who-heading")} }
        p { Said { name: "form-start-who" } }
    }
}
