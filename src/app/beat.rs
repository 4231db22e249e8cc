//! The beat: beside an open vault, it sends what waits and fetches what is new, touched by nobody.

use super::open::Open;
use super::view::Contact;
use super::{Companion, look, news};
use crate::care::{RECORD_SHAPE, Record};
use crate::fhir::{self, Envelope, Reading};
use crate::sync::{Driver, Heartbeat, Report, until_due};
use jiff::{Timestamp, tz::TimeZone};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// Between two looks for what is new while all is well.
const FETCH_EVERY: Duration = Duration::from_secs(10 * 60);
/// Between two looks while the trust cannot be reached: a connect that fails at once costs little.
const RETRY_EVERY: Duration = Duration::from_secs(5);

impl Companion {
    /// Begins the beat of an open vault.
    pub(super) fn beat(&self, open: Arc<Open>) -> Option<tokio::task::JoinHandle<()>> {
        let weak = Arc::downgrade(&self.inner);
        self.beside(async move {
            let mut last_fetch: Option<Instant> = None;
            let mut last = Report::Well;
            loop {
                let Some(inner) = weak.upgrade() else { return };
                let companion = Companion { inner };
                let (report, fetched) = companion.one_beat(&open, last_fetch, last).await;
                last = report;
                if fetched {
                    last_fetch = Some(Instant::now());
                }
                drop(companion);
                let pause = pause(&open, report).await;
                // Whichever comes first: something to do, or somebody who asks.
                let _ = tokio::time::timeout(pause, open.nudge.notified()).await;
            }
        })
    }

    async fn one_beat(
        &self,
        open: &Arc<Open>,
        last_fetch: Option<Instant>,
        last: Report,
    ) -> (Report, bool) {
        let api = open.api.lock().ok().and_then(|slot| slot.clone());
        let Some(api) = api else {
            return (Report::NoSignal, false);
        };
        let heart = Arc::new(Heart {
            inner: Arc::downgrade(&self.inner),
            open: Arc::downgrade(open),
        });
        let mut driver = Driver::new(api, open.vault.clone(), heart);
        let asked_for = open.full_look.swap(false, Ordering::SeqCst);
        let due = last_fetch.is_none_or(|at| at.elapsed() >= FETCH_EVERY);
        let fetch = asked_for || due || last != Report::Well;
        let report = driver.round(fetch, asked_for).await;
        if asked_for && report != Report::Well {
            open.full_look.store(true, Ordering::SeqCst);
        }
        (report, fetch && report == Report::Well)
    }
}

async fn pause(open: &Arc<Open>, report: Report) -> Duration {
    let usual = match report {
        Report::Well | Report::Busy => FETCH_EVERY,
        Report::NoSignal | Report::Odd => RETRY_EVERY,
        Report::Unwell => RETRY_EVERY * 2,
        // Only the person, or the trust, can change these.
        Report::SignInEnded | Report::NotSafe => FETCH_EVERY,
    };
    let now = Timestamp::now().as_millisecond();
    let waiting = open.stored(|vault| vault.waiting()).await;
    let due = waiting
        .ok()
        .and_then(|items| items.iter().map(|item| until_due(item, now)).min());
    match due {
        Some(due) if report != Report::SignInEnded => due.clamp(Duration::from_millis(200), usual),
        _ => usual,
    }
}

/// What the driver tells, turned into what screens see.
struct Heart {
    inner: Weak<super::Inner>,
    open: Weak<Open>,
}

impl Heart {
    fn companion(&self) -> Option<Companion> {
        self.inner.upgrade().map(|inner| Companion { inner })
    }
}

impl Heartbeat for Heart {
    fn report(&self, report: Report) {
        let Some(companion) = self.companion() else {
            return;
        };
        let contact = match report {
            Report::Busy => Contact::Busy,
            Report::Well => Contact::Well,
            Report::NoSignal => Contact::NoSignal,
            Report::SignInEnded => Contact::SignInEnded,
            Report::Odd => Contact::OddAnswer,
            Report::Unwell => Contact::TrustUnwell,
            Report::NotSafe => Contact::NotSafe,
        };
        companion.show(|view| view.contact = contact);
    }

    fn changed(&self) {
        if let Some(companion) = self.companion() {
            companion.look_soon();
        }
    }

    fn forms_asked(&self, resources: &[Envelope]) -> Vec<String> {
        let (Some(companion), Some(open)) = (self.companion(), self.open.upgrade()) else {
            return Vec::new();
        };
        let record = companion.read(resources, &open.patient());
        record
            .forms_to_do
            .into_iter()
            .map(|form| form.questionnaire)
            .collect()
    }

    fn view_of(&self, kept: &[Envelope]) -> (u32, String) {
        let record = self.companion().map(|companion| {
            let patient = self
                .open
                .upgrade()
                .map(|open| open.patient())
                .unwrap_or_default();
            let before = companion.view().record.clone();
            let mut record = companion.read(kept, &patient);
            record.news = news::since(before.as_deref(), &record, Timestamp::now());
            record
        });
        let kept = look::Kept {
            record: record.unwrap_or_default(),
            updated: Timestamp::now(),
        };
        (
            RECORD_SHAPE,
            serde_json::to_string(&kept).unwrap_or_default(),
        )
    }
}

impl Companion {
    /// Reads what is kept as the trust's file says.
    pub(super) fn read(&self, kept: &[Envelope], patient: &str) -> Record {
        let trust = self.trust();
        let how = Reading {
            patient,
            codes_base: trust.as_ref().map_or(fhir::codes::BASE, |t| &t.codes_base),
            today: Timestamp::now().to_zoned(london()).date(),
            role_label: trust.as_ref().map_or("", |t| &t.role_label),
            release_cluster: trust.as_ref().is_some_and(|t| t.release_cluster),
        };
        fhir::read_record(kept, &how)
    }
}

/// The zone in which trusts live.
pub(super) fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}
