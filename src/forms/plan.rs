//! The order in which a form is worked out: made once for a form, used at every answer.

use super::measures::Scoring;
use super::places::Places;
use super::{Formula, Item, Questionnaire, Value, Variable};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// Where each item stands and what it depends on. Places count the items in the order in which they
/// are written, children after their parent.
pub(super) struct Plan {
    /// The items by place.
    pub(super) items: Vec<Arc<Item>>,
    /// The places by link id.
    pub(super) places: Places,
    /// The item above.
    pub(super) parents: Vec<Option<usize>>,
    /// For each item the places that its conditions look at, in the order of its conditions.
    pub(super) looks_at: Vec<Vec<Option<usize>>>,
    /// What each item begins with.
    pub(super) initial: Vec<Vec<Value>>,
    /// All places, each after those it depends on. Items in a circle are left out.
    pub(super) order: Vec<usize>,
    /// When each place comes in that order; the last for those in a circle.
    pub(super) rank: Vec<usize>,
    /// The places to look at again when what stands at a place has changed.
    pub(super) followers: Vec<Vec<usize>>,
    /// How it is scored.
    pub(super) scoring: Scoring,
    /// Whether any expression looks at the whole response.
    pub(super) looks_at_all: bool,
    /// Whether an expression may look at what it works out itself, or at what depends on that. Then
    /// every state is worked out from the beginning, so that it does not depend on the way to it.
    pub(super) from_the_beginning: bool,
}

impl Plan {
    /// Works out a form in time that grows with its items and conditions only.
    pub(super) fn of(form: &Questionnaire) -> Plan {
        let (items, parents) = flat(form);
        let places = Places::new(&items, &parents);
        let looks_at = items
            .iter()
            .map(|item| {
                let questions = item.conditions.iter().map(|c| c.question.as_str());
                questions.map(|q| places.of(q)).collect()
            })
            .collect::<Vec<Vec<_>>>();
        let sees: Vec<Option<Sees>> = (0..items.len())
            .map(|place| Sees::of(place, form, &items, &parents))
            .collect();
        let needs = needs(&items, &parents, &looks_at, &sees, &places);
        let (order, mut followers) = order(&needs.firm);
        for (place, loose) in needs.loose.iter().enumerate() {
            for needed in loose {
                followers[*needed].push(place);
            }
        }
        let mut rank = vec![usize::MAX; items.len()];
        for (at, place) in order.iter().enumerate() {
            rank[*place] = at;
        }
        Plan {
            initial: items.iter().map(|item| initial(item)).collect(),
            looks_at_all: looks_at_all(form, &items),
            from_the_beginning: needs.in_itself || needs.loose.iter().any(|l| !l.is_empty()),
            places,
            scoring: Scoring::of(form, &items, &parents, &sees),
            items,
            parents,
            looks_at,
            order,
            rank,
            followers,
        }
    }

    /// The place of an item.
    pub(super) fn place(&self, link_id: &str) -> Option<usize> {
        self.places.of(link_id)
    }
}

fn looks_at_all(form: &Questionnaire, items: &[Arc<Item>]) -> bool {
    let all = |formula: &Formula| formula.expression.reads().everything;
    let of_form = form.variables.iter().map(|v| &v.formula);
    let mut of_form = of_form.chain(form.constraints.iter().map(|c| &c.formula));
    // To begin at the form is to see all of it.
    of_form.any(|f| all(f) || f.expression.reads().uses_context)
        || items.iter().any(|item| item.formulas().any(all))
}

/// All items in the order in which they are written, and the place of the item above each.
pub(super) fn flat(form: &Questionnaire) -> (Vec<Arc<Item>>, Vec<Option<usize>>) {
    let (mut items, mut parents) = (Vec::new(), Vec::new());
    // A stack and no recursion: a form may be nested as deep as it likes until it is refused.
    let mut to_do: Vec<(&Arc<Item>, Option<usize>)> =
        form.items.iter().rev().map(|i| (i, None)).collect();
    while let Some((item, parent)) = to_do.pop() {
        let place = items.len();
        items.push(item.clone());
        parents.push(parent);
        to_do.extend(item.items.iter().rev().map(|below| (below, Some(place))));
    }
    (items, parents)
}

fn initial(item: &Item) -> Vec<Value> {
    if !item.initial.is_empty() {
        return item.initial.clone();
    }
    let first = item.options.iter().filter(|o| o.chosen_first);
    first.map(|o| o.value.clone()).collect()
}

/// What the expressions that an item is worked out by can see, through the variables they name.
#[derive(Default)]
pub(super) struct Sees {
    /// Items with these link ids, and all in them.
    items: BTreeSet<String>,
    /// Items whose link id begins so, and all in them.
    beginnings: BTreeSet<String>,
    /// Everything.
    all: bool,
    /// Everything in these places: the items that the expressions stand on.
    inside: BTreeSet<usize>,
}

impl Sees {
    fn of(
        place: usize,
        form: &Questionnaire,
        items: &[Arc<Item>],
        parents: &[Option<usize>],
    ) -> Option<Sees> {
        let item = &items[place];
        let own = [&item.enabled, &item.calculated, &item.initial_formula];
        let mut to_do: Vec<(Option<usize>, &Formula)> = own
            .into_iter()
            .flatten()
            .map(|f| (Some(place), f))
            .collect();
        if to_do.is_empty() {
            return None;
        }
        let mut sees = Sees::default();
        let mut seen = BTreeSet::new();
        while let Some((owner, formula)) = to_do.pop() {
            let reads = formula.expression.reads();
            sees.items.extend(reads.items.iter().cloned());
            sees.beginnings.extend(reads.prefixes.iter().cloned());
            sees.all |= reads.everything;
            match owner {
                Some(owner) if reads.uses_context => drop(sees.inside.insert(owner)),
                None => sees.all |= reads.uses_context,
                Some(_) => {}
            }
            for name in &reads.variables {
                if let Some((owner, variable)) = named(name, owner, form, items, parents)
                    && seen.insert((owner, name))
                {
                    to_do.push((owner, &variable.formula));
                }
            }
        }
        Some(sees)
    }

