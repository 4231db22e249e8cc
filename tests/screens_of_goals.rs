//! What the screens of goals say, whatever a goal holds: nothing twice, nobody's view mixed with another's, no
//! number unasked, and no page that ends with where somebody is.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod support;

use jiff::Timestamp;
use jiff::civil::date;
use pathway_companion::app::*;
use pathway_companion::care::*;
use std::sync::Arc;
use support::{amira, draw, text_of};

fn at(day: &str) -> Timestamp {
    format!("{day}T10:00:00Z").parse().unwrap()
}

fn rating(level: Level, day: &str, by: Rater) -> Rating {
    Rating {
        level,
        at: at(day),
        by,
        note: None,
        carers: Vec::new(),
    }
}

/// The page of Amira's goal after a change to it.
fn page(change: impl FnOnce(&mut Goal)) -> String {
    text_of(&html(change))
}

fn html(change: impl FnOnce(&mut Goal)) -> String {
    draw(
        "/goals/park",
        amira::with(|record| change(&mut record.goals[0])),
    )
}

/// What stands on the page and is not folded away.
fn openly(html: &str) -> String {
    let mut left = String::new();
    for (place, part) in html.split("<details").enumerate() {
        let part = match place {
            0 => part,
            _ => part.split_once("</details>").map_or("", |(_, after)| after),
        };
        left.push_str(part);
    }
    text_of(&left)
}

