//! Goals and ratings, written and read: HL7 Person-Centered Outcomes 1.0.0 and the contract; and goals that
//! are odd, each read honestly.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/fhir.rs"]
mod support;

use jiff::Zoned;
use jiff::civil::date;
use pathway_companion::care::{self, Aside, GoalStage, Level, OutOfTen, Rater, Weight};
use pathway_companion::fhir::care_plan::CarePlan;
use pathway_companion::fhir::codes::{BASE, GAS_EXTENSION};
use pathway_companion::fhir::goal::{Goal, MOST_STEPS, level_code};
use pathway_companion::fhir::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::*;

fn now() -> Zoned {
    "2026-08-01T10:15:00+01:00[Europe/London]".parse().unwrap()
}

fn saying(at: &Zoned) -> Saying<'_> {
    Saying {
        item_id: "0198c0de-0000-7000-8000-000000000001",
        codes_base: BASE,
        patient: ME,
        at,
    }
}

fn walk() -> ProposedGoal<'static> {
    ProposedGoal {
        words: " Walk to the park with my sister\n",
        levels: [
            None,
            Some("I go out once a week"),
            Some("I walk to the park once a week"),
            Some("  "),
            None,
        ],
        due: Some(date(2026, 12, 10)),
        why: None,
        strengths: None,
    }
}

/// The record of somebody with this goal and these ratings; the server gave them their ids.
fn kept(resources: &[Value]) -> care::Record {
    let named = resources.iter().enumerate().map(|(n, resource)| {
        let mut resource = resource.clone();
        if resource.get("id").is_none() {
            resource["id"] = json!(format!("new-{n}"));
        }
        resource
    });
    let all: Vec<Value> = [amira()].into_iter().chain(named).collect();
    record_of(&all)
}

fn goal_of(resource: Value) -> care::Goal {
    kept(&[resource]).goals.remove(0)
}

#[test]
fn a_proposed_goal_is_what_the_guide_asks_for() {
    let at = now();
    let step = |code: &str, display: &str, words: &str| {
        json!({ "url": GAS_EXTENSION, "extension": [
            { "url": "level", "valueCoding": {
                "system": "http://loinc.org", "code": code, "display": display } },
            { "url": "progressText", "valueString": words }
        ] })
    };
    let wanted = json!({
        "resourceType": "Goal",
        "identifier": [{
            "system": format!("{BASE}/item-uuid"),
            "value": "0198c0de-0000-7000-8000-000000000001"
        }],
        "lifecycleStatus": "proposed",
        "description": { "text": "Walk to the park with my sister" },
        "subject": me(),
        "statusDate": "2026-08-01",
        "expressedBy": me(),
        "extension": [
            step("LA34483-0", "Less than expected", "I go out once a week"),
            step("LA34481-4", "Expected outcome", "I walk to the park once a week")
        ],
        "target": [{
            "measure": { "coding": [{
                "system": "http://loinc.org", "code": "107332-9",
                "display": "Goal attainment scale - Reported"
            }] },
            "dueDate": "2026-12-10"
        }]
    });
    assert_eq!(write_goal(&walk(), &saying(&at)).unwrap(), wanted);
}

#[test]
fn a_proposed_goal_comes_back_as_it_was_said() {
    let at = now();
    let goal = goal_of(write_goal(&walk(), &saying(&at)).unwrap());
    assert_eq!(goal.words, "Walk to the park with my sister");
    assert_eq!(goal.stage, GoalStage::Proposed);
    assert_eq!(goal.levels[1].as_deref(), Some("I go out once a week"));
    assert_eq!(goal.levels.iter().flatten().count(), 2);
    assert_eq!(goal.due, Some(date(2026, 12, 10)));
    assert_eq!(goal.written.by.as_deref(), Some("Amira Test"));
    assert_eq!(goal.written.on, Some(date(2026, 8, 1)));
    let bare = ProposedGoal {
        levels: [None; 5],
        due: None,
        ..walk()
    };
    let bare = write_goal(&bare, &saying(&at)).unwrap();
    assert!(bare.get("extension").is_none() && bare.get("target").is_none());
}

