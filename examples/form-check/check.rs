//! The check itself.

use crate::args::{Args, Files};
use pathway_companion::fhir::{FormReading, Report, describe_json, read_answers, validate_json};
use pathway_companion::forms::{LeftOut, Questionnaire, Refused, Session, Surroundings};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was found.
pub struct Checked {
    /// Why the app does not show the form; empty: it does.
    pub why: Vec<String>,
    /// What the app passes over.
    pub left_out: Vec<LeftOut>,
    /// Items that seem to be about self-harm and have no rule.
    pub unruled: Vec<String>,
    /// What is to say of the response, where there is one.
    pub response: Option<Report>,
    /// What the response adds up to.
    pub score: Option<f64>,
}

/// Checks a form, and a response to it.
pub fn run(files: &Files, args: &Args) -> Checked {
    let reading = FormReading {
        language: args.language.clone(),
        value_sets: files.value_sets.clone(),
    };
    let response = files.second.as_deref();
    let form: Option<Value> = serde_json::from_str(&files.first).ok();
    let report = response.map(|response| {
        let response: Option<Value> = serde_json::from_str(response).ok();
        validate_json(form.as_ref(), response.as_ref(), &reading)
    });
    let described = match form {
        Some(form) => describe_json(form, &reading),
        None => Err(Refused::NotAQuestionnaire(
            "it is not JSON, or it is nested too deeply".to_owned(),
        )),
    };
    let described = match described {
        Ok(described) => described,
        Err(refused) => {
            return Checked {
                why: vec![refused.to_string()],
                left_out: Vec::new(),
                unruled: Vec::new(),
                response: report,
                score: None,
            };
        }
    };
    let opens = described.refused.is_empty();
    let form = opens.then(|| Arc::new(described.form));
    let around = Arc::new(Surroundings {
        risk_rules: files.risk_rules.clone(),
        ..Surroundings::default()
    });
    let empty = form
        .clone()
        .map(|form| Session::with(form, BTreeMap::new(), around));
    let is_of_form = report.as_ref().is_some_and(|r| !r.other_form);
    let answers = response.filter(|_| is_of_form).zip(form);
    Checked {
        why: described.refused.iter().map(ToString::to_string).collect(),
        left_out: described.left_out,
        unruled: empty.map(|s| s.unruled_risk_items()).unwrap_or_default(),
        response: report,
        score: answers.and_then(|(raw, form)| score(raw, form)),
    }
}

fn score(raw: &str, form: Arc<Questionnaire>) -> Option<f64> {
    let answers = read_answers(raw, &form).ok()?;
    Session::new(form, answers).score()?.total
}

impl Checked {
    /// Whether the app shows the form, and the response to it is right.
    pub fn is_well(&self) -> bool {
        let right = |report: &Report| report.is_valid() && !report.other_form;
        self.why.is_empty() && self.response.as_ref().is_none_or(right)
    }

    /// As JSON.
    pub fn json(&self) -> String {
        let errors = self.response.iter().flat_map(|r| &r.errors);
        let errors: Vec<Value> = errors
            .map(|f| json!({ "linkId": f.link_id, "message": f.message }))
            .collect();
        // A whole sum is a whole number.
        let score = self
            .score
            .map(|score| match score.fract() == 0.0 && score.abs() < 1e15 {
                true => json!(score as i64),
                false => json!(score),
            });
        let why: Vec<String> = self
            .why
            .iter()
            .map(|w| w.chars().take(500).collect())
            .collect();
        json!({ "opens": self.why.is_empty(), "why": why, "errors": errors, "score": score })
            .to_string()
    }
}
