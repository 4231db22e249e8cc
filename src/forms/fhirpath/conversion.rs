//! From one type of the System to another, as the specification lists it.

use super::moment::{Moment, Precision};
use super::node::{Quantity, System};
use super::numbers;
use super::quantities::number_of;
use rust_decimal::Decimal;

/// As text; `None` for what has none.
pub(super) fn text_of(value: &System) -> Option<String> {
    Some(match value {
        System::Boolean(value) => value.to_string(),
        System::Integer(value) => value.to_string(),
        System::Decimal(value) => value.to_string(),
        System::String(text) => text.to_string(),
        System::Date(moment) | System::DateTime(moment) => moment.to_string(),
        System::Time(moment) => moment.time_text(),
        System::Quantity(quantity) => quantity.to_string(),
        System::Type(..) => return None,
    })
}

pub(super) fn to_boolean<'a>(value: &System<'a>) -> Option<System<'a>> {
    let of_number = |number: Decimal| match numbers::whole(number) {
        Some(1) => Some(true),
        Some(0) => Some(false),
        _ => None,
    };
    let truth = match value {
        System::Boolean(truth) => Some(*truth),
        System::Integer(number) => of_number(Decimal::from(*number)),
        System::Decimal(number) => of_number(*number),
        System::String(text) => match text.to_ascii_lowercase().as_str() {
            "true" | "t" | "yes" | "y" | "1" | "1.0" => Some(true),
            "false" | "f" | "no" | "n" | "0" | "0.0" => Some(false),
            _ => None,
        },
        _ => None,
    };
    truth.map(System::Boolean)
}

pub(super) fn to_integer<'a>(value: &System<'a>) -> Option<System<'a>> {
    let number = match value {
        System::Integer(number) => Some(*number),
        System::Boolean(truth) => Some(i32::from(*truth)),
        System::String(text) if !text.contains('.') => number_of(text).and_then(numbers::whole),
        _ => None,
    };
    number.map(System::Integer)
}

pub(super) fn to_decimal<'a>(value: &System<'a>) -> Option<System<'a>> {
    let number = match value {
        System::Integer(number) => Some(Decimal::from(*number)),
        System::Decimal(number) => Some(*number),
        System::Boolean(truth) => Some(Decimal::new(if *truth { 10 } else { 0 }, 1)),
        System::String(text) => number_of(text),
        _ => None,
    };
    number.map(System::Decimal)
}

pub(super) fn to_date<'a>(value: &System<'a>) -> Option<System<'a>> {
    let day = |moment: &Moment| Moment {
        precision: moment.precision.min(Precision::Day),
        hour: 0,
        minute: 0,
        second: 0,
        nanos: 0,
        digits: 0,
        offset: None,
        ..*moment
    };
    let moment = match value {
        System::Date(moment) => Some(*moment),
        System::DateTime(moment) => Some(day(moment)),
        System::String(text) => Moment::date(text),
        _ => None,
    };
    moment.map(System::Date)
}

pub(super) fn to_date_time<'a>(value: &System<'a>) -> Option<System<'a>> {
    let moment = match value {
        System::Date(moment) | System::DateTime(moment) => Some(*moment),
        System::String(text) => Moment::date_time(text),
        _ => None,
    };
    moment.map(System::DateTime)
}

pub(super) fn to_time<'a>(value: &System<'a>) -> Option<System<'a>> {
    let moment = match value {
        System::Time(moment) => Some(*moment),
        System::String(text) => Moment::time(text),
        _ => None,
    };
    moment.map(System::Time)
}

pub(super) fn to_quantity<'a>(value: &System<'a>) -> Option<System<'a>> {
    let quantity = match value {
        System::Quantity(quantity) => return Some(System::Quantity(quantity.clone())),
        System::Integer(_) | System::Decimal(_) => super::equality::plain(value),
        System::Boolean(truth) => Some(Quantity::plain(Decimal::new(
            if *truth { 10 } else { 0 },
            1,
        ))),
        System::String(text) => Quantity::of_text(text),
        _ => None,
    };
    quantity.map(|quantity| System::Quantity(Box::new(quantity)))
}
