//! A finger or a face in place of the passcode.

use super::{Companion, GuardProblem};
use crate::platform::{Key, MatchProblem, Sheet};
use crate::vault::{Passcode, UnlockProblem};
use crate::words::Words;

/// Whether a finger or a face opens the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Matching {
    /// This device cannot match, or the vault has no passcode that it could stand for.
    #[default]
    NotHere,
    /// It could.
    Off,
    /// It does.
    On,
}

impl From<MatchProblem> for GuardProblem {
    fn from(problem: MatchProblem) -> Self {
        match problem {
            MatchProblem::SaidNo | MatchProblem::Gone => GuardProblem::NoMatch,
            MatchProblem::Unsupported | MatchProblem::NotNow => GuardProblem::NotNow,
        }
    }
}

impl Companion {
    /// Lets a finger or a face open the app from now on. The passcode is asked for: who only holds the phone must not be able to
    /// add their own.
    pub async fn match_from_now_on(&self, passcode: String) -> Result<(), GuardProblem> {
        let passcode = Passcode::typed(passcode);
        let devices = self.devices();
        let sheet = self.sheet();
        let set = self.on_shelf_saying(move |shelf, id| {
            // The passcode first: what is kept in the device must not be there for a wrong one.
            shelf.is_passcode(id, &passcode)?;
            let key = Key::random();
            devices.matched.keep(id.name(), &key, &sheet)?;
            Ok(shelf.set_match(id, &passcode, Some(&key))?)
        });
        let set = set.await;
        self.look_at_match().await;
        set
    }

    /// Only the passcode opens the app from now on.
    pub async fn match_no_more(&self) -> Result<(), GuardProblem> {
        let devices = self.devices();
        let set = self.on_shelf_saying(move |shelf, id| {
            shelf.forget_match(id).map_err(UnlockProblem::from)?;
            // What the device still has opens nothing any more.
            let _ = devices.matched.forget(id.name());
            Ok(())
        });
        let set = set.await;
        self.look_at_match().await;
        set
    }

    /// Opens the locked vault with a finger or a face.
    pub async fn unlock_by_match(&self) -> Result<(), GuardProblem> {
        let (devices, sheet) = (self.devices(), self.sheet());
        let given = self
            .on_shelf_saying(move |_, id| Ok(devices.matched.open(id.name(), &sheet)))
            .await?;
        match given {
            Ok(key) => {
                self.open_with(move |shelf, id| shelf.unlock_matched(id, &key))
                    .await
            }
            Err(MatchProblem::Gone) => {
                // Another finger or face was enrolled: it is never asked for again until the passcode sets it anew.
                self.match_no_more().await?;
                Err(GuardProblem::NoMatch)
            }
            Err(problem) => Err(problem.into()),
        }
    }

    /// Reads whether a finger or a face opens the vault in use.
    pub(super) async fn look_at_match(&self) {
        let devices = self.devices();
        let seen = self.on_shelf_saying(move |shelf, id| {
            if !devices.matched.can_match()
                || !shelf.guards(id).map_err(UnlockProblem::from)?.passcode
            {
                return Ok(Matching::NotHere);
            }
            let on = shelf.has_match(id).map_err(UnlockProblem::from)?;
            Ok(if on { Matching::On } else { Matching::Off })
        });
        let matching = seen.await.unwrap_or_default();
        self.show(|view| view.matching = matching);
    }

    fn sheet(&self) -> Sheet {
        let words = Words::of(self.view().preferences.language);
        Sheet {
            title: words.say("match-sheet"),
            no: words.say("match-sheet-no"),
        }
    }

    /// Works on the shelf on a thread that may block, with the words of the lock.
    async fn on_shelf_saying<T: Send + 'static>(
        &self,
        work: impl FnOnce(&crate::vault::Shelf, &crate::vault::VaultId) -> Result<T, GuardProblem>
        + Send
        + 'static,
    ) -> Result<T, GuardProblem> {
        self.on_shelf(move |shelf, id| Ok(work(shelf, id))).await?
    }
}
