//! What each fuzz target does with the bytes that it gets. Used by the targets, and by the test that
//! replays their corpus. A panic is a finding; so is a promise that does not hold.

#![allow(dead_code, reason = "every target uses a part")]
#![allow(
    clippy::unwrap_used,
    reason = "a harness says what went wrong by stopping"
)]

use pathway_companion::fhir::codes::BASE;
use pathway_companion::fhir::questionnaire::{
    FormReading, describe_questionnaire, read_questionnaire,
};
use pathway_companion::fhir::{self, Envelope, Reading, read_answers};
use pathway_companion::forms::fhirpath::{Environment, Expression, Index, evaluate};
use pathway_companion::forms::markdown::{self, Block, Inline};
use pathway_companion::forms::{
    Coding, Content, Item, Kind, Quantity, Questionnaire, Session, Value,
};
use serde_json::json;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// Answers given to one form; more find nothing new and cost time.
const ANSWERS: usize = 24;

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// A form as a server sends it: read, filled in, and written.
pub fn form(bytes: &[u8]) {
    let reading = FormReading {
        language: Some("cy".to_owned()),
        ..FormReading::default()
    };
    let Ok(described) = describe_questionnaire(&text(bytes), &reading) else {
        return;
    };
    if described.refused.is_empty() {
        fill_in(Arc::new(described.form));
    }
}

fn fill_in(form: Arc<Questionnaire>) {
    let mut session = Session::new(form.clone(), BTreeMap::new());
    for turn in 0..ANSWERS {
        let pages = session.pages();
        let Some(page) = pages.get(turn % pages.len().max(1)) else {
            break;
        };
        assert_eq!(session.page_at(&page.path).as_ref(), Some(page));
        let (path, values) = match &page.content {
            Content::Questions(questions) => {
                let Some(question) = questions.get(turn % questions.len().max(1)) else {
                    break;
                };
                (question.path.clone(), an_answer(&question.item, turn))
            }
            Content::Repeat(repeat) => {
                let last = repeat.instances.last().map(|i| i.number);
                let less = last.and_then(|n| session.one_less(&page.path, n));
                let more = session.one_more(&page.path);
                let all = if turn % 3 == 0 { less } else { more };
                (page.path.clone(), all.unwrap_or_default())
            }
        };
        session = session.with_answer(&path, values);
        let _ = (
            session.check(&path),
            session.progress(&path),
            session.after(&path),
            session.before(&path),
        );
    }
    let items = session.response_items();
    // Step by step comes to the same as all at once.
    let at_once = Session::new(form.clone(), session.answers());
    assert_eq!(session.pages(), at_once.pages());
    assert_eq!(session.problems(), at_once.problems());
    assert_eq!(items, at_once.response_items());
    let _ = (
        session.score(),
        session.shows_any_risk(),
        session.risk_skipped(),
        session.missing(),
    );
    let response = json!({ "resourceType": "QuestionnaireResponse", "item": items });
    let _ = read_answers(&response.to_string(), &form);
}

/// Something that fits, and now and then something that does not.
fn an_answer(item: &Item, turn: usize) -> Vec<Value> {
    let nth = |n: usize| item.options.get(n % item.options.len().max(1));
    let value = match item.kind {
        Kind::Boolean => Value::Boolean(turn.is_multiple_of(2)),
        Kind::Integer => Value::Integer(turn as i64 - 3),
        Kind::Decimal => Value::Decimal(["1.50", "-0", "1e400"][turn % 3].to_owned()),
        Kind::Date => Value::Date(["2024-02-29", "2024-02", "x"][turn % 3].to_owned()),
        Kind::DateTime => Value::DateTime("2024-02-29T12:00:00+01:00".to_owned()),
        Kind::Time => Value::Time("12:00:00".to_owned()),
        Kind::Url => Value::Url("https://a.example".to_owned()),
        Kind::Quantity => Value::Quantity(Quantity {
            value: "7".to_owned(),
            unit: item.units.first().and_then(|u| u.display.clone()),
            system: item.units.first().and_then(|u| u.system.clone()),
            code: item.units.first().and_then(|u| u.code.clone()),
        }),
        Kind::Choice | Kind::Reference => match nth(turn) {
            Some(option) if turn % 7 != 6 => option.value.clone(),
            _ => Value::Coding(Coding {
                system: None,
                code: Some("none of these".to_owned()),
                display: None,
            }),
        },
        Kind::String | Kind::Text => Value::Text(["words", "", "\u{202e}\0"][turn % 3].to_owned()),
        Kind::Group | Kind::Display | Kind::Attachment => return Vec::new(),
    };
    let more = nth(turn + 1).filter(|_| item.repeats && turn.is_multiple_of(2));
    [value]
        .into_iter()
        .chain(more.map(|o| o.value.clone()))
        .collect()
}

