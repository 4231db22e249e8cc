//! `risk_rules` in a trust's file: which answers to its own forms call for help.
//!
//! ```json
//! "risk_rules": [
//!   { "form": "https://trust.example/Questionnaire/check-in", "item": "q7", "at_least": 1 },
//!   { "form": "https://trust.example/Questionnaire/check-in|2", "item": "q8", "answers": ["often"] },
//!   { "measure": "dialog", "number": 8, "at_most": 3 },
//!   { "code": { "system": "https://trust.example/codes", "code": "harm" }, "any_answer": true },
//!   { "form": "https://trust.example/Questionnaire/falls", "item": "hurt", "never": true }
//! ]
//! ```
//!
//! A rule adds to those that the app has of its own; it takes none of them away. `never` is for an item
//! that has the words of self-harm and is about something else.

use super::file::{FileProblem, optional_text, problem};
use crate::forms::{Flags, Measure, RiskItem, RiskRule};
use serde_json::{Map, Value};
use std::sync::Arc;

/// More rules than a trust has forms.
const MOST: usize = 1_000;
const FIELDS: [&str; 11] = [
    "form",
    "measure",
    "item",
    "code",
    "number",
    "at_least",
    "at_most",
    "answers",
    "all_but",
    "any_answer",
    "never",
];
const SAYS: [&str; 6] = [
    "at_least",
    "at_most",
    "answers",
    "all_but",
    "any_answer",
    "never",
];

/// Reads and checks the rules of a file. None is no error.
pub(super) fn read(file: &Map<String, Value>) -> Result<Arc<[RiskRule]>, FileProblem> {
    let list = match file.get("risk_rules") {
        None | Some(Value::Null) => return Ok(Arc::default()),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(problem("risk_rules", "a list of rules is wanted")),
    };
    if list.len() > MOST {
        return Err(problem("risk_rules", "these are more than 1 000 rules"));
    }
    list.iter()
        .enumerate()
        .map(|(i, rule)| read_rule(&format!("risk_rules[{i}]"), rule))
        .collect()
}

fn read_rule(place: &str, value: &Value) -> Result<RiskRule, FileProblem> {
    let rule = value
        .as_object()
        .ok_or_else(|| problem(place, "an object is wanted"))?;
    // A word that is written wrongly would make a rule that never helps.
    if let Some(other) = rule.keys().find(|k| !FIELDS.contains(&k.as_str())) {
        let other: String = other.chars().take(40).collect();
        return Err(problem(&format!("{place}.{other}"), "this is not known"));
    }
    let inside = format!("{place}.");
    let form = optional_text(rule, &inside, "form")?;
    if form.as_ref().is_some_and(|f| !f.contains(':')) {
        let what = "the canonical address of a form is wanted";
        return Err(problem(&format!("{place}.form"), what));
    }
    let measure = match optional_text(rule, &inside, "measure")? {
        None => None,
        Some(id) => Some(Measure::with_id(&id).ok_or_else(|| {
            let what = "the app knows no measure of that name: phq-9, core-10, dialog, …";
            problem(&format!("{place}.measure"), what)
        })?),
    };
    let item = read_item(place, rule)?;
    match (&item, &form, measure) {
        (RiskItem::Number(_), _, None) => {
            let what = "a number is of an item of a measure, and there is no measure";
            return Err(problem(&format!("{place}.number"), what));
        }
        (RiskItem::LinkId(_), None, None) => {
            let what = "an item is of a form, and there is no form";
            return Err(problem(&format!("{place}.form"), what));
        }
        _ => {}
    }
    Ok(RiskRule {
        form,
        measure,
        item,
        flags: read_flags(place, rule)?,
    })
}

fn read_item(place: &str, rule: &Map<String, Value>) -> Result<RiskItem, FileProblem> {
    let at = |name: &str| format!("{place}.{name}");
    let named = ["item", "code", "number"].map(|n| rule.contains_key(n));
    if named.iter().filter(|n| **n).count() != 1 {
        let what = "one of item (a link id), code and number is wanted";
        return Err(problem(place, what));
    }
    if let Some(number) = rule.get("number") {
        let number = number.as_u64().filter(|n| (1..=100).contains(n));
        let number = number.and_then(|n| usize::try_from(n).ok());
        return number
            .map(RiskItem::Number)
            .ok_or_else(|| problem(&at("number"), "a number from 1 is wanted"));
    }
    if let Some(code) = rule.get("code") {
        let code = code
            .as_object()
            .ok_or_else(|| problem(&at("code"), "system and code are wanted"))?;
        let part = |name: &str| {
            optional_text(code, &at("code."), name)?
                .ok_or_else(|| problem(&at(&format!("code.{name}")), "this is missing"))
        };
        return Ok(RiskItem::Code {
            system: part("system")?,
            code: part("code")?,
        });
    }
    // A link id may have spaces around it; it is taken as it stands.
    match rule.get("item").and_then(Value::as_str) {
        Some(link_id) if !link_id.trim().is_empty() => Ok(RiskItem::LinkId(link_id.to_owned())),
        _ => Err(problem(&at("item"), "a link id is wanted")),
    }
}

