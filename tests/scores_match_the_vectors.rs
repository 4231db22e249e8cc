//! Sums and risk as the measures define them (`domain/02`, `domain/measures.json`).
#![allow(clippy::unwrap_used)]

#[path = "support/fhir.rs"]
mod support;

use pathway_companion::fhir::questionnaire::read_questionnaire;
use pathway_companion::forms::{Measure, Path, Questionnaire, Session, Value as Answer};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use support::*;

fn session(form: &Arc<Questionnaire>, stem: &str, answers: &[Option<usize>]) -> Session {
    let empty = Session::new(form.clone(), BTreeMap::new());
    let given = (1..).zip(answers).filter_map(|(n, a)| Some((n, (*a)?)));
    given.fold(empty, |session, (n, weight)| {
        session.with_answer(&Path::of(&format!("{stem}-q{n}")), vec![often(weight)])
    })
}

fn total(session: &Session) -> Option<f64> {
    session.score().and_then(|s| s.total)
}

#[test]
fn the_vectors_hold() {
    let Some(shared) = shared() else { return };
    let read = |name: &str| std::fs::read_to_string(shared.join("domain").join(name)).unwrap();
    let vectors: Value = serde_json::from_str(&read("scoring_test_vectors.json")).unwrap();
    for (measure, stem) in [("phq-9", "phq9"), ("gad-7", "gad7")] {
        let raw = read(&format!("questionnaires/{measure}.json"));
        let form = Arc::new(read_questionnaire(&raw).unwrap());
        for vector in vectors[measure].as_array().unwrap() {
            let answers = vector["answers"].as_array().unwrap().iter();
            let answers: Vec<_> = answers.map(|a| a.as_u64().map(|a| a as usize)).collect();
            let session = session(&form, stem, &answers);
            assert_eq!(
                total(&session),
                vector["total"].as_f64(),
                "{measure} {answers:?}"
            );
            let risk = Path::of(&format!("{stem}-q9"));
            match vector.get("risk_flag").map(Value::as_bool) {
                Some(Some(flag)) => assert_eq!(session.shows_risk(&risk), flag),
                Some(None) => assert!(session.risk_skipped() && !session.shows_risk(&risk)),
                None => assert!(!session.risk_skipped()),
            }
        }
    }
}

#[test]
fn there_is_no_sum_until_every_item_has_an_answer() {
    let form = phq9();
    assert_eq!(total(&session(&form, "phq9", &[])), None);
    for left_out in 0..9 {
        let mut answers = [Some(1); 9];
        answers[left_out] = None;
        assert_eq!(total(&session(&form, "phq9", &answers)), None);
    }
    assert_eq!(total(&session(&form, "phq9", &[Some(3); 9])), Some(27.0));
}

#[test]
fn the_difficulty_question_is_asked_when_the_form_says_so_and_is_in_no_sum() {
    let difficulty = Path::of("phq9-difficulty");
    let well = session(&phq9(), "phq9", &[Some(0); 9]);
    assert!(well.page_at(&difficulty).is_none());
    let harder = well.with_answer(&Path::of("phq9-q2"), vec![often(1)]);
    assert!(harder.page_at(&difficulty).is_some());
    let extreme = harder.with_answer(&difficulty, vec![coded("http://loinc.org", "LA6574-3")]);
    assert_eq!(extreme.check(&difficulty), Ok(()));
    assert_eq!(total(&extreme), Some(1.0));
}

#[test]
fn only_thoughts_of_harm_show_risk_and_only_above_not_at_all() {
    let all = session(&phq9(), "phq9", &[Some(3); 9]);
    for number in 1..=8 {
        assert!(!all.shows_risk(&Path::of(&format!("phq9-q{number}"))));
    }
    let nine = Path::of("phq9-q9");
    assert!(all.shows_risk(&nine));
    for (weight, risk) in [(0, false), (1, true), (2, true), (3, true)] {
        assert_eq!(
            all.with_answer(&nine, vec![often(weight)])
                .shows_risk(&nine),
            risk
        );
    }
    assert!(all.with_answer(&nine, vec![]).risk_skipped());
    let strange = coded("http://loinc.org", "unheard-of");
    assert!(
        all.with_answer(&nine, vec![strange]).shows_risk(&nine),
        "in doubt, help"
    );
}

