//! Sign out and wipe.

use super::view::{Guard, KeyPlace, Stage};
use super::{Companion, NotSaved};

impl Companion {
    /// Ends the sign-in and takes everything of this person off this device: key, files, memory. The
    /// screen has said before what was not sent. The trust is told as far as it can be reached; the
    /// wipe does not wait on that.
    pub async fn sign_out_and_wipe(&self) -> Result<(), NotSaved> {
        let this = self.clone();
        self.to_the_end(async move { this.wipe().await })
            .await
            .unwrap_or(Err(NotSaved))
    }

    /// The page on which the trust's provider ends the person's session, to be opened in the system
    /// browser after the wipe. None where there is none, or it cannot be asked soon: a wipe does not
    /// wait on a trust.
    pub async fn sign_out_page(&self) -> Option<String> {
        let (house, trust) = (self.house()?, self.trust()?);
        let asked = crate::trust::end_page(&house.http, &trust);
        let page = tokio::time::timeout(std::time::Duration::from_secs(4), asked);
        page.await.ok().flatten().map(String::from)
    }

    async fn wipe(&self) -> Result<(), NotSaved> {
        let open = self.open_any().ok_or(NotSaved)?;
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
            self.beside(async move { api.sign_out().await });
        }
        self.show(|view| {
            view.stage = Stage::Welcome;
            super::away::forget(view);
            view.key_place = KeyPlace::None;
            view.not_granted = Vec::new();
            view.guard = Guard::default();
            view.mended = None;
            view.plan_copy = None;
            view.plan_unlocked = false;
        });
        self.look_at_hats(None).await;
        Ok(())
    }
}
