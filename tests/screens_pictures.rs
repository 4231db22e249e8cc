//! Writes every screen as a page under `target/screens/`, to be looked at in a browser: by eye, and by
//! whatever takes pictures of it.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod support;

use dioxus::prelude::*;
use pathway_companion::app::*;
use pathway_companion::care::{Cluster, Record, Review};
use pathway_companion::forms::*;
use pathway_companion::ui::screens::form::{CheckPage, QuestionPage, Sheet, StartPage};
use pathway_companion::ui::{Clock, Ground, Keeping, stylesheet};
use pathway_companion::words::{Language, Words};
use std::collections::BTreeMap;
use std::sync::Arc;
use support::{amira, draw, now, render};

fn write(name: &str, body: &str, preferences: Preferences) {
    let appearance = match preferences.appearance {
        Appearance::System => "",
        Appearance::Light => " data-appearance=\"light\"",
        Appearance::Dark => " data-appearance=\"dark\"",
        Appearance::Contrast => " data-appearance=\"contrast\"",
    };
    let size = match preferences.text_size {
        TextSize::Usual => "",
        TextSize::Large => " data-text-size=\"large\"",
        TextSize::Larger => " data-text-size=\"larger\"",
    };
    let lang = preferences.language.tag();
    let page = format!(
        "<!doctype html><html lang=\"{lang}\"{appearance}{size}><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{name}</title>\
         <style>{}</style></head><body>{body}</body></html>",
        stylesheet()
    );
    std::fs::create_dir_all("target/screens").unwrap();
    std::fs::write(format!("target/screens/{name}.html"), page).unwrap();
}

fn write_route(name: &str, route: &str, view: View) {
    let preferences = view.preferences;
    write(name, &draw(route, view), preferences);
}

const ROUTES: [(&str, &str); 18] = [
    ("today", "/"),
    ("care", "/care"),
    ("why", "/care/why"),
    ("intervention", "/care/intervention/cbt"),
    ("choice", "/care/choice/sleep"),
    ("team", "/team"),
    ("review", "/review"),
    ("goals", "/goals"),
    ("goal", "/goals/park"),
    ("todo", "/todo"),
    ("sent", "/sent"),
    ("you", "/you"),
    ("reading", "/you/reading"),
    ("data", "/you/data"),
    ("about", "/you/about"),
    ("help", "/help"),
    ("support", "/support"),
    ("missing", "/nowhere"),
];

fn full() -> View {
    View {
        outgoing: amira::every_state()
            .into_iter()
            .enumerate()
            .map(|(i, state)| amira::outgoing(&i.to_string(), state, i == 1))
            .collect(),
        ..amira::view()
    }
}

#[test]
fn every_screen_can_be_looked_at() {
    for (name, route) in ROUTES {
        let view = if name == "sent" {
            full()
        } else {
            amira::view()
        };
        write_route(name, route, view.clone());
        let looks = [
            (
                "dark",
                Preferences {
                    appearance: Appearance::Dark,
                    ..Preferences::default()
                },
            ),
            (
                "contrast",
                Preferences {
                    appearance: Appearance::Contrast,
                    ..Preferences::default()
                },
            ),
            (
                "large",
                Preferences {
                    text_size: TextSize::Larger,
                    ..Preferences::default()
                },
            ),
            (
                "cy",
                Preferences {
                    language: Language::Welsh,
                    ..Preferences::default()
                },
            ),
        ];
        for (look, preferences) in looks {
            let view = View {
                preferences,
                ..view.clone()
            };
            write_route(&format!("{name}-{look}"), route, view);
        }
    }
}

#[test]
fn every_state_can_be_looked_at() {
    let trust = Some(Arc::new(amira::trust()));
    let before = View {
        trust: trust.clone(),
        ..View::default()
    };
    write_route("welcome", "/welcome", before.clone());
    write_route("sign-in", "/sign-in", before);
    let is_this_you = Stage::IsThisYou {
        full_name: "Amira Test".into(),
        born: Some(jiff::civil::date(1997, 4, 9)),
    };
    write_route(
        "is-this-you",
        "/is-this-you",
        View {
            stage: is_this_you,
            trust: trust.clone(),
            ..View::default()
        },
    );
    let shut = Stage::Shut(ShutReason::KeyGone);
    write_route(
        "shut",
        "/",
        View {
            stage: shut,
            trust,
            ..View::default()
        },
    );
    write_route(
        "today-hidden",
        "/",
        View {
            preferences: Preferences {
                hide_details: true,
                ..Preferences::default()
            },
            ..amira::view()
        },
    );
    write_route(
        "today-stale",
        "/",
        View {
            updated: Some("2026-11-10T08:00:00Z".parse().unwrap()),
            contact: Contact::SignInEnded,
            outgoing: vec![amira::outgoing(
                "1",
                OutgoingState::Waiting(WaitReason::SignIn),
                false,
            )],
            ..amira::view()
        },
    );
    write_route(
        "today-empty",
        "/",
        View {
            record: Some(Arc::new(Record::default())),
            ..amira::view()
        },
    );
    write_route(
        "care-none",
        "/care",
        View {
            record: Some(Arc::new(Record::default())),
            ..amira::view()
        },
    );
    write_route(
        "care-unknown",
        "/care",
        amira::with(|r| r.cluster = Cluster::Unknown),
    );
    write_route(
        "review-passed",
        "/review",
        amira::with(|r| r.review = Review::Passed(jiff::civil::date(2026, 11, 2))),
    );
    let risk = View {
        outgoing: vec![amira::outgoing(
            "o1",
            OutgoingState::Waiting(WaitReason::NoSignal),
            true,
        )],
        ..amira::view()
    };
    write_route("done-risk", "/form/how/done/o1", risk);
    let sent = OutgoingState::Sent {
        at: "2026-11-22T08:52:00Z".parse().unwrap(),
        answered_elsewhere: false,
    };
    write_route(
        "done-sent",
        "/form/how/done/o1",
        View {
            outgoing: vec![amira::outgoing("o1", sent, false)],
            ..amira::view()
        },
    );
    write_route("pause", "/form/how/pause/x", amira::view());
}

