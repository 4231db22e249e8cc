//! The order in which a form is worked out: made once for a form, used at every answer.

use super::{Item, Questionnaire};
use std::collections::HashMap;

/// Where each item stands and what it depends on. Places count the items in the order in which they
/// are written, children after their parent.
pub(super) struct Plan {
    /// The place of each link id; the first one where two items share it.
    places: HashMap<String, usize>,
    /// The item above.
    pub(super) parents: Vec<Option<usize>>,
    /// The place after the last item below.
    pub(super) ends: Vec<usize>,
    /// For each item the places that its conditions look at, in the order of its conditions.
    pub(super) looks_at: Vec<Vec<Option<usize>>>,
    /// All places, each after those it depends on. Items in a circle are left out.
    pub(super) order: Vec<usize>,
}

impl Plan {
    /// Works out a form in time that grows with its items and conditions only.
    pub(super) fn of(form: &Questionnaire) -> Plan {
        let (items, parents) = flat(form);
        let mut places = HashMap::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            places.entry(item.link_id.clone()).or_insert(place);
        }
        let looks_at = items
            .iter()
            .map(|item| {
                let questions = item.conditions.iter().map(|c| c.question.as_str());
                questions.map(|q| places.get(q).copied()).collect()
            })
            .collect::<Vec<Vec<_>>>();
        let order = order(&parents, &looks_at);
        Plan {
            ends: ends(&parents),
            places,
            parents,
            looks_at,
            order,
        }
    }

    /// The place of an item.
    pub(super) fn place(&self, link_id: &str) -> Option<usize> {
        self.places.get(link_id).copied()
    }
}

/// All items in the order in which they are written, and the place of the item above each.
pub(super) fn flat(form: &Questionnaire) -> (Vec<&Item>, Vec<Option<usize>>) {
    let (mut items, mut parents) = (Vec::new(), Vec::new());
    // A stack and no recursion: a form may be nested as deep as it likes until it is refused.
    let mut to_do: Vec<(&Item, Option<usize>)> =
        form.items.iter().rev().map(|i| (i, None)).collect();
    while let Some((item, parent)) = to_do.pop() {
        let place = items.len();
        items.push(item);
        parents.push(parent);
        to_do.extend(item.items.iter().rev().map(|below| (below, Some(place))));
    }
    (items, parents)
}

fn ends(parents: &[Option<usize>]) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=parents.len()).collect();
    for place in (0..parents.len()).rev() {
        if let Some(parent) = parents[place] {
            ends[parent] = ends[parent].max(ends[place]);
        }
    }
    ends
}

// Kahn's order: an item comes when its parent and all that its conditions look at have come.
fn order(parents: &[Option<usize>], looks_at: &[Vec<Option<usize>>]) -> Vec<usize> {
    let mut waits_for = vec![0_usize; parents.len()];
    let mut lets_go: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
    for (place, parent) in parents.iter().enumerate() {
        for needed in looks_at[place].iter().chain([parent]).flatten() {
            lets_go[*needed].push(place);
            waits_for[place] += 1;
        }
    }
    let mut order: Vec<usize> = (0..parents.len()).filter(|p| waits_for[*p] == 0).collect();
    let mut next = 0;
    while let Some(&place) = order.get(next) {
        next += 1;
        for &after in &lets_go[place] {
            waits_for[after] -= 1;
            if waits_for[after] == 0 {
                order.push(after);
            }
        }
    }
    order
}
