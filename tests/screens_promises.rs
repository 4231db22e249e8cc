//! What every screen promises, whatever the record and whatever is broken.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod support;

use pathway_companion::app::*;
use pathway_companion::care::*;
use pathway_companion::words::Language;
use std::sync::Arc;
use support::{amira, draw, plain, text_of};

const ROUTES: [&str; 26] = [
    "/",
    "/care",
    "/care/why",
    "/care/intervention/cbt",
    "/care/choice/sleep",
    "/team",
    "/ask",
    "/review",
    "/goals",
    "/goals/new",
    "/goals/park",
    "/progress",
    "/progress/phq-9",
    "/todo",
    "/form/how",
    "/form/how/pause/a",
    "/form/how/done/none",
    "/sent",
    "/you",
    "/you/reading",
    "/you/lock",
    "/you/data",
    "/set-up",
    "/you/about",
    "/help",
    "/support",
];

fn stages() -> Vec<Stage> {
    let is_this_you = Stage::IsThisYou {
        full_name: "Amira Test".into(),
        born: None,
    };
    let shut = [
        ShutReason::KeyGone,
        ShutReason::KeystoreShut,
        ShutReason::Damaged,
        ShutReason::NewerApp,
        ShutReason::DiskTrouble,
    ];
    let locked = [0, 3].map(|tries_left| {
        Stage::Locked(Locked {
            waiting: 2,
            tries_left,
            wait_minutes: 5,
            recovery: true,
        })
    });
    let mut stages = vec![Stage::Welcome, is_this_you, Stage::Open];
    stages.extend(locked);
    stages.extend(shut.map(Stage::Shut));
    stages
}

fn count(html: &str, part: &str) -> usize {
    html.matches(part).count()
}

/// What stands between the tags of every element of this name.
fn inside(html: &str, tag: &str) -> Vec<String> {
    let html = plain(html);
    html.split(&format!("<{tag}"))
        .skip(1)
        .filter_map(|part| part.split(&format!("</{tag}>")).next())
        .filter_map(|part| part.split_once('>').map(|(_, text)| text_of(text)))
        .collect()
}

#[test]
fn help_now_stands_on_every_screen_in_every_stage() {
    for stage in stages() {
        for route in ROUTES
            .into_iter()
            .chain(["/welcome", "/sign-in", "/is-this-you", "/nowhere"])
        {
            let html = draw(
                route,
                View {
                    stage: stage.clone(),
                    ..amira::view()
                },
            );
            assert_eq!(count(&html, "class=\"help-now\""), 1, "{route} {stage:?}");
            assert!(html.contains("href=\"/help\""), "{route} {stage:?}");
        }
    }
}

#[test]
fn help_now_opens_with_numbers_whatever_is_broken() {
    for stage in stages() {
        let html = draw(
            "/help",
            View {
                stage,
                ..View::default()
            },
        );
        assert!(html.contains("tel:111") && html.contains("tel:999"));
    }
}

#[test]
fn every_screen_has_one_heading_and_a_way_past_the_bars() {
    for stage in stages() {
        for route in ROUTES
            .into_iter()
            .chain(["/welcome", "/sign-in", "/nowhere"])
        {
            let html = draw(
                route,
                View {
                    stage: stage.clone(),
                    ..amira::view()
                },
            );
            assert_eq!(count(&html, "<h1"), 1, "{route} {stage:?}");
            assert_eq!(count(&html, "<main"), 1, "{route}");
            assert!(html.contains("class=\"skip\""), "{route}");
        }
    }
}

#[test]
fn nothing_of_the_plan_shows_before_the_vault_is_open() {
    for stage in stages().into_iter().filter(|s| *s != Stage::Open) {
        for route in ROUTES {
            let text = text_of(&draw(
                route,
                View {
                    stage: stage.clone(),
                    ..amira::view()
                },
            ));
            for secret in ["Walk to the park", "Talking therapy", "Working on a plan"] {
                assert!(!text.contains(secret), "{route} {stage:?} shows {secret}");
            }
        }
    }
}

