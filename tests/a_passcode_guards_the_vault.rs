//! A passcode guards the vault: wrong ones wait and end, nothing is wiped by them, and no clock that a
//! person can set and no restart makes a wait shorter. (F22)

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/tally.rs"]
mod tally;
#[path = "support/vaults.rs"]
mod vaults;

use pathway_companion::vault::{
    LAST_TRY, OpenProblem, Passcode, RecoveryCode, Shelf, UnlockProblem, VaultId,
};
use std::time::{Duration, Instant};
use tally::Tally;
use vaults::{Phone, amira, answer, answers_right, send};

const MINUTE: Duration = Duration::from_secs(60);

fn code(text: &str) -> Passcode {
    Passcode::typed(text.to_owned())
}

/// A vault with two answers, one of them sent, behind the passcode 739146.
fn guarded(phone: &Phone) -> VaultId {
    let shelf = phone.shelf();
    let vault = amira(&shelf);
    let id = vault.id().clone();
    assert!(answer(&vault, 1, 1) && answer(&vault, 2, 1));
    send(&vault, 1);
    drop(vault);
    shelf
        .set_passcode(&id, None, Some(&code("739146")))
        .unwrap();
    id
}

fn wrong(shelf: &Shelf, id: &VaultId) -> UnlockProblem {
    shelf.unlock(id, &code("000001")).unwrap_err()
}

#[test]
fn set_changed_and_taken_away() {
    let phone = Phone::new();
    let id = guarded(&phone);
    let shelf = phone.shelf();
    assert_eq!(shelf.open_current().unwrap_err(), OpenProblem::Locked);
    let vault = shelf.unlock(&id, &code("739146")).unwrap();
    assert_eq!(answers_right(&vault, 2), Some(1));
    drop(vault);

    let problem = shelf.set_passcode(&id, Some(&code("000001")), Some(&code("teapot in rain")));
    assert!(matches!(problem, Err(UnlockProblem::Wrong { left: 9, .. })));
    let problem = shelf.set_passcode(&id, None, None);
    assert_eq!(problem, Err(UnlockProblem::Open(OpenProblem::Locked)));
    shelf
        .set_passcode(&id, Some(&code("739146")), Some(&code("teapot in rain")))
        .unwrap();
    assert!(shelf.unlock(&id, &code("739146")).is_err());
    drop(shelf.unlock(&id, &code("teapot in rain")).unwrap());

    shelf
        .set_passcode(&id, Some(&code("teapot in rain")), None)
        .unwrap();
    let vault = shelf.open_current().unwrap().unwrap();
    assert_eq!(answers_right(&vault, 2), Some(1));
}

#[test]
fn wrong_passcodes_wait_and_end_and_wipe_nothing() {
    let phone = Phone::new();
    let id = guarded(&phone);
    let before = files(&phone);
    let mut shelf = phone.shelf();
    let mut waits = Vec::new();
    let mut tries = 0;
    for n in 1..=LAST_TRY {
        // The app is ended and started before every try, and the phone before every other one.
        drop(shelf);
        if n % 2 == 0 {
            phone.clock.restart(&format!("run {n}"));
        }
        shelf = phone.shelf();
        let guards = shelf.guards(&id).unwrap();
        if guards.wait > Duration::ZERO {
            // A restart did not shorten it, and a try before its time is none.
            assert_eq!(guards.wait, *waits.last().unwrap());
            phone.clock.pass(guards.wait - Duration::from_secs(1));
            for passcode in ["739146", "000001"] {
                let problem = shelf.unlock(&id, &code(passcode)).unwrap_err();
                assert_eq!(problem, UnlockProblem::Wait(Duration::from_secs(1)));
                tries += 1;
            }
            phone.clock.pass(Duration::from_secs(1));
        }
        match wrong(&shelf, &id) {
            UnlockProblem::Wrong { left, wait } => {
                assert_eq!(left, LAST_TRY - n);
                waits.push(wait);
            }
            other => assert_eq!((n, other), (LAST_TRY, UnlockProblem::Closed)),
        }
        tries += 1;
    }
    assert_eq!(waits[..4], [Duration::ZERO; 4]);
    assert_eq!(
        waits[4..],
        [MINUTE, MINUTE * 5, MINUTE * 15, MINUTE * 60, MINUTE * 60]
    );
    // Not even the right one opens it now, not after a day, not after a restart.
    phone.clock.pass(MINUTE * 60 * 24);
    assert_eq!(
        shelf.unlock(&id, &code("739146")).unwrap_err(),
        UnlockProblem::Closed
    );
    drop(shelf);
    phone.clock.restart("last");
    let shelf = phone.shelf();
    assert_eq!(
        shelf.unlock(&id, &code("739146")).unwrap_err(),
        UnlockProblem::Closed
    );
    let after = files(&phone);
    let lost = before
        .iter()
        .filter(|(name, bytes)| !name.ends_with(".seal") && after.get(*name) != Some(*bytes))
        .count();
    Tally::counted(tries, lost, 0, 0).row(22, "wrong-passcodes");
}

