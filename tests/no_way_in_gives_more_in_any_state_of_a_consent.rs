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
#[path = "support/carer_rounds.rs"]
mod carer_rounds;
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
use carer_doors::{Declared, declared, finding};
use carer_rounds::{Round, There};
use carer_table::{ITEMS, Item, STATES, TYPES, is_asked};
use carer_tries::{World, name, remove};
use carer_ways::{is_near, nothing_shared, put};
use sandbox_common::body;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The states that are tried here: by name, and what is named in the Consent.
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

async fn stored(world: &World) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    for kind in TYPES {
        for resource in world.demo.stored(kind).await {
            all.insert(name(&resource), resource);
        }
    }
    all
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
    let mut first = None;
    let rounds = std::iter::once(None).chain(states().into_iter().map(Some));
    for (number, consent) in rounds.enumerate() {
        let id = format!("m-door-{number}");
        let (now, asked) = match &consent {
            None => (nothing_shared(), false),
            Some((state, items)) => {
                let state = STATES.iter().find(|it| it.name == *state).unwrap();
                let asked = items.iter().any(|it| is_asked(state, *it));
                (put(&world, state, items, &id).await.0, asked)
            }
        };
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
        round.transact(&names).await;
        round.change(&names).await;
        if now_is_everything(&consent) {
            round.change_alone(&names).await;
        }
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

fn now_is_everything(consent: &Option<(&str, Vec<Item>)>) -> bool {
    matches!(consent, Some(("stands", items)) if items.len() == ITEMS.len())
}

/// A type that the server serves and that the tables here do not know would be tried by nothing.
fn no_type_is_forgotten(declared: &[Declared]) {
    let served: BTreeSet<&str> = declared.iter().map(|it| it.kind.as_str()).collect();
    let known: BTreeSet<&str> = TYPES.into_iter().collect();
    assert_eq!(served, known, "tests/support/carer_table.rs: TYPES");
}
