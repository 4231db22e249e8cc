//! Answers without a name, until they are gone.
//!
//! Nothing in a row says who gave the answer, when, or in which order with others: the id is random, the
//! row is found by it alone, and the moment at which it goes is random within a day. With the answer on
//! the trust's side the row goes, and nothing is left.

use super::database::{StoreProblem, Vault};
use super::drafts::answers_to_hand_over;
use crate::forms::{Path, Value};
use rusqlite::params;
use std::collections::BTreeMap;

/// An answer without a name.
#[derive(Clone)]
pub struct Nameless {
    /// UUID version 4: made of nothing but chance.
    pub id: String,
    /// What is sent (JSON).
    pub body: String,
    /// Not before this moment: milliseconds since 1970.
    pub due: i64,
}

impl Vault {
    /// Ends a draft: `make` turns its answers into a nameless one, in one transaction. `None`: there is
    /// no such draft any more.
    pub fn post_nameless<E>(
        &self,
        draft: &str,
        make: impl FnOnce(BTreeMap<Path, Vec<Value>>) -> Result<Nameless, E>,
    ) -> Result<Option<Result<(), E>>, StoreProblem> {
        self.write(|db| {
            let Some(answers) = answers_to_hand_over(db, draft)? else {
                return Ok(None);
            };
            let it = match make(answers) {
                Ok(it) => it,
                Err(problem) => return Ok(Some(Err(problem))),
            };
            db.execute(
                "INSERT INTO nameless (id, body, due) VALUES (?1, ?2, ?3)",
                params![it.id, it.body, it.due],
            )?;
            db.execute("DELETE FROM draft WHERE id = ?1", [draft])?;
            Ok(Some(Ok(())))
        })
    }

    /// Those that have not gone yet, in no order that means anything.
    pub fn nameless(&self) -> Result<Vec<Nameless>, StoreProblem> {
        self.read(|db| {
            let mut rows = db.prepare_cached("SELECT id, body, due FROM nameless ORDER BY id")?;
            rows.query_map([], |row| {
                Ok(Nameless {
                    id: row.get(0)?,
                    body: row.get(1)?,
                    due: row.get(2)?,
                })
            })?
            .collect()
        })
    }

    /// The trust has it: it is gone from here.
    pub fn nameless_arrived(&self, id: &str) -> Result<(), StoreProblem> {
        self.write(|db| {
            db.execute("DELETE FROM nameless WHERE id = ?1", [id])
                .map(|_| ())
        })
    }

    /// It could not be taken; not before this moment again.
    pub fn nameless_later(&self, id: &str, due: i64) -> Result<(), StoreProblem> {
        self.write(|db| {
            db.execute(
                "UPDATE nameless SET due = ?2 WHERE id = ?1",
                params![id, due],
            )
            .map(|_| ())
        })
    }
}
