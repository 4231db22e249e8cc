//! `toX` and `convertsToX`.

use super::super::conversion::{
    text_of, to_boolean, to_date, to_date_time, to_decimal, to_integer, to_quantity, to_time,
};
use super::super::environment::EvaluationProblem as Problem;
use super::super::evaluate::{Items, Run};
use super::super::node::{Item, Read, System};
use super::super::numbers;
use super::super::tree::Call;
use super::{Function, one};

impl<'a> Run<'_, 'a> {
    pub(super) fn conversion(&self, items: &[Item<'a>], call: &Call) -> Result<Items<'a>, Problem> {
        let value = match items {
            [] => return Ok(Vec::new()),
            [one] => match one.read()? {
                Read::Value(value) => Some(value),
                Read::Nothing => return Ok(Vec::new()),
                Read::Complex => None,
            },
            _ => {
                let what = format!("{}() of more than one item", call.function.name());
                return Err(Problem::Wrong(what));
            }
        };
        let (converted, asks) = match value {
            None => (None, call.function.name().starts_with("converts")),
            Some(value) => convert(call.function, &value)?,
        };
        if asks {
            return Ok(one(Item::truth(converted.is_some())));
        }
        Ok(converted.map(Item::System).into_iter().collect())
    }
}

fn convert<'a>(
    function: Function,
    value: &System<'a>,
) -> Result<(Option<System<'a>>, bool), Problem> {
    use Function::*;
    if let (ToInteger | ConvertsToInteger, System::Decimal(number)) = (function, value) {
        // No conversion by the specification; engines whose numbers are all alike have one.
        if numbers::whole(*number).is_some() {
            return Err(Problem::Unsupported(
                "a whole Decimal as an Integer (use truncate())".into(),
            ));
        }
    }
    Ok(match function {
        ToBoolean => (to_boolean(value), false),
        ConvertsToBoolean => (to_boolean(value), true),
        ToInteger => (to_integer(value), false),
        ConvertsToInteger => (to_integer(value), true),
        ToDecimal => (to_decimal(value), false),
        ConvertsToDecimal => (to_decimal(value), true),
        ToDate => (to_date(value), false),
        ConvertsToDate => (to_date(value), true),
        ToDateTime => (to_date_time(value), false),
        ConvertsToDateTime => (to_date_time(value), true),
        ToTime => (to_time(value), false),
        ConvertsToTime => (to_time(value), true),
        ToQuantity => (to_quantity(value), false),
        ConvertsToQuantity => (to_quantity(value), true),
        ToString | ConvertsToString => {
            let text = text_of(value).map(|text| System::String(text.into()));
            (text, function == ConvertsToString)
        }
        other => return Err(Problem::Unsupported(other.name().into())),
    })
}
