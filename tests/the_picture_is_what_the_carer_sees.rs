//! "See it as they see it" is no drawing of its own: what a person is shown before they say yes is, part by
//! part, what then stands on the carer's phone.

#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/carer.rs"]
mod carer;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/vaults.rs"]
mod vaults;

use carer::{AMIRA, NOOR, PARK, sign_in_as};
use desk::{Trust, companion, folder, sandbox, sign_in, until};
use pathway_companion::app::{Companion, PlanWithTeam, can_be_shared, sent_safe_plan};
use pathway_companion::care::{CarerRating, Permit, Record, Shared, SharedView, WordStands};
use pathway_companion::fhir::codes;
use pathway_companion::forms::Value as Answer;
use serde_json::json;

const SLEEP: &str = "demo-amira-goal-sleep";

/// Beside the goal, and not to be shared.
const WHY: &str = "I miss her laugh";
/// Beside a rating of it in the demo's record, and comes along.
const HOW: &str = "A hard month.";

/// Another carer of hers, whose ratings and words are between her and the team.
const YASMIN: &str = "m-other";
/// What each of the two wrote beside a rating.
const BY_NOOR: &str = "She laughed by the lake.";
const BY_YASMIN: &str = "She did not want to come.";

/// Ratings of the goal by two carers, and a worker's with the other's words beside it.
async fn with_two_carers(trust: &Trust) {
    let me = json!({"reference": format!("Patient/{AMIRA}")});
    trust
        .put(
            json!({"resourceType": "RelatedPerson", "id": YASMIN, "active": true, "patient": me,
            "name": [{"text": "Yasmin Test"}]}),
        )
        .await;
    let who = |id: &str| json!({"reference": format!("RelatedPerson/{id}")});
    let day = jiff::Zoned::now()
        .date()
        .saturating_sub(jiff::Span::new().days(20));
    let rating = |id: &str, code: &str, by: &serde_json::Value, words: &str| {
        json!({"resourceType": "Observation", "id": id, "status": "final", "subject": me,
            "code": {"coding": [{"system": codes::LOINC, "code": code}]}, "performer": [by],
            "focus": [{"reference": format!("Goal/{PARK}")}], "effectiveDateTime": day.to_string(),
            "valueCodeableConcept": {"coding": [{"system": codes::LOINC, "code": "LA34483-0"}]},
            "note": [{"text": words, "authorReference": by}]})
    };
    let (noor, yasmin) = (who(NOOR), who(YASMIN));
    let own = rating("m-by-noor", codes::GAS_CARER, &noor, BY_NOOR);
    let others = rating("m-by-yasmin", codes::GAS_CARER, &yasmin, BY_YASMIN);
    let mut ten = rating("m-ten-by-yasmin", codes::GAS_CARER, &yasmin, BY_YASMIN);
    let system = format!("{}{}", codes::BASE, codes::TRUST_OBSERVATION);
    ten["code"] = json!({"coding": [{"system": system, "code": codes::GOAL_OUT_OF_TEN}]});
    ten["valueCodeableConcept"] = serde_json::Value::Null;
    ten["valueInteger"] = json!(3);
    let mut beside = rating("m-beside", codes::GAS_WORKER, &yasmin, BY_YASMIN);
    beside["performer"] = json!([{"reference": "Practitioner/sam"}]);
    let mut before = rating("m-start-by-yasmin", codes::GAS_BASELINE, &yasmin, BY_YASMIN);
    before["focus"] = json!([{"reference": format!("Goal/{SLEEP}")}]);
    before["effectiveDateTime"] = json!("2020-01-01");
    for resource in [own, others, ten, beside, before] {
        trust.put(resource).await;
    }
}

/// A goal with why it matters, what helps, and a remark.
async fn with_notes(trust: &Trust) {
    let goals = trust.of_patient("Goal", AMIRA).await;
    let mut goal = goals.into_iter().find(|it| it["id"] == PARK).unwrap();
    let kind = format!("{}{}", codes::BASE, codes::GOAL_NOTE);
    goal["note"] = json!([
        {"text": WHY, "extension": [{"url": kind, "valueCode": "why"}]},
        {"text": "She walks slowly", "extension": [{"url": kind, "valueCode": "strengths"}]},
        {"text": "Talked about in spring"},
    ]);
    trust.put(goal).await;
}

