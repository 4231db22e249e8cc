//! `=` and `~`, on items and on collections.

use super::environment::EvaluationProblem as Problem;
use super::evaluate::Run;
use super::model::Kind;
use super::moment::Moment;
use super::node::{Element, Item, Quantity, Read, System};
use super::numbers;
use rust_decimal::Decimal;
use serde_json::Value;

/// Elements within elements deeper than this are not compared.
const DEEPEST: u32 = 150;

impl<'a> Run<'_, 'a> {
    /// Whether two collections are equal; `None` where that is not known or one is empty.
    pub fn all_equal(
        &self,
        left: &[Item<'a>],
        right: &[Item<'a>],
    ) -> Result<Option<bool>, Problem> {
        if left.is_empty() || right.is_empty() {
            return Ok(None);
        }
        if left.len() != right.len() {
            return Ok(Some(false));
        }
        let mut known = true;
        for (one, other) in left.iter().zip(right) {
            match self.equal(one, other, 0)? {
                Some(false) => return Ok(Some(false)),
                Some(true) => {}
                None => known = false,
            }
        }
        Ok(known.then_some(true))
    }

    /// Whether an item of the collection is equal to this one.
    pub fn holds(&self, all: &[Item<'a>], wanted: &Item<'a>) -> Result<bool, Problem> {
        for item in all {
            if self.equal(item, wanted, 0)? == Some(true) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The items, each once.
    pub fn distinct(&self, items: Vec<Item<'a>>) -> Result<Vec<Item<'a>>, Problem> {
        let mut found: Vec<Item<'a>> = Vec::with_capacity(items.len());
        for item in items {
            if !self.holds(&found, &item)? {
                found.push(item);
            }
        }
        Ok(found)
    }

    fn equal(&self, one: &Item<'a>, other: &Item<'a>, depth: u32) -> Result<Option<bool>, Problem> {
        self.spend(1)?;
        if let (Item::Element(one), Item::Element(other)) = (one, other) {
            let same = |a: Option<&Value>, b: Option<&Value>| match (a, b) {
                (Some(a), Some(b)) => std::ptr::eq(a, b),
                (None, None) => true,
                _ => false,
            };
            if same(one.value, other.value) && same(one.beside, other.beside) {
                return Ok(Some(true));
            }
            if apart(one, other) {
                return Ok(Some(false));
            }
        }
        match (one.read()?, other.read()?) {
            (Read::Value(one), Read::Value(other)) => self.equal_values(&one, &other),
            (Read::Complex, Read::Complex) | (Read::Nothing, Read::Nothing) => {
                match (one.element(), other.element()) {
                    (Some(one), Some(other)) => self.equal_parts(one, other, depth),
                    _ => Ok(Some(false)),
                }
            }
            _ => Ok(Some(false)),
        }
    }

    fn equal_parts(
        &self,
        one: &Element<'a>,
        other: &Element<'a>,
        depth: u32,
    ) -> Result<Option<bool>, Problem> {
        if one.kind != other.kind {
            return Ok(Some(false));
        }
        if depth > DEEPEST {
            return Err(Problem::Unsupported(
                "comparing what is nested very deeply".into(),
            ));
        }
        let (mine, theirs) = (self.named_children(one)?, self.named_children(other)?);
        if mine.len() != theirs.len() {
            return Ok(Some(false));
        }
        let mut known = true;
        for ((name, mine), (other_name, theirs)) in mine.iter().zip(&theirs) {
            if name != other_name || mine.len() != theirs.len() {
                return Ok(Some(false));
            }
            for (one, other) in mine.iter().zip(theirs) {
                match self.equal(one, other, depth + 1)? {
                    Some(false) => return Ok(Some(false)),
                    Some(true) => {}
                    None => known = false,
                }
            }
        }
        Ok(known.then_some(true))
    }

    /// The children of an element by the names that they have in the JSON.
    fn named_children(&self, of: &Element<'a>) -> Result<Vec<(&'a str, Vec<Item<'a>>)>, Problem> {
        let primitive = of.kind.is_known() && of.kind.kind() != Kind::Complex;
        let source = if primitive { of.beside } else { of.value };
        let Some(Value::Object(map)) = source else {
            return Ok(Vec::new());
        };
        self.spend(map.len())?;
        let mut names: Vec<&str> = map
            .keys()
            .map(|key| key.strip_prefix('_').unwrap_or(key))
            .collect();
        names.sort_unstable();
        names.dedup();
        let mut all = Vec::new();
        let loose = Element { loose: true, ..*of };
        for name in names {
            let mut children = Vec::new();
            loose.json_member(name, &mut children);
            if !children.is_empty() {
                all.push((name, children));
            }
        }
        Ok(all)
    }

    fn equal_values(&self, one: &System, other: &System) -> Result<Option<bool>, Problem> {
        use System::*;
        let by_order = |one: &Moment, other: &Moment| Ok(one.compare(other).map(|o| o.is_eq()));
        match (one, other) {
            (Boolean(a), Boolean(b)) => Ok(Some(a == b)),
            (Integer(a), Integer(b)) => Ok(Some(a == b)),
            (Integer(a), Decimal(b)) | (Decimal(b), Integer(a)) => Ok(Some(number(*a) == *b)),
            (Decimal(a), Decimal(b)) => Ok(Some(a == b)),
            (String(a), String(b)) => {
                self.spend(a.len().min(b.len()) / 64)?;
                Ok(Some(a[..] == b[..]))
            }
            (Date(a) | DateTime(a), Date(b) | DateTime(b)) | (Time(a), Time(b)) => by_order(a, b),
            (Quantity(a), Quantity(b)) => Ok(a.compare(b)?.map(|order| order.is_eq())),
            (Quantity(a), b) | (b, Quantity(a)) => match plain(b) {
                Some(b) if a.unit[..] == b.unit[..] => Ok(Some(a.value == b.value)),
                Some(_) => Err(Problem::Unsupported(
                    "a number compared with a quantity".into(),
                )),
                None => Ok(Some(false)),
            },
            (Type(a, b), Type(c, d)) => Ok(Some((a, b) == (c, d))),
            (String(text), Date(_) | DateTime(_) | Time(_))
            | (Date(_) | DateTime(_) | Time(_), String(text))
                if Moment::date_time(text).is_some() || Moment::time(text).is_some() =>
            {
                Err(Problem::Unsupported(
                    "a day compared with a text (write @ before it)".into(),
                ))
            }
            _ => Ok(Some(false)),
        }
    }

    /// Whether two collections are equivalent, in whatever order.
    pub fn all_equivalent(&self, left: &[Item<'a>], right: &[Item<'a>]) -> Result<bool, Problem> {
        self.equivalent_at(left, right, 0)
    }

    fn equivalent_at(
        &self,
        left: &[Item<'a>],
        right: &[Item<'a>],
        depth: u32,
    ) -> Result<bool, Problem> {
        if left.len() != right.len() {
            return Ok(false);
        }
        let mut used = vec![false; right.len()];
        for one in left {
            let mut found = false;
            for (place, other) in right.iter().enumerate() {
                if !used[place] && self.equivalent(one, other, depth)? {
                    used[place] = true;
                    found = true;
                    break;
                }
            }
            if !found {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn equivalent(&self, one: &Item<'a>, other: &Item<'a>, depth: u32) -> Result<bool, Problem> {
        self.spend(1)?;
        if depth > DEEPEST {
            return Err(Problem::Unsupported(
                "comparing what is nested very deeply".into(),
            ));
        }
        match (one.read()?, other.read()?) {
            (Read::Value(one), Read::Value(other)) => self.equivalent_values(&one, &other),
            (Read::Complex, Read::Complex) | (Read::Nothing, Read::Nothing) => {
                let (Some(one), Some(other)) = (one.element(), other.element()) else {
                    return Ok(false);
                };
                let (mine, theirs) = (self.named_children(one)?, self.named_children(other)?);
                if one.kind != other.kind || mine.len() != theirs.len() {
                    return Ok(false);
                }
                for ((name, mine), (other_name, theirs)) in mine.iter().zip(&theirs) {
                    if name != other_name || !self.equivalent_at(mine, theirs, depth + 1)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    fn equivalent_values(&self, one: &System, other: &System) -> Result<bool, Problem> {
        use System::*;
        match (one, other) {
            (Integer(a), Decimal(b)) | (Decimal(b), Integer(a)) => {
                Ok(numbers::equivalent(number(*a), *b))
            }
            (Decimal(a), Decimal(b)) => Ok(numbers::equivalent(*a, *b)),
            (String(a), String(b)) => {
                self.spend((a.len() + b.len()) / 16)?;
                equivalent_texts(a, b)
            }
            (Quantity(a), Quantity(b)) => a.equivalent(b),
            (Quantity(a), b) | (b, Quantity(a)) => match plain(b) {
                Some(b) => a.equivalent(&b),
                None => Ok(false),
            },
            _ => Ok(self.equal_values(one, other)? == Some(true)),
        }
    }
}

// Two elements that name different link ids or ids are different; so large trees are told apart fast.
fn apart(one: &Element, other: &Element) -> bool {
    let (Some(Value::Object(one)), Some(Value::Object(other))) = (one.value, other.value) else {
        return false;
    };
    let differ = |name| match (one.get(name), other.get(name)) {
        (Some(Value::String(one)), Some(Value::String(other))) => one != other,
        _ => false,
    };
    differ("linkId") || differ("url")
}

fn number(whole: i32) -> Decimal {
    Decimal::from(whole)
}

/// A number as a quantity without a unit.
pub(super) fn plain(value: &System) -> Option<Quantity<'static>> {
    match value {
        System::Integer(value) => Some(Quantity::plain(number(*value))),
        System::Decimal(value) => Some(Quantity::plain(*value)),
        _ => None,
    }
}

fn equivalent_texts(one: &str, other: &str) -> Result<bool, Problem> {
    let blank = |c: char| c.is_whitespace();
    let even = |text: &str| text.replace(blank, " ").to_lowercase();
    if even(one) == even(other) {
        return Ok(true);
    }
    // What the specification leaves open: whether runs of blanks count as one, and how letters of
    // some languages are folded.
    let loose = |text: &str| {
        let words: Vec<&str> = text.split(blank).filter(|word| !word.is_empty()).collect();
        words.join(" ").to_uppercase()
    };
    if loose(one) == loose(other) {
        return Err(Problem::Unsupported(
            "an equivalence that hangs on blanks or on special letters".into(),
        ));
    }
    Ok(false)
}
