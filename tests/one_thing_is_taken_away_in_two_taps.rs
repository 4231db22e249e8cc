//! On the page of what a carer sees, each thing can be taken away in two taps, without a passcode; the other things
//! stay as they are, and the trust’s server knows it. The first tap takes nothing away. What was shared when stands below.

#![cfg(feature = "sandbox")]
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/hand.rs"]
mod hand;

use desk::{Trust, companion, folder, sandbox, sign_in, until};
use hand::Hand;
use pathway_companion::app::Companion;
use pathway_companion::care::{CarerRating, Permit, Shared};
use pathway_companion::ui::Clock;
use serde_json::Value;

const AMIRA: &str = "demo-amira";

fn permit(what: Shared) -> Permit {
    let today = jiff::Zoned::now().date();
    Permit {
        what,
        from: Some(today),
        until: today.saturating_add(jiff::Span::new().months(6)),
        rating: CarerRating::NotAsked,
    }
}

/// What the trust's server gives Noor.
async fn given(trust: &Trust) -> Vec<String> {
    let all = trust.of_patient("Consent", AMIRA).await;
    let stand = all.iter().filter(|it| it["status"] == "active");
    let permits = stand.flat_map(|it| it["provision"]["provision"].as_array().cloned());
    let name = |permit: Value| {
        let what = &permit["data"][0]["reference"]["reference"];
        let what = what.as_str().or(permit["class"][0]["code"].as_str());
        what.unwrap().to_owned()
    };
    permits.flatten().map(name).collect()
}

async fn becomes(app: &Companion, trust: &Trust, wanted: &[&str]) {
    for _ in 0..200 {
        if given(trust).await == wanted {
            return;
        }
        app.look_now().await;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{:?}", given(trust).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_tap_asks_and_the_second_takes_that_one_thing_away() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    until(&app, "the circle is there", |view| {
        view.record.as_ref().is_some_and(|it| !it.circle.is_empty())
    })
    .await;
    let both = vec![permit(Shared::Reviews), permit(Shared::Team)];
    app.share("demo-noor", both, None).await.unwrap();
    becomes(&app, &trust, &["Appointment", "CareTeam"]).await;

    let mut hand = Hand::at(&app, "/you/sharing/demo-noor", Clock::of_this_phone());
    hand.sees("The date of my next review").await;
    hand.press("Take this away").await;
    hand.sees("Yes, take it away").await;
    assert_eq!(given(&trust).await.len(), 2, "the first tap takes nothing");
    // "No" leads back, and takes nothing either.
    hand.press("Keep it").await;
    hand.until("it is asked no more", |hand| {
        !hand.can_press("Yes, take it away")
    })
    .await;
    hand.press("Take this away").await;
    hand.press("Yes, take it away").await;
    becomes(&app, &trust, &["CareTeam"]).await;
    hand.until("it is gone from the page", |hand| {
        !hand.text().contains("The date of my next review Until")
    })
    .await;
    assert!(
        hand.text().contains("Who helps me, and how to reach them"),
        "{}",
        hand.text()
    );
    // What was shared when stands below, in kinds and without a name of a goal.
    hand.sees("What you shared, and when").await;
    app.stop_sharing("demo-noor").await.unwrap();
    becomes(&app, &trust, &[]).await;
    hand.sees("You stopped sharing").await;
    hand.until("both choices stand there", |hand| {
        hand.text().matches("You chose this").count() == 2
    })
    .await;
}
