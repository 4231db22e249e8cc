//! Where to sign in, as the trust's server says it (SMART App Launch 2). Pure: reading alone.

use super::address::is_allowed;
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

/// Why the app cannot sign in there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSignIn {
    /// Not JSON, or a part is missing.
    #[error("this is no SMART configuration")]
    NotSmart,
    /// It does not say that it takes PKCE with S256.
    #[error("it does not take PKCE with S256")]
    WithoutPkce,
    /// It leads to an address that the app does not talk to.
    #[error("it leads where the app does not go")]
    WrongAddress,
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

impl Discovered {
    /// Reads what the server says. Refuses a server without PKCE S256.
    pub fn read(body: &str) -> Result<Self, NoSignIn> {
        let smart: SmartConfiguration =
            serde_json::from_str(body).map_err(|_| NoSignIn::NotSmart)?;
        let mut methods = smart.code_challenge_methods_supported.iter();
        if !methods.any(|method| method == "S256") {
            return Err(NoSignIn::WithoutPkce);
        }
        let optional = |text: Option<String>| text.map(|t| endpoint(&t)).transpose();
        Ok(Self {
            authorize: endpoint(&smart.authorization_endpoint)?,
            token: endpoint(&smart.token_endpoint)?,
            revoke: optional(smart.revocation_endpoint)?,
            issuer: smart.issuer,
            keys: optional(smart.jwks_uri)?,
            scopes_v2: smart.capabilities.iter().any(|c| c == "permission-v2"),
        })
    }
}

fn endpoint(text: &str) -> Result<Url, NoSignIn> {
    Url::parse(text)
        .ok()
        .filter(is_allowed)
        .ok_or(NoSignIn::WrongAddress)
}
