//! The beat: beside an open vault, it sends what waits and fetches what is new, touched by nobody.

use super::open::Open;
use super::view::Contact;
use super::{Companion, look, news};
use crate::care::{RECORD_SHAPE, Record};
use crate::fhir::{self, Envelope, Reading};
use crate::sync::queue::{next_look, until_due};
use crate::sync::{Driver, Heartbeat, Report, Told, Whose, wait};
use crate::vault::{Hat, StoreProblem};
use jiff::{Timestamp, tz::TimeZone};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// The shortest pause between two beats.
const SHORTEST: Duration = Duration::from_millis(200);

/// After so long somebody who waits is told that it takes longer than usual.
pub(super) const LONG: Duration = Duration::from_secs(10);

/// What the beat remembers from one time to the next.
struct Rhythm {
    driver: Option<Driver>,
    next_look: Instant,
    /// Looks in a row that came to nothing.
    in_vain: u32,
}

impl Companion {
    /// Begins the beat of an open vault.
    pub(super) fn beat(&self, open: Arc<Open>) -> Option<tokio::task::JoinHandle<()>> {
        let weak = Arc::downgrade(&self.inner);
        self.beside(async move {
            let mut rhythm = Rhythm {
                driver: None,
                next_look: Instant::now(),
                in_vain: 0,
            };
            loop {
                let Some(inner) = weak.upgrade() else { return };
                let companion = Companion { inner };
                let report = companion.one_beat(&open, &mut rhythm).await;
                let nameless = companion.give_nameless(&open).await;
                companion.show_notices(&open).await;
                drop(companion);
                let pause = pause(&open, &rhythm, report).await;
                let pause = nameless.map_or(pause, |due| due.min(pause)).max(SHORTEST);
                // Whichever comes first: something to do, or somebody who asks.
                let _ = tokio::time::timeout(pause, open.nudge.notified()).await;
            }
        })
    }

    async fn one_beat(&self, open: &Arc<Open>, rhythm: &mut Rhythm) -> Report {
        let api = open.api.lock().ok().and_then(|slot| slot.clone());
        if open.hat == Hat::Carer {
            // What ends on a day, or with time, ends without the trust too.
            self.look().await;
        }
        let Some(api) = api else {
            // Whatever comes with the trust's file or a sign-in nudges the beat.
            rhythm.driver = None;
            rhythm.next_look = Instant::now() + wait::BETWEEN_LOOKS;
            return Report::NoSignal;
        };
        let known = rhythm.driver.take().filter(|driver| driver.uses(&api));
        let is_new = known.is_none();
        let mut driver = known.unwrap_or_else(|| {
            let heart = Arc::new(Heart {
                inner: Arc::downgrade(&self.inner),
                open: Arc::downgrade(open),
                told: Arc::default(),
            });
            let whose = match open.hat {
                Hat::Person => Whose::Own,
                Hat::Carer => Whose::Followed,
            };
            Driver::new(api, open.vault.clone(), heart, open.clock).of(whose)
        });
        let wanted = open.look_now.swap(false, Ordering::SeqCst);
        // In safe mode it only sends: it may be what is fetched that kills the app.
        let due = wanted || is_new || Instant::now() >= rhythm.next_look;
        let look = due && !self.is_safe_mode();
        let complete = look && open.full_look.swap(false, Ordering::SeqCst);
        let report = driver.round(look, complete).await;
        if complete && report != Report::Well {
            open.full_look.store(true, Ordering::SeqCst);
        }
        if look {
            rhythm.in_vain = match report {
                Report::Well => 0,
                _ if wanted => rhythm.in_vain,
                _ => rhythm.in_vain.saturating_add(1),
            };
            let pause = next_look(
                report,
                rhythm.in_vain,
                driver.told_to_wait(),
                wait::chance(),
            );
            rhythm.next_look = Instant::now() + pause * self.patience();
        }
        let forgotten = open.stored(super::mend::forget_sent).await;
        if forgotten.is_err() {
            tracing::debug!("copies of what was sent are still there");
        }
        rhythm.driver = Some(driver);
        report
    }
}

