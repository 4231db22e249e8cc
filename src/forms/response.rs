//! The answers as a QuestionnaireResponse has them: what expressions look at, and what is sent.
//!
//! One writer for both, so that a sum is never made of something else than what leaves the phone. For
//! expressions the tree is kept and changed in place: every item has a slot of its own in the list it
//! belongs to, empty (`null`) while it has nothing to say, so that an answer costs what it changes and
//! not what the form holds. What is sent is the same tree without the empty slots.

use super::layout::Role;
use super::{Item, Kind, Session, Value};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The response as expressions see it.
#[derive(Clone)]
pub(super) struct Live {
    /// A QuestionnaireResponse with empty slots.
    pub(super) root: Arc<Json>,
    slots: Slots,
}

impl Live {
    /// The response of a session as it stands.
    pub(super) fn of(session: &Session) -> Live {
        let mut live = Live {
            root: Arc::new(empty()),
            slots: Slots::All(Arc::new(slots(session))),
        };
        for spot in 0..session.layout.spots.len() {
            if session.asked[spot] && !session.value_at(spot).is_empty() {
                live.set(session, spot);
            }
        }
        live
    }

    /// The response as if nothing but these spots, and those that they stand in, were in it.
    pub(super) fn of_some(session: &Session, mut spots: BTreeSet<usize>) -> Live {
        spots.retain(|spot| session.asked[*spot] && !session.value_at(*spot).is_empty());
        for spot in spots.clone() {
            let parent = |s: &usize| session.layout.spots[*s].parent;
            let above = std::iter::successors(parent(&spot), parent);
            above.take_while(|s| spots.insert(*s)).for_each(drop);
        }
        let mut live = Live {
            root: Arc::new(empty()),
            slots: Slots::Some(slots_of(session, &spots)),
        };
        for spot in spots {
            if session.asked[spot] && !session.value_at(spot).is_empty() {
                live.set(session, spot);
            }
        }
        live
    }

    /// Writes one spot anew, as the session has it.
    pub(super) fn set(&mut self, session: &Session, spot: usize) {
        let at = &session.layout.spots[spot];
        let item = session.item(spot);
        if at.role == Role::Repeat || !item.is_question() {
            return;
        }
        let asked = session.asked[spot];
        let values = if asked { session.value_at(spot) } else { &[] };
        let written: Vec<Json> = values.iter().filter_map(|v| answer(item, v)).collect();
        let root = Arc::make_mut(&mut self.root);
        let slots = &self.slots;
        let tree = Tree { session, slots };
        if written.is_empty() {
            tree.clear(root, spot);
            return;
        }
        let Some(element) = tree.open(root, spot) else {
            return;
        };
        match at.role {
            Role::Instance => put_answer(element, written.into_iter().next()),
            _ => put_answers(element, written),
        }
    }

    /// Empties one spot, whatever the session has there.
    fn leave_out(&mut self, session: &Session, spot: usize) {
        let slots = &self.slots;
        let root = Arc::make_mut(&mut self.root);
        Tree { session, slots }.clear(root, spot);
    }

    /// What stands at a spot, where anything does.
    pub(super) fn element<'a>(&'a self, session: &Session, spot: usize) -> Option<&'a Json> {
        let slots = &self.slots;
        Tree { session, slots }.find(&self.root, spot)
    }
}

fn empty() -> Json {
    json!({ "resourceType": "QuestionnaireResponse", "status": "in-progress", "item": [] })
}

/// By spot: its slot in the list that it belongs to.
#[derive(Clone)]
enum Slots {
    /// Every spot has one.
    All(Arc<Vec<usize>>),
    /// These have one.
    Some(BTreeMap<usize, usize>),
}

impl Slots {
    fn get(&self, spot: usize) -> Option<&usize> {
        match self {
            Slots::All(slots) => slots.get(spot),
            Slots::Some(slots) => slots.get(&spot),
        }
    }
}

/// The slots of some spots, when there are no others.
fn slots_of(session: &Session, spots: &BTreeSet<usize>) -> BTreeMap<usize, usize> {
    let mut next: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    let own = spots.iter().filter(|s| !is_group_as_a_whole(session, **s));
    let with_slots = own.map(|spot| {
        let slot = next.entry(owner(session, *spot)).or_default();
        *slot += 1;
        (*spot, *slot - 1)
    });
    with_slots.collect()
}

