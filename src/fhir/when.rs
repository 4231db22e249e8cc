//! Days and moments, as FHIR writes them and as people in England live them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The trust's own time. Written out as a rule, so that no file of the system is read: Greenwich
/// time, an hour more from the last Sunday of March to the last Sunday of October.
pub fn london() -> TimeZone {
    TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap_or(TimeZone::UTC)
}

/// A moment with a time and an offset. A day alone is none.
pub fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    (text.len() > 10 && text.is_ascii())
        .then(|| text.parse().ok())
        .flatten()
}

/// A moment for ordering: where only a day is known, its noon in London, so that it stays the same
/// day wherever it is shown.
pub fn moment_or_noon(text: &str) -> Option<Timestamp> {
    moment(text).or_else(|| noon(first_day(text)?))
}

/// Noon of a day in London.
pub fn noon(day: Date) -> Option<Timestamp> {
    let zoned = day.at(12, 0, 0, 0).to_zoned(london()).ok()?;
    Some(zoned.timestamp())
}

/// The day of a moment, in London.
pub fn day_of(moment: Timestamp) -> Date {
    moment.to_zoned(london()).date()
}

/// The day of a FHIR date or dateTime; the first one where only a month or a year is given.
pub fn first_day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(at) = moment(text) {
        return Some(day_of(at));
    }
    let (year, month, day) = parts(text)?;
    Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()
}

/// The last day that a FHIR date or dateTime may mean: an end in `2026-09` is 30 September.
pub fn last_day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(at) = moment(text) {
        return Some(day_of(at));
    }
    match parts(text)? {
        (year, None, _) => Date::new(year, 12, 31).ok(),
        (year, Some(month), None) => Some(Date::new(year, month, 1).ok()?.last_of_month()),
        (year, Some(month), Some(day)) => Date::new(year, month, day).ok(),
    }
}

/// Whether a text is a FHIR date: a year, a month or a day that the calendar has.
pub fn is_date(text: &str) -> bool {
    parts(text).is_some_and(|(year, month, day)| {
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_ok()
    })
}

/// A moment as FHIR writes it, with the offset of the clock it was read from.
pub fn write(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn parts(text: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let mut pieces = text.splitn(3, '-');
    let year = number(pieces.next()?, 4)?;
    let (mut month, mut day) = (None, None);
    if let Some(piece) = pieces.next() {
        month = Some(number(piece, 2)? as i8);
    }
    if let Some(piece) = pieces.next() {
        day = Some(number(piece, 2)? as i8);
    }
    Some((year, month, day))
}

fn number(text: &str, digits: usize) -> Option<i16> {
    let all_digits = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    all_digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_clock_changes_in_march_and_october() {
        let day = |text: &str| moment(text).map(day_of);
        assert_eq!(day("2026-06-30T23:30:00Z"), Some(date(2026, 7, 1)));
        assert_eq!(day("2026-12-31T23:30:00Z"), Some(date(2026, 12, 31)));
        assert_eq!(day("2026-03-29T00:59:59Z"), Some(date(2026, 3, 29)));
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        assert_eq!(last_day("2028-02"), Some(date(2028, 2, 29)));
        assert_eq!(last_day("2026"), Some(date(2026, 12, 31)));
        assert_eq!(first_day("2026-09"), Some(date(2026, 9, 1)));
        assert_eq!(last_day("2026-09-15"), Some(date(2026, 9, 15)));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for bad in [
            "",
            "2026-13",
            "2026-02-30",
            "26-01-01",
            "2026-1-1",
            "2026-01-01-01",
            "٢٠٢٦",
        ] {
            assert_eq!(first_day(bad), None, "{bad}");
            assert!(!is_date(bad), "{bad}");
        }
    }
}
