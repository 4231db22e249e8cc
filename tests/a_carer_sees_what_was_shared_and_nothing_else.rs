//! A carer's phone shows what was shared and keeps nothing else: with a trust that enforces sharing, and with
//! one that sends everything it has. The vault is searched, while it is open.

#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/carer.rs"]
mod carer;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/vaults.rs"]
mod vaults;

use carer::{AMIRA, NOOR, PARK, all_in, looked, rating, sign_in_as, tell, vault_of, vaults_in};
use desk::{Trust, companion, folder, sandbox, sandbox_behind, until};
use pathway_companion::app::{
    Companion, Contact, FormProblem, OutgoingState, SendProblem, SignInProblem, Stage,
};
use pathway_companion::care::{CarerRating, MessageKind, QuietFor};
use proxy::{Fault, Proxy};
use serde_json::{Value, json};
use std::path::Path;

/// Words of Amira's record that nobody shared.
const HIDDEN: [&str; 11] = [
    "Sleep",
    "demo-amira-goal-sleep",
    "phq",
    "GAD-7",
    "adult-mh-care-cluster",
    "Early Intervention",
    "9990000018",
    "birthDate",
    "Can my sister come to the review",
    "Mum left the cooker on",
    "demo-joan",
];

fn holds_nothing_hidden(home: &Path) {
    let all = all_in(home, &vault_of(home, "carer"));
    for words in HIDDEN {
        assert!(!all.contains(words), "{words}");
    }
    for kind in [
        "Patient",
        "CarePlan",
        "Task",
        "EpisodeOfCare",
        "Organization",
        "QuestionnaireResponse",
    ] {
        let resource = format!("\"resourceType\":\"{kind}\"");
        assert!(!all.contains(&resource), "{kind}");
    }
    assert!(
        all.contains("\"resourceType\":\"Goal\""),
        "what is shared is seen so"
    );
}

async fn noor(home: &Path, trust: &Trust) -> Companion {
    let app = companion(home, trust).await;
    sign_in_as(&app, trust, NOOR).await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_trust_that_enforces_sharing() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    let page = app.begin_carer_sign_in().await.unwrap();
    assert!(
        !page.contains("CarePlan") && !page.contains("patient%2FPatient."),
        "{page}"
    );
    let (state, code) = trust
        .sign_in_subject(&page, "RelatedPerson/demo-noor")
        .await;
    app.finish_sign_in(&state, code.as_deref()).await.unwrap();
    let Stage::IsThisYouAsCarer {
        full_name,
        supports,
    } = app.view().stage.clone()
    else {
        panic!("{:?}", app.view().stage);
    };
    assert!(full_name.starts_with("Noor"), "{full_name}");
    assert!(supports.unwrap().starts_with("Amira"));
    app.is_this_me(true).await.unwrap();
    looked(&app).await;

    let view = app.view();
    let following = view.following.clone().unwrap();
    assert!(view.record.is_none(), "there is no record of one's own");
    let [goal] = &following.shown.goals[..] else {
        panic!("one goal is shared");
    };
    assert_eq!(
        (goal.goal.id.as_str(), goal.rating),
        (PARK, CarerRating::Asked)
    );
    assert!(goal.goal.levels.iter().any(Option::is_some));
    assert!(goal.until > jiff::Zoned::now().date());
    assert!(following.shown.team.is_none() && following.shown.review.is_none());
    assert!(following.shown.pieces.is_empty() && following.shown.safe_plan.is_none());
    assert!(following.told[0].text.starts_with("Amira has not been out"));
    holds_nothing_hidden(home.path());
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_trust_that_sends_everything() {
    let (data, home) = (folder(), folder());
    let proxy = Proxy::start().await;
    let (running, trust) = sandbox_behind(data.path(), &proxy.base).await;
    proxy.put_before(&running.base);
    trust.control(json!({"declare": {"batch": false}})).await;
    for kind in [
        "Goal",
        "Observation",
        "ServiceRequest",
        "Appointment",
        "CareTeam",
        "QuestionnaireResponse",
        "Communication",
        "Practitioner",
        "Consent",
    ] {
        let mut all = match kind {
            "Practitioner" => trust.resources(kind).await,
            "Appointment" => of_amira(&trust, kind).await,
            _ => trust.of_patient(kind, AMIRA).await,
        };
        assert!(!all.is_empty(), "{kind}");
        spoil(kind, &mut all);
        let entries: Vec<Value> = all.iter().map(|it| json!({"resource": it})).collect();
        let everything = json!({"resourceType": "Bundle", "type": "searchset", "entry": entries});
        let edit = Fault::edit(move |answer| *answer = everything.clone());
        proxy.always("GET", &format!("/fhir/{kind}"), edit);
    }
    let app = companion(home.path(), &Trust::at(proxy.base.clone())).await;
    sign_in_as(&app, &trust, NOOR).await;
    assert!(proxy.met() > 5, "everything was sent");
    let view = app.view();
    let shown = &view.following.as_ref().unwrap().shown;
    assert_eq!(shown.goals.len(), 1);
    assert_eq!(shown.goals[0].goal.id, PARK);
    assert!(shown.pieces.is_empty() && shown.team.is_none() && shown.review.is_none());
    holds_nothing_hidden(home.path());
    let all = all_in(home.path(), &vault_of(home.path(), "carer"));
    assert!(
        !all.contains("what nobody asked for"),
        "no part that was slipped in"
    );
    assert!(
        !all.contains("telecom"),
        "nobody's number, without the team"
    );

    // Records of somebody else: nothing at all is taken from it.
    let joans = trust.of_patient("Goal", "demo-joan").await;
    let joans =
        json!({"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": joans[0]}]});
    proxy.mend();
    proxy.always(
        "GET",
        "/fhir/Goal",
        Fault::edit(move |answer| *answer = joans.clone()),
    );
    app.look_now().await;
    until(&app, "it is refused", |view| {
        view.contact == Contact::NotSafe
    })
    .await;
    holds_nothing_hidden(home.path());
}

