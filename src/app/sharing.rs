//! What the person shares, with whom, until when: said here, made true at the trust by `sync::share`.
//!
//! To share more asks for the passcode again. To share less, or to stop, never asks for anything: it must
//! be possible at once, also for somebody whom another person watches. What was said last counts; it takes
//! the place of what waits, and it is shown at once beside what may still be seen.

use super::look::Kept as KeptRow;
use super::{Companion, GuardProblem, NotSaved};
use crate::care::{
    FormDone, InCircle, Kept, LastWord, Permit, Record, Shared, WordStands, gives_more,
};
use crate::fhir::{Before, Word, codes};
use crate::sync::WordProgress;
use crate::vault::{Item, ItemState, LogEntry, NewItem, StoreProblem, Vault};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;

/// Kind of an item that says what one carer sees.
pub(super) const KIND: &str = "sharing";
/// What a line of the log is called that says what was shared.
const LOGGED: &str = "sharing";
/// The form of the person's own staying-safe plan, as its canonical address ends.
const SAFE_PLAN: &str = "/Questionnaire/staying-safe-plan";
/// The most words before it that a word remembers.
const MOST_BEFORE: usize = 8;

/// Why something is not shared. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShareProblem {
    /// The passcode was not right, or cannot be tried now.
    #[error(transparent)]
    Passcode(#[from] GuardProblem),
    /// The carer, or one of the things, is not there (any more), or cannot be shared.
    #[error("that cannot be shared")]
    NotThere,
    /// The trust does not let this app say what is shared.
    #[error("not granted")]
    NotGranted,
    /// Nothing could be written.
    #[error("not saved")]
    NotSaved,
}

/// The kinds of thing that can be shared: all that the log knows of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SharedKind {
    /// Goals.
    Goals,
    /// Pieces of the plan.
    Pieces,
    /// Reviews to come.
    Reviews,
    /// The team.
    Team,
    /// The staying-safe plan.
    SafePlan,
}

/// What was said once of what a carer sees: kinds and numbers, nothing of what is in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidOnce {
    /// When.
    pub at: Timestamp,
    /// How many of each kind. Empty: it was stopped.
    pub kinds: Vec<(SharedKind, u32)>,
    /// The last day of what was shared longest.
    pub until: Option<Date>,
}

#[derive(Serialize, Deserialize)]
struct Logged {
    carer: String,
    kinds: Vec<(SharedKind, u32)>,
    until: Option<Date>,
}

/// The staying-safe plan as the trust has it: only what was sent can be shared.
pub fn sent_safe_plan(record: &Record) -> Option<&FormDone> {
    let canonical = |form: &FormDone| {
        let url = form.questionnaire.split('|').next().unwrap_or_default();
        url.ends_with(SAFE_PLAN)
    };
    record.forms_done.iter().find(|form| canonical(form))
}

/// Whether a thing of this record can be shared: the trust has it, and it has a name that gives nothing away.
pub fn can_be_shared(record: &Record, what: &Shared) -> bool {
    match what {
        Shared::Goal(id) => {
            let mut all = record.goals.iter();
            all.any(|it| it.id == *id && it.kept == Kept::ByTheTrust)
        }
        Shared::Piece(id) => {
            let mut all = record.interventions.iter();
            all.any(|it| it.id == *id && it.carer_title.is_some())
        }
        Shared::Reviews | Shared::Team => true,
        Shared::SafePlan(id) => sent_safe_plan(record).is_some_and(|it| it.response == *id),
    }
}

impl Companion {
    /// Says what a carer sees from now on: all of it, in the place of whatever they saw. With nothing in it,
    /// it stops. The passcode is asked for where it gives more than before, and only there.
    pub async fn share(
        &self,
        carer: &str,
        permits: Vec<Permit>,
        passcode: Option<String>,
    ) -> Result<(), ShareProblem> {
        let (this, carer) = (self.clone(), carer.to_owned());
        let done = self.to_the_end(async move { this.say(&carer, permits, passcode).await });
        done.await.unwrap_or(Err(ShareProblem::NotSaved))
    }

    /// Ends all that a carer sees. Nothing is asked.
    pub async fn stop_sharing(&self, carer: &str) -> Result<(), ShareProblem> {
        self.share(carer, Vec::new(), None).await
    }

