//! The shelf: which vaults this device has, and how one is made, found, opened and ended. What guards
//! one is in `guard`, what happens to one that is damaged or whose key is gone in `aside`.

use super::database::{Expect, OpenProblem, Vault};
use super::guard::UnlockProblem;
use super::passcode::Passcode;
use super::seal::{Seal, SealProblem};
use crate::platform::{
    DataFolder, Key, Keystore, KeystoreProblem, WaitClock, replace_file, wait_clock,
};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// A vault's id: random, says nothing of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VaultId(pub(super) String);

impl VaultId {
    /// The id as it stands in names of files and keys.
    pub fn name(&self) -> &str {
        &self.0
    }
}

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
pub(super) struct List {
    pub(super) vaults: Vec<Line>,
    /// Vaults whose key is gone: nobody deletes them but the person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) aside: Vec<Line>,
    /// The vault that the last start used.
    pub(super) current: Option<VaultId>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) id: VaultId,
    pub(super) trust: String,
    pub(super) hat: Hat,
    /// Set aside since its tries are used up: signing in does not open it again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) closed: bool,
}

/// The vaults of one data folder.
pub struct Shelf {
    pub(super) folder: Arc<DataFolder>,
    pub(super) keystore: Keystore,
    pub(super) clock: WaitClock,
    pub(super) list: Mutex<List>,
}

const LIST: &str = "vaults.json";
/// The owner, within the vault: needed when a recovery code opens it on a device without its key.
const OWNER: &str = "owner";

impl Shelf {
    /// Reads the list of vaults. A list that cannot be read is an error, never an empty shelf: an
    /// empty shelf would make new vaults beside the old ones and lose them from sight.
    pub fn open(folder: Arc<DataFolder>) -> Result<Self, OpenProblem> {
        let keystore = Keystore::find(folder.path()).map_err(|_| OpenProblem::KeyGone)?;
        Self::open_with(folder, keystore, wait_clock())
    }

