//! Reading what can still be read of a damaged vault.
//!
//! Each page of the file carries its own proof, so a damaged page is never mistaken for a sound one: it
//! cannot be read at all, and everything else can. Tables are read row by row, what a person said
//! first; where a row cannot be read, reading goes on behind it. The journal may be sound and the file
//! not, or the other way round, or the journal may belong to another file: so it is tried with the
//! journal and without, and once more with the first page as it was at the last opening, since without
//! the first page nothing can be found. What was read first counts.

use super::aside::{copy, remove};
use super::database::{OpenProblem, Vault, unlock};
use crate::platform::Key;
use rusqlite::types::Value;
use rusqlite::{Connection, config::DbConfig, params_from_iter};
use std::path::Path;

/// What was saved of a damaged vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Salvaged {
    /// Forms begun.
    pub drafts: usize,
    /// Answers in them.
    pub answers: usize,
    /// Answers on their way to the trust, and those that arrived.
    pub waiting: usize,
    /// Whether every table was read to its end.
    pub whole: bool,
}

/// The tables, those first that hold the only copy of something, and how their rows are put in order.
const TABLES: [(&str, &str, bool); 10] = [
    ("draft", "rowid", true),
    ("answer", "draft, path", false),
    ("place", "draft", false),
    ("outbox", "rowid", true),
    ("nameless", "id", false),
    ("setting", "rowid", true),
    ("log", "rowid", true),
    ("cursor", "rowid", true),
    ("view", "rowid", true),
    ("record", "type, id", false),
];

/// How often reading begins again behind rows that cannot be read, in one table.
const MOST_GAPS: usize = 200;

/// Reads from the files that were set aside, through a working copy, into a fresh vault.
pub(super) fn salvage(
    aside: &Path,
    work: &Path,
    key: &Key,
    into: &Vault,
) -> Result<Salvaged, OpenProblem> {
    let mut whole = false;
    for (journal, head) in [(true, false), (false, false), (true, true), (false, true)] {
        lay_out(aside, work, journal, head).map_err(|_| OpenProblem::Disk)?;
        let source = Source { path: work, key };
        let mut all = true;
        for (table, order, has_rowid) in TABLES {
            let (rows, to_the_end) = source.rows(table, order, has_rowid);
            all &= to_the_end;
            put(into, table, rows).map_err(|_| OpenProblem::Disk)?;
        }
        if all {
            whole |= journal && !head;
            break;
        }
    }
    lay_out(Path::new(""), work, false, false).map_err(|_| OpenProblem::Disk)?;
    // An answer whose draft could not be read has no form to be shown in.
    let count = |sql: &str| -> Result<usize, OpenProblem> {
        let counted = into.read(|db| db.query_row(sql, [], |row| row.get::<_, u32>(0)));
        counted.map(|n| n as usize).map_err(|_| OpenProblem::Disk)
    };
    Ok(Salvaged {
        drafts: count("SELECT count(*) FROM draft")?,
        answers: count("SELECT count(*) FROM answer")?,
        waiting: count("SELECT count(*) FROM outbox")?,
        whole,
    })
}

/// Lays a working copy out, since SQLite writes even where we only read.
fn lay_out(aside: &Path, work: &Path, journal: bool, head: bool) -> std::io::Result<()> {
    for end in ["db", "db-wal", "db-shm"] {
        remove(&work.with_extension(end))?;
    }
    if aside.as_os_str().is_empty() {
        return Ok(());
    }
    copy(aside, work)?;
    if journal {
        copy(
            &aside.with_extension("db-wal"),
            &work.with_extension("db-wal"),
        )?;
    }
    if head && let Ok(first) = std::fs::read(aside.with_extension("head")) {
        use std::io::Write;
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(work)?;
        file.write_all(&first)?;
    }
    // SQLite reads nothing of a file that is shorter than it once was. Padded with holes, what is
    // before the cut can be read, and what was behind it is damaged pages.
    let length = std::fs::metadata(work).map_or(0, |found| found.len());
    if length > 0 {
        let file = std::fs::OpenOptions::new().write(true).open(work)?;
        file.set_len(length.saturating_mul(4) + HOLE)?;
    }
    Ok(())
}

/// More than any part of a vault that a cut is likely to take.
const HOLE: u64 = 256 * 1024 * 1024;

type Row = (Vec<String>, Vec<Value>);

struct Source<'a> {
    path: &'a Path,
    key: &'a Key,
}