/// One answer as an element of `answer`. An option goes out as the form has it, extensions and all.
fn answer(item: &Item, value: &Value) -> Option<Json> {
    let option = item.options.iter().find(|o| o.value.same_as(value));
    match option {
        Some(option) => Some(option.raw.as_ref().clone()),
        None => {
            let (name, value) = match value {
                // A whole number is an answer to a decimal, and goes out as one.
                Value::Integer(whole) if item.kind == Kind::Decimal => {
                    ("valueDecimal".to_owned(), (*whole).into())
                }
                other => write(other)?,
            };
            Some(Json::Object(Map::from_iter([(name, value)])))
        }
    }
}

/// An answer as FHIR's `value[x]`: the name of the field and what stands in it. None for a number that
/// JSON cannot hold.
pub fn write(answer: &Value) -> Option<(String, Json)> {
    let value = match answer {
        Value::Boolean(yes) => (*yes).into(),
        // As it was written, so that 1.50 stays 1.50.
        Value::Decimal(text) => Json::Number(text.parse().ok()?),
        Value::Integer(whole) => (*whole).into(),
        Value::Date(text)
        | Value::DateTime(text)
        | Value::Time(text)
        | Value::Text(text)
        | Value::Url(text) => text.clone().into(),
        Value::Coding(coding) => present([
            ("system", &coding.system),
            ("code", &coding.code),
            ("display", &coding.display),
        ]),
        Value::Quantity(quantity) => {
            // A code of a unit is written with its system or not at all (FHIR, qty-3).
            let name = quantity.unit.clone().or_else(|| quantity.code.clone());
            let code = quantity.code.clone().filter(|_| quantity.system.is_some());
            let unit = if code.is_some() {
                quantity.unit.clone()
            } else {
                name
            };
            let mut written = present([
                ("unit", &unit),
                ("system", &quantity.system),
                ("code", &code),
            ]);
            written["value"] = Json::Number(quantity.value.parse().ok()?);
            written
        }
        Value::Attachment(file) => {
            let mut written = present([
                ("contentType", &file.content_type),
                ("title", &file.title),
                ("data", &file.data),
                ("url", &file.url),
            ]);
            written["size"] = json!(file.size);
            written
        }
        Value::Reference(to) => present([("reference", &to.reference), ("display", &to.display)]),
    };
    Some((format!("value{}", answer.type_name()), value))
}

fn present<const N: usize>(parts: [(&str, &Option<String>); N]) -> Json {
    let there = parts
        .into_iter()
        .filter_map(|(name, part)| Some((name.to_owned(), Json::from(part.clone()?))));
    Json::Object(Map::from_iter(there))
}

/// By spot: its slot in the list it belongs to. Instances of a repeating group stand beside each
/// other in the list that the group stands in; those of a repeating question are the answers of one
/// item.
fn slots(session: &Session) -> Vec<usize> {
    let count = session.layout.spots.len();
    let mut next = vec![0_usize; count + 1];
    let mut slots = vec![0; count];
    for (spot, slot) in slots.iter_mut().enumerate() {
        if is_group_as_a_whole(session, spot) {
            continue;
        }
        let list = owner(session, spot).unwrap_or(count);
        *slot = next[list];
        next[list] += 1;
    }
    slots
}

fn is_group_as_a_whole(session: &Session, spot: usize) -> bool {
    session.layout.spots[spot].role == Role::Repeat && !session.item(spot).is_question()
}

/// The spot in whose list a spot stands; none for the list of the response itself.
fn owner(session: &Session, spot: usize) -> Option<usize> {
    let parent = session.layout.spots[spot].parent?;
    if is_group_as_a_whole(session, parent) {
        session.layout.spots[parent].parent
    } else {
        Some(parent)
    }
}

/// Where things stand in the tree.
struct Tree<'a> {
    session: &'a Session,
    slots: &'a Slots,
}

