//! Texts that a form brings along, each by what it is, and what we say about how to answer.

use super::sheet::FactLine;
use crate::forms::{Kind, Note, NoteKind, Question};
use crate::ui::components::{Details, IconKind, Inset, Marked, Summary, SummaryLine};
use crate::ui::state;
use dioxus::prelude::*;

/// Whether some of the texts stand openly on the page.
pub fn has_hints(notes: &[Note]) -> bool {
    notes.iter().any(|note| is_open(note.kind))
}

fn is_open(kind: NoteKind) -> bool {
    matches!(
        kind,
        NoteKind::Plain | NoteKind::Heading | NoteKind::Instructions
    )
}

/// Texts under the heading.
#[component]
pub fn Context(
    /// The id of what stands openly.
    id: String,
    /// The texts.
    notes: Vec<Note>,
    /// Their language, where it is not the page's.
    lang: Option<String>,
) -> Element {
    let open: Vec<Note> = notes.iter().filter(|n| is_open(n.kind)).cloned().collect();
    rsx! {
        if !open.is_empty() {
            div { id: "{id}", class: "context",
                for note in open {
                    Marked { key: "{note.text}", text: note.text.clone(), markdown: note.markdown, lang: lang.clone() }
                }
            }
        }
        TheirHelp { notes, lang }
    }
}

/// Texts that open when asked for, and what happens with the answers.
#[component]
pub fn TheirHelp(
    /// The texts.
    notes: Vec<Note>,
    /// Their language, where it is not the page's.
    lang: Option<String>,
) -> Element {
    let words = state::words();
    rsx! {
        for note in notes {
            match note.kind {
                NoteKind::Help => rsx! {
                    Details { key: "{note.text}", summary: words.say("form-help-summary"),
                        Marked { text: note.text.clone(), markdown: note.markdown, lang: lang.clone() }
                    }
                },
                NoteKind::Privacy => rsx! {
                    Inset { key: "{note.text}", icon: IconKind::Hand,
                        Marked { text: note.text.clone(), markdown: note.markdown, lang: lang.clone() }
                    }
                },
                _ => rsx! {},
            }
        }
    }
}

/// How to answer: the form's own words first, then ours.
#[component]
pub fn Hints(
    /// The id of all of it.
    id: String,
    /// The question.
    question: Question,
    /// The language of the form's words, where it is not the page's.
    lang: Option<String>,
) -> Element {
    let words = state::words();
    let item = &question.item;
    // A question without words of its own has its first text as its heading.
    let spent = usize::from(question.text.is_none());
    let notes = question
        .notes
        .iter()
        .skip(spent)
        .filter(|n| is_open(n.kind));
    let notes: Vec<Note> = notes.cloned().collect();
    let many = item.repeats && !item.stands_more_than_once();
    let how = match item.kind {
        Kind::Date => Some("form-date-hint"),
        Kind::Time | Kind::DateTime => Some("form-time-hint"),
        Kind::Choice | Kind::Reference if many => Some("form-many-hint"),
        _ => None,
    };
    let written = matches!(
        item.kind,
        Kind::String | Kind::Text | Kind::Url | Kind::Integer | Kind::Decimal | Kind::Quantity
    );
    let format = item.look.entry_format.clone().filter(|_| written);
    rsx! {
        div { id: "{id}", class: "hints",
            for note in notes {
                div { key: "{note.text}", class: "context",
                    Marked { text: note.text.clone(), markdown: note.markdown, lang: lang.clone() }
                }
            }
            if let Some(format) = format {
                p { class: "quiet", {words.say_with("form-format-hint", &[("example", (&format).into())])} }
            }
            if let Some(how) = how {
                p { class: "quiet", {words.say(how)} }
            }
            if !item.required {
                p { class: "quiet", {words.say("form-skip-hint")} }
            }
        }
    }
}

/// What is shown and not asked, at its place on the page.
#[component]
pub fn Facts(
    /// All of the page's.
    lines: Vec<FactLine>,
    /// How many questions stand before these.
    after: usize,
    /// The language of the form's words, where it is not the page's.
    lang: Option<String>,
) -> Element {
    let here: Vec<FactLine> = lines.into_iter().filter(|l| l.after == after).collect();
    rsx! {
        if !here.is_empty() {
            // What is worked out changes while one answers.
            div { class: "facts", aria_live: "polite",
                Summary {
                    for line in here {
                        SummaryLine {
                            key: "{line.name}",
                            name: rsx! { span { lang: lang.clone(), {line.name.clone()} } },
                            for said in line.said {
                                strong { class: "answer", {said} }
                            }
                        }
                    }
                }
            }
        }
    }
}
