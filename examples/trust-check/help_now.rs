//! Numbers and hours: what stands on *Help now* at the worst moment.

use crate::finding::{Part, Report};
use jiff::civil::{Date, Time};
use jiff::{ToSpan, Zoned};
use pathway_companion::trust::{CrisisEntry, Opening, TrustFile};
use serde::Deserialize;
use std::collections::BTreeSet;

const PART: Part = Part::HelpNow;

#[derive(Deserialize)]
struct Card {
    entries: Vec<CrisisEntry>,
}

/// The national entries that are built in.
fn national() -> Vec<CrisisEntry> {
    let text = include_str!("../../assets/crisis.json");
    serde_json::from_str::<Card>(text).map_or_else(|_| Vec::new(), |card| card.entries)
}

/// Looks at numbers, hours, and the day until which they count.
pub fn check(report: &mut Report, trust: &TrustFile) {
    let today = Zoned::now().date();
    check_by(report, trust.check_by, today);
    let mut ids = BTreeSet::new();
    for (i, entry) in trust.crisis.iter().enumerate() {
        let place = format!("crisis[{i}]");
        if !ids.insert(entry.id.as_str()) {
            let what = "two entries have this id; only one of them is shown";
            report.wrong(PART, "once", &format!("{place}.id"), what, "take one out");
        }
        number(report, entry, &place);
        hours(report, entry, &place);
    }
    team(report, trust);
}

fn check_by(report: &mut Report, day: Option<Date>, today: Date) {
    let place = "check_by";
    let Some(day) = day else {
        let what = "there is none: your numbers would count for ever, right or wrong";
        let todo = "write the day by which somebody checks them again, and a name to do it";
        return report.wrong(PART, "check-by", place, what, todo);
    };
    let todo = "check every number and hour, then write the next day";
    let soon = today.saturating_add(30.days());
    let far = today.saturating_add(2.years());
    if day < today {
        let what =
            format!("{day} has passed: people see the national numbers first, and are told why");
        report.wrong(PART, "check-by", place, what, todo);
    } else if day < soon {
        let what = format!("{day} is less than 30 days away");
        report.look(PART, "check-by", place, what, todo);
    } else if day > far {
        let what = format!("{day} is more than two years away; numbers change sooner");
        report.look(PART, "check-by", place, what, "choose a nearer day");
    } else {
        let what = format!("numbers are to be checked again by {day}");
        report.well(PART, "check-by", what);
    }
}

fn number(report: &mut Report, entry: &CrisisEntry, place: &str) {
    let Some(uri) = entry.uri.as_deref() else {
        let known = national()
            .iter()
            .any(|it| it.id == entry.id && it.uri.is_some());
        if known || entry.id == "trust" {
            let what = "there is nothing to press: no uri";
            let todo = "write the number as tel:01632960000";
            report.wrong(PART, "number", &format!("{place}.uri"), what, todo);
        }
        return;
    };
    let place_of_uri = format!("{place}.uri");
    let Some(dialled) = dialled(uri) else {
        return;
    };
    let digits: String = dialled.chars().filter(char::is_ascii_digit).collect();
    let odd = dialled
        .chars()
        .any(|c| !(c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')')));
    if odd || !(3..=15).contains(&digits.len()) {
        let what = "no phone can dial this";
        let todo = "digits only, perhaps a + at the front, no spaces: tel:01632960000";
        return report.wrong(PART, "number", &place_of_uri, what, todo);
    }
    if let Some(theirs) = national().iter().find(|it| it.id == entry.id)
        && theirs
            .uri
            .as_deref()
            .and_then(self::dialled)
            .is_some_and(|it| it != dialled)
    {
        let what = "this is not the national number of that id";
        let todo = "put it right, or give your own service another id";
        return report.wrong(PART, "national", &place_of_uri, what, todo);
    }
    for (name, words) in [("label", &entry.label), ("plain", &entry.plain)] {
        let written = numbers_in(words);
        if !written.is_empty() && !written.iter().any(|it| same_number(it, &digits)) {
            let what = "the number in the words is not the number that is dialled";
            let todo = format!("compare it with {place_of_uri}, and ring both");
            report.wrong(PART, "same-number", &format!("{place}.{name}"), what, todo);
        }
    }
    if is_made_up(&digits) {
        let what = "this is a number that Ofcom keeps for films and examples";
        let todo = "write your team's own number";
        report.look(PART, "number", &place_of_uri, what, todo);
    }
}

