//! What a form works out follows from the answers: what is asked, sums, first answers, words, options,
//! bounds and checks.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/fhir.rs"]
mod support;

use pathway_companion::fhir::{FormReading, describe_questionnaire, read_questionnaire};
use pathway_companion::forms::{
    AnswerProblem, Kind, Path, Quantity, Question, Questionnaire, Session, Surroundings,
    Value as Answer,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use support::*;

const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
const CORE: &str = "http://hl7.org/fhir/StructureDefinition/";

fn fhirpath(text: &str) -> Value {
    json!({ "language": "text/fhirpath", "expression": text })
}

fn sdc(name: &str, text: &str) -> Value {
    json!([{ "url": format!("{SDC}{name}"), "valueExpression": fhirpath(text) }])
}

fn named(name: &str, text: &str) -> Value {
    let mut expression = fhirpath(text);
    expression["name"] = name.into();
    json!({ "url": format!("{CORE}variable"), "valueExpression": expression })
}

fn surroundings() -> Arc<Surroundings> {
    Arc::new(Surroundings {
        now: Some("2026-09-02T19:05:00+01:00[Europe/London]".parse().unwrap()),
        patient: Some(
            json!({ "resourceType": "Patient", "birthDate": "1990-05-01",
            "name": [{ "given": ["Amira"] }] }),
        ),
        ..Surroundings::default()
    })
}

fn empty(form: Arc<Questionnaire>) -> Session {
    Session::with(form, BTreeMap::new(), surroundings())
}

fn say(session: &Session, link_id: &str, answer: Answer) -> Session {
    session.with_answer(&Path::of(link_id), vec![answer])
}

fn whole(form: Value) -> Arc<Questionnaire> {
    let mut form = form;
    form["resourceType"] = "Questionnaire".into();
    let described = describe_questionnaire(&form.to_string(), &FormReading::default()).unwrap();
    assert_eq!(
        (&described.refused, &described.left_out),
        (&vec![], &vec![])
    );
    Arc::new(described.form)
}

#[test]
fn a_question_is_asked_when_its_expression_says_so() {
    let form = whole(json!({ "item": [
        { "linkId": "a", "type": "integer", "text": "?" },
        { "linkId": "b", "type": "integer", "text": "?" },
        { "linkId": "c", "type": "string", "text": "?", "extension": sdc("enableWhenExpression",
            "%resource.item.where(linkId='a').answer.value + %resource.item.where(linkId='b').answer.value > 10") }
    ] }));
    let session = say(&empty(form), "a", Answer::Integer(6));
    assert!(
        !session.asks(&Path::of("c")),
        "nothing is greater than 10 yet"
    );
    let session = say(&session, "b", Answer::Integer(5));
    assert!(session.asks(&Path::of("c")));
    assert!(!say(&session, "a", Answer::Integer(5)).asks(&Path::of("c")));
}

#[test]
fn a_sum_follows_from_sums_that_follow_from_answers() {
    let form = whole(json!({
        "extension": [
            named("height", "%resource.item.where(linkId='height').answer.value"),
            named("square-of-height", "%height * %height")],
        "item": [
            { "linkId": "height", "type": "decimal", "text": "Metres" },
            { "linkId": "weight", "type": "decimal", "text": "Kilograms" },
            { "linkId": "bmi", "type": "decimal", "text": "BMI", "readOnly": true, "extension":
                sdc("calculatedExpression", "(%resource.item.where(linkId='weight').answer.value / %square-of-height).round(1)") },
            { "linkId": "high", "type": "string", "text": "?", "enableWhen": [
                { "question": "bmi", "operator": ">", "answerDecimal": 25 }] }
    ] }));
    let session = say(&empty(form), "height", Answer::Decimal("1.6".into()));
    assert_eq!(session.answer_at(&Path::of("bmi")), []);
    let session = say(&session, "weight", Answer::Decimal("64".into()));
    assert_eq!(session.answer_at(&Path::of("bmi"))[0].number(), Some(25.0));
    assert!(!session.asks(&Path::of("high")));
    let session = say(&session, "weight", Answer::Decimal("70".into()));
    assert!(session.asks(&Path::of("high")));
    assert!(
        session
            .response_items()
            .iter()
            .any(|item| item["linkId"] == "bmi")
    );
}

#[test]
fn a_first_answer_may_be_worked_out_and_is_the_persons_to_change() {
    let form = whole(json!({
        "extension": [{ "url": format!("{SDC}launchContext"), "extension": [
            { "url": "name", "valueCoding": { "code": "patient" } },
            { "url": "type", "valueCode": "Patient" }] }],
        "item": [
            { "linkId": "born", "type": "date", "text": "?", "extension": sdc("initialExpression", "%patient.birthDate") },
            { "linkId": "today", "type": "date", "text": "?", "extension": sdc("initialExpression", "today()") }
    ] }));
    let session = empty(form.clone());
    let born = Path::of("born");
    assert_eq!(
        session.answer_at(&born),
        [Answer::Date("1990-05-01".into())]
    );
    assert_eq!(
        session.answer_at(&Path::of("today")),
        [Answer::Date("2026-09-02".into())]
    );
    let session = session.with_answer(&born, vec![]);
    assert_eq!(session.answer_at(&born), [], "taken out, it stays out");
    let changed = say(&session, "born", Answer::Date("1991-01-01".into()));
    assert_eq!(
        changed.answer_at(&born),
        [Answer::Date("1991-01-01".into())]
    );
    // Without the person's record there is nothing to begin with, and nothing is made up.
    assert_eq!(Session::new(form, BTreeMap::new()).answer_at(&born), []);
}

#[test]
fn bounds_and_checks_may_be_worked_out() {
    let calculated = json!({ "url": format!("{CORE}maxValue"), "_valueDate": { "extension": [
        { "url": format!("{CORE}cqf-calculatedValue"), "valueExpression": fhirpath("today()") }] } });
    let check = json!({ "url": format!("{CORE}targetConstraint"), "extension": [
        { "url": "key", "valueId": "order" },
        { "url": "severity", "valueCode": "error" },
        { "url": "human", "valueString": "The end is before the beginning." },
        { "url": "expression", "valueExpression": fhirpath(
            "%resource.item.where(linkId='from').answer.value <= %resource.item.where(linkId='to').answer.value") }] });
    let form = whole(json!({
        "extension": [check],
        "item": [
            { "linkId": "from", "type": "date", "text": "?", "extension": [calculated] },
            { "linkId": "to", "type": "date", "text": "?" }
    ] }));
    let late = say(
        &empty(form.clone()),
        "from",
        Answer::Date("2026-09-03".into()),
    );
    let most = "2026-09-02".to_owned();
    assert_eq!(
        late.check(&Path::of("from")),
        Err(AnswerProblem::TooHigh { most })
    );
    let session = say(&empty(form), "from", Answer::Date("2026-08-01".into()));
    assert_eq!(session.problems(), [], "nothing to compare with");
    let session = say(&session, "to", Answer::Date("2026-07-01".into()));
    assert_eq!(
        session.failed_checks()[0].words,
        "The end is before the beginning."
    );
    assert_eq!(session.problems().len(), 1);
    assert_eq!(
        say(&session, "to", Answer::Date("2026-08-01".into())).problems(),
        []
    );
}

#[test]
fn words_and_options_may_be_worked_out() {
    let form = whole(json!({ "item": [
        { "linkId": "name", "type": "string", "text": "A name?", "repeats": true },
        { "linkId": "who", "type": "choice", "text": "Who?",
          "_text": { "extension": [{ "url": format!("{CORE}cqf-expression"), "valueExpression": fhirpath(
            "'Which of the ' & %resource.item.where(linkId='name').answer.count().toString() & ' helps most?'") }] },
          "extension": sdc("answerExpression", "%resource.item.where(linkId='name').answer.value") }
    ] }));
    let names = ["Sam", "Priya"].map(|n| Answer::Text(n.into()));
    let session = empty(form).with_answer(&Path::of("name"), names.to_vec());
    let page = session.page_at(&Path::of("who")).unwrap();
    let question: &Question = &page.questions()[0];
    assert_eq!(question.text.as_deref(), Some("Which of the 2 helps most?"));
    let labels: Vec<_> = question.options.iter().map(|o| o.label.as_str()).collect();
    assert_eq!(labels, ["Sam", "Priya"]);
    let session = say(&session, "who", question.options[1].value.clone());
    assert_eq!(session.problems(), []);
    assert!(
        Value::from(session.response_items())
            .to_string()
            .contains("Priya")
    );
}

#[test]
fn an_expression_on_a_repeat_sees_its_own_instance() {
    let form = whole(json!({ "item": [
        { "linkId": "g", "type": "group", "text": "G", "repeats": true,
          "extension": [named("mine", "item.where(linkId='n').answer.value")],
          "item": [
            { "linkId": "n", "type": "integer", "text": "?" },
            { "linkId": "twice", "type": "integer", "text": "?", "readOnly": true,
              "extension": sdc("calculatedExpression", "%mine * 2") } ] }
    ] }));
    let repeat = Path::of("g");
    let session = empty(form);
    let session = session.with_answer(&repeat, session.one_more(&repeat).unwrap());
    let at = |n: u32, link_id: &str| repeat.instance(n).below(link_id);
    let session = session.with_answer(&at(1, "n"), vec![Answer::Integer(3)]);
    let session = session.with_answer(&at(2, "n"), vec![Answer::Integer(5)]);
    assert_eq!(session.answer_at(&at(1, "twice")), [Answer::Integer(6)]);
    assert_eq!(session.answer_at(&at(2, "twice")), [Answer::Integer(10)]);
}

#[test]
fn expressions_that_need_each_other_are_refused() {
    let refused = read_questionnaire(
        &json!({ "resourceType": "Questionnaire", "item": [
            { "linkId": "a", "type": "integer", "text": "?", "extension":
                sdc("calculatedExpression", "%resource.item.where(linkId='b').answer.value + 1") },
            { "linkId": "b", "type": "integer", "text": "?", "extension":
                sdc("calculatedExpression", "%resource.item.where(linkId='a').answer.value + 1") }
        ] })
        .to_string(),
    );
    assert!(refused.is_err());
}

#[test]
fn expressions_without_end_end() {
    // Each looks at the whole response, so each may look at the other: there is no order in which
    // they come to rest.
    let more =
        "%resource.descendants().where(linkId.exists()).answer.value.ofType(integer).sum() + 1";
    let items: Vec<Value> = (0..20)
        .map(|n| {
            json!({ "linkId": format!("q{n}"), "type": "integer", "text": "?", "readOnly": n > 0,
            "extension": if n > 0 { sdc("calculatedExpression", more) } else { json!([]) } })
        })
        .collect();
    let began = std::time::Instant::now();
    let form =
        read_questionnaire(&json!({ "resourceType": "Questionnaire", "item": items }).to_string());
    if let Ok(form) = form {
        let session = empty(Arc::new(form));
        let _ = say(&session, "q0", Answer::Integer(1)).response_items();
    }
    assert!(
        began.elapsed().as_secs() < 5,
        "debug builds on a busy machine"
    );
}

/// The forms of the cases that are taken; all must be.
fn real_forms() -> Vec<(String, Arc<Questionnaire>)> {
    let folders = ["cases/forms", "cases/instruments"];
    let files = folders.iter().flat_map(|folder| cases(folder));
    files
        .map(|(path, raw)| {
            let form = read_questionnaire(&raw).unwrap_or_else(|why| panic!("{path}: {why}"));
            (path, Arc::new(form))
        })
        .collect()
}

/// One of the answers that a question takes.
fn some_answer(question: &Question, pick: usize) -> Vec<Answer> {
    let item = &question.item;
    let one = match item.kind {
        Kind::Choice => {
            let count = question.options.len().max(1);
            question.options.get(pick % count).map(|o| o.value.clone())
        }
        Kind::Boolean => Some(Answer::Boolean(pick.is_multiple_of(2))),
        Kind::Integer => Some(Answer::Integer((pick % 9) as i64)),
        Kind::Decimal => Some(Answer::Decimal(format!("{}.5", pick % 9))),
        Kind::Date => Some(Answer::Date(format!("20{:02}-02-03", pick % 26))),
        Kind::DateTime => Some(Answer::DateTime("2026-02-03T10:00:00Z".into())),
        Kind::Time => Some(Answer::Time("10:00:00".into())),
        Kind::String | Kind::Text => Some(Answer::Text(format!("words {pick}"))),
        Kind::Url => Some(Answer::Url("https://example.org".into())),
        Kind::Quantity => {
            let unit = item.units.get(pick % item.units.len().max(1));
            Some(Answer::Quantity(Quantity {
                value: (pick % 9).to_string(),
                unit: unit.and_then(|u| u.display.clone()),
                system: unit.and_then(|u| u.system.clone()),
                code: unit.and_then(|u| u.code.clone()),
            }))
        }
        Kind::Attachment | Kind::Reference | Kind::Group | Kind::Display => None,
    };
    one.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn in_real_forms_step_by_step_is_the_same_as_all_at_once(picks in prop::collection::vec((any::<usize>(), any::<usize>()), 1..40)) {
        for (path, form) in real_forms() {
            let mut session = empty(form.clone());
            for (where_, pick) in &picks {
                let pages = session.pages();
                let Some(page) = pages.get(where_ % pages.len()) else { continue };
                for question in page.questions() {
                    // Now and then an answer is taken back.
                    let answer = if pick % 7 == 0 { vec![] } else { some_answer(question, *pick) };
                    session = session.with_answer(&question.path, answer);
                }
            }
            let at_once = Session::with(form, session.answers().clone(), surroundings());
            prop_assert_eq!(session.pages(), at_once.pages(), "{}", path);
            prop_assert_eq!(session.response_items(), at_once.response_items(), "{}", path);
            prop_assert_eq!(session.problems(), at_once.problems(), "{}", path);
        }
    }
}

#[test]
fn a_variable_that_walks_from_its_item_follows_what_it_walks_to() {
    let way = |links: &[&str]| {
        let steps = links.iter().map(|l| format!("item.where(linkId='{l}')."));
        format!("{}answer.value", steps.collect::<String>())
    };
    let form = whole(
        json!({ "item": [{ "linkId": "all", "type": "group", "text": "All",
        "extension": [named("age", &way(&["about", "age"])), named("said", &way(&["more", "q"]))],
        "item": [
            { "linkId": "gathered", "type": "text", "text": "?", "readOnly": true,
                "extension": sdc("calculatedExpression", "%said") },
            { "linkId": "about", "type": "group", "text": "You", "item": [
                { "linkId": "age", "type": "integer", "text": "How old?" },
                { "linkId": "other", "type": "string", "text": "Anything else?" }] },
            { "linkId": "more", "type": "group", "text": "More", "item": [
                { "linkId": "q", "type": "string", "text": "?", "extension": sdc("enableWhenExpression", "%age >= 18") }] }
    ] }] }),
    );
    let gathered = |session: &Session| session.answer_at(&Path::of("gathered")).to_vec();
    let text = |text: &str| Answer::Text(text.into());
    let young = say(
        &say(&empty(form.clone()), "q", text("words")),
        "age",
        Answer::Integer(17),
    );
    assert!(!young.asks(&Path::of("q")) && gathered(&young).is_empty());
    let old = say(&young, "age", Answer::Integer(18));
    assert!(old.asks(&Path::of("q")));
    assert_eq!(gathered(&old), [text("words")]);
    let otherwise = say(&say(&old, "other", text("no")), "q", text("more words"));
    assert_eq!(gathered(&otherwise), [text("more words")]);
    // The same as if all had been there from the beginning.
    let anew = Session::with(form, otherwise.answers(), surroundings());
    assert_eq!(anew.response_items(), otherwise.response_items());
    assert!(gathered(&say(&otherwise, "age", Answer::Integer(3))).is_empty());
}
