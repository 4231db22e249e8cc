//! The seal: a vault's key (DK), wrapped under the key that the device's keystore holds (KS).
//!
//! KS itself encrypts nothing: two keys are drawn from it, one to wrap with and one for the owner's
//! fingerprint, so that neither use says anything of the other.

use crate::platform::{KEY_BYTES, StoreKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A vault's own key.
pub(super) type DataKey = Zeroizing<[u8; KEY_BYTES]>;

const SHAPE: u32 = 1;
const WRAP: &[u8] = b"pathway-companion seal wrap 1";
const OWNER: &[u8] = b"pathway-companion seal owner 1";

/// The file beside a vault. Holds nothing that can be read or guessed at without KS.
#[derive(Serialize, Deserialize)]
pub(super) struct Seal {
    shape: u32,
    owner: String,
    nonce: String,
    wrapped: String,
}

/// Why a seal does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SealProblem {
    /// The file is no seal, or of a newer shape.
    NotASeal,
    /// KS is not the key that it was wrapped under, or the seal was changed.
    WrongKey,
}

impl Seal {
    /// Wraps `data_key` under `store_key` for the vault `id`, and remembers whose it is.
    pub(super) fn close(
        id: &str,
        owner: &str,
        data_key: &DataKey,
        store_key: &StoreKey,
    ) -> Option<Self> {
        let nonce: [u8; 24] = crate::platform::random();
        let cipher = cipher(store_key)?;
        let payload = Payload {
            msg: data_key.as_slice(),
            aad: id.as_bytes(),
        };
        let wrapped = cipher.encrypt(&XNonce::from(nonce), payload).ok()?;
        Some(Self {
            shape: SHAPE,
            owner: fingerprint(owner, store_key)?,
            nonce: BASE64.encode(nonce),
            wrapped: BASE64.encode(wrapped),
        })
    }

    /// Unwraps the vault's key.
    pub(super) fn open(&self, id: &str, store_key: &StoreKey) -> Result<DataKey, SealProblem> {
        if self.shape != SHAPE {
            return Err(SealProblem::NotASeal);
        }
        let nonce = BASE64
            .decode(&self.nonce)
            .map_err(|_| SealProblem::NotASeal)?;
        let nonce: [u8; 24] = nonce.try_into().map_err(|_| SealProblem::NotASeal)?;
        let wrapped = BASE64
            .decode(&self.wrapped)
            .map_err(|_| SealProblem::NotASeal)?;
        let payload = Payload {
            msg: &wrapped,
            aad: id.as_bytes(),
        };
        let cipher = cipher(store_key).ok_or(SealProblem::WrongKey)?;
        let plain = Zeroizing::new(
            cipher
                .decrypt(&XNonce::from(nonce), payload)
                .map_err(|_| SealProblem::WrongKey)?,
        );
        let key: [u8; KEY_BYTES] = plain
            .as_slice()
            .try_into()
            .map_err(|_| SealProblem::WrongKey)?;
        Ok(Zeroizing::new(key))
    }

    /// Whether the vault belongs to `owner`.
    pub(super) fn belongs_to(&self, owner: &str, store_key: &StoreKey) -> bool {
        fingerprint(owner, store_key).is_some_and(|print| print == self.owner)
    }
}

fn drawn(store_key: &StoreKey, purpose: &[u8]) -> Option<Zeroizing<[u8; KEY_BYTES]>> {
    let mut key = Zeroizing::new([0u8; KEY_BYTES]);
    Hkdf::<Sha256>::new(None, store_key.as_slice())
        .expand(purpose, key.as_mut_slice())
        .ok()?;
    Some(key)
}

fn cipher(store_key: &StoreKey) -> Option<XChaCha20Poly1305> {
    XChaCha20Poly1305::new_from_slice(drawn(store_key, WRAP)?.as_slice()).ok()
}

fn fingerprint(owner: &str, store_key: &StoreKey) -> Option<String> {
    use hmac::{KeyInit, Mac};
    let key = drawn(store_key, OWNER)?;
    let mut mac = <hmac::Hmac<Sha256> as KeyInit>::new_from_slice(key.as_slice()).ok()?;
    mac.update(owner.as_bytes());
    Some(BASE64.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> (DataKey, StoreKey) {
        (
            Zeroizing::new(crate::platform::random()),
            Zeroizing::new(crate::platform::random()),
        )
    }

    #[test]
    fn a_seal_opens_with_its_own_key_for_its_own_vault_only() {
        let (data, store) = keys();
        let other: StoreKey = Zeroizing::new(crate::platform::random());
        let seal = Seal::close("a", "owner", &data, &store).unwrap();
        assert_eq!(seal.open("a", &store).unwrap(), data);
        assert_eq!(seal.open("b", &store).unwrap_err(), SealProblem::WrongKey);
        assert_eq!(seal.open("a", &other).unwrap_err(), SealProblem::WrongKey);
    }

    #[test]
    fn a_seal_knows_its_owner_and_shows_nobody_else() {
        let (data, store) = keys();
        let seal = Seal::close("a", "trust|amira", &data, &store).unwrap();
        assert!(seal.belongs_to("trust|amira", &store));
        assert!(!seal.belongs_to("trust|noor", &store));
        assert!(!serde_json::to_string(&seal).unwrap().contains("amira"));
    }
}
