//! One answer: whether it is of the type that its item asks for, and whether it is well made.

use super::element::{ANSWERS, check_parts};
use super::enabled::Scope;
use super::form::Type;
use super::walk::Judge;
use super::{files, limits, list, options, quantities, references, value_of};
use crate::fhir::questionnaire::value::of_type;
use crate::forms::Value as Answer;
use serde_json::Value;

/// FHIR's largest string.
const LONGEST: usize = 1_048_576;

/// An answer with its type.
pub(super) struct Said<'a> {
    /// FHIR's name of the type, as behind `value`.
    pub(super) kind: &'a str,
    /// As it came.
    pub(super) raw: &'a Value,
    /// As the app holds it.
    pub(super) value: Answer,
}

/// An item of the response that is looked at.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s> {
    /// Which item of the form it is.
    pub(super) place: usize,
    /// As it came.
    pub(super) element: &'s Value,
    /// What it stands in.
    pub(super) scope: Option<&'s Scope<'s>>,
}

/// Checks one answer to an item.
pub(super) fn check<'a>(judge: &mut Judge<'a>, spot: Spot, answer: &'a Value, beside: usize) {
    let (form, place) = (judge.form, spot.place);
    let asked = &form.items[place];
    let link_id = asked.link_id;
    let no_answers = match asked.kind {
        Type::Display => Some("an item of the type display has no answers"),
        Type::Question => Some("an item of the type question has no answers"),
        Type::Unknown => Some("the form gives this item no type that FHIR R4 has"),
        _ => None,
    };
    if let Some(message) = no_answers {
        judge.report.error(link_id, message);
        return;
    }
    let Some((kind, raw)) = value_of(answer).filter(|(kind, _)| ANSWERS.contains(kind)) else {
        return;
    };
    let taken = kinds(asked.kind);
    let among_options = asked.kind.is_choice()
        && list(asked.value, "answerOption")
            .iter()
            .any(|o| value_of(o).is_some_and(|(k, _)| k == kind));
    if !taken.contains(&kind) && !among_options {
        let wanted = taken.join(", ");
        let message = format!("the answer must be of the type {wanted}, and it is a {kind}");
        judge.report.error(link_id, message);
        return;
    }
    if let Err(what) = well_made(kind, raw) {
        judge.report.error(link_id, what);
        return;
    }
    let Some(value) = of_type(kind, raw) else {
        judge.report.error(
            link_id,
            format!("the answer is not a {kind} as FHIR writes it"),
        );
        return;
    };
    let said = Said { kind, raw, value };
    limits::check(judge, asked, spot, &said);
    match kind {
        "Quantity" => quantities::check(judge, asked, spot, &said),
        "Attachment" => files::check(judge, asked, raw),
        "Reference" => references::check(judge, asked, raw),
        _ => {}
    }
    options::check(judge, asked, place, &said, beside);
}

/// The types of answer that an item takes.
fn kinds(kind: Type) -> &'static [&'static str] {
    match kind {
        Type::Boolean => &["Boolean"],
        Type::Decimal => &["Decimal"],
        Type::Integer => &["Integer"],
        Type::Date => &["Date"],
        Type::DateTime => &["DateTime"],
        Type::Time => &["Time"],
        Type::String | Type::Text => &["String"],
        Type::Url => &["Uri"],
        Type::Choice | Type::OpenChoice => &["Coding", "Date", "Time", "Integer", "String"],
        Type::Attachment => &["Attachment"],
        Type::Reference => &["Reference"],
        Type::Quantity => &["Quantity"],
        Type::Group | Type::Display | Type::Question | Type::Unknown => &[],
    }
}

// The shape that R4 gives to a value of a type.
fn well_made(kind: &str, raw: &Value) -> Result<(), String> {
    let odd = || format!("the answer is not a {kind} as FHIR writes it");
    match kind {
        "Coding" => {
            check_parts(
                raw,
                &["system", "version", "code", "display"],
                &["userSelected"],
            )?;
        }
        "Quantity" => {
            check_parts(raw, &["comparator", "unit", "system", "code"], &["value"])?;
            if raw.get("code").is_some() && raw.get("system").is_none() {
                return Err("a quantity with a code of its unit has a system too (qty-3)".into());
            }
            let number = raw.get("value");
            if number.is_some_and(|n| !n.is_number()) {
                return Err(odd());
            }
        }
        "Attachment" => {
            let texts = [
                "contentType",
                "language",
                "data",
                "url",
                "hash",
                "title",
                "creation",
            ];
            check_parts(raw, &texts, &["size"])?;
        }
        "Reference" => check_parts(raw, &["reference", "type", "display"], &["identifier"])?,
        "String" => {
            let text = raw.as_str().ok_or_else(odd)?;
            if text.is_empty() {
                return Err("the answer is an empty text".to_owned());
            }
            if text.len() > LONGEST {
                return Err("the answer is longer than FHIR lets a text be".to_owned());
            }
        }
        _ => {
            let value = of_type(kind, raw).ok_or_else(odd)?;
            if !value.is_well_formed() {
                return Err(odd());
            }
        }
    }
    Ok(())
}