    /// The same, with this keystore and this clock for waits.
    pub fn open_with(
        folder: Arc<DataFolder>,
        keystore: Keystore,
        clock: WaitClock,
    ) -> Result<Self, OpenProblem> {
        let list = match std::fs::read(folder.path().join(LIST)) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| OpenProblem::Damaged)?,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => List::default(),
            Err(_) => return Err(OpenProblem::Disk),
        };
        Ok(Self {
            folder,
            keystore,
            clock,
            list: Mutex::new(list),
        })
    }

    /// Whether keys lie in a file instead of a keystore.
    pub fn keys_are_in_a_file(&self) -> bool {
        self.keystore.is_file()
    }

    /// The vault in use, if this device has one.
    pub fn current(&self) -> Option<VaultId> {
        self.list.lock().ok()?.current.clone()
    }

    /// The hat that is worn in a vault.
    pub fn hat(&self, id: &VaultId) -> Option<Hat> {
        let list = self.list.lock().ok()?;
        let mut lines = list.vaults.iter().chain(&list.aside);
        lines.find(|line| line.id == *id).map(|line| line.hat)
    }

    /// The vaults of this device, in the order in which they were made, each with its hat.
    pub fn hats(&self) -> Vec<(VaultId, Hat)> {
        let list = self.list.lock().ok();
        let lines = list.iter().flat_map(|list| &list.vaults);
        lines.map(|line| (line.id.clone(), line.hat)).collect()
    }

    /// Makes another vault of this device the one in use. Opening it asks what it asks.
    pub fn put_on(&self, id: &VaultId) -> Result<(), OpenProblem> {
        let mut list = self.list.lock().map_err(|_| OpenProblem::Disk)?;
        if !list.vaults.iter().any(|line| line.id == *id) {
            return Err(OpenProblem::KeyGone);
        }
        list.current = Some(id.clone());
        self.keep(&list)
    }

    /// Opens the vault that was used last, if there is one. One with a passcode is
    /// [`OpenProblem::Locked`].
    pub fn open_current(&self) -> Result<Option<Vault>, OpenProblem> {
        let Some(id) = self.current() else {
            return Ok(None);
        };
        match self.open_vault(&id, None, Expect::Vault) {
            Ok(vault) => Ok(Some(vault)),
            Err(UnlockProblem::Open(problem)) => Err(problem),
            Err(_) => Err(OpenProblem::Locked),
        }
    }

    /// Notes how many answers of a vault wait, so that the lock page can say it without a key.
    pub fn note_waiting(&self, id: &VaultId, count: usize) {
        let path = self.file(id, "count");
        let text = count.to_string();
        if std::fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
            // Costs a number on the lock page if it cannot be kept.
            let _ = replace_file(&path, text.as_bytes());
        }
    }

    /// How many answers of a vault wait, as far as that was noted.
    pub fn waiting(&self, id: &VaultId) -> usize {
        let text = std::fs::read_to_string(self.file(id, "count")).unwrap_or_default();
        text.trim().parse().unwrap_or(0)
    }

    /// Opens the owner's vault, or makes it, and remembers it as the one in use.
    pub fn open_or_make(&self, owner: &Owner, hat: Hat) -> Result<Vault, OpenProblem> {
        let (id, expect) = match self.find(owner, hat)? {
            Some(id) => (id, Expect::Vault),
            None => (self.make(owner)?, Expect::Nothing),
        };
        let vault = self
            .open_vault(&id, None, expect)
            .map_err(|problem| match problem {
                UnlockProblem::Open(problem) => problem,
                _ => OpenProblem::Locked,
            });
        if let Err(problem) = &vault
            && *problem != OpenProblem::Locked
        {
            return vault;
        }
        let mut list = self.list.lock().map_err(|_| OpenProblem::Disk)?;
        list.aside.retain(|line| line.id != id);
        if !list.vaults.iter().any(|line| line.id == id) {
            list.vaults.push(Line {
                id: id.clone(),
                trust: owner.trust.clone(),
                hat,
                closed: false,
            });
        }
        // A locked one is the one in use as well: its own passcode opens it.
        list.current = Some(id);
        self.keep(&list)?;
        drop(list);
        let vault = vault?;
        let known = vault.setting(OWNER).ok().flatten();
        if known.as_deref() != Some(&owner.text()) {
            vault
                .keep_setting(OWNER, Some(&owner.text()))
                .map_err(|_| OpenProblem::Disk)?;
        }
        Ok(vault)
    }

    /// Ends a vault for good: the key first, then every file of it, then its line on the shelf.
    pub fn wipe(&self, vault: &Vault) -> Result<(), OpenProblem> {
        let id = vault.id().clone();
        vault.close();
        self.wipe_id(&id)
    }

    pub(super) fn wipe_id(&self, id: &VaultId) -> Result<(), OpenProblem> {
        self.keystore
            .remove(&id.0)
            .map_err(|_| OpenProblem::KeystoreShut)?;
        let files = std::fs::read_dir(self.folder.path()).map_err(|_| OpenProblem::Disk)?;
        let begin = format!("{}.", id.0);
        for file in files {
            let file = file.map_err(|_| OpenProblem::Disk)?;
            if !file.file_name().to_string_lossy().starts_with(&begin) {
                continue;
            }
            match std::fs::remove_file(file.path()) {
                Ok(()) => {}
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
                Err(_) => return Err(OpenProblem::Disk),
            }
        }
        let mut list = self.list.lock().map_err(|_| OpenProblem::Disk)?;
        list.vaults.retain(|line| line.id != *id);
        list.aside.retain(|line| line.id != *id);
        list.current = list.current.take().filter(|current| current != id);
        self.keep(&list)
    }

    /// The owner's vault under this hat. Whatever a sign-in says of who it is: a vault that was made for one hat
    /// is never opened under the other.
    fn find(&self, owner: &Owner, hat: Hat) -> Result<Option<VaultId>, OpenProblem> {
        let ids: Vec<VaultId> = {
            let list = self.list.lock().map_err(|_| OpenProblem::Disk)?;
            // One that was set aside, since its key was gone, is taken again when the key is back.
            list.vaults
                .iter()
                .chain(&list.aside)
                .filter(|line| line.trust == owner.trust && line.hat == hat && !line.closed)
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
        let data_key: Key = Key::random();
        let store_key: Key = Key::random();
        self.keystore
            .put(&id.0, &store_key)
            .map_err(|_| OpenProblem::KeystoreShut)?;
        let seal = Seal::close(&id.0, &owner.text(), &data_key, &store_key, None)
            .ok_or(OpenProblem::KeyGone)?;
        self.keep_seal(&id, &seal)?;
        Ok(id)
    }

    /// Opens a vault; one that is damaged is set aside and mended as far as that goes.
    pub(super) fn open_vault(
        &self,
        id: &VaultId,
        passcode: Option<&Passcode>,
        expect: Expect,
    ) -> Result<Vault, UnlockProblem> {
        let key = self.data_key(id, passcode)?;
        Ok(self.open_with_key(id, &key, expect)?)
    }

    pub(super) fn open_with_key(
        &self,
        id: &VaultId,
        key: &Key,
        expect: Expect,
    ) -> Result<Vault, OpenProblem> {
        self.finish_mending(id)?;
        match Vault::open(id.clone(), &self.file(id, "db"), key, expect) {
            Err(OpenProblem::Damaged) => self.mend(id, key),
            other => other,
        }
    }

    /// The owner as the vault itself knows it.
    pub(super) fn owner_within(vault: &Vault) -> Option<String> {
        vault.setting(OWNER).ok().flatten()
    }

    pub(super) fn store_key(&self, id: &VaultId) -> Result<Key, OpenProblem> {
        match self.keystore.get(&id.0) {
            Ok(Some(key)) => Ok(key),
            Ok(None) | Err(KeystoreProblem::NotAKey) => Err(OpenProblem::KeyGone),
            // It may answer at the next try: this is no lost key.
            Err(KeystoreProblem::None | KeystoreProblem::NoAnswer) => {
                Err(OpenProblem::KeystoreShut)
            }
        }
    }

    pub(super) fn seal(&self, id: &VaultId) -> Result<Seal, OpenProblem> {
        let bytes = match std::fs::read(self.file(id, "seal")) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Err(OpenProblem::KeyGone),
            Err(_) => return Err(OpenProblem::Disk),
        };
        // A seal that cannot be read is a key that cannot be had: the vault's file may be sound.
        serde_json::from_slice(&bytes).map_err(|_| OpenProblem::KeyGone)
    }

    pub(super) fn keep_seal(&self, id: &VaultId, seal: &Seal) -> Result<(), OpenProblem> {
        let bytes = serde_json::to_vec(seal).map_err(|_| OpenProblem::Disk)?;
        self.folder
            .replace(&format!("{}.seal", id.0), &bytes)
            .map_err(|_| OpenProblem::Disk)
    }

    pub(super) fn file(&self, id: &VaultId, end: &str) -> PathBuf {
        self.folder.path().join(format!("{}.{end}", id.0))
    }

    pub(super) fn keep(&self, list: &List) -> Result<(), OpenProblem> {
        let bytes = serde_json::to_vec(list).map_err(|_| OpenProblem::Disk)?;
        self.folder
            .replace(LIST, &bytes)
            .map_err(|_| OpenProblem::Disk)
    }
}

impl From<SealProblem> for UnlockProblem {
    fn from(problem: SealProblem) -> Self {
        UnlockProblem::Open(match problem {
            SealProblem::NotASeal | SealProblem::WrongKey | SealProblem::WrongSecret => {
                OpenProblem::KeyGone
            }
            SealProblem::Newer => OpenProblem::NewerApp,
            SealProblem::WantsPasscode => OpenProblem::Locked,
        })
    }
}