#[test]
fn what_stands_beside_a_goal_is_a_note_and_is_told_apart() {
    let at = now();
    let more = ProposedGoal {
        why: Some(" It feels like me\n"),
        strengths: Some("I do not give up"),
        ..walk()
    };
    let mut made = write_goal(&more, &saying(&at)).unwrap();
    let kind = |n: usize| made["note"][n]["extension"][0]["valueCode"].clone();
    assert_eq!((kind(0), kind(1)), (json!("why"), json!("strengths")));
    assert_eq!(made["note"][0]["text"], "It feels like me");
    assert_eq!(made["note"][0]["authorReference"], me());
    made["note"].as_array_mut().unwrap().push(json!({
        "authorString": "Sam Okafor", "time": "2026-08-02", "text": "We looked at the map"
    }));
    let unknown = json!({ "text": "Something newer", "extension": [{
        "url": format!("{BASE}/StructureDefinition/goal-note"), "valueCode": "newer" }] });
    made["note"].as_array_mut().unwrap().push(unknown);
    let goal = goal_of(made);
    assert_eq!(goal.why.as_deref(), Some("It feels like me"));
    assert_eq!(goal.strengths.as_deref(), Some("I do not give up"));
    assert_eq!(goal.ours.as_deref(), Some(saying(&at).item_id));
    let [sam, newer] = goal.remarks.as_slice() else {
        panic!("a note that is of no known kind is a plain one");
    };
    assert_eq!(sam.written.by.as_deref(), Some("Sam Okafor"));
    assert_eq!(sam.written.on, Some(date(2026, 8, 2)));
    assert_eq!(newer.words, "Something newer");
    assert!(
        !format!("{goal:?}").contains("map"),
        "its words are in no log"
    );
}

#[test]
fn a_goal_without_words_or_by_a_day_that_is_over_is_not_sent() {
    let at = now();
    let wordless = ProposedGoal {
        words: " \n",
        ..walk()
    };
    assert_eq!(write_goal(&wordless, &saying(&at)), Err(Unfit::NoWords));
    let yesterday = Some(date(2026, 7, 31));
    let late = ProposedGoal {
        due: yesterday,
        ..walk()
    };
    assert_eq!(write_goal(&late, &saying(&at)), Err(Unfit::DayOver));
    let nobody = Saying {
        patient: "x/../y",
        ..saying(&at)
    };
    assert_eq!(write_goal(&walk(), &nobody), Err(Unfit::NoId));
    assert_eq!(format!("{:?}", walk()), "ProposedGoal(…)");
}

#[test]
fn each_rating_has_the_code_of_its_rater_and_comes_back_as_theirs() {
    let at = now();
    let say =
        |level, by| write_rating(level, by, Some(" Hard. "), "Goal/goal-1", &saying(&at)).unwrap();
    for (by, code, performer) in [
        (RatedBy::MeAtTheStart, "107332-9", "Patient/demo-amira"),
        (RatedBy::Me, "107334-5", "Patient/demo-amira"),
        (RatedBy::Carer("noor"), "107331-1", "RelatedPerson/noor"),
        (RatedBy::Worker("sam"), "107333-7", "Practitioner/sam"),
    ] {
        let made = say(Level::Expected, by);
        let coding = &made["code"]["coding"][0];
        assert_eq!(
            (&coding["system"], &coding["code"]),
            (&json!("http://loinc.org"), &json!(code))
        );
        assert_eq!(made["performer"], json!([{ "reference": performer }]));
        assert_eq!(made["focus"], json!([{ "reference": "Goal/goal-1" }]));
        assert_eq!(made["subject"], me());
        assert_eq!(made["effectiveDateTime"], "2026-08-01T10:15:00+01:00");
        assert_eq!(made["note"][0]["text"], "Hard.");
        assert_eq!(made["identifier"][0]["system"], format!("{BASE}/item-uuid"));
        let answer = &made["valueCodeableConcept"]["coding"][0];
        assert_eq!(answer["code"], "LA34481-4");
        assert_eq!(answer["extension"][0]["valueDecimal"], 0);
    }
    let goal = kept(&[
        goal(),
        say(Level::MuchLess, RatedBy::MeAtTheStart),
        say(Level::Less, RatedBy::Me),
        say(Level::MuchMore, RatedBy::Carer("noor")),
        say(Level::More, RatedBy::Worker("sam")),
    ])
    .goals
    .remove(0);
    assert_eq!(goal.began, Some(Level::MuchLess));
    let newest = |by| goal.newest(by).map(|r| (r.level, r.note.as_deref()));
    assert_eq!(newest(Rater::Me), Some((Level::Less, Some("Hard."))));
    assert_eq!(newest(Rater::Carer), Some((Level::MuchMore, Some("Hard."))));
    assert_eq!(newest(Rater::Worker), Some((Level::More, Some("Hard."))));
    assert!(goal.aside.is_empty());
}

