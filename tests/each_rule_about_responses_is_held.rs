//! Each rule that a response must keep: kept, it is not mentioned; broken, it is. Most of these are the
//! rules of HL7's validator, each with an answer that just keeps it and one that just does not.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

use pathway_companion::fhir::{FormReading, Report, validate_response};
use serde_json::{Value, json};

const CORE: &str = "http://hl7.org/fhir/StructureDefinition/";
const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";

fn form(items: Value) -> Value {
    json!({ "resourceType": "Questionnaire", "url": "https://trust.example/q", "version": "2",
        "status": "active", "item": items })
}

fn response(items: Value) -> Value {
    json!({ "resourceType": "QuestionnaireResponse", "questionnaire": "https://trust.example/q|2",
        "status": "completed", "authored": "2026-09-02T23:30:00+01:00", "item": items })
}

fn judge(form: &Value, response: &Value) -> Report {
    validate_response(
        &form.to_string(),
        &response.to_string(),
        &FormReading::default(),
    )
}

/// What is wrong with these answers to these items.
fn errors(items: Value, answers: Value) -> Vec<String> {
    let report = judge(&form(items), &response(answers));
    report.errors.into_iter().map(|f| f.message).collect()
}

/// The errors of one question with these fields and these answers.
fn of_question(kind: &str, fields: Value, answers: Value) -> Vec<String> {
    let mut item = json!({ "linkId": "q", "type": kind, "repeats": true });
    for (name, value) in fields.as_object().unwrap() {
        item[name] = value.clone();
    }
    errors(json!([item]), json!([{ "linkId": "q", "answer": answers }]))
}

fn right(kind: &str, fields: Value, answers: Value) {
    let found = of_question(kind, fields.clone(), answers.clone());
    assert!(found.is_empty(), "{kind} {fields} {answers}: {found:?}");
}

fn wrong(kind: &str, fields: Value, answers: Value, topic: &str) {
    let found = of_question(kind, fields.clone(), answers.clone());
    assert!(
        !found.is_empty() && found.iter().all(|m| m.contains(topic)),
        "{kind} {fields} {answers}: wanted {topic:?}, found {found:?}"
    );
}

fn extension(url: &str, kind: &str, value: Value) -> Value {
    let mut extension = json!({ "url": url });
    extension[format!("value{kind}")] = value;
    json!({ "extension": [extension] })
}

fn core(name: &str, kind: &str, value: Value) -> Value {
    extension(&format!("{CORE}{name}"), kind, value)
}

const ANSWERS: [(&str, &str, &str); 15] = [
    ("boolean", "Boolean", "true"),
    ("decimal", "Decimal", "1.50"),
    ("integer", "Integer", "3"),
    ("date", "Date", "\"2026-02-28\""),
    ("dateTime", "DateTime", "\"2026-02-28T10:00:00Z\""),
    ("time", "Time", "\"10:00:00\""),
    ("string", "String", "\"a\""),
    ("text", "String", "\"a\\nb\""),
    ("url", "Uri", "\"https://trust.example\""),
    ("choice", "Coding", "{\"system\":\"s\",\"code\":\"c\"}"),
    ("open-choice", "Coding", "{\"code\":\"c\"}"),
    ("open-choice", "String", "\"else\""),
    (
        "attachment",
        "Attachment",
        "{\"contentType\":\"text/plain\",\"data\":\"YWJj\",\"size\":3}",
    ),
    ("reference", "Reference", "{\"reference\":\"Patient/1\"}"),
    ("quantity", "Quantity", "{\"value\":1.5,\"unit\":\"kg\"}"),
];

#[test]
fn an_answer_is_of_the_type_of_its_item() {
    for (kind, own, _) in ANSWERS {
        for (_, other, value) in ANSWERS {
            let mut answer = json!({});
            answer[format!("value{other}")] = serde_json::from_str(value).unwrap();
            let taken = own == other
                || (kind.contains("choice")
                    && ["Coding", "String", "Integer", "Date", "Time"].contains(&other));
            if taken {
                right(kind, json!({}), json!([answer]));
            } else {
                wrong(kind, json!({}), json!([answer]), "must be of the type");
            }
        }
    }
    wrong(
        "string",
        json!({}),
        json!([{ "valueCode": "x" }]),
        "unrecognised property",
    );
    wrong(
        "question",
        json!({}),
        json!([{ "valueString": "x" }]),
        "type question has no answers",
    );
    wrong(
        "made-up",
        json!({}),
        json!([{ "valueString": "x" }]),
        "no type that FHIR R4 has",
    );
}

