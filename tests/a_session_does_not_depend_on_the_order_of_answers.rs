//! What is asked follows from the answers that are there, not from the way to them.
#![allow(clippy::unwrap_used)]

#[path = "support/fhir.rs"]
mod support;

use pathway_companion::forms::{AnswerProblem, Path, Questionnaire, Session, Value as Answer};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use support::*;

fn when(question: &str, operator: &str, answer: (&str, Value)) -> Value {
    let mut condition = json!({ "question": question, "operator": operator });
    condition[answer.0] = answer.1;
    condition
}

/// A form in which questions hang on each other, forwards and backwards, below groups and questions.
fn tangled() -> Arc<Questionnaire> {
    form(json!([
        { "linkId": "last-first", "type": "boolean", "text": "?", "required": true,
          "enableWhen": [when("number", ">=", ("answerInteger", json!(3)))] },
        { "linkId": "start", "type": "boolean", "text": "?", "required": true },
        { "linkId": "group", "type": "group", "text": "Group",
          "enableWhen": [when("start", "=", ("answerBoolean", json!(true)))],
          "item": [
            { "linkId": "number", "type": "integer", "text": "?", "required": true, "item": [
                { "linkId": "why", "type": "string", "text": "Why?", "required": true, "maxLength": 5 } ] },
            { "linkId": "weight", "type": "decimal", "text": "?",
              "enableWhen": [when("number", "!=", ("answerInteger", json!(1)))] } ] },
        { "linkId": "day", "type": "date", "text": "?", "enableBehavior": "any", "enableWhen": [
            when("weight", "<", ("answerDecimal", json!(50.5))),
            when("why", "exists", ("answerBoolean", json!(true))) ] },
        { "linkId": "after", "type": "text", "text": "?", "enableBehavior": "all", "enableWhen": [
            when("day", ">", ("answerDate", json!("2026-01-01"))),
            when("last-first", "exists", ("answerBoolean", json!(false))) ] }
    ]))
    .unwrap()
}

fn empty() -> Session {
    Session::new(tangled(), BTreeMap::new())
}

fn pages(session: &Session) -> Vec<String> {
    session.pages().iter().map(|p| p.path.to_string()).collect()
}

fn answer(session: Session, path: &str, value: Answer) -> Session {
    session.with_answer(&Path::of(path), vec![value])
}

#[test]
fn a_question_hangs_on_answers_that_are_asked_for() {
    let session = empty();
    assert_eq!(pages(&session), ["start"]);
    let session = answer(session, "start", Answer::Boolean(true));
    assert_eq!(pages(&session), ["start", "number"]);
    let session = answer(session, "number", Answer::Integer(3));
    assert_eq!(
        pages(&session),
        ["last-first", "start", "number", "why", "weight"]
    );
    assert_eq!(session.missing(), ["last-first", "why"].map(Path::of));
    let session = answer(session, "weight", Answer::Decimal("50.50".into()));
    assert_eq!(
        pages(&session).last().unwrap(),
        "weight",
        "50.50 is not less than 50.5"
    );
    let session = answer(session, "weight", Answer::Decimal("50.4".into()));
    assert_eq!(pages(&session).last().unwrap(), "day");
    let session = answer(session, "day", Answer::Date("2026-02-01".into()));
    assert_eq!(pages(&session).last().unwrap(), "after");
    let session = answer(session, "last-first", Answer::Boolean(false));
    assert_eq!(pages(&session).last().unwrap(), "day", "false is an answer");
    assert_eq!(session.answered_count(), 5);
}

#[test]
fn an_answer_that_is_not_asked_for_any_more_is_kept_and_counts_for_nothing() {
    let mut session = answer(empty(), "start", Answer::Boolean(true));
    session = answer(session, "number", Answer::Integer(7));
    session = answer(session, "why", Answer::Text("so".into()));
    let full = session.clone();
    session = answer(session, "start", Answer::Boolean(false));
    assert_eq!(pages(&session), ["start"]);
    assert_eq!(session.answered_count(), 1);
    assert_eq!(session.missing(), []);
    assert_eq!(session.answer_at(&Path::of("number")), [Answer::Integer(7)]);
    assert_eq!(answer(session, "start", Answer::Boolean(true)), full);
}

#[test]
fn each_answer_is_checked_for_what_it_is() {
    let check = |path: &str, value: Answer| answer(empty(), path, value).check(&Path::of(path));
    assert_eq!(
        empty().check(&Path::of("start")),
        Err(AnswerProblem::Missing)
    );
    assert_eq!(
        empty().check(&Path::of("why")),
        Ok(()),
        "not asked, so not missing"
    );
    assert_eq!(
        check("number", Answer::Text("x".into())),
        Err(AnswerProblem::NotANumber)
    );
    assert_eq!(
        check("number", Answer::Integer(i64::MAX)),
        Err(AnswerProblem::NotANumber)
    );
    assert_eq!(
        check("weight", Answer::Decimal("1,5".into())),
        Err(AnswerProblem::NotANumber)
    );
    assert_eq!(check("weight", Answer::Decimal("1.50".into())), Ok(()));
    assert_eq!(
        check("day", Answer::Date("2026-02-30".into())),
        Err(AnswerProblem::NotADay)
    );
    assert_eq!(check("day", Answer::Date("2026-02-28".into())), Ok(()));
    assert_eq!(
        check("why", Answer::Text("äöüßé".into())),
        Ok(()),
        "letters, not bytes"
    );
    let long = check("why", Answer::Text("longer".into()));
    assert_eq!(long, Err(AnswerProblem::TooLong { most: 5 }));
    assert_eq!(
        check("start", Answer::Integer(1)),
        Err(AnswerProblem::NotAnOption)
    );
    let phq9 = Session::new(phq9(), BTreeMap::new());
    let odd = answer(phq9, "phq9-q1", coded("http://loinc.org", "LA6572-7"));
    assert_eq!(
        odd.check(&Path::of("phq9-q1")),
        Err(AnswerProblem::NotAnOption)
    );
}