#[test]
fn a_rating_points_at_a_goal_and_at_nothing_else() {
    let at = now();
    let to = |goal| write_rating(Level::Less, RatedBy::Me, None, goal, &saying(&at));
    assert!(to("urn:uuid:0198c0de-0000-7000-8000-000000000002").is_ok());
    assert!(to("Goal/goal-1").unwrap().get("note").is_none());
    for bad in [
        "goal-1",
        "Goal/",
        "Goal/a/b",
        "Patient/x",
        "https://elsewhere.example/Goal/1",
    ] {
        assert_eq!(to(bad), Err(Unfit::NoId), "{bad}");
    }
    let carer = write_rating(
        Level::Less,
        RatedBy::Carer("a b"),
        None,
        "Goal/g",
        &saying(&at),
    );
    assert_eq!(carer, Err(Unfit::NoId));
}

#[test]
fn ratings_from_0_to_10_and_t_go_under_our_own_codes() {
    let at = now();
    let seven = OutOfTen::of(7).unwrap();
    let made = write_out_of_ten(seven, RatedBy::Me, None, "Goal/goal-1", &saying(&at)).unwrap();
    let system = format!("{BASE}/CodeSystem/trust-observation");
    let coding = &made["code"]["coding"][0];
    assert_eq!(
        (&coding["system"], &coding["code"]),
        (&json!(system), &json!("goal-progress-0-10"))
    );
    assert_eq!(made["valueInteger"], 7);
    assert!(
        may_be_kept(&made.to_string(), BASE),
        "it is the person's own"
    );
    let carers = write_out_of_ten(
        seven,
        RatedBy::Carer("noor"),
        None,
        "Goal/goal-1",
        &saying(&at),
    );
    let goal = kept(&[goal(), made, carers.unwrap()]).goals.remove(0);
    let tens: Vec<_> = goal
        .out_of_ten
        .iter()
        .map(|r| (r.by, r.rating.number()))
        .collect();
    assert_eq!(tens, [(Rater::Me, 7), (Rater::Carer, 7)]);

    let goals = ["Goal/goal-1", "Goal/goal-2"];
    let from = ["Observation/a"];
    let t = write_t_score(62.403473, RatedBy::Me, &goals, &from, &saying(&at)).unwrap();
    assert_eq!(t["code"]["coding"][0]["code"], "gas-t-score");
    assert_eq!(t["valueQuantity"]["value"], 62.4);
    let named: Vec<_> = t["focus"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| &f["reference"])
        .collect();
    assert_eq!(named, goals);
    assert_eq!(t["derivedFrom"], json!([{ "reference": "Observation/a" }]));
    let none = write_t_score(50.0, RatedBy::Me, &[], &[], &saying(&at));
    assert_eq!(none, Err(Unfit::NoGoal));
    let bad = write_t_score(f64::NAN, RatedBy::Me, &goals, &[], &saying(&at));
    assert_eq!(bad, Err(Unfit::NoNumber));
}

