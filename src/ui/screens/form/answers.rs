//! All answers of a form, in their order: in sections where the form is long, each instance of a repeat
//! by itself, and what was known or worked out among them.

use super::said::{answers, question_words, short_words};
use super::sheet::within_words;
use crate::app::Filling;
use crate::forms::{NoteKind, Page, Path, Question};
use crate::ui::components::{Summary, SummaryLine};
use crate::ui::state;
use crate::ui::{Place, Route};
use crate::words::Words;
use dioxus::prelude::*;

/// The answers under one heading.
#[derive(Debug, Clone, PartialEq)]
struct Section {
    heading: Option<String>,
    lines: Vec<Line>,
}

/// One question, or one fact.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    path: Path,
    name: String,
    said: Vec<String>,
    /// The words are the form's own, not the person's.
    coded: bool,
    /// The person may change it.
    asked: bool,
}

/// All answers of a form.
#[component]
pub fn Answers(
    /// The form.
    filling: Filling,
    /// Its pages.
    pages: Vec<Page>,
    /// The language of the form's words, where it is not the page's.
    lang: Option<String>,
) -> Element {
    let sections = sections(state::words(), &filling, &pages);
    // One heading over everything says nothing.
    let headed = sections.len() > 1;
    rsx! {
        for (index , section) in sections.into_iter().enumerate() {
            section { key: "{index}", class: "answers",
                if let Some(heading) = section.heading.filter(|_| headed) {
                    h2 { lang: lang.clone(), {heading} }
                }
                Summary {
                    for line in section.lines {
                        AnswerLine { key: "{line.path}", task: filling.task.clone(), line, lang: lang.clone() }
                    }
                }
            }
        }
    }
}

#[component]
fn AnswerLine(task: String, line: Line, lang: Option<String>) -> Element {
    let words = state::words();
    let change = words.say_with(
        "form-check-change-what",
        &[("question", (&line.name).into())],
    );
    let to = Route::FormQuestion {
        task,
        path: Place::of(&line.path),
    };
    let action = line.asked.then(|| {
        rsx! {
            Link { to, aria_label: change, {words.say("form-check-change")} }
        }
    });
    rsx! {
        SummaryLine {
            name: rsx! { span { lang: lang.clone(), {line.name.clone()} } },
            action,
            if line.said.is_empty() {
                span { class: "quiet", {words.say("form-check-left-out")} }
            }
            if let [only] = line.said.as_slice() {
                strong { class: "answer", lang: lang.clone().filter(|_| line.coded), {only.clone()} }
            } else if !line.said.is_empty() {
                ul { class: "answer-list",
                    for (index , said) in line.said.iter().enumerate() {
                        li { key: "{index}",
                            strong { class: "answer", lang: lang.clone().filter(|_| line.coded), {said.clone()} }
                        }
                    }
                }
            }
        }
    }
}

fn sections(words: Words, filling: &Filling, pages: &[Page]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for page in pages.iter().filter(|page| !page.questions().is_empty()) {
        let heading = heading(words, page);
        let lines = lines(words, filling, page);
        match sections.last_mut() {
            Some(last) if last.heading == heading => last.lines.extend(lines),
            _ => sections.push(Section { heading, lines }),
        }
    }
    sections
}

fn heading(words: Words, page: &Page) -> Option<String> {
    if let Some(innermost) = page.within.last() {
        return Some(within_words(words, innermost));
    }
    let mut headings = page.context.iter().rev();
    let heading = headings.find(|note| note.kind == NoteKind::Heading);
    heading.map(|note| note.text.clone())
}

fn lines(words: Words, filling: &Filling, page: &Page) -> Vec<Line> {
    let session = &filling.session;
    let line = |question: &Question, asked: bool| Line {
        path: question.path.clone(),
        name: if asked {
            question_words(words, question)
        } else {
            short_words(words, question)
        },
        said: answers(words, question, session.answer_at(&question.path)),
        coded: !question.options.is_empty(),
        asked,
    };
    let facts = session.facts(page);
    let mut lines = Vec::new();
    for after in 0..=page.questions().len() {
        let here = facts.iter().filter(|fact| fact.after == after);
        lines.extend(here.map(|fact| line(&fact.item, false)));
        lines.extend(
            page.questions()
                .get(after)
                .map(|question| line(question, true)),
        );
    }
    lines
}
