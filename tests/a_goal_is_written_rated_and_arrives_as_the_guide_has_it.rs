//! A goal is written page by page, whatever kills the app between them; it arrives once, proposed, with where
//! the person begins, as HL7 Person-Centered Outcomes has it; it is shown at once and never twice. It is rated,
//! and the worker's own fields stay as they were.

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

use line::{AMIRA, Line};
use pathway_companion::app::{
    Filling, FormProblem, MET, NOTE, OutgoingState, Purpose, STEP, SendProblem, TEN, View,
    new_goal, rating_of,
};
use pathway_companion::care::{Attained, Goal, GoalStage, Kept, Level, Rater, Reached};
use pathway_companion::fhir::codes;
use pathway_companion::forms::{AnswerProblem, Path, Value as Answer};
use proxy::Fault;
use serde_json::{Value, json};

const PARK: &str = "demo-amira-goal-park";

fn text(words: &str) -> Vec<Answer> {
    vec![Answer::Text(words.to_owned())]
}

async fn say(line: &Line, filling: &Filling, at: &str, values: Vec<Answer>) -> Filling {
    let filling = line.app.answer(filling, &Path::of(at), values).await;
    filling.unwrap()
}

/// Chooses the option at this place.
async fn pick(line: &Line, filling: &Filling, at: &str, place: usize) -> Filling {
    let item = filling.session.item_at(&Path::of(at)).unwrap();
    let value = item.options[place].value.clone();
    say(line, filling, at, vec![value]).await
}

/// A goal with all that is asked for.
async fn written(line: &Line, name: &str, words: &str) -> Filling {
    let filling = line.app.open_form(name).await.unwrap();
    let filling = say(line, &filling, "goal", text(words)).await;
    let filling = say(line, &filling, "now", text("I eat toast most days")).await;
    say(line, &filling, "enough", text("I cook on Sunday")).await
}

fn goals(view: &View, words: &str) -> Vec<Goal> {
    let record = view.record.clone().unwrap_or_default();
    let named = record.goals.iter().filter(|goal| goal.words == words);
    named.cloned().collect()
}

fn park(view: &View) -> Goal {
    let record = view.record.clone().unwrap();
    record.goals.iter().find(|g| g.id == PARK).unwrap().clone()
}

/// Everything of a type that the trust holds and that this app made.
async fn made_here(line: &Line, kind: &str) -> Vec<Value> {
    let all = line.trust.of_patient(kind, AMIRA).await;
    let system = format!("{}{}", codes::BASE, codes::ITEM_UUID);
    let ours = all.into_iter();
    ours.filter(|it| it["identifier"][0]["system"] == system.as_str())
        .collect()
}

