//! What the pages of a form promise, whatever the form: every kind of question can be answered, every
//! problem is said in words, what nobody may change is shown, and what is missing is led to.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

mod support;

use dioxus::prelude::*;
use pathway_companion::app::{Companion, Filling, SaidForm};
use pathway_companion::forms::*;
use pathway_companion::ui::screens::form::{CheckPage, QuestionPage, RepeatPage, Sheet};
use pathway_companion::ui::screens::said::SaidPage;
use pathway_companion::ui::{Clock, Ground, Keeping};
use pathway_companion::words::Words;
use std::collections::BTreeMap;
use std::sync::Arc;
use support::{amira, now, plain, render, text_of};

#[derive(Clone, PartialEq)]
enum Drawn {
    Page(Sheet),
    Check(Filling),
    Said(SaidForm),
}

#[component]
fn Here() -> Element {
    let onturn = |_| {};
    match consume_context::<Drawn>() {
        Drawn::Page(sheet) => match sheet.page.content.clone() {
            Content::Questions(_) => {
                rsx! { QuestionPage { sheet, keeping: Keeping::Nothing, onturn } }
            }
            Content::Repeat(repeat) => rsx! {
                RepeatPage { task: "t", sheet, repeat, keeping: Keeping::Nothing, onturn }
            },
        },
        Drawn::Check(filling) => {
            let pages = filling.session.pages();
            rsx! { CheckPage { filling, pages } }
        }
        Drawn::Said(said) => rsx! { SaidPage { said } },
    }
}

#[derive(Routable, Clone, PartialEq, Debug)]
enum Only {
    #[route("/")]
    Here {},
}

#[component]
fn Whole() -> Element {
    rsx! { Ground { Router::<Only> {} } }
}

fn draw(drawn: Drawn) -> String {
    let dom = VirtualDom::new(Whole)
        .with_root_context(Companion::showing(amira::view()))
        .with_root_context(Clock::stopped(now()))
        .with_root_context(drawn);
    plain(&render(dom, "/"))
}

fn filling(items: Vec<Item>, answers: &[(&Path, Vec<Value>)]) -> Filling {
    let form = Arc::new(Questionnaire {
        url: "https://example.org/made-up".into(),
        version: None,
        title: None,
        purpose: None,
        language: None,
        copyright: None,
        codes: Vec::new(),
        entry: Entry::PriorEdit,
        variables: Vec::new(),
        constraints: Vec::new(),
        items: items.into_iter().map(Arc::new).collect(),
        raw: None,
        planned: Planned::default(),
    });
    let answers: BTreeMap<Path, Vec<Value>> = answers
        .iter()
        .map(|(path, values)| ((*path).clone(), values.clone()))
        .collect();
    Filling {
        draft: "d".into(),
        task: "t".into(),
        session: Session::new(form.clone(), answers),
        form,
        at: None,
        begun: None,
        withdrawn: false,
        about: Default::default(),
    }
}

fn item(id: &str, kind: Kind) -> Item {
    let mut item = Item::new(id, kind);
    item.text = Some(format!("Question {id}"));
    item
}

fn sheet(filling: &Filling, path: &str) -> Sheet {
    let page = filling
        .session
        .page_at(&Path::from(path.to_owned()))
        .unwrap();
    Sheet::of(Words::default(), filling, page, None)
}

fn page(filling: &Filling, path: &str) -> String {
    draw(Drawn::Page(sheet(filling, path)))
}

fn choice(label: &str, exclusive: bool) -> Choice {
    Choice {
        value: Value::Text(label.into()),
        label: label.into(),
        prefix: None,
        weight: None,
        exclusive,
        chosen_first: false,
        raw: Arc::new(serde_json::json!({"valueString": label})),
    }
}

