//! A damaged file is noticed when the vault is opened, is set aside whole, and what can be read of it
//! is in the vault that opens. (F15)
//!
//! Each kind of damage is done to a vault of forty drafts with answers, ten items on their way and two
//! hundred records. What must be there afterwards depends on the damage: a page takes with it what lies
//! on that page, and nothing else. What is there must be as it was said.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/tally.rs"]
mod tally;
#[path = "support/vaults.rs"]
mod vaults;

use pathway_companion::fhir::Envelope;
use pathway_companion::vault::{Pulled, Salvaged, Vault};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tally::Tally;
use vaults::{Phone, amira, answer, answers_right, item, send};

const DRAFTS: usize = 40;
const PLACES: usize = 12;
const SENT: usize = 10;
const RECORDS: usize = 200;
const PAGE: usize = 4096;

/// A vault with much in it, closed (`killed`: as a kill leaves it, with its journal).
fn full(phone: &Phone, killed: bool) -> BTreeMap<String, Vec<u8>> {
    let shelf = phone.shelf();
    let vault = amira(&shelf);
    for n in 0..DRAFTS + SENT {
        for place in 0..PLACES {
            assert!(answer(&vault, n, place));
        }
    }
    for n in DRAFTS..DRAFTS + SENT {
        send(&vault, n);
    }
    let keep = (0..RECORDS).map(|n| {
        let text = "y".repeat(400);
        let raw = format!(r#"{{"resourceType":"Goal","id":"g{n:04}","note":"{text}"}}"#);
        Envelope::read(&raw).unwrap()
    });
    let pulled = Pulled {
        keep: keep.collect(),
        ..Pulled::default()
    };
    vault.store_pull(&pulled, 1, "{}").unwrap();
    if !killed {
        drop(vault);
        return files(phone.home.path());
    }
    // Closed and opened: most of it is in the file. Then one more answer, in the journal alone.
    drop(vault);
    let vault = amira(&shelf);
    assert!(answer(&vault, 0, PLACES));
    files(phone.home.path())
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap())
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, std::fs::read(file.path()).unwrap())
        })
        .collect()
}

