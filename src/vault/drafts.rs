//! Forms begun and not sent. Every answer is one row, committed before the screen moves on.
//!
//! A draft is found by what it is filled in for ([`Draft::task`]), of which there is one at most: however
//! often a form is opened or tapped, there is one draft, and every answer goes into it.

use super::database::{StoreProblem, Vault};
use crate::forms::{Path, Value};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use std::collections::BTreeMap;

/// A form begun.
#[derive(Clone, Default)]
pub struct Draft {
    /// UUIDv7; becomes the identifier of the response.
    pub id: String,
    /// Canonical address of the form.
    pub form: String,
    /// Its version.
    pub form_version: Option<String>,
    /// The questionnaire as it came when the form was begun, with its sets of options inside.
    pub questionnaire: String,
    /// What it is filled in for: the Task's id, or a word of the app's own.
    pub task: String,
    /// When it was begun.
    pub begun: Timestamp,
    /// Who fills it in: a FHIR reference.
    pub author: String,
    /// The page that the person was on last.
    pub at: Option<Path>,
    /// When it was touched last.
    pub touched: Option<Timestamp>,
    /// The Task that it answers; none: begun by the person.
    pub for_task: Option<String>,
    /// What that was sent it puts right (JSON).
    pub mends: Option<String>,
    /// Who types, where the person said so: a word of the app's own.
    pub typed: Option<String>,
}

const COLUMNS: &str = "id, form, form_version, questionnaire, task, begun, author, \
                       (SELECT at FROM place WHERE draft = draft.id), touched_at, for_task, mends, typed";

impl Vault {
    /// The draft of a task, or of what else it is filled in for.
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
                "SELECT {COLUMNS}, (SELECT count(*) FROM answer WHERE draft = draft.id AND value <> '[]')
                 FROM draft ORDER BY touched DESC"
            ))?;
            rows.query_map([], |row| Ok((read_draft(row)?, row.get(12)?)))?
                .collect()
        })
    }

    /// The answers of a draft. A value that cannot be read any more is left out here and stays in
    /// the file.
    pub fn answers(&self, draft: &str) -> Result<BTreeMap<Path, Vec<Value>>, StoreProblem> {
        self.read(|db| read_answers(db, draft))
    }

    /// Keeps one answer; no values take it back. The draft is made with its first answer or page.
    /// When this returns, it is on the disk. A form that was handed over takes no more answers: they
    /// would be said to nobody. Gives the id of the draft that has it.
    pub fn keep_answer(
        &self,
        draft: &Draft,
        path: &Path,
        values: &[Value],
    ) -> Result<String, StoreProblem> {
        if !values.is_empty() {
            return self.keep_values(draft, path, values);
        }
        self.write(|db| {
            let (id, _) = touch(db, draft)?;
            db.prepare_cached("DELETE FROM answer WHERE draft = ?1 AND path = ?2")?
                .execute([id.as_str(), path.as_str()])?;
            Ok(id)
        })
    }

    /// Keeps that the person took out what the form begins with: "nothing" is an answer there.
    pub fn keep_nothing(&self, draft: &Draft, path: &Path) -> Result<String, StoreProblem> {
        self.keep_values(draft, path, &[])
    }

    fn keep_values(
        &self,
        draft: &Draft,
        path: &Path,
        values: &[Value],
    ) -> Result<String, StoreProblem> {
        let json = serde_json::to_string(values).map_err(|_| StoreProblem::NotSaved)?;
        self.write(|db| {
            let (id, sequence) = touch(db, draft)?;
            db.prepare_cached("INSERT OR REPLACE INTO answer (draft, path, sequence, value) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![id, path.as_str(), sequence, json])?;
            Ok(id)
        })
    }

    /// Remembers the page that the person is on.
    pub fn keep_place(&self, draft: &Draft, at: &Path) -> Result<String, StoreProblem> {
        self.write(|db| {
            let (id, _) = touch(db, draft)?;
            db.prepare_cached("INSERT OR REPLACE INTO place (draft, at) VALUES (?1, ?2)")?
                .execute([id.as_str(), at.as_str()])?;
            Ok(id)
        })
    }

    /// Keeps who types.
    pub fn keep_typed(&self, draft: &Draft, typed: &str) -> Result<String, StoreProblem> {
        self.write(|db| {
            let (id, _) = touch(db, draft)?;
            db.execute(
                "UPDATE draft SET typed = ?2 WHERE id = ?1",
                [id.as_str(), typed],
            )?;
            Ok(id)
        })
    }

    /// Keeps a draft with these answers, unless there is one for the same thing already. Gives the id of
    /// the one that is there.
    pub fn begin(
        &self,
        draft: &Draft,
        answers: &BTreeMap<Path, Vec<Value>>,
    ) -> Result<String, StoreProblem> {
        self.write(|db| begin(db, draft, answers))
    }

    /// Begins a draft in the place of another, which stays under a name of its own. Both or neither; a
    /// second tap begins no second one. Gives the id of the draft that is there now.
    pub fn begin_beside(
        &self,
        draft: &Draft,
        old: &str,
        aside: &str,
    ) -> Result<String, StoreProblem> {
        self.write(|db| {
            db.execute(
                "UPDATE draft SET task = ?2 WHERE id = ?1 AND task = ?3",
                [old, aside, &draft.task],
            )?;
            begin(db, draft, &BTreeMap::new())
        })
    }

    /// Keeps another form with a draft: what it is made of has changed. The answer at `but` goes; all others
    /// stay.
    pub fn keep_form(
        &self,
        draft: &str,
        questionnaire: &str,
        but: Option<&Path>,
    ) -> Result<(), StoreProblem> {
        self.write(|db| {
            if let Some(path) = but {
                db.execute(
                    "DELETE FROM answer WHERE draft = ?1 AND path = ?2",
                    [draft, path.as_str()],
                )?;
            }
            db.execute(
                "UPDATE draft SET questionnaire = ?2 WHERE id = ?1",
                [draft, questionnaire],
            )
            .map(|_| ())
        })
    }

    /// Keeps a copy of a draft under another name, as it stands.
    pub fn copy_draft(&self, draft: &str, id: &str, task: &str) -> Result<(), StoreProblem> {
        self.write(|db| {
            db.execute(
                "INSERT INTO draft (id, form, form_version, questionnaire, task, begun, author, touched,
                                    touched_at, for_task, mends, typed)
                 SELECT ?2, form, form_version, questionnaire, ?3, begun, author, touched,
                        touched_at, for_task, mends, typed FROM draft WHERE id = ?1",
                [draft, id, task],
            )?;
            db.execute(
                "INSERT INTO place (draft, at) SELECT ?2, at FROM place WHERE draft = ?1",
                [draft, id],
            )?;
            db.execute(
                "INSERT INTO answer (draft, path, sequence, value)
                 SELECT ?2, path, sequence, value FROM answer WHERE draft = ?1",
                [draft, id],
            )
            .map(|_| ())
        })
    }

    /// Takes a draft away with everything in it: the person gives it up.
    pub fn give_up(&self, draft: &str) -> Result<(), StoreProblem> {
        self.write(|db| {
            db.execute("DELETE FROM draft WHERE id = ?1", [draft])
                .map(|_| ())
        })
    }
}

