//! Handing over a copy of what a person keeps: the draft stays, and what goes is what it says now.
//!
//! There is one on its way at most: a second tap, or a second page, makes no second item. One that came
//! back may be replaced by what the person says now, in the same transaction.

use super::database::{StoreProblem, Vault};
use super::drafts::{answers_to_hand_over, read_answers};
use super::outbox::{COLUMNS, Item, NewItem, put, read_item};
use super::unsent::Open;
use crate::forms::{Path, Value};
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;

/// What came of handing over a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostedCopy<E> {
    /// It is in the outbox.
    Posted,
    /// One is on its way: this one's id.
    OnItsWay(String),
    /// There is no such draft, or it says something else than the version that was to go.
    Changed,
    /// It was not to be made, for this reason.
    Not(E),
}

/// What is to be handed over.
pub struct ToCopy<'a> {
    /// The draft that stays.
    pub draft: &'a str,
    /// The draft that keeps what goes: it has to say the same.
    pub version: &'a str,
    /// Under which name items of this kind are known in the outbox.
    pub known_as: &'a str,
    /// A parked item whose place it takes.
    pub replaces: Option<&'a str>,
    /// A setting that is kept along with it: its name and what is to stand in it.
    pub noted: (&'a str, &'a str),
}

impl Vault {
    /// Puts into the outbox what `make` makes of the answers of a draft, which stays.
    pub fn post_copy<E>(
        &self,
        it: &ToCopy,
        make: impl FnOnce(BTreeMap<Path, Vec<Value>>) -> Result<NewItem, E>,
    ) -> Result<PostedCopy<E>, StoreProblem> {
        let posted = self.write_and(
            |db| {
                let Some(answers) = answers_to_hand_over(db, it.draft)? else {
                    return Ok((PostedCopy::Changed, None));
                };
                if answers != read_answers(db, it.version)? {
                    return Ok((PostedCopy::Changed, None));
                }
                let on_its_way: Option<String> = db
                    .query_row(
                        "SELECT id FROM outbox WHERE task = ?1 AND state <> 'sent'
                         AND NOT (state = 'parked' AND id = ?2)",
                        [it.known_as, it.replaces.unwrap_or_default()],
                        |row| row.get(0),
                    )
                    .optional()?;
                if let Some(id) = on_its_way {
                    return Ok((PostedCopy::OnItsWay(id), None));
                }
                let mut item = match make(answers) {
                    Ok(item) => item,
                    Err(problem) => return Ok((PostedCopy::Not(problem), None)),
                };
                item.task = Some(it.known_as.to_owned());
                if let Some(parked) = it.replaces {
                    db.execute(
                        "DELETE FROM outbox WHERE id = ?1 AND task = ?2 AND state = 'parked'",
                        [parked, it.known_as],
                    )?;
                }
                put(db, &item)?;
                db.execute(
                    "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
                    [it.noted.0, it.noted.1],
                )?;
                Ok((PostedCopy::Posted, Some(item)))
            },
            |(_, item)| match item {
                Some(item) => self
                    .unsent
                    .add(&Open::of(item))
                    .map_err(|_| StoreProblem::NotSaved),
                None => Ok(()),
            },
        )?;
        Ok(posted.0)
    }

    /// An item of the outbox.
    pub fn item(&self, id: &str) -> Result<Option<Item>, StoreProblem> {
        self.read(|db| {
            db.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox WHERE id = ?1"))?
                .query_row([id], read_item)
                .optional()
        })
    }
}