/// PHQ-9 as others write it: no panel code, and what the change says.
fn other_phq9(change: impl Fn(usize, &mut Value)) -> Arc<Questionnaire> {
    let mut form: Value = serde_json::from_str(include_str!("../assets/forms/phq-9.json")).unwrap();
    form.as_object_mut().unwrap().remove("code");
    form["item"].as_array_mut().unwrap().truncate(1);
    let items = form["item"][0]["item"].as_array_mut().unwrap();
    for (place, item) in items.iter_mut().enumerate() {
        change(place, item);
    }
    Arc::new(read_questionnaire(&form.to_string()).unwrap())
}

#[test]
fn a_measure_is_known_by_its_items_or_its_address_and_by_loincs_answers() {
    let unweighted = |_: usize, item: &mut Value| {
        for option in item["answerOption"].as_array_mut().unwrap() {
            option.as_object_mut().unwrap().remove("extension");
        }
    };
    let by_items = other_phq9(unweighted);
    assert_eq!(Measure::of(&by_items), Some(Measure::Phq9));
    assert_eq!(
        total(&session(&by_items, "phq9", &[Some(2); 9])),
        Some(18.0)
    );
    let by_address = other_phq9(|place, item| {
        if place == 5 {
            item.as_object_mut().unwrap().remove("code");
        }
    });
    assert_eq!(
        total(&session(&by_address, "phq9", &[Some(1); 9])),
        Some(9.0)
    );
    let misplaced = other_phq9(|place, item| match place {
        5 => drop(item.as_object_mut().unwrap().remove("code")),
        0 => item["code"][0]["code"] = json!("69725-0"),
        _ => {}
    });
    assert_eq!(total(&session(&misplaced, "phq9", &[Some(1); 9])), None);
}

#[test]
fn a_form_may_not_stretch_the_scale() {
    let stretched = other_phq9(|_, item| {
        item["answerOption"][3]["extension"][0]["valueDecimal"] = json!(30);
    });
    assert_eq!(total(&session(&stretched, "phq9", &[Some(3); 9])), None);
}

#[test]
fn loincs_other_answer_to_gad7_counts_two() {
    let items = [
        "69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7",
    ];
    let items: Vec<Value> = (1..)
        .zip(items)
        .map(|(n, code)| {
            let middle = if n == 2 { "LA18938-3" } else { "LA6570-1" };
            let options = ["LA6568-5", "LA6569-3", middle, "LA6571-9"];
            json!({
                "linkId": format!("gad7-q{n}"), "type": "choice", "text": "How often?",
                "code": [{ "system": "http://loinc.org", "code": code }],
                "answerOption": options.map(|o| json!({
                    "valueCoding": { "system": "http://loinc.org", "code": o, "display": "words" } }))
            })
        })
        .collect();
    let form = form(items.into()).unwrap();
    let mut session = session(&form, "gad7", &[Some(2); 7]);
    assert_eq!(total(&session), Some(14.0), "LA6570-1 is what we send");
    let second = Path::of("gad7-q2");
    session = session.with_answer(&second, vec![coded("http://loinc.org", "LA18938-3")]);
    assert_eq!(total(&session), Some(14.0));
}

#[test]
fn a_form_that_is_no_known_measure_has_no_sum() {
    let form = form(json!([{ "linkId": "a", "type": "integer", "text": "How many?" }])).unwrap();
    let session =
        Session::new(form, BTreeMap::new()).with_answer(&Path::of("a"), vec![Answer::Integer(3)]);
    assert_eq!(session.score(), None);
}