    /// The items that are looked at by their link ids.
    pub(super) fn link_ids(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(String::as_str)
    }

    /// Whether it looks at the item at a place, or at one that this stands in.
    pub(super) fn sees(
        &self,
        place: usize,
        items: &[Arc<Item>],
        parents: &[Option<usize>],
    ) -> bool {
        let named = |p: usize| {
            let link_id = &items[p].link_id;
            self.items.contains(link_id)
                || self
                    .beginnings
                    .iter()
                    .any(|b| link_id.starts_with(b.as_str()))
                || self.inside.contains(&p)
        };
        self.all || std::iter::successors(Some(place), |p| parents[*p]).any(named)
    }

    /// The places of the items that it names, with all in them: ranges in order, none inside another.
    fn named(&self, places: &Places) -> Vec<Range<usize>> {
        let named = self.items.iter().filter_map(|l| places.of(l));
        let begun = self.beginnings.iter().flat_map(|b| places.that_begin(b));
        let named: BTreeSet<usize> = named.chain(begun).collect();
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(named.len());
        for place in named {
            if ranges.last().is_none_or(|last| last.end <= place) {
                ranges.push(place..places.ends[place]);
            }
        }
        ranges
    }

    /// Whether it looks at so much that it may look at what depends on it.
    fn is_wide(&self) -> bool {
        self.all || !self.inside.is_empty()
    }
}

/// The variable of that name as it is seen from an item (or from the form), and where it stands.
pub(super) fn named<'f>(
    name: &str,
    from: Option<usize>,
    form: &'f Questionnaire,
    items: &'f [Arc<Item>],
    parents: &[Option<usize>],
) -> Option<(Option<usize>, &'f Variable)> {
    let above = std::iter::successors(from, |p| parents[*p]);
    let mut own = above.flat_map(|p| items[p].variables.iter().map(move |v| (Some(p), v)));
    let found = own.find(|(_, v)| v.name == name);
    found.or_else(|| {
        let of_form = form.variables.iter().find(|v| v.name == name);
        of_form.map(|v| (None, v))
    })
}

/// What each place needs first.
struct Needs {
    /// Known for sure. A circle here means that the form contradicts itself.
    firm: Vec<Vec<usize>>,
    /// Perhaps needed: the expression looks at more than it says. Not used for the order.
    loose: Vec<Vec<usize>>,
    /// Whether an expression sees its own item.
    in_itself: bool,
}

fn needs(
    items: &[Arc<Item>],
    parents: &[Option<usize>],
    looks_at: &[Vec<Option<usize>>],
    sees: &[Option<Sees>],
    places: &Places,
) -> Needs {
    let mut needs = Needs {
        firm: vec![Vec::new(); items.len()],
        loose: vec![Vec::new(); items.len()],
        in_itself: false,
    };
    for place in 0..items.len() {
        needs.firm[place].extend(looks_at[place].iter().chain([&parents[place]]).flatten());
    }
    for (place, seen) in sees.iter().enumerate() {
        let Some(seen) = seen else { continue };
        let named = seen.named(places);
        let inside = |other: usize| {
            let mut above = std::iter::successors(Some(other), |p| parents[*p]);
            seen.all || above.any(|p| seen.inside.contains(&p))
        };
        let others = if seen.is_wide() {
            0..items.len()
        } else {
            // Nothing else can be seen.
            let (first, last) = (named.first(), named.last());
            first.map_or(0, |first| first.start)..last.map_or(0, |last| last.end)
        };
        let mut ranges = named.iter().peekable();
        for other in others {
            while ranges.next_if(|range| range.end <= other).is_some() {}
            let named = ranges.peek().is_some_and(|range| range.contains(&other));
            if !items[other].is_question() || !(named || inside(other)) {
                continue;
            }
            // An expression may see its own item (its last answer, say): that is no circle.
            if other == place {
                needs.in_itself = true;
                continue;
            }
            let wide = sees[other].as_ref().is_some_and(Sees::is_wide);
            if named && !wide && !is_above(place, other, parents) {
                needs.firm[place].push(other);
            } else {
                needs.loose[place].push(other);
            }
        }
    }
    needs
}

fn is_above(above: usize, place: usize, parents: &[Option<usize>]) -> bool {
    std::iter::successors(parents[place], |p| parents[*p]).any(|p| p == above)
}

// Kahn's order: an item comes when all that it needs has come. Also tells who follows whom.
fn order(needs: &[Vec<usize>]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut waits_for = vec![0_usize; needs.len()];
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for (place, needed) in needs.iter().enumerate() {
        for needed in needed {
            followers[*needed].push(place);
            waits_for[place] += 1;
        }
    }
    let mut order: Vec<usize> = (0..needs.len()).filter(|p| waits_for[*p] == 0).collect();
    let mut next = 0;
    while let Some(&place) = order.get(next) {
        next += 1;
        for &after in &followers[place] {
            waits_for[after] -= 1;
            if waits_for[after] == 0 {
                order.push(after);
            }
        }
    }
    (order, followers)
}
