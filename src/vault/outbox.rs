//! The outbox: what wants to reach the trust, in the order in which it was said.
//!
//! An item is born in the transaction that ends its draft, and leaves only as `sent`, when the
//! server has confirmed it, or by the person. States: `pending`, `sending` (written before the
//! request leaves, so that a start after a kill knows that it may have arrived), `unknown` (an
//! answer never came), `parked` (needs the person), `sent`.

use super::database::{StoreProblem, Vault};
use super::drafts::answers_to_hand_over;
use super::unsent::Open;
use crate::forms::{Path, Value};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet};

/// Where an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemState {
    /// Waits to be sent.
    #[default]
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
#[derive(Default)]
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
    /// The form that it answers, so that it can be read and put right later.
    pub form: Option<String>,
    /// Another item that must arrive first.
    pub depends_on: Option<String>,
    /// What is to follow once this has arrived.
    pub then: Option<Box<NewItem>>,
}

/// An item of the outbox.
#[derive(Clone, Default)]
pub struct Item {
    /// Its place in the order.
    pub sequence: i64,
    /// UUIDv7.
    pub id: String,
    /// What kind of thing it is.
    pub kind: String,
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

/// What a draft became: nothing, since it is gone; an item; or the reason why not.
type Posted<E> = Option<Result<NewItem, E>>;

impl Item {
    /// Whether the server has not confirmed it.
    pub fn is_unsent(&self) -> bool {
        self.state != ItemState::Sent
    }

    fn open(&self) -> Open<'_> {
        Open {
            id: &self.id,
            title: self.title.as_deref(),
            task: self.task.as_deref(),
            answered: self.answered.to_string(),
            body: &self.body,
        }
    }
}

pub(super) const COLUMNS: &str = "sequence, id, title, task, body, progress, depends_on, answered, risk, score, state, tries, \
                       next_try, reason, sent_at, kind";

impl Vault {
    /// Ends a draft: `make` turns its answers into an item, which goes into the outbox as the draft
    /// goes away. All in one transaction, so that no answer falls between and no second tap makes a
    /// second item. `None`: there is no such draft any more.
    pub fn post<E>(
        &self,
        draft: &str,
        make: impl FnOnce(BTreeMap<Path, Vec<Value>>) -> Result<NewItem, E>,
    ) -> Result<Option<Result<(), E>>, StoreProblem> {
        let sealed = |posted: &Posted<E>| match posted {
            Some(Ok(item)) => self
                .unsent
                .add(&Open::of(item))
                .map_err(|_| StoreProblem::NotSaved),
            _ => Ok(()),
        };
        let posted = self.write_and(
            |db| {
                let Some(answers) = answers_to_hand_over(db, draft)? else {
                    return Ok(None);
                };
                let item = match make(answers) {
                    Ok(item) => item,
                    Err(problem) => return Ok(Some(Err(problem))),
                };
                let mut next = Some(&item);
                while let Some(item) = next {
                    put(db, item)?;
                    next = item.then.as_deref();
                }
                db.execute("DELETE FROM draft WHERE id = ?1", [draft])?;
                Ok(Some(Ok(item)))
            },
            sealed,
        )?;
        Ok(posted.map(|item| item.map(|_| ())))
    }

    /// Seals what is accepted from now on to this recipient as well (VAULT §4), and what waits already.
    /// Lines of what has arrived meanwhile leave. False when it is no recipient.
    pub fn seal_unsent_to(&self, recipient: Option<&str>) -> Result<bool, StoreProblem> {
        if !self.unsent.seal_to(recipient) {
            return Ok(false);
        }
        // While the database is held, nothing is accepted that this would miss.
        let tidied = self.read(|db| {
            let waiting: Vec<Item> = read_outbox(db)?
                .into_iter()
                .filter(Item::is_unsent)
                .collect();
            Ok(self.tidy_unsent(&waiting))
        })?;
        tidied.map_err(|_| StoreProblem::NotSaved)?;
        Ok(true)
    }

    /// Whether what is accepted is sealed to somebody as well.
    pub fn seals_unsent(&self) -> bool {
        self.unsent.has_recipient()
    }

    /// All items, the newest first.
    pub fn outbox(&self) -> Result<Vec<Item>, StoreProblem> {
        self.read(read_outbox)
    }

