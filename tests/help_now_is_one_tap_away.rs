//! Help now is one tap away from every screen in every state there is, opens in each of them, and costs no
//! more than drawing one page: it reads no vault, no network and no file. And a page that breaks while it is
//! drawn still leads there.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

mod support;

use dioxus::prelude::*;
use dioxus::router::SegmentType;
use pathway_companion::app::*;
use pathway_companion::care::{
    Event, PlanPart, QuietWish, Record, SafePlan, Stop, TeamPlan, Tense, Written,
};
use pathway_companion::ui::{App, Clock, Opener, Route};
use pathway_companion::words::Language;
use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use support::{amira, draw, now, plain, render, text_of};

/// An address of every route that there is, with something in each place that takes something.
fn every_address() -> Vec<String> {
    let address = |segments: Vec<SegmentType>| {
        let part = |segment: SegmentType| match segment {
            SegmentType::Static(name) => name.trim_matches('/').to_owned(),
            SegmentType::Dynamic(_) | SegmentType::CatchAll(_) => "x".to_owned(),
            _ => String::new(),
        };
        let parts: Vec<String> = segments.into_iter().map(part).collect();
        format!("/{}", parts.join("/").trim_matches('/'))
    };
    let all: BTreeSet<String> = Route::flatten_site_map().map(address).collect();
    // Some of them once more, where they show a thing that is there.
    let known = [
        "/goals/park",
        "/care/intervention/cbt",
        "/care/choice/sleep",
        "/progress/phq-9",
    ];
    let known = known.into_iter().map(str::to_owned);
    all.into_iter().chain(known).collect()
}

fn plan() -> SafePlan {
    let part = |about: &str, said: &[&str]| PlanPart {
        about: about.into(),
        heading: about.into(),
        said: said.iter().map(|it| (*it).to_owned()).collect(),
    };
    SafePlan {
        parts: vec![
            part("signs", &["I stop answering"]),
            part("helps", &["A walk by the canal", "Music"]),
            part("not", &["A lot of questions"]),
        ],
        changed: Some("2026-11-20T10:00:00Z".parse().unwrap()),
    }
}

/// Every state that the app can be in, by name.
fn every_state() -> Vec<(&'static str, View)> {
    let at = |stage: Stage| View {
        stage,
        ..amira::view()
    };
    let locked = Stage::Locked(Locked {
        tries_left: 3,
        ..Locked::default()
    });
    let copy = || {
        Some(Arc::new(PlanCopy {
            plan: plan(),
            team_phone: None,
        }))
    };
    let mut states = vec![
        ("welcome", at(Stage::Welcome)),
        (
            "is this you",
            at(Stage::IsThisYou {
                full_name: "Amira Test".into(),
                born: None,
            }),
        ),
        ("open", amira::view()),
        ("locked", at(locked.clone())),
        (
            "locked, the plan opens",
            View {
                plan_copy: copy(),
                ..at(locked)
            },
        ),
        ("no tries left", at(Stage::Locked(Locked::default()))),
        (
            "safe mode",
            View {
                safe: true,
                record: None,
                ..amira::view()
            },
        ),
        (
            "no trust file",
            View {
                trust: None,
                ..amira::view()
            },
        ),
        ("nothing at all", View::default()),
        (
            "nothing fetched yet",
            View {
                record: None,
                updated: None,
                ..amira::view()
            },
        ),
        (
            "a bad day",
            View {
                quiet: QuietWish {
                    until: Some(jiff::civil::date(2026, 11, 23)),
                    not_for: None,
                },
                ..amira::view()
            },
        ),
        ("in hospital", in_hospital()),
        (
            "sign-in has ended",
            View {
                contact: Contact::SignInEnded,
                ..amira::view()
            },
        ),
        (
            "names hidden, in Welsh",
            View {
                preferences: Preferences {
                    hide_details: true,
                    language: Language::Welsh,
                    ..Preferences::default()
                },
                ..amira::view()
            },
        ),
    ];
    for reason in [
        ShutReason::KeyGone,
        ShutReason::KeystoreShut,
        ShutReason::Damaged,
        ShutReason::NewerApp,
        ShutReason::DiskTrouble,
    ] {
        states.push(("shut", at(Stage::Shut(reason))));
    }
    states
}

