//! A meeting as a calendar file, read back by a parser that is not ours.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

use icalendar::parser::{Component, read_calendar, unfold};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use pathway_companion::care::{Entry, NoEntry, Slot, calendar_file};
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn review() -> Entry<'static> {
    Entry {
        uid: "0198c0de-0000-7000-8000-000000000001",
        sequence: 0,
        stamp: at("2026-08-01T09:30:00Z"),
        slot: Slot::At {
            start: at("2026-09-10T14:00:00+01:00"),
            end: Some(at("2026-09-10T15:00:00+01:00")),
        },
        title: "Meeting",
        place: None,
        cancelled: false,
    }
}

/// The lines of a file, after every rule for lines was held against it.
fn lines(file: &str) -> Vec<&str> {
    assert!(file.ends_with("\r\n"));
    let lines: Vec<&str> = file.strip_suffix("\r\n").unwrap().split("\r\n").collect();
    for line in &lines {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
        assert!(!line.is_empty() && !line.contains(['\r', '\n']), "{line:?}");
        let clean = |c: char| c == '\t' || !c.is_control();
        assert!(line.chars().all(clean), "{line:?}");
    }
    lines
}

/// What the other parser reads of the one event in a file.
fn read<T>(file: &str, look: impl FnOnce(&Component) -> T) -> T {
    lines(file);
    let unfolded = unfold(file);
    let calendar = read_calendar(&unfolded).unwrap();
    assert_eq!(calendar.components.len(), 1);
    let event = &calendar.components[0];
    assert_eq!(event.name, "VEVENT");
    look(event)
}

fn value(file: &str, name: &str) -> Option<String> {
    read(file, |event| {
        let mut found = event.properties.iter().filter(|p| p.name == name);
        let first = found.next()?.val.clone();
        assert!(found.next().is_none(), "{name} stands twice");
        Some(first.as_str().to_owned())
    })
}

#[test]
fn a_review_is_one_private_event_with_its_time_and_nothing_else() {
    let file = calendar_file(&review()).unwrap();
    let wanted = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Pathway Companion//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:0198c0de-0000-7000-8000-000000000001",
        "DTSTAMP:20260801T093000Z",
        "SEQUENCE:0",
        "DTSTART:20260910T130000Z",
        "DTEND:20260910T140000Z",
        "SUMMARY:Meeting",
        "STATUS:CONFIRMED",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ];
    assert_eq!(lines(&file), wanted);
    assert_eq!(value(&file, "DTSTART").as_deref(), Some("20260910T130000Z"));
    assert_eq!(value(&file, "LOCATION"), None);
    // Made again tomorrow, it is the same file.
    assert_eq!(calendar_file(&review()).unwrap(), file);
}

#[test]
fn a_change_and_a_cancellation_are_the_same_entry_with_a_higher_number() {
    let moved = Entry {
        sequence: 2,
        stamp: at("2026-08-20T09:30:00Z"),
        cancelled: true,
        ..review()
    };
    let file = calendar_file(&moved).unwrap();
    assert_eq!(value(&file, "UID").as_deref(), Some(review().uid));
    assert_eq!(value(&file, "SEQUENCE").as_deref(), Some("2"));
    assert_eq!(value(&file, "STATUS").as_deref(), Some("CANCELLED"));
    let endless = Entry {
        sequence: u32::MAX,
        ..review()
    };
    let file = calendar_file(&endless).unwrap();
    assert_eq!(value(&file, "SEQUENCE").as_deref(), Some("2147483647"));
}

#[test]
fn a_review_of_which_only_the_day_is_known_takes_the_day_and_blocks_nothing() {
    let due = Entry {
        slot: Slot::Day(date(2026, 12, 31)),
        ..review()
    };
    let file = calendar_file(&due).unwrap();
    let lines = lines(&file);
    for line in [
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "TRANSP:TRANSPARENT",
    ] {
        assert!(lines.contains(&line), "{line}");
    }
}

#[test]
fn an_end_before_the_start_is_no_end() {
    let start = at("2026-09-10T13:00:00Z");
    for end in [None, Some(start), Some(at("2026-09-10T12:00:00Z"))] {
        let slot = Slot::At { start, end };
        let file = calendar_file(&Entry { slot, ..review() }).unwrap();
        assert_eq!(value(&file, "DTEND"), None);
    }
}

