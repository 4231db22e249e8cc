//! Every way in, in every state of sharing: what leads from one thing to another, pages, conditions, versions,
//! transactions, methods that change, and addresses that nobody answers give a carer what the table says, and
//! change nothing. The ways stand in `support/carer_doors.rs`.
#![cfg(feature = "sandbox")]
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/carer_count.rs"]
mod carer_count;
#[path = "support/carer_doors.rs"]
mod carer_doors;
#[path = "support/carer_marks.rs"]
mod carer_marks;
#[path = "support/carer_planted.rs"]
mod carer_planted;
#[path = "support/carer_sends.rs"]
mod carer_sends;
#[path = "support/carer_table.rs"]
mod carer_table;
#[path = "support/carer_tries.rs"]
mod carer_tries;
#[path = "support/carer_ways.rs"]
mod carer_ways;
mod sandbox_common;

use carer_count::Count;
use carer_doors::{Declared, HIDDEN, changing, closed, declared, finding, versions};
use carer_sends::things_to_send;
use carer_table::{ASKED, ITEMS, Item, STATES, TYPES, is_asked};
use carer_tries::{World, get, is_ok, name, remove, resources, transaction};
use carer_ways::{Now, hold_marks, is_near, nothing_shared, put};
use sandbox_common::body;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The states that are tried here: by name, and what is named in the Consent. The first shares nothing.
fn states() -> Vec<(&'static str, Vec<Item>)> {
    let can_be = &ITEMS[..7];
    let mut all: Vec<(&str, Vec<Item>)> = can_be.iter().map(|it| ("stands", vec![*it])).collect();
    // What cannot be shared, all at once.
    all.push(("stands", ITEMS[7..].to_vec()));
    for state in [
        "stands",
        "ended yesterday",
        "withdrawn",
        "another person's",
        "another carer's",
        "entered in error",
    ] {
        all.push((state, ITEMS.to_vec()));
    }
    all
}

/// What there is, by name, with the number of its version.
type There = BTreeMap<String, u64>;

async fn stored(world: &World) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    for kind in TYPES {
        for resource in world.demo.stored(kind).await {
            all.insert(name(&resource), resource);
        }
    }
    all
}

