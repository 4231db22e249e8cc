//! The page for a review meeting and its calendar entry, read back by tools that we did not write: tagged,
//! in order, in the person's language; and the names outside say nothing of what it is for.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/vaults.rs"]
mod vaults;

use desk::{companion, folder, sandbox, sign_in};
use icalendar::parser::{read_calendar, unfold};
use pathway_companion::app::{Companion, Preferences};
use pathway_companion::care::{Change, MessageKind, Review};
use pathway_companion::forms::{Path, Value};
use pathway_companion::words::{Language, london};
use std::process::Command;
use vaults::skip;

const AMIRA: &str = "demo-amira";

fn there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

fn said(program: &str, args: &[&str], file: &std::path::Path) -> String {
    let out = Command::new(program).args(args).arg(file).output().unwrap();
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(
        out.status.success(),
        "{program}: {said} {}",
        String::from_utf8_lossy(&out.stderr)
    );
    said
}

async fn write(app: &Companion, text: &str) {
    let name = Companion::writing(MessageKind::ForReview, None);
    let filling = app.open_form(&name).await.unwrap();
    let value = vec![Value::Text(text.to_owned())];
    app.answer(&filling, &Path::of("words"), value)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_tagged_and_holds_the_persons_own_words() {
    if !there("pdfinfo") || !there("qpdf") {
        return skip("no pdfinfo or no qpdf (apt-get install poppler-utils qpdf)");
    }
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    write(&app, "Pam fi? Дякую. Ŵyr y gath. 🙂 Why me?").await;
    desk::until(&app, "it is kept", |view| !view.drafts.is_empty()).await;
    let printed = app.page_for_the_review().await.unwrap();
    let page = printed.page.clone();
    assert!(printed.boxes, "the smile has no letter on paper");
    let name = page.file_name().unwrap().to_str().unwrap().to_owned();
    assert!(
        name.starts_with("for-my-meeting-") && name.ends_with(".pdf"),
        "{name}"
    );

    let facts = said("pdfinfo", &[], &page);
    let fact = |name: &str| {
        let line = facts.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_once(':').unwrap().1.trim().to_owned()
    };
    assert_eq!(fact("Tagged"), "yes");
    assert_eq!(fact("Title"), "For my meeting");
    assert_eq!(fact("Pages"), "1", "it is a one-page summary");
    assert!(fact("Page size").contains("A4"));
    assert!(
        !facts.contains("Author") && !facts.contains("Amira"),
        "{facts}"
    );
    said("qpdf", &["--check"], &page);

    let tree = said("pdfinfo", &["-struct-text"], &page);
    let at = |wanted: &str| {
        tree.find(wanted)
            .unwrap_or_else(|| panic!("{wanted} is not in {tree}"))
    };
    let (first, own, goals) = (
        at("For my meeting"),
        at("What I want to talk about"),
        at("Your goals"),
    );
    assert!(first < own && own < goals, "it is read in order");
    assert!(at("Дякую") > own);
    for tag in ["  H1 \"", "  H2 \"", "  L (block)", "LBody (block)"] {
        assert!(tree.contains(tag), "no {tag} in {tree}");
    }
    let record = app.view().record.clone().unwrap();
    for goal in record.goals.iter().filter(|goal| goal.written.on.is_some()) {
        let beginning: String = goal.words.chars().take(20).collect();
        at(&beginning);
    }
    assert!(!tree.contains("luster"), "no name of a group stands on it");
    std::fs::remove_file(&page).unwrap();

    let welsh = Preferences {
        language: Language::Welsh,
        ..app.view().preferences
    };
    app.set_preferences(welsh).await.unwrap();
    let printed = app.page_for_the_review().await.unwrap();
    assert!(said("pdfinfo", &["-struct-text"], &printed.page).contains("Ar gyfer fy nghyfarfod"));
    assert!(said("pdfinfo", &["-meta"], &printed.page).contains("cy"));
    std::fs::remove_file(&printed.page).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_entry_says_nothing_of_what_it_is_for() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let record = app.view().record.clone().unwrap();
    let Review::Booked { start, place, .. } = record.review.clone() else {
        panic!("a meeting is booked")
    };
    let mut uids = Vec::new();
    for with_place in [false, true] {
        let path = app.meeting_for_calendar(with_place).await.unwrap();
        assert!(
            path.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with("appointment")
        );
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        let unfolded = unfold(&text);
        let calendar = read_calendar(&unfolded).unwrap();
        let event = &calendar.components[0];
        let value = |name: &str| {
            let property = event.properties.iter().find(|p| p.name == name);
            property.map(|p| p.val.to_string())
        };
        assert_eq!(value("SUMMARY").as_deref(), Some("Appointment"));
        let utc = start.strftime("%Y%m%dT%H%M%SZ").to_string();
        assert_eq!(value("DTSTART"), Some(utc));
        assert_eq!(value("LOCATION").is_some(), with_place && place.is_some());
        for word in ["eview", "mental", "Amira", "Sam", "NHS"] {
            assert!(!text.contains(word), "{word} stands in {text}");
        }
        uids.push(value("UID").unwrap());
    }
    assert_eq!(uids[0], uids[1], "the same meeting is the same entry");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_changed_is_told_from_what_is_recorded() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, AMIRA).await;
    let mut record = (**app.view().record.as_ref().unwrap()).clone();
    let since = record.since_review(london()).unwrap();
    let reviews = record.timeline.iter().filter_map(|stop| stop.on);
    assert!(reviews.into_iter().any(|on| on == since.since));
    // A goal is told once it moved, and not when it was rated at the same step.
    let goal = record.goals[0].clone();
    let moved = |changes: &[Change]| {
        let of_it = |c: &&Change| matches!(c, Change::Moved { goal: g, .. } if *g == goal.words);
        changes.iter().filter(of_it).count()
    };
    assert!(moved(&since.changes) <= 1);
    record.goals[0].ratings.clear();
    let without = record.since_review(london()).unwrap();
    assert_eq!(moved(&without.changes), 0);
    // With no review on record nothing is compared.
    record.timeline.clear();
    assert_eq!(record.since_review(london()), None);
}
