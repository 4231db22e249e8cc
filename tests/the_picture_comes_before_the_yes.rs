//! Before anything is shared, the person sees what the carer will see: what is ticked and nothing else, on the page on
//! which the yes stands. A hand ticks and presses, as a person would.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/hand.rs"]
mod hand;
mod support;

use hand::Hand;
use pathway_companion::app::Companion;
use pathway_companion::ui::Clock;
use support::{amira, now};

const TEAM: &str = "Who helps me, and how to reach them";
const GOAL: &str = "Walk to the park with my sister";

#[tokio::test]
async fn what_is_ticked_stands_on_the_picture_and_the_yes_below_it() {
    let app = Companion::showing(amira::view());
    let mut hand = Hand::at(&app, "/you/sharing/noor/change", Clock::stopped(now()));
    // The goal is shared already; the team is not.
    hand.sees(TEAM).await;
    assert!(!hand.can_press("Yes, share this"), "{}", hand.text());
    hand.choose(TEAM).await;
    hand.press("See it as they see it").await;
    hand.sees("This is what Noor Test will see. Nothing else.")
        .await;
    let picture = hand.text();
    for words in [GOAL, "Sam Okafor", "Shared until"] {
        assert!(picture.contains(words), "{words}: {picture}");
    }
    assert!(hand.can_press("Yes, share this"));
    // Back, and the goal is ticked off: it is in the picture no more.
    hand.press("Go back and change it").await;
    hand.choose(GOAL).await;
    hand.press("See it as they see it").await;
    hand.sees("This is what Noor Test will see. Nothing else.")
        .await;
    let picture = hand.text();
    assert!(!picture.contains(GOAL), "{picture}");
    assert!(picture.contains("Sam Okafor"), "{picture}");
}
