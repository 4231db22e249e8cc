//! A page with questions as it is drawn: how far, the form's own words, the answers, Continue, and how
//! the newest answer stands. It knows no store: what the person does, it tells.

use super::Turn;
use super::choice::is_drop_down;
use super::field::{Field, Naming};
use super::notes::{Context, Facts, Hints, TheirHelp, has_hints};
use super::said::{problem as problem_words, question_words};
use super::sheet::Sheet;
use crate::app::Purpose;
use crate::forms::{AnswerProblem, Kind, Question};
use crate::ui::components::{
    Button, Details, ErrorSummary, FieldError, Heading, Icon, IconKind, Inset, Weight,
};
use crate::ui::desk::Keeping;
use crate::ui::place::Place;
use crate::ui::state;
use dioxus::prelude::*;

/// A page with questions.
#[component]
pub fn QuestionPage(
    /// What stands on it.
    sheet: Sheet,
    /// How the newest answer stands.
    keeping: Keeping,
    /// What the person does.
    onturn: EventHandler<Turn>,
) -> Element {
    let questions = sheet.page.questions().to_vec();
    let single = sheet.is_single();
    let errors = errors(&sheet);
    let total = questions.len();
    rsx! {
        div { class: "question",
            if !errors.is_empty() {
                // A new attempt takes the focus to the summary again.
                for attempt in [sheet.attempt] {
                    ErrorSummary { key: "{attempt}", errors: errors.clone() }
                }
            }
            Top { sheet: sheet.clone() }
            for (index , question) in questions.into_iter().enumerate() {
                Fragment { key: "{question.path}",
                    Facts { lines: sheet.facts.clone(), after: index, lang: sheet.lang.clone() }
                    Asked { sheet: sheet.clone(), index, question, single, onturn }
                }
            }
            Facts { lines: sheet.facts.clone(), after: total, lang: sheet.lang.clone() }
            Foot { keeping, purpose: sheet.purpose, onturn }
        }
    }
}

/// How far, the captions, the heading and what stands under it.
#[component]
pub fn Top(
    /// What stands on the page.
    sheet: Sheet,
) -> Element {
    let words = state::words();
    let how_far = words.say_with(
        "form-progress",
        &[
            ("page", sheet.progress.page.into()),
            ("of", sheet.progress.of.into()),
        ],
    );
    let text = match sheet.page.questions() {
        [only] => question_words(words, only),
        _ => sheet
            .title
            .clone()
            .unwrap_or_else(|| words.say("form-title")),
    };
    let captions = sheet.captions(words);
    let context = sheet.context();
    let about = [
        (!captions.is_empty()).then_some("asked-caption"),
        has_hints(&context).then_some("asked-context"),
    ];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" ");
    rsx! {
        p { class: "above", {how_far} }
        if !captions.is_empty() {
            div { id: "asked-caption", class: "captions",
                for caption in captions {
                    p { key: "{caption}", class: "caption", lang: sheet.lang.clone(), {caption.clone()} }
                }
            }
        }
        Heading {
            title: "form-title",
            text,
            own: sheet.lang.is_some(),
            id: "asked",
            described_by: (!about.is_empty()).then_some(about),
        }
        Context { id: "asked-context", notes: context, lang: sheet.lang.clone() }
    }
}

/// One question of the page: its words (where they are not the page's heading), what is wrong, the field.
#[component]
fn Asked(
    sheet: Sheet,
    index: usize,
    question: Question,
    single: bool,
    onturn: EventHandler<Turn>,
) -> Element {
    let words = state::words();
    let base = base(&question, single);
    let error = sheet.problem(&question);
    let error = error.map(|problem| problem_words(words, &question.item, problem));
    let naming = Naming {
        id: base.clone(),
        labelled_by: if single {
            "asked".to_owned()
        } else {
            format!("{base}-asked")
        },
        error: error.as_ref().map(|_| format!("{base}-error")),
        hint: Some(format!("{base}-hint")),
    };
    let answer = sheet.answers.get(index).cloned().unwrap_or_default();
    rsx! {
        div { class: if single { "asked" } else { "asked asked-one" },
            if !single {
                h2 { id: "{base}-asked", lang: sheet.lang.clone(), {question_words(words, &question)} }
            }
            Hints { id: "{base}-hint", question: question.clone(), lang: sheet.lang.clone() }
            if let Some(text) = error {
                p { id: "{base}-error", class: "field-error",
                    Icon { kind: IconKind::Alert }
                    {text}
                }
            }
            Field { question: question.clone(), answer, naming, lang: sheet.lang.clone(), onturn }
            TheirHelp { notes: question.notes.clone(), lang: sheet.lang.clone() }
        }
    }
}

/// Continue, how the newest answer stands, and the way out that keeps the place.
#[component]
pub fn Foot(
    /// How the newest answer stands.
    keeping: Keeping,
    /// What becomes of the answers.
    purpose: Purpose,
    /// What the person does.
    onturn: EventHandler<Turn>,
) -> Element {
    let words = state::words();
    rsx! {
        if keeping == Keeping::NotSaved {
            div { role: "alert",
                Inset {
                    p { {words.say("form-not-saved")} }
                    Button { weight: Weight::Second, onpress: move |()| onturn.call(Turn::Left), {words.say("form-not-saved-again")} }
                }
            }
        }
        if purpose.is_asked_by_team() {
            Details { summary: words.say("form-why-summary"), p { {words.say("form-why-text")} } }
        }
        div { class: "foot",
            Button { onpress: move |()| onturn.call(Turn::Continue), {words.say("form-continue")} }
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
            div { class: "foot-later",
                Button { weight: Weight::Quiet, onpress: move |()| onturn.call(Turn::Later), {words.say("form-stop-here")} }
            }
        }
    }
}

fn errors(sheet: &Sheet) -> Vec<FieldError> {
    let words = state::words();
    let single = sheet.is_single();
    let error = |question: &Question| {
        let problem = sheet.problem(question)?;
        let what = problem_words(words, &question.item, problem);
        let text = if single {
            what
        } else {
            let name = question_words(words, question);
            words.say_with(
                "form-error-of",
                &[("question", (&name).into()), ("what", (&what).into())],
            )
        };
        Some(FieldError {
            field: first_field(question, &base(question, single), problem),
            page: None,
            text,
        })
    };
    sheet.page.questions().iter().filter_map(error).collect()
}

/// The id that the ids of a question's field begin with. A point stands in no [`Place`].
fn base(question: &Question, single: bool) -> String {
    if single {
        "answer".to_owned()
    } else {
        format!("at.{}", Place::of(&question.path))
    }
}

/// The id of the field that an error leads to.
fn first_field(question: &Question, base: &str, problem: &AnswerProblem) -> String {
    let is_list = is_drop_down(question);
    match question.item.kind {
        Kind::Boolean => format!("{base}-0"),
        Kind::Choice | Kind::Reference if !is_list => format!("{base}-0"),
        Kind::Quantity if *problem == AnswerProblem::NoUnit => format!("{base}-unit"),
        _ => base.to_owned(),
    }
}
