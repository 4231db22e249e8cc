//! One open vault: an SQLCipher file, its key held by the connection alone.
//!
//! Opening looks before it touches: while the file is being looked at, nothing of the journal (WAL) is
//! carried over into it, since the journal may be another file's. Every page that is in use is read
//! once, and each carries its own proof (HMAC), so that damage is noticed now and not in the middle of
//! a person's answer.

use super::keying::give_key;
use super::salvage::Salvaged;
use super::shelf::VaultId;
use super::unsent::Unsent;
use crate::platform::Key;
use crate::platform::replace_file;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};

/// Why a vault does not open. Nothing was changed or deleted in any of these cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenProblem {
    /// The keystore has no key for it, or another key.
    #[error("the key of this vault is gone or is another one")]
    KeyGone,
    /// The keystore is there and does not answer now: it is locked, or the person said no.
    #[error("the keystore does not answer")]
    KeystoreShut,
    /// It wants its passcode.
    #[error("this vault is locked")]
    Locked,
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
    /// Stands beside the file while there is a journal that must not get lost.
    marker: PathBuf,
    marked: AtomicBool,
    pub(super) unsent: Unsent,
    pub(super) salvaged: Option<Salvaged>,
    path: PathBuf,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(…)")
    }
}

pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_first.sql"),
    include_str!("migrations/0002_forms.sql"),
    include_str!("migrations/0003_place.sql"),
];

/// Bytes of a page: SQLCipher's own size.
const PAGE: usize = 4096;

/// What an opening expects to find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// No file: it is made now.
    Nothing,
    /// A vault.
    Vault,
}

impl Vault {
    /// Opens (or makes) the database with its raw key and brings its schema up to date.
    pub(super) fn open(
        id: VaultId,
        path: &Path,
        key: &Key,
        expect: Expect,
    ) -> Result<Self, OpenProblem> {
        let marker = path.with_extension("open");
        if expect == Expect::Vault {
            is_there(path, &marker)?;
        }
        let mut connection = Connection::open(path).map_err(|_| OpenProblem::Disk)?;
        let carry_over = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        connection
            .set_db_config(carry_over, true)
            .map_err(open_problem)?;
        unlock(&connection, key)?;
        refuse_newer(&connection)?;
        if expect == Expect::Vault {
            check(&connection)?;
            keep_head(path);
        }
        prepare(&connection).map_err(open_problem)?;
        migrate(&mut connection, MIGRATIONS)?;
        connection
            .set_db_config(carry_over, false)
            .map_err(open_problem)?;
        Ok(Self {
            id,
            connection: Mutex::new(Some(connection)),
            marked: AtomicBool::new(marker.exists()),
            marker,
            unsent: Unsent::beside(path),
            salvaged: None,
            path: path.to_owned(),
        })
    }

    /// Its id.
    pub fn id(&self) -> &VaultId {
        &self.id
    }

    /// Closes the database: SQLCipher wipes its key. Everything asked of it later answers
    /// [`StoreProblem::Closed`]. What is being written is written first.
    pub fn close(&self) {
        let mut slot = self
            .connection
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(connection) = slot.take() {
            // The mark first: a journal without a mark is read as usual, a mark without a journal
            // would be taken for a loss.
            if self.marked.swap(false, Ordering::SeqCst) {
                let _ = std::fs::remove_file(&self.marker);
            }
            drop(connection);
            keep_head(&self.path);
        }
    }

    /// Whether it was closed.
    pub fn is_closed(&self) -> bool {
        self.guard().is_ok_and(|slot| slot.is_none())
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
        self.write_and(work, |_| Ok(()))
    }

    /// Writes in one transaction, with something beside it that must be done before the commit.
    pub(super) fn write_and<T>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction) -> rusqlite::Result<T>,
        before_commit: impl FnOnce(&T) -> Result<(), StoreProblem>,
    ) -> Result<T, StoreProblem> {
        let mut guard = self.guard()?;
        let connection = guard.as_mut().ok_or(StoreProblem::Closed)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        before_commit(&done)?;
        transaction.commit()?;
        if !self.marked.swap(true, Ordering::SeqCst) {
            // Costs nothing but the notice of a lost journal if it cannot be made.
            let _ = std::fs::write(&self.marker, "journal");
        }
        Ok(done)
    }

    /// Carries the journal over into the file and empties it: what was overwritten stands in neither.
    pub(super) fn empty_journal(&self) -> Result<(), StoreProblem> {
        let guard = self.guard()?;
        let connection = guard.as_ref().ok_or(StoreProblem::Closed)?;
        // The mark first, as when closing: a mark without a journal would be taken for a loss. The next
        // write sets it again.
        if self.marked.swap(false, Ordering::SeqCst) {
            let _ = std::fs::remove_file(&self.marker);
        }
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    fn guard(&self) -> Result<MutexGuard<'_, Option<Connection>>, StoreProblem> {
        // A panic while the lock was held leaves the connection itself sound: SQLite rolls back.
        Ok(self
            .connection
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        self.close();
    }
}

/// A vault that was made once has a file with a page in it, and while there is a mark, a journal.
/// SQLite would take a file of less than a page for a new database, and a journal that is gone for one that never
/// was.
fn is_there(path: &Path, marker: &Path) -> Result<(), OpenProblem> {
    let length = |path: &Path| match std::fs::metadata(path) {
        Ok(found) => Ok(found.len()),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(_) => Err(OpenProblem::Disk),
    };
    let journal = path.with_extension("db-wal");
    let whole = length(path)? >= PAGE as u64 && (!marker.exists() || length(&journal)? > 0);
    whole.then_some(()).ok_or(OpenProblem::Damaged)
}

/// Gives SQLCipher the raw key and tries it. A wrong key and a damaged first page look the same to
/// SQLCipher; since the seal vouched for the key, it is the file.
pub(super) fn unlock(connection: &Connection, key: &Key) -> Result<(), OpenProblem> {
    // What SQLite gives back to the system is wiped first: pages in the clear, keys, statements.
    let _ = connection.pragma_update(None, "cipher_memory_security", "ON");
    give_key(connection, key).map_err(open_problem)?;
    // SQLCipher would print its errors to the terminal otherwise. It has no meaning for the file.
    let _ = connection.pragma_update(None, "cipher_log_level", "NONE");
    connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .map_err(open_problem)
}

/// Reads every page that is in use.
fn check(connection: &Connection) -> Result<(), OpenProblem> {
    let said: rusqlite::Result<String> =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    match said {
        Ok(said) if said == "ok" => Ok(()),
        Ok(_) => Err(OpenProblem::Damaged),
        Err(error) => Err(open_problem(error)),
    }
}

/// Keeps a copy of the first page as it lies in the file, encrypted: without it nothing in the file can
/// be found again. It costs nothing but a chance to mend if it cannot be kept.
fn keep_head(path: &Path) {
    use std::io::Read;
    let mut page = [0u8; PAGE];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut page));
    let head = path.with_extension("head");
    if read.is_ok() && std::fs::read(&head).ok().as_deref() != Some(page.as_slice()) {
        let _ = replace_file(&head, &page);
    }
}

fn version_of(connection: &Connection) -> Result<usize, OpenProblem> {
    let version: u32 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(open_problem)?;
    Ok(version as usize)
}

fn refuse_newer(connection: &Connection) -> Result<(), OpenProblem> {
    let known = version_of(connection)? <= MIGRATIONS.len();
    known.then_some(()).ok_or(OpenProblem::NewerApp)
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
pub(super) fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<(), OpenProblem> {
    let version = version_of(connection)?;
    for (index, sql) in steps.iter().enumerate().skip(version) {
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
