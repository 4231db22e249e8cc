//! `--expression`: FHIRPath on any resource.

use crate::End;
use crate::args::Files;
use jiff::Zoned;
use pathway_companion::forms::fhirpath::{
    Environment, EvaluationProblem, Expression, Found, ParseProblem, evaluate,
};
use serde_json::Value;

/// Evaluates an expression on the first file. A questionnaire as the second is `%questionnaire`.
pub fn run(expression: &str, files: &Files) -> (End, String) {
    let Ok(resource) = serde_json::from_str::<Value>(&files.first) else {
        eprintln!("form-check: the first file is not JSON, or it is nested too deeply");
        return (End::Unread, String::new());
    };
    let second = files.second.as_deref();
    let second = second.and_then(|text| serde_json::from_str::<Value>(text).ok());
    let expression = match Expression::parse(expression) {
        Ok(expression) => expression,
        Err(ParseProblem::Unsupported(what)) => return unsupported(&what),
        Err(problem) => return (End::NotWell, format!("error: {problem}")),
    };
    let now = Zoned::now();
    let environment = Environment {
        questionnaire: second.as_ref(),
        now: Some(&now),
        ..Environment::of(&resource)
    };
    match evaluate(&expression, &environment) {
        Ok(found) => {
            let all: Vec<Value> = found.iter().map(Found::to_json).collect();
            (End::Well, Value::from(all).to_string())
        }
        Err(EvaluationProblem::Unsupported(what)) => unsupported(&what),
        Err(problem @ EvaluationProblem::OutOfSteps) => unsupported(&problem.to_string()),
        Err(problem) => (End::NotWell, format!("error: {problem}")),
    }
}

fn unsupported(what: &str) -> (End, String) {
    (End::Unsupported, format!("unsupported: {what}"))
}
