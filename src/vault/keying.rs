//! Giving SQLCipher its key.
//!
//! The usual way is `PRAGMA key`, but then the key stands in the text of a statement, which SQLite and
//! its wrapper copy and forget without wiping. SQLCipher's own function takes it from a buffer of ours
//! and keeps it in memory that it wipes when the database is closed.

use crate::platform::Key;
use rusqlite::{Connection, ffi};
use zeroize::Zeroizing;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Gives the connection its raw key. Whether it fits shows when something is read.
#[allow(
    unsafe_code,
    reason = "SQLCipher's function has no safe face; the pragma leaves the key in memory"
)]
pub(super) fn give_key(connection: &Connection, key: &Key) -> rusqlite::Result<()> {
    // x'…': the raw key and no passphrase.
    let mut text = Zeroizing::new([0u8; 67]);
    text[0] = b'x';
    text[1] = b'\'';
    for (i, byte) in key.bytes().iter().enumerate() {
        text[2 + 2 * i] = HEX[usize::from(byte >> 4)];
        text[3 + 2 * i] = HEX[usize::from(byte & 15)];
    }
    text[66] = b'\'';
    // SAFETY: the handle is that of an open connection and is not closed here; the buffer lives until
    // the call is over, its length is its own, and SQLCipher copies it.
    let code = unsafe { ffi::sqlite3_key(connection.handle(), text.as_ptr().cast(), 67) };
    if code == ffi::SQLITE_OK {
        Ok(())
    } else {
        Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None))
    }
}