#[test]
fn no_heading_names_a_cluster_by_number_or_official_name() {
    for number in (0..=21).filter(|n| *n != 9) {
        let code = ClusterCode::parse(&number.to_string()).unwrap();
        let view = amira::with(|r| r.cluster = Cluster::Known(code));
        for route in ["/", "/care", "/care/why"] {
            let html = draw(route, view.clone());
            for heading in ["h1", "h2", "h3"].iter().flat_map(|tag| inside(&html, tag)) {
                let low = heading.to_lowercase();
                for word in ["cluster", "psychotic", "disorder", "severe", "dementia"] {
                    assert!(!low.contains(word), "{number} {route}: {heading}");
                }
                assert!(
                    !low.contains(&code.to_string()),
                    "{number} {route}: {heading}"
                );
            }
        }
    }
}

#[test]
fn the_official_name_opens_only_where_it_does_not_wound() {
    for number in [8, 17] {
        let code = ClusterCode::parse(&number.to_string()).unwrap();
        let html = draw("/care", amira::with(|r| r.cluster = Cluster::Known(code)));
        assert!(!html.contains("Care Cluster"), "{number}");
        let text = text_of(&html);
        let asks = text.contains("What does my team call this?");
        assert!(!asks, "{number}: nothing opens it: {text}");
    }
    let html = draw("/care", amira::view());
    let name = html.find("Care Cluster 4").unwrap();
    assert!(html[..name].rfind("<details").unwrap() > html[..name].rfind("</details").unwrap_or(0));
    assert!(text_of(&html).contains("It does not describe you as a person."));
}

#[test]
fn what_is_not_shown_is_never_called_empty() {
    let hidden = [
        amira::with(|r| r.cluster = Cluster::NotShown),
        amira::with(|r| r.cluster = Cluster::Unknown),
        View {
            record: Some(Arc::new(Record::default())),
            ..amira::view()
        },
        View {
            record: None,
            ..amira::view()
        },
    ];
    for view in hidden {
        for route in ROUTES {
            let text = text_of(&draw(route, view.clone())).to_lowercase();
            for lie in [
                "nothing recorded",
                "no record",
                "no data",
                "not recorded",
                "none recorded",
            ] {
                assert!(!text.contains(lie), "{route}: {lie}");
            }
        }
    }
    let text = text_of(&draw(
        "/care",
        amira::with(|r| r.cluster = Cluster::NotShown),
    ));
    assert!(text.contains("Your team can tell you more."));
    let none = View {
        record: Some(Arc::new(Record::default())),
        ..amira::view()
    };
    assert!(text_of(&draw("/care", none)).contains("still working this out with you"));
}

#[test]
fn the_review_says_what_is_known_and_no_more() {
    let says = |review: Review| text_of(&draw("/review", amira::with(|r| r.review = review)));
    let booked = text_of(&draw("/review", amira::view()));
    assert!(booked.contains("Thursday 10 December, 2pm") && booked.contains("Dr Mei Lin"));
    let day = jiff::civil::date(2026, 12, 15);
    let due = says(Review::DueBy(day));
    assert!(
        due.contains("Due by Tuesday 15 December") && due.contains("No meeting is booked yet.")
    );
    let passed = says(Review::Passed(jiff::civil::date(2026, 11, 2)));
    assert!(passed.contains("planned for 2 November 2026"));
    assert!(passed.contains("We do not have a new date.") && passed.contains("Ask Sam Okafor"));
    // A day that has gone by since the record was kept is passed too.
    assert!(says(Review::DueBy(jiff::civil::date(2026, 11, 1))).contains("It was planned for"));
    assert!(says(Review::NoDate).contains("We do not have a date yet"));
}

#[test]
fn nothing_says_sent_before_the_server_did() {
    for state in amira::every_state() {
        let sent = matches!(state, OutgoingState::Sent { .. });
        let view = View {
            outgoing: vec![amira::outgoing("o1", state.clone(), true)],
            ..amira::view()
        };
        let done = text_of(&draw("/form/how/done/o1", view.clone()));
        assert_eq!(done.contains("Your answers are sent"), sent, "{state:?}");
        // The trust's promise is made only once the server has the answer.
        assert_eq!(
            done.contains("Your team looks at answers on working days."),
            sent,
            "{state:?}"
        );
        // That nobody has it is said only where that is sure.
        let unsure = matches!(
            state,
            OutgoingState::Sending
                | OutgoingState::Checking
                | OutgoingState::Waiting(WaitReason::TrustUnwell | WaitReason::OddAnswer)
                | OutgoingState::NeedsYou(ParkReason::NotSure | ParkReason::Unreadable)
        );
        assert_eq!(
            done.contains("Nobody has received this yet"),
            !sent && !unsure,
            "{state:?}"
        );
        assert_eq!(
            done.contains("We do not know yet if anyone has received this"),
            unsure,
            "{state:?}"
        );
        let help = done.find("You can get help now").unwrap();
        assert!(
            help < done.find("You can talk about your answers").unwrap(),
            "help comes first"
        );
        let list = draw("/sent", view);
        assert_eq!(
            count(&list, "class=\"tag good\""),
            usize::from(sent),
            "{state:?}"
        );
        let (_, tag) = list.split_once("class=\"tag ").unwrap();
        let (tag, _) = tag.split_once("</span>").unwrap();
        let words = text_of(&format!("<span class=\"{tag}"));
        assert_eq!(words.trim() == "Sent", sent, "{state:?}: {words}");
    }
}

