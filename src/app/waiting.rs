//! Sent and waiting: try now, try a parked answer again.

use super::{Companion, NotSaved};
use crate::sync::Progress;
use crate::vault::Vault;
use std::sync::atomic::Ordering;

/// The person has decided that it shall go once more, also where it may have arrived before.
fn again(progress: &str) -> Option<String> {
    let mut progress: Progress = serde_json::from_str(progress).ok()?;
    progress.try_again();
    serde_json::to_string(&progress).ok()
}

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
        open.stored(move |vault| vault.unpark(&id, again))
            .await
            .map_err(|_| NotSaved)?;
        open.nudge.notify_one();
        self.look_soon();
        Ok(())
    }
}