/// One round: every way in, in one state.
struct Round<'a> {
    world: &'a World,
    now: &'a Now,
    /// Whether Noor is asked to rate the goal of the park.
    asked: bool,
    there: There,
    finding: &'a [String],
    count: &'a mut Count,
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
    async fn find(&mut self) {
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
    async fn walk(&mut self) {
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
    async fn knock(&mut self) -> Vec<Value> {
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

    /// Every version of every thing, and each thing as the one entry of a transaction.
    async fn versions(&mut self, names: &[String]) {
        for name in names {
            let kind = name.split('/').next().unwrap();
            let (last, sees) = (self.there[name], self.now.sees(name));
            let mut entries = versions(name, last + 1);
            entries.extend(versions(&format!("{kind}/not-there"), last + 1));
            let answers = self.world.batch(entries).await;
            let (of_it, absent) = answers.split_at(answers.len() / 2);
            for (number, answer) in (1..).zip(of_it) {
                let way = format!("{name}, version {number} of {last}");
                let should = sees && number == last;
                self.count.hold(
                    || format!("{}: {way}", self.now.name),
                    is_ok(answer),
                    should,
                );
                hold_marks(answer, self.now, self.count);
                if !should {
                    let (of_it, absent) = (
                        &answer["response"],
                        &absent[number as usize - 1]["response"],
                    );
                    self.hold_alike(&way, of_it, absent);
                }
            }
        }
        let seen = names.iter().filter(|it| self.now.sees(it));
        let all = transaction(self.world, seen.clone().map(|it| get(it)).collect()).await;
        let read = all["entry"].as_array().map_or(0, Vec::len);
        let what = || {
            format!(
                "{}: all that is seen, in a transaction: {all}",
                self.now.name
            )
        };
        self.count.hold(what, read != seen.count(), false);
        hold_marks(&json!({"resource": all}), self.now, self.count);
        for name in names.iter().filter(|it| !self.now.sees(it)) {
            let kind = name.split('/').next().unwrap();
            let hidden = transaction(self.world, vec![get(name)]).await;
            let absent = transaction(self.world, vec![get(&format!("{kind}/not-there"))]).await;
            let what = || format!("{}: {name} in a transaction: {hidden}", self.now.name);
            self.count
                .hold(what, hidden["resourceType"] == "Bundle", false);
            self.hold_alike(&format!("{name} in a transaction"), &hidden, &absent);
        }
    }

    /// Whatever would change something: refused, and as for what is not there.
    async fn change(&mut self, names: &[String]) {
        let mut entries = Vec::new();
        for name in names {
            let (kind, version) = (
                name.split('/').next().unwrap(),
                self.there[name].to_string(),
            );
            let of_it = changing(name, &version);
            let absent = changing(&format!("{kind}/not-there"), &version);
            entries.extend(of_it.into_iter().zip(absent).flat_map(|(a, b)| [a, b]));
        }
        let answers = self.world.batch(entries.clone()).await;
        for (entry, said) in entries.chunks(2).zip(answers.chunks(2)) {
            let way = entry[0]["request"].to_string();
            let what = || format!("{}: {way}: {}", self.now.name, said[0]);
            self.count.hold(what, is_ok(&said[0]), false);
            self.hold_alike(&way, &said[0], &said[1]);
            hold_marks(&said[0], self.now, self.count);
        }
    }

    /// A conditional create looks at what is seen, and at nothing else.
    async fn create_unless(&mut self) {
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

#[tokio::test]
async fn in_every_state_every_way_in_gives_what_the_table_says_and_changes_nothing() {
    let world = World::start().await;
    let statement = world.demo.client.get(world.demo.url("/fhir/metadata"));
    let declared = declared(&body(statement.send().await.unwrap()).await);
    no_type_is_forgotten(&declared);
    let finding = finding(&declared);
    assert!(finding.len() > 120, "{}", finding.len());
    let mut count = Count::default();
    let none = (nothing_shared(), None, false);
    let (mut first, mut number) = (None, 0);
    let mut rounds = vec![none];
    for (state, items) in states() {
        rounds.push((nothing_shared(), Some((state, items)), false));
    }
    for (mut now, consent, mut asked) in rounds {
        number += 1;
        let id = format!("m-door-{number}");
        if let Some((state, items)) = &consent {
            let state = STATES.iter().find(|it| it.name == *state).unwrap();
            now = put(&world, state, items, &id).await.0;
            asked = items.iter().any(|it| is_asked(state, *it));
        }
        let before = stored(&world).await;
        let version = |it: &Value| it["meta"]["versionId"].as_str().unwrap().parse().unwrap();
        let there: There = before
            .iter()
            .map(|(name, it)| (name.clone(), version(it)))
            .collect();
        let near = |name: &&String| is_near(name) || name.starts_with("Consent/");
        let names: Vec<String> = there.keys().filter(near).cloned().collect();
        let mut round = Round {
            world: &world,
            now: &now,
            asked,
            there,
            finding: &finding,
            count: &mut count,
        };
        round.find().await;
        round.walk().await;
        let said = round.knock().await;
        round.versions(&names).await;
        round.change(&names).await;
        round.create_unless().await;
        // What nobody answers says nothing of what is shared, either.
        let same = first.get_or_insert(said.clone()) == &said;
        count.hold(
            || format!("{}: closed doors say something", now.name),
            !same,
            false,
        );
        let after = stored(&world).await;
        let changed: BTreeSet<&String> = after.keys().chain(before.keys()).collect();
        for name in changed {
            let what = || format!("{}: {name} was changed", now.name);
            count.hold(what, before.get(name) != after.get(name), false);
        }
        if consent.is_some() {
            remove(&world.demo, "Consent", &id).await;
        }
        if !count.wrong.is_empty() {
            break;
        }
    }
    count.done("ways in");
}

/// A type that the server serves and that the tables here do not know would be tried by nothing.
fn no_type_is_forgotten(declared: &[Declared]) {
    let served: BTreeSet<&str> = declared.iter().map(|it| it.kind.as_str()).collect();
    let known: BTreeSet<&str> = TYPES.into_iter().collect();
    assert_eq!(served, known, "tests/support/carer_table.rs: TYPES");
}
