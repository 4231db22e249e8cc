//! Before anybody answers, and before anything is sent, it is said that nobody watches and where help is;
//! that one can stop at any time; and who may answer. For every kind of thing that is written here.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

mod support;

use dioxus::prelude::*;
use pathway_companion::app::{
    About, Companion, Filling, OutgoingState, Preferences, Purpose, Typed, View,
};
use pathway_companion::care::{Message, MessageKind};
use pathway_companion::fhir::read_questionnaire;
use pathway_companion::forms::Session;
use pathway_companion::ui::screens::form::{CheckPage, StartPage};
use pathway_companion::ui::{Clock, Ground};
use pathway_companion::words::Language;
use std::collections::BTreeMap;
use std::sync::Arc;
use support::{amira, now, render, text_of};

#[derive(Clone, PartialEq)]
enum Drawn {
    Start(Filling),
    Check(Filling),
}

#[component]
fn Here() -> Element {
    match consume_context::<Drawn>() {
        Drawn::Start(filling) => rsx! { StartPage { filling, asked: None } },
        Drawn::Check(filling) => {
            let pages = filling.session.pages();
            rsx! { CheckPage { filling, pages } }
        }
    }
}

// The pages lead to other pages; none of those is drawn here.
#[derive(Routable, Clone, PartialEq, Debug)]
enum Only {
    #[route("/")]
    Here {},
}

#[component]
fn Whole() -> Element {
    rsx! { Ground { Router::<Only> {} } }
}

fn draw(drawn: Drawn) -> String {
    drawn_with(drawn, amira::view())
}

fn drawn_with(drawn: Drawn, view: View) -> String {
    let dom = VirtualDom::new(Whole)
        .with_root_context(Companion::showing(view))
        .with_root_context(Clock::stopped(now()))
        .with_root_context(drawn);
    text_of(&render(dom, "/"))
}

fn filling(purpose: Purpose) -> Filling {
    let form = read_questionnaire(include_str!("../assets/forms/phq-9.json")).unwrap();
    let form = Arc::new(form);
    Filling {
        draft: "d".into(),
        task: "t".into(),
        session: Session::new(form.clone(), BTreeMap::new()),
        form,
        at: None,
        begun: None,
        withdrawn: false,
        about: About {
            purpose,
            ..About::default()
        },
    }
}

/// Everything that leaves the phone when it is sent.
fn sent() -> Vec<Purpose> {
    let mut all = vec![
        Purpose::Team,
        Purpose::Earlier,
        Purpose::PutRight,
        Purpose::Nameless,
        Purpose::Goal,
    ];
    all.extend(MessageKind::ALL.map(Purpose::Message));
    all
}

#[test]
fn before_anything_is_written_it_is_said_that_nobody_watches() {
    for purpose in sent().into_iter().chain([Purpose::OwnPlan]) {
        let page = draw(Drawn::Start(filling(purpose)));
        for words in ["Nobody watches your answers live", "Use Help now."] {
            assert!(page.contains(words), "{purpose:?}: {page}");
        }
    }
}

#[test]
fn before_anything_is_sent_it_is_said_that_nobody_has_it_yet_or_where_help_is() {
    for purpose in sent() {
        let page = draw(Drawn::Check(filling(purpose)));
        let said = match purpose {
            Purpose::Nameless => "Nobody can answer you. If you need help now, use Help now.",
            Purpose::Message(_) => {
                "No one reads messages at once. If you need help now, use Help now."
            }
            _ => "No one reads answers live.",
        };
        assert!(page.contains(said), "{purpose:?}: {page}");
    }
}

