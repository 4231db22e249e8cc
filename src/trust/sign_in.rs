//! Signing in: SMART App Launch 2, standalone, public client, PKCE S256, in the system's browser.
//!
//! A sign-in lives in two halves. [`begin`] makes a state, a nonce and a PKCE verifier, all random,
//! and the address of the trust's page; the caller keeps [`Begun`] in memory under its state, since
//! the page that the person came from is gone. The trust sends the person back with the state and a
//! code; the caller takes `Begun` out by that state, once, and [`finish`] trades the code for
//! tokens and checks who it is. A state that nobody waits for is refused before anything is asked.

use super::discovered::Discovered;
use super::discovery::{discover, keys};
use super::file::TrustFile;
use super::http::Http;
use super::id_token::{Wanted, read_id_token};
use super::line::Doubt;
use super::token_reply::TokenReply;
use super::tokens::{Tokens, post_form};
use crate::fhir::scopes;
use crate::fhir::types::id_in;
use jiff::Timestamp;
use oauth2::basic::BasicClient;
use oauth2::{
    AuthUrl, ClientId, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};
use std::time::{Duration, Instant};
use url::Url;

/// Longest time between opening the trust's page and coming back.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// A sign-in that has begun. Kept by the process, never on the disk.
pub struct Begun {
    /// The address of the trust's page.
    pub page: Url,
    /// What comes back with the answer: single use.
    pub state: String,
    nonce: String,
    verifier: PkceCodeVerifier,
    redirect: Url,
    discovered: Discovered,
    at: Instant,
    who: scopes::Who,
}

/// Who signed in, and what was granted.
pub struct SignedIn {
    /// The tokens.
    pub tokens: Tokens,
    /// Where the sign-in was.
    pub discovered: Discovered,
    /// As whom they wanted to sign in: the door through which they came.
    pub wanted: scopes::Who,
}

/// Why nobody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInFailure {
    /// The trust could not be reached.
    #[error("the trust could not be reached")]
    NotReached,
    /// Something answered that is not believed to be the trust.
    #[error("what answered is not believed to be the trust")]
    Doubted(Doubt),
    /// Its answer cannot be used.
    #[error("the trust's answer cannot be used")]
    OddAnswer,
    /// It said no.
    #[error("the trust said no")]
    Refused,
    /// It took too long.
    #[error("signing in took too long")]
    TooLate,
}

impl From<super::http::TalkProblem> for SignInFailure {
    fn from(problem: super::http::TalkProblem) -> Self {
        use super::http::TalkProblem as P;
        match problem {
            P::NotReached | P::NoNetwork | P::Lost => SignInFailure::NotReached,
            P::Doubted(doubt) => SignInFailure::Doubted(doubt),
            P::TooBig | P::NotText | P::WrongAddress => SignInFailure::OddAnswer,
        }
    }
}

/// Begins a person's sign-in that will come back to `redirect`.
pub async fn begin(http: &Http, trust: &TrustFile, redirect: Url) -> Result<Begun, SignInFailure> {
    begin_as(http, trust, redirect, scopes::Who::Person).await
}

/// The same for whoever it is. What is asked for follows from the door through which they come: nobody who
/// supports somebody asks for a person's own rights, and the other way round.
pub async fn begin_as(
    http: &Http,
    trust: &TrustFile,
    redirect: Url,
    who: scopes::Who,
) -> Result<Begun, SignInFailure> {
    let discovered = discover(http, trust).await?;
    let client = BasicClient::new(ClientId::new(trust.client_id.clone()))
        .set_auth_uri(AuthUrl::from_url(discovered.authorize.clone()))
        .set_redirect_uri(RedirectUrl::from_url(redirect.clone()));
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let nonce = CsrfToken::new_random().into_secret();
    let scope = scopes::request_string(who, !discovered.scopes_v2);
    // Servers compare `aud` with their own idea of their base, which has no slash at its end.
    let audience = trust.fhir_base.as_str().trim_end_matches('/').to_owned();
    let (page, state) = client
        .authorize_url(CsrfToken::new_random)
        .add_scope(Scope::new(scope))
        .add_extra_param("aud", audience)
        .add_extra_param("nonce", &nonce)
        .set_pkce_challenge(challenge)
        .url();
    Ok(Begun {
        page,
        state: state.into_secret(),
        nonce,
        verifier,
        redirect,
        discovered,
        at: Instant::now(),
        who,
    })
}

/// Ends a sign-in: trades the code for tokens and checks who it is.
pub async fn finish(
    http: &Http,
    trust: &TrustFile,
    begun: Begun,
    code: &str,
    now: Timestamp,
) -> Result<SignedIn, SignInFailure> {
    if begun.at.elapsed() > LONGEST {
        return Err(SignInFailure::TooLate);
    }
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", begun.redirect.as_str()),
        ("client_id", trust.client_id.as_str()),
        ("code_verifier", begun.verifier.secret().as_str()),
    ];
    let answer = post_form(http, &begun.discovered.token, &form).await?;
    match answer.status {
        200 => {}
        400..=499 => return Err(SignInFailure::Refused),
        _ => return Err(SignInFailure::OddAnswer),
    }
    let odd = SignInFailure::OddAnswer;
    let reply = TokenReply::read(&answer.body).ok_or(odd)?;
    let id_token = reply.id_token.as_deref().ok_or(odd)?;
    let keys = keys(http, &begun.discovered).await.ok_or(odd)?;
    let wanted = Wanted {
        issuer: begun.discovered.issuer.as_deref().ok_or(odd)?,
        client_id: &trust.client_id,
        nonce: &begun.nonce,
    };
    let claims = read_id_token(id_token, &keys, &wanted).ok_or(odd)?;
    let carer = match claims.fhir_user.as_deref() {
        Some(user) if user.contains("RelatedPerson/") => {
            let id = id_in(user, "RelatedPerson").ok_or(odd)?;
            Some(id.to_owned())
        }
        _ => None,
    };
    let tokens = Tokens {
        ends: reply.ends(now),
        access: reply.access_token,
        refresh: reply.refresh_token,
        scope: reply.scope.unwrap_or_default(),
        patient: reply.patient.ok_or(odd)?,
        subject: claims.sub,
        carer,
    };
    Ok(SignedIn {
        tokens,
        discovered: begun.discovered,
        wanted: begun.who,
    })
}