pub(super) fn begin(
    db: &Transaction,
    draft: &Draft,
    answers: &BTreeMap<Path, Vec<Value>>,
) -> rusqlite::Result<String> {
    let there = of_task(db, &draft.task)?;
    let (id, sequence) = touch(db, draft)?;
    if there.is_none() {
        let mut put = db.prepare_cached(
            "INSERT OR REPLACE INTO answer (draft, path, sequence, value) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (path, values) in answers {
            let json = serde_json::to_string(values)
                .map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
            put.execute(params![id, path.as_str(), sequence, json])?;
        }
    }
    Ok(id)
}

pub(super) fn of_task(db: &Connection, task: &str) -> rusqlite::Result<Option<String>> {
    db.prepare_cached("SELECT id FROM draft WHERE task = ?1")?
        .query_row([task], |row| row.get(0))
        .optional()
}

/// Makes the draft if there is none for the same thing, and moves it to the top. Order is by a counter,
/// not a clock. Gives the id of the one that is there, which may have been begun by another opening of
/// the same form. The row holds the whole form, so all that changes in it keeps its length: then SQLite
/// writes one page and not all of them.
fn touch(db: &Transaction, draft: &Draft) -> rusqlite::Result<(String, i64)> {
    let sequence: i64 = db
        .prepare_cached("SELECT coalesce(max(touched), 0) + 1 FROM draft")?
        .query_row([], |row| row.get(0))?;
    let now = format!("{:.9}", Timestamp::now());
    if let Some(id) = of_task(db, &draft.task)? {
        db.prepare_cached("UPDATE draft SET touched = ?2, touched_at = ?3 WHERE id = ?1")?
            .execute(params![id, sequence, now])?;
        return Ok((id, sequence));
    }
    db.prepare_cached(
        "INSERT INTO draft (id, form, form_version, questionnaire, task, begun, author, touched,
                            touched_at, for_task, mends, typed)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12
         WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE task = ?5)",
    )?
    .execute(params![
        draft.id,
        draft.form,
        draft.form_version,
        draft.questionnaire,
        draft.task,
        draft.begun.to_string(),
        draft.author,
        sequence,
        now,
        draft.for_task,
        draft.mends,
        draft.typed
    ])?;
    Ok((draft.id.clone(), sequence))
}

/// The answers of a draft that is to end; none: there is no such draft (any more).
pub(super) fn answers_to_hand_over(
    db: &Connection,
    draft: &str,
) -> rusqlite::Result<Option<BTreeMap<Path, Vec<Value>>>> {
    let mut there = db.prepare_cached("SELECT 1 FROM draft WHERE id = ?1")?;
    if !there.exists([draft])? {
        return Ok(None);
    }
    read_answers(db, draft).map(Some)
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
            answers.insert(Path::from(path), values);
        }
    }
    Ok(answers)
}

fn read_draft(row: &Row) -> rusqlite::Result<Draft> {
    let time = |text: Option<String>| text.and_then(|t| t.parse::<Timestamp>().ok());
    Ok(Draft {
        id: row.get(0)?,
        form: row.get(1)?,
        form_version: row.get(2)?,
        questionnaire: row.get(3)?,
        task: row.get(4)?,
        begun: time(row.get(5)?).unwrap_or(Timestamp::UNIX_EPOCH),
        author: row.get(6)?,
        at: row.get::<_, Option<String>>(7)?.map(Path::from),
        touched: time(row.get(8)?),
        for_task: row.get(9)?,
        mends: row.get(10)?,
        typed: row.get(11)?,
    })
}
