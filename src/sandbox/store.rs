//! The sandbox's memory: one SQLite file.
//!
//! Everything is in it: every version of every resource, the sign-ins, the signing key. A process
//! that is killed and started again knows what it knew, which is what lets a test kill the trust in
//! the middle of a send and ask afterwards what arrived.
//!
//! One request is one database transaction ([`Store::run`]): it either happened or it did not. That
//! is also all there is to an atomic FHIR transaction. The calls block; for a server with one or
//! two users on the same machine, a lock held for a millisecond is simpler than a pool of threads.

use super::http::Refusal;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Version 1 of the tables. A later one is a new constant, never an edit.
const TABLES_1: &str = "
CREATE TABLE version (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
    last_updated TEXT NOT NULL, deleted INTEGER NOT NULL, current INTEGER NOT NULL,
    json TEXT NOT NULL, UNIQUE (type, id, version));
CREATE UNIQUE INDEX current_version ON version (type, id) WHERE current;
CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE family (
    id TEXT PRIMARY KEY, client TEXT NOT NULL, subject TEXT NOT NULL, patient TEXT NOT NULL,
    scope TEXT NOT NULL, nonce TEXT, signed_in INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0);
CREATE TABLE code (
    hash BLOB PRIMARY KEY, family TEXT NOT NULL, redirect TEXT NOT NULL, challenge TEXT NOT NULL,
    expires INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0);
CREATE TABLE refresh (hash BLOB PRIMARY KEY, family TEXT NOT NULL, spent_at INTEGER);
CREATE TABLE access (hash BLOB PRIMARY KEY, family TEXT NOT NULL, expires INTEGER NOT NULL);
CREATE TABLE feedback (sequence INTEGER PRIMARY KEY AUTOINCREMENT, json TEXT NOT NULL);
PRAGMA user_version = 1;
";

/// What can go wrong with the file itself.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// SQLite refused.
    #[error("the sandbox's database: {0}")]
    Database(#[from] rusqlite::Error),
    /// A stored resource is not JSON any more.
    #[error("a stored resource cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// The file was made by a newer sandbox.
    #[error("sandbox.db has version {0}, which this program does not know")]
    Newer(i64),
}

/// The open file.
pub(super) struct Store(Mutex<Connection>);

/// The tables, inside one database transaction.
pub(super) struct Tables<'c>(pub(super) &'c Connection);

/// One version of a resource as it is kept.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    /// Place in the order of all writes; searches page by it.
    pub sequence: i64,
    /// Version number, from 1.
    pub version: i64,
    /// When it was written, as FHIR writes an instant.
    pub last_updated: String,
    /// A tombstone.
    pub deleted: bool,
    /// The resource, `meta` included.
    pub resource: Value,
}

impl Store {
    /// Opens or makes the file.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        match connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))? {
            0 => connection.execute_batch(&format!("BEGIN; {TABLES_1} COMMIT;"))?,
            1 => {}
            newer => return Err(StoreError::Newer(newer)),
        }
        Ok(Self(Mutex::new(connection)))
    }

    /// Runs `work` as one transaction: kept when it succeeds, as if it had never begun when not.
    pub fn run<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Tables) -> Result<T, E>,
    ) -> Result<T, E> {
        // A panic in another request leaves no half write behind (its transaction was rolled back),
        // so a poisoned lock is no reason to stop.
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let done = work(&Tables(&transaction))?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(done)
    }
}

