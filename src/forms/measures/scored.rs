//! Which items of a form a measure adds up, and what their answers count.
//!
//! By their codes; where a form leaves some out, by their place among the items that have this measure's
//! answers, if they are just as many and no code says otherwise.

use super::facts::{Facts, Reckoning};
use super::wording::plain;
use super::{Measure, wording};
use crate::forms::{Bound, Coding, Item, Kind, Questionnaire, Value};
use std::collections::HashMap;
use std::sync::Arc;

const LOINC: &str = "http://loinc.org";

/// LOINC answers of PHQ-9 and GAD-7 and what they count. `LA18938-3` ("More days than not") stands in
/// LOINC's own list for GAD-7 item 2 and counts the same as "More than half the days".
const FREQUENCY: [(&str, f64); 5] = [
    ("LA6568-5", 0.0),
    ("LA6569-3", 1.0),
    ("LA6570-1", 2.0),
    ("LA18938-3", 2.0),
    ("LA6571-9", 3.0),
];

/// LOINC answers of the difficulty question, which has the weights 0 to 3 too and is in no sum.
/// `LA6575-0` is "Very difficult" and `LA6574-3` "Extremely difficult"; many have them the wrong way round.
const DIFFICULTY: [&str; 4] = ["LA6572-7", "LA6573-5", "LA6575-0", "LA6574-3"];

/// One item that is added up.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::forms) struct Scored {
    /// Its place in the form.
    pub(in crate::forms) place: usize,
    /// What each of its options counts for the measure; none: it is no answer to this measure.
    weights: Vec<Option<f64>>,
    measure: Measure,
    turned: bool,
}

impl Scored {
    /// What an answer counts; none where it is no answer to this measure.
    pub(in crate::forms) fn weigh(&self, item: &Item, answer: &Value) -> Option<f64> {
        match item.options.iter().position(|o| o.value.same_as(answer)) {
            Some(option) => *self.weights.get(option)?,
            None => {
                let facts = self.measure.facts();
                let number = match answer {
                    Value::Integer(number) if item.options.is_empty() => Some(*number as f64),
                    _ => known_weight(facts, answer),
                };
                within(facts, number?, self.turned)
            }
        }
    }
}

/// The items of a form by their codes.
pub(super) struct ByCode<'a>(HashMap<(&'a str, &'a str), Vec<usize>>);

