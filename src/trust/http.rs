//! One constructor for every client, and one way to ask: bounded in time, in size and in where it goes.

use super::address::is_allowed;
use super::line::{Doubt, tls};
use super::pins::Pins;
use jiff::Timestamp;
use rustls::RootCertStore;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use url::Url;

/// Most bytes of one answer, after unpacking. A record of ten years is far below it.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Longest time for one answer, the last byte included.
pub const LONGEST: Duration = Duration::from_secs(20);

const LONGEST_CONNECT: Duration = Duration::from_secs(8);

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TalkProblem {
    /// No connection was made: the request has certainly not arrived.
    #[error("the trust cannot be reached")]
    NotReached,
    /// The same, since this device has no network, or cannot look the name up.
    #[error("there is no network")]
    NoNetwork,
    /// Something answered that is not believed to be the trust: nothing was sent to it.
    #[error("what answers is not believed to be the trust")]
    Doubted(Doubt),
    /// The connection broke or went quiet after the request had left: it may have arrived.
    #[error("the connection broke before the answer was there")]
    Lost,
    /// The answer is larger than any honest one.
    #[error("the answer is too large")]
    TooBig,
    /// The answer is no text.
    #[error("the answer is not text")]
    NotText,
    /// The address is not one that the app talks to.
    #[error("the address is not of this trust")]
    WrongAddress,
}

/// A request.
#[derive(Debug, Clone)]
pub struct Request {
    /// `GET`, `POST` or `PUT`.
    pub method: Method,
    /// Where to.
    pub url: Url,
    /// Headers.
    pub headers: Vec<(&'static str, String)>,
    /// Body, if any.
    pub body: Option<String>,
}

/// The methods that the app uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or sends a bundle or a form.
    Post,
    /// Replaces.
    Put,
}