    async fn say(
        &self,
        carer: &str,
        permits: Vec<Permit>,
        passcode: Option<String>,
    ) -> Result<(), ShareProblem> {
        let open = self.open().ok_or(ShareProblem::NotSaved)?;
        let view = self.view();
        if view.not_granted.contains(&super::Missing::Sharing) {
            return Err(ShareProblem::NotGranted);
        }
        let record = view.record.clone().ok_or(ShareProblem::NotThere)?;
        let now = Zoned::now();
        let today = now.with_time_zone(super::beat::london()).date();
        let known = record.circle.iter().find(|it| it.carer.id == carer);
        let known = known.ok_or(ShareProblem::NotThere)?;
        let before = known.chosen(today);
        let is_new = |it: &&Permit| !before.contains(it);
        let fits = |it: &Permit| it.until >= today && can_be_shared(&record, &it.what);
        if !permits.iter().filter(is_new).all(fits) {
            return Err(ShareProblem::NotThere);
        }
        if gives_more(&before, &permits) {
            self.is_passcode(passcode).await?;
        }
        let saying = Saying {
            patient: open.patient(),
            codes_base: self
                .trust()
                .map_or(codes::BASE.to_owned(), |t| t.codes_base.clone()),
            seen: known.clone(),
            permits,
            at: now,
        };
        let said = open.stored(move |vault| post(vault, saying)).await;
        self.look().await;
        said.map_err(|_| ShareProblem::NotSaved)??;
        // What the trust has is looked at soon: then the screens say what is so.
        open.look_now.store(true, Ordering::SeqCst);
        open.nudge.notify_one();
        Ok(())
    }

    /// What was ever said on this phone of what a carer sees, the newest first.
    pub async fn said_of_sharing(&self, carer: &str) -> Result<Vec<SaidOnce>, NotSaved> {
        let open = self.open().ok_or(NotSaved)?;
        let carer = carer.to_owned();
        let entries = open
            .stored(Vault::log_entries)
            .await
            .map_err(|_| NotSaved)?;
        let of_them = entries.into_iter().rev().filter(|it| it.what == LOGGED);
        let said = of_them.filter_map(|entry| {
            let logged: Logged = serde_json::from_str(&entry.about).ok()?;
            (logged.carer == carer).then_some(SaidOnce {
                at: entry.at,
                kinds: logged.kinds,
                until: logged.until,
            })
        });
        Ok(said.collect())
    }

    /// Gives up a word that met a change of somebody else's: the trust's copy stays as it is.
    pub async fn leave_as_the_trust_has_it(&self, outgoing: &str) -> Result<(), NotSaved> {
        let open = self.open().ok_or(NotSaved)?;
        let id = outgoing.to_owned();
        let given_up = open.stored(move |vault| {
            let item = vault.outbox()?.into_iter().find(|it| it.id == id);
            match item {
                Some(item) if item.kind == KIND => vault.give_up_item(&id),
                _ => Ok(false),
            }
        });
        given_up.await.map_err(|_| NotSaved)?;
        self.look_now().await;
        self.look().await;
        Ok(())
    }
}

/// What is said, and to whom.
struct Saying {
    patient: String,
    codes_base: String,
    seen: InCircle,
    permits: Vec<Permit>,
    at: Zoned,
}

impl Saying {
    fn word(self, items: &[Item]) -> Word {
        Word {
            patient: self.patient,
            codes_base: self.codes_base,
            carer: self.seen.carer.id,
            uuid: uuid::Uuid::now_v7().to_string(),
            permits: self.permits,
            at: self.at,
            seen: self.seen.sharings,
            before: before(items),
        }
    }

    fn logged(&self) -> LogEntry {
        let mut kinds: BTreeMap<SharedKind, u32> = BTreeMap::new();
        for permit in &self.permits {
            *kinds.entry(kind_of(&permit.what)).or_default() += 1;
        }
        let logged = Logged {
            carer: self.seen.carer.id.clone(),
            kinds: kinds.into_iter().collect(),
            until: self.permits.iter().map(|it| it.until).max(),
        };
        LogEntry {
            at: self.at.timestamp(),
            what: LOGGED.to_owned(),
            about: serde_json::to_string(&logged).unwrap_or_default(),
        }
    }
}

