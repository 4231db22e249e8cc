//! The vault's files hold no readable byte of a person; a wrong key gives a clear error and changes
//! nothing; what is not released never reaches them.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/proxy.rs"]
mod proxy;

use desk::{Trust, companion, folder, sandbox, sandbox_behind, sign_in, until};
use pathway_companion::app::{ShutReason, Stage};
use pathway_companion::forms::Value as Answer;
use pathway_companion::platform::DataFolder;
use pathway_companion::vault::Shelf;
use proxy::{Fault, Proxy};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const AMIRA: &str = "demo-amira";

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let all = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file());
    all.map(|path| (path.clone(), std::fs::read(&path).unwrap()))
        .collect()
}

fn holds(bytes: &[u8], wanted: &str) -> bool {
    bytes
        .windows(wanted.len())
        .any(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// Everything that a vault in this folder keeps, as JSON texts.
fn kept(folder: &Path) -> Vec<String> {
    // The app gives the folder up a moment after it is dropped.
    let held = (0..100).find_map(|_| {
        DataFolder::hold(folder)
            .map_err(|_| std::thread::sleep(std::time::Duration::from_millis(50)))
            .ok()
    });
    let shelf = Shelf::open(Arc::new(held.expect("the folder is free again"))).unwrap();
    let vault = shelf.open_current().unwrap().unwrap();
    vault
        .records()
        .unwrap()
        .into_iter()
        .map(|it| it.raw)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_no_answer_and_no_token_can_be_read_in_any_file() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let task = app.view().record.as_ref().unwrap().forms_to_do[0]
        .task
        .clone();
    let mut filling = app.open_form(&task).await.unwrap();
    for page in filling.session.pages().iter().take(5) {
        let value = page.questions()[0].item.options[2].value.clone();
        filling = app.answer(&filling, &page.path, vec![value]).await.unwrap();
    }
    let while_open = files(home.path());
    drop(app);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let after = files(home.path());
    let vaults = while_open
        .keys()
        .filter(|path| path.extension().is_some_and(|end| end == "db"))
        .count();
    assert_eq!(vaults, 1, "one vault was looked at");
    // Words of the record, of the form, of the answers and of the sign-in; and SQLite's own.
    let telling = [
        "Amira",
        "Sam Okafor",
        "Walk to the park",
        "More than half",
        "LA6570",
        "phq9-q1",
        "9990000018",
        "Questionnaire",
        "refresh",
        "access",
        "CREATE TABLE",
        "SQLite format",
        "Bearer",
        AMIRA,
    ];
    for (path, bytes) in while_open.iter().chain(&after) {
        let name = path.file_name().unwrap().to_string_lossy();
        // The trust's own public file is kept as it came; it says nothing of a person.
        if name == "trust.json" {
            continue;
        }
        for word in telling {
            assert!(!holds(bytes, word), "{word} can be read in {name}");
        }
        assert!(
            !bytes.is_empty() || name == "lock" || name.ends_with("-wal"),
            "{name} is empty"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_wrong_key_the_app_says_so_and_leaves_the_files_alone() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    drop(app);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let keys = home.path().join("keys.json");
    let right = std::fs::read(&keys).unwrap();
    let mut wrong: Value = serde_json::from_slice(&right).unwrap();
    for key in wrong.as_object_mut().unwrap().values_mut() {
        *key = json!("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY");
    }
    for other in [wrong.to_string().into_bytes(), b"{}".to_vec()] {
        std::fs::write(&keys, &other).unwrap();
        let before = files(home.path());
        let app = companion(home.path(), &trust).await;
        assert_eq!(app.view().stage, Stage::Shut(ShutReason::KeyGone));
        assert!(app.view().record.is_none());
        drop(app);
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let after = files(home.path());
        for (path, bytes) in before
            .iter()
            .filter(|(path, _)| !path.ends_with("trust.json"))
        {
            assert_eq!(
                Some(bytes),
                after.get(path),
                "{} was changed",
                path.display()
            );
        }
    }
    // The right key opens it again, with everything in it.
    std::fs::write(&keys, &right).unwrap();
    let app = companion(home.path(), &trust).await;
    assert_eq!(app.view().stage, Stage::Open);
    assert_eq!(app.view().record.as_ref().unwrap().person.called, "Amira");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_released_never_reaches_the_vault_and_what_loses_release_leaves_it() {
    let (data, home) = (folder(), folder());
    let proxy = Proxy::start().await;
    let (running, trust) = sandbox_behind(data.path(), &proxy.base).await;
    proxy.put_before(&running.base);
    trust.control(json!({"declare": {"batch": false}})).await;
    let mut all = trust.of_patient("Observation", AMIRA).await;
    let is_released = |it: &Value| {
        it["meta"]["tag"]
            .to_string()
            .contains("released-to-patient")
    };
    let is_cluster = |it: &Value| {
        it["code"]["coding"]
            .to_string()
            .contains("adult-mh-care-cluster")
    };
    let withheld = all
        .iter_mut()
        .find(|it| is_cluster(it) && !is_released(it))
        .expect("the demo withholds one");
    withheld["note"] = json!([{ "text": "PLANTED-UNRELEASED-NOTE" }]);
    let released = all
        .iter()
        .find(|it| is_cluster(it) && is_released(it))
        .expect("and releases one")
        .clone();
    // A server that withholds nothing: the app must not keep it all the same.
    let gives = |all: &[Value]| {
        let entries: Vec<Value> = all.iter().map(|it| json!({"resource": it})).collect();
        let page = json!({"resourceType": "Bundle", "type": "searchset", "entry": entries});
        proxy.mend();
        let edit = Fault::edit(move |answer| *answer = page.clone());
        proxy.always("GET", "/fhir/Observation", edit);
    };
    gives(&all);
    let app = companion(home.path(), &Trust::at(proxy.base.clone())).await;
    let page = app.begin_sign_in().await.unwrap();
    let (state, code) = trust.sign_in(&page, AMIRA).await;
    app.finish_sign_in(&state, code.as_deref()).await.unwrap();
    app.is_this_me(true).await.unwrap();
    until(&app, "the record has come", |view| view.record.is_some()).await;
    assert!(proxy.met() > 0, "all of it was sent");

    // The trust takes its release back, and gives it all the same.
    let id = released["id"].as_str().unwrap().to_owned();
    let taken_back = all.iter_mut().find(|it| it["id"] == id.as_str()).unwrap();
    taken_back["meta"]["tag"] = json!([]);
    gives(&all);
    let before = app.view().updated;
    app.look_now().await;
    until(&app, "the next look", |view| view.updated != before).await;
    drop(app);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let kept = kept(home.path());
    assert!(kept.len() > 10);
    for text in &kept {
        assert!(!text.contains("PLANTED-UNRELEASED-NOTE"));
        let it: Value = serde_json::from_str(text).unwrap();
        assert!(
            !is_cluster(&it) || is_released(&it),
            "an unreleased cluster is in the vault"
        );
        assert!(
            it["resourceType"] != "Observation" || it["id"] != id.as_str(),
            "what lost its release is still there"
        );
    }
}

#[test]
fn a_vault_of_one_person_is_never_given_to_another() {
    use pathway_companion::vault::{Hat, Owner};
    let home = folder();
    let shelf = Shelf::open(Arc::new(DataFolder::hold(home.path()).unwrap())).unwrap();
    let owner = |subject: &str| Owner {
        trust: "t".into(),
        subject: subject.into(),
        patient: "p".into(),
    };
    let amira = shelf.open_or_make(&owner("amira"), Hat::Person).unwrap();
    amira.keep_setting("mark", Some("amira")).unwrap();
    let (first, mark) = (amira.id().clone(), amira.setting("mark").unwrap());
    assert_eq!(mark.as_deref(), Some("amira"));
    amira.close();
    let noor = shelf.open_or_make(&owner("noor"), Hat::Carer).unwrap();
    assert_ne!(noor.id(), &first);
    assert_eq!(noor.setting("mark").unwrap(), None);
    noor.close();
    let again = shelf.open_or_make(&owner("amira"), Hat::Person).unwrap();
    assert_eq!(again.id(), &first);
    assert_eq!(again.setting("mark").unwrap().as_deref(), Some("amira"));
}

#[test]
fn an_answer_says_nothing_when_it_is_printed() {
    let answer = Answer::Text("I feel alone".into());
    assert!(!format!("{answer:?}").contains("alone"));
}
