//! The options of a choice: listed in the form, or in a set that it names.

use super::critical;
use super::raw::Raw;
use super::sets::Sets;
use super::translation::Language;
use super::value;
use crate::fhir::codes::{ITEM_WEIGHT, ORDINAL_VALUE};
use crate::forms::{Choice, MOST_OPTIONS, Refused, Value as Answer};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// The lists of options that were read already: many items of a form have the same ones.
#[derive(Default)]
pub(super) struct Lists<'a> {
    /// As they are written.
    listed: HashMap<&'a [Value], Arc<[Choice]>>,
    /// By the address of their set.
    of_sets: HashMap<&'a str, Arc<[Choice]>>,
}

impl<'a> Lists<'a> {
    /// The options of an item. It may have none.
    pub(super) fn options(
        &mut self,
        value: &'a Value,
        item: Raw,
        sets: &Sets,
        language: &Language,
    ) -> Result<Arc<[Choice]>, Refused> {
        item.list("answerOption")?;
        item.text("answerValueSet")?;
        let listed = value.get("answerOption").and_then(Value::as_array);
        let listed = listed.map(Vec::as_slice).unwrap_or_default();
        let address = value.get("answerValueSet").and_then(Value::as_str);
        match address.filter(|address| !address.trim().is_empty()) {
            None if listed.is_empty() => Ok(Arc::default()),
            None => match self.listed.entry(listed) {
                Entry::Occupied(read) => Ok(read.get().clone()),
                Entry::Vacant(place) => Ok(place.insert(read(item, listed, language)?).clone()),
            },
            Some(_) if !listed.is_empty() => Err(item.contradicts("it has options in two places")),
            Some(address) => match self.of_sets.entry(address) {
                Entry::Occupied(read) => Ok(read.get().clone()),
                Entry::Vacant(place) => {
                    let read = of_set(item, address, sets, language)?;
                    Ok(place.insert(read).clone())
                }
            },
        }
    }
}

fn read(item: Raw, options: &[Value], language: &Language) -> Result<Arc<[Choice]>, Refused> {
    if options.len() > MOST_OPTIONS {
        return Err(item.unsupported("a choice of more than 5 000 options"));
    }
    options
        .iter()
        .map(|option| choice(item, option, language))
        .collect()
}

fn of_set(
    item: Raw,
    address: &str,
    sets: &Sets,
    language: &Language,
) -> Result<Arc<[Choice]>, Refused> {
    let missing = || {
        let address: String = address.chars().take(200).collect();
        item.unsupported(format!(
            "the set of options {address:?}, which is not at hand,"
        ))
    };
    let concepts = sets.concepts(address).ok_or_else(missing)?;
    if concepts.is_empty() {
        return Err(item.contradicts("its set of options is empty"));
    }
    if concepts.len() > MOST_OPTIONS {
        return Err(item.unsupported("a choice of more than 5 000 options"));
    }
    concepts
        .into_iter()
        .map(|concept| choice(item, &json!({ "valueCoding": concept }), language))
        .collect()
}

fn choice(item: Raw, option: &Value, language: &Language) -> Result<Choice, Refused> {
    let value = value::answer(item, option, "value")?
        .ok_or_else(|| item.contradicts("one of its options is empty"))?;
    let label = match &value {
        Answer::Coding(coding) => {
            let words = option
                .get("valueCoding")
                .and_then(|c| language.of(c, "display"));
            words
                .or_else(|| coding.display.clone())
                .or_else(|| coding.code.clone())
        }
        Answer::Reference(to) => to.display.clone().or_else(|| to.reference.clone()),
        Answer::Text(text) => language
            .of(option, "valueString")
            .or_else(|| Some(text.clone())),
        Answer::Integer(number) => Some(number.to_string()),
        Answer::Quantity(amount) => {
            let unit = amount.unit.clone().or_else(|| amount.code.clone());
            Some(
                format!("{} {}", amount.value, unit.unwrap_or_default())
                    .trim()
                    .to_owned(),
            )
        }
        Answer::Decimal(text)
        | Answer::Date(text)
        | Answer::DateTime(text)
        | Answer::Time(text)
        | Answer::Url(text) => Some(text.clone()),
        Answer::Boolean(_) | Answer::Attachment(_) => None,
    };
    let label = label.filter(|words| !words.trim().is_empty());
    let as_raw = item.at(option);
    let of_coding = |url: &str| {
        let coding = option.get("valueCoding")?;
        critical::extensions(coding)
            .find(|(u, _)| *u == url)
            .map(|(_, e)| e)
    };
    let prefix_url = core_url!("questionnaire-optionPrefix");
    let prefix = as_raw.words(prefix_url).or_else(|| {
        let prefix = of_coding(prefix_url)?.get("valueString")?.as_str()?;
        Some(prefix.to_owned())
    });
    let exclusive_url = core_url!("questionnaire-optionExclusive");
    let exclusive = as_raw
        .extension(exclusive_url)
        .or_else(|| of_coding(exclusive_url));
    Ok(Choice {
        weight: weight(option).or_else(|| weight(option.get("valueCoding")?)),
        label: label.ok_or_else(|| item.contradicts("one of its options has no words"))?,
        prefix,
        exclusive: exclusive.and_then(|e| e.get("valueBoolean")?.as_bool()) == Some(true),
        chosen_first: as_raw.yes("initialSelected")?,
        raw: Arc::new(as_answer(option)),
        value,
    })
}

/// The option as an answer holds it. A weight that stands beside the code goes into it, because that is
/// where expressions look for it in an answer.
fn as_answer(option: &Value) -> Value {
    let fields = option.as_object().into_iter().flatten();
    let values = fields.filter(|(name, _)| name.starts_with("value"));
    let mut answer: Value = values.map(|(n, v)| (n.clone(), v.clone())).collect();
    let is_weight = |url: &str| [ORDINAL_VALUE, ITEM_WEIGHT].contains(&url);
    let beside = critical::extensions(option).find(|(url, _)| is_weight(url));
    if let (Some((_, weight)), Some(coding)) = (beside, answer.get_mut("valueCoding"))
        && !critical::extensions(coding).any(|(url, _)| is_weight(url))
        && let Some(fields) = coding.as_object_mut()
    {
        let all = fields.entry("extension").or_insert_with(|| json!([]));
        if let Some(all) = all.as_array_mut() {
            all.push(weight.clone());
        }
    }
    answer
}

// The weight stands on the option, or inside its code; older and newer name.
fn weight(element: &Value) -> Option<f64> {
    let mut weights =
        critical::extensions(element).filter(|(url, _)| [ORDINAL_VALUE, ITEM_WEIGHT].contains(url));
    let (_, weight) = weights.next()?;
    let number = weight
        .get("valueDecimal")
        .or_else(|| weight.get("valueInteger"))?;
    number.as_f64().filter(|w| w.is_finite())
}
