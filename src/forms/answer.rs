//! One answer: whether it can be taken as it is.

use super::{Item, Kind, Value, enablement};
use jiff::civil::Date;

/// Why an answer cannot be taken. Each has its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerProblem {
    /// It needs an answer.
    #[error("an answer is needed")]
    Missing,
    /// It is not a number.
    #[error("this is not a number")]
    NotANumber,
    /// It is not a day.
    #[error("this is not a day")]
    NotADay,
    /// The text is longer than the form allows.
    #[error("the text is too long")]
    TooLong {
        /// The most characters it may have.
        most: u32,
    },
    /// It is not one of the options.
    #[error("this is not one of the options")]
    NotAnOption,
}

/// The values that an item takes: nothing blank, and one at most, because repeating items are refused.
pub(super) fn kept(item: &Item, values: Vec<Value>) -> Vec<Value> {
    if !item.is_question() {
        return Vec::new();
    }
    let mut said = values.into_iter().filter(|v| !is_blank(v));
    said.next().into_iter().collect()
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Decimal(text) | Value::Date(text) | Value::Text(text) => text.trim().is_empty(),
        Value::Boolean(_) | Value::Integer(_) | Value::Coding(_) => false,
    }
}

/// Whether an item can take this value.
pub(super) fn check(item: &Item, value: &Value) -> Result<(), AnswerProblem> {
    match (item.kind, value) {
        (Kind::Boolean, Value::Boolean(_)) => Ok(()),
        (Kind::Decimal, Value::Integer(_)) => Ok(()),
        (Kind::Decimal, Value::Decimal(text)) if is_decimal(text) => Ok(()),
        // FHIR's integers have 32 bits.
        (Kind::Integer, Value::Integer(whole)) if i32::try_from(*whole).is_ok() => Ok(()),
        (Kind::Decimal | Kind::Integer, _) => Err(AnswerProblem::NotANumber),
        (Kind::Date, Value::Date(text)) if is_date(text) => Ok(()),
        (Kind::Date, _) => Err(AnswerProblem::NotADay),
        (Kind::String | Kind::Text, Value::Text(text)) => check_length(item, text),
        (Kind::Choice, value) if is_option(item, value) => Ok(()),
        _ => Err(AnswerProblem::NotAnOption),
    }
}

fn check_length(item: &Item, text: &str) -> Result<(), AnswerProblem> {
    match item.max_length {
        Some(most) if text.chars().count() > most as usize => Err(AnswerProblem::TooLong { most }),
        _ => Ok(()),
    }
}

fn is_option(item: &Item, value: &Value) -> bool {
    item.options
        .iter()
        .any(|o| enablement::same(&o.value, value))
}

/// FHIR's decimal: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`, which is JSON's number, and one
/// that a computer can hold.
fn is_decimal(text: &str) -> bool {
    let starts = |t: &str| t.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    starts(text)
        && text.len() <= 64
        && serde_json::from_str::<serde_json::Number>(text).is_ok()
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// FHIR's date: a year, a month or a day that the calendar has.
fn is_date(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let right_shape = matches!(text.len(), 4 | 7 | 10) && text.bytes().enumerate().all(shape);
    let rest = "0000-01-01".get(text.len()..).unwrap_or_default();
    right_shape && format!("{text}{rest}").parse::<Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numbers_as_json_writes_them() {
        for good in ["0", "-1.50", "12.0e3", "1E5"] {
            assert!(is_decimal(good), "{good}");
        }
        for bad in [
            "", " 1", "01", "1.", ".5", "+1", "1,5", "1e", "NaN", "1e999", "0x1", "٣",
        ] {
            assert!(!is_decimal(bad), "{bad}");
        }
    }

    #[test]
    fn days_are_days_that_the_calendar_has() {
        for good in ["2026", "2026-02", "2028-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "",
            "26",
            "2026-2",
            "2026-13",
            "2026-02-29",
            "2026-02-01T",
            "20260201",
            "2026/02/01",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
