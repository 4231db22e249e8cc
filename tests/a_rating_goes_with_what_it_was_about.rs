//! What a carer said of a goal goes with the goal (F26), wherever it is: begun, waiting, on its way with the reply
//! lost, or sent long since. What cannot go any more is said, once, without a reason; what may have arrived is not
//! called unsent; what a sign-in that ended leaves waiting is not lost.

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

use carer::{PARK, PASSCODE, rating};
use pathway_companion::app::OutgoingState;
use planted::{Kind, PLANTED, shares};
use proxy::Fault;
use taken_back::{ENDS, End, NOTE, Phone, end};
use tally::Tally;

/// The phone has nothing of what the carer said of the goal.
fn has_none(phone: &Phone) -> bool {
    let waits =
        |it: &pathway_companion::app::Outgoing| !matches!(it.state, OutgoingState::Sent { .. });
    !phone.app.view().outgoing.iter().any(waits) && !phone.holds(NOTE) && !phone.holds(PARK)
}

/// It is said until it was read, over a start too, and then no more.
async fn is_said_once(phone: Phone, dropped: u32, doubted: u32) {
    phone.says(dropped, doubted).await;
    let phone = phone.closed_for(0).await;
    phone.says(dropped, doubted).await;
    phone.app.read_what_was_dropped().await.unwrap();
    phone.says(0, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_waits_is_dropped_and_said() {
    let mut tally = Tally::default();
    for how in ENDS {
        let phone = Phone::new().await;
        phone.proxy.away().await;
        let id = phone.waits().await;
        end(&phone, how).await;
        phone.proxy.back().await;
        let gone = phone.ends(how).await;
        let never = phone.arrived().await == 0;
        if how.is_told() {
            phone.says(1, 0).await;
            tally.add(Tally::of_one(!gone, !never, !has_none(&phone)));
            is_said_once(phone, 1, 0).await;
        } else {
            // Nobody said that the goal is not shared any more: what the carer typed waits for a sign-in.
            let waits = phone.app.view().outgoing.iter().any(|it| it.id == id);
            let kept = waits && phone.holds(NOTE) && phone.said() == (0, 0);
            tally.add(Tally::of_one(!gone || !kept, !never, false));
        }
    }
    tally.row(26, "rating");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_waits_in_a_locked_vault_is_dropped_when_it_is_opened() {
    let phone = Phone::new().await;
    phone.proxy.away().await;
    phone.waits().await;
    phone.locks().await;
    end(&phone, End::Stopped).await;
    phone.proxy.back().await;
    phone.app.unlock(PASSCODE.into()).await.unwrap();
    let gone = phone.ends(End::Stopped).await;
    phone.says(1, 0).await;
    let never = phone.arrived().await == 0;
    Tally::of_one(!gone, !never, !has_none(&phone)).row(26, "rating-locked");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_sent_goes_too_and_nothing_is_said() {
    let mut tally = Tally::default();
    for how in ENDS {
        let phone = Phone::new().await;
        let id = phone.rates().await;
        phone.has_arrived(&id).await;
        assert!(phone.holds(NOTE), "it lies there as it was sent");
        end(&phone, how).await;
        let gone = phone.ends(how).await;
        let there = phone.arrived().await == 1;
        let quiet = phone.said() == (0, 0) && has_none(&phone);
        tally.add(Tally::of_one(!gone || !there, false, !quiet));
    }
    tally.row(26, "rating-sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_whose_reply_got_lost_is_not_called_unsent() {
    let mut tally = Tally::default();
    for how in ENDS.into_iter().filter(|how| how.is_told()) {
        let phone = Phone::new().await;
        // What is given is asked first; then it is sent, the trust has it, and the phone is not told.
        phone.proxy.nth("POST", "/fhir", 1, Fault::CutAfter);
        let id = phone.rates().await;
        phone
            .until("nobody knows whether it arrived", |view| {
                let mut all = view.outgoing.iter();
                all.any(|it| it.id == id && it.state == OutgoingState::Checking)
            })
            .await;
        phone.proxy.away().await;
        assert_eq!(phone.arrived().await, 1, "the trust has it");
        end(&phone, how).await;
        phone.proxy.back().await;
        let gone = phone.ends(how).await;
        phone.says(0, 1).await;
        let once = phone.arrived().await == 1;
        tally.add(Tally::of_one(!gone, !once, !has_none(&phone)));
        is_said_once(phone, 0, 1).await;
    }
    tally.row(26, "rating-reply");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_dropped_does_not_come_back_when_the_goal_is_shared_again() {
    let phone = Phone::new().await;
    phone.proxy.away().await;
    phone.waits().await;
    end(&phone, End::Stopped).await;
    phone.proxy.back().await;
    let gone = phone.ends(End::Stopped).await;
    let every: Vec<Kind> = PLANTED.iter().map(|(kind, _)| *kind).collect();
    shares(&phone.trust, &every).await;
    phone.look().await;
    phone.has_all().await;
    phone.says(1, 0).await;
    let never = phone.arrived().await == 0 && !phone.holds(NOTE);
    // A new one can be said, and arrives.
    let id = phone.rates().await;
    phone.has_arrived(&id).await;
    let once = phone.arrived().await == 1;
    Tally::of_one(!gone, !never || !once, false).row(26, "rating-again");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_begun_goes_with_it_and_one_that_may_go_is_sent() {
    let phone = Phone::new().await;
    rating(&phone.app, PARK, NOTE).await.unwrap();
    assert!(phone.holds(NOTE));
    end(&phone, End::Stopped).await;
    assert!(phone.ends(End::Stopped).await);
    phone.says(1, 0).await;
    assert!(has_none(&phone));

    let phone = Phone::new().await;
    phone.proxy.away().await;
    let id = phone.waits().await;
    phone.proxy.back().await;
    phone.look().await;
    phone.has_arrived(&id).await;
    assert_eq!(phone.arrived().await, 1);
    Tally::clean(2).row(26, "begun");
}