    /// The form of an item, as it was pinned when it was begun.
    pub fn form_of(&self, id: &str) -> Result<Option<String>, StoreProblem> {
        self.read(|db| {
            db.query_row("SELECT form FROM outbox WHERE id = ?1", [id], |row| {
                row.get(0)
            })
            .optional()
            .map(Option::flatten)
        })
    }

    /// Takes a parked item away for good, with what depends on it: the person has decided that it does
    /// not go. False when it is not parked (any more).
    pub fn give_up_item(&self, id: &str) -> Result<bool, StoreProblem> {
        let gone = self.write(|db| {
            let gone = db.execute(
                "DELETE FROM outbox WHERE id = ?1 AND state = 'parked'",
                [id],
            )?;
            if gone > 0 {
                db.execute("DELETE FROM outbox WHERE depends_on = ?1", [id])?;
            }
            Ok(gone > 0)
        })?;
        if gone {
            // A sealed line that stays behind leaves at the next opening.
            let _ = self.read(|_| {
                let mut ids = self.unsent.ids();
                ids.remove(id);
                Ok(self.unsent.keep_only(&ids))
            });
        }
        Ok(gone)
    }

    /// Items that want to be sent, the oldest first; without those that depend on one that is not
    /// there yet.
    pub fn waiting(&self) -> Result<Vec<Item>, StoreProblem> {
        self.read(|db| {
            let mut rows = db.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM outbox WHERE state IN ('pending', 'sending', 'unknown')
                 AND (depends_on IS NULL
                      OR depends_on IN (SELECT id FROM outbox WHERE state = 'sent'))
                 ORDER BY sequence"
            ))?;
            rows.query_map([], read_item)?.collect()
        })
    }

    /// What a start finds as `sending` was cut off: it may have arrived.
    pub fn doubt_what_was_cut_off(&self) -> Result<(), StoreProblem> {
        self.write(|db| {
            db.execute(
                "UPDATE outbox SET state = 'unknown', reason = 'unknown' WHERE state = 'sending'",
                [],
            )
            .map(|_| ())
        })
    }

    /// Notes how far an item has come.
    pub fn note(&self, item: &Item) -> Result<(), StoreProblem> {
        self.note_row(item)?;
        if item.state == ItemState::Sent {
            // A line that stays behind leaves at the next opening.
            let gone = self.read(|_| {
                let mut ids = self.unsent.ids();
                ids.remove(&item.id);
                Ok(self.unsent.keep_only(&ids))
            });
            if !matches!(gone, Ok(Ok(()))) {
                tracing::warn!("a sealed item that has arrived could not be taken away yet");
            }
        }
        Ok(())
    }

    /// Takes the sealed lines of these items away. One that stays behind leaves at the next opening.
    pub(super) fn unseal(&self, items: &[String]) {
        let gone = self.read(|_| {
            let mut ids = self.unsent.ids();
            ids.retain(|id| !items.contains(id));
            Ok(self.unsent.keep_only(&ids))
        });
        if !matches!(gone, Ok(Ok(()))) {
            tracing::warn!("a sealed item that was given up could not be taken away yet");
        }
    }

    fn tidy_unsent(&self, waiting: &[Item]) -> std::io::Result<()> {
        let ids: BTreeSet<String> = waiting.iter().map(|item| item.id.clone()).collect();
        self.unsent.keep_only(&ids)?;
        let there = self.unsent.ids();
        for item in waiting.iter().rev().filter(|it| !there.contains(&it.id)) {
            self.unsent.add(&item.open())?;
        }
        Ok(())
    }

    fn note_row(&self, item: &Item) -> Result<(), StoreProblem> {
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

    /// Puts a parked item back among those that wait, to be tried at once from `progress` on.
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

pub(super) fn put(db: &Connection, item: &NewItem) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO outbox (id, kind, title, task, body, progress, answered, risk, score, form, depends_on, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'pending')",
        params![
            item.id,
            item.kind,
            item.title,
            item.task,
            item.body,
            item.progress,
            item.answered.to_string(),
            item.risk,
            item.score.map(|s| s.to_string()),
            item.form,
            item.depends_on
        ],
    )
    .map(|_| ())
}

fn read_outbox(db: &Connection) -> rusqlite::Result<Vec<Item>> {
    let mut rows = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM outbox ORDER BY sequence DESC"
    ))?;
    rows.query_map([], read_item)?.collect()
}

pub(super) fn read_item(row: &Row) -> rusqlite::Result<Item> {
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
        kind: row.get(15)?,
    })
}
