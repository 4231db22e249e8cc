//! Sent and waiting: try now, try a parked answer again.

use super::{Companion, NotSaved};
use crate::vault::Vault;
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

    /// Tries a parked answer once more.
    pub async fn try_again(&self, outgoing: &str) -> Result<(), NotSaved> {
        let open = self.open().ok_or(NotSaved)?;
        let id = outgoing.to_owned();
        open.stored(move |vault| vault.unpark(&id))
            .await
            .map_err(|_| NotSaved)?;
        open.nudge.notify_one();
        self.look().await;
        Ok(())
    }
}
