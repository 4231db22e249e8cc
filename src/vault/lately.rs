//! As much of the outbox as a look needs: whatever is not sent, and the newest of what is. In ten years a
//! phone sends hundreds of answers, and a look comes after every one of them.

use super::database::{StoreProblem, Vault};
use super::outbox::{COLUMNS, Item, read_item};
use rusqlite::params_from_iter;
use std::collections::BTreeSet;

/// The newest of what was sent that a look shows; the rest is read when somebody asks for it.
pub const NEWEST_SENT: usize = 50;

/// What of the outbox is shown.
#[derive(Default)]
pub struct Lately {
    /// All that is not sent, and the newest that are; the newest first.
    pub items: Vec<Item>,
    /// How many were sent before those.
    pub sent_earlier: usize,
}

impl Vault {
    /// Whatever is not sent, and the `newest` of what is.
    pub fn outbox_lately(&self, newest: usize) -> Result<Lately, StoreProblem> {
        self.read(|db| {
            // Both halves walk the index on state and place, so neither sees what is old.
            let mut rows = db.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM outbox WHERE sequence IN (
                     SELECT sequence FROM outbox
                     WHERE state IN ('pending', 'sending', 'unknown', 'parked')
                     UNION ALL
                     SELECT sequence FROM (
                         SELECT sequence FROM outbox WHERE state = 'sent'
                         ORDER BY sequence DESC LIMIT ?1))
                 ORDER BY sequence DESC"
            ))?;
            let newest = i64::try_from(newest).unwrap_or(i64::MAX);
            let items = rows.query_map([newest], read_item)?;
            let items = items.collect::<Result<Vec<Item>, _>>()?;
            let mut count =
                db.prepare_cached("SELECT count(*) FROM outbox WHERE state = 'sent'")?;
            let sent: i64 = count.query_row([], |row| row.get(0))?;
            let earlier = sent.saturating_sub(newest).max(0);
            Ok(Lately {
                items,
                sent_earlier: usize::try_from(earlier).unwrap_or(0),
            })
        })
    }

    /// Which of these Tasks something in the outbox answers, however long ago it left.
    pub fn answered_among(&self, tasks: &[String]) -> Result<BTreeSet<String>, StoreProblem> {
        if tasks.is_empty() {
            return Ok(BTreeSet::new());
        }
        self.read(|db| {
            let marks = vec!["?"; tasks.len()].join(", ");
            let mut rows =
                db.prepare(&format!("SELECT task FROM outbox WHERE task IN ({marks})"))?;
            rows.query_map(params_from_iter(tasks), |row| row.get(0))?
                .collect()
        })
    }
}