#[test]
fn blanks_and_places_that_are_not_there_are_no_answers() {
    let why = Path::of("why");
    let session = answer(empty(), "why", Answer::Text("so".into()));
    let blank = session.with_answer(&why, vec![Answer::Text(" \n".into())]);
    assert_eq!(blank, empty());
    assert_eq!(session.with_answer(&why, vec![]), empty());
    for nowhere in ["", "group", "nowhere"] {
        assert_eq!(answer(empty(), nowhere, Answer::Boolean(true)), empty());
    }
    let kept = BTreeMap::from([(Path::of("gone"), vec![Answer::Integer(1)])]);
    assert_eq!(Session::new(tangled(), kept), empty());
}

#[test]
fn pages_lead_forwards_and_back() {
    let session = Session::new(phq9(), BTreeMap::new());
    let mut at = session.pages()[0].path.clone();
    let mut seen = 1;
    while let Some(next) = session.after(&at) {
        assert_eq!(session.before(&next), Some(at));
        seen += 1;
        assert_eq!(session.progress(&next).page, seen);
        at = next;
    }
    assert_eq!((seen, session.progress(&at).of), (9, 9));
    assert_eq!(phq9().questions(), 10, "the difficulty question may come");
    assert_eq!(session.after(&Path::of("nowhere")), None);
    let first = session.page_at(&Path::of("phq9-q1")).unwrap();
    assert!(first.context[0].text.starts_with("Over the last 2 weeks"));
}

fn answers() -> impl Strategy<Value = Vec<(String, Answer)>> {
    let text = |value: &str| Just(Answer::Text(value.into()));
    let decimal = |value: &str| Just(Answer::Decimal(value.into()));
    let date = |value: &str| Just(Answer::Date(value.into()));
    let value = prop_oneof![
        any::<bool>().prop_map(Answer::Boolean),
        (0_i64..5).prop_map(Answer::Integer),
        decimal("50.4"),
        decimal("60"),
        date("2026-02-01"),
        date("2025"),
        text("so"),
        text(" "),
    ];
    let paths = vec![
        "last-first",
        "start",
        "number",
        "why",
        "weight",
        "day",
        "after",
        "group",
    ];
    prop::collection::btree_map(prop::sample::select(paths), value, 0..8).prop_map(|all| {
        all.into_iter()
            .map(|(path, value)| (path.to_owned(), value))
            .collect()
    })
}

proptest! {
    #[test]
    fn any_order_of_answers_gives_the_same_session(
        (one, other) in answers().prop_flat_map(|a| (Just(a.clone()), Just(a).prop_shuffle()))
    ) {
        let fill = |answers: &[(String, Answer)]| {
            answers.iter().cloned().fold(empty(), |s, (path, value)| answer(s, &path, value))
        };
        let (one, other) = (fill(&one), fill(&other));
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(pages(&one), pages(&other));
        prop_assert_eq!(one.missing(), other.missing());
        prop_assert_eq!(one.answered_count(), other.answered_count());
        // The vault gives the same session back.
        let again = Session::new(tangled(), one.answers().clone());
        prop_assert_eq!(pages(&one), pages(&again));
        prop_assert_eq!(one, again);
    }
}

#[test]
fn an_expression_that_sees_itself_gives_the_same_step_by_step_as_at_once() {
    let sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
    let worked = |link_id: &str, name: &str, text: &str| {
        json!({ "linkId": link_id, "type": "integer", "text": "?", "readOnly": name == "calculatedExpression",
            "extension": [{ "url": format!("{sdc}{name}"),
                "valueExpression": { "language": "text/fhirpath", "expression": text } }] })
    };
    let number = |link_id: &str| json!({ "linkId": link_id, "type": "integer", "text": "?" });
    for own in [
        worked(
            "own",
            "calculatedExpression",
            "%resource.repeat(item).count()",
        ),
        worked(
            "own",
            "calculatedExpression",
            "iif(%resource.item.where(linkId='own').exists(), 2, 1) + %resource.item.where(linkId='a').answer.value",
        ),
        worked(
            "own",
            "enableWhenExpression",
            "%resource.item.where(linkId='a').answer.value > 3 or %resource.item.where(linkId='own').answer.exists()",
        ),
    ] {
        let form = form(json!([number("a"), number("b"), own])).unwrap();
        let mut session = Session::new(form.clone(), BTreeMap::new());
        for (link_id, value) in [("a", 5), ("own", 1), ("b", 2), ("a", 1), ("b", 3)] {
            session = session.with_answer(&Path::of(link_id), vec![Answer::Integer(value)]);
            let at_once = Session::new(form.clone(), session.answers());
            assert_eq!(session.response_items(), at_once.response_items());
            assert_eq!(session.pages(), at_once.pages());
        }
    }
}
