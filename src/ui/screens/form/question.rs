//! A question as it is drawn: how far, the form's own words, the answers, Continue, and how the answer
//! stands. It knows no store: what the person does, it tells.

use super::answer::{chosen, problem_key, written};
use crate::forms::{AnswerProblem, Item, Kind, Page, Progress, Value};
use crate::ui::components::{
    Button, DateInput, Details, ErrorSummary, FieldError, Heading, Icon, IconKind, Inset,
    NumberInput, Radio, Radios, TextInput, Weight,
};
use crate::ui::desk::Keeping;
use crate::ui::state;
use dioxus::prelude::*;

/// What the person does on the page.
#[derive(Debug, Clone, PartialEq)]
pub enum QuestionTurn {
    /// An option was chosen.
    Chose(Vec<Value>),
    /// Something was written.
    Wrote(String),
    /// The field was left.
    Left,
    /// On to the next page.
    Continue,
}

/// A question.
#[component]
pub fn Question(
    /// The page.
    page: Page,
    /// How far the person is.
    progress: Progress,
    /// The answer so far.
    answer: Vec<Value>,
    /// The language of the form's words, where it is not the page's.
    lang: Option<String>,
    /// What keeps the person from going on.
    problem: Option<AnswerProblem>,
    /// How the newest answer stands.
    keeping: Keeping,
    /// What the person does.
    onturn: EventHandler<QuestionTurn>,
) -> Element {
    let words = state::words();
    let item = page.item.clone();
    let error = problem.map(|problem| words.say(problem_key(&item, problem)));
    let how_far = words.say_with(
        "form-progress",
        &[("page", progress.page.into()), ("of", progress.of.into())],
    );
    rsx! {
        div { class: "question",
            if let Some(text) = error.clone() {
                ErrorSummary { errors: vec![FieldError { field: first_field(&item), page: None, text }] }
            }
            Asked { page: page.clone(), above: how_far, lang: lang.clone() }
            if let Some(text) = error.clone() {
                p { id: "field-error", class: "field-error",
                    Icon { kind: IconKind::Alert }
                    {text}
                }
            }
            Answer { item, answer, lang, error: error.map(|_| "field-error".to_owned()), onturn }
            if keeping == Keeping::NotSaved {
                div { role: "alert",
                    Inset {
                        p { {words.say("form-not-saved")} }
                        Button { weight: Weight::Second, onpress: move |()| onturn.call(QuestionTurn::Left), {words.say("form-not-saved-again")} }
                    }
                }
            }
            Details { summary: words.say("form-why-summary"), p { {words.say("form-why-text")} } }
            div { class: "foot",
                Button { onpress: move |()| onturn.call(QuestionTurn::Continue), {words.say("form-continue")} }
                p { class: "saved", role: "status",
                    match keeping {
                        Keeping::Saved => rsx! {
                            Icon { kind: IconKind::Check }
                            {words.say("form-saved")}
                        },
                        Keeping::Saving => rsx! { span { class: "quiet", {words.say("form-saving")} } },
                        Keeping::Nothing | Keeping::NotSaved => rsx! {},
                    }
                }
            }
        }
    }
}

/// The form's own words: the question is the heading, what belongs to it stands under it, quietly.
#[component]
fn Asked(page: Page, above: String, lang: Option<String>) -> Element {
    let words = state::words();
    let item = &page.item;
    let text = match (&item.prefix, &item.text) {
        (Some(prefix), Some(text)) => format!("{prefix} {text}"),
        (None, Some(text)) => text.clone(),
        _ => words.say("form-title"),
    };
    let optional = !item.required && !item.read_only && item.kind != Kind::Display;
    rsx! {
        Heading { title: "form-title", text, above, own: lang.is_some(), id: "asked" }
        for text in page.context.iter() {
            p { key: "{text}", class: "context", lang: lang.clone(), {text.clone()} }
        }
        if optional {
            p { class: "quiet", {words.say("form-skip-hint")} }
        }
    }
}

/// What the answer is given with.
#[component]
fn Answer(
    item: Item,
    answer: Vec<Value>,
    lang: Option<String>,
    error: Option<String>,
    onturn: EventHandler<QuestionTurn>,
) -> Element {
    let labelled_by = "asked";
    let initial = written(&answer);
    let oninput = move |text: String| onturn.call(QuestionTurn::Wrote(text));
    let onleave = move |()| onturn.call(QuestionTurn::Left);
    match item.kind {
        Kind::Boolean => rsx! {
            YesNo { answer, error, onturn }
        },
        Kind::Choice => {
            let chosen = chosen(&item, &answer);
            let options = item
                .options
                .iter()
                .map(|o| Radio {
                    label: o.label.clone(),
                    lang: lang.clone(),
                })
                .collect::<Vec<_>>();
            let values: Vec<Value> = item.options.iter().map(|o| o.value.clone()).collect();
            rsx! {
                Radios { name: "answer", labelled_by, options, chosen, error,
                    onchoose: move |i: usize| onturn.call(QuestionTurn::Chose(values.get(i).cloned().into_iter().collect())),
                }
            }
        }
        Kind::Integer | Kind::Decimal => rsx! {
            NumberInput { id: "answer", labelled_by, initial, whole: item.kind == Kind::Integer, error, oninput, onleave }
        },
        Kind::Date => rsx! {
            DateHint {}
            DateInput { id: "answer", labelled_by, initial, error, oninput, onleave }
        },
        Kind::String | Kind::Text => rsx! {
            TextInput { id: "answer", labelled_by, initial, long: item.kind == Kind::Text, most: item.max_length, error, oninput, onleave }
        },
        // A text to read, alone on its page: its words are the heading already.
        Kind::Group | Kind::Display => rsx! {},
    }
}

#[component]
fn DateHint() -> Element {
    rsx! {
        p { class: "quiet", {state::words().say("form-date-hint")} }
    }
}

#[component]
fn YesNo(answer: Vec<Value>, error: Option<String>, onturn: EventHandler<QuestionTurn>) -> Element {
    let words = state::words();
    let options = ["form-yes", "form-no"]
        .map(|key| Radio {
            label: words.say(key),
            lang: None,
        })
        .to_vec();
    let chosen = match answer.first() {
        Some(Value::Boolean(true)) => Some(0),
        Some(Value::Boolean(false)) => Some(1),
        _ => None,
    };
    rsx! {
        Radios { name: "answer", labelled_by: "asked", options, chosen, error,
            onchoose: move |i: usize| onturn.call(QuestionTurn::Chose(vec![Value::Boolean(i == 0)])),
        }
    }
}

/// The id of the field that an error leads to.
fn first_field(item: &Item) -> String {
    match item.kind {
        Kind::Choice | Kind::Boolean => "answer-0".to_owned(),
        _ => "answer".to_owned(),
    }
}
