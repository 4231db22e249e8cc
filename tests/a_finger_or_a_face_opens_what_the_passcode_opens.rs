//! A finger or a face opens what the passcode opens, and nothing more: it is set up with the passcode, goes with it, and is
//! shut when the passcode is. A stand-in plays the device; the vault, its database and the trust are real.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;

use desk::{folder, sandbox, sign_in};
use pathway_companion::app::{
    Companion, Devices, GuardProblem, Key, MatchProblem, MatchedKeys, Matching, Setup, Sheet,
    Stage, StartProblem, TrustSource, WayBack,
};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const PASSCODE: &str = "kestrel over 4 hills";

/// A device that knows one finger.
#[derive(Default)]
struct Phone {
    kept: Mutex<HashMap<String, Key>>,
    says_no: Mutex<bool>,
}

impl MatchedKeys for Phone {
    fn can_match(&self) -> bool {
        true
    }

    fn keep(&self, name: &str, key: &Key, _: &Sheet) -> Result<(), MatchProblem> {
        self.kept.lock().unwrap().insert(name.into(), key.clone());
        Ok(())
    }

    fn open(&self, name: &str, sheet: &Sheet) -> Result<Key, MatchProblem> {
        assert!(!sheet.title.is_empty() && !sheet.no.is_empty());
        if *self.says_no.lock().unwrap() {
            return Err(MatchProblem::SaidNo);
        }
        let kept = self.kept.lock().unwrap();
        kept.get(name).cloned().ok_or(MatchProblem::Gone)
    }

    fn forget(&self, name: &str) -> Result<(), MatchProblem> {
        self.kept.lock().unwrap().remove(name);
        Ok(())
    }
}

async fn on(phone: &Arc<Phone>, home: &Path, trust: &desk::Trust) -> Companion {
    let setup = || Setup {
        folder: home.to_owned(),
        source: TrustSource::Address(trust.base.join("trust.json").unwrap()),
        way_back: WayBack::Loopback("http://127.0.0.1:9/callback".parse().unwrap()),
    };
    let devices = Devices {
        matched: phone.clone(),
        ..Devices::default()
    };
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        // One that was let go may still hold the folder for a moment.
        match Companion::start_on(setup(), devices.clone()).await {
            Err(StartProblem::Folder(_)) if Instant::now() < patience => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            started => return started.unwrap(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_opens_beside_the_passcode_and_goes_with_it() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let phone = Arc::new(Phone::default());
    let app = on(&phone, home.path(), &trust).await;
    sign_in(&app, &trust, "demo-amira").await;
    assert_eq!(
        app.view().matching,
        Matching::NotHere,
        "no passcode that it could stand for"
    );
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();
    assert_eq!(
        app.view().matching,
        Matching::Off,
        "off until the person turns it on"
    );

    // Who only holds the open phone cannot add their own finger.
    let wrong = app.match_from_now_on("not this one".into()).await;
    assert!(
        matches!(wrong, Err(GuardProblem::Wrong { .. })),
        "{wrong:?}"
    );
    assert!(
        phone.kept.lock().unwrap().is_empty(),
        "nothing is kept for a wrong passcode"
    );

    app.match_from_now_on(PASSCODE.into()).await.unwrap();
    assert_eq!(app.view().matching, Matching::On);
    app.lock().await;
    app.unlock_by_match().await.unwrap();
    assert_eq!(app.view().stage, Stage::Open);

    app.lock().await;
    *phone.says_no.lock().unwrap() = true;
    assert_eq!(app.unlock_by_match().await, Err(GuardProblem::NoMatch));
    assert!(matches!(app.view().stage, Stage::Locked(_)));
    *phone.says_no.lock().unwrap() = false;

    // The passcode opens as before; changed, it keeps the finger; taken away, it takes the finger along.
    app.unlock(PASSCODE.into()).await.unwrap();
    let other = "heron under 9 bridges".to_owned();
    app.set_passcode(Some(PASSCODE.into()), Some(other.clone()))
        .await
        .unwrap();
    app.lock().await;
    app.unlock_by_match().await.unwrap();
    app.set_passcode(Some(other), None).await.unwrap();
    assert_eq!(app.view().matching, Matching::NotHere);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_finger_or_a_closed_passcode_opens_nothing() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let phone = Arc::new(Phone::default());
    let app = on(&phone, home.path(), &trust).await;
    sign_in(&app, &trust, "demo-amira").await;
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();
    app.match_from_now_on(PASSCODE.into()).await.unwrap();

    // Another start of the app: what the seal says of it is read again.
    drop(app);
    let app = on(&phone, home.path(), &trust).await;
    assert!(matches!(app.view().stage, Stage::Locked(_)));
    assert_eq!(app.view().matching, Matching::On);

    // A key that is not the one opens nothing, and shows nothing.
    let right = phone.kept.lock().unwrap().clone();
    for key in phone.kept.lock().unwrap().values_mut() {
        *key = Key::random();
    }
    assert_eq!(app.unlock_by_match().await, Err(GuardProblem::NoMatch));
    *phone.kept.lock().unwrap() = right;

    // After a finger was enrolled the device has destroyed the key: the passcode alone opens, until it is set up anew.
    let kept = std::mem::take(&mut *phone.kept.lock().unwrap());
    assert_eq!(app.unlock_by_match().await, Err(GuardProblem::NoMatch));
    assert_eq!(app.view().matching, Matching::Off);
    *phone.kept.lock().unwrap() = kept;
    assert_eq!(
        app.unlock_by_match().await,
        Err(GuardProblem::NoMatch),
        "the old key came back and opens nothing"
    );
    app.unlock(PASSCODE.into()).await.unwrap();
}
