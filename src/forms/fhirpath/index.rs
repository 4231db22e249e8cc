//! The items of a response by their link id.
//!
//! `%resource.item.where(linkId='x')` looks at every item, and a form of 400 items has 400 such
//! expressions. The index finds the same items, in the same order, by looking x up: items are
//! numbered in the order in which `descendants()` and `repeat(item)` come to them (level by level),
//! so that a filter of the numbered list is the list that the walk would give. A response in which
//! anything is not as it should be has no index, and every walk is walked.

use super::evaluate::Items;
use super::model::Type;
use super::node::{Element, Item};
use super::tree::LinkFilter;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// Items of one response by link id.
#[derive(Clone)]
pub struct Index<'a> {
    root: &'a Value,
    entries: Vec<Entry<'a>>,
    places: BTreeMap<&'a str, Vec<u32>>,
    /// Whether nothing but items holds items.
    plain: bool,
}

#[derive(Clone)]
struct Entry<'a> {
    value: &'a Value,
    /// The item or answer (or response) that it lies in.
    within: &'a Value,
    /// Whether it lies in the response itself.
    top: bool,
    /// Whether the way to it goes through items only, not through answers.
    by_items: bool,
}

/// A walk that the index can shorten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Walk {
    /// `.item` of the response
    Top,
    /// `.repeat(item)` of the response
    Repeat,
    /// `.descendants()` of the response
    Descendants,
    /// `.item.descendants()` of the response
    Below,
}

impl<'a> Index<'a> {
    /// The index of a response; `None` if it is no response or not formed as one.
    pub fn new(response: &'a Value) -> Option<Index<'a>> {
        let root = response.as_object()?;
        if root.get("resourceType")? != "QuestionnaireResponse" {
            return None;
        }
        let mut index = Index {
            root: response,
            entries: Vec::new(),
            places: BTreeMap::new(),
            plain: !root.contains_key("contained"),
        };
        // Items and answers, level by level.
        let mut queue: Vec<(&'a Value, bool)> = Vec::new();
        index.add(response, root, true, &mut queue)?;
        let mut next = 0;
        while let Some(&(value, by_items)) = queue.get(next) {
            let map = value.as_object()?;
            for answer in list(map, "answer")? {
                queue.push((answer, false));
            }
            index.add(value, map, by_items, &mut queue)?;
            next += 1;
        }
        Some(index)
    }

    fn add(
        &mut self,
        within: &'a Value,
        map: &'a Map<String, Value>,
        by_items: bool,
        queue: &mut Vec<(&'a Value, bool)>,
    ) -> Option<()> {
        for value in list(map, "item")? {
            let link = value.as_object()?.get("linkId")?.as_str()?;
            let place = u32::try_from(self.entries.len()).ok()?;
            self.places.entry(link).or_default().push(place);
            self.entries.push(Entry {
                value,
                within,
                top: std::ptr::eq(within, self.root),
                by_items,
            });
            queue.push((value, by_items));
        }
        Some(())
    }

    /// Whether it is the index of this very value.
    pub(super) fn is_of(&self, value: &Value) -> bool {
        std::ptr::eq(self.root, value)
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The items of a walk that a filter keeps; `None` where the walk must be walked.
    pub(super) fn find(&self, walk: Walk, filter: &LinkFilter) -> Option<Items<'a>> {
        if !self.plain && walk == Walk::Descendants {
            return None;
        }
        let kind = item_type()?;
        let fits = |entry: &Entry| match walk {
            Walk::Top => entry.top,
            Walk::Repeat => entry.by_items,
            Walk::Descendants => true,
            Walk::Below => !entry.top,
        };
        let loose = matches!(walk, Walk::Descendants | Walk::Below);
        let entries = self.places_of(filter);
        let entries = entries
            .into_iter()
            .map(|place| &self.entries[place as usize]);
        let item = |entry: &Entry<'a>| element(entry.value, kind, loose);
        Some(entries.filter(|entry| fits(entry)).map(item).collect())
    }

    /// The items directly in one item or answer that a filter keeps.
    pub(super) fn find_in(&self, within: &Value, filter: &LinkFilter) -> Option<Items<'a>> {
        let kind = item_type()?;
        let entries = self.places_of(filter);
        let entries = entries
            .into_iter()
            .map(|place| &self.entries[place as usize]);
        let inside = entries.filter(|entry| std::ptr::eq(entry.within, within));
        Some(
            inside
                .map(|entry| element(entry.value, kind, false))
                .collect(),
        )
    }

    fn places_of(&self, filter: &LinkFilter) -> Vec<u32> {
        let mut places = Vec::new();
        for link in &filter.equal {
            places.extend(self.places.get(&**link).into_iter().flatten());
        }
        for prefix in &filter.prefixes {
            let from = (Bound::Included(&**prefix), Bound::Unbounded);
            let range = self.places.range::<str, _>(from);
            let same = range.take_while(|(link, _)| link.starts_with(&**prefix));
            places.extend(same.flat_map(|(_, places)| places));
        }
        if filter.equal.len() + filter.prefixes.len() > 1 || !filter.prefixes.is_empty() {
            places.sort_unstable();
            places.dedup();
        }
        places
    }
}

impl std::fmt::Debug for Index<'_> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Index")
            .field("items", &self.entries.len())
            .finish()
    }
}

fn item_type() -> Option<Type> {
    static ITEM: std::sync::LazyLock<Option<Type>> =
        std::sync::LazyLock::new(|| Type::named("QuestionnaireResponse.item"));
    *ITEM
}

fn element(value: &Value, kind: Type, loose: bool) -> Item<'_> {
    Item::Element(Element {
        value: Some(value),
        beside: None,
        kind,
        loose,
    })
}

// The objects of a list; `None` if it is no list of objects.
fn list<'a>(map: &'a Map<String, Value>, name: &str) -> Option<&'a [Value]> {
    match map.get(name) {
        None => Some(&[]),
        Some(Value::Array(all)) => all.iter().all(Value::is_object).then_some(all),
        Some(_) => None,
    }
}

impl LinkFilter {
    /// One link id.
    pub fn equal(link: Arc<str>) -> LinkFilter {
        LinkFilter {
            equal: vec![link],
            prefixes: Vec::new(),
            whole: true,
        }
    }

    /// Either filter.
    pub fn or(mut self, other: LinkFilter) -> LinkFilter {
        self.equal.extend(other.equal);
        self.prefixes.extend(other.prefixes);
        self.whole &= other.whole;
        self
    }

    /// The same, with more asked for beside it.
    pub fn and_more(mut self) -> LinkFilter {
        self.whole = false;
        self
    }
}
