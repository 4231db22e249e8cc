//! One open vault: an SQLCipher file, its key held by the connection alone.

use super::seal::DataKey;
use super::shelf::VaultId;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};
use std::path::Path;
use std::sync::{Mutex, MutexGuard};
use zeroize::Zeroizing;

/// Why a vault does not open. Nothing was changed or deleted in any of these cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenProblem {
    /// The keystore has no key for it, or another key.
    #[error("the key of this vault is gone or is another one")]
    KeyGone,
    /// The file is no vault any more.
    #[error("the vault's file is damaged")]
    Damaged,
    /// A newer version of the app wrote it.
    #[error("a newer version of the app wrote this vault")]
    NewerApp,
    /// The disk is full or may not be written.
    #[error("the disk is full or may not be written")]
    Disk,
}

/// Why something could not be read from or written to an open vault. What was there still is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreProblem {
    /// There is no room, or writing is not allowed.
    #[error("not saved: no room, or writing is not allowed")]
    NotSaved,
    /// The file is damaged.
    #[error("the vault's file is damaged")]
    Damaged,
    /// The vault was closed meanwhile.
    #[error("the vault is closed")]
    Closed,
}

impl From<rusqlite::Error> for StoreProblem {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreProblem::Damaged,
            _ => StoreProblem::NotSaved,
        }
    }
}

/// An open vault. Blocking: callers in async code use a blocking thread.
pub struct Vault {
    id: VaultId,
    connection: Mutex<Option<Connection>>,
}

const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_first.sql")];

impl Vault {
    /// Opens (or makes) the database with its raw key and brings its schema up to date.
    pub(super) fn open(id: VaultId, path: &Path, key: &DataKey) -> Result<Self, OpenProblem> {
        let mut connection = Connection::open(path).map_err(|_| OpenProblem::Disk)?;
        unlock(&connection, key)?;
        prepare(&connection).map_err(open_problem)?;
        migrate(&mut connection)?;
        Ok(Self {
            id,
            connection: Mutex::new(Some(connection)),
        })
    }

    /// Its id.
    pub fn id(&self) -> &VaultId {
        &self.id
    }

    /// Closes the database. Everything asked of it later answers [`StoreProblem::Closed`].
    pub fn close(&self) {
        if let Ok(mut connection) = self.connection.lock() {
            drop(connection.take());
        }
    }

    /// Reads.
    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreProblem> {
        let guard = self.guard()?;
        let connection = guard.as_ref().ok_or(StoreProblem::Closed)?;
        Ok(work(connection)?)
    }

    /// Writes in one transaction: all of it or nothing. When this returns, it is on the disk.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction) -> rusqlite::Result<T>,
    ) -> Result<T, StoreProblem> {
        let mut guard = self.guard()?;
        let connection = guard.as_mut().ok_or(StoreProblem::Closed)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    fn guard(&self) -> Result<MutexGuard<'_, Option<Connection>>, StoreProblem> {
        // A panic while the lock was held leaves the connection itself sound: SQLite rolls back.
        Ok(self
            .connection
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

/// Gives SQLCipher the raw key and tries it. A wrong key and a damaged first page look the same to
/// SQLCipher; since the seal vouched for the key, it is the file.
fn unlock(connection: &Connection, key: &DataKey) -> Result<(), OpenProblem> {
    let mut text = Zeroizing::new(String::with_capacity(80));
    text.push_str("x'");
    for byte in key.iter() {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    text.push('\'');
    connection
        .pragma_update(None, "key", text.as_str())
        .map_err(open_problem)?;
    // SQLCipher would print its errors to the terminal otherwise. It has no meaning for the file.
    let _ = connection.pragma_update(None, "cipher_log_level", "NONE");
    connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .map_err(open_problem)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // What is deleted is overwritten, so that a wiped answer is not left in a free page.
    connection.pragma_update(None, "secure_delete", "ON")
}

/// Each migration is one transaction together with its number: killed in between, the file is at the
/// step before.
fn migrate(connection: &mut Connection) -> Result<(), OpenProblem> {
    let version: u32 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(open_problem)?;
    let version = version as usize;
    if version > MIGRATIONS.len() {
        return Err(OpenProblem::NewerApp);
    }
    for (index, sql) in MIGRATIONS.iter().enumerate().skip(version) {
        let step = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(open_problem)?;
        step.execute_batch(sql).map_err(open_problem)?;
        step.pragma_update(None, "user_version", index as u32 + 1)
            .map_err(open_problem)?;
        step.commit().map_err(open_problem)?;
    }
    Ok(())
}

fn open_problem(error: rusqlite::Error) -> OpenProblem {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => OpenProblem::Damaged,
        _ => OpenProblem::Disk,
    }
}
