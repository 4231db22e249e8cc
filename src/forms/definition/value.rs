//! One answer, and when two of them say the same.

use super::super::answer;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A code with its system and the words that stand for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Coding {
    /// The code system's address.
    pub system: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// The words.
    pub display: Option<String>,
}

impl Coding {
    /// Whether both name the same thing: the same system and code, whatever the words.
    pub fn same_as(&self, other: &Coding) -> bool {
        self.code == other.code
            && self.system == other.system
            && (self.code.is_some() || self.display == other.display)
    }
}

/// A number with its unit.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number as it was written.
    pub value: String,
    /// The unit in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The system of the unit's code (UCUM, mostly).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// The unit's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl Quantity {
    /// Whether both are in the same unit, so that they can be compared. Nothing is converted.
    pub fn same_unit(&self, other: &Quantity) -> bool {
        match (&self.code, &other.code) {
            (Some(one), Some(other_code)) => one == other_code && self.system == other.system,
            _ => self.unit == other.unit && self.code == other.code,
        }
    }
}

/// A file that was put in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its MIME type.
    pub content_type: Option<String>,
    /// Its name.
    pub title: Option<String>,
    /// Its size in bytes, before base64.
    pub size: u64,
    /// What is in it, in base64.
    pub data: Option<String>,
    /// Where it is, if it is not in here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Something that is written down elsewhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Where: `Practitioner/1`, say.
    pub reference: Option<String>,
    /// In words.
    pub display: Option<String>,
}

/// One answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "camelCase")]
pub enum Value {
    /// Yes or no.
    Boolean(bool),
    /// A number as it was written, so that `1.50` stays `1.50`.
    Decimal(String),
    /// A whole number.
    Integer(i64),
    /// A day, `YYYY-MM-DD`, or a part of one.
    Date(String),
    /// A day and a time with its offset, as FHIR writes it, or a part of it.
    DateTime(String),
    /// A time of day, `HH:MM:SS`.
    Time(String),
    /// Any text.
    Text(String),
    /// An address on the web.
    Url(String),
    /// A coded option.
    Coding(Coding),
    /// A number with its unit.
    Quantity(Quantity),
    /// A file.
    Attachment(Attachment),
    /// A thing written down elsewhere.
    Reference(Reference),
}

// An answer may end in a log through `{:?}`; this keeps it out.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}(…)", self.type_name())
    }
}

impl Value {
    /// The name of FHIR's type, as it stands behind `value`: `Boolean`, `Coding`, …
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Boolean(_) => "Boolean",
            Value::Decimal(_) => "Decimal",
            Value::Integer(_) => "Integer",
            Value::Date(_) => "Date",
            Value::DateTime(_) => "DateTime",
            Value::Time(_) => "Time",
            Value::Text(_) => "String",
            Value::Url(_) => "Uri",
            Value::Coding(_) => "Coding",
            Value::Quantity(_) => "Quantity",
            Value::Attachment(_) => "Attachment",
            Value::Reference(_) => "Reference",
        }
    }

    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Value::Decimal(text)
            | Value::Date(text)
            | Value::DateTime(text)
            | Value::Time(text)
            | Value::Text(text)
            | Value::Url(text) => text.trim().is_empty(),
            Value::Quantity(quantity) => quantity.value.trim().is_empty(),
            Value::Boolean(_)
            | Value::Integer(_)
            | Value::Coding(_)
            | Value::Attachment(_)
            | Value::Reference(_) => false,
        }
    }

    /// Whether it is written as FHIR writes its type: a day that the calendar has, a moment with its
    /// offset, a number that fits, an address without white space and with a UUID or OID that is one.
    pub fn is_well_formed(&self) -> bool {
        match self {
            Value::Decimal(text) => answer::is_decimal(text),
            Value::Integer(whole) => i32::try_from(*whole).is_ok(),
            Value::Date(text) => answer::is_date(text),
            Value::DateTime(text) => answer::is_moment(text),
            Value::Time(text) => answer::is_time(text),
            Value::Url(text) => is_uri(text),
            Value::Quantity(quantity) => answer::is_decimal(&quantity.value),
            Value::Boolean(_)
            | Value::Text(_)
            | Value::Coding(_)
            | Value::Attachment(_)
            | Value::Reference(_) => true,
        }
    }

    /// Whether two answers say the same. Codes are compared without their words, numbers by what
    /// they are worth: `1.50` is `1.5`.
    pub fn same_as(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Coding(one), Value::Coding(other)) => one.same_as(other),
            // R4 lets a choice compare with a text (FHIR R4, enableWhen): the words, or the code.
            (Value::Reference(one), Value::Reference(other)) => {
                one.reference == other.reference
                    && (one.reference.is_some() || one.display == other.display)
            }
            _ => self == other || self.order(other) == Some(Ordering::Equal),
        }
    }

    /// Which comes first; none where that cannot be said: different kinds, different units, days
    /// known to a different degree.
    pub fn order(&self, other: &Value) -> Option<Ordering> {
        match (self, other) {
            (Value::Date(one), Value::Date(other)) => days(one, other),
            (Value::DateTime(one), Value::DateTime(other)) => moments(one, other),
            (Value::Date(day), Value::DateTime(moment)) => days(day, day_of(moment)),
            (Value::DateTime(moment), Value::Date(day)) => days(day_of(moment), day),
            (Value::Time(one), Value::Time(other)) => Some(one.cmp(other)),
            (Value::Text(one) | Value::Url(one), Value::Text(other) | Value::Url(other)) => {
                Some(one.cmp(other))
            }
            (Value::Quantity(one), Value::Quantity(other)) if one.same_unit(other) => {
                number(&one.value)?.partial_cmp(&number(&other.value)?)
            }
            _ => self.number()?.partial_cmp(&other.number()?),
        }
    }

    /// What a number is worth.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Integer(whole) => Some(*whole as f64),
            Value::Decimal(text) => number(text),
            _ => None,
        }
    }
}

