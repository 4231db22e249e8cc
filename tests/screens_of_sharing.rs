//! What the screens of sharing say: who sees what, until when, what may still be seen, and never more than is
//! known. What a carer will see is shown before anything is said, by the names that go out.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod support;

use jiff::civil::date;
use pathway_companion::app::*;
use pathway_companion::care::*;
use support::{amira, draw, text_of};

fn said(permits: Vec<Permit>, stands: WordStands) -> View {
    amira::with(|record| {
        record.circle[0].last_word = Some(LastWord {
            permits,
            at: support::now(),
            outgoing: "o".into(),
            stands,
        });
    })
}

fn list(view: View) -> String {
    text_of(&draw("/you/sharing", view))
}

#[test]
fn nobody_in_the_circle_is_said_and_nothing_is_offered_that_cannot_be() {
    let text = list(amira::with(|record| record.circle.clear()));
    assert!(
        text.contains("There is nobody in your circle yet"),
        "{text}"
    );
    assert!(!text.contains("Stop sharing"), "{text}");
    assert!(text.contains("Add someone"), "{text}");
    assert!(
        text.contains("Call your team, and ask them to add someone"),
        "{text}"
    );
    let mut view = amira::view();
    let mut trust = amira::trust();
    trust.response_time = Some("2 working days".into());
    view.trust = Some(std::sync::Arc::new(trust));
    assert!(list(view).contains("Ask my team to add someone"));
}

#[test]
fn being_in_the_circle_shares_nothing() {
    let text = list(amira::with(|record| record.circle[0].sharings.clear()));
    assert!(
        text.contains("Noor Test") && text.contains("They see nothing."),
        "{text}"
    );
    assert!(!text.contains("Stop sharing"), "{text}");
    assert!(text.contains("Choose what Noor Test sees"), "{text}");
}

#[test]
fn the_list_says_what_until_when_and_stops_in_two_taps() {
    let html = draw("/you/sharing", amira::view());
    let text = text_of(&html);
    assert!(
        text.contains("They see: 1 goal, your next review."),
        "{text}"
    );
    assert!(text.contains("Until 1 April 2027"), "{text}");
    assert!(
        !text.contains("park"),
        "no goal is named on the list: {text}"
    );
    assert!(html.contains("/you/sharing/noor/stop"), "one tap");
    let stop = text_of(&draw("/you/sharing/noor/stop", amira::view()));
    assert!(stop.contains("Stop sharing with Noor Test?"), "{stop}");
    assert!(stop.contains("They are never told why"), "{stop}");
    assert!(
        stop.contains("Until then a copy may still be there"),
        "{stop}"
    );
    assert!(!stop.contains("passcode"), "{stop}");
}

#[test]
fn what_waits_is_shown_at_once_with_what_may_still_be_seen() {
    let text = list(said(Vec::new(), WordStands::Waiting));
    assert!(text.contains("They see nothing."), "{text}");
    assert!(
        text.contains("This stops as soon as there is signal. Until then they may still see it.")
    );
    let team = Permit {
        what: Shared::Team,
        from: None,
        until: date(2027, 1, 1),
        rating: CarerRating::NotAsked,
    };
    let mut all = amira::noor().sharings[0].permits.clone();
    all.push(team.clone());
    let text = list(said(all, WordStands::Waiting));
    assert!(
        text.contains("Until then they do not see what is new"),
        "{text}"
    );
    let text = list(said(vec![team.clone()], WordStands::Waiting));
    assert!(
        text.contains("What you took away ends as soon as there is signal"),
        "{text}"
    );
    let text = text_of(&draw(
        "/you/sharing/noor",
        said(vec![team], WordStands::ChangedElsewhere),
    ));
    assert!(
        text.contains("Someone else changed what they see"),
        "{text}"
    );
    assert!(text.contains("Share it as I chose here") && text.contains("Leave it as it is now"));
}

#[test]
fn what_is_not_understood_is_said_and_what_is_over_is_called_over() {
    let view = amira::with(|record| {
        let sharing = &mut record.circle[0].sharings[0];
        sharing.not_understood = 1;
        sharing.permits.push(Permit {
            what: Shared::Team,
            from: None,
            until: date(2026, 11, 1),
            rating: CarerRating::NotAsked,
        });
    });
    let text = text_of(&draw("/you/sharing/noor", view));
    assert!(
        text.contains("shared something here that this app cannot show. Ask them."),
        "{text}"
    );
    assert!(text.contains("No longer shared"), "{text}");
    assert!(text.contains("Ended on 1 November 2026"), "{text}");
    assert!(text.contains("They are asked how it goes, too."), "{text}");
}

