//! Sent and waiting: try now, try a parked answer again.

use super::{Companion, NotSaved};
use crate::fhir::Word;
use crate::sync::{Amendment, Decided, Progress, WordProgress};
use crate::vault::{StoreProblem, Vault};
use std::sync::atomic::Ordering;

impl Companion {
    /// Tries everything that waits now, and fetches everything that is there.
    pub async fn look_now(&self) {
        let Some(open) = self.open_any() else { return };
        let hurried = open.stored(Vault::hurry).await;
        if hurried.is_err() {
            tracing::warn!("what waits could not be hurried");
        }
        open.full_look.store(true, Ordering::SeqCst);
        open.look_now.store(true, Ordering::SeqCst);
        open.nudge.notify_one();
    }

    /// Tries a parked answer once more. Where nobody could say whether it had arrived, this is the
    /// person's decision that it goes again.
    pub async fn try_again(&self, outgoing: &str) -> Result<(), NotSaved> {
        let open = self.open_any().ok_or(NotSaved)?;
        let id = outgoing.to_owned();
        open.stored(move |vault| unpark(vault, &id))
            .await
            .map_err(|_| NotSaved)?;
        open.nudge.notify_one();
        self.look_soon();
        Ok(())
    }
}

impl Companion {
    /// Gives up what was to be put right and met a change of somebody else's: the trust's copy stays as
    /// it is. Only the person does this. False: it is not in question (any more).
    pub async fn give_up_putting_right(&self, outgoing: &str) -> Result<bool, NotSaved> {
        let open = self.open().ok_or(NotSaved)?;
        let id = outgoing.to_owned();
        let given_up = open.stored(move |vault| {
            let item = vault.outbox()?.into_iter().find(|item| item.id == id);
            let puts_right = item.is_some_and(|it| it.kind == super::put_right::KIND);
            Ok(puts_right && vault.give_up_item(&id)?)
        });
        let given_up = given_up.await.map_err(|_| NotSaved)?;
        self.look().await;
        Ok(given_up)
    }
}

fn unpark(vault: &Vault, id: &str) -> Result<(), StoreProblem> {
    let item = vault.outbox()?.into_iter().find(|item| item.id == id);
    let Some(item) = item else { return Ok(()) };
    if serde_json::from_str::<Amendment>(&item.body).is_ok() {
        // To try again what met a change of somebody else's is the decision to go over it.
        let over = item.reason.as_deref() == Some("changed");
        let decided = serde_json::to_string(&Decided { over }).unwrap_or_default();
        return vault.unpark(id, &decided);
    }
    if serde_json::from_str::<Word>(&item.body).is_ok() {
        let mut progress: WordProgress = serde_json::from_str(&item.progress).unwrap_or_default();
        progress.decided.over |= item.reason.as_deref() == Some("changed");
        if let Some((_, making)) = &mut progress.making {
            making.try_again();
        }
        let text = serde_json::to_string(&progress).unwrap_or(item.progress);
        return vault.unpark(id, &text);
    }
    let progress = match serde_json::from_str::<Progress>(&item.progress) {
        Ok(mut progress) => {
            progress.try_again();
            serde_json::to_string(&progress).unwrap_or(item.progress)
        }
        Err(_) => item.progress,
    };
    vault.unpark(id, &progress)
}
