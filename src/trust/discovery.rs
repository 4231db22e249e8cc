//! What the trust's server says of itself: where to sign in, and what it can do.

use super::file::TrustFile;
use super::http::{Answer, Http, Method, Request, TalkProblem, is_allowed};
use crate::fhir::{Abilities, read_capabilities};
use serde::Deserialize;
use url::Url;

/// Where to sign in (SMART App Launch 2, `.well-known/smart-configuration`).
#[derive(Debug, Clone)]
pub struct Discovered {
    /// The sign-in page.
    pub authorize: Url,
    /// Where a code becomes a token.
    pub token: Url,
    /// Where a token is given back.
    pub revoke: Option<Url>,
    /// Who signs the id_token.
    pub issuer: Option<String>,
    /// The keys that it signs with.
    pub keys: Option<Url>,
    /// Whether it knows SMART's second version of scopes.
    pub scopes_v2: bool,
}

#[derive(Deserialize)]
struct SmartConfiguration {
    authorization_endpoint: String,
    token_endpoint: String,
    revocation_endpoint: Option<String>,
    issuer: Option<String>,
    jwks_uri: Option<String>,
    #[serde(default)]
    capabilities: Vec<String>,
    #[serde(default)]
    code_challenge_methods_supported: Vec<String>,
}

/// Asks the trust's server where to sign in. Refuses a server without PKCE S256.
pub async fn discover(http: &Http, trust: &TrustFile) -> Result<Discovered, TalkProblem> {
    let answer = get(
        http,
        join(&trust.fhir_base, ".well-known/smart-configuration")?,
    )
    .await?;
    if !answer.is_good() {
        return Err(TalkProblem::NotText);
    }
    let smart: SmartConfiguration =
        serde_json::from_str(&answer.body).map_err(|_| TalkProblem::NotText)?;
    if !smart
        .code_challenge_methods_supported
        .iter()
        .any(|m| m == "S256")
    {
        return Err(TalkProblem::WrongAddress);
    }
    let optional = |text: Option<String>| text.map(|t| endpoint(&t)).transpose();
    Ok(Discovered {
        authorize: endpoint(&smart.authorization_endpoint)?,
        token: endpoint(&smart.token_endpoint)?,
        revoke: optional(smart.revocation_endpoint)?,
        issuer: smart.issuer,
        keys: optional(smart.jwks_uri)?,
        scopes_v2: smart.capabilities.iter().any(|c| c == "permission-v2"),
    })
}

/// Asks the server what it can do.
pub async fn abilities(http: &Http, trust: &TrustFile) -> Result<Abilities, TalkProblem> {
    let answer = get(http, join(&trust.fhir_base, "metadata")?).await?;
    if !answer.is_good() {
        return Err(TalkProblem::NotText);
    }
    read_capabilities(&answer.body).map_err(|_| TalkProblem::NotText)
}

pub(super) async fn get(http: &Http, url: Url) -> Result<Answer, TalkProblem> {
    let headers = vec![(
        "accept",
        "application/json, application/fhir+json".to_owned(),
    )];
    http.ask(Request {
        method: Method::Get,
        url,
        headers,
        body: None,
    })
    .await
}

pub(super) fn join(base: &Url, path: &str) -> Result<Url, TalkProblem> {
    base.join(path).map_err(|_| TalkProblem::WrongAddress)
}

fn endpoint(text: &str) -> Result<Url, TalkProblem> {
    Url::parse(text)
        .ok()
        .filter(is_allowed)
        .ok_or(TalkProblem::WrongAddress)
}
