//! Whoever waits for more than ten seconds is told so, and what works meanwhile: while news is looked for, before the
//! first record is there, and while the page for signing in is looked for. When it is over the words go.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/line.rs"]
mod line;
#[path = "support/proxy.rs"]
mod proxy;
mod support;
#[path = "support/tally.rs"]
mod tally;

use line::Line;
use pathway_companion::app::{
    Companion, Contact, Preferences, Setup, SignInProblem, Stage, TrustSource, View, WayBack,
};
use pathway_companion::words::Language;
use proxy::Fault;
use serde_json::json;
use std::time::{Duration, Instant};
use support::{amira, draw, text_of};

#[tokio::test(flavor = "multi_thread")]
async fn while_news_is_looked_for() {
    let line = Line::start(json!({})).await;
    line.sign_in().await;
    line.proxy
        .always("", "/fhir", Fault::Late(Duration::from_secs(13)));
    let began = Instant::now();
    line.app.look_now().await;
    line.until("it looks", |view| view.contact == Contact::Busy)
        .await;
    line.until("it is slow", |view| view.contact == Contact::Slow)
        .await;
    let waited = began.elapsed();
    assert!(
        waited >= Duration::from_secs(9),
        "said too soon: {waited:?}"
    );
    assert!(
        waited < Duration::from_secs(13),
        "said too late: {waited:?}"
    );
    line.proxy.mend();
    line.until("it is over", |view| view.contact == Contact::Well)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_page_for_signing_in_is_looked_for() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let trust = json!({
        "id": "t", "name": "Trust", "fhir_base": format!("http://127.0.0.1:{port}/fhir"), "client_id": "app",
        "redirect": "https://app.example/callback", "role_label": "key worker",
        "crisis": [{ "id": "999", "label": "Call 999", "uri": "tel:999", "plain": "Call 999." }]
    });
    let home = tempfile::tempdir().unwrap();
    let app = Companion::start(Setup {
        folder: home.path().to_owned(),
        source: TrustSource::Text(trust.to_string()),
        way_back: WayBack::Loopback("http://127.0.0.1:9/callback".parse().unwrap()),
    })
    .await
    .unwrap();
    let asking = tokio::spawn({
        let app = app.clone();
        async move { app.begin_sign_in().await }
    });
    let (held, _) = silent.accept().await.unwrap();
    tokio::time::sleep(Duration::from_secs(7)).await;
    assert!(!app.view().sign_in_is_slow, "seven seconds are not long");
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert!(app.view().sign_in_is_slow, "twelve are");
    drop((held, silent));
    assert_eq!(asking.await.unwrap(), Err(SignInProblem::NoSignal));
    assert!(!app.view().sign_in_is_slow, "it is over");
}

#[test]
fn the_words_say_what_works_meanwhile() {
    let page = |route: &str, language: Language, change: &dyn Fn(&mut View)| {
        let mut view = amira::view();
        view.preferences = Preferences {
            language,
            ..view.preferences
        };
        change(&mut view);
        text_of(&draw(route, view))
    };
    for (language, long, kept, help) in [
        (
            Language::English,
            "This takes longer than usual",
            "What you write is kept on this phone.",
            "Help now works",
        ),
        (
            Language::Welsh,
            "Mae hyn yn cymryd mwy o amser nag arfer",
            "yn cael ei gadw ar y ffôn hwn.",
            "Help nawr yn gweithio",
        ),
    ] {
        let slow = page("/", language, &|view| view.contact = Contact::Slow);
        assert!(slow.contains(long) && slow.contains(kept), "{slow}");
        let busy = page("/", language, &|view| view.contact = Contact::Busy);
        assert!(!busy.contains(long), "{busy}");
        let first = page("/", language, &|view| {
            view.contact = Contact::Slow;
            view.record = None;
        });
        assert!(first.contains(long) && first.contains(help), "{first}");
        let sign_in = page("/sign-in", language, &|view| {
            view.stage = Stage::Welcome;
            view.sign_in_is_slow = true;
        });
        assert!(
            sign_in.contains(long) && sign_in.contains(help),
            "{sign_in}"
        );
    }
}