fn in_hospital() -> View {
    amira::with(|record| {
        record.timeline.insert(
            1,
            Stop {
                tense: Tense::Done,
                event: Event::Admission,
                on: Some(jiff::civil::date(2026, 11, 19)),
                at: None,
                with: None,
                text: None,
            },
        );
    })
}

/// The ways to help on a page: links to it outside its words, and the page itself.
fn is_one_tap_away(address: &str, html: &str) -> bool {
    html.contains("href=\"/help\"") || (address == "/help" && html.contains("tel:999"))
}

#[test]
fn from_every_screen_in_every_state_and_it_opens_in_each() {
    let (addresses, states) = (every_address(), every_state());
    assert!(addresses.len() >= 40, "{addresses:?}");
    assert!(addresses.iter().any(|it| it == "/help/card"));
    let mut opened = 0;
    for (name, view) in &states {
        for address in &addresses {
            let html = draw(address, view.clone());
            assert!(is_one_tap_away(address, &html), "{address}, {name}");
            assert_eq!(
                html.matches("class=\"help-now\"").count(),
                1,
                "{address}, {name}"
            );
            // The tap.
            let help = draw("/help", view.clone());
            for number in ["tel:111", "tel:999"] {
                assert!(help.contains(number), "{number}, {name}");
            }
            opened += 1;
        }
    }
    println!(
        "Help now was opened {opened} times: from {} screens in {} states, with one tap each",
        addresses.len(),
        states.len()
    );
}

#[test]
fn three_rows_come_first_then_ways_without_a_call_and_dialling_asks() {
    // Monday morning: the team is open.
    let monday: jiff::Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
    let dom = VirtualDom::new(App)
        .with_root_context(Companion::showing(amira::view()))
        .with_root_context(Opener::in_page())
        .with_root_context(Clock::stopped(monday));
    let html = plain(&render(dom, "/help"));
    assert_eq!(html.matches("call call-large").count(), 3);
    let at = |part: &str| {
        html.find(part)
            .unwrap_or_else(|| panic!("{part} is not there"))
    };
    let order = [
        "tel:01632960123",
        "\"tel:111\"",
        "\"tel:999\"",
        "href=\"/help/plan\"",
        "href=\"/help/card\"",
        "sms:85258",
        "tel:18001111",
        "British Sign Language",
        "tel:116123",
    ];
    for pair in order.windows(2) {
        assert!(at(pair[0]) < at(pair[1]), "{} before {}", pair[0], pair[1]);
    }
    // A number is dialled from within a row that was opened first.
    for (place, _) in html
        .match_indices("href=\"tel:")
        .chain(html.match_indices("href=\"sms:"))
    {
        let before = &html[..place];
        let opened = before.matches("<details").count() - before.matches("</details").count();
        assert_eq!(opened, 1, "a number is dialled at one tap");
    }
}

#[test]
fn opening_it_reads_no_vault_no_network_and_no_file() {
    // A companion that only shows has none of them below it, and the page is whole.
    let html = draw("/help", amira::view());
    assert!(html.contains("tel:999") && html.contains("tel:01632960123"));
    // And drawing it makes no system call that reads, on this thread.
    // The counter is read in one go: as many reads as its length asks for would count differently as it grows.
    let reads = || -> u64 {
        let mut page = [0; 4096];
        let mut counters = std::fs::File::open("/proc/thread-self/io").unwrap();
        let length = counters.read(&mut page).unwrap();
        let text = String::from_utf8_lossy(&page[..length]);
        let line = text.lines().find(|line| line.starts_with("syscr:"));
        line.and_then(|line| line.split(' ').nth(1)?.parse().ok())
            .unwrap()
    };
    let counted = |work: &dyn Fn()| {
        let before = reads();
        work();
        reads() - before
    };
    let of_counting = counted(&|| ());
    for (name, view) in every_state() {
        let drawn = counted(&|| {
            draw("/help", view.clone());
        });
        assert_eq!(drawn, of_counting, "{name}: something was read");
    }
    // The count would see a file that is read.
    let seen = counted(&|| {
        std::fs::read("/proc/self/stat").unwrap();
    });
    assert!(seen > of_counting);
}