impl Tables<'_> {
    /// The current version, tombstones included.
    pub fn current(&self, kind: &str, id: &str) -> Result<Option<Stored>, StoreError> {
        self.one("WHERE type = ?1 AND id = ?2 AND current", params![kind, id])
    }

    /// One version by its number.
    pub fn version(
        &self,
        kind: &str,
        id: &str,
        version: i64,
    ) -> Result<Option<Stored>, StoreError> {
        self.one(
            "WHERE type = ?1 AND id = ?2 AND version = ?3",
            params![kind, id, version],
        )
    }

    /// All versions, the newest first.
    pub fn history(&self, kind: &str, id: &str) -> Result<Vec<Stored>, StoreError> {
        self.many(
            "WHERE type = ?1 AND id = ?2 ORDER BY version DESC",
            params![kind, id],
        )
    }

    /// What is current of a type, in the order of writing.
    pub fn all(&self, kind: &str) -> Result<Vec<Stored>, StoreError> {
        self.many(
            "WHERE type = ?1 AND current AND NOT deleted ORDER BY sequence",
            params![kind],
        )
    }

    /// Writes the next version of a resource that names its type and id; fills in `meta`.
    pub fn put(&self, mut resource: Value) -> Result<Stored, StoreError> {
        let kind = text(&resource, "resourceType").to_owned();
        let id = text(&resource, "id").to_owned();
        let version = self.current(&kind, &id)?.map_or(1, |s| s.version + 1);
        let now = instant(Timestamp::now());
        if !resource["meta"].is_object() {
            resource["meta"] = json!({});
        }
        resource["meta"]["versionId"] = json!(version.to_string());
        resource["meta"]["lastUpdated"] = json!(now);
        self.append(&kind, &id, version, &now, false, &resource)
    }

    /// Puts a tombstone on a resource.
    pub fn delete(&self, kind: &str, id: &str) -> Result<(), StoreError> {
        if let Some(now) = self.current(kind, id)?.filter(|s| !s.deleted) {
            self.append(
                kind,
                id,
                now.version + 1,
                &instant(Timestamp::now()),
                true,
                &now.resource,
            )?;
        }
        Ok(())
    }

    /// A setting by name.
    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self
            .0
            .query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| {
                row.get(0)
            });
        Ok(found.optional()?)
    }

    /// Keeps a setting.
    pub fn set(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        self.0.execute(
            "INSERT OR REPLACE INTO setting VALUES (?1, ?2)",
            params![name, value],
        )?;
        Ok(())
    }

    fn append(
        &self,
        kind: &str,
        id: &str,
        version: i64,
        now: &str,
        deleted: bool,
        resource: &Value,
    ) -> Result<Stored, StoreError> {
        self.0.execute(
            "UPDATE version SET current = 0 WHERE type = ?1 AND id = ?2 AND current",
            [kind, id],
        )?;
        self.0.execute(
            "INSERT INTO version (type, id, version, last_updated, deleted, current, json)
             VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)",
            params![
                kind,
                id,
                version,
                now,
                deleted,
                serde_json::to_string(resource)?
            ],
        )?;
        let sequence = self.0.last_insert_rowid();
        Ok(Stored {
            sequence,
            version,
            last_updated: now.to_owned(),
            deleted,
            resource: resource.clone(),
        })
    }

    fn one(
        &self,
        clause: &str,
        values: impl rusqlite::Params,
    ) -> Result<Option<Stored>, StoreError> {
        Ok(self.many(clause, values)?.into_iter().next())
    }

    fn many(&self, clause: &str, values: impl rusqlite::Params) -> Result<Vec<Stored>, StoreError> {
        let sql =
            format!("SELECT sequence, version, last_updated, deleted, json FROM version {clause}");
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map(values, |row: &Row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get::<_, String>(4)?,
            ))
        })?;
        rows.map(|row| {
            let (sequence, version, last_updated, deleted, json) = row?;
            Ok(Stored {
                sequence,
                version,
                last_updated,
                deleted,
                resource: serde_json::from_str(&json)?,
            })
        })
        .collect()
    }
}

/// A text element of a resource; empty where there is none.
pub(super) fn text<'v>(resource: &'v Value, name: &str) -> &'v str {
    resource[name].as_str().unwrap_or_default()
}

/// An instant as FHIR writes it, to the millisecond.
pub(super) fn instant(at: Timestamp) -> String {
    format!("{at:.3}")
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Refusal::Broken(error.to_string())
    }
}