#[test]
fn a_value_is_written_as_fhir_writes_its_type() {
    for (kind, field, value) in [
        ("boolean", "valueBoolean", json!("true")),
        ("integer", "valueInteger", json!(1.5)),
        ("integer", "valueInteger", json!(2_147_483_648_u64)),
        ("integer", "valueInteger", json!("1")),
        ("decimal", "valueDecimal", json!("1.5")),
        ("date", "valueDate", json!("2026-02-30")),
        ("date", "valueDate", json!("2026-2-3")),
        ("date", "valueDate", json!("2026-02-03T10:00:00Z")),
        ("dateTime", "valueDateTime", json!("2026-02-03T10:00:00")),
        ("time", "valueTime", json!("10:00")),
        ("time", "valueTime", json!("25:00:00")),
        ("url", "valueUri", json!("a b")),
        (
            "url",
            "valueUri",
            json!("urn:uuid:c757873d-ec9a-4326-a141-556f43239520asdf"),
        ),
        ("quantity", "valueQuantity", json!({ "value": "1" })),
    ] {
        wrong(
            kind,
            json!({}),
            json!([{ field: value }]),
            "as FHIR writes it",
        );
    }
    for (kind, field, value) in [
        ("date", "valueDate", json!("2026")),
        ("date", "valueDate", json!("2026-02")),
        ("dateTime", "valueDateTime", json!("2026")),
        ("url", "valueUri", json!("Patient/1")),
        ("url", "valueUri", json!("c:\\temp\\example.txt")),
    ] {
        right(kind, json!({}), json!([{ field: value }]));
    }
    wrong(
        "string",
        json!({}),
        json!([{ "valueString": "" }]),
        "empty text",
    );
    wrong("string", json!({}), json!([{}]), "no value");
    wrong(
        "choice",
        json!({}),
        json!([{ "valueString": "a", "valueInteger": 1 }]),
        "one value",
    );
    wrong(
        "choice",
        json!({}),
        json!([{ "valueCoding": { "kode": "a" } }]),
        "unrecognised property",
    );
    wrong(
        "choice",
        json!({}),
        json!([{ "valueCoding": {} }]),
        "not an object with something",
    );
    wrong(
        "quantity",
        json!({}),
        json!([{ "valueQuantity": { "value": 1, "code": "kg" } }]),
        "qty-3",
    );
}

#[test]
fn items_stand_where_the_form_has_them() {
    let items = json!([
        { "linkId": "g", "type": "group", "item": [
            { "linkId": "a", "type": "string" }, { "linkId": "b", "type": "string" } ] },
        { "linkId": "q", "type": "string", "item": [{ "linkId": "below", "type": "string" }] },
        { "linkId": "d", "type": "display", "text": "Read this" } ]);
    let said = |link_id: &str| json!({ "linkId": link_id, "answer": [{ "valueString": "x" }] });
    let found = |answers: Value| errors(items.clone(), answers);
    let is = |answers: Value, topic: &str| {
        let found = found(answers.clone());
        assert!(
            found.iter().any(|m| m.contains(topic)),
            "{answers}: {topic:?} {found:?}"
        );
    };
    assert_eq!(
        found(json!([{ "linkId": "g", "item": [said("a"), said("b")] }])),
        [""; 0]
    );
    let nested =
        json!([{ "linkId": "q", "answer": [{ "valueString": "x", "item": [said("below")] }] }]);
    assert_eq!(found(nested), [""; 0]);
    assert_eq!(found(json!([{ "linkId": "d" }])), [""; 0]);
    is(json!([said("unknown")]), "is not in the form");
    is(json!([said("a")]), "wrong place");
    is(
        json!([{ "linkId": "g", "item": [said("b"), said("a")] }]),
        "order",
    );
    is(
        json!([{ "linkId": "g", "item": [said("a"), said("a")] }]),
        "only one item",
    );
    is(
        json!([{ "linkId": "g", "answer": [{ "item": [said("a")] }] }]),
        "type group has no answers",
    );
    is(json!([said("d")]), "type display has no answers");
    is(
        json!([{ "linkId": "d", "item": [said("a")] }]),
        "type display has no items",
    );
    is(
        json!([{ "linkId": "q", "item": [said("below")] }]),
        "in its answer",
    );
    is(
        json!([{ "linkId": "q", "item": [said("below")], "answer": [{ "valueString": "x" }] }]),
        "qrs-1",
    );
    is(json!([{ "answer": [{ "valueString": "x" }] }]), "no linkId");
    is(json!([{ "linkId": "q", "answer": [] }]), "answer is empty");
    is(
        json!([{ "linkId": "q", "answered": true }]),
        "unrecognised property",
    );
    is(
        json!([{ "linkId": "d", "text": "Something else" }]),
        "not the text",
    );
    is(json!([5]), "no linkId");
}

