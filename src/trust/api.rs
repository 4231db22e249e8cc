//! Requests to the trust's FHIR server, with a token that is renewed when it has to be.
//!
//! One renewal at a time: two requests that find their token out of date must not both use the
//! refresh token, since a server that rotates takes the second use for theft and ends the sign-in.

use super::address::below;
use super::discovered::Discovered;
use super::discovery::{abilities, discover};
use super::file::TrustFile;
use super::http::{Answer, Http, Method, Request, TalkProblem};
use super::tokens::{Tokens, TokensProblem, refresh, revoke};
use crate::fhir::Abilities;
use crate::fhir::scopes::Granted;
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use url::Url;

/// Keeps renewed tokens. Called before the new token is used, so that a kill in between loses none.
pub type Keep = Arc<dyn Fn(&Tokens) -> bool + Send + Sync>;

/// The trust's FHIR server, as one signed-in person talks to it. Cheap to clone.
#[derive(Clone)]
pub struct Api {
    http: Http,
    trust: Arc<TrustFile>,
    session: Arc<Mutex<Session>>,
    keep: Keep,
}

struct Session {
    tokens: Tokens,
    discovered: Option<Discovered>,
    ended: bool,
}

/// What a request to the FHIR server is: everything but the address of the server and the token.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The method.
    pub method: Method,
    /// Below the FHIR base, or a whole address on the same origin (a `next` link).
    pub path: String,
    /// Headers.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub body: Option<String>,
}

impl Asked {
    /// Reads something.
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::Get,
            path: path.into(),
            headers: Vec::new(),
            body: None,
        }
    }

    /// Posts a resource or a bundle.
    pub fn post(path: impl Into<String>, body: String) -> Self {
        Self {
            method: Method::Post,
            path: path.into(),
            headers: Vec::new(),
            body: Some(body),
        }
    }

    /// Puts a resource.
    pub fn put(path: impl Into<String>, body: String) -> Self {
        Self {
            method: Method::Put,
            path: path.into(),
            headers: Vec::new(),
            body: Some(body),
        }
    }

    /// With a header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// Why the FHIR server gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ApiProblem {
    /// The network, or what came over it.
    #[error(transparent)]
    Talk(#[from] TalkProblem),
    /// The sign-in has ended.
    #[error("the sign-in has ended")]
    SignInEnded,
}

impl Api {
    /// For a person who has signed in.
    pub fn new(
        http: Http,
        trust: Arc<TrustFile>,
        tokens: Tokens,
        discovered: Option<Discovered>,
        keep: Keep,
    ) -> Self {
        let session = Arc::new(Mutex::new(Session {
            tokens,
            discovered,
            ended: false,
        }));
        Self {
            http,
            trust,
            session,
            keep,
        }
    }

    /// The trust's file.
    pub fn trust(&self) -> &TrustFile {
        &self.trust
    }

    /// What the server says that it can do.
    pub async fn abilities(&self) -> Result<Abilities, TalkProblem> {
        abilities(&self.http, &self.trust).await
    }

    /// Asks, renewing the token when it is out of date or refused, once.
    pub async fn ask(&self, asked: Asked) -> Result<Answer, ApiProblem> {
        let url = below(&self.trust.fhir_base, &asked.path).ok_or(TalkProblem::WrongAddress)?;
        let token = self.token(None).await?;
        let answer = self.http.ask(request(&asked, url.clone(), &token)).await?;
        // A portal's page under 401 says nothing of the token.
        if !answer.refuses_token() {
            return Ok(answer);
        }
        let token = self.token(Some(&token)).await?;
        let answer = self.http.ask(request(&asked, url, &token)).await?;
        if answer.refuses_token() {
            self.session.lock().await.ended = true;
            return Err(ApiProblem::SignInEnded);
        }
        Ok(answer)
    }

    /// What the sign-in grants.
    pub async fn granted(&self) -> Granted {
        Granted::read(&self.session.lock().await.tokens.scope)
    }

    /// The same line with a newer file of the same trust. Both share one session: two that renewed
    /// by themselves would look like theft to a server that rotates.
    pub fn with_trust(&self, trust: Arc<TrustFile>) -> Self {
        Self {
            trust,
            ..self.clone()
        }
    }

    /// Whether this is the same line: one session, one file.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.session, &other.session) && Arc::ptr_eq(&self.trust, &other.trust)
    }

    /// Whether these tokens are of the sign-in that this line goes on with.
    pub async fn goes_on_with(&self, tokens: &Tokens) -> bool {
        let session = self.session.lock().await;
        !session.ended
            && session.tokens.access == tokens.access
            && session.tokens.refresh == tokens.refresh
    }

    /// Whether the sign-in has ended.
    pub async fn has_ended(&self) -> bool {
        self.session.lock().await.ended
    }

    /// Gives the tokens back to the trust, as far as it can be reached.
    pub async fn sign_out(&self) {
        let mut session = self.session.lock().await;
        session.ended = true;
        let discovered = match session.discovered.clone() {
            Some(known) => Some(known),
            None => discover(&self.http, &self.trust).await.ok(),
        };
        if let Some(at) = discovered {
            revoke(&self.http, &at, &self.trust.client_id, &session.tokens).await;
        }
    }

    /// A token to use now. `refused` is one that the server did not take: when it is still the
    /// current one, it is renewed; when somebody else renewed it meanwhile, theirs is used.
    async fn token(&self, refused: Option<&str>) -> Result<String, ApiProblem> {
        let mut session = self.session.lock().await;
        if session.ended {
            return Err(ApiProblem::SignInEnded);
        }
        let now = Timestamp::now();
        let soon = now.checked_add(Duration::from_secs(30)).unwrap_or(now);
        let stale = session.tokens.ends <= soon || refused == Some(session.tokens.access.as_str());
        if stale {
            self.renew(&mut session, now).await?;
        }
        Ok(session.tokens.access.clone())
    }

    async fn renew(&self, session: &mut Session, now: Timestamp) -> Result<(), ApiProblem> {
        let discovered = match &session.discovered {
            Some(known) => known.clone(),
            None => discover(&self.http, &self.trust).await?,
        };
        match refresh(
            &self.http,
            &discovered,
            &self.trust.client_id,
            &session.tokens,
            now,
        )
        .await
        {
            Ok(tokens) => {
                (self.keep)(&tokens);
                session.tokens = tokens;
                session.discovered = Some(discovered);
                Ok(())
            }
            Err(TokensProblem::Ended) => {
                session.ended = true;
                Err(ApiProblem::SignInEnded)
            }
            Err(TokensProblem::NotSent(problem)) => Err(ApiProblem::Talk(problem)),
            Err(TokensProblem::NotAsked) => Err(ApiProblem::Talk(TalkProblem::NotReached)),
        }
    }
}

fn request(asked: &Asked, url: Url, token: &str) -> Request {
    let mut headers = vec![
        ("authorization", format!("Bearer {token}")),
        ("accept", "application/fhir+json".to_owned()),
        ("prefer", "return=representation".to_owned()),
    ];
    if asked.body.is_some() {
        headers.push(("content-type", "application/fhir+json".to_owned()));
    }
    headers.extend(asked.headers.iter().cloned());
    Request {
        method: asked.method,
        url,
        headers,
        body: asked.body.clone(),
    }
}
