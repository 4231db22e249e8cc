//! What a carer is shown, and how it ends.
//!
//! A carer's vault holds what is shared with them today, as the second lock has left it (`fhir::followed`), and
//! their own words. It is looked at anew at every contact, at every beat without one, and whenever somebody
//! looks: what ended is deleted then, not hidden. There are three ways to end. The trust says that it is
//! over. The last day of it has passed, which the phone knows by itself. Or the trust was not heard for as
//! many days as its file says: then nobody can vouch for it any more, and what is shown goes until it is.
//!
//! What a carer has said of a goal and not sent goes with the goal: it would be refused, and it would stay as
//! a trace. That is told, once, without a reason; and of what was on its way, that it may have arrived. Where the
//! trust was merely not heard, it waits. What was sent goes as soon as nobody vouches for what it is about: the
//! trust has it.

use super::age::{Age, Contacts};
use super::beat::london;
use super::carer_says::{goal_of_item, is_rating, told};
use super::look::{line, outgoing};
use super::mend::is_certainly_not_there;
use super::occasion::Occasion;
use super::open::Open;
use super::view::{DraftLine, Following, Seen};
use super::{Companion, NotSaved};
use crate::care::{Goal, SharedView};
use crate::fhir::{self, Envelope, Given, Looking, codes};
use crate::platform::moment;
use crate::sync::Told;
use crate::sync::queue::{MAYBE, NOT_SURE};
use crate::trust::CARER_VIEW_DAYS;
use crate::vault::{Item, ItemState, Left, StoreProblem, Vault};
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;

const DAY: u64 = 24 * 60 * 60;
/// How many of the carer's own words were dropped since they were told of it.
const DROPPED: &str = "dropped";
/// How many of those may have arrived: a reply was lost, and nobody may ask any more.
const DOUBTED: &str = "dropped-maybe";

/// Whose eyes look, and by which rules of the trust's.
#[derive(Clone)]
pub(super) struct Eyes {
    pub(super) patient: String,
    pub(super) carer: String,
    pub(super) codes_base: String,
    role_label: String,
    language: &'static str,
    /// How long a view holds without contact.
    holds: Duration,
}

impl Eyes {
    fn looking(&self, now: Timestamp) -> Looking<'_> {
        Looking {
            patient: &self.patient,
            carer: &self.carer,
            codes_base: &self.codes_base,
            today: now.to_zoned(london()).date(),
            now,
        }
    }
}

/// What a look has found.
struct Found {
    given: Given,
    shown: SharedView,
    seen: Seen,
    dropped: u32,
    doubted: u32,
    outgoing: Vec<crate::vault::Item>,
    drafts: Vec<DraftLine>,
    records: Vec<Envelope>,
}

impl Companion {
    /// Whose eyes look into this vault.
    pub(super) fn eyes(&self, open: &Open) -> Eyes {
        let trust = self.trust();
        let days = trust
            .as_ref()
            .map_or(CARER_VIEW_DAYS, |t| t.carer_view_days);
        Eyes {
            patient: open.patient(),
            carer: open.carer(),
            codes_base: trust
                .as_ref()
                .map_or(codes::BASE, |t| &t.codes_base)
                .to_owned(),
            role_label: trust.map(|t| t.role_label.clone()).unwrap_or_default(),
            language: self.view().preferences.language.tag(),
            holds: Duration::from_secs(u64::from(days) * DAY),
        }
    }

    /// Keeps what the trust has shown, and takes away what it shows no more. Blocking.
    pub(super) fn keep_followed(
        &self,
        open: &Open,
        resources: &[Envelope],
        told: Told,
    ) -> Result<(), StoreProblem> {
        let eyes = self.eyes(open);
        let _turn = turn(open);
        let (wall, moment) = (Timestamp::now(), moment());
        let heard = match told {
            // What is given was told now; what it gives is as old as it was.
            Told::Given => None,
            Told::Whole => Some(Contacts::heard(wall, &moment).text()),
            // Nobody vouches for anything any more.
            Told::Ended => Some(String::new()),
        };
        let verdict = match told {
            Told::Given | Told::Whole => Verdict::Told,
            Told::Ended => Verdict::NotHeard,
        };
        let own = match told {
            Told::Ended => own_words(&open.vault)?,
            Told::Given | Told::Whole => Vec::new(),
        };
        let resources = if told == Told::Ended { &own } else { resources };
        settle(&open.vault, &eyes.looking(wall), resources, verdict, heard)
    }

