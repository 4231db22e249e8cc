//! Making the view anew from what the vault holds.

use super::beside::Beside;
use super::goals;
use super::mend::is_certainly_not_there;
use super::occasion::Occasion;
use super::own_plan::{self, PlanSeen};
use super::progress::on_the_way;
use super::send::SCORE;
use super::sharing;
use super::view::{
    Doubt, DraftLine, OnTheWay, Outgoing, OutgoingState, ParkReason, Sort, WaitReason,
};
use super::{Companion, Purpose, View};
use crate::care::{MessageKind, NewsKind, QuietWish, RECORD_SHAPE, Record};
use crate::fhir::codes;
use crate::sync::Clock;
use crate::sync::queue::{MAYBE, NOT_SURE, until_due};
use crate::vault::{Draft, Hat, Item, ItemState, NEWEST_SENT, StoreProblem, Vault};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// A shorter wait is told as "in a moment".
const SOON: Duration = Duration::from_secs(60);

/// What is kept in the view's one row.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    /// The record.
    pub(super) record: Record,
    /// When the trust last answered with everything.
    pub(super) updated: Timestamp,
}

/// What one look reads.
struct Seen {
    kept: Option<Kept>,
    /// Whether there are resources whose view was of another shape.
    stale: bool,
    outgoing: Vec<Item>,
    /// How many were sent before those.
    sent_earlier: usize,
    /// Tasks to do that were answered from here, however long ago.
    answered: BTreeSet<String>,
    on_the_way: Vec<OnTheWay>,
    drafts: Vec<DraftLine>,
    plan: PlanSeen,
    quiet: QuietWish,
    nameless: u32,
    /// What was said of goals here.
    beside: Beside,
}

impl Companion {
    /// Looks beside what is going on.
    pub(super) fn look_soon(&self) {
        let this = self.clone();
        self.beside(async move { this.look().await });
    }

    /// Reads the vault and shows what it holds.
    pub(super) async fn look(&self) {
        let Some(open) = self.open_any() else { return };
        if open.hat == Hat::Carer {
            self.look_as_carer(&open).await;
            return;
        }
        let clock = open.clock;
        let Ok(mut seen) = open.stored(move |vault| see(vault, clock)).await else {
            return;
        };
        if seen.stale && !self.is_safe_mode() {
            // The shape of the record changed with the app: read it anew from the resources.
            if let Ok(kept) = open.stored(|vault| vault.records()).await
                && !kept.is_empty()
            {
                let updated = kept
                    .iter()
                    .filter_map(|it| it.last_updated)
                    .max()
                    .unwrap_or(Timestamp::UNIX_EPOCH);
                let record = self.read(&kept, &open.patient());
                let to_do = tasks(&record);
                let answered = open.stored(move |vault| vault.answered_among(&to_do)).await;
                seen.answered = answered.unwrap_or_default();
                seen.kept = Some(Kept { record, updated });
            }
        }
        // Somebody may have left meanwhile; a look at another person's vault must not be shown.
        if !self.open_any().is_some_and(|now| Arc::ptr_eq(&now, &open)) {
            return;
        }
        self.note_waiting(&open, &seen).await;
        self.read_plan(&open, &mut seen.plan).await;
        if self.is_safe_mode() {
            // It may be the record that kills the app: then it is not read.
            seen.kept = None;
        }
        if let Some(kept) = &mut seen.kept {
            let trust = self.trust();
            let base = trust.as_ref().map_or(codes::BASE, |t| &t.codes_base);
            seen.beside.put(kept, base, &open.patient());
            sharing::put(&seen.outgoing, kept);
        }
        self.show(|view| apply(view, seen, open.clock));
    }
}

impl Companion {
    /// Writes down how many answers wait, for the lock page.
    async fn note_waiting(&self, open: &Arc<super::open::Open>, seen: &Seen) {
        let waiting = seen.outgoing.iter().filter(|it| it.is_unsent()).count();
        let (this, id) = (self.clone(), open.vault.id().clone());
        let noted = tokio::task::spawn_blocking(move || {
            if let Some(house) = this.house() {
                house.shelf.note_waiting(&id, waiting);
            }
        });
        noted.await.unwrap_or_default();
    }
}

