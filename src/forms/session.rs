//! A form and the answers given so far.

use super::plan::{self, Plan};
use super::{Item, Kind, Path, Questionnaire, Value, answer, enablement};
use std::collections::BTreeMap;
use std::sync::Arc;

pub use super::answer::AnswerProblem;

/// A questionnaire with the answers given so far. Every step makes a new one.
///
/// What is asked depends on the answers that are there and on nothing else, so the order in which
/// they were given does not matter. An answer to an item that is not asked any more stays here, so
/// that it is back when the person changes their mind; it is neither asked for, required, counted nor
/// sent.
#[derive(Clone)]
pub struct Session {
    form: Arc<Questionnaire>,
    plan: Arc<Plan>,
    answers: BTreeMap<Path, Vec<Value>>,
    asked: Vec<bool>,
}

impl Session {
    /// A form with the answers that were kept of it. Answers to items that it does not have are
    /// dropped from the session (never from the vault).
    pub fn new(form: Arc<Questionnaire>, answers: BTreeMap<Path, Vec<Value>>) -> Self {
        let plan = Arc::new(Plan::of(&form));
        let empty = BTreeMap::new();
        let mut session = Session {
            asked: Vec::new(),
            form,
            plan,
            answers: empty,
        };
        let (items, _) = plan::flat(&session.form);
        let kept = answers.into_iter().filter_map(|(path, values)| {
            let item = items.get(session.plan.place(path.as_str())?)?;
            let values = answer::kept(item, values);
            (!values.is_empty()).then_some((path, values))
        });
        session.answers = kept.collect();
        session.look_again();
        session
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

    /// Every answer, those to items that are not asked any more included.
    pub fn answers(&self) -> &BTreeMap<Path, Vec<Value>> {
        &self.answers
    }

    /// The session with this answer. No values take the answer back; so does a blank text.
    pub fn with_answer(&self, path: &Path, values: Vec<Value>) -> Session {
        let mut next = self.clone();
        let values = match self.item_at(path) {
            Some(item) => answer::kept(item, values),
            None => return next,
        };
        if values.is_empty() {
            next.answers.remove(path);
        } else {
            next.answers.insert(path.clone(), values);
        }
        next.look_again();
        next
    }

    /// Items that need an answer and have none, in the order of the form.
    pub fn missing(&self) -> Vec<Path> {
        let questions = self.questions();
        let without = questions.filter(|item| item.required && self.answer_to(item).is_empty());
        without.map(|item| Path::of(&item.link_id)).collect()
    }

    /// Whether the present answer to an item can be taken.
    pub fn check(&self, path: &Path) -> Result<(), AnswerProblem> {
        let Some(item) = self.item_at(path) else {
            return Ok(());
        };
        match self.answer_at(path) {
            [] if item.required && self.asks(path) => Err(AnswerProblem::Missing),
            values => values.iter().try_for_each(|v| answer::check(item, v)),
        }
    }

    /// How many of the questions that are asked have an answer.
    pub fn answered_count(&self) -> u32 {
        let questions = self.questions();
        questions.filter(|i| !self.answer_to(i).is_empty()).count() as u32
    }

    /// Whether an item is asked as things stand. A hidden one may be; it has no page all the same.
    pub fn asks(&self, path: &Path) -> bool {
        let place = self.plan.place(path.as_str());
        place.is_some_and(|place| self.asked.get(place) == Some(&true))
    }

    /// Which items are asked, by place.
    pub(super) fn asked(&self) -> &[bool] {
        &self.asked
    }

    /// The plan of the form.
    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The item at a path.
    pub(super) fn item_at(&self, path: &Path) -> Option<&Item> {
        let place = self.plan.place(path.as_str())?;
        plan::flat(&self.form).0.get(place).copied()
    }

    /// The answer to an item.
    pub(super) fn answer_to(&self, item: &Item) -> &[Value] {
        self.answers
            .get(item.link_id.as_str())
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    // The questions that have a page, in the order of the form.
    fn questions(&self) -> impl Iterator<Item = &Item> {
        self.leaves().into_iter().map(|leaf| leaf.item)
    }

    fn look_again(&mut self) {
        self.asked = enablement::asked(&self.form, &self.plan, &self.answers);
    }
}

// The rest follows from these two.
impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        let same_form = Arc::ptr_eq(&self.form, &other.form) || self.form == other.form;
        same_form && self.answers == other.answers
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("form", &self.form.url)
            .field("answers", &self.answers.len())
            .finish()
    }
}

impl Item {
    /// Whether it is something that can have an answer.
    pub fn is_question(&self) -> bool {
        !matches!(self.kind, Kind::Group | Kind::Display)
    }

    /// Whether a person is ever asked it: not hidden, and theirs to change.
    pub fn is_for_the_person(&self) -> bool {
        self.is_question() && !self.hidden && !self.read_only
    }
}
