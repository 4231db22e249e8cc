//! A form and the answers given so far.

use super::kept::Kept;
use super::layout::{self, Layout, Role};
use super::leaves::Leaves;
use super::measures::Risks;
use super::plan::Plan;
use super::response::Live;
use super::{
    Bound, Formula, Item, Kind, Path, Questionnaire, Severity, Surroundings, Value, answer,
};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use super::answer::AnswerProblem;

/// A questionnaire with the answers given so far. Every step makes a new one.
///
/// What is asked depends on the answers that are there and on nothing else, so the order in which
/// they were given does not matter. An answer to an item that is not asked any more stays here, so
/// that it is back when the person changes their mind; it is neither asked for, required, counted nor
/// sent. The same holds for the answers of an instance that was taken out of a repeat.
#[derive(Clone)]
pub struct Session {
    pub(super) form: Arc<Questionnaire>,
    pub(super) plan: Arc<Plan>,
    pub(super) layout: Arc<Layout>,
    pub(super) surroundings: Arc<Surroundings>,
    pub(super) risks: Arc<Risks>,
    /// What the person said. An empty answer means that they took out what the form began with.
    pub(super) given: Kept<Path, Arc<[Value]>>,
    /// By spot: whether it is asked.
    pub(super) asked: Vec<bool>,
    /// By spot: what the form worked out.
    pub(super) worked: Kept<usize, Arc<[Value]>>,
    /// The response as expressions see it; only for forms in which one looks at the whole of it.
    pub(super) live: Option<Live>,
    /// The pages, from the first time that somebody asks for them until what is asked changes.
    pub(super) leaves: OnceLock<Arc<Leaves>>,
}

impl Session {
    /// A form with the answers that were kept of it, and nothing known of the person or the day.
    pub fn new(form: Arc<Questionnaire>, answers: BTreeMap<Path, Vec<Value>>) -> Self {
        Self::with(form, answers, Arc::new(Surroundings::default()))
    }

    /// A form with the answers that were kept of it. Answers to items that it does not have are
    /// dropped from the session (never from the vault).
    pub fn with(
        form: Arc<Questionnaire>,
        answers: BTreeMap<Path, Vec<Value>>,
        surroundings: Arc<Surroundings>,
    ) -> Self {
        let planned = form.planned.0.clone();
        let plan = planned.unwrap_or_else(|| Arc::new(Plan::of(&form)));
        let of_form = |path: &Path| plan.place(&path.link_id());
        let kept = answers.into_iter().filter_map(|(path, values)| {
            let item = &plan.items[of_form(&path)?];
            let values = answer::kept(item, &path, values);
            (!values.is_empty() || answer::may_be_emptied(item)).then(|| (path, values.into()))
        });
        let given: Kept<Path, Arc<[Value]>> = kept.collect();
        let mut session = Session {
            layout: Arc::new(Layout::of(&plan, &given)),
            risks: Arc::new(Risks::of(&form, &plan, &surroundings.risk_rules)),
            form,
            plan,
            surroundings,
            given,
            asked: Vec::new(),
            worked: Kept::new(),
            live: None,
            leaves: OnceLock::new(),
        };
        session.begin();
        session
    }

    /// The form.
    pub fn form(&self) -> &Arc<Questionnaire> {
        &self.form
    }

    /// What it knows beside its answers.
    pub fn surroundings(&self) -> &Arc<Surroundings> {
        &self.surroundings
    }

    /// The answers to one item: what the person said, else what the form begins with or works out.
    pub fn answer_at(&self, path: &Path) -> &[Value] {
        match self.layout.at(path) {
            Some(spot) => self.value_at(spot),
            None => self.given.get(path).map(|v| &**v).unwrap_or_default(),
        }
    }

    /// Every answer that was given, those to items that are not asked any more included.
    pub fn answers(&self) -> BTreeMap<Path, Vec<Value>> {
        let all = self.given.iter();
        all.map(|(path, values)| (path.clone(), values.to_vec()))
            .collect()
    }

    /// The session with this answer. No values take the answer back; so does a blank text.
    pub fn with_answer(&self, path: &Path, values: Vec<Value>) -> Session {
        let mut next = self.clone();
        let Some(place) = self.plan.place(&path.link_id()) else {
            return next;
        };
        let item = self.plan.items[place].clone();
        let values = answer::kept(&item, path, values);
        let before = next.given.get(path);
        if before.is_some_and(|b| **b == *values) {
            return next;
        }
        if values.is_empty() && !answer::may_be_emptied(&item) {
            next.given.remove(path);
        } else {
            next.given.insert(path.clone(), values.into());
        }
        let is_repeat = item.stands_more_than_once() && path.number().is_none();
        if is_repeat || self.plan.from_the_beginning {
            if is_repeat {
                next.layout = Arc::new(Layout::of(&next.plan, &next.given));
            }
            next.begin();
        } else {
            next.changed(path, place);
        }
        next
    }