impl Tree<'_> {
    /// The element of a spot, made where it is not there: an item, or one answer of a repeating
    /// question.
    fn open<'r>(&self, root: &'r mut Json, spot: usize) -> Option<&'r mut Json> {
        let list = self.list(root, owner(self.session, spot))?;
        let slot = *self.slots.get(spot)?;
        if list.len() <= slot {
            list.resize(slot + 1, Json::Null);
        }
        let element = list.get_mut(slot)?;
        if element.is_null() {
            *element = if self.is_answer(spot) {
                json!({})
            } else {
                json!({ "linkId": self.session.item(spot).link_id })
            };
        }
        Some(element)
    }

    /// The element of a spot, where it is there.
    fn find<'r>(&self, root: &'r Json, spot: usize) -> Option<&'r Json> {
        let list = match owner(self.session, spot) {
            None => root.get("item"),
            Some(above) => {
                let element = self.find(root, above)?;
                match self.holds(above) {
                    Holds::Items => element.get("item"),
                    Holds::Answers => element.get("answer"),
                    Holds::BelowAnswer => element.get("answer")?.get(0)?.get("item"),
                }
            }
        };
        let element = list?.get(*self.slots.get(spot)?)?;
        (!element.is_null()).then_some(element)
    }

    /// Empties the slot of a spot, and those of the groups above that hold nothing any more.
    fn clear(&self, root: &mut Json, spot: usize) {
        if self.find(root, spot).is_none() {
            return;
        }
        if let Some(element) = self.open(root, spot) {
            *element = Json::Null;
        }
        let Some(above) = owner(self.session, spot) else {
            return;
        };
        let name = match self.holds(above) {
            Holds::Items => "item",
            Holds::Answers => "answer",
            Holds::BelowAnswer => return,
        };
        let list = self.find(root, above).and_then(|e| e.get(name)?.as_array());
        let empty = list.is_some_and(|all| all.iter().all(Json::is_null));
        // An answer without items below it is an answer all the same.
        if empty && !self.is_answer(above) {
            self.clear(root, above);
        }
    }

    fn list<'r>(&self, root: &'r mut Json, above: Option<usize>) -> Option<&'r mut Vec<Json>> {
        let (element, holds) = match above {
            None => (root, Holds::Items),
            Some(above) => (self.open(root, above)?, self.holds(above)),
        };
        let list = match holds {
            Holds::Items => field(element, "item")?,
            Holds::Answers => field(element, "answer")?,
            Holds::BelowAnswer => field(element.get_mut("answer")?.get_mut(0)?, "item")?,
        };
        list.as_array_mut()
    }

    fn holds(&self, above: usize) -> Holds {
        let role = self.session.layout.spots[above].role;
        match (self.session.item(above).is_question(), role) {
            (false, _) | (true, Role::Instance) => Holds::Items,
            (true, Role::Repeat) => Holds::Answers,
            (true, Role::Once) => Holds::BelowAnswer,
        }
    }

    fn is_answer(&self, spot: usize) -> bool {
        let at = &self.session.layout.spots[spot];
        at.role == Role::Instance && self.session.item(spot).is_question()
    }
}

/// What the list of an element is.
enum Holds {
    Items,
    Answers,
    BelowAnswer,
}

fn field<'r>(element: &'r mut Json, name: &str) -> Option<&'r mut Json> {
    let fields = element.as_object_mut()?;
    Some(fields.entry(name).or_insert_with(|| json!([])))
}

/// Puts a question's answers in, and keeps what stands below the first.
fn put_answers(element: &mut Json, mut answers: Vec<Json>) {
    let before = element.get_mut("answer").and_then(|a| a.get_mut(0));
    let below = before.and_then(|b| b.as_object_mut()?.remove("item"));
    if let (Some(below), Some(first)) = (below, answers.first_mut()) {
        first["item"] = below;
    }
    element["answer"] = Json::Array(answers);
}

/// Puts one answer of a repeating question in, and keeps what stands below it.
fn put_answer(element: &mut Json, answer: Option<Json>) {
    let Some(mut answer) = answer else { return };
    if let Some(below) = element.as_object_mut().and_then(|e| e.remove("item")) {
        answer["item"] = below;
    }
    *element = answer;
}

impl Session {
    /// The items of the response, as they are sent: only what is asked, and only what says something.
    pub fn response_items(&self) -> Vec<Json> {
        let mut live = self.live.clone().unwrap_or_else(|| Live::of(self));
        for spot in self.unfinished_totals() {
            live.leave_out(self, spot);
        }
        let built = Arc::unwrap_or_clone(live.root);
        let Json::Object(mut root) = built else {
            return Vec::new();
        };
        let mut items = root.remove("item").unwrap_or_default();
        tidy(&mut items);
        match items {
            Json::Array(items) => items,
            _ => Vec::new(),
        }
    }
}

/// Takes out empty slots, and lists that hold nothing else.
fn tidy(value: &mut Json) {
    match value {
        Json::Array(all) => {
            all.iter_mut().for_each(tidy);
            all.retain(|entry| !entry.is_null() && says_something(entry));
        }
        Json::Object(fields) => {
            for name in ["item", "answer"] {
                if let Some(list) = fields.get_mut(name) {
                    tidy(list);
                    if list.as_array().is_some_and(Vec::is_empty) {
                        fields.remove(name);
                    }
                }
            }
        }
        _ => {}
    }
}

fn says_something(entry: &Json) -> bool {
    let Some(fields) = entry.as_object() else {
        return true;
    };
    !fields.contains_key("linkId") || fields.contains_key("answer") || fields.contains_key("item")
}