/// A goal with these levels: code and words.
fn with_steps(steps: &[(&str, &str)]) -> Value {
    let step = |(code, words): &(&str, &str)| {
        json!({ "url": GAS_EXTENSION, "extension": [
            { "url": "level", "valueCoding": { "system": "http://loinc.org", "code": code } },
            { "url": "progressText", "valueString": words }
        ] })
    };
    let mut goal = goal();
    goal["extension"] = steps.iter().map(step).collect();
    goal
}

fn words(goal: &care::Goal) -> [Option<&str>; 5] {
    goal.levels.each_ref().map(Option::as_deref)
}

#[test]
fn a_goal_without_levels_stands_by_itself() {
    let mut plain = goal();
    plain.as_object_mut().unwrap().remove("extension");
    for goal in [plain, with_steps(&[])] {
        let goal = goal_of(goal);
        assert_eq!(words(&goal), [None; 5]);
        assert!(goal.unplaced.is_empty() && !goal.words.is_empty());
    }
}

#[test]
fn of_a_goal_with_two_levels_none_is_filled_in_between() {
    let goal = goal_of(with_steps(&[
        ("LA34479-8", "A lot"),
        ("LA34483-0", "A little"),
    ]));
    assert_eq!(
        words(&goal),
        [None, Some("A little"), None, None, Some("A lot")]
    );
}

#[test]
fn the_same_level_twice_has_both_texts_and_the_same_text_once() {
    let goal = goal_of(with_steps(&[
        ("LA34481-4", "Once a week"),
        ("LA34481-4", "Twice a week"),
        ("LA34481-4", "Once a week"),
    ]));
    assert_eq!(words(&goal)[2], Some("Once a week\nTwice a week"));
}

#[test]
fn a_sixth_level_is_kept_apart_and_never_put_on_a_step_that_nobody_named() {
    let mut steps: Vec<(&str, &str)> = Level::ALL.map(|l| (level_code(l), "w")).to_vec();
    steps.push(("LA34482-2", "Something else"));
    steps.push(("LA34482-2", "Something else"));
    let mut six = with_steps(&steps);
    let all = six["extension"].as_array_mut().unwrap();
    all.push(json!({ "url": GAS_EXTENSION, "extension": [
        { "url": "progressText", "valueString": "No code at all" } ] }));
    let six = goal_of(six);
    assert_eq!(words(&six), [Some("w"); 5]);
    assert_eq!(six.unplaced, ["Something else", "No code at all"]);
    let many: Vec<String> = (0..1000).map(|n| format!("step {n}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|w| ("x", w.as_str())).collect();
    assert_eq!(goal_of(with_steps(&many)).unplaced.len(), MOST_STEPS);
}

#[test]
fn a_weight_is_read_where_it_is_whole() {
    let with = |parts: Value| {
        let mut goal = goal();
        goal["extension"] = json!([{
            "url": format!("{BASE}/StructureDefinition/gas-weight"), "extension": parts }]);
        goal_of(goal).weight
    };
    let part = |url: &str, n: Value| json!({ "url": url, "valueInteger": n });
    let whole = with(json!([
        part("importance", json!(3)),
        part("difficulty", json!(2))
    ]));
    assert_eq!(whole, Weight::of(3, 2));
    for bad in [
        json!([]),
        json!([part("importance", json!(3))]),
        json!([part("importance", json!(4)), part("difficulty", json!(1))]),
        json!([part("importance", json!(-1)), part("difficulty", json!(1))]),
        json!([part("importance", json!("3")), part("difficulty", json!(1))]),
    ] {
        assert_eq!(with(bad), None);
    }
}

#[test]
fn a_rating_without_a_day_or_from_a_day_to_come_is_put_aside_and_counted() {
    let mut undated = rating("undated", "107334-5", "LA34479-8", "2026-01-01");
    undated.as_object_mut().unwrap().remove("effectiveDateTime");
    let mut ten = rating("ten", "107334-5", "LA34479-8", "2026-07-01");
    ten["code"] = ours("/CodeSystem/trust-observation", "goal-progress-0-10");
    ten["valueInteger"] = json!(11);
    let record = kept(&[
        goal(),
        undated,
        rating("no-day", "107334-5", "LA34479-8", "2026-02-31"),
        rating("next-year", "107334-5", "LA34479-8", "2027-02-01"),
        rating("start-to-come", "107332-9", "LA34479-8", "2027-02-01"),
        rating("odd", "107334-5", "LA-nothing", "2026-07-01"),
        rating(
            "today",
            "107334-5",
            "LA34483-0",
            "2026-08-01T23:30:00+01:00",
        ),
        ten,
    ]);
    let goal = &record.goals[0];
    let wanted = Aside {
        undated: 2,
        ahead: 2,
        unclear: 2,
    };
    assert_eq!(goal.aside, wanted);
    assert_eq!((goal.began, goal.here()), (None, Some(Level::Less)));
    assert_eq!(goal.ratings.len(), 1);
}

#[test]
fn the_goals_of_the_guide_come_back_as_they_came_and_are_understood() {
    let mut seen = 0;
    for (path, raw) in cases("cases/goals") {
        let came: Value = serde_json::from_str(&raw).unwrap();
        if came["resourceType"] == "CarePlan" {
            let plan: CarePlan = serde_json::from_str(&raw).unwrap();
            assert_eq!(serde_json::to_value(&plan).unwrap(), came, "{path}");
            continue;
        }
        seen += 1;
        let read: Goal = serde_json::from_str(&raw).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), came, "{path}");
        let levels = read.steps().levels.iter().flatten().count();
        let written = came["extension"].as_array().map_or(0, Vec::len);
        assert_eq!(levels, written, "{path}");
        assert!(read.words().is_some() && read.stage() == Some(GoalStage::Active));
    }
    assert!(seen >= 2 || shared().is_none());
}

