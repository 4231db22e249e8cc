//! How I am doing, as it is drawn: every way of knowing and of not knowing has its own words, no number and
//! no name of a band stands there unasked, and no page ends without a next step and a name.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod support;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use pathway_companion::app::*;
use pathway_companion::care::*;
use pathway_companion::forms::Measure;
use pathway_companion::words::Language;
use std::collections::BTreeSet;
use support::{amira, draw, plain, text_of};

fn noon(day: Date) -> Timestamp {
    day.at(12, 0, 0, 0)
        .in_tz("Europe/London")
        .unwrap()
        .timestamp()
}

/// Results of PHQ-9: day, number, version of the form.
fn results(all: &[(Date, f64, &str)], threshold: Option<f64>) -> Sketch {
    let scale = Scale {
        least: 0.0,
        most: 27.0,
        better: Better::Down,
        threshold,
    };
    let found = all.iter().map(|(day, value, version)| Found {
        at: Some(noon(*day)),
        value: Some(*value),
        counted: Some(*value),
        version: Some((*version).to_owned()),
    });
    Series::of(scale, found, Timestamp::MAX).sketch(MOST_DRAWN)
}

const MARCH: Date = date(2026, 3, 4);
const JULY: Date = date(2026, 7, 6);
const NOVEMBER: Date = date(2026, 11, 10);

fn track(sketch: Sketch) -> Track {
    let of = Tracked::Measure("phq-9".into());
    Track { of, sketch }
}

fn three(values: [f64; 3]) -> Sketch {
    let days = [MARCH, JULY, NOVEMBER];
    let all: Vec<_> = days
        .into_iter()
        .zip(values)
        .map(|(d, v)| (d, v, "1"))
        .collect();
    results(&all, Some(6.0))
}

fn view_of(tracks: Vec<Track>) -> View {
    amira::with(|record| record.tracks = tracks)
}

fn page(sketch: Sketch) -> String {
    draw("/progress/phq-9", view_of(vec![track(sketch)]))
}

/// What shows before anything is opened.
fn unopened(html: &str) -> String {
    let mut shown = String::new();
    for (place, part) in html.split("<details").enumerate() {
        let rest = if place == 0 {
            part
        } else {
            part.split_once("</details>").map_or("", |(_, rest)| rest)
        };
        shown.push_str(rest);
        shown.push(' ');
    }
    text_of(&shown)
}

#[test]
fn every_way_has_its_own_words() {
    let cases = [
        (
            three([20.0, 14.0, 8.0]),
            "Easier than in March. Since July: easier.",
        ),
        (
            three([8.0, 14.0, 20.0]),
            "Harder than in March. Since July: harder.",
        ),
        (
            three([20.0, 12.0, 11.0]),
            "Easier than in March. Since July: too close to tell. You know best.",
        ),
        (
            three([12.0, 13.0, 11.0]),
            "Since March: too close to tell. Since July: the same. You know best.",
        ),
        (
            results(&[(MARCH, 20.0, "1"), (NOVEMBER, 3.0, "1")], None),
            "Since March: nobody can say how much of a change is chance. You know best.",
        ),
        (
            results(&[(MARCH, 20.0, "1"), (NOVEMBER, 3.0, "2")], Some(6.0)),
            "You have answered the new questions once. The questions are not the same as in March. We cannot compare the two.",
        ),
        (
            results(
                &[(MARCH, 20.0, "1"), (JULY, 19.0, "2"), (NOVEMBER, 3.0, "2")],
                Some(6.0),
            ),
            "Easier than in July. The questions are not the same as in March. We cannot compare the two.",
        ),
        (
            results(&[(MARCH, 20.0, "1")], Some(6.0)),
            "You answered this once, in March. After the next time we may know more.",
        ),
        (
            results(&[], Some(6.0)),
            "There is no answer here that we can show.",
        ),
    ];
    let mut all = BTreeSet::new();
    for (sketch, said) in cases {
        let text = text_of(&page(sketch.clone()));
        assert!(text.contains(said), "{said}: {text}");
        let list = text_of(&draw("/progress", view_of(vec![track(sketch)])));
        assert!(list.contains(said), "{said}: {list}");
        assert!(all.insert(said));
    }
}

