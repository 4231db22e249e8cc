//! A scope that the trust did not grant switches off just what needs it: nothing is asked that would
//! be refused, the rest works, and the person is told.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/mod.rs"]
mod support;

use desk::{PHQ9, Trust, companion, folder, option, sandbox_behind, until};
use pathway_companion::app::{Contact, Missing, OutgoingState, ParkReason, new_goal};
use pathway_companion::forms::{Path, Value as Answer};
use proxy::{Fault, Proxy};
use serde_json::json;
use support::{amira, draw, text_of};

const AMIRA: &str = "demo-amira";

/// Signs in at a trust that grants less than was asked; gives the app with its record.
async fn granted_without(
    kinds: &'static [&'static str],
) -> (
    pathway_companion::app::Companion,
    Proxy,
    Vec<Box<dyn std::any::Any>>,
) {
    let (data, home) = (folder(), folder());
    let proxy = Proxy::start().await;
    let (running, trust) = sandbox_behind(data.path(), &proxy.base).await;
    proxy.put_before(&running.base);
    trust.control(json!({"declare": {"batch": false}})).await;
    proxy.always(
        "POST",
        "/token",
        Fault::edit(move |reply| {
            let scope = reply["scope"].as_str().unwrap_or_default().to_owned();
            let left = scope
                .split(' ')
                .filter(|word| !kinds.iter().any(|kind| word.contains(&format!("/{kind}."))));
            reply["scope"] = json!(left.collect::<Vec<_>>().join(" "));
        }),
    );
    let app = companion(home.path(), &Trust::at(proxy.base.clone())).await;
    let page = app.begin_sign_in().await.unwrap();
    let (state, code) = trust.sign_in(&page, AMIRA).await;
    app.finish_sign_in(&state, code.as_deref()).await.unwrap();
    app.is_this_me(true).await.unwrap();
    until(&app, "the record has come", |view| {
        view.record.is_some() && view.contact == Contact::Well
    })
    .await;
    (
        app,
        proxy,
        vec![
            Box::new(data),
            Box::new(home),
            Box::new(running),
            Box::new(trust),
        ],
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn goals_alone() {
    let (app, proxy, _kept) = granted_without(&["Goal"]).await;
    assert_eq!(app.view().not_granted, [Missing::Goals, Missing::NewGoals]);
    assert_eq!(
        proxy.asked("GET", "/fhir/Goal"),
        0,
        "it is not even asked for"
    );
    let record = app.view().record.clone().unwrap();
    assert!(record.goals.is_empty());
    assert!(record.plan.is_some() && !record.interventions.is_empty());
    assert!(!record.forms_to_do.is_empty());
}

/// The first form that is asked, filled in and handed over; its id in the outbox.
async fn hand_over(app: &pathway_companion::app::Companion) -> String {
    let task = app.view().record.as_ref().unwrap().forms_to_do[0]
        .task
        .clone();
    let mut filling = app.open_form(&task).await.unwrap();
    for page in filling.session.pages() {
        if page.questions()[0].item.required {
            let value = option(&filling.session, &page.path, PHQ9[1]);
            filling = app.answer(&filling, &page.path, vec![value]).await.unwrap();
        }
    }
    app.send_form(&filling).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn sending_and_it_is_said_before_anything_leaves() {
    let (app, proxy, _kept) = granted_without(&["QuestionnaireResponse"]).await;
    assert_eq!(app.view().not_granted, [Missing::Sending]);
    let id = hand_over(&app).await;
    until(&app, "it came back", |view| {
        let item = view.outgoing.iter().find(|it| it.id == id);
        item.is_some_and(|it| it.state == OutgoingState::NeedsYou(ParkReason::NotAllowed))
    })
    .await;
    let wrote = proxy.asked("PUT", "/fhir") + proxy.asked("POST", "/fhir");
    assert_eq!(wrote, 0, "it was sent although it was not granted");
    assert!(
        app.copy_of(&id).await.unwrap().is_some(),
        "the person has their copy"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_alone_and_the_answers_go() {
    let (app, _proxy, _kept) = granted_without(&["Observation"]).await;
    let id = hand_over(&app).await;
    until(&app, "it is sent", |view| {
        let item = view.outgoing.iter().find(|it| it.id == id);
        item.is_some_and(|it| matches!(it.state, OutgoingState::Sent { .. }))
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_person_begins_alone_and_their_goal_goes() {
    let (app, proxy, _kept) = granted_without(&["Observation"]).await;
    assert_eq!(app.view().not_granted, [Missing::Ratings]);
    let mut filling = app.open_form(&new_goal()).await.unwrap();
    for (at, words) in [("goal", "Cook"), ("now", "Toast"), ("enough", "A meal")] {
        let values = vec![Answer::Text(words.into())];
        let path = Path::of(at);
        filling = app.answer(&filling, &path, values).await.unwrap();
    }
    let id = app.send_form(&filling).await.unwrap();
    until(&app, "it is sent", |view| {
        let item = view.outgoing.iter().find(|it| it.id == id);
        item.is_some_and(|it| matches!(it.state, OutgoingState::Sent { .. }))
    })
    .await;
    assert_eq!(proxy.asked("POST", "/fhir/Observation"), 0);
}

#[test]
fn each_is_said_on_the_page_about_the_app_and_nothing_where_nothing_is_missing() {
    let page = |not_granted: Vec<Missing>| {
        let view = pathway_companion::app::View {
            not_granted,
            ..amira::view()
        };
        text_of(&draw("/you/about", view))
    };
    assert!(!page(Vec::new()).contains("has not turned on"));
    let mut seen = std::collections::BTreeSet::new();
    for missing in Missing::ALL {
        let text = page(vec![missing]);
        assert!(
            text.contains("What your trust has not turned on"),
            "{missing:?}"
        );
        assert!(seen.insert(text), "{missing:?} is said as another");
    }
}
