//! Trying: a sandbox with Amira, Noor and more planted; requests one by one and as entries of a batch.
#![allow(dead_code)]

use crate::carer_marks::mark_parts;
use crate::carer_planted;
use crate::carer_table::{self, Days, TYPES};
use crate::sandbox_common::{Demo, Session, body};
use jiff::ToSpan;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A sandbox in which everything has two old versions, and every version a mark of its own.
pub struct World {
    pub demo: Demo,
    pub noor: Session,
    pub days: Days,
    /// `Type/id` of everything that is stored, Consents left out.
    pub names: BTreeSet<String>,
}

impl World {
    pub async fn start() -> Self {
        let demo = Demo::start().await;
        let today = jiff::Timestamp::now()
            .to_zoned(jiff::tz::TimeZone::get("Europe/London").unwrap())
            .date();
        let days = Days {
            yesterday: today.yesterday().unwrap().to_string(),
            today: today.to_string(),
            tomorrow: today.tomorrow().unwrap().to_string(),
        };
        assert!(today.checked_add(1.year()).is_ok());
        let noor = demo.sign_in(carer_table::NOOR).await;
        remove(&demo, "Consent", "demo-amira-sharing").await;
        for resource in carer_planted::planted() {
            demo.plant(&resource).await;
        }
        let mut names = BTreeSet::new();
        for kind in TYPES.iter().filter(|kind| **kind != "Consent") {
            for mut resource in demo.stored(kind).await {
                let name = name(&resource);
                mark_parts(&mut resource);
                for mark in ["oldmark", "mark"] {
                    resource["text"] = json!({"status": "generated", "div": marked(mark, &name)});
                    demo.plant(&resource).await;
                }
                names.insert(name);
            }
        }
        assert!(names.len() > 200, "{}", names.len());
        Self {
            demo,
            noor,
            days,
            names,
        }
    }

    /// The answers to the entries of one batch.
    pub async fn batch(&self, entries: Vec<Value>) -> Vec<Value> {
        let bundle = json!({"resourceType": "Bundle", "type": "batch", "entry": entries});
        let answer = self
            .demo
            .fhir(&self.noor, "POST", "", &[], Some(&bundle))
            .await;
        let answer = body(answer).await;
        let answers = answer["entry"].as_array().cloned();
        let answers = answers.unwrap_or_else(|| panic!("no answers: {answer}"));
        assert_eq!(answers.len(), entries.len());
        answers
    }

    /// Whether a transaction got over its first entry. The second asks for what is not there, so nothing of
    /// it is ever kept.
    pub async fn may_post(&self, resource: &Value) -> (bool, Value) {
        let kind = resource["resourceType"].as_str().unwrap();
        let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": [
            {"request": {"method": "POST", "url": kind}, "resource": resource}, get("Goal/not-there")]});
        let answer = self
            .demo
            .fhir(&self.noor, "POST", "", &[], Some(&bundle))
            .await;
        let outcome = body(answer).await;
        let place = outcome["issue"][0]["expression"][0].clone();
        assert!(
            place.is_string(),
            "a transaction that could not be done was: {outcome}"
        );
        (place == "Bundle.entry[1]", outcome)
    }
}

/// The answer to a transaction of these.
pub async fn transaction(world: &World, entries: Vec<Value>) -> Value {
    let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": entries});
    let demo = &world.demo;
    body(demo.fhir(&world.noor, "POST", "", &[], Some(&bundle)).await).await
}

/// A request as an entry.
pub fn get(url: &str) -> Value {
    json!({"request": {"method": "GET", "url": url}})
}

pub fn name(resource: &Value) -> String {
    let word = |name: &str| resource[name].as_str().unwrap_or_default().to_owned();
    format!("{}/{}", word("resourceType"), word("id"))
}

/// Words that stand in one version of one resource and nowhere else.
pub fn marked(mark: &str, name: &str) -> String {
    format!("<{mark}:{name}>")
}

/// Every mark in an answer: which, and of what.
pub fn marks(answer: &Value) -> BTreeSet<(String, String)> {
    let text = answer.to_string();
    let pieces = text
        .split('<')
        .skip(1)
        .filter_map(|it| it.split('>').next());
    pieces
        .filter_map(|it| it.split_once(':'))
        .map(|(mark, name)| (mark.to_owned(), name.to_owned()))
        .collect()
}

/// The resources of an answer: one, or those of a bundle.
pub fn resources(answer: &Value) -> Vec<Value> {
    let resource = &answer["resource"];
    match resource["resourceType"].as_str() {
        Some("Bundle") => {
            let entries = resource["entry"].as_array().cloned().unwrap_or_default();
            entries
                .into_iter()
                .map(|entry| entry["resource"].clone())
                .collect()
        }
        Some(_) => vec![resource.clone()],
        None => vec![],
    }
}

pub fn is_ok(answer: &Value) -> bool {
    let status = answer["response"]["status"].as_str().unwrap_or_default();
    status.starts_with('2')
}

pub async fn remove(demo: &Demo, kind: &str, id: &str) {
    let answer = demo
        .client
        .post(demo.url("/control/delete"))
        .header("content-type", "application/json")
        .body(json!({"type": kind, "id": id}).to_string())
        .send()
        .await
        .unwrap();
    assert!(answer.status().is_success());
}
