//! Two shortcuts must change nothing: finding items by an index instead of walking, and evaluating an
//! expression again only when something changed that it reads.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

use pathway_companion::forms::fhirpath::{Environment, Expression, Index, evaluate};
use proptest::prelude::*;
use serde_json::{Value, json};

const LINKS: [&str; 6] = ["a", "b", "c", "a.1", "a.2", "g"];

const BASES: [&str; 16] = [
    "%resource.item",
    "%resource.repeat(item)",
    "%resource.descendants()",
    "%resource.item.descendants()",
    "%resource.item.repeat(item)",
    "item",
    "repeat(item)",
    "descendants()",
    "QuestionnaireResponse.item",
    "%context.item",
    "%resource.item.item",
    "%resource.item.answer.item",
    "%resource.repeat(item | answer.item)",
    "%resource.item.where(linkId='g').item",
    "%resource.children()",
    "%resource.where(status = 'completed').item",
];

const FILTERS: [&str; 15] = [
    ".where(linkId='a')",
    ".where(linkId='a' or linkId='b')",
    ".where(linkId in ('a' | 'c'))",
    ".where(linkId.startsWith('a.'))",
    ".where('b' = linkId)",
    ".where(linkId='a' and answer.exists())",
    ".where(answer.exists() and linkId='a')",
    ".where($this.linkId='g')",
    ".where(linkId='a' and $index=0)",
    ".where(linkId!='a')",
    ".where(('a' | 'b') contains linkId)",
    ".where(linkId='a' and %resource.item.where(linkId='b').exists())",
    ".where(linkId='g').where(linkId='g')",
    ".where((linkId='a' or linkId.startsWith('g')) and answer.value.exists())",
    "",
];

const TAILS: [&str; 17] = [
    "",
    ".answer.value",
    ".answer.valueInteger.sum()",
    ".count()",
    ".item.where(linkId='b').answer.value",
    ".descendants().where(linkId='c').answer.value",
    ".repeat(item).where(linkId='a.1')",
    ".first().answer.value",
    ".exists()",
    "[0].item.where(linkId='b')",
    ".linkId",
    ".select(answer.value)",
    ".where(answer.exists()).answer.value",
    ".item.count()",
    ".answer.item.where(linkId='a')",
    ".answer.valueCoding.where(code='y').exists()",
    ".answer.item.where(linkId.startsWith('a')).answer.value",
];

fn path() -> impl Strategy<Value = String> {
    let pick = |all: &'static [&'static str]| prop::sample::select(all);
    (pick(&BASES), pick(&FILTERS), pick(&TAILS))
        .prop_map(|(base, filter, tail)| format!("{base}{filter}{tail}"))
}

fn expression() -> impl Strategy<Value = String> {
    let all = prop_oneof![
        3 => path(),
        1 => (path(), path()).prop_map(|(x, y)| format!("{x} | {y}")),
        1 => (path(), path()).prop_map(|(x, y)| format!("{x} = {y}")),
        1 => (path(), path()).prop_map(|(x, y)| format!("({x}).intersect({y})")),
        1 => (path(), path(), path()).prop_map(|(x, y, z)| format!("iif({x}.exists(), {y}, {z})")),
        1 => (path(), path()).prop_map(|(x, y)| format!("({x}).select({y})")),
        1 => (path(), path()).prop_map(|(x, y)| format!("{x}.exists({y}.exists())")),
        1 => (path(), path()).prop_map(|(x, y)| format!("({x}).aggregate($total | $this, {y})")),
        1 => path().prop_map(|x| format!("iif(true, %resource).select({x})")),
    ];
    // Some, such as the first of the descendants, are refused for the order that they need.
    all.prop_filter("not supported", |text| Expression::parse(text).is_ok())
}

fn item() -> impl Strategy<Value = Value> {
    let answer = || {
        prop_oneof![
            (0..3).prop_map(|n| json!({"valueInteger": n})),
            prop::sample::select(vec!["x", "y"])
                .prop_map(|code| json!({"valueCoding": {"code": code}})),
        ]
    };
    let answers = move || prop::collection::vec(answer(), 0..3);
    let made = |link: &str, answers: Vec<Value>, items: Vec<Value>, inside: bool| {
        let mut item = json!({"linkId": link});
        let mut answers = answers;
        if inside && !items.is_empty() && !answers.is_empty() {
            answers[0]["item"] = json!(items);
        } else if !items.is_empty() {
            item["item"] = json!(items);
        }
        if !answers.is_empty() {
            item["answer"] = json!(answers);
        }
        item
    };
    let link = || prop::sample::select(LINKS.to_vec());
    let leaf =
        (link(), answers()).prop_map(move |(link, answers)| made(link, answers, Vec::new(), false));
    leaf.prop_recursive(3, 24, 4, move |inner| {
        (
            link(),
            answers(),
            prop::collection::vec(inner, 0..4),
            any::<bool>(),
        )
            .prop_map(move |(link, answers, items, inside)| made(link, answers, items, inside))
    })
}

fn response() -> impl Strategy<Value = Value> {
    prop::collection::vec(item(), 0..6).prop_map(
        |items| json!({"resourceType": "QuestionnaireResponse", "status": "completed", "item": items}),
    )
}

