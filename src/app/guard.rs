//! The passcode and the recovery code: set, change, take away, unlock, and what is left when neither
//! opens.

use super::view::{Guard, Locked, Stage};
use super::{Companion, NotSaved};
use crate::trust::{Tokens, TrustFile};
use crate::vault::{
    self, OpenProblem, Passcode, PasscodeProblem, RecoveryCode, RecoveryProblem, Shelf, Vault,
    VaultId,
};
use std::sync::Arc;
use std::time::Duration;

/// Why what the person gave did not open, or was not taken. Each has its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GuardProblem {
    /// Not this passcode.
    #[error("wrong passcode")]
    Wrong {
        /// Tries that are left.
        left: u32,
        /// Minutes, rounded up, until the next one; 0: at once.
        minutes: u32,
    },
    /// The next try waits this many minutes, rounded up.
    #[error("the next try waits")]
    Wait(u32),
    /// The passcode opens nothing any more.
    #[error("no tries are left")]
    Closed,
    /// Not this recovery code.
    #[error("wrong recovery code")]
    WrongCode,
    /// What was typed is no recovery code.
    #[error(transparent)]
    NoCode(#[from] RecoveryProblem),
    /// The finger or the face did not match, or what was kept for it is gone.
    #[error("no match")]
    NoMatch,
    /// A new passcode that is refused.
    #[error(transparent)]
    Refused(#[from] PasscodeProblem),
    /// Something else is in the way: the keystore, the disk.
    #[error("not now")]
    NotNow,
}

impl From<vault::UnlockProblem> for GuardProblem {
    fn from(problem: vault::UnlockProblem) -> Self {
        use vault::UnlockProblem as U;
        match problem {
            U::Wrong { left, wait } => GuardProblem::Wrong {
                left,
                minutes: minutes(wait),
            },
            U::Wait(wait) => GuardProblem::Wait(minutes(wait)),
            U::Closed => GuardProblem::Closed,
            U::WrongCode => GuardProblem::WrongCode,
            U::NoMatch => GuardProblem::NoMatch,
            U::Open(_) => GuardProblem::NotNow,
        }
    }
}

fn minutes(wait: Duration) -> u32 {
    u32::try_from(wait.as_secs().div_ceil(60)).unwrap_or(u32::MAX)
}

/// A sign-in that waits for the vault to be unlocked.
pub(super) struct Pending {
    pub(super) id: VaultId,
    pub(super) trust: Arc<TrustFile>,
    pub(super) tokens: Tokens,
}

impl Companion {
    /// Opens the locked vault. Argon2id runs on a thread of its own: no screen waits for it.
    pub async fn unlock(&self, passcode: String) -> Result<(), GuardProblem> {
        let passcode = Passcode::typed(passcode);
        self.open_with(move |shelf, id| shelf.unlock(id, &passcode))
            .await
    }

    /// Opens the vault with its recovery code: after the last try, or on a phone that has lost its key.
    /// The passcode it had is gone with that.
    pub async fn recover(&self, words: String) -> Result<(), GuardProblem> {
        let words = zeroize::Zeroizing::new(words);
        let code = RecoveryCode::read(&words)?;
        self.open_with(move |shelf, id| shelf.recover(id, &code))
            .await
    }

    pub(super) async fn open_with(
        &self,
        how: impl FnOnce(&Shelf, &VaultId) -> Result<Vault, vault::UnlockProblem> + Send + 'static,
    ) -> Result<(), GuardProblem> {
        let opened = self.on_shelf(how).await;
        match opened {
            Ok(vault) => {
                self.take_pending(&vault).await;
                self.enter(vault).await;
                self.came_back();
                Ok(())
            }
            Err(problem) => {
                if let vault::UnlockProblem::Open(OpenProblem::Locked) = problem {
                    return Err(GuardProblem::NotNow);
                }
                if matches!(self.view().stage, Stage::Locked(_)) {
                    self.show_locked().await;
                }
                Err(problem.into())
            }
        }
    }

    /// A sign-in that came while the vault was locked is kept now.
    async fn take_pending(&self, vault: &Vault) {
        let pending = self
            .house()
            .and_then(|house| house.pending.lock().ok()?.take())
            .filter(|pending| pending.id == *vault.id());
        if let Some(it) = pending
            && super::open::keep_first_sign_in(vault, &it.trust, &it.tokens).is_err()
        {
            tracing::warn!("the new sign-in could not be kept");
        }
    }

    /// Sets, changes or (with no new one) takes away the passcode. `now` is the one that it has.
    pub async fn set_passcode(
        &self,
        now: Option<String>,
        new: Option<String>,
    ) -> Result<(), GuardProblem> {
        let now = now.map(Passcode::typed);
        let born = self.view().record.as_ref().and_then(|r| r.person.born);
        let new = new.map(|text| Passcode::new(text, born)).transpose()?;
        let this = self.clone();
        let set = self.to_the_end(async move {
            this.on_shelf(move |shelf, id| shelf.set_passcode(id, now.as_ref(), new.as_ref()))
                .await
        });
        let set = set.await.unwrap_or(Err(OpenProblem::Disk.into()));
        self.look_at_guard().await;
        Ok(set?)
    }

    /// Makes a recovery code and gives its words, to be written down: they are shown once. An older
    /// code opens nothing any more.
    pub async fn make_recovery_code(
        &self,
        now: Option<String>,
    ) -> Result<zeroize::Zeroizing<String>, GuardProblem> {
        let now = now.map(Passcode::typed);
        let made = self
            .on_shelf(move |shelf, id| shelf.make_recovery_code(id, now.as_ref()))
            .await;
        self.look_at_guard().await;
        Ok(made?.words())
    }

    /// Asks for the passcode again, before something that deserves it. Nothing to ask where there is
    /// none.
    pub async fn is_passcode(&self, passcode: Option<String>) -> Result<(), GuardProblem> {
        if !self.view().guard.passcode {
            return Ok(());
        }
        let passcode = Passcode::typed(passcode.unwrap_or_default());
        let right = self
            .on_shelf(move |shelf, id| shelf.is_passcode(id, &passcode))
            .await;
        Ok(right?)
    }

    /// Sets the vault that cannot be opened aside, whole, so that signing in makes a new one. Only when
    /// its key is gone or its tries are used up.
    pub async fn begin_anew(&self) -> Result<(), NotSaved> {
        let closed = match self.view().stage {
            Stage::Shut(super::ShutReason::KeyGone) => false,
            Stage::Locked(locked) if locked.tries_left == 0 => true,
            _ => return Err(NotSaved),
        };
        self.on_shelf(move |shelf, _| Ok(shelf.set_current_aside(closed)?))
            .await
            .map_err(|_| NotSaved)?;
        self.show(|view| {
            view.stage = Stage::Welcome;
            view.plan_copy = None;
        });
        self.look_at_asides().await;
        Ok(())
    }

    /// Shows the lock page as things are, and again while a wait runs.
    pub(super) async fn show_locked(&self) {
        self.look_at_plan_copy().await;
        let Some((mut shown, mut wait)) = self.tell_locked().await else {
            return;
        };
        let weak = Arc::downgrade(&self.inner);
        self.beside(async move {
            while wait > Duration::ZERO {
                let pause = wait.min(Duration::from_secs(20)) + Duration::from_millis(200);
                tokio::time::sleep(pause).await;
                let Some(inner) = weak.upgrade() else { return };
                let this = Companion { inner };
                if this.view().stage != Stage::Locked(shown) {
                    return;
                }
                match this.tell_locked().await {
                    Some(told) => (shown, wait) = told,
                    None => return,
                }
            }
        });
    }

    async fn tell_locked(&self) -> Option<(Locked, Duration)> {
        let told = self
            .on_shelf(|shelf, id| Ok((shelf.guards(id)?, shelf.waiting(id))))
            .await;
        let (guards, waiting) = match told {
            Ok(told) => told,
            Err(vault::UnlockProblem::Open(problem)) if problem != OpenProblem::Locked => {
                self.show(|view| view.stage = Stage::Shut(problem.into()));
                return None;
            }
            Err(_) => return None,
        };
        let locked = Locked {
            waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
            tries_left: guards.tries_left,
            wait_minutes: minutes(guards.wait),
            recovery: guards.recovery,
        };
        self.show(|view| view.stage = Stage::Locked(locked));
        Some((locked, guards.wait))
    }

    /// Reads how the open vault is guarded.
    pub(super) async fn look_at_guard(&self) {
        let Some(open) = self.open_any() else { return };
        let seals = open.vault.seals_unsent();
        if let Ok(guards) = self.on_shelf(|shelf, id| Ok(shelf.guards(id)?)).await {
            self.show(|view| {
                view.guard = Guard {
                    passcode: guards.passcode,
                    recovery: guards.recovery,
                    sealed: seals,
                };
            });
        }
        self.look_at_match().await;
    }

    /// Works on the shelf, and on the vault in use, on a thread that may block.
    pub(super) async fn on_shelf<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Shelf, &VaultId) -> Result<T, vault::UnlockProblem> + Send + 'static,
    ) -> Result<T, vault::UnlockProblem> {
        let this = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let house = this.house().ok_or(OpenProblem::Disk)?;
            let id = house.shelf.current().ok_or(OpenProblem::Disk)?;
            work(&house.shelf, &id)
        });
        done.await.unwrap_or(Err(OpenProblem::Disk.into()))
    }
}
