//! The review meeting as a file for the calendar of the person's own phone.
//!
//! Other people look at calendars and at folders: the name of the file and the title say nothing of what the
//! meeting is for, and the place goes along only if the person wants it.

use super::{Companion, NotSaved};
use crate::care::{self, Entry, Review, Slot};
use crate::platform::{Meeting, add_to_calendar};
use crate::words::Words;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// The name of the file.
const FILE: &str = "appointment.ics";

/// Why there is no calendar file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalendarProblem {
    /// No meeting is booked, or calendars cannot hold its day.
    #[error("there is no meeting that a calendar could hold")]
    NoMeeting,
    /// The file could not be written.
    #[error(transparent)]
    NotSaved(#[from] NotSaved),
}

impl Companion {
    /// Puts the booked review meeting where the person finds it, as a calendar file; with its place only if
    /// `with_place`.
    pub async fn meeting_for_calendar(&self, with_place: bool) -> Result<PathBuf, CalendarProblem> {
        let view = self.view();
        let review = view.record.as_ref().map(|record| record.review.clone());
        let words = Words::of(view.preferences.language);
        let file = review.and_then(|review| file(&review, words, with_place));
        let file = file.ok_or(CalendarProblem::NoMeeting)?;
        Ok(self.save(FILE, file.into_bytes()).await?)
    }
}

impl Companion {
    /// Opens the calendar of this device at the booked meeting, where it has one that can be opened; the person keeps the entry
    /// there or throws it away. False: there is none, or no such meeting.
    pub async fn offer_meeting(&self, with_place: bool) -> bool {
        let view = self.view();
        let words = Words::of(view.preferences.language);
        let review = view.record.as_ref().map(|record| &record.review);
        let Some(Review::Booked {
            start, end, place, ..
        }) = review
        else {
            return false;
        };
        let hour = 60 * 60 * 1000;
        let begins = start.as_millisecond();
        let meeting = Meeting {
            title: words.say("calendar-title"),
            begins,
            ends: end.map_or(begins + hour, |end| end.as_millisecond()),
            place: place.clone().filter(|_| with_place),
        };
        tokio::task::spawn_blocking(move || add_to_calendar(&meeting).is_ok())
            .await
            .unwrap_or(false)
    }
}

fn file(review: &Review, words: Words, with_place: bool) -> Option<String> {
    let Review::Booked {
        id,
        changed,
        start,
        end,
        place,
        ..
    } = review
    else {
        return None;
    };
    let uid = name(id);
    care::calendar_file(&Entry {
        uid: &uid,
        sequence: changed.map(sequence).unwrap_or_default(),
        stamp: changed.unwrap_or(*start),
        slot: Slot::At {
            start: *start,
            end: *end,
        },
        title: &words.say("calendar-title"),
        place: place.as_deref().filter(|_| with_place),
        cancelled: false,
    })
    .ok()
}

/// The same for the same meeting for ever; nobody can read from it whose it is.
fn name(id: &str) -> String {
    let digest = Sha256::digest(id.as_bytes());
    let hex: String = digest.iter().take(16).map(|b| format!("{b:02x}")).collect();
    format!("{hex}@pathway-companion")
}

/// A number that only grows as a meeting is changed: minutes since the first of January 2020.
fn sequence(changed: Timestamp) -> u32 {
    const BEGINNING: i64 = 1_577_836_800;
    u32::try_from((changed.as_second() - BEGINNING).max(0) / 60).unwrap_or(u32::MAX)
}
