//! Quantities: read from FHIR and from text, converted, compared.

use super::environment::EvaluationProblem as Problem;
use super::node::{Quantity, Text, decimal};
use super::units::{Calendar, Unit};
use rust_decimal::Decimal;
use serde_json::Value;
use std::cmp::Ordering;
use std::fmt;

const UCUM: &str = "http://unitsofmeasure.org";

/// A quantity of FHIR; `None` where it has no value. Units that are not UCUM's are not guessed at.
pub(super) fn of_element(value: &Value) -> Result<Option<Quantity<'_>>, Problem> {
    let text = |name| value.get(name).and_then(Value::as_str);
    let Some(Value::Number(number)) = value.get("value") else {
        return Ok(None);
    };
    if value.get("comparator").is_some() {
        return Err(Problem::Unsupported("a quantity with a comparator".into()));
    }
    let unit = match (text("system"), text("code"), text("unit")) {
        (Some(UCUM), Some(code), _) => code,
        (None, None, None) => "1",
        _ => {
            return Err(Problem::Unsupported(
                "a quantity whose unit is not one of UCUM".into(),
            ));
        }
    };
    let value = decimal(number);
    let value =
        value.ok_or_else(|| Problem::Unsupported("a number of more than 28 digits".into()))?;
    Ok(Some(Quantity {
        value,
        unit: Text::Of(unit),
        word: false,
    }))
}

