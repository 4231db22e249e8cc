//! A disk that is full, or may not be written: "not saved" is said, earlier answers stand, and it mends
//! itself when there is room. (F14)
//!
//! The disk is a small tmpfs in a mount namespace of its own, so the test starts itself once more under
//! `unshare -m`. Where the machine does not permit that, it says so and is skipped: no machine can be
//! made to permit it by a test, so that is no failure anywhere.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/tally.rs"]
mod tally;
#[path = "support/vaults.rs"]
mod vaults;

use pathway_companion::vault::{OpenProblem, StoreProblem};
use std::path::Path;
use std::process::Command;
use tally::Tally;
use vaults::{Phone, amira, answer, answers_right, draft, item, send};

const INSIDE: &str = "PATHWAY_INSIDE_SMALL_DISK";

#[test]
fn what_is_not_saved_is_said_and_earlier_answers_stand() {
    if std::env::var_os(INSIDE).is_some() {
        full_disk();
        return read_only();
    }
    let may = ["-m", "-rm"].into_iter().find(|way| {
        succeeds(Command::new("unshare").args([way, "mount", "-t", "tmpfs", "x", "/mnt"]))
    });
    let Some(way) = may else {
        eprintln!("SKIPPED: this machine does not permit a disk of one's own (unshare -m)");
        return;
    };
    let me = std::env::current_exe().unwrap();
    let said = Command::new("unshare")
        .arg(way)
        .arg(me)
        .args([
            "--nocapture",
            "--exact",
            "what_is_not_saved_is_said_and_earlier_answers_stand",
        ])
        .env(INSIDE, "1")
        .output()
        .unwrap();
    let out = String::from_utf8_lossy(&said.stdout);
    let err = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success(), "{out}\n{err}");
    for line in out.lines().filter(|line| line.starts_with("F14")) {
        println!("{line}");
    }
}

fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|said| said.status.success())
}

fn mount(disk: &Path, options: &str) {
    let mut mount = Command::new("mount");
    let mounted = mount
        .args(["-t", "tmpfs", "-o", options, "small"])
        .arg(disk);
    assert!(succeeds(mounted));
}

fn full_disk() {
    let phone = Phone::new();
    let disk = phone.home.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    mount(&disk, "size=1500k");
    let key = age::x25519::Identity::generate().to_public().to_string();
    let shelf = phone.shelf_at(&disk);
    let vault = amira(&shelf);
    vault.seal_unsent_to(Some(&key)).unwrap();
    // Something else on the phone fills it, to a different rest each time: the write that finds no room
    // is another one each time.
    let ballast = disk.join("ballast");
    let (mut tries, mut lost, mut wrong, mut refused, mut kept) = (0, 0, 0, 0, 0);
    for round in 0..40usize {
        fill(&ballast, round * 1_300);
        for place in 0..12 {
            tries += 1;
            match vault.keep_answer(
                &draft(round),
                &pathway_companion::forms::Path::of(&format!("q{place}")),
                &[pathway_companion::forms::Value::Text(vaults::words(
                    round, place,
                ))],
            ) {
                Ok(_) => kept += 1,
                Err(StoreProblem::NotSaved) => refused += 1,
                Err(other) => panic!("{other}"),
            }
        }
        // Handing over with no room: the draft stands, or the item is there. Never neither.
        let had = answers_right(&vault, round);
        let posted = vault.post(&draft(round).id, |_| Ok::<_, ()>(item(round)));
        let waits = vault
            .outbox()
            .unwrap()
            .iter()
            .any(|it| it.id == draft(round).id);
        match posted {
            Ok(Some(_)) => lost += usize::from(!waits),
            Ok(None) => {}
            Err(_) => lost += usize::from(waits || answers_right(&vault, round) != had),
        }
        // There is room again: it goes on by itself, in the same run.
        std::fs::remove_file(&ballast).unwrap();
        tries += 1;
        lost += usize::from(!answer(&vault, 500, round));
        wrong += usize::from(answers_right(&vault, 500) != Some(round + 1));
    }
    println!("full disk: {kept} answers kept, {refused} refused");
    assert!(refused > 20 && kept > 20, "{refused} refused, {kept} kept");
    // A start with no room at all opens nothing and harms nothing.
    let before = vault.outbox().unwrap().len();
    drop(vault);
    fill(&ballast, 0);
    match shelf.open_current() {
        Err(problem) => assert_eq!(problem, OpenProblem::Disk),
        Ok(vault) => assert_eq!(vault.unwrap().outbox().unwrap().len(), before),
    }
    std::fs::remove_file(&ballast).unwrap();
    let vault = shelf.open_current().unwrap().unwrap();
    assert!(vault.salvaged().is_none());
    wrong += usize::from(vault.outbox().unwrap().len() != before);
    lost += usize::from(answers_right(&vault, 500) != Some(40));
    Tally::counted(tries, lost, 0, wrong).row(14, "full");
}

/// Fills the disk but for this many bytes.
fn fill(ballast: &Path, rest: usize) {
    use std::io::Write;
    let mut file = std::fs::File::create(ballast).unwrap();
    let block = [0u8; 512];
    let mut written = 0u64;
    while file.write_all(&block).is_ok() {
        written += 512;
    }
    file.set_len(written.saturating_sub(rest as u64)).unwrap();
}

fn read_only() {
    let phone = Phone::new();
    let disk = phone.home.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    mount(&disk, "size=4m");
    let shelf = phone.shelf_at(&disk);
    let vault = amira(&shelf);
    assert!(answer(&vault, 1, 1) && answer(&vault, 2, 1));
    send(&vault, 2);
    // A journal that is open can be written on until it is closed; the disk turns at the next start.
    drop(vault);
    let remount = |how: &str| {
        let mut mount = Command::new("mount");
        succeeds(mount.args(["-o", &format!("remount,{how}")]).arg(&disk))
    };
    drop(shelf);
    let shelf = phone.shelf_at(&disk);
    // The lock of the folder is held by an open file, which keeps a disk from turning read-only.
    if !remount("ro") {
        drop(shelf);
        assert!(remount("ro"));
        assert!(pathway_companion::platform::DataFolder::hold(&disk).is_err());
        assert!(remount("rw"));
    } else {
        assert_eq!(shelf.open_current().unwrap_err(), OpenProblem::Disk);
        drop(shelf);
        assert!(remount("rw"));
    }
    let shelf = phone.shelf_at(&disk);
    let vault = shelf.open_current().unwrap().unwrap();
    assert_eq!(answers_right(&vault, 1), Some(1));
    assert_eq!(vault.outbox().unwrap().len(), 1);
    assert!(answer(&vault, 1, 2));
    // The start that wrote nothing, and the one after it.
    Tally::clean(2).row(14, "read-only");
}
