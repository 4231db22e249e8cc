//! The seal: a vault's key (DK), wrapped so that only this device, or this device and a passcode, or
//! a recovery code, gives it back.
//!
//! No key encrypts by itself: each use draws its own from it, so that no use says anything of another.
//! Without a passcode DK lies under a key drawn from the keystore's (KS). With one, under a key drawn
//! from `Argon2id(passcode) ‖ KS`: neither is of any use alone. A recovery code wraps DK once more,
//! without KS, since it is there for the day on which KS is gone. Beside a passcode, a key that the device
//! gives out after a finger or a face has matched may wrap DK once more, together with KS.

mod matched;

use super::passcode::{Passcode, Stretch};
use super::recovery::RecoveryCode;
use super::tries::Tries;
use crate::platform::{KEY_BYTES, Key};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A seal that KS alone opens. Every version of the app reads it.
const PLAIN: u32 = 1;
/// A seal with a passcode or a recovery code.
const GUARDED: u32 = 2;

const WRAP: &[u8] = b"pathway-companion seal wrap 1";
const WRAP_PASSCODE: &[u8] = b"pathway-companion seal passcode 1";
const WRAP_RECOVERY: &[u8] = b"pathway-companion seal recovery 1";
const WRAP_MATCH: &[u8] = b"pathway-companion seal match 1";
const OWNER: &[u8] = b"pathway-companion seal owner 1";
const MARK: &[u8] = b"pathway-companion seal mark 1";
const TRIES: &[u8] = b"pathway-companion seal tries 1";

/// The file beside a vault. Holds nothing that can be read or guessed at without KS.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Seal {
    shape: u32,
    owner: String,
    nonce: String,
    wrapped: String,
    /// Tells another KS from a wrong passcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mark: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    passcode: Option<Stretch>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recovery: Option<Wrapped>,
    /// Under a key that the device gives out after a finger or a face has matched, and KS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    matched: Option<Wrapped>,
    /// Wrong passcodes since the last right one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tries: Option<Tries>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tries_mac: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Wrapped {
    nonce: String,
    wrapped: String,
}

/// Why a seal does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SealProblem {
    /// The file is no seal.
    NotASeal,
    /// A newer version of the app wrote it.
    Newer,
    /// KS is not the key that it was wrapped under, or the seal was changed.
    WrongKey,
    /// The passcode, or the recovery code, is not the one.
    WrongSecret,
    /// It wants a passcode.
    WantsPasscode,
}

impl Seal {
    /// Wraps `data_key` under `store_key` for the vault `id`, and remembers whose it is. Takes as long
    /// as a try of a passcode where one is given.
    pub(super) fn close(
        id: &str,
        owner: &str,
        data_key: &Key,
        store_key: &Key,
        passcode: Option<&Passcode>,
    ) -> Option<Self> {
        let mut seal = Self {
            shape: PLAIN,
            owner: fingerprint(owner, store_key)?,
            nonce: String::new(),
            wrapped: String::new(),
            mark: Some(mac(store_key, MARK, id.as_bytes())?),
            passcode: None,
            recovery: None,
            matched: None,
            tries: None,
            tries_mac: None,
        };
        seal.rewrap(id, data_key, store_key, passcode)?;
        Some(seal)
    }

    /// Wraps the vault's key anew: with this passcode, or with none. Tries begin again.
    pub(super) fn rewrap(
        &mut self,
        id: &str,
        data_key: &Key,
        store_key: &Key,
        passcode: Option<&Passcode>,
    ) -> Option<()> {
        let stretch = match passcode {
            Some(_) => Some(Stretch::tuned(
                BASE64.encode(crate::platform::random::<16>()),
            )?),
            None => None,
        };
        let key = match (passcode, &stretch) {
            (Some(passcode), Some(stretch)) => joined(&stretch.key(passcode)?, store_key)?,
            _ => drawn(store_key.bytes(), WRAP)?,
        };
        let Wrapped { nonce, wrapped } = wrap(&key, id, data_key)?;
        (self.nonce, self.wrapped, self.passcode) = (nonce, wrapped, stretch);
        (self.tries, self.tries_mac) = (None, None);
        if passcode.is_none() {
            // A match opens what a passcode opens. Where there is none, there is nothing for it to open.
            self.matched = None;
        }
        self.mark = Some(mac(store_key, MARK, id.as_bytes())?);
        self.set_shape();
        Some(())
    }

