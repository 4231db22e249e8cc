//! Sent and waiting: try now, try a parked answer again.

use super::{Companion, NotSaved};
use crate::sync::Progress;
use crate::vault::{StoreProblem, Vault};
use std::sync::atomic::Ordering;

impl Companion {
    /// Tries everything that waits now, and fetches everything that is there.
    pub async fn look_now(&self) {
        let Some(open) = self.open() else { return };
        let hurried = open.stored(Vault::hurry).await;
        if hurried.is_err() {
            tracing::warn!("what waits could not be hurried");
        }
        open.full_look.store(true, Ordering::SeqCst);
        open.nudge.notify_one();
    }

    /// Tries a parked answer once more. Where nobody could say whether it had arrived, this is the
    /// person's decision that it goes again.
    pub async fn try_again(&self, outgoing: &str) -> Result<(), NotSaved> {
        let open = self.open().ok_or(NotSaved)?;
        let id = outgoing.to_owned();
        open.stored(move |vault| unpark(vault, &id))
            .await
            .map_err(|_| NotSaved)?;
        open.nudge.notify_one();
        self.look_soon();
        Ok(())
    }
}

fn unpark(vault: &Vault, id: &str) -> Result<(), StoreProblem> {
    let item = vault.outbox()?.into_iter().find(|item| item.id == id);
    let Some(item) = item else { return Ok(()) };
    let progress = match serde_json::from_str::<Progress>(&item.progress) {
        Ok(mut progress) => {
            progress.try_again();
            serde_json::to_string(&progress).unwrap_or(item.progress)
        }
        Err(_) => item.progress,
    };
    vault.unpark(id, &progress)
}
