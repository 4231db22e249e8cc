//! What an answer must keep to: lengths, bounds, patterns, files.

use super::critical;
use super::formulas::{self, Scope};
use super::raw::{Findings, Raw, code_in, short};
use super::value;
use crate::forms::{Bound, Kind, Limits, Pattern, Refused};
use serde_json::Value;

const CALCULATED_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/cqf-calculatedValue";

/// Reads what an answer must keep to.
pub(super) fn limits(item: Raw, kind: Kind, scope: &Scope, findings: &mut Findings) -> Limits {
    let count = |url: &str, findings: &mut Findings| findings.or_default(item.count(url));
    let min_occurs = count(core_url!("questionnaire-minOccurs"), findings);
    let max_occurs = count(core_url!("questionnaire-maxOccurs"), findings);
    if min_occurs
        .zip(max_occurs)
        .is_some_and(|(least, most)| least > most)
        || max_occurs == Some(0)
    {
        findings.refuse(item.contradicts("it wants more answers than it allows"));
    }
    Limits {
        min_occurs,
        max_occurs,
        min: bound(
            item,
            kind,
            [core_url!("minValue"), sdc_url!("minQuantity")],
            scope,
            findings,
        ),
        max: bound(
            item,
            kind,
            [core_url!("maxValue"), sdc_url!("maxQuantity")],
            scope,
            findings,
        ),
        min_length: count(core_url!("minLength"), findings),
        max_length: findings.or_default(max_length(item)),
        max_decimal_places: count(core_url!("maxDecimalPlaces"), findings),
        pattern: pattern(item, findings),
        max_size: max_size(item, findings),
        mime_types: item
            .extensions(core_url!("mimeType"))
            .filter_map(|e| code_in(e).or_else(|| e.get("valueString")?.as_str()))
            .map(str::to_owned)
            .collect(),
    }
}

fn max_length(item: Raw) -> Result<Option<u32>, Refused> {
    let Some(value) = item.field("maxLength") else {
        return Ok(None);
    };
    let most = value.as_u64().and_then(|n| u32::try_from(n).ok());
    most.filter(|n| *n > 0)
        .map(Some)
        .ok_or_else(|| item.odd("maxLength"))
}

fn max_size(item: Raw, findings: &mut Findings) -> Option<u64> {
    let extension = item.extension(core_url!("maxSize"))?;
    let number = extension
        .get("valueDecimal")
        .or_else(|| extension.get("valueInteger"));
    let size = number.and_then(Value::as_f64).filter(|n| *n >= 0.0);
    if size.is_none() {
        findings.refuse(item.odd("maxSize"));
    }
    size.map(|n| n as u64)
}

// A pattern that cannot be checked here is left to the server: the answer may come back as one that
// needs the person, but nothing wrong is said of it.
fn pattern(item: Raw, findings: &mut Findings) -> Option<Pattern> {
    let text = item.words(core_url!("regex"))?;
    let pattern = Pattern::read(&text);
    if pattern.is_none() {
        findings.leave_out(
            item,
            "regex: an expression that cannot be checked in bounded time",
        );
    }
    pattern
}

fn bound(
    item: Raw,
    kind: Kind,
    [url, of_quantity]: [&str; 2],
    scope: &Scope,
    findings: &mut Findings,
) -> Option<Bound> {
    let (core, name) = (item.extension(url), short(url));
    // SDC has a name of its own for the bounds of quantities, which R4's do not take.
    let of_quantity = || match kind {
        Kind::Quantity => item.extension(of_quantity),
        _ => None,
    };
    let extension = core.or_else(of_quantity)?;
    if let Some(expression) = worked_out(extension) {
        return formulas::inner(item, expression, scope, findings).map(Bound::WorkedOut);
    }
    let read =
        value::answer(item, extension, "value").and_then(|v| v.ok_or_else(|| item.odd(name)));
    match read {
        Ok(value) => {
            let number = value.number().is_some();
            // A whole number may bound a quantity in an old form: without a unit it bounds nothing.
            if number && kind == Kind::Quantity {
                findings.leave_out(item, format!("{name}: a bound without a unit"));
                return None;
            }
            Some(Bound::Fixed(value))
        }
        Err(refused) => {
            findings.refuse(refused);
            None
        }
    }
}

// `valueDate` with an expression beside it, or an expression in place of a value.
fn worked_out(extension: &Value) -> Option<&Value> {
    let fields = extension.as_object()?;
    let beside = fields.iter().filter(|(name, _)| name.starts_with("_value"));
    let mut inner = beside.flat_map(|(_, v)| critical::extensions(v));
    let found = inner.find(|(url, _)| *url == CALCULATED_VALUE);
    let direct = critical::extensions(extension).find(|(url, _)| *url == CALCULATED_VALUE);
    let of_extension = found.or(direct).and_then(|(_, e)| e.get("valueExpression"));
    of_extension.or_else(|| extension.get("valueExpression"))
}
