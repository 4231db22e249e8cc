//! A draft that ends on this phone: it is no form begun any more, and it never leaves.

use super::database::{StoreProblem, Vault};
use super::outbox::{NewItem, put};

impl Vault {
    /// Keeps a draft for good under a name of its own; what follows from it for the trust goes into the
    /// outbox. Both or neither. False, and nothing changed: there is no such draft (any more).
    pub fn keep_for_good(
        &self,
        draft: &str,
        name: &str,
        follows: Option<&NewItem>,
    ) -> Result<bool, StoreProblem> {
        self.write(|db| {
            let kept = db.execute(
                "UPDATE draft SET task = ?2 WHERE id = ?1 AND task <> ?2",
                [draft, name],
            )?;
            if kept == 0 {
                return Ok(false);
            }
            if let Some(item) = follows {
                put(db, item)?;
            }
            Ok(true)
        })
    }
}
