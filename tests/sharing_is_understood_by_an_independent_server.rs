//! RelatedPerson and Consent are read from, and Consent is written to, a FHIR server that other people wrote;
//! and what was written is valid to a validator that never saw our code. A carer who signs in there, at a server
//! that knows nothing of Consent, is shown what was shared and nothing else.
//!
//! They run in Node (`tests/peers`). Where Node is missing this says so, and fails under `CI=true`.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/binary.rs"]
mod binary;
#[path = "support/carer.rs"]
mod carer;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/peer.rs"]
mod peer;
#[path = "support/vaults.rs"]
mod vaults;

use carer::{all_in, rating, vault_of};
use desk::{companion, folder, until};
use pathway_companion::app::{Companion, Contact, OutgoingState, Seen, View};
use pathway_companion::care::{CarerRating, InCircle, Permit, Shared, WordStands};
use peer::{PERSON, Peer, browse, can_run};
use serde_json::{Value, json};

fn planted() -> Value {
    let me = json!({"reference": format!("Patient/{PERSON}")});
    json!([
        {"resourceType": "RelatedPerson", "id": "carer-1", "active": true, "patient": me,
            "relationship": [{"text": "sister"}], "name": [{"text": "Noor Peer"}]},
        {"resourceType": "Goal", "id": "goal-1", "lifecycleStatus": "active",
            "description": {"text": "Walk to the park twice a week"}, "subject": me},
        {"resourceType": "Consent", "id": "before-1", "status": "active",
            "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}]},
            "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
            "policyRule": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "OPTIN"}]},
            "patient": me, "performer": [me], "dateTime": "2026-01-05T09:00:00Z",
            "provision": {"type": "deny",
                "actor": [{"role": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "IRCP"}]},
                    "reference": {"reference": "RelatedPerson/carer-1"}}],
                "provision": [{"type": "permit", "period": {"start": "2026-01-05", "end": "2099-01-05"},
                    "class": [{"system": "http://hl7.org/fhir/resource-types", "code": "CareTeam"}]}]}},
    ])
}

fn known(view: &View) -> InCircle {
    view.record.as_ref().unwrap().circle[0].clone()
}

async fn taken(app: &Companion) {
    app.look_now().await;
    until(app, "the server has it", |view| {
        let word = known(view).last_word;
        word.is_none_or(|it| it.stands == WordStands::Taken)
    })
    .await;
}

/// Signs in at their page as whoever signs in there now.
async fn through(app: &Companion, page: String) {
    let (state, code) = tokio::task::spawn_blocking(move || browse(&page))
        .await
        .unwrap();
    app.finish_sign_in(&state, code.as_deref()).await.unwrap();
    app.is_this_me(true).await.unwrap();
}