#[test]
fn locked_the_plan_shows_only_where_the_person_wants_that() {
    let locked = |copy: Option<Arc<PlanCopy>>| View {
        stage: Stage::Locked(Locked {
            tries_left: 5,
            ..Locked::default()
        }),
        plan_copy: copy,
        // What must not show, even if somebody left it in the view.
        own_plan: Some(OwnPlan {
            words: Arc::new(plan()),
            ..OwnPlan::default()
        }),
        ..amira::view()
    };
    let copy = Some(Arc::new(PlanCopy {
        plan: plan(),
        team_phone: Some("01632 960 777".into()),
    }));
    for address in every_address() {
        let text = text_of(&draw(&address, locked(None)));
        assert!(!text.contains("canal"), "{address}");
    }
    let help = draw("/help", locked(None));
    assert!(!help.contains("/help/plan") && help.contains("/help/card"));
    assert!(text_of(&draw("/help/plan", locked(None))).contains("Your plan is locked."));

    assert!(draw("/help", locked(copy.clone())).contains("/help/plan"));
    let shown = text_of(&draw("/help/plan", locked(copy.clone())));
    assert!(shown.contains("A walk by the canal") && shown.contains("I stop answering"));
    assert!(shown.contains("This is your plan from"));
    let elsewhere = every_address();
    let elsewhere = elsewhere.iter().filter(|it| !it.starts_with("/help"));
    for address in elsewhere {
        let text = text_of(&draw(address, locked(copy.clone())));
        assert!(!text.contains("canal"), "{address}");
    }
    // Somebody else at the first page sees none of it.
    let other = View {
        stage: Stage::Welcome,
        ..locked(copy)
    };
    assert!(!text_of(&draw("/help/plan", other.clone())).contains("canal"));
    assert!(!text_of(&draw("/help/card", other)).contains("canal"));
}

