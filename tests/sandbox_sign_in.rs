//! The sandbox signs people in as SMART and OAuth say, and forgets nobody.
#![cfg(feature = "sandbox")]
#![allow(missing_docs, clippy::unwrap_used)]

mod sandbox_common;

use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use pathway_companion::fhir::scopes::{Who, request_string};
use pathway_companion::sandbox::{self, Config, SandboxError};
use reqwest::StatusCode;
use sandbox_common::{Demo, VERIFIER, body, query};
use serde_json::{Value, json};

const AMIRA: &str = "Patient/demo-amira";
const NOOR: &str = "RelatedPerson/demo-noor";

#[tokio::test]
async fn a_person_signs_in_with_pkce_from_discovery_to_the_first_read() {
    let demo = Demo::start().await;
    let found = demo
        .client
        .get(demo.url("/fhir/.well-known/smart-configuration"))
        .send()
        .await
        .unwrap();
    let smart = body(found).await;
    assert_eq!(smart["authorization_endpoint"], demo.url("/authorize"));
    assert_eq!(smart["code_challenge_methods_supported"], json!(["S256"]));

    let page = demo.authorize_page(&demo.request(Who::Person)).await;
    assert_eq!(page.status(), StatusCode::OK);
    assert_eq!(page.headers()["x-not-for-real-records"], "true");
    let html = page.text().await.unwrap();
    for words in [
        "lang=\"en-GB\"",
        "Who do you want to be?",
        "Amira Test",
        "Noor Test",
        "not for real records",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("<script"));

    let back = demo.press(demo.request(Who::Person), AMIRA).await;
    assert_eq!(query(&back, "state"), "state-1");
    let (status, reply) = demo.exchange(&query(&back, "code"), VERIFIER).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(reply["patient"], "demo-amira");
    assert_eq!(reply["scope"], request_string(Who::Person, false));
    assert_eq!(reply["expires_in"], 900);

    let jwks = body(demo.client.get(demo.url("/jwks")).send().await.unwrap()).await;
    let key = &jwks["keys"][0];
    let key =
        DecodingKey::from_ec_components(key["x"].as_str().unwrap(), key["y"].as_str().unwrap())
            .unwrap();
    let mut rules = Validation::new(Algorithm::ES256);
    rules.set_audience(&["pathway-companion"]);
    rules.set_issuer(&[smart["issuer"].as_str().unwrap()]);
    let id: Value = jsonwebtoken::decode(reply["id_token"].as_str().unwrap(), &key, &rules)
        .unwrap()
        .claims;
    assert_eq!(id["nonce"], "nonce-1");
    assert_eq!(
        id["fhirUser"],
        format!("{}/{AMIRA}", demo.running.fhir_base)
    );

    let session = demo.sign_in(AMIRA).await;
    let (status, patient) = demo.get(&session, "/Patient/demo-amira").await;
    assert_eq!(
        (status, &patient["birthDate"].is_string()),
        (StatusCode::OK, &true)
    );
}