fn result(
    expression: &Expression,
    response: &Value,
    with_index: bool,
) -> Result<Vec<Value>, String> {
    let index = Index::new(response).filter(|_| with_index);
    assert_eq!(index.is_some(), with_index);
    let environment = Environment {
        index: index.as_ref(),
        ..Environment::of(response)
    };
    let found = evaluate(expression, &environment).map_err(|problem| problem.to_string())?;
    Ok(found.iter().map(|found| found.to_json()).collect())
}

/// Every item as a JSON pointer, its link id and those around it.
fn places(
    value: &Value,
    at: String,
    around: &[String],
    to: &mut Vec<(String, String, Vec<String>)>,
) {
    let items = value.get("item").and_then(Value::as_array);
    for (place, item) in items.into_iter().flatten().enumerate() {
        let here = format!("{at}/item/{place}");
        let link = item["linkId"].as_str().unwrap().to_owned();
        let mut inner = around.to_vec();
        inner.push(link.clone());
        to.push((here.clone(), link, around.to_vec()));
        places(item, here.clone(), &inner, to);
        let answers = item.get("answer").and_then(Value::as_array);
        for (place, answer) in answers.into_iter().flatten().enumerate() {
            places(answer, format!("{here}/answer/{place}"), &inner, to);
        }
    }
}

/// The link ids of an item and of all in it, none of which may be read. What is looked at from where the
/// expression is evaluated may be any of them: here that is the response.
fn untouched(expression: &Expression, item: &Value, around: &[String]) -> bool {
    if expression.reads().uses_context {
        return false;
    }
    let wrapped = json!({"item": [item]});
    let mut inside = Vec::new();
    places(&wrapped, String::new(), around, &mut inside);
    inside.iter().all(|(_, link, around)| {
        !expression
            .reads()
            .touches(link, around.iter().map(String::as_str))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn an_index_changes_no_result(text in expression(), response in response()) {
        let expression = Expression::parse(&text).unwrap();
        let walked = result(&expression, &response, false);
        let looked_up = result(&expression, &response, true);
        prop_assert_eq!(walked, looked_up, "{}", text);
    }

    #[test]
    fn what_is_not_read_does_not_matter(
        text in expression(),
        response in response(),
        other in item(),
        choice in any::<prop::sample::Index>(),
        way in 0..3,
    ) {
        let expression = Expression::parse(&text).unwrap();
        let mut all = Vec::new();
        places(&response, String::new(), &[], &mut all);
        if all.is_empty() {
            return Ok(());
        }
        let (at, _, around) = &all[choice.index(all.len())];
        let old = response.pointer(at).unwrap();
        if !untouched(&expression, old, around) || !untouched(&expression, &other, around) {
            return Ok(());
        }
        let mut changed = response.clone();
        let (list, place) = at.rsplit_once('/').unwrap();
        let list = changed.pointer_mut(list).unwrap().as_array_mut().unwrap();
        let place: usize = place.parse().unwrap();
        match way {
            0 => list[place] = other,
            1 => list.insert(place, other),
            _ => drop(list.remove(place)),
        }
        prop_assert_eq!(
            result(&expression, &response, true),
            result(&expression, &changed, true),
            "{} at {}", text, at
        );
    }
}

#[test]
fn reads_are_as_narrow_as_forms_need() {
    let reads = |text: &str| Expression::parse(text).unwrap().reads().clone();
    let sum = reads(
        "%resource.item.descendants().where(linkId.startsWith('phq9.')).answer.valueCoding.extension.where(url='u').valueDecimal.sum()",
    );
    assert!(!sum.everything && sum.touches("phq9.1", []) && !sum.touches("gad7.1", []));
    let nested = reads("%resource.item.where(linkId='g').item.where(linkId='q').answer.value > 3");
    assert!(nested.touches("q", ["g"]) && !nested.touches("other", ["g"]) && !nested.everything);
    let age = reads(
        "today() - 1 year < %resource.repeat(item).where(linkId='d' and answer.exists()).answer.value",
    );
    assert!(age.uses_clock && age.touches("d", []) && !age.touches("e", []));
    assert!(!age.uses_context && !age.header);
    let variables = reads("%a + %b.count()");
    assert_eq!(
        variables.variables.into_iter().collect::<Vec<_>>(),
        ["a", "b"]
    );
    assert!(reads("%resource.item.count()").everything);
    assert!(reads("%resource.item.answer.value").everything);
    // At an item, what it holds is looked at as in the whole: by name, or all of it.
    let inside = reads("item.where(linkId='a').item.where(linkId='b').answer.value");
    assert_eq!(inside.items, ["b"].map(String::from).into());
    assert!(!inside.uses_context && !inside.everything);
    for whole in [
        "item.answer",
        "answer.value",
        "item",
        "$this.exists()",
        "%context.item",
        "descendants()",
    ] {
        let whole = reads(whole);
        assert!(whole.uses_context && !whole.everything);
    }
    assert!(reads("%resource.item.where(linkId='g')").touches("x", ["g"]));
    assert!(reads("%resource.authored").header && !reads("%resource.authored").everything);
}
