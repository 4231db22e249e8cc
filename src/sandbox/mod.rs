//! A small trust to try the app against, and to be awkward on request.
//!
//! It is a FHIR R4 server with SMART sign-in, listening on this machine only, with six demo people
//! and two carers in it. It is the *good* server: atomic transactions, conditions obeyed, unknown
//! search parameters refused, and nothing shown that may not be seen. Told to, it is bad in each of
//! the ways in which real servers are ([`control`] says how to tell it).
//!
//! ```text
//!   http      the door: routes, body limit, marks on every answer, faults
//!   sign_in   /authorize, the page "Who do you want to be?"      pages, accounts
//!   tokens    /token, /revoke, /end-session, /jwks               families, keys
//!   rest      read, history, create, update …                    search, params, write, bundle
//!   access    who may see what; sharing: what a carer was given, of what is shareable; carer_view: how
//!             they read it
//!   rights    who may write what                                 consents
//!   store     one SQLite file; one request is one transaction
//!   seed      the demo people, built from assets/demo on the first start
//!   faults    what goes wrong on request                         control, spoil, conn
//! ```
//!
//! A request comes in at `http`, is told apart by `rest`, sees the store only through
//! `access::Sight`, and writes only what `rights` lets through. The file `sandbox.db` holds
//! everything, so a process that is killed forgets nothing but its faults.
//!
//! Nothing in here is fit for real records: anybody on this machine can sign in as anybody, and
//! `/control` asks for no token. Therefore only loopback addresses are listened on, and every
//! answer says "not for real records".

mod access;
mod accounts;
mod assign;
mod bundle;
mod carer_view;
mod conn;
mod consents;
mod control;
mod cursor;
mod families;
mod faults;
mod http;
mod keys;
mod metadata;
mod pages;
mod param_table;
mod params;
mod rest;
mod rights;
mod search;
mod seed;
mod shareable;
mod sharing;
mod sign_in;
mod spoil;
mod store;
mod terminology;
mod tokens;
mod trust_file;
#[cfg(test)]
mod two_readings;
mod write;

pub use store::StoreError;

use access::Now;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

/// The app's name at this trust.
pub(crate) const CLIENT_ID: &str = "pathway-companion";
/// Where a phone is sent back to: an address that the app claims.
pub(crate) const CLAIMED_LINK: &str = "https://pathway-companion.example/signed-in";
/// What the trust calls itself.
pub(crate) const NAME: &str = "Pathway demo trust (not for real records)";

/// How to start the sandbox.
#[derive(Debug, Clone)]
pub struct Config {
    /// A loopback address; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The folder that holds, or will hold, `sandbox.db`.
    pub data: PathBuf,
    /// The day it believes it is. None: the day on which it starts, in London.
    pub today: Option<Date>,
    /// The address under which others reach it, when something stands before it. None: its own.
    pub public: Option<Url>,
}

/// Why the sandbox cannot start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// It would have listened to other machines.
    #[error("the sandbox listens on this machine only, and {0} is not a loopback address")]
    NotLoopback(SocketAddr),
    /// The address is taken, or the folder cannot be made.
    #[error("the sandbox cannot start: {0}")]
    Io(#[from] std::io::Error),
    /// Its database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The signing key cannot be made or read.
    #[error("the sandbox's signing key: {0}")]
    Key(String),
    /// A file of demo people is wrong.
    #[error("demo data, {file}: {reason}")]
    Demo {
        /// Which file.
        file: &'static str,
        /// What is wrong.
        reason: String,
    },
}

/// A sandbox that runs until it is stopped or dropped.
#[derive(Debug)]
pub struct Running {
    /// `http://127.0.0.1:PORT/`
    pub base: Url,
    /// `http://127.0.0.1:PORT/fhir`
    pub fhir_base: Url,
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
}

/// What all handlers share.
pub(crate) struct Trust {
    base: String,
    store: store::Store,
    faults: faults::Faults,
    clock: Clock,
    key: keys::SigningKey,
}

type Shared = Arc<Trust>;

impl Trust {
    /// The issuer: the base without a slash at the end.
    fn issuer(&self) -> String {
        self.base.clone()
    }

    /// `http://127.0.0.1:PORT/fhir`
    fn fhir_base(&self) -> String {
        format!("{}/fhir", self.base)
    }
}

/// The sandbox's day, which a test may choose, and change while it runs. Tokens and `lastUpdated` go by
/// the real clock: the app compares those with its own.
#[derive(Debug)]
struct Clock {
    days_ahead: AtomicI32,
}

impl Clock {
    fn new(today: Option<Date>) -> Self {
        let clock = Self {
            days_ahead: AtomicI32::new(0),
        };
        if let Some(day) = today {
            clock.set(day);
        }
        clock
    }

    /// It believes from now on that this is the day.
    fn set(&self, today: Date) {
        let real = Timestamp::now().to_zoned(london()).date();
        let days = real.until(today).map_or(0, |span| span.get_days());
        self.days_ahead.store(days, Ordering::Relaxed);
    }

    fn now(&self) -> Now {
        let days = i64::from(self.days_ahead.load(Ordering::Relaxed));
        let at = Timestamp::now()
            .saturating_add(SignedDuration::from_hours(24 * days))
            .unwrap_or_else(|_| Timestamp::now());
        Now {
            at,
            today: at.to_zoned(london()).date(),
        }
    }
}

/// The zone that a trust in England lives in. The database of zones is built in, so UTC is only
/// what the types demand.
pub(crate) fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

/// Starts the sandbox on the runtime that calls this.
pub async fn start(config: Config) -> Result<Running, SandboxError> {
    if !config.listen.ip().is_loopback() {
        return Err(SandboxError::NotLoopback(config.listen));
    }
    std::fs::create_dir_all(&config.data)?;
    let store = store::Store::open(&config.data.join("sandbox.db"))?;
    let clock = Clock::new(config.today);
    let key = store.run(keys::SigningKey::load_or_make)?;
    store.run(|tables| seed::first_start(tables, clock.now().today))?;
    let listener = TcpListener::bind(config.listen).await?;
    let base = format!("http://{}", listener.local_addr()?);
    let public = config
        .public
        .map(|url| url.as_str().trim_end_matches('/').to_owned());
    let trust = Trust {
        base: public.unwrap_or_else(|| base.clone()),
        store,
        faults: faults::Faults::default(),
        clock,
        key,
    };
    let app = http::router(Arc::new(trust)).into_make_service_with_connect_info::<conn::Wire>();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(async move {
        let serve = axum::serve(conn::CuttableListener(listener), app)
            // A dropped sender is a stop, too.
            .with_graceful_shutdown(async move { stopped.await.unwrap_or_default() });
        if let Err(error) = serve.await {
            tracing::error!(%error, "the sandbox stopped by itself");
        }
    });
    let parse = |text: String| Url::parse(&text).map_err(|e| std::io::Error::other(e.to_string()));
    Ok(Running {
        base: parse(format!("{base}/"))?,
        fhir_base: parse(format!("{base}/fhir"))?,
        stop: Some(stop),
        server: Some(server),
    })
}

impl Running {
    /// Takes no more requests, and waits a moment for those under way.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        if let Some(mut server) = self.server.take() {
            let patience = std::time::Duration::from_secs(1);
            if tokio::time::timeout(patience, &mut server).await.is_err() {
                server.abort();
            }
        }
    }

    /// Waits for ever, or until the server fails.
    pub async fn finished(mut self) {
        if let Some(server) = self.server.take() {
            // It ends only with the server itself, whose error was logged where it happened.
            server.await.unwrap_or_default();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            server.abort();
        }
    }
}
