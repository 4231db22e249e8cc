//! What guards a vault: the passcode, its tries, and the recovery code.

use super::database::{Expect, OpenProblem, Vault};
use super::passcode::Passcode;
use super::recovery::RecoveryCode;
use super::seal::{Seal, SealProblem};
use super::shelf::{Shelf, VaultId};
use crate::platform::Key;
use std::time::Duration;

/// Why a vault does not open with what the person gave. Nothing is wiped in any of these cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnlockProblem {
    /// Not this passcode.
    #[error("wrong passcode")]
    Wrong {
        /// Tries that are left.
        left: u32,
        /// How long the next one waits.
        wait: Duration,
    },
    /// It is not time for the next try yet.
    #[error("the next try has to wait")]
    Wait(Duration),
    /// The tries are used up: the passcode opens nothing any more.
    #[error("the passcode opens nothing any more")]
    Closed,
    /// Not this recovery code.
    #[error("wrong recovery code")]
    WrongCode,
    /// What a match gave out opens nothing.
    #[error("a match opens nothing")]
    NoMatch,
    /// It would not open with any passcode now.
    #[error(transparent)]
    Open(#[from] OpenProblem),
}

/// How a vault is guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Guards {
    /// It has a passcode.
    pub passcode: bool,
    /// It has a recovery code.
    pub recovery: bool,
    /// Tries of the passcode that are left.
    pub tries_left: u32,
    /// How long the next try waits.
    pub wait: Duration,
}

impl Shelf {
    /// How a vault is guarded. Looks at the waits as well: one that was counted in an earlier run of the
    /// phone is counted from now on.
    pub fn guards(&self, id: &VaultId) -> Result<Guards, OpenProblem> {
        let mut seal = self.seal(id)?;
        let key = self.store_key(id);
        let (tries_left, wait) = match &key {
            Ok(key) => {
                let now = (self.clock)();
                let tries = seal.tries(&id.0, key);
                if let Some(carried) = tries.carried_over(&now) {
                    seal.set_tries(carried, &id.0, key)
                        .ok_or(OpenProblem::KeyGone)?;
                    self.keep_seal(id, &seal)?;
                }
                (tries.left(), tries.wait(&now))
            }
            Err(_) => (0, Duration::ZERO),
        };
        Ok(Guards {
            passcode: seal.wants_passcode(),
            recovery: seal.has_recovery(),
            tries_left,
            wait,
        })
    }

    /// Opens a vault with its passcode. Takes as long as Argon2id does: a quarter to half a second.
    pub fn unlock(&self, id: &VaultId, passcode: &Passcode) -> Result<Vault, UnlockProblem> {
        self.open_vault(id, Some(passcode), Expect::Vault)
    }

    /// Opens a vault with its recovery code, on a phone that has lost its key or after the last try.
    /// The passcode that it had is gone with that; the recovery code stays.
    pub fn recover(&self, id: &VaultId, code: &RecoveryCode) -> Result<Vault, UnlockProblem> {
        let mut seal = self.seal(id)?;
        let key = seal.recover(&id.0, code).map_err(|problem| match problem {
            SealProblem::WrongSecret => UnlockProblem::WrongCode,
            other => other.into(),
        })?;
        // Opened before anything is changed: what does not open is left as it was.
        let vault = self.open_with_key(id, &key, Expect::Vault)?;
        let (store_key, is_new) = match self.store_key(id) {
            Ok(store_key) if seal.check(&id.0, &store_key).is_ok() => (store_key, false),
            Ok(_) | Err(OpenProblem::KeyGone) => {
                let fresh = Key::random();
                self.keystore
                    .put(&id.0, &fresh)
                    .map_err(|_| OpenProblem::KeystoreShut)?;
                (fresh, true)
            }
            Err(problem) => return Err(problem.into()),
        };
        seal.rewrap(&id.0, &key, &store_key, None)
            .ok_or(OpenProblem::KeyGone)?;
        if is_new && let Some(owner) = Self::owner_within(&vault) {
            seal.set_owner(&owner, &store_key)
                .ok_or(OpenProblem::KeyGone)?;
        }
        self.keep_seal(id, &seal)?;
        Ok(vault)
    }

