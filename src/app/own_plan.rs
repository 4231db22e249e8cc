//! The staying-safe plan that a person keeps for themselves: what it says, its earlier versions, and where it
//! is beside this phone.
//!
//! It is a draft that never ends: changed at any time, kept as a version when the person says "Keep my plan".
//! It leaves the phone only when they send it (`plan_out`), and opens without unlocking only when they want
//! that (`plan_open`).

use super::form::filling_of;
use super::look::outgoing;
use super::occasion::{Occasion, SAFE_PLAN};
use super::open::Open;
use super::put_right::found;
use super::view::{DraftLine, OutgoingState};
use super::{CannotPutRight, Companion, Filling, Purpose, SendProblem, plan_out};
use crate::care::{FormDone, PlanPart, SafePlan};
use crate::forms::Value;
use crate::sync::Clock;
use crate::vault::{Draft, Item, ItemState, StoreProblem, Vault};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The plan that a person keeps for themselves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OwnPlan {
    /// When it was changed last.
    pub touched: Option<Timestamp>,
    /// Versions that say something else, the newest first: id, and when it was changed last.
    pub before: Vec<(String, Option<Timestamp>)>,
    /// What it says.
    pub words: Arc<SafePlan>,
}

/// Where the plan is beside this phone.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum PlanWithTeam {
    /// Nowhere: it was never sent.
    #[default]
    No,
    /// It was handed over, and nobody has confirmed it yet.
    OnItsWay {
        /// Its id in the outbox.
        outgoing: String,
        /// When the person sent it.
        said: Timestamp,
        /// Where it is.
        state: OutgoingState,
        /// When the trust's server confirmed an earlier version.
        earlier: Option<Timestamp>,
        /// Whether a changed one can take its place.
        replaceable: bool,
    },
    /// The trust's server has confirmed it.
    Sent {
        /// When; where it was sent by another phone, when it was written.
        at: Option<Timestamp>,
        /// Whether it says what the plan on this phone says now.
        same: bool,
    },
}

/// A copy of the plan that opens without unlocking.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanCopy {
    /// What the plan said when the copy was made.
    pub plan: SafePlan,
    /// The team's number, for the card that is shown to others.
    pub team_phone: Option<String>,
}

impl std::fmt::Debug for PlanCopy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlanCopy(…)")
    }
}

/// Why the plan cannot be sent. What is written stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanProblem {
    /// Nothing is written yet.
    #[error("there is nothing to send")]
    Empty,
    /// An earlier one is on its way, or has to be settled first.
    #[error("an earlier one is on its way")]
    OnItsWay,
    /// What was sent before cannot be found or read any more: a second one would stand beside it.
    #[error("what was sent before cannot be changed from here")]
    NotOurs,
    /// Nothing could be written.
    #[error("not saved")]
    NotSaved,
}

/// Under which name the plan is kept.
pub(super) fn own_name() -> String {
    Occasion::Own(SAFE_PLAN.to_owned()).name()
}

/// Whether an item of the outbox is a plan, as it was first sent or as it was changed.
pub(super) fn is_plan(item: &Item) -> bool {
    item.task.as_deref() == Some(plan_out::KNOWN_AS)
}

/// What one look sees of the plan.
pub(super) struct PlanSeen {
    pub(super) own: Option<OwnPlan>,
    pub(super) with_team: PlanWithTeam,
    pub(super) unlocked: bool,
}

/// Sees the plan among its draft and versions. `sent`: what the record says was sent.
pub(super) fn see(
    vault: &Vault,
    lines: Vec<DraftLine>,
    sent: Option<&FormDone>,
    clock: Clock,
) -> Result<PlanSeen, StoreProblem> {
    let (own, mut versions): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .partition(|it| it.purpose == Purpose::OwnPlan);
    let own = own.into_iter().next();
    versions.sort_by(|one, other| (other.touched, &other.id).cmp(&(one.touched, &one.id)));
    let says = |id: &str| vault.answers(id);
    if let (Some(own), Some(newest)) = (&own, versions.first())
        && says(&own.id)? == says(&newest.id)?
    {
        versions.remove(0);
    }
    let with_team = with_team(vault, own.as_ref(), sent, clock)?;
    Ok(PlanSeen {
        own: own.map(|own| OwnPlan {
            touched: own.touched,
            before: versions.into_iter().map(|it| (it.id, it.touched)).collect(),
            words: Arc::default(),
        }),
        with_team,
        unlocked: super::plan_open::is_wanted(vault)?,
    })
}

