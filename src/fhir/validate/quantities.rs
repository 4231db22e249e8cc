//! Quantities: their bounds and their units.

use super::form::Asked;
use super::limits::{self, MAX_VALUE, MIN_VALUE};
use super::options::Set;
use super::values::{Said, Spot};
use super::walk::Judge;
use super::{extensions, text, value_of};
use crate::forms::fhirpath::{Environment, Expression, Focus, Found, Variables, evaluate};
use crate::forms::{Quantity, Value as Answer};
use serde_json::Value;
use std::cmp::Ordering;

const MIN_QUANTITY: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-minQuantity";
const MAX_QUANTITY: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-maxQuantity";
const UNIT_OPTION: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption";
const UNIT_SET: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitValueSet";
const UCUM: &str = "http://unitsofmeasure.org";

/// Checks a quantity.
pub(super) fn check(judge: &mut Judge, asked: &Asked, spot: Spot, said: &Said) {
    let Answer::Quantity(quantity) = &said.value else {
        return;
    };
    for (url, wrong) in [
        (MIN_QUANTITY, Ordering::Less),
        (MIN_VALUE, Ordering::Less),
        (MAX_QUANTITY, Ordering::Greater),
        (MAX_VALUE, Ordering::Greater),
    ] {
        match limits::bound(judge, asked, spot, url) {
            None => {}
            Some(Err(why)) => judge.report.leave(asked.link_id, why),
            Some(Ok(Answer::Quantity(bound))) => {
                check_bound(judge, asked, quantity, &bound, wrong);
            }
            Some(Ok(_)) => judge.report.leave(asked.link_id, "a bound without a unit"),
        }
    }
    check_options(judge, asked, said.raw);
    check_set(judge, asked, said.raw);
}

fn check_bound(
    judge: &mut Judge,
    asked: &Asked,
    one: &Quantity,
    bound: &Quantity,
    wrong: Ordering,
) {
    let which = match wrong {
        Ordering::Less => "minimum",
        _ => "maximum",
    };
    let (Some(own), Some(other)) = (unit(one), unit(bound)) else {
        let message =
            format!("the quantity cannot be compared to the allowed {which}: no formal units");
        judge.report.error(asked.link_id, message);
        return;
    };
    let order = match own == other {
        true => number(one).partial_cmp(&number(bound)),
        false if own.0 == UCUM && other.0 == UCUM => match converted(one, bound) {
            Ok(order) => order,
            Err(why) => {
                let why = format!("its bounds: {why}");
                return judge.report.leave(asked.link_id, why);
            }
        },
        false => None,
    };
    match order {
        None => {
            let message = format!("the quantity cannot be compared to the allowed {which}");
            judge.report.error(asked.link_id, message);
        }
        Some(order) if order == wrong => {
            let what = if wrong == Ordering::Less {
                "less"
            } else {
                "greater"
            };
            let message = format!("the quantity is {what} than the allowed {which}");
            judge.report.error(asked.link_id, message);
        }
        Some(_) => {}
    }
}

fn number(quantity: &Quantity) -> Option<f64> {
    quantity.value.parse().ok()
}

// FHIRPath knows how units of UCUM are converted; it has no order for those that measure different
// things.
fn converted(one: &Quantity, other: &Quantity) -> Result<Option<Ordering>, String> {
    let json = |q: &Quantity| {
        let value = Answer::Quantity(q.clone());
        crate::forms::write(&value).map(|(_, json)| json)
    };
    let (Some(one), Some(other)) = (json(one), json(other)) else {
        return Err("a number that cannot be held".to_owned());
    };
    let found = |value| vec![Found::node(Focus::element(value, "Quantity"))];
    let variables = Variables::from([
        ("one".to_owned(), found(&one)),
        ("other".to_owned(), found(&other)),
    ]);
    let environment = Environment {
        variables: Some(&variables),
        ..Environment::of(&one)
    };
    let holds = |text: &str| {
        let expression = Expression::parse(text).map_err(|p| p.to_string())?;
        let found = evaluate(&expression, &environment).map_err(|p| p.to_string())?;
        Ok::<_, String>(found.first().and_then(Found::truth))
    };
    Ok(match (holds("%one < %other")?, holds("%one > %other")?) {
        (Some(true), _) => Some(Ordering::Less),
        (_, Some(true)) => Some(Ordering::Greater),
        (Some(false), Some(false)) => Some(Ordering::Equal),
        _ => None,
    })
}

fn unit(quantity: &Quantity) -> Option<(&str, &str)> {
    Some((quantity.system.as_deref()?, quantity.code.as_deref()?))
}

fn check_options(judge: &mut Judge, asked: &Asked, quantity: &Value) {
    let mut options = extensions(asked.value, UNIT_OPTION)
        .filter_map(value_of)
        .peekable();
    if options.peek().is_none() {
        return;
    }
    let (unit, own) = (text(quantity, "unit"), text(quantity, "code"));
    // Without a system a quantity has no code (qty-3), and the unit's name is what is left.
    let is_it = |(_, option): (&str, &Value)| {
        let (code, words) = (text(option, "code"), text(option, "display"));
        match (text(option, "system"), code) {
            (Some(system), Some(_)) => own == code && text(quantity, "system") == Some(system),
            (None, Some(_)) => own == code || unit == code || (unit.is_some() && unit == words),
            (_, None) => unit == words,
        }
    };
    if !options.any(is_it) {
        let message = "its unit is not one of the allowed units (unitOption)";
        judge.report.error(asked.link_id, message);
    }
}

fn check_set(judge: &mut Judge, asked: &Asked, quantity: &Value) {
    let Some((_, address)) = extensions(asked.value, UNIT_SET).find_map(value_of) else {
        return;
    };
    let address = address.as_str().unwrap_or_default();
    match Set::of(judge, address) {
        None => judge.report.leave(
            asked.link_id,
            format!("the set of units {address:?} is not at hand"),
        ),
        Some(set) if !set.has(text(quantity, "system"), text(quantity, "code")) => {
            let message = "its unit is not in the set of units (unitValueSet)";
            judge.report.error(asked.link_id, message);
        }
        Some(_) => {}
    }
}