    /// Wraps the vault's key once more, under a recovery code, or forgets the one there was.
    pub(super) fn set_recovery(
        &mut self,
        id: &str,
        data_key: &Key,
        code: Option<&RecoveryCode>,
    ) -> Option<()> {
        self.recovery = match code {
            Some(code) => Some(wrap(&drawn(code.bytes(), WRAP_RECOVERY)?, id, data_key)?),
            None => None,
        };
        self.set_shape();
        Some(())
    }

    fn set_shape(&mut self) {
        let guarded = self.passcode.is_some() || self.recovery.is_some();
        self.shape = if guarded { GUARDED } else { PLAIN };
    }

    /// Remembers whose it is, under another KS.
    pub(super) fn set_owner(&mut self, owner: &str, store_key: &Key) -> Option<()> {
        self.owner = fingerprint(owner, store_key)?;
        Some(())
    }

    /// Whether it wants a passcode.
    pub(super) fn wants_passcode(&self) -> bool {
        self.passcode.is_some()
    }

    /// Whether a recovery code opens it.
    pub(super) fn has_recovery(&self) -> bool {
        self.recovery.is_some()
    }

    /// Unwraps the vault's key. With a passcode it takes as long as a try does.
    pub(super) fn open(
        &self,
        id: &str,
        store_key: &Key,
        passcode: Option<&Passcode>,
    ) -> Result<Key, SealProblem> {
        self.check(id, store_key)?;
        let (key, wrong) = match (&self.passcode, passcode) {
            (Some(_), None) => return Err(SealProblem::WantsPasscode),
            (Some(stretch), Some(passcode)) => {
                let stretched = stretch.key(passcode).ok_or(SealProblem::NotASeal)?;
                let key = joined(&stretched, store_key).ok_or(SealProblem::NotASeal)?;
                (key, SealProblem::WrongSecret)
            }
            (None, _) => {
                let key = drawn(store_key.bytes(), WRAP).ok_or(SealProblem::NotASeal)?;
                (key, SealProblem::WrongKey)
            }
        };
        unwrap(&key, id, &self.nonce, &self.wrapped, wrong)
    }

    /// Whether this is a seal that we know, and KS the key that it was closed with.
    pub(super) fn check(&self, id: &str, store_key: &Key) -> Result<(), SealProblem> {
        self.check_shape()?;
        let Some(mark) = &self.mark else {
            return Ok(());
        };
        let same = mac(store_key, MARK, id.as_bytes()).as_ref() == Some(mark);
        same.then_some(()).ok_or(SealProblem::WrongKey)
    }

    fn check_shape(&self) -> Result<(), SealProblem> {
        match self.shape {
            PLAIN | GUARDED => Ok(()),
            newer if newer > GUARDED => Err(SealProblem::Newer),
            _ => Err(SealProblem::NotASeal),
        }
    }

    /// Unwraps the vault's key with a recovery code. Needs nothing of this device.
    pub(super) fn recover(&self, id: &str, code: &RecoveryCode) -> Result<Key, SealProblem> {
        self.check_shape()?;
        let recovery = self.recovery.as_ref().ok_or(SealProblem::WrongSecret)?;
        let key = drawn(code.bytes(), WRAP_RECOVERY).ok_or(SealProblem::NotASeal)?;
        let Wrapped { nonce, wrapped } = recovery;
        unwrap(&key, id, nonce, wrapped, SealProblem::WrongSecret)
    }