    /// Items that need an answer and have none, in the order of the form.
    pub fn missing(&self) -> Vec<Path> {
        let missing = self.questions().filter(|spot| self.lacks(*spot));
        missing.map(|s| self.layout.spots[s].path.clone()).collect()
    }

    /// Whether the present answer to an item can be taken.
    pub fn check(&self, path: &Path) -> Result<(), AnswerProblem> {
        let Some(spot) = self.layout.at(path) else {
            return Ok(());
        };
        let item = self.item(spot);
        match self.value_at(spot) {
            [] if item.required && self.asked[spot] => Err(AnswerProblem::Missing),
            [] => Ok(()),
            values => {
                answer::check_all(item, values, |formula| self.work_out_at(spot, formula))?;
                self.goes_with_the_others(spot)?;
                self.failed_check_at(spot).map_or(Ok(()), Err)
            }
        }
    }

    /// Everything that keeps the form from being sent, in the order of the form: answers that are
    /// missing, answers that cannot be taken, and checks of groups or of the whole form that do not hold
    /// (for the whole form the path is empty).
    pub fn problems(&self) -> Vec<(Path, AnswerProblem)> {
        let mut found = self.problems_of_questions();
        let of_question = |path: &Path| self.item_at(path).is_some_and(|i| i.is_question());
        for check in self.failed_checks() {
            let path = check.path.unwrap_or_else(|| Path::from(String::new()));
            if check.severity == Severity::Error && !of_question(&path) {
                found.push((path, AnswerProblem::Check { words: check.words }));
            }
        }
        found
    }

    fn problems_of_questions(&self) -> Vec<(Path, AnswerProblem)> {
        let found = self.questions().filter_map(|spot| {
            let path = &self.layout.spots[spot].path;
            if self.lacks(spot) {
                return Some((path.clone(), AnswerProblem::Missing));
            }
            if self.value_at(spot).is_empty() {
                return None;
            }
            self.check(path)
                .err()
                .map(|problem| (path.clone(), problem))
        });
        found.collect()
    }

    /// How many of the questions that are asked have an answer.
    pub fn answered_count(&self) -> u32 {
        let answered = self.questions().filter(|s| !self.value_at(*s).is_empty());
        u32::try_from(answered.count()).unwrap_or(u32::MAX)
    }

    /// How many questions are asked as things stand. One that only some answers lead to is not counted
    /// before.
    pub fn question_count(&self) -> u32 {
        u32::try_from(self.questions().count()).unwrap_or(u32::MAX)
    }

    /// Whether an item is asked as things stand. A hidden one may be; it has no page all the same.
    pub fn asks(&self, path: &Path) -> bool {
        self.layout.at(path).is_some_and(|spot| self.asked[spot])
    }

    /// The numbers of the instances of a repeat, in order.
    pub fn instances(&self, repeat: &Path) -> Vec<u32> {
        match self.item_at(repeat) {
            Some(item) => layout::numbers(item, self.given.get(repeat).map(|v| &**v)),
            None => Vec::new(),
        }
    }

    /// The answer to give at `repeat` so that there is one instance more; none where no more may be.
    pub fn one_more(&self, repeat: &Path) -> Option<Vec<Value>> {
        let most = self.item_at(repeat)?.most() as usize;
        let numbers = self.instances(repeat);
        if numbers.len() >= most.min(layout::MOST_INSTANCES) {
            return None;
        }
        // Numbers of instances that were taken away are not given again: their answers are kept.
        let own = format!("{repeat}*");
        let used = self.given.iter().filter_map(|(path, _)| {
            let rest = path.as_str().strip_prefix(&own)?;
            rest.split('/').next()?.parse::<u32>().ok()
        });
        let highest = used.chain(numbers.iter().copied()).max().unwrap_or(0);
        let all = numbers.into_iter().chain([highest.checked_add(1)?]);
        Some(all.map(|n| Value::Integer(n.into())).collect())
    }

    /// The answer to give at `repeat` so that this instance is gone; none where it has to be there.
    pub fn one_less(&self, repeat: &Path, number: u32) -> Option<Vec<Value>> {
        let least = self.item_at(repeat)?.least().max(1) as usize;
        let numbers = self.instances(repeat);
        let left = numbers.iter().filter(|n| **n != number);
        let left: Vec<Value> = left.map(|n| Value::Integer((*n).into())).collect();
        (left.len() < numbers.len() && left.len() >= least).then_some(left)
    }

    /// The item at a path.
    pub fn item_at(&self, path: &Path) -> Option<&Arc<Item>> {
        let spot = self.layout.at(path)?;
        Some(self.item(spot))
    }

    /// The item at a spot.
    pub(super) fn item(&self, spot: usize) -> &Arc<Item> {
        &self.plan.items[self.layout.spots[spot].place]
    }

