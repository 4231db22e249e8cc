//! What happens to a vault that is damaged, or whose key is gone. Nothing of it is deleted.
//!
//! A damaged one is copied aside (`{id}.aside-1.db`, …), and what can still be read of it goes into a
//! new file under the same key (`salvage`). The new file is made whole beside the old one; then a note
//! (`{id}.mend`) is written, the old journal is taken away, and the new file takes the old one's place.
//! A kill in between finds the note and finishes, or finds no note and begins again.
//!
//! One whose key is gone keeps its files and leaves the list of those in use.

use super::database::{Expect, OpenProblem, Vault};
use super::salvage::{Salvaged, salvage};
use super::shelf::{Line, Shelf, VaultId};
use crate::platform::Key;
use std::path::Path;

/// A vault that was set aside because its key is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Which.
    pub id: VaultId,
    /// How many answers that were not sent lie beside it, sealed to the trust.
    pub sealed: usize,
}

impl Shelf {
    /// Sets the vault in use aside: it cannot be opened. Its files stay; signing in makes a new one.
    /// `closed`: its key is here, and its tries are used up.
    pub fn set_current_aside(&self, closed: bool) -> Result<(), OpenProblem> {
        let mut list = self.list.lock().map_err(|_| OpenProblem::Disk)?;
        let Some(id) = list.current.take() else {
            return Ok(());
        };
        let (gone, stay): (Vec<_>, Vec<_>) = std::mem::take(&mut list.vaults)
            .into_iter()
            .partition(|line| line.id == id);
        list.vaults = stay;
        list.aside
            .extend(gone.into_iter().map(|line| Line { closed, ..line }));
        self.keep(&list)
    }

    /// The vaults that were set aside.
    pub fn asides(&self) -> Vec<Aside> {
        let ids: Vec<VaultId> = self
            .list
            .lock()
            .map(|list| list.aside.iter().map(|line| line.id.clone()).collect())
            .unwrap_or_default();
        ids.into_iter()
            .map(|id| Aside {
                sealed: self.sealed(&id).map_or(0, |text| text.lines().count()),
                id,
            })
            .collect()
    }

    /// What was not sent of a vault, sealed to its trust, as it lies on the disk.
    pub fn sealed(&self, id: &VaultId) -> Option<String> {
        let text = std::fs::read_to_string(self.file(id, "unsent")).ok()?;
        (!text.trim().is_empty()).then_some(text)
    }

    /// The trust has taken what lay sealed: it is not offered again. The file stays, under another name.
    pub fn sealed_was_taken(&self, id: &VaultId) -> Result<(), OpenProblem> {
        std::fs::rename(self.file(id, "unsent"), self.file(id, "unsent-taken"))
            .map_err(|_| OpenProblem::Disk)
    }

    /// Takes away a vault that was set aside: the person has said so.
    pub fn forget_aside(&self, id: &VaultId) -> Result<(), OpenProblem> {
        let known = self
            .list
            .lock()
            .is_ok_and(|list| list.aside.iter().any(|line| line.id == *id));
        if known { self.wipe_id(id) } else { Ok(()) }
    }

    /// Copies the damaged file aside, and puts what can be read of it into a new one.
    pub(super) fn mend(&self, id: &VaultId, key: &Key) -> Result<Vault, OpenProblem> {
        let disk = |_| OpenProblem::Disk;
        let aside = (1..)
            .map(|n| self.file(id, &format!("aside-{n}.db")))
            .find(|path| !path.exists() && !path.with_extension("db-wal").exists())
            .ok_or(OpenProblem::Disk)?;
        let file = self.file(id, "db");
        copy(&file, &aside).map_err(disk)?;
        copy(
            &file.with_extension("db-wal"),
            &aside.with_extension("db-wal"),
        )
        .map_err(disk)?;
        copy(&file.with_extension("head"), &aside.with_extension("head")).map_err(disk)?;

        let new = self.file(id, "new.db");
        remove(&new).map_err(disk)?;
        remove(&new.with_extension("db-wal")).map_err(disk)?;
        let fresh = Vault::open(id.clone(), &new, key, Expect::Nothing)?;
        let salvaged = salvage(&aside, &self.file(id, "work.db"), key, &fresh)?;
        fresh.close();
        drop(fresh);
        self.folder
            .replace(&format!("{}.mend", id.0), b"ready")
            .map_err(disk)?;
        self.finish_mending(id)?;
        let mut vault = Vault::open(id.clone(), &file, key, Expect::Vault)?;
        tracing::warn!(
            answers = salvaged.answers,
            waiting = salvaged.waiting,
            whole = salvaged.whole,
            "a damaged vault was set aside and mended"
        );
        vault.salvaged = Some(salvaged);
        Ok(vault)
    }

    /// Puts the mended file in the damaged one's place, if a kill came between.
    pub(super) fn finish_mending(&self, id: &VaultId) -> Result<(), OpenProblem> {
        let note = self.file(id, "mend");
        if !note.exists() {
            return Ok(());
        }
        let (file, new) = (self.file(id, "db"), self.file(id, "new.db"));
        let finish = || -> std::io::Result<()> {
            if new.exists() {
                for end in ["db-wal", "db-shm", "open", "head"] {
                    remove(&file.with_extension(end))?;
                }
                std::fs::rename(&new, &file)?;
            }
            remove(&note)
        };
        finish().map_err(|_| OpenProblem::Disk)
    }
}

impl Vault {
    /// What was saved of it, when it was found damaged at this opening.
    pub fn salvaged(&self) -> Option<Salvaged> {
        self.salvaged
    }
}

/// Copies a file, onto the disk; nothing to do when there is none.
pub(super) fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    match std::fs::copy(from, to) {
        Ok(_) => std::fs::File::open(to)?.sync_all(),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(e),
    }
}

/// Takes a file away; nothing to do when there is none.
pub(super) fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}
