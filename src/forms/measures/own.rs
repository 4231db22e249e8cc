//! Numbers that a form works out by itself, from answers that have weights.
//!
//! The form's own expression is taken at its word, once it has all that it looks at. Before that it gives
//! a number too, which is the sum of what happens to be there: expressions and conditions of the form see
//! it, but it is no score, and it is not sent.

use crate::forms::plan::Sees;
use crate::forms::{Item, Kind, Session};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// An item that a form works out from answers with weights.
pub(in crate::forms) struct OwnTotal {
    /// Its place in the form.
    pub(in crate::forms) place: usize,
    /// The places of the questions with weights that it looks at.
    needs: Vec<usize>,
}

/// The numbers that a form works out by itself. An item counts as one when nobody is asked it, it is
/// calculated, and its expression looks at questions that have weights, itself or through other items
/// that are calculated. So a body mass index is none.
pub(super) fn totals(
    items: &[Arc<Item>],
    parents: &[Option<usize>],
    reads: &[Option<Sees>],
) -> Vec<OwnTotal> {
    let is_own = |place: &usize| {
        let item = &items[*place];
        let number = matches!(item.kind, Kind::Integer | Kind::Decimal);
        number && item.calculated.is_some() && !item.is_for_the_person()
    };
    let candidates: Vec<usize> = (0..items.len()).filter(is_own).collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    let form = Form::of(items, parents, reads);
    let totals = candidates.into_iter().map(|place| OwnTotal {
        place,
        needs: form.needs(place).into_iter().collect(),
    });
    totals.filter(|total| !total.needs.is_empty()).collect()
}

struct Form<'a> {
    items: &'a [Arc<Item>],
    parents: &'a [Option<usize>],
    reads: &'a [Option<Sees>],
    places: HashMap<&'a str, usize>,
    /// Questions that a person is asked and whose options have weights.
    weighted: Vec<usize>,
}

impl<'a> Form<'a> {
    fn of(items: &'a [Arc<Item>], parents: &'a [Option<usize>], reads: &'a [Option<Sees>]) -> Self {
        let mut hidden: Vec<bool> = Vec::with_capacity(items.len());
        for (item, parent) in items.iter().zip(parents) {
            hidden.push(item.hidden || parent.is_some_and(|above| hidden[above]));
        }
        let has_weights = |item: &Item| item.options.iter().any(|o| o.weight.is_some());
        let weighted = (0..items.len())
            .filter(|p| !hidden[*p] && items[*p].is_for_the_person() && has_weights(&items[*p]));
        Form {
            weighted: weighted.collect(),
            places: (0..items.len())
                .map(|p| (items[p].link_id.as_str(), p))
                .collect(),
            items,
            parents,
            reads,
        }
    }

    fn needs(&self, place: usize) -> BTreeSet<usize> {
        let mut needs = BTreeSet::new();
        let mut seen = BTreeSet::from([place]);
        let mut to_do = vec![place];
        while let Some(place) = to_do.pop() {
            let Some(reads) = &self.reads[place] else {
                continue;
            };
            let seen_there = |p: &&usize| reads.sees(**p, self.items, self.parents);
            needs.extend(self.weighted.iter().filter(seen_there));
            for other in reads.link_ids().filter_map(|l| self.places.get(l)) {
                let worked_out = self.items[*other].calculated.is_some();
                if worked_out && seen.insert(*other) {
                    to_do.push(*other);
                }
            }
        }
        needs
    }
}

impl Session {
    /// What the form worked out at one of its totals, once all that it looks at has an answer that has a
    /// weight. Questions that are not asked as things stand are not needed.
    pub(super) fn own_total(&self, total: &OwnTotal) -> Option<f64> {
        let [spot] = self.layout.of_place(total.place) else {
            return None;
        };
        let [value] = self.value_at(*spot) else {
            return None;
        };
        self.has_all(total).then(|| value.number()).flatten()
    }

    fn has_all(&self, total: &OwnTotal) -> bool {
        let mut answered = false;
        for place in &total.needs {
            let item = &self.plan.items[*place];
            for spot in self.layout.of_place(*place) {
                if !self.asked[*spot] || self.is_in_spare(*spot) {
                    continue;
                }
                let answers = self.value_at(*spot);
                let weighed = |answer: &crate::forms::Value| {
                    let option = item.options.iter().find(|o| o.value.same_as(answer));
                    option.is_some_and(|o| o.weight.is_some())
                };
                if answers.is_empty() || !answers.iter().all(weighed) {
                    return false;
                }
                answered = true;
            }
        }
        answered
    }

    /// The spots of the numbers that the form works out and that are not whole yet: they are not sent.
    pub(in crate::forms) fn unfinished_totals(&self) -> Vec<usize> {
        let scoring = &self.plan.scoring;
        let measured = !scoring.scored.is_empty() && self.score().is_none();
        let unfinished = scoring
            .own
            .iter()
            .filter(|total| scoring.total != Some(total.place))
            .filter(|total| measured || !self.has_all(total));
        let spots = unfinished.flat_map(|total| self.layout.of_place(total.place));
        spots.copied().collect()
    }
}
