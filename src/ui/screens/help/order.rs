//! Which help stands where: the team if its hours say that it is open, then 111, then 999, then the
//! rest. A trust's numbers are used while the trust vouches for them; after that day, and where it
//! gives none, the national numbers that are built in come first.

use crate::app::{CrisisEntry, Opening, TrustFacts};
use crate::ui::components::CallLine;
use crate::words::{self, Language, Words};
use jiff::Timestamp;
use jiff::civil::{DateTime, Time, Weekday};
use serde::Deserialize;
use std::sync::LazyLock;

/// The national entries, for a trust that gives none or has not checked its own.
static NATIONAL: LazyLock<Vec<CrisisEntry>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        entries: Vec<CrisisEntry>,
    }
    let text = include_str!("../../../../assets/crisis.json");
    serde_json::from_str::<File>(text).map_or_else(|_| Vec::new(), |file| file.entries)
});

/// Help, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct HelpLines {
    /// The large rows.
    pub first: Vec<CallLine>,
    /// The other ways.
    pub others: Vec<CallLine>,
    /// The trust has not checked its numbers lately.
    pub old_numbers: bool,
}

/// Whether somebody answers now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hours {
    Always,
    OpenUntil(Time),
    ClosedUntil(DateTime),
    Closed,
    Unknown,
}

/// All help there is at this moment.
pub fn lines(
    trust: Option<&TrustFacts>,
    team_phone: Option<&str>,
    words: Words,
    now: Timestamp,
) -> HelpLines {
    let today = words::today(now);
    let given = trust.map(|t| t.crisis.as_slice()).unwrap_or_default();
    let old_numbers = !given.is_empty()
        && trust
            .and_then(|t| t.check_by)
            .is_some_and(|day| day < today);
    let entries = merged(given, old_numbers);
    let team = given
        .iter()
        .find(|e| e.id == "trust")
        .cloned()
        .or_else(|| team_phone.map(team_entry));
    let here = now.to_zoned(words::london().clone()).datetime();
    let team = team.map(|entry| (hours(&entry.opening, here), entry));
    let open = team
        .as_ref()
        .is_some_and(|(hours, _)| matches!(hours, Hours::Always | Hours::OpenUntil(_)));
    let team = team.map(|(hours, entry)| line(&entry, Some(hours), words, here));

    let find = |id: &str| {
        entries
            .iter()
            .find(|e| e.id == id)
            .map(|e| line(e, None, words, here))
    };
    let urgent = [find("111-mh"), find("999")].into_iter().flatten();
    let team_first = open && !old_numbers;
    let mut first: Vec<CallLine> = Vec::new();
    let mut others: Vec<CallLine> = Vec::new();
    if team_first {
        first.extend(team.clone());
    }
    first.extend(urgent);
    if !team_first {
        others.extend(team);
    }
    let rest = entries
        .iter()
        .filter(|e| !matches!(e.id.as_str(), "999" | "111-mh" | "trust"));
    others.extend(rest.map(|e| line(e, None, words, here)));
    HelpLines {
        first,
        others,
        old_numbers,
    }
}

/// Whom to call at once, from what is built in alone: no trust, no clock, no record.
pub fn urgent(words: Words) -> Vec<CallLine> {
    let find = |id: &&str| NATIONAL.iter().find(|entry| entry.id == *id);
    let entries = ["111-mh", "999"].iter().filter_map(find);
    let any_time = DateTime::default();
    entries.map(|it| line(it, None, words, any_time)).collect()
}

/// The trust's entries, with every national one that it does not give; the national ones alone win
/// where the trust has not checked its own.
fn merged(given: &[CrisisEntry], old: bool) -> Vec<CrisisEntry> {
    let (mut front, back): (Vec<CrisisEntry>, &[CrisisEntry]) = if old {
        (NATIONAL.clone(), given)
    } else {
        (given.to_vec(), NATIONAL.as_slice())
    };
    for entry in back {
        if front.iter().all(|e| e.id != entry.id) {
            front.push(entry.clone());
        }
    }
    front
}

/// The team's number from the record, where the trust's file has no entry for it. Nobody knows hours.
fn team_entry(phone: &str) -> CrisisEntry {
    let dial: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    CrisisEntry {
        id: "trust".into(),
        uri: Some(format!("tel:{dial}")),
        ..CrisisEntry::default()
    }
}

/// A line as it is shown: our words where they mean the same, the trust's where it has its own.
fn line(entry: &CrisisEntry, hours: Option<Hours>, words: Words, here: DateTime) -> CallLine {
    let label_key = format!("crisis-{}-label", entry.id);
    let plain_key = format!("crisis-{}-plain", entry.id);
    let known = words.knows(&label_key);
    let same_number = NATIONAL
        .iter()
        .any(|n| n.id == entry.id && n.uri == entry.uri);
    // In English the trust's own words stand. In another language ours do, if the number is the
    // national one, since they can be read; else the trust's, marked as English.
    let ours =
        known && (entry.label.is_empty() || (same_number && words.language() != Language::English));
    let hours = hours.map(|hours| hours_words(hours, words, here));
    if ours {
        let (label, plain) = (words.say_both(&label_key), words.say_both(&plain_key));
        return CallLine {
            id: entry.id.clone(),
            label: label.text,
            label_english: label.english,
            plain: plain.text,
            plain_english: plain.english,
            hours,
            uri: entry.uri.clone(),
            own: false,
        };
    }
    CallLine {
        id: entry.id.clone(),
        label: entry.label.clone(),
        label_english: None,
        plain: entry.plain.clone(),
        plain_english: None,
        hours,
        uri: entry.uri.clone(),
        own: words.language() != Language::English,
    }
}

