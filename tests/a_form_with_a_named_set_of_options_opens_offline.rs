//! A form that names its options instead of listing them is fetched with them: it opens without signal,
//! and a draft of it opens after the server has lost or changed them.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;

use desk::{companion, folder, sandbox, sign_in, until};
use pathway_companion::app::{Companion, FormProblem};
use pathway_companion::forms::Value;
use serde_json::json;

const DANIEL: &str = "demo-daniel";
const TASK: &str = "demo-daniel-task-getting-to-us";

async fn labels(companion: &Companion) -> Vec<String> {
    let filling = companion.open_form(TASK).await.unwrap();
    let pages = filling.session.pages();
    let options = pages[0].questions()[0].item.options.iter();
    options.map(|option| option.label.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_opens_offline_and_a_draft_keeps_the_options_it_was_begun_with() {
    for expand in [true, false] {
        let (data, home) = (folder(), folder());
        let (running, trust) = sandbox(data.path()).await;
        trust.control(json!({"declare": {"expand": expand}})).await;
        let first = companion(home.path(), &trust).await;
        sign_in(&first, &trust, DANIEL).await;
        let asked = |path: &str| format!("/fhir/ValueSet{path}");
        let counts = trust.counts().await;
        let expanded = counts
            .iter()
            .any(|it| it["path"] == asked("/$expand").as_str());
        assert_eq!(
            expanded, expand,
            "it is expanded where the server declares it"
        );

        // Begun with the options as they are now; then the server has one less.
        let wanted = [
            "On foot",
            "By bus",
            "Somebody takes me",
            "By car",
            "I cannot get there",
        ];
        let filling = first.open_form(TASK).await.unwrap();
        let page = filling.session.pages()[0].clone();
        let bus = page.questions()[0].item.options[1].value.clone();
        first
            .answer(&filling, &page.path, vec![bus.clone()])
            .await
            .unwrap();
        let mut set = trust.resources("ValueSet").await.remove(0);
        set["compose"]["include"][0]["concept"]
            .as_array_mut()
            .unwrap()
            .remove(1);
        set["version"] = json!("2.0.0");
        trust.put(set).await;
        first.look_now().await;
        until(&first, "a look has come to its end", |view| {
            view.contact == pathway_companion::app::Contact::Well
        })
        .await;

        running.stop().await;
        drop(first);
        let again = companion(home.path(), &trust).await;
        assert_eq!(labels(&again).await, wanted);
        let filling = again.open_form(TASK).await.unwrap();
        let said = filling.session.answer_at(&page.path).to_vec();
        assert!(
            matches!((&said[..], &bus), ([Value::Coding(a)], Value::Coding(b)) if a.same_as(b))
        );
        assert!(
            filling.session.problems().is_empty(),
            "an option of its own time can be sent"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_options_it_is_refused_and_not_shown_with_fewer() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    trust.delete("ValueSet", "ways-to-come").await;
    let companion = companion(home.path(), &trust).await;
    sign_in(&companion, &trust, DANIEL).await;
    let refused = companion.open_form(TASK).await;
    assert_eq!(refused.unwrap_err(), FormProblem::AskTeam);
    // Other forms go on.
    let other = companion.open_form("demo-daniel-task-phq-9").await;
    assert!(other.is_ok());
}
