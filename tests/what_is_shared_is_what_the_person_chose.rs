//! What the person shares, changes and stops is on the trust's server exactly as they chose it, in one Consent
//! that stands, whatever got lost on the way; and a stop wins.

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

use jiff::civil::Date;
use line::{AMIRA, Line};
use pathway_companion::app::{ShareProblem, SharedKind, View};
use pathway_companion::care::{CarerRating, InCircle, Permit, Shared, WordStands};
use proxy::Fault;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn today() -> Date {
    jiff::Zoned::now().date()
}

fn permit(what: Shared) -> Permit {
    Permit {
        what,
        from: Some(today()),
        until: today().saturating_add(jiff::Span::new().months(6)),
        rating: CarerRating::NotAsked,
    }
}

fn noor(view: &View) -> InCircle {
    view.record.as_ref().unwrap().circle[0].clone()
}

/// What the server gives her: every permit of every Consent that stands.
async fn given(line: &Line) -> (usize, BTreeSet<String>) {
    let all = line.trust.of_patient("Consent", AMIRA).await;
    let stand: Vec<&Value> = all.iter().filter(|it| it["status"] == "active").collect();
    let permits = stand.iter().flat_map(|it| {
        it["provision"]["provision"]
            .as_array()
            .into_iter()
            .flatten()
    });
    let name = |permit: &Value| {
        let what = match permit["data"][0]["reference"]["reference"].as_str() {
            Some(reference) => reference.to_owned(),
            None => permit["class"][0]["code"].as_str().unwrap().to_owned(),
        };
        format!("{what} {}", permit["action"].as_array().map_or(0, Vec::len))
    };
    (stand.len(), permits.map(name).collect())
}

fn plain(permits: &[Permit]) -> BTreeSet<String> {
    let name = |it: &Permit| {
        let what = match &it.what {
            Shared::Goal(id) => format!("Goal/{id}"),
            Shared::Piece(id) => format!("ServiceRequest/{id}"),
            Shared::SafePlan(id) => format!("QuestionnaireResponse/{id}"),
            Shared::Reviews => "Appointment".to_owned(),
            Shared::Team => "CareTeam".to_owned(),
        };
        format!(
            "{what} {}",
            if it.rating == CarerRating::Asked {
                2
            } else {
                1
            }
        )
    };
    permits.iter().map(name).collect()
}

