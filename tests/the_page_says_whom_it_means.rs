//! Who is meant, and who is there: "Is this you?" has the name and the birth date, and whoever has lost their worker is
//! told so, and whom to call.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

mod support;

use pathway_companion::app::{Stage, View};
use pathway_companion::care::{Coordinator, Record};
use support::{amira, draw, text_of};

#[test]
fn is_this_you_has_the_name_and_the_birth_date_and_says_what_no_does() {
    let asks = |born| {
        let stage = Stage::IsThisYou {
            full_name: "Amira Test".into(),
            born,
        };
        text_of(&draw(
            "/is-this-you",
            View {
                stage,
                ..View::default()
            },
        ))
    };
    let text = asks(Some(jiff::civil::date(1997, 4, 9)));
    for words in [
        "Is this you?",
        "Amira Test",
        "Date of birth",
        "9 April 1997",
        "No, this is not me",
        "If you say no, we keep nothing of this.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let unknown = asks(None);
    assert!(unknown.contains("Your trust did not give one"), "{unknown}");
}

#[test]
fn whoever_lost_their_worker_is_told_so_and_whom_to_call() {
    let without = |coordinator: Coordinator| {
        amira::with(|record: &mut Record| {
            record.team.coordinator = coordinator;
            record.team.phone = Some("01632 960 555".into());
        })
    };
    let left = without(Coordinator::Left {
        name: "Sam Okafor".into(),
    });
    for route in ["/team", "/care"] {
        let text = text_of(&draw(route, left.clone()));
        for words in [
            "Sam Okafor has moved on.",
            "You still have a team. Call them, and ask who helps you now.",
            "01632 960 555",
        ] {
            assert!(text.contains(words), "{route}: {words}: {text}");
        }
        let nobody = text_of(&draw(route, without(Coordinator::Nobody)));
        for words in ["We do not have the name of one person", "01632 960 555"] {
            assert!(nobody.contains(words), "{route}: {words}: {nobody}");
        }
    }
}
