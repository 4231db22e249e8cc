//! Whatever a person answers, if the app takes it, the response that leaves the phone is right by the
//! rules of HL7's validator: for every form of the cases, the domain and the app.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/cases.rs"]
mod cases;

use pathway_companion::fhir::codes::BASE;
use pathway_companion::fhir::{
    Answered, FormReading, read_answers, read_questionnaire, validate_response, write_response,
};
use pathway_companion::forms::{
    Attachment, Bound, Content, Item, Kind, Path, Quantity, Session, Surroundings, Value,
};
use proptest::prelude::*;
use proptest::test_runner::TestRng;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A form of every kind of item, for the rules that no case reaches.
fn every_kind() -> String {
    let core = "http://hl7.org/fhir/StructureDefinition/";
    let coded =
        |code: &str| json!({ "valueCoding": { "system": "s", "code": code, "display": code } });
    let mut none = coded("none");
    none["extension"] =
        json!([{ "url": format!("{core}questionnaire-optionExclusive"), "valueBoolean": true }]);
    let unit = json!({ "system": "http://unitsofmeasure.org", "code": "kg", "display": "kg" });
    json!({ "resourceType": "Questionnaire", "url": "https://trust.example/every", "version": "3",
        "status": "active", "item": [
        { "linkId": "start", "type": "boolean", "text": "?", "required": true },
        { "linkId": "g", "type": "group", "text": "?", "repeats": true, "item": [
            { "linkId": "whole", "type": "integer", "text": "?", "required": true,
              "extension": [{ "url": format!("{core}minValue"), "valueInteger": 0 },
                            { "url": format!("{core}maxValue"), "valueInteger": 5 }] },
            { "linkId": "why", "type": "text", "text": "?", "required": true, "maxLength": 4,
              "enableWhen": [{ "question": "whole", "operator": ">", "answerInteger": 2 }] } ] },
        { "linkId": "number", "type": "decimal", "text": "?",
          "extension": [{ "url": format!("{core}maxDecimalPlaces"), "valueInteger": 1 }] },
        { "linkId": "several", "type": "choice", "text": "?", "repeats": true,
          "answerOption": [coded("a"), coded("b"), none],
          "item": [{ "linkId": "more", "type": "string", "text": "?" }] },
        { "linkId": "open", "type": "open-choice", "text": "?", "answerOption": [coded("a")] },
        { "linkId": "among", "type": "integer", "text": "?", "answerOption": [{ "valueInteger": 1 }, { "valueInteger": 2 }] },
        { "linkId": "day", "type": "date", "text": "?", "enableBehavior": "any", "enableWhen": [
            { "question": "start", "operator": "=", "answerBoolean": true },
            { "question": "several", "operator": "=", "answerCoding": { "system": "s", "code": "a" } } ] },
        { "linkId": "moment", "type": "dateTime", "text": "?" },
        { "linkId": "time", "type": "time", "text": "?" },
        { "linkId": "address", "type": "url", "text": "?" },
        { "linkId": "mass", "type": "quantity", "text": "?",
          "extension": [{ "url": format!("{core}questionnaire-unitOption"), "valueCoding": unit }] },
        { "linkId": "file", "type": "attachment", "text": "?",
          "extension": [{ "url": format!("{core}mimeType"), "valueCode": "text/plain" },
                        { "url": format!("{core}maxSize"), "valueDecimal": 3 }] },
        { "linkId": "read", "type": "display", "text": "Read this." } ] })
    .to_string()
}

fn forms() -> Vec<(String, String)> {
    let mut forms = vec![("every kind".to_owned(), every_kind())];
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/forms");
    let others = ["forms", "instruments", "../domain/questionnaires"];
    let folders = others.into_iter().filter_map(cases::folder).chain([own]);
    for file in folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|e| e == "json") {
            let raw = std::fs::read_to_string(&path).unwrap();
            forms.push((path.display().to_string(), raw));
        }
    }
    forms.retain(|(_, raw)| read_questionnaire(raw).is_ok());
    forms
}

struct Chance(TestRng);

impl Chance {
    fn of(&mut self, most: usize) -> usize {
        (self.0.next_u32() as usize) % most.max(1)
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.of(all.len())].clone()
    }
}

fn text(chance: &mut Chance) -> String {
    let known = [
        "a",
        "so",
        "äöü",
        "1234",
        "a@b.c",
        "person@trust.example",
        "07700 900000",
        "https://trust.example",
        "a longer text that says something",
        "two\nlines",
        " ",
    ];
    chance.pick(&known).to_owned()
}