/// Waits until the trust has the last word.
async fn taken(line: &Line) {
    for _ in 0..200 {
        let waits = |view: &View| {
            let word = noor(view).last_word;
            word.is_some_and(|it| it.stands != WordStands::Taken)
        };
        if !waits(&line.app.view()) {
            return;
        }
        line.app.look_now().await;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("it waits for ever: {:?}", line.app.view().outgoing);
}

/// A goal and a piece that can be shared.
fn things(view: &View) -> (Shared, Shared) {
    let record = view.record.as_ref().unwrap();
    let piece = record
        .interventions
        .iter()
        .find(|it| it.carer_title.is_some());
    let goal = record.goals.iter().find(|it| it.is_open()).unwrap();
    (
        Shared::Goal(goal.id.clone()),
        Shared::Piece(piece.unwrap().id.clone()),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn shared_changed_and_stopped_it_is_there_as_chosen_and_once() {
    let line = Line::start(json!({})).await;
    let carer = noor(&line.app.view()).carer.id;
    let (goal, piece) = things(&line.app.view());
    line.app.stop_sharing(&carer).await.unwrap();
    taken(&line).await;
    assert_eq!(given(&line).await, (0, BTreeSet::new()));

    let mut asked = permit(goal.clone());
    asked.rating = CarerRating::Asked;
    let all = vec![asked.clone(), permit(piece), permit(Shared::Team)];
    line.app.share(&carer, all.clone(), None).await.unwrap();
    assert_eq!(
        noor(&line.app.view()).chosen(today()).len(),
        3,
        "shown at once"
    );
    taken(&line).await;
    assert_eq!(given(&line).await, (1, plain(&all)));

    line.app
        .share(&carer, vec![asked.clone()], None)
        .await
        .unwrap();
    taken(&line).await;
    assert_eq!(given(&line).await, (1, plain(&[asked])));

    line.app.stop_sharing(&carer).await.unwrap();
    taken(&line).await;
    assert_eq!(given(&line).await, (0, BTreeSet::new()));
    let said = line.app.said_of_sharing(&carer).await.unwrap();
    assert_eq!(said.len(), 4);
    assert!(said[0].kinds.is_empty(), "the newest first: it was stopped");
    assert_eq!(
        said[2].kinds,
        [
            (SharedKind::Goals, 1),
            (SharedKind::Pieces, 1),
            (SharedKind::Team, 1)
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_signal_the_last_word_counts_and_an_answer_that_got_lost_makes_nothing_twice() {
    let mut line = Line::start(json!({})).await;
    let carer = noor(&line.app.view()).carer.id;
    let (goal, _) = things(&line.app.view());
    line.app.stop_sharing(&carer).await.unwrap();
    taken(&line).await;
    let before = line.trust.of_patient("Consent", AMIRA).await.len();

    // Nothing gets through; a kill between two words.
    line.proxy.always("", "/fhir", Fault::CutBefore);
    line.app
        .share(&carer, vec![permit(Shared::Team)], None)
        .await
        .unwrap();
    line = line.leave().await.come_back().await;
    line.until("the word is still here", |view| {
        view.record.is_some() && noor(view).last_word.is_some()
    })
    .await;
    let last = vec![permit(goal), permit(Shared::Reviews)];
    line.app.share(&carer, last.clone(), None).await.unwrap();
    assert_eq!(given(&line).await.0, 0, "nothing got through");
    let waiting = line
        .app
        .view()
        .outgoing
        .iter()
        .filter(|it| it.title.is_none())
        .count();
    assert!(waiting <= 2, "one word waits, not two: {waiting}");
    line.proxy.mend();
    // The trust does it, and its answer is lost.
    line.proxy.once("PUT", "/fhir/Consent", Fault::CutAfter);
    taken(&line).await;
    assert_eq!(given(&line).await, (1, plain(&last)));
    assert_eq!(
        line.trust.of_patient("Consent", AMIRA).await.len(),
        before + 1,
        "once"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_shared_and_stopped_before_it_left_was_never_shared() {
    let line = Line::start(json!({})).await;
    let carer = noor(&line.app.view()).carer.id;
    line.app.stop_sharing(&carer).await.unwrap();
    taken(&line).await;
    let before = line.trust.of_patient("Consent", AMIRA).await;
    line.proxy.always("", "/fhir", Fault::CutBefore);
    line.app
        .share(&carer, vec![permit(Shared::Team)], None)
        .await
        .unwrap();
    line.app.stop_sharing(&carer).await.unwrap();
    line.proxy.mend();
    line.look().await;
    taken(&line).await;
    let after = line.trust.of_patient("Consent", AMIRA).await;
    let stands = |all: &[Value]| all.iter().filter(|it| it["status"] == "active").count();
    assert_eq!(stands(&after), 0);
    assert_eq!(stands(&before), 0);
    // Not even for a moment: what is new there was never anything but withdrawn.
    for it in after.iter().filter(|it| !before.contains(it)) {
        assert_eq!(it["meta"]["versionId"], "1", "{it}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_wins_over_what_somebody_else_wrote_and_more_asks() {
    let line = Line::start(json!({})).await;
    let carer = noor(&line.app.view()).carer.id;
    let (goal, _) = things(&line.app.view());
    line.app
        .share(&carer, vec![permit(goal.clone())], None)
        .await
        .unwrap();
    taken(&line).await;
    line.look().await;

    // Somebody else adds the team meanwhile.
    let change = |all: &[Value]| {
        let mut it = all
            .iter()
            .find(|it| it["status"] == "active")
            .unwrap()
            .clone();
        let mut more = it["provision"]["provision"][0].clone();
        more.as_object_mut().unwrap().remove("data");
        more["class"] =
            json!([{"system": "http://hl7.org/fhir/resource-types", "code": "CareTeam"}]);
        it["provision"]["provision"]
            .as_array_mut()
            .unwrap()
            .push(more);
        it
    };
    line.proxy.always("GET", "/fhir", Fault::CutBefore);
    line.proxy.always("POST", "/fhir", Fault::CutBefore);
    let all = line.trust.of_patient("Consent", AMIRA).await;
    line.trust.put(change(&all)).await;
    let more = vec![permit(goal.clone()), permit(Shared::Reviews)];
    line.app.share(&carer, more.clone(), None).await.unwrap();
    line.proxy.mend();
    line.app.look_now().await;
    line.until("the person is asked", |view| {
        let word = noor(view).last_word;
        word.is_some_and(|it| it.stands == WordStands::ChangedElsewhere)
    })
    .await;
    assert!(
        !given(&line)
            .await
            .1
            .iter()
            .any(|it| it.starts_with("Appointment")),
        "nothing more is given unasked"
    );
    let outgoing = noor(&line.app.view()).last_word.unwrap().outgoing;
    line.app.try_again(&outgoing).await.unwrap();
    taken(&line).await;
    line.until("it is done", |view| {
        noor(view)
            .last_word
            .is_none_or(|it| it.stands == WordStands::Taken)
    })
    .await;
    assert_eq!(given(&line).await, (1, plain(&more)));

    line.look().await;
    line.proxy.always("GET", "/fhir", Fault::CutBefore);
    line.proxy.always("POST", "/fhir", Fault::CutBefore);
    let all = line.trust.of_patient("Consent", AMIRA).await;
    line.trust.put(change(&all)).await;
    line.app.stop_sharing(&carer).await.unwrap();
    line.proxy.mend();
    taken(&line).await;
    assert_eq!(
        given(&line).await,
        (0, BTreeSet::new()),
        "a stop asks nobody"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_shared_that_cannot_be_and_nobody_who_is_not_in_the_circle() {
    let line = Line::start(json!({})).await;
    let carer = noor(&line.app.view()).carer.id;
    let record = line.app.view().record.clone().unwrap();
    let nameless = record
        .interventions
        .iter()
        .find(|it| it.carer_title.is_none());
    if let Some(piece) = nameless {
        let all = vec![permit(Shared::Piece(piece.id.clone()))];
        let refused = line.app.share(&carer, all, None).await;
        assert_eq!(
            refused,
            Err(ShareProblem::NotThere),
            "it has no neutral name"
        );
    }
    for what in [
        Shared::Goal("of-another".into()),
        Shared::SafePlan("not-sent".into()),
    ] {
        let refused = line.app.share(&carer, vec![permit(what)], None).await;
        assert_eq!(refused, Err(ShareProblem::NotThere));
    }
    let refused = line
        .app
        .share("somebody", vec![permit(Shared::Team)], None)
        .await;
    assert_eq!(refused, Err(ShareProblem::NotThere));
}