impl<'a> Quantity<'a> {
    /// A number without a unit.
    pub fn plain(value: Decimal) -> Quantity<'a> {
        Quantity {
            value,
            unit: Text::Of("1"),
            word: false,
        }
    }

    /// Reads a text such as `4 days` or `10 'mg'`.
    pub fn of_text(text: &str) -> Option<Quantity<'static>> {
        let signed = text.strip_prefix(['+', '-']).unwrap_or(text);
        let end = signed
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(signed.len());
        let number = &text[..text.len() - signed.len() + end];
        let value = number_of(number)?;
        let rest = signed[end..].trim_start();
        if rest.is_empty() {
            return signed[end..].is_empty().then(|| Quantity::plain(value));
        }
        let made = |unit: &str, word| Quantity {
            value,
            unit: unit.to_owned().into(),
            word,
        };
        match rest.strip_prefix('\'').and_then(|r| r.strip_suffix('\'')) {
            Some(unit) => (!unit.is_empty() && !unit.contains('\'')).then(|| made(unit, false)),
            None => Calendar::of_word(rest).map(|_| made(rest, true)),
        }
    }

    /// The unit of calendar time, if it is a word of the language (in quotes or not).
    pub fn calendar(&self) -> Option<Calendar> {
        Calendar::of_word(&self.unit)
    }

    // As an amount of thousandths of a second or as an amount of months.
    fn calendar_amount(&self) -> Option<(Decimal, bool)> {
        let calendar = self.calendar()?;
        let (times, months) = match calendar {
            Calendar::Year => (12, true),
            Calendar::Month => (1, true),
            other => (other.thousandths()?, false),
        };
        Some((self.value.checked_mul(Decimal::from(times))?, months))
    }

    /// The two values in one unit, and the sizes of their own units in it; `None`: they cannot be
    /// compared, and the specification says that the result is empty.
    pub fn in_one_unit(
        &self,
        other: &Quantity,
    ) -> Result<Option<[(Decimal, Decimal); 2]>, Problem> {
        let one = Decimal::ONE;
        if self.unit[..] == other.unit[..] {
            return Ok(Some([(self.value, one), (other.value, one)]));
        }
        let unknown = || Problem::Unsupported("units that this app cannot convert".into());
        match (self.calendar(), other.calendar()) {
            (Some(_), Some(_)) => {
                let (first, second) = (self.calendar_amount(), other.calendar_amount());
                match first.zip(second) {
                    Some(((a, x), (b, y))) if x == y => Ok(Some([
                        (a, ratio(a, self.value)),
                        (b, ratio(b, other.value)),
                    ])),
                    // How many days a month has, and a year, is not settled.
                    _ => Err(unknown()),
                }
            }
            (None, None) => {
                let (mine, theirs) = (Unit::read(&self.unit), Unit::read(&other.unit));
                let (mine, theirs) = mine.zip(theirs).ok_or_else(unknown)?;
                if !mine.compares_with(&theirs).ok_or_else(unknown)? {
                    return Ok(None);
                }
                let first = self.value.checked_mul(mine.factor).ok_or_else(unknown)?;
                let second = other.value.checked_mul(theirs.factor).ok_or_else(unknown)?;
                Ok(Some([(first, mine.factor), (second, theirs.factor)]))
            }
            (Some(mine), None) => self.against_ucum(mine, other),
            (None, Some(theirs)) => {
                let found = other.against_ucum(theirs, self)?;
                Ok(found.map(|[first, second]| [second, first]))
            }
        }
    }

    // A week of the calendar is a week of UCUM; a month and a year are not.
    fn against_ucum(
        &self,
        mine: Calendar,
        other: &Quantity,
    ) -> Result<Option<[(Decimal, Decimal); 2]>, Problem> {
        let unknown = || Problem::Unsupported("units that this app cannot convert".into());
        let theirs = Unit::read(&other.unit).ok_or_else(unknown)?;
        let second = Unit::read("s").ok_or_else(unknown)?;
        if !theirs.compares_with(&second).ok_or_else(unknown)? {
            return Ok(None);
        }
        let Some(theirs) = Calendar::of_ucum(&other.unit) else {
            return Ok(None);
        };
        match (mine.thousandths(), theirs.thousandths()) {
            (Some(a), Some(b)) => {
                let (a, b) = (Decimal::from(a), Decimal::from(b));
                let first = self.value.checked_mul(a).ok_or_else(unknown)?;
                let second = other.value.checked_mul(b).ok_or_else(unknown)?;
                Ok(Some([(first, a), (second, b)]))
            }
            _ => Ok(None),
        }
    }

    /// How they stand to each other; `None` where they cannot be compared.
    pub fn compare(&self, other: &Quantity) -> Result<Option<Ordering>, Problem> {
        let pair = self.in_one_unit(other)?;
        Ok(pair.map(|[(first, _), (second, _)]| first.cmp(&second)))
    }

    /// Whether they are equivalent: equal to the degree that the coarser one is known.
    pub fn equivalent(&self, other: &Quantity) -> Result<bool, Problem> {
        if let Some(same) = self.long_durations(other) {
            return Ok(same);
        }
        let Some([(first, mine), (second, theirs)]) = self.in_one_unit(other)? else {
            return Ok(false);
        };
        let step =
            |value: Decimal, unit: Decimal| unit * Decimal::new(1, value.normalize().scale());
        let coarser = step(self.value, mine).max(step(other.value, theirs));
        let rounded = |value: Decimal| value.checked_div(coarser).map(super::numbers::half_up);
        let unknown = || Problem::Unsupported("units that this app cannot convert".into());
        let (first, second) = rounded(first).zip(rounded(second)).ok_or_else(unknown)?;
        Ok(first == second)
    }

    // `1 year ~ 1 'a'`, `1 month ~ 1 'mo'`.
    fn long_durations(&self, other: &Quantity) -> Option<bool> {
        let (word, code) = if self.calendar().is_some() {
            (self, other)
        } else {
            (other, self)
        };
        let same = match word.calendar()? {
            Calendar::Year => &code.unit[..] == "a",
            Calendar::Month => &code.unit[..] == "mo",
            _ => false,
        };
        same.then(|| word.value == code.value)
    }
}

fn ratio(converted: Decimal, value: Decimal) -> Decimal {
    converted.checked_div(value).unwrap_or(Decimal::ONE)
}

/// A number as the language writes it: digits, at most one point with digits on both sides.
pub(super) fn number_of(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let signed = text.strip_prefix('+').unwrap_or(text);
    (all(whole) && all(part)).then(|| Decimal::from_str_exact(signed).ok())?
}

impl fmt::Display for Quantity<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = &self.unit[..];
        if self.word {
            write!(to, "{} {unit}", self.value)
        } else {
            write!(to, "{} '{unit}'", self.value)
        }
    }
}
