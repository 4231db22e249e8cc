//! A vault of every earlier schema is brought up to today's with everything in it; killed at any step
//! it is at the step before or the step after; a newer schema is refused without a write. (F16)
//!
//! A kill is what the disk holds at one moment: the files are copied while the migration stands still
//! between two of its statements, and the copy is opened.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/tally.rs"]
mod tally;
#[path = "support/vaults.rs"]
mod vaults;

use pathway_companion::vault::OpenProblem;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tally::Tally;
use vaults::{Phone, amira, answer, answers_right, send};

/// The migrations as they lie in the source, in order.
fn migrations() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/vault/migrations");
    let folder = if folder.is_dir() {
        folder
    } else {
        Path::new(file!())
            .parent()
            .unwrap()
            .join("../src/vault/migrations")
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

fn statements(sql: &str) -> Vec<String> {
    let plain: String = sql
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .collect::<Vec<_>>()
        .join("\n");
    plain
        .split(';')
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The key of the phone's only vault, taken out of its seal as the app does it.
fn connect(phone: &Phone, file: &Path) -> Connection {
    let stem = file.file_stem().unwrap().to_str().unwrap();
    let key = vaults::data_key(phone, stem);
    let db = Connection::open(file).unwrap();
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    db.pragma_update(None, "key", format!("x'{hex}'")).unwrap();
    db
}

fn database(phone: &Phone) -> PathBuf {
    std::fs::read_dir(phone.home.path())
        .unwrap()
        .map(|file| file.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "db"))
        .unwrap()
}

/// A vault with an answer and an item, whose schema is `version` as that version's app left it.
fn at_version(phone: &Phone, version: usize) -> PathBuf {
    let shelf = phone.shelf();
    let vault = amira(&shelf);
    assert!(answer(&vault, 1, 1) && answer(&vault, 2, 1));
    send(&vault, 2);
    drop(vault);
    let file = database(phone);
    let rows = {
        let db = connect(phone, &file);
        dump(&db)
    };
    std::fs::remove_file(&file).unwrap();
    std::fs::remove_file(file.with_extension("head")).ok();
    let db = connect(phone, &file);
    db.pragma_update(None, "journal_mode", "WAL").unwrap();
    for sql in &migrations()[..version] {
        db.execute_batch(sql).unwrap();
    }
    db.pragma_update(None, "user_version", version as u32)
        .unwrap();
    for (table, columns, values) in rows {
        // What this version does not know yet is left out.
        let known = known_columns(&db, &table);
        let (columns, values): (Vec<&str>, Vec<_>) = columns
            .split(',')
            .zip(values)
            .filter(|(column, _)| known.iter().any(|it| it == column))
            .unzip();
        let columns = columns.join(",");
        let marks = vec!["?"; values.len()].join(",");
        let _ = db.execute(
            &format!("INSERT INTO {table} ({columns}) VALUES ({marks})"),
            rusqlite::params_from_iter(values),
        );
    }
    drop(db);
    file
}

fn known_columns(db: &Connection, table: &str) -> Vec<String> {
    let mut rows = db
        .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))
        .unwrap();
    rows.query_map([], |row| row.get(0))
        .unwrap()
        .map(|name| name.unwrap())
        .collect()
}

type Rows = Vec<(String, String, Vec<rusqlite::types::Value>)>;

fn dump(db: &Connection) -> Rows {
    let mut all = Vec::new();
    for table in ["draft", "answer", "outbox", "setting"] {
        let mut rows = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = rows.column_names().collect::<Vec<_>>().join(",");
        let count = rows.column_count();
        let found: Vec<Vec<rusqlite::types::Value>> = rows
            .query_map([], |row| (0..count).map(|i| row.get(i)).collect())
            .unwrap()
            .map(|row| row.unwrap())
            .collect();
        for values in found {
            all.push((table.to_owned(), columns.clone(), values));
        }
    }
    all
}

fn is_whole(phone: &Phone) -> bool {
    let shelf = phone.shelf();
    let vault = shelf.open_current().unwrap().unwrap();
    vault.salvaged().is_none()
        && answers_right(&vault, 1) == Some(1)
        && vault.outbox().unwrap().len() == 1
        && answer(&vault, 3, 1)
}

