//! The id_token: who signed in, as the trust's sign-in vouches for it (OpenID Connect Core 3.1.3.7).

use super::discovery::{Discovered, get};
use super::http::Http;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

/// The claims that the app uses.
#[derive(Deserialize)]
pub(super) struct Claims {
    pub(super) sub: String,
    #[serde(rename = "fhirUser")]
    pub(super) fhir_user: Option<String>,
    nonce: Option<String>,
}

/// Signatures that are taken. `none` and shared secrets are not among them: a public client has no
/// secret to share.
const ALGORITHMS: [Algorithm; 6] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::ES256,
    Algorithm::ES384,
];

/// Checks signature, issuer, audience, times and nonce. `None` for anything that is not right.
pub(super) async fn check(
    http: &Http,
    at: &Discovered,
    client_id: &str,
    nonce: &str,
    token: &str,
) -> Option<Claims> {
    let header = decode_header(token).ok()?;
    if !ALGORITHMS.contains(&header.alg) {
        return None;
    }
    let keys = get(http, at.keys.clone()?)
        .await
        .ok()
        .filter(|answer| answer.is_good())?;
    let keys: JwkSet = serde_json::from_str(&keys.body).ok()?;
    let mut validation = Validation::new(header.alg);
    validation.set_audience(&[client_id]);
    validation.set_issuer(&[at.issuer.as_deref()?]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    validation.leeway = 120;
    let fitting = keys
        .keys
        .iter()
        .filter(|key| match (&header.kid, &key.common.key_id) {
            (Some(wanted), Some(id)) => wanted == id,
            _ => true,
        });
    let claims = fitting
        .filter_map(|key| DecodingKey::from_jwk(key).ok())
        .find_map(|key| decode::<Claims>(token, &key, &validation).ok())?
        .claims;
    (claims.nonce.as_deref() == Some(nonce)).then_some(claims)
}