    /// The answer at a spot.
    pub(super) fn value_at(&self, spot: usize) -> &[Value] {
        let at = &self.layout.spots[spot];
        let item = &self.plan.items[at.place];
        if at.role == Role::Repeat || !item.is_question() {
            return &[];
        }
        let worked = || self.worked.get(&spot).map(|v| &**v);
        let is_total = self.plan.scoring.total == Some(at.place);
        if is_total || (item.calculated.is_some() && !item.is_for_the_person()) {
            return worked().unwrap_or_default();
        }
        if let Some(given) = self.given.get(&at.path) {
            return given;
        }
        worked().unwrap_or(&self.plan.initial[at.place])
    }

    /// The spots of the questions that a person is asked, in order.
    pub(super) fn questions(&self) -> impl Iterator<Item = usize> + '_ {
        self.shown()
            .filter(|spot| self.item(*spot).is_for_the_person())
    }

    /// The spots that a person gets to see, in order; a repeat by its instances.
    pub(super) fn shown(&self) -> impl Iterator<Item = usize> + '_ {
        let mut hidden_until = 0;
        (0..self.layout.spots.len()).filter(move |spot| {
            let at = &self.layout.spots[*spot];
            if *spot < hidden_until {
                return false;
            }
            if self.plan.items[at.place].hidden || !self.asked[*spot] {
                hidden_until = at.end;
                return false;
            }
            at.role != Role::Repeat
        })
    }

    fn lacks(&self, spot: usize) -> bool {
        let item = self.item(spot);
        if self.layout.spots[spot].role == Role::Instance {
            // Another answer to the same question may be left out; the first may not.
            return item.required && self.value_at(spot).is_empty() && !self.is_spare(spot);
        }
        item.required && self.value_at(spot).is_empty() && !self.is_in_spare(spot)
    }

    // An instance that need not be there, and in which nothing was answered: it is sent to nobody.
    pub(super) fn is_in_spare(&self, spot: usize) -> bool {
        let mut above = std::iter::successors(self.layout.spots[spot].parent, |s| {
            self.layout.spots[*s].parent
        });
        above.any(|s| self.layout.spots[s].role == Role::Instance && self.is_spare(s))
    }

    fn is_spare(&self, instance: usize) -> bool {
        let at = &self.layout.spots[instance];
        let Some(repeat) = at.parent else {
            return false;
        };
        let item = &self.plan.items[at.place];
        let position = self.layout.instances(repeat).position(|i| i == instance);
        let needed = position.is_some_and(|p| p < item.least() as usize);
        !needed && (instance..at.end).all(|s| self.given_at(s).is_empty())
    }

    fn given_at(&self, spot: usize) -> &[Value] {
        let at = &self.layout.spots[spot];
        if at.role == Role::Repeat {
            return &[];
        }
        let given = self.given.get(&at.path).map(|v| &**v);
        given.unwrap_or_default()
    }
}

// The rest follows from these.
impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        let same_form = Arc::ptr_eq(&self.form, &other.form) || self.form == other.form;
        same_form && self.given == other.given && self.surroundings == other.surroundings
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("form", &self.form.url)
            .field("answers", &self.given.len())
            .finish()
    }
}

impl Questionnaire {
    /// How many questions a person may be asked.
    pub fn questions(&self) -> u32 {
        let mut count = 0;
        let mut to_do: Vec<&Arc<Item>> = self.items.iter().collect();
        while let Some(item) = to_do.pop() {
            if item.hidden {
                continue;
            }
            count += u32::from(item.is_for_the_person());
            to_do.extend(&item.items);
        }
        count
    }

    /// Whether anything in it is worked out by an expression.
    pub fn works_anything_out(&self) -> bool {
        let mut to_do: Vec<&Arc<Item>> = self.items.iter().collect();
        let mut found = !self.variables.is_empty() || !self.constraints.is_empty();
        while let (Some(item), false) = (to_do.pop(), found) {
            found = item.formulas().next().is_some();
            to_do.extend(&item.items);
        }
        found
    }
}

/// The kind of a question, for messages: what it asks for.
impl Item {
    /// Every expression that stands on it.
    pub(super) fn formulas(&self) -> impl Iterator<Item = &Formula> {
        let own = [
            &self.enabled,
            &self.calculated,
            &self.initial_formula,
            &self.options_formula,
            &self.text_formula,
        ];
        let bounds = [&self.limits.min, &self.limits.max].into_iter().flatten();
        let bounds = bounds.filter_map(|bound| match bound {
            Bound::WorkedOut(formula) => Some(formula),
            Bound::Fixed(_) => None,
        });
        let variables = self.variables.iter().map(|v| &v.formula);
        let constraints = self.constraints.iter().map(|c| &c.formula);
        let own = own.into_iter().flatten();
        own.chain(bounds).chain(variables).chain(constraints)
    }

    /// Whether it is answered by choosing.
    pub fn is_choice(&self) -> bool {
        matches!(self.kind, Kind::Choice | Kind::Boolean)
    }
}
