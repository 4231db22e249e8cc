//! Lengths, patterns, bounds and digits.

use super::form::{Asked, Type};
use super::values::{Said, Spot};
use super::walk::Judge;
use super::{count, extensions, text, value_of};
use crate::fhir::questionnaire::value::of_type;
use crate::forms::{Pattern, Value as Answer};
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

const MIN_LENGTH: &str = "http://hl7.org/fhir/StructureDefinition/minLength";
const REGEX: &str = "http://hl7.org/fhir/StructureDefinition/regex";
const ENTRY_FORMAT: &str = "http://hl7.org/fhir/StructureDefinition/entryFormat";
pub(super) const MIN_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/minValue";
pub(super) const MAX_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/maxValue";
const CALCULATED: &str = "http://hl7.org/fhir/StructureDefinition/cqf-calculatedValue";
/// Begins why a bound could not be compared.
const WORKED_OUT: &str = "unsupported: a bound that is worked out (minValue, maxValue)";
const MAX_DECIMALS: &str = "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces";

/// The patterns of a form, built once.
#[derive(Default)]
pub(super) struct Patterns(HashMap<usize, Option<Arc<Pattern>>>);

/// Checks an answer against what it must keep to.
pub(super) fn check(judge: &mut Judge, asked: &Asked, spot: Spot, said: &Said) {
    let place = spot.place;
    match &said.value {
        // The words of an option are the form's own.
        Answer::Text(words) if asked.kind.is_choice() && is_option_text(asked, words) => {}
        Answer::Text(words) if asked.kind.is_choice() => check_text(judge, asked, place, words),
        Answer::Text(words) => {
            check_text(judge, asked, place, words);
            if asked.kind == Type::String && words.contains(['\r', '\n']) {
                let message = "the answer to a string has line breaks; a text may have them";
                judge.report.warn(asked.link_id, message);
            }
        }
        Answer::Url(address) => check_text(judge, asked, place, address),
        Answer::Decimal(number) => check_places(judge, asked, number),
        Answer::Quantity(quantity) => check_places(judge, asked, &quantity.value),
        _ => {}
    }
    // Quantities have bounds of their own, with units.
    if !matches!(said.value, Answer::Quantity(_)) {
        check_bound(judge, asked, spot, said, (MIN_VALUE, Ordering::Less));
        check_bound(judge, asked, spot, said, (MAX_VALUE, Ordering::Greater));
    }
}

fn is_option_text(asked: &Asked, words: &str) -> bool {
    let options = super::list(asked.value, "answerOption").iter();
    options
        .take(1_000)
        .any(|o| text(o, "valueString") == Some(words))
}

fn check_text(judge: &mut Judge, asked: &Asked, place: usize, words: &str) {
    let link_id = asked.link_id;
    let length = words.chars().count() as u64;
    if let Some(least) = count(asked.value, MIN_LENGTH).filter(|least| length < *least) {
        let message = format!("the answer is shorter than the minimum length of {least}");
        judge.report.error(link_id, message);
    }
    let most = asked.value.get("maxLength").and_then(Value::as_u64);
    if let Some(most) = most.filter(|most| length > *most) {
        let message = format!("the answer is longer than the maximum length of {most}");
        judge.report.error(link_id, message);
    }
    let Some(regex) = extensions(asked.value, REGEX).next() else {
        return;
    };
    let regex = value_of(regex)
        .and_then(|(_, v)| v.as_str())
        .unwrap_or_default();
    let pattern = judge.patterns.0.entry(place);
    let pattern = pattern
        .or_insert_with(|| Pattern::read(regex).map(Arc::new))
        .clone();
    match pattern {
        None => judge.report.leave(
            link_id,
            "its pattern (regex) cannot be checked in bounded time",
        ),
        Some(pattern) if !pattern.fits(words) => {
            let format = extensions(asked.value, ENTRY_FORMAT).next();
            let format = format.and_then(|e| value_of(e)?.1.as_str());
            let wanted = format.map_or_else(|| format!("regex {regex:?}"), |f| format!("{f:?}"));
            let wanted: String = wanted.chars().take(200).collect();
            let message = format!("the answer does not have the expected format: {wanted}");
            judge.report.error(link_id, message);
        }
        Some(_) => {}
    }
}