    /// Wrong passcodes so far. A count that was changed by another hand is the strictest but one: a
    /// guess more is not had by writing into this file.
    pub(super) fn tries(&self, id: &str, store_key: &Key) -> Tries {
        let Some(tries) = &self.tries else {
            return Tries::default();
        };
        let right = tries_mac(tries, id, store_key);
        if right.is_some() && right == self.tries_mac {
            tries.clone()
        } else {
            Tries::strictest()
        }
    }

    /// Writes down the wrong passcodes so far.
    pub(super) fn set_tries(&mut self, tries: Tries, id: &str, store_key: &Key) -> Option<()> {
        if tries.is_none() {
            (self.tries, self.tries_mac) = (None, None);
        } else {
            self.tries_mac = Some(tries_mac(&tries, id, store_key)?);
            self.tries = Some(tries);
        }
        Some(())
    }

    /// Whether the vault belongs to `owner`.
    pub(super) fn belongs_to(&self, owner: &str, store_key: &Key) -> bool {
        fingerprint(owner, store_key).is_some_and(|print| print == self.owner)
    }
}

fn wrap(key: &Key, id: &str, data_key: &Key) -> Option<Wrapped> {
    let nonce: [u8; 24] = crate::platform::random();
    let payload = Payload {
        msg: data_key.bytes(),
        aad: id.as_bytes(),
    };
    let cipher = XChaCha20Poly1305::new_from_slice(key.bytes()).ok()?;
    let wrapped = cipher.encrypt(&XNonce::from(nonce), payload).ok()?;
    Some(Wrapped {
        nonce: BASE64.encode(nonce),
        wrapped: BASE64.encode(wrapped),
    })
}

fn unwrap(
    key: &Key,
    id: &str,
    nonce: &str,
    wrapped: &str,
    wrong: SealProblem,
) -> Result<Key, SealProblem> {
    let not_a_seal = |_| SealProblem::NotASeal;
    let nonce: [u8; 24] = BASE64
        .decode(nonce)
        .map_err(not_a_seal)?
        .try_into()
        .map_err(|_| SealProblem::NotASeal)?;
    let wrapped = BASE64.decode(wrapped).map_err(not_a_seal)?;
    let payload = Payload {
        msg: &wrapped,
        aad: id.as_bytes(),
    };
    let cipher = XChaCha20Poly1305::new_from_slice(key.bytes()).map_err(|_| wrong)?;
    let plain = cipher
        .decrypt(&XNonce::from(nonce), payload)
        .map_err(|_| wrong)?;
    let plain = Zeroizing::new(plain);
    Key::of(&plain).ok_or(wrong)
}

/// A key for one purpose, drawn from another.
pub(super) fn drawn(from: &[u8], purpose: &[u8]) -> Option<Key> {
    let mut key = Key::blank();
    Hkdf::<Sha256>::new(None, from)
        .expand(purpose, key.bytes_mut())
        .ok()?;
    Some(key)
}

/// `HKDF(Argon2id(passcode) ‖ KS)`.
fn joined(stretched: &Key, store_key: &Key) -> Option<Key> {
    both(stretched, store_key, WRAP_PASSCODE)
}

/// A key that wants this one and KS.
fn both(key: &Key, store_key: &Key, purpose: &[u8]) -> Option<Key> {
    let mut both = Zeroizing::new([0u8; KEY_BYTES * 2]);
    both[..KEY_BYTES].copy_from_slice(key.bytes());
    both[KEY_BYTES..].copy_from_slice(store_key.bytes());
    drawn(both.as_slice(), purpose)
}

fn mac(store_key: &Key, purpose: &[u8], text: &[u8]) -> Option<String> {
    use hmac::{KeyInit, Mac};
    let key = drawn(store_key.bytes(), purpose)?;
    let mut mac = <hmac::Hmac<Sha256> as KeyInit>::new_from_slice(key.bytes()).ok()?;
    mac.update(text);
    Some(BASE64.encode(mac.finalize().into_bytes()))
}