fn see(vault: &Vault, clock: Clock) -> Result<Seen, StoreProblem> {
    let text = vault.view(RECORD_SHAPE)?;
    let kept: Option<Kept> = text
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok());
    let drafts = vault.drafts()?;
    let lately = vault.outbox_lately(NEWEST_SENT)?;
    let mut outgoing = lately.items;
    let updated = kept.as_ref().map(|kept| kept.updated);
    let of_drafts = drafts.iter().map(|(draft, _)| draft);
    let beside = Beside::among(&outgoing, of_drafts, updated, vault)?;
    let mut all: Vec<DraftLine> = drafts.into_iter().map(line).collect();
    // What was taken back again is nothing begun.
    let is_begun = |it: &DraftLine| it.purpose != Purpose::Rating || it.answered > 0;
    all.retain(|it| it.purpose != Purpose::HalfStep && is_begun(it));
    for goal in all.iter_mut().filter(|it| it.purpose == Purpose::Goal) {
        // A goal is called what the person calls it.
        let answers = vault.answers(&goal.id)?;
        let words = answers.get(&goals::words_path());
        goal.title = words.and_then(|it| goals::words_so_far(it));
    }
    let (own, drafts): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|it| matches!(it.purpose, Purpose::OwnPlan | Purpose::OwnPlanBefore));
    let sent = kept.as_ref().and_then(|it| it.record.plan_sent.clone());
    let to_do = kept.as_ref().map(|kept| tasks(&kept.record));
    let answered = vault.answered_among(&to_do.unwrap_or_default())?;
    let on_the_way = on_the_way(&outgoing, kept.as_ref().map(|kept| kept.updated));
    // A score that follows what was put right is no answer of its own.
    outgoing.retain(|it| it.kind != SCORE);
    Ok(Seen {
        stale: kept.is_none(),
        kept,
        outgoing,
        sent_earlier: lately.sent_earlier,
        answered,
        on_the_way,
        drafts,
        plan: own_plan::see(vault, own, sent.as_ref(), clock)?,
        quiet: super::quiet::wish(vault)?,
        beside,
        nameless: u32::try_from(vault.nameless()?.len()).unwrap_or(u32::MAX),
    })
}

/// The Tasks that the team asks for.
fn tasks(record: &Record) -> Vec<String> {
    let to_do = record.forms_to_do.iter();
    to_do.map(|form| form.task.clone()).collect()
}

pub(super) fn line((draft, answered): (Draft, u32)) -> DraftLine {
    #[derive(Deserialize)]
    struct Called {
        title: Option<String>,
    }
    let called: Option<Called> = serde_json::from_str(&draft.questionnaire).ok();
    DraftLine {
        id: draft.id,
        purpose: Occasion::read(&draft.task).purpose(),
        task: draft.task,
        begun: draft.begun,
        answered,
        title: called.and_then(|it| it.title),
        touched: draft.touched,
    }
}

fn apply(view: &mut View, seen: Seen, clock: Clock) {
    if let Some(mut kept) = seen.kept {
        // The server's copy never overwrites what is waiting here: a form that was sent from this
        // device is not asked for again, whatever the server still says.
        let to_do = &mut kept.record.forms_to_do;
        to_do.retain(|form| !seen.answered.contains(&form.task));
        // Nor a choice about which the person has said what they would like.
        let wished: Vec<String> = seen.outgoing.iter().filter_map(wishes).flatten().collect();
        kept.record.choices.retain(|choice| {
            let mut options = choice.options.iter();
            !options.any(|it| wished.iter().any(|id| id.ends_with(&format!("/{}", it.id))))
        });
        // A form that is not to be done (any more) is no news: what changed is that it was answered.
        let to_do = &kept.record.forms_to_do;
        kept.record.news.retain(|news| {
            news.what != NewsKind::Form || to_do.iter().any(|form| form.task == news.id)
        });
        let same = view.record.as_deref() == Some(&kept.record);
        if !same {
            view.record = Some(Arc::new(kept.record));
        }
        view.updated = Some(kept.updated);
    }
    view.drafts = seen.drafts;
    view.own_plan = seen.plan.own;
    view.plan_with_team = seen.plan.with_team;
    view.plan_unlocked = seen.plan.unlocked;
    view.quiet = seen.quiet;
    view.nameless = seen.nameless;
    view.on_the_way = seen.on_the_way;
    view.sent_earlier = u32::try_from(seen.sent_earlier).unwrap_or(u32::MAX);
    view.outgoing = seen
        .outgoing
        .into_iter()
        .map(|item| outgoing(item, clock))
        .collect();
}

