//! What an expression gave, as an answer or as an option.

use super::{Choice, Coding, Item, Kind, Quantity, Value};
use serde_json::Value as Json;
use std::sync::Arc;

/// What an expression gave, as an answer to an item; none where it cannot be one.
pub(super) fn as_answer(item: &Item, json: &Json) -> Option<Value> {
    let text = || json.as_str().map(str::to_owned);
    Some(match item.kind {
        Kind::Boolean => Value::Boolean(json.as_bool()?),
        Kind::Integer => Value::Integer(whole(json)?),
        Kind::Decimal => Value::Decimal(json.as_number()?.to_string()),
        Kind::Date => Value::Date(text()?.chars().take(10).collect()),
        Kind::DateTime => Value::DateTime(text()?),
        Kind::Time => Value::Time(text()?),
        Kind::Url => Value::Url(text()?),
        Kind::String | Kind::Text => match json {
            Json::String(text) => Value::Text(text.clone()),
            Json::Number(number) => Value::Text(number.to_string()),
            _ => return None,
        },
        Kind::Quantity => quantity(item, json)?,
        Kind::Choice => {
            let value = free(json)?;
            let option = item
                .options
                .iter()
                .find(|o| o.value.same_as(&value) || is_code_of(&o.value, json));
            match option {
                Some(option) => option.value.clone(),
                None if item.open || item.options.is_empty() => value,
                None => return None,
            }
        }
        Kind::Attachment | Kind::Reference | Kind::Group | Kind::Display => return None,
    })
}

fn whole(json: &Json) -> Option<i64> {
    let number = json.as_number()?;
    let whole = number.as_i64();
    // 12.0 is a whole number too; FHIRPath's sums of decimals are written so.
    whole.or_else(|| {
        number
            .as_f64()
            .filter(|n| n.fract() == 0.0 && n.abs() < 2e9)
            .map(|n| n as i64)
    })
}

fn quantity(item: &Item, json: &Json) -> Option<Value> {
    let text = |name: &str| json.get(name).and_then(Json::as_str).map(str::to_owned);
    let of_item = item.units.first();
    let number = json
        .as_number()
        .or_else(|| json.get("value")?.as_number())?;
    let plain = json.is_number();
    let unit = |own: Option<String>, of: fn(&Coding) -> Option<String>| {
        own.or_else(|| of_item.filter(|_| plain).and_then(of))
    };
    Some(Value::Quantity(Quantity {
        value: number.to_string(),
        unit: unit(text("unit"), |u| u.display.clone()),
        system: unit(text("system"), |u| u.system.clone()),
        code: unit(text("code"), |u| u.code.clone()),
    }))
}

fn is_code_of(option: &Value, json: &Json) -> bool {
    matches!((option, json.as_str()), (Value::Coding(coding), Some(code)) if coding.code.as_deref() == Some(code))
}

/// What an expression gave, as an answer of whatever type it has.
fn free(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Bool(yes) => Value::Boolean(*yes),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Value::Decimal(number.to_string()),
        },
        Json::String(text) => Value::Text(text.clone()),
        Json::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Json::as_str).map(str::to_owned);
            let coding = Coding {
                system: text("system"),
                code: text("code"),
                display: text("display"),
            };
            let says_something = coding.code.is_some() || coding.display.is_some();
            says_something.then_some(Value::Coding(coding))?
        }
        Json::Null | Json::Array(_) => return None,
    })
}

/// What an expression gave, as an option to choose.
pub(super) fn as_option(json: &Json) -> Option<Choice> {
    let value = free(json)?;
    let label = match &value {
        Value::Coding(coding) => coding.display.clone().or_else(|| coding.code.clone())?,
        Value::Text(text) | Value::Decimal(text) => text.clone(),
        Value::Integer(whole) => whole.to_string(),
        _ => return None,
    };
    let name = format!("value{}", value.type_name());
    Some(Choice {
        raw: Arc::new(serde_json::json!({ name: json })),
        value,
        label,
        prefix: None,
        weight: None,
        exclusive: false,
        chosen_first: false,
    })
}