#[test]
fn as_many_answers_as_the_form_wants() {
    let two = json!([{ "valueString": "a" }, { "valueString": "b" }]);
    wrong(
        "string",
        json!({ "repeats": false }),
        two.clone(),
        "only one answer",
    );
    right(
        "string",
        core("questionnaire-maxOccurs", "Integer", json!(2)),
        two.clone(),
    );
    wrong(
        "string",
        core("questionnaire-maxOccurs", "Integer", json!(1)),
        two.clone(),
        "at most 1",
    );
    right(
        "string",
        core("questionnaire-minOccurs", "Integer", json!(2)),
        two.clone(),
    );
    wrong(
        "string",
        core("questionnaire-minOccurs", "Integer", json!(3)),
        two,
        "at least 3",
    );
    let mut group = core("questionnaire-maxOccurs", "Integer", json!(2));
    group["linkId"] = json!("g");
    group["type"] = json!("group");
    group["repeats"] = json!(true);
    group["item"] = json!([{ "linkId": "a", "type": "integer" }]);
    let one =
        json!({ "linkId": "g", "item": [{ "linkId": "a", "answer": [{ "valueInteger": 1 }] }] });
    assert_eq!(errors(json!([group]), json!([one, one])), [""; 0]);
    assert!(errors(json!([group]), json!([one, one, one]))[0].contains("at most 2"));
}

#[test]
fn what_is_required_is_there_where_it_is_asked_and_once_it_is_finished() {
    let items = json!([
        { "linkId": "start", "type": "boolean" },
        { "linkId": "why", "type": "string", "required": true,
          "enableWhen": [{ "question": "start", "operator": "=", "answerBoolean": true }] } ]);
    let start = |yes: bool| json!({ "linkId": "start", "answer": [{ "valueBoolean": yes }] });
    let why = json!({ "linkId": "why", "answer": [{ "valueString": "x" }] });
    assert_eq!(errors(items.clone(), json!([start(true), why])), [""; 0]);
    assert!(errors(items.clone(), json!([start(true)]))[0].contains("required"));
    assert!(
        errors(items.clone(), json!([start(true), { "linkId": "why" }]))[0].contains("required")
    );
    assert_eq!(errors(items.clone(), json!([start(false)])), [""; 0]);
    assert_eq!(
        errors(items.clone(), json!([start(false), { "linkId": "why" }])),
        [""; 0]
    );
    assert!(errors(items.clone(), json!([start(false), why]))[0].contains("enableWhen"));
    let mut unfinished = response(json!([start(true)]));
    for status in ["in-progress", "stopped"] {
        unfinished["status"] = json!(status);
        let report = judge(&form(items.clone()), &unfinished);
        assert!(
            report.is_valid() && report.warnings.len() == 1,
            "{report:?}"
        );
    }
    let group = json!([{ "linkId": "g", "type": "group", "required": true,
        "item": [{ "linkId": "a", "type": "string" }] }]);
    assert!(errors(group.clone(), json!([{ "linkId": "g" }]))[0].contains("required group"));
    assert!(
        errors(group, json!([{ "linkId": "other" }]))
            .iter()
            .any(|m| m.contains("required item"))
    );
}