fn with_team(
    vault: &Vault,
    own: Option<&DraftLine>,
    on_record: Option<&FormDone>,
    clock: Clock,
) -> Result<PlanWithTeam, StoreProblem> {
    let sent = plan_out::sent(vault)?;
    let same = |version: &str| -> Result<bool, StoreProblem> {
        let Some(own) = own else { return Ok(false) };
        Ok(vault.answers(&own.id)? == vault.answers(version)?)
    };
    let mut newest: Option<(Item, &str)> = None;
    let mut arrived: Option<(Option<Timestamp>, &str)> = None;
    for it in sent.iter().rev() {
        let Some(item) = vault.item(&it.item)? else {
            continue;
        };
        if item.state == ItemState::Sent {
            arrived = Some((item.sent_at, &it.version));
            break;
        }
        newest.get_or_insert((item, &it.version));
    }
    if let Some((item, _)) = newest {
        return Ok(PlanWithTeam::OnItsWay {
            outgoing: item.id.clone(),
            said: item.answered,
            earlier: arrived
                .and_then(|(at, _)| at)
                .or_else(|| on_record.and_then(|it| it.answered)),
            replaceable: plan_out::may_be_replaced(&item),
            state: outgoing(item, clock).state,
        });
    }
    if let Some((at, version)) = arrived {
        let same = same(version)?;
        return Ok(PlanWithTeam::Sent { at, same });
    }
    let Some(on_record) = on_record else {
        return Ok(PlanWithTeam::No);
    };
    // Sent by an earlier installation: the version that was taken over from it, if it was.
    let taken = sent
        .iter()
        .rev()
        .find(|it| Some(&it.item) == on_record.ours.as_ref());
    let same = taken.map_or(Ok(false), |it| same(&it.version))?;
    Ok(PlanWithTeam::Sent {
        at: on_record.answered,
        same,
    })
}

/// What a plan says.
pub(super) fn words_of(plan: &Filling) -> SafePlan {
    let pages = plan.session.pages();
    let asked = pages.iter().flat_map(|page| page.questions());
    let parts = asked.map(|question| {
        let values = plan.session.answer_at(&question.path).iter();
        let written = values.filter_map(|value| match value {
            Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ => None,
        });
        PlanPart {
            about: question.item.link_id.clone(),
            heading: question.item.text.clone().unwrap_or_default(),
            said: written.collect(),
        }
    });
    SafePlan {
        parts: parts.filter(|part| !part.said.is_empty()).collect(),
        changed: plan.about.touched,
    }
}

/// Keeps the plan as it stands as a version, unless the newest version says the same. Gives the version's id.
pub(super) fn keep_version(vault: &Vault, draft: &str) -> Result<String, StoreProblem> {
    let drafts = vault.drafts()?;
    let mut before: Vec<&Draft> = drafts
        .iter()
        .map(|(draft, _)| draft)
        .filter(|it| matches!(Occasion::read(&it.task), Occasion::Before(_)))
        .collect();
    before.sort_by_key(|it| (it.touched, it.id.clone()));
    let now = vault.answers(draft)?;
    if let Some(last) = before.last()
        && vault.answers(&last.id)? == now
    {
        return Ok(last.id.clone());
    }
    let id = uuid::Uuid::now_v7().to_string();
    let name = Occasion::Before(id.clone()).name();
    vault.copy_draft(draft, &id, &name)?;
    Ok(id)
}

