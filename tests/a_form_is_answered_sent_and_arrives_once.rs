//! One PROM, whole: asked for by the trust, answered, sent, and there exactly once.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/desk.rs"]
mod desk;

use desk::{PHQ9, companion, folder, option, sandbox, sandbox_at, sign_in, until};
use pathway_companion::app::{Companion, Contact, OutgoingState, WaitReason};
use pathway_companion::care::{Rater, Tracked};
use serde_json::Value;

const AMIRA: &str = "demo-amira";

/// Answers every question of the form that is asked for, with these answers for the first nine.
async fn fill_in(companion: &Companion, answers: [usize; 9]) -> String {
    let task = companion.view().record.as_ref().unwrap().forms_to_do[0]
        .task
        .clone();
    let mut filling = companion.open_form(&task).await.unwrap();
    let mut at = filling.session.pages()[0].path.clone();
    let mut asked = 0;
    loop {
        companion.turn_to(&filling, &at).await.unwrap();
        let page = filling.session.page_at(&at).unwrap();
        let code = PHQ9.get(*answers.get(asked).unwrap_or(&0)).unwrap();
        if asked < 9 {
            let value = option(&filling.session, &at, code);
            filling = companion.answer(&filling, &at, vec![value]).await.unwrap();
        } else if page.questions()[0].item.required {
            let first = page.questions()[0].item.options[0].value.clone();
            filling = companion.answer(&filling, &at, vec![first]).await.unwrap();
        }
        asked += 1;
        match filling.session.after(&at) {
            Some(next) => at = next,
            None => break,
        }
    }
    companion.send_form(&filling).await.unwrap()
}

fn is_sent(state: &OutgoingState) -> bool {
    matches!(state, OutgoingState::Sent { .. })
}