async fn of_amira(trust: &Trust, kind: &str) -> Vec<Value> {
    let mut all = trust.resources(kind).await;
    all.retain(|it| it.to_string().contains("Patient/demo-amira"));
    all
}

/// Slips something into every resource that is shared.
fn spoil(kind: &str, all: &mut [Value]) {
    for it in all {
        it["text"] = json!({"status": "generated", "div": "what nobody asked for"});
        it["reasonCode"] = json!([{"text": "what nobody asked for"}]);
        it["supportingInfo"] = json!([{"display": "what nobody asked for"}]);
        if kind == "Goal" {
            it["addresses"] = json!([{"display": "what nobody asked for"}]);
            it["note"] = json!([{"text": "what nobody asked for"}]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_carer_says_how_it_goes_only_where_asked_and_tells_the_team_what_nobody_gives_back() {
    let (data, home, own) = (folder(), folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = noor(home.path(), &trust).await;
    let amira = companion(own.path(), &trust).await;
    desk::sign_in(&amira, &trust, AMIRA).await;

    let filling = rating(&app, PARK, "She came all the way").await.unwrap();
    let id = app.send_form(&filling).await.unwrap();
    let again = app.send_form(&filling).await;
    assert!(
        matches!(again, Ok(same) if same == id),
        "a second tap sends nothing"
    );
    let words = "Amira seems better since Sunday";
    let told = tell(&app, words).await;
    until(&app, "both have arrived", |view| {
        let sent = |id: &str| {
            let mut all = view.outgoing.iter();
            all.any(|it| it.id == id && matches!(it.state, OutgoingState::Sent { .. }))
        };
        sent(&id) && sent(&told)
    })
    .await;
    let ratings = trust.of_patient("Observation", AMIRA).await;
    let mine: Vec<&Value> = ratings
        .iter()
        .filter(|it| it["performer"][0]["reference"] == "RelatedPerson/demo-noor")
        .collect();
    assert_eq!(mine.len(), 1, "once");
    assert_eq!(mine[0]["code"]["coding"][0]["code"], "107331-1");
    assert_eq!(mine[0]["focus"][0]["reference"], format!("Goal/{PARK}"));
    let messages = trust.of_patient("Communication", AMIRA).await;
    let mine: Vec<&Value> = messages
        .iter()
        .filter(|it| it.to_string().contains(words))
        .collect();
    assert_eq!(mine.len(), 1, "once");
    assert_eq!(mine[0]["category"][0]["coding"][0]["code"], "from-carer");
    assert_eq!(mine[0]["sender"]["reference"], "RelatedPerson/demo-noor");

    // The person sees the rating as a carer's, and never what was told.
    amira.look_now().await;
    until(&amira, "the carer's view has come", |view| {
        let goals = view.record.as_ref().map(|it| it.goals.clone());
        goals.into_iter().flatten().any(|goal| {
            goal.id == PARK && goal.newest(pathway_companion::care::Rater::Carer).is_some()
        })
    })
    .await;
    let person = all_in(own.path(), &vault_of(own.path(), "person"));
    assert!(!person.contains(words) && !person.contains("has not been out"));
    assert!(!person.contains("from-carer"));

    // A goal that she is not asked to rate, or not shown, cannot be rated.
    assert!(rating(&app, "demo-amira-goal-sleep", "x").await.is_none());
    carer::amira_changes(&trust, |consent| {
        let see = consent["provision"]["provision"][0]["action"][0].clone();
        consent["provision"]["provision"][0]["action"] = json!([see]);
    })
    .await;
    app.look_now().await;
    until(&app, "nobody asks any more", |view| {
        let shown = &view.following.as_ref().unwrap().shown;
        shown
            .goals
            .first()
            .is_some_and(|it| it.rating == CarerRating::NotAsked)
    })
    .await;
    assert!(rating(&app, PARK, "x").await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn with_nothing_shared_there_is_nothing_and_the_team_can_be_told() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    carer::amira_changes(&trust, |consent| consent["status"] = json!("inactive")).await;
    let app = noor(home.path(), &trust).await;
    let view = app.view();
    let following = view.following.as_ref().unwrap();
    assert!(following.shown.is_empty());
    assert_eq!(following.dropped, 0);
    assert!(following.whom.as_ref().unwrap().starts_with("Amira"));
    let all = all_in(home.path(), &vault_of(home.path(), "carer"));
    assert!(!all.contains(PARK) && !all.contains("\"resourceType\":\"Consent\""));
    let told = tell(&app, "I can come on Tuesdays").await;
    until(&app, "it has arrived", |view| {
        let mut all = view.outgoing.iter();
        all.any(|it| it.id == told && matches!(it.state, OutgoingState::Sent { .. }))
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_person_can_be_done_in_a_carer_s_vault() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = noor(home.path(), &trust).await;
    let own = [
        pathway_companion::app::new_goal(),
        pathway_companion::app::rating_of(PARK),
        Companion::writing(MessageKind::Question, None),
        "own_staying-safe-plan".to_owned(),
        "own_nhs-fft".to_owned(),
        "demo-amira-task-phq-9".to_owned(),
    ];
    for name in own {
        let opened = app.open_form(&name).await;
        assert!(matches!(opened, Err(FormProblem::NotHere)), "{name}");
    }
    // Nor with a form that was opened under the other hat.
    let elsewhere = folder();
    let amira = companion(elsewhere.path(), &trust).await;
    desk::sign_in(&amira, &trust, AMIRA).await;
    let hers = amira
        .open_form(&pathway_companion::app::rating_of(PARK))
        .await
        .unwrap();
    let sent = app.send_form(&hers).await;
    assert!(matches!(sent, Err(SendProblem::NotSaved)));
    let theirs = rating(&app, PARK, "as a carer").await.unwrap();
    assert!(amira.send_form(&theirs).await.is_err());
    assert!(app.own_plan(None).await.is_none());
    assert!(app.meeting_for_calendar(false).await.is_err());
    assert!(app.be_quiet(QuietFor::ADay).await.is_err());
    let told = tell(&app, "what a carer saw").await;
    let read = app.what_was_said(&told).await;
    assert!(matches!(read, Err(FormProblem::NotHere)));
}

#[tokio::test(flavor = "multi_thread")]
async fn through_the_other_door_nobody_gets_in_and_nothing_is_kept() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    let page = app.begin_sign_in().await.unwrap();
    let (state, code) = trust
        .sign_in_subject(&page, "RelatedPerson/demo-noor")
        .await;
    let told = app.finish_sign_in(&state, code.as_deref()).await;
    assert_eq!(told, Err(SignInProblem::SupportsSomebody));
    let page = app.begin_carer_sign_in().await.unwrap();
    let (state, code) = trust.sign_in(&page, AMIRA).await;
    let told = app.finish_sign_in(&state, code.as_deref()).await;
    assert_eq!(told, Err(SignInProblem::OwnCare));
    assert_eq!(app.view().stage, Stage::Welcome);
    assert!(!home.path().join("vaults.json").exists() || vaults_in(home.path()).is_empty());
}