// The pages of a form, drawn without a store behind them.

#[derive(Routable, Clone, PartialEq, Debug)]
enum Here {
    #[route("/")]
    Asked {},
    #[route("/text")]
    Written {},
    #[route("/start")]
    Begin {},
    #[route("/check")]
    Check {},
}

fn item(id: &str, text: &str, kind: Kind) -> Item {
    let labels = [
        "Not at all",
        "Several days",
        "More than half the days",
        "Nearly every day",
    ];
    let options = labels.iter().enumerate().map(|(i, label)| Choice {
        value: Value::Integer(i as i64),
        label: (*label).into(),
        prefix: None,
        weight: Some(i as f64),
        exclusive: false,
        chosen_first: false,
        raw: Arc::new(serde_json::json!({"valueInteger": i})),
    });
    let mut item = Item::new(id, kind);
    item.text = Some(text.into());
    item.required = kind == Kind::Choice;
    item.limits.max_length = Some(400);
    if kind == Kind::Choice {
        item.options = options.collect();
    }
    item
}

fn form() -> Arc<Questionnaire> {
    let mut group = Item::new("g", Kind::Group);
    group.text = Some("Over the last 2 weeks, how often has this bothered you?".into());
    let tired = item("a", "Feeling tired or having little energy", Kind::Choice);
    let sleep = item(
        "b",
        "Trouble falling asleep, staying asleep, or sleeping too much",
        Kind::Choice,
    );
    let mut more = item(
        "c",
        "Is there anything else you want to tell us?",
        Kind::Text,
    );
    more.required = true;
    group.items = [tired, sleep, more].map(Arc::new).to_vec();
    Arc::new(Questionnaire {
        url: "https://example.org/how".into(),
        version: None,
        title: Some("How have you been?".into()),
        purpose: None,
        language: Some("en".into()),
        copyright: Some("A made-up form for tests.".into()),
        codes: Vec::new(),
        entry: Entry::PriorEdit,
        variables: Vec::new(),
        constraints: Vec::new(),
        items: vec![Arc::new(group)],
        raw: None,
        planned: Default::default(),
    })
}

fn filling() -> Filling {
    let form = form();
    let answers = BTreeMap::from([
        (Path::of("a"), vec![Value::Integer(1)]),
        (Path::of("b"), vec![Value::Integer(3)]),
    ]);
    Filling {
        draft: "d".into(),
        task: "how".into(),
        session: Session::new(form.clone(), answers),
        form,
        at: None,
        begun: Some("2026-11-21T18:04:00Z".parse().unwrap()),
        withdrawn: false,
        about: Default::default(),
    }
}

fn sheet(link_id: &str) -> Sheet {
    let filling = filling();
    let page = filling.session.page_at(&Path::of(link_id)).unwrap();
    Sheet::of(Words::default(), &filling, page, None)
}

#[component]
fn Asked() -> Element {
    rsx! {
        QuestionPage { sheet: sheet("a"), keeping: Keeping::Saved, onturn: |_| {} }
    }
}

#[component]
fn Written() -> Element {
    let mut sheet = sheet("c");
    sheet.problems = vec![(Path::of("c"), AnswerProblem::Missing)];
    rsx! {
        QuestionPage { sheet, keeping: Keeping::NotSaved, onturn: |_| {} }
    }
}

#[component]
fn Begin() -> Element {
    let asked = amira::record().forms_to_do.remove(0);
    rsx! { StartPage { filling: filling(), asked: Some(asked) } }
}

#[component]
fn Check() -> Element {
    let filling = filling();
    let pages = filling.session.pages();
    rsx! { CheckPage { filling, pages } }
}

#[component]
fn FormGround() -> Element {
    rsx! { Ground { Router::<Here> {} } }
}

fn form_page(route: &str, preferences: Preferences) -> String {
    let dom = VirtualDom::new(FormGround)
        .with_root_context(Companion::showing(View {
            preferences,
            ..amira::view()
        }))
        .with_root_context(Clock::stopped(now()));
    let inside = render(dom, route);
    // The frame comes from a page of a form that has no bar; its inside is put in place.
    let frame = draw(
        "/form/none",
        View {
            preferences,
            ..amira::view()
        },
    );
    let (head, rest) = frame.split_at(frame.find("<main").unwrap());
    let main_open = &rest[..=rest.find('>').unwrap()];
    format!("{head}{main_open}{inside}</main></div>")
}

#[test]
fn the_pages_of_a_form_can_be_looked_at() {
    let looks = [
        ("", Preferences::default()),
        (
            "-dark",
            Preferences {
                appearance: Appearance::Dark,
                ..Preferences::default()
            },
        ),
        (
            "-contrast",
            Preferences {
                appearance: Appearance::Contrast,
                ..Preferences::default()
            },
        ),
        (
            "-large",
            Preferences {
                text_size: TextSize::Larger,
                ..Preferences::default()
            },
        ),
        (
            "-cy",
            Preferences {
                language: Language::Welsh,
                ..Preferences::default()
            },
        ),
    ];
    for (look, preferences) in looks {
        for (name, route) in [
            ("question", "/"),
            ("question-text", "/text"),
            ("start", "/start"),
            ("check", "/check"),
        ] {
            write(
                &format!("{name}{look}"),
                &form_page(route, preferences),
                preferences,
            );
        }
    }
}
