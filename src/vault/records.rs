//! What the trust's server sent, and the view made of it.

use super::database::{StoreProblem, Vault};
use crate::fhir::Envelope;
use rusqlite::{OptionalExtension, params};

/// What one pull brings: stored whole or not at all.
#[derive(Debug, Default)]
pub struct Pulled {
    /// Resources to keep, each as it came.
    pub keep: Vec<Envelope>,
    /// Resources that are gone, or are no longer released: type and id.
    pub drop: Vec<(String, String)>,
    /// Cursors to move: name and value.
    pub cursors: Vec<(String, String)>,
}

impl Vault {
    /// Everything that is kept, by type and id.
    pub fn records(&self) -> Result<Vec<Envelope>, StoreProblem> {
        self.read(|db| {
            let mut rows = db.prepare_cached("SELECT json FROM record ORDER BY type, id")?;
            let texts = rows.query_map([], |row| row.get::<_, String>(0))?;
            // What was stored had been read once; a row that no longer reads is left out, not fatal.
            texts
                .filter_map(|text| text.map(|t| Envelope::read(&t).ok()).transpose())
                .collect()
        })
    }

    /// Everything that is kept of one type.
    pub fn records_of(&self, kind: &str) -> Result<Vec<Envelope>, StoreProblem> {
        self.read(|db| {
            let mut rows =
                db.prepare_cached("SELECT json FROM record WHERE type = ?1 ORDER BY id")?;
            let texts = rows.query_map([kind], |row| row.get::<_, String>(0))?;
            texts
                .filter_map(|text| text.map(|t| Envelope::read(&t).ok()).transpose())
                .collect()
        })
    }

    /// One resource as it came.
    pub fn record(&self, kind: &str, id: &str) -> Result<Option<String>, StoreProblem> {
        self.read(|db| {
            db.prepare_cached("SELECT json FROM record WHERE type = ?1 AND id = ?2")?
                .query_row([kind, id], |row| row.get(0))
                .optional()
        })
    }

    /// Stores a pull and the view of everything that is kept after it, in one transaction.
    pub fn store_pull(&self, pulled: &Pulled, shape: u32, view: &str) -> Result<(), StoreProblem> {
        self.write(|db| {
            let mut put = db.prepare_cached(
                "INSERT INTO record (type, id, version, last_updated, json) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (type, id) DO UPDATE SET version = ?3, last_updated = ?4, json = ?5",
            )?;
            for it in &pulled.keep {
                put.execute(params![it.kind, it.id, it.version, it.last_updated.map(|t| t.to_string()), it.raw])?;
            }
            let mut drop = db.prepare_cached("DELETE FROM record WHERE type = ?1 AND id = ?2")?;
            for (kind, id) in &pulled.drop {
                drop.execute([kind, id])?;
            }
            let mut cursor = db.prepare_cached("INSERT OR REPLACE INTO cursor (name, value) VALUES (?1, ?2)")?;
            for (name, value) in &pulled.cursors {
                cursor.execute([name, value])?;
            }
            db.execute(
                "INSERT OR REPLACE INTO view (name, shape, json) VALUES ('record', ?1, ?2)",
                params![shape, view],
            )?;
            Ok(())
        })
    }

    /// The kept view, if it is of this shape. One row: what a cold start reads.
    pub fn view(&self, shape: u32) -> Result<Option<String>, StoreProblem> {
        self.read(|db| {
            db.prepare_cached("SELECT json FROM view WHERE name = 'record' AND shape = ?1")?
                .query_row([shape], |row| row.get(0))
                .optional()
        })
    }

    /// Replaces the kept view.
    pub fn keep_view(&self, shape: u32, json: &str) -> Result<(), StoreProblem> {
        self.write(|db| {
            db.execute(
                "INSERT OR REPLACE INTO view (name, shape, json) VALUES ('record', ?1, ?2)",
                params![shape, json],
            )
            .map(|_| ())
        })
    }

    /// A cursor.
    pub fn cursor(&self, name: &str) -> Result<Option<String>, StoreProblem> {
        self.read(|db| {
            db.query_row("SELECT value FROM cursor WHERE name = ?1", [name], |row| {
                row.get(0)
            })
            .optional()
        })
    }
}