#[test]
fn the_card_has_what_helps_what_does_not_and_the_number_and_names_nothing() {
    let mut view = amira::view();
    view.own_plan = Some(OwnPlan {
        words: Arc::new(plan()),
        ..OwnPlan::default()
    });
    view.trust = Some(Arc::new(TrustFacts {
        name: "Willow Vale Mental Health Trust".into(),
        crisis: vec![CrisisEntry {
            id: "trust".into(),
            label: "Call the psychosis team".into(),
            uri: Some("tel:01632960123".into()),
            ..CrisisEntry::default()
        }],
        ..amira::trust()
    }));
    let text = text_of(&draw("/help/card", view.clone()));
    for part in [
        "What helps me",
        "A walk by the canal",
        "What does not help me",
        "A lot of questions",
        "01632 960123",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(
        !text.contains("I stop answering"),
        "only what a stranger needs"
    );
    let low = text.to_lowercase();
    for word in [
        "mental",
        "psychosis",
        "trust",
        "crisis",
        "team called",
        "care",
    ] {
        assert!(!low.contains(word), "{word}: {text}");
    }
    assert!(!draw("/help/card", view).contains("class=\"bar\""));
}

#[test]
fn mine_and_the_teams_stand_beside_each_other_and_are_never_mixed() {
    let mut view = amira::with(|record: &mut Record| {
        record.team_plans = vec![TeamPlan {
            id: "safe".into(),
            about: Some("What we agreed.".into()),
            steps: vec![PlanPart {
                about: String::new(),
                heading: "What the team will do".into(),
                said: vec!["Sam calls on the same day.".into()],
            }],
            written: Written {
                by: Some("Sam Okafor".into()),
                on: Some(jiff::civil::date(2026, 6, 12)),
            },
        }];
    });
    view.own_plan = Some(OwnPlan {
        words: Arc::new(plan()),
        ..OwnPlan::default()
    });
    for address in ["/you/staying-safe", "/help/plan"] {
        let html = plain(&draw(address, view.clone()));
        let (mine, team) = html.split_once("class=\"plan-team\"").unwrap();
        assert!(mine.contains("A walk by the canal") && !mine.contains("Sam calls"));
        assert!(!team.contains("canal"), "{address}");
        let team = text_of(&format!("<p {team}"));
        for part in ["Sam Okafor", "12 June 2026", "Sam calls on the same day."] {
            assert!(team.contains(part), "{address}: {part}");
        }
    }
}

/// A page whose clock stops it: it breaks while it is drawn, as a page with a mistake in it would.
fn broken(address: &str, breaks: Arc<AtomicBool>) -> String {
    let told = breaks.clone();
    let clock = Clock::telling(move || {
        assert!(!told.load(Ordering::SeqCst), "this page breaks");
        now()
    });
    let dom = VirtualDom::new(App)
        .with_root_context(Companion::showing(amira::view()))
        .with_root_context(Opener::in_page())
        .with_root_context(clock);
    render(dom, address)
}

#[test]
fn a_page_that_breaks_leads_to_help_and_the_next_one_is_whole() {
    let _quiet = Hushed::new();
    let breaks = Arc::new(AtomicBool::new(true));
    let mut broke = 0;
    for address in every_address() {
        breaks.store(true, Ordering::SeqCst);
        let html = broken(&address, breaks.clone());
        assert!(html.contains("href=\"/help\""), "{address}");
        if html.contains("This page did not open") {
            broke += 1;
            // Even the page of help itself, if it were that: the numbers are on the page that is left.
            for number in ["tel:111", "tel:999"] {
                assert!(html.contains(number), "{address}: {number}");
            }
            assert_eq!(html.matches("<h1").count(), 1, "{address}");
        }
        breaks.store(false, Ordering::SeqCst);
        let whole = broken(&address, breaks.clone());
        assert!(!whole.contains("This page did not open"), "{address}");
    }
    println!("{broke} pages broke, and each led to help");
    assert!(broke >= 10, "{broke}");
}

#[test]
fn what_broke_one_page_is_gone_with_the_next() {
    let breaks = Arc::new(AtomicBool::new(true));
    let told = breaks.clone();
    let clock = Clock::telling(move || {
        assert!(!told.load(Ordering::SeqCst), "this page breaks");
        now()
    });
    let mut dom = VirtualDom::new(App)
        .with_root_context(Companion::showing(amira::view()))
        .with_root_context(Opener::in_page())
        .with_root_context(clock);
    let history = std::rc::Rc::new(dioxus::history::MemoryHistory::with_initial_path("/"));
    let way: std::rc::Rc<dyn dioxus::history::History> = history.clone();
    dom.provide_root_context(way);
    dom.rebuild_in_place();
    let draw = |dom: &mut VirtualDom| {
        dom.render_immediate(&mut dioxus::dioxus_core::NoOpMutations);
        dioxus_ssr::render(dom)
    };
    assert!(draw(&mut dom).contains("This page did not open"));
    breaks.store(false, Ordering::SeqCst);
    dom.in_scope(ScopeId::ROOT, || {
        let help = dioxus::router::NavigationTarget::Internal("/help".to_owned());
        dioxus::router::root_router().unwrap().push(help);
    });
    dom.process_events();
    let html = draw(&mut dom);
    assert!(
        html.contains("tel:999") && !html.contains("This page did not open"),
        "{html}"
    );
}

#[test]
fn if_even_the_frame_breaks_the_numbers_are_there() {
    let _quiet = Hushed::new();
    #[component]
    fn Root() -> Element {
        rsx! {
            pathway_companion::ui::Ground {
                ErrorBoundary { handle_error: |_| rsx! { pathway_companion::ui::LastResort {} },
                    Breaks {}
                }
            }
        }
    }
    #[component]
    fn Breaks() -> Element {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        assert!(COUNT.fetch_add(1, Ordering::SeqCst) > 1_000, "it breaks");
        rsx! {}
    }
    let dom = VirtualDom::new(Root)
        .with_root_context(Companion::showing(View::default()))
        .with_root_context(Opener::in_page());
    let html = render(dom, "/");
    assert!(
        html.contains("tel:111") && html.contains("tel:999"),
        "{html}"
    );
}

/// While it lives, a panic that is meant prints nothing.
struct Hushed;

impl Hushed {
    fn new() -> Self {
        std::panic::set_hook(Box::new(|_| {}));
        Self
    }
}

impl Drop for Hushed {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::panic::take_hook();
        }
    }
}
