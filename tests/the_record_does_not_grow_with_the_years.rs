//! What a cold start reads has the size of a year, however many years there are; and nothing is lost by
//! it: the rest is counted, and there when somebody asks.
#![allow(clippy::unwrap_used)]

#[path = "support/fhir.rs"]
mod support;
#[path = "support/years.rs"]
mod years;

use jiff::civil::date;
use jiff::tz::TimeZone;
use pathway_companion::care::*;
use pathway_companion::fhir::record::{
    read_forms_done, read_progress, read_record, read_whole_goal,
};
use pathway_companion::fhir::{Envelope, codes};
use serde_json::{Value, json};
use support::{envelope, record_of};

fn life(years: i64) -> Vec<Envelope> {
    let all = years::life(years, support::reading().today);
    all.iter().map(envelope).collect()
}

fn record(years: i64) -> Record {
    read_record(&life(years), &support::reading())
}

#[test]
fn ten_years_take_the_room_of_one() {
    let size = |years| serde_json::to_string(&record(years)).unwrap().len() as f64;
    let (one, ten) = (size(1), size(10));
    assert!(ten / one <= 1.2, "{one} to {ten}");
}

#[test]
fn what_the_record_leaves_out_is_counted_and_can_be_read() {
    let (all, how) = (life(10), support::reading());
    let record = read_record(&all, &how);
    assert_eq!(record.forms_done.len(), NEWEST_DONE);
    assert_eq!(NEWEST_DONE + record.done_earlier, 780);
    assert_eq!(read_forms_done(&all, &how).len(), 780);
    assert_eq!(
        read_forms_done(&all, &how)[..NEWEST_DONE],
        record.forms_done
    );
    for goal in &record.goals {
        let whole = read_whole_goal(&all, &how, &goal.id).unwrap();
        assert_eq!((whole.ratings.len(), whole.earlier), (120, 0));
        assert_eq!(goal.ratings.len() + goal.earlier, 120);
        assert_eq!(whole.here(), goal.here());
        assert_eq!(whole.newest(Rater::Me), goal.newest(Rater::Me));
        assert_eq!(whole.ratings.first(), goal.ratings.first());
        let newest = whole.ratings.len() - NEWEST_RATINGS;
        assert!(goal.ratings.ends_with(&whole.ratings[newest..]));
    }
    assert_eq!(record.tracks.len(), 6);
    for course in read_progress(&all, &how) {
        let track = record.tracks.iter().find(|t| t.of == course.of.tracked());
        let sketch = &track.unwrap().sketch;
        assert_eq!((course.series.points().len(), sketch.whole), (260, 260));
        assert_eq!(sketch.since_start, course.series.since_start());
    }
}

#[test]
fn a_goal_keeps_what_its_flags_and_the_views_of_others_stand_on() {
    let on = |n: i64| {
        let day = date(2024, 1, 1).saturating_add(jiff::Span::new().days(n));
        day.at(12, 0, 0, 0)
            .to_zoned(TimeZone::UTC)
            .unwrap()
            .timestamp()
    };
    let rated = |n: i64, by: Rater, level: Level| Rating {
        level,
        at: on(n),
        by,
        note: None,
        carers: Vec::new(),
    };
    let mut goal = record(1).goals.remove(0);
    goal.written.on = None;
    goal.ratings = (0..100).map(|n| rated(n, Rater::Me, Level::Less)).collect();
    goal.ratings[30] = rated(30, Rater::Me, Level::More);
    goal.ratings[40] = rated(40, Rater::Worker, Level::MuchMore);
    goal.ratings[20] = rated(20, Rater::Carer, Level::MuchLess);
    goal.earlier = 0;
    let whole = goal.clone();
    goal.leave_newest();
    assert_eq!(goal.ratings.len(), NEWEST_RATINGS + 4);
    // What one says pushes out nothing that another said.
    let others = |goal: &Goal| goal.ratings.iter().filter(|r| r.by != Rater::Me).count();
    assert_eq!(others(&goal), others(&whole));
    assert_eq!(goal.earlier, 100 - goal.ratings.len());
    for by in [Rater::Me, Rater::Carer, Rater::Worker] {
        assert_eq!(goal.newest(by), whole.newest(by));
    }
    assert!(goal.ratings.windows(2).all(|two| two[0].at < two[1].at));
    let sketch = whole.tracks(None, jiff::Timestamp::MAX).remove(0).sketch;
    let flags = |goal: &Goal| {
        let goals = std::slice::from_ref(goal);
        Chart::of(&sketch, goals, date(2024, 6, 1), &TimeZone::UTC).flags
    };
    assert_eq!(flags(&goal), flags(&whole));
    assert_eq!(flags(&goal).len(), 2);
    // Few are all kept, and to leave twice leaves no more.
    let again = goal.clone();
    goal.leave_newest();
    assert!(goal.ratings.len() <= again.ratings.len());
}

/// A clinician's rating of one item.
fn rated(id: &str, code: &str, value: Value, day: &str) -> Value {
    json!({
        "resourceType": "Observation", "id": id, "status": "final", "subject": support::me(),
        "meta": { "tag": [{ "system": format!("{}{}", codes::BASE, codes::RELEASE), "code": codes::RELEASED }] },
        "code": { "coding": [{ "system": codes::SNOMED, "code": code }] },
        "effectiveDateTime": day, "performer": [{ "reference": "Practitioner/sam" }], "valueInteger": value
    })
}

#[test]
fn ten_years_of_ratings_are_one_line_a_topic() {
    let mut all = vec![support::amira(), support::sam()];
    all.extend((0..40).map(|n| {
        let day = format!("20{:02}-0{}-01", 16 + n / 4, 1 + n % 4);
        rated(&format!("r-{n}"), "979701000000108", json!(n % 5), &day)
    }));
    let noted = record_of(&all).noted;
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].id, "r-39");
    assert_eq!(noted[0].by.as_deref(), Some("Sam Okafor"));
}
