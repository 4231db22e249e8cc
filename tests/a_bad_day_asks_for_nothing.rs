//! A bad day, or a hospital stay: help, the next meeting and the plan stay, and nothing is asked. It is one tap
//! away, ends by itself or with one tap, outlives a kill, and loses nothing.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
mod support;

use desk::{companion, folder, sandbox, sign_in};
use jiff::civil::date;
use pathway_companion::app::*;
use pathway_companion::care::{
    Cluster, ClusterCode, Event, Quiet, QuietFor, QuietWish, Review, Stop, Tense, quiet,
};
use support::{amira, draw, plain, text_of};

/// What prompts: forms, goals, news, getting ready.
const PROMPTS: [&str; 6] = [
    "How have you been?",
    "Walk to the park",
    "Walking group",
    "Get ready for it",
    "more to do",
    "Next for you",
];

fn bad_day() -> View {
    View {
        quiet: QuietWish {
            until: Some(date(2026, 11, 23)),
            not_for: None,
        },
        ..amira::view()
    }
}

fn admitted(more: &[(Event, i8)]) -> View {
    amira::with(|record| {
        let days = std::iter::once(&(Event::Admission, 18)).chain(more);
        let stops = days.map(|&(event, day)| Stop {
            tense: Tense::Done,
            event,
            on: Some(date(2026, 11, day)),
            at: None,
            with: None,
            text: None,
        });
        record.timeline.splice(1..1, stops);
    })
}

fn in_group(code: &str) -> View {
    amira::with(|record| record.cluster = Cluster::Known(ClusterCode::parse(code).unwrap()))
}

#[test]
fn help_the_next_meeting_and_the_plan_stay_and_nothing_prompts() {
    let usual = text_of(&draw("/", amira::view()));
    assert!(PROMPTS.iter().all(|it| usual.contains(it)), "{usual}");
    for (view, why) in [
        (bad_day(), "until the end of Monday 23 November"),
        (admitted(&[]), "while you are in hospital"),
        (in_group("14"), "It is quiet here for now."),
        (in_group("15"), "It is quiet here for now."),
    ] {
        let html = draw("/", view.clone());
        let text = text_of(&html);
        assert!(text.contains(why), "{text}");
        for prompt in PROMPTS {
            assert!(!text.contains(prompt), "{why}: {prompt}");
        }
        for there in [
            "Thursday 10 December, 2pm",
            "My staying-safe plan",
            "Show me everything again",
        ] {
            assert!(text.contains(there), "{why}: {there}");
        }
        let main = html.split("<main").nth(1).unwrap();
        for way in ["href=\"/help\"", "href=\"/help/plan\"", "href=\"/todo\""] {
            assert!(main.contains(way), "{why}: {way}");
        }
        // Nothing is lost: it waits under To do.
        let todo = text_of(&draw("/todo", view));
        assert!(todo.contains("How have you been?") && todo.contains("Worry"));
        assert!(todo.contains("Nothing here has to be done today."));
    }
}

#[test]
fn without_a_meeting_nothing_asks_about_the_review() {
    for review in [
        Review::DueBy(date(2026, 12, 15)),
        Review::Passed(date(2026, 11, 2)),
        Review::NoDate,
    ] {
        let mut view = bad_day();
        let mut record = amira::record();
        record.review = review;
        record.timeline.retain(|stop| stop.tense != Tense::Ahead);
        view.record = Some(record.into());
        let text = text_of(&draw("/", view));
        assert!(!text.contains("review"), "{text}");
    }
}

#[test]
fn leaving_or_moving_on_ends_it_and_old_ends_do_not_begin_it() {
    let shows = |view: View| !text_of(&draw("/", view)).contains("Show me everything again");
    assert!(!shows(admitted(&[])));
    assert!(shows(admitted(&[(Event::Discharge, 20)])));
    assert!(shows(admitted(&[(Event::Transfer, 21)])));
    assert!(shows(in_group("13")));
    let over = View {
        quiet: QuietWish {
            until: Some(date(2026, 11, 21)),
            not_for: None,
        },
        ..amira::view()
    };
    assert!(shows(over));
}

#[test]
fn the_switch_is_one_tap_from_today_and_two_by_you_and_names_stay_hidden() {
    for address in ["/", "/you"] {
        let html = plain(&draw(address, amira::view()));
        let button = html
            .split("<button")
            .find(|it| it.contains("I am having a bad day"));
        assert!(button.is_some(), "{address}");
        assert!(text_of(&draw(address, bad_day())).contains("Show me everything again"));
    }
    let mut hidden = bad_day();
    hidden.preferences.hide_details = true;
    let text = text_of(&draw("/", hidden));
    for name in [
        "Amira",
        "Sam",
        "review",
        "staying-safe",
        "How have you been",
    ] {
        assert!(!text.contains(name), "{name}: {text}");
    }
    assert!(text.contains("Show them"));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_kept_in_the_vault_outlives_a_kill_and_ends_with_one_tap() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, "demo-amira").await;
    let is_quiet = |app: &Companion| {
        let view = app.view();
        let today = jiff::Timestamp::now()
            .to_zoned(jiff::tz::TimeZone::get("Europe/London").unwrap())
            .date();
        (
            quiet(&view.quiet, view.record.as_ref().unwrap(), today),
            today,
        )
    };
    assert_eq!(is_quiet(&app).0, None);
    let forms = app.view().record.as_ref().unwrap().forms_to_do.len();
    app.be_quiet(QuietFor::AWeek).await.unwrap();
    let (found, today) = is_quiet(&app);
    assert_eq!(found, Some(Quiet::Asked(QuietFor::AWeek.until(today))));
    drop(app);
    let app = companion(home.path(), &trust).await;
    assert!(matches!(is_quiet(&app).0, Some(Quiet::Asked(_))));
    assert_eq!(app.view().record.as_ref().unwrap().forms_to_do.len(), forms);
    app.be_quiet(QuietFor::ADay).await.unwrap();
    assert_eq!(
        is_quiet(&app).0,
        Some(Quiet::Asked(QuietFor::ADay.until(today)))
    );
    app.end_quiet().await.unwrap();
    assert_eq!(is_quiet(&app).0, None);
    // Nobody is told.
    let said = trust.of_patient("Communication", "demo-amira").await;
    assert!(
        said.iter()
            .all(|it| !it.to_string().to_lowercase().contains("quiet"))
    );
}
