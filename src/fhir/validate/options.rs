//! Options: whether an answer is one of those that the form gives, in a list or as a set.

use super::form::{Asked, Type};
use super::values::Said;
use super::walk::Judge;
use super::{extensions, list, text, value_of};
use crate::forms::Value as Answer;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

const EXCLUSIVE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";
/// R5's way to say it, in an R4 form.
const CONSTRAINT: &str =
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.item.answerConstraint";

/// The options and sets of a form, read once.
#[derive(Default)]
pub(super) struct Options<'a> {
    listed: HashMap<usize, Arc<Listed<'a>>>,
    sets: HashMap<String, Option<Arc<Set>>>,
}

/// The options that an item lists, and those of them that go with nothing else.
#[derive(Default)]
struct Listed<'a> {
    all: HashSet<Key<'a>>,
    alone: HashSet<Key<'a>>,
}

/// What makes two options the same: the type and what it says.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a>(&'a str, Option<&'a str>, Option<Cow<'a, str>>);

/// The codes in a set.
#[derive(Default)]
pub(super) struct Set {
    codes: HashSet<(Option<String>, String)>,
    plain: HashSet<String>,
}

impl Set {
    /// The set of that address; none where it cannot be known here what is in it.
    pub(super) fn of(judge: &mut Judge, address: &str) -> Option<Arc<Set>> {
        if let Some(known) = judge.options.sets.get(address) {
            return known.clone();
        }
        let concepts = judge.sets.concepts(address);
        let set = concepts.map(|concepts| {
            let mut set = Set::default();
            for concept in &concepts {
                if let Some(code) = text(concept, "code") {
                    let system = text(concept, "system").map(str::to_owned);
                    set.codes.insert((system, code.to_owned()));
                    set.plain.insert(code.to_owned());
                }
            }
            Arc::new(set)
        });
        judge.options.sets.insert(address.to_owned(), set.clone());
        set
    }

    /// Whether a code is in it.
    pub(super) fn has(&self, system: Option<&str>, code: Option<&str>) -> bool {
        let key = |code: &str| (system.map(str::to_owned), code.to_owned());
        code.is_some_and(|code| self.codes.contains(&key(code)))
    }
}

/// Whether an answer may be something else than an option.
#[derive(PartialEq, Eq)]
enum Openness {
    OptionsOnly,
    OrString,
    OrType,
}

fn openness(asked: &Asked) -> Openness {
    let said = extensions(asked.value, CONSTRAINT).find_map(value_of);
    let native = text(asked.value, "answerConstraint");
    match said.and_then(|(_, v)| v.as_str()).or(native) {
        Some("optionsOnly") => Openness::OptionsOnly,
        Some("optionsOrType") => Openness::OrType,
        Some("optionsOrString") => Openness::OrString,
        _ if asked.kind == Type::OpenChoice => Openness::OrString,
        _ => Openness::OptionsOnly,
    }
}

/// Checks an answer against the options of its item.
pub(super) fn check<'a>(
    judge: &mut Judge<'a>,
    asked: &Asked<'a>,
    place: usize,
    said: &Said,
    beside: usize,
) {
    let openness = openness(asked);
    let is_free = match openness {
        Openness::OptionsOnly => false,
        Openness::OrString => said.kind == "String" && asked.kind.is_choice(),
        Openness::OrType => true,
    };
    if matches!(asked.kind, Type::Boolean | Type::Attachment) {
        return;
    }
    if !list(asked.value, "answerOption").is_empty() {
        check_listed(judge, asked, place, said, beside, is_free);
    } else if let Some(address) = text(asked.value, "answerValueSet") {
        check_set(judge, asked, address, said, is_free);
    }
}

fn check_listed<'a>(
    judge: &mut Judge<'a>,
    asked: &Asked<'a>,
    place: usize,
    said: &Said,
    beside: usize,
    is_free: bool,
) {
    let listed = match judge.options.listed.get(&place) {
        Some(listed) => listed.clone(),
        None => {
            let listed = Arc::new(read(asked));
            judge.options.listed.insert(place, listed.clone());
            listed
        }
    };
    let key = key(said.kind, said.raw);
    if listed.alone.contains(&key) && beside > 1 {
        let message = "an exclusive option was chosen together with something else";
        judge.report.error(asked.link_id, message);
    }
    if !is_free && !listed.all.contains(&key) {
        let message = "the answer is not one of the options of the form (answerOption)";
        judge.report.error(asked.link_id, message);
    }
}

fn read<'a>(asked: &Asked<'a>) -> Listed<'a> {
    let mut listed = Listed::default();
    for option in list(asked.value, "answerOption") {
        let Some((kind, value)) = value_of(option) else {
            continue;
        };
        let says_so = |element: &Value| {
            let first = extensions(element, EXCLUSIVE).next();
            first.and_then(|e| e.get("valueBoolean")?.as_bool()) == Some(true)
        };
        if says_so(option) || says_so(value) {
            listed.alone.insert(key(kind, value));
        }
        listed.all.insert(key(kind, value));
    }
    listed
}

fn key<'a>(kind: &'a str, value: &'a Value) -> Key<'a> {
    let part = |name: &str| text(value, name);
    let (of, what) = match kind {
        "Coding" => {
            let words = || part("display").filter(|_| part("code").is_none());
            (part("system"), part("code").or_else(words).map(Cow::from))
        }
        "Reference" => {
            let target = part("reference").or_else(|| part("display"));
            (None, target.map(Cow::from))
        }
        "Quantity" => {
            let unit = part("code").or_else(|| part("unit"));
            (unit, value.get("value").map(number).map(Cow::from))
        }
        "Decimal" | "Integer" => (None, Some(number(value).into())),
        _ => (None, value.as_str().map(Cow::from)),
    };
    Key(kind, of, what)
}

// 1.50 is 1.5.
fn number(value: &Value) -> String {
    match value.as_f64() {
        Some(number) => number.to_string(),
        None => value.to_string(),
    }
}

fn check_set(judge: &mut Judge, asked: &Asked, address: &str, said: &Said, is_free: bool) {
    if is_free {
        return;
    }
    let link_id = asked.link_id;
    if said.kind == "String" && asked.kind.is_choice() {
        let message = "the answer is a text, and only the options of the form are allowed";
        return judge.report.error(link_id, message);
    }
    let Some(set) = Set::of(judge, address) else {
        let address = super::walk::short(address);
        let why =
            format!("the set of options {address:?} is not at hand, or needs a terminology server");
        return judge.report.leave(link_id, why);
    };
    let is_in = match &said.value {
        Answer::Coding(coding) => set.has(coding.system.as_deref(), coding.code.as_deref()),
        Answer::Text(words) => set.plain.contains(words),
        _ => true,
    };
    if !is_in {
        let message = "the answer is not in the set of options of the form (answerValueSet)";
        judge.report.error(link_id, message);
    }
}
