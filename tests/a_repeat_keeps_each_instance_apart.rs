//! A group or a question that repeats: each instance has its own answers and its own conditions, and
//! taking one away moves no answer of another.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/fhir.rs"]
mod support;

use pathway_companion::fhir::read_answers;
use pathway_companion::forms::{
    AnswerProblem, Content, Path, Questionnaire, Session, Value as Answer,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use support::*;

/// Medicines, each with a dose and a reason that is asked only where it helps; each with times of day.
fn medicines() -> Arc<Questionnaire> {
    form(json!([
        { "linkId": "any", "type": "boolean", "text": "Do you take any medicine?" },
        { "linkId": "medicine", "type": "group", "text": "Medicine", "repeats": true, "item": [
            { "linkId": "name", "type": "string", "text": "Name", "required": true },
            { "linkId": "helps", "type": "boolean", "text": "Does it help?" },
            { "linkId": "how", "type": "string", "text": "How?",
              "enableWhen": [{ "question": "helps", "operator": "=", "answerBoolean": true }] },
            { "linkId": "time", "type": "group", "text": "Time", "repeats": true, "item": [
                { "linkId": "hour", "type": "integer", "text": "Hour" } ] } ],
          "enableWhen": [{ "question": "any", "operator": "=", "answerBoolean": true }] },
        { "linkId": "person", "type": "string", "text": "Who helps you?", "repeats": true, "item": [
            { "linkId": "near", "type": "boolean", "text": "Do they live near?" } ] },
        { "linkId": "hobby", "type": "string", "text": "What do you like?", "repeats": true }
    ]))
    .unwrap()
}

fn path(text: &str) -> Path {
    text.parse().unwrap()
}

fn text(words: &str) -> Vec<Answer> {
    vec![Answer::Text(words.into())]
}

fn say(session: &Session, at: &str, values: Vec<Answer>) -> Session {
    session.with_answer(&path(at), values)
}

fn begun() -> Session {
    let session = Session::new(medicines(), BTreeMap::new());
    say(&session, "any", vec![Answer::Boolean(true)])
}

fn pages(session: &Session) -> Vec<String> {
    session.pages().iter().map(|p| p.path.to_string()).collect()
}

fn more(session: &Session, at: &str) -> Session {
    let values = session.one_more(&path(at)).unwrap();
    say(session, at, values)
}

fn less(session: &Session, at: &str, number: u32) -> Session {
    let values = session.one_less(&path(at), number).unwrap();
    say(session, at, values)
}

#[test]
fn an_instance_has_its_own_pages_and_its_own_conditions() {
    let session = more(&begun(), "medicine");
    let session = say(&session, "medicine*2/helps", vec![Answer::Boolean(true)]);
    let asked = pages(&session);
    assert!(asked.contains(&"medicine*2/how".to_owned()));
    assert!(
        !asked.contains(&"medicine*1/how".to_owned()),
        "only where it helps"
    );
    let page = session.page_at(&path("medicine*2/how")).unwrap();
    let within: Vec<_> = page.within.iter().map(|w| (w.position, w.of)).collect();
    assert_eq!(within, [(2, 2)]);
    let end = session.page_at(&path("medicine")).unwrap();
    let Content::Repeat(repeat) = end.content else {
        panic!("the end of a repeat has a page");
    };
    assert_eq!(repeat.instances.len(), 2);
    assert!(repeat.more && repeat.instances.iter().all(|i| i.removable));
}

#[test]
fn taking_one_away_moves_no_answer_of_another() {
    let session = more(&more(&begun(), "medicine"), "medicine");
    let named = (1..=3).fold(session, |s, n| {
        say(
            &s,
            &format!("medicine*{n}/name"),
            text(&format!("name {n}")),
        )
    });
    let fewer = less(&named, "medicine", 2);
    assert_eq!(fewer.instances(&path("medicine")), [1, 3]);
    assert_eq!(fewer.answer_at(&path("medicine*3/name")), text("name 3"));
    let sent = serde_json::to_string(&fewer.response_items()).unwrap();
    assert!(sent.contains("name 1") && sent.contains("name 3") && !sent.contains("name 2"));
    // A new one begins empty: its number was never given before.
    let again = more(&fewer, "medicine");
    assert_eq!(again.instances(&path("medicine")), [1, 3, 4]);
    assert!(again.answer_at(&path("medicine*4/name")).is_empty());
}

#[test]
fn an_instance_that_nobody_needs_is_neither_asked_for_nor_sent() {
    let session = begun();
    assert_eq!(
        session.missing(),
        [],
        "no medicine was named, and none has to be"
    );
    let session = say(&session, "medicine*1/helps", vec![Answer::Boolean(false)]);
    assert_eq!(session.missing(), [path("medicine*1/name")]);
    let other = say(&more(&begun(), "medicine"), "medicine*2/name", text("x"));
    let sent = other.response_items();
    let groups = sent.iter().filter(|item| item["linkId"] == "medicine");
    assert_eq!(groups.count(), 1, "the empty first one is not sent");
}

#[test]
fn a_question_with_questions_below_each_answer_repeats_as_one_item() {
    let session = more(&begun(), "person");
    let session = say(&session, "person*1", text("Sam"));
    let session = say(&session, "person*2", text("Priya"));
    let session = say(&session, "person*2/near", vec![Answer::Boolean(true)]);
    let items = session.response_items();
    let person = items
        .iter()
        .find(|item| item["linkId"] == "person")
        .unwrap();
    assert_eq!(
        person["answer"],
        json!([
            { "valueString": "Sam" },
            { "valueString": "Priya", "item": [
                { "linkId": "near", "answer": [{ "valueBoolean": true }] }] }
        ])
    );
    let gone = say(&session, "person*2", vec![]);
    assert!(
        !gone
            .response_items()
            .iter()
            .any(|i| i.to_string().contains("near"))
    );
}

#[test]
fn none_of_these_goes_with_no_other_answer_of_the_same_question() {
    let exclusive = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";
    let form = form(
        json!([{ "linkId": "which", "type": "choice", "text": "?", "repeats": true,
        "answerOption": [
            { "valueInteger": 0, "extension": [{ "url": exclusive, "valueBoolean": true }] },
            { "valueInteger": 1 }, { "valueInteger": 2 } ],
        "item": [{ "linkId": "more", "type": "string", "text": "?" }] }]),
    );
    let session = Session::new(form.unwrap(), BTreeMap::new());
    let both = |one: i64, other: i64| {
        let session = say(
            &more(&session, "which"),
            "which*1",
            vec![Answer::Integer(one)],
        );
        say(&session, "which*2", vec![Answer::Integer(other)])
    };
    assert_eq!(both(1, 2).check(&path("which*2")), Ok(()));
    let together = both(0, 1);
    assert_eq!(
        together.check(&path("which*1")),
        Err(AnswerProblem::NotTogether)
    );
    assert_eq!(
        together.check(&path("which*2")),
        Err(AnswerProblem::NotTogether)
    );
    assert_eq!(together.problems().len(), 2);
}

#[test]
fn a_question_without_questions_below_takes_many_answers_in_one_place() {
    let all = [text("walking"), text(" "), text("tea")].concat();
    let session = say(&begun(), "hobby", all);
    assert_eq!(
        session.answer_at(&path("hobby")).len(),
        2,
        "a blank says nothing"
    );
    let items = session.response_items();
    let hobby = items.iter().find(|item| item["linkId"] == "hobby").unwrap();
    assert_eq!(hobby["answer"].as_array().unwrap().len(), 2);
}

#[test]
fn the_least_and_the_most_are_held() {
    let repeat = |least: u32, most: u32| {
        let core = "http://hl7.org/fhir/StructureDefinition/questionnaire-";
        form(
            json!([{ "linkId": "g", "type": "group", "text": "G", "repeats": true, "required": true,
            "extension": [
                { "url": format!("{core}minOccurs"), "valueInteger": least },
                { "url": format!("{core}maxOccurs"), "valueInteger": most }],
            "item": [{ "linkId": "q", "type": "string", "text": "?", "required": true }] }]),
        )
    };
    let session = Session::new(repeat(2, 3).unwrap(), BTreeMap::new());
    assert_eq!(session.instances(&path("g")), [1, 2]);
    assert_eq!(session.missing().len(), 2);
    assert_eq!(session.one_less(&path("g"), 1), None);
    let full = more(&session, "g");
    assert_eq!(full.one_more(&path("g")), None);
    assert!(repeat(4, 3).is_err(), "more wanted than allowed");
}

#[test]
fn repeats_in_repeats_in_repeats_are_bounded() {
    let core = "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs";
    let mut item = json!({ "linkId": "q", "type": "string", "text": "?" });
    for n in 0..20 {
        item = json!({ "linkId": format!("g{n}"), "type": "group", "repeats": true, "required": true,
            "extension": [{ "url": core, "valueInteger": 100 }], "item": [item] });
    }
    assert!(form(json!([item])).is_err());
}

fn steps() -> impl Strategy<Value = Vec<(usize, usize, bool)>> {
    prop::collection::vec((0_usize..12, 0_usize..4, any::<bool>()), 0..40)
}

/// One thing that a person does, as far as it can be done.
fn step(session: Session, (what, which, yes): (usize, usize, bool)) -> Session {
    let at = |repeat: &str| {
        let all = session.instances(&path(repeat));
        (all[which % all.len()], all.len())
    };
    let (medicine, _) = at("medicine");
    let (person, _) = at("person");
    let said = text(if yes { "so" } else { "" });
    let boolean = if yes {
        vec![Answer::Boolean(which > 1)]
    } else {
        vec![]
    };
    let repeat = |repeat: &str, number: u32| {
        let next = if yes {
            session.one_more(&path(repeat))
        } else {
            session.one_less(&path(repeat), number)
        };
        next.map_or_else(|| session.clone(), |values| say(&session, repeat, values))
    };
    match what {
        0 => say(&session, "any", boolean),
        1 | 2 => repeat("medicine", medicine),
        3 => say(&session, &format!("medicine*{medicine}/name"), said),
        4 | 5 => say(&session, &format!("medicine*{medicine}/helps"), boolean),
        6 => say(&session, &format!("medicine*{medicine}/how"), said),
        7 => repeat(&format!("medicine*{medicine}/time"), 1),
        8 => say(
            &session,
            &format!("medicine*{medicine}/time*{}/hour", 1 + which % 2),
            vec![Answer::Integer(7)],
        ),
        9 => repeat("person", person),
        10 => say(&session, &format!("person*{person}"), said),
        _ => say(&session, &format!("person*{person}/near"), boolean),
    }
}

proptest! {
    #[test]
    fn what_follows_step_by_step_is_what_follows_from_all_answers_at_once(steps in steps()) {
        let session = steps.into_iter().fold(begun(), step);
        let at_once = Session::new(medicines(), session.answers().clone());
        prop_assert_eq!(pages(&session), pages(&at_once));
        prop_assert_eq!(session.missing(), at_once.missing());
        prop_assert_eq!(session.response_items(), at_once.response_items());
    }

    #[test]
    fn a_response_read_back_says_the_same(steps in steps()) {
        let session = steps.into_iter().fold(begun(), step);
        let items = session.response_items();
        let response = json!({ "resourceType": "QuestionnaireResponse", "item": items });
        let read = read_answers(&response.to_string(), &medicines()).unwrap();
        let again = Session::new(medicines(), read);
        prop_assert_eq!(Value::from(again.response_items()), Value::from(items));
    }
}
