//! A form is shown whole and rightly, or not at all.
#![allow(clippy::unwrap_used)]

#[path = "support/fhir.rs"]
mod support;

use pathway_companion::fhir::questionnaire::read_questionnaire;
use pathway_companion::forms::{Page, Refused, Session};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Instant;
use support::*;

fn question(more: Value) -> Value {
    let mut item = json!({ "linkId": "q", "type": "boolean", "text": "?" });
    for (name, value) in more.as_object().unwrap() {
        item[name] = value.clone();
    }
    json!([{ "linkId": "other", "type": "integer", "text": "?" }, item])
}

fn refused(items: Value) -> Refused {
    form(items.clone()).expect_err(&items.to_string())
}

fn extension(url: &str) -> Value {
    json!({ "extension": [{ "url": url, "valueExpression": { "language": "text/fhirpath", "expression": "%resource.subject.resolve().active" } }] })
}

#[test]
fn the_plain_form_itself_is_taken() {
    assert!(form(question(json!({}))).is_ok());
    assert!(form(question(json!({ "repeats": false, "required": null }))).is_ok());
}

#[test]
fn kinds_that_cannot_be_asked_are_refused() {
    for kind in ["reference", "new"] {
        assert!(matches!(
            refused(question(json!({ "type": kind }))),
            Refused::Unsupported { .. }
        ));
    }
    for odd in [
        json!({ "type": null }),
        json!({ "type": 4 }),
        json!({ "repeats": "false" }),
        json!({ "required": "yes" }),
        json!({ "text": ["?"] }),
        json!({ "item": {} }),
        json!({ "maxLength": -1 }),
        json!({ "readOnly": 1 }),
        json!({ "answerOption": "x" }),
    ] {
        refused(question(odd));
    }
}

#[test]
fn a_modifier_that_nobody_knows_turns_the_form_away() {
    let url = json!([{ "url": "https://x.example/turns-round" }]);
    refused(question(json!({ "modifierExtension": url })));
    refused(question(json!({ "code": [{ "modifierExtension": url }] })));
    let form = json!({ "resourceType": "Questionnaire", "modifierExtension": url,
        "item": question(json!({})) });
    assert!(read_questionnaire(&form.to_string()).is_err());
    let form = json!({ "resourceType": "Questionnaire", "implicitRules": "https://x.example",
        "item": question(json!({})) });
    assert!(read_questionnaire(&form.to_string()).is_err());
}

#[test]
fn expressions_that_decide_what_is_asked_are_refused() {
    let sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
    for name in [
        "enableWhenExpression",
        "answerExpression",
        "answerOptionsToggleExpression",
        "subQuestionnaire",
    ] {
        let refusal = refused(question(extension(&format!("{sdc}{name}"))));
        assert!(refusal.to_string().contains(name), "{refusal}");
    }
    // One that only helps is left out, and the form is asked without it.
    let mut filled = extension(&format!("{sdc}calculatedExpression"));
    filled["readOnly"] = json!(true);
    assert_eq!(form(question(filled)).unwrap().questions(), 1);
    refused(question(
        json!({ "_text": extension("http://hl7.org/fhir/StructureDefinition/cqf-expression") }),
    ));
}

#[test]
fn names_are_there_and_stand_once() {
    refused(question(json!({ "linkId": "other" })));
    refused(question(json!({ "linkId": " " })));
    refused(question(json!({ "linkId": null })));
    refused(question(json!({ "linkId": 1 })));
    refused(json!([7]));
    refused(json!([]));
    refused(json!([{ "linkId": "a", "type": "display", "text": "Nothing is asked" }]));
    refused(
        json!([{ "linkId": "a", "type": "display", "item": [{ "linkId": "b", "type": "boolean" }] }]),
    );
}

fn asked_when(conditions: Value) -> Value {
    question(json!({ "enableWhen": conditions }))
}

