//! One item of a form: its kind, its options, its conditions.

use super::{Raw, codes_in, critical, not_one};
use crate::fhir::codes::{ITEM_WEIGHT, ORDINAL_VALUE};
use crate::fhir::types;
use crate::forms::{Behaviour, Choice, Coding, Condition, DEEPEST, Item, Kind, Operator, Refused};
use crate::forms::{MOST_ITEMS, MOST_OPTIONS, Value as Answer};
use serde::Deserialize;
use serde_json::Value;

/// Reads all items of a form.
pub(super) fn read_items(form: &Value) -> Result<Vec<Item>, Refused> {
    let mut left = MOST_ITEMS;
    items_in(
        Raw {
            value: form,
            link_id: "",
        },
        1,
        &mut left,
    )
}

// Depth and number are counted while reading, so that a hostile form costs nothing.
fn items_in(above: Raw, depth: usize, left: &mut usize) -> Result<Vec<Item>, Refused> {
    let items = above.list("item")?;
    if !items.is_empty() && depth > DEEPEST {
        return Err(above.unsupported("nesting deeper than 32 items"));
    }
    *left = left
        .checked_sub(items.len())
        .ok_or_else(|| above.unsupported("a form of more than 5 000 items"))?;
    items
        .iter()
        .map(|value| read_item(value, depth, left))
        .collect()
}

fn read_item(value: &Value, depth: usize, left: &mut usize) -> Result<Item, Refused> {
    if !value.is_object() {
        return Err(not_one("one of its items is no item"));
    }
    let link_id = value
        .get("linkId")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let item = Raw { value, link_id };
    if link_id.trim().is_empty() {
        return Err(item.contradicts("an item has no link id"));
    }
    critical::check_extensions(item)?;
    if item.yes("repeats")? {
        return Err(item.unsupported("more than one answer"));
    }
    let (hidden, read_only) = (critical::is_hidden(item)?, item.yes("readOnly")?);
    critical::check_calculated(item, hidden, read_only)?;
    let options = options(item)?;
    let written_kind = kind(item)?;
    let conditions = item.list("enableWhen")?.iter();
    Ok(Item {
        link_id: link_id.to_owned(),
        prefix: item.text("prefix")?.map(str::to_owned),
        text: item.text("text")?.map(str::to_owned),
        kind: asked_kind(item, written_kind, &options)?,
        codes: codes_in(value),
        required: item.yes("required")?,
        hidden,
        read_only,
        max_length: max_length(item)?,
        options,
        conditions: conditions
            .map(|c| condition(item, c))
            .collect::<Result<_, _>>()?,
        behaviour: behaviour(item)?,
        items: items_in(item, depth + 1, left)?,
    })
}

fn kind(item: Raw) -> Result<Kind, Refused> {
    Ok(match item.text("type")? {
        Some("group") => Kind::Group,
        Some("display") => Kind::Display,
        Some("boolean") => Kind::Boolean,
        Some("decimal") => Kind::Decimal,
        Some("integer") => Kind::Integer,
        Some("date") => Kind::Date,
        Some("string") => Kind::String,
        Some("text") => Kind::Text,
        Some("choice") => Kind::Choice,
        None => return Err(item.contradicts("it has no type")),
        Some(other) => {
            let short: String = other.chars().take(32).collect();
            return Err(item.unsupported(format!("the type {short:?}")));
        }
    })
}

