//! The id_token: who signed in, as the trust's sign-in vouches for it (OpenID Connect Core 3.1.3.7).
//! Pure: reading and checking alone.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

/// The claims that the app uses.
#[derive(Deserialize)]
pub struct Claims {
    /// Who it is, in the provider's words.
    pub sub: String,
    /// Who it is, as a FHIR resource.
    #[serde(rename = "fhirUser")]
    pub fhir_user: Option<String>,
    nonce: Option<String>,
}

impl std::fmt::Debug for Claims {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Claims(…)")
    }
}

/// What the token has to be of.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Who signs.
    pub issuer: &'a str,
    /// For whom: this app.
    pub client_id: &'a str,
    /// For which sign-in.
    pub nonce: &'a str,
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

/// Checks signature, issuer, audience, times and nonce against the issuer's keys (a JWK set). `None`
/// for anything that is not right.
pub fn read_id_token(token: &str, keys: &str, wanted: &Wanted<'_>) -> Option<Claims> {
    let header = decode_header(token).ok()?;
    if !ALGORITHMS.contains(&header.alg) {
        return None;
    }
    let keys: JwkSet = serde_json::from_str(keys).ok()?;
    let mut validation = Validation::new(header.alg);
    validation.set_audience(&[wanted.client_id]);
    validation.set_issuer(&[wanted.issuer]);
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
    (claims.nonce.as_deref() == Some(wanted.nonce)).then_some(claims)
}
