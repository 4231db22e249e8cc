//! Small things: what was granted at sign-in, what the server can do, what was shown.

use super::database::{StoreProblem, Vault};
use jiff::Timestamp;
use rusqlite::OptionalExtension;

/// One line of the log: that a thing happened, never what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// When.
    pub at: Timestamp,
    /// What happened: a word such as `help-shown`.
    pub what: String,
    /// To what: an id.
    pub about: String,
}

impl Vault {
    /// A setting.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreProblem> {
        self.read(|db| {
            db.query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| {
                row.get(0)
            })
            .optional()
        })
    }

    /// Keeps a setting; `None` forgets it.
    pub fn keep_setting(&self, name: &str, value: Option<&str>) -> Result<(), StoreProblem> {
        self.write(|db| {
            match value {
                Some(value) => db.execute(
                    "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
                    [name, value],
                )?,
                None => db.execute("DELETE FROM setting WHERE name = ?1", [name])?,
            };
            Ok(())
        })
    }

    /// Writes a line into the log.
    pub fn log(&self, entry: &LogEntry) -> Result<(), StoreProblem> {
        self.write(|db| {
            db.execute(
                "INSERT INTO log (at, what, about) VALUES (?1, ?2, ?3)",
                [&entry.at.to_string(), &entry.what, &entry.about],
            )
            .map(|_| ())
        })
    }

    /// The log, the oldest first.
    pub fn log_entries(&self) -> Result<Vec<LogEntry>, StoreProblem> {
        self.read(|db| {
            let mut rows =
                db.prepare_cached("SELECT at, what, about FROM log ORDER BY sequence")?;
            rows.query_map([], |row| {
                Ok(LogEntry {
                    at: row
                        .get::<_, String>(0)?
                        .parse()
                        .unwrap_or(Timestamp::UNIX_EPOCH),
                    what: row.get(1)?,
                    about: row.get(2)?,
                })
            })?
            .collect()
        })
    }
}