/// Writes a staying-safe plan and sends it, since only one that was sent can be shared.
async fn with_plan(app: &Companion) {
    let filling = app.open_form("own_staying-safe-plan").await.unwrap();
    let path = filling.session.pages()[1].path.clone();
    let words = vec![Answer::Text("A walk by the canal".into())];
    let filling = app.answer(&filling, &path, words).await.unwrap();
    app.keep_plan_version(&filling).await.unwrap();
    app.send_plan().await.unwrap();
    until(app, "the team has the plan", |view| {
        matches!(view.plan_with_team, PlanWithTeam::Sent { same: true, .. })
    })
    .await;
    app.look_now().await;
    until(app, "the plan is in the record", |view| {
        view.record
            .as_ref()
            .is_some_and(|it| sent_safe_plan(it).is_some())
    })
    .await;
}

/// Everything that can be shared.
fn everything(record: &Record) -> Vec<Permit> {
    let goals = record.goals.iter().map(|it| Shared::Goal(it.id.clone()));
    let pieces = record.interventions.iter();
    let pieces = pieces.map(|it| Shared::Piece(it.id.clone()));
    let plan = sent_safe_plan(record).map(|it| Shared::SafePlan(it.response.clone()));
    let all = goals.chain(pieces).chain(plan);
    let all = all.chain([Shared::Reviews, Shared::Team]);
    let today = jiff::Zoned::now().date();
    all.filter(|it| can_be_shared(record, it))
        .map(|what| Permit {
            what,
            from: Some(today),
            until: today.saturating_add(jiff::Span::new().months(6)),
            rating: CarerRating::NotAsked,
        })
        .collect()
}

async fn shares(app: &Companion, permits: Vec<Permit>) {
    app.share(NOOR, permits, None).await.unwrap();
    app.look_now().await;
    until(app, "the trust has it", |view| {
        let circle = &view.record.as_ref().unwrap().circle;
        let known = circle.iter().find(|it| it.carer.id == NOOR).unwrap();
        let known = known.last_word.clone();
        known.is_none_or(|it| it.stands == WordStands::Taken)
    })
    .await;
}

/// In one order: the parts of a record come as the server sends them.
fn in_order(mut view: SharedView) -> SharedView {
    view.goals.sort_by(|a, b| a.goal.id.cmp(&b.goal.id));
    view.pieces.sort_by(|a, b| a.id.cmp(&b.id));
    for goal in &mut view.goals {
        // When something was written is for the order alone; the carer's phone is told the same times.
        goal.goal.ratings.sort_by_key(|it| it.at);
    }
    view
}

#[tokio::test(flavor = "multi_thread")]
async fn part_by_part_it_is_the_same() {
    let (data, home, theirs) = (folder(), folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    with_notes(&trust).await;
    with_two_carers(&trust).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    with_plan(&app).await;

    let record = app.view().record.clone().unwrap();
    let park = record.goals.iter().find(|it| it.id == PARK).unwrap();
    assert_eq!(park.why.as_deref(), Some(WHY), "the person has it");
    let permits = everything(&record);
    let plan = sent_safe_plan(&record).unwrap().response.clone();
    let plan = app.what_was_said(&plan).await.unwrap().said;
    let picture = SharedView::of(&record, NOOR, &permits, Some(&plan));
    let parts = (picture.goals.len(), picture.pieces.len());
    assert!(parts.0 > 1 && parts.1 > 1, "{parts:?}");
    shares(&app, permits.clone()).await;

    let noor = companion(theirs.path(), &trust).await;
    sign_in_as(&noor, &trust, NOOR).await;
    let seen = noor.view().following.clone().unwrap().shown.clone();
    let (picture, seen) = (in_order(picture), in_order(seen));
    // Compared as they are kept: what prints nothing of a person would say nothing of a difference either.
    let kept = |view: &SharedView| serde_json::to_value(view).unwrap();
    let (picture_kept, seen_kept) = (kept(&picture), kept(&seen));
    for part in ["goals", "pieces", "review", "team", "not_understood"] {
        assert_eq!(picture_kept[part], seen_kept[part], "{part}");
    }
    let lines = |view: &SharedView| view.safe_plan.clone().map(|it| it.lines);
    assert_eq!(lines(&picture), lines(&seen));
    assert!(lines(&seen).is_some());

    // The person has it all from both; of what one carer said the other is told nothing.
    let all = serde_json::to_string(&*record).unwrap();
    assert!(all.contains(BY_NOOR) && all.contains(BY_YASMIN));
    let of = |carer: &str| {
        let view = SharedView::of(&record, carer, &permits, None);
        kept(&view).to_string()
    };
    assert!(of(NOOR).contains(BY_NOOR) && !of(NOOR).contains(BY_YASMIN));
    assert!(of(YASMIN).contains(BY_YASMIN) && !of(YASMIN).contains(BY_NOOR));

    let told = seen_kept["goals"].to_string();
    assert!(told.contains(HOW) && !told.contains(WHY), "{told}");
}
