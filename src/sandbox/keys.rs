//! The key that signs id tokens: ES256, made on the first start and kept.

use super::SandboxError;
use super::store::{StoreError, Tables};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

/// Name of the key in the key set.
const KEY_ID: &str = "sandbox-1";
/// Name of the setting that holds it.
const SETTING: &str = "signing-key";

/// The key, and its public half as the key set gives it.
pub(super) struct SigningKey {
    private: EncodingKey,
    x: String,
    y: String,
}

impl SigningKey {
    /// The kept key, or a new one that is kept from now on.
    pub fn load_or_make(tables: &Tables) -> Result<Self, SandboxError> {
        let pkcs8 = match tables.setting(SETTING)? {
            Some(kept) => kept,
            None => {
                let made = EcdsaKeyPair::generate_pkcs8(
                    &ECDSA_P256_SHA256_FIXED_SIGNING,
                    &SystemRandom::new(),
                )
                .map_err(|e| SandboxError::Key(e.to_string()))?;
                tables.set(SETTING, made.as_ref())?;
                made.as_ref().to_vec()
            }
        };
        let pair = EcdsaKeyPair::from_pkcs8(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            &pkcs8,
            &SystemRandom::new(),
        )
        .map_err(|e| SandboxError::Key(e.to_string()))?;
        // An uncompressed point: 04, then x and y of 32 bytes each.
        let point = pair.public_key().as_ref();
        let part = |range: std::ops::Range<usize>| {
            point
                .get(range)
                .map(|p| URL_SAFE_NO_PAD.encode(p))
                .unwrap_or_default()
        };
        Ok(Self {
            private: EncodingKey::from_ec_der(&pkcs8),
            x: part(1..33),
            y: part(33..65),
        })
    }

    /// Signs claims.
    pub fn sign(&self, claims: &Value) -> Result<String, StoreOrSign> {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(KEY_ID.to_owned());
        Ok(jsonwebtoken::encode(&header, claims, &self.private)?)
    }

    /// The claims of a token that this key signed, expired or not.
    pub fn read(&self, token: &str) -> Option<Value> {
        let key = DecodingKey::from_ec_components(&self.x, &self.y).ok()?;
        let mut rules = Validation::new(Algorithm::ES256);
        rules.validate_exp = false;
        rules.validate_aud = false;
        jsonwebtoken::decode(token, &key, &rules)
            .ok()
            .map(|data| data.claims)
    }

    /// The key set.
    pub fn jwks(&self) -> Value {
        json!({"keys": [{"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig",
            "kid": KEY_ID, "x": self.x, "y": self.y}]})
    }
}

/// What can fail while a token reply is made.
#[derive(Debug, thiserror::Error)]
pub(super) enum StoreOrSign {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The signature.
    #[error("cannot sign: {0}")]
    Sign(#[from] jsonwebtoken::errors::Error),
}
