//! What the trust's server says of itself: where to sign in, and what it can do.

use super::discovered::{Discovered, NoSignIn};
use super::file::TrustFile;
use super::http::{Answer, Http, Method, Request, TalkProblem};
use crate::fhir::{Abilities, read_capabilities};
use url::Url;

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
    Discovered::read(&answer.body).map_err(|problem| match problem {
        NoSignIn::NotSmart => TalkProblem::NotText,
        NoSignIn::WithoutPkce | NoSignIn::WrongAddress => TalkProblem::WrongAddress,
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

/// The keys that the trust's sign-in signs with, as they come.
pub(super) async fn keys(http: &Http, at: &Discovered) -> Option<String> {
    let answer = get(http, at.keys.clone()?).await.ok()?;
    answer.is_good().then_some(answer.body)
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

fn join(base: &Url, path: &str) -> Result<Url, TalkProblem> {
    base.join(path).map_err(|_| TalkProblem::WrongAddress)
}