#[test]
fn conditions_look_at_the_answers_near_them() {
    let items = json!([{ "linkId": "g", "type": "group", "repeats": true, "item": [
        { "linkId": "kind", "type": "integer" },
        { "linkId": "more", "type": "string", "required": true,
          "enableWhen": [{ "question": "kind", "operator": ">", "answerInteger": 2 }] } ] }]);
    let one = |kind: u32, more: bool| {
        let mut items = vec![json!({ "linkId": "kind", "answer": [{ "valueInteger": kind }] })];
        items.extend(more.then(|| json!({ "linkId": "more", "answer": [{ "valueString": "x" }] })));
        json!({ "linkId": "g", "item": items })
    };
    assert_eq!(
        errors(items.clone(), json!([one(1, false), one(3, true)])),
        [""; 0]
    );
    assert_eq!(
        errors(items.clone(), json!([one(3, false), one(1, true)])).len(),
        2
    );
    let any = |behaviour: &str| {
        json!([
        { "linkId": "a", "type": "integer" }, { "linkId": "b", "type": "integer" },
        { "linkId": "c", "type": "string", "enableBehavior": behaviour, "enableWhen": [
            { "question": "a", "operator": "exists", "answerBoolean": true },
            { "question": "b", "operator": "!=", "answerInteger": 1 } ] } ])
    };
    let said = json!([{ "linkId": "a", "answer": [{ "valueInteger": 1 }] },
        { "linkId": "c", "answer": [{ "valueString": "x" }] }]);
    assert_eq!(errors(any("any"), said.clone()), [""; 0]);
    assert_eq!(
        errors(any("all"), said).len(),
        1,
        "b has no answer that could differ"
    );
}

#[test]
fn conditions_by_expression_hold_too_or_are_left_unchecked() {
    let items = |expression: &str| {
        json!([
        { "linkId": "a", "type": "integer" },
        { "linkId": "b", "type": "string", "required": true, "extension": [
            { "url": format!("{SDC}enableWhenExpression"), "valueExpression":
                { "language": "text/fhirpath", "expression": expression } }] } ])
    };
    let expression = "%resource.item.where(linkId = 'a').answer.value > 2";
    let a = |n: u32| json!({ "linkId": "a", "answer": [{ "valueInteger": n }] });
    let b = json!({ "linkId": "b", "answer": [{ "valueString": "x" }] });
    assert_eq!(errors(items(expression), json!([a(3), b])), [""; 0]);
    assert!(errors(items(expression), json!([a(3)]))[0].contains("required"));
    assert_eq!(errors(items(expression), json!([a(1)])), [""; 0]);
    assert!(errors(items(expression), json!([a(1), b]))[0].contains("enableWhen"));
    let unknown = judge(
        &form(items("%patient.gender = 'female'")),
        &response(json!([a(1)])),
    );
    assert!(
        unknown.is_valid() && unknown.unchecked.len() == 1,
        "{unknown:?}"
    );
}

#[test]
fn checks_of_the_form_hold() {
    let constraint = |expression: &str, severity: &str, name: &str| {
        let field = if name == "targetConstraint" {
            "valueExpression"
        } else {
            "valueString"
        };
        let expression = match field {
            "valueExpression" => json!({ "language": "text/fhirpath", "expression": expression }),
            _ => json!(expression),
        };
        json!([{ "linkId": "q", "type": "string", "repeats": true, "extension": [
            { "url": format!("{CORE}{name}"), "extension": [
                { "url": "key", "valueId": "k" }, { "url": "severity", "valueCode": severity },
                { "url": "human", "valueString": "Say three things" },
                { "url": "expression", field: expression } ] },
            { "url": format!("{CORE}variable"), "valueExpression":
                { "name": "three", "language": "text/fhirpath", "expression": "3" } }] }])
    };
    let two = response(
        json!([{ "linkId": "q", "answer": [{ "valueString": "a" }, { "valueString": "b" }] }]),
    );
    for name in ["targetConstraint", "questionnaire-constraint"] {
        let judged =
            |text: &str, severity: &str| judge(&form(constraint(text, severity, name)), &two);
        assert!(judged("answer.count() = 2", "error").is_valid());
        let failed = judged("answer.count() = 3", "error");
        assert!(failed.errors[0].message.contains("Say three things"));
        assert_eq!(failed.errors[0].link_id, "q");
        assert!(!judged("answer.count() = %three", "error").is_valid());
        let warned = judged("answer.count() = 3", "warning");
        assert!(warned.is_valid() && warned.warnings.len() == 1);
        for broken in ["answer.count() = %unknown", "answer.count() = 3 asdf aqwe"] {
            let report = judged(broken, "error");
            assert!(
                report.is_valid() && report.unchecked.len() == 1,
                "{report:?}"
            );
        }
    }
}

