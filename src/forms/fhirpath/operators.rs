//! The operators with two sides, save `=` and `~` on items.

use super::calendar::{self, Added, Addition};
use super::environment::EvaluationProblem as Problem;
use super::equality::plain;
use super::evaluate::{Items, Run};
use super::moment::Moment;
use super::node::{Item, Quantity, Read, System};
use super::numbers;
use super::tree::Operator;
use super::units::{Calendar, Unit, written};
use rust_decimal::Decimal;
use std::cmp::Ordering;

impl<'a> Run<'_, 'a> {
    /// What an operator gives for both sides. `and`, `or` and their kin are not here.
    pub fn operate(
        &self,
        operator: Operator,
        left: Items<'a>,
        right: Items<'a>,
    ) -> Result<Items<'a>, Problem> {
        use Operator::*;
        let truth = |known: Option<bool>| known.map(Item::truth).into_iter().collect();
        match operator {
            Equal => Ok(truth(self.all_equal(&left, &right)?)),
            NotEqual => Ok(truth(self.all_equal(&left, &right)?.map(|same| !same))),
            Equivalent => Ok(truth(Some(self.all_equivalent(&left, &right)?))),
            NotEquivalent => Ok(truth(Some(!self.all_equivalent(&left, &right)?))),
            Union => self.union(left, right),
            In => self.within(&left, &right, operator).map(truth),
            Contains => self.within(&right, &left, operator).map(truth),
            Less | LessOrEqual | Greater | GreaterOrEqual => {
                let (Some(left), Some(right)) = self.two_values(&left, &right, operator)? else {
                    return Ok(Vec::new());
                };
                let order = self.order(&left, &right)?;
                Ok(truth(order.map(|order| match operator {
                    Less => order.is_lt(),
                    LessOrEqual => order.is_le(),
                    Greater => order.is_gt(),
                    _ => order.is_ge(),
                })))
            }
            Join => self.join(&left, &right),
            _ => {
                let (Some(left), Some(right)) = self.two_values(&left, &right, operator)? else {
                    return Ok(Vec::new());
                };
                let found = self.calculate(operator, left, right)?;
                Ok(found.map(Item::System).into_iter().collect())
            }
        }
    }

    /// Both collections, each item once.
    pub fn union(&self, mut left: Items<'a>, right: Items<'a>) -> Result<Items<'a>, Problem> {
        let mixed = mixed(&left, &right);
        left.extend(right);
        let mut found = self.distinct(left)?;
        if mixed {
            loosen(&mut found);
        }
        Ok(found)
    }

    fn within(
        &self,
        one: &[Item<'a>],
        all: &[Item<'a>],
        operator: Operator,
    ) -> Result<Option<bool>, Problem> {
        match one {
            [] => Ok(None),
            [one] => self.holds(all, one).map(Some),
            _ => Err(Problem::Wrong(format!(
                "{} with more than one item",
                operator.text()
            ))),
        }
    }

    fn two_values(
        &self,
        left: &[Item<'a>],
        right: &[Item<'a>],
        operator: Operator,
    ) -> Result<(Option<System<'a>>, Option<System<'a>>), Problem> {
        // What is empty on one side is empty, whatever is on the other.
        if left.is_empty() || right.is_empty() {
            return Ok((None, None));
        }
        Ok((
            one_value(left, operator.text())?,
            one_value(right, operator.text())?,
        ))
    }

    fn join(&self, left: &[Item<'a>], right: &[Item<'a>]) -> Result<Items<'a>, Problem> {
        let text = |side: &[Item<'a>]| match one_value(side, "&")? {
            None => Ok(String::new()),
            Some(System::String(text)) => Ok(text.to_string()),
            Some(other) => Err(mismatch("&", &other)),
        };
        let joined = text(left)? + &text(right)?;
        self.spend_text(joined.len())?;
        Ok(vec![Item::text(joined)])
    }

    /// How two values stand to each other; `None` where that is not known.
    pub fn order(&self, one: &System, other: &System) -> Result<Option<Ordering>, Problem> {
        use System::*;
        match (one, other) {
            (Integer(a), Integer(b)) => Ok(Some(a.cmp(b))),
            (Integer(a), Decimal(b)) => Ok(Some(number(*a).cmp(b))),
            (Decimal(a), Integer(b)) => Ok(Some(a.cmp(&number(*b)))),
            (Decimal(a), Decimal(b)) => Ok(Some(a.cmp(b))),
            (String(a), String(b)) => {
                self.spend(a.len().min(b.len()) / 64)?;
                Ok(Some(a[..].cmp(&b[..])))
            }
            (Date(a) | DateTime(a), Date(b) | DateTime(b)) | (Time(a), Time(b)) => Ok(a.compare(b)),
            (Quantity(a), Quantity(b)) => a.compare(b),
            (Quantity(a), b) if plain(b).is_some() => plain(b).map_or(Ok(None), |b| a.compare(&b)),
            (a, Quantity(b)) if plain(a).is_some() => plain(a).map_or(Ok(None), |a| a.compare(b)),
            (String(text), Date(_) | DateTime(_) | Time(_))
            | (Date(_) | DateTime(_) | Time(_), String(text))
                if Moment::date_time(text).is_some() || Moment::time(text).is_some() =>
            {
                Err(Problem::Unsupported(
                    "a day compared with a text (write @ before it)".into(),
                ))
            }
            _ => Err(Problem::Wrong(format!(
                "{} and {} cannot be put in order",
                one.type_name(),
                other.type_name()
            ))),
        }
    }

    fn calculate(
        &self,
        operator: Operator,
        left: System<'a>,
        right: System<'a>,
    ) -> Result<Option<System<'a>>, Problem> {
        use System::{Date, DateTime, Integer, Quantity, String, Time};
        match (&left, &right) {
            (Integer(a), Integer(b)) if operator != Operator::Divided => {
                let (a, b) = (i64::from(*a), i64::from(*b));
                let found = match operator {
                    Operator::Times => a.checked_mul(b),
                    Operator::Plus => a.checked_add(b),
                    Operator::Minus => a.checked_sub(b),
                    Operator::Div => a.checked_div(b),
                    _ => a.checked_rem(b),
                };
                Ok(found.and_then(|n| i32::try_from(n).ok()).map(Integer))
            }
            (String(a), String(b)) if operator == Operator::Plus => {
                self.spend_text(a.len() + b.len())?;
                Ok(Some(String((a.to_string() + b).into())))
            }
            (Date(_) | DateTime(_) | Time(_), Quantity(amount)) => {
                moved(operator, &left, amount).map(Some)
            }
            (Quantity(a), Quantity(b)) => quantities(operator, a, b),
            _ => match (decimal(&left), decimal(&right), plain(&left), plain(&right)) {
                (Some(a), Some(b), _, _) => Ok(decimals(operator, a, b)),
                (_, _, Some(a), None) => match &right {
                    Quantity(b) => quantities(operator, &a, b),
                    other => Err(mismatch(operator.text(), other)),
                },
                (_, _, None, Some(b)) => match &left {
                    Quantity(a) => quantities(operator, a, &b),
                    other => Err(mismatch(operator.text(), other)),
                },
                _ => Err(mismatch(operator.text(), &left)),
            },
        }
    }
}

/// The value of a collection of one; `None` if it is empty.
pub(super) fn one_value<'a>(items: &[Item<'a>], what: &str) -> Result<Option<System<'a>>, Problem> {
    match items {
        [] => Ok(None),
        [one] => match one.read()? {
            Read::Value(value) => Ok(Some(value)),
            Read::Nothing => Ok(None),
            Read::Complex => Err(Problem::Wrong(format!(
                "{what} with an element that has parts"
            ))),
        },
        _ => Err(Problem::Wrong(format!("{what} with more than one item"))),
    }
}