#[test]
fn what_calendars_cannot_hold_is_refused() {
    let with = |slot| calendar_file(&Entry { slot, ..review() });
    assert_eq!(with(Slot::Day(Date::MIN)), Err(NoEntry::Day));
    assert_eq!(with(Slot::Day(Date::MAX)), Err(NoEntry::Day));
    let start = Timestamp::MIN;
    assert_eq!(with(Slot::At { start, end: None }), Err(NoEntry::Day));
    let nameless = Entry {
        uid: " ",
        ..review()
    };
    assert_eq!(calendar_file(&nameless), Err(NoEntry::NoUid));
    let untitled = Entry {
        title: "\u{7}\n ",
        ..review()
    };
    assert_eq!(calendar_file(&untitled), Err(NoEntry::NoTitle));
}

#[test]
fn a_title_cannot_add_lines_of_its_own() {
    let title = "Meeting\r\nATTACH:https://elsewhere.example\nEND:VEVENT\u{2028}X\u{85}Y\u{0}Z";
    let file = calendar_file(&Entry { title, ..review() }).unwrap();
    let read = value(&file, "SUMMARY").unwrap();
    assert_eq!(
        read,
        "Meeting\nATTACH:https://elsewhere.example\nEND:VEVENT\nX\nYZ"
    );
    assert_eq!(value(&file, "ATTACH"), None);
}

#[test]
fn long_words_of_any_script_are_folded_between_characters() {
    for title in [
        "ا".repeat(200),
        "👩‍⚕️ ".repeat(60) + "x",
        "a".repeat(67),
        "a".repeat(68),
        "a".repeat(500),
        ",;\\".repeat(90),
    ] {
        let file = calendar_file(&Entry {
            title: &title,
            ..review()
        })
        .unwrap();
        assert_eq!(value(&file, "SUMMARY").as_deref(), Some(title.trim()));
    }
}

#[test]
fn every_quarter_of_an_hour_round_a_change_of_the_clocks_is_the_moment_that_was_meant() {
    let london = TimeZone::get("Europe/London").unwrap();
    for day in [
        date(2026, 3, 29),
        date(2026, 10, 25),
        date(2027, 3, 28),
        date(2027, 10, 31),
    ] {
        let mut start = day.to_zoned(london.clone()).unwrap().timestamp();
        let next = day
            .tomorrow()
            .unwrap()
            .to_zoned(london.clone())
            .unwrap()
            .timestamp();
        while start < next {
            let end = Some(start + 90.minutes());
            let slot = Slot::At { start, end };
            let file = calendar_file(&Entry { slot, ..review() }).unwrap();
            assert_eq!(moment(&value(&file, "DTSTART").unwrap()), start);
            assert_eq!(Some(moment(&value(&file, "DTEND").unwrap())), end);
            start += 15.minutes();
        }
    }
}

/// A time of the format, read by itself.
fn moment(text: &str) -> Timestamp {
    let read = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", text).unwrap();
    read.to_zoned(TimeZone::UTC).unwrap().timestamp()
}

proptest! {
    #[test]
    fn any_moment_comes_back(second in 0i64..4_000_000_000, length in 1i64..100_000) {
        let start = Timestamp::from_second(second).unwrap();
        let end = Timestamp::from_second(second + length).unwrap();
        let slot = Slot::At { start, end: Some(end) };
        let file = calendar_file(&Entry { slot, ..review() }).unwrap();
        prop_assert_eq!(moment(&value(&file, "DTSTART").unwrap()), start);
        prop_assert_eq!(moment(&value(&file, "DTEND").unwrap()), end);
    }

    #[test]
    fn any_words_come_back(title in "\\PC{1,120}", place in "[ -~\n\t]{0,200}") {
        prop_assume!(!title.trim().is_empty());
        let entry = Entry { title: &title, place: Some(&place), ..review() };
        let file = calendar_file(&entry).unwrap();
        let summary = value(&file, "SUMMARY").unwrap();
        let plain = title.trim().replace(['\u{2028}', '\u{2029}'], "\n");
        prop_assert_eq!(summary, plain);
        let place = Some(place.trim()).filter(|p| !p.is_empty()).map(str::to_owned);
        prop_assert_eq!(value(&file, "LOCATION"), place);
    }

    #[test]
    fn nothing_at_all_breaks_the_file(title in any::<String>(), uid in any::<String>(), place in any::<String>()) {
        let entry = Entry { title: &title, uid: &uid, place: Some(&place), ..review() };
        if let Ok(file) = calendar_file(&entry) {
            prop_assert!(value(&file, "SUMMARY").is_some() && value(&file, "UID").is_some());
        }
    }
}
