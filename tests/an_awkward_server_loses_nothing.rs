//! The faults that an independent server can show by itself, with nothing put on: a transaction that is half
//! done under a 200, a Task that was deleted and reads as 404, long lists without a way to the next page,
//! and a server that declares nothing at all. Beside them replies that are lost on the way. (F3, F8, F10, F11)
//!
//! The server is another project's (`tests/peers`, in Node), with the proxy of our own before it. Where Node
//! is missing this says so, and fails under `CI=true`.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/binary.rs"]
mod binary;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/peer.rs"]
mod peer;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/tally.rs"]
mod tally;

use desk::{PHQ9, Trust, companion, folder, option, until};
use pathway_companion::app::{Companion, Contact, Filling, OutgoingState, ParkReason};
use peer::{PERSON, Peer, browse, can_run};
use proxy::{Fault, Proxy};
use serde_json::{Value, json};
use std::time::Duration;
use tally::Tally;
use tempfile::TempDir;

/// The peer, the proxy before it, and the app.
struct Awkward {
    peer: Peer,
    proxy: Proxy,
    app: Companion,
    home: TempDir,
    planted: usize,
}

fn me() -> Value {
    json!({"reference": format!("Patient/{PERSON}")})
}

/// A form that the team asks for.
fn task(id: &str) -> Value {
    let sdc = |code: &str| json!({"coding": [{"system": "http://hl7.org/fhir/uv/sdc/CodeSystem/temp", "code": code}]});
    let form: Value = serde_json::from_str(include_str!("../assets/forms/phq-9.json")).unwrap();
    let part = |name: &str| form[name].as_str().unwrap().to_owned();
    let canonical = format!("{}|{}", part("url"), part("version"));
    json!({"resourceType": "Task", "id": id, "status": "requested", "intent": "order",
        "code": sdc("complete-questionnaire"), "description": "Questions about your mood",
        "for": me(), "owner": me(), "authoredOn": "2026-01-05T09:00:00Z",
        "input": [{"type": sdc("questionnaire"), "valueCanonical": canonical}]})
}

