//! One answer: whether it can be taken as it is.

use super::{Bound, Formula, Item, Kind, Path, Value};
use jiff::civil::{Date, Time};
use std::cmp::Ordering;

/// Why an answer cannot be taken. Each has its own words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
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
    /// It is not a time of day.
    #[error("this is not a time")]
    NotATime,
    /// It is not an address on the web.
    #[error("this is not an address on the web")]
    NotAnAddress,
    /// The text is shorter than the form wants.
    #[error("the text is too short")]
    TooShort {
        /// The least characters it must have.
        least: u32,
    },
    /// The text is longer than the form allows.
    #[error("the text is too long")]
    TooLong {
        /// The most characters it may have.
        most: u32,
    },
    /// It is less, or earlier, than the form allows.
    #[error("this is too low")]
    TooLow {
        /// The least that may be said, as it is written.
        least: String,
    },
    /// It is more, or later, than the form allows.
    #[error("this is too high")]
    TooHigh {
        /// The most that may be said, as it is written.
        most: String,
    },
    /// It has more digits after the point than the form allows.
    #[error("there are too many digits after the point")]
    TooFine {
        /// The most digits.
        most: u32,
    },
    /// It does not look as the form wants it to.
    #[error("this does not look as it should")]
    OtherPattern,
    /// Its unit is not one of those that may be chosen, or there is none.
    #[error("the unit is missing")]
    NoUnit,
    /// It is not one of the options.
    #[error("this is not one of the options")]
    NotAnOption,
    /// It goes with nothing else, and something else was chosen too.
    #[error("these do not go together")]
    NotTogether,
    /// There are fewer answers than the form wants.
    #[error("more answers are needed")]
    TooFew {
        /// The least.
        least: u32,
    },
    /// There are more answers than the form allows.
    #[error("there are too many answers")]
    TooMany {
        /// The most.
        most: u32,
    },
    /// The file is larger than the form allows.
    #[error("the file is too large")]
    FileTooLarge {
        /// The most bytes.
        most: u64,
    },
    /// The file is of another kind than the form allows.
    #[error("the file is of another kind")]
    FileKind,
    /// A check of the form's own fails.
    #[error("a check of the form fails")]
    Check {
        /// What the form says about it, in its own words.
        words: String,
    },
}

/// The values that an item takes at a path: nothing blank, and one at most unless it repeats. At the
/// path of a repeat as a whole these are the numbers of its instances.
pub(super) fn kept(item: &Item, path: &Path, values: Vec<Value>) -> Vec<Value> {
    let block = item.stands_more_than_once();
    if block && path.number().is_none() {
        let numbers = values
            .into_iter()
            .filter(|v| matches!(v, Value::Integer(_)));
        return numbers.collect();
    }
    if !item.is_question() {
        return Vec::new();
    }
    let said = values.into_iter().filter(|v| !v.is_blank());
    said.take(if item.repeats && !block {
        usize::MAX
    } else {
        1
    })
    .collect()
}

/// Whether "nothing" is an answer that has to be kept: where the form begins with something.
pub(super) fn may_be_emptied(item: &Item) -> bool {
    !item.initial.is_empty()
        || item.initial_formula.is_some()
        || item.calculated.is_some()
        || item.options.iter().any(|o| o.chosen_first)
}

/// Whether an item can take these values, which are not empty.
pub(super) fn check_all(
    item: &Item,
    values: &[Value],
    work_out: impl Fn(&Formula) -> Option<Value>,
) -> Result<(), AnswerProblem> {
    for value in values {
        check(item, value)?;
        bounds(item, value, &work_out)?;
    }
    let count = u32::try_from(values.len()).unwrap_or(u32::MAX);
    if !item.stands_more_than_once() && item.limits.min_occurs.is_some_and(|least| count < least) {
        return Err(AnswerProblem::TooFew {
            least: item.least(),
        });
    }
    if count > item.most() {
        return Err(AnswerProblem::TooMany { most: item.most() });
    }
    let alone = |value: &Value| {
        let option = item.options.iter().find(|o| o.value.same_as(value));
        option.is_some_and(|o| o.exclusive)
    };
    if values.len() > 1 && values.iter().any(alone) {
        return Err(AnswerProblem::NotTogether);
    }
    Ok(())
}

