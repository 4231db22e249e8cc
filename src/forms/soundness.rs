//! Whether a form can be asked rightly. What cannot is refused whole.

use super::kept::Kept;
use super::layout::{Layout, MOST_SPOTS};
use super::measures::is_total;
use super::plan::{self, Plan};
use super::{Condition, Item, Kind, Operator, Planned, Questionnaire, Refused, Value};
use std::collections::HashSet;
use std::sync::Arc;

/// More items than any form that a person can be asked to fill in.
pub const MOST_ITEMS: usize = 5_000;
/// Deeper than any form that makes sense.
pub const DEEPEST: usize = 32;
/// More options than a person can choose from.
pub const MOST_OPTIONS: usize = 5_000;

impl Questionnaire {
    /// Refuses a form that contradicts itself or that the app cannot ask rightly. The plan that it takes to
    /// tell that is kept: a form that is changed after this is to be checked anew.
    pub fn check(&mut self) -> Result<(), Refused> {
        let plan = self.sound_plan()?;
        self.planned = Planned(Some(Arc::new(plan)));
        Ok(())
    }

    fn sound_plan(&self) -> Result<Plan, Refused> {
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
            let total = item.calculated.is_some() || is_total(item);
            let has_answer =
                total || !plan.initial[place].is_empty() || item.initial_formula.is_some();
            if never_asked[place] && item.is_question() && item.required && !has_answer {
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
                if never_asked[question] && !has_own_answer(&plan, question) {
                    let what = "a condition on an item that nobody is asked";
                    return Err(unsupported(&item.link_id, what));
                }
                check_condition(item, condition, &items[question])?;
            }
        }
        if plan.order.len() < items.len() {
            let ordered: HashSet<usize> = plan.order.iter().copied().collect();
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
        let grows = items.iter().any(|item| item.stands_more_than_once());
        if grows && Layout::of(&plan, &Kept::new()).spots.len() >= MOST_SPOTS {
            return Err(unsupported(
                "",
                "repeats within repeats of more than 20 000 items",
            ));
        }
        Ok(plan)
    }
}

/// Whether an item that nobody is asked has an answer all the same: one that it begins with, or one
/// that is worked out.
fn has_own_answer(plan: &Plan, place: usize) -> bool {
    let item = &plan.items[place];
    !item.is_question()
        || !plan.initial[place].is_empty()
        || item.initial_formula.is_some()
        || item.calculated.is_some()
        || is_total(item)
}

fn check_depth(items: &[Arc<Item>], parents: &[Option<usize>]) -> Result<(), Refused> {
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

fn check_names(items: &[Arc<Item>]) -> Result<(), Refused> {
    let mut seen = HashSet::with_capacity(items.len());
    for item in items {
        if item.link_id.trim().is_empty() {
            return Err(contradiction("", "an item has no link id"));
        }
        // Texts to read have no answer, so nobody can mistake one for another.
        if item.kind != Kind::Display && !seen.insert(item.link_id.as_str()) {
            return Err(contradicts(item, "its link id stands twice in the form"));
        }
    }
    Ok(())
}

fn check_item(item: &Item) -> Result<(), Refused> {
    match item.kind {
        Kind::Display if item.items.iter().any(|below| below.kind != Kind::Display) => {
            Err(contradicts(item, "a text to read has items below it"))
        }
        Kind::Choice if item.options.is_empty() && item.options_formula.is_none() && !item.open => {
            Err(unsupported(
                &item.link_id,
                "a choice without options in the form",
            ))
        }
        Kind::Reference if item.is_for_the_person() => Err(unsupported(
            &item.link_id,
            "a reference to something else without options",
        )),
        _ if item.options.len() > MOST_OPTIONS => Err(unsupported(
            &item.link_id,
            "a choice of more than 5 000 options",
        )),
        _ => Ok(()),
    }
}

// By place: whether the item, or one it stands in, is hidden or not the person's to change.
fn never_asked(items: &[Arc<Item>], parents: &[Option<usize>]) -> Vec<bool> {
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
    let wanted = &condition.answer;
    let number = matches!(wanted, Value::Integer(_) | Value::Decimal(_));
    let fits = match (wanted, question.kind) {
        (Value::Boolean(_), _) if condition.operator == Operator::Exists => true,
        _ if condition.operator == Operator::Exists => false,
        // The types that an option may have, and words of one's own.
        (Value::Boolean(_) | Value::Attachment(_), Kind::Choice) => false,
        (_, Kind::Choice) => true,
        (Value::Boolean(_), Kind::Boolean) => true,
        (_, Kind::Integer | Kind::Decimal) => number,
        (Value::Date(_) | Value::DateTime(_), Kind::Date | Kind::DateTime) => true,
        (Value::Time(_), Kind::Time) => true,
        (Value::Text(_) | Value::Url(_), Kind::String | Kind::Text | Kind::Url) => true,
        (Value::Quantity(_), Kind::Quantity) => true,
        (Value::Reference(_), Kind::Reference) => true,
        _ => false,
    };
    if !fits {
        return Err(contradicts(
            item,
            "it compares an answer with something of another kind",
        ));
    }
    let has_order = number
        || matches!(
            wanted,
            Value::Date(_) | Value::DateTime(_) | Value::Time(_) | Value::Quantity(_)
        );
    if ordering && !has_order {
        return Err(unsupported(
            &item.link_id,
            "an order of answers that are not numbers, days, times or amounts",
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