impl Awkward {
    async fn start(more: &'static [&'static str]) -> Self {
        let proxy = Proxy::start().await;
        let public = proxy.base.to_string();
        let peer = tokio::task::spawn_blocking(move || {
            let mut all = vec!["--public", &public];
            all.extend(more);
            Peer::start_with(&all)
        });
        let peer = peer.await.unwrap();
        proxy.put_before(&peer.trust.base);
        let form: Value = serde_json::from_str(include_str!("../assets/forms/phq-9.json")).unwrap();
        peer.trust.put(json!([form])).await;
        let home = folder();
        let app = companion(home.path(), &Trust::at(proxy.base.clone())).await;
        let page = app.begin_sign_in().await.unwrap();
        let (state, code) = tokio::task::spawn_blocking(move || browse(&page))
            .await
            .unwrap();
        app.finish_sign_in(&state, code.as_deref()).await.unwrap();
        app.is_this_me(true).await.unwrap();
        let this = Self {
            peer,
            proxy,
            app,
            home,
            planted: 0,
        };
        this.rests().await;
        this
    }

    async fn rests(&self) {
        until(&self.app, "their record has come", |view| {
            view.record.is_some() && view.contact == Contact::Well
        })
        .await;
    }

    /// A form that the team asks for, filled in.
    async fn filled(&mut self) -> Filling {
        self.planted += 1;
        let id = format!("task-{}", self.planted);
        self.peer.trust.put(task(&id)).await;
        self.app.look_now().await;
        until(&self.app, "the form has come", |view| {
            let record = view.record.as_ref();
            record.is_some_and(|it| it.forms_to_do.iter().any(|form| form.task == id))
        })
        .await;
        self.rests().await;
        let mut filling = self.app.open_form(&id).await.unwrap();
        for page in filling.session.pages() {
            if page.questions()[0].item.required {
                let value = option(&filling.session, &page.path, PHQ9[self.planted % 4]);
                filling = self
                    .app
                    .answer(&filling, &page.path, vec![value])
                    .await
                    .unwrap();
            }
        }
        filling
    }

    async fn sent(&self, id: &str) -> bool {
        for _ in 0..60 {
            self.app.look_now().await;
            for _ in 0..20 {
                let view = self.app.view();
                match view
                    .outgoing
                    .iter()
                    .find(|it| it.id == id)
                    .map(|it| it.state.clone())
                {
                    Some(OutgoingState::Sent {
                        answered_elsewhere, ..
                    }) => return answered_elsewhere,
                    Some(OutgoingState::NeedsYou(reason)) => panic!("{reason:?}"),
                    _ => tokio::time::sleep(Duration::from_millis(50)).await,
                }
            }
        }
        panic!("it is never sent: {:?}", self.app.view().outgoing);
    }

    async fn copies(&self, id: &str) -> Vec<Value> {
        let mut all = self
            .peer
            .trust
            .of_patient("QuestionnaireResponse", PERSON)
            .await;
        all.retain(|it| it["identifier"]["value"] == id);
        all
    }

    /// What is on the server of one answer, with a Task that names it where there is a Task.
    async fn count(&self, filling: &Filling, elsewhere: bool) -> Tally {
        let copies = self.copies(&filling.draft).await;
        let Some(copy) = copies.first() else {
            return Tally::of_one(true, false, true);
        };
        let reference = format!("QuestionnaireResponse/{}", copy["id"].as_str().unwrap());
        let scores = self.peer.trust.of_patient("Observation", PERSON).await;
        let scores = scores
            .iter()
            .filter(|it| it["derivedFrom"][0]["reference"] == reference.as_str())
            .count();
        let tasks = self.peer.trust.of_patient("Task", PERSON).await;
        let task = tasks.iter().find(|it| it["id"] == filling.task.as_str());
        let ends = task.is_none_or(|it| {
            it["status"] == "completed"
                && it["output"][0]["valueReference"]["reference"] == reference.as_str()
        });
        let ghost = self
            .app
            .view()
            .drafts
            .iter()
            .any(|it| it.task == filling.task);
        Tally::of_one(
            scores == 0,
            copies.len() > 1 || scores > 1,
            elsewhere || !ends || ghost,
        )
    }

    /// The app is ended and started: that looks at everything.
    async fn again(mut self) -> Self {
        self.app = Companion::showing(pathway_companion::app::View::default());
        while pathway_companion::platform::DataFolder::hold(self.home.path()).is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let mut asked = self.proxy.asked("", "/fhir");
        self.app = companion(self.home.path(), &Trust::at(self.proxy.base.clone())).await;
        // Until nothing more is asked, and the last answer was good.
        let (before, mut still) = (asked, 0);
        while still < 40 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let now = self.proxy.asked("", "/fhir");
            let rests = now == asked && now > before && self.app.view().contact == Contact::Well;
            still = if rests { still + 1 } else { 0 };
            asked = now;
        }
        self.rests().await;
        self
    }

    fn forms(&self) -> usize {
        let view = self.app.view();
        view.record.as_ref().map_or(0, |it| it.forms_to_do.len())
    }
}

/// While the app holds the Task as it was read, the team changes it: of the transaction, which is none there,
/// the answer is made and the Task is refused.
#[tokio::test(flavor = "multi_thread")]
async fn f10_half_a_transaction_under_a_200_is_finished() {
    if !can_run() {
        return;
    }
    let mut it = Awkward::start(&[]).await;
    let mut all = Tally::default();
    for round in 0..6 {
        let filling = it.filled().await;
        let alone = it.proxy.asked("PUT", "/fhir/Task/");
        let (tell, mut held) = tokio::sync::mpsc::unbounded_channel();
        it.proxy.once("GET", "/fhir/Task/", Fault::HoldAfter(tell));
        let id = it.app.send_form(&filling).await.unwrap();
        let go_on = held.recv().await.unwrap();
        let tasks = it.peer.trust.of_patient("Task", PERSON).await;
        let mut task = tasks
            .into_iter()
            .find(|task| task["id"] == filling.task.as_str())
            .unwrap();
        task["priority"] = json!("urgent");
        task["note"] = json!([{"text": format!("changed {round}")}]);
        it.peer.trust.put(task).await;
        go_on.send(()).unwrap();
        let elsewhere = it.sent(&id).await;
        assert_eq!(
            it.proxy.asked("PUT", "/fhir/Task/"),
            alone + 1,
            "the Task was ended afterwards"
        );
        let made = it.proxy.asked("POST", "/fhir/QuestionnaireResponse");
        assert_eq!(made, 0, "and the answer was made before");
        let mut tally = it.count(&filling, elsewhere).await;
        let tasks = it.peer.trust.of_patient("Task", PERSON).await;
        let task = tasks
            .iter()
            .find(|task| task["id"] == filling.task.as_str())
            .unwrap();
        // What the team wrote meanwhile is not written over.
        tally.wrong += u64::from(task["priority"] != "urgent");
        all.add(tally);
    }
    all.row(10, "independent-server");
}

