//! The outbox: what wants to reach the trust, in the order in which it was said.
//!
//! An item is born in the transaction that ends its draft, and leaves only as `sent`, when the
//! server has confirmed it, or by the person. States: `pending`, `sending` (written before the
//! request leaves, so that a start after a kill knows that it may have arrived), `unknown` (an
//! answer never came), `parked` (needs the person), `sent`.

use super::database::{StoreProblem, Vault};
use super::drafts::read_answers;
use crate::forms::{Path, Value};
use jiff::Timestamp;
use rusqlite::{Row, params};
use std::collections::BTreeMap;

/// Where an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemState {
    /// Waits to be sent.
    Pending,
    /// A request is under way.
    Sending,
    /// It may have arrived.
    Unknown,
    /// Needs the person.
    Parked,
    /// The server has confirmed it.
    Sent,
}

impl ItemState {
    fn text(self) -> &'static str {
        match self {
            ItemState::Pending => "pending",
            ItemState::Sending => "sending",
            ItemState::Unknown => "unknown",
            ItemState::Parked => "parked",
            ItemState::Sent => "sent",
        }
    }

    fn read(text: &str) -> Self {
        match text {
            "pending" => ItemState::Pending,
            "sending" => ItemState::Sending,
            "parked" => ItemState::Parked,
            "sent" => ItemState::Sent,
            _ => ItemState::Unknown,
        }
    }
}

/// An item to be put into the outbox.
pub struct NewItem {
    /// UUIDv7.
    pub id: String,
    /// What kind of thing it is.
    pub kind: &'static str,
    /// What a person would call it.
    pub title: Option<String>,
    /// The Task that it answers.
    pub task: Option<String>,
    /// What is to be true on the server (`sync::Parcel` as JSON).
    pub body: String,
    /// How far it has come (`sync::Progress` as JSON).
    pub progress: String,
    /// When the person pressed send.
    pub answered: Timestamp,
    /// Whether it holds an answer for which help was shown.
    pub risk: bool,
    /// The sum, where there is one.
    pub score: Option<f64>,
}

/// An item of the outbox.
#[derive(Clone)]
pub struct Item {
    /// Its place in the order.
    pub sequence: i64,
    /// UUIDv7.
    pub id: String,
    /// What a person would call it.
    pub title: Option<String>,
    /// The Task that it answers.
    pub task: Option<String>,
    /// What is to be true on the server.
    pub body: String,
    /// How far it has come.
    pub progress: String,
    /// Another item that must arrive first.
    pub depends_on: Option<String>,
    /// When the person pressed send.
    pub answered: Timestamp,
    /// Whether it holds an answer for which help was shown.
    pub risk: bool,
    /// The sum, where there is one.
    pub score: Option<f64>,
    /// Where it is.
    pub state: ItemState,
    /// How often it was tried.
    pub tries: u32,
    /// Not before this moment: milliseconds since 1970.
    pub next_try: Option<i64>,
    /// Why it waits or is parked: a code, never a text of the server's.
    pub reason: Option<String>,
    /// When the server confirmed it.
    pub sent_at: Option<Timestamp>,
}

const COLUMNS: &str = "sequence, id, title, task, body, progress, depends_on, answered, risk, score, state, tries, \
                       next_try, reason, sent_at";

