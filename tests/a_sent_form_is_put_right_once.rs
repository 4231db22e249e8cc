//! What was sent can be put right: a new version of the same response, once, with everything of the
//! server's kept. What came from elsewhere is shown and never written (F25). What somebody else changed
//! meanwhile is not written over without being asked about.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/tally.rs"]
mod tally;

use desk::{PHQ9, Trust, companion, folder, option, sandbox, sign_in, until};
use pathway_companion::app::{
    CannotPutRight, Companion, OutgoingState, ParkReason, Purpose, SendProblem, Typed,
};
use serde_json::{Value, json};

const AMIRA: &str = "demo-amira";
const TASK: &str = "demo-amira-task-phq-9";

async fn send_first(app: &Companion, code: usize) -> String {
    let mut filling = app.open_form(TASK).await.unwrap();
    for path in filling.session.missing() {
        let value = option(&filling.session, &path, PHQ9[code]);
        filling = app.answer(&filling, &path, vec![value]).await.unwrap();
    }
    let id = app.send_form(&filling).await.unwrap();
    arrived(app, &id).await;
    id
}

async fn arrived(app: &Companion, id: &str) {
    until(app, "it has arrived", |view| {
        let mut all = view.outgoing.iter();
        all.any(|it| it.id == id && matches!(it.state, OutgoingState::Sent { .. }))
    })
    .await;
}

/// Changes the first answer and sends it.
async fn put_right(app: &Companion, sent: &str, code: usize) -> String {
    let task = app.put_right(sent).await.unwrap();
    assert_eq!(
        app.put_right(sent).await.unwrap(),
        task,
        "a second tap opens the same"
    );
    let filling = app.open_form(&task).await.unwrap();
    assert_eq!(filling.about.purpose, Purpose::PutRight);
    let at = filling.session.pages()[0].path.clone();
    let value = option(&filling.session, &at, PHQ9[code]);
    let filling = app.answer(&filling, &at, vec![value]).await.unwrap();
    let (one, two) = tokio::join!(app.send_form(&filling), app.send_form(&filling));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one, two, "a second tap sends nothing");
    one
}

async fn ours(trust: &Trust, id: &str) -> Value {
    let all = trust.of_patient("QuestionnaireResponse", AMIRA).await;
    let mut ours = all.into_iter().filter(|it| it["identifier"]["value"] == id);
    let one = ours.next().unwrap();
    assert!(ours.next().is_none(), "twice on the server");
    one
}

fn first_code(response: &Value) -> &str {
    response["item"][0]["item"][0]["answer"][0]["valueCoding"]["code"]
        .as_str()
        .unwrap()
}