async fn pause(open: &Arc<Open>, rhythm: &Rhythm, report: Report) -> Duration {
    let look = rhythm.next_look.saturating_duration_since(Instant::now());
    // What waits for a sign-in, or for the trust's file, waits for a nudge.
    if report == Report::SignInEnded || rhythm.driver.is_none() {
        return look.max(SHORTEST);
    }
    let now = open.clock.now();
    let waiting = open.stored(|vault| vault.waiting()).await;
    let due = waiting
        .ok()
        .and_then(|items| items.iter().map(|item| until_due(item, now)).min());
    due.map_or(look, |due| due.min(look)).max(SHORTEST)
}

/// What the driver tells, turned into what screens see.
struct Heart {
    inner: Weak<super::Inner>,
    open: Weak<Open>,
    /// How often something was told: a wait is long only if nothing came meanwhile.
    told: Arc<AtomicU64>,
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
        let turn = self.told.fetch_add(1, Ordering::SeqCst) + 1;
        if report == Report::Busy {
            let (told, weak) = (self.told.clone(), self.inner.clone());
            companion.beside(async move {
                tokio::time::sleep(LONG).await;
                if let Some(inner) = weak.upgrade()
                    && told.load(Ordering::SeqCst) == turn
                {
                    let slow = |view: &mut super::View| {
                        if view.contact == Contact::Busy {
                            view.contact = Contact::Slow;
                        }
                    };
                    Companion { inner }.show(slow);
                }
            });
        }
        let contact = match report {
            Report::Busy => Contact::Busy,
            Report::Well => Contact::Well,
            Report::NoSignal | Report::NoNetwork => Contact::NoSignal,
            Report::Doubted(doubt) => Contact::Doubted(doubt),
            Report::SignInEnded => Contact::SignInEnded,
            Report::Odd => Contact::OddAnswer,
            Report::Unwell | Report::AsksToWait => Contact::TrustUnwell,
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
            let known = before.map(|record| record.news.clone()).unwrap_or_default();
            if let Some(open) = self.open.upgrade() {
                companion.note_news(&open, &known, &record.news);
            }
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

    fn keep_followed(&self, resources: &[Envelope], told: Told) -> Result<(), StoreProblem> {
        let (Some(companion), Some(open)) = (self.companion(), self.open.upgrade()) else {
            return Err(StoreProblem::Closed);
        };
        companion.keep_followed(&open, resources, told)
    }
}

/// How many times longer looks wait where power or the connection is dear.
const SPARING: u32 = 6;

fn patience(system: crate::platform::System) -> u32 {
    if system.is_sparing() { SPARING } else { 1 }
}

impl Companion {
    /// What pauses between looks are multiplied by. What waits to be sent, and a look that somebody asks for, wait for nothing.
    fn patience(&self) -> u32 {
        patience((self.devices().system)())
    }

    /// Reads what is kept as the trust's file says.
    pub(super) fn read(&self, kept: &[Envelope], patient: &str) -> Record {
        // The trust's own copy of a form comes before the one that the app brings along.
        let mut all = kept.to_vec();
        all.extend(super::bundled::all().filter(|own| kept.iter().all(|it| it.id != own.id)));
        self.with_reading(patient, |how| fhir::read_record(&all, how))
    }

    /// Reads something as the trust's file says.
    pub(super) fn with_reading<T>(&self, patient: &str, read: impl FnOnce(&Reading) -> T) -> T {
        let trust = self.trust();
        read(&Reading {
            patient,
            codes_base: trust.as_ref().map_or(fhir::codes::BASE, |t| &t.codes_base),
            today: Timestamp::now().to_zoned(london()).date(),
            role_label: trust.as_ref().map_or("", |t| &t.role_label),
            release_cluster: trust.as_ref().is_some_and(|t| t.release_cluster),
            release_ratings: trust.as_ref().is_some_and(|t| t.release_ratings),
            language: Some(self.view().preferences.language.tag()),
        })
    }
}

/// The zone in which trusts live.
pub(super) fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::System;

    #[test]
    fn looks_are_rarer_while_power_or_the_connection_is_dear() {
        let usual = System::default();
        let saving = System {
            saves_power: Some(true),
            ..usual
        };
        let dear = System {
            costs: Some(true),
            ..usual
        };
        assert_eq!(patience(usual), 1);
        assert_eq!((patience(saving), patience(dear)), (SPARING, SPARING));
    }
}