// FHIR's uri may be relative; it says nothing else of those that are not URNs.
fn is_uri(text: &str) -> bool {
    if let Some(uuid) = text.strip_prefix("urn:uuid:") {
        let shape = |(at, byte): (usize, u8)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        };
        return uuid.len() == 36 && uuid.bytes().enumerate().all(shape);
    }
    if let Some(oid) = text.strip_prefix("urn:oid:") {
        let mut parts = oid.split('.');
        let first = parts.next().is_some_and(|p| ["0", "1", "2"].contains(&p));
        let number = |p: &str| {
            !p.is_empty()
                && p.bytes().all(|b| b.is_ascii_digit())
                && (p == "0" || !p.starts_with('0'))
        };
        return first && oid.contains('.') && parts.all(number);
    }
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|n: &f64| n.is_finite())
}

// Two moments are compared as moments when both have an offset, else as they are written, as long as
// they are known to the same degree.
fn moments(one: &str, other: &str) -> Option<Ordering> {
    if let (Ok(one), Ok(other)) = (
        one.parse::<jiff::Timestamp>(),
        other.parse::<jiff::Timestamp>(),
    ) {
        return Some(one.cmp(&other));
    }
    if one.len() == other.len() {
        return Some(one.cmp(other));
    }
    // One is known to the day only, or without its offset: the days decide, where they differ.
    let order = days(day_of(one), day_of(other))?;
    (order != Ordering::Equal).then_some(order)
}

// What is known to a different degree is compared as far as both are known: 2021 is before May 2022,
// and whether May 2022 is before 2022 cannot be said.
fn days(one: &str, other: &str) -> Option<Ordering> {
    let both = one.len().min(other.len());
    let order = one.get(..both)?.cmp(other.get(..both)?);
    (order != Ordering::Equal || one.len() == other.len()).then_some(order)
}

fn day_of(moment: &str) -> &str {
    moment.get(..10).unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_known_to_a_different_degree_are_compared_as_far_as_both_are_known() {
        let date = |text: &str| Value::Date(text.to_owned());
        let moment = |text: &str| Value::DateTime(text.to_owned());
        let order = |one: Value, other: Value| one.order(&other);
        assert_eq!(
            order(date("2021"), date("2022-05-01")),
            Some(Ordering::Less)
        );
        assert_eq!(order(date("2022-05"), date("2022")), None);
        assert_eq!(
            order(date("2022-05"), date("2022-05")),
            Some(Ordering::Equal)
        );
        assert_eq!(
            order(moment("2023-01-01T00:00:00Z"), date("2022-05")),
            Some(Ordering::Greater)
        );
        assert_eq!(order(moment("2022"), moment("2022-07-01T10:00:00Z")), None);
        assert_eq!(
            order(date("202é"), date("2022")),
            None,
            "no text that cannot be cut"
        );
    }

    #[test]
    fn addresses_are_well_formed_as_fhir_has_them() {
        let url = |text: &str| Value::Url(text.to_owned()).is_well_formed();
        for good in [
            "Patient/1",
            "https://trust.example/x",
            "urn:uuid:c757873d-ec9a-4326-a141-556f43239520",
            "urn:oid:1.2.3",
        ] {
            assert!(url(good), "{good}");
        }
        for bad in [
            "",
            "a b",
            "urn:uuid:c757873d-ec9a-4326-a141-556f43239520asdf",
            "urn:uuid:C757873D-EC9A-4326-A141-556F43239520",
            "urn:oid:3.1",
            "urn:oid:1.02",
        ] {
            assert!(!url(bad), "{bad}");
        }
    }
}
