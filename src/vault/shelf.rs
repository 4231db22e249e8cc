//! The shelf: which vaults this device has, and how one is made, found, opened and ended.

use super::database::{OpenProblem, Vault};
use super::seal::{DataKey, Seal, SealProblem};
use crate::platform::{DataFolder, Keystore, KeystoreProblem, StoreKey};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use zeroize::Zeroizing;

/// A vault's id: random, says nothing of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VaultId(String);

/// The hat that a person wears in a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hat {
    /// It is their own record.
    Person,
    /// It is the record of somebody whom they support.
    Carer,
}

/// Whose vault it is. Never written down as it is: the seal holds a keyed fingerprint.
#[derive(Clone)]
pub struct Owner {
    /// Id of the trust's file.
    pub trust: String,
    /// The subject that the trust's sign-in names.
    pub subject: String,
    /// The patient in whose record they are.
    pub patient: String,
}

impl Owner {
    fn text(&self) -> String {
        // Lengths keep ("a", "bc") and ("ab", "c") apart.
        [&self.trust, &self.subject, &self.patient]
            .iter()
            .map(|s| format!("{}:{s}", s.len()))
            .collect()
    }
}

#[derive(Default, Serialize, Deserialize)]
struct List {
    vaults: Vec<Line>,
    /// The vault that the last start used.
    current: Option<VaultId>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    id: VaultId,
    trust: String,
    hat: Hat,
}

/// The vaults of one data folder.
pub struct Shelf {
    folder: Arc<DataFolder>,
    keystore: Keystore,
    list: Mutex<List>,
}

const LIST: &str = "vaults.json";

impl Shelf {
    /// Reads the list of vaults. A list that cannot be read is an error, never an empty shelf: an
    /// empty shelf would make new vaults beside the old ones and lose them from sight.
    pub fn open(folder: Arc<DataFolder>) -> Result<Self, OpenProblem> {
        let keystore = Keystore::find(folder.path()).map_err(|_| OpenProblem::KeyGone)?;
        let list = match std::fs::read(folder.path().join(LIST)) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| OpenProblem::Damaged)?,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => List::default(),
            Err(_) => return Err(OpenProblem::Disk),
        };
        Ok(Self {
            folder,
            keystore,
            list: Mutex::new(list),
        })
    }

    /// Whether keys lie in a file instead of a keystore.
    pub fn keys_are_in_a_file(&self) -> bool {
        self.keystore.is_file()
    }

    /// Whether this device has a vault in use.
    pub fn has_current(&self) -> bool {
        self.list.lock().is_ok_and(|list| list.current.is_some())
    }

    /// Opens the vault that was used last, if there is one.
    pub fn open_current(&self) -> Result<Option<Vault>, OpenProblem> {
        let id = self
            .list
            .lock()
            .map_err(|_| OpenProblem::Disk)?
            .current
            .clone();
        id.map(|id| self.open_vault(&id)).transpose()
    }

    /// Opens the owner's vault, or makes it, and remembers it as the one in use.
    pub fn open_or_make(&self, owner: &Owner, hat: Hat) -> Result<Vault, OpenProblem> {
        let id = match self.find(owner)? {
            Some(id) => id,
            None => self.make(owner)?,
        };
        let vault = self.open_vault(&id)?;
        let mut list = self.list.lock().map_err(|_| OpenProblem::Disk)?;
        if !list.vaults.iter().any(|line| line.id == id) {
            list.vaults.push(Line {
                id: id.clone(),
                trust: owner.trust.clone(),
                hat,
            });
        }
        list.current = Some(id);
        self.keep(&list)?;
        Ok(vault)
    }

    /// Ends a vault for good: the key first, then the files, then its line on the shelf.
    pub fn wipe(&self, vault: &Vault) -> Result<(), OpenProblem> {
        let id = vault.id().clone();
        vault.close();
        self.keystore
            .remove(&id.0)
            .map_err(|_| OpenProblem::KeyGone)?;
        for end in ["seal", "db", "db-wal", "db-shm"] {
            match std::fs::remove_file(self.file(&id, end)) {
                Ok(()) => {}
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
                Err(_) => return Err(OpenProblem::Disk),
            }
        }
        let mut list = self.list.lock().map_err(|_| OpenProblem::Disk)?;
        list.vaults.retain(|line| line.id != id);
        list.current = None;
        self.keep(&list)
    }

    fn find(&self, owner: &Owner) -> Result<Option<VaultId>, OpenProblem> {
        let ids: Vec<VaultId> = {
            let list = self.list.lock().map_err(|_| OpenProblem::Disk)?;
            list.vaults
                .iter()
                .filter(|line| line.trust == owner.trust)
                .map(|line| line.id.clone())
                .collect()
        };
        for id in ids {
            // A vault whose key is gone cannot be told from another person's: it is left alone.
            let Ok(key) = self.store_key(&id) else {
                continue;
            };
            if self
                .seal(&id)
                .is_ok_and(|seal| seal.belongs_to(&owner.text(), &key))
            {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    fn make(&self, owner: &Owner) -> Result<VaultId, OpenProblem> {
        let id = VaultId(uuid::Uuid::new_v4().simple().to_string());
        let data_key: DataKey = Zeroizing::new(crate::platform::random());
        let store_key: StoreKey = Zeroizing::new(crate::platform::random());
        self.keystore
            .put(&id.0, &store_key)
            .map_err(|_| OpenProblem::KeyGone)?;
        let seal =
            Seal::close(&id.0, &owner.text(), &data_key, &store_key).ok_or(OpenProblem::KeyGone)?;
        let bytes = serde_json::to_vec(&seal).map_err(|_| OpenProblem::Disk)?;
        self.folder
            .replace(&format!("{}.seal", id.0), &bytes)
            .map_err(|_| OpenProblem::Disk)?;
        Ok(id)
    }

    fn open_vault(&self, id: &VaultId) -> Result<Vault, OpenProblem> {
        let store_key = self.store_key(id)?;
        let data_key = self
            .seal(id)?
            .open(&id.0, &store_key)
            .map_err(|problem| match problem {
                SealProblem::NotASeal => OpenProblem::Damaged,
                SealProblem::WrongKey => OpenProblem::KeyGone,
            })?;
        Vault::open(id.clone(), &self.file(id, "db"), &data_key)
    }

    fn store_key(&self, id: &VaultId) -> Result<StoreKey, OpenProblem> {
        match self.keystore.get(&id.0) {
            Ok(Some(key)) => Ok(key),
            Ok(None)
            | Err(KeystoreProblem::None | KeystoreProblem::NoAnswer | KeystoreProblem::NotAKey) => {
                Err(OpenProblem::KeyGone)
            }
        }
    }

    fn seal(&self, id: &VaultId) -> Result<Seal, OpenProblem> {
        let bytes = std::fs::read(self.file(id, "seal")).map_err(|_| OpenProblem::Damaged)?;
        serde_json::from_slice(&bytes).map_err(|_| OpenProblem::Damaged)
    }

    fn file(&self, id: &VaultId, end: &str) -> PathBuf {
        self.folder.path().join(format!("{}.{end}", id.0))
    }

    fn keep(&self, list: &List) -> Result<(), OpenProblem> {
        let bytes = serde_json::to_vec(list).map_err(|_| OpenProblem::Disk)?;
        self.folder
            .replace(LIST, &bytes)
            .map_err(|_| OpenProblem::Disk)
    }
}