    /// Looks into a carer's vault, takes away what has ended meanwhile, and shows the rest.
    pub(super) async fn look_as_carer(&self, open: &Arc<Open>) {
        let (eyes, at) = (self.eyes(open), open.clone());
        let found = tokio::task::spawn_blocking(move || {
            let _turn = turn(&at);
            find(&at.vault, &eyes)
        });
        let Ok(Ok(found)) = found.await else { return };
        // Somebody may have left meanwhile.
        if !self.open_any().is_some_and(|now| Arc::ptr_eq(&now, open)) {
            return;
        }
        let waiting = found.outgoing.iter().filter(|it| it.is_unsent()).count();
        let (this, id) = (self.clone(), open.vault.id().clone());
        let noted = tokio::task::spawn_blocking(move || {
            if let Some(house) = this.house() {
                house.shelf.note_waiting(&id, waiting);
            }
        });
        noted.await.unwrap_or_default();
        let clock = open.clock;
        let safe = self.is_safe_mode();
        let base = self.eyes(open).codes_base;
        self.show(|view| {
            let told = told(&found.outgoing, &found.records, clock, &base);
            view.following = Some(Arc::new(Following {
                me: found.given.carer.as_ref().and_then(|it| it.name.clone()),
                whom: found.given.whom.clone(),
                seen: found.seen,
                shown: if safe {
                    SharedView::default()
                } else {
                    found.shown
                },
                dropped: found.dropped,
                doubted: found.doubted,
                told,
            }));
            view.outgoing = found
                .outgoing
                .into_iter()
                .map(|item| outgoing(item, clock))
                .collect();
            view.drafts = found.drafts;
            view.updated = match found.seen {
                Seen::At(at) => Some(at),
                Seen::NotYet | Seen::TooLongAgo => None,
            };
        });
    }

    /// The carer has read that something they said can no longer be sent.
    pub async fn read_what_was_dropped(&self) -> Result<(), NotSaved> {
        let open = self.open_carer().ok_or(NotSaved)?;
        let forgotten = open.stored(|vault| {
            vault.keep_setting(DROPPED, None)?;
            vault.keep_setting(DOUBTED, None)
        });
        let forgotten = forgotten.await;
        self.look().await;
        forgotten.map_err(|_| NotSaved)
    }
}

/// One at a time looks and changes.
pub(super) fn turn(open: &Open) -> std::sync::MutexGuard<'_, ()> {
    open.following
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The goal as it is shown now, where the carer is asked to say how it goes.
pub(super) fn goal_asked(
    vault: &Vault,
    eyes: &Eyes,
    id: &str,
) -> Result<Option<Goal>, StoreProblem> {
    let found = find(vault, eyes)?;
    let asked = found.given.asks_for(id);
    let mut goals = found.shown.goals.into_iter().map(|it| it.goal);
    Ok(goals.find(|goal| asked && goal.id == id))
}

fn find(vault: &Vault, eyes: &Eyes) -> Result<Found, StoreProblem> {
    let (wall, moment) = (Timestamp::now(), moment());
    let contacts = vault.setting(Contacts::SETTING)?;
    let contacts = contacts.and_then(|text| Contacts::read(&text));
    let seen = match &contacts {
        None => Seen::NotYet,
        Some(it) => match it.age(wall, &moment) {
            Age::Known(age) if age < eyes.holds => Seen::At(it.at()),
            Age::Known(_) | Age::Unknown => Seen::TooLongAgo,
        },
    };
    let now = contacts.as_ref().map_or(wall, |it| it.now(wall, &moment));
    let note = contacts
        .and_then(|it| it.note(wall, &moment))
        .map(|it| it.text());
    let looking = eyes.looking(now);
    match seen {
        // Until all of it has come, what is given waits for it.
        Seen::NotYet => {}
        Seen::At(_) => settle(vault, &looking, &vault.records()?, Verdict::Told, note)?,
        Seen::TooLongAgo => {
            let own = own_words(vault)?;
            settle(vault, &looking, &own, Verdict::NotHeard, note)?;
        }
    }
    let records = vault.records()?;
    let given = Given::among(&records, &looking);
    let shown = match seen {
        Seen::At(_) => shown(&records, &given, &looking, eyes),
        Seen::NotYet | Seen::TooLongAgo => SharedView::default(),
    };
    let drafts = vault.drafts()?.into_iter().map(line);
    Ok(Found {
        given,
        shown,
        seen,
        dropped: counted(vault, DROPPED)?,
        doubted: counted(vault, DOUBTED)?,
        outgoing: vault.outbox()?,
        drafts: drafts.filter(|it| it.answered > 0).collect(),
        records,
    })
}