#[test]
fn pieces_go_by_their_neutral_names_and_one_without_cannot_go() {
    let html = draw("/you/sharing/noor/change", amira::view());
    let text = text_of(&html);
    assert!(text.contains("What may Noor Test see?"), "{text}");
    assert!(text.contains("A weekly talk"), "{text}");
    let open = html.split("<details").next().unwrap();
    assert!(
        !text_of(open).contains("Talking therapy"),
        "its real name is not on it"
    );
    assert!(text.contains("cannot be shared") && text.contains("A look at your medicine"));
    assert!(
        text.contains("Ask your team to give it a plain name"),
        "{text}"
    );
    assert!(text.contains("this may tell more than you want"), "{text}");
    assert!(
        text.contains("Send it to your team first"),
        "the plan is only here: {text}"
    );
    assert!(text.contains("See it as they see it"), "{text}");
}

#[test]
fn the_picture_holds_what_is_ticked_and_nothing_else() {
    let record = amira::record();
    let until = date(2027, 4, 1);
    let permit = |what| Permit {
        what,
        from: None,
        until,
        rating: CarerRating::NotAsked,
    };
    let all = [
        permit(Shared::Piece("cbt".into())),
        permit(Shared::Piece("med".into())),
    ];
    let shown = SharedView::of(&record, "sister", &all, None);
    assert_eq!(
        shown.pieces.len(),
        1,
        "without a neutral name it is not in it"
    );
    assert_eq!(shown.pieces[0].title, "A weekly talk");
    assert!(shown.goals.is_empty() && shown.review.is_none() && shown.team.is_none());
    let review = SharedView::of(&record, "sister", &[permit(Shared::Reviews)], None);
    assert!(review.review.unwrap().meeting.is_some());
    let mut due = record.clone();
    due.review = Review::DueBy(until);
    let due = SharedView::of(&due, "sister", &[permit(Shared::Reviews)], None);
    assert_eq!(
        due.review.unwrap().meeting,
        None,
        "the plan's own day is no carer's to see"
    );
    let mut half = record;
    half.goals[0].said_here = vec![SaidHere {
        reached: Reached::Step(Attained::Partly),
        at: support::now(),
        note: Some("Only mine".into()),
        kept: Kept::Here,
    }];
    let goal = half.goals[0].id.clone();
    let shown = SharedView::of(&half, "sister", &[permit(Shared::Goal(goal))], None);
    assert!(
        shown.goals[0].goal.said_here.is_empty(),
        "what stays here goes nowhere"
    );
}

#[test]
fn a_trust_that_does_not_let_it_says_so_and_offers_nothing() {
    let mut view = amira::view();
    view.not_granted = vec![Missing::Sharing];
    let text = list(view.clone());
    assert!(
        text.contains("does not let this app change what you share"),
        "{text}"
    );
    assert!(!text.contains("Stop sharing"), "{text}");
    let text = text_of(&draw("/you/sharing/noor/change", view));
    assert!(!text.contains("See it as they see it"), "{text}");
}

#[test]
fn a_hurried_leave_shows_the_date_and_nothing_of_care_whatever_the_address() {
    for place in [
        "/you/sharing",
        "/you/sharing/noor",
        "/",
        "/care",
        "/goals/park",
    ] {
        let mut view = amira::view();
        view.left = true;
        let text = text_of(&draw(place, view));
        assert!(text.contains("Sunday 22 November"), "{place}: {text}");
        for word in ["Noor", "Sharing", "My care", "park", "Amira"] {
            assert!(!text.contains(word), "{place} says {word}: {text}");
        }
        assert!(text.contains("Help now"), "{place}");
    }
    for place in [
        "/you/sharing",
        "/you/sharing/noor",
        "/you/sharing/noor/stop",
        "/you",
    ] {
        let text = text_of(&draw(place, amira::view()));
        assert!(text.contains("Hide this page"), "{place}");
    }
}