#[tokio::test(flavor = "multi_thread")]
async fn f3_a_reply_that_is_lost_is_asked_about() {
    if !can_run() {
        return;
    }
    let mut it = Awkward::start(&[]).await;
    let mut all = Tally::default();
    for (method, place) in [("GET", "/fhir/Task/"), ("POST", "/fhir$")] {
        for fault in [
            Fault::CutBefore,
            Fault::CutAfter,
            Fault::ResetAfter,
            Fault::CutInside(40),
            Fault::StatusAfter(502),
        ] {
            let filling = it.filled().await;
            let met = it.proxy.met();
            it.proxy.once(method, place, fault);
            let id = it.app.send_form(&filling).await.unwrap();
            while it.proxy.met() == met {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            let elsewhere = it.sent(&id).await;
            all.add(it.count(&filling, elsewhere).await);
        }
    }
    all.row(3, "independent-server");
}

/// A server that declares nothing and loses a reply: it is there, and nobody can say so. It is not sent
/// again by itself.
#[tokio::test(flavor = "multi_thread")]
async fn f3_a_server_that_declares_nothing_is_sent_nothing_twice() {
    if !can_run() {
        return;
    }
    let mut it = Awkward::start(&["--plain"]).await;
    let mut all = Tally::default();
    for fault in [Fault::CutBefore, Fault::CutAfter, Fault::StatusAfter(503)] {
        let filling = it.filled().await;
        it.proxy.once("POST", "/fhir/QuestionnaireResponse", fault);
        let id = it.app.send_form(&filling).await.unwrap();
        let mut visible = false;
        for _ in 0..400 {
            visible = it.app.view().outgoing.iter().any(|item| {
                item.id == id && item.state == OutgoingState::NeedsYou(ParkReason::NotSure)
            });
            if visible {
                break;
            }
            it.app.look_now().await;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let copies = it.copies(&id).await.len();
        all.add(Tally::of_one(copies == 0 && !visible, copies > 1, !visible));
    }
    all.row(3, "declares-nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn f8_what_was_deleted_and_reads_as_not_found_loses_no_answer() {
    if !can_run() {
        return;
    }
    let mut it = Awkward::start(&[]).await;
    let mut all = Tally::default();
    for seen in [true, false] {
        let filling = it.filled().await;
        it.peer.trust.delete("Task", &filling.task).await;
        if seen {
            // The app has looked at everything, and knows that it is gone.
            it = it.again().await;
        }
        let open = it.app.open_form(&filling.task).await.unwrap();
        let lost = open.session.answers() != filling.session.answers();
        let told = open.withdrawn == seen;
        let id = it.app.send_form(&open).await.unwrap();
        let elsewhere = it.sent(&id).await;
        all.add(it.count(&open, elsewhere).await);
        all.add(Tally {
            tries: 0,
            ..Tally::of_one(lost, false, !told)
        });
    }
    all.row(8, "independent-server");
}

/// A page is full, there are more, and nothing leads to them: what is on no page is not gone. What is gone
/// goes, once everything fits on a page again.
#[tokio::test(flavor = "multi_thread")]
async fn f11_a_list_without_next_pages_ends_and_takes_nothing_away() {
    if !can_run() {
        return;
    }
    let mut it = Awkward::start(&[]).await;
    let id = |n: usize| format!("planted-{n}");
    let tasks =
        |from: usize, to: usize| Value::from((from..to).map(|n| task(&id(n))).collect::<Vec<_>>());
    it.peer.trust.put(tasks(0, 150)).await;
    it = it.again().await;
    assert_eq!(it.forms(), 150);
    let mut all = Tally::default();
    // The server's order changes: a hundred new ones, and a hundred old ones behind them.
    for n in 0..100 {
        it.peer.trust.delete("Task", &id(n)).await;
    }
    it.peer.trust.put(tasks(150, 250)).await;
    it.peer.trust.put(tasks(0, 100)).await;
    it = it.again().await;
    all.add(Tally::of_one(it.forms() < 250, it.forms() > 250, false));
    // And most of them go.
    for n in 60..250 {
        it.peer.trust.delete("Task", &id(n)).await;
    }
    it = it.again().await;
    all.add(Tally::of_one(it.forms() < 60, false, it.forms() > 60));
    all.row(11, "independent-server");
}