impl<'a> ByCode<'a> {
    pub(super) fn of(items: &'a [Arc<Item>]) -> ByCode<'a> {
        let mut by_code: HashMap<_, Vec<usize>> = HashMap::new();
        for (place, item) in items.iter().enumerate() {
            for coding in &item.codes {
                if let (Some(system), Some(code)) = (&coding.system, &coding.code) {
                    let key = (system.as_str(), code.as_str());
                    by_code.entry(key).or_default().push(place);
                }
            }
        }
        ByCode(by_code)
    }

    pub(super) fn places(&self, system: &'a str, code: &'a str) -> &[usize] {
        self.0.get(&(system, code)).map_or(&[], Vec::as_slice)
    }
}

/// The measure that a form is.
pub(super) fn recognise(form: &Questionnaire, by_code: &ByCode) -> Option<Measure> {
    let all = || Measure::ALL.into_iter();
    let by_panel = all().find(|m| is_panel(m.facts(), &form.codes));
    let by_items = || {
        all().find(|m| {
            let codes = m.facts().item_codes.filter(|_| m.facts().items > 0);
            codes.is_some_and(|(system, codes)| {
                codes.iter().all(|c| !by_code.places(system, c).is_empty())
            })
        })
    };
    let by_address = || {
        let ending = ending(&form.url);
        all().find(|m| m.facts().endings.contains(&ending.as_str()))
    };
    by_panel.or_else(by_items).or_else(by_address)
}

fn is_panel(facts: &Facts, codes: &[Coding]) -> bool {
    codes.iter().any(|coding| {
        let code = coding.code.as_deref();
        match coding.system.as_deref() {
            Some(LOINC) => code.is_some() && code == facts.panel,
            Some("http://snomed.info/sct") => facts
                .snomed_total
                .is_some_and(|(new, old)| code == Some(new) || (code.is_some() && code == old)),
            _ => false,
        }
    })
}

/// The last part of an address, without marks and capitals: `PHQ_9` and `phq-9` are `phq9`.
pub(super) fn ending(url: &str) -> String {
    let address = url.split(['|', '#']).next().unwrap_or_default();
    let last = address.trim_end_matches('/').rsplit(['/', ':']).next();
    let kept = last
        .unwrap_or_default()
        .chars()
        .filter(|c| !"-_. ".contains(*c));
    kept.take(64).flat_map(char::to_lowercase).collect()
}

/// The items that a measure adds up, in its order; none where they cannot be told for sure.
pub(super) fn scored(
    measure: Measure,
    items: &[Arc<Item>],
    by_code: &ByCode,
) -> Option<Vec<Scored>> {
    let facts = measure.facts();
    let places = coded(facts, by_code).or_else(|| in_order(facts, items))?;
    let chosen: Vec<&Item> = places.iter().map(|p| items[*p].as_ref()).collect();
    if !turned_where_it_must_be(measure, &chosen) {
        return None;
    }
    let mut all = Vec::with_capacity(places.len());
    for (number, (place, item)) in (1..).zip(places.iter().zip(&chosen)) {
        let turned = match facts.reversed.contains(&number) {
            true => runs_like(facts, chosen[0], item)?,
            false => false,
        };
        let weights = item.options.iter().map(|option| {
            let known = known_weight(facts, &option.value);
            match (option.weight, known) {
                // The form says one thing and the code another: neither is sure.
                (Some(own), Some(known)) if own != known => None,
                (own, known) => within(facts, own.or(known).or(number_of(&option.value))?, turned),
            }
        });
        all.push(Scored {
            place: *place,
            weights: weights.collect(),
            measure,
            turned,
        });
    }
    (!all.is_empty()).then_some(all)
}

fn coded(facts: &Facts, by_code: &ByCode) -> Option<Vec<usize>> {
    let (system, codes) = facts.item_codes?;
    if facts.items == 0 {
        // As many as there are, the first ones first.
        let found = codes.iter().map(|code| by_code.places(system, code));
        let found: Vec<&[usize]> = found.take_while(|p| !p.is_empty()).collect();
        let single = !found.is_empty() && found.iter().all(|p| p.len() == 1);
        return single.then(|| found.concat());
    }
    let only = codes.iter().map(|code| match by_code.places(system, code) {
        [place] => Some(*place),
        _ => None,
    });
    only.collect()
}

fn in_order(facts: &Facts, items: &[Arc<Item>]) -> Option<Vec<usize>> {
    let mut rated: Vec<usize> = (0..items.len())
        .filter(|p| is_rating(facts, &items[*p]))
        .collect();
    if facts.measure == Measure::Reqol10 && rated.len() == facts.items + 1 {
        // The question about physical health is asked with the others and stands outside the total.
        let physical = |place: &&usize| wording::is_about_the_body(&items[**place]);
        let mut about = rated.iter().filter(physical);
        let outside = about.next().copied().filter(|_| about.next().is_none());
        let outside = outside.or(rated.last().copied());
        rated.retain(|place| Some(*place) != outside);
    }
    if facts.items == 0 {
        return (!rated.is_empty()).then_some(rated);
    }
    let (system, codes) = facts.item_codes.unwrap_or_default();
    let fits = |(number, place): (usize, &usize)| {
        let own = items[*place].codes.iter();
        let own = own.filter(|c| c.system.as_deref() == Some(system));
        let mut own = own.filter_map(|c| c.code.as_deref());
        // A code with a wrong check digit names nothing, and so contradicts nothing.
        own.all(|c| Some(&c) == codes.get(number) || (system == LOINC && !is_loinc(c)))
    };
    let right = rated.len() == facts.items && rated.iter().enumerate().all(fits);
    right.then_some(rated)
}

/// Whether a text is a LOINC code: digits, and a check digit (mod 10, Luhn).
fn is_loinc(code: &str) -> bool {
    let Some((digits, check)) = code.split_once('-') else {
        return code.strip_prefix("LA").is_some();
    };
    let all_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(digits) || !all_digits(check) {
        return true;
    }
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    check.parse() == Ok((10 - sum % 10) % 10)
}

/// Whether an item has the answers of a measure: each weight once.
fn is_rating(facts: &Facts, item: &Item) -> bool {
    if !item.is_for_the_person() {
        return false;
    }
    let (least, most) = facts.weights;
    if item.options.is_empty() {
        let bound = |bound: &Option<Bound>, wanted: &[i32]| match bound {
            None => true,
            Some(Bound::Fixed(value)) => {
                wanted.iter().any(|w| value.number() == Some(f64::from(*w)))
            }
            Some(Bound::WorkedOut(_)) => false,
        };
        // DIALOG's 8 stands in a national table of ranges.
        let limits = &item.limits;
        return item.kind == Kind::Integer
            && bound(&limits.min, &[least])
            && bound(&limits.max, &[most, if most == 7 { 8 } else { most }]);
    }
    let own = |value: &Value| own_weight(facts, item, value);
    let mut weights: Vec<f64> = item
        .options
        .iter()
        .filter_map(|o| own(&o.value))
        .filter(|w| within(facts, *w, false).is_some())
        .collect();
    weights.sort_by(f64::total_cmp);
    let all: Vec<f64> = (least..=most).map(f64::from).collect();
    let difficulty = |value: &Value| {
        matches!(value, Value::Coding(c)
        if c.code.as_deref().is_some_and(|code| DIFFICULTY.contains(&code)))
    };
    let is_difficulty = item
        .codes
        .iter()
        .any(|c| c.code.as_deref() == Some("69722-7"));
    weights == all && !is_difficulty && !item.options.iter().any(|o| difficulty(&o.value))
}

/// What the form says that an option counts, else what is known of its code, else the number it is.
fn own_weight(facts: &Facts, item: &Item, value: &Value) -> Option<f64> {
    let option = item.options.iter().find(|o| o.value.same_as(value));
    let weight = option.and_then(|o| o.weight);
    weight
        .or_else(|| known_weight(facts, value))
        .or_else(|| number_of(value))
}

fn known_weight(facts: &Facts, value: &Value) -> Option<f64> {
    let Value::Coding(coding) = value else {
        return None;
    };
    let has_them = matches!(facts.measure, Measure::Phq9 | Measure::Gad7);
    frequency(coding).filter(|_| has_them)
}

/// What an answer of LOINC's to "how often" counts, where it is one.
pub(super) fn frequency(coding: &Coding) -> Option<f64> {
    let code = coding.code.as_deref()?;
    let known = FREQUENCY.iter().find(|(known, _)| *known == code);
    known.map(|(_, weight)| *weight)
}

fn number_of(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        _ => None,
    }
}