/// Whether an item can take this value, bounds aside.
pub(super) fn check(item: &Item, value: &Value) -> Result<(), AnswerProblem> {
    match (item.kind, value) {
        (Kind::Boolean, Value::Boolean(_)) => Ok(()),
        (Kind::Decimal, Value::Integer(_)) => Ok(()),
        (Kind::Decimal, Value::Decimal(text)) if is_decimal(text) => fineness(item, text),
        // FHIR's integers have 32 bits.
        (Kind::Integer, Value::Integer(whole)) if i32::try_from(*whole).is_ok() => Ok(()),
        (Kind::Decimal | Kind::Integer, _) => Err(AnswerProblem::NotANumber),
        (Kind::Date, Value::Date(text)) if is_date(text) => Ok(()),
        (Kind::Date, _) => Err(AnswerProblem::NotADay),
        (Kind::DateTime, Value::DateTime(text)) => check_moment(text),
        (Kind::DateTime, _) => Err(AnswerProblem::NotADay),
        (Kind::Time, Value::Time(text)) if is_time(text) => Ok(()),
        (Kind::Time, _) => Err(AnswerProblem::NotATime),
        (Kind::String | Kind::Text, Value::Text(text)) => check_text(item, text),
        (Kind::Url, Value::Url(text)) => check_address(item, text),
        (Kind::Quantity, Value::Quantity(quantity)) => check_quantity(item, quantity),
        (Kind::Attachment, Value::Attachment(file)) => check_file(item, file),
        (Kind::Choice | Kind::Reference, value) if is_option(item, value) => Ok(()),
        (Kind::Choice, Value::Text(text)) if item.open => check_text(item, text),
        _ => Err(AnswerProblem::NotAnOption),
    }
}

fn check_text(item: &Item, text: &str) -> Result<(), AnswerProblem> {
    let length = text.chars().count();
    let limits = &item.limits;
    if let Some(most) = limits.max_length.filter(|most| length > *most as usize) {
        return Err(AnswerProblem::TooLong { most });
    }
    if let Some(least) = limits.min_length.filter(|least| length < *least as usize) {
        return Err(AnswerProblem::TooShort { least });
    }
    match &limits.pattern {
        Some(pattern) if !pattern.fits(text) => Err(AnswerProblem::OtherPattern),
        _ => Ok(()),
    }
}

fn check_address(item: &Item, text: &str) -> Result<(), AnswerProblem> {
    // FHIR's uri: no white space, and something before the colon.
    let scheme = text
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .unwrap_or_default();
    let has_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    if !has_scheme || text.contains(char::is_whitespace) {
        return Err(AnswerProblem::NotAnAddress);
    }
    check_text(item, text)
}

fn check_quantity(item: &Item, quantity: &super::Quantity) -> Result<(), AnswerProblem> {
    if !is_decimal(&quantity.value) {
        return Err(AnswerProblem::NotANumber);
    }
    fineness(item, &quantity.value)?;
    let is_unit = |unit: &super::Coding| match &unit.code {
        Some(code) => quantity.code.as_ref() == Some(code) && quantity.system == unit.system,
        None => quantity.unit == unit.display,
    };
    if item.units.is_empty() || item.units.iter().any(is_unit) {
        Ok(())
    } else {
        Err(AnswerProblem::NoUnit)
    }
}

fn check_file(item: &Item, file: &super::Attachment) -> Result<(), AnswerProblem> {
    if let Some(most) = item.limits.max_size.filter(|most| file.size > *most) {
        return Err(AnswerProblem::FileTooLarge { most });
    }
    let kinds = &item.limits.mime_types;
    let of_kind = |kind: &String| match (kind.strip_suffix("/*"), &file.content_type) {
        (Some(family), Some(own)) => own.split('/').next() == Some(family),
        (None, Some(own)) => own.eq_ignore_ascii_case(kind),
        (_, None) => false,
    };
    if kinds.is_empty() || kinds.iter().any(of_kind) {
        Ok(())
    } else {
        Err(AnswerProblem::FileKind)
    }
}

fn fineness(item: &Item, text: &str) -> Result<(), AnswerProblem> {
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    let places = mantissa
        .split_once('.')
        .map_or(0, |(_, places)| places.len());
    match item.limits.max_decimal_places {
        Some(most) if places > most as usize => Err(AnswerProblem::TooFine { most }),
        _ => Ok(()),
    }
}

fn bounds(
    item: &Item,
    value: &Value,
    work_out: &impl Fn(&Formula) -> Option<Value>,
) -> Result<(), AnswerProblem> {
    let fixed = |bound: &Option<Bound>| match bound {
        Some(Bound::Fixed(value)) => Some(value.clone()),
        Some(Bound::WorkedOut(formula)) => work_out(formula),
        None => None,
    };
    let out = |bound: &Value, wrong: Ordering| match (value, bound) {
        // What cannot be compared cannot be let through: 5 kg is not at most 10 miles.
        (Value::Quantity(one), Value::Quantity(other)) if !one.same_unit(other) => true,
        _ => value.order(bound) == Some(wrong),
    };
    if let Some(least) = fixed(&item.limits.min).filter(|b| out(b, Ordering::Less)) {
        let least = written(&least);
        return Err(AnswerProblem::TooLow { least });
    }
    if let Some(most) = fixed(&item.limits.max).filter(|b| out(b, Ordering::Greater)) {
        let most = written(&most);
        return Err(AnswerProblem::TooHigh { most });
    }
    Ok(())
}

