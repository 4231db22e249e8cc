//! Whatever an expression or a response is, its evaluation ends soon, with a result or a problem.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/tally.rs"]
mod tally;

use pathway_companion::forms::fhirpath::{
    Environment, EvaluationProblem, Expression, Index, ParseProblem, evaluate,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// In a build without optimisation, on a slow machine.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 8 } else { 1 });

fn response() -> Value {
    let item = |i: usize| json!({"linkId": format!("q{i}"), "answer": [{"valueInteger": i}, {"valueString": "a".repeat(300)}]});
    let items: Vec<Value> = (0..400).map(item).collect();
    json!({"resourceType": "QuestionnaireResponse", "status": "completed", "item": items})
}

fn ends(text: &str, resource: &Value) -> Result<usize, String> {
    let begin = Instant::now();
    let index = Index::new(resource);
    let environment = Environment {
        index: index.as_ref(),
        ..Environment::of(resource)
    };
    let found = Expression::parse(text)
        .map_err(|problem| problem.to_string())
        .and_then(|e| evaluate(&e, &environment).map_err(|problem| problem.to_string()));
    let spent = begin.elapsed();
    let head: String = text.chars().take(80).collect();
    assert!(spent < SOON, "{spent:?}: {head}");
    found.map(|found| found.len())
}

#[test]
fn every_known_way_to_hang_ends() {
    let response = response();
    let many = (0..3000)
        .map(|i| i.to_string())
        .collect::<Vec<_>>()
        .join("|");
    let doubling = "'aaaaaaaaaaaaaaaa'".to_owned() + &".replace('a','aaaaaaaaaaaaaaaa')".repeat(30);
    let product = format!("({many}).select(({many}).select(({many})))");
    let all = vec!["%resource"; 3000].join("|");
    let hostile = [
        "(".repeat(50_000),
        "-".repeat(50_000) + "1",
        "iif(true,".repeat(5000) + "1" + &")".repeat(5000),
        "{".repeat(50_000),
        "a.".repeat(30_000) + "a",
        "1+".repeat(30_000) + "1",
        "x".repeat(100_000),
        "'".to_owned() + &"y".repeat(100_000),
        "1 +".repeat(40_000),
        format!("'{}'.length()", "z".repeat(60_000)),
        "%resource.repeat($this)".into(),
        "1.repeat($this + 1)".into(),
        "'a'.repeat($this + 'a')".into(),
        "(1|2|3).repeat($this * 2 + 1)".into(),
        "%resource.repeat(%resource.descendants() | $this)".into(),
        "%resource.descendants().select(%resource.descendants().select(%resource.descendants()))".into(),
        "%resource.descendants().where(%resource.descendants().where(%resource.descendants().exists(linkId = 'x')).exists())".into(),
        "%resource.descendants().distinct().count()".into(),
        "%resource.descendants().intersect(%resource.descendants()).count()".into(),
        "%resource.descendants() ~ %resource.descendants()".into(),
        "%resource.item ~ %resource.item.skip(1)".into(),
        format!("({many}).count()"),
        product,
        all,
        doubling.clone(),
        doubling + ".matches('(a|a)*b')",
        "('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!').matches('^(a+)+$')".into(),
        "'a'.matches('(((((a{1,1000}){1,1000}){1,1000}){1,1000}){1,1000})')".into(),
        "%resource.item.answer.value.ofType(string).select($this.matches('(x+x+)+y'))".into(),
        "'a'.replaceMatches('', 'b')".into(),
        "1 / 0".into(),
        "1 div 0".into(),
        "1 mod 0".into(),
        "0.0 / 0.0".into(),
        "1 'mg' / 0 'mg'".into(),
        "(-2147483647 - 1) div -1".into(),
        "(-2147483647 - 1).abs()".into(),
        "2147483647 + 1".into(),
        "9999999999999999999999999999.0 * 9999999999999999999999999999.0".into(),
        "99999999999999999999999999999999999999999.0".into(),
        "10.power(1000000)".into(),
        "1.0000001.power(2147483647)".into(),
        "1000000.exp()".into(),
        "0.ln()".into(),
        "(-1).ln()".into(),
        "1.log(1)".into(),
        "3.14159.round(2147483647)".into(),
        "(-1.5).round(28)".into(),
        "@9999-12-31 + 1 day".into(),
        "@0001-01-01 - 1 day".into(),
        "@2020-01-01 + 9999999999999999999 years".into(),
        "@2020-01-01 + 999999999999 years".into(),
        "@T23:59 + 999999999999 hours".into(),
        "@2020-01-01T00:00:00.999999999 + 1 'ms'".into(),
        "@9999.highBoundary()".into(),
        "@T23:59:59.999999.highBoundary()".into(),
        "1.lowBoundary(28)".into(),
        "79228162514264337593543950335.0.lowBoundary()".into(),
        "1 'm12.m12.m12.m12.m12.m12.m12.m12.m12.m12.m12.m12' * 1 'm12.m12.m12.m12.m12.m12.m12.m12.m12'".into(),
        "'abc'.substring(2147483647, 2147483647)".into(),
        "'abc'.substring(-2147483647)".into(),
        "(1|2).skip(-2147483647)".into(),
        "%undefined".into(),
        "%resource.sort()".into(),
        "%resource.item.sort(answer.value)".into(),
        "(%resource.item | %resource.item.answer).combine(%resource.descendants()).distinct().children().descendants()".into(),
        "%resource.item.aggregate($total | $this.descendants() | %resource.descendants())".into(),
        "'\\u'".into(),
        "'\\ud800'.length()".into(),
        "'\u{1F600}'.toChars()".into(),
        "@".into(),
        "$".into(),
        "%".into(),
        "`".into(),
    ];
    let mut problems = 0;
    for text in &hostile {
        problems += usize::from(ends(text, &response).is_err());
    }
    assert!(problems > 30, "{problems}");
    tally::Tally::clean(hostile.len() as u64).row(24, "expressions");
}

#[test]
fn what_explodes_runs_out_of_steps_and_what_is_long_is_refused() {
    let response = response();
    let environment = Environment::of(&response);
    for text in ["1.repeat($this + 1)", "'a'.repeat($this + 'a')"] {
        let expression = Expression::parse(text).unwrap();
        let problem = evaluate(&expression, &environment).unwrap_err();
        assert_eq!(problem, EvaluationProblem::OutOfSteps, "{text}");
    }
    assert!(matches!(
        Expression::parse(&"a + ".repeat(100_000)),
        Err(ParseProblem::Unsupported(_))
    ));
}

#[test]
fn a_response_nested_as_deep_as_json_can_be_is_walked() {
    let mut deep = String::from("{\"linkId\":\"end\"}");
    for _ in 0..50 {
        deep = format!("{{\"linkId\":\"x\",\"item\":[{deep}]}}");
    }
    let text = format!("{{\"resourceType\":\"QuestionnaireResponse\",\"item\":[{deep}]}}");
    let response: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        ends("%resource.descendants().where(linkId = 'end')", &response),
        Ok(1)
    );
    assert_eq!(
        ends("%resource = %resource.select($this)", &response),
        Ok(1)
    );
    let text = format!("{{\"resourceType\":\"QuestionnaireResponse\",\"item\":[{deep},{deep}]}}");
    let response: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        ends("%resource.repeat(item).where(linkId = 'end')", &response),
        Ok(1)
    );
    assert_eq!(
        ends("iif(%resource.item[0] = %resource.item[1], 1)", &response),
        Ok(1)
    );
    assert_eq!(
        ends("iif(%resource.item[0] ~ %resource.item[1], 1)", &response),
        Ok(1)
    );
}

