//! Functions on numbers, and what a row of numbers comes to.

use super::super::environment::EvaluationProblem as Problem;
use super::super::evaluate::{Items, Run, Scope};
use super::super::node::{Item, Quantity, System};
use super::super::numbers;
use super::super::operators::{decimal, mismatch, one_value};
use super::super::tree::{Call, Operator};
use super::super::units::Unit;
use super::{Function, one};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

impl<'a> Run<'_, 'a> {
    pub(super) fn math(
        &self,
        items: &[Item<'a>],
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        match call.function {
            Function::Sum => return self.sum(items),
            Function::Avg => return self.average(items),
            Function::Min => return self.furthest(items, Operator::Less),
            Function::Max => return self.furthest(items, Operator::Greater),
            _ => {}
        }
        let argument = self.argument(call, 0, scope)?;
        let Some(value) = one_value(items, call.function.name())? else {
            return Ok(Vec::new());
        };
        let missing = call.function.arity().0 > 0 && argument.is_none();
        if missing {
            return Ok(Vec::new());
        }
        let found = match (call.function, &value, argument) {
            (Function::Comparable, System::Quantity(one), Some(System::Quantity(other))) => {
                comparable(one, &other).map(|truth| Some(System::Boolean(truth)))?
            }
            (Function::Abs, System::Quantity(quantity), _) => {
                Some(System::Quantity(Box::new(Quantity {
                    value: quantity.value.abs(),
                    ..(**quantity).clone()
                })))
            }
            (function, System::Quantity(_), _) if function != Function::Comparable => {
                return Err(Problem::Unsupported(format!(
                    "{}() of a quantity",
                    function.name()
                )));
            }
            (function, value, argument) => {
                let number = decimal(value).ok_or_else(|| mismatch(function.name(), value))?;
                let argument = match argument {
                    None => None,
                    Some(given) => {
                        let whole = matches!(given, System::Integer(_));
                        let given =
                            decimal(&given).ok_or_else(|| mismatch(function.name(), &given))?;
                        Some((given, whole))
                    }
                };
                calculated(
                    function,
                    number,
                    matches!(value, System::Integer(_)),
                    argument,
                )?
            }
        };
        Ok(found.map(Item::System).into_iter().collect())
    }

    /// The sum; of nothing it is empty, as `aggregate` without a beginning is.
    fn sum(&self, items: &[Item<'a>]) -> Result<Items<'a>, Problem> {
        let Some((first, rest)) = items.split_first() else {
            return Ok(Vec::new());
        };
        let Some(mut total) = one_value(std::slice::from_ref(first), "sum")? else {
            return Ok(Vec::new());
        };
        if !matches!(
            total,
            System::Integer(_) | System::Decimal(_) | System::Quantity(_)
        ) {
            return Err(Problem::Unsupported("the sum of what is no number".into()));
        }
        for item in rest {
            self.spend(1)?;
            if let (Some(so_far), Some(System::Decimal(more))) = (
                decimal_of(&total),
                one_value(std::slice::from_ref(item), "sum")?,
            ) {
                match so_far.checked_add(more) {
                    Some(sum) => total = System::Decimal(sum),
                    None => return Ok(Vec::new()),
                }
                continue;
            }
            let plus = self.operate(
                Operator::Plus,
                vec![Item::System(total)],
                vec![item.clone()],
            )?;
            match one_value(&plus, "sum")? {
                Some(found) => total = found,
                None => return Ok(Vec::new()),
            }
        }
        Ok(one(Item::System(total)))
    }

    fn average(&self, items: &[Item<'a>]) -> Result<Items<'a>, Problem> {
        let count = i32::try_from(items.len()).map_err(|_| Problem::OutOfSteps)?;
        let sum = self.sum(items)?;
        self.operate(
            Operator::Divided,
            sum,
            one(Item::System(System::Integer(count))),
        )
    }

    fn furthest(&self, items: &[Item<'a>], operator: Operator) -> Result<Items<'a>, Problem> {
        let mut best: Option<System<'a>> = None;
        for item in items {
            self.spend(1)?;
            let Some(value) = one_value(std::slice::from_ref(item), "min and max")? else {
                return Ok(Vec::new());
            };
            let Some(so_far) = &best else {
                best = Some(value);
                continue;
            };
            let order = self.order(&value, so_far)?;
            let unclear =
                || Problem::Unsupported("min or max of what cannot be put in order".into());
            let wins = match operator {
                Operator::Less => order.ok_or_else(unclear)?.is_lt(),
                _ => order.ok_or_else(unclear)?.is_gt(),
            };
            if wins {
                best = Some(value);
            }
        }
        Ok(best.map(Item::System).into_iter().collect())
    }
}

fn decimal_of(value: &System) -> Option<Decimal> {
    match value {
        System::Decimal(value) => Some(*value),
        _ => None,
    }
}

fn comparable(one: &Quantity, other: &Quantity) -> Result<bool, Problem> {
    let unknown = || Problem::Unsupported("units that this app cannot convert".into());
    if one.unit[..] == other.unit[..] {
        return Ok(true);
    }
    let read = |quantity: &Quantity| match quantity.word {
        true => None,
        false => Unit::read(&quantity.unit),
    };
    let (one, other) = read(one).zip(read(other)).ok_or_else(unknown)?;
    one.compares_with(&other).ok_or_else(unknown)
}

/// What a function of one number gives; `whole` says that the number is an Integer.
fn calculated<'a>(
    function: Function,
    number: Decimal,
    whole: bool,
    argument: Option<(Decimal, bool)>,
) -> Result<Option<System<'a>>, Problem> {
    let integer = |value: Decimal| numbers::whole(value).map(System::Integer);
    let real = |function: fn(f64) -> f64| numbers::real(number, function).map(System::Decimal);
    Ok(match function {
        Function::Abs if whole => integer(number.abs()),
        Function::Abs => Some(System::Decimal(number.abs())),
        Function::Ceiling => integer(number.ceil()),
        Function::Floor => integer(number.floor()),
        Function::Truncate => integer(number.trunc()),
        Function::Exp => real(f64::exp),
        Function::Ln => real(f64::ln),
        Function::Sqrt => real(f64::sqrt),
        Function::Log => {
            let base = argument.map_or(0.0, |(base, _)| base.to_f64().unwrap_or(0.0));
            numbers::real(number, |x| x.ln() / base.ln()).map(System::Decimal)
        }
        Function::Power => power(number, whole, argument)?.and_then(|(found, whole)| match whole {
            true => integer(found),
            false => Some(System::Decimal(found)),
        }),
        Function::Round => {
            let digits = argument.map_or(Some(0), |(digits, _)| digits.to_u32());
            let Some(digits) = digits else {
                return Err(Problem::Wrong("round to fewer than no digits".into()));
            };
            // Which way the half of a negative number goes is under discussion at HL7.
            let half = (number * Decimal::TWO * Decimal::TEN.powi_checked(digits)?).normalize();
            if number.is_sign_negative()
                && half.fract().is_zero()
                && !(half / Decimal::TWO).fract().is_zero()
            {
                return Err(Problem::Unsupported(
                    "rounding the half of a negative number".into(),
                ));
            }
            Some(System::Decimal(numbers::rounded(number, digits.min(28))))
        }
        other => return Err(Problem::Unsupported(other.name().into())),
    })
}

trait Powers: Sized {
    fn powi_checked(self, power: u32) -> Result<Self, Problem>;
}

impl Powers for Decimal {
    // Rounding to more digits than there are changes nothing.
    fn powi_checked(self, power: u32) -> Result<Decimal, Problem> {
        let huge = || Problem::Unsupported("rounding to so many digits".into());
        numbers::power(self, power)
            .filter(|_| power <= 12)
            .ok_or_else(huge)
    }
}

fn power(
    base: Decimal,
    whole: bool,
    exponent: Option<(Decimal, bool)>,
) -> Result<Option<(Decimal, bool)>, Problem> {
    let Some((exponent, whole_exponent)) = exponent else {
        return Ok(None);
    };
    let small = exponent
        .fract()
        .is_zero()
        .then(|| exponent.to_i64())
        .flatten();
    match small {
        Some(power) if power < 0 && whole && whole_exponent => Err(Problem::Unsupported(
            "an Integer to the power of a negative Integer".into(),
        )),
        Some(power) => {
            let positive = u32::try_from(power.unsigned_abs()).ok();
            let found = positive.and_then(|positive| numbers::power(base, positive));
            let found = match power < 0 {
                true => found.and_then(|found| numbers::quotient(Decimal::ONE, found)),
                false => found,
            };
            Ok(found.map(|found| (found, whole && whole_exponent)))
        }
        None => {
            let exponent = exponent.to_f64().unwrap_or(f64::NAN);
            Ok(numbers::real(base, |base| base.powf(exponent)).map(|found| (found, false)))
        }
    }
}
