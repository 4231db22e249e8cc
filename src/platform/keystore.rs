//! Where the key of a vault is kept: the system's keystore; on a desk without one, a file.
//!
//! The file is for the demo and for tests alone: it is readable by this user only, it is said aloud
//! in the app and on the terminal, and phones never use it. Once a folder has a key file it goes on
//! using it, so that a keystore which appears later does not make the same folder look keyless.

use super::Key;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use zeroize::Zeroizing;

/// Length of a key, in bytes.
pub const KEY_BYTES: usize = 32;

/// A store of the system's, behind one face for all systems.
pub type SystemStore = keyring::CredentialStore;

const SERVICE: &str = "pathway-companion";

/// Why the keystore did not answer. A missing key is not an error: it is `Ok(None)`.
#[derive(Debug, thiserror::Error)]
pub enum KeystoreProblem {
    /// There is none that can be used.
    #[error("this device has no keystore that can be used")]
    None,
    /// It is there and did not answer: locked, or the person said no.
    #[error("the keystore did not answer")]
    NoAnswer,
    /// What it holds is no key of ours.
    #[error("the keystore holds something else under our name")]
    NotAKey,
}

/// The keystore that this run uses.
pub struct Keystore {
    place: Place,
}

enum Place {
    System(Arc<SystemStore>),
    File { path: PathBuf, turn: Mutex<()> },
}

impl Keystore {
    /// Finds the keystore for this data folder. A key file is used only where there is no system
    /// keystore and the platform is no phone.
    pub fn find(folder: &Path) -> Result<Self, KeystoreProblem> {
        let path = folder.join("keys.json");
        let file = || Place::File {
            path: path.clone(),
            turn: Mutex::new(()),
        };
        let phone = cfg!(any(target_os = "android", target_os = "ios"));
        if !phone && path.exists() {
            return Ok(Self { place: file() });
        }
        match system_store() {
            Ok(store) => Ok(Self::of(store)),
            Err(_) if !phone => Ok(Self { place: file() }),
            Err(problem) => Err(problem),
        }
    }

    /// This store and no other.
    pub fn of(store: Arc<SystemStore>) -> Self {
        Self {
            place: Place::System(store),
        }
    }

    /// Whether keys lie in a file that only this user may read.
    pub fn is_file(&self) -> bool {
        matches!(self.place, Place::File { .. })
    }

    /// The key under `name`; `None` when there is none.
    pub fn get(&self, name: &str) -> Result<Option<Key>, KeystoreProblem> {
        let bytes = match &self.place {
            Place::System(store) => match entry(store.as_ref(), name)?.get_secret() {
                Ok(bytes) => Zeroizing::new(bytes),
                Err(keyring::Error::NoEntry) => return Ok(None),
                Err(_) => return Err(KeystoreProblem::NoAnswer),
            },
            Place::File { path, turn } => {
                let _turn = turn.lock().map_err(|_| KeystoreProblem::NoAnswer)?;
                let Some(text) = read_keys(path)?.remove(name) else {
                    return Ok(None);
                };
                Zeroizing::new(decode(&text).ok_or(KeystoreProblem::NotAKey)?)
            }
        };
        Key::of(&bytes).map(Some).ok_or(KeystoreProblem::NotAKey)
    }

    /// Keeps a key under `name`.
    pub fn put(&self, name: &str, key: &Key) -> Result<(), KeystoreProblem> {
        match &self.place {
            Place::System(store) => entry(store.as_ref(), name)?
                .set_secret(key.bytes())
                .map_err(|_| KeystoreProblem::NoAnswer),
            Place::File { path, turn } => {
                let _turn = turn.lock().map_err(|_| KeystoreProblem::NoAnswer)?;
                let mut keys = read_keys(path)?;
                keys.insert(name.to_owned(), encode(key.bytes()));
                write_keys(path, &keys)
            }
        }
    }

    /// Forgets the key under `name`; no error when there is none.
    pub fn remove(&self, name: &str) -> Result<(), KeystoreProblem> {
        match &self.place {
            Place::System(store) => match entry(store.as_ref(), name)?.delete_credential() {
                Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
                Err(_) => Err(KeystoreProblem::NoAnswer),
            },
            Place::File { path, turn } => {
                let _turn = turn.lock().map_err(|_| KeystoreProblem::NoAnswer)?;
                let mut keys = read_keys(path)?;
                keys.remove(name);
                write_keys(path, &keys)
            }
        }
    }
}

fn entry(store: &SystemStore, name: &str) -> Result<keyring::Entry, KeystoreProblem> {
    store
        .build(SERVICE, name, None)
        .map_err(|_| KeystoreProblem::NoAnswer)
}

type Keys = BTreeMap<String, String>;

fn read_keys(path: &Path) -> Result<Keys, KeystoreProblem> {
    match std::fs::read(path).map(Zeroizing::new) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| KeystoreProblem::NotAKey),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(_) => Err(KeystoreProblem::NoAnswer),
    }
}

fn write_keys(path: &Path, keys: &Keys) -> Result<(), KeystoreProblem> {
    let bytes = serde_json::to_vec(keys).map_err(|_| KeystoreProblem::NotAKey)?;
    let bytes = Zeroizing::new(bytes);
    super::folder::replace_file(path, &bytes).map_err(|_| KeystoreProblem::NoAnswer)
}

fn encode(key: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD_NO_PAD.encode(key)
}

fn decode(text: &str) -> Option<Vec<u8>> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD_NO_PAD
        .decode(text)
        .ok()
}

/// The system's keystore, if it answers.
fn system_store() -> Result<Arc<SystemStore>, KeystoreProblem> {
    #[cfg(target_os = "linux")]
    let store: Arc<SystemStore> =
        zbus_secret_service_keyring_store::Store::new().map_err(|_| KeystoreProblem::None)?;
    #[cfg(target_os = "android")]
    let store: Arc<SystemStore> =
        android_native_keyring_store::Store::new().map_err(|_| KeystoreProblem::None)?;
    #[cfg(target_os = "ios")]
    let store: Arc<SystemStore> =
        apple_native_keyring_store::protected::Store::new().map_err(|_| KeystoreProblem::None)?;
    #[cfg(target_os = "macos")]
    let store: Arc<SystemStore> =
        apple_native_keyring_store::keychain::Store::new().map_err(|_| KeystoreProblem::None)?;
    #[cfg(windows)]
    let store: Arc<SystemStore> =
        windows_native_keyring_store::Store::new().map_err(|_| KeystoreProblem::None)?;
    Ok(store)
}
