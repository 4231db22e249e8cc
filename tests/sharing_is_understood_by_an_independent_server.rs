//! RelatedPerson and Consent are read from, and Consent is written to, a FHIR server that other people wrote;
//! and what was written is valid to a validator that never saw our code.
//!
//! They run in Node (`tests/peers`). Where Node is missing this says so, and fails under `CI=true`.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/binary.rs"]
mod binary;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/peer.rs"]
mod peer;

use desk::{companion, folder, until};
use pathway_companion::app::{Companion, Contact, View};
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

#[tokio::test(flavor = "multi_thread")]
async fn what_theirs_says_is_read_and_what_is_chosen_is_written_changed_and_stopped() {
    if !can_run() {
        return;
    }
    let peer = tokio::task::spawn_blocking(Peer::start).await.unwrap();
    peer.trust.put(planted()).await;
    let home = folder();
    let app = companion(home.path(), &peer.trust).await;
    let page = app.begin_sign_in().await.unwrap();
    let (state, code) = tokio::task::spawn_blocking(move || browse(&page))
        .await
        .unwrap();
    app.finish_sign_in(&state, code.as_deref()).await.unwrap();
    app.is_this_me(true).await.unwrap();
    until(&app, "their record has come", |view| {
        view.record.is_some() && view.contact == Contact::Well
    })
    .await;
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
