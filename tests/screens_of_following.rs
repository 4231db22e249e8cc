//! What a carer's screens say: whose eyes look, on every screen; what is shared and until when; nothing of why
//! something is not; and no way into anything of a person's own.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod support;

use jiff::Timestamp;
use jiff::civil::date;
use pathway_companion::app::*;
use pathway_companion::care::*;
use std::sync::Arc;
use support::{draw, text_of};

fn at(day: &str) -> Timestamp {
    format!("{day}T10:00:00Z").parse().unwrap()
}

fn goal(rating: CarerRating) -> SharedGoal {
    SharedGoal {
        goal: Goal {
            id: "park".into(),
            words: "Walk to the park with my sister".into(),
            levels: [
                None,
                Some("I go out".into()),
                Some("I walk there".into()),
                None,
                None,
            ],
            ..Goal::default()
        },
        rating,
        until: date(2027, 5, 28),
    }
}

fn view(change: impl FnOnce(&mut Following)) -> View {
    let mut following = Following {
        me: Some("Noor Test".into()),
        whom: Some("Amira Test".into()),
        seen: Seen::At(at("2026-09-15")),
        shown: SharedView {
            goals: vec![goal(CarerRating::Asked)],
            ..SharedView::default()
        },
        ..Following::default()
    };
    change(&mut following);
    View {
        stage: Stage::Open,
        wearing: Some(Wearing::Carer),
        following: Some(Arc::new(following)),
        updated: Some(at("2026-09-15")),
        ..View::default()
    }
}

const PAGES: [&str; 8] = [
    "/following",
    "/following/goal/park",
    "/following/tell",
    "/you",
    "/you/following",
    "/you/lock",
    "/you/data",
    "/help",
];

#[test]
fn every_screen_says_whose_eyes_look() {
    for page in PAGES {
        let text = text_of(&draw(page, view(|_| {})));
        assert!(
            text.contains("You are looking as Noor Test, who supports Amira Test."),
            "{page}: {text}"
        );
    }
    // Where the link is gone, no name is left to say.
    let nameless = view(|it| {
        it.me = None;
        it.whom = None;
    });
    let text = text_of(&draw("/following", nameless));
    assert!(text.contains("someone who gives support"));
    assert!(!text.contains("Amira") || text.contains("Walk to the park"));
}

