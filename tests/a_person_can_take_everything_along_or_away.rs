//! A copy of everything, after the passcode; a wipe that leaves nothing; a lost key that leaves what was
//! not sent to the team; and safe mode at the third start in a row that dies. (F21, F29)

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/tally.rs"]
mod tally;

use desk::{Trust, companion, folder, sandbox, sign_in, until};
use pathway_companion::app::{
    Companion, CopyProblem, Filling, GuardProblem, OutgoingState, SealedWay, Setup, ShutReason,
    Stage, StartProblem, TrustSource, WayBack,
};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use url::Url;

const AMIRA: &str = "demo-amira";
const PASSCODE: &str = "kestrel over 4 hills";

async fn begin_form(app: &Companion) -> Filling {
    let forms = app.view().record.as_ref().unwrap().forms_to_do.clone();
    let phq = forms
        .iter()
        .find(|form| form.questionnaire.contains("phq-9"))
        .unwrap();
    let mut filling = app.open_form(&phq.task).await.unwrap();
    loop {
        let page = filling.session.pages().into_iter().find(|page| {
            !page.questions()[0].item.options.is_empty()
                && !filling.session.answers().contains_key(&page.path)
        });
        let Some(page) = page else { return filling };
        let value = page.questions()[0].item.options[1].value.clone();
        filling = app.answer(&filling, &page.path, vec![value]).await.unwrap();
    }
}

/// The sandbox's file with a recipient, as a text: no trust is asked for it.
async fn with_recipient(trust: &Trust, recipient: &str, endpoint: Option<&str>) -> TrustSource {
    let http = pathway_companion::trust::Http::new().unwrap();
    let answer = http
        .ask(pathway_companion::trust::Request {
            method: pathway_companion::trust::Method::Get,
            url: trust.base.join("trust.json").unwrap(),
            headers: Vec::new(),
            body: None,
        })
        .await
        .unwrap();
    let mut file: Value = serde_json::from_str(&answer.body).unwrap();
    file["age_recipient"] = recipient.into();
    if let Some(endpoint) = endpoint {
        file["sealed_endpoint"] = endpoint.into();
    }
    TrustSource::Text(file.to_string())
}

