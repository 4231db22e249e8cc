//! Things of which the last word counts: what one carer sees. A new word takes the place of all that wait,
//! in one transaction, so that no older one can go out behind it, whatever is killed when.

use super::database::{StoreProblem, Vault};
use super::outbox::{COLUMNS, Item, NewItem, put, read_item};
use super::settings::LogEntry;
use super::unsent::Open;
use rusqlite::{Connection, OptionalExtension};

/// The newest of what was sent about the same that a new word is shown.
const NEWEST_SENT: i64 = 5;

impl Vault {
    /// Says something new of `about`. `make` is shown what was said of it before, the newest first: all that
    /// was not sent, which goes away, and the newest that was. It gives the new item, or none where
    /// nothing is to be sent. With it goes a line into the log.
    pub fn say_last<E>(
        &self,
        kind: &'static str,
        about: &str,
        entry: &LogEntry,
        make: impl FnOnce(&[Item]) -> Result<Option<NewItem>, E>,
    ) -> Result<Result<(), E>, StoreProblem> {
        let said = self.write_and(
            |db| {
                let before = said_before(db, kind, about)?;
                let item = match make(&before) {
                    Ok(item) => item,
                    Err(problem) => return Ok(Err(problem)),
                };
                db.execute(
                    "DELETE FROM outbox WHERE kind = ?1 AND task = ?2 AND state <> 'sent'",
                    [kind, about],
                )?;
                if let Some(item) = &item {
                    put(db, item)?;
                }
                db.execute(
                    "INSERT INTO log (at, what, about) VALUES (?1, ?2, ?3)",
                    [&entry.at.to_string(), &entry.what, &entry.about],
                )?;
                Ok(Ok(item))
            },
            |said| match said {
                Ok(Some(item)) => self
                    .unsent
                    .add(&Open::of(item))
                    .map_err(|_| StoreProblem::NotSaved),
                _ => Ok(()),
            },
        )?;
        // Sealed lines of what was said before leave now, or at the next opening.
        if said.is_ok() {
            let _ = self.read(|db| {
                let mut rows = db.prepare_cached("SELECT id FROM outbox WHERE state <> 'sent'")?;
                let ids = rows.query_map([], |row| row.get::<_, String>(0))?;
                let ids = ids.collect::<Result<_, _>>()?;
                Ok(self.unsent.keep_only(&ids))
            });
        }
        Ok(said.map(|_| ()))
    }

    /// Whether an item is still there: a newer word takes the place of an older one at any time.
    pub fn is_in_outbox(&self, sequence: i64) -> Result<bool, StoreProblem> {
        self.read(|db| {
            let found = db.query_row(
                "SELECT 1 FROM outbox WHERE sequence = ?1",
                [sequence],
                |_| Ok(()),
            );
            Ok(found.optional()?.is_some())
        })
    }
}

fn said_before(db: &Connection, kind: &str, about: &str) -> rusqlite::Result<Vec<Item>> {
    let mut rows = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM outbox WHERE kind = ?1 AND task = ?2 AND (state <> 'sent' OR sequence IN (
             SELECT sequence FROM outbox WHERE kind = ?1 AND task = ?2 AND state = 'sent'
             ORDER BY sequence DESC LIMIT {NEWEST_SENT}))
         ORDER BY sequence DESC"
    ))?;
    rows.query_map([kind, about], read_item)?.collect()
}
