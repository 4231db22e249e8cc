//! From what is written on a page to an answer. Nothing that somebody writes is thrown away: what is no
//! number or no day yet is kept as it was written, is said, and is not sent.

use crate::forms::{Bound, Coding, Item, Kind, Quantity, Value};

/// What was written, as an answer of this kind. Nothing written is no answer.
pub fn read(item: &Item, text: &str) -> Vec<Value> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Vec::new();
    }
    vec![match item.kind {
        Kind::Integer => match trimmed.parse() {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Decimal(as_number(trimmed)),
        },
        Kind::Decimal => Value::Decimal(as_number(trimmed)),
        Kind::Date => Value::Date(trimmed.to_owned()),
        Kind::Time => Value::Time(trimmed.to_owned()),
        Kind::DateTime => Value::DateTime(trimmed.to_owned()),
        Kind::Url => Value::Url(trimmed.to_owned()),
        _ => Value::Text(text.to_owned()),
    }]
}

/// A number as it was written, with its unit.
pub fn quantity(number: &str, unit: Option<&Coding>) -> Vec<Value> {
    let number = number.trim();
    if number.is_empty() {
        return Vec::new();
    }
    vec![Value::Quantity(Quantity {
        value: as_number(number),
        unit: unit.and_then(|u| u.display.clone().or_else(|| u.code.clone())),
        system: unit.and_then(|u| u.system.clone()),
        code: unit.and_then(|u| u.code.clone()),
    })]
}

// People write a comma for the point, a plus, and leave zeros out; FHIR does not.
fn as_number(written: &str) -> String {
    let plain = written.replace(',', ".").replace('−', "-");
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let is_number = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.bytes().filter(|b| *b == b'.').count() < 2
        && digits.bytes().any(|b| b.is_ascii_digit());
    if !is_number {
        return written.to_owned();
    }
    let whole = digits.split('.').next().unwrap_or_default();
    let fraction = digits.split_once('.').map(|(_, f)| f).unwrap_or_default();
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    match fraction {
        "" => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{fraction}"),
    }
}

/// What a field begins with.
pub fn written(value: Option<&Value>) -> String {
    match value {
        Some(Value::Integer(number)) => number.to_string(),
        Some(
            Value::Decimal(text)
            | Value::Date(text)
            | Value::DateTime(text)
            | Value::Time(text)
            | Value::Text(text)
            | Value::Url(text),
        ) => text.clone(),
        Some(Value::Quantity(quantity)) => quantity.value.clone(),
        _ => String::new(),
    }
}

/// The fixed ends of what a number may be.
pub fn ends(item: &Item) -> (Option<i64>, Option<i64>) {
    let fixed = |bound: &Option<Bound>| match bound {
        Some(Bound::Fixed(value)) => value.number().map(|n| n.round() as i64),
        _ => None,
    };
    (fixed(&item.limits.min), fixed(&item.limits.max))
}

/// A day and a time of the clock in London, as one moment; as they stand where they make none.
pub fn moment(day: &str, time: &str) -> String {
    if day.is_empty() && time.is_empty() {
        return String::new();
    }
    let moment = (|| {
        let day: jiff::civil::Date = day.parse().ok()?;
        let time: jiff::civil::Time = time.parse().ok()?;
        let zoned = day
            .to_datetime(time)
            .to_zoned(crate::words::london().clone());
        Some(zoned.ok()?.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    })();
    moment.unwrap_or_else(|| format!("{day}T{time}"))
}

/// The day and the time of a moment, as its two fields begin.
pub fn day_and_time(moment: &str) -> (String, String) {
    let (day, rest) = moment.split_once('T').unwrap_or((moment, ""));
    let offset = rest.find(['Z', '+']).unwrap_or_else(|| {
        let minus = rest.rfind('-').filter(|at| *at >= 5);
        minus.unwrap_or(rest.len())
    });
    let time = rest.get(..offset).unwrap_or(rest);
    (day.to_owned(), time.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::{AnswerProblem, Path, Questionnaire, Session};
    use std::collections::BTreeMap;
    use std::sync::Arc;

    fn problem(kind: Kind, text: &str) -> Option<AnswerProblem> {
        let item = Item::new("1", kind);
        let values = read(&item, text);
        let form = Questionnaire {
            url: "https://example.org/a".into(),
            version: None,
            title: None,
            purpose: None,
            language: None,
            copyright: None,
            codes: Vec::new(),
            entry: Default::default(),
            variables: Vec::new(),
            constraints: Vec::new(),
            items: vec![Arc::new(item)],
            raw: None,
            planned: Default::default(),
        };
        let session = Session::new(Arc::new(form), BTreeMap::from([(Path::of("1"), values)]));
        session.check(&Path::of("1")).err()
    }

    #[test]
    fn what_is_no_answer_yet_is_kept_and_said() {
        for (kind, good) in [
            (Kind::Integer, "7"),
            (Kind::Integer, "-3"),
            (Kind::Decimal, "1,50"),
            (Kind::Decimal, ".5"),
            (Kind::Decimal, "007.0"),
            (Kind::Date, "2026-03-27"),
            (Kind::Time, "09:05:00"),
            (Kind::Url, "https://example.org"),
            (Kind::Text, "łŵŷ"),
        ] {
            assert_eq!(problem(kind, good), None, "{kind:?} {good}");
        }
        for (kind, bad, said) in [
            (Kind::Integer, "seven", AnswerProblem::NotANumber),
            (Kind::Integer, "7.5", AnswerProblem::NotANumber),
            (
                Kind::Integer,
                "99999999999999999999",
                AnswerProblem::NotANumber,
            ),
            (Kind::Decimal, "inf", AnswerProblem::NotANumber),
            (Kind::Decimal, "1.2.3", AnswerProblem::NotANumber),
            (Kind::Date, "31 2 2026", AnswerProblem::NotADay),
            (Kind::Time, "24:00", AnswerProblem::NotATime),
            (Kind::Url, "nhs", AnswerProblem::NotAnAddress),
        ] {
            assert_eq!(problem(kind, bad), Some(said), "{kind:?} {bad}");
            assert_eq!(written(read(&Item::new("1", kind), bad).first()), bad);
        }
    }

    #[test]
    fn a_moment_has_the_offset_of_london_and_comes_apart_again() {
        let summer = moment("2026-07-01", "14:30:00");
        assert_eq!(summer, "2026-07-01T14:30:00+01:00");
        let both = |day: &str, time: &str| (day.to_owned(), time.to_owned());
        assert_eq!(day_and_time(&summer), both("2026-07-01", "14:30:00"));
        assert_eq!(
            day_and_time("2026-07-01T14:30:00-05:00"),
            both("2026-07-01", "14:30:00")
        );
        assert_eq!(moment("2026-07-01", ""), "2026-07-01T");
        assert_eq!(day_and_time("2026-07-01T"), both("2026-07-01", ""));
        assert_eq!(moment("1 2", "9:"), "1 2T9:");
        assert_eq!(moment("", ""), "");
    }
}