fn lay(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    for old in std::fs::read_dir(folder).unwrap() {
        std::fs::remove_file(old.unwrap().path()).unwrap();
    }
    for (name, bytes) in files {
        // The shared memory of a process that is gone says nothing.
        if !name.ends_with("-shm") {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
    }
}

fn named(files: &BTreeMap<String, Vec<u8>>, end: &str) -> String {
    let fits = |name: &&String| name.ends_with(end) && name.matches('.').count() == 1;
    files.keys().find(fits).unwrap().clone()
}

struct Found {
    answers: usize,
    wrong: usize,
    waiting: usize,
    records: usize,
    salvaged: Option<Salvaged>,
}

fn look(vault: &Vault) -> Found {
    let (mut answers, mut wrong) = (0, 0);
    for n in 0..DRAFTS {
        match answers_right(vault, n) {
            Some(right) => answers += right,
            None => wrong += 1,
        }
    }
    let outbox = vault.outbox().unwrap();
    wrong += outbox
        .iter()
        .filter(|it| {
            !(DRAFTS..DRAFTS + SENT).any(|n| it.body == item(n).body && it.id == item(n).id)
        })
        .count();
    Found {
        answers,
        wrong,
        waiting: outbox.len(),
        records: vault.records().unwrap().len(),
        salvaged: vault.salvaged(),
    }
}

/// Opens what was laid out, and looks. The vault also takes a new answer, and opens once more.
fn open(phone: &Phone, damaged: &BTreeMap<String, Vec<u8>>) -> Found {
    lay(phone.home.path(), damaged);
    let shelf = phone.shelf();
    let vault = shelf.open_current().unwrap().unwrap();
    let found = look(&vault);
    assert!(answer(&vault, 900, 1), "it takes new answers");
    drop(vault);
    if found.salvaged.is_some() {
        // What was damaged lies there, byte by byte, and nothing that could be mistaken for it.
        let now = files(phone.home.path());
        let before = &damaged[&named(damaged, ".db")];
        let aside = now.iter().find(|(name, _)| name.ends_with("aside-1.db"));
        assert_eq!(aside.map(|(_, bytes)| bytes), Some(before));
        for end in ["new.db", "work.db", ".mend"] {
            assert!(!now.keys().any(|name| name.ends_with(end)), "{end} is left");
        }
    }
    let again = shelf.open_current().unwrap().unwrap();
    assert_eq!(look(&again).answers, found.answers);
    assert!(again.salvaged().is_none(), "damage is found once");
    found
}

const ALL: usize = DRAFTS * PLACES;

#[test]
fn a_flipped_page_takes_what_was_on_it_and_nothing_else() {
    let phone = Phone::new();
    let whole = full(&phone, false);
    let db = named(&whole, ".db");
    let pages = whole[&db].len() / PAGE;
    assert!(pages > 40, "{pages} pages");
    let (mut tries, mut wrong, mut missed) = (0, 0, 0);
    let mut kept = Vec::new();
    for page in 0..pages {
        let mut damaged = whole.clone();
        damaged.get_mut(&db).unwrap()[page * PAGE + 777] ^= 0x40;
        let found = open(&phone, &damaged);
        tries += 1;
        wrong += found.wrong;
        let lost = found.answers < ALL || found.waiting < SENT || found.records < RECORDS;
        // A page that is not in use may be flipped unseen; one that took something may not.
        missed += usize::from(lost && found.salvaged.is_none());
        kept.push((page, found.answers, found.waiting, found.records));
    }
    let least = kept.iter().map(|it| it.1 + it.2).min().unwrap();
    let usual = kept.iter().filter(|it| it.1 == ALL && it.2 == SENT).count();
    println!(
        "of {pages} pages: {usual} took no answer; the worst left {least} of {}",
        ALL + SENT
    );
    for it in kept.iter().filter(|it| it.1 + it.2 < (ALL + SENT) * 3 / 4) {
        println!(
            "page {}: {} answers, {} waiting, {} records",
            it.0, it.1, it.2, it.3
        );
    }
    assert_eq!(missed, 0, "damage that took something was not noticed");
    // The roots of the tables of drafts and of answers take those with them: a limit, and no more
    // pages than these. What waits to be sent is sealed beside the vault as well.
    let roots = kept.iter().filter(|it| it.1 < ALL / 2).count();
    assert!(roots <= 3, "{roots} pages took most of the answers");
    assert!(kept.iter().filter(|it| it.2 < SENT).count() <= 3);
    // The first page, without which nothing can be found, takes nothing: a copy of it is kept.
    assert_eq!((kept[0].1, kept[0].2), (ALL, SENT));
    Tally::counted(tries, missed, 0, wrong).row(15, "flipped-page");
}

#[test]
fn a_file_cut_short_keeps_what_was_before_the_cut() {
    let phone = Phone::new();
    let whole = full(&phone, false);
    let db = named(&whole, ".db");
    let length = whole[&db].len();
    let (mut tries, mut wrong) = (0, 0);
    for cut in [
        length - 1,
        length - PAGE,
        length * 3 / 4,
        length / 2,
        length / 4,
        PAGE,
        100,
        1,
    ] {
        let mut damaged = whole.clone();
        damaged.get_mut(&db).unwrap().truncate(cut);
        let found = open(&phone, &damaged);
        assert!(
            found.salvaged.is_some(),
            "a cut to {cut} of {length} was not noticed"
        );
        println!(
            "cut to {cut} of {length}: {} answers, {} waiting",
            found.answers, found.waiting
        );
        tries += 1;
        wrong += found.wrong;
        if cut >= length - PAGE {
            assert!(found.answers + found.waiting > ALL / 2);
        }
    }
    Tally::counted(tries, 0, 0, wrong).row(15, "cut-short");
}

#[test]
fn an_empty_file_and_no_file_are_noticed_and_open_as_a_vault_without_answers() {
    let phone = Phone::new();
    let whole = full(&phone, false);
    let db = named(&whole, ".db");
    let mut tries = 0;
    for gone in [false, true] {
        tries += 1;
        let mut damaged = whole.clone();
        damaged.get_mut(&db).unwrap().clear();
        if gone {
            damaged.remove(&db);
            lay(phone.home.path(), &damaged);
            let shelf = phone.shelf();
            let vault = shelf.open_current().unwrap().unwrap();
            assert!(vault.salvaged().is_some_and(|it| it.answers == 0));
            continue;
        }
        let found = open(&phone, &damaged);
        assert!(found.salvaged.is_some_and(|it| !it.whole));
        assert_eq!((found.answers, found.wrong), (0, 0));
    }
    Tally::clean(tries).row(15, "empty-or-gone");
}

#[test]
fn a_journal_that_is_gone_or_anothers_is_noticed_and_spoils_nothing() {
    let phone = Phone::new();
    let whole = full(&phone, true);
    let wal = named(&whole, ".db-wal");
    let other = Phone::new();
    let stranger = full(&other, true);
    let foreign = stranger[&named(&stranger, ".db-wal")].clone();
    assert!(!foreign.is_empty() && !whole[&wal].is_empty());

    // As the kill left it: all is there, and nothing is said.
    let found = open(&phone, &whole);
    assert_eq!(
        (found.answers, found.waiting, found.wrong),
        (ALL + 1, SENT, 0)
    );
    assert!(found.salvaged.is_none());

    let (mut tries, mut wrong) = (1, found.wrong);
    for journal in [None, Some(foreign), Some(vec![7; 9_000])] {
        let anothers = journal.as_ref().is_some_and(|it| it[0] != 7);
        let mut damaged = whole.clone();
        match journal {
            Some(bytes) => drop(damaged.insert(wal.clone(), bytes)),
            None => drop(damaged.remove(&wal)),
        }
        let noise = damaged.get(&wal).is_some_and(|it| it[0] == 7);
        let found = open(&phone, &damaged);
        tries += 1;
        // Noise is no journal at all to SQLite, as after a kill before the first frame.
        assert!(found.salvaged.is_some() || noise);
        assert!(
            found.answers >= ALL,
            "{} (foreign: {anothers})",
            found.answers
        );
        assert_eq!(found.waiting, SENT);
        wrong += found.wrong;
    }
    Tally::counted(tries, 0, 0, wrong).row(15, "journal");
}

#[test]
fn mending_that_is_killed_is_taken_up_again() {
    let phone = Phone::new();
    let whole = full(&phone, false);
    let db = named(&whole, ".db");
    let mut damaged = whole.clone();
    damaged.get_mut(&db).unwrap()[20 * PAGE + 9] ^= 1;
    let expected = open(&phone, &damaged);
    let mended = files(phone.home.path());
    // Killed when the new file was made and the old journal taken away, and not yet put in its place.
    let stem: PathBuf = db.trim_end_matches(".db").into();
    let stem = stem.to_str().unwrap();
    let mut between = damaged.clone();
    between.insert(format!("{stem}.new.db"), mended[&db].clone());
    between.insert(format!("{stem}.mend"), b"ready".to_vec());
    // Killed while the new file was being made.
    let mut begun = damaged.clone();
    begun.insert(format!("{stem}.new.db"), vec![1; 5_000]);
    begun.insert(format!("{stem}.work.db"), vec![1; 5_000]);
    begun.insert(format!("{stem}.aside-1.db"), damaged[&db].clone());
    let mut tries = 0;
    for left in [between, begun] {
        lay(phone.home.path(), &left);
        let shelf = phone.shelf();
        let vault = shelf.open_current().unwrap().unwrap();
        assert_eq!(look(&vault).answers, expected.answers);
        tries += 1;
    }
    Tally::clean(tries).row(15, "mending-killed");
}
