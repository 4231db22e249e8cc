//! The driver: asks what the machine wants asked, writes down how far things are, and keeps the beat.
//! Sending is in `send`, fetching in `fetch`.

use super::parcel::Server;
use super::wait::LONGEST;
use crate::fhir::Envelope;
use crate::trust::Api;
use crate::vault::{Item, StoreProblem, Vault};
use std::sync::Arc;
use std::time::Duration;

/// How the talk with the trust stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// Something is under way.
    Busy,
    /// The last talk went well.
    Well,
    /// The trust cannot be reached.
    NoSignal,
    /// The sign-in has ended.
    SignInEnded,
    /// What answered was no FHIR, or could not be used.
    Odd,
    /// The trust asks to wait, or is unwell.
    Unwell,
    /// The server shows records of others.
    NotSafe,
}

/// What the driver tells while it works: how the talk stands, and that something changed.
pub trait Heartbeat: Send + Sync {
    /// How the talk with the trust stands.
    fn report(&self, report: Report);
    /// Something in the vault changed that a screen shows.
    fn changed(&self);
    /// The questionnaires that these resources ask for, by canonical address or `Questionnaire/id`.
    fn forms_asked(&self, resources: &[Envelope]) -> Vec<String>;
    /// The kept resources have changed: makes the view of them that is stored beside them.
    fn view_of(&self, kept: &[Envelope]) -> (u32, String);
}

/// Sends and fetches for one open vault.
pub struct Driver {
    pub(super) api: Api,
    vault: Arc<Vault>,
    pub(super) heart: Arc<dyn Heartbeat>,
    server: Option<Server>,
}

const SERVER: &str = "server";
impl Driver {
    /// For one open vault.
    pub fn new(api: Api, vault: Arc<Vault>, heart: Arc<dyn Heartbeat>) -> Self {
        Self {
            api,
            vault,
            heart,
            server: None,
        }
    }

    /// Sends what is due and, when `fetch`, fetches what is new. Returns how it went.
    pub async fn round(&mut self, fetch: bool, complete: bool) -> Report {
        let sends = self
            .due()
            .await
            .map(|items| !items.is_empty())
            .unwrap_or(false);
        if !sends && !fetch {
            return Report::Well;
        }
        self.heart.report(Report::Busy);
        let mut report = if sends {
            self.send_due().await
        } else {
            Report::Well
        };
        if fetch && matches!(report, Report::Well | Report::Odd | Report::Unwell) {
            let fetched = self.fetch(complete).await;
            report = if report == Report::Well {
                fetched
            } else {
                report
            };
        }
        self.heart.report(report);
        self.heart.changed();
        report
    }

    /// What the server can do: asked once a start, remembered with what it was seen to refuse.
    pub(super) async fn server(&mut self) -> Server {
        if let Some(server) = &self.server {
            return server.clone();
        }
        let kept = self
            .stored(|vault| vault.setting(SERVER))
            .await
            .ok()
            .flatten();
        let kept: Option<Server> = kept.and_then(|text| serde_json::from_str(&text).ok());
        match self.api.abilities().await {
            Ok(abilities) => {
                let mut server = Server::declared(&abilities);
                if let Some(kept) = kept {
                    server.floor = kept.floor;
                }
                self.server = Some(server.clone());
                self.remember(&server).await;
                server
            }
            Err(_) => kept.unwrap_or_else(Server::unknown),
        }
    }

    pub(super) async fn remember(&mut self, server: &Server) {
        if self.server.is_some() {
            self.server = Some(server.clone());
        }
        if let Ok(text) = serde_json::to_string(server) {
            let _ = self
                .stored(move |vault| vault.keep_setting(SERVER, Some(&text)))
                .await;
        }
    }

    pub(super) async fn patient(&self) -> Result<String, Report> {
        self.stored(|vault| vault.setting("patient"))
            .await
            .ok()
            .flatten()
            .ok_or(Report::Odd)
    }

    pub(super) async fn note(&self, item: &Item) -> Result<(), StoreProblem> {
        let item = item.clone();
        self.stored(move |vault| vault.note(&item)).await
    }

    /// Runs vault work on a thread that may block.
    pub(super) async fn stored<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Vault) -> Result<T, StoreProblem> + Send + 'static,
    ) -> Result<T, StoreProblem> {
        let vault = self.vault.clone();
        tokio::task::spawn_blocking(move || work(&vault))
            .await
            .unwrap_or(Err(StoreProblem::Closed))
    }
}

/// Milliseconds are this device's clock: a schedule that lies further ahead than any wait we make
/// (the clock was set back) is due within the longest wait.
pub fn until_due(item: &Item, now: i64) -> Duration {
    let ahead = item.next_try.map_or(0, |at| at - now);
    Duration::from_millis(ahead.max(0) as u64).min(LONGEST.max(Duration::from_secs(90 * 60)))
}