impl Companion {
    /// Opens the person's own plan, or an earlier version of it, to be read. `None`: there is none.
    pub async fn own_plan(&self, before: Option<&str>) -> Option<Filling> {
        let open = self.open()?;
        let how = self.how(&open);
        let name = match before {
            Some(id) => Occasion::Before(id.to_owned()).name(),
            None => own_name(),
        };
        let read = open.stored(move |vault| {
            let draft = vault.draft_of_task(&name)?;
            Ok(draft.and_then(|draft| filling_of(vault, draft, true, &how).ok()))
        });
        read.await.ok().flatten()
    }

    /// What the plan, or an earlier version of it, says.
    pub async fn plan_words(&self, before: Option<&str>) -> Option<SafePlan> {
        self.own_plan(before).await.as_ref().map(words_of)
    }

    /// Looks at the plan again: what was written and not kept as a version shows, too.
    pub async fn look_at_plan(&self) {
        self.look().await;
    }

    /// Keeps the person's own plan as it stands as a version, and leaves it open to be changed. One that
    /// says the same as the version before is kept once.
    pub async fn keep_plan_version(&self, filling: &Filling) -> Result<(), SendProblem> {
        let open = self.open().ok_or(SendProblem::NotSaved)?;
        let draft = filling.draft.clone();
        let kept = open.stored(move |vault| keep_version(vault, &draft)).await;
        self.look().await;
        self.keep_plan_copy(&open).await;
        kept.map(|_| ()).map_err(|_| SendProblem::NotSaved)
    }

    /// Reads what the plan says, unless the view has it as it is now.
    pub(super) async fn read_plan(&self, open: &Arc<Open>, seen: &mut PlanSeen) {
        let Some(own) = &mut seen.own else { return };
        let shown = self.view().own_plan.clone();
        let same = shown.filter(|shown| shown.touched == own.touched && !shown.words.is_empty());
        own.words = match same {
            Some(shown) => shown.words,
            None => Arc::new(self.words_now(open).await.unwrap_or_default()),
        };
    }

    /// What the plan says on the disk.
    pub(super) async fn words_now(&self, open: &Arc<Open>) -> Option<SafePlan> {
        let how = self.how(open);
        let read = open.stored(move |vault| {
            let draft = vault.draft_of_task(&own_name())?;
            Ok(draft.and_then(|draft| filling_of(vault, draft, true, &how).ok()))
        });
        read.await.ok().flatten().as_ref().map(words_of)
    }

    /// Takes the plan that was sent, by an earlier installation, to this phone: it can be changed again.
    /// Nothing happens where there is a plan here.
    pub async fn take_plan_from_team(&self) -> Result<(), CannotPutRight> {
        let open = self.open().ok_or(CannotPutRight::NotSaved)?;
        let sent = self
            .view()
            .record
            .as_ref()
            .and_then(|it| it.plan_sent.clone());
        let ours = sent.and_then(|it| it.ours);
        let ours = ours.ok_or(CannotPutRight::FromElsewhere)?;
        let (how, base) = (self.how(&open), self.codes_base());
        let taken = open
            .stored(move |vault| {
                let found = match found(vault, &ours, &how, &base, None) {
                    Ok(found) => found,
                    Err(problem) => return Ok(Err(problem)),
                };
                let form = found.session.form();
                let draft = Draft {
                    id: uuid::Uuid::now_v7().to_string(),
                    form: form.url.clone(),
                    form_version: form.version.clone(),
                    questionnaire: found.questionnaire,
                    task: own_name(),
                    begun: Timestamp::now(),
                    author: format!("Patient/{}", how.patient),
                    ..Draft::default()
                };
                let answers = found.session.answers();
                let id = vault.begin(&draft, &answers)?;
                let version = keep_version(vault, &id)?;
                plan_out::note_taken(vault, ours, version)?;
                Ok(Ok(()))
            })
            .await;
        self.look().await;
        taken.unwrap_or(Err(CannotPutRight::NotSaved))
    }
}