#[test]
fn what_is_shared_is_there_with_its_last_day_and_how_old_it_is() {
    let text = text_of(&draw("/following", view(|_| {})));
    for words in [
        "What Amira shares with you",
        "Walk to the park with my sister",
        "I walk there",
        "Shared until 28 May 2027",
        "Amira asks what you see",
        "Updated",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}

#[test]
fn with_nothing_shared_help_is_there_and_no_reason() {
    let text = text_of(&draw(
        "/following",
        view(|it| it.shown = SharedView::default()),
    ));
    assert!(text.contains("Nothing is shared with you here."), "{text}");
    assert!(text.contains("You can still get help."));
    assert!(text.contains("Tell the team something"));
    for reason in [
        "stopped",
        "ended",
        "withdrawn",
        "because",
        "no longer shares",
        "decided",
    ] {
        assert!(!text.contains(reason), "{reason}");
    }
}

#[test]
fn what_is_too_old_is_not_shown_and_says_what_to_do() {
    let shut = view(|it| {
        it.seen = Seen::TooLongAgo;
        it.shown = SharedView::default();
    });
    let text = text_of(&draw("/following", shut));
    assert!(text.contains("We have not heard from the trust"), "{text}");
    assert!(text.contains("Connect to the internet"));
    assert!(
        !text.contains("Nothing is shared"),
        "nobody knows that: {text}"
    );
}

#[test]
fn what_can_no_longer_be_sent_is_said_without_a_reason() {
    let text = text_of(&draw("/following", view(|it| it.dropped = 1)));
    assert!(text.contains("You can no longer send this."), "{text}");
    assert!(text.contains("Ask Amira if you have questions."));
    assert!(!text.contains("because") && !text.contains("stopped"));
    assert!(
        !text.contains("may have arrived"),
        "it is known that it did not"
    );
}

#[test]
fn what_may_have_arrived_is_not_called_unsent() {
    for place in ["/following", "/following/goal/gone"] {
        let text = text_of(&draw(place, view(|it| it.doubted = 1)));
        assert!(
            text.contains("This may have arrived. We can no longer check."),
            "{text}"
        );
        assert!(!text.contains("You can no longer send this."), "{text}");
        assert!(text.contains("I have read this"), "{text}");
        let text = text_of(&draw(place, view(|it| (it.dropped, it.doubted) = (1, 1))));
        assert!(text.contains("no longer send") && text.contains("no longer check"));
    }
}

#[test]
fn a_carer_can_look_for_news_whenever_they_like() {
    for contact in [Contact::Well, Contact::Busy, Contact::NoSignal] {
        let mut view = view(|_| {});
        view.contact = contact.clone();
        view.updated = Some(support::now());
        let text = text_of(&draw("/following", view));
        let found = text.matches("Look for news now").count();
        assert_eq!(found, 1, "{contact:?}: {text}");
    }
}

#[test]
fn every_page_of_a_carers_can_be_hidden_at_once() {
    let goal = "/following/goal/park";
    for place in ["/following", goal, "/following/tell", "/you", "/goals"] {
        let text = text_of(&draw(place, view(|_| {})));
        assert!(text.contains("Hide this page"), "{place}: {text}");
    }
    // Where the page is nobody's yet, there is nothing to hide.
    let text = text_of(&draw("/following", View::default()));
    assert!(!text.contains("Hide this page"), "{text}");
}

#[test]
fn a_goal_is_rated_only_where_the_carer_is_asked() {
    let html = draw("/following/goal/park", view(|_| {}));
    assert!(
        html.contains("type=\"radio\"")
            && text_of(&html).contains("Where do you think Amira is now?")
    );
    let html = draw(
        "/following/goal/park",
        view(|it| it.shown.goals = vec![goal(CarerRating::NotAsked)]),
    );
    assert!(!html.contains("type=\"radio\""));
    assert!(text_of(&html).contains("You are not asked to say how it is going."));
    let mut without = view(|_| {});
    without.not_granted = vec![Missing::Ratings];
    assert!(!draw("/following/goal/park", without).contains("type=\"radio\""));
    let gone = draw("/following/goal/other", view(|_| {}));
    assert!(text_of(&gone).contains("Nothing is shared with you here."));
}

#[test]
fn before_anything_is_told_it_is_said_who_may_see_it_and_that_nobody_answers() {
    let html = draw("/following/tell", view(|_| {}));
    let text = text_of(&html);
    let before = text.find("What do you want the team to know?").unwrap();
    for words in [
        "The team who care for them can read it.",
        "This app never shows it to Amira.",
        "Nobody answers here.",
        "Call 999 or 111.",
    ] {
        let place = text
            .find(words)
            .unwrap_or_else(|| panic!("{words} is not in {text}"));
        assert!(place < before, "{words} comes first");
    }
}

#[test]
fn no_link_leads_to_a_screen_of_a_person_s_own() {
    let own = [
        "/care",
        "/goals",
        "/todo",
        "/sent",
        "/progress",
        "/review",
        "/ask",
        "/team",
        "/form/",
        "/you/staying-safe",
        "/you/sharing",
        "/said/",
    ];
    for page in PAGES {
        let html = draw(page, view(|_| {}));
        for door in own {
            assert!(
                !html.contains(&format!("href=\"{door}")),
                "{page} leads to {door}"
            );
        }
        assert!(!html.contains("href=\"/\""), "{page} leads to Today");
    }
    for door in [
        "/care",
        "/goals",
        "/goals/new",
        "/todo",
        "/",
        "/you/staying-safe",
    ] {
        let text = text_of(&draw(door, view(|_| {})));
        assert!(
            text.contains("What Amira shares with you"),
            "{door}: {text}"
        );
    }
}

#[test]
fn is_this_you_names_the_carer_and_no_birth_date() {
    let asked = View {
        stage: Stage::IsThisYouAsCarer {
            full_name: "Noor Test".into(),
            supports: Some("Amira Test".into()),
        },
        ..View::default()
    };
    let text = text_of(&draw("/is-this-you", asked));
    assert!(text.contains("Noor Test") && text.contains("You support"));
    assert!(text.contains("Amira Test") && !text.contains("Date of birth"));
}

#[test]
fn each_door_leads_to_the_other_and_help_needs_no_sign_in() {
    let wrong = |problem| View {
        sign_in_problem: Some(problem),
        ..View::default()
    };
    let html = draw("/sign-in", wrong(SignInProblem::SupportsSomebody));
    assert!(html.contains("href=\"/sign-in/carer\""));
    let html = draw("/sign-in/carer", wrong(SignInProblem::OwnCare));
    assert!(html.contains("href=\"/sign-in\""));
    let html = draw("/support", View::default());
    assert!(html.contains("href=\"/sign-in/carer\"") && html.contains("href=\"/help\""));
}

#[test]
fn other_hats_are_told_apart_without_a_name() {
    let mut several = view(|_| {});
    several.also_here = vec![
        AlsoHere {
            place: 0,
            hat: Wearing::Own,
        },
        AlsoHere {
            place: 2,
            hat: Wearing::Carer,
        },
        AlsoHere {
            place: 3,
            hat: Wearing::Carer,
        },
    ];
    let text = text_of(&draw("/you/following", several));
    assert!(text.contains("Open my own care"), "{text}");
    assert!(text.contains("Open what someone shares with me: 1"));
    assert!(text.contains("Open what someone shares with me: 2"));
}