fn within(facts: &Facts, weight: f64, turned: bool) -> Option<f64> {
    let (least, most) = (f64::from(facts.weights.0), f64::from(facts.weights.1));
    let fits = weight.fract() == 0.0 && weight >= least && weight <= most;
    let counted = if turned {
        least + most - weight
    } else {
        weight
    };
    fits.then_some(counted)
}

/// Whether an item's answers count in the same direction as another's: true if the same words count the
/// same, false if they count the reverse, none where that cannot be said.
fn runs_like(facts: &Facts, one: &Item, other: &Item) -> Option<bool> {
    if one.options.is_empty() && other.options.is_empty() {
        return Some(true);
    }
    let words = |item: &Item| table(facts, item, |o| Some(plain(&o.label)));
    let codes = |item: &Item| {
        table(facts, item, |o| match &o.value {
            Value::Coding(coding) => coding.code.clone(),
            _ => None,
        })
    };
    let compare = |one: Vec<(String, f64)>, other: Vec<(String, f64)>| {
        let pairs = one.iter().zip(&other);
        let together = one.len() == other.len() && pairs.clone().all(|(a, b)| a.0 == b.0);
        let sum = f64::from(facts.weights.0 + facts.weights.1);
        let mut pairs = pairs.map(|(a, b)| (a.1, b.1));
        match together && !one.is_empty() {
            true if pairs.clone().all(|(a, b)| a == b) => Some(true),
            true if pairs.all(|(a, b)| a + b == sum) => Some(false),
            _ => None,
        }
    };
    compare(words(one), words(other)).or_else(|| compare(codes(one), codes(other)))
}

fn table(
    facts: &Facts,
    item: &Item,
    name: impl Fn(&crate::forms::Choice) -> Option<String>,
) -> Vec<(String, f64)> {
    let mut rows: Vec<(String, f64)> = item
        .options
        .iter()
        .filter_map(|o| {
            let weight = within(facts, own_weight(facts, item, &o.value)?, false)?;
            Some((name(o)?, weight))
        })
        .collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows
}

/// ReQoL's items do not all run the same way, and which do is not for us to publish: the form has to have
/// turned them. One that gives the same words the same weight throughout has not.
fn turned_where_it_must_be(measure: Measure, items: &[&Item]) -> bool {
    if measure != Measure::Reqol10 {
        return true;
    }
    let Some((first, rest)) = items.split_first() else {
        return false;
    };
    let mut options = first.options.iter();
    let in_words = options.any(|o| o.label.chars().any(char::is_alphabetic));
    let facts = measure.facts();
    let alike = |item: &&Item| runs_like(facts, first, item) == Some(true);
    !in_words || !rest.iter().all(alike)
}

impl Measure {
    /// The measure that a form is: by the code of the panel, else by those of all its items, else by how
    /// its address ends. A form may be a measure and have no score all the same.
    pub fn of(form: &Questionnaire) -> Option<Measure> {
        let (items, _) = crate::forms::plan::flat(form);
        recognise(form, &ByCode::of(&items))
    }

    /// The measure whose total has that code; older codes are understood too.
    pub fn of_total(system: &str, code: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|measure| {
            let facts = measure.facts();
            match system {
                LOINC => facts.loinc_total.is_some_and(|(own, _)| own == code),
                "http://snomed.info/sct" => facts
                    .snomed_total
                    .is_some_and(|(new, old)| new == code || old == Some(code)),
                _ => false,
            }
        })
    }
}

/// Whether the measure gives each answer by itself.
pub(super) fn is_each(measure: Measure) -> bool {
    measure.facts().reckoning == Reckoning::Each
}