fn ours<'a>(responses: &'a [Value], id: &str) -> Vec<&'a Value> {
    responses
        .iter()
        .filter(|it| it["identifier"]["value"] == id)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trust_holds_one_response_a_completed_task_and_the_score() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let companion = companion(home.path(), &trust).await;
    sign_in(&companion, &trust, AMIRA).await;
    let task = companion.view().record.as_ref().unwrap().forms_to_do[0]
        .task
        .clone();

    let id = fill_in(&companion, [1, 2, 1, 2, 0, 1, 1, 0, 1]).await;
    until(&companion, "the answer is sent", |view| {
        view.outgoing
            .iter()
            .any(|it| it.id == id && is_sent(&it.state))
    })
    .await;

    let responses = trust.of_patient("QuestionnaireResponse", AMIRA).await;
    let response = match ours(&responses, &id)[..] {
        [one] => one.clone(),
        ref all => panic!("{} responses with our identifier", all.len()),
    };
    assert_eq!(response["status"], "completed");
    let reference = format!("QuestionnaireResponse/{}", response["id"].as_str().unwrap());
    let tasks = trust.of_patient("Task", AMIRA).await;
    let done = tasks.iter().find(|it| it["id"] == task.as_str()).unwrap();
    assert_eq!(done["status"], "completed");
    assert_eq!(
        done["output"][0]["valueReference"]["reference"],
        reference.as_str()
    );
    let scores = trust.of_patient("Observation", AMIRA).await;
    let score: Vec<&Value> = scores
        .iter()
        .filter(|it| it["derivedFrom"][0]["reference"] == reference.as_str())
        .collect();
    assert_eq!(score.len(), 1);
    assert_eq!(score[0]["valueQuantity"]["value"].to_string(), "9");
    let view = companion.view();
    assert!(
        view.record
            .as_ref()
            .unwrap()
            .forms_to_do
            .iter()
            .all(|form| form.task != task)
    );
    assert!(view.drafts.is_empty());
    assert!(view.outgoing.iter().find(|it| it.id == id).unwrap().risk);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_tap_on_send_sends_nothing_more() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let companion = companion(home.path(), &trust).await;
    sign_in(&companion, &trust, AMIRA).await;
    let task = companion.view().record.as_ref().unwrap().forms_to_do[0]
        .task
        .clone();
    let mut filling = companion.open_form(&task).await.unwrap();
    for page in filling.session.pages() {
        if page.questions()[0].item.required {
            let value = page.questions()[0].item.options[0].value.clone();
            filling = companion
                .answer(&filling, &page.path, vec![value])
                .await
                .unwrap();
        }
    }
    let (first, second) =
        tokio::join!(companion.send_form(&filling), companion.send_form(&filling));
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(companion.view().outgoing.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_no_signal_everything_can_be_read_and_answered_and_goes_by_itself_later() {
    let (data, home) = (folder(), folder());
    let (running, trust) = sandbox(data.path()).await;
    let address = running.base.socket_addrs(|| None).unwrap()[0];
    let first = companion(home.path(), &trust).await;
    sign_in(&first, &trust, AMIRA).await;
    running.stop().await;
    drop(first);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;

    // A cold start with no signal: the record is there, and so is the form.
    let again = reopen(home.path(), &trust).await;
    let record = again.view().record.clone().unwrap();
    assert_eq!(record.person.called, "Amira");
    assert!(!record.interventions.is_empty() && !record.goals.is_empty());
    let id = fill_in(&again, [0; 9]).await;
    until(&again, "it waits, because there is no signal", |view| {
        view.outgoing
            .iter()
            .any(|it| it.id == id && it.state == OutgoingState::Waiting(WaitReason::NoSignal))
    })
    .await;
    assert_eq!(again.view().contact, Contact::NoSignal);

    // What it adds up to is known here before the record has it, and marked as what it is.
    let mood = Tracked::Measure("phq-9".into());
    let before = results_of(&again, &mood);
    let way = again.view().on_the_way.clone();
    assert_eq!(way.len(), 1);
    assert_eq!(
        (&way[0].of, way[0].point.value, way[0].sent),
        (&mood, 0.0, false)
    );

    let (_running, trust) = sandbox_at(data.path(), address).await;
    until(&again, "it goes by itself", |view| {
        view.outgoing
            .iter()
            .any(|it| it.id == id && is_sent(&it.state))
    })
    .await;
    let responses = trust.of_patient("QuestionnaireResponse", AMIRA).await;
    assert_eq!(ours(&responses, &id).len(), 1);
    again.look_now().await;
    until(
        &again,
        "it is on the record and no more on its way",
        |view| {
            let tracks = &view.record.as_ref().unwrap().tracks;
            let mood = tracks.iter().find(|track| track.of == mood).unwrap();
            view.on_the_way.is_empty() && mood.sketch.whole == before + 1
        },
    )
    .await;
    // What the record has only the newest of can be read whole.
    assert_eq!(again.all_results(&mood).await.unwrap().len(), before + 1);
    assert_eq!(again.all_sent().await.unwrap().len(), 1);
    let done = again.all_forms_done().await.unwrap();
    assert_eq!(done[0].ours.as_deref(), Some(id.as_str()));
    let goal = again.whole_goal("demo-amira-goal-park").await.unwrap();
    let steps = Tracked::Steps("demo-amira-goal-park".into());
    let ratings = goal.unwrap().ratings;
    let mine = ratings.iter().filter(|rating| rating.by == Rater::Me);
    assert_eq!(again.all_results(&steps).await.unwrap().len(), mine.count());
}

/// How many results the record knows of.
fn results_of(companion: &Companion, of: &Tracked) -> usize {
    let record = companion.view().record.clone().unwrap();
    let track = record.tracks.iter().find(|track| track.of == *of);
    track.unwrap().sketch.whole
}

/// Starts the app again on the same folder. The one before gives the folder up as it is dropped.
async fn reopen(home: &std::path::Path, trust: &desk::Trust) -> Companion {
    companion(home, trust).await
}