impl Source<'_> {
    /// A fresh connection: SQLCipher does not trust one any more that met a damaged page.
    fn connect(&self) -> Option<Connection> {
        if std::fs::metadata(self.path).is_ok_and(|found| found.len() == 0) {
            return None;
        }
        let db = Connection::open(self.path).ok()?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
            .ok()?;
        unlock(&db, self.key).ok()?;
        // An index that is damaged must not keep us from the table.
        let _ = db.pragma_update(None, "automatic_index", "OFF");
        Some(db)
    }

    /// The rows of a table that can be read, and whether those are all.
    fn rows(&self, table: &str, order: &str, has_rowid: bool) -> (Vec<Row>, bool) {
        let select = if has_rowid { "rowid, *" } else { "*" };
        let up = format!("SELECT {select} FROM {table} NOT INDEXED ORDER BY {order}");
        let (mut rows, to_the_end) = self.read(&up, [].as_slice());
        if to_the_end {
            return (strip(rows, has_rowid), true);
        }
        if has_rowid {
            rows.extend(self.behind_gaps(table, rows.last().and_then(rowid)));
        } else {
            let backwards = order.replace(',', " DESC,");
            let down = format!("SELECT {select} FROM {table} ORDER BY {backwards} DESC");
            rows.extend(self.read(&down, [].as_slice()).0);
        }
        (strip(rows, has_rowid), false)
    }

    /// Reads on behind rows that cannot be read: steps grow until something is read again.
    fn behind_gaps(&self, table: &str, last: Option<i64>) -> Vec<Row> {
        let sql =
            format!("SELECT rowid, * FROM {table} NOT INDEXED WHERE rowid > ?1 ORDER BY rowid");
        let (mut found, mut from, mut step) = (Vec::new(), last.unwrap_or(0), 1i64);
        for _ in 0..MOST_GAPS {
            let (rows, to_the_end) = self.read(&sql, &[Value::Integer(from + step)]);
            let read = rows.last().and_then(rowid);
            found.extend(rows);
            if to_the_end || step > i64::MAX / 4 {
                break;
            }
            match read {
                Some(last) => (from, step) = (last, 1),
                None => step *= 2,
            }
        }
        found
    }

    fn read(&self, sql: &str, with: &[Value]) -> (Vec<Row>, bool) {
        let mut found = Vec::new();
        let Some(db) = self.connect() else {
            return (found, false);
        };
        let Ok(mut statement) = db.prepare(sql) else {
            return (found, false);
        };
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let Ok(mut rows) = statement.query(params_from_iter(with)) else {
            return (found, false);
        };
        loop {
            match rows.next() {
                Ok(None) => return (found, true),
                Err(_) => return (found, false),
                Ok(Some(row)) => {
                    let values: rusqlite::Result<Vec<Value>> =
                        (0..names.len()).map(|i| row.get(i)).collect();
                    if let Ok(values) = values {
                        found.push((names.clone(), values));
                    }
                }
            }
        }
    }
}

fn rowid(row: &Row) -> Option<i64> {
    match row.1.first() {
        Some(Value::Integer(id)) => Some(*id),
        _ => None,
    }
}

/// Without the row's number, which was read to know where to go on. Where a column of the table is the
/// number itself, that column stays.
fn strip(rows: Vec<Row>, has_rowid: bool) -> Vec<Row> {
    let from = usize::from(has_rowid);
    rows.into_iter()
        .map(|(names, values)| (names[from..].to_vec(), values[from..].to_vec()))
        .collect()
}

/// Puts rows into a table of the fresh vault. What is there already stays: it was read from a better
/// place. A column that the fresh vault does not know is left out.
fn put(into: &Vault, table: &str, rows: Vec<Row>) -> Result<(), super::database::StoreProblem> {
    into.write(|db| {
        // Rows come in any order, and some of what they point at may be gone.
        db.pragma_update(None, "defer_foreign_keys", "ON")?;
        let known: Vec<String> = db
            .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for (names, values) in rows {
            let pairs: Vec<(String, Value)> = names
                .into_iter()
                .zip(values)
                .filter(|(name, _)| known.contains(name))
                .collect();
            let columns: Vec<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
            let marks = vec!["?"; pairs.len()].join(", ");
            let sql = format!(
                "INSERT OR IGNORE INTO {table} ({}) VALUES ({marks})",
                columns.join(", ")
            );
            // A row that the fresh vault refuses is left out; it stays in the file set aside.
            let _ = db.execute(&sql, params_from_iter(pairs.iter().map(|(_, value)| value)));
        }
        if matches!(table, "answer" | "place") {
            let orphans = format!("DELETE FROM {table} WHERE draft NOT IN (SELECT id FROM draft)");
            db.execute(&orphans, [])?;
        }
        Ok(())
    })
}
