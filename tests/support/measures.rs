//! Forms of known measures, made here: most of their texts may not be shipped, and nothing that is scored
//! depends on them.
#![allow(dead_code)]

use pathway_companion::fhir::questionnaire::read_questionnaire;
use pathway_companion::forms::{Coding, Path, Questionnaire, Session, Value as Answer};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

pub const ANSWERS: &str = "https://trust.example/answers";
pub const ORDINAL: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
pub const WEIGHT: &str = "http://hl7.org/fhir/StructureDefinition/itemWeight";

/// An option with words, and what it counts.
pub fn option(words: &str, weight: i64) -> Value {
    json!({
        "extension": [{ "url": ORDINAL, "valueDecimal": weight }],
        "valueCoding": { "system": ANSWERS, "code": words, "display": words }
    })
}

/// A question with words for its answers, the first counting `from`.
pub fn rated(link_id: &str, from: i64, words: &[&str]) -> Value {
    let options: Vec<Value> = (from..).zip(words).map(|(w, t)| option(t, w)).collect();
    json!({ "linkId": link_id, "type": "choice", "text": "A question", "answerOption": options })
}

/// A form at that address.
pub fn form_at(url: &str, items: Value) -> Arc<Questionnaire> {
    let form = json!({
        "resourceType": "Questionnaire", "url": url, "status": "active", "item": items
    });
    Arc::new(read_questionnaire(&form.to_string()).unwrap())
}

/// The words of the answers of a measure, in the order in which they are printed.
pub fn words(measure: &str) -> (i64, &'static [&'static str]) {
    match measure {
        "who-5" => (0, &["at no time", "some", "less", "more", "most", "all"]),
        "swemwbs" => (1, &["none", "rarely", "some", "often", "all"]),
        "dialog" => (1, &["1 totally", "2", "3", "4", "5", "6", "7 totally"]),
        "wsas" => (0, &["0 not", "1", "2", "3", "4", "5", "6", "7", "8 very"]),
        "gbo" => (0, &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]),
        "phq-9" | "gad-7" => (0, &["not", "several", "more", "nearly"]),
        _ => (
            0,
            &[
                "Not at all",
                "Only occasionally",
                "Sometimes",
                "Often",
                "Mostly",
            ],
        ),
    }
}

/// How many items a measure has.
pub fn count(measure: &str) -> usize {
    match measure {
        "phq-9" => 9,
        "gad-7" | "swemwbs" => 7,
        "who-5" | "wsas" => 5,
        "dialog" => 11,
        "qpr-15" => 15,
        "gbo" => 3,
        _ => 10,
    }
}

/// A form of a measure, with its answers weighed as they are printed.
pub fn measure_form(measure: &str) -> Arc<Questionnaire> {
    let (from, words) = words(measure);
    let items: Vec<Value> = (1..=count(measure))
        .map(|n| {
            let mut item = rated(&format!("q{n}"), from, words);
            if measure == "reqol-10" && [1, 3, 6, 9].contains(&n) {
                let turned = (from..).zip(words.iter().rev());
                item["answerOption"] = turned.map(|(w, t)| option(t, w)).collect();
            }
            item
        })
        .collect();
    form_at(
        &format!("https://trust.example/Questionnaire/{measure}"),
        items.into(),
    )
}

/// The answer of an item that stands at that place among its options.
pub fn nth(form: &Questionnaire, link_id: &str, place: usize) -> Answer {
    let item = find(form, link_id);
    item.options[place].value.clone()
}

/// The answer of an item that counts so much.
pub fn counting(form: &Questionnaire, link_id: &str, weight: f64) -> Answer {
    let item = find(form, link_id);
    let mut options = item.options.iter();
    options
        .find(|o| o.weight == Some(weight))
        .unwrap()
        .value
        .clone()
}

fn find(form: &Questionnaire, link_id: &str) -> Arc<pathway_companion::forms::Item> {
    let mut to_do: Vec<_> = form.items.iter().collect();
    while let Some(item) = to_do.pop() {
        if item.link_id == link_id {
            return item.clone();
        }
        to_do.extend(&item.items);
    }
    panic!("{link_id} is not in the form");
}

/// A form of items `q1`, `q2`, … with answers that count so much.
pub fn filled(form: &Arc<Questionnaire>, weights: &[Option<f64>]) -> Session {
    let empty = Session::new(form.clone(), BTreeMap::new());
    let given = (1..)
        .zip(weights)
        .filter_map(|(n, w)| Some((format!("q{n}"), (*w)?)));
    given.fold(empty, |session, (id, weight)| {
        session.with_answer(&Path::of(&id), vec![counting(form, &id, weight)])
    })
}

/// The same by the place of the answer as it is printed, from 0.
pub fn chosen(form: &Arc<Questionnaire>, places: &[usize]) -> Session {
    let empty = Session::new(form.clone(), BTreeMap::new());
    (1..).zip(places).fold(empty, |session, (n, place)| {
        let id = format!("q{n}");
        session.with_answer(&Path::of(&id), vec![nth(form, &id, *place)])
    })
}

pub fn coding(system: &str, code: &str) -> Answer {
    Answer::Coding(Coding {
        system: Some(system.into()),
        code: Some(code.into()),
        display: None,
    })
}
