//! Whose eyes one looks with. A person may be looked after and look after somebody; each is a vault of its
//! own, and one is open at a time. Nothing goes from one to the other: changing over closes the one before
//! the other is opened, and the other asks for its own passcode.

use super::view::{AlsoHere, Stage, Wearing};
use super::{Companion, NotSaved};
use crate::vault::{Hat, OpenProblem};

impl From<Hat> for Wearing {
    fn from(hat: Hat) -> Self {
        match hat {
            Hat::Person => Wearing::Own,
            Hat::Carer => Wearing::Carer,
        }
    }
}

impl Companion {
    /// Tells which vaults there are on this phone beside the one in use. They are told apart by their place:
    /// what is in them is said only once they are open.
    pub(super) async fn look_at_hats(&self, worn: Option<Hat>) {
        let this = self.clone();
        let found = tokio::task::spawn_blocking(move || {
            let house = this.house()?;
            let current = house.shelf.current();
            let all = house.shelf.hats().into_iter().enumerate();
            let others = all.filter(|(_, (id, _))| Some(id) != current.as_ref());
            let lines = others.map(|(place, (_, hat))| AlsoHere {
                place,
                hat: hat.into(),
            });
            Some(lines.collect::<Vec<_>>())
        });
        let others = found.await.ok().flatten().unwrap_or_default();
        self.show(|view| {
            view.also_here = others;
            view.wearing = worn.map(Wearing::from);
        });
    }

    /// Puts on another hat: the vault that is open is closed, and then the other one is opened, which asks
    /// for its own passcode where it has one.
    pub async fn put_on(&self, place: usize) -> Result<(), NotSaved> {
        let this = self.clone();
        self.to_the_end(async move { this.change_over(place).await })
            .await
            .unwrap_or(Err(NotSaved))
    }

    async fn change_over(&self, place: usize) -> Result<(), NotSaved> {
        let this = self.clone();
        let chosen = tokio::task::spawn_blocking(move || {
            let house = this.house().ok_or(OpenProblem::Disk)?;
            let all = house.shelf.hats();
            let (id, _) = all.into_iter().nth(place).ok_or(OpenProblem::Disk)?;
            house.shelf.put_on(&id)
        });
        chosen.await.map_err(|_| NotSaved)?.map_err(|_| NotSaved)?;
        // Nothing of the one shows while the other is being opened.
        self.show(|view| view.stage = Stage::Welcome);
        self.leave().await;
        self.open_last_vault().await;
        if self.open_any().is_none() {
            // It is locked, or cannot be opened: the others can be gone back to.
            self.look_at_hats(None).await;
        }
        Ok(())
    }
}