/// As deep as the parser lets brackets nest, on a stack as small as phones give.
#[test]
fn the_deepest_expression_fits_on_a_small_stack() {
    let nested = |begin: &str, middle: &str, end: &str| {
        let deepest = (1..200).rev().find_map(|depth| {
            let text = begin.repeat(depth) + middle + &end.repeat(depth);
            Expression::parse(&text).ok().map(|_| text)
        });
        deepest.unwrap()
    };
    let all = [
        nested("iif(true, ", "1", ")"),
        nested("(1 + ", "1", ")"),
        nested("%resource.item.select(", "linkId", ")"),
        nested("%resource.item.where(linkId = 'q1' and (", "true", "))"),
        nested("-", "1", ""),
    ];
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let run = move || {
        let response = json!({"resourceType": "QuestionnaireResponse", "item": [{"linkId": "q1"}]});
        for text in &all {
            assert!(text.len() > 75, "{text}");
            assert_eq!(ends(text, &response), Ok(1), "{text}");
        }
    };
    small.spawn(run).unwrap().join().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    /// Anything that may be an expression, of the pieces that expressions are made of.
    #[test]
    fn no_text_and_no_data_stop_the_app(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..14),
        noise in ".{0,6}",
    ) {
        let response = json!({"resourceType": "QuestionnaireResponse", "item": [
            {"linkId": 5, "answer": "x", "item": {"linkId": "a"}},
            {"linkId": "a", "answer": [{"valueDate": "no day"}, null, 7, {"valueInteger": 1e300}]},
            [[]], null, {"item": [null]},
        ], "contained": [{"resourceType": "Nothing", "x": [1, {}]}]});
        let _ = ends(&(pieces.concat() + &noise), &response);
        let _ = ends(&noise, &response);
    }
}

const PIECES: [&str; 60] = [
    "%resource",
    ".item",
    ".answer",
    ".value",
    ".where(",
    ")",
    "linkId",
    " = ",
    "'a'",
    "(",
    "1",
    " + ",
    "2.5",
    ".descendants()",
    ".repeat(item)",
    " | ",
    "{}",
    "@2020-01-01",
    " - ",
    "3 days",
    "10 'mg'",
    ".first()",
    "[0]",
    ".toString()",
    ".substring(1)",
    " and ",
    " or ",
    "true",
    ".not()",
    " is ",
    "string",
    " as ",
    "Quantity",
    ".ofType(",
    "integer",
    "$this",
    "$index",
    ".select(",
    ".exists(",
    ",",
    ".iif(",
    ".sum()",
    ".children()",
    ".sort(",
    " ~ ",
    " in ",
    " contains ",
    ".matches('a+')",
    "@T10:30",
    " < ",
    " >= ",
    ".lowBoundary()",
    ".toQuantity()",
    ".distinct()",
    ".contained",
    ".valueDate",
    "-",
    "/",
    " mod ",
    ".type().name",
];