#[test]
fn the_sum_is_told_only_when_asked_for() {
    let sent = OutgoingState::Sent {
        at: "2026-11-22T08:52:00Z".parse().unwrap(),
        answered_elsewhere: false,
    };
    let view = View {
        outgoing: vec![amira::outgoing("o1", sent, false)],
        ..amira::view()
    };
    let html = plain(&draw("/form/how/done/o1", view));
    let sum = html.find("add up to 9").unwrap();
    assert!(html[..sum].rfind("<details").unwrap() > html[..sum].rfind("</details").unwrap_or(0));
}

#[test]
fn old_news_is_called_old_and_no_signal_is_said_calmly() {
    let old = View {
        updated: Some("2026-11-10T08:00:00Z".parse().unwrap()),
        contact: Contact::NoSignal,
        ..amira::view()
    };
    for route in ["/", "/care", "/review"] {
        let text = text_of(&draw(route, old.clone()));
        assert!(text.contains("This may be out of date."), "{route}");
        assert!(text.contains("There is no signal just now."), "{route}");
    }
    assert!(!text_of(&draw("/", amira::view())).contains("out of date"));
}

#[test]
fn hidden_details_stay_hidden_until_asked_for() {
    let view = View {
        preferences: Preferences {
            hide_details: true,
            ..Preferences::default()
        },
        ..amira::view()
    };
    let text = text_of(&draw("/", view));
    for name in ["Amira", "Sam", "review", "Walk", "How have you been"] {
        assert!(!text.contains(name), "{name}");
    }
    assert!(text.contains("Something to do"));
}

#[test]
fn nobody_is_asked_for_a_form_in_a_crisis() {
    let code = ClusterCode::parse("14").unwrap();
    let view = amira::with(|r| r.cluster = Cluster::Known(code));
    assert!(!text_of(&draw("/", view.clone())).contains("How have you been?"));
    assert!(text_of(&draw("/todo", view)).contains("How have you been?"));
}

#[test]
fn a_key_in_a_file_is_said_aloud_and_what_would_be_lost_is_said_before() {
    let view = View {
        key_place: KeyPlace::File,
        outgoing: vec![amira::outgoing(
            "1",
            OutgoingState::Waiting(WaitReason::NoSignal),
            false,
        )],
        ..amira::view()
    };
    let text = text_of(&draw("/you/data", view));
    assert!(text.contains("The key is in a file beside your data"));
    assert!(text.contains("1 answer is not sent yet. It will be lost."));
}

#[test]
fn a_form_page_has_no_bar_and_every_tab_page_has_one() {
    assert!(!draw("/form/how", amira::view()).contains("class=\"bar\""));
    for route in ["/", "/care", "/goals", "/todo", "/you", "/help"] {
        let html = draw(route, amira::view());
        assert!(html.contains("class=\"bar\""), "{route}");
    }
    assert_eq!(
        count(&draw("/care", amira::view()), "aria-current=\"page\""),
        1
    );
}

#[test]
fn the_page_knows_its_language_and_how_it_is_read() {
    let view = View {
        preferences: Preferences {
            language: Language::Welsh,
            appearance: Appearance::Dark,
            text_size: TextSize::Larger,
            hide_details: false,
            ..Preferences::default()
        },
        ..amira::view()
    };
    let html = draw("/", view);
    for attribute in [
        "lang=\"cy\"",
        "dir=\"ltr\"",
        "data-appearance=\"dark\"",
        "data-text-size=\"larger\"",
    ] {
        assert!(html.contains(attribute), "{attribute}");
    }
}
