//! A meeting as a calendar file (RFC 5545), for the calendar of the person's own phone.
//!
//! Other people look at calendars: the title comes from outside and is neutral, the place is left out
//! unless the person asked for it, and the entry is marked private. Times are in UTC, which every
//! calendar shows in the zone that it is in; a file with a zone of its own would have to carry the rules
//! of that zone, and two calendars read such rules differently. A meeting of which only the day is known
//! takes the whole day and blocks none of it.
//!
//! The same meeting always has the same `UID`; a change or a cancellation has a higher `SEQUENCE`, so that
//! a calendar that knows the entry changes it and makes no second one. There is no `METHOD`: that is for
//! invitations, and needs an organiser with an address.

use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt::Write;

/// When a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// At a time; the end where it is known.
    At {
        /// Start.
        start: Timestamp,
        /// End; one that is not after the start is left out.
        end: Option<Timestamp>,
    },
    /// On a day.
    Day(Date),
}

/// A meeting as it goes into a calendar.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The same for the same meeting for ever, and for no other; it names nobody.
    pub uid: &'a str,
    /// How often the meeting was changed.
    pub sequence: u32,
    /// When this state of the meeting was written; the same each time that the file is made.
    pub stamp: Timestamp,
    /// When the meeting is.
    pub slot: Slot,
    /// A neutral title, in the person's language.
    pub title: &'a str,
    /// Where, if the person wants it in their calendar.
    pub place: Option<&'a str>,
    /// Whether it does not take place.
    pub cancelled: bool,
}

// A place may say what the meeting is for.
impl std::fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Entry(…)")
    }
}

/// Why a meeting has no calendar file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoEntry {
    /// The format has years 0 to 9999.
    #[error("a day that calendars cannot hold")]
    Day,
    /// Without a name a calendar would make a second entry each time.
    #[error("the entry has no name of its own")]
    NoUid,
    /// An entry without a title says nothing.
    #[error("the entry has no title")]
    NoTitle,
}

/// The longest that a line may be, in bytes, its end left out.
const LONGEST: usize = 75;

/// The calendar file.
pub fn calendar_file(entry: &Entry) -> Result<String, NoEntry> {
    let uid = Some(text(entry.uid))
        .filter(|t| !t.is_empty())
        .ok_or(NoEntry::NoUid)?;
    let title = Some(text(entry.title)).filter(|t| !t.is_empty());
    let title = title.ok_or(NoEntry::NoTitle)?;
    let mut file = String::new();
    let mut line = |content: &str| fold(content, &mut file);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Pathway Companion//EN");
    line("CALSCALE:GREGORIAN");
    line("BEGIN:VEVENT");
    line(&format!("UID:{uid}"));
    line(&format!("DTSTAMP:{}", moment(entry.stamp)?));
    // The format's numbers have 31 bits.
    line(&format!("SEQUENCE:{}", entry.sequence.min(i32::MAX as u32)));
    match entry.slot {
        Slot::At { start, end } => {
            line(&format!("DTSTART:{}", moment(start)?));
            if let Some(end) = end.filter(|end| end.as_second() > start.as_second()) {
                line(&format!("DTEND:{}", moment(end)?));
            }
        }
        Slot::Day(on) => {
            let next = on.tomorrow().map_err(|_| NoEntry::Day)?;
            line(&format!("DTSTART;VALUE=DATE:{}", day(on)?));
            line(&format!("DTEND;VALUE=DATE:{}", day(next)?));
            line("TRANSP:TRANSPARENT");
        }
    }
    line(&format!("SUMMARY:{title}"));
    let place = entry.place.map(text).filter(|p| !p.is_empty());
    if let Some(place) = place {
        line(&format!("LOCATION:{place}"));
    }
    line(if entry.cancelled {
        "STATUS:CANCELLED"
    } else {
        "STATUS:CONFIRMED"
    });
    line("CLASS:PRIVATE");
    line("END:VEVENT");
    line("END:VCALENDAR");
    Ok(file)
}

fn moment(at: Timestamp) -> Result<String, NoEntry> {
    let at = at.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let mut written = day(at.date())?;
    // Writing into a text does not fail.
    let _ = write!(
        written,
        "T{:02}{:02}{:02}Z",
        at.hour(),
        at.minute(),
        at.second()
    );
    Ok(written)
}

fn day(day: Date) -> Result<String, NoEntry> {
    let year = Some(day.year()).filter(|y| (0..=9999).contains(y));
    let year = year.ok_or(NoEntry::Day)?;
    Ok(format!("{year:04}{:02}{:02}", day.month(), day.day()))
}

// A text as the format has it. What ends a line anywhere becomes the format's own line break, since some
// readers would end the line there; other control characters have no place in it.
fn text(plain: &str) -> String {
    let plain = plain.trim().replace("\r\n", "\n");
    let mut written = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '\\' => written.push_str("\\\\"),
            ';' => written.push_str("\\;"),
            ',' => written.push_str("\\,"),
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                written.push_str("\\n");
            }
            '\t' => written.push('\t'),
            c if c.is_control() => {}
            c => written.push(c),
        }
    }
    written
}

// A long line is cut between characters; what follows begins with a space, which counts.
fn fold(content: &str, file: &mut String) {
    let mut used = 0;
    for c in content.chars() {
        if used + c.len_utf8() > LONGEST {
            file.push_str("\r\n ");
            used = 1;
        }
        file.push(c);
        used += c.len_utf8();
    }
    file.push_str("\r\n");
}
