//! What a sign-in grants. Kept in the vault, shown to nobody, printed nowhere.

use super::discovered::Discovered;
use super::http::{Http, Method, Request, TalkProblem};
use super::token_reply::TokenReply;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// What a sign-in grants.
#[derive(Clone, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct Tokens {
    /// The bearer token.
    pub access: String,
    /// What becomes the next bearer token.
    pub refresh: Option<String>,
    /// When the bearer token ends, as this device's clock has it.
    #[zeroize(skip)]
    pub ends: Timestamp,
    /// What was granted, in the server's words.
    pub scope: String,
    /// The patient in whose record the person is.
    pub patient: String,
    /// The subject that signed in.
    pub subject: String,
    /// Id of the RelatedPerson, where a carer signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carer: Option<String>,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens(…)")
    }
}

/// Why there are no new tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokensProblem {
    /// The trust does not know this sign-in any more: the person signs in again.
    #[error("the sign-in has ended")]
    Ended,
    /// The trust could not be asked; the sign-in may still stand.
    #[error("the trust could not be asked")]
    NotAsked,
    /// The same, and why: nothing was sent.
    #[error(transparent)]
    NotSent(TalkProblem),
}

/// Asks for new tokens with the refresh token.
pub(super) async fn refresh(
    http: &Http,
    at: &Discovered,
    client_id: &str,
    old: &Tokens,
    now: Timestamp,
) -> Result<Tokens, TokensProblem> {
    let token = old.refresh.as_deref().ok_or(TokensProblem::Ended)?;
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", token),
        ("client_id", client_id),
    ];
    let answer = post_form(http, &at.token, &form)
        .await
        .map_err(|problem| match problem {
            TalkProblem::NoNetwork | TalkProblem::Doubted(_) => TokensProblem::NotSent(problem),
            _ => TokensProblem::NotAsked,
        })?;
    match answer.status {
        200 => {}
        // Only the server's own refusal ends a sign-in; a portal's page or a sick server does not.
        400 | 401 if answer.is_json() => return Err(TokensProblem::Ended),
        _ => return Err(TokensProblem::NotAsked),
    }
    let reply = TokenReply::read(&answer.body).ok_or(TokensProblem::NotAsked)?;
    if reply
        .patient
        .as_ref()
        .is_some_and(|patient| *patient != old.patient)
    {
        // Another person's record under this person's sign-in: never.
        return Err(TokensProblem::Ended);
    }
    Ok(Tokens {
        ends: reply.ends(now),
        access: reply.access_token,
        refresh: reply.refresh_token.or_else(|| old.refresh.clone()),
        scope: reply.scope.unwrap_or_else(|| old.scope.clone()),
        patient: old.patient.clone(),
        subject: old.subject.clone(),
        carer: old.carer.clone(),
    })
}

/// Gives the tokens back. What the server says of it changes nothing here.
pub(super) async fn revoke(http: &Http, at: &Discovered, client_id: &str, tokens: &Tokens) {
    let Some(url) = &at.revoke else { return };
    for (token, hint) in tokens
        .refresh
        .iter()
        .map(|t| (t, "refresh_token"))
        .chain([(&tokens.access, "access_token")])
    {
        let form = [
            ("token", token.as_str()),
            ("token_type_hint", hint),
            ("client_id", client_id),
        ];
        let _ = post_form(http, url, &form).await;
    }
}

pub(super) async fn post_form(
    http: &Http,
    url: &url::Url,
    form: &[(&str, &str)],
) -> Result<super::http::Answer, TalkProblem> {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    let headers = vec![
        (
            "content-type",
            "application/x-www-form-urlencoded".to_owned(),
        ),
        ("accept", "application/json".to_owned()),
    ];
    http.ask(Request {
        method: Method::Post,
        url: url.clone(),
        headers,
        body: Some(body),
    })
    .await
}