#[test]
fn conditions_must_make_sense() {
    let on = |question: &str, operator: &str| json!({ "question": question, "operator": operator, "answerInteger": 1 });
    assert!(form(asked_when(json!([on("other", ">")]))).is_ok());
    refused(asked_when(json!([on("nowhere", "=")])));
    refused(asked_when(json!([on("q", "=")])));
    refused(asked_when(json!([on("other", "~")])));
    refused(asked_when(json!([on("other", "exists")])));
    refused(asked_when(json!([on("other", "="), on("other", "!=")])));
    refused(asked_when(
        json!([{ "question": "other", "operator": "=" }]),
    ));
    refused(asked_when(
        json!([{ "question": "other", "operator": "=", "answerInteger": 1, "answerBoolean": true }]),
    ));
    refused(asked_when(
        json!([{ "question": "other", "operator": "=", "answerCoding": { "code": "x" } }]),
    ));
    refused(asked_when(
        json!([{ "question": "other", "operator": "=", "answerQuantity": { "value": 1 } }]),
    ));
    refused(asked_when(json!("other")));
    refused(question(
        json!({ "enableWhen": [on("other", "="), on("other", "=")], "enableBehavior": "some" }),
    ));
    let hidden = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";
    refused(json!([
        { "linkId": "unseen", "type": "boolean", "extension": [{ "url": hidden, "valueBoolean": true }] },
        { "linkId": "q", "type": "boolean", "enableWhen": [
            { "question": "unseen", "operator": "=", "answerBoolean": true }] }
    ]));
    refused(
        json!([{ "linkId": "q", "type": "boolean", "required": true, "readOnly": true },
        { "linkId": "r", "type": "boolean" }]),
    );
}

#[test]
fn circles_are_found_however_long() {
    let on = |question: String| json!([{ "question": question, "operator": "exists", "answerBoolean": true }]);
    let circle: Vec<Value> = (0..2_000)
        .map(|n| json!({ "linkId": format!("q{n}"), "type": "boolean", "enableWhen": on(format!("q{}", (n + 1) % 2_000)) }))
        .collect();
    assert!(matches!(
        refused(circle.into()),
        Refused::Contradicts { .. }
    ));
    // A group that waits for what is in it never opens.
    refused(
        json!([{ "linkId": "g", "type": "group", "enableWhen": on("q".into()),
        "item": [{ "linkId": "q", "type": "boolean" }] }]),
    );
}

#[test]
fn a_choice_needs_its_options_in_the_form() {
    let option = json!({ "valueCoding": { "code": "a", "display": "A" } });
    let choice = |more: Value| {
        let mut more = more;
        more["type"] = json!("choice");
        question(more)
    };
    assert!(form(choice(json!({ "answerOption": [option] }))).is_ok());
    refused(choice(json!({})));
    refused(choice(
        json!({ "answerValueSet": "http://loinc.org/vs/LL1-9" }),
    ));
    refused(choice(
        json!({ "answerValueSet": "#here", "answerOption": [option] }),
    ));
    refused(choice(json!({ "answerOption": [{}] })));
    refused(choice(json!({ "answerOption": [{ "valueCoding": {} }] })));
    refused(choice(
        json!({ "answerOption": [{ "valueReference": {} }] }),
    ));
    refused(question(
        json!({ "type": "date", "answerOption": [option] }),
    ));
    let number = form(question(
        json!({ "type": "integer", "answerOption": [{ "valueInteger": 3 }] }),
    ));
    assert_eq!(number.unwrap().items[1].options[0].label, "3");
}