/// An answer, read whole.
#[derive(Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, lower case, without parameters.
    pub content_type: String,
    /// `Location`.
    pub location: Option<String>,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Retry-After`, when it is a number of seconds.
    pub retry_after: Option<Duration>,
    /// `Date`: the server's clock, to the second.
    pub date: Option<Timestamp>,
    /// Whether a `401` names the bearer token that it wants, as RFC 6750 has it.
    pub wants_token: bool,
    /// The body.
    pub body: String,
}

impl Answer {
    /// Whether it says that it is JSON. A captive portal's page does not.
    pub fn is_json(&self) -> bool {
        self.content_type == "application/json" || self.content_type.ends_with("+json")
    }

    /// Whether it is the server's own word that the token does not do, and no portal's page.
    pub fn refuses_token(&self) -> bool {
        self.status == 401 && (self.is_json() || self.wants_token)
    }

    /// Whether the status is 2xx.
    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// The client. Cheap to clone, and clones are one.
#[derive(Clone)]
pub struct Http {
    lines: Arc<RwLock<Lines>>,
    roots: Arc<RootCertStore>,
}

/// Lines that are open, and the keys that were asked for when they were opened.
struct Lines {
    client: Option<reqwest::Client>,
    pins: Pins,
}

impl Http {
    /// Makes the client: rustls with ring and the Mozilla roots, no redirects, no proxy from the
    /// environment, no cookies.
    pub fn new() -> Result<Self, TalkProblem> {
        Self::vouched_by(RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        })
    }

    /// The same, with these authorities and no others: for trying it against servers that nobody in
    /// the world vouches for.
    pub fn vouched_by(roots: RootCertStore) -> Result<Self, TalkProblem> {
        Self::with(Arc::new(roots), Pins::default())
    }

    fn with(roots: Arc<RootCertStore>, pins: Pins) -> Result<Self, TalkProblem> {
        let client = client(roots.clone(), &pins).ok_or(TalkProblem::NotReached)?;
        let client = Some(client);
        let lines = Arc::new(RwLock::new(Lines { client, pins }));
        Ok(Self { lines, roots })
    }

    /// Asks for these keys from now on. Lines that were opened before are not used any more, nor what
    /// was agreed on them.
    pub fn expect(&self, pins: &Pins) {
        let mut lines = self.lines.write().unwrap_or_else(PoisonError::into_inner);
        if lines.pins != *pins {
            // Without a client nothing is asked: better than to ask without the keys.
            lines.client = client(self.roots.clone(), pins);
            lines.pins = pins.clone();
        }
    }

    /// A client with the same authorities and keys, and with lines of its own.
    pub fn apart(&self) -> Result<Self, TalkProblem> {
        let lines = self.lines.read().unwrap_or_else(PoisonError::into_inner);
        Self::with(self.roots.clone(), lines.pins.clone())
    }

    fn client(&self) -> Result<reqwest::Client, TalkProblem> {
        let lines = self.lines.read().unwrap_or_else(PoisonError::into_inner);
        lines.client.clone().ok_or(TalkProblem::NotReached)
    }

    /// Asks, and reads the whole answer.
    pub async fn ask(&self, request: Request) -> Result<Answer, TalkProblem> {
        if !is_allowed(&request.url) {
            return Err(TalkProblem::WrongAddress);
        }
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
        };
        let mut builder = self.client()?.request(method, request.url);
        for (name, value) in request.headers {
            builder = builder.header(name, value);
        }
        if let Some(body) = request.body {
            builder = builder.body(body);
        }
        let reply = builder.send().await.map_err(talk_problem)?;
        read_whole(reply).await
    }
}

fn client(roots: Arc<RootCertStore>, pins: &Pins) -> Option<reqwest::Client> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls(roots, pins.clone())?)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .connect_timeout(LONGEST_CONNECT)
        .timeout(LONGEST)
        .user_agent(concat!("PathwayCompanion/", env!("CARGO_PKG_VERSION")))
        .build()
        .ok()
}

async fn read_whole(mut reply: reqwest::Response) -> Result<Answer, TalkProblem> {
    let header = |name: reqwest::header::HeaderName| {
        reply
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    let content_type = header(reqwest::header::CONTENT_TYPE).unwrap_or_default();
    let mut answer = Answer {
        status: reply.status().as_u16(),
        content_type: content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase(),
        location: header(reqwest::header::LOCATION),
        etag: header(reqwest::header::ETAG),
        retry_after: header(reqwest::header::RETRY_AFTER)
            .and_then(|s| s.trim().parse().ok())
            .map(Duration::from_secs),
        date: header(reqwest::header::DATE)
            .and_then(|text| jiff::fmt::rfc2822::parse(&text).ok())
            .map(|at| at.timestamp()),
        wants_token: header(reqwest::header::WWW_AUTHENTICATE)
            .is_some_and(|text| text.to_ascii_lowercase().starts_with("bearer")),
        body: String::new(),
    };
    let mut bytes = Vec::new();
    while let Some(piece) = reply.chunk().await.map_err(|_| TalkProblem::Lost)? {
        if bytes.len() + piece.len() > MOST_BYTES {
            return Err(TalkProblem::TooBig);
        }
        bytes.extend_from_slice(&piece);
    }
    answer.body = String::from_utf8(bytes).map_err(|_| TalkProblem::NotText)?;
    Ok(answer)
}

fn talk_problem(error: reqwest::Error) -> TalkProblem {
    if !error.is_connect() {
        TalkProblem::Lost
    } else if let Some(doubt) = Doubt::of(&error) {
        TalkProblem::Doubted(doubt)
    } else if has_no_network(&error) {
        TalkProblem::NoNetwork
    } else {
        TalkProblem::NotReached
    }
}

/// Whether the device could not even begin: no way out of it, or no name looked up.
fn has_no_network(error: &reqwest::Error) -> bool {
    use std::io::ErrorKind as Kind;
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(here) = cause {
        let kind = here.downcast_ref::<std::io::Error>().map(|it| it.kind());
        let is_local = matches!(
            kind,
            Some(Kind::NetworkUnreachable | Kind::NetworkDown | Kind::HostUnreachable)
        );
        // The connector's own word for it; it has no type that could be asked.
        if is_local || here.to_string().starts_with("dns error") {
            return true;
        }
        cause = here.source();
    }
    false
}