#[tokio::test]
async fn a_wrong_verifier_gets_no_tokens_and_a_code_works_once() {
    let demo = Demo::start().await;
    let back = demo.press(demo.request(Who::Person), AMIRA).await;
    let wrong = "another-verifier-that-is-long-enough-0123456789";
    let (status, reply) = demo.exchange(&query(&back, "code"), wrong).await;
    assert_eq!(
        (status, &reply["error"]),
        (StatusCode::BAD_REQUEST, &json!("invalid_grant"))
    );

    let (status, reply) = demo.exchange(&query(&back, "code"), VERIFIER).await;
    assert_eq!(status, StatusCode::OK);
    let (status, _) = demo.exchange(&query(&back, "code"), VERIFIER).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    // Somebody else had the code, so what was given for it is worth nothing now.
    let (status, _) = demo.refresh(reply["refresh_token"].as_str().unwrap()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_request_that_is_not_right_is_refused() {
    let demo = Demo::start().await;
    for (field, value, sent_back) in [
        ("client_id", "another", false),
        ("redirect_uri", "https://elsewhere.example/callback", false),
        ("aud", "https://elsewhere.example/fhir", true),
        ("code_challenge_method", "plain", true),
        ("state", "", true),
        ("nonce", "", true),
    ] {
        let mut fields = demo.request(Who::Person);
        fields.insert(field.to_owned(), value.to_owned());
        let answer = demo.authorize_page(&fields).await;
        let wanted = if sent_back {
            StatusCode::SEE_OTHER
        } else {
            StatusCode::BAD_REQUEST
        };
        assert_eq!(answer.status(), wanted, "{field}");
    }
    let back = demo.press(demo.request(Who::Person), "nobody").await;
    assert_eq!(query(&back, "error"), "access_denied");
}

#[tokio::test]
async fn refresh_tokens_rotate_and_a_lost_reply_signs_nobody_out() {
    let demo = Demo::start().await;
    let session = demo.sign_in(AMIRA).await;
    let (_, first) = demo.refresh(&session.refresh).await;
    let (_, again) = demo.refresh(&session.refresh).await;
    assert_ne!(first["refresh_token"], json!(session.refresh));
    assert_eq!(first["refresh_token"], again["refresh_token"]);
    let (status, _) = demo.refresh(first["refresh_token"].as_str().unwrap()).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn a_refresh_token_that_comes_back_late_ends_the_sign_in() {
    let demo = Demo::start().await;
    let session = demo.sign_in(AMIRA).await;
    let (_, next) = demo.refresh(&session.refresh).await;
    // Half a minute passes: in the database, so that the test does not wait for it.
    let file = rusqlite::Connection::open(demo.folder.path().join("sandbox.db")).unwrap();
    file.execute(
        "UPDATE refresh SET spent_at = spent_at - 31 WHERE spent_at IS NOT NULL",
        [],
    )
    .unwrap();
    let (status, _) = demo.refresh(&session.refresh).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, _) = demo.refresh(next["refresh_token"].as_str().unwrap()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, _) = demo.get(&session, "/Patient").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_carer_is_granted_no_more_than_a_carer_may_have() {
    let demo = Demo::start().await;
    let back = demo.press(demo.request(Who::Person), NOOR).await;
    let (_, reply) = demo.exchange(&query(&back, "code"), VERIFIER).await;
    let scope = reply["scope"].as_str().unwrap();
    assert!(
        scope.contains("patient/Goal.rs")
            && !scope.contains("CarePlan")
            && !scope.contains("Goal.crs")
    );
    assert_eq!(reply["patient"], "demo-amira");
    assert_eq!(reply["need_patient_banner"], true);
}

#[tokio::test]
async fn signing_out_and_revoking_end_the_sign_in() {
    let demo = Demo::start().await;
    let session = demo.sign_in(AMIRA).await;
    let form = [("token", session.refresh.as_str())];
    let answer = demo
        .client
        .post(demo.url("/revoke"))
        .form(&form)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(
        demo.get(&session, "/Patient").await.0,
        StatusCode::UNAUTHORIZED
    );

    let session = demo.sign_in(AMIRA).await;
    let hint = session.reply["id_token"].as_str().unwrap();
    let url = demo.url(&format!("/end-session?id_token_hint={hint}"));
    assert_eq!(
        demo.client.get(url).send().await.unwrap().status(),
        StatusCode::OK
    );
    assert_eq!(
        demo.get(&session, "/Patient").await.0,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_restarted_trust_knows_what_it_knew() {
    let demo = Demo::start().await;
    let session = demo.sign_in(AMIRA).await;
    let message = sandbox_common::question(AMIRA, AMIRA, "u-1");
    let made = demo
        .fhir(&session, "POST", "/Communication", &[], Some(&message))
        .await;
    assert_eq!(made.status(), StatusCode::CREATED);
    let id = body(made).await["id"].as_str().unwrap().to_owned();
    let keys = body(demo.client.get(demo.url("/jwks")).send().await.unwrap()).await;

    let demo = demo.restart().await;
    assert_eq!(
        demo.get(&session, &format!("/Communication/{id}")).await.0,
        StatusCode::OK
    );
    assert_eq!(demo.refresh(&session.refresh).await.0, StatusCode::OK);
    assert_eq!(
        body(demo.client.get(demo.url("/jwks")).send().await.unwrap()).await,
        keys
    );
    assert_eq!(
        demo.stored("Patient").await.len(),
        6,
        "the demo people came twice"
    );
}

#[tokio::test]
async fn it_listens_on_this_machine_only() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        listen: "0.0.0.0:0".parse().unwrap(),
        data: folder.path().to_owned(),
        today: None,
        public: None,
    };
    assert!(matches!(
        sandbox::start(config).await,
        Err(SandboxError::NotLoopback(_))
    ));
}

#[tokio::test]
async fn the_trust_file_says_where_everything_is() {
    let demo = Demo::start().await;
    let answer = demo
        .client
        .get(demo.url("/trust.json"))
        .send()
        .await
        .unwrap();
    let file = body(answer).await;
    assert_eq!(file["fhir_base"], demo.running.fhir_base.as_str());
    assert!(
        file["name"]
            .as_str()
            .unwrap()
            .contains("not for real records")
    );
    let team = file["crisis"]["entries"]
        .as_array()
        .unwrap()
        .iter()
        .find(|e| e["id"] == "trust")
        .unwrap();
    assert_eq!(team["opening"][0]["from"], "09:00");
    assert_eq!(team["uri"], "tel:01632960001");
}
