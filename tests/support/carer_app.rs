//! What the app would keep on Noor's phone of what the server gives, part by part.
#![allow(dead_code)]

use crate::carer_count::Count;
use crate::carer_table::{ASKED, TYPES};
use crate::carer_tries::{World, get, name, resources};
use crate::carer_ways::Now;
use pathway_companion::fhir::followed::{Looking, sieve};
use pathway_companion::fhir::{Envelope, codes};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What the app does not keep and the server may give all the same: the carer's own link and messages, and the
/// Consents that name them, from which the phone learns what ended.
const OWN: [&str; 3] = ["RelatedPerson", "Communication", "Consent"];

/// By name, without the version and the marks of what was cut.
type Kept = BTreeMap<String, Value>;

fn kept(all: &[Value], world: &World) -> Kept {
    let read = |it: &Value| Envelope::read(&it.to_string()).unwrap();
    let all: Vec<Envelope> = all.iter().map(read).collect();
    let looking = Looking {
        patient: "demo-amira",
        carer: "demo-noor",
        codes_base: codes::BASE,
        today: world.days.today.parse().unwrap(),
        now: jiff::Timestamp::now(),
    };
    let kept = sieve(&all, &looking);
    by_name(kept.iter().map(|it| serde_json::from_str(&it.raw).unwrap()))
}

fn by_name(all: impl Iterator<Item = Value>) -> Kept {
    all.map(|mut it| {
        it.as_object_mut().unwrap().remove("meta");
        (name(&it), it)
    })
    .collect()
}

/// Every value that stands somewhere, with its path.
fn parts(value: &Value, path: String, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(all) => all
            .iter()
            .for_each(|it| parts(it, format!("{path}[]"), found)),
        Value::Object(fields) => fields
            .iter()
            .for_each(|(name, it)| parts(it, format!("{path}.{name}"), found)),
        Value::Null => {}
        one => {
            found.insert(format!("{path} = {one}"));
        }
    }
}

/// The server gives no part that the app would not keep, and the app would keep no more of the whole record
/// than of what the server gives.
pub async fn hold_beside_the_app(world: &World, now: &Now, count: &mut Count) {
    let urls = ASKED.map(|kind| get(&format!("{kind}?_count=500")));
    let answers = world.batch(urls.to_vec()).await;
    let given: Vec<Value> = answers.iter().flat_map(resources).collect();
    let of_given = kept(&given, world);
    for (name, given) in by_name(given.into_iter()) {
        if OWN.contains(&name.split('/').next().unwrap()) {
            continue;
        }
        let (mut gave, mut keeps) = (BTreeSet::new(), BTreeSet::new());
        parts(&given, String::new(), &mut gave);
        if let Some(kept) = of_given.get(&name) {
            parts(kept, String::new(), &mut keeps);
        }
        // Whom a message to her names she sees by name; the app does not keep the message.
        if keeps.is_empty() && name.starts_with("Practitioner/") {
            gave.retain(|part| part.starts_with(".telecom"));
        }
        for part in &gave {
            let what = || format!("{}: the app drops of {name}: {part}", now.name);
            count.hold(what, true, keeps.contains(part));
        }
    }
    let mut whole = Vec::new();
    for kind in TYPES {
        whole.extend(world.demo.stored(kind).await);
    }
    let of_whole = kept(&whole, world);
    let names: BTreeSet<&String> = of_whole.keys().chain(of_given.keys()).collect();
    for name in names {
        let (whole, given) = (of_whole.get(name), of_given.get(name));
        let what = || format!("{}: {name}: {whole:?}, {given:?}", now.name);
        count.hold(what, whole != given, false);
    }
}