#[test]
fn too_deep_too_many_too_large_is_refused_at_once() {
    let deep = |depth: usize| {
        (0..depth).fold(
            json!({ "linkId": "q", "type": "boolean" }),
            |inside, n| json!({ "linkId": format!("g{n}"), "type": "group", "item": [inside] }),
        )
    };
    assert!(form(json!([deep(31)])).is_ok());
    refused(json!([deep(32)]));
    let deepest = format!("{}1{}", "{\"item\":[".repeat(50_000), "]}".repeat(50_000));
    assert!(read_questionnaire(&deepest).is_err());
    let many = |n: usize| -> Value {
        (0..n)
            .map(|n| json!({ "linkId": format!("q{n}"), "type": "boolean" }))
            .collect()
    };
    assert!(form(many(5_000)).is_ok());
    refused(many(5_001));
    let options: Value = (0..5_001).map(|n| json!({ "valueInteger": n })).collect();
    refused(question(
        json!({ "type": "choice", "answerOption": options }),
    ));
}

#[test]
fn a_large_form_is_turned_in_a_moment() {
    let items: Value = (0..5_000)
        .map(|n| {
            let before = format!("q{}", n - 1);
            let on = json!([{ "question": before, "operator": "exists", "answerBoolean": false }]);
            let mut item = json!({ "linkId": format!("q{n}"), "type": "boolean", "text": "?" });
            if n > 0 {
                item["enableWhen"] = on;
            }
            item
        })
        .collect();
    let form = form(items).unwrap();
    let began = Instant::now();
    let session = Session::new(form, BTreeMap::new());
    assert_eq!(session.pages().len(), 5_000);
    let first = pathway_companion::forms::Path::of("q0");
    let answer = vec![pathway_companion::forms::Value::Boolean(true)];
    let answered = session.with_answer(&first, answer);
    assert_eq!(answered.pages().len(), 4_999, "q1 is not asked any more");
    // Debug builds on a busy machine; a walk that grew with the square would take minutes.
    assert!(began.elapsed().as_secs() < 5);
}

#[test]
fn no_text_of_a_form_is_lost() {
    let display = |id: &str| json!({ "linkId": id, "type": "display", "text": id });
    let ask = |id: &str| json!({ "linkId": id, "type": "boolean", "text": "?" });
    let form = form(json!([
        { "linkId": "intro", "type": "group", "text": "Welcome", "item": [display("read this")] },
        { "linkId": "part", "type": "group", "text": "Part", "item": [
            display("for both"), ask("a"),
            { "linkId": "b", "type": "boolean", "text": "?", "item": [display("help with b"), ask("b1")] },
            display("for c"), display("and c"), ask("c"), display("after c") ] },
        ask("d"),
        display("goodbye")
    ]))
    .unwrap();
    let session = Session::new(form, BTreeMap::new());
    let session = session.with_answer(
        &pathway_companion::forms::Path::of("b"),
        vec![pathway_companion::forms::Value::Boolean(true)],
    );
    let shown = |page: &Page| {
        let notes = page.questions().iter().flat_map(|q| &q.notes);
        let texts = page.context.iter().chain(notes).map(|n| n.text.as_str());
        (page.path.to_string(), texts.collect::<Vec<_>>().join("|"))
    };
    let shown: Vec<_> = session.pages().iter().map(shown).collect();
    let expected = [
        ("a", "Welcome|read this|Part|for both"),
        ("b", "Part|for both|help with b"),
        ("b1", "Part|for both"),
        ("c", "Part|for c|and c"),
        ("d", "after c|goodbye"),
    ];
    assert_eq!(
        shown,
        expected.map(|(path, text)| (path.to_owned(), text.to_owned()))
    );
}

#[test]
fn real_forms_are_taken_or_refused_with_a_reason() {
    for folder in [
        "cases/forms",
        "cases/instruments",
        "cases/validator",
        "domain/questionnaires",
    ] {
        for (path, raw) in cases(folder) {
            let name = path.rsplit('/').next().unwrap();
            match read_questionnaire(&raw) {
                Ok(form) => {
                    eprintln!("taken   {name}");
                    let session = Session::new(form.into(), BTreeMap::new());
                    assert!(!session.pages().is_empty(), "{path}");
                }
                Err(refusal) => eprintln!("refused {name}: {refusal}"),
            }
        }
    }
}
