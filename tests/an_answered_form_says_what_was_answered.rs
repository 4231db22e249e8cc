//! What leaves the phone is what the person said, and nothing else.
#![allow(clippy::unwrap_used)]

#[path = "support/fhir.rs"]
mod support;

use jiff::Zoned;
use pathway_companion::fhir::codes::BASE;
use pathway_companion::fhir::task::task_state;
use pathway_companion::fhir::{Answered, coded_scores, read_answers, write_response, write_score};
use pathway_companion::forms::{AnswerProblem, Path, Quantity, Session, Value as Answer};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use support::*;

fn at() -> Zoned {
    "2026-09-02T19:05:00+01:00[Europe/London]".parse().unwrap()
}

fn written(session: &Session, based_on: &[String]) -> Value {
    write_response(&Answered {
        session,
        response_id: "01992f3e-6c1c-7a57-9f3a-0b6b1a7f0c11",
        codes_base: BASE,
        patient: ME,
        author: "Patient/demo-amira",
        authored: &at(),
        based_on,
    })
}

fn filled(weights: [usize; 9]) -> Session {
    let empty = Session::new(phq9(), BTreeMap::new());
    (1..).zip(weights).fold(empty, |session, (n, weight)| {
        session.with_answer(&Path::of(&format!("phq9-q{n}")), vec![often(weight)])
    })
}

