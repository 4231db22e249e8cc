//! What a carer's vault holds of somebody else's record: replaced as a whole, and gone when it ends.
//!
//! Nothing is marked as deleted here: what ends is overwritten in the file (`secure_delete`), and the journal,
//! in which an older page may still stand, is emptied after it.

use super::database::{StoreProblem, Vault};
use crate::fhir::Envelope;
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

/// What is left after a look at what is shared.
#[derive(Debug, Default)]
pub struct Left {
    /// All that may stay, as it is to be kept.
    pub keep: Vec<Envelope>,
    /// Items of the outbox that go.
    pub items: Vec<String>,
    /// Drafts that go.
    pub drafts: Vec<String>,
    /// Settings to write.
    pub settings: Vec<(String, String)>,
}

impl Vault {
    /// Keeps just this, in one transaction; whatever else lay here of the record goes. Tells whether
    /// anything changed.
    pub fn keep_followed(&self, left: &Left) -> Result<bool, StoreProblem> {
        let held: BTreeMap<(String, String), String> = self
            .records()?
            .into_iter()
            .map(|it| ((it.kind, it.id), it.raw))
            .collect();
        let mut stays = BTreeSet::new();
        let mut newer: Vec<&Envelope> = Vec::new();
        for it in &left.keep {
            let key = (it.kind.clone(), it.id.clone());
            if held.get(&key) != Some(&it.raw) {
                newer.push(it);
            }
            stays.insert(key);
        }
        let over: Vec<&(String, String)> = held.keys().filter(|it| !stays.contains(*it)).collect();
        let goes = !over.is_empty() || !left.items.is_empty() || !left.drafts.is_empty();
        let changed = goes || !newer.is_empty();
        if !changed && left.settings.is_empty() {
            return Ok(false);
        }
        self.write(|db| {
            let mut drop = db.prepare_cached("DELETE FROM record WHERE type = ?1 AND id = ?2")?;
            for (kind, id) in over {
                drop.execute([kind, id])?;
            }
            // Deleted and put anew, not changed in place: an older text that was longer leaves nothing.
            for it in newer {
                drop.execute([&it.kind, &it.id])?;
                db.execute(
                    "INSERT INTO record (type, id, version, last_updated, json) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![it.kind, it.id, it.version, it.last_updated.map(|t| t.to_string()), it.raw],
                )?;
            }
            for id in &left.items {
                db.execute("DELETE FROM outbox WHERE id = ?1 OR depends_on = ?1", [id])?;
            }
            for id in &left.drafts {
                db.execute("DELETE FROM draft WHERE id = ?1", [id])?;
            }
            for (name, value) in &left.settings {
                db.execute(
                    "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
                    [name, value],
                )?;
            }
            Ok(())
        })?;
        if !left.items.is_empty() {
            self.unseal(&left.items);
        }
        if changed {
            self.empty_journal()?;
        }
        Ok(changed)
    }
}
