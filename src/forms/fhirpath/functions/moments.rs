//! Now, parts of days and moments, and how far an inexact value reaches.

use super::super::boundary;
use super::super::environment::EvaluationProblem as Problem;
use super::super::evaluate::{Items, Run, Scope};
use super::super::moment::{Moment, Precision, Precision as Degree};
use super::super::node::{Item, System};
use super::super::operators::{mismatch, one_value};
use super::super::tree::Call;
use super::Function;
use rust_decimal::Decimal;

impl<'a> Run<'_, 'a> {
    pub(super) fn moments(
        &self,
        items: &[Item<'a>],
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let function = call.function;
        if matches!(
            function,
            Function::Now | Function::Today | Function::TimeOfDay
        ) {
            return self.clock(function);
        }
        let Some(value) = one_value(items, function.name())? else {
            return Ok(Vec::new());
        };
        let digits = self.whole_argument(call, 0, scope)?;
        let found = match function {
            Function::LowBoundary => boundary::reaches(&value, digits, boundary::End::Low)?,
            Function::HighBoundary => boundary::reaches(&value, digits, boundary::End::High)?,
            Function::Precision => Some(boundary::precision(&value)?),
            _ => part(function, &value)?,
        };
        Ok(found.map(Item::System).into_iter().collect())
    }

    fn clock(&self, function: Function) -> Result<Items<'a>, Problem> {
        let Some(now) = self.environment.now else {
            return Err(Problem::Unsupported(format!(
                "{}() without a clock",
                function.name()
            )));
        };
        let small = |n: i8| u8::try_from(n).unwrap_or(0);
        let now = Moment {
            precision: Precision::Second,
            year: i32::from(now.year()),
            month: small(now.month()),
            day: small(now.day()),
            hour: small(now.hour()),
            minute: small(now.minute()),
            second: small(now.second()),
            nanos: u32::try_from(now.millisecond()).unwrap_or(0) * 1_000_000,
            digits: 3,
            offset: i16::try_from(now.offset().seconds() / 60).ok(),
        };
        let value = match function {
            Function::Today => super::super::conversion::to_date(&System::DateTime(now)),
            Function::TimeOfDay => Some(System::Time(time_of(&now))),
            _ => Some(System::DateTime(now)),
        };
        Ok(value.map(Item::System).into_iter().collect())
    }
}

fn time_of(moment: &Moment) -> Moment {
    Moment {
        year: 1,
        month: 1,
        day: 1,
        offset: None,
        ..*moment
    }
}

fn part<'a>(function: Function, value: &System<'a>) -> Result<Option<System<'a>>, Problem> {
    use Function::*;
    let (moment, date) = match value {
        System::Date(moment) | System::DateTime(moment) => (moment, true),
        System::Time(moment) => (moment, false),
        other => return Err(mismatch(function.name(), other)),
    };
    let needs_date = matches!(
        function,
        YearOf | MonthOf | DayOf | DateOf | TimezoneOffsetOf | TimeOf
    );
    if needs_date && !date {
        return Err(mismatch(function.name(), value));
    }
    let known = |degree, number: u32| {
        let there = moment.precision >= degree;
        there
            .then(|| i32::try_from(number).ok().map(System::Integer))
            .flatten()
    };
    Ok(match function {
        YearOf => Some(System::Integer(moment.year)),
        MonthOf => known(Degree::Month, moment.month.into()),
        DayOf => known(Degree::Day, moment.day.into()),
        HourOf => known(Degree::Hour, moment.hour.into()),
        MinuteOf => known(Degree::Minute, moment.minute.into()),
        SecondOf => known(Degree::Second, moment.second.into()),
        MillisecondOf if moment.digits == 0 => None,
        MillisecondOf => known(Degree::Second, moment.nanos / 1_000_000),
        TimezoneOffsetOf => moment.offset.map(|minutes| {
            let hours = Decimal::from(minutes) / Decimal::from(60);
            System::Decimal(if hours.scale() == 0 {
                Decimal::new(i64::from(minutes / 60) * 10, 1)
            } else {
                hours
            })
        }),
        DateOf => super::super::conversion::to_date(value),
        TimeOf => (moment.precision >= Degree::Hour).then(|| System::Time(time_of(moment))),
        _ => return Err(Problem::Unsupported(function.name().into())),
    })
}