#[test]
fn a_whole_form_is_sent_as_the_contract_shows_it() {
    let state = task_state(&task("t", "requested").to_string()).unwrap();
    let based_on = [state.based_on, vec!["Task/other".into()]].concat();
    let response = written(&filled([1, 2, 1, 2, 0, 1, 1, 0, 0]), &based_on);
    assert_eq!(response["resourceType"], "QuestionnaireResponse");
    assert_eq!(response["status"], "completed");
    assert_eq!(
        response["questionnaire"],
        format!("{BASE}/Questionnaire/phq-9|1.0.0")
    );
    assert_eq!(
        response["identifier"],
        json!({
        "system": format!("{BASE}/response-uuid"), "value": "01992f3e-6c1c-7a57-9f3a-0b6b1a7f0c11" })
    );
    assert_eq!(response["authored"], "2026-09-02T19:05:00+01:00");
    assert_eq!(
        response["basedOn"],
        json!([{ "reference": "CarePlan/plan-1" }])
    );
    for who in ["subject", "author", "source"] {
        assert_eq!(response[who], me());
    }
    assert!(
        response["extension"][0]["url"]
            .as_str()
            .unwrap()
            .ends_with("completionMode")
    );
    let items = response["item"][0]["item"].as_array().unwrap();
    assert_eq!(items.len(), 9);
    assert_eq!(
        items[1],
        json!({ "linkId": "phq9-q2", "answer": [{
        "valueCoding": { "system": "http://loinc.org", "code": "LA6570-1",
            "display": "More than half the days",
            "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 2 }] } }] }),
        "an option goes out as the form has it"
    );
    assert_eq!(
        response["item"][1],
        json!({ "linkId": "phq9-total", "answer": [{ "valueInteger": 8 }] })
    );
    assert_eq!(
        response["item"].as_array().unwrap().len(),
        2,
        "difficulty was not answered"
    );
}

#[test]
fn the_sum_is_never_one_that_was_not_worked_out_here() {
    let stale = filled([1; 9]).with_answer(&Path::of("phq9-total"), vec![Answer::Integer(0)]);
    assert_eq!(
        written(&stale, &[])["item"][1]["answer"][0]["valueInteger"],
        9
    );
    let half = stale.with_answer(&Path::of("phq9-q9"), vec![]);
    assert_eq!(written(&half, &[])["item"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_not_asked_is_not_sent() {
    let difficulty = Path::of("phq9-difficulty");
    let hard = vec![coded("http://loinc.org", "LA6575-0")];
    let asked = filled([1, 0, 0, 0, 0, 0, 0, 0, 0]).with_answer(&difficulty, hard);
    assert!(written(&asked, &[]).to_string().contains("phq9-difficulty"));
    let unasked = asked.with_answer(&Path::of("phq9-q1"), vec![often(0)]);
    assert!(
        !written(&unasked, &[])
            .to_string()
            .contains("phq9-difficulty")
    );
}

#[test]
fn every_kind_of_answer_comes_back() {
    let form = form(json!([
        { "linkId": "yes", "type": "boolean", "text": "?", "item": [
            { "linkId": "below", "type": "group", "item": [
                { "linkId": "words", "type": "text", "text": "?" } ] } ] },
        { "linkId": "empty", "type": "group", "item": [{ "linkId": "none", "type": "string" }] },
        { "linkId": "number", "type": "decimal", "text": "?" },
        { "linkId": "whole", "type": "integer", "text": "?" },
        { "linkId": "day", "type": "date", "text": "?" },
        { "linkId": "pick", "type": "choice", "text": "?", "answerOption": [
            { "valueCoding": { "code": "a", "display": "A" } }, { "valueString": "B" }] }
    ]))
    .unwrap();
    let answers = BTreeMap::from([
        (Path::of("yes"), vec![Answer::Boolean(false)]),
        (
            Path::of("words"),
            vec![Answer::Text("One\ntwo \"three\" ☂".into())],
        ),
        (Path::of("number"), vec![Answer::Decimal("1.50".into())]),
        (Path::of("whole"), vec![Answer::Integer(-7)]),
        (Path::of("day"), vec![Answer::Date("2026-02".into())]),
        (Path::of("pick"), vec![Answer::Text("B".into())]),
    ]);
    let session = Session::new(form.clone(), answers.clone());
    let raw = written(&session, &[]).to_string();
    assert!(raw.contains(r#""valueDecimal":1.50"#));
    assert!(!raw.contains("\"empty\""));
    assert_eq!(read_answers(&raw, &form).unwrap(), answers);
}

#[test]
fn a_response_to_another_form_gives_what_fits() {
    for (_, raw) in cases("domain/examples") {
        if raw.contains("\"QuestionnaireResponse\"") && raw.contains("phq9-q1") {
            assert_eq!(read_answers(&raw, &phq9()).unwrap().len(), 10);
        }
    }
    for (_, raw) in cases("cases/responses") {
        assert!(read_answers(&raw, &phq9()).unwrap().is_empty());
    }
    assert!(read_answers("{\"resourceType\":\"Goal\"}", &phq9()).is_err());
}

#[test]
fn the_score_points_at_the_answered_form() {
    let score = filled([3; 9]).score().unwrap();
    let coded = coded_scores(&score);
    assert_eq!(coded.len(), 1);
    let observation = write_score(&coded[0], "uuid-2", BASE, ME, &at(), "urn:uuid:1");
    assert_eq!(observation["code"]["coding"][0]["code"], "44261-6");
    assert_eq!(observation["category"][0]["coding"][0]["code"], "survey");
    assert_eq!(
        observation["valueQuantity"],
        json!({
        "value": 27, "unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}" })
    );
    assert_eq!(
        observation["identifier"][0]["system"],
        format!("{BASE}/item-uuid")
    );
    assert_eq!(
        observation["derivedFrom"],
        json!([{ "reference": "urn:uuid:1" }])
    );
    assert_eq!(observation["subject"], me());
    assert_eq!(
        observation["effectiveDateTime"],
        "2026-09-02T19:05:00+01:00"
    );
    assert!(pathway_companion::fhir::release::may_be_kept(
        &observation.to_string(),
        BASE
    ));
}

#[test]
fn a_whole_number_that_answers_a_decimal_is_sent_as_a_decimal() {
    let form = form(json!([{ "linkId": "weight", "type": "decimal", "text": "?" }])).unwrap();
    let session = Session::new(form, BTreeMap::new());
    let session = session.with_answer(&Path::of("weight"), vec![Answer::Integer(70)]);
    let answer = &written(&session, &[])["item"][0]["answer"][0];
    assert_eq!(*answer, json!({ "valueDecimal": 70 }));
}

#[test]
fn a_quantity_is_held_to_the_bounds_that_sdc_has_for_quantities() {
    let sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
    let kg = |value: i64| {
        json!({ "value": value, "unit": "kg",
        "system": "http://unitsofmeasure.org", "code": "kg" })
    };
    let form = form(
        json!([{ "linkId": "weight", "type": "quantity", "text": "?", "extension": [
        { "url": format!("{sdc}minQuantity"), "valueQuantity": kg(20) },
        { "url": format!("{sdc}maxQuantity"), "valueQuantity": kg(300) } ] }]),
    )
    .unwrap();
    let check = |value: &str| {
        let quantity = Answer::Quantity(Quantity {
            value: value.to_owned(),
            unit: Some("kg".into()),
            system: Some("http://unitsofmeasure.org".into()),
            code: Some("kg".into()),
        });
        let path = Path::of("weight");
        Session::new(form.clone(), BTreeMap::new())
            .with_answer(&path, vec![quantity])
            .check(&path)
    };
    assert_eq!(check("70"), Ok(()));
    assert!(matches!(check("19.9"), Err(AnswerProblem::TooLow { .. })));
    assert!(matches!(check("301"), Err(AnswerProblem::TooHigh { .. })));
}

#[test]
fn a_unit_without_a_system_is_sent_by_its_name() {
    let unit = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
    let item = json!([{ "linkId": "height", "type": "quantity", "text": "?",
        "extension": [{ "url": unit, "valueCoding": { "code": "inches" } }] }]);
    let form = form(item).unwrap();
    let unit = form.items[0].units[0].clone();
    let session = Session::new(form, BTreeMap::new());
    let quantity = Answer::Quantity(Quantity {
        value: "60".into(),
        unit: unit.display,
        system: unit.system,
        code: unit.code,
    });
    let path = Path::of("height");
    let session = session.with_answer(&path, vec![quantity]);
    assert_eq!(session.check(&path), Ok(()));
    let answer = &written(&session, &[])["item"][0]["answer"][0];
    assert_eq!(
        *answer,
        json!({ "valueQuantity": { "value": 60, "unit": "inches" } })
    );
}
