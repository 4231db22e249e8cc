//! The plan opens without unlocking, if the person wants that: a copy of it lies under the phone's own key
//! (`vault::open_copy`). The vault says whether there is to be one; the copy is made anew whenever the plan is
//! kept, the app is unlocked or locked, and taken away at once when the person says so.

use super::open::Open;
use super::{Companion, NotSaved, PlanCopy};
use crate::vault::{StoreProblem, Vault};
use std::sync::Arc;

const SETTING: &str = "plan-unlocked";
const ON: &str = "on";

/// Whether the person wants it.
pub(super) fn is_wanted(vault: &Vault) -> Result<bool, StoreProblem> {
    Ok(vault.setting(SETTING)?.as_deref() == Some(ON))
}

impl Companion {
    /// Lets the plan open without unlocking, or not any more. When this returns, the copy is there, or it is
    /// gone.
    pub async fn let_plan_open(&self, on: bool) -> Result<(), NotSaved> {
        let this = self.clone();
        let done = self.to_the_end(async move {
            let open = this.open().ok_or(NotSaved)?;
            if !on {
                // The copy first: what is not wanted must not outlive a wish that could not be written.
                this.forget_plan_copy().await?;
            }
            let kept = open
                .stored(move |vault| vault.keep_setting(SETTING, on.then_some(ON)))
                .await;
            kept.map_err(|_| NotSaved)?;
            let copied = !on || this.keep_plan_copy(&open).await;
            if !copied {
                let back = open.stored(|vault| vault.keep_setting(SETTING, None)).await;
                back.map_err(|_| NotSaved)?;
            }
            this.look().await;
            copied.then_some(()).ok_or(NotSaved)
        });
        done.await.unwrap_or(Err(NotSaved))
    }

    /// Makes the copy as the vault wants it: as the plan is now, or none. False: it could not be made.
    pub(super) async fn keep_plan_copy(&self, open: &Arc<Open>) -> bool {
        let Ok(wanted) = open.stored(is_wanted).await else {
            return false;
        };
        if !wanted {
            return self.forget_plan_copy().await.is_ok();
        }
        let record = self.view().record.clone();
        let kept = self.view().plan_copy.clone();
        // A locked view knows no number any more: the one that was copied before stands.
        let team_phone = match record {
            Some(record) => record.team.phone.clone(),
            None => kept.as_ref().and_then(|copy| copy.team_phone.clone()),
        };
        let copy = PlanCopy {
            plan: self.words_now(open).await.unwrap_or_default(),
            team_phone,
        };
        let Ok(text) = serde_json::to_string(&copy) else {
            return false;
        };
        let id = open.vault.id().clone();
        let this = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let text = zeroize::Zeroizing::new(text);
            let house = this.house()?;
            let there = house.shelf.open_copy(&id);
            if there.is_some_and(|there| *there == *text) {
                return Some(());
            }
            house.shelf.keep_open_copy(&id, &text).ok()
        });
        let done = done.await.ok().flatten().is_some();
        if done {
            self.show(|view| view.plan_copy = Some(Arc::new(copy)));
        } else {
            tracing::warn!("the copy that opens without unlocking could not be made");
        }
        done
    }

    async fn forget_plan_copy(&self) -> Result<(), NotSaved> {
        let gone = self
            .on_shelf(|shelf, id| Ok(shelf.forget_open_copy(id)?))
            .await;
        self.show(|view| view.plan_copy = None);
        gone.map_err(|_| NotSaved)
    }

    /// Shows the copy of the vault in use, if there is one: before anything is unlocked.
    pub(super) async fn look_at_plan_copy(&self) {
        let read = self.on_shelf(|shelf, id| Ok(shelf.open_copy(id))).await;
        let text = read.ok().flatten();
        let copy: Option<PlanCopy> = text.and_then(|text| serde_json::from_str(&text).ok());
        self.show(|view| view.plan_copy = copy.map(Arc::new));
    }
}
