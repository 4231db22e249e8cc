//! What the measures come to, what a change in them means, and the traps of public material
//! (`domain/02_measures.md`, `domain/scoring_test_vectors.json`).
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/fhir.rs"]
mod fhir;
#[path = "support/measures.rs"]
mod support;

use fhir::shared;
use pathway_companion::fhir::{coded_scores, write_score};
use pathway_companion::forms::{
    Certainty, Change, Direction, Measure, PartName, Path, Session, Value as Answer,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use support::*;

fn vectors() -> Option<Value> {
    let path = shared()?.join("domain/scoring_test_vectors.json");
    Some(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
}

fn facts() -> Option<Value> {
    let path = shared()?.join("domain/measures.json");
    Some(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
}

fn weights(answers: &Value) -> Vec<Option<f64>> {
    answers
        .as_array()
        .unwrap()
        .iter()
        .map(Value::as_f64)
        .collect()
}

fn total(session: &Session) -> Option<f64> {
    session.score().and_then(|s| s.total)
}

#[test]
fn totals_and_bands_of_the_vectors_hold() {
    let Some(all) = vectors() else { return };
    for (id, list) in all.as_object().unwrap() {
        let (Some(measure), Some(list)) = (Measure::with_id(id), list.as_array()) else {
            continue;
        };
        for vector in list {
            let Some(answers) = vector
                .get("answers")
                .filter(|_| vector.get("error").is_none())
            else {
                continue;
            };
            let session = filled(&measure_form(id), &weights(answers));
            assert_eq!(session.score().map(|s| s.measure), {
                let whole = answers.as_array().unwrap().iter().all(|a| !a.is_null());
                whole.then_some(Some(measure))
            });
            for name in ["total", "percent"] {
                if let Some(wanted) = vector.get(name) {
                    assert_eq!(total(&session), wanted.as_f64(), "{id} {vector}");
                }
            }
            if let Some(band) = vector.get("band") {
                let own = total(&session).and_then(|t| measure.band(t)).map(|b| b.id);
                assert_eq!(own, band.as_str(), "{id} {vector}");
            }
            if let Some(raw) = vector.get("raw") {
                assert_eq!(session.score().unwrap().raw, raw.as_f64());
            }
            if let Some(low) = vector.get("low") {
                let own = measure.is_beyond_cut_off(total(&session).unwrap());
                assert_eq!(own, low.as_bool(), "{vector}");
            }
            if let Some(flag) = vector.get("risk_flag") {
                match flag.as_bool() {
                    Some(flag) => assert_eq!(session.shows_any_risk(), flag),
                    None => assert!(session.risk_skipped() && !session.shows_any_risk()),
                }
            }
        }
    }
}

#[test]
fn swemwbs_is_converted_by_the_table_and_nothing_else_is() {
    let Some(all) = vectors() else { return };
    let measure = Measure::Swemwbs;
    for (raw, metric) in all["swemwbs"]["raw_to_metric"].as_object().unwrap() {
        assert_eq!(measure.converted(raw.parse().unwrap()), metric.as_f64());
    }
    for vector in all["swemwbs"]["vectors"].as_array().unwrap() {
        let raw = vector["raw"].as_f64().unwrap();
        assert_eq!(measure.converted(raw), vector["metric"].as_f64(), "{raw}");
    }
    assert_eq!(measure.converted(20.5), None);
    let session = filled(&measure_form("swemwbs"), &[Some(3.0); 7]);
    let score = session.score().unwrap();
    assert_eq!((score.raw, score.total), (Some(21.0), Some(19.25)));
    let one = filled(&measure_form("swemwbs"), &[Some(5.0); 7]);
    let since = one.score().unwrap().change_since(&score);
    assert_eq!(since, Some(Change::ReliableImprovement));
}

#[test]
fn core_10_counts_items_2_and_3_the_other_way_round_however_the_form_weighs_them() {
    let Some(all) = vectors() else { return };
    let as_printed = measure_form("core-10");
    let (_, words) = words("core-10");
    let turned: Vec<Value> = (1..=10)
        .map(|n| {
            let mut item = rated(&format!("q{n}"), 0, words);
            if n == 2 || n == 3 {
                let options = words.iter().zip((0..=4).rev());
                item["answerOption"] = options.map(|(t, w)| option(t, w)).collect();
            }
            item
        })
        .collect();
    let already_turned = form_at(
        "https://trust.example/Questionnaire/CORE10|1",
        turned.into(),
    );
    for vector in all["core-10"].as_array().unwrap() {
        let choices: Vec<usize> = vector["raw_choices"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c.as_u64().unwrap() as usize)
            .collect();
        for form in [&as_printed, &already_turned] {
            let session = chosen(form, &choices);
            assert_eq!(total(&session), vector["total"].as_f64());
            assert_eq!(session.shows_any_risk(), vector["risk_flag"] == true);
            let clinical = Measure::Core10.is_beyond_cut_off(total(&session).unwrap());
            assert_eq!(clinical, vector["clinical_range"].as_bool());
        }
    }
    // Neither the same nor the reverse: nobody knows what it means.
    let mut odd: Vec<Value> = (1..=10)
        .map(|n| rated(&format!("q{n}"), 0, words))
        .collect();
    odd[1]["answerOption"] = [2, 0, 1, 4, 3]
        .iter()
        .zip(words)
        .map(|(w, t)| option(t, *w))
        .collect();
    let odd = form_at("https://trust.example/Questionnaire/core-10", odd.into());
    assert_eq!(chosen(&odd, &[1; 10]).score(), None);
}

#[test]
fn dialog_has_two_means_and_no_sum_and_8_is_no_rating() {
    let Some(all) = vectors() else { return };
    let (_, seven) = words("dialog");
    let mut eight = seven.to_vec();
    eight.push("8 not answered");
    let items: Vec<Value> = (1..=11)
        .map(|n| rated(&format!("q{n}"), 1, &eight))
        .collect();
    let form = form_at("https://trust.example/Questionnaire/dialog", items.into());
    for vector in all["dialog"].as_array().unwrap() {
        let session = filled(&form, &weights(&vector["answers"]));
        let Some(score) = session.score() else {
            assert!(vector.get("error").is_some(), "{vector}");
            continue;
        };
        assert_eq!((score.total, score.raw), (None, None));
        let part = |name| score.parts.iter().find(|p| p.name == name).map(|p| p.value);
        assert_eq!(
            part(PartName::QualityOfLife),
            vector["quality_of_life"].as_f64()
        );
        let treatment = vector["treatment_satisfaction"].as_f64();
        assert_eq!(part(PartName::TreatmentSatisfaction), treatment);
        assert!(
            coded_scores(&score).is_empty(),
            "no code of a mean was verified"
        );
    }
}

#[test]
fn changes_of_the_vectors_hold() {
    let Some(all) = vectors() else { return };
    for vector in all["reliable_change"].as_array().unwrap() {
        let id = vector["measure"].as_str().unwrap();
        let measure = Measure::with_id(id.trim_end_matches("-item")).unwrap();
        let number = |name: &str| vector[name].as_f64().unwrap();
        let words = match measure.reliable_change(number("first"), number("last")) {
            Some(Change::ReliableImprovement) => "reliable improvement",
            Some(Change::ReliableDeterioration) => "reliable deterioration",
            Some(Change::NoReliableChange) => "no reliable change",
            None => "unknown",
        };
        assert_eq!(Some(words), vector["result"].as_str(), "{vector}");
    }
}

#[test]
fn a_change_is_reliable_from_the_threshold_on_and_never_before() {
    use Change::*;
    for (measure, first, latest, change) in [
        (Measure::Phq9, 18.0, 13.0, Some(NoReliableChange)),
        (Measure::Gad7, 10.0, 14.0, Some(ReliableDeterioration)),
        (Measure::Who5, 40.0, 50.0, Some(ReliableImprovement)),
        (Measure::Swemwbs, 20.0, 17.0, Some(ReliableDeterioration)),
        (Measure::Core10, 20.0, 15.0, Some(NoReliableChange)),
        (Measure::Reqol10, 20.0, 15.0, Some(ReliableDeterioration)),
        (Measure::Dialog, 4.0, 4.0, Some(NoReliableChange)),
        (Measure::Wsas, 20.0, 12.0, Some(ReliableImprovement)),
        (Measure::Gbo, 2.0, 5.0, Some(ReliableImprovement)),
        (Measure::Qpr15, 0.0, 60.0, None),
        (Measure::Phq9, 28.0, 0.0, None),
        (Measure::Dialog, 8.0, 1.0, None),
        (Measure::Phq9, f64::NAN, 0.0, None),
    ] {
        assert_eq!(
            measure.reliable_change(first, latest),
            change,
            "{measure:?}"
        );
    }
}

#[test]
fn goals_stand_each_for_itself() {
    let session = filled(&measure_form("gbo"), &[Some(3.0), None, Some(10.0)]);
    let score = session.score().unwrap();
    assert_eq!(score.total, None);
    let parts: Vec<_> = score
        .parts
        .iter()
        .map(|p| (p.name.clone(), p.value))
        .collect();
    assert_eq!(parts, [(PartName::Goal(1), 3.0), (PartName::Goal(3), 10.0)]);
    let codes: Vec<Value> = coded_scores(&score)
        .iter()
        .map(|s| write_score(s, "u", "b", "p", &jiff::Zoned::now(), "urn:uuid:1"))
        .map(|o| o["code"]["coding"][0]["code"].clone())
        .collect();
    assert_eq!(codes, ["1638531000000102", "1638551000000109"]);
    assert_eq!(filled(&measure_form("gbo"), &[None; 3]).score(), None);
}

#[test]
fn the_question_about_physical_health_stands_outside_reqol() {
    let (_, words) = words("reqol-10");
    let health = ["No problems", "Slight", "Moderate", "Severe", "Very severe"];
    for place in [0, 10] {
        let mut items: Vec<Value> = (1..=10)
            .map(|n| {
                let mut item = rated(&format!("q{n}"), 0, words);
                if [1, 3, 6, 9].contains(&n) {
                    let turned = words.iter().rev().zip(0..);
                    item["answerOption"] = turned.map(|(t, w)| option(t, w)).collect();
                }
                item
            })
            .collect();
        let mut body = rated("q11", 0, &health);
        body["text"] = "How is your physical health?".into();
        items.insert(place, body);
        let form = form_at("https://trust.example/Questionnaire/reqol-10", items.into());
        let mut answers = [Some(2.0); 11];
        answers[10] = Some(4.0);
        assert_eq!(total(&filled(&form, &answers)), Some(20.0));
        answers[10] = None;
        assert_eq!(total(&filled(&form, &answers)), Some(20.0));
    }
    // The same words count the same throughout: what is worse than "often" was not turned.
    let items: Vec<Value> = (1..=10)
        .map(|n| rated(&format!("q{n}"), 0, words))
        .collect();
    let form = form_at("https://trust.example/Questionnaire/reqol-10", items.into());
    assert_eq!(filled(&form, &[Some(2.0); 10]).score(), None);
}

#[test]
fn more_is_better_where_it_is() {
    let Some(all) = facts() else { return };
    for measure in all["measures"].as_array().unwrap() {
        let id = measure["id"].as_str().unwrap();
        if id == "gas" {
            continue;
        }
        let own = Measure::with_id(id).unwrap().facts();
        let better = all["direction"]["higher_is_better"].as_array().unwrap();
        let wanted = match better.contains(&json!(id)) {
            true => Direction::HigherIsBetter,
            false => Direction::LowerIsBetter,
        };
        assert_eq!(own.direction, wanted, "{id}");
    }
}

#[test]
fn every_fact_is_the_one_that_was_looked_up() {
    let Some(all) = facts() else { return };
    for facts in all["measures"].as_array().unwrap() {
        let Some(measure) = Measure::with_id(facts["id"].as_str().unwrap()) else {
            continue;
        };
        let own = measure.facts();
        let id = own.id;
        let change = &facts["reliable_change"];
        assert_eq!(
            own.reliable_change.map(|t| t.value),
            change["value"].as_f64(),
            "{id}"
        );
        if let Some(threshold) = own.reliable_change {
            let verified = change["confidence"]
                .as_str()
                .unwrap()
                .starts_with("verified");
            assert_eq!(threshold.certainty == Certainty::Verified, verified, "{id}");
        }
        let codes = &facts["codes"];
        let code = |name: &str| codes[name].as_str();
        assert_eq!(own.loinc_total.map(|t| t.0), code("loinc_total"), "{id}");
        assert_eq!(own.snomed_total.map(|t| t.0), code("snomed_total"), "{id}");
        assert_eq!(
            own.snomed_total.and_then(|t| t.1),
            code("snomed_total_old_uk"),
            "{id}"
        );
        let caseness = facts["caseness"]["value"].as_f64();
        if caseness.is_some() {
            assert_eq!(own.cut_off.map(|c| c.value), caseness, "{id}");
        }
        let signed = facts["bsl"]["caseness"].as_f64();
        assert_eq!(own.cut_off.and_then(|c| c.signed), signed, "{id}");
        if id != "swemwbs" {
            let from = facts["bands"]
                .as_array()
                .unwrap()
                .iter()
                .map(|b| b[0].as_f64().unwrap());
            let own_from = own.bands.iter().map(|b| b.from);
            assert_eq!(
                own_from.collect::<Vec<_>>(),
                from.collect::<Vec<_>>(),
                "{id}"
            );
        }
        for old_or_new in ["snomed_total", "snomed_total_old_uk"] {
            if let Some(code) = code(old_or_new) {
                let system = "http://snomed.info/sct";
                assert_eq!(Measure::of_total(system, code), Some(measure));
            }
        }
    }
}

/// Verhoeff's check digit, which every SNOMED id ends in.
fn is_snomed(id: &str) -> bool {
    const START: [usize; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let times = |a: usize, b: usize| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b - 5) % 5 + 5,
        (false, true) => (a - 5 + 5 - b) % 5 + 5,
        (false, false) => (5 + a - b) % 5,
    };
    let turned = |times: usize, digit: usize| (0..times).fold(digit, |d, _| START[d]);
    let digits = id.bytes().rev().map(|b| usize::from(b - b'0'));
    digits
        .enumerate()
        .fold(0, |c, (place, digit)| times(c, turned(place % 8, digit)))
        == 0
}

#[test]
fn every_snomed_id_is_a_text_that_keeps_its_check_digit() {
    let mut seen = 0;
    for measure in Measure::ALL {
        let totals = measure.facts().snomed_total;
        for id in totals
            .into_iter()
            .flat_map(|(new, old)| [Some(new), old])
            .flatten()
        {
            assert!(is_snomed(id), "{id}");
            seen += 1;
        }
    }
    for id in pathway_companion::forms::GOAL_CODES {
        assert!(is_snomed(id), "{id}");
    }
    assert!(seen >= 9);
    assert!(!is_snomed("1037651000000200") && !is_snomed("506701000000101"));
}

#[test]
fn loincs_promis_score_is_not_who_5() {
    let code = json!([{ "system": "http://loinc.org", "code": "71969-0" }]);
    let (from, words) = words("who-5");
    let items: Vec<Value> = (1..=5)
        .map(|n| rated(&format!("q{n}"), from, words))
        .collect();
    let form = json!({
        "resourceType": "Questionnaire", "url": "https://trust.example/Questionnaire/mood",
        "status": "active", "code": code, "item": items
    });
    let form = pathway_companion::fhir::read_questionnaire(&form.to_string()).unwrap();
    assert_eq!(Measure::of(&form), None);
    assert_eq!(Measure::of_total("http://loinc.org", "71969-0"), None);
}

fn gad7(change: impl Fn(&mut Vec<Value>)) -> Session {
    let codes = [
        "69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7",
    ];
    let mut items: Vec<Value> = (1..)
        .zip(codes)
        .map(|(n, code)| {
            let mut item = rated(&format!("q{n}"), 0, words("gad-7").1);
            item["code"] = json!([{ "system": "http://loinc.org", "code": code }]);
            item
        })
        .collect();
    change(&mut items);
    let form = json!({
        "resourceType": "Questionnaire", "url": "https://trust.example/Questionnaire/worry",
        "status": "active", "code": [{ "system": "http://loinc.org", "code": "69737-5" }],
        "item": items
    });
    let form = pathway_companion::fhir::read_questionnaire(&form.to_string()).unwrap();
    chosen(&std::sync::Arc::new(form), &[3, 3, 3, 3, 3, 3, 3])
}

#[test]
fn a_code_with_a_wrong_check_digit_says_nothing_and_another_items_code_says_no() {
    assert_eq!(total(&gad7(|_| {})), Some(21.0));
    // 69689-6 is no code at all: the item is known by its place.
    assert_eq!(
        total(&gad7(|items| items[5]["code"][0]["code"] = "69689-6".into())),
        Some(21.0)
    );
    // 44250-9 is PHQ-9's first.
    assert_eq!(
        total(&gad7(|items| items[5]["code"][0]["code"] = "44250-9".into())),
        None
    );
}

#[test]
fn the_difficulty_question_is_in_no_sum_whichever_way_round_its_codes_are() {
    for codes in [
        ["LA6572-7", "LA6573-5", "LA6575-0", "LA6574-3"],
        ["LA6572-7", "LA6573-5", "LA6574-3", "LA6575-0"],
    ] {
        let session = gad7(|items| {
            items[5].as_object_mut().unwrap().remove("code");
            let mut item = rated("difficulty", 0, &codes);
            for (option, code) in item["answerOption"]
                .as_array_mut()
                .unwrap()
                .iter_mut()
                .zip(codes)
            {
                option["valueCoding"]["system"] = "http://loinc.org".into();
                option["valueCoding"]["code"] = code.into();
            }
            items.push(item);
        });
        let hard = coding("http://loinc.org", "LA6574-3");
        let session = session.with_answer(&Path::of("difficulty"), vec![hard]);
        assert_eq!(total(&session), Some(21.0));
    }
}

#[test]
fn a_form_that_gives_loincs_answer_another_weight_has_no_score() {
    let session = gad7(|items| {
        let options = items[0]["answerOption"].as_array_mut().unwrap();
        options[3]["valueCoding"] = json!({
            "system": "http://loinc.org", "code": "LA6570-1", "display": "More than half the days"
        });
    });
    assert_eq!(total(&session), None);
}

#[test]
fn weights_are_found_wherever_they_stand() {
    let words = words("who-5").1;
    let inside = |url: &str, n: usize| {
        let options = (0..).zip(words).map(|(w, t)| {
            json!({ "valueCoding": {
                "system": ANSWERS, "code": t, "display": t,
                "extension": [{ "url": url, "valueDecimal": w }] } })
        });
        let options: Vec<Value> = options.collect();
        json!({ "linkId": format!("q{n}"), "type": "choice", "text": "A question",
                "answerOption": options })
    };
    let in_set = |n: usize| {
        json!({ "linkId": format!("q{n}"), "type": "choice", "text": "A question",
                "answerValueSet": "#often" })
    };
    let concepts = (0..).zip(words).map(|(w, t)| {
        json!({ "code": t, "display": t, "extension": [{ "url": ORDINAL, "valueDecimal": w }] })
    });
    let set = json!({
        "resourceType": "ValueSet", "id": "often",
        "compose": { "include": [{ "system": ANSWERS, "concept": concepts.collect::<Vec<_>>() }] }
    });
    let numbers = |n: usize| {
        let options: Vec<Value> = (0..=5).map(|w| json!({ "valueInteger": w })).collect();
        json!({ "linkId": format!("q{n}"), "type": "choice", "text": "A question",
                "answerOption": options })
    };
    let kinds: [&dyn Fn(usize) -> Value; 4] = [
        &|n| inside(ORDINAL, n),
        &|n| inside(WEIGHT, n),
        &in_set,
        &numbers,
    ];
    for item in kinds {
        let items: Vec<Value> = (1..=5).map(item).collect();
        let form = json!({
            "resourceType": "Questionnaire", "url": "https://trust.example/Questionnaire/who-5",
            "status": "active", "contained": [set], "item": items
        });
        let form = pathway_companion::fhir::read_questionnaire(&form.to_string()).unwrap();
        let session = chosen(&std::sync::Arc::new(form), &[3, 3, 3, 2, 2]);
        assert_eq!(total(&session), Some(52.0));
    }
}

#[test]
fn an_answer_in_a_repeat_or_several_answers_are_no_score() {
    let (from, words) = words("who-5");
    let mut items: Vec<Value> = (1..=5)
        .map(|n| rated(&format!("q{n}"), from, words))
        .collect();
    items[2]["repeats"] = true.into();
    let form = form_at("https://trust.example/Questionnaire/who-5", items.into());
    let session = filled(&form, &[Some(1.0); 5]);
    assert_eq!(total(&session), Some(20.0));
    let third = Path::of("q3");
    let both = vec![counting(&form, "q3", 1.0), counting(&form, "q3", 2.0)];
    assert_eq!(total(&session.with_answer(&third, both)), None);
}

#[test]
fn a_form_without_an_expression_has_no_score_of_its_own() {
    let items: Vec<Value> = (1..=3)
        .map(|n| rated(&format!("q{n}"), 0, &["no", "yes"]))
        .collect();
    let form = form_at("https://trust.example/Questionnaire/check-in", items.into());
    assert_eq!(filled(&form, &[Some(1.0); 3]).score(), None);
}

/// A form with a sum of its own, where expressions can be worked out.
fn own_sum() -> Option<Session> {
    let mut items: Vec<Value> = (1..=3)
        .map(|n| rated(&format!("q{n}"), 0, &["no", "yes"]))
        .collect();
    items.push(json!({
        "linkId": "sum", "type": "decimal", "text": "Sum", "readOnly": true,
        "extension": [{
            "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
            "valueExpression": { "language": "text/fhirpath",
                "expression": "%resource.item.where(linkId.startsWith('q')).answer.value.ordinal().sum()" }
        }]
    }));
    let form = form_at("https://trust.example/Questionnaire/check-in", items.into());
    if !form.works_anything_out() {
        eprintln!("skipped: expressions are not worked out");
        return None;
    }
    Some(Session::new(form, BTreeMap::new()))
}

#[test]
fn a_forms_own_sum_is_its_score_when_it_is_whole_and_is_not_sent_before() {
    let Some(empty) = own_sum() else { return };
    let form = empty.form().clone();
    let sent = |s: &Session| s.response_items().iter().any(|i| i["linkId"] == "sum");
    assert!(empty.score().is_none() && !sent(&empty));
    let part = filled(&form, &[Some(1.0), Some(1.0)]);
    assert!(part.score().is_none() && !sent(&part));
    let whole = filled(&form, &[Some(1.0), Some(0.0), Some(1.0)]);
    let score = whole.score().unwrap();
    assert_eq!((score.measure, score.total), (None, Some(2.0)));
    assert!(sent(&whole));
    assert!(coded_scores(&score).is_empty());
}

#[test]
fn instruments_as_others_wrote_them_have_the_sum_of_their_own_expressions() {
    let Some(folder) = shared() else { return };
    for (name, stem, count, sum) in [
        ("epds", "epds.q", 10, "epds.totalScore"),
        ("audit", "audit.q", 10, "audit.totalScore"),
        ("isi", "isi.matrix.q", 7, "isi.totalScore"),
    ] {
        let path = folder.join(format!("cases/instruments/{name}.json"));
        let raw = std::fs::read_to_string(path).unwrap();
        let form = std::sync::Arc::new(pathway_companion::fhir::read_questionnaire(&raw).unwrap());
        let mut session = Session::new(form.clone(), BTreeMap::new());
        let sent = |s: &Session| Value::from(s.response_items()).to_string().contains(sum);
        for n in 1..=count {
            assert!(
                session.score().is_none() && !sent(&session),
                "{name} before {n}"
            );
            let id = format!("{stem}{n}");
            session = session.with_answer(&Path::of(&id), vec![nth(&form, &id, 1)]);
        }
        let one = |n: u32| {
            let id = format!("{stem}{n}");
            let answer = session.answer_at(&Path::of(&id))[0].clone();
            let item = session.item_at(&Path::of(&id)).unwrap();
            item.options
                .iter()
                .find(|o| o.value == answer)
                .unwrap()
                .weight
                .unwrap()
        };
        let wanted: f64 = (1..=count).map(one).sum();
        let score = session.score().unwrap();
        assert_eq!((score.measure, score.total), (None, Some(wanted)), "{name}");
        assert!(sent(&session), "{name}");
    }
}

const SUMS: [&str; 8] = [
    "phq-9", "gad-7", "who-5", "swemwbs", "core-10", "reqol-10", "qpr-15", "wsas",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_total_is_in_its_range_whatever_the_order_and_gone_with_any_answer(
        which in 0..SUMS.len(),
        picks in prop::collection::vec(0_usize..100, 15),
        order in prop::collection::vec(0_usize..100, 15),
        missing in 0_usize..100,
    ) {
        let id = SUMS[which];
        let measure = Measure::with_id(id).unwrap();
        let form = measure_form(id);
        let mut given: Vec<(usize, Path, Answer)> = (0..count(id))
            .map(|n| {
                let link_id = format!("q{}", n + 1);
                let options = words(id).1.len();
                let answer = nth(&form, &link_id, picks[n] % options);
                (order[n], Path::of(&link_id), answer)
            })
            .collect();
        let fill = |given: &[(usize, Path, Answer)]| {
            let empty = Session::new(form.clone(), BTreeMap::new());
            given.iter().fold(empty, |s, (_, path, a)| s.with_answer(path, vec![a.clone()]))
        };
        let forwards = fill(&given);
        given.sort_by_key(|(order, _, _)| *order);
        let another = fill(&given);
        prop_assert_eq!(forwards.score(), another.score());
        let reached = total(&another).unwrap();
        let (least, most) = measure.facts().range;
        prop_assert!(reached >= least && reached <= most);
        prop_assert_eq!(measure.band(reached).is_some(), !measure.facts().bands.is_empty());
        let gone = &given[missing % given.len()].1;
        let without = another.with_answer(gone, vec![]);
        prop_assert_eq!(without.score(), None);
        prop_assert_eq!(measure.reliable_change(least, least) == Some(Change::NoReliableChange),
            measure.facts().reliable_change.is_some());
    }
}
