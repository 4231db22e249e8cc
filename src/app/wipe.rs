//! Sign out and wipe.

use super::view::{Contact, KeyPlace, Stage};
use super::{Companion, NotSaved};

impl Companion {
    /// Ends the sign-in and takes everything of this person off this device: key, files, memory. The
    /// screen has said before what was not sent. The trust is told as far as it can be reached; the
    /// wipe does not wait on that.
    pub async fn sign_out_and_wipe(&self) -> Result<(), NotSaved> {
        let open = self.open().ok_or(NotSaved)?;
        open.still();
        let api = open.api.lock().ok().and_then(|mut slot| slot.take());
        if let Some(house) = self.house()
            && let Ok(mut slot) = house.open.write()
        {
            *slot = None;
        }
        let this = self.clone();
        tokio::task::spawn_blocking(move || {
            let house = this.house().ok_or(NotSaved)?;
            house.shelf.wipe(&open.vault).map_err(|_| NotSaved)
        })
        .await
        .map_err(|_| NotSaved)??;
        if let Some(api) = api {
            tokio::spawn(async move { api.sign_out().await });
        }
        self.show(|view| {
            view.stage = Stage::Welcome;
            view.record = None;
            view.updated = None;
            view.outgoing = Vec::new();
            view.drafts = Vec::new();
            view.contact = Contact::NotTried;
            view.key_place = KeyPlace::None;
        });
        Ok(())
    }
}
