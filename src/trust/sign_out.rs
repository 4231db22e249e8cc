//! Where the trust's own page ends a sign-in (OpenID Connect RP-Initiated Logout). Giving the tokens
//! back ends what this app may do; the person may still be signed in at the provider, in the system
//! browser, and the next person at that browser would be let in as them.

use super::address::is_allowed;
use super::discovery::{discover, get};
use super::file::TrustFile;
use super::http::Http;
use serde::Deserialize;
use url::Url;

#[derive(Deserialize)]
struct OpenIdConfiguration {
    issuer: Option<String>,
    end_session_endpoint: Option<String>,
}

/// The page that ends the person's session at the provider, if its discovery names one.
pub async fn end_page(http: &Http, trust: &TrustFile) -> Option<Url> {
    let issuer = discover(http, trust).await.ok()?.issuer?;
    let place = format!(
        "{}/.well-known/openid-configuration",
        issuer.trim_end_matches('/')
    );
    let place = Url::parse(&place).ok().filter(is_allowed)?;
    let answer = get(http, place).await.ok().filter(|it| it.is_good())?;
    end_page_in(&answer.body, &issuer, &trust.client_id)
}

fn end_page_in(body: &str, issuer: &str, client_id: &str) -> Option<Url> {
    let said: OpenIdConfiguration = serde_json::from_str(body).ok()?;
    // What another issuer says of itself is not about this sign-in.
    if said.issuer.as_deref() != Some(issuer) {
        return None;
    }
    let mut page = Url::parse(&said.end_session_endpoint?)
        .ok()
        .filter(is_allowed)?;
    page.query_pairs_mut().append_pair("client_id", client_id);
    Some(page)
}

#[cfg(test)]
mod tests {
    use super::end_page_in;

    #[test]
    fn the_page_is_the_providers_own_and_names_the_app() {
        let body = r#"{"issuer": "https://id.example", "end_session_endpoint": "https://id.example/end?x=1"}"#;
        let page = end_page_in(body, "https://id.example", "app").unwrap();
        assert_eq!(page.as_str(), "https://id.example/end?x=1&client_id=app");
        assert!(end_page_in(body, "https://other.example", "app").is_none());
        let plain = body.replace("https://id.example/end", "http://id.example/end");
        assert!(end_page_in(&plain, "https://id.example", "app").is_none());
        assert!(
            end_page_in(
                r#"{"issuer": "https://id.example"}"#,
                "https://id.example",
                "app"
            )
            .is_none()
        );
        assert!(end_page_in("<html>", "https://id.example", "app").is_none());
    }
}
