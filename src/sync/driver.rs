//! The driver: asks what the machine wants asked, writes down how far things are, and keeps what is
//! known of the server. Sending is in `send`, fetching in `fetch`.

use super::clock::Clock;
use super::parcel::Server;
use crate::fhir::Envelope;
use crate::trust::{Api, Doubt, TalkProblem};
use crate::vault::{Item, StoreProblem, Vault};
use std::collections::BTreeSet;
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
    /// The phone itself has no network.
    NoNetwork,
    /// Something answered that is not believed to be the trust.
    Doubted(Doubt),
    /// The sign-in has ended.
    SignInEnded,
    /// What answered was no FHIR, or could not be used.
    Odd,
    /// The trust is unwell.
    Unwell,
    /// The trust asks everybody to wait.
    AsksToWait,
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
    /// A carer's vault: keeps of these resources what is shared today, and takes everything else away.
    fn keep_followed(&self, _resources: &[Envelope], _told: Told) -> Result<(), StoreProblem> {
        // In a person's own vault there is nothing that is somebody else's.
        Err(StoreProblem::NotSaved)
    }
}

/// Sends and fetches for one open vault. Made once for a sign-in and kept: what it knows of the
/// server is not asked for again at every beat.
pub struct Driver {
    pub(super) api: Api,
    vault: Arc<Vault>,
    pub(super) heart: Arc<dyn Heartbeat>,
    pub(super) clock: Clock,
    server: Option<Server>,
    /// Whether the server kept silent when it was last asked what it can do.
    was_silent: bool,
    /// How long the server asked to wait in this round.
    pub(super) told_to_wait: Option<Duration>,
    /// Searches for what the record points at that found nothing: not asked again until a full look.
    pub(super) in_vain: BTreeSet<String>,
    /// Whether the server declares that it expands sets of options.
    pub(super) expands: bool,
    /// Whose vault it works for.
    whose: Whose,
}

/// What the trust has told a carer's phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// What is given. The rest is as it was.
    Given,
    /// All that is shown.
    Whole,
    /// That it does not know this sign-in any more.
    Ended,
}

/// Whose vault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A person's own.
    Own,
    /// A carer's: what they are shown is looked at anew each time (`follow`).
    Followed,
}

const SERVER: &str = "server";

impl Driver {
    /// For one open vault. `clock` is the vault's.
    pub fn new(api: Api, vault: Arc<Vault>, heart: Arc<dyn Heartbeat>, clock: Clock) -> Self {
        Self {
            whose: Whose::Own,
            api,
            vault,
            heart,
            clock,
            server: None,
            was_silent: false,
            told_to_wait: None,
            in_vain: BTreeSet::new(),
            expands: false,
        }
    }

    /// The same for the vault of somebody else than the person.
    pub fn of(self, whose: Whose) -> Self {
        Self { whose, ..self }
    }

    /// Whether it talks by this line and to this trust.
    pub fn uses(&self, api: &Api) -> bool {
        self.api.is(api)
    }

    /// How long the server asked to wait in the last round.
    pub fn told_to_wait(&self) -> Option<Duration> {
        self.told_to_wait
    }

    /// Sends what is due and, when `fetch`, fetches what is new. Returns how it went.
    pub async fn round(&mut self, fetch: bool, complete: bool) -> Report {
        self.told_to_wait = None;
        let items = self.due().await.unwrap_or_default();
        if items.is_empty() && !fetch {
            return Report::Well;
        }
        self.heart.report(Report::Busy);
        let report = match self.server(fetch && complete).await {
            Ok(server) if self.whose == Whose::Followed => self.talk_as_carer(server, fetch).await,
            Ok(server) => self.talk(items, server, fetch, complete).await,
            Err(report) => {
                self.hold_up(items, report, None).await;
                report
            }
        };
        self.heart.report(report);
        self.heart.changed();
        report
    }

    async fn talk(
        &mut self,
        items: Vec<Item>,
        mut server: Server,
        fetch: bool,
        complete: bool,
    ) -> Report {
        let report = self.send_due(items, &mut server).await;
        if fetch && matches!(report, Report::Well | Report::Odd | Report::Unwell) {
            let fetched = self.fetch(&server, complete).await;
            return if report == Report::Well {
                fetched
            } else {
                report
            };
        }
        report
    }

    /// What the server can do: asked once a start and at each full look (`anew`), remembered with
    /// what it was seen to refuse. A server that keeps silent ends the round, since whatever is asked
    /// next would wait as long; but not twice in a row: then what is known has to do.
    async fn server(&mut self, anew: bool) -> Result<Server, Report> {
        if let Some(server) = self.server.as_ref().filter(|_| !anew || self.was_silent) {
            self.was_silent = false;
            return Ok(server.clone());
        }
        let kept = self
            .stored(|vault| vault.setting(SERVER))
            .await
            .ok()
            .flatten();
        let kept: Option<Server> = kept.and_then(|text| serde_json::from_str(&text).ok());
        let asked = self.api.abilities().await;
        let server = match &asked {
            Ok(abilities) => {
                self.expands = abilities.of("ValueSet").operations.contains("expand");
                let mut server = Server::declared(abilities);
                if let Some(kept) = kept {
                    server.floor = kept.floor;
                }
                server
            }
            Err(_) => kept.unwrap_or_else(Server::unknown),
        };
        self.server = Some(server.clone());
        match asked {
            Ok(_) => self.remember(&server).await,
            // It costs nothing to ask again, and nothing else would get through.
            Err(TalkProblem::NoNetwork) => {
                self.server = None;
                return Err(Report::NoNetwork);
            }
            Err(TalkProblem::NotReached) => {
                self.server = None;
                return Err(Report::NoSignal);
            }
            Err(TalkProblem::Doubted(doubt)) => {
                self.server = None;
                return Err(Report::Doubted(doubt));
            }
            Err(TalkProblem::Lost) => {
                self.was_silent = true;
                return Err(Report::NoSignal);
            }
            Err(_) => {}
        }
        Ok(server)
    }

    /// Keeps what was learnt of the server.
    pub(super) async fn remember(&mut self, server: &Server) {
        self.server = Some(server.clone());
        if let Ok(text) = serde_json::to_string(server) {
            let _ = self
                .stored(move |vault| {
                    if vault.setting(SERVER)?.as_deref() == Some(&text) {
                        return Ok(());
                    }
                    vault.keep_setting(SERVER, Some(&text))
                })
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