#[test]
fn every_earlier_schema_comes_up_with_everything_in_it() {
    let (mut tries, mut wrong) = (0, 0);
    for version in 1..=migrations().len() {
        let phone = Phone::new();
        let file = at_version(&phone, version);
        tries += 1;
        wrong += usize::from(!is_whole(&phone));
        let db = connect(&phone, &file);
        let now: u32 = db
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(now as usize, migrations().len());
    }
    Tally::counted(tries, 0, 0, wrong).row(16, "every-schema");
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with("-shm"))
        .map(|path| (path.clone(), std::fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn killed_at_any_statement_it_is_at_the_step_before_or_after() {
    let (mut tries, mut wrong) = (0, 0);
    let all = migrations();
    // The first step makes the vault; a step of one statement each stands for those to come.
    let to_come = "ALTER TABLE draft ADD COLUMN later TEXT; CREATE TABLE later (name TEXT) STRICT; \
                   UPDATE draft SET later = task; CREATE INDEX later_name ON later (name)";
    for (from, sql) in all
        .iter()
        .map(String::as_str)
        .chain([to_come])
        .enumerate()
        .skip(1)
    {
        let steps = statements(sql);
        for stop in 0..=steps.len() + 1 {
            let phone = Phone::new();
            let file = at_version(&phone, from);
            let mut db = connect(&phone, &file);
            db.pragma_update(None, "synchronous", "FULL").unwrap();
            let step = db.transaction().unwrap();
            for sql in steps.iter().take(stop) {
                step.execute_batch(sql).unwrap();
            }
            // The number is part of the step. (A schema to come is opened as today's: its columns more
            // do no harm, and the number is left alone.)
            if stop >= steps.len() && sql != to_come {
                step.pragma_update(None, "user_version", from as u32 + 1)
                    .unwrap();
            }
            if stop > steps.len() {
                step.commit().unwrap();
            } else {
                std::mem::forget(step);
            }
            let at_the_kill = files(phone.home.path());
            drop(db);
            for (path, bytes) in &at_the_kill {
                std::fs::write(path, bytes).unwrap();
            }
            let shm = file.with_extension("db-shm");
            std::fs::remove_file(shm).ok();
            tries += 1;
            wrong += usize::from(!is_whole(&phone));
        }
    }
    Tally::counted(tries, 0, 0, wrong).row(16, "killed");
}

#[test]
fn a_vault_that_is_just_being_made_is_made_at_the_next_start() {
    // Killed at any moment of the very first opening: nobody is on the list yet, and signing in works.
    let phone = Phone::new();
    let shelf = phone.shelf();
    let vault = amira(&shelf);
    let first = vault.id().clone();
    drop((vault, shelf));
    std::fs::remove_file(phone.home.path().join("vaults.json")).unwrap();
    std::fs::write(database(&phone), b"").unwrap();
    let shelf = phone.shelf();
    assert!(shelf.open_current().unwrap().is_none());
    let vault = amira(&shelf);
    assert_ne!(vault.id(), &first);
    assert!(answer(&vault, 1, 1));
    Tally::of_one(false, false, false).row(16, "killed-while-made");
}

#[test]
fn a_newer_schema_is_refused_without_a_write() {
    let mut tries = 0;
    for killed in [false, true] {
        tries += 1;
        let phone = Phone::new();
        let file = at_version(&phone, migrations().len());
        let db = connect(&phone, &file);
        let newer = migrations().len() as u32 + 1;
        db.pragma_update(None, "user_version", newer).unwrap();
        db.execute_batch(
            "CREATE TABLE from_the_future (x); INSERT INTO from_the_future VALUES (1)",
        )
        .unwrap();
        let while_open = files(phone.home.path());
        drop(db);
        if killed {
            // Its journal is not carried over yet.
            for (path, bytes) in &while_open {
                std::fs::write(path, bytes).unwrap();
            }
        }
        std::fs::remove_file(file.with_extension("db-shm")).ok();
        let before = files(phone.home.path());
        let shelf = phone.shelf();
        assert_eq!(shelf.open_current().unwrap_err(), OpenProblem::NewerApp);
        drop(shelf);
        let after = files(phone.home.path());
        for (path, bytes) in &before {
            let now = after.get(path).cloned().unwrap_or_default();
            assert_eq!(&now, bytes, "{} was written", path.display());
        }
    }
    Tally::clean(tries).row(16, "newer");
}
