//! Which items are asked, given the answers so far (FHIR R4, `enableWhen`).

use super::plan::{self, Plan};
use super::{Behaviour, Condition, Item, Kind, Operator, Path, Questionnaire, Value};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Which items are asked, by place. An item is asked when the item above it is, when that one has an
/// answer if it is a question, and when its conditions hold. An answer that is not asked for any more
/// counts for nothing: a condition does not see it.
pub(super) fn asked(
    form: &Questionnaire,
    plan: &Plan,
    answers: &BTreeMap<Path, Vec<Value>>,
) -> Vec<bool> {
    let (items, _) = plan::flat(form);
    let given: Vec<&[Value]> = items.iter().map(|i| answer_to(i, answers)).collect();
    let mut asked = vec![false; items.len()];
    for &place in &plan.order {
        let item = items[place];
        let below = plan.parents[place].is_none_or(|parent| {
            let needs_answer = items[parent].kind != Kind::Group && item.kind != Kind::Display;
            asked[parent] && (!needs_answer || !given[parent].is_empty())
        });
        let mut conditions = item.conditions.iter().zip(&plan.looks_at[place]);
        let mut met = |(condition, question): (&Condition, &Option<usize>)| {
            let answers = question.filter(|q| asked[*q]).map(|q| given[q]);
            holds(condition, answers.unwrap_or_default())
        };
        asked[place] = below
            && match item.behaviour {
                Behaviour::All => conditions.all(&mut met),
                Behaviour::Any => item.conditions.is_empty() || conditions.any(&mut met),
            };
    }
    asked
}

fn answer_to<'a>(item: &Item, answers: &'a BTreeMap<Path, Vec<Value>>) -> &'a [Value] {
    answers
        .get(item.link_id.as_str())
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn holds(condition: &Condition, answers: &[Value]) -> bool {
    let wanted = &condition.answer;
    let some = |test: fn(Ordering) -> bool| {
        answers
            .iter()
            .any(|answer| compare(answer, wanted).is_some_and(test))
    };
    match condition.operator {
        Operator::Exists => *wanted == Value::Boolean(!answers.is_empty()),
        Operator::Equal => answers.iter().any(|a| same(a, wanted)),
        Operator::NotEqual => !answers.is_empty() && !answers.iter().any(|a| same(a, wanted)),
        Operator::Greater => some(Ordering::is_gt),
        Operator::Less => some(Ordering::is_lt),
        Operator::GreaterOrEqual => some(Ordering::is_ge),
        Operator::LessOrEqual => some(Ordering::is_le),
    }
}

/// Whether two answers say the same. Codes are compared without their words, numbers by what they
/// are worth: `1.50` is `1.5`.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Coding(one), Value::Coding(other)) => one.same_as(other),
        _ => one == other || compare(one, other) == Some(Ordering::Equal),
    }
}

// Days that are known to a different degree (a year, a month) cannot be put in order.
fn compare(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Date(one), Value::Date(other)) if one.len() == other.len() => Some(one.cmp(other)),
        _ => number(one)?.partial_cmp(&number(other)?),
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(whole) => Some(*whole as f64),
        Value::Decimal(text) => text.parse().ok().filter(|n: &f64| n.is_finite()),
        _ => None,
    }
}