#[test]
fn what_could_not_be_shown_is_said_and_why() {
    let mut sketch = three([12.0, 13.0, 11.0]);
    sketch.aside = Aside {
        undated: 1,
        ahead: 2,
        unclear: 3,
    };
    let text = text_of(&page(sketch));
    for said in [
        "One answer has no day.",
        "2 answers have a day that is still to come.",
        "3 answers could not be read.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let none = text_of(&page(three([12.0, 13.0, 11.0])));
    assert!(!none.contains("not in the picture"));
}

#[test]
fn no_number_of_a_result_stands_there_unasked() {
    // Numbers that no day, month or year of the page has.
    let sketch = three([26.0, 14.5, 8.5]);
    for html in [
        page(sketch.clone()),
        draw("/progress", view_of(vec![track(sketch.clone())])),
    ] {
        let shown = unopened(&html);
        for number in ["26.0", "14.5", "8.5", " 26 ", "27"] {
            assert!(!shown.contains(number), "{number}: {shown}");
        }
        assert!(!shown.contains('−') && !shown.contains("PHQ"), "{shown}");
    }
    let asked = text_of(&page(sketch));
    let (new, old) = (asked.find("8.5").unwrap(), asked.find("14.5").unwrap());
    assert!(new < old, "the newest first: {asked}");
    assert!(asked.contains("A lower number means easier. It can be from 0 to 27."));
}

#[test]
fn no_name_of_a_band_stands_on_any_of_these_pages() {
    let mut names = BTreeSet::from(["cut-off", "threshold", "score", "symptom", "reliable"]);
    for measure in Measure::ALL {
        let bands = measure.facts().bands.iter();
        names.extend(bands.flat_map(|band| band.id.split('-')));
    }
    for short in ["low", "no", "flag", "to", "high", "level", "middle"] {
        names.remove(short);
    }
    assert!(
        names.contains("severe") && names.contains("moderate"),
        "{names:?}"
    );
    for value in 0..=27 {
        let value = f64::from(value);
        let sketch = three([value, 27.0 - value, value]);
        for html in [
            page(sketch.clone()),
            draw("/progress", view_of(vec![track(sketch.clone())])),
        ] {
            let text = text_of(&html).to_lowercase();
            let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
            let said: Vec<_> = names.iter().filter(|name| words.contains(**name)).collect();
            assert!(said.is_empty(), "{value}: {said:?}");
        }
    }
}

#[test]
fn every_page_ends_with_a_next_step_and_a_name() {
    let harder = three([8.0, 14.0, 20.0]);
    let easier = three([20.0, 14.0, 8.0]);
    for (sketch, said) in [
        (harder, "Talk to Sam Okafor about what could help."),
        (easier, "You can talk about this with Sam Okafor."),
    ] {
        for html in [
            page(sketch.clone()),
            draw("/progress", view_of(vec![track(sketch.clone())])),
        ] {
            let text = text_of(&html);
            assert!(text.contains(said), "{text}");
            let end = html.find("next-step").unwrap();
            for door in ["/review", "/you/staying-safe", "/help", "tel:01632960124"] {
                assert!(html[end..].contains(door), "{door}");
            }
        }
    }
    let nobody = amira::with(|record| {
        record.team.coordinator = Coordinator::Nobody;
        record.tracks = vec![track(three([8.0, 14.0, 20.0]))];
    });
    let text = text_of(&draw("/progress/phq-9", nobody));
    assert!(text.contains("Talk to your team about what could help."));
}

#[test]
fn the_picture_is_one_image_with_a_sentence_and_the_goals_are_words() {
    let sketch = three([20.0, 12.0, 11.0]);
    let view = amira::with(|record| {
        record.tracks = vec![track(sketch)];
        record.goals[0].written.on = Some(date(2026, 5, 2));
        record.goals[0].ratings[0].level = Level::Expected;
    });
    let html = plain(&draw("/progress/phq-9", view));
    let image = html.find("role=\"img\"").unwrap();
    let label = &html[image..image + 400];
    assert!(
        label.contains(
            "A line over time, from 4 March 2026 to today. Up means: Easier. Easier than in March."
        ),
        "{label}"
    );
    let text = text_of(&html);
    assert!(text.contains("Walk to the park with my sister"));
    assert!(text.contains("You began in May. You were where you aimed to be in September."));
    // A goal that nobody knows a day of has no place on the axis.
    assert!(!text.contains("Sleep better"));
    for line in ["<path", "class=\"lane-bar\""] {
        assert!(html.contains(line), "{line}");
    }
    assert!(!html.contains("NaN"));
}

#[test]
fn a_picture_of_none_of_one_and_of_a_thousand_results_is_whole() {
    let lines = |html: &str| html.matches("line-way").count();
    let none = page(results(&[], Some(6.0)));
    assert!(!none.contains("<figure") && !none.contains("<table"));
    let one = page(results(&[(MARCH, 20.0, "1")], Some(6.0)));
    assert_eq!((lines(&one), one.matches("line-now").count()), (0, 1));
    assert!(
        !draw(
            "/progress",
            view_of(vec![track(results(&[(MARCH, 20.0, "1")], None))])
        )
        .contains("line-small")
    );
    let many: Vec<_> = (0..1000)
        .map(|n| {
            (
                date(2024, 1, 1).saturating_add(jiff::Span::new().days(n)),
                (n % 28) as f64,
                "1",
            )
        })
        .collect();
    let thousand = page(results(&many, Some(6.0)));
    assert_eq!(lines(&thousand), 1);
    assert!(thousand.len() < 2 * page(results(&many[..26], Some(6.0))).len());
    let two = page(results(
        &[(MARCH, 20.0, "1"), (JULY, 12.0, "2"), (NOVEMBER, 11.0, "2")],
        Some(6.0),
    ));
    assert_eq!(
        lines(&two),
        1,
        "nothing joins answers to different questions"
    );
    for html in [one, thousand, two] {
        assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
    }
}

#[test]
fn a_goal_that_is_over_ends_where_it_ended() {
    let of = |stage: GoalStage, rated: Date| {
        let view = amira::with(|record| {
            record.tracks = vec![track(three([20.0, 12.0, 11.0]))];
            record.goals[0].stage = stage;
            record.goals[0].written.on = Some(date(2025, 5, 2));
            record.goals[0].ratings[0].at = noon(rated);
        });
        draw("/progress/phq-9", view)
    };
    assert!(of(GoalStage::Active, JULY).contains("--to: 1\""));
    let over = of(GoalStage::Finished, JULY);
    assert!(over.contains("--to: 0.47"), "{over}");
    assert!(!text_of(&of(GoalStage::Dropped, date(2026, 1, 5))).contains("Walk to the park"));
}

#[test]
fn a_table_has_a_caption_and_says_whose_row_and_column_a_cell_is() {
    let sketch = results(
        &[(MARCH, 20.0, "1"), (JULY, 12.0, "2"), (NOVEMBER, 11.0, "2")],
        Some(6.0),
    );
    let html = page(sketch);
    assert_eq!(html.matches("<caption").count(), 1);
    assert_eq!(html.matches("scope=\"col\"").count(), 2);
    assert_eq!(html.matches("scope=\"row\"").count(), 3);
    let text = text_of(&html);
    let changed = text.find("Here the questions changed.").unwrap();
    let (july, march) = (
        text.find("6 July 2026").unwrap(),
        text.rfind("4 March 2026").unwrap(),
    );
    assert!(july < changed && changed < march, "{text}");
    assert!(!text.contains("Show earlier answers"));
    let many: Vec<_> = (0..40)
        .map(|n| {
            (
                MARCH.checked_add(jiff::Span::new().days(n)).unwrap(),
                9.0,
                "1",
            )
        })
        .collect();
    let html = page(results(&many, Some(6.0)));
    assert_eq!(html.matches("scope=\"row\"").count(), NEWEST);
    assert!(text_of(&html).contains("Show earlier answers"));
}

#[test]
fn what_is_on_its_way_stands_in_the_table_marked_as_what_it_is() {
    let way = |sent| OnTheWay {
        of: Tracked::Measure("phq-9".into()),
        point: results(&[(NOVEMBER, 3.0, "1")], None).newest[0].clone(),
        sent,
    };
    for (sent, mark) in [(false, "waits to be sent"), (true, "10 November 2026 sent")] {
        let view = View {
            on_the_way: vec![way(sent)],
            ..view_of(vec![track(three([20.0, 12.0, 11.0]))])
        };
        let text = text_of(&draw("/progress/phq-9", view));
        assert!(text.contains("A newer answer is on its way"), "{text}");
        assert!(text.contains(mark), "{text}");
    }
    assert!(!text_of(&page(three([20.0, 12.0, 11.0]))).contains("on its way"));
}

#[test]
fn a_goal_is_followed_in_the_persons_own_steps_and_never_in_numbers() {
    let mut goal = amira::record().goals[0].clone();
    let rated = |day: Date, level| Rating {
        level,
        at: noon(day),
        by: Rater::Me,
        note: None,
        carers: Vec::new(),
    };
    goal.ratings = vec![
        rated(MARCH, Level::MuchLess),
        rated(JULY, Level::Less),
        rated(NOVEMBER, Level::Expected),
    ];
    let tracks = goal.tracks(Some(3.0), Timestamp::MAX);
    let view = amira::with(|record| {
        record.goals[0] = goal;
        record.tracks = tracks;
    });
    let html = draw("/progress/goal_park", view.clone());
    let text = text_of(&html);
    for said in [
        "You were at “I do not go out” in March. Now you are at “I walk to the park once a week”.",
        "Last time you were at “I go out once a week”.",
        "Closer to your goal",
        "10 November 2026 I walk to the park once a week",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    for number in ["-2", "−2", " 0 ", "-1"] {
        assert!(!text.contains(number), "{number}: {text}");
    }
    assert!(text_of(&draw("/progress", view)).contains("Your goals"));
}

#[test]
fn a_goal_from_nought_to_ten_is_closer_or_further_by_the_sure_threshold() {
    let say = |first: u8, last: u8| {
        let mut goal = amira::record().goals[0].clone();
        let rated = |day: Date, rating: u8| TenRating {
            rating: OutOfTen::of(rating).unwrap(),
            at: noon(day),
            by: Rater::Me,
            note: None,
            carers: Vec::new(),
        };
        goal.ratings.clear();
        goal.out_of_ten = vec![rated(MARCH, first), rated(NOVEMBER, last)];
        let tracks = goal.tracks(Some(3.0), Timestamp::MAX);
        let view = amira::with(|record| {
            record.goals[0] = goal;
            record.tracks = tracks;
        });
        text_of(&draw("/progress/goal_park", view))
    };
    assert!(say(2, 5).contains("Closer to your goal than in March."));
    assert!(say(6, 3).contains("Further from your goal than in March."));
    assert!(say(4, 6).contains("Since March: too close to tell. You know best."));
}

fn noted(topic: Topic, now: Hardness, before: Option<Hardness>) -> Noted {
    Noted {
        id: "rated-1".into(),
        topic,
        now,
        at: noon(JULY),
        by: Some("Sam Okafor".into()),
        before: before.map(|how| (how, noon(MARCH))),
        mine: None,
    }
}

#[test]
fn what_a_worker_noted_stands_in_words_beside_what_the_person_said() {
    let mine = Mine {
        question: "Feeling down".into(),
        answer: "Several days".into(),
        at: Some(noon(NOVEMBER)),
    };
    let view = amira::with(|record| {
        record.noted = vec![Noted {
            mine: Some(mine),
            ..noted(Topic::Mood, Hardness::Hard, Some(Hardness::Clear))
        }];
        record.tracks = vec![track(three([20.0, 12.0, 11.0]))];
    });
    for route in ["/progress", "/progress/phq-9"] {
        let text = text_of(&draw(route, view.clone()));
        for said in [
            "Low mood You said Several days Feeling down 10 November 2026",
            "Sam Okafor said A hard problem 6 July 2026",
            "Harder than in March. Talk to Sam Okafor about what could help.",
            "I see it differently",
            "Your own view counts just as much.",
        ] {
            assert!(text.contains(said), "{route}: {said}: {text}");
        }
    }
}

#[test]
fn a_rating_is_compared_with_the_persons_own_past_in_the_words_of_the_table() {
    use Hardness::{Clear, Hard, None as Nothing, Small, VeryHard};
    for (now, before, said, turned) in [
        (Nothing, Small, "Not a problem now", "Easier than in March."),
        (
            Small,
            Nothing,
            "A small problem",
            "A bit harder than in March.",
        ),
        (Small, Clear, "A small problem", "Easier than in March."),
        (
            Clear,
            Small,
            "A clear problem",
            "Harder than in March. Talk to Sam Okafor",
        ),
        (Hard, VeryHard, "A hard problem", "Easier than in March."),
        (
            VeryHard,
            Hard,
            "A very hard problem",
            "Harder than in March. Talk to",
        ),
        (Hard, Hard, "A hard problem", "The same as in March."),
    ] {
        let view = amira::with(|r| r.noted = vec![noted(Topic::Home, now, Some(before))]);
        let text = text_of(&draw("/progress", view));
        assert!(
            text.contains(said) && text.contains(turned),
            "{said}: {text}"
        );
    }
    let first = amira::with(|r| r.noted = vec![noted(Topic::Home, Hard, None)]);
    assert!(!text_of(&draw("/progress", first)).contains(" than in "));
}

#[test]
fn with_nothing_to_show_the_page_is_kind_and_says_what_comes() {
    let text = text_of(&draw("/progress", amira::view()));
    assert!(text.contains("Nothing to show yet"));
    assert!(text.contains("You can talk about this with Sam Okafor."));
    let unknown = View {
        record: None,
        ..amira::view()
    };
    assert!(!text_of(&draw("/progress", unknown)).contains("Nothing to show yet"));
    assert!(draw("/goals", amira::view()).contains("href=\"/progress\""));
    let nowhere = text_of(&draw("/progress/none", amira::view()));
    assert!(!nowhere.contains("Easier"));
}

#[test]
fn it_speaks_welsh_and_marks_the_persons_own_words() {
    let view = View {
        preferences: Preferences {
            language: Language::Welsh,
            ..Preferences::default()
        },
        ..view_of(vec![track(three([20.0, 12.0, 11.0]))])
    };
    let text = text_of(&draw("/progress/phq-9", view.clone()));
    assert!(text.contains("Haws nag ym mis Mawrth."), "{text}");
    assert!(!text.contains("Unknown"), "{text}");
}
