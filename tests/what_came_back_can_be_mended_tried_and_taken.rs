//! Sent and waiting: each answer shows where it is, when it is tried next and why it waits; what came
//! back can be mended where nothing of it can be with the trust, tried again, and read as one's own
//! copy. (That it works over the line is `f5` of `nothing_is_lost_between_the_phone_and_the_trust`.)

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/mod.rs"]
mod support;

use pathway_companion::app::{Outgoing, OutgoingState, ParkReason, View, WaitReason};
use support::{amira, draw, text_of};

fn page(item: Outgoing) -> String {
    let view = View {
        outgoing: vec![item],
        ..amira::view()
    };
    text_of(&draw("/sent", view))
}

#[test]
fn what_waits_says_when_it_is_tried_next() {
    let waiting = OutgoingState::Waiting(WaitReason::TrustUnwell);
    let mut item = amira::outgoing("o1", waiting, false);
    assert!(!page(item.clone()).contains("We try again"));
    item.next_try = Some("2026-11-22T09:26:00Z".parse().unwrap());
    let text = page(item);
    assert!(text.contains("We try again today at 9:26am"), "{text}");
    assert!(text.contains("asks us to wait"), "{text}");
}

#[test]
fn what_came_back_can_be_mended_only_where_nothing_of_it_is_there() {
    for reason in [
        ParkReason::Refused,
        ParkReason::NotAllowed,
        ParkReason::NotSure,
    ] {
        let mut item = amira::outgoing("o1", OutgoingState::NeedsYou(reason), false);
        let text = page(item.clone());
        assert!(!text.contains("Change my answers"), "{reason:?}");
        assert!(
            text.contains("Try now") && text.contains("See what I wrote"),
            "{reason:?}"
        );
        item.can_mend = true;
        assert!(page(item).contains("Change my answers"), "{reason:?}");
    }
    let unreadable = OutgoingState::NeedsYou(ParkReason::Unreadable);
    assert!(!page(amira::outgoing("o1", unreadable, false)).contains("Try now"));
}

#[test]
fn what_was_sent_has_nothing_to_be_done() {
    let at = "2026-11-22T08:52:00Z".parse().unwrap();
    let sent = OutgoingState::Sent {
        at,
        answered_elsewhere: false,
    };
    let text = page(amira::outgoing("o1", sent, false));
    for word in [
        "Change my answers",
        "Try now",
        "See what I wrote",
        "We try again",
    ] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}
