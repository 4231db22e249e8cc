//! Results over time: what a difference is called, and where everything of a chart stands.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/fhir.rs"]
mod support;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use pathway_companion::care::*;
use pathway_companion::fhir::record::{scale, threshold_out_of_ten};
use pathway_companion::fhir::{Course, Envelope, Followed, read_progress};
use pathway_companion::forms::{Certainty, Change, Measure, Unit};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::*;

const TODAY: Date = date(2026, 8, 1);

fn noon(day: Date) -> Timestamp {
    day.at(12, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap()
        .timestamp()
}

fn until() -> Timestamp {
    noon(TODAY) + 12.hours()
}

/// A result so many days before today.
fn ago(days: i64, value: f64, version: Option<&str>) -> Found {
    Found {
        at: Some(noon(TODAY) - (days * 24).hours()),
        value: Some(value),
        counted: Some(value),
        version: version.map(str::to_owned),
    }
}

fn phq9(found: Vec<Found>) -> Series {
    Series::of(scale(Followed::Total(Measure::Phq9)), found, until())
}

fn chart(series: &Series, goals: &[Goal], most: usize) -> Chart {
    Chart::of(&series.sketch(most), goals, TODAY, &TimeZone::UTC)
}

fn ways(series: &Series) -> (Way, Way, Way) {
    let (start, last) = (series.since_start(), series.since_last());
    (start.way, last.way, series.since_this_version().way)
}

fn a_goal() -> Goal {
    let resource = support::goal();
    record_of(&[amira(), resource]).goals.remove(0)
}

#[test]
fn the_reliable_change_vectors_hold_in_the_words_of_a_person() {
    let Some(shared) = shared() else { return };
    let raw = std::fs::read_to_string(shared.join("domain/scoring_test_vectors.json")).unwrap();
    let vectors: Value = serde_json::from_str(&raw).unwrap();
    for vector in vectors["reliable_change"].as_array().unwrap() {
        let Some(measure) = Measure::with_id(vector["measure"].as_str().unwrap()) else {
            continue; // A single item, which is no series here.
        };
        let value = |name: &str| vector[name].as_f64().unwrap();
        let found = vec![ago(60, value("first"), None), ago(1, value("last"), None)];
        let series = Series::of(scale(Followed::Total(measure)), found, until());
        let way = match vector["result"].as_str().unwrap() {
            "reliable improvement" => Way::Easier,
            "reliable deterioration" => Way::Harder,
            _ => Way::TooCloseToTell,
        };
        assert_eq!(series.since_start().way, way, "{vector}");
    }
}

#[test]
fn only_a_sure_threshold_names_a_difference() {
    for measure in Measure::ALL {
        let scale = scale(Followed::Total(measure));
        let (least, most) = measure.facts().range;
        let series = Series::of(
            scale,
            vec![ago(9, least, None), ago(1, most, None)],
            until(),
        );
        let way = series.since_start().way;
        let threshold = measure.facts().reliable_change;
        let sure =
            threshold.is_some_and(|t| t.certainty == Certainty::Verified && t.unit != Unit::Item);
        match measure.reliable_change(least, most).filter(|_| sure) {
            None => assert_eq!(way, Way::NoYardstick, "{measure:?}"),
            Some(Change::ReliableImprovement) => assert_eq!(way, Way::Easier, "{measure:?}"),
            Some(Change::ReliableDeterioration) => assert_eq!(way, Way::Harder, "{measure:?}"),
            Some(Change::NoReliableChange) => unreachable!(),
        }
        // Half a point below the threshold is too close to tell, either way; the threshold itself is not.
        if let Some(enough) = scale.threshold {
            let way = |from: f64, to: f64| {
                let found = vec![ago(9, from, None), ago(1, to, None)];
                Series::of(scale, found, until()).since_start().way
            };
            let (near, there) = (least + enough - 0.5, least + enough);
            assert_eq!(way(least, near), Way::TooCloseToTell, "{measure:?}");
            assert_eq!(way(near, least), Way::TooCloseToTell, "{measure:?}");
            assert_ne!(way(least, there), Way::TooCloseToTell, "{measure:?}");
            assert_ne!(way(there, least), Way::TooCloseToTell, "{measure:?}");
        }
    }
    // WHO-5 and WSAS are from general knowledge; QPR has none; DIALOG's is of single items.
    for measure in [
        Measure::Who5,
        Measure::Wsas,
        Measure::Qpr15,
        Measure::Dialog,
    ] {
        assert_eq!(scale(Followed::Total(measure)).threshold, None);
    }
    assert_eq!(scale(Followed::GoalAt(1)).threshold, None);
    assert_eq!(threshold_out_of_ten(), Some(3.0));
}

#[test]
fn a_chart_of_no_result_is_empty_and_says_not_enough() {
    let none = phq9(Vec::new());
    assert_eq!(
        ways(&none),
        (Way::NotEnough, Way::NotEnough, Way::NotEnough)
    );
    assert_eq!(none.since_start().from, None);
    assert_eq!(chart(&none, &[a_goal()], 100), Chart::default());
}

#[test]
fn a_chart_of_one_result_is_a_dot_without_a_line() {
    let one = phq9(vec![ago(30, 10.0, None)]);
    assert_eq!(ways(&one), (Way::NotEnough, Way::NotEnough, Way::NotEnough));
    let drawn = chart(&one, &[], 100);
    assert_eq!(
        (drawn.dots.len(), drawn.lines.len(), drawn.left_out),
        (1, 0, 0)
    );
    assert_eq!(drawn.dots[0].x, 0.0);
    assert!(!drawn.ticks.is_empty());
    let today = chart(&phq9(vec![ago(0, 10.0, None)]), &[], 100);
    assert_eq!((today.dots[0].x, today.ticks.len()), (0.5, 1));
}

#[test]
fn a_chart_of_a_thousand_results_keeps_the_first_the_last_the_highest_and_the_lowest() {
    let value = |n: i64| match n {
        333 => 27.0,
        334 => 0.0,
        n => 5.0 + (n * 7 % 11) as f64,
    };
    let series = phq9((0..1000).map(|n| ago(n, value(n), None)).collect());
    for most in [0, 4, 5, 60, 120, 999] {
        let drawn = chart(&series, &[], most);
        assert!(
            drawn.dots.len() <= most.max(4),
            "{most}: {}",
            drawn.dots.len()
        );
        assert_eq!(drawn.dots.len() + drawn.left_out, 1000);
        let places: Vec<usize> = drawn.dots.iter().map(|d| d.point).collect();
        for place in [0, 999, 999 - 333, 999 - 334] {
            assert!(places.contains(&place), "{most}: {place}");
        }
        assert_eq!(drawn.lines, std::slice::from_ref(&(0..drawn.dots.len())));
    }
    assert_eq!(chart(&series, &[], 1000).left_out, 0);
    assert_eq!(series.points().len(), 1000, "the table has them all");
}

#[test]
fn what_a_screen_opens_with_does_not_grow_with_the_years() {
    let years = |n: i64| {
        let found = (0..n * 26).map(|at| ago(at * 14, (at % 28) as f64, Some("1.0")));
        let sketch = phq9(found.collect()).sketch(26);
        let kept = serde_json::to_string(&sketch).unwrap();
        assert_eq!(serde_json::from_str::<Sketch>(&kept).unwrap(), sketch);
        assert_eq!(sketch.newest.len(), NEWEST);
        assert_eq!(sketch.newest.last().map(|p| p.at), Some(noon(TODAY)));
        kept.len() as f64
    };
    // A year of fortnights is drawn whole; ten years take no more room than a fifth over that.
    assert!(years(10) / years(1) < 1.2, "{} to {}", years(1), years(10));
}

#[test]
fn a_version_that_changed_in_between_breaks_the_line_and_the_comparison() {
    let series = phq9(vec![
        ago(90, 20.0, Some("1.0")),
        ago(60, 18.0, Some("1.0")),
        ago(30, 17.0, Some("2.0")),
        ago(1, 5.0, Some("2.0")),
    ]);
    assert_eq!(
        ways(&series),
        (Way::VersionChanged, Way::Easier, Way::Easier)
    );
    assert_eq!(
        series.since_this_version().from,
        series.points()[2].at.into()
    );
    assert_eq!(chart(&series, &[], 100).lines, [0..2, 2..4]);
    // One says which version it was, the other does not: nobody can tell.
    let half = phq9(vec![ago(9, 20.0, None), ago(1, 5.0, Some("2.0"))]);
    assert_eq!(
        ways(&half),
        (Way::VersionChanged, Way::VersionChanged, Way::NotEnough)
    );
    assert!(chart(&half, &[], 100).lines.is_empty());
    // A version that came and went breaks the line although its dot may not be drawn.
    let back = phq9(
        (0..50)
            .map(|n| ago(n, 9.0, Some(if n == 25 { "2" } else { "1" })))
            .collect(),
    );
    let thin = chart(&back, &[], 4);
    assert!(thin.lines.iter().all(|line| {
        let places = thin.dots[line.clone()].iter().map(|d| d.point);
        places.clone().max() < Some(24) || places.min() > Some(24)
    }));
}

#[test]
fn a_result_without_a_day_from_a_day_to_come_or_off_the_scale_is_put_aside_and_counted() {
    let series = phq9(vec![
        Found {
            at: None,
            ..ago(1, 3.0, None)
        },
        ago(-1, 3.0, None),
        ago(1, 28.0, None),
        ago(1, f64::NAN, None),
        Found {
            value: None,
            ..ago(1, 0.0, None)
        },
        ago(0, 3.0, None),
    ]);
    let wanted = Aside {
        undated: 1,
        ahead: 1,
        unclear: 3,
    };
    assert_eq!(series.aside(), wanted);
    assert_eq!(series.points().len(), 1);
}

#[test]
fn a_line_that_climbs_is_a_time_that_got_easier_whichever_way_the_measure_counts() {
    let down = phq9(vec![ago(9, 27.0, None), ago(0, 0.0, None)]);
    let up = Series::of(
        scale(Followed::Total(Measure::Reqol10)),
        vec![ago(9, 0.0, None), ago(0, 40.0, None)],
        until(),
    );
    for series in [down, up] {
        let heights: Vec<f64> = chart(&series, &[], 9).dots.iter().map(|d| d.y).collect();
        assert_eq!(heights, [0.0, 1.0]);
        assert_eq!(series.since_start().way, Way::Easier);
    }
}

#[test]
fn goals_are_flags_on_the_same_axis_and_say_when_their_day_is_beyond_it() {
    let mut goal = a_goal();
    let rated = |day: Date, by, level| Rating {
        level,
        at: noon(day),
        by,
        note: None,
        carers: Vec::new(),
    };
    goal.ratings = vec![
        rated(date(2026, 5, 1), Rater::Worker, Level::MuchMore),
        rated(date(2026, 6, 1), Rater::Me, Level::Less),
        rated(date(2026, 7, 2), Rater::Me, Level::More),
    ];
    let series = phq9(vec![ago(61, 9.0, None), ago(3, 9.0, None)]); // From 1 June to today, 1 August.
    let flags = chart(&series, &[goal], 9).flags;
    let said: Vec<_> = flags.iter().map(|f| (f.moment, f.reach, f.day)).collect();
    assert_eq!(
        said,
        [
            (Moment::Begun, Reach::Before, date(2026, 3, 15)),
            (Moment::Reached, Reach::Within, date(2026, 7, 2)),
            (Moment::Due, Reach::After, date(2026, 9, 15)),
        ]
    );
    assert_eq!((flags[0].x, flags[2].x), (0.0, 1.0));
    assert!((flags[1].x - 31.0 / 61.0).abs() < 1e-9);
}

#[test]
fn ticks_are_few_and_stand_on_days_months_or_years() {
    for (days, grain, ticks) in [
        (0, Grain::Day, 1),
        (5, Grain::Day, 6),
        (30, Grain::Day, 5),
        (83, Grain::Day, 6),
        (100, Grain::Month, 4),
        (365, Grain::Month, 4),
        (3653, Grain::Year, 5),
    ] {
        let drawn = chart(&phq9(vec![ago(days, 9.0, None)]), &[], 9);
        assert!(
            drawn.ticks.iter().all(|t| t.grain == grain),
            "{days}: {:?}",
            drawn.ticks
        );
        assert_eq!(drawn.ticks.len(), ticks, "{days}: {:?}", drawn.ticks);
        let firsts = |t: &Tick| t.day.day() == 1 && (grain == Grain::Month || t.day.month() == 1);
        assert!(grain == Grain::Day || drawn.ticks.iter().all(firsts));
    }
    let ancient = Found {
        at: Some(noon(date(1, 1, 1))),
        ..ago(0, 9.0, None)
    };
    let drawn = chart(&phq9(vec![ancient]), &[], 9);
    assert!((1..=MOST_TICKS).contains(&drawn.ticks.len()));
}

/// A score as the app writes it, and the answered form that it came from.
fn score(id: &str, code: (&str, &str), value: Value, when: &str, version: &str) -> [Value; 2] {
    let response = format!("r-{id}");
    [
        json!({
            "resourceType": "QuestionnaireResponse", "id": response, "status": "completed",
            "questionnaire": format!("{}/Questionnaire/x|{version}", pathway_companion::fhir::codes::BASE),
            "subject": me()
        }),
        json!({
            "resourceType": "Observation", "id": id, "status": "final", "subject": me(),
            "code": { "coding": [{ "system": code.0, "code": code.1 }] },
            "effectiveDateTime": when, "valueQuantity": { "value": value },
            "derivedFrom": [{ "reference": format!("QuestionnaireResponse/{response}") }]
        }),
    ]
}

const PHQ9: (&str, &str) = ("http://loinc.org", "44261-6");
const SNOMED: &str = "http://snomed.info/sct";

fn courses(resources: Vec<Value>) -> Vec<Course> {
    let all: Vec<Envelope> = [amira()].iter().chain(&resources).map(envelope).collect();
    read_progress(&all, &reading())
}

#[test]
fn results_are_read_from_the_record_with_the_version_of_their_form() {
    let found = courses(
        [
            score("later", PHQ9, json!(5), "2026-07-01T10:00:00+01:00", "1.1"),
            score("first", PHQ9, json!(18), "2026-04-01", "1.0"),
            score(
                "swem",
                (SNOMED, "718466001"),
                json!(19.25),
                "2026-04-01",
                "1",
            ),
            score(
                "swem-2",
                (SNOMED, "960481000000107"),
                json!(22.35),
                "2026-05-01",
                "1",
            ),
            score(
                "gbo",
                (SNOMED, "1638541000000106"),
                json!(4),
                "2026-05-01",
                "1",
            ),
            score(
                "other",
                ("http://loinc.org", "8310-5"),
                json!(37),
                "2026-05-01",
                "1",
            ),
        ]
        .concat(),
    );
    let of: Vec<Followed> = found.iter().map(|c| c.of).collect();
    assert_eq!(
        of,
        [
            Followed::Total(Measure::Phq9),
            Followed::Total(Measure::Swemwbs),
            Followed::GoalAt(2),
        ]
    );
    let phq = &found[0].series;
    let said: Vec<_> = phq
        .points()
        .iter()
        .map(|p| (p.value, p.version.as_deref()))
        .collect();
    assert_eq!(said, [(18.0, Some("1.0")), (5.0, Some("1.1"))]);
    assert_eq!(phq.since_start().way, Way::VersionChanged);
    // 3.1 metric points here are 4 plain ones, and plain ones are what SWEMWBS counts.
    let swem: Vec<_> = found[1].series.points().iter().map(|p| p.counted).collect();
    assert_eq!(swem, [Some(21.0), Some(25.0)]);
    assert_eq!(found[1].series.since_last().way, Way::Easier);
}

#[test]
fn what_is_no_result_is_not_drawn() {
    let with = |change: fn(&mut Value)| {
        let mut made = score("s", PHQ9, json!(9), "2026-07-01", "1");
        change(&mut made[1]);
        let found = courses(made.to_vec());
        found
            .first()
            .map(|c| (c.series.points().len(), c.series.aside()))
    };
    let none = Aside::default();
    assert_eq!(with(|_| {}), Some((1, none)));
    for status in [
        "entered-in-error",
        "cancelled",
        "preliminary",
        "registered",
        "unknown",
    ] {
        let mut made = score("s", PHQ9, json!(9), "2026-07-01", "1");
        made[1]["status"] = json!(status);
        assert!(courses(made.to_vec()).is_empty(), "{status}");
    }
    let unclear = Some((0, Aside { unclear: 1, ..none }));
    assert_eq!(
        with(|o| o["valueQuantity"]["comparator"] = json!(">")),
        unclear
    );
    assert_eq!(
        with(|o| o["valueQuantity"] = json!({ "value": "9" })),
        unclear
    );
    assert_eq!(
        with(|o| o["valueQuantity"] = json!({ "value": 99 })),
        unclear
    );
    assert_eq!(
        with(|o| o["effectiveDateTime"] = json!("soon")),
        Some((0, Aside { undated: 1, ..none }))
    );
    assert_eq!(
        with(|o| o["effectiveDateTime"] = json!("2026-08-02")),
        Some((0, Aside { ahead: 1, ..none }))
    );
    assert_eq!(
        with(|o| o["subject"] = json!({ "reference": "Patient/somebody" })),
        None
    );
}

#[test]
fn the_same_result_told_twice_is_one() {
    let mut made = score("s", PHQ9, json!(9), "2026-07-01", "1").to_vec();
    let mut again = made[1].clone();
    again["id"] = json!("the-servers-own");
    made.push(again);
    assert_eq!(courses(made)[0].series.points().len(), 1);
}

fn some_results() -> impl Strategy<Value = Vec<Found>> {
    let version = prop::option::of(prop::sample::select(vec!["1", "2"]));
    let one = (-3i64..4000, -1i32..=28, version);
    let found = one.prop_map(|(days, value, version)| ago(days, f64::from(value), version));
    prop::collection::vec(found, 0..300)
}

proptest! {
    #[test]
    fn a_series_does_not_depend_on_the_order_of_what_is_found((found, mixed) in some_results().prop_flat_map(|f| {
        (Just(f.clone()), Just(f).prop_shuffle())
    })) {
        let (one, other) = (phq9(found), phq9(mixed));
        prop_assert!(one == other);
        prop_assert_eq!(chart(&one, &[], 40), chart(&other, &[], 40));
    }

    #[test]
    fn everything_of_a_chart_stands_inside_it_in_the_order_of_time(found in some_results(), most in 0usize..80) {
        let all = found.len();
        let series = phq9(found);
        let aside = series.aside();
        prop_assert_eq!(all, series.points().len() + aside.undated + aside.ahead + aside.unclear);
        let drawn = chart(&series, &[a_goal()], most);
        prop_assert!(drawn.dots.len() <= most.max(4).min(series.points().len()));
        prop_assert!(drawn.dots.iter().all(|d| (0.0..=1.0).contains(&d.x) && (0.0..=1.0).contains(&d.y)));
        prop_assert!(drawn.dots.windows(2).all(|d| d[0].x <= d[1].x && d[0].point < d[1].point));
        prop_assert!(drawn.ticks.len() <= MOST_TICKS);
        prop_assert_eq!(drawn.ticks.is_empty(), drawn.dots.is_empty());
        prop_assert!(drawn.ticks.windows(2).all(|t| t[0].x < t[1].x));
        prop_assert!(drawn.flags.iter().all(|f| (0.0..=1.0).contains(&f.x)));
        for line in &drawn.lines {
            prop_assert!(line.len() > 1 && line.end <= drawn.dots.len());
            let places = drawn.dots[line.start].point..=drawn.dots[line.end - 1].point;
            let first = &series.points()[*places.start()].version;
            prop_assert!(places.clone().all(|p| &series.points()[p].version == first));
        }
    }

    #[test]
    fn turned_round_in_time_easier_is_harder(before in 0i32..=27, now in 0i32..=27) {
        let way = |a: i32, b: i32| {
            phq9(vec![ago(9, f64::from(a), None), ago(1, f64::from(b), None)]).since_start().way
        };
        let turned = match way(now, before) {
            Way::Easier => Way::Harder,
            Way::Harder => Way::Easier,
            other => other,
        };
        prop_assert_eq!(way(before, now), turned);
        prop_assert_eq!(way(before, now) == Way::TooCloseToTell, (before - now).abs() < 6);
    }
}
