//! A page of a form as it is to be drawn: everything that stands on it, and no store behind it.

use super::said::{answers, question_words};
use crate::app::{Filling, Purpose};
use crate::forms::{
    AnswerProblem, Instance, Note, NoteKind, Page, Path, Progress, Question, Repeat, Value, Within,
};
use crate::words::Words;

/// Headings longer than this are not captions: they are the first half of the question.
const LONGEST_CAPTION: usize = 60;

/// A page as it is to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The page.
    pub page: Page,
    /// The words of the group that the page is, where it is one.
    pub title: Option<String>,
    /// How far the person is.
    pub progress: Progress,
    /// The answers so far, in the order of the questions.
    pub answers: Vec<Vec<Value>>,
    /// What is shown and not asked.
    pub facts: Vec<FactLine>,
    /// The instances of a repeat, in words.
    pub instances: Vec<InstanceLine>,
    /// The language of the form's words, where it is not the page's.
    pub lang: Option<String>,
    /// What becomes of the answers.
    pub purpose: Purpose,
    /// What keeps the person from going on.
    pub problems: Vec<(Path, AnswerProblem)>,
    /// How often the person wanted to go on and could not.
    pub attempt: u32,
}

/// Something shown and not asked.
#[derive(Debug, Clone, PartialEq)]
pub struct FactLine {
    /// How many questions of the page stand before it.
    pub after: usize,
    /// What it is.
    pub name: String,
    /// What is known of it.
    pub said: Vec<String>,
}

/// An instance of a repeat.
#[derive(Debug, Clone, PartialEq)]
pub struct InstanceLine {
    /// The instance.
    pub instance: Instance,
    /// Its first answers, with the words of their questions.
    pub said: Vec<(String, String)>,
}

impl Sheet {
    /// The page of a form as it stands.
    pub fn of(words: Words, filling: &Filling, page: Page, lang: Option<String>) -> Self {
        let session = &filling.session;
        let of_questions = page.questions().iter();
        let facts = session.facts(&page).into_iter().map(|fact| FactLine {
            after: fact.after,
            name: question_words(words, &fact.item),
            said: answers(words, &fact.item, session.answer_at(&fact.item.path)),
        });
        let title = session
            .item_at(&page.path)
            .and_then(|item| item.text.clone());
        let single = matches!(page.questions(), [question] if question.path == page.path);
        Sheet {
            title: title.filter(|_| !single),
            progress: session.progress(&page.path),
            answers: of_questions
                .map(|q| session.answer_at(&q.path).to_vec())
                .collect(),
            facts: facts.collect(),
            instances: instance_lines(words, filling, &page),
            lang,
            purpose: filling.about.purpose,
            problems: Vec::new(),
            attempt: 0,
            page,
        }
    }

    /// Whether the one question on it is the page's heading.
    pub fn is_single(&self) -> bool {
        self.page.questions().len() == 1
    }

    /// What stands above the heading: the instance that the page is in, the short headings.
    pub fn captions(&self, words: Words) -> Vec<String> {
        let within = self.page.within.iter().map(|w| within_words(words, w));
        let headings = self.headings().filter(|text| is_caption(text));
        within.chain(headings.map(str::to_owned)).collect()
    }

    /// What stands under the heading, in its order: long headings and texts to read.
    pub fn context(&self) -> Vec<Note> {
        let long = |note: &&Note| match note.kind {
            NoteKind::Heading => self.is_shown(note) && !is_caption(&note.text),
            _ => true,
        };
        self.page.context.iter().filter(long).cloned().collect()
    }

    fn headings(&self) -> impl Iterator<Item = &str> {
        let notes = self.page.context.iter();
        let headings = notes.filter(|n| n.kind == NoteKind::Heading && self.is_shown(n));
        headings.map(|note| note.text.as_str())
    }

    // The page's own heading, and what the instance is called already, are not said twice.
    fn is_shown(&self, note: &Note) -> bool {
        let named = |within: &Within| within.text.as_ref() == Some(&note.text);
        self.title.as_ref() != Some(&note.text) && !self.page.within.iter().any(named)
    }

    /// The problem of a question.
    pub fn problem(&self, question: &Question) -> Option<&AnswerProblem> {
        let mut problems = self.problems.iter();
        let own = problems.find(|(path, _)| *path == question.path);
        own.map(|(_, problem)| problem)
    }
}

fn is_caption(text: &str) -> bool {
    text.chars().count() <= LONGEST_CAPTION
}

/// "Medicine, 2 of 3".
pub fn within_words(words: Words, within: &Within) -> String {
    let (position, of) = (within.position.into(), within.of.into());
    match &within.text {
        Some(text) => words.say_with(
            "form-within",
            &[("text", text.into()), ("position", position), ("of", of)],
        ),
        None => words.say_with("form-within-plain", &[("position", position), ("of", of)]),
    }
}

fn instance_lines(words: Words, filling: &Filling, page: &Page) -> Vec<InstanceLine> {
    let crate::forms::Content::Repeat(Repeat { instances, .. }) = &page.content else {
        return Vec::new();
    };
    let session = &filling.session;
    let line = |path: &Path| {
        let page = session.page_at(path)?;
        let question = page.questions().iter().find(|q| q.path == *path)?;
        let said = answers(words, question, session.answer_at(path)).join(", ");
        Some((super::said::short_words(words, question), said))
    };
    let lines = instances.iter().map(|instance| InstanceLine {
        said: instance.answered.iter().take(4).filter_map(line).collect(),
        instance: instance.clone(),
    });
    lines.collect()
}