#[test]
fn a_message_is_never_called_read() {
    for state in amira::every_state() {
        let sent = matches!(state, OutgoingState::Sent { .. });
        let mut item = amira::outgoing("o1", state.clone(), false);
        item.message = Some(Message {
            id: "m".into(),
            ours: Some("o1".into()),
            kind: MessageKind::Question,
            text: "Can I come by bus?".into(),
            at: Some(now()),
            about: Vec::new(),
            replies: Vec::new(),
            came_back: None,
        });
        let view = View {
            outgoing: vec![item],
            ..amira::view()
        };
        for route in ["/form/q/done/o1", "/ask", "/sent"] {
            let page = text_of(&support::draw(route, view.clone()));
            // What is said of reading is that nobody has, or that nobody knows.
            let unsure = "We do not know if anyone has read it yet.";
            let odd = "This app cannot read this answer any more.";
            let rest = [unsure, odd, "No one reads"]
                .iter()
                .fold(page.clone(), |rest, it| rest.replace(it, ""));
            for word in [" read ", " read.", " seen ", " seen.", "reads "] {
                assert!(
                    !rest.contains(word),
                    "{route} {state:?} says {word}: {page}"
                );
            }
            let told = page.contains(unsure);
            assert!(!told || sent, "{route} {state:?}: it is not there: {page}");
            assert!(told || !sent || route == "/sent", "{route}: {page}");
        }
    }
}

#[test]
fn a_form_says_that_one_can_stop_and_who_sees_it() {
    for purpose in [Purpose::Team, Purpose::Earlier, Purpose::PutRight] {
        let page = draw(Drawn::Start(filling(purpose)));
        assert!(
            page.contains("You can stop at any time. Your answers are kept."),
            "{page}"
        );
        assert!(
            page.contains("Your team. This app shows it to nobody else"),
            "{page}"
        );
    }
}

#[test]
fn who_types_is_asked_where_the_team_has_asked_and_nobody_may_answer_instead() {
    let page = draw(Drawn::Start(filling(Purpose::Team)));
    for words in [
        "Who is typing?",
        "Someone types my answers for me",
        "Someone answers for me",
        "give your own answers, not theirs",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // A goal and a plan are nobody's to answer: who types is not asked.
    let plan = draw(Drawn::Start(filling(Purpose::OwnPlan)));
    assert!(!plan.contains("Who is typing?"));
}

#[test]
fn who_typed_is_said_once_more_before_it_is_sent() {
    for (typed, words) in [
        (None, "You typed these answers yourself."),
        (Some(Typed::Me), "You typed these answers yourself."),
        (Some(Typed::ForMe), "Someone typed your answers for you."),
        (Some(Typed::Another), "Someone answers for you."),
    ] {
        let mut filling = filling(Purpose::Team);
        filling.about.typed = typed;
        let page = draw(Drawn::Check(filling));
        assert!(page.contains(words), "{words}: {page}");
        assert!(page.contains("Change who typed"), "{page}");
        let refused = typed == Some(Typed::Another);
        assert_eq!(page.contains("only you can say that"), refused, "{page}");
        assert_eq!(page.contains("Send to my team"), !refused, "{page}");
    }
    let goal = draw(Drawn::Check(filling(Purpose::Goal)));
    assert!(!goal.contains("Change who typed"), "{goal}");
}

#[test]
fn a_form_in_another_language_than_the_persons_says_so() {
    let welsh = View {
        preferences: Preferences {
            language: Language::Welsh,
            ..Preferences::default()
        },
        ..amira::view()
    };
    let page = drawn_with(Drawn::Start(filling(Purpose::Team)), welsh);
    assert!(page.contains("Mae’r ffurflen hon yn Saesneg."), "{page}");
    // What is said of safety brings its English.
    assert!(page.contains("Nobody watches your answers live"), "{page}");
    let english = draw(Drawn::Start(filling(Purpose::Team)));
    assert!(!english.contains("This form is in English."));
}

#[test]
fn whoever_sees_their_group_differently_can_say_so() {
    let page = text_of(&support::draw("/care", amira::view()));
    for words in [
        "I see this differently",
        "You know your life best.",
        "Write how I see it",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}
