//! Days, moments and times of day, each known to a certain degree.
//!
//! `@2014` is no day: it is a year, and whether it is before `@2014-06` is not known. So a comparison
//! has three answers. A moment without a time zone may lie anywhere between UTC-12 and UTC+14; where
//! that decides, the answer is not known either.

use std::cmp::Ordering;
use std::fmt;

/// How much of a [`Moment`] is known. Seconds and their parts count as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

/// A day, a moment or a time of day; fields that are not known are 1 (month, day) or 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub precision: Precision,
    pub year: i32,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    /// Parts of a second, in billionths.
    pub nanos: u32,
    /// How many digits of the parts of a second are written.
    pub digits: u8,
    /// Minutes east of UTC, where known.
    pub offset: Option<i16>,
}

const DAY: i128 = 86_400_000_000_000;
const MINUTE: i128 = 60_000_000_000;

impl Moment {
    const NOTHING: Moment = Moment {
        precision: Precision::Year,
        year: 1,
        month: 1,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
        nanos: 0,
        digits: 0,
        offset: None,
    };

    /// A date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub fn date(text: &str) -> Option<Moment> {
        let mut parts = text.split('-');
        let mut moment = Moment::NOTHING;
        moment.year = i32::try_from(digits(parts.next()?, 4)?).ok()?;
        if let Some(month) = parts.next() {
            moment.month = u8::try_from(digits(month, 2)?).ok()?;
            moment.precision = Precision::Month;
        }
        if let Some(day) = parts.next() {
            moment.day = u8::try_from(digits(day, 2)?).ok()?;
            moment.precision = Precision::Day;
        }
        let in_range = moment.year >= 1
            && (1..=12).contains(&moment.month)
            && (1..=last_day(moment.year, moment.month)).contains(&moment.day);
        (parts.next().is_none() && in_range).then_some(moment)
    }

    /// A time of day: `hh`, `hh:mm`, `hh:mm:ss` with parts of a second.
    pub fn time(text: &str) -> Option<Moment> {
        Moment::NOTHING.with_time(text)
    }

    fn with_time(mut self, text: &str) -> Option<Moment> {
        let mut parts = text.split(':');
        self.hour = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        self.precision = Precision::Hour;
        if let Some(minute) = parts.next() {
            self.minute = u8::try_from(digits(minute, 2)?).ok()?;
            self.precision = Precision::Minute;
        }
        if let Some(second) = parts.next() {
            let (whole, part) = second.split_once('.').unwrap_or((second, ""));
            self.second = u8::try_from(digits(whole, 2)?).ok()?;
            self.precision = Precision::Second;
            if whole.len() != second.len() {
                let count = part.len();
                if !(1..=9).contains(&count) {
                    return None;
                }
                let shift = 10_u32.checked_pow(9 - u32::try_from(count).ok()?)?;
                self.nanos = digits(part, count)?.checked_mul(shift)?;
                self.digits = u8::try_from(count).ok()?;
            }
        }
        let in_range = self.hour < 24 && self.minute < 60 && self.second < 60;
        (parts.next().is_none() && in_range).then_some(self)
    }

    /// A moment: a date, then (where more is known) `T`, a time and an offset or `Z`.
    pub fn date_time(text: &str) -> Option<Moment> {
        let Some((date, rest)) = text.split_once('T') else {
            return Moment::date(text);
        };
        let mut moment = Moment::date(date).filter(|m| m.precision == Precision::Day)?;
        let (time, offset) = match rest.strip_suffix('Z') {
            Some(time) => (time, Some(0)),
            None => match rest.rfind(['+', '-']) {
                Some(place) => (&rest[..place], Some(offset(&rest[place..])?)),
                None => (rest, None),
            },
        };
        moment = moment.with_time(time)?;
        moment.offset = offset;
        Some(moment)
    }

    /// How it stands to another one of its kind; `None` where that is not known.
    pub fn compare(&self, other: &Moment) -> Option<Ordering> {
        match (self.offset, other.offset) {
            (Some(one), Some(two)) if one != two => self.in_utc()?.by_parts(&other.in_utc()?),
            (Some(_), None) => Moment::by_bounds(self, other),
            (None, Some(_)) => Moment::by_bounds(other, self).map(Ordering::reverse),
            _ => self.by_parts(other),
        }
    }

    fn by_parts(&self, other: &Moment) -> Option<Ordering> {
        for ((here, mine), (there, theirs)) in self.parts().into_iter().zip(other.parts()) {
            match (here, there) {
                (true, true) if mine != theirs => return Some(mine.cmp(&theirs)),
                (true, false) | (false, true) => return None,
                _ => {}
            }
        }
        Some(Ordering::Equal)
    }

    /// Each degree, whether it is known, and its value.
    fn parts(&self) -> [(bool, i64); 6] {
        use Precision::*;
        let seconds = i64::from(self.second) * 1_000_000_000 + i64::from(self.nanos);
        let known = |degree| self.precision >= degree;
        [
            (known(Year), i64::from(self.year)),
            (known(Month), i64::from(self.month)),
            (known(Day), i64::from(self.day)),
            (known(Hour), i64::from(self.hour)),
            (known(Minute), i64::from(self.minute)),
            (known(Second), seconds),
        ]
    }

    // The one with an offset against every moment that the other one may be.
    fn by_bounds(zoned: &Moment, local: &Moment) -> Option<Ordering> {
        let (first, last) = zoned.span();
        let (earliest, latest) = local.span();
        if last < earliest - 14 * 60 * MINUTE {
            Some(Ordering::Less)
        } else if first > latest + 12 * 60 * MINUTE {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    /// The first and the last moment that it may be, in billionths of a second.
    fn span(&self) -> (i128, i128) {
        use Precision::*;
        let first = self.nanoseconds();
        let days = |count: i64| i128::from(count) * DAY;
        let length = match self.precision {
            Year => days(civil(self.year + 1, 1, 1) - civil(self.year, 1, 1)),
            Month => days(i64::from(last_day(self.year, self.month))),
            Day => DAY,
            Hour => 60 * MINUTE,
            Minute => MINUTE,
            Second => 1,
        };
        (first, first + length - 1)
    }

    /// Billionths of a second since 1970, in UTC where the offset is known.
    pub fn nanoseconds(&self) -> i128 {
        let days = i128::from(civil(self.year, self.month, self.day));
        let seconds = i128::from(self.hour) * 3600 + i128::from(self.minute) * 60;
        let offset = i128::from(self.offset.unwrap_or(0)) * MINUTE;
        let second = i128::from(self.second) * 1_000_000_000 + i128::from(self.nanos);
        days * DAY + seconds * 1_000_000_000 + second - offset
    }

    /// The same fields at another moment; `None` outside the years 1 to 9999.
    pub fn at(self, nanoseconds: i128) -> Option<Moment> {
        let local = nanoseconds + i128::from(self.offset.unwrap_or(0)) * MINUTE;
        let (year, month, day) = date_of(i64::try_from(local.div_euclid(DAY)).ok()?);
        let within = local.rem_euclid(DAY);
        let field = |unit: i128, most: i128| u8::try_from(within / unit % most).ok();
        (1..=9999).contains(&year).then_some(Moment {
            year,
            month,
            day,
            hour: field(60 * MINUTE, 24)?,
            minute: field(MINUTE, 60)?,
            second: field(1_000_000_000, 60)?,
            nanos: u32::try_from(within % 1_000_000_000).ok()?,
            ..self
        })
    }

    fn in_utc(self) -> Option<Moment> {
        let whole_hours = self.offset.is_some_and(|offset| offset % 60 == 0);
        if self.precision < Precision::Minute && !whole_hours {
            return None;
        }
        let utc = Moment {
            offset: Some(0),
            ..self
        };
        utc.at(self.nanoseconds())
    }

    /// As a time of day is written.
    pub fn time_text(&self) -> String {
        let mut text = format!("{:02}", self.hour);
        if self.precision >= Precision::Minute {
            text.push_str(&format!(":{:02}", self.minute));
        }
        if self.precision >= Precision::Second {
            text.push_str(&format!(":{:02}", self.second));
        }
        if self.digits > 0 {
            let all = format!("{:09}", self.nanos);
            text.push('.');
            text.push_str(&all[..usize::from(self.digits).min(9)]);
        }
        text
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:04}", self.year)?;
        if self.precision >= Precision::Month {
            write!(to, "-{:02}", self.month)?;
        }
        if self.precision >= Precision::Day {
            write!(to, "-{:02}", self.day)?;
        }
        if self.precision >= Precision::Hour {
            write!(to, "T{}", self.time_text())?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => write!(to, "Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(to, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

fn digits(text: &str, count: usize) -> Option<u32> {
    let fits = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

fn offset(text: &str) -> Option<i16> {
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let total = i16::try_from(hours * 60 + minutes).ok()?;
    Some(if text.starts_with('-') { -total } else { total })
}

/// The last day of a month.
pub(super) fn last_day(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a day of the Gregorian calendar (years counted from March).
pub(super) fn civil(year: i32, month: u8, day: u8) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let from_march = (i64::from(month) + 9) % 12;
    let of_year = (153 * from_march + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn date_of(days: i64) -> (i32, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year + era * 400 + i64::from(month <= 2);
    let small = |n: i64| u8::try_from(n).unwrap_or(1);
    (i32::try_from(year).unwrap_or(0), small(month), small(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::date_time(text).unwrap_or(Moment::NOTHING)
    }

    #[test]
    fn days_are_counted_and_found_again() {
        for days in (-719_162..2_932_896).step_by(97) {
            let (year, month, day) = date_of(days);
            assert_eq!(civil(year, month, day), days);
        }
        assert_eq!(civil(1970, 1, 1), 0);
        assert_eq!(date_of(19_782), (2024, 2, 29));
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let pairs = [
            ("2018-03", "2018-03-01", None),
            ("2018-03", "2018-04-01", Some(Ordering::Less)),
            ("2012-04-15T15:00:00Z", "2012-04-15T10:00:00", None),
            (
                "2012-04-15T15:00:00Z",
                "2012-04-17T10:00:00",
                Some(Ordering::Less),
            ),
            (
                "2012-04-15T15:00:00+02:00",
                "2012-04-15T16:00:00+03:00",
                Some(Ordering::Equal),
            ),
            (
                "2012-04-15T15:30:31",
                "2012-04-15T15:30:31.0",
                Some(Ordering::Equal),
            ),
        ];
        for (one, two, expected) in pairs {
            assert_eq!(at(one).compare(&at(two)), expected, "{one} {two}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in [
            "2015-13",
            "2015-02-30",
            "15",
            "2015-2-3",
            "2015-02-04T25:00",
            "2015T",
        ] {
            assert!(Moment::date_time(text).is_none(), "{text}");
        }
        assert_eq!(
            at("2015-02-04T14:34:28.120+10:00").to_string(),
            "2015-02-04T14:34:28.120+10:00"
        );
    }
}