fn files(phone: &Phone) -> std::collections::BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(phone.home.path())
        .unwrap()
        .map(|file| file.unwrap())
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, std::fs::read(file.path()).unwrap())
        })
        .collect()
}

#[test]
fn a_right_passcode_forgets_the_wrong_ones() {
    let phone = Phone::new();
    let id = guarded(&phone);
    let shelf = phone.shelf();
    for _ in 0..4 {
        wrong(&shelf, &id);
    }
    drop(shelf.unlock(&id, &code("739146")).unwrap());
    assert_eq!(shelf.guards(&id).unwrap().tries_left, LAST_TRY);
}

#[test]
fn an_older_seal_does_not_help_whoever_has_no_keystore() {
    // Somebody copies the folder to a machine of theirs: the seal says nothing there.
    let mut phone = Phone::new();
    let id = guarded(&phone);
    phone.lose_keys();
    let shelf = phone.shelf();
    assert_eq!(
        shelf.unlock(&id, &code("739146")).unwrap_err(),
        UnlockProblem::Open(OpenProblem::KeyGone)
    );
    Tally::of_one(false, false, false).row(22, "copied-folder");
}

#[test]
fn the_recovery_code_opens_after_the_last_try() {
    let phone = Phone::new();
    let id = guarded(&phone);
    let shelf = phone.shelf();
    assert!(matches!(
        shelf.make_recovery_code(&id, Some(&code("000001"))),
        Err(UnlockProblem::Wrong { .. })
    ));
    let words = shelf
        .make_recovery_code(&id, Some(&code("739146")))
        .unwrap()
        .words();
    let recovery = RecoveryCode::read(&words).unwrap();
    for _ in 0..LAST_TRY {
        phone.clock.pass(MINUTE * 60);
        wrong(&shelf, &id);
    }
    assert_eq!(wrong(&shelf, &id), UnlockProblem::Closed);
    let other = RecoveryCode::random();
    assert_eq!(
        shelf.recover(&id, &other).unwrap_err(),
        UnlockProblem::WrongCode
    );
    let vault = shelf.recover(&id, &recovery).unwrap();
    assert_eq!(answers_right(&vault, 2), Some(1));
    assert_eq!(vault.outbox().unwrap().len(), 1);
    drop(vault);
    // The passcode is gone, the code stays.
    let guards = shelf.guards(&id).unwrap();
    assert!(!guards.passcode && guards.recovery && guards.tries_left == LAST_TRY);
    drop(shelf.open_current().unwrap().unwrap());
    drop(shelf.recover(&id, &recovery).unwrap());
}

#[test]
fn after_the_last_try_a_sign_in_begins_anew_and_opens_nothing() {
    let phone = Phone::new();
    let id = guarded(&phone);
    let shelf = phone.shelf();
    let words = shelf
        .make_recovery_code(&id, Some(&code("739146")))
        .unwrap()
        .words();
    for _ in 0..LAST_TRY {
        phone.clock.pass(MINUTE * 60);
        wrong(&shelf, &id);
    }
    assert_eq!(wrong(&shelf, &id), UnlockProblem::Closed);
    shelf.set_current_aside(true).unwrap();
    drop(shelf);
    // The same person signs in: theirs is another vault, with nothing in it, and the old one lies as it was.
    let shelf = phone.shelf();
    let new = amira(&shelf);
    assert_ne!(new.id(), &id);
    assert_eq!(answers_right(&new, 2), Some(0), "with nothing in it");
    drop(new);
    assert_eq!(shelf.asides()[0].id, id);
    let old = shelf
        .recover(&id, &RecoveryCode::read(&words).unwrap())
        .unwrap();
    assert_eq!(answers_right(&old, 2), Some(1));
}

#[test]
fn a_try_costs_what_it_shall() {
    let phone = Phone::new();
    let id = guarded(&phone);
    let shelf = phone.shelf();
    let seal = std::fs::read_to_string(
        std::fs::read_dir(phone.home.path())
            .unwrap()
            .map(|file| file.unwrap().path())
            .find(|path| path.extension().is_some_and(|end| end == "seal"))
            .unwrap(),
    )
    .unwrap();
    let seal: serde_json::Value = serde_json::from_str(&seal).unwrap();
    assert!(seal["passcode"]["memory"].as_u64().unwrap() >= 64 * 1024);
    let mut costs: Vec<Duration> = (0..3)
        .map(|_| {
            let began = Instant::now();
            wrong(&shelf, &id);
            began.elapsed()
        })
        .collect();
    costs.sort_unstable();
    println!(
        "a try costs {costs:?}, {} passes",
        seal["passcode"]["passes"]
    );
    // How many passes it takes depends on the machine (`vault/passcode.rs` holds how they are chosen). What 64 MiB cost
    // at the least stays.
    assert!(seal["passcode"]["passes"].as_u64().unwrap() >= 1);
    assert!(costs[0] >= Duration::from_millis(40), "{costs:?}");
}
