//! Where each item of a form stands as things are: once, or once in every instance of a repeat.
//!
//! A form is written once; what a person fills in may hold a group three times. The layout is the form
//! with its repeats laid out: a list of spots in the order of the form. It changes only when an
//! instance is added or taken away, so most answers leave it as it is.

use super::kept::Kept;
use super::plan::Plan;
use super::{Item, Path, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// More instances of one repeat than a person fills in.
pub(super) const MOST_INSTANCES: usize = 100;
/// More spots than any form that a person can fill in.
pub(super) const MOST_SPOTS: usize = 20_000;

/// What stands at a spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// An item that stands once (in its instance).
    Once,
    /// A repeat as a whole; its instances are below it.
    Repeat,
    /// One instance of the repeat above.
    Instance,
}

/// One spot.
pub(super) struct Spot {
    /// The place of the item in the form.
    pub(super) place: usize,
    /// Where its answer is kept.
    pub(super) path: Path,
    /// The spot above.
    pub(super) parent: Option<usize>,
    /// The spot after the last one below.
    pub(super) end: usize,
    /// What stands there.
    pub(super) role: Role,
}

/// All spots.
pub(super) struct Layout {
    pub(super) spots: Vec<Spot>,
    by_path: HashMap<Path, usize>,
    /// The spots of each place that hold answers, in order.
    of_place: Vec<Vec<usize>>,
    /// The spots of each place that stand for a repeat as a whole.
    repeats: Vec<Vec<usize>>,
}

impl Layout {
    /// Lays a form out as the answers have it.
    pub(super) fn of(plan: &Plan, given: &Kept<Path, Arc<[Value]>>) -> Layout {
        let mut layout = Layout {
            spots: Vec::with_capacity(plan.items.len()),
            by_path: HashMap::with_capacity(plan.items.len()),
            of_place: vec![Vec::new(); plan.items.len()],
            repeats: vec![Vec::new(); plan.items.len()],
        };
        layout.level(plan, given, 0..plan.items.len(), None, None);
        layout
    }

    /// The spot of a path.
    pub(super) fn at(&self, path: &Path) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// The spots that hold the answers to an item, in order.
    pub(super) fn of_place(&self, place: usize) -> &[usize] {
        &self.of_place[place]
    }

    /// The spots that stand for a repeat as a whole, in order.
    pub(super) fn repeats_of(&self, place: usize) -> &[usize] {
        &self.repeats[place]
    }

    /// The spots of a place that one sees from a spot: those in the innermost instance that both share.
    pub(super) fn seen_from(&self, spot: usize, place: usize, plan: &Plan) -> &[usize] {
        let all = self.of_place(place);
        if all.len() < 2 {
            return all;
        }
        let holds = |at: &usize| {
            let of = &self.spots[*at];
            of.role == Role::Instance && of.place <= place && place < plan.places.ends[of.place]
        };
        let mut above = std::iter::successors(Some(spot), |s| self.spots[*s].parent);
        let Some(instance) = above.find(holds) else {
            return all;
        };
        let (start, end) = (instance, self.spots[instance].end);
        let from = all.partition_point(|s| *s < start);
        let to = all.partition_point(|s| *s < end);
        &all[from..to]
    }

    /// The instances of a repeat, by their spots.
    pub(super) fn instances(&self, repeat: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.spots[repeat].end;
        let first = (repeat + 1 < end).then_some(repeat + 1);
        std::iter::successors(first, move |s| {
            Some(self.spots[*s].end).filter(|e| *e < end)
        })
    }

    fn level(
        &mut self,
        plan: &Plan,
        given: &Kept<Path, Arc<[Value]>>,
        places: std::ops::Range<usize>,
        parent: Option<usize>,
        instance: Option<&Path>,
    ) {
        let mut place = places.start;
        // Beyond the bound nothing is laid out any more; what was answered there stays kept.
        while place < places.end && self.spots.len() < MOST_SPOTS {
            let item = &plan.items[place];
            let path = match instance {
                Some(instance) => instance.below(&item.link_id),
                None => Path::of(&item.link_id),
            };
            let below = place + 1..plan.places.ends[place];
            if item.stands_more_than_once() {
                let repeat = self.push(plan, place, path.clone(), parent, Role::Repeat);
                for number in numbers(item, given.get(&path).map(|v| &**v)) {
                    let path = path.instance(number);
                    let spot = self.push(plan, place, path.clone(), Some(repeat), Role::Instance);
                    self.level(plan, given, below.clone(), Some(spot), Some(&path));
                    self.spots[spot].end = self.spots.len();
                }
                self.spots[repeat].end = self.spots.len();
            } else {
                let spot = self.push(plan, place, path, parent, Role::Once);
                self.level(plan, given, below.clone(), Some(spot), instance);
                self.spots[spot].end = self.spots.len();
            }
            place = plan.places.ends[place];
        }
    }

    fn push(
        &mut self,
        plan: &Plan,
        place: usize,
        path: Path,
        parent: Option<usize>,
        role: Role,
    ) -> usize {
        let spot = self.spots.len();
        // A text to read may have the id of a question; then the question is meant.
        if plan.place(&plan.items[place].link_id) == Some(place) {
            self.by_path.insert(path.clone(), spot);
        }
        match role {
            Role::Repeat => self.repeats[place].push(spot),
            Role::Once | Role::Instance => self.of_place[place].push(spot),
        }
        self.spots.push(Spot {
            place,
            path,
            parent,
            end: spot + 1,
            role,
        });
        spot
    }
}

/// The numbers of the instances of a repeat: those that were kept, else as many as there must be, and
/// one to begin with.
pub(super) fn numbers(item: &Item, kept: Option<&[Value]>) -> Vec<u32> {
    if let Some(kept) = kept {
        let mut numbers = Vec::new();
        for value in kept.iter().take(MOST_INSTANCES) {
            if let Value::Integer(number) = value
                && let Ok(number) = u32::try_from(*number)
                && !numbers.contains(&number)
            {
                numbers.push(number);
            }
        }
        if !numbers.is_empty() {
            return numbers;
        }
    }
    let least = item.least().max(1).min(MOST_INSTANCES as u32);
    (1..=least).collect()
}