/// What a message is about that says what the person would like.
fn wishes(item: &Item) -> Option<Vec<String>> {
    let message = super::message::in_item(item)?;
    (message.kind == MessageKind::Preference).then_some(message.about)
}

/// Everything that was sent from here, the newest first.
pub(super) fn all_sent(vault: &Vault, clock: Clock) -> Result<Vec<Outgoing>, StoreProblem> {
    let mut items = vault.outbox()?;
    items.retain(|it| it.kind != SCORE && it.state == ItemState::Sent);
    Ok(items.into_iter().map(|it| outgoing(it, clock)).collect())
}

/// An item as Sent and waiting shows it.
pub(super) fn outgoing(item: Item, clock: Clock) -> Outgoing {
    let waits = matches!(item.state, ItemState::Pending | ItemState::Unknown);
    let until = until_due(&item, clock.now());
    // The schedule is in ticks; a person is told the time. What goes in a moment has none.
    let next_try = (waits && item.next_try.is_some() && until >= SOON)
        .then(|| Timestamp::now().checked_add(until).ok())
        .flatten()
        .map(to_the_minute);
    let message = super::message::in_item(&item);
    let plan = own_plan::is_plan(&item);
    // A plan is changed on its own page and sent again from there.
    let can_mend = item.state == ItemState::Parked && !plan && is_certainly_not_there(&item);
    let reason = item.reason.as_deref();
    let state = match item.state {
        ItemState::Sending => OutgoingState::Sending,
        ItemState::Sent => OutgoingState::Sent {
            at: item.sent_at.unwrap_or(item.answered),
            answered_elsewhere: reason == Some("elsewhere"),
        },
        ItemState::Parked => OutgoingState::NeedsYou(match reason {
            Some("refused") => ParkReason::Refused,
            Some("not-allowed") => ParkReason::NotAllowed,
            Some(NOT_SURE) => ParkReason::NotSure,
            Some("changed") => ParkReason::ChangedElsewhere,
            _ => ParkReason::Unreadable,
        }),
        // Nobody is told that something did not arrive while it may have.
        ItemState::Unknown if !matches!(reason, Some("unwell" | "odd")) => OutgoingState::Checking,
        ItemState::Pending if reason.is_some_and(|it| it.ends_with(MAYBE)) => {
            OutgoingState::Checking
        }
        ItemState::Unknown | ItemState::Pending => OutgoingState::Waiting(match reason {
            Some("no-signal") => WaitReason::NoSignal,
            Some("sign-in") => WaitReason::SignIn,
            Some("held") => WaitReason::Held,
            Some("unwell") => WaitReason::TrustUnwell,
            Some("odd") => WaitReason::OddAnswer,
            other => match other.and_then(Doubt::named) {
                Some(doubt) => WaitReason::Doubted(doubt),
                None if item.depends_on.is_some() => WaitReason::Behind,
                None => WaitReason::Soon,
            },
        }),
    };
    Outgoing {
        id: item.id,
        title: item.title,
        answered: item.answered,
        state,
        risk: item.risk,
        score: item.score,
        next_try,
        can_mend,
        puts_right: item.kind == super::put_right::KIND,
        message,
        sort: match item.kind.as_str() {
            _ if plan => Sort::Plan,
            goals::GOAL => Sort::Goal,
            goals::RATING => Sort::Rating,
            sharing::KIND => Sort::Sharing,
            _ => Sort::Answers,
        },
    }
}

/// The end of the minute: a time that is told does not change with every look.
fn to_the_minute(at: Timestamp) -> Timestamp {
    let minutes = at.as_second().div_euclid(60) + 1;
    Timestamp::from_second(minutes * 60).unwrap_or(at)
}
