//! Whether a form can be asked rightly. What cannot is refused whole.

use super::plan::{self, Plan};
use super::{Condition, Item, Kind, Measure, Operator, Questionnaire, Refused, Value};
use std::collections::HashSet;

/// More items than any form that a person can be asked to fill in.
pub const MOST_ITEMS: usize = 5_000;
/// Deeper than any form that makes sense.
pub const DEEPEST: usize = 32;
/// More options than a person can choose from.
pub const MOST_OPTIONS: usize = 5_000;

impl Questionnaire {
    /// Refuses a form that contradicts itself or that the app cannot ask rightly.
    pub fn check(&self) -> Result<(), Refused> {
        let (items, parents) = plan::flat(self);
        if items.len() > MOST_ITEMS {
            return Err(unsupported("", "a form of more than 5 000 items"));
        }
        check_depth(&items, &parents)?;
        check_names(&items)?;
        let plan = Plan::of(self);
        let never_asked = never_asked(&items, &parents);
        for (place, item) in items.iter().enumerate() {
            check_item(item)?;
            let total = Measure::ALL.iter().any(|m| is_total(item, *m));
            if never_asked[place] && item.is_question() && item.required && !total {
                return Err(unsupported(
                    &item.link_id,
                    "a required item that nobody is asked",
                ));
            }
            for (condition, question) in item.conditions.iter().zip(&plan.looks_at[place]) {
                let Some(question) = *question else {
                    return Err(contradicts(
                        item,
                        "it depends on a question that does not exist",
                    ));
                };
                if never_asked[question] && items[question].is_question() {
                    let what = "a condition on an item that nobody is asked";
                    return Err(unsupported(&item.link_id, what));
                }
                check_condition(item, condition, items[question])?;
            }
        }
        if plan.order.len() < items.len() {
            let ordered: HashSet<usize> = plan.order.into_iter().collect();
            let mut circle = (0..items.len()).filter(|place| !ordered.contains(place));
            let first = circle.next().and_then(|place| items.get(place));
            let link_id = first.map(|i| i.link_id.as_str()).unwrap_or_default();
            return Err(contradiction(
                link_id,
                "whether it is asked depends on itself",
            ));
        }
        if self.questions() == 0 {
            return Err(contradiction("", "the form asks nothing"));
        }
        Ok(())
    }
}

/// Whether an item holds the sum of a measure.
fn is_total(item: &Item, measure: Measure) -> bool {
    let code = Some(measure.total_code());
    item.codes.iter().any(|c| c.code.as_deref() == code)
}

fn check_depth(items: &[&Item], parents: &[Option<usize>]) -> Result<(), Refused> {
    let mut depths: Vec<usize> = Vec::with_capacity(items.len());
    for (item, parent) in items.iter().zip(parents) {
        let depth = parent.map_or(1, |above| depths[above] + 1);
        if depth > DEEPEST {
            return Err(unsupported(&item.link_id, "nesting deeper than 32 items"));
        }
        depths.push(depth);
    }
    Ok(())
}

fn check_names(items: &[&Item]) -> Result<(), Refused> {
    let mut seen = HashSet::with_capacity(items.len());
    for item in items {
        if item.link_id.trim().is_empty() {
            return Err(contradiction("", "an item has no link id"));
        }
        if !seen.insert(item.link_id.as_str()) {
            return Err(contradicts(item, "its link id stands twice in the form"));
        }
    }
    Ok(())
}

fn check_item(item: &Item) -> Result<(), Refused> {
    match item.kind {
        Kind::Display if !item.items.is_empty() => {
            Err(contradicts(item, "a text to read has items below it"))
        }
        Kind::Choice if item.options.is_empty() => Err(unsupported(
            &item.link_id,
            "a choice without options in the form",
        )),
        _ if item.options.len() > MOST_OPTIONS => Err(unsupported(
            &item.link_id,
            "a choice of more than 5 000 options",
        )),
        _ => Ok(()),
    }
}

// By place: whether the item, or one it stands in, is hidden or not the person's to change.
fn never_asked(items: &[&Item], parents: &[Option<usize>]) -> Vec<bool> {
    let mut hidden: Vec<bool> = Vec::with_capacity(items.len());
    for (item, parent) in items.iter().zip(parents) {
        hidden.push(item.hidden || parent.is_some_and(|above| hidden[above]));
    }
    let each = hidden.into_iter().zip(items);
    each.map(|(hidden, item)| hidden || item.read_only)
        .collect()
}

fn check_condition(item: &Item, condition: &Condition, question: &Item) -> Result<(), Refused> {
    if !question.is_question() {
        return Err(contradicts(
            item,
            "it depends on an item that is no question",
        ));
    }
    let ordering = !matches!(
        condition.operator,
        Operator::Exists | Operator::Equal | Operator::NotEqual
    );
    let number = matches!(condition.answer, Value::Integer(_) | Value::Decimal(_));
    let fits = match (&condition.answer, question.kind) {
        (Value::Boolean(_), _) if condition.operator == Operator::Exists => true,
        _ if condition.operator == Operator::Exists => false,
        (Value::Boolean(_), Kind::Boolean) => true,
        (_, Kind::Integer | Kind::Decimal) => number,
        (Value::Date(_), Kind::Date | Kind::Choice) => true,
        (Value::Text(_), Kind::String | Kind::Text) => true,
        (Value::Text(_) | Value::Coding(_) | Value::Integer(_), Kind::Choice) => true,
        _ => false,
    };
    if !fits {
        return Err(contradicts(
            item,
            "it compares an answer with something of another kind",
        ));
    }
    if ordering && !number && !matches!(condition.answer, Value::Date(_)) {
        return Err(unsupported(
            &item.link_id,
            "an order of answers that are not numbers or days",
        ));
    }
    Ok(())
}

fn unsupported(link_id: &str, what: &str) -> Refused {
    Refused::Unsupported {
        link_id: link_id.to_owned(),
        what: what.to_owned(),
    }
}

fn contradicts(item: &Item, what: &str) -> Refused {
    contradiction(&item.link_id, what)
}

fn contradiction(link_id: &str, what: &str) -> Refused {
    Refused::Contradicts {
        link_id: link_id.to_owned(),
        what: what.to_owned(),
    }
}
