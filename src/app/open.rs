//! An open vault with its line to the trust, and the beat that runs beside it.

use super::view::{Contact, Mended, ShutReason, Stage};
use super::{Companion, sign_in::SignInProblem};
use crate::fhir::scopes::Granted;
use crate::sync::Clock;
use crate::trust::{Api, Keep, SignedIn, Tokens, TrustFile};
use crate::vault::{Hat, OpenProblem, StoreProblem, Vault};
use jiff::Timestamp;
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;

/// An open vault.
pub(super) struct Open {
    pub(super) vault: Arc<Vault>,
    /// The line to the trust; none while there is no trust file or no sign-in.
    pub(super) api: Mutex<Option<Api>>,
    /// Wakes the beat.
    pub(super) nudge: Notify,
    /// Whether the next look shall be at everything.
    pub(super) full_look: std::sync::atomic::AtomicBool,
    /// Whether somebody wants a look now, whatever the schedule says.
    pub(super) look_now: std::sync::atomic::AtomicBool,
    /// The clock by which tries are scheduled.
    pub(super) clock: Clock,
    /// The hat that is worn in it. Set when it is opened; nothing changes it.
    pub(super) hat: Hat,
    /// Held by whoever looks at what a carer is shown and changes it: two who did both at once would bring
    /// back what the other took away.
    pub(super) following: Mutex<()>,
    /// Whom it belongs to.
    whose: Mutex<Option<Whose>>,
    beat: Mutex<Option<tokio::task::JoinHandle<()>>>,
}

/// The trust that granted the tokens: its id and the origin of its server.
const GRANTED_BY: &str = "granted-by";
const TOKENS: &str = "tokens";
const PATIENT: &str = "patient";

impl Open {
    /// Whether these tokens, granted by this trust, are of the person whose vault this is.
    pub(super) fn is_of(&self, trust: &TrustFile, tokens: &Tokens) -> bool {
        let wanted = Whose {
            granted_by: granted_by(trust),
            patient: tokens.patient.clone(),
            subject: tokens.subject.clone(),
            carer: tokens.carer.clone(),
        };
        self.whose
            .lock()
            .is_ok_and(|whose| whose.as_ref() == Some(&wanted))
    }

    /// The patient in whose record this is.
    pub(super) fn patient(&self) -> String {
        let whose = self.whose.lock().ok().and_then(|whose| whose.clone());
        whose.map(|whose| whose.patient).unwrap_or_default()
    }