    /// Sets, changes or (with no new one) takes away the passcode. `now` is the passcode that it has;
    /// a wrong one counts as a try.
    pub fn set_passcode(
        &self,
        id: &VaultId,
        now: Option<&Passcode>,
        new: Option<&Passcode>,
    ) -> Result<(), UnlockProblem> {
        let key = self.data_key(id, now)?;
        let store_key = self.store_key(id)?;
        let mut seal = self.seal(id)?;
        seal.rewrap(&id.0, &key, &store_key, new)
            .ok_or(OpenProblem::KeyGone)?;
        Ok(self.keep_seal(id, &seal)?)
    }

    /// Makes a new recovery code; an older one opens nothing any more. `now` is the passcode, if there
    /// is one; a wrong one counts as a try.
    pub fn make_recovery_code(
        &self,
        id: &VaultId,
        now: Option<&Passcode>,
    ) -> Result<RecoveryCode, UnlockProblem> {
        let key = self.data_key(id, now)?;
        let code = RecoveryCode::random();
        let mut seal = self.seal(id)?;
        seal.set_recovery(&id.0, &key, Some(&code))
            .ok_or(OpenProblem::KeyGone)?;
        self.keep_seal(id, &seal)?;
        Ok(code)
    }

    /// Whether this is the passcode: before something that asks for it again. Counts as a try.
    pub fn is_passcode(&self, id: &VaultId, passcode: &Passcode) -> Result<(), UnlockProblem> {
        self.data_key(id, Some(passcode)).map(|_| ())
    }

    /// The vault's key. A passcode is tried as its rules say: the try is written down before it is
    /// made, so that ending the app in between gains nothing.
    pub(super) fn data_key(
        &self,
        id: &VaultId,
        passcode: Option<&Passcode>,
    ) -> Result<Key, UnlockProblem> {
        let seal = self.seal(id)?;
        let store_key = self.store_key(id)?;
        seal.check(&id.0, &store_key)?;
        match passcode {
            Some(passcode) if seal.wants_passcode() => self.one_try(id, seal, &store_key, passcode),
            _ => Ok(seal.open(&id.0, &store_key, None)?),
        }
    }

    fn one_try(
        &self,
        id: &VaultId,
        mut seal: Seal,
        store_key: &Key,
        passcode: &Passcode,
    ) -> Result<Key, UnlockProblem> {
        // One at a time: two at once would be counted as one.
        let _turn = self.list.lock().map_err(|_| OpenProblem::Disk)?;
        if let Ok(newest) = self.seal(id) {
            seal = newest;
        }
        let now = (self.clock)();
        let before = seal.tries(&id.0, store_key);
        if before.left() == 0 {
            return Err(UnlockProblem::Closed);
        }
        let wait = before.wait(&now);
        if wait > Duration::ZERO {
            return Err(UnlockProblem::Wait(wait));
        }
        let tries = before.one_more(&now);
        let (left, wait) = (tries.left(), tries.wait(&now));
        seal.set_tries(tries, &id.0, store_key)
            .ok_or(OpenProblem::KeyGone)?;
        self.keep_seal(id, &seal)?;
        match seal.open(&id.0, store_key, Some(passcode)) {
            Ok(key) => {
                seal.set_tries(super::tries::Tries::default(), &id.0, store_key)
                    .ok_or(OpenProblem::KeyGone)?;
                // If this cannot be written, a right try was counted as a wrong one: no harm.
                let _ = self.keep_seal(id, &seal);
                Ok(key)
            }
            Err(SealProblem::WrongSecret) if left == 0 => Err(UnlockProblem::Closed),
            Err(SealProblem::WrongSecret) => Err(UnlockProblem::Wrong { left, wait }),
            Err(problem) => Err(problem.into()),
        }
    }
}