#[test]
fn lengths_patterns_bounds_and_digits() {
    let text = |t: &str| json!([{ "valueString": t }]);
    right("string", json!({ "maxLength": 3 }), text("äöü"));
    wrong(
        "string",
        json!({ "maxLength": 3 }),
        text("abcd"),
        "maximum length of 3",
    );
    right("text", core("minLength", "Integer", json!(3)), text("abc"));
    wrong(
        "text",
        core("minLength", "Integer", json!(3)),
        text("ab"),
        "minimum length of 3",
    );
    right(
        "string",
        core("regex", "String", json!("[0-9]{4}")),
        text("1234"),
    );
    wrong(
        "string",
        core("regex", "String", json!("[0-9]{4}")),
        text("12345"),
        "expected format",
    );
    right(
        "string",
        core("regex", "String", json!("(?=a)b")),
        text("unchecked"),
    );
    let number = |n: Value| json!([{ "valueDecimal": n }]);
    right(
        "decimal",
        core("maxDecimalPlaces", "Integer", json!(2)),
        number(json!(1.25)),
    );
    let fine: Value = serde_json::from_str(r#"[{ "valueDecimal": -5.12340 }]"#).unwrap();
    wrong(
        "decimal",
        core("maxDecimalPlaces", "Integer", json!(4)),
        fine,
        "decimal places",
    );
    for (kind, of, field, bound, inside, outside) in [
        (
            "integer",
            "Integer",
            "valueInteger",
            json!(3),
            json!(3),
            json!(2),
        ),
        (
            "decimal",
            "Decimal",
            "valueDecimal",
            json!(3.5),
            json!(3.5),
            json!(3.4),
        ),
        (
            "decimal",
            "Integer",
            "valueDecimal",
            json!(3),
            json!(3.0),
            json!(2.9),
        ),
        (
            "date",
            "Date",
            "valueDate",
            json!("2026-02-01"),
            json!("2026-02-01"),
            json!("2025"),
        ),
        (
            "date",
            "Date",
            "valueDate",
            json!("2026"),
            json!("2026-02-01"),
            json!("2025-12-31"),
        ),
        (
            "dateTime",
            "DateTime",
            "valueDateTime",
            json!("2026-02-01T10:00:00Z"),
            json!("2026-02-01T11:00:00+01:00"),
            json!("2026-02-01T10:00:00+01:00"),
        ),
        (
            "time",
            "Time",
            "valueTime",
            json!("10:00:00"),
            json!("10:00:00"),
            json!("09:59:59"),
        ),
    ] {
        let fields = core("minValue", of, bound);
        right(kind, fields.clone(), json!([{ field: inside }]));
        wrong(
            kind,
            fields,
            json!([{ field: outside }]),
            "less than the allowed minimum",
        );
    }
    let most = core("maxValue", "Integer", json!(3));
    wrong(
        "integer",
        most,
        json!([{ "valueInteger": 4 }]),
        "greater than the allowed maximum",
    );
}

#[test]
fn quantities_are_compared_in_their_units() {
    let ucum = |value: f64, code: &str| json!({ "value": value, "system": "http://unitsofmeasure.org", "code": code });
    let least = extension(&format!("{SDC}minQuantity"), "Quantity", ucum(50.0, "km"));
    let answer = |q: Value| json!([{ "valueQuantity": q }]);
    right("quantity", least.clone(), answer(ucum(50.0, "km")));
    right("quantity", least.clone(), answer(ucum(50_000.0, "m")));
    wrong(
        "quantity",
        least.clone(),
        answer(ucum(49.0, "km")),
        "less than the allowed minimum",
    );
    wrong(
        "quantity",
        least.clone(),
        answer(ucum(10_000.0, "m")),
        "less than the allowed minimum",
    );
    wrong(
        "quantity",
        least.clone(),
        answer(ucum(60.0, "kg")),
        "cannot be compared",
    );
    wrong(
        "quantity",
        least,
        answer(json!({ "value": 60, "unit": "km" })),
        "no formal units",
    );
    let most = extension(&format!("{SDC}maxQuantity"), "Quantity", ucum(5.0, "km"));
    right("quantity", most.clone(), answer(ucum(5.0, "km")));
    wrong(
        "quantity",
        most,
        answer(ucum(5_001.0, "m")),
        "greater than the allowed maximum",
    );
    let option =
        json!({ "system": "http://unitsofmeasure.org", "code": "km", "display": "kilometer" });
    let option = core("questionnaire-unitOption", "Coding", option);
    right("quantity", option.clone(), answer(ucum(1.0, "km")));
    wrong("quantity", option, answer(ucum(1.0, "kg")), "allowed units");
}

#[test]
fn files_are_of_the_kind_and_size_that_the_form_allows() {
    let file = |kind: &str, size: u64| json!([{ "valueAttachment": { "contentType": kind, "data": "YWJj", "size": size } }]);
    right(
        "attachment",
        core("mimeType", "Code", json!("image/gif")),
        file("image/gif", 3),
    );
    right(
        "attachment",
        core("mimeType", "Code", json!("image/*")),
        file("image/gif", 3),
    );
    wrong(
        "attachment",
        core("mimeType", "Code", json!("image/gif")),
        file("application/pdf", 3),
        "mimeType",
    );
    right(
        "attachment",
        core("maxSize", "Decimal", json!(3)),
        file("image/gif", 3),
    );
    wrong(
        "attachment",
        core("maxSize", "Decimal", json!(2)),
        file("image/gif", 3),
        "maxSize",
    );
    wrong("attachment", json!({}), file("image/gif", 4), "stated size");
    let odd = json!([{ "valueAttachment": { "contentType": "image/gif", "data": "%%%" } }]);
    wrong("attachment", json!({}), odd, "base64");
    wrong(
        "attachment",
        json!({}),
        json!([{ "valueAttachment": { "data": "YWJj" } }]),
        "att-1",
    );
}

#[test]
fn references_point_at_what_the_form_allows() {
    let to = |reference: &str| json!([{ "valueReference": { "reference": reference } }]);
    for good in [
        "Patient/1",
        "https://trust.example/fhir/Patient/1/_history/2",
        "urn:uuid:c757873d-ec9a-4326-a141-556f43239520",
        "https://trust.example/leaflet",
    ] {
        right("reference", json!({}), to(good));
    }
    wrong("reference", json!({}), to("Chicken/1"), "resource type");
    wrong(
        "reference",
        json!({}),
        to("https://example.org/Chicken/example"),
        "resource type",
    );
    wrong(
        "reference",
        json!({}),
        to("ht sdtps://example.org/Patient/1"),
        "as FHIR writes",
    );
    wrong("reference", json!({}), to("#nothing"), "not contained");
    let only = core("questionnaire-referenceResource", "Code", json!("Patient"));
    right("reference", only.clone(), to("Patient/1"));
    wrong("reference", only, to("Organization/1"), "not allowed");
    let profile = core(
        "questionnaire-referenceProfile",
        "Canonical",
        json!(format!("{CORE}Patient")),
    );
    wrong("reference", profile, to("Organization/1"), "not allowed");
}

#[test]
fn answers_are_among_the_options_for_every_type() {
    for (kind, field, known, other) in [
        (
            "choice",
            "valueCoding",
            json!({ "system": "s", "code": "a" }),
            json!({ "system": "t", "code": "a" }),
        ),
        (
            "open-choice",
            "valueCoding",
            json!({ "code": "a" }),
            json!({ "code": "b" }),
        ),
        ("choice", "valueString", json!("a"), json!("b")),
        ("choice", "valueInteger", json!(1), json!(2)),
        (
            "choice",
            "valueDate",
            json!("2026-01-01"),
            json!("2026-01-02"),
        ),
        ("choice", "valueTime", json!("10:00:00"), json!("11:00:00")),
        (
            "choice",
            "valueReference",
            json!({ "reference": "Patient/1" }),
            json!({ "reference": "Patient/2" }),
        ),
        ("integer", "valueInteger", json!(1), json!(2)),
        (
            "date",
            "valueDate",
            json!("2026-01-01"),
            json!("2026-01-02"),
        ),
        ("time", "valueTime", json!("10:00:00"), json!("11:00:00")),
        ("string", "valueString", json!("a"), json!("b")),
        ("text", "valueString", json!("a"), json!("b")),
    ] {
        let options = json!({ "answerOption": [{ field: known }] });
        right(kind, options.clone(), json!([{ field: known }]));
        wrong(kind, options, json!([{ field: other }]), "answerOption");
    }
    let options = json!({ "answerOption": [{ "valueCoding": { "code": "a" } }] });
    right(
        "open-choice",
        options.clone(),
        json!([{ "valueString": "else" }]),
    );
    wrong(
        "choice",
        options.clone(),
        json!([{ "valueString": "else" }]),
        "answerOption",
    );
    wrong(
        "open-choice",
        options,
        json!([{ "valueInteger": 1 }]),
        "answerOption",
    );
    let mut alone = core("questionnaire-optionExclusive", "Boolean", json!(true));
    alone["valueCoding"] = json!({ "code": "none" });
    let options = json!({ "answerOption": [alone, { "valueCoding": { "code": "a" } }] });
    let (none, a) = (
        json!({ "valueCoding": { "code": "none" } }),
        json!({ "valueCoding": { "code": "a" } }),
    );
    right("choice", options.clone(), json!([none]));
    wrong("choice", options, json!([none, a]), "exclusive");
}

#[test]
fn sets_of_options_are_looked_into_where_they_are_at_hand_and_never_guessed() {
    let item =
        |kind: &str, set: &str| json!([{ "linkId": "q", "type": kind, "answerValueSet": set }]);
    let set = |names: Value| {
        json!({ "resourceType": "ValueSet", "id": "set", "url": "https://trust.example/set",
        "compose": { "include": [names] } })
    };
    let listed = set(json!({ "system": "s", "concept": [{ "code": "a" }] }));
    let answer = |a: Value| response(json!([{ "linkId": "q", "answer": [a] }]));
    let coding = |code: &str| answer(json!({ "valueCoding": { "system": "s", "code": code } }));
    let mut contained = form(item("choice", "#set"));
    contained["contained"] = json!([listed.clone()]);
    assert!(judge(&contained, &coding("a")).is_valid());
    assert!(
        judge(&contained, &coding("b")).errors[0]
            .message
            .contains("answerValueSet")
    );
    contained["item"] = item("open-choice", "#set");
    assert!(!judge(&contained, &coding("b")).is_valid());
    assert!(judge(&contained, &answer(json!({ "valueString": "else" }))).is_valid());
    contained["item"][0]["type"] = json!("choice");
    assert!(!judge(&contained, &answer(json!({ "valueString": "else" }))).is_valid());
    let mut reading = FormReading::default();
    let named = form(item("choice", "https://trust.example/set")).to_string();
    let judged = |reading: &FormReading, code: &str| {
        validate_response(&named, &coding(code).to_string(), reading)
    };
    let unknown = judged(&reading, "b");
    assert!(
        unknown.is_valid() && unknown.unchecked.len() == 1,
        "{unknown:?}"
    );
    reading.value_sets.add(listed);
    assert!(judged(&reading, "a").is_valid() && !judged(&reading, "b").is_valid());
    let mut reading = FormReading::default();
    reading.value_sets.add(set(
        json!({ "system": "s", "filter": [{ "property": "concept" }] }),
    ));
    assert_eq!(
        judged(&reading, "b").unchecked.len(),
        1,
        "a set by rules is not guessed"
    );
    let constraint =
        "http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.item.answerConstraint";
    for (says, string, code) in [
        ("optionsOnly", false, false),
        ("optionsOrString", true, false),
        ("optionsOrType", true, true),
    ] {
        contained["item"] = item("choice", "#set");
        contained["item"][0]["extension"] = json!([{ "url": constraint, "valueCode": says }]);
        assert_eq!(
            judge(&contained, &answer(json!({ "valueString": "else" }))).is_valid(),
            string,
            "{says}"
        );
        assert_eq!(judge(&contained, &coding("b")).is_valid(), code, "{says}");
    }
}

#[test]
fn the_response_names_this_form_in_this_version() {
    let items = json!([{ "linkId": "q", "type": "string" }]);
    let judged = |named: &str| {
        let mut response =
            response(json!([{ "linkId": "other", "answer": [{ "valueString": "x" }] }]));
        response["questionnaire"] = json!(named);
        judge(&form(items.clone()), &response)
    };
    assert_eq!(judged("https://trust.example/q|2").errors.len(), 1);
    assert_eq!(judged("https://trust.example/q").errors.len(), 1);
    let older = judged("https://trust.example/q|1");
    assert!(
        older.errors.len() == 1 && older.warnings.len() == 1,
        "{older:?}"
    );
    let other = judged("https://trust.example/other");
    assert!(
        other.is_valid() && other.other_form && other.warnings.len() == 1,
        "{other:?}"
    );
    let mut no_status = response(json!([]));
    no_status["status"] = json!("finished");
    no_status["item"] = json!([{ "linkId": "q", "answer": [{ "valueString": "x" }] }]);
    assert!(
        judge(&form(items), &no_status).errors[0]
            .message
            .contains("status")
    );
}

#[test]
fn no_message_holds_what_a_person_said() {
    let secret = "xyzzy-secret";
    let items = json!([
        { "linkId": "a", "type": "string", "maxLength": 1 },
        { "linkId": "b", "type": "choice", "answerOption": [{ "valueCoding": { "code": "c" } }] },
        { "linkId": "c", "type": "integer" }, { "linkId": "d", "type": "reference" },
        { "linkId": "e", "type": "attachment" } ]);
    let said =
        |id: &str, field: &str, value: Value| json!({ "linkId": id, "answer": [{ field: value }] });
    let report = judge(
        &form(items),
        &response(json!([
            said("a", "valueString", json!(secret)),
            said("b", "valueCoding", json!({ "code": secret })),
            said("c", "valueInteger", json!(secret)),
            said(
                "d",
                "valueReference",
                json!({ "reference": format!("{secret}/1") })
            ),
            said(
                "e",
                "valueAttachment",
                json!({ "data": secret, "contentType": secret })
            )
        ])),
    );
    assert_eq!(report.errors.len(), 5, "{report:?}");
    assert!(!format!("{report:?}").contains(secret));
}

/// A question whose least (or most) is worked out, beside a value of that kind.
fn worked_out(name: &str, kind: &str, language: &str, expression: &str) -> Value {
    let calculated = json!({ "url": format!("{CORE}cqf-calculatedValue"),
        "valueExpression": { "language": language, "expression": expression } });
    let mut bound = json!({ "url": format!("{CORE}{name}") });
    bound[format!("_value{kind}")] = json!({ "extension": [calculated] });
    json!({ "extension": [bound] })
}

#[test]
fn bounds_that_are_worked_out_hold_or_are_said_to_be_unsupported() {
    let path = "text/fhirpath";
    let today = |name: &str, text: &str| worked_out(name, "Date", path, text);
    // The day is the one on which the form was answered, as its writer had it.
    let day = |day: &str| json!([{ "valueDate": day }]);
    right("date", today("maxValue", "today()"), day("2026-09-02"));
    wrong(
        "date",
        today("maxValue", "today()"),
        day("2026-09-03"),
        "maxValue",
    );
    right(
        "date",
        today("minValue", "today() - 1 year"),
        day("2025-09-02"),
    );
    wrong(
        "date",
        today("minValue", "today() - 1 year"),
        day("2025-09-01"),
        "minValue",
    );
    let five = |name: &str| worked_out(name, "Integer", path, "2 + 3");
    right("integer", five("maxValue"), json!([{ "valueInteger": 5 }]));
    wrong(
        "integer",
        five("maxValue"),
        json!([{ "valueInteger": 6 }]),
        "maxValue",
    );
    // In place of a value, of other answers, and of the variables around.
    let items = |expression: &str| {
        json!([
            { "linkId": "a", "type": "integer" },
            { "linkId": "q", "type": "integer", "extension": [
                { "url": format!("{CORE}variable"), "valueExpression": { "name": "first", "language": path,
                    "expression": "%resource.item.where(linkId = 'a').answer.value" } },
                { "url": format!("{CORE}minValue"),
                  "valueExpression": { "language": path, "expression": expression } } ] } ])
    };
    let answers = |a: u32, q: u32| {
        json!([{ "linkId": "a", "answer": [{ "valueInteger": a }] },
            { "linkId": "q", "answer": [{ "valueInteger": q }] }])
    };
    assert_eq!(errors(items("%first + 1"), answers(2, 3)), [""; 0]);
    assert!(errors(items("%first + 1"), answers(3, 3))[0].contains("minValue"));
    // What cannot be worked out is never passed over.
    for (language, expression) in [
        ("text/cql", "Today()"),
        (path, "%patient.birthDate"),
        (path, "resolve()"),
        (path, "{}"),
        (path, "1 | 2"),
        (path, "'soon'"),
        (path, "today( "),
    ] {
        let question = |fields: Value| {
            let mut item = json!({ "linkId": "q", "type": "integer" });
            item["extension"] = fields["extension"].clone();
            item
        };
        let bound = worked_out("maxValue", "Integer", language, expression);
        let report = judge(
            &form(json!([question(bound)])),
            &response(json!([{ "linkId": "q", "answer": [{ "valueInteger": 1 }] }])),
        );
        let said = report
            .unchecked
            .iter()
            .any(|f| f.message.contains("unsupported"));
        assert!(report.is_valid() && said, "{expression}: {report:?}");
    }
}