fn setup(folder: &Path, source: TrustSource) -> Setup {
    Setup {
        folder: folder.to_owned(),
        source,
        way_back: WayBack::Loopback(Url::parse("http://127.0.0.1:9/callback").unwrap()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_holds_everything_and_asks_for_the_passcode_first() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    app.set_passcode(None, Some(PASSCODE.into())).await.unwrap();
    let filling = begin_form(&app).await;
    assert_eq!(
        app.copy_of_my_data(None).await,
        Err(CopyProblem::Guard(GuardProblem::Wrong {
            left: 9,
            minutes: 0
        }))
    );
    let saved = app.copy_of_my_data(Some(PASSCODE.into())).await.unwrap();
    let bundle = std::fs::read_to_string(&saved.bundle).unwrap();
    let page = std::fs::read_to_string(&saved.page).unwrap();
    std::fs::remove_file(&saved.bundle).unwrap();
    std::fs::remove_file(&saved.page).unwrap();
    let bundle: Value = serde_json::from_str(&bundle).unwrap();
    assert_eq!(bundle["type"], "collection");
    let entries = bundle["entry"].as_array().unwrap();
    let has = |kind: &str| {
        entries
            .iter()
            .any(|it| it["resource"]["resourceType"] == kind)
    };
    for kind in [
        "Patient",
        "CarePlan",
        "Goal",
        "Task",
        "Questionnaire",
        "ServiceRequest",
    ] {
        assert!(has(kind), "{kind} is missing");
    }
    let begun = entries
        .iter()
        .map(|it| &it["resource"])
        .find(|it| it["identifier"]["value"] == filling.draft.as_str())
        .unwrap();
    assert_eq!(begun["status"], "in-progress");
    assert!(begun.to_string().matches("\"answer\"").count() >= 9);
    let record = app.view().record.clone().unwrap();
    for text in [&record.goals[0].words, &record.interventions[0].what] {
        assert!(page.contains(&text.replace('\'', "&#39;")), "{text}");
    }
    assert!(page.contains("Several days") && !page.contains("<script"));
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_out_leaves_nothing_on_the_disk_and_ends_the_sign_in() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    begin_form(&app).await;
    app.make_recovery_code(None).await.unwrap();
    app.sign_out_and_wipe().await.unwrap();
    assert_eq!(app.view().stage, Stage::Welcome);
    assert!(app.view().record.is_none() && app.view().drafts.is_empty());
    let left: Vec<String> = std::fs::read_dir(home.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let known = [
        "lock",
        "vaults.json",
        "keys.json",
        "trust.json",
        "preferences.json",
    ];
    for name in &left {
        assert!(known.contains(&name.as_str()), "{name} is left");
    }
    let list = std::fs::read_to_string(home.path().join("vaults.json")).unwrap();
    assert_eq!(
        serde_json::from_str::<Value>(&list).unwrap(),
        json!({"vaults": [], "current": null})
    );
    if let Ok(keys) = std::fs::read_to_string(home.path().join("keys.json")) {
        assert_eq!(keys, "{}", "a key is left");
    }
    let mut ended = false;
    for _ in 0..50 {
        let counts = trust.counts().await;
        ended = counts.iter().any(|it| {
            it["path"]
                .as_str()
                .is_some_and(|path| path.contains("revo"))
                && it["status"] == 200
        });
        if ended {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(ended, "the trust was not told: {:?}", trust.counts().await);
}

/// F21, from the person's side.
#[tokio::test(flavor = "multi_thread")]
async fn when_the_key_is_gone_a_new_vault_opens_and_what_waited_reaches_the_team() {
    let key = age::x25519::Identity::generate();
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let (endpoint, heard) = inbox().await;
    let recipient = key.to_public().to_string();
    let source = with_recipient(&trust, &recipient, Some(&endpoint)).await;
    let app = Companion::start(setup(home.path(), source.clone()))
        .await
        .unwrap();
    sign_in(&app, &trust, AMIRA).await;
    until(&app, "what waits is sealed", |view| view.guard.sealed).await;
    let filling = begin_form(&app).await;
    trust
        .control(json!({"fault": "status", "status": 503, "times": 0}))
        .await;
    app.send_form(&filling).await.unwrap();
    until(&app, "it waits", |view| {
        view.outgoing
            .iter()
            .any(|it| matches!(it.state, OutgoingState::Waiting(_)))
    })
    .await;
    drop(app);
    tokio::time::sleep(Duration::from_millis(300)).await;
    std::fs::write(home.path().join("keys.json"), "{}").unwrap();
    trust.control(json!({"clear": true})).await;

    let app = Companion::start(setup(home.path(), source)).await.unwrap();
    assert_eq!(app.view().stage, Stage::Shut(ShutReason::KeyGone));
    app.begin_anew().await.unwrap();
    assert_eq!(app.view().stage, Stage::Welcome);
    let asides = app.view().asides.clone();
    assert_eq!(asides.len(), 1);
    assert_eq!((asides[0].sealed, asides[0].way), (1, SealedWay::Send));
    sign_in(&app, &trust, AMIRA).await;
    assert!(app.view().outgoing.is_empty());

    let file = app.hand_over_sealed().await.unwrap();
    let handed = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    app.send_sealed().await.unwrap();
    let sent = heard.lock().unwrap().clone();
    assert_eq!(sent, [handed]);
    assert_eq!(app.view().asides[0].sealed, 0, "it is not offered twice");
    let line = sent[0].lines().next().unwrap();
    use base64::Engine;
    let sealed = base64::engine::general_purpose::STANDARD
        .decode(line.split_once(' ').unwrap().1)
        .unwrap();
    let opened: Value = serde_json::from_slice(&age::decrypt(&key, &sealed).unwrap()).unwrap();
    assert_eq!(opened["id"], filling.draft.as_str());
    assert!(opened["item"]["creates"][0]["body"]["item"].is_array());
    tally::Tally::of_one(false, false, false).row(21, "to-the-team");
}

type Heard = std::sync::Arc<std::sync::Mutex<Vec<String>>>;

/// A place for sealed answers, as a trust would have one.
async fn inbox() -> (String, Heard) {
    let heard = Heard::default();
    let into = heard.clone();
    let router = axum::Router::new().route(
        "/sealed",
        axum::routing::post(
            move |headers: axum::http::HeaderMap, body: String| async move {
                assert!(
                    headers.get("authorization").is_none(),
                    "a token was sent along"
                );
                into.lock().unwrap().push(body);
            },
        ),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/sealed", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, heard)
}

/// A counted start, once the one before has let go of the folder: what it was asking the trust ends first.
async fn counted(folder: &Path, source: &TrustSource) -> Companion {
    for _ in 0..200 {
        match Companion::start_and_count(setup(folder, source.clone())).await {
            Ok(app) => return app,
            Err(StartProblem::Folder(_)) => tokio::time::sleep(Duration::from_millis(100)).await,
            Err(other) => panic!("{other}"),
        }
    }
    panic!("the start before never let go of the folder")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_third_start_in_a_row_that_dies_is_safe_and_sends_what_waits() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let source = TrustSource::Address(trust.base.join("trust.json").unwrap());
    let app = Companion::start(setup(home.path(), source.clone()))
        .await
        .unwrap();
    sign_in(&app, &trust, AMIRA).await;
    let filling = begin_form(&app).await;
    trust
        .control(json!({"fault": "status", "status": 503, "times": 0}))
        .await;
    app.send_form(&filling).await.unwrap();
    drop(app);
    tokio::time::sleep(Duration::from_millis(300)).await;
    trust.control(json!({"clear": true})).await;

    let mut starts = 0;
    for n in 0..2 {
        starts += 1;
        let app = counted(home.path(), &source).await;
        assert!(!app.view().safe, "start {n}");
        drop(app);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    starts += 1;
    let app = counted(home.path(), &source).await;
    let view = app.view();
    assert!(view.safe && view.record.is_none() && view.stage == Stage::Open);
    app.look_now().await;
    until(&app, "it is sent", |view| {
        view.outgoing
            .iter()
            .any(|it| matches!(it.state, OutgoingState::Sent { .. }))
    })
    .await;
    assert!(app.view().record.is_none(), "safe mode reads no record");
    let saved = app.copy_of_my_data(None).await.unwrap();
    std::fs::remove_file(&saved.bundle).unwrap();
    std::fs::remove_file(&saved.page).unwrap();
    app.leave_safe_mode().await;
    until(&app, "the record is back", |view| {
        !view.safe && view.record.is_some()
    })
    .await;
    // Left in order: the next start is a usual one.
    app.presence().hidden();
    drop(app);
    tokio::time::sleep(Duration::from_millis(300)).await;
    starts += 1;
    let app = counted(home.path(), &source).await;
    assert!(!app.view().safe);
    tally::Tally::clean(starts).row(29, "starts");
}
