//! A carer sees what a Consent permits, while it does, and nothing else: every resource by every way in,
//! against every state that a Consent can be in. What should happen stands in `support/carer_table.rs`, a
//! table that knows nothing of the sandbox's code.
#![cfg(feature = "sandbox")]
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/carer_app.rs"]
mod carer_app;
#[path = "support/carer_count.rs"]
mod carer_count;
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

use carer_app::hold_beside_the_app;
use carer_count::Count;
use carer_sends::try_sending;
use carer_table::{ITEMS, Item, NOOR, STATES, consent, is_asked, permit};
use carer_tries::{World, remove};
use carer_ways::{Now, all_shared, is_near, nothing_shared, put, try_reading};
use pathway_companion::care::Shared;
use pathway_companion::fhir::consent::read_sharing;
use pathway_companion::fhir::scopes::Who;
use reqwest::StatusCode;
use serde_json::{Value, json};

/// What the app's own reader makes of the same Consent must be what the table says.
fn hold_the_app(consent: &Value, now: &Now, world: &World, count: &mut Count) {
    let today = world.days.today.parse().unwrap();
    let sharing = read_sharing(&consent.to_string(), "demo-amira")
        .filter(|it| Some(it.carer.as_str()) == NOOR.strip_prefix("RelatedPerson/"));
    let known = [
        (Item::Park, Shared::Goal("demo-amira-goal-park".into())),
        (Item::Sleep, Shared::Goal("demo-amira-goal-sleep".into())),
        (Item::Piece, Shared::Piece("demo-amira-np-cbt".into())),
        (Item::Reviews, Shared::Reviews),
        (Item::Team, Shared::Team),
        (Item::Plan, Shared::SafePlan("m-plan".into())),
        (
            Item::PlanUnversioned,
            Shared::SafePlan("m-plan-unversioned".into()),
        ),
    ];
    for (item, what) in known {
        let given = sharing
            .as_ref()
            .is_some_and(|it| it.permit_for(&what, today).is_some());
        count.hold(
            || format!("the app: {}: {what:?}", now.name),
            given,
            now.shared.contains(&item),
        );
    }
}

/// Nothing, everything, and each thing by itself.
fn choices() -> Vec<Vec<Item>> {
    let mut choices = vec![ITEMS.to_vec()];
    choices.extend(ITEMS.iter().map(|it| vec![*it]));
    choices
}

#[tokio::test]
async fn every_thing_by_every_way_in_every_state() {
    let world = World::start().await;
    let mut count = Count::default();
    let mut names = world.names.clone();
    // Consents that are not for her are there all the time.
    for other in ["demo-joan-sharing", "m-for-other"] {
        names.insert(format!("Consent/{other}"));
    }
    let mut for_other = consent(
        "m-for-other",
        vec![permit(
            Item::Sleep,
            &world.days.yesterday,
            &world.days.tomorrow,
        )],
    );
    for_other["provision"]["actor"][0]["reference"]["reference"] = json!(carer_table::OTHER);
    world.demo.plant(&for_other).await;
    let none = nothing_shared();
    try_reading(&world, &none, &names, true, &mut count).await;
    try_sending(&world, &none, false, &mut count).await;
    let mut number = 0;
    for state in STATES {
        for items in choices() {
            number += 1;
            let id = format!("m-consent-{number}");
            let (now, made) = put(&world, state, &items, &id).await;
            let mut all = names.clone();
            all.insert(format!("Consent/{id}"));
            hold_the_app(&made, &now, &world, &mut count);
            // All together: everything that there is. Each by itself: what could be seen, or nearly.
            match items.len() {
                1 => {
                    all.retain(|name| is_near(name));
                    try_reading(&world, &now, &all, false, &mut count).await;
                }
                _ => {
                    let asked = items.iter().any(|it| is_asked(state, *it));
                    try_reading(&world, &now, &all, true, &mut count).await;
                    try_sending(&world, &now, asked, &mut count).await;
                }
            }
            if state.name == "stands" {
                hold_beside_the_app(&world, &now, &mut count).await;
            }
            remove(&world.demo, "Consent", &id).await;
        }
        // A state that goes wrong is told now; there is no need for the others.
        if !count.wrong.is_empty() {
            break;
        }
    }
    count.done("reading and sending");
    assert!(
        count.tried > 100_000 && count.let_through > 1_000,
        "{count:?}"
    );
}

#[tokio::test]
async fn a_link_that_does_not_stand_shows_nothing_whatever_is_shared() {
    let world = World::start().await;
    let mut count = Count::default();
    let mut now = all_shared(&world).await;
    let days = &world.days;
    let links = [
        ("in use", true, json!({"active": true})),
        ("not said to be in use", true, json!({"active": null})),
        (
            "to its last day",
            true,
            json!({"active": true, "period": {"end": days.today}}),
        ),
        ("not in use", false, json!({"active": false})),
        (
            "over",
            false,
            json!({"active": true, "period": {"end": days.yesterday}}),
        ),
        (
            "not begun",
            false,
            json!({"active": true, "period": {"start": days.tomorrow}}),
        ),
        (
            "to somebody else",
            false,
            json!({"active": true, "patient": {"reference": "Patient/demo-joan"}}),
        ),
    ];
    let stored = world.demo.stored("RelatedPerson").await;
    let noor = stored.iter().find(|it| it["id"] == "demo-noor").unwrap();
    for (what, linked, change) in links {
        let mut link = noor.clone();
        for (name, value) in change.as_object().unwrap() {
            link[name] = value.clone();
        }
        if link["active"].is_null() {
            link.as_object_mut().unwrap().remove("active");
        }
        world.demo.plant(&link).await;
        now.name = format!("a link {what}");
        now.linked = linked;
        let mut names = world.names.clone();
        names.insert("Consent/m-all".into());
        try_reading(&world, &now, &names, true, &mut count).await;
        try_sending(&world, &now, true, &mut count).await;
        let page = world
            .demo
            .authorize_page(&world.demo.request(Who::Carer))
            .await;
        let offered = page.text().await.unwrap().contains(NOOR);
        let offers = linked || what == "to somebody else";
        count.hold(|| format!("{what}: offered at sign-in"), offered, offers);
        let mut fields = world.demo.request(Who::Carer);
        fields.insert("as".into(), NOOR.into());
        let pressed = world
            .demo
            .client
            .post(world.demo.url("/authorize"))
            .form(&fields);
        let let_in = pressed.send().await.unwrap().status() == StatusCode::SEE_OTHER;
        count.hold(|| format!("{what}: let in at sign-in"), let_in, offers);
    }
    count.done("links");
}
