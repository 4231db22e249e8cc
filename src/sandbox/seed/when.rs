//! Days counted from today: `today`, `-8mo`, `+18d 14:00`, `-29y-9mo`.

use super::super::london;
use jiff::civil::{Date, Time, Weekday};
use jiff::{Span, Zoned};

/// A day, with a time of day perhaps.
#[derive(Debug, Clone)]
pub(super) struct When {
    day: Date,
    time: Option<Time>,
}

impl When {
    /// Reads it. What has a time of day is an appointment or the like, and moves off the weekend:
    /// no review is held on a Sunday because the demo began on a Wednesday.
    pub fn read(text: &str, today: Date) -> Option<Self> {
        let (span, time) = text.split_once(' ').unwrap_or((text, ""));
        let time = if time.is_empty() {
            None
        } else {
            Some(time.parse().ok()?)
        };
        let mut day = if span == "today" {
            today
        } else {
            today.checked_add(read_span(span)?).ok()?
        };
        if time.is_some() {
            while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                day = day.tomorrow().ok()?;
            }
        }
        Some(Self { day, time })
    }

    /// The day alone.
    pub fn day(&self) -> Date {
        self.day
    }

    /// The moment in London; noon where no time was given.
    pub fn moment(&self) -> String {
        self.zoned()
            .map_or_else(|| self.day.to_string(), |at| written(&at))
    }

    /// The moment some minutes later.
    pub fn later(&self, minutes: i64) -> String {
        let at = self
            .zoned()
            .and_then(|at| at.checked_add(Span::new().minutes(minutes)).ok());
        at.map_or_else(|| self.day.to_string(), |at| written(&at))
    }

    fn zoned(&self) -> Option<Zoned> {
        let time = self.time.unwrap_or_else(|| Time::constant(12, 0, 0, 0));
        self.day.to_datetime(time).to_zoned(london()).ok()
    }
}

fn written(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Reads `+18d`, `-8mo`, `-29y-9mo`: each part with its sign.
fn read_span(text: &str) -> Option<Span> {
    let mut span = Span::new();
    let mut rest = text;
    while !rest.is_empty() {
        let negative = match rest.as_bytes().first()? {
            b'+' => false,
            b'-' => true,
            _ => return None,
        };
        let body = &rest[1..];
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        let end = body.find(['+', '-']).unwrap_or(body.len());
        let number: i64 = body.get(..digits)?.parse().ok()?;
        let number = if negative { -number } else { number };
        span = match body.get(digits..end)? {
            "d" => span.try_days(number),
            "w" => span.try_weeks(number),
            "mo" => span.try_months(number),
            "y" => span.try_years(number),
            _ => return None,
        }
        .ok()?;
        rest = body.get(end..)?;
    }
    Some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(text: &str) -> Option<When> {
        When::read(text, date(2026, 11, 23))
    }

    #[test]
    fn days_are_counted_from_today() {
        assert_eq!(at("today").unwrap().day(), date(2026, 11, 23));
        assert_eq!(at("-8mo").unwrap().day(), date(2026, 3, 23));
        assert_eq!(at("-29y-9mo-20d").unwrap().day(), date(1997, 2, 3));
        assert!(at("8mo").is_none() && at("-8x").is_none() && at("-").is_none());
    }

    #[test]
    fn a_meeting_is_at_its_hour_in_london_and_never_on_a_weekend() {
        // 18 days from Monday 23 November is a Friday; 19 days would be a Saturday.
        assert_eq!(
            at("+18d 14:00").unwrap().moment(),
            "2026-12-11T14:00:00+00:00"
        );
        assert_eq!(
            at("+19d 14:00").unwrap().moment(),
            "2026-12-14T14:00:00+00:00"
        );
        assert_eq!(
            at("-4mo 09:30").unwrap().later(60),
            "2026-07-23T10:30:00+01:00"
        );
    }
}
