//! Making the view anew from what the vault holds.

use super::view::{DraftLine, Outgoing, OutgoingState, ParkReason, WaitReason};
use super::{Companion, View};
use crate::care::{NewsKind, RECORD_SHAPE, Record};
use crate::vault::{Item, ItemState, StoreProblem, Vault};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

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
    drafts: Vec<DraftLine>,
}

impl Companion {
    /// Looks beside what is going on.
    pub(super) fn look_soon(&self) {
        let this = self.clone();
        self.beside(async move { this.look().await });
    }

    /// Reads the vault and shows what it holds.
    pub(super) async fn look(&self) {
        let Some(open) = self.open() else { return };
        let Ok(mut seen) = open.stored(see).await else {
            return;
        };
        if seen.stale {
            // The shape of the record changed with the app: read it anew from the resources.
            if let Ok(kept) = open.stored(|vault| vault.records()).await
                && !kept.is_empty()
            {
                let updated = kept
                    .iter()
                    .filter_map(|it| it.last_updated)
                    .max()
                    .unwrap_or(Timestamp::UNIX_EPOCH);
                seen.kept = Some(Kept {
                    record: self.read(&kept, &open.patient()),
                    updated,
                });
            }
        }
        // Somebody may have left meanwhile; a look at another person's vault must not be shown.
        if !self.open().is_some_and(|now| Arc::ptr_eq(&now, &open)) {
            return;
        }
        self.show(|view| apply(view, seen));
    }
}

fn see(vault: &Vault) -> Result<Seen, StoreProblem> {
    let text = vault.view(RECORD_SHAPE)?;
    let kept: Option<Kept> = text
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok());
    let drafts = vault
        .drafts()?
        .into_iter()
        .map(|(draft, answered)| DraftLine {
            id: draft.id,
            task: draft.task,
            begun: draft.begun,
            answered,
        });
    Ok(Seen {
        stale: kept.is_none(),
        kept,
        outgoing: vault.outbox()?,
        drafts: drafts.collect(),
    })
}

fn apply(view: &mut View, seen: Seen) {
    if let Some(mut kept) = seen.kept {
        // The server's copy never overwrites what is waiting here: a form that was sent from this
        // device is not asked for again, whatever the server still says.
        kept.record.forms_to_do.retain(|form| {
            !seen
                .outgoing
                .iter()
                .any(|it| it.task.as_ref() == Some(&form.task))
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
    view.outgoing = seen.outgoing.into_iter().map(outgoing).collect();
}

fn outgoing(item: Item) -> Outgoing {
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
            Some("not-sure") => ParkReason::NotSure,
            _ => ParkReason::Unreadable,
        }),
        ItemState::Unknown if reason == Some("unknown") || reason.is_none() => {
            OutgoingState::Checking
        }
        ItemState::Unknown | ItemState::Pending => OutgoingState::Waiting(match reason {
            Some("no-signal") => WaitReason::NoSignal,
            Some("sign-in") => WaitReason::SignIn,
            Some("unwell" | "odd") => WaitReason::TrustUnwell,
            _ if item.depends_on.is_some() => WaitReason::Behind,
            _ => WaitReason::Soon,
        }),
    };
    Outgoing {
        id: item.id,
        title: item.title,
        answered: item.answered,
        state,
        risk: item.risk,
        score: item.score,
    }
}
