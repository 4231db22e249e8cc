//! After a lock no key and no passcode is left in the memory of the process, and no answer either.
//!
//! The process is this program, started once more as a worker: it opens a vault with a passcode, works
//! in it, locks, and waits. Its whole memory is then read from outside and searched, for each key as
//! bytes, as hexadecimal and as base64, and for the passcode. The same search has to find what is known
//! to be there (the vault's id; an answer while it is open): a search that finds nothing proves nothing.
//!
//! What is searched here is everything below the screens. What a renderer keeps of typed text is not
//! ours to wipe and is named as a limit in the documentation.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]
#![cfg(target_os = "linux")]

#[path = "support/vaults.rs"]
mod vaults;

use pathway_companion::forms::{Path as Place, Value as Answer};
use pathway_companion::platform::{DataFolder, Keystore, Moment};
use pathway_companion::vault::{Passcode, RecoveryCode, Shelf, VaultId};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use vaults::{amira, answer, draft, open_seal};

const WORKER: &str = "PATHWAY_MEMORY_WORKER";

fn shelf(folder: &Path) -> Shelf {
    let keystore = Keystore::find(folder).unwrap();
    let held = Arc::new(DataFolder::hold(folder).unwrap());
    let clock = Arc::new(|| Moment {
        run: "one".into(),
        at: std::time::Duration::ZERO,
    });
    Shelf::open_with(held, keystore, clock).unwrap()
}

/// Reads a line from the parent into a buffer of its own, and wipes what it was read through.
fn hear() -> String {
    let mut byte = [0u8; 1];
    let mut line = String::with_capacity(256);
    let mut input = std::fs::File::open("/dev/stdin").unwrap();
    while input.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
        line.push(char::from(byte[0]));
    }
    line
}

fn say(text: &str) {
    println!("{text}");
    std::io::stdout().flush().unwrap();
}

fn work(folder: &str) {
    let shelf = shelf(Path::new(folder));
    let id: VaultId = shelf.current().unwrap();
    let vault = shelf.unlock(&id, &Passcode::typed(hear())).unwrap();
    let words = [Answer::Text("canary in the answer".chars().rev().collect())];
    vault
        .keep_answer(&draft(7), &Place::of("q1"), &words)
        .unwrap();
    assert_eq!(vault.drafts().unwrap().len(), 2);
    say("open");
    hear();
    vault.close();
    drop(vault);
    // A wrong try and a wrong code leave nothing behind either.
    let recovery = RecoveryCode::read(&zeroize::Zeroizing::new(hear())).unwrap();
    drop(shelf.recover(&id, &recovery).unwrap());
    drop(recovery);
    let new = Passcode::typed(hear());
    shelf.set_passcode(&id, None, Some(&new)).unwrap();
    drop(new);
    say("locked");
    hear();
}

/// Everything that a process has in its memory that it may write.
fn memory(child: &Child) -> Vec<u8> {
    let maps = std::fs::read_to_string(format!("/proc/{}/maps", child.id())).unwrap();
    let mut memory = std::fs::File::open(format!("/proc/{}/mem", child.id())).unwrap();
    let mut all = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let from = u64::from_str_radix(from, 16).unwrap();
        let to = u64::from_str_radix(to, 16).unwrap();
        let mut piece = vec![0u8; (to - from) as usize];
        memory.seek(SeekFrom::Start(from)).unwrap();
        if memory.read_exact(&mut piece).is_ok() {
            all.extend_from_slice(&piece);
        }
    }
    all
}

fn finds(memory: &[u8], needle: &[u8]) -> usize {
    memory
        .windows(needle.len())
        .filter(|piece| *piece == needle)
        .count()
}

