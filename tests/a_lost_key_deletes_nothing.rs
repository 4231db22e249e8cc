//! A key that is lost or has become another deletes nothing: the vault is set aside, whole; a new one
//! opens after sign-in; what was not sent lies beside it, sealed to the trust; a recovery code opens
//! the old one. (F21)

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/tally.rs"]
mod tally;
#[path = "support/vaults.rs"]
mod vaults;

use age::secrecy::ExposeSecret;
use pathway_companion::vault::{ItemState, OpenProblem, RecoveryCode, UnlockProblem};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};
use tally::Tally;
use vaults::{Phone, amira, answer, answers_right, draft, send, skip};

fn files(phone: &Phone) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(phone.home.path())
        .unwrap()
        .map(|file| file.unwrap())
        .filter(|file| file.file_name() != "vaults.json" && file.file_name() != "lock")
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, std::fs::read(file.path()).unwrap())
        })
        .collect()
}

#[test]
fn the_file_is_set_aside_and_a_new_vault_opens_after_sign_in() {
    let mut phone = Phone::new();
    let shelf = phone.shelf();
    let vault = amira(&shelf);
    let old = vault.id().clone();
    assert!(answer(&vault, 1, 1));
    drop((vault, shelf));
    let right_keys = phone.store.clone();
    let before = files(&phone);

    phone.lose_keys();
    let shelf = phone.shelf();
    assert_eq!(shelf.open_current().unwrap_err(), OpenProblem::KeyGone);
    assert_eq!(files(&phone), before);
    shelf.set_current_aside(false).unwrap();
    assert_eq!(shelf.current(), None);
    assert!(shelf.open_current().unwrap().is_none());
    let vault = amira(&shelf);
    assert_ne!(vault.id(), &old);
    assert!(vault.drafts().unwrap().is_empty());
    assert!(answer(&vault, 2, 1));
    let after = files(&phone);
    let lost = before
        .iter()
        .filter(|(name, bytes)| after.get(*name) != Some(*bytes))
        .count();
    assert_eq!(shelf.asides().len(), 1);
    drop((vault, shelf));

    // The keystore comes back (a backup of the phone): nothing was lost for good.
    phone.store = right_keys;
    let shelf = phone.shelf();
    let vault = amira(&shelf);
    assert_eq!(vault.id(), &old);
    assert_eq!(answers_right(&vault, 1), Some(1));
    assert!(shelf.asides().is_empty());
    Tally::counted(1, lost, 0, 0).row(21, "key-lost");
}

#[test]
fn a_keystore_that_does_not_answer_is_no_lost_key() {
    let phone = Phone::new();
    let shelf = phone.shelf();
    let vault = amira(&shelf);
    let name = serde_json::to_value(vault.id()).unwrap();
    drop(vault);
    let entry = phone
        .store
        .build("pathway-companion", name.as_str().unwrap(), None)
        .unwrap();
    let cred = entry
        .as_any()
        .downcast_ref::<keyring::mock::Cred>()
        .unwrap();
    cred.set_error(keyring::Error::NoStorageAccess("locked".into()));
    assert_eq!(shelf.open_current().unwrap_err(), OpenProblem::KeystoreShut);
    drop(shelf.open_current().unwrap().unwrap());
    Tally::of_one(false, false, false).row(21, "keystore-silent");
}

#[test]
fn a_recovery_code_opens_it_on_a_phone_without_its_key() {
    let mut phone = Phone::new();
    let shelf = phone.shelf();
    let vault = amira(&shelf);
    let id = vault.id().clone();
    assert!(answer(&vault, 1, 1));
    drop(vault);
    let words = shelf.make_recovery_code(&id, None).unwrap().words();
    drop(shelf);
    phone.lose_keys();
    let shelf = phone.shelf();
    assert_eq!(shelf.open_current().unwrap_err(), OpenProblem::KeyGone);
    assert_eq!(
        shelf.recover(&id, &RecoveryCode::random()).unwrap_err(),
        UnlockProblem::WrongCode
    );
    let vault = shelf
        .recover(&id, &RecoveryCode::read(&words).unwrap())
        .unwrap();
    assert_eq!(answers_right(&vault, 1), Some(1));
    drop((vault, shelf));
    // From then on this phone's own key opens it, and it still knows whose it is.
    let shelf = phone.shelf();
    drop(shelf.open_current().unwrap().unwrap());
    assert_eq!(amira(&shelf).id(), &id);
    // A wrong code, and the right one.
    Tally::clean(2).row(21, "recovery-code");
}

