//! Where each item stands in the form as it is written.

use super::{Item, Kind};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// Places by link id. They count the items in the order in which they are written, children after
/// their parent.
pub(super) struct Places {
    /// The place of each link id; the first one where two items share it.
    by_link_id: BTreeMap<String, usize>,
    /// By place: the place after the last item below.
    pub(super) ends: Vec<usize>,
}

impl Places {
    /// The places of all items, each with the place of the item above it.
    pub(super) fn new(items: &[Arc<Item>], parents: &[Option<usize>]) -> Places {
        let mut by_link_id = BTreeMap::new();
        let questions = |text: bool| {
            let all = items.iter().enumerate();
            all.filter(move |(_, item)| (item.kind == Kind::Display) == text)
        };
        // A text to read may have the id of a question; then the question is meant.
        for (place, item) in questions(false).chain(questions(true)) {
            by_link_id.entry(item.link_id.clone()).or_insert(place);
        }
        Places {
            by_link_id,
            ends: ends(parents),
        }
    }

    /// The place of an item.
    pub(super) fn of(&self, link_id: &str) -> Option<usize> {
        self.by_link_id.get(link_id).copied()
    }

    /// The places of the items whose link id begins so.
    pub(super) fn that_begin(&self, with: &str) -> impl Iterator<Item = usize> {
        let from = (Bound::Included(with), Bound::Unbounded);
        let from = self.by_link_id.range::<str, _>(from);
        let these = from.take_while(move |(link_id, _)| link_id.starts_with(with));
        these.map(|(_, place)| *place)
    }
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