#[test]
fn keys_and_passcodes_are_gone_when_the_vault_is_locked() {
    if let Ok(folder) = std::env::var(WORKER) {
        return work(&folder);
    }
    use base64::Engine;
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("keys.json"), "{}").unwrap();
    let (passcode, later) = (
        "kestrel over 4 hills and then a long way down",
        "lantern under 9 bridges and then out to the sea",
    );
    let (id, words) = {
        let shelf = shelf(home.path());
        let vault = amira(&shelf);
        assert!(answer(&vault, 1, 1));
        let id = vault.id().clone();
        drop(vault);
        let words = shelf.make_recovery_code(&id, None).unwrap().words();
        let code = Passcode::typed(passcode.into());
        shelf.set_passcode(&id, None, Some(&code)).unwrap();
        (id, words)
    };
    let id = serde_json::to_value(&id).unwrap();
    let id = id.as_str().unwrap();
    let keys = || {
        let keys: serde_json::Value =
            serde_json::from_slice(&std::fs::read(home.path().join("keys.json")).unwrap()).unwrap();
        base64::engine::general_purpose::STANDARD_NO_PAD
            .decode(keys[id].as_str().unwrap())
            .unwrap()
    };
    let seal = std::fs::read(home.path().join(format!("{id}.seal"))).unwrap();
    let data_key = open_seal(&seal, id, &keys(), Some(passcode));

    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--nocapture",
            "--exact",
            "keys_and_passcodes_are_gone_when_the_vault_is_locked",
        ])
        .env(WORKER, home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut wait = |word: &str| {
        let told = lines
            .by_ref()
            .map(|line| line.unwrap())
            .any(|line| line.ends_with(word));
        assert!(told, "the worker never said {word}");
    };
    writeln!(input, "{passcode}").unwrap();
    wait("open");
    let open = memory(&child);
    assert!(
        finds(&open, id.as_bytes()) > 0,
        "the search finds nothing at all"
    );
    writeln!(input).unwrap();
    writeln!(input, "{}", *words).unwrap();
    writeln!(input, "{later}").unwrap();
    wait("locked");
    let locked = memory(&child);
    writeln!(input).unwrap();
    drop(input);
    assert!(child.wait().unwrap().success());
    assert!(finds(&locked, id.as_bytes()) > 0);

    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let base64 = |bytes: &[u8]| base64::engine::general_purpose::STANDARD_NO_PAD.encode(bytes);
    let store_key = keys();
    let whole: Vec<(&str, Vec<u8>)> = vec![
        ("the vault's key", data_key.to_vec()),
        ("the vault's key, hexadecimal", hex(&data_key).into_bytes()),
        ("the keystore's key", store_key.clone()),
        (
            "the keystore's key, base64",
            base64(&store_key).into_bytes(),
        ),
        ("the passcode", passcode.as_bytes().to_vec()),
        ("the new passcode", later.as_bytes().to_vec()),
        ("the recovery code", words.as_bytes().to_vec()),
    ];
    // A system's allocator writes notes of its own over the head of what it is given back: so the tail of each is
    // looked for, too.
    let tail =
        |(name, it): &(&str, Vec<u8>)| (format!("{name}, its tail"), it[it.len() / 2..].to_vec());
    let tails: Vec<(String, Vec<u8>)> = whole.iter().map(tail).collect();
    let whole = whole.into_iter().map(|(name, it)| (name.to_owned(), it));
    let secrets: Vec<(String, Vec<u8>)> = whole.chain(tails).collect();
    // No promise, but what comes of wiping all that is given back: shown, so that it can be watched.
    let words = [
        ("an answer", b"rewsna eht ni yranac".to_vec()),
        ("an answer kept before", b"what I said 1-1".to_vec()),
    ];
    for (name, words) in words {
        let (before, after) = (finds(&open, &words), finds(&locked, &words));
        println!("{name}: {before} times while open, {after} after the lock");
        assert!(before > 0, "the search cannot find what is there");
    }
    let mut left = Vec::new();
    for (name, secret) in &secrets {
        let (before, after) = (finds(&open, secret), finds(&locked, secret));
        println!("{name}: {before} times while open, {after} after the lock");
        if after > 0 {
            left.push(name);
        }
    }
    println!("searched {} MB", locked.len() / 1_000_000);
    assert!(left.is_empty(), "left in memory after the lock: {left:?}");
}