async fn as_the_person(app: &Companion) {
    through(app, app.begin_sign_in().await.unwrap()).await;
    until(app, "their record has come", |view| {
        view.record.is_some() && view.contact == Contact::Well
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_theirs_says_is_read_and_what_is_chosen_is_written_changed_and_stopped() {
    if !can_run() {
        return;
    }
    let peer = tokio::task::spawn_blocking(Peer::start).await.unwrap();
    peer.trust.put(planted()).await;
    let home = folder();
    let app = companion(home.path(), &peer.trust).await;
    as_the_person(&app).await;
    let today = jiff::Zoned::now().date();
    let noor = known(&app.view());
    assert_eq!(noor.carer.name.as_deref(), Some("Noor Peer"));
    assert_eq!(noor.carer.relationship.as_deref(), Some("sister"));
    let seen: Vec<Shared> = noor.seen(today).into_iter().map(|it| it.what).collect();
    assert_eq!(seen, [Shared::Team]);

    app.stop_sharing("carer-1").await.unwrap();
    taken(&app).await;
    let all = peer.trust.of_patient("Consent", PERSON).await;
    assert_eq!(
        (all.len(), all[0]["status"].as_str()),
        (1, Some("inactive"))
    );

    let permit = |what, rating| Permit {
        what,
        from: Some(today),
        until: today.saturating_add(jiff::Span::new().months(6)),
        rating,
    };
    let goal = permit(Shared::Goal("goal-1".into()), CarerRating::Asked);
    let chosen = vec![goal.clone(), permit(Shared::Reviews, CarerRating::NotAsked)];
    app.share("carer-1", chosen, None).await.unwrap();
    taken(&app).await;
    app.share("carer-1", vec![goal], None).await.unwrap();
    taken(&app).await;
    let all = peer.trust.of_patient("Consent", PERSON).await;
    let stand: Vec<&Value> = all.iter().filter(|it| it["status"] == "active").collect();
    assert_eq!(
        (all.len(), stand.len()),
        (2, 1),
        "made once, and the old one stays withdrawn"
    );
    let permits = stand[0]["provision"]["provision"].as_array().unwrap();
    assert_eq!(permits.len(), 1);
    assert_eq!(
        permits[0]["data"][0]["reference"]["reference"],
        "Goal/goal-1"
    );
    tokio::task::spawn_blocking(move || {
        peer.are_valid("Consent,RelatedPerson");
        peer
    })
    .await
    .unwrap();
}

/// What the carer sees once the app has looked again.
async fn sees(app: &Companion, what: &str, goals: &[&str]) {
    for _ in 0..200 {
        let view = app.view();
        let following = view.following.as_ref();
        let looked = following.filter(|it| matches!(it.seen, Seen::At(_)));
        let shown = looked.map(|it| it.shown.goals.iter().map(|it| it.goal.id.as_str()));
        if shown.is_some_and(|it| it.eq(goals.iter().copied())) {
            return;
        }
        app.look_now().await;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!(
        "{what}: {:?}",
        app.view().following.as_ref().map(|it| &it.shown)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_carer_signs_in_there_sees_what_was_shared_rates_it_and_sees_it_no_more() {
    if !can_run() {
        return;
    }
    let peer = tokio::task::spawn_blocking(Peer::start).await.unwrap();
    peer.trust.put(planted()).await;
    let me = json!({"reference": format!("Patient/{PERSON}")});
    peer.trust
        .put(
            json!([{"resourceType": "Goal", "id": "goal-2", "lifecycleStatus": "active",
            "description": {"text": "Sleep through the night"}, "subject": me}]),
        )
        .await;
    let (own, home) = (folder(), folder());
    let amira = companion(own.path(), &peer.trust).await;
    as_the_person(&amira).await;
    let today = jiff::Zoned::now().date();
    let goal = Permit {
        what: Shared::Goal("goal-1".into()),
        from: Some(today),
        until: today.saturating_add(jiff::Span::new().months(6)),
        rating: CarerRating::Asked,
    };
    amira.share("carer-1", vec![goal], None).await.unwrap();
    taken(&amira).await;

    peer.trust.signs_in_next("RelatedPerson/carer-1").await;
    let noor = companion(home.path(), &peer.trust).await;
    through(&noor, noor.begin_carer_sign_in().await.unwrap()).await;
    sees(&noor, "what is shared", &["goal-1"]).await;
    let all = all_in(home.path(), &vault_of(home.path(), "carer"));
    assert!(
        all.contains("Walk to the park"),
        "what is shared is seen so"
    );
    assert!(!all.contains("Sleep through"), "nothing else is kept");

    let filling = rating(&noor, "goal-1", "She came all the way")
        .await
        .unwrap();
    let id = noor.send_form(&filling).await.unwrap();
    until(&noor, "the rating has arrived", |view| {
        let mut all = view.outgoing.iter();
        all.any(|it| it.id == id && matches!(it.state, OutgoingState::Sent { .. }))
    })
    .await;
    let ratings = peer.trust.of_patient("Observation", PERSON).await;
    assert_eq!(ratings.len(), 1, "once");
    assert_eq!(
        ratings[0]["performer"][0]["reference"],
        "RelatedPerson/carer-1"
    );

    amira.stop_sharing("carer-1").await.unwrap();
    taken(&amira).await;
    sees(&noor, "nothing any more", &[]).await;
    let all = all_in(home.path(), &vault_of(home.path(), "carer"));
    for words in ["Walk to the park", "She came all the way"] {
        assert!(!all.contains(words), "{words}");
    }
    tokio::task::spawn_blocking(move || {
        peer.are_valid("Consent,RelatedPerson,Observation");
        peer
    })
    .await
    .unwrap();
}
