//! Forms begun and not sent. Every answer is one row, committed before the screen moves on.

use super::database::{StoreProblem, Vault};
use crate::forms::{Path, Value};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

/// A form begun.
#[derive(Clone)]
pub struct Draft {
    /// UUIDv7; becomes the identifier of the response.
    pub id: String,
    /// Canonical address of the form.
    pub form: String,
    /// Its version.
    pub form_version: Option<String>,
    /// The questionnaire as it came when the form was begun.
    pub questionnaire: String,
    /// The Task that it answers.
    pub task: String,
    /// When it was begun.
    pub begun: Timestamp,
    /// Who fills it in: a FHIR reference.
    pub author: String,
    /// The page that the person was on last.
    pub at: Option<Path>,
}

const COLUMNS: &str = "id, form, form_version, questionnaire, task, begun, author, at";

impl Vault {
    /// The draft of a task.
    pub fn draft_of_task(&self, task: &str) -> Result<Option<Draft>, StoreProblem> {
        self.read(|db| {
            db.prepare_cached(&format!("SELECT {COLUMNS} FROM draft WHERE task = ?1"))?
                .query_row([task], read_draft)
                .optional()
        })
    }

    /// All drafts, the last touched first, each with how many answers it has.
    pub fn drafts(&self) -> Result<Vec<(Draft, u32)>, StoreProblem> {
        self.read(|db| {
            let mut rows = db.prepare_cached(&format!(
                "SELECT {COLUMNS}, (SELECT count(*) FROM answer WHERE draft = draft.id) FROM draft ORDER BY touched DESC"
            ))?;
            rows.query_map([], |row| Ok((read_draft(row)?, row.get(8)?)))?.collect()
        })
    }

    /// The answers of a draft. A value that cannot be read any more is left out here and stays in
    /// the file.
    pub fn answers(&self, draft: &str) -> Result<BTreeMap<Path, Vec<Value>>, StoreProblem> {
        self.read(|db| read_answers(db, draft))
    }

    /// Keeps one answer; no values take it back. The draft is made with its first answer or page.
    /// When this returns, it is on the disk. A form that was handed over takes no more answers: they
    /// would be said to nobody.
    pub fn keep_answer(
        &self,
        draft: &Draft,
        path: &Path,
        values: &[Value],
    ) -> Result<(), StoreProblem> {
        let json = serde_json::to_string(values).map_err(|_| StoreProblem::NotSaved)?;
        self.write(|db| {
            let sequence = touch(db, draft)?;
            if values.is_empty() {
                db.prepare_cached("DELETE FROM answer WHERE draft = ?1 AND path = ?2")?
                    .execute([&draft.id, path.as_str()])?;
            } else {
                db.prepare_cached("INSERT OR REPLACE INTO answer (draft, path, sequence, value) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![draft.id, path.as_str(), sequence, json])?;
            }
            Ok(())
        })
    }

    /// Remembers the page that the person is on.
    pub fn keep_place(&self, draft: &Draft, at: &Path) -> Result<(), StoreProblem> {
        self.write(|db| {
            touch(db, draft)?;
            db.prepare_cached("UPDATE draft SET at = ?2 WHERE id = ?1")?
                .execute([&draft.id, at.as_str()])?;
            Ok(())
        })
    }
}

/// Makes the draft if it is not there, and moves it to the top. Order is by a counter, not a clock.
fn touch(db: &rusqlite::Transaction, draft: &Draft) -> rusqlite::Result<i64> {
    let sequence: i64 = db
        .prepare_cached("SELECT coalesce(max(touched), 0) + 1 FROM draft")?
        .query_row([], |row| row.get(0))?;
    db.prepare_cached(
        "INSERT INTO draft (id, form, form_version, questionnaire, task, begun, author, at, touched)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8 WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE task = ?5)
         ON CONFLICT (id) DO UPDATE SET touched = ?8",
    )?
    .execute(params![
        draft.id,
        draft.form,
        draft.form_version,
        draft.questionnaire,
        draft.task,
        draft.begun.to_string(),
        draft.author,
        sequence
    ])?;
    Ok(sequence)
}

/// The answers of a draft, as they are on the disk.
pub(super) fn read_answers(
    db: &Connection,
    draft: &str,
) -> rusqlite::Result<BTreeMap<Path, Vec<Value>>> {
    let mut rows = db.prepare_cached("SELECT path, value FROM answer WHERE draft = ?1")?;
    let pairs = rows.query_map([draft], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut answers = BTreeMap::new();
    for pair in pairs {
        let (path, value) = pair?;
        if let Ok(values) = serde_json::from_str(&value) {
            answers.insert(Path::of(&path), values);
        }
    }
    Ok(answers)
}

fn read_draft(row: &Row) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: row.get(0)?,
        form: row.get(1)?,
        form_version: row.get(2)?,
        questionnaire: row.get(3)?,
        task: row.get(4)?,
        begun: row
            .get::<_, String>(5)?
            .parse()
            .unwrap_or(Timestamp::UNIX_EPOCH),
        author: row.get(6)?,
        at: row.get::<_, Option<String>>(7)?.map(|text| Path::of(&text)),
    })
}