fn written(bound: &Value) -> String {
    match bound {
        Value::Integer(whole) => whole.to_string(),
        Value::Quantity(quantity) => {
            let unit = quantity.unit.as_deref().or(quantity.code.as_deref());
            format!("{} {}", quantity.value, unit.unwrap_or_default())
                .trim()
                .to_owned()
        }
        Value::Decimal(text) | Value::Date(text) | Value::DateTime(text) | Value::Time(text) => {
            text.clone()
        }
        _ => String::new(),
    }
}

fn is_option(item: &Item, value: &Value) -> bool {
    // Options that are worked out change with the answers; the page offers the present ones.
    item.options_formula.is_some() || item.options.iter().any(|o| o.value.same_as(value))
}

/// FHIR's decimal: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`, which is JSON's number, and one
/// that a computer can hold.
pub(super) fn is_decimal(text: &str) -> bool {
    let starts = |t: &str| t.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    starts(text)
        && text.len() <= 64
        && serde_json::from_str::<serde_json::Number>(text).is_ok()
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// FHIR's date: a year, a month or a day that the calendar has.
pub(super) fn is_date(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let right_shape = matches!(text.len(), 4 | 7 | 10) && text.bytes().enumerate().all(shape);
    let rest = "0000-01-01".get(text.len()..).unwrap_or_default();
    right_shape && format!("{text}{rest}").parse::<Date>().is_ok()
}

/// FHIR's time: `HH:MM:SS`, with a fraction if need be.
pub(super) fn is_time(text: &str) -> bool {
    let whole = text.get(..8).unwrap_or_default();
    let shape = |(at, byte): (usize, u8)| match at {
        2 | 5 => byte == b':',
        _ => byte.is_ascii_digit(),
    };
    let fraction = text.get(8..).unwrap_or_default();
    let right_fraction = fraction.is_empty()
        || fraction.strip_prefix('.').is_some_and(|f| {
            !f.is_empty() && f.len() <= 9 && f.bytes().all(|b| b.is_ascii_digit())
        });
    whole.len() == 8
        && whole.bytes().enumerate().all(shape)
        && right_fraction
        && whole.parse::<Time>().is_ok()
}

/// FHIR's dateTime: a date, or a day with a time and its offset.
pub(super) fn is_moment(text: &str) -> bool {
    if is_date(text) {
        return true;
    }
    let Some((day, rest)) = text.split_once('T') else {
        return false;
    };
    let Some(at) = rest.find(['Z', '+', '-']) else {
        return false;
    };
    let (time, offset) = rest.split_at(at);
    let right_offset = offset == "Z"
        || (offset.len() == 6 && is_time(&format!("{}:00", offset.get(1..).unwrap_or_default())));
    day.len() == 10 && is_date(day) && is_time(time) && right_offset
}

// A day alone has no time; a time alone has no day. Each is said for what it lacks.
fn check_moment(text: &str) -> Result<(), AnswerProblem> {
    if is_moment(text) {
        return Ok(());
    }
    let day = text.split('T').next().unwrap_or_default();
    Err(if is_date(day) {
        AnswerProblem::NotATime
    } else {
        AnswerProblem::NotADay
    })
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

    #[test]
    fn times_and_moments_are_those_of_the_clock() {
        for good in ["00:00:00", "23:59:59", "12:30:00.5"] {
            assert!(is_time(good), "{good}");
        }
        for bad in [
            "24:00:00",
            "12:30",
            "1:30:00",
            "12:30:00.",
            "12-30-00",
            "ab:cd:ef",
        ] {
            assert!(!is_time(bad), "{bad}");
        }
        for good in [
            "2026",
            "2026-02-01",
            "2026-02-01T10:00:00Z",
            "2026-02-01T10:00:00+01:00",
        ] {
            assert!(is_moment(good), "{good}");
        }
        for bad in [
            "2026-02-01T10:00:00",
            "2026-02-01T10:00Z",
            "2026-02T10:00:00Z",
            "T",
        ] {
            assert!(!is_moment(bad), "{bad}");
        }
        assert_eq!(check_moment("2026-02-01T"), Err(AnswerProblem::NotATime));
        assert_eq!(check_moment("T10:00:00Z"), Err(AnswerProblem::NotADay));
    }
}