/// Forms of every kind of item, to read responses against.
static FORMS: LazyLock<Vec<Arc<Questionnaire>>> = LazyLock::new(|| {
    let kinds = [
        "boolean",
        "decimal",
        "integer",
        "date",
        "dateTime",
        "time",
        "string",
        "text",
        "url",
        "quantity",
        "attachment",
    ];
    let of_kind = |kind: &str| json!({ "linkId": kind, "text": "?", "type": kind });
    let choice = json!({
        "linkId": "choice", "text": "?", "type": "open-choice", "repeats": true,
        "answerOption": [{ "valueCoding": { "code": "a", "display": "A" } }, { "valueString": "b" }, { "valueInteger": 3 }]
    });
    let below = json!({ "linkId": "below", "text": "?", "type": "string" });
    let all: Vec<_> = kinds.iter().map(|k| of_kind(k)).chain([choice]).collect();
    let forms = [
        json!({ "resourceType": "Questionnaire", "item": all }),
        json!({ "resourceType": "Questionnaire", "item": [
            { "linkId": "medicine", "text": "?", "type": "group", "repeats": true, "item": [
                below, { "linkId": "side", "text": "?", "type": "string", "repeats": true, "item": [
                    { "linkId": "how", "text": "?", "type": "boolean" }] }
            ] },
            { "linkId": "asked", "text": "?", "type": "string",
              "enableWhen": [{ "question": "how", "operator": "=", "answerBoolean": true }] }
        ] }),
    ];
    let read = |form: &serde_json::Value| Arc::new(read_questionnaire(&form.to_string()).unwrap());
    forms.iter().map(read).collect()
});

/// A response as a server sends it, read against some forms, and what the app makes of it.
pub fn response(bytes: &[u8]) {
    let raw = text(bytes);
    for form in FORMS.iter() {
        let Ok(answers) = read_answers(&raw, form) else {
            return;
        };
        let session = Session::new(form.clone(), answers);
        let written = session.response_items();
        let again = json!({ "resourceType": "QuestionnaireResponse", "item": written }).to_string();
        // What is written is read back as it was written.
        let read = read_answers(&again, form).unwrap();
        let session = Session::new(form.clone(), read);
        assert_eq!(session.response_items(), written);
        let _ = (session.pages(), session.problems());
    }
}

/// An expression of a form, on a small response.
pub fn expression(bytes: &[u8]) {
    static RESPONSE: LazyLock<serde_json::Value> = LazyLock::new(|| {
        json!({
            "resourceType": "QuestionnaireResponse", "id": "r", "status": "completed", "authored": "2024-02-29T12:00:00Z",
            "item": [
                { "linkId": "a", "answer": [{ "valueInteger": 3 }] },
                { "linkId": "b", "answer": [{ "valueDecimal": 1.50 }, { "valueString": "words" }] },
                { "linkId": "g", "item": [
                    { "linkId": "c", "answer": [{ "valueCoding": { "system": "s", "code": "x", "display": "X" },
                      "item": [{ "linkId": "d", "answer": [{ "valueDate": "2024-02-29" }] }] }] },
                    { "linkId": "e", "answer": [{ "valueQuantity": { "value": 7, "unit": "kg", "code": "kg",
                      "system": "http://unitsofmeasure.org" } }] }
                ] }
            ]
        })
    });
    let Ok(expression) = Expression::parse(&text(bytes)) else {
        return;
    };
    let mut environment = Environment::of(&RESPONSE);
    environment.steps = 20_000;
    let walked = evaluate(&expression, &environment);
    let index = Index::new(&RESPONSE);
    assert!(index.is_some());
    environment.index = index.as_ref();
    let found = evaluate(&expression, &environment);
    // The index is a shorter way to the same place.
    if let (Ok(walked), Ok(found)) = (walked, found) {
        let json = |all: &[pathway_companion::forms::fhirpath::Found]| -> Vec<_> {
            all.iter().map(|f| f.to_json()).collect()
        };
        assert_eq!(json(&walked), json(&found));
    }
}

/// Words in Markdown.
pub fn markdown(bytes: &[u8]) {
    let blocks = markdown::read(&text(bytes));
    let mut nodes = 0;
    let mut to_do: Vec<(&Block, usize)> = blocks.iter().map(|b| (b, 1)).collect();
    while let Some((block, depth)) = to_do.pop() {
        nodes += 1;
        assert!(depth <= markdown::DEEPEST + 1);
        match block {
            Block::Paragraph(line) => words(line, depth, &mut nodes),
            Block::List { entries, .. } => {
                to_do.extend(entries.iter().flatten().map(|b| (b, depth + 1)))
            }
        }
    }
    assert!(nodes <= 2 * markdown::MOST_NODES, "{nodes} nodes");
}

fn words(line: &[Inline], depth: usize, nodes: &mut usize) {
    assert!(depth <= markdown::DEEPEST + 1);
    for inline in line {
        *nodes += 1;
        match inline {
            Inline::Text(text) => {
                let hidden = |c: char| {
                    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
                };
                assert!(!text.contains(hidden));
            }
            Inline::Emphasis(inside) | Inline::Strong(inside) => words(inside, depth + 1, nodes),
            Inline::Break => {}
        }
    }
}

const HOW: Reading = Reading {
    patient: "Patient/me",
    codes_base: BASE,
    today: jiff::civil::date(2026, 8, 1),
    role_label: "care coordinator",
    release_cluster: true,
    release_ratings: true,
    language: None,
};

/// Any resource of a record.
pub fn record(bytes: &[u8]) {
    let raw = text(bytes);
    let _ = fhir::bundle::read_page(&raw);
    let _ = fhir::bundle::read_replies(&raw);
    let _ = fhir::outcome::read_outcome(&raw);
    let _ = fhir::capability::read_capabilities(&raw);
    let _ = fhir::patient::read_person(&raw);
    let _ = fhir::task::task_state(&raw);
    let _ = fhir::task::complete_task(&raw, "QuestionnaireResponse/1");
    if let Ok(envelope) = Envelope::read(&raw) {
        let _ = fhir::record::read_record(&[envelope.clone(), envelope], &HOW);
    }
}
