//! Days and times as a person writes them (NHS service manual: day, month in full, year; `2pm`).
//!
//! A day stays a day and is never turned into a moment; a moment is shown as it is in London,
//! whatever the phone's own zone, because the appointment is there.

use super::Words;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};
use std::sync::LazyLock;

static LONDON: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC));

/// The zone that every time is shown in.
pub fn london() -> &'static TimeZone {
    &LONDON
}

/// The day that it is in London at this moment.
pub fn today(now: Timestamp) -> Date {
    now.to_zoned(LONDON.clone()).date()
}

impl Words {
    /// "6 September 2026".
    pub fn day(self, date: Date) -> String {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let month = self.month(date);
        self.say_with(
            "dates-day",
            &[
                ("day", (&day).into()),
                ("month", (&month).into()),
                ("year", (&year).into()),
            ],
        )
    }

    /// "3 May", with the year when it is not this year's.
    pub fn short_day(self, date: Date, today: Date) -> String {
        if date.year() != today.year() {
            return self.day(date);
        }
        let (day, month) = (date.day().to_string(), self.month(date));
        self.say_with(
            "dates-day-month",
            &[("day", (&day).into()), ("month", (&month).into())],
        )
    }

    /// "Thursday 10 September", with the year when it is not this year's.
    pub fn weekday_day(self, date: Date, today: Date) -> String {
        let (weekday, day) = (self.weekday(date.weekday()), self.short_day(date, today));
        self.say_with(
            "dates-weekday-day",
            &[("weekday", (&weekday).into()), ("day", (&day).into())],
        )
    }

    /// "2pm", "5:30pm", "9:05am", "midday", "midnight".
    pub fn time(self, time: Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        match (hour, minute) {
            (0, 0) => return self.say("dates-midnight"),
            (12, 0) => return self.say("dates-midday"),
            _ => {}
        }
        let clock = match (hour % 12, minute) {
            (0, 0) => "12".to_owned(),
            (h, 0) => h.to_string(),
            (0, m) => format!("12:{m:02}"),
            (h, m) => format!("{h}:{m:02}"),
        };
        let key = if hour < 12 { "dates-am" } else { "dates-pm" };
        self.say_with(key, &[("clock", (&clock).into())])
    }

    /// "Thursday 10 September, 2pm".
    pub fn moment(self, at: Timestamp, today: Date) -> String {
        let at = at.to_zoned(LONDON.clone());
        let (day, time) = (self.weekday_day(at.date(), today), self.time(at.time()));
        self.say_with(
            "dates-moment",
            &[("day", (&day).into()), ("time", (&time).into())],
        )
    }

    /// "today at 8:12am", "yesterday at 5pm", "on 3 May": when something was, inside a sentence.
    pub fn when(self, at: Timestamp, now: Timestamp) -> String {
        let (at, today) = (at.to_zoned(LONDON.clone()), today(now));
        let time = self.time(at.time());
        let key = match days_between(at.date(), today) {
            0 => "dates-today-at",
            1 => "dates-yesterday-at",
            _ => {
                let day = self.short_day(at.date(), today);
                return self.say_with("dates-on", &[("day", (&day).into())]);
            }
        };
        self.say_with(key, &[("time", (&time).into())])
    }

    /// "in March", "in March 2025", "on 3 May" where it is not long ago: when something was, inside a sentence.
    pub fn back_then(self, day: Date, today: Date) -> String {
        if is_near(day, today) {
            let day = self.short_day(day, today);
            return self.say_with("dates-on", &[("day", (&day).into())]);
        }
        self.month_then(day, today, "dates-in-month", "dates-in-month-year")
    }

    /// "Since March", "Since March 2025", "Since 3 May" where it is not long ago.
    pub fn since_then(self, day: Date, today: Date) -> String {
        if is_near(day, today) {
            let day = self.short_day(day, today);
            return self.say_with("dates-since-day", &[("day", (&day).into())]);
        }
        self.month_then(day, today, "dates-since-month", "dates-since-month-year")
    }

    fn month_then(self, day: Date, today: Date, this_year: &str, other: &str) -> String {
        let (month, year) = (self.month(day), day.year().to_string());
        let key = if day.year() == today.year() {
            this_year
        } else {
            other
        };
        let args = [("month", (&month).into()), ("year", (&year).into())];
        self.say_with(key, &args)
    }

    /// "Mar", where there is little room.
    pub fn short_month(self, date: Date) -> String {
        self.say(&format!("dates-month-short-{}", date.month()))
    }

    /// How far off a day to come is: "today", "tomorrow", "in 5 days", "in about 3 weeks".
    pub fn in_days(self, day: Date, today: Date) -> String {
        let days = days_between(today, day);
        match days {
            ..=0 => self.say("dates-today"),
            1 => self.say("dates-tomorrow"),
            2..=13 => self.say_with("dates-in-days", &[("days", days.into())]),
            14..=55 => {
                let key = if days % 7 == 0 {
                    "dates-in-weeks"
                } else {
                    "dates-in-about-weeks"
                };
                self.say_with(key, &[("weeks", ((days + 3) / 7).into())])
            }
            _ => self.say_with(
                "dates-in-about-months",
                &[("months", ((days + 15) / 30).into())],
            ),
        }
    }

    /// The name of a day of the week.
    pub fn weekday(self, weekday: Weekday) -> String {
        self.say(&format!("dates-weekday-{}", weekday.to_monday_one_offset()))
    }