fn shown(records: &[Envelope], given: &Given, looking: &Looking, eyes: &Eyes) -> SharedView {
    let record = fhir::read_record(
        records,
        &fhir::Reading {
            patient: looking.patient,
            codes_base: looking.codes_base,
            today: looking.today,
            role_label: &eyes.role_label,
            release_cluster: false,
            release_ratings: false,
            language: Some(eyes.language),
        },
    );
    let plan = records.iter().find(|it| it.kind == "QuestionnaireResponse");
    let plan = plan.and_then(|it| serde_json::from_str(&it.raw).ok());
    let plan = plan.map(|response| super::put_right::plan_lines(&response, eyes.language));
    let mut shown = SharedView::of(&record, looking.carer, &given.permits, plan.as_deref());
    // A plan of which nothing has come is not shown as an empty one.
    shown.not_understood = given.not_understood;
    shown
}

/// Who the carer is, and what they told the team: theirs, whatever is shared.
fn own_words(vault: &Vault) -> Result<Vec<Envelope>, StoreProblem> {
    let mut own = vault.records_of("Communication")?;
    own.extend(vault.records_of("RelatedPerson")?);
    Ok(own)
}

fn counted(vault: &Vault, setting: &str) -> Result<u32, StoreProblem> {
    let kept = vault.setting(setting)?.and_then(|text| text.parse().ok());
    Ok(kept.unwrap_or(0))
}

/// Whether the trust may have it, though nothing says so.
fn may_have_arrived(item: &Item) -> bool {
    let reason = item.reason.as_deref().unwrap_or_default();
    let doubted = reason.ends_with(MAYBE) || reason == NOT_SURE;
    let under_way = matches!(item.state, ItemState::Sending | ItemState::Unknown);
    under_way || doubted || !is_certainly_not_there(item)
}

/// What is known of why something is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// The trust said so, or the last day of it has passed.
    Told,
    /// The trust was not heard: what is shared may stand.
    NotHeard,
}

/// Keeps what is shared, and takes away the rest with what was said of it.
fn settle(
    vault: &Vault,
    looking: &Looking,
    resources: &[Envelope],
    verdict: Verdict,
    heard: Option<String>,
) -> Result<(), StoreProblem> {
    let keep = fhir::sieve(resources, looking);
    let given = Given::among(&keep, looking);
    let mut left = Left {
        keep,
        settings: heard
            .map(|it| (Contacts::SETTING.to_owned(), it))
            .into_iter()
            .collect(),
        ..Left::default()
    };
    let (mut dropped, mut doubted) = (0, 0);
    for item in vault.outbox()?.into_iter().filter(is_rating) {
        let goal = goal_of_item(&item).unwrap_or_default();
        let goes = match (verdict, item.is_unsent()) {
            (Verdict::Told, true) => !given.asks_for(&goal),
            (Verdict::Told, false) => !given.has(&crate::care::Shared::Goal(goal)),
            (Verdict::NotHeard, true) => false,
            (Verdict::NotHeard, false) => true,
        };
        if goes {
            match item.is_unsent() {
                true if may_have_arrived(&item) => doubted += 1,
                true => dropped += 1,
                false => {}
            }
            left.items.push(item.id);
        }
    }
    if verdict == Verdict::Told {
        for (draft, answers) in vault.drafts()? {
            if let Occasion::CarerRating(goal) = Occasion::read(&draft.task)
                && !given.asks_for(&goal)
            {
                dropped += u32::from(answers > 0);
                left.drafts.push(draft.id);
            }
        }
    }
    for (setting, more) in [(DROPPED, dropped), (DOUBTED, doubted)] {
        if more > 0 {
            let all = counted(vault, setting)?.saturating_add(more);
            left.settings.push((setting.to_owned(), all.to_string()));
        }
    }
    vault.keep_followed(&left).map(|_| ())
}
