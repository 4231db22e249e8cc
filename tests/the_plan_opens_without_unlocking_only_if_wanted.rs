//! The plan opens without unlocking only where the person wants that. Then a copy lies under the phone's own
//! key: its words can be read in no file, and the locked app shows it. Turned off, the copy is gone; wiped, it
//! goes with the vault.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;

use desk::{companion, folder, sandbox, sign_in, until};
use pathway_companion::app::{Companion, Stage};
use pathway_companion::forms::Value as Answer;
use std::collections::BTreeSet;
use std::path::Path;

const AMIRA: &str = "demo-amira";
const PASSCODE: &str = "kestrel over 4 hills";
const PLAN: &str = "own_staying-safe-plan";

async fn write(app: &Companion, words: &[&str], keep: bool) {
    let filling = app.open_form(PLAN).await.unwrap();
    let path = filling.session.pages()[1].path.clone();
    let values = words.iter().map(|it| Answer::Text((*it).into())).collect();
    let filling = app.answer(&filling, &path, values).await.unwrap();
    if keep {
        app.keep_plan_version(&filling).await.unwrap();
    }
}

/// The copies in a folder.
fn copies(folder: &Path) -> Vec<std::path::PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().flatten();
    files
        .map(|it| it.path())
        .filter(|path| path.extension().is_some_and(|end| end == "plan"))
        .collect()
}

/// The files in which these words can be read, as text or in base64.
fn readable(folder: &Path, words: &str) -> BTreeSet<String> {
    use base64::Engine;
    let coded = base64::engine::general_purpose::STANDARD_NO_PAD.encode(words);
    let files = std::fs::read_dir(folder).unwrap().flatten();
    files
        .filter(|it| it.path().is_file())
        .filter(|it| {
            let bytes = std::fs::read(it.path()).unwrap();
            [words, &coded[..coded.len() - 2]].iter().any(|needle| {
                bytes
                    .windows(needle.len())
                    .any(|part| part.eq_ignore_ascii_case(needle.as_bytes()))
            })
        })
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .collect()
}

fn shown(app: &Companion) -> Option<Vec<String>> {
    let view = app.view();
    let copy = view.plan_copy.as_ref()?;
    Some(copy.plan.about("helps").to_vec())
}

#[tokio::test(flavor = "multi_thread")]
async fn off_there_is_nothing_and_on_it_shows_while_locked() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    write(&app, &["A walk by the canal"], true).await;
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();

    // Off: nothing is shown, and nothing lies there.
    app.lock().await;
    assert!(matches!(app.view().stage, Stage::Locked(_)));
    assert!(shown(&app).is_none() && app.view().own_plan.is_none());
    assert!(copies(home.path()).is_empty());
    assert_eq!(readable(home.path(), "walk by the canal"), BTreeSet::new());

    // On: it shows while locked and after a start, as it was when it was locked; and can be read nowhere.
    app.unlock(PASSCODE.into()).await.unwrap();
    app.let_plan_open(true).await.unwrap();
    assert!(app.view().plan_unlocked);
    write(&app, &["A walk by the canal", "My sister's kitchen"], false).await;
    app.lock().await;
    until(&app, "the copy is there", |view| view.plan_copy.is_some()).await;
    let wanted = vec![
        "A walk by the canal".to_owned(),
        "My sister's kitchen".to_owned(),
    ];
    assert_eq!(shown(&app), Some(wanted.clone()));
    assert!(app.view().record.is_none() && app.view().own_plan.is_none());
    assert_eq!(copies(home.path()).len(), 1);
    for words in ["walk by the canal", "sister's kitchen", "01632"] {
        let mut found = readable(home.path(), words);
        // The trust's own public file holds its numbers.
        found.remove("trust.json");
        assert_eq!(found, BTreeSet::new(), "{words}");
    }
    drop(app);
    let app = companion(home.path(), &trust).await;
    assert!(matches!(app.view().stage, Stage::Locked(_)));
    assert_eq!(shown(&app), Some(wanted));

    // Off again: gone at once, and it stays gone.
    app.unlock(PASSCODE.into()).await.unwrap();
    app.let_plan_open(false).await.unwrap();
    assert!(copies(home.path()).is_empty() && shown(&app).is_none());
    write(&app, &["Music"], true).await;
    app.lock().await;
    assert!(copies(home.path()).is_empty() && shown(&app).is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_of_no_use_without_the_phones_key_and_goes_with_the_vault() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    write(&app, &["A walk by the canal"], true).await;
    app.let_plan_open(true).await.unwrap();
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();
    drop(app);
    // A folder that was carried off, without the keystore.
    let keys = home.path().join("keys.json");
    let kept = std::fs::read(&keys).unwrap();
    std::fs::write(&keys, "{}").unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let thief = companion(home.path(), &trust).await;
    assert!(shown(&thief).is_none());
    assert_eq!(copies(home.path()).len(), 1, "nothing was deleted");
    drop(thief);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    std::fs::write(&keys, kept).unwrap();
    let app = companion(home.path(), &trust).await;
    assert!(shown(&app).is_some());
    app.unlock(PASSCODE.into()).await.unwrap();
    app.sign_out_and_wipe().await.unwrap();
    assert!(shown(&app).is_none() && !app.view().plan_unlocked);
    assert!(copies(home.path()).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_outlives_a_kill_before_its_copy_was_made() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    write(&app, &["A walk by the canal"], true).await;
    app.let_plan_open(true).await.unwrap();
    drop(app);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    // Killed between the wish and the copy; or the copy is damaged.
    for damage in [false, true] {
        let copy = copies(home.path()).remove(0);
        if damage {
            std::fs::write(&copy, b"not a copy").unwrap();
        } else {
            std::fs::remove_file(&copy).unwrap();
        }
        let app = companion(home.path(), &trust).await;
        until(&app, "the copy is made anew", |view| {
            view.plan_copy.is_some()
        })
        .await;
        drop(app);
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    }
}
