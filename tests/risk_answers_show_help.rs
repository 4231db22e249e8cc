//! Which answers bring the page with help: by rules, by a trust's own, and by care where there is none.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/fhir.rs"]
mod fhir;
#[path = "support/measures.rs"]
mod support;

use fhir::shared;
use pathway_companion::fhir::read_questionnaire;
use pathway_companion::forms::{
    Flags, Measure, Path, Questionnaire, RiskItem, RiskRule, Session, Surroundings, Value as Answer,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use support::*;

const HERE: &str = "https://trust.example/Questionnaire/check-in";

fn asks(item: Value) -> Session {
    Session::new(form_at(HERE, json!([item])), BTreeMap::new())
}

fn helps(session: &Session, link_id: &str, answer: Answer) -> bool {
    let path = Path::of(link_id);
    let answered = session.with_answer(&path, vec![answer]);
    assert_eq!(answered.shows_risk(&path), answered.shows_any_risk());
    answered.shows_risk(&path)
}

fn with_rules(form: &Arc<Questionnaire>, rules: Vec<RiskRule>) -> Session {
    let around = Surroundings {
        risk_rules: rules.into(),
        ..Surroundings::default()
    };
    Session::with(form.clone(), BTreeMap::new(), Arc::new(around))
}

fn rule(item: &str, flags: Flags) -> RiskRule {
    RiskRule {
        form: Some(HERE.to_owned()),
        measure: None,
        item: RiskItem::LinkId(item.to_owned()),
        flags,
    }
}

#[test]
fn each_measure_with_a_risk_item_shows_help_from_its_answer_on() {
    for (id, item, from, to) in [
        ("phq-9", "q9", 1, 3),
        ("core-10", "q6", 1, 4),
        // Seven steps of satisfaction, the first two of them low.
        ("dialog", "q8", 0, 1),
    ] {
        let form = measure_form(id);
        let empty = Session::new(form.clone(), BTreeMap::new());
        for place in 0..words(id).1.len() {
            let wanted = (from..=to).contains(&place);
            assert_eq!(
                helps(&empty, item, nth(&form, item, place)),
                wanted,
                "{id} {place}"
            );
        }
        assert!(empty.unruled_risk_items().is_empty());
        assert_eq!(empty.skipped_risk_items(), [Path::of(item)], "{id}");
        for other in 1..=count(id) {
            let other = format!("q{other}");
            let last = words(id).1.len() - 1;
            let any = [0, last].map(|place| helps(&empty, &other, nth(&form, &other, place)));
            assert!(other == item || any == [false, false], "{id} {other}");
        }
    }
}

#[test]
fn reqol_is_known_by_its_words_whichever_way_its_weights_run() {
    let words = [
        "None of the time",
        "Only occasionally",
        "Sometimes",
        "Often",
        "Most or all of the time",
    ];
    let turned: Vec<Value> = (1..=10)
        .map(|n| {
            let mut item = rated(&format!("q{n}"), 0, &words);
            if n == 6 {
                let options = words.iter().zip((0..=4).rev());
                item["answerOption"] = options.map(|(t, w)| option(t, w)).collect();
            }
            item
        })
        .collect();
    let form = form_at(
        "https://trust.example/Questionnaire/reqol-10",
        turned.into(),
    );
    let empty = Session::new(form.clone(), BTreeMap::new());
    for (place, wanted) in [false, false, false, true, true].into_iter().enumerate() {
        assert_eq!(helps(&empty, "q6", nth(&form, "q6", place)), wanted);
    }
}

#[test]
fn phq_9s_item_is_known_wherever_it_stands() {
    let mut item = rated("thoughts", 0, words("phq-9").1);
    item["code"] = json!([{ "system": "http://loinc.org", "code": "44260-8" }]);
    let session = asks(item);
    let form = session.form().clone();
    assert!(!helps(&session, "thoughts", nth(&form, "thoughts", 0)));
    assert!(helps(&session, "thoughts", nth(&form, "thoughts", 1)));
    assert!(
        helps(
            &session,
            "thoughts",
            coding("http://trust.example", "who knows")
        ),
        "in doubt"
    );
}

#[test]
fn epds_shows_help_above_never_and_has_a_rule() {
    let Some(folder) = shared() else { return };
    let raw = std::fs::read_to_string(folder.join("cases/instruments/epds.json")).unwrap();
    let mut form: Value = serde_json::from_str(&raw).unwrap();
    // Whether its sum can be worked out is another matter.
    form["item"].as_array_mut().unwrap().truncate(11);
    form.as_object_mut().unwrap().remove("extension");
    let form = Arc::new(read_questionnaire(&form.to_string()).unwrap());
    let session = Session::new(form.clone(), BTreeMap::new());
    assert!(session.unruled_risk_items().is_empty());
    for place in 0..4 {
        let answer = nth(&form, "epds.q10", place);
        assert_eq!(helps(&session, "epds.q10", answer), place > 0);
    }
    assert!(session.risk_skipped());
}

#[test]
fn an_item_about_self_harm_without_a_rule_is_named_and_shows_help_but_for_a_clear_no() {
    let session = asks(json!({
        "linkId": "harm", "type": "choice", "text": "Have you had thoughts of ending your life?",
        "answerOption": [option("No, never", 0), option("No, but I did last year", 1), option("Yes", 2)]
    }));
    let form = session.form().clone();
    assert_eq!(session.unruled_risk_items(), ["harm"]);
    assert!(session.risk_skipped());
    let shown = [0, 1, 2].map(|place| helps(&session, "harm", nth(&form, "harm", place)));
    assert_eq!(shown, [false, true, true]);
    let welsh = asks(json!({
        "linkId": "harm", "type": "choice", "text": "Ydych chi wedi meddwl am hunan-niweidio?",
        "answerOption": [option("Nac ydw", 0), option("Ydw", 1)]
    }));
    let form = welsh.form().clone();
    let shown = [0, 1].map(|place| helps(&welsh, "harm", nth(&form, "harm", place)));
    assert_eq!(shown, [false, true]);
    for (kind, no, yes) in [
        ("boolean", Answer::Boolean(false), Answer::Boolean(true)),
        ("integer", Answer::Integer(0), Answer::Integer(2)),
        (
            "text",
            Answer::Text("No.".into()),
            Answer::Text("sometimes".into()),
        ),
    ] {
        let text = "Have you hurt yourself on purpose?";
        let session = asks(json!({ "linkId": "harm", "type": kind, "text": text }));
        assert!(
            !helps(&session, "harm", no) && helps(&session, "harm", yes),
            "{kind}"
        );
    }
}

#[test]
fn where_no_may_be_the_answer_that_matters_every_answer_shows_help() {
    for text in [
        "I have not thought about suicide this week",
        "Can you keep yourself safe when you think of self-harm?",
    ] {
        let session = asks(json!({ "linkId": "a", "type": "boolean", "text": text }));
        for answer in [true, false] {
            assert!(helps(&session, "a", Answer::Boolean(answer)), "{text}");
        }
    }
}

#[test]
fn weights_do_not_make_a_clear_no() {
    // The worst answer counts least here.
    let session = asks(json!({
        "linkId": "a", "type": "choice", "text": "Thoughts of suicide",
        "answerOption": [option("All the time", 0), option("Sometimes", 1), option("Never", 2)]
    }));
    let form = session.form().clone();
    let shown = [0, 1, 2].map(|place| helps(&session, "a", nth(&form, "a", place)));
    assert_eq!(shown, [true, true, false]);
}

#[test]
fn of_several_options_only_those_about_self_harm_show_help() {
    let session = asks(json!({
        "linkId": "a", "type": "choice", "text": "What would you like to talk about?", "repeats": true,
        "answerOption": [option("Sleep", 0), option("Thoughts of suicide", 1)]
    }));
    let form = session.form().clone();
    let shown = [0, 1].map(|place| helps(&session, "a", nth(&form, "a", place)));
    assert_eq!(shown, [false, true]);
    assert_eq!(session.unruled_risk_items(), ["a"]);
    assert!(!session.risk_skipped(), "nobody asked about risk");
}

#[test]
fn other_forms_show_no_help() {
    let session = asks(json!({
        "linkId": "a", "type": "boolean", "text": "Was it easy to find the clinic?"
    }));
    assert!(!helps(&session, "a", Answer::Boolean(true)));
    assert!(!session.risk_skipped() && session.unruled_risk_items().is_empty());
    for name in ["prem-short", "nhs-fft", "gad-7"] {
        let Some(folder) = shared() else { return };
        let path = folder.join(format!("domain/questionnaires/{name}.json"));
        let form = read_questionnaire(&std::fs::read_to_string(path).unwrap()).unwrap();
        let session = Session::new(Arc::new(form), BTreeMap::new());
        assert!(
            session.unruled_risk_items().is_empty() && !session.risk_skipped(),
            "{name}"
        );
    }
}

#[test]
fn a_trusts_rule_holds_for_its_form_and_for_no_other() {
    let items = json!([rated("a", 0, &["no", "a little", "much"])]);
    let form = form_at(HERE, items.clone());
    let other = form_at("https://trust.example/Questionnaire/other", items);
    let rules = || vec![rule("a", Flags::AtLeast(2.0))];
    let shown = |form: &Arc<Questionnaire>| {
        let session = with_rules(form, rules());
        [0, 1, 2].map(|place| helps(&session, "a", nth(form, "a", place)))
    };
    assert_eq!(shown(&form), [false, false, true]);
    assert_eq!(shown(&other), [false, false, false]);
    let skipped = with_rules(&form, rules());
    assert!(skipped.risk_skipped() && !skipped.shows_any_risk());
    assert!(!with_rules(&other, rules()).risk_skipped());
    let mut of_version = rule("a", Flags::Any);
    of_version.form = Some(format!("{HERE}|2"));
    assert!(!with_rules(&form, vec![of_version]).risk_skipped());
}

#[test]
fn a_rule_names_answers_as_people_write_them() {
    let form = form_at(HERE, json!([rated("a", 0, &["no", "a little", "much"])]));
    let answers = |all: &[&str]| all.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>();
    for (flags, wanted) in [
        (Flags::Answers(answers(&["A little"])), [false, true, false]),
        (Flags::AllBut(answers(&["no"])), [false, true, true]),
        (Flags::AtMost(0.0), [true, false, false]),
        (Flags::Any, [true, true, true]),
        (Flags::Never, [false, false, false]),
    ] {
        let session = with_rules(&form, vec![rule("a", flags)]);
        let shown = [0, 1, 2].map(|place| helps(&session, "a", nth(&form, "a", place)));
        assert_eq!(shown, wanted);
    }
}

#[test]
fn a_rule_of_the_trust_takes_none_of_ours_away() {
    let form = measure_form("phq-9");
    let never = RiskRule {
        form: None,
        measure: Some(Measure::Phq9),
        item: RiskItem::Number(9),
        flags: Flags::Never,
    };
    let session = with_rules(&form, vec![never]);
    assert!(helps(&session, "q9", nth(&form, "q9", 1)));
}

#[test]
fn never_takes_the_guess_away() {
    let form = form_at(
        HERE,
        json!([{
            "linkId": "a", "type": "boolean", "text": "Did you fall and hurt yourself?"
        }]),
    );
    assert!(helps(
        &with_rules(&form, vec![]),
        "a",
        Answer::Boolean(true)
    ));
    let ruled = with_rules(&form, vec![rule("a", Flags::Never)]);
    assert!(!helps(&ruled, "a", Answer::Boolean(true)));
    assert!(ruled.unruled_risk_items().is_empty() && !ruled.risk_skipped());
}

#[test]
fn a_question_that_is_not_asked_shows_nothing_and_was_not_skipped() {
    let form = form_at(
        HERE,
        json!([
            { "linkId": "low", "type": "boolean", "text": "Have you felt low?" },
            { "linkId": "harm", "type": "boolean", "text": "Have you thought of suicide?",
              "enableWhen": [{ "question": "low", "operator": "=", "answerBoolean": true }] }
        ]),
    );
    let (low, harm) = (Path::of("low"), Path::of("harm"));
    let session = Session::new(form, BTreeMap::new());
    assert!(!session.risk_skipped());
    let session = session.with_answer(&low, vec![Answer::Boolean(true)]);
    assert_eq!(session.skipped_risk_items(), std::slice::from_ref(&harm));
    let session = session.with_answer(&harm, vec![Answer::Boolean(true)]);
    assert!(session.shows_risk(&harm) && !session.risk_skipped());
    let session = session.with_answer(&low, vec![Answer::Boolean(false)]);
    assert!(!session.shows_any_risk() && !session.risk_skipped());
}

#[test]
fn a_plan_for_staying_safe_is_left_alone() {
    let form = form_at(
        "https://trust.example/Questionnaire/staying-safe-plan",
        json!([{
            "linkId": "signs", "type": "text", "text": "Signs that thoughts of suicide are coming"
        }]),
    );
    let session = Session::new(form, BTreeMap::new());
    assert!(!helps(
        &session,
        "signs",
        Answer::Text("I stop sleeping".into())
    ));
    assert!(!session.risk_skipped() && session.unruled_risk_items().is_empty());
}