impl Vault {
    /// Ends a draft: `make` turns its answers into an item, which goes into the outbox as the draft
    /// goes away. All in one transaction, so that no answer falls between and no second tap makes a
    /// second item. `None`: there is no such draft any more.
    pub fn post<E>(
        &self,
        draft: &str,
        make: impl FnOnce(BTreeMap<Path, Vec<Value>>) -> Result<NewItem, E>,
    ) -> Result<Option<Result<(), E>>, StoreProblem> {
        self.write(|db| {
            let there: bool =
                db.query_row("SELECT count(*) FROM draft WHERE id = ?1", [draft], |row| row.get(0))?;
            if !there {
                return Ok(None);
            }
            let item = match make(read_answers(db, draft)?) {
                Ok(item) => item,
                Err(problem) => return Ok(Some(Err(problem))),
            };
            db.execute(
                "INSERT INTO outbox (id, kind, title, task, body, progress, answered, risk, score, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'pending')",
                params![
                    item.id,
                    item.kind,
                    item.title,
                    item.task,
                    item.body,
                    item.progress,
                    item.answered.to_string(),
                    item.risk,
                    item.score.map(|s| s.to_string())
                ],
            )?;
            db.execute("DELETE FROM draft WHERE id = ?1", [draft])?;
            Ok(Some(Ok(())))
        })
    }

    /// All items, the newest first.
    pub fn outbox(&self) -> Result<Vec<Item>, StoreProblem> {
        self.read(|db| {
            let mut rows = db.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM outbox ORDER BY sequence DESC"
            ))?;
            rows.query_map([], read_item)?.collect()
        })
    }

    /// Items that want to be sent, the oldest first.
    pub fn waiting(&self) -> Result<Vec<Item>, StoreProblem> {
        self.read(|db| {
            let mut rows = db.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM outbox WHERE state IN ('pending', 'sending', 'unknown') ORDER BY sequence"
            ))?;
            rows.query_map([], read_item)?.collect()
        })
    }

    /// What a start finds as `sending` was cut off: it may have arrived.
    pub fn doubt_what_was_cut_off(&self) -> Result<(), StoreProblem> {
        self.write(|db| {
            db.execute(
                "UPDATE outbox SET state = 'unknown' WHERE state = 'sending'",
                [],
            )
            .map(|_| ())
        })
    }

    /// Notes how far an item has come.
    pub fn note(&self, item: &Item) -> Result<(), StoreProblem> {
        self.write(|db| {
            db.execute(
                "UPDATE outbox SET progress = ?2, state = ?3, tries = ?4, next_try = ?5, reason = ?6, sent_at = ?7
                 WHERE sequence = ?1 AND state <> 'sent'",
                params![
                    item.sequence,
                    item.progress,
                    item.state.text(),
                    item.tries,
                    item.next_try,
                    item.reason,
                    item.sent_at.map(|t| t.to_string())
                ],
            )
            .map(|_| ())
        })
    }

    /// What waits may be tried at once.
    pub fn hurry(&self) -> Result<(), StoreProblem> {
        self.write(|db| {
            db.execute(
                "UPDATE outbox SET next_try = NULL WHERE state IN ('pending', 'unknown')",
                [],
            )
            .map(|_| ())
        })
    }

    /// Puts a parked item back among those that wait, to be tried at once.
    pub fn unpark(&self, id: &str, progress: &str) -> Result<(), StoreProblem> {
        self.write(|db| {
            db.execute(
                "UPDATE outbox SET state = 'unknown', tries = 0, next_try = NULL, reason = NULL, progress = ?2
                 WHERE id = ?1 AND state = 'parked'",
                [id, progress],
            )
            .map(|_| ())
        })
    }
}

fn read_item(row: &Row) -> rusqlite::Result<Item> {
    let time = |text: Option<String>| text.and_then(|t| t.parse::<Timestamp>().ok());
    Ok(Item {
        sequence: row.get(0)?,
        id: row.get(1)?,
        title: row.get(2)?,
        task: row.get(3)?,
        body: row.get(4)?,
        progress: row.get(5)?,
        depends_on: row.get(6)?,
        answered: time(row.get(7)?).unwrap_or(Timestamp::UNIX_EPOCH),
        risk: row.get(8)?,
        score: row
            .get::<_, Option<String>>(9)?
            .and_then(|s| s.parse().ok()),
        state: ItemState::read(&row.get::<_, String>(10)?),
        tries: row.get(11)?,
        next_try: row.get(12)?,
        reason: row.get(13)?,
        sent_at: time(row.get(14)?),
    })
}
