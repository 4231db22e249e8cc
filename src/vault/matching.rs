//! Opening with a finger or a face: what the passcode opens, by the device's own rule.
//!
//! The device keeps a random key and gives it out after a match; here it wraps the vault's key beside the passcode's wrap. It is
//! set up with the passcode and goes with it. When the tries of the passcode are used up, a match opens nothing either: both are
//! one lock. What the device keeps is then of no use to anybody.

use super::database::{Expect, OpenProblem, Vault};
use super::guard::UnlockProblem;
use super::passcode::Passcode;
use super::seal::SealProblem;
use super::shelf::{Shelf, VaultId};
use super::tries::Tries;
use crate::platform::Key;

impl Shelf {
    /// Whether a match opens this vault.
    pub fn has_match(&self, id: &VaultId) -> Result<bool, OpenProblem> {
        Ok(self.seal(id)?.has_matched())
    }

    /// Lets `match_key`, or with none nothing any more, open this vault beside its passcode. A wrong passcode counts as a try.
    pub fn set_match(
        &self,
        id: &VaultId,
        passcode: &Passcode,
        match_key: Option<&Key>,
    ) -> Result<(), UnlockProblem> {
        let key = self.data_key(id, Some(passcode))?;
        let store_key = self.store_key(id)?;
        let mut seal = self.seal(id)?;
        seal.set_matched(&id.0, &key, &store_key, match_key)
            .ok_or(OpenProblem::KeyGone)?;
        Ok(self.keep_seal(id, &seal)?)
    }

    /// Forgets that a match opens this vault. Needs no passcode: it only shuts.
    pub fn forget_match(&self, id: &VaultId) -> Result<(), OpenProblem> {
        let mut seal = self.seal(id)?;
        if seal.has_matched() {
            seal.forget_matched();
            self.keep_seal(id, &seal)?;
        }
        Ok(())
    }

    /// Opens a vault with the key that a match gave out. Tries of the passcode begin again, as after a right one.
    pub fn unlock_matched(&self, id: &VaultId, match_key: &Key) -> Result<Vault, UnlockProblem> {
        let store_key = self.store_key(id)?;
        let mut seal = self.seal(id)?;
        if seal.tries(&id.0, &store_key).left() == 0 {
            return Err(UnlockProblem::Closed);
        }
        let key =
            seal.open_matched(&id.0, &store_key, match_key)
                .map_err(|problem| match problem {
                    SealProblem::WrongSecret => UnlockProblem::NoMatch,
                    other => other.into(),
                })?;
        let vault = self.open_with_key(id, &key, Expect::Vault)?;
        seal.set_tries(Tries::default(), &id.0, &store_key)
            .ok_or(OpenProblem::KeyGone)?;
        // If this cannot be written, tries stay as they were: no harm.
        let _ = self.keep_seal(id, &seal);
        Ok(vault)
    }
}