/// Files for a validator that is not ours: `PATHWAY_WRITE_GOALS=FOLDER`.
#[test]
fn everything_written_of_a_goal_can_be_held_against_the_definitions() {
    let at = now();
    let say = saying(&at);
    let ten = OutOfTen::of(3).unwrap();
    let all = [
        write_goal(&walk(), &say).unwrap(),
        write_rating(Level::Less, RatedBy::MeAtTheStart, None, "Goal/g", &say).unwrap(),
        write_rating(
            Level::More,
            RatedBy::Carer("noor"),
            Some("x"),
            "Goal/g",
            &say,
        )
        .unwrap(),
        write_out_of_ten(ten, RatedBy::Me, Some("x"), "Goal/g", &say).unwrap(),
        write_t_score(
            62.4,
            RatedBy::Worker("sam"),
            &["Goal/g"],
            &["Observation/a"],
            &say,
        )
        .unwrap(),
    ];
    for made in &all {
        assert!(made.get("id").is_none(), "the server gives the id");
        let raw = made.to_string();
        assert!(!raw.contains("null") && !raw.contains("\"\""), "{raw}");
    }
    if let Some(folder) = std::env::var_os("PATHWAY_WRITE_GOALS") {
        let file = std::path::Path::new(&folder).join("goals.json");
        std::fs::write(file, Value::from(all.to_vec()).to_string()).unwrap();
    }
}

proptest! {
    #[test]
    fn whatever_a_person_writes_comes_back(
        words in "\\PC{1,200}",
        levels in prop::array::uniform5(prop::option::of("\\PC{0,80}")),
    ) {
        prop_assume!(!words.trim().is_empty());
        let at = now();
        let proposed = ProposedGoal {
            words: &words,
            levels: levels.each_ref().map(Option::as_deref),
            due: None,
            why: None,
            strengths: None,
        };
        let goal = goal_of(write_goal(&proposed, &saying(&at)).unwrap());
        prop_assert_eq!(&goal.words, words.trim());
        let wanted = levels.map(|l| l.map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()));
        prop_assert_eq!(goal.levels, wanted);
        prop_assert!(goal.unplaced.is_empty());
    }
}
