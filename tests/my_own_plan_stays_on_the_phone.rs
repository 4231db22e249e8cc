//! The staying-safe plan: begun by the person, changed at any time, old versions kept, and never sent. And
//! a form that the app brings along is there when the trust asks for it and its own copy is not.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/own_plan.rs"]
mod own_plan;

use desk::{companion, folder, sandbox, sign_in, until};
use own_plan::{PLAN, write};
use pathway_companion::app::{Companion, PlanWithTeam, Purpose};
use pathway_companion::forms::Value as Answer;

const AMIRA: &str = "demo-amira";

async fn read(app: &Companion, before: Option<&str>) -> Vec<Answer> {
    let plan = app.own_plan(before).await.unwrap();
    let path = plan.session.pages()[1].path.clone();
    plan.session.answer_at(&path).to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_changed_at_any_time_and_nothing_of_it_leaves() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    assert!(app.own_plan(None).await.is_none());
    write(&app, &["A walk by the canal"]).await;
    write(&app, &["A walk by the canal"]).await;
    write(&app, &["A walk by the canal", "My sister's kitchen"]).await;
    let view = app.view();
    assert!(view.drafts.is_empty(), "it is no form begun and not sent");
    let plan = view.own_plan.clone().unwrap();
    assert_eq!(
        plan.before.len(),
        1,
        "the same twice is kept once, and what stands there now is no earlier plan"
    );
    assert_eq!(plan.words.about("helps").len(), 2);
    assert_eq!(view.plan_with_team, PlanWithTeam::No);
    assert_eq!(read(&app, None).await.len(), 2);
    assert_eq!(read(&app, Some(&plan.before[0].0)).await.len(), 1);

    let filling = app.open_form(PLAN).await.unwrap();
    assert_eq!(filling.about.purpose, Purpose::OwnPlan);
    assert!(
        app.send_form(&filling).await.is_err(),
        "it cannot be sent, even by mistake"
    );
    app.look_now().await;
    drop(app);
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let again = companion(home.path(), &trust).await;
    assert_eq!(read(&again, None).await.len(), 2);
    for kind in ["QuestionnaireResponse", "Communication", "Observation"] {
        let all = trust.resources(kind).await;
        assert!(all.iter().all(|it| !it.to_string().contains("canal")));
    }
    assert!(!data_holds(data.path(), b"canal"));
}

fn data_holds(folder: &std::path::Path, needle: &[u8]) -> bool {
    let files = std::fs::read_dir(folder).unwrap().flatten();
    files
        .filter_map(|it| std::fs::read(it.path()).ok())
        .any(|bytes| bytes.windows(needle.len()).any(|part| part == needle))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_the_app_brings_along_is_used_where_the_trust_s_copy_is_not_at_hand() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    trust.delete("Questionnaire", "prem-short").await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let task = "demo-amira-task-prem-short";
    let filling = app.open_form(task).await.unwrap();
    assert_eq!(filling.form.version.as_deref(), Some("1.0.0"));
    until(&app, "its length is known", |view| {
        let forms = view.record.iter().flat_map(|it| it.forms_to_do.iter());
        forms
            .clone()
            .any(|it| it.task == task && it.questions.is_some())
    })
    .await;
    // Another version is not what the trust asks for.
    let tasks = trust.of_patient("Task", AMIRA).await;
    let mut asked = tasks.into_iter().find(|it| it["id"] == task).unwrap();
    let canonical = asked["input"][0]["valueCanonical"].as_str().unwrap();
    asked["input"][0]["valueCanonical"] = canonical.replace("|1.0.0", "|3.0.0").into();
    asked["id"] = "demo-amira-task-other".into();
    trust.put(asked).await;
    app.look_now().await;
    until(&app, "the other request is known", |view| {
        let mut forms = view.record.iter().flat_map(|it| it.forms_to_do.iter());
        forms.any(|it| it.task == "demo-amira-task-other")
    })
    .await;
    assert!(app.open_form("demo-amira-task-other").await.is_err());
}
