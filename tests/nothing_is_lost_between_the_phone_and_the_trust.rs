//! Faults of lines and servers (F3 to F13), put between the app and the sandbox by a proxy of our
//! own, at every request that an answer takes. Whatever happens, the answer is there once, whole, and
//! the app says how things stand. Each test leaves the row of its fault.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/line.rs"]
mod line;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/tally.rs"]
mod tally;

use desk::{PHQ9, option};
use line::{AMIRA, Line, PIECES, WHOLE};
use pathway_companion::app::{Contact, OutgoingState, ParkReason, WaitReason};
use proxy::Fault;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tally::Tally;

fn pieces() -> Value {
    json!({"transaction": false})
}

/// The same faults at every place of both ways of sending, beside each other.
async fn everywhere(faults: &[(&str, Fault)]) -> Tally {
    let (whole, pieces) = tokio::join!(Line::start(Value::Null), Line::start(pieces()));
    let (one, other) = tokio::join!(whole.each(&WHOLE, faults), pieces.each(&PIECES, faults));
    let mut all = one;
    all.add(other);
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn f3_a_reply_is_lost_after_the_server_has_done_it() {
    let faults = [
        ("cut after", Fault::CutAfter),
        ("reset after", Fault::ResetAfter),
        ("cut in its head", Fault::CutInside(20)),
        ("cut in its body", Fault::CutInside(420)),
        ("502 after", Fault::StatusAfter(502)),
        ("504 after", Fault::StatusAfter(504)),
        ("cut before", Fault::CutBefore),
        ("reset before", Fault::ResetBefore),
    ];
    everywhere(&faults).await.row(3, "lines");
}

#[tokio::test(flavor = "multi_thread")]
async fn f4_a_server_is_unwell_or_asks_to_wait() {
    let mut faults = Vec::new();
    for status in [500, 502, 503, 429] {
        faults.push(("unwell", Fault::Status(status, None)));
        faults.push(("asks to wait", Fault::Status(status, Some(1))));
    }
    let mut all = everywhere(&faults).await;
    // As long as it asks, and not a request before; then by itself.
    let line = Line::start(Value::Null).await;
    let filling = line.filled(1).await;
    line.proxy
        .always("POST", "/fhir$", Fault::Status(503, Some(4)));
    let id = line.app.send_form(&filling).await.unwrap();
    line.until("it says that it waits", |view| {
        let item = view.outgoing.iter().find(|it| it.id == id);
        item.is_some_and(|it| it.state == OutgoingState::Waiting(WaitReason::TrustUnwell))
    })
    .await;
    let told = Instant::now();
    let asked = line.proxy.asked("POST", "/fhir");
    tokio::time::sleep(Duration::from_millis(3_500)).await;
    assert_eq!(
        line.proxy.asked("POST", "/fhir"),
        asked,
        "it asked too early"
    );
    line.proxy.mend();
    line.until("it goes by itself", |view| {
        let item = view.outgoing.iter().find(|it| it.id == id);
        item.is_some_and(|it| matches!(it.state, OutgoingState::Sent { .. }))
    })
    .await;
    assert!(
        told.elapsed() < Duration::from_secs(12),
        "{:?}",
        told.elapsed()
    );
    all.add(line.count(&filling, false).await);
    all.row(4, "lines");
}

#[tokio::test(flavor = "multi_thread")]
async fn f5_one_of_several_is_refused_and_can_be_mended() {
    let line = Line::start(pieces()).await;
    let mut all = Tally::default();
    for status in [400, 422] {
        let bad = line.filled(1).await;
        let good = [line.filled(2).await, line.filled(3).await];
        let place = format!("/fhir/QuestionnaireResponse/{}", bad.draft);
        line.proxy
            .always("PUT", &place, Fault::Status(status, None));
        if status == 400 {
            // A 400 may be about the condition; the rows below are refused as well.
            line.proxy.always(
                "POST",
                "/fhir/QuestionnaireResponse",
                Fault::Status(status, None),
            );
        }
        let id = line.app.send_form(&bad).await.unwrap();
        line.until("it came back", |view| {
            let item = view.outgoing.iter().find(|it| it.id == id);
            item.is_some_and(|it| it.state == OutgoingState::NeedsYou(ParkReason::Refused))
        })
        .await;
        if status == 400 {
            line.proxy.mend();
        }
        for filling in &good {
            let id = line.app.send_form(filling).await.unwrap();
            let elsewhere = line.sent("the next", &id).await;
            all.add(line.count(filling, elsewhere).await);
        }
        // The person's own copy, in words.
        let copy = line.app.copy_of(&id).await.unwrap().unwrap();
        assert!(copy.said.len() >= 9, "{}", copy.said.len());
        assert!(copy.fhir.contains("QuestionnaireResponse"));
        // Back to the form, with every answer; one is changed, and it goes.
        let item = line
            .app
            .view()
            .outgoing
            .iter()
            .find(|it| it.id == id)
            .cloned()
            .unwrap();
        assert!(item.can_mend, "{status}");
        let task = line.app.mend(&id).await.unwrap();
        assert_eq!(task, bad.task);
        assert!(line.state(&id).is_none(), "it is in two places");
        let mut again = line.app.open_form(&task).await.unwrap();
        assert_eq!(
            again.session.answers(),
            bad.session.answers(),
            "an answer was lost"
        );
        assert_eq!(again.draft, bad.draft);
        let first = again.session.pages()[0].path.clone();
        let value = option(&again.session, &first, PHQ9[3]);
        again = line.app.answer(&again, &first, vec![value]).await.unwrap();
        line.proxy.mend();
        let id = line.app.send_form(&again).await.unwrap();
        let elsewhere = line.sent("the mended one", &id).await;
        all.add(line.count(&again, elsewhere).await);
        let held = line.trust.resources("QuestionnaireResponse").await;
        let held = held
            .iter()
            .find(|it| it["identifier"]["value"] == id.as_str())
            .unwrap();
        assert!(held.to_string().contains(PHQ9[3]), "the change did not go");
    }
    all.row(5, "lines");
}

#[tokio::test(flavor = "multi_thread")]
async fn f6_a_sign_in_ends_or_its_renewals_race() {
    let line = Line::start(pieces()).await;
    let mut all = Tally::default();
    // A token that ran out, at every place: renewed, and nobody notices.
    for (method, place) in PIECES {
        let before = line.proxy.asked("POST", "/token");
        let once = |proxy: &proxy::Proxy| proxy.once(method, place, Fault::Status(401, None));
        all.add(line.one_try("401", once).await);
        assert_eq!(line.proxy.asked("POST", "/token"), before + 1, "{place}");
    }
    // The reply to a renewal is slow while much is asked: one renewal, and the session stands.
    line.trust.control(json!({"access_token_seconds": 1})).await;
    line.proxy
        .always("POST", "/token", Fault::Late(Duration::from_millis(300)));
    for _ in 0..3 {
        let filling = line.filled(1).await;
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        let (_, id) = tokio::join!(line.app.look_now(), line.app.send_form(&filling));
        let elsewhere = line.sent("a race", &id.unwrap()).await;
        all.add(line.count(&filling, elsewhere).await);
    }
    line.proxy.mend();
    line.trust.control(json!({"clear": true})).await;
    // It ends for good: the queue rests, says so, filling goes on; signing in again sends it.
    let refused = [("fault", "refresh-refused"), ("fault", "token-expired")]
        .map(|(key, name)| json!({key: name, "times": 0}));
    let first = line.filled(1).await;
    let next = line.asked().await;
    line.trust.control(json!(refused)).await;
    let id = line.app.send_form(&first).await.unwrap();
    line.until("it waits for the sign-in", |view| {
        let item = view.outgoing.iter().find(|it| it.id == id);
        item.is_some_and(|it| it.state == OutgoingState::Waiting(WaitReason::SignIn))
    })
    .await;
    assert_eq!(line.app.view().contact, Contact::SignInEnded);
    let second = line.fill_in(&next, 2).await;
    let second_id = line.app.send_form(&second).await.unwrap();
    let asked = line.proxy.asked("", "/");
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(
        line.proxy.asked("", "/"),
        asked,
        "an ended sign-in is left alone"
    );
    line.trust.control(json!({"clear": true})).await;
    line.trust.control(json!({"declare": pieces()})).await;
    line.sign_in().await;
    for (filling, id) in [(&first, &id), (&second, &second_id)] {
        let elsewhere = line.sent("after signing in", id).await;
        all.add(line.count(filling, elsewhere).await);
    }
    all.row(6, "lines");
}

#[tokio::test(flavor = "multi_thread")]
async fn f7_somebody_else_changed_it() {
    let line = Line::start(pieces()).await;
    let conflicts = [409, 412].map(|status| ("conflict", Fault::Status(status, None)));
    let mut all = line.each(&[("PUT", "/fhir/Task/")], &conflicts).await;
    // The team changes the Task between our reading it and our ending it: their change stands.
    for _ in 0..3 {
        let filling = line.filled(1).await;
        let (tell, mut held) = tokio::sync::mpsc::unbounded_channel();
        line.proxy
            .once("PUT", "/fhir/Task/", Fault::HoldBefore(tell));
        let id = line.app.send_form(&filling).await.unwrap();
        let go_on = held.recv().await.unwrap();
        let tasks = line.trust.resources("Task").await;
        let mut task = tasks
            .into_iter()
            .find(|it| it["id"] == filling.task.as_str())
            .unwrap();
        task["note"] = json!([{"text": "Take your time."}]);
        line.trust.put(task).await;
        go_on.send(()).unwrap();
        let elsewhere = line.sent("a change meanwhile", &id).await;
        let mut tally = line.count(&filling, elsewhere).await;
        let tasks = line.trust.resources("Task").await;
        let task = tasks
            .iter()
            .find(|it| it["id"] == filling.task.as_str())
            .unwrap();
        tally.wrong += u64::from(task["note"][0]["text"] != "Take your time.");
        all.add(tally);
    }
    all.row(7, "lines");
}

#[tokio::test(flavor = "multi_thread")]
async fn f8_the_form_or_the_plan_is_withdrawn() {
    let line = Line::start(Value::Null).await;
    let mut all = Tally::default();
    for withdrawn in ["Task", "Questionnaire", "CarePlan"] {
        let filling = line.filled(1).await;
        let of_kind = line.trust.resources(withdrawn).await;
        let ours = |it: &&Value| match withdrawn {
            "Task" => it["id"] == filling.task.as_str(),
            "CarePlan" => it["subject"]["reference"] == format!("Patient/{AMIRA}").as_str(),
            _ => it["url"].as_str().is_some_and(|url| url.contains("phq-9")),
        };
        let gone: Vec<Value> = of_kind.iter().filter(ours).cloned().collect();
        assert!(!gone.is_empty(), "{withdrawn}");
        for it in &gone {
            line.trust
                .delete(withdrawn, it["id"].as_str().unwrap())
                .await;
        }
        assert_eq!(line.look().await, Contact::Well);
        // The draft opens as it was begun, with every answer, and goes.
        let again = line.app.open_form(&filling.task).await.unwrap();
        assert_eq!(
            again.session.answers(),
            filling.session.answers(),
            "{withdrawn}"
        );
        assert_eq!(again.withdrawn, withdrawn == "Task");
        let id = line.app.send_form(&again).await.unwrap();
        let elsewhere = line.sent(withdrawn, &id).await;
        let tally = match withdrawn {
            "Task" => {
                let all = line.trust.resources("QuestionnaireResponse").await;
                let copies = all
                    .iter()
                    .filter(|it| it["identifier"]["value"] == id.as_str());
                let copies = copies.count();
                Tally::of_one(copies == 0, copies > 1, elsewhere)
            }
            _ => line.count(&filling, elsewhere).await,
        };
        all.add(tally);
        for it in gone {
            line.trust.put(it).await;
        }
    }
    let gone = [404, 410].map(|status| ("gone", Fault::Status(status, None)));
    let line = Line::start(pieces()).await;
    for (name, fault) in gone {
        // One that is not there when it is read cannot be ended; the answer goes all the same.
        let filling = line.filled(1).await;
        line.proxy.once("GET", "/fhir/Task/", fault);
        let id = line.app.send_form(&filling).await.unwrap();
        let elsewhere = line.sent(name, &id).await;
        let copies = line.trust.resources("QuestionnaireResponse").await;
        let copies = copies
            .iter()
            .filter(|it| it["identifier"]["value"] == id.as_str())
            .count();
        all.add(Tally::of_one(copies == 0, copies > 1, elsewhere));
    }
    all.row(8, "lines");
}

#[tokio::test(flavor = "multi_thread")]
async fn f9_what_comes_is_no_answer() {
    let mut faults = vec![
        ("garbled", Fault::Garbled),
        ("another type", Fault::Called("text/html")),
        ("a gzip bomb", Fault::GzipBomb),
        ("50 MB", Fault::Huge),
        ("no JSON", Fault::edit(|it| *it = json!("oh"))),
        (
            "a resource nobody asked for",
            Fault::edit(|it| *it = json!({"resourceType": "Basic"})),
        ),
    ];
    for status in [200, 401, 403, 404, 410, 412, 422] {
        faults.push(("a portal's page", Fault::Portal(status)));
    }
    let all = everywhere(&faults).await;
    all.row(9, "lines");
}

#[tokio::test(flavor = "multi_thread")]
async fn f9_a_portal_stands_there_for_a_while_and_nothing_is_given_up() {
    let mut all = Tally::default();
    for status in [200, 401, 403, 404] {
        let line = Line::start(pieces()).await;
        let filling = line.filled(1).await;
        let before = line.app.view();
        line.proxy.always("", "/fhir", Fault::Portal(status));
        line.proxy.always("", "/token", Fault::Portal(status));
        let id = line.app.send_form(&filling).await.unwrap();
        for _ in 0..3 {
            line.look().await;
            let state = line.state(&id).unwrap();
            assert!(
                matches!(state, OutgoingState::Waiting(_) | OutgoingState::Checking),
                "{status}: {state:?}"
            );
            let view = line.app.view();
            assert_ne!(view.contact, Contact::SignInEnded, "{status}");
            let goals = |record: &pathway_companion::app::View| {
                record
                    .record
                    .as_ref()
                    .map(|it| (it.goals.clone(), it.team.clone()))
            };
            assert!(
                goals(&view) == goals(&before),
                "{status}: the record changed"
            );
        }
        line.proxy.mend();
        let elsewhere = line.sent("after the portal", &id).await;
        all.add(line.count(&filling, elsewhere).await);
    }
    all.row(9, "portals");
}

#[tokio::test(flavor = "multi_thread")]
async fn f9_a_gateway_of_the_trust_that_refuses_is_believed() {
    // The trust is there, and its gateway says no in HTML, again and again: that is an answer.
    let line = Line::start(pieces()).await;
    let filling = line.filled(1).await;
    line.proxy
        .always("PUT", "/fhir/QuestionnaireResponse/", Fault::Portal(403));
    let id = line.app.send_form(&filling).await.unwrap();
    for _ in 0..60 {
        tokio::time::sleep(Duration::from_millis(300)).await;
        if line.state(&id) == Some(OutgoingState::NeedsYou(ParkReason::NotAllowed)) {
            return;
        }
        line.app.look_now().await;
    }
    panic!("{:?}", line.state(&id));
}

#[tokio::test(flavor = "multi_thread")]
async fn f10_half_a_transaction_and_replies_that_do_not_fit() {
    fn entries(bundle: &mut Value) -> &mut Vec<Value> {
        bundle["entry"].as_array_mut().unwrap()
    }
    let faults = [
        ("one entry less", Fault::edit(|it| drop(entries(it).pop()))),
        (
            "one entry more",
            Fault::edit(|it| {
                let last = entries(it).last().cloned().unwrap();
                entries(it).push(last);
            }),
        ),
        ("no entries", Fault::edit(|it| entries(it).clear())),
        (
            "the other way round",
            Fault::edit(|it| entries(it).reverse()),
        ),
        (
            "no statuses",
            Fault::edit(|it| {
                for entry in entries(it) {
                    entry["response"] = json!({});
                }
            }),
        ),
        (
            "all called failed",
            Fault::edit(|it| {
                for entry in entries(it) {
                    entry["response"]["status"] = json!("500");
                }
            }),
        ),
        (
            "another kind of bundle",
            Fault::edit(|it| it["type"] = json!("searchset")),
        ),
    ];
    let line = Line::start(Value::Null).await;
    let mut all = line.each(&[("POST", "/fhir$")], &faults).await;
    // Done by halves, the reply lost; where the server chooses the ids, too.
    for update_create in [true, false] {
        for fail in [vec![0], vec![1], vec![0, 1]] {
            let line = Line::start(json!({"update_create": update_create})).await;
            let half = json!({"fault": "half-transaction", "fail": fail});
            line.trust.control(half).await;
            let what = format!("{fail:?} fail, by PUT {update_create}");
            let filling = line.filled(1).await;
            line.proxy.once("POST", "/fhir$", Fault::CutAfter);
            let id = line.app.send_form(&filling).await.unwrap();
            let elsewhere = line.sent(&what, &id).await;
            let tally = line.count(&filling, elsewhere).await;
            if tally != Tally::clean(1) {
                eprintln!("{what}: {tally:?}");
            }
            all.add(tally);
        }
    }
    // The batch of a pull: replies that are too few, or of other questions, take nothing away.
    let before = line.app.view().record.clone().unwrap();
    for change in [
        Fault::edit(|it| drop(entries(it).pop())),
        Fault::edit(|it| entries(it).reverse()),
        Fault::edit(|it| entries(it).clear()),
    ] {
        line.proxy.once("POST", "/fhir$", change);
        line.look().await;
        line.proxy.mend();
        let after = line.app.view().record.clone().unwrap();
        all.add(Tally::of_one(
            after.goals != before.goals,
            false,
            after.team != before.team,
        ));
    }
    all.row(10, "lines");
}

#[tokio::test(flavor = "multi_thread")]
async fn f11_pages_that_loop_doubles_deletions_and_clocks() {
    let line = Line::start(json!({"batch": false})).await;
    let before = line.app.view().record.clone().unwrap();
    let mut all = Tally::default();
    let itself = format!("{}fhir/Goal?patient=Patient/{AMIRA}", line.proxy.base);
    let next =
        |url: String| Fault::edit(move |it| it["link"] = json!([{"relation": "next", "url": url}]));
    let twice = Fault::edit(|it| {
        let all = it["entry"].as_array().cloned().unwrap_or_default();
        it["entry"].as_array_mut().unwrap().extend(all);
    });
    for (name, fault, most) in [
        ("a page that is its own next", next(itself), 4),
        ("every entry twice", twice, 2),
    ] {
        line.proxy.always("GET", "/fhir/Goal", fault);
        let asked = line.proxy.asked("GET", "/fhir/Goal");
        let contact = line.look().await;
        let asked = line.proxy.asked("GET", "/fhir/Goal") - asked;
        line.proxy.mend();
        let after = line.app.view().record.clone().unwrap();
        let wrong = contact != Contact::Well || asked > most;
        if wrong || after.goals != before.goals {
            eprintln!("{name}: {contact:?}, {asked} requests");
        }
        let doubled = after.goals.len() > before.goals.len();
        all.add(Tally::of_one(
            after.goals.len() < before.goals.len(),
            doubled,
            wrong,
        ));
    }
    // A clock far ahead, on a resource or on the door: what changes afterwards still comes.
    let future = Fault::edit(|it| {
        for entry in it["entry"].as_array_mut().into_iter().flatten() {
            entry["resource"]["meta"]["lastUpdated"] = json!("2099-01-01T00:00:00Z");
        }
    });
    let door = |date: &str| Fault::Header("date", date.to_owned());
    for (name, method, place, fault) in [
        ("resources of 2099", "GET", "/fhir/Goal", future),
        (
            "a door in 2099",
            "GET",
            "/fhir/",
            door("Thu, 01 Jan 2099 00:00:00 GMT"),
        ),
        (
            "a door in 1999",
            "GET",
            "/fhir/",
            door("Fri, 01 Jan 1999 00:00:00 GMT"),
        ),
        ("a door without a clock", "GET", "/fhir/", door("soon")),
    ] {
        line.proxy.always(method, place, fault);
        line.look().await;
        line.proxy.mend();
        let task = line.asked().await;
        let view = line.app.view();
        let seen = view
            .record
            .as_ref()
            .unwrap()
            .forms_to_do
            .iter()
            .any(|it| it.task == task);
        all.add(Tally::of_one(!seen, false, false));
        assert!(seen, "{name}");
    }
    // What was deleted is found by a full look, and only there does it go.
    let goals = line.trust.of_patient("Goal", AMIRA).await;
    line.trust
        .delete("Goal", goals[0]["id"].as_str().unwrap())
        .await;
    assert_eq!(line.look().await, Contact::Well);
    let after = line.app.view().record.clone().unwrap();
    all.add(Tally::of_one(
        after.goals.len() + 1 != before.goals.len(),
        false,
        false,
    ));
    // What was deleted and comes again in a late page is not brought back by a look after it.
    assert_eq!(line.look().await, Contact::Well);
    let again = line.app.view().record.clone().unwrap();
    all.add(Tally::of_one(
        false,
        again.goals.len() != after.goals.len(),
        false,
    ));
    all.row(11, "lines");
}

#[tokio::test(flavor = "multi_thread")]
async fn f12_lines_that_are_slow_half_open_or_come_and_go() {
    let mut all = Tally::default();
    // Each waits for the longest that the app waits, so they run beside each other.
    let cases = [
        (json!({}), "POST", "/fhir$", Fault::Silent),
        (json!({}), "POST", "/fhir$", Fault::SilentAfter),
        (json!({}), "GET", "/fhir/Task/", Fault::Trickle(1)),
        (
            pieces(),
            "PUT",
            "/fhir/QuestionnaireResponse/",
            Fault::SilentAfter,
        ),
        (pieces(), "PUT", "/fhir/Task/", Fault::Trickle(1)),
        (
            pieces(),
            "POST",
            "/fhir/Observation",
            Fault::Late(Duration::from_secs(3)),
        ),
    ];
    let running: Vec<_> = cases
        .into_iter()
        .map(|(declare, method, place, fault)| {
            tokio::spawn(async move {
                let line = Line::start(declare).await;
                let what = format!("slow at {method} {place}");
                let begun = Instant::now();
                let tally = line
                    .one_try(&what, |proxy| proxy.once(method, place, fault))
                    .await;
                assert!(begun.elapsed() < Duration::from_secs(90), "{what}");
                tally
            })
        })
        .collect();
    for case in running {
        all.add(case.await.unwrap());
    }
    // There, away, there, away.
    let line = Line::start(Value::Null).await;
    let mut sent = Vec::new();
    for _ in 0..4 {
        let filling = line.filled(1).await;
        let id = line.app.send_form(&filling).await.unwrap();
        line.proxy.away().await;
        tokio::time::sleep(Duration::from_millis(700)).await;
        line.proxy.back().await;
        sent.push((filling, id));
        line.look().await;
    }
    for (filling, id) in &sent {
        let elsewhere = line.sent("away and back", id).await;
        all.add(line.count(filling, elsewhere).await);
    }
    all.row(12, "lines");
}

#[tokio::test(flavor = "multi_thread")]
async fn f13_nothing_follows_to_another_place() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let other = format!("http://{}/fhir", listener.local_addr().unwrap());
    let came = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = came.clone();
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        }
    });
    let faults = [
        ("moved", Fault::Moved(other.clone())),
        (
            "moved to http",
            Fault::Moved("http://trust.example/fhir".to_owned()),
        ),
    ];
    let mut all = everywhere(&faults).await;
    let came = came.load(std::sync::atomic::Ordering::SeqCst) as u64;
    all.wrong += came;
    all.row(13, "lines");
}
