//! Taking an answer back from the outbox: it becomes a draft again, to be mended.

use super::database::{StoreProblem, Vault};
use super::drafts::{Draft, begin, of_task};
use crate::forms::{Path, Value};
use std::collections::BTreeMap;

impl Vault {
    /// Turns a parked item into the draft that it was, in one transaction. False, and nothing
    /// changed, when the item is not parked (any more), or a draft of the same thing was begun
    /// meanwhile.
    pub fn take_back(
        &self,
        id: &str,
        draft: &Draft,
        answers: &BTreeMap<Path, Vec<Value>>,
    ) -> Result<bool, StoreProblem> {
        self.write(|db| {
            if of_task(db, &draft.task)?.is_some() {
                return Ok(false);
            }
            let gone = db.execute(
                "DELETE FROM outbox WHERE id = ?1 AND state = 'parked'",
                [id],
            )?;
            if gone == 0 {
                return Ok(false);
            }
            begin(db, draft, answers)?;
            Ok(true)
        })
    }
}
