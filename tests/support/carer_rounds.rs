//! One round of trying: every way of `carer_doors`, in one state of sharing, held against `carer_table`.
#![allow(dead_code)]

use crate::carer_count::Count;
use crate::carer_doors::{HIDDEN, changing, closed, versions};
use crate::carer_sends::things_to_send;
use crate::carer_table::ASKED;
use crate::carer_tries::{World, get, is_ok, name, remove, resources, transaction};
use crate::carer_ways::{Now, hold_marks};
use crate::sandbox_common::body;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What there is, by name, with the number of its version.
pub type There = BTreeMap<String, u64>;

/// More versions than anything here has.
const MOST_VERSIONS: u64 = 8;

fn kind_of(name: &str) -> &str {
    name.split('/').next().unwrap()
}

fn kinds(names: &[String]) -> Vec<&str> {
    let all: BTreeSet<&str> = names.iter().map(|it| kind_of(it)).collect();
    all.into_iter().collect()
}

/// One round: every way in, in one state.
pub struct Round<'a> {
    pub world: &'a World,
    pub now: &'a Now,
    /// Whether Noor is asked to rate the goal of the park.
    pub asked: bool,
    pub there: There,
    pub finding: &'a [String],
    pub count: &'a mut Count,
}

impl Round<'_> {
    /// Holds what came against the table: every resource of it, and every mark in it.
    fn hold_seen(&mut self, way: &str, answer: &Value) {
        for resource in resources(answer) {
            let name = name(&resource);
            if resource["resourceType"] != "OperationOutcome" {
                let what = || format!("{}: {way}: {name}", self.now.name);
                self.count.hold(what, true, self.now.sees(&name));
            }
        }
        hold_marks(answer, self.now, self.count);
    }

    /// Two answers, to what is hidden and to what is not there, that have to be the same.
    fn hold_alike(&mut self, way: &str, hidden: &Value, absent: &Value) {
        let what = || format!("{}: {way}: {hidden}, {absent}", self.now.name);
        self.count.hold(what, hidden != absent, false);
    }

    /// Searches and what they lead to, each by itself, and all of them as one transaction.
    pub async fn find(&mut self) {
        let entries: Vec<Value> = self.finding.iter().map(|it| get(it)).collect();
        let answers = self.world.batch(entries).await;
        let mut found = Vec::new();
        for (url, answer) in self.finding.iter().zip(&answers) {
            self.hold_seen(url, answer);
            let kind = url.split('?').next().unwrap();
            let may = ASKED.contains(&kind);
            let what = || format!("{}: {url}: {answer}", self.now.name);
            self.count.hold(what, is_ok(answer), may);
            if may {
                found.push((url.clone(), answer.clone()));
            }
            // The total is of what was found, whatever came along.
            let entries = answer["resource"]["entry"].as_array();
            let matches = entries.into_iter().flatten();
            let matches = matches.filter(|it| it["search"]["mode"] == "match").count();
            let total = answer["resource"]["total"].as_u64().unwrap_or_default();
            let what = || format!("{}: {url}: total {total}", self.now.name);
            self.count.hold(what, total != matches as u64, false);
        }
        let entries = found.iter().map(|(url, _)| get(url)).collect();
        let together = transaction(self.world, entries).await;
        let all = together["entry"].as_array().cloned().unwrap_or_default();
        assert_eq!(all.len(), found.len(), "{together}, {:?}", self.count.wrong);
        for ((url, alone), answer) in found.iter().zip(&all) {
            let (alone, answer) = (&alone["resource"]["entry"], &answer["resource"]["entry"]);
            self.hold_alike(&format!("{url} in a transaction"), answer, alone);
        }
        for (url, answer) in HIDDEN
            .iter()
            .zip(self.world.batch(HIDDEN.map(get).to_vec()).await)
        {
            let what = || format!("{}: {url}: {answer}", self.now.name);
            self.count.hold(what, !resources(&answer).is_empty(), false);
        }
    }

    /// Page by page, and by forms.
    pub async fn walk(&mut self) {
        for kind in ASKED {
            let of_kind = |name: &&String| name.split('/').next() == Some(kind);
            let seen = self.there.keys().filter(of_kind);
            let seen = seen.filter(|it| self.now.sees(it)).count();
            let (mut walked, mut total) = (0, 0);
            let mut next = Some(format!("{kind}?_count=1"));
            while let Some(url) = next {
                let answer = self.world.batch(vec![get(&url)]).await.remove(0);
                self.hold_seen(&url, &answer);
                walked += resources(&answer).len();
                total = answer["resource"]["total"].as_u64().unwrap_or_default();
                let links = answer["resource"]["link"]
                    .as_array()
                    .cloned()
                    .unwrap_or_default();
                let link = links.iter().find(|it| it["relation"] == "next");
                next = link.map(|it| {
                    let url = it["url"].as_str().unwrap();
                    url.split("/fhir/").nth(1).unwrap().to_owned()
                });
            }
            let what = || {
                format!(
                    "{}: {kind} page by page: {walked} of {total}",
                    self.now.name
                )
            };
            self.count
                .hold(what, walked != seen || total != seen as u64, false);
            let demo = &self.world.demo;
            let form = demo.client.post(demo.url(&format!("/fhir/{kind}/_search")));
            let form = form
                .bearer_auth(&self.world.noor.access)
                .form(&[("_count", "500")]);
            let answer = json!({"resource": body(form.send().await.unwrap()).await});
            self.hold_seen(&format!("POST {kind}/_search"), &answer);
            let what = || format!("{}: POST {kind}/_search: {answer}", self.now.name);
            self.count
                .hold(what, resources(&answer).len() != seen, false);
        }
    }

    /// Addresses that nobody answers: not now, and not differently from what is not there. Gives what was
    /// said, to be held against the other states.
    pub async fn knock(&mut self) -> Vec<Value> {
        let ways = closed();
        let mut entries = Vec::new();
        for (way, absent) in &ways {
            entries.extend([get(way), get(absent.as_ref().unwrap_or(way))]);
        }
        let answers = self.world.batch(entries).await;
        for ((way, _), said) in ways.iter().zip(answers.chunks(2)) {
            let what = || format!("{}: {way}: {}", self.now.name, said[0]);
            self.count.hold(what, is_ok(&said[0]), false);
            self.hold_alike(way, &said[0], &said[1]);
            self.hold_seen(way, &said[0]);
        }
        answers
    }

    /// Every version of every thing.
    pub async fn versions(&mut self, names: &[String]) {
        let mut entries = Vec::new();
        let absent = kinds(names)
            .into_iter()
            .map(|kind| format!("{kind}/not-there"));
        let asked: Vec<(String, u64)> = names
            .iter()
            .map(|name| (name.clone(), self.there[name]))
            .chain(absent.map(|name| (name, MOST_VERSIONS - 1)))
            .collect();
        for (name, last) in &asked {
            assert!(*last < MOST_VERSIONS, "{name}");
            entries.extend(versions(name, last + 1));
        }
        let answers = self.world.batch(entries).await;
        let mut rest = answers.as_slice();
        let mut said = BTreeMap::new();
        for (name, last) in &asked {
            let (of_it, others) = rest.split_at(*last as usize + 1);
            said.insert(name.clone(), of_it);
            rest = others;
        }
        for name in names {
            let absent = said[&format!("{}/not-there", kind_of(name))];
            let (last, sees) = (self.there[name], self.now.sees(name));
            for ((number, answer), absent) in (1..).zip(said[name]).zip(absent) {
                let way = format!("{name}, version {number} of {last}");
                let should = sees && number == last;
                self.count.hold(
                    || format!("{}: {way}", self.now.name),
                    is_ok(answer),
                    should,
                );
                hold_marks(answer, self.now, self.count);
                if !should {
                    self.hold_alike(&way, &answer["response"], &absent["response"]);
                }
            }
        }
    }

    /// All that is seen as one transaction, and each of the others as the one entry of its own.
    pub async fn transact(&mut self, names: &[String]) {
        let seen: Vec<Value> = names
            .iter()
            .filter(|it| self.now.sees(it))
            .map(|it| get(it))
            .collect();
        let many = seen.len();
        let all = transaction(self.world, seen).await;
        let read = all["entry"].as_array().map_or(0, Vec::len);
        let what = || {
            format!(
                "{}: all that is seen, in a transaction: {all}",
                self.now.name
            )
        };
        self.count.hold(what, read != many, false);
        hold_marks(&json!({"resource": all}), self.now, self.count);
        let mut absent = BTreeMap::new();
        for kind in kinds(names) {
            let entry = get(&format!("{kind}/not-there"));
            absent.insert(kind, transaction(self.world, vec![entry]).await);
        }
        for name in names.iter().filter(|it| !self.now.sees(it)) {
            let hidden = transaction(self.world, vec![get(name)]).await;
            let what = || format!("{}: {name} in a transaction: {hidden}", self.now.name);
            self.count
                .hold(what, hidden["resourceType"] == "Bundle", false);
            let way = format!("{name} in a transaction");
            self.hold_alike(&way, &hidden, &absent[kind_of(name)]);
        }
    }

    /// Whatever would change something: refused, and as for what is not there.
    pub async fn change(&mut self, names: &[String]) {
        let kinds = kinds(names);
        let absent = kinds.iter().map(|kind| format!("{kind}/not-there"));
        let absent: Vec<Value> = absent.flat_map(|it| changing(&it, "3")).collect();
        let of_names = names
            .iter()
            .flat_map(|it| changing(it, &self.there[it].to_string()));
        let of_names: Vec<Value> = of_names.collect();
        let ways = absent.len() / kinds.len();
        let answers = self
            .world
            .batch(absent.iter().chain(&of_names).cloned().collect())
            .await;
        let (of_absent, answers) = answers.split_at(absent.len());
        for (at, (entry, said)) in of_names.iter().zip(answers).enumerate() {
            let kind = kind_of(&names[at / ways]);
            let place = kinds.iter().position(|it| *it == kind).unwrap();
            let absent = &of_absent[place * ways + at % ways];
            let way = entry["request"].to_string();
            let what = || format!("{}: {way}: {said}", self.now.name);
            self.count.hold(what, is_ok(said), false);
            self.hold_alike(&way, said, absent);
            hold_marks(said, self.now, self.count);
        }
    }

    /// The same on lines of their own, with what she read as the body: what is seen is not hers to change.
    pub async fn change_alone(&mut self, names: &[String]) {
        let demo = &self.world.demo;
        for name in names.iter().filter(|it| self.now.sees(it)) {
            let path = format!("/{name}");
            let (_, read) = demo.get(&self.world.noor, &path).await;
            for method in ["PUT", "PATCH", "DELETE"] {
                let body = (method != "DELETE").then_some(&read);
                let answer = demo.fhir(&self.world.noor, method, &path, &[], body).await;
                let what = || format!("{}: {method} {name}", self.now.name);
                self.count.hold(what, answer.status().is_success(), false);
            }
        }
    }

    /// A conditional create looks at what is seen, and at nothing else.
    pub async fn create_unless(&mut self) {
        let park = things_to_send()["ask: rating of park"].clone();
        let targets = [
            "demo-amira-goal-park-1",
            "demo-amira-goal-sleep-1",
            "demo-amira-cluster-2",
            "demo-joan-goal-lunch-1",
            "m-rating-by-other",
            "m-rating-by-noor",
            "not-there",
        ];
        let mut said = Vec::new();
        for id in targets {
            let request =
                json!({"method": "POST", "url": "Observation", "ifNoneExist": format!("_id={id}")});
            let entry = json!({"request": request, "resource": park});
            let answer = self.world.batch(vec![entry]).await.remove(0);
            let status = answer["response"]["status"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            let sees = self.now.sees(&format!("Observation/{id}"));
            let what = || format!("{}: unless there is {id}: {answer}", self.now.name);
            self.count.hold(what, status.starts_with("200"), sees);
            let made = status.starts_with("201");
            self.count.hold(what, made, !sees && self.asked);
            if made {
                let place = answer["response"]["location"].as_str().unwrap();
                let id = place
                    .split("Observation/")
                    .nth(1)
                    .unwrap()
                    .split('/')
                    .next()
                    .unwrap();
                remove(&self.world.demo, "Observation", id).await;
            }
            said.push((sees, made, answer["response"]["outcome"].clone()));
        }
        let absent = said.last().unwrap().clone();
        for (sees, made, outcome) in said {
            if !sees && !made {
                self.hold_alike("a condition on what is hidden", &outcome, &absent.2);
            }
        }
    }
}