fn kind_of(what: &Shared) -> SharedKind {
    match what {
        Shared::Goal(_) => SharedKind::Goals,
        Shared::Piece(_) => SharedKind::Pieces,
        Shared::Reviews => SharedKind::Reviews,
        Shared::Team => SharedKind::Team,
        Shared::SafePlan(_) => SharedKind::SafePlan,
    }
}

/// How an item is known that speaks of this carer.
fn about(carer: &str) -> String {
    format!("RelatedPerson/{carer}")
}

fn post(vault: &Vault, saying: Saying) -> Result<Result<(), ShareProblem>, StoreProblem> {
    let (about, entry) = (about(&saying.seen.carer.id), saying.logged());
    vault.say_last(KIND, &about, &entry, |items| {
        let stops = saying.permits.is_empty();
        let stood = saying.seen.sharings.iter().any(|it| it.stands) || saying.seen.strange > 0;
        // What was said and never left this phone was never shared: there is nothing to stop.
        if stops && !stood && items.iter().all(never_left) {
            return Ok(None);
        }
        item(saying.word(items), &about).map(Some)
    })
}

fn item(word: Word, about: &str) -> Result<NewItem, ShareProblem> {
    let written = |text: serde_json::Result<String>| text.map_err(|_| ShareProblem::NotSaved);
    Ok(NewItem {
        id: word.uuid.clone(),
        kind: KIND,
        task: Some(about.to_owned()),
        body: written(serde_json::to_string(&word))?,
        progress: written(serde_json::to_string(&WordProgress::default()))?,
        answered: word.at.timestamp(),
        ..NewItem::default()
    })
}

/// Whether nothing of it has left this phone.
fn never_left(item: &Item) -> bool {
    let progress: Option<WordProgress> = serde_json::from_str(&item.progress).ok();
    let clean = progress.is_some_and(|it| !it.left && it.may_be_there().is_none());
    let word: Option<Word> = serde_json::from_str(&item.body).ok();
    let before = word.is_some_and(|it| it.before.iter().all(|it| it.may_be_there.is_none()));
    item.is_unsent() && clean && before
}

/// What was said before, the oldest first, with what it remembers itself.
fn before(items: &[Item]) -> Vec<Before> {
    let mut all = Vec::new();
    for item in items.iter().rev() {
        let Ok(word) = serde_json::from_str::<Word>(&item.body) else {
            continue;
        };
        let progress: WordProgress = serde_json::from_str(&item.progress).unwrap_or_default();
        let unsent = item.is_unsent();
        all.extend(word.before.into_iter().filter(|_| unsent));
        all.push(Before {
            permits: word.permits,
            at: word.at,
            uuid: word.uuid,
            may_be_there: progress
                .may_be_there()
                .filter(|_| unsent)
                .map(str::to_owned),
        });
    }
    let many = all.len().saturating_sub(MOST_BEFORE);
    all.split_off(many)
}

/// Puts the last words into a record that was read when `kept` says.
pub(super) fn put(items: &[Item], kept: &mut KeptRow) {
    let mut heard = BTreeSet::new();
    for item in items.iter().filter(|it| it.kind == KIND) {
        let Ok(word) = serde_json::from_str::<Word>(&item.body) else {
            continue;
        };
        // Of several the newest comes first: what was said before it counts no more.
        let is_last = heard.insert(word.carer.clone());
        // A word is called sent when the trust's own copy was read and says so. Every record that was
        // read after that has it.
        let sent = item.sent_at.filter(|_| item.state == ItemState::Sent);
        let settled = sent.is_some_and(|sent| kept.updated > sent);
        let mut circle = kept.record.circle.iter_mut();
        let known = circle.find(|it| it.carer.id == word.carer);
        if let Some(known) = known.filter(|_| is_last && !settled) {
            known.last_word = Some(LastWord {
                permits: word.permits,
                at: word.at.timestamp(),
                outgoing: item.id.clone(),
                stands: stands(item),
            });
        }
    }
}

fn stands(item: &Item) -> WordStands {
    match (item.state, item.reason.as_deref()) {
        (ItemState::Sent, _) => WordStands::Taken,
        (ItemState::Parked, Some("changed")) => WordStands::ChangedElsewhere,
        (ItemState::Parked, _) => WordStands::NotTaken,
        _ => WordStands::Waiting,
    }
}