fn value(item: &Item, chance: &mut Chance) -> Value {
    let number = |bound: &Option<Bound>| match bound {
        Some(Bound::Fixed(value)) => value.number(),
        _ => None,
    };
    let least = number(&item.limits.min).unwrap_or(0.0) as i64;
    match item.kind {
        Kind::Boolean => Value::Boolean(chance.of(2) == 1),
        Kind::Integer => Value::Integer(least - 1 + chance.of(8) as i64),
        Kind::Decimal if chance.of(3) == 0 => Value::Integer(least + chance.of(8) as i64),
        Kind::Decimal => Value::Decimal(chance.pick(&["0", "1.5", "70.25", "-3.10"]).to_owned()),
        Kind::Date => Value::Date(
            chance
                .pick(&["2026", "2026-02", "2026-02-28", "1980-05-17"])
                .to_owned(),
        ),
        Kind::DateTime => Value::DateTime(
            chance
                .pick(&["2026", "2026-02-28", "2026-02-28T10:00:00+01:00"])
                .to_owned(),
        ),
        Kind::Time => Value::Time(chance.pick(&["10:00:00", "23:59:59"]).to_owned()),
        Kind::String | Kind::Text => Value::Text(text(chance)),
        Kind::Url => Value::Url(text(chance)),
        Kind::Choice | Kind::Reference
            if !item.options.is_empty() && (!item.open || chance.of(3) > 0) =>
        {
            chance.pick(&item.options).value
        }
        Kind::Choice | Kind::Reference => Value::Text(text(chance)),
        Kind::Quantity => {
            let unit = (!item.units.is_empty()).then(|| chance.pick(&item.units));
            Value::Quantity(Quantity {
                value: chance.pick(&["1", "70.5"]).to_owned(),
                unit: unit.as_ref().and_then(|u| u.display.clone()),
                system: unit.as_ref().and_then(|u| u.system.clone()),
                code: unit.and_then(|u| u.code),
            })
        }
        Kind::Attachment => Value::Attachment(Attachment {
            content_type: Some("text/plain".to_owned()),
            title: None,
            size: 3,
            data: Some("YWJj".to_owned()),
            url: None,
        }),
        Kind::Group | Kind::Display => Value::Boolean(false),
    }
}

/// A value that the session takes at a path, if chance finds one.
fn answered(session: &Session, path: &Path, chance: &mut Chance) -> Session {
    let Some(item) = session.item_at(path).cloned() else {
        return session.clone();
    };
    for _ in 0..20 {
        let count = if item.repeats { 1 + chance.of(3) } else { 1 };
        let mut values: Vec<Value> = Vec::new();
        for _ in 0..count {
            let value = value(&item, chance);
            if !values.iter().any(|v| v.same_as(&value)) {
                values.push(value);
            }
        }
        let next = session.with_answer(path, values);
        if next.check(path).is_ok() {
            return next;
        }
    }
    session.clone()
}

/// A session that could be sent, by answers at random.
fn filled(empty: Session, chance: &mut Chance) -> Option<Session> {
    let mut session = empty;
    for _ in 0..12 {
        let pages = session.pages();
        if pages.is_empty() {
            break;
        }
        match chance.pick(&pages).content {
            Content::Questions(questions) => {
                let path = chance.pick(&questions).path;
                session = answered(&session, &path, chance);
            }
            Content::Repeat(repeat) => {
                // One instance more, as the button on that page does.
                let path = pages.iter().find_map(|p| match &p.content {
                    Content::Repeat(r) if r.item.link_id == repeat.item.link_id => {
                        Some(p.path.clone())
                    }
                    _ => None,
                })?;
                if let Some(more) = session.one_more(&path) {
                    session = session.with_answer(&path, more);
                }
            }
        }
    }
    for _ in 0..200 {
        let Some((path, _)) = session.problems().into_iter().next() else {
            return Some(session);
        };
        session = answered(&session, &path, chance);
    }
    None
}

fn sent(session: &Session) -> String {
    let authored = "2026-09-02T19:05:00+01:00[Europe/London]".parse().unwrap();
    let response = write_response(&Answered {
        session,
        response_id: "01992f3e-6c1c-7a57-9f3a-0b6b1a7f0c11",
        codes_base: BASE,
        patient: "me",
        author: "Patient/me",
        authored: &authored,
        based_on: &[],
    });
    response.to_string()
}

#[test]
fn every_response_that_the_app_makes_is_right() {
    let forms = forms();
    let mut judged = BTreeMap::new();
    for (name, raw) in &forms {
        let form = Arc::new(read_questionnaire(raw).unwrap());
        let counted = std::cell::Cell::new(0);
        let config = ProptestConfig {
            cases: 24,
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        let mut runner = proptest::test_runner::TestRunner::new(config);
        let result = runner.run(&any::<[u8; 16]>(), |seed| {
            let seed = [seed, seed].concat();
            let rng = TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &seed);
            let surroundings = Surroundings {
                now: Some("2026-09-02T19:05:00+01:00[Europe/London]".parse().unwrap()),
                ..Surroundings::default()
            };
            let empty = Session::with(form.clone(), BTreeMap::new(), Arc::new(surroundings));
            let Some(session) = filled(empty, &mut Chance(rng)) else {
                return Ok(());
            };
            let response = sent(&session);
            let report = validate_response(raw, &response, &FormReading::default());
            prop_assert!(
                report.is_valid(),
                "{}: {:?}\n{}",
                name,
                report.errors,
                response
            );
            prop_assert!(!report.other_form);
            let again = read_answers(&response, &form).unwrap();
            let again = sent(&Session::with(form.clone(), again, Arc::default()));
            let report = validate_response(raw, &again, &FormReading::default());
            prop_assert!(
                report.is_valid(),
                "read back: {}: {:?}",
                name,
                report.errors
            );
            counted.set(counted.get() + 1);
            Ok(())
        });
        if let Err(problem) = result {
            panic!("{problem}");
        }
        judged.insert(name, counted.get());
    }
    let all: u32 = judged.values().sum();
    println!("{all} responses to {} forms", judged.len());
    let never: Vec<_> = judged.iter().filter(|(_, n)| **n == 0).collect();
    assert!(never.is_empty(), "chance never filled these: {never:?}");
}
