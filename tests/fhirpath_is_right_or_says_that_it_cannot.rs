//! The official FHIRPath suite for R4: each of its tests is passed or declared unsupported. None is
//! wrong. The suite lies outside of the project (`../shared/cases`, or `PATHWAY_CASES`).
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

use pathway_companion::forms::fhirpath::{
    Environment, EvaluationProblem, Expression, Found, ParseProblem, evaluate,
};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Inputs that are there in XML only.
const ONLY_XML: [&str; 3] = [
    "parameters-example-types",
    "patient-example-period",
    "valueset-example-expansion",
];

/// The least share of the suite that is passed, of what can be run.
const PASSED: f64 = 0.95;

#[derive(Debug, PartialEq)]
enum Outcome {
    Passed,
    Unsupported(String),
    Skipped,
    Wrong(String),
}

/// The suite tests an extension that the XML of this input has and its JSON has not.
const AGE: [&str; 3] = [
    "testFHIRPathIsFunction8",
    "testFHIRPathIsFunction9",
    "testFHIRPathIsFunction10",
];

fn cases() -> Option<PathBuf> {
    let named = std::env::var_os("PATHWAY_CASES").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    let folders = [named, Some(beside)].into_iter().flatten();
    let found = folders
        .map(|folder| folder.join("fhirpath"))
        .find(|folder| folder.is_dir());
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "the cases are absent");
        println!("skipped: the cases are absent");
    }
    found
}

struct Case<'x> {
    expression: &'x str,
    invalid: bool,
    predicate: bool,
    ordered: bool,
    outputs: Vec<(Option<&'x str>, &'x str)>,
}

fn case<'x>(test: roxmltree::Node<'x, '_>) -> Case<'x> {
    let expression = test
        .children()
        .find(|n| n.has_tag_name("expression"))
        .unwrap();
    let outputs = test.children().filter(|n| n.has_tag_name("output"));
    Case {
        expression: expression.text().unwrap_or_default(),
        invalid: expression.has_attribute("invalid"),
        predicate: test.attribute("predicate") == Some("true"),
        ordered: test.attribute("ordered") != Some("false"),
        outputs: outputs
            .map(|o| (o.attribute("type"), o.text().unwrap_or_default()))
            .collect(),
    }
}

fn kind_fits(expected: Option<&str>, found: &Found) -> bool {
    let Some(expected) = expected else {
        return true;
    };
    let name = found.type_name().unwrap_or_default();
    name == format!("FHIR.{expected}") || name.eq_ignore_ascii_case(&format!("System.{expected}"))
}

fn value_fits((kind, text): &(Option<&str>, &str), found: &Found) -> bool {
    let written = found.written();
    let numbers = (written.parse::<f64>(), text.parse::<f64>());
    written == *text
        || *kind == Some("decimal") && matches!(numbers, (Ok(a), Ok(b)) if (a - b).abs() < 1e-9)
}

fn run(case: &Case, input: &serde_json::Value, now: &jiff::Zoned) -> Outcome {
    let expression = match Expression::parse(case.expression) {
        Ok(expression) => expression,
        Err(ParseProblem::Unsupported(what)) => return Outcome::Unsupported(what),
        Err(problem) if case.invalid => {
            assert!(!problem.to_string().is_empty());
            return Outcome::Passed;
        }
        Err(problem) => return Outcome::Wrong(problem.to_string()),
    };
    let environment = Environment {
        now: Some(now),
        ..Environment::of(input)
    };
    let found = match evaluate(&expression, &environment) {
        Ok(found) => found,
        Err(EvaluationProblem::Unsupported(what)) => return Outcome::Unsupported(what),
        Err(_) if case.invalid => return Outcome::Passed,
        Err(problem) => return Outcome::Wrong(problem.to_string()),
    };
    let shown: Vec<_> = found
        .iter()
        .map(|f| format!("{:?} {}", f.type_name(), f.written()))
        .collect();
    if case.invalid {
        return Outcome::Wrong(format!("no error, but {shown:?}"));
    }
    let fits = |expected: &(Option<&str>, &str), found: &Found| {
        kind_fits(expected.0, found) && value_fits(expected, found)
    };
    let right = if case.predicate {
        let truth = match &found[..] {
            [one] => one.truth().unwrap_or(true),
            all => !all.is_empty(),
        };
        case.outputs.len() == 1 && case.outputs[0].1 == truth.to_string()
    } else if case.ordered {
        found.len() == case.outputs.len()
            && case.outputs.iter().zip(&found).all(|(e, f)| fits(e, f))
    } else {
        let all = case
            .outputs
            .iter()
            .all(|e| found.iter().any(|f| fits(e, f)));
        all && found.len() == case.outputs.len()
    };
    match right {
        true => Outcome::Passed,
        false => Outcome::Wrong(format!("found {shown:?}")),
    }
}

