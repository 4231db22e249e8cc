//! An open vault with its line to the trust, and the beat that runs beside it.

use super::view::{Contact, ShutReason, Stage};
use super::{Companion, sign_in::SignInProblem};
use crate::trust::{Api, Keep, SignedIn, Tokens};
use crate::vault::{OpenProblem, StoreProblem, Vault};
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;

/// An open vault.
pub(super) struct Open {
    pub(super) vault: Arc<Vault>,
    /// The line to the trust; none while there is no trust file or no sign-in.
    pub(super) api: Mutex<Option<Api>>,
    /// Wakes the beat.
    pub(super) nudge: Notify,
    /// Whether the next round shall look at everything.
    pub(super) full_look: std::sync::atomic::AtomicBool,
    /// The patient and subject that it belongs to.
    whose: Mutex<Option<(String, String)>>,
    beat: Mutex<Option<tokio::task::JoinHandle<()>>>,
}

const TOKENS: &str = "tokens";
const PATIENT: &str = "patient";

impl Open {
    /// Whether these tokens are of the person whose vault this is.
    pub(super) fn is_of(&self, tokens: &Tokens) -> bool {
        self.whose.lock().is_ok_and(|whose| {
            whose.as_ref() == Some(&(tokens.patient.clone(), tokens.subject.clone()))
        })
    }

    /// The patient in whose record this is.
    pub(super) fn patient(&self) -> String {
        self.whose
            .lock()
            .ok()
            .and_then(|whose| whose.clone())
            .map(|(patient, _)| patient)
            .unwrap_or_default()
    }

    /// Runs vault work on a thread that may block.
    pub(super) async fn stored<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Vault) -> Result<T, StoreProblem> + Send + 'static,
    ) -> Result<T, StoreProblem> {
        let vault = self.vault.clone();
        tokio::task::spawn_blocking(move || work(&vault))
            .await
            .unwrap_or(Err(StoreProblem::Closed))
    }

    /// Ends the beat, so that nothing works on the vault any more.
    pub(super) fn still(&self) {
        if let Some(beat) = self.beat.lock().ok().and_then(|mut slot| slot.take()) {
            beat.abort();
        }
    }
}

/// Keeps what a sign-in granted.
pub(super) fn keep_sign_in(vault: &Vault, tokens: &Tokens) -> Result<(), StoreProblem> {
    let text = serde_json::to_string(tokens).map_err(|_| StoreProblem::NotSaved)?;
    vault.keep_setting(PATIENT, Some(&tokens.patient))?;
    vault.keep_setting(TOKENS, Some(&text))
}

fn kept_tokens(vault: &Vault) -> Option<Tokens> {
    serde_json::from_str(&vault.setting(TOKENS).ok()??).ok()
}

impl Companion {
    /// Enters a vault: shows what it holds, opens the line to the trust and begins the beat.
    pub(super) async fn enter(&self, vault: Vault) {
        let open = Arc::new(Open {
            vault: Arc::new(vault),
            api: Mutex::new(None),
            nudge: Notify::new(),
            full_look: std::sync::atomic::AtomicBool::new(true),
            whose: Mutex::new(None),
            beat: Mutex::new(None),
        });
        let tokens = open
            .stored(|vault| {
                vault.doubt_what_was_cut_off()?;
                Ok(kept_tokens(vault))
            })
            .await;
        if let (Ok(Some(tokens)), Ok(mut whose)) = (&tokens, open.whose.lock()) {
            *whose = Some((tokens.patient.clone(), tokens.subject.clone()));
        }
        if let Some(house) = self.house()
            && let Ok(mut slot) = house.open.write()
        {
            *slot = Some(open.clone());
        }
        self.connect(&open, tokens.ok().flatten(), None);
        let place = self.key_place();
        self.show(|view| {
            view.stage = Stage::Open;
            view.key_place = place;
        });
        self.look().await;
        let beat = self.beat(open.clone());
        if let Ok(mut slot) = open.beat.lock() {
            *slot = Some(beat);
        }
    }

    /// Leaves the open vault without ending it. What waits goes when it is opened again.
    pub(super) async fn leave(&self) {
        let Some(house) = self.house() else { return };
        let open = house.open.write().ok().and_then(|mut slot| slot.take());
        if let Some(open) = open {
            open.still();
            open.vault.close();
        }
        self.show(|view| {
            view.record = None;
            view.updated = None;
            view.outgoing = Vec::new();
            view.drafts = Vec::new();
        });
    }

    /// The trust's file has come or changed: the line to the trust is made anew.
    pub(super) fn trust_has_come(&self) {
        let Some(open) = self.open() else { return };
        let this = self.clone();
        tokio::spawn(async move {
            if let Ok(tokens) = open.stored(|vault| Ok(kept_tokens(vault))).await {
                this.connect(&open, tokens, None);
                open.nudge.notify_one();
            }
        });
    }

    fn connect(&self, open: &Arc<Open>, tokens: Option<Tokens>, signed_in: Option<&SignedIn>) {
        let (Some(house), Some(trust), Some(tokens)) = (self.house(), self.trust(), tokens) else {
            return;
        };
        let vault = Arc::downgrade(&open.vault);
        let keep: Keep = Arc::new(move |tokens| {
            let Some(vault) = vault.upgrade() else {
                return false;
            };
            // A short write on the thread that renews: the old token is of no use any more, so the
            // new one is on the disk before anything goes on.
            keep_sign_in(&vault, tokens).is_ok()
        });
        let found = signed_in.map(|it| it.discovered.clone());
        if let Ok(mut slot) = open.api.lock() {
            *slot = Some(Api::new(house.http.clone(), trust, tokens, found, keep));
        }
    }

    /// The same person has signed in again.
    pub(super) async fn renew_sign_in(
        &self,
        open: &Arc<Open>,
        signed_in: SignedIn,
    ) -> Result<(), SignInProblem> {
        let tokens = signed_in.tokens.clone();
        open.stored(move |vault| keep_sign_in(vault, &tokens))
            .await
            .map_err(|_| SignInProblem::NotSaved)?;
        self.connect(open, Some(signed_in.tokens.clone()), Some(&signed_in));
        self.show(|view| {
            view.contact = Contact::NotTried;
            view.stage = Stage::Open;
        });
        open.nudge.notify_one();
        Ok(())
    }

    /// Somebody said "No, that is not me" while a vault was open: its owner goes on.
    pub(super) async fn reopen_after_no(&self) {
        if self.open().is_some() {
            self.show(|view| view.stage = Stage::Open);
        }
    }
}

impl From<OpenProblem> for ShutReason {
    fn from(problem: OpenProblem) -> Self {
        match problem {
            OpenProblem::KeyGone => ShutReason::KeyGone,
            OpenProblem::Damaged => ShutReason::Damaged,
            OpenProblem::NewerApp => ShutReason::NewerApp,
            OpenProblem::Disk => ShutReason::DiskTrouble,
        }
    }
}
