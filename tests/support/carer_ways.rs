//! Every way of reading, against what the table says.
#![allow(dead_code)]

use crate::carer_count::Count;
use crate::carer_marks::REACH;
use crate::carer_table::{
    self, AMIRA, ASKED, ITEMS, Item, STATES, State, TYPES, WHOLE, consent, is_reached, is_seen,
    permit,
};
use crate::carer_tries::{World, get, is_ok, marks, name, resources};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What holds while one state is tried.
pub struct Now {
    pub name: String,
    pub linked: bool,
    pub shared: BTreeSet<Item>,
    pub consents: BTreeSet<String>,
}

impl Now {
    pub fn sees(&self, name: &str) -> bool {
        is_seen(name, self.linked, &self.shared, &self.consents)
    }

    /// A name whose version 1 may be read: nothing has been written since, as is so for a Consent here.
    pub fn sees_first(&self, name: &str) -> bool {
        self.sees(name) && name.starts_with("Consent/")
    }
}

pub fn of_state(state: &State, items: &[Item], id: &str) -> Now {
    let shared = match state.shares {
        true => items.iter().copied().collect(),
        false => BTreeSet::new(),
    };
    let name = format!("Consent/{id}");
    Now {
        name: format!("{}, {items:?}", state.name),
        linked: true,
        shared,
        consents: state.is_read.then_some(name).into_iter().collect(),
    }
}

/// Everything that is tried by reading, in one batch: of each thing the thing, its history and its first
/// version; of each type what is not there, and all of it; where `deep`, all that is there by a list of ids,
/// and how many of them.
pub async fn try_reading(
    world: &World,
    now: &Now,
    names: &BTreeSet<String>,
    deep: bool,
    count: &mut Count,
) {
    let mut entries = Vec::new();
    for name in names {
        entries.extend(["", "/_history", "/_history/1"].map(|way| get(&format!("{name}{way}"))));
    }
    let per_kind = if deep { 6 } else { 4 };
    for kind in TYPES {
        let absent = ["", "/_history", "/_history/1"];
        entries.extend(absent.map(|way| get(&format!("{kind}/not-there{way}"))));
        entries.push(get(&format!("{kind}?_count=500")));
        if deep {
            let of_kind = |name: &&String| name.split('/').next() == Some(kind);
            let ids = names
                .iter()
                .filter(of_kind)
                .filter_map(|it| it.split('/').nth(1));
            let ids = ids.collect::<Vec<_>>().join(",");
            entries.push(get(&format!("{kind}?_count=500&_id={ids},not-there")));
            entries.push(get(&format!("{kind}?_summary=count&_id={ids}")));
        }
    }
    let answers = world.batch(entries).await;
    let (of_names, of_kinds) = answers.split_at(names.len() * 3);
    for (name, tried) in names.iter().zip(of_names.chunks(3)) {
        let kind = name.split('/').next().unwrap();
        let place = TYPES.iter().position(|it| *it == kind).unwrap();
        let absent = &of_kinds[place * per_kind..][..3];
        let seen = now.sees(name);
        let should = [seen, seen, now.sees_first(name)];
        for (way, answer) in tried.iter().enumerate() {
            let what = || format!("{}: {name}, way {way}: {answer}", now.name);
            let through = is_ok(answer);
            count.hold(what, through, should[way]);
            // Hidden is answered like absent, to the letter.
            if !through {
                let alike = answer["response"]["outcome"] == absent[way]["response"]["outcome"]
                    && answer["response"]["status"] == absent[way]["response"]["status"];
                count.hold(|| format!("not as if absent: {}", what()), !alike, false);
            }
        }
    }
    for (kind, tried) in TYPES.iter().zip(of_kinds.chunks(per_kind)) {
        let should: BTreeSet<String> = names
            .iter()
            .filter(|name| name.split('/').next() == Some(kind) && now.sees(name))
            .cloned()
            .collect();
        for search in &tried[3..tried.len().min(5)] {
            let found: BTreeSet<String> = resources(search).iter().map(name).collect();
            let what = || format!("{}: all of {kind}: {found:?}, not {should:?}", now.name);
            count.hold(what, found != should, false);
            let what = || format!("{}: to search {kind}: {search}", now.name);
            count.hold(what, is_ok(search), ASKED.contains(kind));
            let total = search["resource"]["total"].as_u64().unwrap_or_default();
            let what = || format!("{}: total of {kind}: {total}", now.name);
            count.hold(what, total != should.len() as u64, false);
        }
        if let Some(counted) = tried.get(5) {
            let total = counted["resource"]["total"].as_u64().unwrap_or_default();
            let what = || format!("{}: count of {kind}: {total}", now.name);
            count.hold(what, total != should.len() as u64, false);
        }
    }
    for answer in &answers {
        hold_marks(answer, now, count);
    }
}

/// Nothing in an answer stems from what is hidden, or from an old version, or from a part that is kept back.
pub fn hold_marks(answer: &Value, now: &Now, count: &mut Count) {
    for (mark, name) in marks(answer) {
        let kind = name.split('/').next().unwrap_or_default();
        let should = match mark.as_str() {
            "mark" => now.sees(&name) && WHOLE.contains(&kind),
            REACH => is_reached(&name, now.linked, &now.shared),
            _ => false,
        };
        count.hold(
            || format!("{}: {mark} of {name} in {answer}", now.name),
            true,
            should,
        );
    }
}

/// No Consent at all.
pub fn nothing_shared() -> Now {
    Now {
        name: "no Consent at all".into(),
        linked: true,
        shared: BTreeSet::new(),
        consents: BTreeSet::new(),
    }
}

/// Puts a Consent of this state there, and gives what should hold.
pub async fn put(world: &World, state: &State, items: &[Item], id: &str) -> (Now, Value) {
    let days = &world.days;
    let permits = items
        .iter()
        .map(|it| permit(*it, &days.yesterday, &days.tomorrow));
    let mut made = consent(id, permits.collect());
    (state.change)(&mut made, days);
    world.demo.control(json!({"today": days.today})).await;
    world.demo.plant(&made).await;
    (of_state(state, items, id), made)
}

/// What is sometimes seen, what was planted to look like it, and what the odd permits name.
pub fn is_near(name: &str) -> bool {
    const ODD: [&str; 7] = [
        "ServiceRequest/demo-amira-np-medicine",
        "QuestionnaireResponse/demo-amira-phq9-1",
        "CarePlan/demo-amira-staying-safe",
        "Goal/demo-joan-goal-lunch",
        "Observation/demo-amira-cluster-2",
        "RelatedPerson/demo-mark",
        AMIRA,
    ];
    let planted = || name.split_once("/m-").is_some();
    carer_table::SEEN.iter().any(|(it, _)| *it == name) || ODD.contains(&name) || planted()
}

/// All that can be shared, shared.
pub async fn all_shared(world: &World) -> Now {
    put(world, &STATES[0], &ITEMS, "m-all").await.0
}