/// Makes what was met less certain, so that a path that it does not have is empty.
pub(super) fn loosen(items: &mut [Item]) {
    for item in items {
        if let Item::Element(element) = item {
            element.loose = true;
        }
    }
}

fn mixed(left: &[Item], right: &[Item]) -> bool {
    let mut kinds = left
        .iter()
        .chain(right)
        .filter_map(|item| item.element().map(|e| e.kind));
    kinds
        .next()
        .is_some_and(|first| kinds.any(|kind| kind != first))
}

/// The error of an operator or function that does not take this type.
pub(super) fn mismatch(what: &str, value: &System) -> Problem {
    Problem::Wrong(format!("{what} does not work with {}", value.type_name()))
}

fn number(whole: i32) -> Decimal {
    Decimal::from(whole)
}

/// A number as a decimal.
pub(super) fn decimal(value: &System) -> Option<Decimal> {
    match value {
        System::Integer(value) => Some(number(*value)),
        System::Decimal(value) => Some(*value),
        _ => None,
    }
}

fn decimals<'a>(operator: Operator, a: Decimal, b: Decimal) -> Option<System<'a>> {
    match operator {
        Operator::Times => a.checked_mul(b).map(System::Decimal),
        Operator::Divided => numbers::quotient(a, b).map(System::Decimal),
        Operator::Plus => a.checked_add(b).map(System::Decimal),
        Operator::Minus => a.checked_sub(b).map(System::Decimal),
        Operator::Div => {
            let found = a.checked_div(b)?.trunc();
            numbers::whole(found).map(System::Integer)
        }
        Operator::Mod => a.checked_rem(b).map(System::Decimal),
        _ => None,
    }
}

