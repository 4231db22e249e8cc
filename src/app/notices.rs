//! Notices: one neutral line on the lock screen when something came while nobody was looking.
//!
//! Anybody may see a lock screen. So there are two lines and no other, the same for everybody and everything; they name no
//! service, no person, no form, and carry no address. None is shown unless the person turned them on and the device has leave,
//! none while somebody looks at the app, none at night, and each of the two once until the app was opened. Nothing runs for
//! their sake: what comes while the app is not running, or locked, is told when it is opened.
//!
//! Each hat is told its own: what waits for one, and what one was told, decides nothing for another, and the lines of one are
//! taken away before another is put on. A carer is told nothing here, and nothing of sharing is ever news.

use super::open::Open;
use super::{Companion, NotSaved, Preferences};
use crate::care::{News, NewsKind, Part};
use crate::platform::Leave;
use crate::words::Words;
use jiff::civil::Time;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// All that may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Notice {
    NewMessage,
    SomethingToDo,
}

impl Notice {
    fn key(self) -> &'static str {
        match self {
            Notice::NewMessage => "notice-message",
            Notice::SomethingToDo => "notice-to-do",
        }
    }

    fn number(self) -> u8 {
        match self {
            Notice::NewMessage => 1,
            Notice::SomethingToDo => 2,
        }
    }
}

/// What waits to be told of one vault, and what was told since the app was seen last.
#[derive(Default)]
pub(super) struct Told {
    of: Option<String>,
    waiting: BTreeSet<Notice>,
    told: BTreeSet<Notice>,
}

impl Told {
    /// What there is of this vault. Whatever there was of another is forgotten.
    fn of(&mut self, vault: &str) -> &mut Self {
        if self.of.as_deref() != Some(vault) {
            *self = Told {
                of: Some(vault.to_owned()),
                ..Told::default()
            };
        }
        self
    }
}

/// What a piece of news may be told as.
fn notice_of(news: &News) -> Option<Notice> {
    match news.what {
        NewsKind::Reply => Some(Notice::NewMessage),
        NewsKind::Form if news.parts.contains(&Part::New) => Some(Notice::SomethingToDo),
        _ => None,
    }
}

/// From 9pm to 8am nothing is shown.
fn is_night(now: Time) -> bool {
    now.hour() >= 21 || now.hour() < 8
}

/// What is to be shown now. What came while nobody wanted to be told is not told later either.
fn due(told: &mut Told, seen: bool, wanted: bool, now: Time) -> Vec<Notice> {
    if seen {
        *told = Told::default();
        return Vec::new();
    }
    if is_night(now) {
        return Vec::new();
    }
    let waiting = std::mem::take(&mut told.waiting);
    let fresh = waiting
        .into_iter()
        .filter(|notice| told.told.insert(*notice));
    fresh.filter(|_| wanted).collect()
}

impl Companion {
    /// Notes what came into an open vault, to be told if nobody sees it.
    pub(super) fn note_news(&self, open: &Arc<Open>, before: &[News], after: &[News]) {
        if !self.open_any().is_some_and(|now| Arc::ptr_eq(&now, open)) {
            return;
        }
        let Some(mut told) = self.told() else { return };
        let fresh = after.iter().filter(|news| !before.contains(news));
        told.of(open.vault.id().name())
            .waiting
            .extend(fresh.filter_map(notice_of));
    }

    /// Shows what is due. A part of the beat.
    pub(super) async fn show_notices(&self, open: &Open) {
        let (view, devices) = (self.view(), self.devices());
        let (seen, wanted, now) = (self.is_seen(), view.preferences.notices, (devices.time)());
        let due = match self.told() {
            Some(mut told) => due(told.of(open.vault.id().name()), seen, wanted, now),
            None => return,
        };
        if due.is_empty() {
            return;
        }
        let words = Words::of(view.preferences.language);
        let shown = tokio::task::spawn_blocking(move || {
            for notice in due {
                if devices
                    .notices
                    .show(notice.number(), &words.say(notice.key()))
                    .is_err()
                {
                    tracing::debug!("a notice was not shown");
                }
            }
        });
        shown.await.unwrap_or_default();
    }

    /// Somebody looks: nothing is left to tell.
    pub(super) fn clear_notices(&self) {
        if let Some(mut told) = self.told() {
            *told = Told::default();
        }
        if self.view().preferences.notices {
            let devices = self.devices();
            self.beside(async move {
                tokio::task::spawn_blocking(move || devices.notices.clear())
                    .await
                    .unwrap_or_default();
            });
        }
    }

    /// The vault is left: nothing of it is told any more, and no line of it stays.
    pub(super) async fn forget_notices(&self) {
        if let Some(mut told) = self.told() {
            *told = Told::default();
        }
        if self.view().preferences.notices {
            let devices = self.devices();
            tokio::task::spawn_blocking(move || devices.notices.clear())
                .await
                .unwrap_or_default();
        }
    }

    /// Turns notices on or off. Turning on asks the device for leave; without it they stay off.
    pub async fn set_notices(&self, on: bool) -> Result<Leave, NotSaved> {
        let devices = self.devices();
        let leave = match on {
            true => tokio::task::spawn_blocking(move || devices.notices.ask())
                .await
                .map_err(|_| NotSaved)?,
            false => Leave::NotGiven,
        };
        let wanted = Preferences {
            notices: on && leave == Leave::Given,
            ..self.view().preferences
        };
        self.set_preferences(wanted).await?;
        Ok(leave)
    }

