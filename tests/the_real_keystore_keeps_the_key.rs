//! A real keystore (gnome-keyring, on a session bus of its own) keeps the key of a vault over starts of
//! the app, and no key lies in the folder.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]
#![cfg(target_os = "linux")]

#[path = "support/vaults.rs"]
mod vaults;

use pathway_companion::platform::{DataFolder, Keystore, wait_clock};
use pathway_companion::vault::{OpenProblem, Shelf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use vaults::{amira, answer, answers_right, skip};

const INSIDE: &str = "PATHWAY_INSIDE_SESSION";

#[test]
fn gnome_keyring_keeps_the_key_of_a_vault() {
    if std::env::var_os(INSIDE).is_some() {
        return inside();
    }
    let there = |program: &str| {
        let asked = Command::new(program)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        asked.is_ok()
    };
    if !there("dbus-run-session") || !there("gnome-keyring-daemon") {
        return skip("no gnome-keyring (apt-get install gnome-keyring dbus)");
    }
    let home = tempfile::tempdir().unwrap();
    let script = "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null && \
                  exec \"$0\" --nocapture --exact gnome_keyring_keeps_the_key_of_a_vault";
    let said = Command::new("timeout")
        .args(["60", "dbus-run-session", "--", "sh", "-c", script])
        .arg(std::env::current_exe().unwrap())
        .env(INSIDE, "1")
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_RUNTIME_DIR", home.path())
        .output()
        .unwrap();
    assert!(
        said.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&said.stdout),
        String::from_utf8_lossy(&said.stderr)
    );
    let out = String::from_utf8_lossy(&said.stdout);
    assert!(out.contains("the keystore was real"), "{out}");
}

fn shelf(folder: &std::path::Path) -> Shelf {
    let keystore = Keystore::find(folder).unwrap();
    assert!(!keystore.is_file(), "this is no real keystore");
    let held = Arc::new(DataFolder::hold(folder).unwrap());
    Shelf::open_with(held, keystore, wait_clock()).unwrap()
}

fn inside() {
    let folder = tempfile::tempdir().unwrap();
    let vault = amira(&shelf(folder.path()));
    assert!(answer(&vault, 1, 1));
    drop(vault);
    assert!(!folder.path().join("keys.json").exists());
    let opened = shelf(folder.path());
    let vault = opened.open_current().unwrap().unwrap();
    assert_eq!(answers_right(&vault, 1), Some(1));
    // Wiping takes the key out of the keystore: what a copy of the files was worth is gone.
    let copy = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    opened.wipe(&vault).unwrap();
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "lock" && name != "vaults.json")
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let problem = shelf(copy.path()).open_current().unwrap_err();
    assert_eq!(problem, OpenProblem::KeyGone);
    println!("the keystore was real");
}