#[test]
fn what_is_not_sent_is_sealed_to_the_trust_as_it_is_accepted() {
    let phone = Phone::new();
    let key = age::x25519::Identity::generate();
    let shelf = phone.shelf();
    let vault = amira(&shelf);
    let id = vault.id().clone();
    for n in 1..=3 {
        assert!(answer(&vault, n, 1));
    }
    // Before the trust's file was there, nothing could be sealed; afterwards what waits is.
    send(&vault, 1);
    assert!(shelf.sealed(&id).is_none());
    assert!(!vault.seal_unsent_to(Some("age1nonsense")).unwrap());
    assert!(
        vault
            .seal_unsent_to(Some(&key.to_public().to_string()))
            .unwrap()
    );
    assert_eq!(ids(&shelf.sealed(&id).unwrap()), [draft(1).id]);
    send(&vault, 2);
    assert_eq!(ids(&shelf.sealed(&id).unwrap()), [draft(1).id, draft(2).id]);

    // Nobody but the trust reads it; the trust reads all of it.
    let sealed = shelf.sealed(&id).unwrap();
    assert!(!sealed.contains("what I sent"));
    assert_eq!(opened(&sealed, &key), ["what I sent 1", "what I sent 2"]);

    // Sent: its line leaves. Killed before it left: it leaves at the next opening.
    let mut first = vault.outbox().unwrap().pop().unwrap();
    first.state = ItemState::Sent;
    vault.note(&first).unwrap();
    assert_eq!(ids(&shelf.sealed(&id).unwrap()), [draft(2).id]);
    send(&vault, 3);
    let stale = format!("{sealed}{}", shelf.sealed(&id).unwrap());
    let path = phone.home.path().join(format!(
        "{}.unsent",
        serde_json::to_value(&id).unwrap().as_str().unwrap()
    ));
    std::fs::write(&path, format!("{stale}0000-half-a-line YWdlLWVuY3J5")).unwrap();
    assert!(
        vault
            .seal_unsent_to(Some(&key.to_public().to_string()))
            .unwrap()
    );
    let now: std::collections::BTreeSet<String> =
        ids(&shelf.sealed(&id).unwrap()).into_iter().collect();
    assert_eq!(now, [draft(2).id, draft(3).id].into());
    for mut item in vault.outbox().unwrap() {
        item.state = ItemState::Sent;
        vault.note(&item).unwrap();
    }
    assert!(!path.exists(), "an empty file stays behind");
}

#[test]
fn an_item_that_cannot_be_sealed_is_not_accepted() {
    let phone = Phone::new();
    let key = age::x25519::Identity::generate();
    let shelf = phone.shelf();
    let vault = amira(&shelf);
    vault
        .seal_unsent_to(Some(&key.to_public().to_string()))
        .unwrap();
    assert!(answer(&vault, 1, 1));
    let name = serde_json::to_value(vault.id()).unwrap();
    let path = phone
        .home
        .path()
        .join(format!("{}.unsent", name.as_str().unwrap()));
    std::fs::create_dir(&path).unwrap();
    let posted = vault.post(&draft(1).id, |_| Ok::<_, ()>(vaults::item(1)));
    assert!(posted.is_err());
    assert_eq!(answers_right(&vault, 1), Some(1), "the draft stands");
    std::fs::remove_dir(&path).unwrap();
    send(&vault, 1);
    assert_eq!(ids(&shelf.sealed(vault.id()).unwrap()).len(), 1);
}

#[test]
fn the_age_program_opens_what_was_sealed() {
    if Command::new("age").arg("--version").output().is_err() {
        return skip("there is no age program (apt-get install age)");
    }
    let phone = Phone::new();
    let key = age::x25519::Identity::generate();
    let shelf = phone.shelf();
    let vault = amira(&shelf);
    vault
        .seal_unsent_to(Some(&key.to_public().to_string()))
        .unwrap();
    for n in 1..=5 {
        assert!(answer(&vault, n, 1));
        send(&vault, n);
    }
    let keys = phone.home.path().join("trust-key.txt");
    std::fs::write(&keys, key.to_string().expose_secret()).unwrap();
    let file = phone.home.path().join("handed-over");
    std::fs::write(&file, shelf.sealed(vault.id()).unwrap()).unwrap();
    // Word by word what the documentation tells a trust to do.
    let script = r#"cut -d' ' -f2 "$1" | while read -r line; do echo "$line" | base64 -d | age -d -i "$2"; echo; done"#;
    let said = Command::new("sh")
        .args(["-c", script, "sh"])
        .args([&file, &keys])
        .output()
        .unwrap();
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    let texts = String::from_utf8(said.stdout).unwrap();
    let read: Vec<String> = texts.lines().map(said_in).collect();
    let expected: Vec<String> = (1..=5).map(|n| format!("what I sent {n}")).collect();
    assert_eq!(read, expected);

    // Another key opens nothing.
    let other = age::x25519::Identity::generate();
    std::fs::write(&keys, other.to_string().expose_secret()).unwrap();
    let line = shelf.sealed(vault.id()).unwrap();
    let sealed = line.lines().next().unwrap().split_once(' ').unwrap().1;
    let mut base64 = Command::new("sh")
        .args(["-c", r#"base64 -d | age -d -i "$1""#, "sh"])
        .arg(&keys)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    base64
        .stdin
        .take()
        .unwrap()
        .write_all(sealed.as_bytes())
        .unwrap();
    let said = base64.wait_with_output().unwrap();
    assert!(!said.status.success() && said.stdout.is_empty());
    Tally::clean(read.len() as u64).row(21, "opened-by-age");
}

fn ids(sealed: &str) -> Vec<String> {
    sealed
        .lines()
        .map(|line| line.split_once(' ').unwrap().0.to_owned())
        .collect()
}

fn opened(sealed: &str, key: &age::x25519::Identity) -> Vec<String> {
    use base64::Engine;
    sealed
        .lines()
        .map(|line| {
            let sealed = base64::engine::general_purpose::STANDARD
                .decode(line.split_once(' ').unwrap().1)
                .unwrap();
            said_in(&String::from_utf8(age::decrypt(key, &sealed).unwrap()).unwrap())
        })
        .collect()
}

fn said_in(text: &str) -> String {
    let item: serde_json::Value = serde_json::from_str(text).unwrap();
    item["item"]["said"].as_str().unwrap().to_owned()
}
