//! Clinicians' ratings: off unless the trust releases them, each by itself; never the topics that wound;
//! in words; beside the person's own answer to the same question.
#![allow(clippy::unwrap_used)]

#[path = "support/fhir.rs"]
mod support;

use pathway_companion::care::{Hardness, Noted, Topic, Turn};
use pathway_companion::fhir::codes::{self, BASE};
use pathway_companion::fhir::record::{Reading, read_record};
use pathway_companion::trust::TrustFile;
use serde_json::{Value, json};
use support::*;

const MOOD: &str = "979701000000108";
const PEOPLE: &str = "979721000000104";

fn rated(id: &str, code: &str, value: Value, day: &str) -> Value {
    json!({
        "resourceType": "Observation", "id": id, "status": "final", "subject": me(),
        "meta": { "tag": [{ "system": format!("{BASE}{}", codes::RELEASE), "code": codes::RELEASED }] },
        "code": { "coding": [{ "system": codes::SNOMED, "code": code }], "text": "HoNOS item" },
        "effectiveDateTime": day, "performer": [{ "reference": "Practitioner/sam" }], "valueInteger": value
    })
}

fn noted(resources: &[Value]) -> Vec<Noted> {
    let mut all = vec![amira(), sam()];
    all.extend_from_slice(resources);
    record_of(&all).noted
}

fn one(resource: Value) -> Option<Noted> {
    noted(&[resource]).pop()
}

#[test]
fn a_released_rating_is_told_with_who_and_when_and_what_was_before() {
    let found = noted(&[
        rated("new", MOOD, json!(2), "2026-06-01"),
        rated("old", MOOD, json!(3), "2026-01-05"),
        rated("older", MOOD, json!(1), "2025-08-05"),
        rated("people", PEOPLE, json!(0), "2026-06-01"),
    ]);
    let topics: Vec<Topic> = found.iter().map(|n| n.topic).collect();
    assert_eq!(topics, [Topic::Mood, Topic::People]);
    assert_eq!(
        (found[0].id.as_str(), found[0].now),
        ("new", Hardness::Clear)
    );
    assert_eq!(found[0].by.as_deref(), Some("Sam Okafor"));
    let (turn, then) = found[0].turn().unwrap();
    assert_eq!(turn, Turn::Easier);
    assert!(then.to_string().starts_with("2026-01-05"));
    assert_eq!(found[1].turn(), None);
}

#[test]
fn it_is_off_unless_the_trust_releases_ratings_and_this_one() {
    let rating = rated("r", MOOD, json!(2), "2026-06-01");
    let all = [envelope(&amira()), envelope(&rating)];
    let shown = read_record(&all, &reading());
    assert_eq!(shown.noted.len(), 1);
    let closed = Reading {
        release_ratings: false,
        ..reading()
    };
    assert!(read_record(&all, &closed).noted.is_empty());
    let mut withheld = rating;
    withheld["meta"] = json!({});
    assert!(one(withheld).is_none());
}

#[test]
fn a_trust_file_that_does_not_speak_of_ratings_releases_none() {
    let mut file: Value =
        serde_json::from_str(include_str!("../assets/trusts/example.json")).unwrap();
    let released = |file: &Value| TrustFile::read(&file.to_string()).unwrap().release_ratings;
    assert!(!released(&file));
    file["release"] = json!({ "clinician_ratings": true });
    assert!(released(&file));
    file["release"] = json!({ "cluster": true });
    assert!(!released(&file));
    file.as_object_mut().unwrap().remove("release");
    assert!(!released(&file));
}

#[test]
fn the_topics_that_wound_are_never_told() {
    let shown = [
        "979641000000103",
        "979671000000109",
        "979681000000106",
        "979701000000108",
        "979711000000105",
        "979721000000104",
        "979731000000102",
        "979741000000106",
        "979751000000109",
    ];
    for code in codes::CLINICIAN_RATINGS {
        let told = one(rated("r", code, json!(3), "2026-06-01")).is_some();
        assert_eq!(told, shown.contains(&code), "{code}");
    }
    // A harmless code beside another does not open the door, nor does one of another system.
    let mut two = rated("r", MOOD, json!(3), "2026-06-01");
    let other = json!({ "system": codes::SNOMED, "code": "979651000000100" });
    two["code"]["coding"].as_array_mut().unwrap().push(other);
    assert!(one(two).is_none());
    let mut elsewhere = rated("r", MOOD, json!(3), "2026-06-01");
    elsewhere["code"]["coding"][0]["system"] = json!("https://else.example");
    assert!(one(elsewhere).is_none());
}

#[test]
fn what_is_not_rated_or_not_final_or_not_yet_tells_nothing() {
    for value in [json!(9), json!(5), json!(-1), json!("2"), Value::Null] {
        let told = one(rated("r", MOOD, value.clone(), "2026-06-01"));
        assert!(told.is_none(), "{value}");
    }
    assert!(one(rated("r", MOOD, json!(2), "2026-08-02")).is_none());
    assert!(one(rated("r", MOOD, json!(2), "soon")).is_none());
    for status in ["preliminary", "entered-in-error", "registered"] {
        let mut rating = rated("r", MOOD, json!(2), "2026-06-01");
        rating["status"] = json!(status);
        assert!(one(rating).is_none(), "{status}");
    }
    // "Not rated" at the last meeting does not hide what was said at the one before, with its day.
    let found = noted(&[
        rated("new", MOOD, json!(9), "2026-06-01"),
        rated("old", MOOD, json!(3), "2026-01-05"),
    ]);
    assert_eq!(
        (found[0].id.as_str(), found[0].now),
        ("old", Hardness::Hard)
    );
}

#[test]
fn beside_it_stands_the_persons_newest_answer_to_the_same_question() {
    let answered = |id: &str, day: &str, words: &str| {
        json!({
            "resourceType": "QuestionnaireResponse", "id": id, "status": "completed",
            "questionnaire": format!("{BASE}/Questionnaire/phq-9|0.9.0"),
            "subject": me(), "source": me(), "authored": day,
            "item": [{ "linkId": "phq9", "item": [{ "linkId": "phq9-q2",
                "answer": [{ "valueCoding": { "system": "http://loinc.org", "code": "x", "display": words } }] }] }]
        })
    };
    let form: Value = serde_json::from_str(include_str!("../assets/forms/phq-9.json")).unwrap();
    let rating = rated("r", MOOD, json!(2), "2026-06-01");
    let by_worker = |mut response: Value| {
        response["source"] = json!({ "reference": "Practitioner/sam" });
        response
    };
    let found = noted(&[
        form.clone(),
        rating.clone(),
        rated("p", PEOPLE, json!(2), "2026-06-01"),
        answered("a", "2026-05-01", "Nearly every day"),
        answered("b", "2026-07-01", "Several days"),
        by_worker(answered("c", "2026-07-20", "Not at all")),
    ]);
    let mine = found[0].mine.as_ref().unwrap();
    assert_eq!(mine.answer, "Several days");
    assert!(
        mine.question.to_lowercase().contains("feeling down"),
        "{}",
        mine.question
    );
    assert!(found[1].mine.is_none(), "nobody was asked about this");
    // Without the form nobody knows which question it was.
    let found = noted(&[rating, answered("a", "2026-05-01", "Nearly every day")]);
    assert!(found[0].mine.is_none());
    assert!(
        !format!("{found:?}").contains("Nearly"),
        "nothing of a person in a log"
    );
}