    /// Whether this device shows notices at all.
    pub fn can_notify(&self) -> bool {
        self.house().is_some() && self.devices().notices.leave() != Leave::Unsupported
    }

    fn told(&self) -> Option<std::sync::MutexGuard<'_, Told>> {
        let told: &Mutex<Told> = &self.house()?.told;
        Some(
            told.lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    fn waiting(all: &[Notice]) -> Told {
        Told {
            waiting: all.iter().copied().collect(),
            ..Told::default()
        }
    }

    #[test]
    fn each_line_is_shown_once_until_somebody_looks() {
        let mut told = waiting(&[Notice::NewMessage]);
        let noon = time(12, 0, 0, 0);
        assert_eq!(due(&mut told, false, true, noon), [Notice::NewMessage]);
        told.waiting.insert(Notice::NewMessage);
        assert!(due(&mut told, false, true, noon).is_empty());
        assert!(due(&mut told, true, true, noon).is_empty());
        told.waiting.insert(Notice::NewMessage);
        assert_eq!(due(&mut told, false, true, noon), [Notice::NewMessage]);
    }

    #[test]
    fn nothing_is_shown_at_night_and_it_keeps_till_morning() {
        let mut told = waiting(&[Notice::SomethingToDo]);
        for (hour, minute) in [(21, 0), (23, 59), (0, 0), (7, 59)] {
            assert!(due(&mut told, false, true, time(hour, minute, 0, 0)).is_empty());
        }
        assert_eq!(
            due(&mut told, false, true, time(8, 0, 0, 0)),
            [Notice::SomethingToDo]
        );
    }

    #[test]
    fn nothing_is_shown_to_somebody_who_looks() {
        let mut told = waiting(&[Notice::SomethingToDo]);
        assert!(due(&mut told, true, true, time(12, 0, 0, 0)).is_empty());
        assert!(due(&mut told, false, true, time(12, 0, 0, 0)).is_empty());
    }

    #[test]
    fn off_until_they_are_asked_for() {
        assert!(!Preferences::default().notices, "off at first");
        let mut told = waiting(&[Notice::NewMessage]);
        let noon = time(12, 0, 0, 0);
        assert!(due(&mut told, false, false, noon).is_empty());
        assert!(due(&mut told, false, true, noon).is_empty(), "nor later");
    }

    #[test]
    fn the_lines_say_nothing_of_anybody() {
        for language in crate::words::Language::ALL {
            for notice in [Notice::NewMessage, Notice::SomethingToDo] {
                let line = Words::of(language).say(notice.key());
                assert!(line.chars().count() < 45 && !line.contains("://"), "{line}");
                let small = line.to_lowercase();
                for telling in [
                    "health", "nhs", "team", "nurse", "ward", "form", "question", "iechyd", "tîm",
                    "nyrs", "ffurflen", "shar", "carer", "goal", "rhann", "gofal", "nod",
                ] {
                    assert!(!small.contains(telling), "{line}");
                }
            }
        }
    }

    fn news(what: NewsKind, parts: &[Part]) -> News {
        News {
            what,
            title: Some("Noor can see your goal".into()),
            id: "demo-noor".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
            parts: parts.to_vec(),
        }
    }

    #[test]
    fn of_all_news_a_reply_and_a_new_form_are_told_and_by_the_two_lines_alone() {
        use NewsKind::{Form, Goal, Intervention, Plan, Reply, Review, Team};
        let parts: [&[Part]; 4] = [
            &[],
            &[Part::New],
            &[Part::Gone],
            &[Part::Ratings, Part::Name],
        ];
        let mut told = BTreeSet::new();
        for what in [Plan, Intervention, Goal, Review, Team, Form, Reply] {
            // A kind that is added has to be thought about here.
            let may = match what {
                Reply => Some(Notice::NewMessage),
                Form => Some(Notice::SomethingToDo),
                Plan | Intervention | Goal | Review | Team => None,
            };
            for parts in parts {
                let notice = notice_of(&news(what, parts));
                let new = what == Reply || parts.contains(&Part::New);
                assert_eq!(notice, may.filter(|_| new), "{what:?} {parts:?}");
                let line =
                    notice.map(|it| Words::of(Preferences::default().language).say(it.key()));
                told.extend(line);
            }
        }
        let lines = ["You have a new message.", "You have something to do."];
        assert_eq!(told, lines.map(str::to_owned).into());
    }

    #[test]
    fn what_one_vault_was_told_decides_nothing_for_another() {
        let (own, other) = ("one", "another");
        let noon = time(12, 0, 0, 0);
        let mut told = Told::default();
        told.of(own).waiting.insert(Notice::NewMessage);
        assert!(due(told.of(other), false, true, noon).is_empty());
        told.of(other).waiting.insert(Notice::SomethingToDo);
        let first = due(told.of(other), false, true, noon);
        assert_eq!(first, [Notice::SomethingToDo]);
        told.of(own).waiting.insert(Notice::SomethingToDo);
        let second = due(told.of(own), false, true, noon);
        assert_eq!(second, [Notice::SomethingToDo], "told anew, not held back");
    }
}
