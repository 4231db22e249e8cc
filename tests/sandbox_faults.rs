//! The sandbox is awkward in each of the ways that it is asked to be, and well again afterwards.
#![cfg(feature = "sandbox")]
#![allow(missing_docs, clippy::unwrap_used)]

mod sandbox_common;

use reqwest::{Method, StatusCode};
use sandbox_common::{Demo, ITEM, Session, body, ids, question};
use serde_json::{Value, json};

const AMIRA: &str = "Patient/demo-amira";

async fn ready() -> (Demo, Session) {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    (demo, amira)
}

#[tokio::test]
async fn a_busy_server_says_when_to_come_back_and_recovers() {
    let (demo, amira) = ready().await;
    demo.control(
        json!({"fault": "status", "code": 503, "times": 2, "retry_after": 1,
        "match": {"method": "GET", "path": "/fhir/Goal"}}),
    )
    .await;
    for _ in 0..2 {
        let answer = demo.fhir(&amira, "GET", "/Goal", &[], None).await;
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["retry-after"]),
            (503, &"1".parse().unwrap())
        );
    }
    assert_eq!(demo.get(&amira, "/Task").await.0, StatusCode::OK);
    assert_eq!(demo.get(&amira, "/Goal").await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_lost_reply_was_still_done() {
    let (demo, amira) = ready().await;
    demo.control(
        json!({"fault": "lost-reply", "match": {"method": "POST", "path": "/fhir/Communication"}}),
    )
    .await;
    let message = question(AMIRA, AMIRA, "lost-1");
    let sent = demo
        .client
        .request(Method::POST, demo.url("/fhir/Communication"))
        .header("authorization", format!("Bearer {}", amira.access))
        .header("if-none-exist", format!("identifier={ITEM}|lost-1"))
        .body(message.to_string())
        .send()
        .await;
    assert!(sent.is_err(), "there was a reply");
    assert_eq!(
        demo.ids(&amira, &format!("/Communication?identifier={ITEM}|lost-1"))
            .await
            .len(),
        1
    );
    let counts = body(
        demo.client
            .get(demo.url("/control/counts"))
            .send()
            .await
            .unwrap(),
    )
    .await;
    let lost = counts["counts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["status"] == 0)
        .unwrap();
    assert_eq!(
        (&lost["path"], &lost["count"]),
        (&json!("/fhir/Communication"), &json!(1))
    );
}

#[tokio::test]
async fn bodies_can_be_wrong_in_every_way() {
    let (demo, amira) = ready().await;
    let path = "/Goal/demo-amira-goal-park";
    demo.control(
        json!([{"fault": "not-json"}, {"fault": "html"}, {"fault": "wrong-resource"},
        {"fault": "missing-fields"}, {"fault": "big-body"}]),
    )
    .await;
    let broken = demo
        .fhir(&amira, "GET", path, &[], None)
        .await
        .text()
        .await
        .unwrap();
    assert!(serde_json::from_str::<Value>(&broken).is_err());
    let html = demo.fhir(&amira, "GET", path, &[], None).await;
    assert!(
        html.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    );
    assert_eq!(demo.get(&amira, path).await.1["resourceType"], "Basic");
    assert_eq!(
        demo.get(&amira, path).await.1,
        json!({"resourceType": "Goal", "id": "demo-amira-goal-park"})
    );
    let big = demo
        .fhir(
            &amira,
            "GET",
            path,
            &[("accept-encoding", "identity")],
            None,
        )
        .await;
    assert_eq!(big.content_length(), None);
    assert_eq!(big.bytes().await.unwrap().len(), 50 * 1024 * 1024);
    assert_eq!(demo.get(&amira, path).await.1["lifecycleStatus"], "active");
}

#[tokio::test]
async fn half_a_transaction_is_done_under_a_200() {
    let (demo, amira) = ready().await;
    demo.control(json!({"fault": "half-transaction"})).await;
    let entry = |uuid: &str| {
        json!({"request": {"method": "POST", "url": "Communication"},
        "resource": question(AMIRA, AMIRA, uuid)})
    };
    let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": [entry("h-1"), entry("h-2")]});
    let answer = demo.fhir(&amira, "POST", "", &[], Some(&bundle)).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let answer = body(answer).await;
    assert_eq!(answer["entry"][0]["response"]["status"], "201 Created");
    assert_eq!(
        answer["entry"][1]["response"]["status"],
        "500 Internal Server Error"
    );
    assert_eq!(
        demo.ids(&amira, &format!("/Communication?identifier={ITEM}|h-1"))
            .await
            .len(),
        1
    );
    assert!(
        demo.ids(&amira, &format!("/Communication?identifier={ITEM}|h-2"))
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn search_parameters_can_be_ignored_even_the_patient() {
    let (demo, amira) = ready().await;
    demo.control(json!([{"fault": "ignore-search-params"}, {"fault": "ignore-search-params", "others": true}])).await;
    let (_, bundle) = demo.get(&amira, "/Goal?_id=demo-amira-goal-park").await;
    assert_eq!(ids(&bundle).len(), 2);
    assert!(!bundle["link"][0]["url"].as_str().unwrap().contains("_id"));
    let (_, bundle) = demo.get(&amira, "/Goal?patient=demo-amira").await;
    assert!(ids(&bundle).contains(&"demo-daniel-goal-college".to_owned()));
}

#[tokio::test]
async fn conditions_can_be_refused_or_ignored() {
    let (demo, amira) = ready().await;
    demo.control(json!([{"fault": "no-conditional-create"}, {"fault": "if-none-match-200"}]))
        .await;
    let message = question(AMIRA, AMIRA, "c-1");
    let condition = format!("identifier={ITEM}|c-1");
    let once = [("if-none-exist", condition.as_str())];
    let refused = demo
        .fhir(&amira, "POST", "/Communication", &once, Some(&message))
        .await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    let made = demo
        .fhir(&amira, "POST", "/Communication", &once, Some(&message))
        .await;
    assert_eq!(made.status(), StatusCode::CREATED);
    let made = body(made).await;
    let path = format!("/Communication/{}", made["id"].as_str().unwrap());
    let careless = demo
        .fhir(&amira, "PUT", &path, &[("if-none-match", "*")], Some(&made))
        .await;
    assert_eq!(careless.status(), StatusCode::OK);
    let careful = demo
        .fhir(&amira, "PUT", &path, &[("if-none-match", "*")], Some(&made))
        .await;
    assert_eq!(careful.status(), StatusCode::PRECONDITION_FAILED);
}

#[tokio::test]
async fn abilities_can_be_switched_off_and_are_not_declared_then() {
    let (demo, amira) = ready().await;
    demo.control(json!({"declare": {"transaction": false, "update_create": false}}))
        .await;
    let metadata = body(
        demo.client
            .get(demo.url("/fhir/metadata"))
            .send()
            .await
            .unwrap(),
    )
    .await;
    let rest = &metadata["rest"][0];
    assert_eq!(rest["interaction"], json!([{"code": "batch"}]));
    assert_eq!(rest["resource"][0]["updateCreate"], false);
    let bundle = json!({"resourceType": "Bundle", "type": "transaction"});
    let answer = demo.fhir(&amira, "POST", "", &[], Some(&bundle)).await;
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    demo.control(json!({"clear": true})).await;
    let answer = demo.fhir(&amira, "POST", "", &[], Some(&bundle)).await;
    assert_eq!(answer.status(), StatusCode::OK);
}

#[tokio::test]
async fn tokens_can_end_early() {
    let (demo, amira) = ready().await;
    demo.control(json!([{"fault": "token-expired"}, {"fault": "refresh-refused"}]))
        .await;
    assert_eq!(demo.get(&amira, "/Goal").await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(
        demo.refresh(&amira.refresh).await.0,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(demo.refresh(&amira.refresh).await.0, StatusCode::OK);
    demo.control(json!({"access_token_seconds": 0})).await;
    let short = demo.sign_in(AMIRA).await;
    assert_eq!(demo.get(&short, "/Goal").await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn feedback_is_taken_only_without_a_name() {
    let (demo, amira) = ready().await;
    let send = |text: Value, token: Option<&str>| {
        let mut request = demo
            .client
            .post(demo.url("/feedback"))
            .header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        request.body(text.to_string()).send()
    };
    let plain = json!({"form": "fft", "answers": {"overall": "good"}, "month": "2026-11"});
    let mut named = plain.clone();
    named["patient"] = json!("demo-amira");
    assert_eq!(
        send(plain.clone(), None).await.unwrap().status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        send(plain, Some(&amira.access)).await.unwrap().status(),
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        send(named, None).await.unwrap().status(),
        StatusCode::BAD_REQUEST
    );
    let seen = body(
        demo.client
            .get(demo.url("/control/feedback"))
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(seen["feedback"].as_array().unwrap().len(), 1);
}