fn read_flags(place: &str, rule: &Map<String, Value>) -> Result<Flags, FileProblem> {
    let mut said = SAYS.iter().filter(|name| rule.contains_key(**name));
    let (Some(name), None) = (said.next(), said.next()) else {
        let what = "one of at_least, at_most, answers, all_but, any_answer and never is wanted";
        return Err(problem(place, what));
    };
    let here = format!("{place}.{name}");
    let value = rule.get(*name).unwrap_or(&Value::Null);
    let number = || {
        let number = value.as_f64().filter(|n| n.is_finite());
        number.ok_or_else(|| problem(&here, "a number is wanted"))
    };
    match *name {
        "at_least" => Ok(Flags::AtLeast(number()?)),
        "at_most" => Ok(Flags::AtMost(number()?)),
        "answers" => Ok(Flags::Answers(read_answers(&here, value)?)),
        "all_but" => Ok(Flags::AllBut(read_answers(&here, value)?)),
        _ if *value != Value::Bool(true) => Err(problem(&here, "true is wanted")),
        "never" => Ok(Flags::Never),
        _ => Ok(Flags::Any),
    }
}

fn read_answers(here: &str, value: &Value) -> Result<Vec<String>, FileProblem> {
    let list = value.as_array().filter(|list| !list.is_empty());
    let list = list.ok_or_else(|| problem(here, "a list of answers is wanted"))?;
    list.iter()
        .enumerate()
        .map(|(i, answer)| match answer {
            Value::String(text) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
            Value::Number(number) => Ok(number.to_string()),
            Value::Bool(yes) => Ok(yes.to_string()),
            _ => {
                let what = "a code, the words of an option, a number, true or false is wanted";
                Err(problem(&format!("{here}[{i}]"), what))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rules(list: Value) -> Result<Arc<[RiskRule]>, FileProblem> {
        let file = json!({ "risk_rules": list });
        read(file.as_object().unwrap())
    }

    fn place_of(rule: Value) -> String {
        rules(json!([rule])).unwrap_err().place
    }

    #[test]
    fn rules_are_read() {
        let form = "https://trust.example/Questionnaire/a";
        let read = rules(json!([
            { "form": form, "item": "q7", "at_least": 1 },
            { "form": form, "item": "q8", "answers": ["often", 3, true] },
            { "measure": "dialog", "number": 8, "at_most": 3 },
            { "code": { "system": "s", "code": "c" }, "any_answer": true },
            { "form": form, "item": "hurt", "never": true }
        ]))
        .unwrap();
        let flags: Vec<&Flags> = read.iter().map(|rule| &rule.flags).collect();
        let answers = ["often", "3", "true"].map(str::to_owned).to_vec();
        let wanted = [
            Flags::AtLeast(1.0),
            Flags::Answers(answers),
            Flags::AtMost(3.0),
            Flags::Any,
            Flags::Never,
        ];
        assert_eq!(flags, wanted.iter().collect::<Vec<_>>());
        assert_eq!(read[2].measure, Some(Measure::Dialog));
        assert_eq!(read[2].item, RiskItem::Number(8));
        assert!(rules(Value::Null).unwrap().is_empty());
    }

    #[test]
    fn an_error_names_its_place() {
        let form = "https://trust.example/Questionnaire/a";
        for (rule, place) in [
            (json!("q7"), "risk_rules[0]"),
            (json!({ "form": form, "item": "q7" }), "risk_rules[0]"),
            (json!({ "form": form, "at_least": 1 }), "risk_rules[0]"),
            (json!({ "item": "q7", "at_least": 1 }), "risk_rules[0].form"),
            (
                json!({ "form": "a", "item": "q", "never": true }),
                "risk_rules[0].form",
            ),
            (
                json!({ "form": form, "item": 7, "at_least": 1 }),
                "risk_rules[0].item",
            ),
            (
                json!({ "form": form, "item": "q", "at_least": "1" }),
                "risk_rules[0].at_least",
            ),
            (
                json!({ "form": form, "item": "q", "answers": [] }),
                "risk_rules[0].answers",
            ),
            (
                json!({ "form": form, "item": "q", "answers": [{}] }),
                "risk_rules[0].answers[0]",
            ),
            (
                json!({ "form": form, "item": "q", "any_answer": false }),
                "risk_rules[0].any_answer",
            ),
            (
                json!({ "measure": "phq", "number": 9, "at_least": 1 }),
                "risk_rules[0].measure",
            ),
            (
                json!({ "form": form, "number": 9, "at_least": 1 }),
                "risk_rules[0].number",
            ),
            (
                json!({ "code": { "code": "c" }, "never": true }),
                "risk_rules[0].code.system",
            ),
            (
                json!({ "form": form, "item": "q", "atleast": 1 }),
                "risk_rules[0].atleast",
            ),
        ] {
            assert_eq!(place_of(rule.clone()), place, "{rule}");
        }
        assert_eq!(rules(json!({})).unwrap_err().place, "risk_rules");
    }
}