#[test]
fn every_kind_of_question_has_a_field_that_the_heading_names() {
    let fields = [
        (Kind::Boolean, "type=\"radio\""),
        (Kind::Decimal, "inputmode=\"decimal\""),
        (Kind::Integer, "inputmode=\"numeric\""),
        (Kind::Date, "class=\"date\""),
        (Kind::DateTime, "class=\"moment\""),
        (Kind::Time, "class=\"date\""),
        (Kind::String, "type=\"text\""),
        (Kind::Text, "<textarea"),
        (Kind::Url, "inputmode=\"url\""),
        (Kind::Choice, "role=\"radiogroup\""),
        (Kind::Reference, "role=\"radiogroup\""),
        (Kind::Attachment, "type=\"file\""),
        (Kind::Quantity, "inputmode=\"decimal\""),
    ];
    for (kind, field) in fields {
        for repeats in [false, true] {
            let mut asked = item("1", kind);
            asked.repeats = repeats;
            asked.options = vec![choice("A", false), choice("B", true)].into();
            let html = page(&filling(vec![asked], &[]), "1");
            let boxes = matches!(kind, Kind::Choice | Kind::Reference) && repeats;
            let field = if boxes { "type=\"checkbox\"" } else { field };
            assert!(html.contains(field), "{kind:?} {repeats}: {html}");
            assert!(
                html.contains("aria-labelledby=\"asked"),
                "{kind:?} {repeats}"
            );
            assert_eq!(html.matches("<h1").count(), 1);
        }
    }
}

#[test]
fn every_problem_is_said_beside_the_field_and_at_the_top() {
    let problems = [
        AnswerProblem::Missing,
        AnswerProblem::NotANumber,
        AnswerProblem::NotADay,
        AnswerProblem::NotATime,
        AnswerProblem::NotAnAddress,
        AnswerProblem::TooShort { least: 3 },
        AnswerProblem::TooLong { most: 3 },
        AnswerProblem::TooLow { least: "3".into() },
        AnswerProblem::TooHigh { most: "3".into() },
        AnswerProblem::TooFine { most: 1 },
        AnswerProblem::OtherPattern,
        AnswerProblem::NoUnit,
        AnswerProblem::NotAnOption,
        AnswerProblem::NotTogether,
        AnswerProblem::TooFew { least: 2 },
        AnswerProblem::TooMany { most: 2 },
        AnswerProblem::FileTooLarge { most: 200_000 },
        AnswerProblem::FileKind,
        AnswerProblem::Check {
            words: "These two do not add up".into(),
        },
    ];
    let filling = filling(vec![item("1", Kind::Decimal)], &[]);
    let mut said = std::collections::BTreeSet::new();
    for problem in problems {
        let mut sheet = sheet(&filling, "1");
        sheet.problems = vec![(Path::of("1"), problem.clone())];
        let html = draw(Drawn::Page(sheet));
        assert!(html.contains("class=\"error-summary\""), "{problem:?}");
        assert!(html.contains("answer-error\""), "{problem:?}");
        assert!(html.contains("aria-invalid"), "{problem:?}");
        let (_, after) = html.split_once("class=\"field-error\"").unwrap();
        let words = text_of(&format!("<{}", after.split_once("</p>").unwrap().0));
        assert!(
            words.len() > 5 && !words.contains("Unknown"),
            "{problem:?}: {words}"
        );
        assert!(
            said.insert(words.clone()),
            "{problem:?} has words of its own: {words}"
        );
    }
}

#[test]
fn what_nobody_may_change_is_shown_in_its_place_and_has_no_field() {
    let mut known = item("known", Kind::String);
    known.read_only = true;
    known.initial = vec![Value::Text("The walking group".into())];
    let filling = filling(
        vec![item("1", Kind::Text), known, item("2", Kind::Text)],
        &[],
    );
    let (first, second) = (page(&filling, "1"), page(&filling, "2"));
    assert!(!first.contains("The walking group"));
    assert!(second.contains("The walking group") && second.contains("Question known"));
    assert_eq!(second.matches("<textarea").count(), 1);
    let check = draw(Drawn::Check(filling));
    assert!(check.contains("The walking group"));
    assert_eq!(check.matches("Change your answer to").count(), 2);
}

#[test]
fn several_questions_on_a_page_each_have_their_words_and_their_own_problem() {
    let mut group = Item::new("g", Kind::Group);
    group.text = Some("Where do you walk?".into());
    group.look.control = Control::Page;
    let (mut one, mut two) = (item("1", Kind::String), item("2", Kind::Integer));
    (one.required, two.required) = (true, true);
    group.items = vec![Arc::new(one), Arc::new(two)];
    let filling = filling(vec![group], &[]);
    let mut sheet = sheet(&filling, "g");
    sheet.problems = filling.session.problems();
    let html = draw(Drawn::Page(sheet));
    assert!(text_of(&html).contains("Where do you walk?"));
    assert_eq!(html.matches("class=\"field-error\"").count(), 2);
    for id in ["at.1", "at.2"] {
        assert!(
            html.contains(&format!("aria-labelledby=\"{id}-asked\"")),
            "{id}"
        );
        assert!(html.contains(&format!("{id}-error")), "{id}");
    }
    assert!(text_of(&html).contains("Question 1: Write an answer"));
}

