//! Somebody who supports a demo person, with the app of their own; and what lies in their vault, read by a
//! second connection while the app has it open.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use crate::desk::{Trust, until};
use crate::vaults::open_seal;
use pathway_companion::app::{Companion, Filling, STEP, Seen, TELLING, rating_as_carer, telling};
use pathway_companion::forms::{Path as Place, Value as Answer};
use pathway_companion::platform::Keystore;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::Path;

pub const AMIRA: &str = "demo-amira";
pub const NOOR: &str = "demo-noor";
pub const PARK: &str = "demo-amira-goal-park";
/// The passcode of every vault here that has one.
pub const PASSCODE: &str = "blue gate 4071";
pub const SHARING: &str = "demo-amira-sharing";

/// Signs in through the carers' door, says "Yes, that is me", and waits for what is shared.
pub async fn sign_in_as(companion: &Companion, trust: &Trust, who: &str) {
    let page = companion.begin_carer_sign_in().await.unwrap();
    let subject = format!("RelatedPerson/{who}");
    let (state, code) = trust.sign_in_subject(&page, &subject).await;
    companion
        .finish_sign_in(&state, code.as_deref())
        .await
        .unwrap();
    companion.is_this_me(true).await.unwrap();
    looked(companion).await;
}

/// Waits until everything that is shared has come.
pub async fn looked(companion: &Companion) {
    until(companion, "what is shared has come", |view| {
        let following = view.following.as_ref();
        following.is_some_and(|it| matches!(it.seen, Seen::At(_)))
    })
    .await;
}

/// The vaults in a data folder: id and hat, in the order in which they were made.
pub fn vaults_in(home: &Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(home.join("vaults.json")).unwrap();
    let list: Value = serde_json::from_str(&text).unwrap();
    let all = list["vaults"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    all.map(|it| (text(&it["id"]), text(&it["hat"]))).collect()
}

/// The first vault of this hat.
pub fn vault_of(home: &Path, hat: &str) -> String {
    let mut all = vaults_in(home).into_iter();
    all.find(|(_, worn)| worn == hat).unwrap().0
}

/// A second connection to a vault.
pub fn peek(home: &Path, id: &str) -> Connection {
    let store = Keystore::find(home).unwrap().get(id).unwrap().unwrap();
    let seal = std::fs::read(home.join(format!("{id}.seal"))).unwrap();
    let locked = String::from_utf8_lossy(&seal).contains("\"passes\"");
    let key = open_seal(&seal, id, store.bytes(), locked.then_some(PASSCODE));
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let db = Connection::open(home.join(format!("{id}.db"))).unwrap();
    db.execute_batch(&format!(
        "PRAGMA key = \"x'{hex}'\"; PRAGMA busy_timeout = 5000;"
    ))
    .unwrap();
    db
}

/// Everything in every table of a vault, as one text.
pub fn all_in(home: &Path, id: &str) -> String {
    let db = peek(home, id);
    let mut tables = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap();
    let names: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(names.len() > 5, "the tables are seen");
    let mut text = String::new();
    for name in names {
        let mut rows = db.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let width = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for at in 0..width {
                let value: rusqlite::types::Value = row.get(at).unwrap();
                match value {
                    rusqlite::types::Value::Text(words) => text.push_str(&words),
                    other => text.push_str(&format!("{other:?}")),
                }
                text.push('\n');
            }
        }
    }
    text
}

/// Whether any file in a folder has these words in the clear.
pub fn files_hold(home: &Path, words: &str) -> bool {
    let files = std::fs::read_dir(home)
        .unwrap()
        .map(|it| it.unwrap().path());
    let mut files = files.filter(|it| it.is_file());
    files.any(|path| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(words.len()).any(|it| it == words.as_bytes())
    })
}

/// A setting of a vault.
pub fn setting(home: &Path, id: &str, name: &str) -> Option<String> {
    let db = peek(home, id);
    db.query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| {
        row.get(0)
    })
    .ok()
}

/// Puts a setting into a vault that no app has open.
pub fn set(home: &Path, id: &str, name: &str, value: &str) {
    let db = peek(home, id);
    db.execute(
        "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
        [name, value],
    )
    .unwrap();
}

/// So many days pass for a phone on which the app is closed.
pub fn days_pass(home: &Path, id: &str, days: u64) {
    let heard = setting(home, id, "heard").unwrap();
    let mut heard: Value = serde_json::from_str(&heard).unwrap();
    let before = heard["passed"].as_u64().unwrap();
    heard["passed"] = json!(before + days * 24 * 60 * 60);
    set(home, id, "heard", &heard.to_string());
}

/// A rating of a goal, chosen and not handed over: the highest step, and these words.
pub async fn rating(companion: &Companion, goal: &str, note: &str) -> Option<Filling> {
    let filling = companion.open_form(&rating_as_carer(goal)).await.ok()?;
    let step = Place::of(STEP);
    let options = filling.session.item_at(&step)?.options.clone();
    let value = options.last()?.value.clone();
    let filling = companion.answer(&filling, &step, vec![value]).await.ok()?;
    let note = vec![Answer::Text(note.to_owned())];
    companion
        .answer(&filling, &Place::of("note"), note)
        .await
        .ok()
}

/// Tells the team something.
pub async fn tell(companion: &Companion, words: &str) -> String {
    let filling = companion.open_form(&telling()).await.unwrap();
    let words = vec![Answer::Text(words.to_owned())];
    let filling = companion
        .answer(&filling, &Place::of(TELLING), words)
        .await
        .unwrap();
    companion.send_form(&filling).await.unwrap()
}

/// The Consent of Amira's sharing with Noor, changed.
pub async fn amira_changes(trust: &Trust, change: impl FnOnce(&mut Value)) {
    let consents = trust.resources("Consent").await;
    let mut consent = consents.into_iter().find(|it| it["id"] == SHARING).unwrap();
    change(&mut consent);
    trust.put(consent).await;
}
