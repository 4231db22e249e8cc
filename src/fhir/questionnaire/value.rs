//! `value[x]`, `answer[x]` and `initial.value[x]`: one answer as FHIR writes it, read and written.

use super::raw::Raw;
use crate::fhir::types;
use crate::forms::{Attachment, Coding, Quantity, Reference, Refused, Value as Answer};
use serde::Deserialize;
use serde_json::Value;

/// The one `value[x]` or `answer[x]` of an element.
pub(super) fn answer(item: Raw, element: &Value, stem: &str) -> Result<Option<Answer>, Refused> {
    let fields = element.as_object().ok_or_else(|| item.odd(stem))?;
    let mut found = fields.iter().filter_map(|(name, value)| {
        let kind = name.strip_prefix(stem)?;
        Some((kind, value)).filter(|_| !value.is_null())
    });
    let Some((kind, value)) = found.next() else {
        return Ok(None);
    };
    if found.next().is_some() {
        return Err(item.contradicts("it has two values in one place"));
    }
    if !is_known(kind) {
        let short: String = kind.chars().take(32).collect();
        return Err(item.unsupported(format!("a value of the type {short:?}")));
    }
    of_type(kind, value).map(Some).ok_or_else(|| item.odd(stem))
}

fn is_known(kind: &str) -> bool {
    [
        "Boolean",
        "Integer",
        "Decimal",
        "Date",
        "DateTime",
        "Time",
        "String",
        "Uri",
        "Url",
        "Coding",
        "Quantity",
        "Attachment",
        "Reference",
    ]
    .contains(&kind)
}

/// A value of that type (`Boolean`, `Coding`, …); none when it is not in FHIR's shape.
pub(crate) fn of_type(kind: &str, value: &Value) -> Option<Answer> {
    let text = || value.as_str().map(str::to_owned);
    Some(match kind {
        "Boolean" => Answer::Boolean(value.as_bool()?),
        "Integer" => Answer::Integer(value.as_i64()?),
        "Decimal" => Answer::Decimal(value.as_number()?.to_string()),
        "Date" => Answer::Date(text()?),
        "DateTime" => Answer::DateTime(text()?),
        "Time" => Answer::Time(text()?),
        "String" => Answer::Text(text()?),
        "Uri" | "Url" => Answer::Url(text()?),
        "Coding" => Answer::Coding(coding(value)?),
        "Quantity" => Answer::Quantity(quantity(value)?),
        "Attachment" => Answer::Attachment(attachment(value)?),
        "Reference" => Answer::Reference(reference(value)?),
        _ => return None,
    })
}

/// The code, where the element says one at all.
pub(super) fn coding(value: &Value) -> Option<Coding> {
    let coding = types::Coding::deserialize(value).ok()?.plain();
    let says_something = coding.code.is_some() || coding.display.is_some();
    says_something.then_some(coding)
}

fn text_in(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

fn quantity(value: &Value) -> Option<Quantity> {
    Some(Quantity {
        value: value.get("value")?.as_number()?.to_string(),
        unit: text_in(value, "unit"),
        system: text_in(value, "system"),
        code: text_in(value, "code"),
    })
}

fn attachment(value: &Value) -> Option<Attachment> {
    let data = text_in(value, "data");
    let stated = value.get("size").and_then(Value::as_u64);
    let held = data.as_deref().map(decoded_size);
    value.is_object().then(|| Attachment {
        content_type: text_in(value, "contentType"),
        title: text_in(value, "title"),
        size: stated.or(held).unwrap_or(0),
        data,
        url: text_in(value, "url"),
    })
}

/// How many bytes a base64 text stands for.
fn decoded_size(base64: &str) -> u64 {
    let letters = base64
        .bytes()
        .filter(|b| !b.is_ascii_whitespace() && *b != b'=');
    letters.count() as u64 * 3 / 4
}

fn reference(value: &Value) -> Option<Reference> {
    let reference = Reference {
        reference: text_in(value, "reference"),
        display: text_in(value, "display"),
    };
    let says_something = reference.reference.is_some() || reference.display.is_some();
    says_something.then_some(reference)
}