    /// The id of the greeting for this hour. At night it is no greeting by the clock: somebody who is
    /// awake at 3 does not want to hear which hour it is.
    pub fn greeting_key(self, now: Timestamp) -> &'static str {
        match now.to_zoned(LONDON.clone()).hour() {
            5..=11 => "today-morning",
            12..=17 => "today-afternoon",
            18..=22 => "today-evening",
            _ => "today-hello",
        }
    }

    fn month(self, date: Date) -> String {
        self.say(&format!("dates-month-{}", date.month()))
    }
}

/// Whether a month alone would say too little: it may be the month that it is, or the one before.
fn is_near(day: Date, today: Date) -> bool {
    days_between(day, today) < 45
}

/// Whole days from one day to another; negative when the second comes first.
fn days_between(from: Date, to: Date) -> i64 {
    from.until((Unit::Day, to))
        .map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;
    use jiff::civil::{date, time};

    fn plain(text: String) -> String {
        text.replace(['\u{2068}', '\u{2069}'], "")
    }

    #[test]
    fn days_are_written_as_the_service_manual_wants() {
        let (english, welsh) = (Words::default(), Words::of(Language::Welsh));
        assert_eq!(plain(english.day(date(2026, 9, 6))), "6 September 2026");
        assert_eq!(plain(welsh.day(date(2026, 9, 6))), "6 Medi 2026");
        assert_eq!(plain(welsh.day(date(2026, 3, 1))), "1 Mawrth 2026");
        let today = date(2026, 8, 20);
        let sunday = date(2026, 9, 6);
        assert_eq!(
            plain(english.weekday_day(sunday, today)),
            "Sunday 6 September"
        );
        assert_eq!(plain(welsh.weekday_day(sunday, today)), "Dydd Sul 6 Medi");
        assert_eq!(
            plain(english.weekday_day(sunday, date(2025, 12, 31))),
            "Sunday 6 September 2026"
        );
    }

    #[test]
    fn times_are_written_as_people_say_them() {
        let words = Words::default();
        for (hour, minute, said) in [
            (17, 0, "5pm"),
            (17, 30, "5:30pm"),
            (12, 0, "midday"),
            (0, 0, "midnight"),
            (9, 5, "9:05am"),
            (0, 30, "12:30am"),
            (12, 1, "12:01pm"),
        ] {
            assert_eq!(plain(words.time(time(hour, minute, 0, 0))), said);
        }
    }

    #[test]
    fn a_moment_is_shown_as_it_is_in_london_in_summer_and_in_winter() {
        let words = Words::default();
        let today = date(2026, 8, 20);
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(
            plain(words.moment(at("2026-09-10T13:00:00Z"), today)),
            "Thursday 10 September, 2pm"
        );
        assert_eq!(
            plain(words.moment(at("2026-12-10T14:00:00Z"), today)),
            "Thursday 10 December, 2pm"
        );
    }

    #[test]
    fn what_has_been_is_today_yesterday_or_a_day() {
        let words = Words::default();
        let now: Timestamp = "2026-05-05T09:00:00Z".parse().unwrap();
        let when = |text: &str| plain(words.when(text.parse().unwrap(), now));
        assert_eq!(when("2026-05-05T07:12:00Z"), "today at 8:12am");
        assert_eq!(when("2026-05-04T22:30:00Z"), "yesterday at 11:30pm");
        assert_eq!(when("2026-05-03T10:00:00Z"), "on 3 May");
        assert_eq!(when("2025-05-03T10:00:00Z"), "on 3 May 2025");
    }

    #[test]
    fn what_was_long_ago_is_told_by_its_month_and_what_was_not_by_its_day() {
        let today = date(2026, 11, 22);
        let said = |words: Words, day: Date| {
            let (when, since) = (words.back_then(day, today), words.since_then(day, today));
            (plain(when), plain(since))
        };
        let both = |when: &str, since: &str| (when.to_owned(), since.to_owned());
        let (english, welsh) = (Words::default(), Words::of(Language::Welsh));
        let (march, last_year) = (date(2026, 3, 9), date(2025, 12, 1));
        assert_eq!(said(english, march), both("in March", "Since March"));
        assert_eq!(said(welsh, march), both("ym mis Mawrth", "Ers mis Mawrth"));
        let long = both("in December 2025", "Since December 2025");
        assert_eq!(said(english, last_year), long);
        let near = both("on 3 November", "Since 3 November");
        assert_eq!(said(english, date(2026, 11, 3)), near);
        assert_eq!(english.short_month(march), "Mar");
    }

    #[test]
    fn what_is_to_come_is_told_in_days_weeks_and_months() {
        let words = Words::default();
        let today = date(2026, 11, 22);
        let ahead = |days: i64| {
            let day = today.checked_add(jiff::Span::new().days(days)).unwrap();
            plain(words.in_days(day, today))
        };
        assert_eq!(ahead(0), "today");
        assert_eq!(ahead(1), "tomorrow");
        assert_eq!(ahead(13), "in 13 days");
        assert_eq!(ahead(14), "in 2 weeks");
        assert_eq!(ahead(18), "in about 3 weeks");
        assert_eq!(ahead(21), "in 3 weeks");
        assert_eq!(ahead(60), "in about 2 months");
    }

    #[test]
    fn nobody_is_told_the_hour_at_night() {
        let words = Words::default();
        let key = |text: &str| words.greeting_key(text.parse().unwrap());
        assert_eq!(key("2026-11-22T03:00:00Z"), "today-hello");
        assert_eq!(key("2026-11-22T08:00:00Z"), "today-morning");
        assert_eq!(key("2026-11-22T12:00:00Z"), "today-afternoon");
        assert_eq!(key("2026-11-22T18:00:00Z"), "today-evening");
    }
}