fn check_places(judge: &mut Judge, asked: &Asked, number: &str) {
    let Some(most) = count(asked.value, MAX_DECIMALS) else {
        return;
    };
    let mantissa = number.split(['e', 'E']).next().unwrap_or(number);
    let places = mantissa
        .split_once('.')
        .map_or(0, |(_, places)| places.len());
    if places as u64 > most {
        let message = format!("the number has too many decimal places (maxDecimalPlaces {most})");
        judge.report.error(asked.link_id, message);
    }
}

/// The bound in an extension, as it is written or worked out; why there is none that can be compared.
pub(super) fn bound(
    judge: &Judge,
    asked: &Asked,
    spot: Spot,
    url: &str,
) -> Option<Result<Answer, String>> {
    let extension = extensions(asked.value, url).next()?;
    if let Some(calculation) = calculation(extension) {
        let found = judge.worked_out(calculation, spot);
        let bound = found.and_then(|found| worked_bound(asked.kind, extension, &found));
        return Some(bound.map_err(|why| format!("{WORKED_OUT}: {why}")));
    }
    let Some((kind, value)) = value_of(extension) else {
        return Some(Err(format!("{WORKED_OUT}: it has no expression")));
    };
    let odd = || "a bound that is not in FHIR's shape (minValue, maxValue)".to_owned();
    Some(of_type(kind, value).ok_or_else(odd))
}

/// The extension that holds the expression of a bound: beside its value, in place of it, or right in it.
fn calculation(extension: &Value) -> Option<&Value> {
    let fields = extension.as_object()?;
    let beside = fields.iter().filter(|(name, _)| name.starts_with("_value"));
    let mut inner = beside.flat_map(|(_, element)| extensions(element, CALCULATED));
    let found = inner.next();
    let found = found.or_else(|| extensions(extension, CALCULATED).next());
    found.or_else(|| extension.get("valueExpression").map(|_| extension))
}

fn worked_bound(asked: Type, extension: &Value, found: &[Value]) -> Result<Answer, String> {
    let [one] = found else {
        let what = match found.len() {
            0 => "it gives nothing",
            _ => "it gives several values",
        };
        return Err(what.to_owned());
    };
    let fields = extension.as_object().into_iter().flatten();
    let mut named = fields.filter_map(|(name, _)| name.strip_prefix("_value"));
    let kind = named.next().or(match asked {
        Type::Decimal => Some("Decimal"),
        Type::Integer => Some("Integer"),
        Type::Date => Some("Date"),
        Type::DateTime => Some("DateTime"),
        Type::Time => Some("Time"),
        Type::Quantity => Some("Quantity"),
        _ => None,
    });
    let value = kind.and_then(|kind| of_type(kind, one));
    value.ok_or_else(|| "it gives a value of another type".to_owned())
}

fn check_bound(
    judge: &mut Judge,
    asked: &Asked,
    spot: Spot,
    said: &Said,
    (url, wrong): (&str, Ordering),
) {
    let bound = match bound(judge, asked, spot, url) {
        None => return,
        Some(Err(why)) => return judge.report.leave(asked.link_id, why),
        Some(Ok(bound)) => bound,
    };
    let order = said.value.order(&bound);
    if order.is_none() && calculation_at(asked, url) {
        let why = format!("{WORKED_OUT}: it cannot be compared with the answer");
        return judge.report.leave(asked.link_id, why);
    }
    if order == Some(wrong) {
        let (what, which) = match wrong {
            Ordering::Less => ("less than the allowed minimum", "minValue"),
            _ => ("greater than the allowed maximum", "maxValue"),
        };
        judge
            .report
            .error(asked.link_id, format!("the answer is {what} ({which})"));
    }
}

fn calculation_at(asked: &Asked, url: &str) -> bool {
    let extension = extensions(asked.value, url).next();
    extension.and_then(calculation).is_some()
}
