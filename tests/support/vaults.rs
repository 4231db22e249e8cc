//! A shelf of vaults below everything else: a keystore in memory, a clock that a test moves, and a
//! person's answers made up.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use pathway_companion::forms::{Path as Place, Value as Answer};
use pathway_companion::platform::{DataFolder, FolderProblem, Keystore, Moment, SystemStore};
use pathway_companion::vault::{Draft, Hat, NewItem, Owner, Shelf, Vault};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A clock that a test moves.
#[derive(Clone)]
pub struct Clock(Arc<Mutex<Moment>>);

impl Clock {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(Moment {
            run: "first".into(),
            at: Duration::from_secs(100),
        })))
    }

    pub fn pass(&self, time: Duration) {
        self.0.lock().unwrap().at += time;
    }

    /// The phone is started anew: the clock begins at nearly nothing.
    pub fn restart(&self, run: &str) {
        *self.0.lock().unwrap() = Moment {
            run: run.into(),
            at: Duration::from_secs(3),
        };
    }
}

/// A phone: a data folder, a keystore, a clock.
pub struct Phone {
    pub home: tempfile::TempDir,
    pub store: Arc<SystemStore>,
    pub clock: Clock,
}

impl Phone {
    pub fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            store: keyring::mock::Store::new().unwrap(),
            clock: Clock::new(),
        }
    }

    /// The phone's keystore is cleared.
    pub fn lose_keys(&mut self) {
        self.store = keyring::mock::Store::new().unwrap();
    }

    pub fn shelf(&self) -> Shelf {
        self.shelf_at(self.home.path())
    }

    pub fn shelf_at(&self, folder: &Path) -> Shelf {
        let clock = self.clock.clone();
        let folder = Arc::new(held(folder));
        let clock = Arc::new(move || clock.0.lock().unwrap().clone());
        Shelf::open_with(folder, Keystore::of(self.store.clone()), clock).unwrap()
    }
}

/// The folder, held. A program that another test of this process is just starting has every lock of ours
/// until it runs.
fn held(folder: &Path) -> DataFolder {
    for _ in 0..100 {
        match DataFolder::hold(folder) {
            Err(FolderProblem::InUse) => std::thread::sleep(Duration::from_millis(50)),
            other => return other.unwrap(),
        }
    }
    panic!("the folder was never given up");
}

pub fn owner(subject: &str) -> Owner {
    Owner {
        trust: "trust".into(),
        subject: subject.into(),
        patient: "patient".into(),
    }
}

pub fn amira(shelf: &Shelf) -> Vault {
    shelf.open_or_make(&owner("amira"), Hat::Person).unwrap()
}

/// A form begun.
pub fn draft(n: usize) -> Draft {
    Draft {
        id: format!("00000000-0000-7000-8000-{n:012}"),
        form: "https://example.org/form".into(),
        form_version: None,
        questionnaire: format!(
            r#"{{"resourceType":"Questionnaire","title":"{}"}}"#,
            "x".repeat(600)
        ),
        task: format!("task-{n}"),
        begun: "2026-11-22T09:15:00Z".parse().unwrap(),
        author: "Patient/patient".into(),
        for_task: Some(format!("task-{n}")),
        ..Draft::default()
    }
}

/// Keeps an answer whose words are known.
pub fn answer(vault: &Vault, n: usize, place: usize) -> bool {
    let values = [Answer::Text(words(n, place))];
    vault
        .keep_answer(&draft(n), &Place::of(&format!("q{place}")), &values)
        .is_ok()
}

/// What was answered there.
pub fn words(n: usize, place: usize) -> String {
    format!("what I said {n}-{place} {}", "…".repeat(place % 40))
}

/// Hands a form over; gives the item's id.
pub fn send(vault: &Vault, n: usize) -> String {
    let id = draft(n).id;
    let item = item(n);
    let posted = vault.post(&id, |_| Ok::<_, ()>(item)).unwrap();
    assert_eq!(posted, Some(Ok(())));
    id
}

pub fn item(n: usize) -> NewItem {
    NewItem {
        id: draft(n).id,
        kind: "answered-form",
        title: Some("How have you been?".into()),
        task: Some(format!("task-{n}")),
        body: format!(r#"{{"said":"what I sent {n}"}}"#),
        progress: "{}".into(),
        answered: "2026-11-22T09:16:00Z".parse().unwrap(),
        ..NewItem::default()
    }
}

/// How many of the answers of a draft are as they were said; none when one says something else.
pub fn answers_right(vault: &Vault, n: usize) -> Option<usize> {
    let kept = vault.answers(&draft(n).id).ok()?;
    for (place, values) in &kept {
        let number: usize = place.as_str().strip_prefix('q')?.parse().ok()?;
        if values != &[Answer::Text(words(n, number))] {
            return None;
        }
    }
    Some(kept.len())
}

/// Says aloud that a test is not run here; where it must be run, that is a failure.
pub fn skip(why: &str) {
    let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(!ci, "must be run here, and cannot: {why}");
    eprintln!("SKIPPED: {why}");
}

/// A vault's own key, taken out of its seal by the book (VAULT §2): not with the app's code, so that
/// what the app writes is what the book says.
pub fn data_key(phone: &Phone, id: &str) -> [u8; 32] {
    let store = phone
        .store
        .build("pathway-companion", id, None)
        .unwrap()
        .get_secret()
        .unwrap();
    let seal = std::fs::read(phone.home.path().join(format!("{id}.seal"))).unwrap();
    open_seal(&seal, id, &store, None)
}

/// Opens a seal by the book.
pub fn open_seal(seal: &[u8], id: &str, store: &[u8], passcode: Option<&str>) -> [u8; 32] {
    use base64::Engine;
    use chacha20poly1305::aead::{Aead, KeyInit, Payload};
    let seal: serde_json::Value = serde_json::from_slice(seal).unwrap();
    let bytes = |value: &serde_json::Value| {
        base64::engine::general_purpose::STANDARD_NO_PAD
            .decode(value.as_str().unwrap())
            .unwrap()
    };
    let (from, purpose) = match passcode {
        None => (store.to_vec(), "pathway-companion seal wrap 1"),
        Some(passcode) => {
            let how = &seal["passcode"];
            let number = |name: &str| how[name].as_u64().unwrap() as u32;
            let params =
                argon2::Params::new(number("memory"), number("passes"), 1, Some(32)).unwrap();
            let argon =
                argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
            let mut stretched = [0u8; 32];
            let salt = how["salt"].as_str().unwrap().as_bytes();
            argon
                .hash_password_into(passcode.as_bytes(), salt, &mut stretched)
                .unwrap();
            let both = [&stretched, store].concat();
            (both, "pathway-companion seal passcode 1")
        }
    };
    let mut key = [0u8; 32];
    hkdf::Hkdf::<sha2::Sha256>::new(None, &from)
        .expand(purpose.as_bytes(), &mut key)
        .unwrap();
    let nonce: [u8; 24] = bytes(&seal["nonce"]).try_into().unwrap();
    let wrapped = bytes(&seal["wrapped"]);
    let payload = Payload {
        msg: &wrapped,
        aad: id.as_bytes(),
    };
    chacha20poly1305::XChaCha20Poly1305::new_from_slice(&key)
        .unwrap()
        .decrypt(&chacha20poly1305::XNonce::from(nonce), payload)
        .unwrap()
        .try_into()
        .unwrap()
}
