//! Every wrong place of a trust's file, for whoever wrote it; the app itself needs the first only.
//!
//! There is one reader of the file ([`TrustFile::read`]), and it stops at the first mistake. To hear of
//! all of them, what is wrong is replaced by something right, and the file is read again, until nothing
//! is left to say. So what is told here can never differ from what the app does.

use super::file::{FileProblem, TrustFile};
use serde_json::Value;
use std::collections::BTreeSet;

/// More mistakes than anybody wants to read about at once.
const MOST: usize = 100;

/// Something right for every place; each list has one entry, which stands for all.
const RIGHT: &str = r#"{
  "id": "x", "name": "x", "fhir_base": "https://trust.example/", "client_id": "x",
  "redirect": "https://app.example/", "role_label": "x", "languages": ["en-GB"],
  "crisis": [{ "id": "x", "label": "x", "plain": "x", "uri": "tel:0",
    "opening": [{ "days": ["mon"], "from": "09:00", "to": "17:00" }] }],
  "inbox": { "response_time": "x" },
  "risk_rules": [{ "form": "https://trust.example/x", "item": "x", "at_least": 1 }]
}"#;

/// Everything that is wrong with a file, in the order in which it is read. Empty: it is a good one.
pub fn every_problem(text: &str) -> Vec<FileProblem> {
    let mut found = Vec::new();
    let Err(first) = TrustFile::read(text) else {
        return found;
    };
    let mut told = BTreeSet::from([first.place.clone()]);
    let mut place = first.place.clone();
    found.push(first);
    let (Ok(mut file), Ok(right)) = (
        serde_json::from_str::<Value>(text),
        serde_json::from_str::<Value>(RIGHT),
    ) else {
        return found;
    };
    while found.len() < MOST && mend(&mut file, &right, &place) {
        let Err(next) = TrustFile::read(&file.to_string()) else {
            return found;
        };
        place = if told.insert(next.place.clone()) {
            let place = next.place.clone();
            found.push(next);
            place
        } else {
            // Mended and still wrong: then what is around it is put right, as a whole.
            match around(&next.place) {
                Some(outer) => outer.to_owned(),
                None => return found,
            }
        };
    }
    found
}

/// Puts something right at a place, or takes away what is there and has no right form. False where there
/// is nothing to be done.
fn mend(file: &mut Value, right: &Value, place: &str) -> bool {
    let steps = steps(place);
    let Some((last, before)) = steps.split_last() else {
        return false;
    };
    // The card of numbers may also be an object that holds the list.
    let (mut here, mut there) = (file, Some(right));
    for step in before {
        there = there.and_then(|it| within(it, step));
        if *step == Step::Name("crisis") && here.get("crisis").is_some_and(Value::is_object) {
            let Some(list) = here.pointer_mut("/crisis/entries") else {
                return false;
            };
            here = list;
            continue;
        }
        let next = match step {
            Step::Name(name) => here.get_mut(*name),
            Step::Number(at) => here.get_mut(*at),
        };
        let Some(next) = next else { return false };
        here = next;
    }
    let good = there.and_then(|it| within(it, last)).cloned();
    match (here, last) {
        (Value::Object(map), Step::Name(name)) => {
            match good {
                Some(good) => drop(map.insert((*name).to_owned(), good)),
                None => drop(map.remove(*name)),
            }
            true
        }
        (Value::Array(list), Step::Number(at)) => match (list.get_mut(*at), good) {
            (Some(slot), Some(good)) => {
                *slot = good;
                true
            }
            _ => false,
        },
        _ => false,
    }
}

fn within<'v>(value: &'v Value, step: &Step) -> Option<&'v Value> {
    match step {
        Step::Name(name) => value.get(*name),
        Step::Number(_) => value.get(0),
    }
}

#[derive(Debug, PartialEq)]
enum Step<'p> {
    Name(&'p str),
    Number(usize),
}

/// `crisis[2].uri` as steps.
fn steps(place: &str) -> Vec<Step<'_>> {
    let parts = place.split(['.', '[']).filter(|part| !part.is_empty());
    parts
        .map(|part| match part.strip_suffix(']') {
            Some(number) => number.parse().map_or(Step::Name(part), Step::Number),
            None => Step::Name(part),
        })
        .collect()
}

/// What a place stands in.
fn around(place: &str) -> Option<&str> {
    let end = place.rfind(['.', '['])?;
    place.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn places(file: &Value) -> Vec<String> {
        let found = every_problem(&file.to_string());
        found.into_iter().map(|it| it.place).collect()
    }

    fn good() -> Value {
        serde_json::from_str(RIGHT).unwrap()
    }

    #[test]
    fn what_stands_for_the_right_is_right() {
        assert_eq!(every_problem(RIGHT), []);
    }

    #[test]
    fn many_mistakes_at_once_are_each_named_once() {
        let mut file = good();
        file["name"] = json!(7);
        file["fhir_base"] = json!("http://trust.example/");
        file["crisis"] = json!([
            { "id": "a", "label": "a", "plain": "a", "uri": "javascript:x" },
            { "id": "b", "plain": "", "opening": [{ "days": ["monday"], "from": "9", "to": "17:00" }] }
        ]);
        file["languages"] = json!(["en-GB", 7, "cy"]);
        file["risk_rules"] =
            json!([{ "item": "q", "at_least": 1 }, { "form": "f", "at_leest": 1 }, 3]);
        file["check_by"] = json!("soon");
        file["demo"] = json!("no");
        let mut found = places(&file);
        found.sort();
        assert_eq!(
            found,
            [
                "check_by",
                "crisis[0].uri",
                "crisis[1].label",
                "crisis[1].opening[0].days",
                "crisis[1].opening[0].from",
                "crisis[1].plain",
                "demo",
                "fhir_base",
                "languages[1]",
                "name",
                "risk_rules[0].form",
                "risk_rules[1]",
                "risk_rules[1].at_leest",
                "risk_rules[1].form",
                "risk_rules[2]",
            ]
        );
    }

    #[test]
    fn a_card_that_is_an_object_is_gone_through_too() {
        let mut file = good();
        file["crisis"] =
            json!({ "entries": [{ "id": "a" }, { "id": 1, "label": "x", "plain": "x" }] });
        assert_eq!(
            places(&file),
            ["crisis[0].label", "crisis[0].plain", "crisis[1].id"]
        );
    }

    #[test]
    fn whatever_it_is_there_is_an_end() {
        for text in [
            "",
            "[]",
            "{}",
            "7",
            "{\"crisis\": {\"entries\": 3}}",
            "{\n oh",
        ] {
            assert!(!every_problem(text).is_empty(), "{text}");
        }
        let many: Vec<Value> = (0..500).map(|_| json!({ "item": 7 })).collect();
        let mut file = good();
        file["risk_rules"] = json!(many);
        assert!(every_problem(&file.to_string()).len() <= MOST);
    }
}
