//! What is taken back is gone from the carer's phone (F26): one of every kind of thing that can be shared, stopped,
//! changed, over by its last day, over by time without contact, the link or the sign-in gone; each in the orders
//! in which a phone can be offline, closed, locked and online around it. The open database and the files are
//! searched for every word of it. What becomes of the carer's own words stands in
//! `a_rating_goes_with_what_it_was_about`.

#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/carer.rs"]
mod carer;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/planted.rs"]
mod planted;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/taken_back.rs"]
mod taken_back;
#[path = "support/tally.rs"]
mod tally;
#[path = "support/vaults.rs"]
mod vaults;

use carer::{PASSCODE, looked, set, setting};
use pathway_companion::app::{Contact, OutgoingState, Seen, Stage};
use planted::{Kind, PLANTED, shares, until_day};
use serde_json::{Value, json};
use taken_back::{ENDS, End, NOTE, Phone, end};
use tally::Tally;

#[tokio::test(flavor = "multi_thread")]
async fn taken_back_while_the_phone_is_online() {
    let mut tally = Tally::default();
    for how in ENDS {
        let phone = Phone::new().await;
        end(&phone, how).await;
        let gone = phone.ends(how).await;
        let quiet = phone.said() == (0, 0);
        tally.add(Tally::of_one(!gone, false, !quiet));
    }
    tally.row(26, "online");
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_back_while_the_phone_is_offline() {
    let mut tally = Tally::default();
    for how in ENDS {
        let phone = Phone::new().await;
        phone.proxy.away().await;
        end(&phone, how).await;
        phone.look().await;
        phone
            .until("there is no signal", |view| {
                view.contact == Contact::NoSignal
            })
            .await;
        // It says how old it is, and still shows what nobody could tell it is over.
        let view = phone.app.view();
        assert!(phone.shows() && view.updated.is_some(), "{how:?}");
        phone.proxy.back().await;
        let gone = phone.ends(how).await;
        tally.add(Tally::of_one(!gone, false, false));
    }
    tally.row(26, "offline");
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_back_while_the_app_is_closed_and_opened_without_signal_first() {
    let mut tally = Tally::default();
    for how in ENDS {
        let phone = Phone::new().await;
        phone.proxy.away().await;
        end(&phone, how).await;
        let phone = phone.closed_for(0).await;
        phone
            .until("it shows what it has", |view| {
                let following = view.following.as_ref();
                following.is_some_and(|it| matches!(it.seen, Seen::At(_)))
            })
            .await;
        assert!(phone.shows(), "{how:?}");
        phone.proxy.back().await;
        let gone = phone.ends(how).await;
        tally.add(Tally::of_one(!gone, false, false));
    }
    tally.row(26, "closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_back_while_the_vault_is_locked() {
    let mut tally = Tally::default();
    for how in ENDS {
        let phone = Phone::new().await;
        phone.locks().await;
        end(&phone, how).await;
        phone.app.unlock(PASSCODE.into()).await.unwrap();
        assert_eq!(phone.app.view().stage, Stage::Open);
        let gone = phone.ends(how).await;
        tally.add(Tally::of_one(!gone, false, false));
    }
    tally.row(26, "locked");
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_and_shared_again_is_there_again_and_goes_again() {
    let mut tally = Tally::default();
    let every: Vec<Kind> = PLANTED.iter().map(|(kind, _)| *kind).collect();
    for again in [&every[..], &[Kind::Team]] {
        let phone = Phone::new().await;
        end(&phone, End::Stopped).await;
        let gone = phone.ends(End::Stopped).await;
        shares(&phone.trust, again).await;
        phone.look().await;
        match again.len() {
            // Only what is shared now: nothing that was shared before comes back with it.
            1 => assert!(phone.is_gone(Some(Kind::Team)).await),
            _ => phone.has_all().await,
        }
        end(&phone, End::Stopped).await;
        let gone = gone && phone.ends(End::Stopped).await;
        tally.add(Tally::of_one(!gone, false, phone.said() != (0, 0)));
    }
    tally.row(26, "again");
}

#[tokio::test(flavor = "multi_thread")]
async fn its_last_day_holds_without_the_trust() {
    let phone = Phone::new().await;
    let today = jiff::Zoned::now().date().to_string();
    until_day(&phone.trust, &today).await;
    phone.look().await;
    phone
        .until("it is shared until today", |view| {
            let shown = view.following.as_ref().map(|it| it.shown.clone());
            shown.is_some_and(|it| {
                it.goals
                    .first()
                    .is_some_and(|it| it.until.to_string() == today)
            })
        })
        .await;
    phone.proxy.away().await;
    phone.waits().await;
    let phone = phone.closed_for(1).await;
    let gone = phone.is_gone(None).await;
    let dropped = phone.app.view().outgoing.is_empty() && !phone.holds(NOTE);
    let said = phone.said() == (1, 0);
    Tally::of_one(!gone, false, !said || !dropped).row(26, "last-day");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_that_nobody_vouches_for_is_shut_and_what_waits_stays() {
    let phone = Phone::new().await;
    phone.proxy.away().await;
    let id = phone.waits().await;
    // The sandbox's file says seven days.
    let phone = phone.closed_for(6).await;
    phone
        .until("it still shows", |view| {
            let following = view.following.as_ref();
            following.is_some_and(|it| !it.shown.is_empty())
        })
        .await;
    let phone = phone.closed_for(1).await;
    let gone = phone.is_gone(None).await;
    let view = phone.app.view();
    let following = view.following.clone().unwrap();
    let shut = following.seen == Seen::TooLongAgo && phone.said() == (0, 0);
    let waits = view.outgoing.iter().any(|it| it.id == id) && phone.holds(NOTE);
    phone.proxy.back().await;
    phone.look().await;
    looked(&phone.app).await;
    phone.has_all().await;
    // What waited went, and stands in what is shared.
    phone
        .until("nothing waits", |view| {
            let mut all = view.outgoing.iter();
            all.all(|it| matches!(it.state, OutgoingState::Sent { .. }))
        })
        .await;
    assert!(phone.arrived().await == 1 && phone.holds(NOTE));
    Tally::of_one(!gone, false, !shut || !waits).row(26, "days");
}

#[tokio::test(flavor = "multi_thread")]
async fn setting_the_date_back_keeps_nothing_open() {
    let phone = Phone::new().await;
    phone.proxy.away().await;
    // As another run of the phone whose date was two days ahead of what it is set to now.
    let phone = phone.closed_while(|home, id| {
        let kept = setting(home, id, "heard").unwrap();
        let mut heard: Value = serde_json::from_str(&kept).unwrap();
        heard["run"] = json!("another run");
        heard["wall"] = json!(heard["wall"].as_i64().unwrap() + 2 * 24 * 60 * 60);
        set(home, id, "heard", &heard.to_string());
    });
    let phone = phone.await;
    let gone = phone.is_gone(None).await;
    let view = phone.app.view();
    let shut = view.following.as_ref().unwrap().seen == Seen::TooLongAgo;
    Tally::of_one(!gone, false, !shut).row(26, "date");
}
