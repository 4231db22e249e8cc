//! Putting an answered form right: the same response in a new version, with status `amended`.
//!
//! Only what the person said is replaced; everything else on the server's copy stays as it is. Before
//! anything is replaced, the copy is compared with what the person saw: what others wrote meanwhile is
//! never written over without being asked about.

use super::types::Coding;
use super::{codes, patient, when};
use crate::forms::Session;
use jiff::Zoned;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Deepest nesting of items that is followed.
const DEEPEST: usize = 64;

/// What is replaced in a response that is put right.
pub fn amended(
    session: &Session,
    patient: &str,
    author: &str,
    authored: &Zoned,
    typed_by_another: bool,
) -> Value {
    let mut put = json!({
        "status": "amended",
        "authored": when::write(authored),
        "author": { "reference": author },
        "source": { "reference": format!("Patient/{patient}") },
        "item": session.response_items(),
    });
    if typed_by_another {
        typed_for_them(&mut put);
    }
    put
}

/// Says in a response that somebody typed for the person: the words are the person's (`source`), the
/// typing was another's (`author`).
pub fn typed_for_them(response: &mut Value) {
    response["author"] = json!({ "display": "Somebody who typed for the person" });
    response["extension"] = json!([{
        "url": codes::COMPLETION_MODE,
        "valueCodeableConcept": { "text": "patient app, somebody typed the person's own answers" }
    }]);
}

/// The server's copy with what is put right in it.
pub fn amend(current: &Value, put: &Value) -> Value {
    let mut response = current.clone();
    let (Some(fields), Some(put)) = (response.as_object_mut(), put.as_object()) else {
        return response;
    };
    for (name, value) in put.iter().filter(|(name, _)| *name != "extension") {
        let empty = value.as_array().is_some_and(Vec::is_empty);
        if empty {
            fields.remove(name);
        } else {
            fields.insert(name.clone(), value.clone());
        }
    }
    // How the form was filled in is said anew; other extensions are not ours to touch.
    if let Some(ours) = put.get("extension").and_then(Value::as_array) {
        let said = fields.entry("extension").or_insert_with(|| json!([]));
        if let Some(said) = said.as_array_mut() {
            said.retain(|it| it["url"] != codes::COMPLETION_MODE);
            said.extend(ours.iter().cloned());
        }
    }
    response
}

/// Whether this copy is the one that was put right: nothing more is to be done.
pub fn is_amended(current: &Value, put: &Value) -> bool {
    let moment = |it: &Value| it["authored"].as_str().and_then(when::moment);
    current["status"] == "amended"
        && moment(current).is_some()
        && moment(current) == moment(put)
        && same_answers(current, put)
}

/// Whether two responses say the same, however they are nested.
pub fn same_answers(one: &Value, other: &Value) -> bool {
    said(one) == said(other)
}

/// Whether a form with these answers says everything that a response says. One that does not is shown
/// and never written: something would be lost.
pub fn says_all_of(session: &Session, response: &Value) -> bool {
    let ours = said(&json!({ "item": session.response_items() }));
    said(response)
        .iter()
        .all(|(key, count)| ours.get(key).is_some_and(|own| own >= count))
}

/// Whether a response was made by this app for this person, and may be put right by it. One that came
/// from elsewhere is shown and never written.
pub fn is_ours_to_amend(raw: &str, codes_base: &str, patient_id: &str) -> bool {
    let Ok(response) = serde_json::from_str::<Value>(raw) else {
        return false;
    };
    let system = format!("{codes_base}{}", codes::RESPONSE_UUID);
    let named = response["identifier"]["system"].as_str() == Some(&system)
        && response["identifier"]["value"].is_string();
    let whole = matches!(response["status"].as_str(), Some("completed" | "amended"));
    let modified = response
        .get("modifierExtension")
        .is_some_and(|it| !it.is_null());
    named && whole && !modified && patient::is_of(&response, patient_id)
}

/// Every answer of a response: the item and the value, and how often.
fn said(response: &Value) -> BTreeMap<(String, String), usize> {
    let mut all = BTreeMap::new();
    gather(response, DEEPEST, &mut all);
    all
}

fn gather(within: &Value, left: usize, all: &mut BTreeMap<(String, String), usize>) {
    if left == 0 {
        return;
    }
    for item in within["item"].as_array().into_iter().flatten() {
        let link_id = item["linkId"].as_str().unwrap_or_default();
        for answer in item["answer"].as_array().into_iter().flatten() {
            for (name, value) in answer.as_object().into_iter().flatten() {
                if name.starts_with("value") {
                    *all.entry((link_id.to_owned(), plain(value))).or_default() += 1;
                }
            }
            gather(answer, left - 1, all);
        }
        gather(item, left - 1, all);
    }
}

/// A value without what does not change it: a code is its system and code, a number its size.
fn plain(value: &Value) -> String {
    match value {
        Value::Object(fields) if fields.contains_key("code") && !fields.contains_key("value") => {
            let coding = Coding::deserialize(value).map(|it| it.plain());
            coding.map_or_else(
                |_| value.to_string(),
                |it| format!("{:?} {:?}", it.system, it.code),
            )
        }
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(name, _)| *name != "extension");
            let kept: Map<String, Value> = kept
                .map(|(name, value)| (name.clone(), plain(value).into()))
                .collect();
            Value::Object(kept).to_string()
        }
        Value::Number(number) => number
            .as_f64()
            .map_or_else(|| number.to_string(), |it| it.to_string()),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response() -> Value {
        json!({"resourceType": "QuestionnaireResponse", "id": "r", "status": "completed",
            "authored": "2026-11-20T10:00:00+00:00", "language": "en",
            "extension": [{"url": "https://x.example/kept", "valueString": "k"}],
            "item": [{"linkId": "g", "item": [
                {"linkId": "1", "answer": [{"valueCoding": {"system": "s", "code": "a", "display": "A"}}]},
                {"linkId": "2", "answer": [{"valueDecimal": 1.50}, {"valueString": "two"}]}]}]})
    }

    fn put() -> Value {
        json!({"status": "amended", "authored": "2026-11-21T10:00:00+00:00",
            "author": {"reference": "Patient/p"},
            "item": [{"linkId": "1", "answer": [{"valueCoding": {"system": "s", "code": "b"}}]}]})
    }

    #[test]
    fn only_what_was_said_is_replaced() {
        let mut put = put();
        typed_for_them(&mut put);
        let after = amend(&response(), &put);
        assert_eq!(after["language"], "en");
        assert_eq!(after["extension"][0]["url"], "https://x.example/kept");
        assert_eq!(after["extension"][1]["url"], codes::COMPLETION_MODE);
        assert_eq!(after["item"], put["item"]);
        assert!(is_amended(&after, &put) && !is_amended(&response(), &put));
        // Twice is the same as once.
        assert_eq!(amend(&after, &put), after);
    }

    #[test]
    fn the_same_answers_are_known_whatever_stands_around_them() {
        let mut flat = json!({"item": [
            {"linkId": "2", "text": "Two?", "answer": [{"valueString": "two"}, {"valueDecimal": 1.5}]},
            {"linkId": "1", "answer": [{"valueCoding": {"code": "a", "system": "s"}}]}]});
        assert!(same_answers(&response(), &flat));
        flat["item"][0]["answer"][0]["valueString"] = "three".into();
        assert!(!same_answers(&response(), &flat));
    }
}
