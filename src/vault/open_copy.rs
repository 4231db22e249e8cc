//! What a person wants to see without unlocking, once more beside the vault (`{id}.plan`).
//!
//! A vault with a passcode opens with the passcode alone. Somebody who may not remember it in their worst
//! hour can have a copy of their plan that the phone's own key (KS) opens: it is encrypted, so whoever has
//! the folder and not the phone's keystore reads nothing; and whoever holds the phone can read it, which is
//! what was asked for and is said before.
//!
//! The copy is derived: the vault is the truth, and says whether there is to be one. It is taken away when
//! the person says so and goes with the vault. Its length says nothing but how many blocks it fills.

use super::database::OpenProblem;
use super::seal::drawn;
use super::shelf::{Shelf, VaultId};
use crate::platform::Key;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

const PURPOSE: &[u8] = b"pathway-companion open copy 1";
const NONCE: usize = 24;
/// The copy is filled up to a multiple of this.
const BLOCK: usize = 4096;

impl Shelf {
    /// Keeps this text as the vault's open copy, in the place of the one before.
    pub fn keep_open_copy(&self, id: &VaultId, text: &str) -> Result<(), OpenProblem> {
        let key = self.store_key(id)?;
        let sealed = seal(&key, id, text).ok_or(OpenProblem::Disk)?;
        self.folder
            .replace(&name(id), &sealed)
            .map_err(|_| OpenProblem::Disk)
    }

    /// The vault's open copy; none where there is none, or where this phone's key does not open it.
    pub fn open_copy(&self, id: &VaultId) -> Option<Zeroizing<String>> {
        let bytes = std::fs::read(self.file(id, END)).ok()?;
        let key = self.store_key(id).ok()?;
        open(&key, id, &bytes)
    }

    /// Takes the open copy away. Nothing to do where there is none.
    pub fn forget_open_copy(&self, id: &VaultId) -> Result<(), OpenProblem> {
        super::aside::remove(&self.file(id, END)).map_err(|_| OpenProblem::Disk)
    }
}

const END: &str = "plan";

fn name(id: &VaultId) -> String {
    format!("{}.{END}", id.0)
}

fn seal(key: &Key, id: &VaultId, text: &str) -> Option<Vec<u8>> {
    let length = u32::try_from(text.len()).ok()?;
    let mut plain = Zeroizing::new(Vec::with_capacity(text.len() + BLOCK));
    plain.extend(length.to_be_bytes());
    plain.extend(text.as_bytes());
    let whole = plain.len().next_multiple_of(BLOCK);
    plain.resize(whole, 0);
    let nonce: [u8; NONCE] = crate::platform::random();
    let sealed = cipher(key)?.encrypt(&XNonce::from(nonce), payload(&plain, id));
    Some([nonce.as_slice(), &sealed.ok()?].concat())
}

fn open(key: &Key, id: &VaultId, bytes: &[u8]) -> Option<Zeroizing<String>> {
    let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let plain = cipher(key)?.decrypt(&XNonce::from(nonce), payload(sealed, id));
    let plain = Zeroizing::new(plain.ok()?);
    let (length, text) = plain.split_at_checked(4)?;
    let length = u32::from_be_bytes(length.try_into().ok()?);
    let text = text.get(..usize::try_from(length).ok()?)?;
    Some(Zeroizing::new(std::str::from_utf8(text).ok()?.to_owned()))
}

fn cipher(key: &Key) -> Option<XChaCha20Poly1305> {
    let key = drawn(key.bytes(), PURPOSE)?;
    XChaCha20Poly1305::new_from_slice(key.bytes()).ok()
}

/// A copy belongs to its vault: under another's name it does not open.
fn payload<'a>(msg: &'a [u8], id: &'a VaultId) -> Payload<'a, 'a> {
    Payload {
        msg,
        aad: id.0.as_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_with_its_key_for_its_vault_and_says_nothing_otherwise() {
        let (key, id) = (Key::random(), VaultId("one".into()));
        let sealed = seal(&key, &id, "a walk by the canal").unwrap();
        let read =
            |key: &Key, id: &VaultId, bytes: &[u8]| open(key, id, bytes).map(|it| it.to_string());
        assert_eq!(
            read(&key, &id, &sealed).as_deref(),
            Some("a walk by the canal")
        );
        assert_eq!(read(&Key::random(), &id, &sealed), None);
        assert_eq!(read(&key, &VaultId("two".into()), &sealed), None);
        for length in [0, 10, NONCE, NONCE + 3, sealed.len() - 1] {
            assert_eq!(read(&key, &id, &sealed[..length]), None);
        }
        let longer = seal(&key, &id, &"a walk ".repeat(80)).unwrap();
        assert_eq!(sealed.len(), longer.len(), "its length tells little");
    }
}
