//! Started on the same data folder with another trust's file, the app gives that trust nothing of
//! what the first one granted; started with the first one again, it goes on.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/desk.rs"]
mod desk;

use desk::{companion, folder, sandbox, sign_in, until};
use pathway_companion::app::{Companion, Contact, Setup, TrustSource, WayBack};
use pathway_companion::trust::{Http, Method, Request};
use serde_json::Value;
use std::time::Duration;
use url::Url;

async fn get(http: &Http, url: Url) -> Value {
    let request = Request {
        method: Method::Get,
        url,
        headers: Vec::new(),
        body: None,
    };
    serde_json::from_str(&http.ask(request).await.unwrap().body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn another_trust_gets_no_token_and_the_first_one_goes_on() {
    let (data, other_data, home) = (folder(), folder(), folder());
    let (_first, trust) = sandbox(data.path()).await;
    let (_second, other) = sandbox(other_data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, "demo-amira").await;
    drop(app);
    tokio::time::sleep(Duration::from_millis(400)).await;

    let http = Http::new().unwrap();
    let mut file = get(&http, other.base.join("trust.json").unwrap()).await;
    file["id"] = "another-trust".into();
    let setup = Setup {
        folder: home.path().to_owned(),
        source: TrustSource::Text(file.to_string()),
        way_back: WayBack::Loopback(Url::parse("http://127.0.0.1:9/callback").unwrap()),
    };
    let app = Companion::start(setup).await.unwrap();
    app.look_now().await;
    until(&app, "it says that one has to sign in", |view| {
        view.contact == Contact::SignInEnded
    })
    .await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let counts = get(&http, other.base.join("control/counts").unwrap()).await;
    for count in counts["counts"].as_array().unwrap() {
        let path = count["path"].as_str().unwrap();
        assert!(
            !path.starts_with("/fhir/") && path != "/fhir" && path != "/token",
            "the other trust was asked {path}"
        );
    }
    // What was fetched can still be read.
    assert_eq!(app.view().record.as_ref().unwrap().person.called, "Amira");
    drop(app);
    tokio::time::sleep(Duration::from_millis(400)).await;

    let app = companion(home.path(), &trust).await;
    let before = app.view().updated;
    app.look_now().await;
    until(&app, "the first trust goes on", |view| {
        view.contact == Contact::Well && view.updated != before
    })
    .await;
}
