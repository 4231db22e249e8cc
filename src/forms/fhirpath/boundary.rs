//! `lowBoundary`, `highBoundary`, `precision`: how far a value reaches that is known to a degree.

use super::environment::EvaluationProblem as Problem;
use super::moment::{Moment, Precision, last_day};
use super::node::{Quantity, System};
use super::operators::mismatch;
use rust_decimal::{Decimal, RoundingStrategy};

/// Which end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Low,
    High,
}

/// The least or the greatest that a value may be, to so many digits.
pub(super) fn reaches<'a>(
    value: &System<'a>,
    digits: Option<i32>,
    end: End,
) -> Result<Option<System<'a>>, Problem> {
    let name = if end == End::Low {
        "lowBoundary"
    } else {
        "highBoundary"
    };
    Ok(match value {
        System::Integer(number) => {
            decimal(Decimal::from(*number), digits, end)?.map(System::Decimal)
        }
        System::Decimal(number) => decimal(*number, digits, end)?.map(System::Decimal),
        System::Quantity(quantity) => decimal(quantity.value, digits, end)?.map(|value| {
            System::Quantity(Box::new(Quantity {
                value,
                ..(**quantity).clone()
            }))
        }),
        System::Date(moment) => day(*moment, digits.unwrap_or(8), end)?.map(System::Date),
        System::DateTime(moment) => {
            date_time(*moment, digits.unwrap_or(17), end)?.map(System::DateTime)
        }
        System::Time(moment) => time(*moment, digits.unwrap_or(9), end)?.map(System::Time),
        other => return Err(mismatch(name, other)),
    })
}

/// Half a step of the last digit down or up, then cut to so many digits.
fn decimal(value: Decimal, digits: Option<i32>, end: End) -> Result<Option<Decimal>, Problem> {
    let Ok(digits) = u32::try_from(digits.unwrap_or(8)) else {
        return Ok(None);
    };
    if digits > 28 {
        return Ok(None);
    }
    let half = Decimal::new(5, (value.scale() + 1).min(28));
    let (reached, strategy) = match end {
        End::Low => (
            value.checked_sub(half),
            RoundingStrategy::ToNegativeInfinity,
        ),
        End::High => (
            value.checked_add(half),
            RoundingStrategy::ToPositiveInfinity,
        ),
    };
    let Some(reached) = reached else {
        return Ok(None);
    };
    let mut cut = reached.round_dp_with_strategy(digits, strategy);
    // The suite takes a value too small for the digits as nought; by the words of the
    // specification it would be a step beyond.
    if value
        .round_dp_with_strategy(digits, RoundingStrategy::ToZero)
        .is_zero()
        && !cut.is_zero()
        && value.scale() > digits
    {
        return Err(Problem::Unsupported(
            "a boundary of a number smaller than its digits".into(),
        ));
    }
    cut.rescale(digits);
    Ok((cut.scale() == digits).then_some(cut))
}

fn filled(moment: Moment, end: End) -> Moment {
    let mut full = moment;
    let high = end == End::High;
    if moment.precision < Precision::Month {
        full.month = if high { 12 } else { 1 };
    }
    if moment.precision < Precision::Day {
        full.day = if high {
            last_day(full.year, full.month)
        } else {
            1
        };
    }
    if moment.precision < Precision::Hour {
        full.hour = if high { 23 } else { 0 };
    }
    if moment.precision < Precision::Minute {
        full.minute = if high { 59 } else { 0 };
    }
    if moment.precision < Precision::Second {
        full.second = if high { 59 } else { 0 };
    }
    if moment.digits < 3 {
        let known = 10_u32.pow(9 - u32::from(moment.digits));
        full.nanos = match (
            high,
            moment.precision == Precision::Second && moment.digits > 0,
        ) {
            (false, _) => moment.nanos,
            (true, false) => 999_000_000,
            (true, true) => moment.nanos + known - 1_000_000,
        };
    }
    full.digits = 3;
    full.precision = Precision::Second;
    full
}

fn day(moment: Moment, digits: i32, end: End) -> Result<Option<Moment>, Problem> {
    let precision = match digits {
        4 => Precision::Year,
        6 => Precision::Month,
        8 => Precision::Day,
        9.. => return Ok(None),
        _ => return Err(odd()),
    };
    Ok(Some(cut(filled(moment, end), precision)))
}

fn odd() -> Problem {
    Problem::Unsupported("a boundary to such a number of digits".into())
}

fn date_time(moment: Moment, digits: i32, end: End) -> Result<Option<Moment>, Problem> {
    let precision = match digits {
        4 => Precision::Year,
        6 => Precision::Month,
        8 => Precision::Day,
        10 => Precision::Hour,
        12 => Precision::Minute,
        14 | 17 => Precision::Second,
        18.. => return Ok(None),
        _ => return Err(odd()),
    };
    // The suite has the last minute of an hour that is not known as its first.
    if moment.precision == Precision::Hour && end == End::High && precision > Precision::Hour {
        return Err(Problem::Unsupported("the end of an hour".into()));
    }
    let mut full = filled(moment, end);
    if full.offset.is_none() {
        full.offset = Some(if end == End::Low { 14 * 60 } else { -12 * 60 });
    }
    let mut found = cut(full, precision);
    if digits == 14 {
        found.digits = 0;
        found.nanos = 0;
    }
    Ok(Some(found))
}

fn time(moment: Moment, digits: i32, end: End) -> Result<Option<Moment>, Problem> {
    let precision = match digits {
        2 => Precision::Hour,
        4 => Precision::Minute,
        6 | 9 => Precision::Second,
        10.. => return Ok(None),
        _ => return Err(odd()),
    };
    let mut found = cut(filled(moment, end), precision);
    if digits == 6 {
        found.digits = 0;
        found.nanos = 0;
    }
    Ok(Some(found))
}

fn cut(mut moment: Moment, precision: Precision) -> Moment {
    if precision < Precision::Month {
        moment.month = 1;
    }
    if precision < Precision::Day {
        moment.day = 1;
    }
    if precision < Precision::Hour {
        moment.hour = 0;
        moment.offset = None;
    }
    if precision < Precision::Minute {
        moment.minute = 0;
    }
    if precision < Precision::Second {
        moment.second = 0;
        moment.nanos = 0;
        moment.digits = 0;
    }
    moment.precision = precision;
    moment
}

/// How many digits a value has: after the point, or of the year, month, day and so on.
pub(super) fn precision<'a>(value: &System<'a>) -> Result<System<'a>, Problem> {
    let of_moment = |moment: &Moment, date: i32| {
        let digits = match moment.precision {
            Precision::Year => 4,
            Precision::Month => 6,
            Precision::Day => 8,
            Precision::Hour => 10,
            Precision::Minute => 12,
            Precision::Second => 14 + i32::from(moment.digits),
        };
        digits - date
    };
    let digits = match value {
        System::Integer(_) => 0,
        System::Decimal(number) => i32::try_from(number.scale()).unwrap_or(0),
        System::Date(moment) | System::DateTime(moment) => of_moment(moment, 0),
        System::Time(moment) => of_moment(moment, 8),
        other => return Err(mismatch("precision", other)),
    };
    Ok(System::Integer(digits))
}