fn version(response: &Value) -> &str {
    response["meta"]["versionId"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sent_form_is_put_right_once() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let sent = send_first(&app, 1).await;
    let before = ours(&trust, &sent).await;
    let said = app.what_was_said(&sent).await.unwrap();
    assert_eq!(said.right.as_deref(), Some(sent.as_str()));
    assert!(
        said.said
            .iter()
            .all(|(question, _)| !question.contains("total"))
    );

    // The reply is lost: nobody knows whether it arrived, and it is there once.
    trust
        .control(json!({"fault": "lost-reply", "match": {"method": "PUT", "path": "/fhir/QuestionnaireResponse"}}))
        .await;
    let id = put_right(&app, &sent, 3).await;
    app.look_now().await;
    arrived(&app, &id).await;
    let after = ours(&trust, &sent).await;
    assert_eq!(after["id"], before["id"]);
    assert_eq!(after["status"], "amended");
    assert_eq!(first_code(&after), PHQ9[3]);
    assert_eq!(after["questionnaire"], before["questionnaire"]);
    assert_eq!(after["identifier"], before["identifier"]);
    let (old, new): (u32, u32) = (
        version(&before).parse().unwrap(),
        version(&after).parse().unwrap(),
    );
    assert_eq!(new, old + 1, "written once");
    // The sum is put right, too.
    let reference = format!("QuestionnaireResponse/{}", after["id"].as_str().unwrap());
    for _ in 0..100 {
        if scores(&trust, &reference).await.len() == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let mut scores = scores(&trust, &reference).await;
    scores.sort_unstable();
    assert_eq!(scores, [9, 11]);

    // And a second time, from what is there now.
    let again = put_right(&app, &sent, 0).await;
    arrived(&app, &again).await;
    let after = ours(&trust, &sent).await;
    assert_eq!(first_code(&after), PHQ9[0]);
    assert!(app.what_was_said(&again).await.unwrap().amended);
}

async fn scores(trust: &Trust, reference: &str) -> Vec<i64> {
    let all = trust.of_patient("Observation", AMIRA).await;
    let of_it = all
        .iter()
        .filter(|it| it["derivedFrom"][0]["reference"] == reference);
    of_it
        .map(|it| it["valueQuantity"]["value"].to_string().parse().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_changed_is_not_written_over_unasked() {
    for mine in [true, false] {
        let (data, home) = (folder(), folder());
        let (_running, trust) = sandbox(data.path()).await;
        let app = companion(home.path(), &trust).await;
        sign_in(&app, &trust, AMIRA).await;
        let sent = send_first(&app, 1).await;
        let mut theirs = ours(&trust, &sent).await;
        theirs["item"][0]["item"][1]["answer"][0]["valueCoding"]["code"] = json!(PHQ9[3]);
        theirs["language"] = json!("en-GB");
        trust.put(theirs).await;
        let id = put_right(&app, &sent, 2).await;
        until(&app, "the person is asked", |view| {
            let wanted = OutgoingState::NeedsYou(ParkReason::ChangedElsewhere);
            view.outgoing
                .iter()
                .any(|it| it.id == id && it.state == wanted)
        })
        .await;
        assert_eq!(
            ours(&trust, &sent).await["status"],
            "completed",
            "nothing was written"
        );
        if mine {
            app.try_again(&id).await.unwrap();
            arrived(&app, &id).await;
            let after = ours(&trust, &sent).await;
            assert_eq!(after["status"], "amended");
            assert_eq!(first_code(&after), PHQ9[2]);
            assert_eq!(after["language"], "en-GB", "what is not the person's stays");
        } else {
            assert!(app.give_up_putting_right(&id).await.unwrap());
            assert_eq!(app.view().outgoing.len(), 1);
            assert_eq!(ours(&trust, &sent).await["status"], "completed");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_from_elsewhere_is_never_rewritten() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let form = "https://pathway-companion.example/fhir/Questionnaire/phq-9|1.0.0";
    let response = |id: &str| {
        json!({"resourceType": "QuestionnaireResponse", "id": id, "status": "completed",
            "questionnaire": form, "subject": {"reference": "Patient/demo-amira"},
            "source": {"reference": "Patient/demo-amira"}, "authored": "2026-11-01T10:00:00Z",
            "item": [{"linkId": "made-up", "text": "Another question", "answer": [{"valueString": "Yes, said elsewhere"}]}]})
    };
    trust.put(response("elsewhere")).await;
    // Ours by its identifier, and yet it does not fit its form: to write it would lose what was said.
    let mut odd = response("odd");
    odd["identifier"] = json!({"system": "https://pathway-companion.example/fhir/response-uuid",
        "value": "0193a000-0000-7000-8000-000000000001"});
    trust.put(odd).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let mut tries = 0;
    for id in ["elsewhere", "odd"] {
        tries += 1;
        let said = app.what_was_said(id).await.unwrap();
        assert_eq!(said.right, None, "{id}");
        let (question, answers) = said.said[0].clone();
        assert_eq!(
            (question.as_str(), answers[0].as_str()),
            ("Another question", "Yes, said elsewhere")
        );
    }
    let never = app.put_right("0193a000-0000-7000-8000-000000000001").await;
    assert_eq!(never, Err(CannotPutRight::NoForm));
    assert_eq!(
        app.put_right("elsewhere").await,
        Err(CannotPutRight::FromElsewhere)
    );
    // One that this app had made, on another phone perhaps, can be put right.
    let done = app.view().record.clone().unwrap().forms_done.clone();
    let made_here = done
        .iter()
        .find_map(|it| it.ours.clone().filter(|_| it.response != "odd"));
    assert!(app.put_right(&made_here.unwrap()).await.is_ok());
    app.look_now().await;
    let writes = trust.counts().await;
    assert!(
        writes
            .iter()
            .all(|it| it["method"] != "PUT" || it["path"] == "/control/put")
    );
    tally::Tally::clean(tries).row(25, "from-elsewhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_types_is_said_and_the_answers_stay_the_person_s_own() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let filling = app.open_form(TASK).await.unwrap();
    app.say_who_types(&filling, Typed::ForMe).await.unwrap();
    let sent = send_first(&app, 1).await;
    let response = ours(&trust, &sent).await;
    assert_eq!(response["source"]["reference"], "Patient/demo-amira");
    assert!(response["author"]["reference"].is_null());
    assert!(
        response["author"]["display"]
            .as_str()
            .unwrap()
            .contains("typed")
    );
    let mode = &response["extension"][0];
    assert!(
        mode["url"]
            .as_str()
            .unwrap()
            .ends_with("questionnaireresponse-completionMode")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_answers_is_not_sent_until_the_person_says_otherwise() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let filling = app.open_form(TASK).await.unwrap();
    app.say_who_types(&filling, Typed::Another).await.unwrap();
    let mut filling = app.open_form(TASK).await.unwrap();
    assert_eq!(filling.about.typed, Some(Typed::Another), "it was kept");
    for path in filling.session.missing() {
        let value = option(&filling.session, &path, PHQ9[1]);
        filling = app.answer(&filling, &path, vec![value]).await.unwrap();
    }
    let refused = app.send_form(&filling).await;
    assert_eq!(refused, Err(SendProblem::NotTheirOwn));
    assert!(app.view().outgoing.is_empty(), "nothing waits");
    // The answers are still there, and go once the person says that they are theirs.
    let filling = app.say_who_types(&filling, Typed::Me).await.unwrap();
    let id = app.send_form(&filling).await.unwrap();
    arrived(&app, &id).await;
}