#[test]
fn a_repeat_says_what_is_in_it_and_where_one_is() {
    let mut walk = Item::new("w", Kind::Group);
    walk.text = Some("Walk".into());
    walk.repeats = true;
    walk.items = vec![Arc::new(item("where", Kind::String))];
    let repeat = Path::of("w");
    let (one, two) = (repeat.instance(1), repeat.instance(2));
    let filling = filling(
        vec![walk],
        &[
            (&repeat, vec![Value::Integer(1), Value::Integer(2)]),
            (&one.below("where"), vec![Value::Text("The river".into())]),
            (&two.below("where"), vec![Value::Text("The mill".into())]),
        ],
    );
    let end = text_of(&page(&filling, "w"));
    assert!(end.contains("You have written about 2 so far."), "{end}");
    assert!(end.contains("The river") && end.contains("The mill") && end.contains("Add another"));
    let inside = text_of(&page(&filling, two.below("where").as_str()));
    assert!(inside.contains("Walk: 2 of 2"), "{inside}");
    let check = text_of(&draw(Drawn::Check(filling)));
    assert!(
        check.contains("Walk: 1 of 2") && check.contains("Walk: 2 of 2"),
        "{check}"
    );
}

#[test]
fn an_answer_that_goes_with_no_other_stands_after_the_word_or() {
    let mut asked = item("1", Kind::Choice);
    asked.repeats = true;
    asked.options = vec![
        choice("Cats", false),
        choice("Dogs", false),
        choice("None", true),
    ]
    .into();
    let text = text_of(&page(&filling(vec![asked], &[]), "1"));
    assert!(text.contains("Cats Dogs or None"), "{text}");
}

#[test]
fn a_slider_that_nobody_touched_says_so() {
    let mut asked = item("1", Kind::Integer);
    asked.look.control = Control::Slider;
    asked.look.slider.lower = Some("Not at all".into());
    let untouched = page(&filling(vec![asked.clone()], &[]), "1");
    assert!(text_of(&untouched).contains("No answer yet") && untouched.contains("Not at all"));
    let path = Path::of("1");
    let touched = page(
        &filling(vec![asked], &[(&path, vec![Value::Integer(7)])]),
        "1",
    );
    assert!(!touched.contains("No answer yet"));
}

#[test]
fn the_check_says_what_is_missing_before_anybody_tries_to_send() {
    let (mut one, two) = (item("1", Kind::String), item("2", Kind::Integer));
    one.required = true;
    let path = Path::of("2");
    let wrong = vec![Value::Decimal("seven".into())];
    let check = text_of(&draw(Drawn::Check(filling(
        vec![one, two],
        &[(&path, wrong)],
    ))));
    assert!(check.contains("Question 1: Write an answer"), "{check}");
    assert!(check.contains("Question 2: Write a whole number, such as 7"));
    assert!(check.contains("seven"), "what was written is shown");
}

#[test]
fn what_a_form_added_up_to_is_there_for_those_who_ask() {
    let part = |name, value| Part { name, value };
    let several = |parts| Score {
        measure: Some(Measure::Dialog),
        total: None,
        raw: None,
        parts,
    };
    let page = |score| {
        draw(Drawn::Said(SaidForm {
            score,
            ..SaidForm::default()
        }))
    };
    let means = page(Some(several(vec![
        part(PartName::QualityOfLife, 4.625),
        part(PartName::TreatmentSatisfaction, 6.0),
    ])));
    assert!(means.contains("<details") && !means.contains("<details open"));
    let text = text_of(&means);
    assert!(text.contains("you gave your life 4.6 out of 7"), "{text}");
    assert!(text.contains("you gave your help 6 out of 7"), "{text}");
    assert!(!text.contains("add up to"), "two means have no sum: {text}");
    let goals = page(Some(several(vec![
        part(PartName::Goal(1), 3.0),
        part(PartName::Goal(3), 8.0),
    ])));
    let text = text_of(&goals);
    assert!(text.contains("Goal 1: you gave it 3 out of 10"), "{text}");
    assert!(text.contains("Goal 3: you gave it 8 out of 10"), "{text}");
    let total = page(Some(Score {
        total: Some(7.0),
        ..several(Vec::new())
    }));
    assert!(text_of(&total).contains("The answers add up to 7"));
    assert!(!page(None).contains("<details"));
}