fn fingerprint(owner: &str, store_key: &Key) -> Option<String> {
    mac(store_key, OWNER, owner.as_bytes())
}

fn tries_mac(tries: &Tries, id: &str, store_key: &Key) -> Option<String> {
    let text = format!("{id}|{}", serde_json::to_string(tries).ok()?);
    mac(store_key, TRIES, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> (Key, Key) {
        (Key::random(), Key::random())
    }

    #[test]
    fn a_seal_opens_with_its_own_key_for_its_own_vault_only() {
        let (data, store) = keys();
        let other = Key::random();
        let seal = Seal::close("a", "owner", &data, &store, None).unwrap();
        assert_eq!(seal.open("a", &store, None).unwrap(), data);
        for (id, key) in [("b", &store), ("a", &other)] {
            assert_eq!(seal.open(id, key, None), Err(SealProblem::WrongKey));
        }
    }

    #[test]
    fn a_seal_knows_its_owner_and_shows_nobody_else() {
        let (data, store) = keys();
        let seal = Seal::close("a", "trust|amira", &data, &store, None).unwrap();
        assert!(seal.belongs_to("trust|amira", &store));
        assert!(!seal.belongs_to("trust|noor", &store));
        assert!(!serde_json::to_string(&seal).unwrap().contains("amira"));
    }

    #[test]
    fn with_a_passcode_neither_it_nor_the_device_opens_alone() {
        let (data, store) = keys();
        let other = Key::random();
        let (right, wrong) = (
            Passcode::typed("739146".into()),
            Passcode::typed("739147".into()),
        );
        let seal = Seal::close("a", "owner", &data, &store, Some(&right)).unwrap();
        assert_eq!(seal.open("a", &store, Some(&right)).unwrap(), data);
        for (key, passcode, problem) in [
            (&store, None, SealProblem::WantsPasscode),
            (&store, Some(&wrong), SealProblem::WrongSecret),
            (&other, Some(&right), SealProblem::WrongKey),
        ] {
            assert_eq!(seal.open("a", key, passcode), Err(problem));
        }
    }

    #[test]
    fn a_recovery_code_opens_without_the_device() {
        let (data, store) = keys();
        let code = RecoveryCode::random();
        let passcode = Passcode::typed("739146".into());
        let mut seal = Seal::close("a", "owner", &data, &store, Some(&passcode)).unwrap();
        assert_eq!(seal.recover("a", &code), Err(SealProblem::WrongSecret));
        seal.set_recovery("a", &data, Some(&code)).unwrap();
        assert_eq!(seal.recover("a", &code).unwrap(), data);
        assert_eq!(
            seal.recover("a", &RecoveryCode::random()),
            Err(SealProblem::WrongSecret)
        );
        assert_eq!(seal.open("a", &store, Some(&passcode)).unwrap(), data);
    }

    #[test]
    fn a_count_of_tries_that_was_changed_gains_nothing() {
        let (data, store) = keys();
        let mut seal = Seal::close("a", "owner", &data, &store, None).unwrap();
        let moment = crate::platform::moment();
        let nine = (0..9).fold(Tries::default(), |tries, _| tries.one_more(&moment));
        seal.set_tries(nine.clone(), "a", &store).unwrap();
        assert_eq!(seal.tries("a", &store), nine);
        let text = serde_json::to_string(&seal).unwrap();
        let fewer = text.replace("\"wrong\":9", "\"wrong\":1");
        assert_ne!(text, fewer);
        let changed: Seal = serde_json::from_str(&fewer).unwrap();
        assert_eq!(changed.tries("a", &store), Tries::strictest());
    }

    #[test]
    fn a_seal_of_a_newer_shape_is_told_apart() {
        let (data, store) = keys();
        let mut seal = Seal::close("a", "owner", &data, &store, None).unwrap();
        seal.shape = 3;
        assert_eq!(seal.open("a", &store, None), Err(SealProblem::Newer));
    }
}
