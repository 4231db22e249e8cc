//! Fetching the trust's file, and sending what lies sealed: whoever answers in the trust's place is told apart
//! from no signal there, too. Nothing is asked of it, nothing is sent to it, and what lay sealed lies there
//! still. (F13)

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/certificates.rs"]
mod certificates;

use certificates::{Authority, LATER, LONG_AGO, NOW, Server, can_be_made};
use pathway_companion::app::{
    Companion, Doubt, SealedProblem, Setup, SignInProblem, TrustSource, WayBack,
};
use pathway_companion::platform::DataFolder;
use pathway_companion::vault::{Draft, Hat, NewItem, Owner, Shelf};
use serde_json::json;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

/// The app as it is has Mozilla's authorities and no others: these servers are strangers to it, each in a way
/// of its own.
fn strangers(folder: &Path) -> Vec<(Doubt, Server)> {
    let unknown = Authority::root(folder, "unknown");
    let times = [
        (Doubt::OutOfDate, LONG_AGO),
        (Doubt::TooEarly, LATER),
        (Doubt::NobodyVouches, NOW),
    ];
    let start = |(doubt, time)| {
        (
            doubt,
            Server::start(&unknown.server("server", "IP:127.0.0.1", time)),
        )
    };
    times.into_iter().map(start).collect()
}

/// A server without TLS on this machine that says this to everybody.
fn says(answer: &'static str) -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut line in listener.incoming().map_while(Result::ok) {
            let mut bytes = [0u8; 65536];
            if matches!(line.read(&mut bytes), Ok(1..)) {
                line.write_all(answer.as_bytes()).ok();
            }
        }
    });
    port
}

const PORTAL: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 20\r\nconnection: close\r\n\r\n<p>Welcome. Pay.</p>";
const UNWELL: &str = "HTTP/1.1 503 Unwell\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
const TAKEN: &str = "HTTP/1.1 204 Taken\r\nconnection: close\r\n\r\n";

async fn start(home: &Path, source: TrustSource) -> Companion {
    for _ in 0..100 {
        let setup = Setup {
            folder: home.to_owned(),
            source: source.clone(),
            way_back: WayBack::Loopback("http://127.0.0.1:9/callback".parse().unwrap()),
        };
        if let Ok(app) = Companion::start(setup).await {
            return app;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the folder was never given up");
}

async fn asks_for_the_file_at(address: &str) -> SignInProblem {
    let home = tempfile::tempdir().unwrap();
    let source = TrustSource::Address(address.parse().unwrap());
    let app = start(home.path(), source).await;
    let said = app.begin_sign_in().await.unwrap_err();
    assert!(app.view().trust.is_none());
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_is_taken_from_nobody_in_doubt_and_signing_in_says_why() {
    if !can_be_made() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (doubt, server) in strangers(folder.path()) {
        let address = format!("https://127.0.0.1:{}/trust.json", server.port);
        let said = asks_for_the_file_at(&address).await;
        assert_eq!(said, SignInProblem::Doubted(doubt));
        assert_eq!(server.read(), 0, "{doubt:?}");
    }
    let at = |port: u16| format!("http://127.0.0.1:{port}/trust.json");
    let said = asks_for_the_file_at(&at(1)).await;
    assert_eq!(said, SignInProblem::NoSignal, "nobody there is no doubt");
    let said = asks_for_the_file_at(&at(says(UNWELL))).await;
    assert_eq!(said, SignInProblem::NoSignal, "it passes as no signal does");
    let said = asks_for_the_file_at(&at(says(PORTAL))).await;
    assert_eq!(said, SignInProblem::OddAnswer, "a portal's page is no file");
}

/// A vault whose key is gone, with one answer beside it that is sealed to the trust.
fn lost_vault(home: &Path) {
    let recipient = age::x25519::Identity::generate().to_public().to_string();
    let shelf = Shelf::open(Arc::new(DataFolder::hold(home).unwrap())).unwrap();
    let owner = Owner {
        trust: "t".into(),
        subject: "amira".into(),
        patient: "patient".into(),
    };
    let vault = shelf.open_or_make(&owner, Hat::Person).unwrap();
    assert!(vault.seal_unsent_to(Some(&recipient)).unwrap());
    let id = "00000000-0000-7000-8000-000000000001";
    let draft = Draft {
        id: id.into(),
        task: "task".into(),
        questionnaire: "{}".into(),
        ..Draft::default()
    };
    vault.begin(&draft, &Default::default()).unwrap();
    let item = NewItem {
        id: id.into(),
        kind: "answered-form",
        body: r#"{"said":"by a person"}"#.into(),
        progress: "{}".into(),
        ..NewItem::default()
    };
    let posted = vault.post(id, |_| Ok::<_, ()>(item)).unwrap();
    assert_eq!(posted, Some(Ok(())));
    drop((vault, shelf));
    std::fs::write(home.join("keys.json"), "{}").unwrap();
}

fn file(sealed: &str) -> TrustSource {
    let text = json!({
        "id": "t", "name": "Trust", "fhir_base": "http://127.0.0.1:1/fhir", "client_id": "app",
        "redirect": "https://app.example/callback", "role_label": "key worker", "sealed_endpoint": sealed,
        "crisis": [{ "id": "999", "label": "Call 999", "uri": "tel:999", "plain": "Call 999." }]
    });
    TrustSource::Text(text.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_sealed_goes_to_nobody_in_doubt_and_lies_there_still() {
    if !can_be_made() {
        return;
    }
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    lost_vault(home.path());
    let app = start(home.path(), file("https://trust.example/sealed")).await;
    app.begin_anew().await.unwrap();
    drop(app);
    let sealed = |app: &Companion| app.view().asides.iter().map(|it| it.sealed).sum::<u32>();
    for (doubt, server) in strangers(folder.path()) {
        let place = format!("https://127.0.0.1:{}/sealed", server.port);
        let app = start(home.path(), file(&place)).await;
        assert_eq!(sealed(&app), 1);
        assert_eq!(app.send_sealed().await, Err(SealedProblem::Doubted(doubt)));
        assert_eq!(server.read(), 0, "{doubt:?}");
        assert_eq!(sealed(&app), 1, "{doubt:?}");
    }
    for (port, problem) in [
        (1, SealedProblem::NoSignal),
        (says(UNWELL), SealedProblem::Refused),
        (says(PORTAL), SealedProblem::Refused),
    ] {
        let app = start(
            home.path(),
            file(&format!("http://127.0.0.1:{port}/sealed")),
        )
        .await;
        assert_eq!(app.send_sealed().await, Err(problem));
        assert_eq!(sealed(&app), 1, "{problem:?}");
    }
    // And all this time it could have gone.
    let place = format!("http://127.0.0.1:{}/sealed", says(TAKEN));
    let app = start(home.path(), file(&place)).await;
    assert_eq!(app.send_sealed().await, Ok(()));
    assert_eq!(sealed(&app), 0);
}
