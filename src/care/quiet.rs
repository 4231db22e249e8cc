//! Quiet: the app asks for nothing. Help, the next meeting and the person's plan stay; all the rest waits
//! under To do.
//!
//! A person turns it on for themselves when they have a bad day; it ends by itself, after seven days at
//! the latest. During a hospital stay, and in the two groups that mean a crisis, it is on by itself, until
//! that is over or the person says that they want to see things.

use super::{Cluster, Event, Record, Tense};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest that a person can ask for at a time, in days.
pub const LONGEST_QUIET: i64 = 7;

/// What the person has said about quiet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QuietWish {
    /// The last day of a quiet that they asked for.
    #[serde(default)]
    pub until: Option<Date>,
    /// What would make it quiet by itself, and does not since they want to see things.
    #[serde(default)]
    pub not_for: Option<String>,
}

/// How long a person wants it quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuietFor {
    /// Today and tomorrow.
    ADay,
    /// Three days.
    ThreeDays,
    /// A week.
    AWeek,
}

impl QuietFor {
    /// All of them, the shortest first.
    pub const ALL: [QuietFor; 3] = [QuietFor::ADay, QuietFor::ThreeDays, QuietFor::AWeek];

    /// The last day of it.
    pub fn until(self, today: Date) -> Date {
        let days = match self {
            QuietFor::ADay => 1,
            QuietFor::ThreeDays => 3,
            QuietFor::AWeek => LONGEST_QUIET,
        };
        today.checked_add(days.days()).unwrap_or(today)
    }
}

/// Why it is quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quiet {
    /// The person asked for it, until the end of this day.
    Asked(Date),
    /// They are in hospital, as far as the record says.
    InHospital,
    /// The record says that they are in a crisis.
    HardTime,
}

/// Whether it is quiet on `today`, and why.
pub fn quiet(wish: &QuietWish, record: &Record, today: Date) -> Option<Quiet> {
    // A clock that was set back must not make a week of a month.
    let furthest = QuietFor::AWeek.until(today);
    let asked = wish.until.filter(|until| *until >= today);
    if let Some(until) = asked {
        return Some(Quiet::Asked(until.min(furthest)));
    }
    let (why, name) = by_itself(record)?;
    (wish.not_for.as_deref() != Some(name.as_str())).then_some(why)
}

/// What makes it quiet by itself, and the name under which the person can say that they do not want that.
pub fn by_itself(record: &Record) -> Option<(Quiet, String)> {
    if let Some(day) = admitted(record) {
        return Some((Quiet::InHospital, format!("admission {day}")));
    }
    match record.cluster {
        Cluster::Known(code) if code.is_quiet() => Some((Quiet::HardTime, format!("group {code}"))),
        _ => None,
    }
}

/// The day on which the person went into hospital, unless they left or moved on after it.
fn admitted(record: &Record) -> Option<Date> {
    let past = || record.timeline.iter().filter(|s| s.tense == Tense::Done);
    let admitted = past().filter(|stop| stop.event == Event::Admission);
    let day = admitted.filter_map(|stop| stop.on).max()?;
    let is_over = past().any(|stop| match stop.event {
        // Whoever comes and goes on one day is not in hospital; whoever is moved there on that day is.
        Event::Discharge => stop.on >= Some(day),
        Event::Transfer => stop.on > Some(day),
        _ => false,
    });
    (!is_over).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::super::{ClusterCode, Stop};
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 22);

    fn record(events: &[(Event, Date)]) -> Record {
        let stop = |&(event, on): &(Event, Date)| Stop {
            tense: if on > TODAY {
                Tense::Ahead
            } else {
                Tense::Done
            },
            event,
            on: Some(on),
            at: None,
            with: None,
            text: None,
        };
        Record {
            timeline: events.iter().map(stop).collect(),
            ..Record::default()
        }
    }

    #[test]
    fn it_ends_by_itself_after_a_week_at_the_latest() {
        let none = Record::default();
        for length in QuietFor::ALL {
            let wish = QuietWish {
                until: Some(length.until(TODAY)),
                ..QuietWish::default()
            };
            assert!(quiet(&wish, &none, TODAY).is_some());
            let later = TODAY.checked_add(8.days()).unwrap();
            assert_eq!(quiet(&wish, &none, later), None, "{length:?}");
        }
        let broken = QuietWish {
            until: Some(date(2031, 1, 1)),
            ..QuietWish::default()
        };
        let shown = quiet(&broken, &none, TODAY);
        assert_eq!(shown, Some(Quiet::Asked(date(2026, 11, 29))));
    }

    #[test]
    fn an_admission_makes_it_quiet_until_the_person_leaves_or_moves_on() {
        let wish = QuietWish::default();
        let on = date(2026, 11, 18);
        let quiet_with = |more: &[(Event, Date)]| {
            let mut events = vec![(Event::Admission, on)];
            events.extend(more);
            quiet(&wish, &record(&events), TODAY)
        };
        assert_eq!(quiet_with(&[]), Some(Quiet::InHospital));
        assert_eq!(
            quiet_with(&[(Event::Transfer, on), (Event::Discharge, date(2026, 12, 1))]),
            Some(Quiet::InHospital),
            "moved there that day; a discharge that is planned is none yet"
        );
        assert_eq!(quiet_with(&[(Event::Discharge, on)]), None);
        assert_eq!(quiet_with(&[(Event::Transfer, date(2026, 11, 20))]), None);
        assert_eq!(
            quiet_with(&[
                (Event::Discharge, date(2026, 11, 19)),
                (Event::Admission, date(2026, 11, 21))
            ]),
            Some(Quiet::InHospital),
            "back again"
        );
    }

    #[test]
    fn what_made_it_quiet_can_be_put_aside_and_another_one_counts_anew() {
        for (code, wanted) in [("14", true), ("15", true), ("04", false)] {
            let record = Record {
                cluster: Cluster::Known(ClusterCode::parse(code).unwrap()),
                ..Record::default()
            };
            let shown = quiet(&QuietWish::default(), &record, TODAY);
            assert_eq!(shown == Some(Quiet::HardTime), wanted, "{code}");
        }
        let first = record(&[(Event::Admission, date(2026, 11, 18))]);
        let wish = QuietWish {
            until: None,
            not_for: by_itself(&first).map(|(_, name)| name),
        };
        assert_eq!(quiet(&wish, &first, TODAY), None);
        let second = record(&[(Event::Admission, date(2026, 11, 20))]);
        assert_eq!(quiet(&wish, &second, TODAY), Some(Quiet::InHospital));
    }
}