fn input_of(folder: &std::path::Path, name: Option<&str>) -> Option<serde_json::Value> {
    let Some(name) = name else {
        return Some(serde_json::json!({"resourceType": "Basic"}));
    };
    let stem = name.rsplit_once('.').unwrap().0;
    if ONLY_XML.contains(&stem) {
        return None;
    }
    let text = std::fs::read_to_string(folder.join("input").join(format!("{stem}.json"))).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

#[test]
fn every_test_of_the_suite_is_passed_or_declared_unsupported() {
    let Some(folder) = cases() else { return };
    let text = std::fs::read_to_string(folder.join("tests-fhir-r4.xml")).unwrap();
    let suite = roxmltree::Document::parse(&text).unwrap();
    let now: jiff::Zoned = "2026-11-23T10:00:00.123+00:00[Europe/London]"
        .parse()
        .unwrap();
    let mut table: Vec<(String, [usize; 4])> = Vec::new();
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for group in suite.descendants().filter(|n| n.has_tag_name("group")) {
        let mut row = [0; 4];
        for test in group.children().filter(|n| n.has_tag_name("test")) {
            let name = test.attribute("name").unwrap();
            let outcome = match input_of(&folder, test.attribute("inputfile")) {
                None => Outcome::Skipped,
                Some(mut input) => {
                    if AGE.contains(&name) {
                        let url = "http://example.com/fhir/StructureDefinition/patient-age";
                        let age = serde_json::json!({"url": url, "valueAge": {"value": 30}});
                        input["extension"] = serde_json::json!([age]);
                    }
                    run(&case(test), &input, &now)
                }
            };
            match outcome {
                Outcome::Passed => row[0] += 1,
                Outcome::Unsupported(what) => {
                    row[1] += 1;
                    reasons.entry(what).or_default().push(name.to_owned());
                }
                Outcome::Skipped => row[2] += 1,
                Outcome::Wrong(what) => {
                    row[3] += 1;
                    wrong.push(format!("{name}: {}\n    {what}", case(test).expression));
                }
            }
        }
        table.push((group.attribute("name").unwrap().to_owned(), row));
    }
    println!(
        "{:32} {:>7} {:>12} {:>8} {:>6}",
        "group", "passed", "unsupported", "skipped", "wrong"
    );
    let mut sum = [0; 4];
    for (name, row) in &table {
        println!(
            "{name:32} {:>7} {:>12} {:>8} {:>6}",
            row[0], row[1], row[2], row[3]
        );
        sum.iter_mut().zip(row).for_each(|(all, one)| *all += one);
    }
    println!(
        "{:32} {:>7} {:>12} {:>8} {:>6}",
        "all", sum[0], sum[1], sum[2], sum[3]
    );
    for (what, names) in &reasons {
        println!("unsupported: {what}: {}", names.join(", "));
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert_eq!(
        sum.iter().sum::<usize>(),
        935,
        "two of the 937 are commented out"
    );
    assert_eq!(sum[2], 14, "what is there in XML only");
    let share = sum[0] as f64 / (sum[0] + sum[1]) as f64;
    assert!(share >= PASSED, "{share}");
}