#[test]
fn each_view_stands_by_itself_and_none_is_mixed() {
    let text = page(|goal| {
        goal.ratings = vec![
            rating(Level::Less, "2026-09-12", Rater::Me),
            rating(Level::MuchMore, "2026-09-13", Rater::Worker),
            rating(Level::MuchLess, "2026-09-14", Rater::Carer),
        ];
    });
    for words in [
        "Where you see yourself I go out once a week",
        "Where your team sees you I walk there 3 times a week or more",
        "Where someone who supports you sees you I do not go out",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    assert!(
        text.contains("I am here : I go out once a week"),
        "the ladder is the person's: {text}"
    );
}

#[test]
fn no_page_of_a_goal_ends_with_where_somebody_is() {
    let stages = [
        GoalStage::Proposed,
        GoalStage::Active,
        GoalStage::OnHold,
        GoalStage::Finished,
        GoalStage::Dropped,
    ];
    for stage in stages {
        for level in Level::ALL {
            let text = page(|goal| {
                goal.stage = stage;
                goal.ratings = vec![rating(level, "2026-10-01", Rater::Me)];
            });
            let (_, end) = text.rsplit_once("What comes next").unwrap();
            assert!(end.contains("Sam Okafor"), "{stage:?} {level:?}: {end}");
        }
    }
    let nobody = amira::with(|record| record.team.coordinator = Coordinator::Nobody);
    let text = text_of(&draw("/goals/park", nobody));
    let (_, end) = text.rsplit_once("What comes next").unwrap();
    assert!(end.contains("your team"), "{end}");
}

#[test]
fn the_number_of_staff_is_folded_away_and_says_what_it_is() {
    let view = amira::with(|record| {
        let park = &mut record.goals[0];
        park.began = Some(Level::Less);
        park.ratings = vec![rating(Level::More, "2026-10-01", Rater::Me)];
        let mut sleep = park.clone();
        sleep.id = "sleep".into();
        record.goals[1] = sleep;
    });
    let html = draw("/goals/park", view);
    let text = text_of(&html);
    for line in ["At the start 38", "Now 62", "The change 25"] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    let open = openly(&html);
    assert!(open.contains("Show the number") || text.contains("Show the number that staff use"));
    assert!(!open.contains("62"), "{open}");
    let unrated = page(|goal| {
        goal.ratings.clear();
    });
    assert!(unrated.contains("There is no number yet"), "{unrated}");
}

#[test]
fn what_waits_is_said_to_wait_and_is_not_rated() {
    let waits = |goal: &mut Goal| {
        goal.kept = Kept::Waiting;
        goal.stage = GoalStage::Proposed;
    };
    let text = page(waits);
    assert!(text.contains("Waiting to be sent"), "{text}");
    assert!(text.contains("When your team has this goal"), "{text}");
    assert!(!text.contains("Where are you now?"), "{text}");
    let list = amira::with(|record| waits(&mut record.goals[0]));
    assert!(text_of(&draw("/goals", list)).contains("Waiting to be sent"));
    let said = page(|goal| {
        goal.said_here = vec![SaidHere {
            reached: Reached::Step(Attained::At(Level::More)),
            at: at("2026-11-01"),
            note: None,
            kept: Kept::Waiting,
        }];
    });
    assert!(
        said.contains("I am here : I walk there twice a week"),
        "{said}"
    );
    assert!(said.contains("Waiting to be sent"), "{said}");
}

#[test]
fn half_a_step_is_shown_and_said_to_stay() {
    let text = page(|goal| {
        goal.levels = Default::default();
        goal.ratings.clear();
        goal.said_here = vec![SaidHere {
            reached: Reached::Step(Attained::Partly),
            at: at("2026-11-01"),
            note: Some("One wrote back".into()),
            kept: Kept::Here,
        }];
    });
    for words in ["Partly", "One wrote back", "Only on this phone"] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    assert!(
        !text.contains("I aim here"),
        "there is no ladder without steps"
    );
}

#[test]
fn what_is_not_granted_is_not_offered_and_is_said() {
    let without = |missing: Missing, route: &str| {
        let view = View {
            not_granted: vec![missing],
            ..amira::view()
        };
        text_of(&draw(route, view))
    };
    let goals = without(Missing::NewGoals, "/goals");
    assert!(
        goals.contains("does not let this app send goals"),
        "{goals}"
    );
    assert!(!goals.contains("Write a goal"), "{goals}");
    let new = without(Missing::NewGoals, "/goals/new");
    assert!(!new.contains("Begin"), "{new}");
    let one = without(Missing::Ratings, "/goals/park");
    assert!(
        one.contains("does not let this app send how it goes"),
        "{one}"
    );
    assert!(!one.contains("Where are you now?"), "{one}");
    assert!(
        one.contains("I aim here"),
        "the ladder is there all the same"
    );
}

#[test]
fn three_are_kindly_said_to_be_enough_and_a_fourth_may_be_written() {
    let of = |goals: usize| {
        let view = amira::with(|record| {
            let one = record.goals[0].clone();
            record.goals = (0..goals)
                .map(|n| Goal {
                    id: format!("g{n}"),
                    ..one.clone()
                })
                .collect();
        });
        text_of(&draw("/goals/new", view))
    };
    assert!(!of(2).contains("three goals already"));
    for text in [of(3), of(4)] {
        assert!(
            text.contains("three goals already") && text.contains("Begin"),
            "{text}"
        );
    }
}

#[test]
fn a_goal_that_was_begun_stands_on_goals_and_on_to_do() {
    let view = View {
        drafts: vec![DraftLine {
            id: "d".into(),
            task: "goal_d".into(),
            begun: at("2026-11-20"),
            answered: 2,
            title: Some("Swim on Fridays".into()),
            touched: None,
            purpose: Purpose::Goal,
        }],
        ..amira::view()
    };
    for route in ["/goals", "/todo", "/goals/new"] {
        let html = draw(route, view.clone());
        assert!(text_of(&html).contains("Swim on Fridays"), "{route}");
        assert!(html.contains("/form/goal_d"), "{route}");
    }
}

#[test]
fn a_rating_that_was_begun_leads_to_its_goal() {
    let view = View {
        drafts: vec![DraftLine {
            id: "d".into(),
            task: "rate_park".into(),
            begun: at("2026-11-20"),
            answered: 1,
            title: Some("Walk to the park with my sister".into()),
            touched: None,
            purpose: Purpose::Rating,
        }],
        ..amira::view()
    };
    let html = draw("/todo", view);
    assert!(html.contains("href=\"/goals/park\""), "{html}");
}

#[test]
fn a_day_that_has_gone_by_is_held_against_nobody() {
    let text = page(|goal| goal.due = Some(date(2026, 5, 1)));
    assert!(
        text.contains("1 May 2026") && text.contains("That is all right"),
        "{text}"
    );
}

#[test]
fn odd_goals_are_shown_as_they_are() {
    let two = page(|goal| {
        goal.levels = Default::default();
        goal.levels[Level::Less as usize] = Some("I eat toast".into());
        goal.levels[Level::Expected as usize] = Some("I cook once".into());
        goal.began = Some(Level::Less);
        goal.ratings.clear();
    });
    assert!(
        two.contains("I began here, and I am here : I eat toast"),
        "{two}"
    );
    assert!(two.contains("A lot more than good enough"), "{two}");
    let six = page(|goal| {
        goal.levels[0] = Some("One text\nand another".into());
        goal.unplaced = vec!["A sixth".into()];
        goal.aside = Aside {
            undated: 1,
            ahead: 2,
            unclear: 0,
        };
    });
    for words in ["and another", "A sixth", "no clear day or step"] {
        assert!(six.contains(words), "{words} is not in {six}");
    }
}

#[test]
fn a_thousand_ratings_stay_readable() {
    let html = html(|goal| {
        let all =
            (0..1000).map(|n| rating(Level::Less, "2026-09-12", [Rater::Me, Rater::Worker][n % 2]));
        goal.ratings = all.collect();
    });
    let open = openly(&html);
    assert_eq!(
        open.matches("You said").count() + open.matches("Your team said").count(),
        6
    );
    assert!(text_of(&html).contains("Show what came before"));
}

#[test]
fn what_the_person_wrote_beside_it_is_read_back() {
    let text = page(|goal| {
        goal.why = Some("It feels like me".into());
        goal.strengths = Some("I do not give up".into());
        goal.remarks = vec![Remark {
            words: "We looked at the map together".into(),
            written: Written {
                by: Some("Sam Okafor".into()),
                on: Some(date(2026, 9, 1)),
            },
        }];
    });
    for words in [
        "It feels like me",
        "I do not give up",
        "We looked at the map",
        "Sam Okafor",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    let empty = Arc::new(Record::default());
    let view = View {
        record: Some(empty),
        ..amira::view()
    };
    let none = text_of(&draw("/goals", view));
    assert!(
        none.contains("No goals here yet") && none.contains("Write a goal"),
        "{none}"
    );
}
