//! Whatever a trust's server does wrong while an answer is on its way, the answer is there once, with
//! its Task ended and its score beside it; or it is not there and the app says why.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/desk.rs"]
mod desk;

use desk::{PHQ9, Trust, companion, folder, option, sandbox, sign_in};
use pathway_companion::app::{
    Companion, Contact, Filling, OutgoingState, ParkReason, Stage, WaitReason,
};
use pathway_companion::sandbox::Running;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const AMIRA: &str = "demo-amira";
const WHOLE: &str = "/fhir";
const RESPONSES: &str = "/fhir/QuestionnaireResponse";

/// A trust, the app, a person who is signed in, and a form that is answered and not sent.
struct Set {
    trust: Trust,
    app: Companion,
    task: String,
    filling: Filling,
    _running: Running,
    _folders: (TempDir, TempDir),
}

async fn set() -> Set {
    let (data, home) = (folder(), folder());
    let (running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    until(&app, "the first look is over", |app| {
        app.view().contact == Contact::Well
    })
    .await;
    let task = app.view().record.as_ref().unwrap().forms_to_do[0]
        .task
        .clone();
    let filling = fill_in(&app, &task, 1).await;
    Set {
        trust,
        app,
        task,
        filling,
        _running: running,
        _folders: (data, home),
    }
}

/// Answers what a PHQ-9 asks for: each of the nine with the same answer.
async fn fill_in(app: &Companion, task: &str, answer: usize) -> Filling {
    let mut filling = app.open_form(task).await.unwrap();
    for page in filling.session.pages() {
        if page.questions()[0].item.required {
            let value = option(&filling.session, &page.path, PHQ9[answer]);
            filling = app.answer(&filling, &page.path, vec![value]).await.unwrap();
        }
    }
    filling
}

async fn until(app: &Companion, what: &str, wanted: impl Fn(&Companion) -> bool) {
    let patience = Instant::now() + Duration::from_secs(25);
    while !wanted(app) {
        assert!(
            Instant::now() < patience,
            "waited in vain: {what}; contact {:?}, outgoing {:?}",
            app.view().contact,
            app.view().outgoing
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn state(app: &Companion, id: &str) -> OutgoingState {
    let view = app.view();
    let item = view.outgoing.iter().find(|it| it.id == id);
    item.map(|it| it.state.clone())
        .unwrap_or(OutgoingState::Waiting(WaitReason::Soon))
}

fn is_sent(state: &OutgoingState) -> bool {
    matches!(state, OutgoingState::Sent { .. })
}

/// Waits until the answer is sent, looking now and then as a person would; tells whether the Task
/// had been answered elsewhere.
async fn sent(app: &Companion, id: &str) -> bool {
    let patience = Instant::now() + Duration::from_secs(25);
    loop {
        for _ in 0..20 {
            if let OutgoingState::Sent {
                answered_elsewhere, ..
            } = state(app, id)
            {
                return answered_elsewhere;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        assert!(
            Instant::now() < patience,
            "it is not sent: {:?}",
            state(app, id)
        );
        app.look_now().await;
    }
}

async fn parked(app: &Companion, id: &str, why: ParkReason) {
    until(app, "it is parked", |app| {
        state(app, id) == OutgoingState::NeedsYou(why)
    })
    .await;
}

impl Set {
    /// Tells the sandbox to be awkward. What it declares is known to the app before the rest begins:
    /// it asks at each full look, not at each beat.
    async fn faults(&self, faults: Value) {
        let all = match faults {
            Value::Array(all) => all,
            one => vec![one],
        };
        let (declared, rest): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|it| it["declare"].is_object());
        if !declared.is_empty() {
            let before = self.count("GET", "/fhir/metadata", 200).await;
            self.trust.control(json!(declared)).await;
            self.app.look_now().await;
            let patience = Instant::now() + Duration::from_secs(25);
            while self.count("GET", "/fhir/metadata", 200).await == before
                || self.app.view().contact != Contact::Well
            {
                assert!(
                    Instant::now() < patience,
                    "it does not ask what the server can do"
                );
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        self.trust.control(json!(rest)).await;
    }

    async fn declare(&self, transaction: bool, conditional: bool, update: bool) {
        self.faults(json!({"declare": {"transaction": transaction,
            "conditional_create": conditional, "update_create": update}}))
            .await;
    }

    async fn send(&self) -> String {
        self.app.send_form(&self.filling).await.unwrap()
    }

    /// Responses that carry our identifier, whoever they say they are of.
    async fn copies(&self, id: &str) -> Vec<Value> {
        let mut all = self.trust.resources("QuestionnaireResponse").await;
        all.retain(|it| it["identifier"]["value"] == id);
        all
    }

    async fn scores(&self, response: &str) -> Vec<Value> {
        let mut all = self.trust.of_patient("Observation", AMIRA).await;
        all.retain(|it| it["derivedFrom"][0]["reference"] == response);
        all
    }

    async fn task(&self, task: &str) -> Value {
        let all = self.trust.resources("Task").await;
        let found = all.into_iter().find(|it| it["id"] == task);
        found.unwrap_or(Value::Null)
    }

    /// One response, of the right person, with its score; gives its reference.
    async fn is_there_once(&self, id: &str, total: i64) -> String {
        let copies = self.copies(id).await;
        assert_eq!(copies.len(), 1, "responses with our identifier");
        assert_eq!(copies[0]["status"], "completed");
        assert_eq!(
            copies[0]["subject"]["reference"],
            format!("Patient/{AMIRA}").as_str()
        );
        let reference = format!(
            "QuestionnaireResponse/{}",
            copies[0]["id"].as_str().unwrap()
        );
        let scores = self.scores(&reference).await;
        assert_eq!(scores.len(), 1, "scores of the response");
        assert_eq!(
            scores[0]["valueQuantity"]["value"].to_string(),
            total.to_string()
        );
        let all = self.trust.of_patient("Observation", AMIRA).await;
        let uuid = &scores[0]["identifier"][0]["value"];
        let same = all
            .iter()
            .filter(|it| it["identifier"][0]["value"] == *uuid);
        assert_eq!(same.count(), 1, "the score is there once");
        reference
    }

    /// The same, and the Task names that response and no other as its answer.
    async fn is_whole(&self, id: &str) {
        self.is_there_once(id, 9).await;
        self.task_names(id).await;
        assert!(self.app.view().drafts.is_empty());
    }

    async fn task_names(&self, id: &str) {
        let copies = self.copies(id).await;
        let reference = format!(
            "QuestionnaireResponse/{}",
            copies[0]["id"].as_str().unwrap()
        );
        let task = self.task(&self.task).await;
        assert_eq!(task["status"], "completed");
        let answers: Vec<&str> = task["output"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|it| it["valueReference"]["reference"].as_str())
            .collect();
        assert_eq!(answers, [reference.as_str()], "what the Task names");
    }

    /// How often a request was answered so.
    async fn count(&self, method: &str, path: &str, status: u64) -> u64 {
        let counts = self.trust.counts().await;
        let fits = |row: &&Value| {
            row["method"] == method
                && row["path"].as_str().is_some_and(|it| it.starts_with(path))
                && row["status"] == status
        };
        let fitting = counts.iter().filter(fits);
        fitting.filter_map(|row| row["count"].as_u64()).sum()
    }
}

/// What comes to these faults arrives once, whole, and nobody is said to have answered elsewhere.
async fn arrives(what: &str, faults: Value) {
    let set = set().await;
    let loses = faults.to_string().contains("lost-reply");
    set.faults(faults).await;
    let id = set.send().await;
    assert!(!sent(&set.app, &id).await, "{what}: answered elsewhere?");
    set.is_whole(&id).await;
    let lost = set.count("POST", "/fhir", 0).await + set.count("PUT", "/fhir", 0).await;
    assert_eq!(lost, u64::from(loses), "{what}: replies that were lost");
}

/// The same for several, beside each other.
async fn all_arrive(cases: Vec<(String, Value)>) {
    let running: Vec<_> = cases
        .into_iter()
        .map(|(what, faults)| {
            let name = what.clone();
            (
                name,
                tokio::spawn(async move { arrives(&what, faults).await }),
            )
        })
        .collect();
    for (what, case) in running {
        assert!(case.await.is_ok(), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_reply_is_lost_after_the_server_has_done_it() {
    let lost = |method: &str, path: &str, exact: bool| json!({"fault": "lost-reply", "match": {"method": method, "path": path, "exact": exact}});
    let declare = |update: bool, conditional: bool| {
        json!({"declare": {"transaction": false,
        "update_create": update, "conditional_create": conditional}})
    };
    all_arrive(vec![
        ("the transaction".into(), lost("POST", WHOLE, true)),
        (
            "a create by PUT".into(),
            json!([declare(true, true), lost("PUT", RESPONSES, false)]),
        ),
        (
            "a conditional create".into(),
            json!([declare(false, true), lost("POST", RESPONSES, true)]),
        ),
        (
            "a plain create".into(),
            json!([declare(false, false), lost("POST", RESPONSES, true)]),
        ),
        (
            "the score".into(),
            json!([
                declare(false, false),
                lost("POST", "/fhir/Observation", true)
            ]),
        ),
        (
            "the end of the Task".into(),
            json!([declare(true, true), lost("PUT", "/fhir/Task", false)]),
        ),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_server_can_do_and_although_its_first_reply_is_lost() {
    let cases = (0..16u8).map(|bits| {
        let has = |bit: u8| bits & (1 << bit) != 0;
        let (transaction, update) = (has(0), has(3));
        let declare = json!({"transaction": transaction, "batch": has(1),
            "conditional_create": has(2), "update_create": update});
        let conditional = has(2) || update;
        // The request that makes the response, whichever way it goes.
        let (method, path) = match (transaction && conditional, update) {
            (true, _) => ("POST", WHOLE),
            (_, true) => ("PUT", RESPONSES),
            _ => ("POST", RESPONSES),
        };
        let lost = json!({"fault": "lost-reply",
            "match": {"method": method, "path": path, "exact": method == "POST"}});
        (declare.to_string(), json!([{"declare": declare}, lost]))
    });
    all_arrive(cases.collect()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_half_of_a_transaction_is_done_and_called_a_success() {
    let half = |fail: &[u8], update: bool| {
        let what = format!("entries {fail:?} fail, creates by PUT: {update}");
        (
            what,
            json!([{"declare": {"update_create": update}}, {"fault": "half-transaction", "fail": fail}]),
        )
    };
    all_arrive(vec![
        half(&[0], true),
        half(&[1], true),
        half(&[1], false),
        half(&[0, 1], true),
        half(&[0, 1], false),
    ])
    .await;
}

/// A transaction that is done by halves makes no score that names a response which never was: a score goes once
/// its response is there. Where the server chooses the ids, it names the one that was given.
#[tokio::test(flavor = "multi_thread")]
async fn when_half_of_a_transaction_is_done_where_the_server_chooses_the_ids() {
    all_arrive(vec![(
        "the response fails, the Task is ended".into(),
        json!([{"declare": {"update_create": false}}, {"fault": "half-transaction", "fail": [0]}]),
    )])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_server_does_not_do_what_it_declares() {
    let plain = json!({"declare": {"transaction": false, "update_create": false}});
    let always = |fault: &str| json!({"fault": fault, "times": 0});
    let lost = |method: &str| json!({"fault": "lost-reply", "match": {"method": method, "path": RESPONSES}});
    all_arrive(vec![
        (
            "a conditional create in a transaction is refused with 400".into(),
            json!([{"declare": {"update_create": false}}, always("no-conditional-create")]),
        ),
        (
            "a conditional create is refused with 400".into(),
            json!([plain, always("no-conditional-create")]),
        ),
        (
            "and the plain one's reply is lost".into(),
            json!([plain, always("no-conditional-create"), {"fault": "status", "code": 400,
                "match": {"method": "POST", "path": RESPONSES}}, lost("POST")]),
        ),
        (
            "200 to If-None-Match: * on what exists".into(),
            json!([{"declare": {"transaction": false}}, always("if-none-match-200"), lost("PUT")]),
        ),
        (
            "search parameters are ignored".into(),
            json!([{"declare": {"transaction": false, "update_create": false, "conditional_create": false}},
                always("ignore-search-params")]),
        ),
        (
            "search parameters are ignored and a reply is lost".into(),
            json!([{"declare": {"transaction": false, "update_create": false, "conditional_create": false}},
                always("ignore-search-params"), lost("POST")]),
        ),
        (
            "transactions are declared and not done".into(),
            json!({"fault": "status", "code": 501, "times": 0,
                "match": {"method": "POST", "path": WHOLE, "exact": true}}),
        ),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_a_captive_portal_answers_in_its_place() {
    let portal = |method: &str, path: &str, exact: bool| {
        json!({"fault": "html",
        "match": {"method": method, "path": path, "exact": exact}})
    };
    let declare = |update: bool, conditional: bool| {
        json!({"declare": {"transaction": false,
        "update_create": update, "conditional_create": conditional}})
    };
    all_arrive(vec![
        ("to the transaction".into(), portal("POST", WHOLE, true)),
        (
            "to a PUT".into(),
            json!([declare(true, true), portal("PUT", RESPONSES, false)]),
        ),
        (
            "to a POST".into(),
            json!([declare(false, false), portal("POST", RESPONSES, true)]),
        ),
        (
            "to the search".into(),
            json!([declare(false, false), portal("GET", RESPONSES, true)]),
        ),
        (
            "to the reading of the Task".into(),
            portal("GET", "/fhir/Task/", false),
        ),
        (
            "to the end of the Task".into(),
            json!([declare(true, true), portal("PUT", "/fhir/Task/", false)]),
        ),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_server_asks_to_wait_the_app_waits_as_long_and_says_so() {
    for code in [503, 429] {
        let set = set().await;
        let asked = json!({"fault": "status", "code": code, "retry_after": 2,
            "match": {"method": "POST", "path": WHOLE, "exact": true}});
        set.faults(asked).await;
        let begun = Instant::now();
        let id = set.send().await;
        until(&set.app, "it says that it waits", |app| {
            state(app, &id) == OutgoingState::Waiting(WaitReason::TrustUnwell)
        })
        .await;
        until(&set.app, "it goes by itself", |app| {
            is_sent(&state(app, &id))
        })
        .await;
        assert!(
            begun.elapsed() >= Duration::from_secs(2),
            "{code}: it did not wait"
        );
        set.is_whole(&id).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_team_changes_the_task_meanwhile() {
    for whole in [true, false] {
        let set = set().await;
        set.declare(whole, true, true).await;
        let path = if whole { WHOLE } else { RESPONSES };
        let method = if whole { "POST" } else { "PUT" };
        set.faults(json!({"fault": "slow", "millis": 900, "match": {"method": method, "path": path, "exact": whole}}))
            .await;
        let id = set.send().await;
        tokio::time::sleep(Duration::from_millis(450)).await;
        let mut task = set.task(&set.task).await;
        assert_ne!(task["status"], "completed", "the change came too late");
        task["note"] = json!([{"text": "Take your time."}]);
        set.trust.put(task).await;
        assert!(!sent(&set.app, &id).await);
        set.is_whole(&id).await;
        let task = set.task(&set.task).await;
        assert_eq!(
            task["note"][0]["text"], "Take your time.",
            "the team's change was lost"
        );
        let refused =
            set.count("POST", WHOLE, 412).await + set.count("PUT", "/fhir/Task", 412).await;
        assert_eq!(refused, 1, "the change did not come in between");
    }
}

/// Another device answers the same Task.
async fn answer_elsewhere(set: &Set) -> String {
    let response = json!({"resourceType": "QuestionnaireResponse", "id": "other-device", "status": "completed",
        "identifier": {"system": "urn:other", "value": "other"},
        "subject": {"reference": format!("Patient/{AMIRA}")}});
    set.trust.put(response).await;
    let mut task = set.task(&set.task).await;
    task["status"] = json!("completed");
    task["output"] = json!([{
        "type": {"coding": [{"system": "http://hl7.org/fhir/uv/sdc/CodeSystem/temp", "code": "questionnaire-response"}]},
        "valueReference": {"reference": "QuestionnaireResponse/other-device"}}]);
    set.trust.put(task).await;
    "QuestionnaireResponse/other-device".to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn when_another_device_has_answered_both_answers_are_kept_and_it_is_said() {
    for meanwhile in [false, true] {
        let set = set().await;
        if meanwhile {
            set.faults(json!({"fault": "slow", "millis": 900,
                "match": {"method": "POST", "path": WHOLE, "exact": true}}))
                .await;
        }
        let other = match meanwhile {
            false => answer_elsewhere(&set).await,
            true => String::new(),
        };
        let id = set.send().await;
        let other = match meanwhile {
            false => other,
            true => {
                tokio::time::sleep(Duration::from_millis(450)).await;
                answer_elsewhere(&set).await
            }
        };
        assert!(
            sent(&set.app, &id).await,
            "meanwhile {meanwhile}: nobody is told"
        );
        set.is_there_once(&id, 9).await;
        let task = set.task(&set.task).await;
        assert_eq!(task["output"].as_array().unwrap().len(), 1);
        assert_eq!(
            task["output"][0]["valueReference"]["reference"],
            other.as_str()
        );
        let all = set.trust.resources("QuestionnaireResponse").await;
        assert!(all.iter().any(|it| it["id"] == "other-device"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_task_was_withdrawn_what_was_said_goes_all_the_same() {
    for deleted in [true, false] {
        let set = set().await;
        if deleted {
            set.trust.delete("Task", &set.task).await;
        } else {
            let mut task = set.task(&set.task).await;
            task["status"] = json!("cancelled");
            set.trust.put(task).await;
        }
        let id = set.send().await;
        assert!(!sent(&set.app, &id).await);
        set.is_there_once(&id, 9).await;
        let task = set.task(&set.task).await;
        if !deleted {
            assert_eq!(task["status"], "cancelled");
            assert!(task["output"].is_null());
        }
    }
}

/// A second PHQ-9 that the team asks for.
async fn second_task(set: &Set) -> String {
    let mut task = set.task(&set.task).await;
    task["id"] = json!("task-second");
    set.trust.put(task).await;
    set.app.look_now().await;
    until(&set.app, "the second form has come", |app| {
        let view = app.view();
        let record = view.record.as_ref().unwrap();
        record.forms_to_do.iter().any(|it| it.task == "task-second")
    })
    .await;
    "task-second".to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_is_parked_with_its_reason_and_the_next_form_goes_on() {
    let set = set().await;
    let second = second_task(&set).await;
    set.declare(false, true, true).await;
    // This response alone is refused, as it would be for what is in it.
    set.faults(json!({"fault": "status", "code": 422, "times": 0,
        "match": {"method": "PUT", "path": format!("{RESPONSES}/{}", set.filling.draft)}}))
        .await;
    let next = fill_in(&set.app, &second, 2).await;
    let first = set.send().await;
    let next = set.app.send_form(&next).await.unwrap();
    parked(&set.app, &first, ParkReason::Refused).await;
    assert!(!sent(&set.app, &next).await);
    set.is_there_once(&next, 18).await;
    assert!(set.copies(&first).await.is_empty());
    assert_eq!(set.task(&set.task).await["status"], "requested");

    // The team mends their server, and the person tries again.
    set.faults(json!({"clear": true})).await;
    set.app.look_now().await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(
        state(&set.app, &first),
        OutgoingState::NeedsYou(ParkReason::Refused),
        "what is parked waits for the person"
    );
    set.app.try_again(&first).await.unwrap();
    assert!(!sent(&set.app, &first).await);
    set.is_whole(&first).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_arrived_and_cannot_be_asked_about_is_never_sent_again_by_itself() {
    let no_search = json!({"fault": "status", "code": 400, "times": 0,
        "match": {"method": "GET", "path": RESPONSES}});
    // It arrived, and nobody can say so.
    let set = set().await;
    set.declare(false, false, false).await;
    set.faults(
        json!([no_search, {"fault": "lost-reply", "match": {"method": "POST", "path": RESPONSES}}]),
    )
    .await;
    let id = set.send().await;
    until(&set.app, "the app is not sure", |app| {
        !matches!(
            state(app, &id),
            OutgoingState::Waiting(WaitReason::Soon) | OutgoingState::Sending
        )
    })
    .await;
    set.app.look_now().await;
    parked(&set.app, &id, ParkReason::NotSure).await;
    for _ in 0..3 {
        set.app.look_now().await;
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    parked(&set.app, &id, ParkReason::NotSure).await;
    assert_eq!(set.copies(&id).await.len(), 1);
    // The server can be asked again: the person's "try again" finds it, and makes no second one.
    set.faults(json!({"clear": true})).await;
    set.declare(false, false, false).await;
    set.app.try_again(&id).await.unwrap();
    assert!(!sent(&set.app, &id).await);
    set.is_whole(&id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_never_arrived_and_cannot_be_asked_about_goes_when_the_person_says_so() {
    let set = set().await;
    set.declare(false, false, false).await;
    set.faults(json!([
        {"fault": "status", "code": 400, "times": 0, "match": {"method": "GET", "path": RESPONSES}},
        {"fault": "html", "match": {"method": "POST", "path": RESPONSES}}]))
        .await;
    let id = set.send().await;
    until(&set.app, "the portal was met", |app| {
        state(app, &id) == OutgoingState::Waiting(WaitReason::OddAnswer)
    })
    .await;
    set.app.look_now().await;
    parked(&set.app, &id, ParkReason::NotSure).await;
    assert!(set.copies(&id).await.is_empty());
    set.app.try_again(&id).await.unwrap();
    assert!(!sent(&set.app, &id).await);
    set.is_whole(&id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_ran_out_is_renewed_and_nobody_notices() {
    let set = set().await;
    let before = set.count("POST", "/token", 200).await;
    set.faults(json!({"fault": "token-expired"})).await;
    let id = set.send().await;
    assert!(!sent(&set.app, &id).await);
    set.is_whole(&id).await;
    assert_eq!(set.count("POST", "/token", 200).await, before + 1);
    assert_eq!(set.app.view().stage, Stage::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_sign_in_has_ended_the_queue_rests_filling_goes_on_and_signing_in_again_sends_it()
{
    let set = set().await;
    let second = second_task(&set).await;
    set.faults(
        json!([{"fault": "token-expired", "times": 0}, {"fault": "refresh-refused", "times": 0}]),
    )
    .await;
    let waits =
        |app: &Companion, id: &str| state(app, id) == OutgoingState::Waiting(WaitReason::SignIn);
    let first = set.send().await;
    until(&set.app, "it waits for the sign-in", |app| {
        waits(app, &first)
    })
    .await;
    assert_eq!(set.app.view().contact, Contact::SignInEnded);
    let next = fill_in(&set.app, &second, 2).await;
    let next = set.app.send_form(&next).await.unwrap();
    until(&set.app, "the next waits, too", |app| {
        waits(app, &next) && waits(app, &first)
    })
    .await;
    assert!(
        set.app.view().record.is_some(),
        "the record can still be read"
    );

    set.faults(json!({"clear": true})).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(set.copies(&first).await.is_empty());
    let page = set.app.begin_sign_in().await.unwrap();
    let (state, code) = set.trust.sign_in(&page, AMIRA).await;
    set.app
        .finish_sign_in(&state, code.as_deref())
        .await
        .unwrap();
    assert_eq!(
        set.app.view().stage,
        Stage::Open,
        "the same person is not asked who they are"
    );
    assert!(!sent(&set.app, &first).await);
    assert!(!sent(&set.app, &next).await);
    set.is_whole(&first).await;
    set.is_there_once(&next, 18).await;
}