/// What is dialled, or sent a text to.
fn dialled(uri: &str) -> Option<&str> {
    let rest = uri
        .strip_prefix("tel:")
        .or_else(|| uri.strip_prefix("sms:"))?;
    rest.split(['?', ';', '&']).next()
}

/// Numbers of six digits and more that stand in a text, spaces left out.
fn numbers_in(words: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut digits = String::new();
    for c in words.chars().chain(std::iter::once('x')) {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | '\u{a0}' | '-' | '+' if !digits.is_empty() => {}
            _ => {
                if digits.len() >= 6 {
                    found.push(std::mem::take(&mut digits));
                }
                digits.clear();
            }
        }
    }
    found
}

fn same_number(written: &str, dialled: &str) -> bool {
    let plain = |it: &str| {
        it.trim_start_matches("44")
            .trim_start_matches('0')
            .to_owned()
    };
    plain(written) == plain(dialled)
}

/// Ofcom's numbers for drama: 01632 960xxx and their like.
fn is_made_up(digits: &str) -> bool {
    let plain = digits
        .strip_prefix("44")
        .map_or_else(|| digits.to_owned(), |it| format!("0{it}"));
    ["01632960", "02079460", "07700900", "08081570"]
        .iter()
        .any(|start| plain.starts_with(start))
}

fn hours(report: &mut Report, entry: &CrisisEntry, place: &str) {
    for (i, hours) in entry.opening.iter().enumerate() {
        let here = format!("{place}.opening[{i}]");
        let (Ok(from), Ok(to)) = (hours.from.parse::<Time>(), hours.to.parse::<Time>()) else {
            continue;
        };
        if to != Time::midnight() && from >= to {
            let what = "it ends before it begins: by these hours nobody is ever there";
            let todo = "write hours over midnight as two lines, the first to 00:00";
            report.wrong(PART, "hours", &here, what, todo);
            continue;
        }
        let twice = entry
            .opening
            .iter()
            .take(i)
            .any(|other| overlap(hours, other));
        if twice {
            let what = "these hours lie over others of the same day";
            report.look(PART, "hours", &here, what, "write each hour once");
        }
    }
}

fn overlap(one: &Opening, other: &Opening) -> bool {
    let end = |it: &Opening| {
        if it.to == "00:00" {
            "24:00".to_owned()
        } else {
            it.to.clone()
        }
    };
    one.days.iter().any(|day| other.days.contains(day))
        && one.from < end(other)
        && other.from < end(one)
}

fn team(report: &mut Report, trust: &TrustFile) {
    let Some((i, team)) = trust
        .crisis
        .iter()
        .enumerate()
        .find(|(_, it)| it.id == "trust")
    else {
        let what = "your own team is not among them: no entry has the id trust";
        let todo = "add it with its number and hours; the number of a person's record is used else, without hours";
        report.wrong(PART, "team", "crisis", what, todo);
        return;
    };
    if team.opening.is_empty() {
        let what = "it has no hours: the team never stands first, even when it is open";
        let todo = "write opening, in London time";
        report.look(PART, "team", &format!("crisis[{i}].opening"), what, todo);
    } else {
        let days: BTreeSet<&String> = team.opening.iter().flat_map(|it| &it.days).collect();
        let what = format!(
            "the team stands first while it is open, on {} days of the week",
            days.len()
        );
        report.well(PART, "team", what);
    }
}