// R4 lets numbers, days and texts have options too: that is a choice among numbers, days or texts.
fn asked_kind(item: Raw, written: Kind, options: &[Choice]) -> Result<Kind, Refused> {
    if options.is_empty() {
        return Ok(written);
    }
    let fits = |option: &Choice| {
        matches!(
            (&option.value, written),
            (Answer::Coding(_), Kind::Choice)
                | (Answer::Integer(_), Kind::Integer | Kind::Choice)
                | (Answer::Date(_), Kind::Date | Kind::Choice)
                | (Answer::Text(_), Kind::String | Kind::Text | Kind::Choice)
        )
    };
    if options.iter().all(fits) {
        Ok(Kind::Choice)
    } else {
        Err(item.contradicts("its options are of another type than it"))
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

fn options(item: Raw) -> Result<Vec<Choice>, Refused> {
    let options = item.list("answerOption")?;
    if options.len() > MOST_OPTIONS {
        return Err(item.unsupported("a choice of more than 5 000 options"));
    }
    match (item.field("answerValueSet"), options.is_empty()) {
        (Some(_), true) => Err(item.unsupported("a choice without options in the form")),
        (Some(_), false) => Err(item.contradicts("it has options in two places")),
        (None, _) => options.iter().map(|option| choice(item, option)).collect(),
    }
}

fn choice(item: Raw, option: &Value) -> Result<Choice, Refused> {
    let value = answer(item, option, "value")?
        .ok_or_else(|| item.contradicts("one of its options is empty"))?;
    let label = match &value {
        Answer::Coding(coding) => coding.display.clone().or_else(|| coding.code.clone()),
        Answer::Integer(number) => Some(number.to_string()),
        Answer::Date(text) | Answer::Text(text) => Some(text.clone()),
        Answer::Boolean(_) | Answer::Decimal(_) => None,
    };
    let label = label.filter(|words| !words.trim().is_empty());
    Ok(Choice {
        weight: weight(option).or_else(|| weight(option.get("valueCoding")?)),
        label: label.ok_or_else(|| item.contradicts("one of its options has no words"))?,
        value,
    })
}

// The weight stands on the option, or inside its code; older and newer name.
fn weight(element: &Value) -> Option<f64> {
    let mut weights =
        critical::extensions(element).filter(|(url, _)| [ORDINAL_VALUE, ITEM_WEIGHT].contains(url));
    let (_, weight) = weights.next()?;
    weight
        .get("valueDecimal")?
        .as_f64()
        .filter(|w| w.is_finite())
}

fn behaviour(item: Raw) -> Result<Behaviour, Refused> {
    match item.text("enableBehavior")? {
        Some("all") => Ok(Behaviour::All),
        Some("any") => Ok(Behaviour::Any),
        None if item.list("enableWhen")?.len() < 2 => Ok(Behaviour::All),
        // R4 (que-12) wants it said; other apps guess differently, so we do not guess.
        None => {
            Err(item
                .contradicts("it has several conditions and does not say whether all must hold"))
        }
        Some(_) => Err(item.odd("enableBehavior")),
    }
}

fn condition(item: Raw, value: &Value) -> Result<Condition, Refused> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let question = text("question").ok_or_else(|| item.odd("enableWhen"))?;
    let operator = match text("operator") {
        Some("exists") => Operator::Exists,
        Some("=") => Operator::Equal,
        Some("!=") => Operator::NotEqual,
        Some(">") => Operator::Greater,
        Some("<") => Operator::Less,
        Some(">=") => Operator::GreaterOrEqual,
        Some("<=") => Operator::LessOrEqual,
        _ => return Err(item.odd("enableWhen")),
    };
    let answer = answer(item, value, "answer")?.ok_or_else(|| item.odd("enableWhen"))?;
    Ok(Condition {
        question: question.to_owned(),
        operator,
        answer,
    })
}

/// The one `value[x]` or `answer[x]` of an element.
fn answer(item: Raw, element: &Value, stem: &str) -> Result<Option<Answer>, Refused> {
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
    let text = || value.as_str().map(str::to_owned);
    let read = match kind {
        "Boolean" => value.as_bool().map(Answer::Boolean),
        "Integer" => value.as_i64().map(Answer::Integer),
        "Decimal" => value.as_number().map(|n| Answer::Decimal(n.to_string())),
        "Date" => text().map(Answer::Date),
        "String" => text().map(Answer::Text),
        "Coding" => coding(value).map(Answer::Coding),
        other => {
            let short: String = other.chars().take(32).collect();
            return Err(item.unsupported(format!("a value of the type {short:?}")));
        }
    };
    read.map(Some).ok_or_else(|| item.odd(stem))
}

fn coding(value: &Value) -> Option<Coding> {
    let coding = types::Coding::deserialize(value).ok()?.plain();
    let says_something = coding.code.is_some() || coding.display.is_some();
    says_something.then_some(coding)
}