    /// Id of the RelatedPerson whose vault it is; empty for a person's own.
    pub(super) fn carer(&self) -> String {
        let whose = self.whose.lock().ok().and_then(|whose| whose.clone());
        whose.and_then(|whose| whose.carer).unwrap_or_default()
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

/// Keeps what a sign-in granted, and by whom.
pub(super) fn keep_first_sign_in(
    vault: &Vault,
    trust: &TrustFile,
    tokens: &Tokens,
) -> Result<(), StoreProblem> {
    vault.keep_setting(GRANTED_BY, Some(&granted_by(trust)))?;
    keep_sign_in(vault, tokens)
}

/// A token goes to the trust that granted it and to no other, whatever file the app is started with.
/// On this machine alone the port may differ from run to run.
fn granted_by(trust: &TrustFile) -> String {
    let host = trust.fhir_base.host_str().unwrap_or_default();
    let place = match trust.fhir_base.scheme() {
        "https" => trust.fhir_base.origin().ascii_serialization(),
        scheme => format!("{scheme}://{host}"),
    };
    format!("{}|{place}", trust.id)
}

fn keep_sign_in(vault: &Vault, tokens: &Tokens) -> Result<(), StoreProblem> {
    let text = serde_json::to_string(tokens).map_err(|_| StoreProblem::NotSaved)?;
    vault.keep_setting(PATIENT, Some(&tokens.patient))?;
    vault.keep_setting(TOKENS, Some(&text))
}

/// Whom an open vault belongs to.
#[derive(Clone, PartialEq, Eq)]
struct Whose {
    granted_by: String,
    patient: String,
    subject: String,
    carer: Option<String>,
}

/// What was granted, and by whom.
#[derive(Clone)]
struct Grant {
    tokens: Tokens,
    by: String,
}

fn granted(vault: &Vault) -> Option<Grant> {
    let tokens = serde_json::from_str(&vault.setting(TOKENS).ok()??).ok()?;
    Some(Grant {
        tokens,
        by: vault.setting(GRANTED_BY).ok()??,
    })
}

impl Companion {
    /// Enters a vault: shows what it holds, opens the line to the trust and begins the beat.
    pub(super) async fn enter(&self, vault: Vault) {
        let mended = vault.salvaged().map(|it| Mended {
            answers: u32::try_from(it.answers).unwrap_or(u32::MAX),
            waiting: u32::try_from(it.waiting).unwrap_or(u32::MAX),
            whole: it.whole,
        });
        let hat = self.house().and_then(|house| house.shelf.hat(vault.id()));
        let vault = Arc::new(vault);
        let for_clock = vault.clone();
        let kept = tokio::task::spawn_blocking(move || for_clock.setting(Clock::SETTING)).await;
        let kept = kept.ok().and_then(Result::ok).flatten();
        let open = Arc::new(Open {
            vault,
            api: Mutex::new(None),
            nudge: Notify::new(),
            full_look: std::sync::atomic::AtomicBool::new(true),
            look_now: std::sync::atomic::AtomicBool::new(true),
            clock: Clock::start(kept.as_deref(), Timestamp::now()),
            // A vault of which nobody knows whose it is shows nothing of anybody.
            hat: hat.unwrap_or(Hat::Carer),
            following: Mutex::new(()),
            whose: Mutex::new(None),
            beat: Mutex::new(None),
        });
        let tokens = open
            .stored(|vault| {
                vault.doubt_what_was_cut_off()?;
                Ok(granted(vault))
            })
            .await;
        if let (Ok(Some(granted)), Ok(mut whose)) = (&tokens, open.whose.lock()) {
            *whose = Some(Whose {
                granted_by: granted.by.clone(),
                patient: granted.tokens.patient.clone(),
                subject: granted.tokens.subject.clone(),
                carer: granted.tokens.carer.clone(),
            });
        }
        if let Some(house) = self.house()
            && let Ok(mut slot) = house.open.write()
        {
            *slot = Some(open.clone());
        }
        self.connect(&open, tokens.ok().flatten(), None).await;
        let place = self.key_place();
        let worn = open.hat;
        self.show(|view| {
            // Which hat is worn is known before anything shows.
            view.wearing = Some(worn.into());
            view.stage = Stage::Open;
            view.key_place = place;
            view.mended = mended;
        });
        self.seal_unsent(&open).await;
        self.look_at_guard().await;
        self.look_at_hats(Some(worn)).await;
        self.look().await;
        self.keep_plan_copy(&open).await;
        let beat = self.beat(open.clone());
        if let Ok(mut slot) = open.beat.lock() {
            *slot = beat;
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
        self.forget_notices().await;
        self.show(|view| {
            super::away::forget(view);
            view.plan_copy = None;
        });
    }

    /// Seals what waits, and what will, to the trust as well, if its file names a recipient.
    pub(super) async fn seal_unsent(&self, open: &Arc<Open>) {
        let Some(trust) = self.trust() else { return };
        let sealed = open
            .stored(move |vault| vault.seal_unsent_to(trust.age_recipient.as_deref()))
            .await;
        if sealed != Ok(true) {
            tracing::warn!("what waits could not be sealed to the trust as well");
        }
    }

    /// The trust's file has come or changed: the line to the trust is made anew.
    pub(super) fn trust_has_come(&self) {
        let Some(open) = self.open_any() else { return };
        let this = self.clone();
        self.beside(async move {
            if let Ok(tokens) = open.stored(|vault| Ok(granted(vault))).await {
                this.connect(&open, tokens, None).await;
                this.seal_unsent(&open).await;
                this.look_at_guard().await;
                open.nudge.notify_one();
            }
        });
    }

    async fn connect(
        &self,
        open: &Arc<Open>,
        granted: Option<Grant>,
        signed_in: Option<&SignedIn>,
    ) {
        let (Some(house), Some(trust), Some(granted)) = (self.house(), self.trust(), granted)
        else {
            return;
        };
        if granted.by != granted_by(&trust) {
            // The app was pointed at another trust: what this one granted stays at home.
            if let Ok(mut slot) = open.api.lock() {
                *slot = None;
            }
            self.show(|view| view.contact = Contact::SignInEnded);
            return;
        }
        let tokens = granted.tokens;
        let vault = Arc::downgrade(&open.vault);
        let keep: Keep = Arc::new(move |tokens| {
            let Some(vault) = vault.upgrade() else {
                return false;
            };
            // A short write on the thread that renews: the old token is of no use any more, so the
            // new one is on the disk before anything goes on.
            keep_sign_in(&vault, tokens).is_ok()
        });
        let missing = super::granted::missing_for(open.hat, &Granted::read(&tokens.scope));
        self.show(|view| view.not_granted = missing);
        let found = signed_in.map(|it| it.discovered.clone());
        // A newer file of the same trust changes the line, not the session: two sessions that renew
        // by themselves would look like theft.
        let before = open.api.lock().ok().and_then(|slot| slot.clone());
        let api = match before {
            Some(api) if api.goes_on_with(&tokens).await => api.with_trust(trust),
            _ => Api::new(house.http.clone(), trust, tokens, found, keep),
        };
        if let Ok(mut slot) = open.api.lock() {
            *slot = Some(api);
        }
    }

    /// The same person has signed in again.
    pub(super) async fn renew_sign_in(
        &self,
        open: &Arc<Open>,
        signed_in: SignedIn,
    ) -> Result<(), SignInProblem> {
        let trust = self.trust().ok_or(SignInProblem::NoSignal)?;
        let tokens = signed_in.tokens.clone();
        let by = granted_by(&trust);
        open.stored(move |vault| keep_first_sign_in(vault, &trust, &tokens))
            .await
            .map_err(|_| SignInProblem::NotSaved)?;
        let granted = Grant {
            tokens: signed_in.tokens.clone(),
            by,
        };
        self.connect(open, Some(granted), Some(&signed_in)).await;
        open.look_now
            .store(true, std::sync::atomic::Ordering::SeqCst);
        self.show(|view| {
            view.contact = Contact::NotTried;
            view.stage = Stage::Open;
        });
        open.nudge.notify_one();
        Ok(())
    }

    /// Somebody said "No, that is not me" while a vault was open: its owner goes on.
    pub(super) async fn reopen_after_no(&self) {
        if self.open_any().is_some() {
            self.show(|view| view.stage = Stage::Open);
        }
    }
}

impl From<OpenProblem> for ShutReason {
    fn from(problem: OpenProblem) -> Self {
        match problem {
            OpenProblem::KeyGone => ShutReason::KeyGone,
            OpenProblem::KeystoreShut | OpenProblem::Locked => ShutReason::KeystoreShut,
            OpenProblem::Damaged => ShutReason::Damaged,
            OpenProblem::NewerApp => ShutReason::NewerApp,
            OpenProblem::Disk => ShutReason::DiskTrouble,
        }
    }
}
