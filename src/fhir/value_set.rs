//! ValueSet: the options that a form names instead of listing them.
//!
//! A set is used when it says itself what is in it: by an expansion, or by lists of codes. One that
//! says it by rules ("everything below this code") needs a terminology server to be expanded first,
//! and that is the trust's, asked at sync; without its answer the form is refused, never shown with
//! fewer options than it has.

use super::{Envelope, codes};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// Value sets that are at hand, by canonical address.
#[derive(Debug, Clone, Default)]
pub struct ValueSets {
    by_address: HashMap<String, Arc<Value>>,
}

/// One thing in a set: the code as a Coding, with the extensions that stood beside it.
pub(super) struct Concept {
    pub(super) coding: Value,
}

/// More than any list that a person chooses from.
const MOST: usize = 20_000;
/// Sets within sets within sets.
const DEEPEST: usize = 8;

impl ValueSets {
    /// Adds a ValueSet resource. One without an address cannot be named and is passed over.
    pub fn add(&mut self, set: Value) {
        let Some(url) = set.get("url").and_then(Value::as_str).map(str::to_owned) else {
            return;
        };
        let set = Arc::new(set);
        if let Some(version) = set.get("version").and_then(Value::as_str) {
            self.by_address
                .insert(format!("{url}|{version}"), set.clone());
        }
        // An expansion is worth more than the rules that it came from.
        let better = set.get("expansion").is_some() || !self.by_address.contains_key(&url);
        if better {
            self.by_address.insert(url, set);
        }
    }

    /// The sets among these resources.
    pub fn among<'a>(resources: impl Iterator<Item = &'a Envelope>) -> Self {
        let mut sets = Self::default();
        for it in resources.filter(|it| it.kind == "ValueSet") {
            if let Ok(set) = serde_json::from_str(&it.raw) {
                sets.add(set);
            }
        }
        sets
    }

    /// The set of that canonical address. With a version, that version only.
    pub fn get(&self, canonical: &str) -> Option<&Arc<Value>> {
        self.by_address.get(canonical)
    }
}

/// LOINC's list of answers to PHQ-9 and GAD-7 (LL358-3) with what they count, which forms name and
/// seldom contain. Facts: LOINC; weights as in PHQ-9's and GAD-7's own scoring (`domain/measures.json`).
const FREQUENCY: [(&str, &str, u8); 4] = [
    ("LA6568-5", "Not at all", 0),
    ("LA6569-3", "Several days", 1),
    ("LA6570-1", "More than half the days", 2),
    ("LA6571-9", "Nearly every day", 3),
];

/// A set that everybody has the same.
pub(super) fn well_known(address: &str) -> Option<Vec<Concept>> {
    let url = address.split('|').next()?;
    let is_frequency = matches!(
        url,
        "http://loinc.org/vs/LL358-3" | "http://loinc.org/LL358-3" | "https://loinc.org/LL358-3"
    );
    let concept = |(code, display, weight): &(&str, &str, u8)| Concept {
        coding: json!({
            "system": codes::LOINC,
            "code": code,
            "display": display,
            "extension": [{ "url": codes::ORDINAL_VALUE, "valueDecimal": weight }]
        }),
    };
    is_frequency.then(|| FREQUENCY.iter().map(concept).collect())
}

/// Whether a contained set is the one of that address: `#id`, or canonical. With a version, that version
/// or one that says none.
pub(super) fn is_at(set: &Value, address: &str) -> bool {
    let text = |name: &str| set.get(name).and_then(Value::as_str);
    if let Some(id) = address.strip_prefix('#') {
        return text("id") == Some(id);
    }
    let (url, version) = match address.split_once('|') {
        Some((url, version)) => (url, Some(version)),
        None => (address, None),
    };
    let same_version = version.is_none_or(|v| text("version").is_none_or(|own| own == v));
    text("url") == Some(url) && same_version
}

/// What is in a set, in its order. None when the set does not say it itself.
pub(super) fn concepts(set: &Value, known: &ValueSets) -> Option<Vec<Concept>> {
    expand(set, known, DEEPEST)
}

fn expand(set: &Value, known: &ValueSets, depth: usize) -> Option<Vec<Concept>> {
    if depth == 0 {
        return None;
    }
    if let Some(expansion) = set.get("expansion") {
        // A part of a set is not the set.
        let whole = expansion.get("total").and_then(Value::as_u64);
        let mut found = Vec::new();
        gather(expansion.get("contains")?, &mut found, DEEPEST)?;
        let count = found.len() as u64;
        return whole.is_none_or(|whole| count >= whole).then_some(found);
    }
    let compose = set.get("compose")?;
    let mut found: Vec<Concept> = Vec::new();
    for include in compose.get("include")?.as_array()? {
        found.extend(included(include, known, depth)?);
        if found.len() > MOST {
            return None;
        }
    }
    for exclude in compose
        .get("exclude")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let out = included(exclude, known, depth)?;
        found.retain(|c| !out.iter().any(|o| same(&o.coding, &c.coding)));
    }
    Some(found)
}

fn included(include: &Value, known: &ValueSets, depth: usize) -> Option<Vec<Concept>> {
    let has = |name: &str| {
        include
            .get(name)
            .is_some_and(|v| v.as_array().is_some_and(|a| !a.is_empty()))
    };
    if has("filter") {
        return None;
    }
    let listed = include
        .get("concept")
        .and_then(Value::as_array)
        .map(|concepts| {
            let system = include.get("system").and_then(Value::as_str);
            concepts
                .iter()
                .filter_map(|c| concept(c, system))
                .collect::<Vec<_>>()
        });
    let mut sets = Vec::new();
    for address in include
        .get("valueSet")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        sets.push(expand(known.get(address.as_str()?)?, known, depth - 1)?);
    }
    // Several conditions in one include mean: in all of them (FHIR R4, ValueSet).
    let mut all = listed.into_iter().chain(sets);
    let first = all.next()?;
    Some(all.fold(first, |mut left, right| {
        left.retain(|c| right.iter().any(|r| same(&r.coding, &c.coding)));
        left
    }))
}

fn same(one: &Value, other: &Value) -> bool {
    one.get("system") == other.get("system") && one.get("code") == other.get("code")
}

fn gather(contains: &Value, found: &mut Vec<Concept>, depth: usize) -> Option<()> {
    for entry in contains.as_array()? {
        let not_to_choose = |name: &str| entry.get(name).and_then(Value::as_bool) == Some(true);
        if !not_to_choose("abstract") && !not_to_choose("inactive") {
            let system = entry.get("system").and_then(Value::as_str);
            found.extend(concept(entry, system));
        }
        if found.len() > MOST {
            return None;
        }
        if let Some(below) = entry.get("contains") {
            gather(below, found, depth.checked_sub(1)?)?;
        }
    }
    Some(())
}

fn concept(entry: &Value, system: Option<&str>) -> Option<Concept> {
    let mut coding = serde_json::Map::new();
    if let Some(system) = system {
        coding.insert("system".to_owned(), system.into());
    }
    coding.insert("code".to_owned(), entry.get("code")?.as_str()?.into());
    for name in ["display", "_display", "extension"] {
        if let Some(value) = entry.get(name) {
            coding.insert(name.to_owned(), value.clone());
        }
    }
    Some(Concept {
        coding: coding.into(),
    })
}
