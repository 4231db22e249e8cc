//! Adding durations to days, moments and times of day.

use super::moment::{Moment, Precision, last_day};
use super::units::Calendar;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Why a duration could not be added.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Addition {
    /// An error as the specification defines it.
    Wrong(&'static str),
    Unsupported(&'static str),
}

/// What kind of value the duration is added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Added {
    Date,
    DateTime,
    Time,
}

/// Adds `amount` of a calendar unit. Parts of a unit are left out.
pub(super) fn add(
    kind: Added,
    moment: Moment,
    amount: Decimal,
    unit: Calendar,
) -> Result<Moment, Addition> {
    let whole = amount
        .trunc()
        .to_i64()
        .filter(|n| n.abs() < 1_000_000_000_000);
    let Some(whole) = whole else {
        return Err(Addition::Wrong("a duration beyond the calendar"));
    };
    match kind {
        Added::Date if unit.thousandths().is_some_and(|s| s < 86_400_000) => {
            Err(Addition::Wrong("hours or less added to a date"))
        }
        Added::Time if unit >= Calendar::Day => {
            Err(Addition::Wrong("days or more added to a time"))
        }
        Added::Time => to_time(moment, whole, unit),
        _ => to_day(moment, whole, unit),
    }
}

fn degree(unit: Calendar) -> Precision {
    match unit {
        Calendar::Year => Precision::Year,
        Calendar::Month => Precision::Month,
        Calendar::Week | Calendar::Day => Precision::Day,
        Calendar::Hour => Precision::Hour,
        Calendar::Minute => Precision::Minute,
        Calendar::Second | Calendar::Millisecond => Precision::Second,
    }
}

fn to_time(moment: Moment, whole: i64, unit: Calendar) -> Result<Moment, Addition> {
    if degree(unit) > moment.precision {
        return Err(Addition::Unsupported(
            "a duration finer than the time that it is added to",
        ));
    }
    let sum = moment.nanoseconds() + nanoseconds(whole, unit);
    match moment.at(sum) {
        Some(found) if (found.year, found.month, found.day) == (1, 1, 1) => Ok(digits(found, unit)),
        _ => Err(Addition::Unsupported("a time of day beyond midnight")),
    }
}

fn to_day(moment: Moment, whole: i64, unit: Calendar) -> Result<Moment, Addition> {
    let out = Addition::Wrong("a day beyond the years 1 to 9999");
    // A duration finer than what is known is first made as coarse (365 days a year, 30 a month).
    let (whole, unit) = match (moment.precision, unit) {
        (Precision::Year, Calendar::Month) => (whole / 12, Calendar::Year),
        (Precision::Year, Calendar::Week) => (whole * 7 / 365, Calendar::Year),
        (Precision::Year, Calendar::Day) => (whole / 365, Calendar::Year),
        (Precision::Month, Calendar::Week) => (whole * 7 / 30, Calendar::Month),
        (Precision::Month, Calendar::Day) => (whole / 30, Calendar::Month),
        (known, _) if degree(unit) <= known => (whole, unit),
        (Precision::Day, Calendar::Hour) => (whole / 24, Calendar::Day),
        (Precision::Day, Calendar::Minute) => (whole / (24 * 60), Calendar::Day),
        (Precision::Day, Calendar::Second) => (whole / 86_400, Calendar::Day),
        _ => {
            let what = "a duration much finer than the moment that it is added to";
            return Err(Addition::Unsupported(what));
        }
    };
    let months = match unit {
        Calendar::Year => Some(whole * 12),
        Calendar::Month => Some(whole),
        _ => None,
    };
    let Some(months) = months else {
        let sum = moment.nanoseconds() + nanoseconds(whole, unit);
        return moment.at(sum).map(|m| digits(m, unit)).ok_or(out);
    };
    let total = i64::from(moment.year) * 12 + i64::from(moment.month) - 1 + months;
    let year = i32::try_from(total.div_euclid(12))
        .ok()
        .filter(|y| (1..=9999).contains(y));
    let (Some(year), Ok(month)) = (year, u8::try_from(total.rem_euclid(12) + 1)) else {
        return Err(out);
    };
    Ok(Moment {
        year,
        month,
        day: moment.day.min(last_day(year, month)),
        ..moment
    })
}

fn nanoseconds(whole: i64, unit: Calendar) -> i128 {
    i128::from(whole) * i128::from(unit.thousandths().unwrap_or(0)) * 1_000_000
}

// Thousandths that were added are shown.
fn digits(moment: Moment, unit: Calendar) -> Moment {
    let least = if unit == Calendar::Millisecond { 3 } else { 0 };
    Moment {
        digits: moment.digits.max(least),
        ..moment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(text: &str, amount: i64, unit: Calendar) -> String {
        let moment = Moment::date_time(text);
        let added = moment.map(|m| add(Added::DateTime, m, amount.into(), unit));
        added
            .and_then(Result::ok)
            .map(|m| m.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn months_end_on_their_last_day() {
        assert_eq!(sum("2020-01-31", 1, Calendar::Month), "2020-02-29");
        assert_eq!(sum("2020-02-29", 1, Calendar::Year), "2021-02-28");
        assert_eq!(sum("2020-03-31", -1, Calendar::Month), "2020-02-29");
    }

    #[test]
    fn what_is_known_of_the_sum_is_what_was_known() {
        assert_eq!(sum("2014", 24, Calendar::Month), "2016");
        assert_eq!(sum("2014", 23, Calendar::Month), "2015");
        assert_eq!(sum("2016", 365, Calendar::Day), "2017");
        assert_eq!(
            sum("1973-12-25T00:00:00.000+10:00", 7, Calendar::Day),
            "1974-01-01T00:00:00.000+10:00"
        );
    }
}
