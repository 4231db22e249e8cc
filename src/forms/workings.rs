//! What is asked and what is worked out, given the answers so far.
//!
//! An item is asked when the item above it is, when that one has an answer if it is a question, when
//! its conditions hold (`enableWhen`) and when its expression says so. An answer that is not asked for
//! any more counts for nothing: neither conditions nor expressions see it. After an answer only what
//! depends on it is looked at again, in the order in which things depend on each other; what comes
//! out is the same as working everything out from the beginning.

use super::formulas::Purse;
use super::kept::Kept;
use super::layout::Role;
use super::response::Live;
use super::{Behaviour, Condition, Kind, Operator, Path, Session, Value};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Looks at one place so many times on average, and then no more: expressions may answer each other
/// without end.
const MOST_LOOKS: usize = 8;

impl Session {
    /// Works everything out from the beginning.
    pub(super) fn begin(&mut self) {
        self.asked = vec![false; self.layout.spots.len()];
        self.worked = Kept::new();
        self.leaves = OnceLock::new();
        self.live = None;
        if self.plan.looks_at_all {
            self.live = Some(Live::of(self));
        }
        self.settle((0..self.plan.items.len()).collect());
        self.add_up();
    }

    /// Works out what depends on one answer that has changed.
    pub(super) fn changed(&mut self, path: &Path, place: usize) {
        if let Some(spot) = self.layout.at(path) {
            self.show(spot);
        }
        let mut again: BTreeSet<usize> = self.plan.followers[place].iter().copied().collect();
        again.insert(place);
        self.settle(again.into_iter().collect());
        self.add_up();
    }

    // The sum of a known measure stands in its own item, where the form has one.
    fn add_up(&mut self) {
        let Some(place) = self.plan.scoring.total else {
            return;
        };
        let total = self
            .score()
            .and_then(|score| score.as_answer(self.plan.items[place].kind));
        let spots = self.layout.of_place(place).to_vec();
        for spot in spots {
            let before = self.value_at(spot).to_vec();
            match &total {
                Some(total) => self.worked.insert(spot, [total.clone()].into()),
                None => self.worked.remove(&spot),
            };
            if self.value_at(spot) != before {
                self.show(spot);
                self.settle(self.plan.followers[place].clone());
            }
        }
    }

    fn settle(&mut self, places: Vec<usize>) {
        let plan = self.plan.clone();
        let mut to_do: BTreeSet<(usize, usize)> =
            places.into_iter().map(|p| (plan.rank[p], p)).collect();
        let purse = Purse::full();
        let mut looks = plan.items.len().max(16) * MOST_LOOKS;
        while let Some((_, place)) = to_do.pop_first() {
            if !self.look_at(place, &purse) {
                continue;
            }
            let Some(left) = looks.checked_sub(1) else {
                return;
            };
            looks = left;
            to_do.extend(plan.followers[place].iter().map(|p| (plan.rank[*p], *p)));
        }
    }

    /// Works out one item, in every instance that it stands in. Tells whether anything changed.
    fn look_at(&mut self, place: usize, purse: &Purse) -> bool {
        let layout = self.layout.clone();
        let mut changed = false;
        let repeats = layout.repeats_of(place);
        for &spot in repeats.iter().chain(layout.of_place(place)) {
            let asked = self.is_asked(spot, purse);
            let now = asked != self.asked[spot];
            if now {
                self.asked[spot] = asked;
                self.leaves = OnceLock::new();
            }
            let worked = layout.spots[spot].role != Role::Repeat && self.work_out(spot, purse);
            if now || worked {
                self.show(spot);
                changed = true;
            }
        }
        changed
    }

    // So that expressions see what changed.
    fn show(&mut self, spot: usize) {
        if let Some(mut live) = self.live.take() {
            live.set(self, spot);
            self.live = Some(live);
        }
    }

    fn is_asked(&self, spot: usize, purse: &Purse) -> bool {
        let at = &self.layout.spots[spot];
        if let (Role::Instance, Some(repeat)) = (at.role, at.parent) {
            return self.asked[repeat];
        }
        let item = &self.plan.items[at.place];
        let below = at.parent.is_none_or(|above| {
            let needs_answer = self.item(above).kind != Kind::Group && item.kind != Kind::Display;
            self.asked[above] && (!needs_answer || !self.value_at(above).is_empty())
        });
        below && self.conditions_hold(spot) && self.expression_holds(spot, purse)
    }

    fn conditions_hold(&self, spot: usize) -> bool {
        let place = self.layout.spots[spot].place;
        let item = &self.plan.items[place];
        let mut conditions = item.conditions.iter().zip(&self.plan.looks_at[place]);
        let mut met = |(condition, question): (&Condition, &Option<usize>)| {
            let spots = question.map(|q| self.layout.seen_from(spot, q, &self.plan));
            let spots = spots.unwrap_or_default().iter();
            let asked = spots.filter(|s| self.asked[**s]);
            let answers: Vec<&Value> = asked.flat_map(|s| self.value_at(*s)).collect();
            holds(condition, &answers)
        };
        match item.behaviour {
            Behaviour::All => conditions.all(&mut met),
            Behaviour::Any => item.conditions.is_empty() || conditions.any(&mut met),
        }
    }
}

fn holds(condition: &Condition, answers: &[&Value]) -> bool {
    let wanted = &condition.answer;
    let some =
        |test: fn(Ordering) -> bool| answers.iter().any(|a| a.order(wanted).is_some_and(test));
    let equal = |answer: &&Value| answer.same_as(wanted);
    match condition.operator {
        Operator::Exists => *wanted == Value::Boolean(!answers.is_empty()),
        Operator::Equal => answers.iter().any(equal),
        Operator::NotEqual => !answers.is_empty() && !answers.iter().any(equal),
        Operator::Greater => some(Ordering::is_gt),
        Operator::Less => some(Ordering::is_lt),
        Operator::GreaterOrEqual => some(Ordering::is_ge),
        Operator::LessOrEqual => some(Ordering::is_le),
    }
}