fn hours_words(hours: Hours, words: Words, here: DateTime) -> String {
    match hours {
        Hours::Always => words.say("help-open-always"),
        Hours::OpenUntil(time) => {
            let time = words.time(time);
            words.say_with("help-open-until", &[("time", (&time).into())])
        }
        Hours::ClosedUntil(at) => {
            let time = words.time(at.time());
            let when = if at.date() == here.date() {
                words.say_with("dates-today-at", &[("time", (&time).into())])
            } else {
                let day = words.weekday(at.date().weekday());
                words.say_with(
                    "dates-moment",
                    &[("day", (&day).into()), ("time", (&time).into())],
                )
            };
            words.say_with("help-closed-until", &[("when", (&when).into())])
        }
        Hours::Closed => words.say("help-closed"),
        Hours::Unknown => words.say("help-hours-unknown"),
    }
}

/// Whether somebody answers at `here`. No opening hours for a team means that nobody said: a number
/// that is open day and night says so with one that spans the day.
fn hours(opening: &[Opening], here: DateTime) -> Hours {
    if opening.is_empty() {
        return Hours::Unknown;
    }
    let spans = |day: Weekday| -> Vec<(Time, Time)> {
        let of_day = opening
            .iter()
            .filter(|o| o.days.iter().any(|d| weekday(d) == Some(day)));
        of_day
            .filter_map(|o| Some((o.from.parse().ok()?, closing(&o.to)?)))
            .collect()
    };
    let now = here.time();
    let today = here.date().weekday();
    if let Some((from, to)) = spans(today)
        .into_iter()
        .find(|(from, to)| *from <= now && now < *to)
    {
        let whole_day = from == Time::midnight() && to == Time::MAX;
        return if whole_day {
            Hours::Always
        } else {
            Hours::OpenUntil(to)
        };
    }
    let next = (0..=7).find_map(|ahead| {
        let date = here
            .date()
            .checked_add(jiff::Span::new().days(ahead))
            .ok()?;
        let mut starts: Vec<DateTime> = spans(date.weekday())
            .into_iter()
            .map(|(from, _)| date.to_datetime(from))
            .filter(|start| *start > here)
            .collect();
        starts.sort();
        starts.into_iter().next()
    });
    next.map_or(Hours::Closed, Hours::ClosedUntil)
}

/// `24:00` and `00:00` as an end mean the end of the day.
fn closing(text: &str) -> Option<Time> {
    match text {
        "24:00" | "00:00" | "23:59" => Some(Time::MAX),
        _ => text.parse().ok(),
    }
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trust() -> TrustFacts {
        let weekdays = ["mon", "tue", "wed", "thu", "fri"]
            .map(str::to_owned)
            .to_vec();
        TrustFacts {
            crisis: vec![CrisisEntry {
                id: "trust".into(),
                label: "Call Willow team".into(),
                uri: Some("tel:01632960123".into()),
                plain: "Call us.".into(),
                opening: vec![Opening {
                    days: weekdays,
                    from: "09:00".into(),
                    to: "17:00".into(),
                }],
            }],
            check_by: Some(jiff::civil::date(2027, 1, 31)),
            ..TrustFacts::default()
        }
    }

    fn order(trust: Option<&TrustFacts>, at: &str) -> (Vec<String>, Vec<String>) {
        let help = lines(trust, None, Words::default(), at.parse().unwrap());
        let ids = |lines: Vec<CallLine>| lines.into_iter().map(|l| l.id).collect::<Vec<_>>();
        (ids(help.first), ids(help.others))
    }

    #[test]
    fn the_team_stands_first_while_it_is_open() {
        let (first, _) = order(Some(&trust()), "2026-11-23T10:00:00Z");
        assert_eq!(first, ["trust", "111-mh", "999"]);
    }

    #[test]
    fn a_closed_team_does_not_stand_before_111() {
        let (first, others) = order(Some(&trust()), "2026-11-22T03:00:00Z");
        assert_eq!(first, ["111-mh", "999"]);
        assert_eq!(others[0], "trust");
    }

    #[test]
    fn without_any_trust_the_national_numbers_are_there() {
        let (first, others) = order(None, "2026-11-22T03:00:00Z");
        assert_eq!(first, ["111-mh", "999"]);
        assert!(others.contains(&"samaritans".to_owned()));
        assert!(others.contains(&"shout".to_owned()));
    }

    #[test]
    fn numbers_that_the_trust_has_not_checked_do_not_come_first() {
        let mut trust = trust();
        trust.crisis.push(CrisisEntry {
            id: "999".into(),
            label: "Old".into(),
            uri: Some("tel:000".into()),
            ..CrisisEntry::default()
        });
        trust.check_by = Some(jiff::civil::date(2026, 11, 1));
        let at = "2026-11-23T10:00:00Z".parse().unwrap();
        let help = lines(Some(&trust), None, Words::default(), at);
        assert!(help.old_numbers);
        assert_eq!(help.first[0].id, "111-mh");
        assert_eq!(help.first[1].uri.as_deref(), Some("tel:999"));
    }

    #[test]
    fn closed_hours_say_when_they_open() {
        let help = lines(
            Some(&trust()),
            None,
            Words::default(),
            "2026-11-21T12:00:00Z".parse().unwrap(),
        );
        let said = help.others[0].hours.clone().unwrap_or_default();
        let said = said.replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(said, "Closed now. Opens Monday, 9am");
    }
}