// A day, moment or time of day and a duration.
fn moved<'a>(operator: Operator, from: &System<'a>, by: &Quantity) -> Result<System<'a>, Problem> {
    let (kind, moment) = match from {
        System::Date(moment) => (Added::Date, moment),
        System::DateTime(moment) => (Added::DateTime, moment),
        System::Time(moment) => (Added::Time, moment),
        other => return Err(mismatch(operator.text(), other)),
    };
    let unit = by.calendar().or_else(|| Calendar::of_ucum(&by.unit));
    let Some(unit) = unit else {
        return Err(Problem::Wrong(
            "a duration that is none of the calendar".into(),
        ));
    };
    let amount = match operator {
        Operator::Plus => by.value,
        Operator::Minus => -by.value,
        _ => return Err(mismatch(operator.text(), from)),
    };
    let fraction = amount.fract() != Decimal::ZERO;
    if fraction && by.word && unit <= Calendar::Second {
        return Err(Problem::Unsupported("parts of a second added".into()));
    }
    let sum = calendar::add(kind, *moment, amount, unit).map_err(|problem| match problem {
        Addition::Wrong(what) => Problem::Wrong(what.into()),
        Addition::Unsupported(what) => Problem::Unsupported(what.into()),
    })?;
    Ok(match kind {
        Added::Date => System::Date(sum),
        Added::DateTime => System::DateTime(sum),
        Added::Time => System::Time(sum),
    })
}

fn quantities<'a>(
    operator: Operator,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
) -> Result<Option<System<'a>>, Problem> {
    let unknown = || Problem::Unsupported("units that this app cannot convert".into());
    let made = |value: Decimal, unit: String, word| {
        System::Quantity(Box::new(Quantity {
            value,
            unit: unit.into(),
            word,
        }))
    };
    match operator {
        Operator::Plus | Operator::Minus => {
            let Some([(first, mine), (second, theirs)]) = a.in_one_unit(b)? else {
                return Ok(None);
            };
            let sum = match operator {
                Operator::Plus => first.checked_add(second),
                _ => first.checked_sub(second),
            };
            // In the finer one of the two units.
            let (finer, step) = if theirs < mine {
                (b, theirs)
            } else {
                (a, mine)
            };
            let value = sum.and_then(|sum| sum.checked_div(step));
            Ok(value.map(|value| made(value, finer.unit.to_string(), finer.word)))
        }
        Operator::Times | Operator::Divided => {
            let apply = |a: Decimal, b: Decimal| match operator {
                Operator::Times => a.checked_mul(b),
                _ => numbers::quotient(a, b),
            };
            if &b.unit[..] == "1" {
                let value = apply(a.value, b.value);
                return Ok(value.map(|value| made(value, a.unit.to_string(), a.word)));
            }
            let read = |quantity: &Quantity| match quantity.word {
                false => Unit::read(&quantity.unit).ok_or_else(unknown),
                true => Err(unknown()),
            };
            let (mine, theirs) = (read(a)?, read(b)?);
            let signs: i8 = if operator == Operator::Times { 1 } else { -1 };
            let dimensions = std::array::from_fn(|i| {
                mine.dimensions[i].saturating_add(signs.saturating_mul(theirs.dimensions[i]))
            });
            let first = a.value.checked_mul(mine.factor);
            let second = b.value.checked_mul(theirs.factor);
            let value = first
                .zip(second)
                .and_then(|(first, second)| apply(first, second));
            Ok(value.map(|value| made(value, written(&dimensions), false)))
        }
        _ => Err(Problem::Wrong(format!(
            "{} does not work with Quantity",
            operator.text()
        ))),
    }
}
