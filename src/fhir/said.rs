//! What an answer that was handed over says, in words: for the person's own copy of it.

use serde_json::Value;

/// A question and what was answered, as the response has them.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    /// The question.
    pub question: String,
    /// The answers, in words.
    pub answers: Vec<String>,
}

impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Said(…)")
    }
}

/// Deepest nesting that is followed.
const DEEPEST: usize = 32;

/// What a form knows of an item: its words, and whether the person never said anything there.
pub type Wording<'a> = dyn Fn(&str) -> Option<(Option<String>, bool)> + 'a;

/// Puts the form's own words beside the answers of a response, and takes out what the person did not say
/// (a sum that the form worked out). `known`: words of an item, and whether it is left out.
pub fn word(response: &mut Value, known: &Wording) {
    word_within(response, DEEPEST, known);
}

fn word_within(within: &mut Value, left: usize, known: &Wording) {
    if left == 0 {
        return;
    }
    let Some(items) = within.get_mut("item").and_then(Value::as_array_mut) else {
        return;
    };
    items.retain_mut(|item| {
        let found = item["linkId"].as_str().and_then(known);
        if let Some((text, left_out)) = found {
            if left_out {
                return false;
            }
            if let (Some(text), Some(fields)) = (text, item.as_object_mut()) {
                fields.insert("text".to_owned(), text.into());
            }
        }
        for answer in item["answer"].as_array_mut().into_iter().flatten() {
            word_within(answer, left - 1, known);
        }
        word_within(item, left - 1, known);
        true
    });
}

/// The questions of a QuestionnaireResponse that have an answer, in order.
pub fn what_was_said(response: &Value) -> Vec<Said> {
    let mut all = Vec::new();
    walk(response, DEEPEST, &mut all);
    all
}

fn walk(within: &Value, left: usize, all: &mut Vec<Said>) {
    if left == 0 {
        return;
    }
    for item in within["item"].as_array().into_iter().flatten() {
        let given = item["answer"].as_array();
        let answers: Vec<String> = given.into_iter().flatten().filter_map(in_words).collect();
        if !answers.is_empty() {
            let text = item["text"].as_str().or(item["linkId"].as_str());
            all.push(Said {
                question: text.unwrap_or_default().to_owned(),
                answers,
            });
        }
        for answer in given.into_iter().flatten() {
            walk(answer, left - 1, all);
        }
        walk(item, left - 1, all);
    }
}

fn in_words(answer: &Value) -> Option<String> {
    let (_, value) = answer
        .as_object()?
        .iter()
        .find(|(name, _)| name.starts_with("value"))?;
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(if *yes {
            "✓".to_owned()
        } else {
            "✗".to_owned()
        }),
        Value::Object(_) => ["display", "text", "value", "code", "reference"]
            .iter()
            .find_map(|name| match &value[*name] {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_each_question_with_its_answers_however_deep() {
        let response = serde_json::json!({"item": [{"text": "Group", "item": [
            {"text": "How often?", "answer": [{"valueCoding": {"code": "a", "display": "Daily"}}]},
            {"linkId": "q2", "answer": [{"valueInteger": 3}, {"valueString": "more"}]},
            {"text": "Nothing said"}]}]});
        let all = what_was_said(&response);
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].question, "How often?");
        assert_eq!(all[0].answers, ["Daily"]);
        assert_eq!(all[1].answers, ["3", "more"]);
    }
}