fn coded(observation: &Value) -> &str {
    observation["code"]["coding"][0]["code"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_is_kept_page_by_page_and_arrives_once_as_a_proposal() {
    // Without batches, what is posted to the root is what is sent.
    let mut line = Line::start(json!({"batch": false})).await;
    let name = new_goal();
    let pages = [
        ("goal", "Cook a meal on Sundays"),
        ("why", "It feels like home"),
        ("now", "I eat toast most days"),
        ("enough", "I cook on Sunday"),
        ("strengths", "I like to try things. Noor shops with me"),
    ];
    for (place, (at, words)) in pages.iter().enumerate() {
        let filling = line.app.open_form(&name).await.unwrap();
        assert_eq!(filling.about.purpose, Purpose::Goal);
        for (before, said) in &pages[..place] {
            let kept = filling.session.answer_at(&Path::of(before));
            assert_eq!(kept, text(said), "{before} is lost before {at}");
        }
        say(&line, &filling, at, text(words)).await;
        if place % 2 == 0 {
            line = line.leave().await.come_back().await;
            line.until("the draft is shown", |view| !view.drafts.is_empty())
                .await;
        }
    }
    line.until("it goes by its own words", |view| {
        let draft = view.drafts.first();
        draft.is_some_and(|it| it.title.as_deref() == Some("Cook a meal on Sundays"))
    })
    .await;
    let filling = line.app.open_form(&name).await.unwrap();
    let filling = say(
        &line,
        &filling,
        "by",
        vec![Answer::Date("2099-03-01".into())],
    )
    .await;
    // The trust does it, and the line ends without a word.
    line.proxy.once("POST", "/fhir$", Fault::CutAfter);
    let id = line.app.send_form(&filling).await.unwrap();
    let shown = goals(&line.app.view(), "Cook a meal on Sundays");
    assert_eq!(shown.len(), 1, "it is shown at once");
    assert_eq!(shown[0].stage, GoalStage::Proposed);
    assert!(
        line.app.view().drafts.is_empty(),
        "and is no draft any more"
    );
    assert_eq!(
        line.app.send_form(&filling).await,
        Ok(id.clone()),
        "a second tap"
    );
    let back = line.app.open_form(&name).await;
    assert_eq!(
        back.err(),
        Some(FormProblem::AlreadySent),
        "whoever goes back writes no other"
    );
    line.sent("the goal", &id).await;
    assert_eq!(line.proxy.met(), 1, "the answer was lost");
    line.app.look_now().await;
    line.until("the trust's own copy is here", |view| {
        let found = goals(view, "Cook a meal on Sundays");
        found
            .iter()
            .any(|goal| goal.kept == Kept::ByTheTrust && goal.id != id)
    })
    .await;
    let view = line.app.view();
    let found = goals(&view, "Cook a meal on Sundays");
    assert_eq!(found.len(), 1, "and it is not shown twice");
    assert_eq!(found[0].ours.as_deref(), Some(id.as_str()));
    assert_eq!(found[0].why.as_deref(), Some("It feels like home"));
    assert_eq!(found[0].strengths.as_deref(), Some(pages[4].1));
    assert_eq!(found[0].began, Some(Level::Less));
    assert_eq!(found[0].due, Some(jiff::civil::date(2099, 3, 1)));
    let news = &view.record.as_ref().unwrap().news;
    assert!(
        news.iter()
            .all(|it| it.title.as_deref() != Some("Cook a meal on Sundays")),
        "what the person wrote is no news to them"
    );

    let there = made_here(&line, "Goal").await;
    assert_eq!(there.len(), 1, "it arrived once");
    let goal = &there[0];
    assert_eq!(goal["lifecycleStatus"], "proposed");
    assert!(
        goal.get("achievementStatus").is_none(),
        "that is the worker's"
    );
    assert_eq!(goal["expressedBy"]["reference"], "Patient/demo-amira");
    let levels: Vec<&str> = goal["extension"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| {
            assert_eq!(step["url"], codes::GAS_EXTENSION);
            assert_eq!(step["extension"][1]["url"], "progressText");
            step["extension"][0]["valueCoding"]["code"]
                .as_str()
                .unwrap()
        })
        .collect();
    assert_eq!(
        levels,
        ["LA34483-0", "LA34481-4"],
        "now is the start, good enough the aim"
    );
    let start = made_here(&line, "Observation").await;
    assert_eq!(start.len(), 1);
    assert_eq!(coded(&start[0]), codes::GAS_BASELINE);
    let reference = format!("Goal/{}", goal["id"].as_str().unwrap());
    assert_eq!(start[0]["focus"][0]["reference"], reference.as_str());
    assert_eq!(
        start[0]["valueCodeableConcept"]["coding"][0]["code"],
        "LA34483-0"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn it_arrives_whole_where_things_go_one_by_one() {
    for declare in [
        json!({"transaction": false}),
        json!({"transaction": false, "conditional_create": false, "update_create": false}),
    ] {
        let line = Line::start(declare.clone()).await;
        let filling = written(&line, &new_goal(), "See a friend").await;
        line.proxy
            .once("POST", "/fhir/Observation", Fault::CutAfter);
        let id = line.app.send_form(&filling).await.unwrap();
        line.sent("the goal", &id).await;
        assert_eq!(line.proxy.met(), 1, "the answer was lost");
        let (goal, start) = (
            made_here(&line, "Goal").await,
            made_here(&line, "Observation").await,
        );
        assert_eq!((goal.len(), start.len()), (1, 1), "{declare}");
        let reference = format!("Goal/{}", goal[0]["id"].as_str().unwrap());
        assert_eq!(start[0]["focus"][0]["reference"], reference.as_str());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_shown_and_the_trust_s_copy_never_takes_its_place() {
    let line = Line::start(json!(null)).await;
    let (one, other) = (new_goal(), new_goal());
    written(&line, &one, "Cook").await;
    let filling = written(&line, &other, "Swim").await;
    line.until("two drafts are two", |view| view.drafts.len() == 2)
        .await;
    line.proxy.always("POST", "/fhir", Fault::CutBefore);
    let id = line.app.send_form(&filling).await.unwrap();
    let rated = line.app.open_form(&rating_of(PARK)).await.unwrap();
    let rated = pick(&line, &rated, STEP, Level::MuchMore as usize).await;
    let rating = line.app.send_form(&rated).await.unwrap();
    line.look().await;
    let line = line.leave().await.come_back().await;
    line.until("both are shown after a start", |view| {
        let waits = goals(view, "Swim").iter().any(|g| g.kept == Kept::Waiting);
        waits && view.record.is_some() && park(view).here() == Some(Level::MuchMore)
    })
    .await;
    let view = line.app.view();
    assert_eq!(park(&view).said_here.len(), 1);
    assert_eq!(park(&view).said_here[0].kept, Kept::Waiting);
    assert_eq!(view.drafts.len(), 1, "the other draft is still one");
    let refused = line.app.open_form(&rating_of(&id)).await;
    assert!(
        refused.is_err(),
        "what the trust does not have cannot be rated"
    );
    line.proxy.mend();
    line.app.look_now().await;
    line.sent("the goal", &id).await;
    line.sent("the rating", &rating).await;
    line.app.look_now().await;
    line.until("each is shown once", |view| {
        let swim = goals(view, "Swim");
        let park = park(view);
        swim.len() == 1
            && swim[0].kept == Kept::ByTheTrust
            && park.said_here.is_empty()
            && park.here() == Some(Level::MuchMore)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rating_is_kept_at_the_first_tap_and_leaves_the_worker_s_fields_alone() {
    let line = Line::start(json!({"batch": false})).await;
    let before = line.trust.of_patient("Goal", AMIRA).await;
    let had = park(&line.app.view()).ratings.len();
    let filling = line.app.open_form(&rating_of(PARK)).await.unwrap();
    assert_eq!(filling.about.purpose, Purpose::Rating);
    let empty = line.app.send_form(&filling).await;
    assert_eq!(empty, Err(SendProblem::NotSaved), "nothing was begun");
    let filling = say(&line, &filling, NOTE, text("It rained.")).await;
    let only_note = line.app.send_form(&filling).await;
    assert!(
        matches!(only_note, Err(SendProblem::NotRight(_))),
        "a note alone is no rating"
    );
    pick(&line, &filling, STEP, Level::More as usize).await;
    let line = line.leave().await.come_back().await;
    let filling = line.app.open_form(&rating_of(PARK)).await.unwrap();
    assert_eq!(
        filling.session.answer_at(&Path::of(NOTE)),
        text("It rained.")
    );
    line.proxy.once("POST", "/fhir$", Fault::CutAfter);
    let id = line.app.send_form(&filling).await.unwrap();
    assert_eq!(
        park(&line.app.view()).here(),
        Some(Level::More),
        "it is on the ladder at once"
    );
    line.sent("the rating", &id).await;
    assert_eq!(line.proxy.met(), 1, "the answer was lost");
    line.app.look_now().await;
    line.until("it is one more and not two", |view| {
        let park = park(view);
        park.ratings.len() == had + 1 && park.said_here.is_empty()
    })
    .await;
    let made = made_here(&line, "Observation").await;
    assert_eq!(made.len(), 1);
    assert_eq!(coded(&made[0]), codes::GAS_PATIENT);
    assert_eq!(
        made[0]["focus"],
        json!([{"reference": format!("Goal/{PARK}")}])
    );
    assert_eq!(made[0]["note"][0]["text"], "It rained.");
    assert_eq!(made[0]["performer"][0]["reference"], "Patient/demo-amira");
    assert_eq!(
        made[0]["valueCodeableConcept"]["coding"][0]["code"],
        "LA34480-6"
    );
    let after = line.trust.of_patient("Goal", AMIRA).await;
    assert_eq!(before, after, "no goal was written");
    let again = line.app.open_form(&rating_of(PARK)).await.unwrap();
    assert!(again.begun.is_none(), "the next rating begins with nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_that_a_worker_changes_meanwhile_are_the_ones_that_are_rated() {
    let line = Line::start(json!(null)).await;
    let filling = line.app.open_form(&rating_of(PARK)).await.unwrap();
    let filling = say(&line, &filling, NOTE, text("It rained.")).await;
    pick(&line, &filling, STEP, Level::More as usize).await;
    let words = |level: Level| move |view: &View| park(view).levels[level as usize].clone();
    for (level, still) in [(Level::MuchLess, true), (Level::More, false)] {
        let mut all = line.trust.of_patient("Goal", AMIRA).await;
        let goal = all.iter_mut().find(|it| it["id"] == PARK).unwrap();
        let code = pathway_companion::fhir::goal::level_code(level);
        for step in goal["extension"].as_array_mut().unwrap() {
            if step["extension"][0]["valueCoding"]["code"] == code {
                step["extension"][1]["valueString"] = json!("Something else");
            }
        }
        line.trust.put(goal.clone()).await;
        line.app.look_now().await;
        line.until("the step has other words", |view| {
            words(level)(view).as_deref() == Some("Something else")
        })
        .await;
        let filling = line.app.open_form(&rating_of(PARK)).await.unwrap();
        let item = filling.session.item_at(&Path::of(STEP)).unwrap();
        assert_eq!(item.options[level as usize].label, "Something else");
        let chosen = filling.session.answer_at(&Path::of(STEP));
        assert_eq!(!chosen.is_empty(), still, "{level:?}");
        assert_eq!(
            filling.session.answer_at(&Path::of(NOTE)),
            text("It rained.")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn partly_stays_on_the_phone_and_a_number_goes() {
    let line = Line::start(json!(null)).await;
    for id in ["goal-park", "goal-sleep"] {
        line.trust.delete("Goal", &format!("demo-amira-{id}")).await;
    }
    let plain = json!({"resourceType": "Goal", "id": "plain", "lifecycleStatus": "active",
        "description": {"text": "See friends"}, "subject": {"reference": "Patient/demo-amira"}});
    line.trust.put(plain).await;
    line.app.look_now().await;
    line.until("the goal is here", |view| {
        !goals(view, "See friends").is_empty()
    })
    .await;
    let filling = line.app.open_form(&rating_of("plain")).await.unwrap();
    let filling = say(&line, &filling, NOTE, text("One of them wrote back.")).await;
    let filling = pick(&line, &filling, MET, 3).await;
    let id = line.app.send_form(&filling).await.unwrap();
    assert_eq!(line.app.send_form(&filling).await, Ok(id), "a second tap");
    let line = line.leave().await.come_back().await;
    line.until("it is shown after a start", |view| {
        let goal = goals(view, "See friends").pop();
        goal.is_some_and(|goal| goal.reached(Rater::Me) == Some(Attained::Partly))
    })
    .await;
    let goal = goals(&line.app.view(), "See friends").remove(0);
    assert_eq!(goal.said_here[0].kept, Kept::Here);
    assert_eq!(
        goal.said_here[0].note.as_deref(),
        Some("One of them wrote back.")
    );
    let view = line.app.view();
    assert!(
        view.drafts.is_empty() && view.outgoing.is_empty(),
        "it waits for nothing"
    );

    let filling = line.app.open_form(&rating_of("plain")).await.unwrap();
    let filling = say(&line, &filling, TEN, vec![Answer::Integer(7)]).await;
    let id = line.app.send_form(&filling).await.unwrap();
    line.sent("the number", &id).await;
    line.app.look_now().await;
    line.until("the number is the trust's", |view| {
        let goal = goals(view, "See friends").pop();
        goal.is_some_and(|goal| goal.out_of_ten.len() == 1 && goal.said_here.len() == 1)
    })
    .await;
    let half = goals(&line.app.view(), "See friends").remove(0);
    assert_eq!(half.said_here[0].reached, Reached::Step(Attained::Partly));
    let made = made_here(&line, "Observation").await;
    assert!(
        made.iter().all(|it| !it.to_string().contains("wrote back")),
        "the half step and its note never left"
    );
    let number = made
        .iter()
        .find(|it| coded(it) == codes::GOAL_OUT_OF_TEN)
        .unwrap();
    assert_eq!(number["valueInteger"], 7);
    assert_eq!(number["focus"][0]["reference"], "Goal/plain");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_that_came_back_is_still_shown_can_be_copied_and_changed() {
    let line = Line::start(json!({"batch": false})).await;
    let filling = written(&line, &new_goal(), "Cook").await;
    line.proxy
        .always("POST", "/fhir$", Fault::Status(422, None));
    line.proxy
        .always("POST", "/fhir/Goal", Fault::Status(422, None));
    let id = line.app.send_form(&filling).await.unwrap();
    line.until("it came back", |view| {
        let item = view.outgoing.iter().find(|it| it.id == id);
        item.is_some_and(|it| matches!(it.state, OutgoingState::NeedsYou(_)) && it.can_mend)
    })
    .await;
    assert_eq!(goals(&line.app.view(), "Cook").len(), 1, "it is not gone");
    let copy = line.app.copy_of(&id).await.unwrap().unwrap();
    let said: Vec<&str> = copy
        .said
        .iter()
        .flat_map(|(_, all)| all)
        .map(String::as_str)
        .collect();
    assert_eq!(said, ["Cook", "I eat toast most days", "I cook on Sunday"]);
    line.proxy.mend();
    let task = line.app.mend(&id).await.unwrap();
    let filling = line.app.open_form(&task).await.unwrap();
    let filling = say(&line, &filling, "goal", text("Cook soup")).await;
    line.until("it is a draft again", |view| goals(view, "Cook").is_empty())
        .await;
    let id = line.app.send_form(&filling).await.unwrap();
    line.sent("the goal", &id).await;
    let made = made_here(&line, "Goal").await;
    assert_eq!(made.len(), 1);
    assert_eq!(made[0]["description"]["text"], "Cook soup");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_has_gone_by_is_said_on_its_page_and_nothing_leaves() {
    let line = Line::start(json!(null)).await;
    let filling = written(&line, &new_goal(), "Cook").await;
    let late = vec![Answer::Date("2020-02-01".into())];
    let filling = say(&line, &filling, "by", late).await;
    let Err(SendProblem::NotRight(wrong)) = line.app.send_form(&filling).await else {
        panic!("it went");
    };
    let [(at, AnswerProblem::Check { words })] = wrong.as_slice() else {
        panic!("one thing is wrong, and it is said: {wrong:?}");
    };
    assert_eq!(*at, Path::of("by"));
    assert!(words.contains("gone by"), "{words}");
    let still = line.app.open_form(&filling.task).await.unwrap();
    assert_eq!(
        still.session.answered_count(),
        4,
        "everything is still there"
    );
    assert!(line.app.view().outgoing.is_empty());
    let filling = say(&line, &filling, "by", Vec::new()).await;
    let id = line.app.send_form(&filling).await.unwrap();
    line.until("it goes without a day", |view| {
        let item = view.outgoing.iter().find(|it| it.id == id);
        item.is_some_and(|it| matches!(it.state, OutgoingState::Sent { .. }))
    })
    .await;
}
