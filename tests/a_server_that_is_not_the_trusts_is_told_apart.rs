//! Whoever answers in the trust's place is told apart from no signal: a certificate that has run out or has not
//! begun, one for another host, one that nobody vouches for. Nothing is sent to it, what waits stays, and a
//! person reads what is in doubt and what they can do. (F13)

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/certificates.rs"]
mod certificates;
#[path = "support/silent.rs"]
mod silent;
mod support;
#[path = "support/vaults.rs"]
mod vaults;

use certificates::{Authority, LATER, LONG_AGO, NOW, Server, can_be_made};
use jiff::Timestamp;
use pathway_companion::app::{
    Companion, Contact, Doubt, OutgoingState, Preferences, Setup, SignInProblem, TrustSource, View,
    WaitReason, WayBack,
};
use pathway_companion::sync::{Clock, Driver, Report};
use pathway_companion::trust::{
    self, Api, ApiProblem, Asked, Http, Method, Request, TalkProblem, Tokens, TrustFile,
};
use pathway_companion::vault::ItemState;
use pathway_companion::words::Language;
use serde_json::json;
use silent::Silent;
use std::sync::Arc;
use support::{amira, draw, text_of};
use vaults::Phone;

const HERE: &str = "IP:127.0.0.1";

/// A server for each doubt that certificates can raise.
fn servers(folder: &std::path::Path, known: &Authority) -> Vec<(Doubt, Server)> {
    let other = Authority::root(folder, "unknown");
    let shown = [
        (Doubt::OutOfDate, known.server("past", HERE, LONG_AGO)),
        (Doubt::TooEarly, known.server("future", HERE, LATER)),
        (
            Doubt::AnotherHost,
            known.server("other", "DNS:portal.example", NOW),
        ),
        (Doubt::NobodyVouches, other.server("stranger", HERE, NOW)),
    ];
    let start = |(doubt, shown)| (doubt, Server::start(&shown));
    shown.into_iter().map(start).collect()
}

fn file(port: u16) -> TrustFile {
    let text = json!({
        "id": "t", "name": "Trust", "fhir_base": format!("https://127.0.0.1:{port}/fhir"), "client_id": "app",
        "redirect": "https://app.example/callback", "role_label": "key worker",
        "crisis": [{ "id": "999", "label": "Call 999", "uri": "tel:999", "plain": "Call 999." }]
    });
    TrustFile::read(&text.to_string()).unwrap()
}

async fn ask(http: &Http, port: u16) -> Result<u16, TalkProblem> {
    let asked = Request {
        method: Method::Get,
        url: format!("https://127.0.0.1:{port}/fhir/metadata")
            .parse()
            .unwrap(),
        headers: vec![("authorization", "Bearer planted".to_owned())],
        body: None,
    };
    http.ask(asked).await.map(|answer| answer.status)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_doubt_by_its_name_and_nothing_is_sent() {
    if !can_be_made() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let known = Authority::root(folder.path(), "known");
    let http = Http::vouched_by(known.roots()).unwrap();
    let well = Server::start(&known.server("well", HERE, NOW));
    assert_eq!(ask(&http, well.port).await, Ok(200));
    assert_eq!(well.read(), 1);
    for (doubt, server) in servers(folder.path(), &known) {
        let said = ask(&http, server.port).await;
        assert_eq!(said, Err(TalkProblem::Doubted(doubt)));
        assert_eq!(server.read(), 0, "{doubt:?}");
    }
    // Nobody there at all is no doubt.
    assert_eq!(ask(&http, 1).await, Err(TalkProblem::NotReached));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_stays_and_says_why() {
    if !can_be_made() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let known = Authority::root(folder.path(), "known");
    let phone = Phone::new();
    let shelf = phone.shelf();
    let vault = Arc::new(vaults::amira(&shelf));
    assert!(vaults::answer(&vault, 1, 1));
    let id = vaults::send(&vault, 1);
    let before = vault.outbox().unwrap()[0].body.clone();
    for (doubt, server) in servers(folder.path(), &known) {
        // Whether the token is still good, or has to be renewed first.
        for ahead in [3600, -60] {
            let tokens = Tokens {
                carer: None,
                access: "planted".to_owned(),
                refresh: Some("planted".to_owned()),
                ends: Timestamp::now() + jiff::SignedDuration::from_secs(ahead),
                scope: String::new(),
                patient: "patient".to_owned(),
                subject: "amira".to_owned(),
            };
            let keep: trust::Keep = Arc::new(|_| true);
            let http = Http::vouched_by(known.roots()).unwrap();
            let api = Api::new(http, Arc::new(file(server.port)), tokens, None, keep);
            let asked = api.ask(Asked::get("Patient/patient")).await;
            let doubted = ApiProblem::Talk(TalkProblem::Doubted(doubt));
            assert_eq!(asked.err(), Some(doubted));
            let clock = Clock::start(None, Timestamp::now());
            let mut driver = Driver::new(api, vault.clone(), Arc::new(Silent), clock);
            vault.hurry().unwrap();
            assert_eq!(driver.round(true, true).await, Report::Doubted(doubt));
            let all = vault.outbox().unwrap();
            let item = all.iter().find(|it| it.id == id).unwrap();
            assert_eq!(item.state, ItemState::Pending, "{doubt:?}");
            assert_eq!(item.reason.as_deref(), Some(doubt.name()));
            assert_eq!(Doubt::named(doubt.name()), Some(doubt));
            assert_eq!(item.body, before, "what was said is as it was");
        }
        assert_eq!(server.read(), 0, "{doubt:?}");
    }
}

/// The app as it is, with Mozilla's authorities and no others.
#[tokio::test(flavor = "multi_thread")]
async fn signing_in_says_what_is_in_doubt() {
    if !can_be_made() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let unknown = Authority::root(folder.path(), "unknown");
    for (doubt, time) in [
        (Doubt::OutOfDate, LONG_AGO),
        (Doubt::TooEarly, LATER),
        (Doubt::NobodyVouches, NOW),
    ] {
        let server = Server::start(&unknown.server("server", HERE, time));
        let home = tempfile::tempdir().unwrap();
        let text = json!({
            "id": "t", "name": "Trust", "fhir_base": format!("https://127.0.0.1:{}/fhir", server.port),
            "client_id": "app", "redirect": "https://app.example/callback", "role_label": "key worker",
            "crisis": [{ "id": "999", "label": "Call 999", "uri": "tel:999", "plain": "Call 999." }]
        });
        let app = Companion::start(Setup {
            folder: home.path().to_owned(),
            source: TrustSource::Text(text.to_string()),
            way_back: WayBack::Loopback("http://127.0.0.1:9/callback".parse().unwrap()),
        })
        .await
        .unwrap();
        let said = app.begin_sign_in().await;
        assert_eq!(said, Err(SignInProblem::Doubted(doubt)));
        assert_eq!(server.read(), 0, "{doubt:?}");
    }
}

fn page(route: &str, language: Language, change: impl FnOnce(&mut View)) -> String {
    let mut view = amira::view();
    view.preferences = Preferences {
        language,
        ..view.preferences
    };
    change(&mut view);
    text_of(&draw(route, view))
}

#[test]
fn a_person_reads_what_is_in_doubt_and_what_to_do() {
    for (doubt, english, welsh) in [
        (
            Doubt::TooEarly,
            "Put it right in the phone’s settings",
            "Cywirwch ef yng ngosodiadau’r ffôn",
        ),
        (
            Doubt::OutOfDate,
            "Check the date on this phone",
            "Gwiriwch y dyddiad ar y ffôn",
        ),
        (
            Doubt::AnotherHost,
            "Try another network, or your mobile data",
            "Rhowch gynnig ar rwydwaith arall",
        ),
        (
            Doubt::NobodyVouches,
            "This can happen on public Wi-Fi",
            "Gall hyn ddigwydd ar Wi-Fi cyhoeddus",
        ),
        (
            Doubt::OtherKey,
            "If you see this again, tell your team",
            "Os gwelwch hyn eto, dywedwch",
        ),
    ] {
        for (language, words, safe, still) in [
            (
                Language::English,
                english,
                "We sent nothing to it",
                "Nobody has received this yet",
            ),
            (
                Language::Welsh,
                welsh,
                "Nid ydym wedi anfon dim ato",
                "Does neb wedi derbyn hyn eto",
            ),
        ] {
            let banner = page("/", language, |view| view.contact = Contact::Doubted(doubt));
            assert!(
                banner.contains(words) && banner.contains(safe),
                "{doubt:?}: {banner}"
            );
            assert!(!banner.contains("no signal") && !banner.contains("dim signal"));
            let first = page("/", language, |view| {
                view.contact = Contact::Doubted(doubt);
                view.record = None;
            });
            assert!(first.contains(words), "{doubt:?}: {first}");
            let waits = page("/sent", language, |view| {
                let state = OutgoingState::Waiting(WaitReason::Doubted(doubt));
                view.outgoing = vec![amira::outgoing("o1", state, false)];
            });
            assert!(
                waits.contains(words) && waits.contains(still),
                "{doubt:?}: {waits}"
            );
            let sign_in = page("/sign-in", language, |view| {
                view.stage = pathway_companion::app::Stage::Welcome;
                view.sign_in_problem = Some(SignInProblem::Doubted(doubt));
            });
            assert!(sign_in.contains(words), "{doubt:?}: {sign_in}");
        }
    }
}

/// A portal that lets nobody through until they have signed in at it.
#[test]
fn a_page_of_a_portal_is_said_to_be_one_that_may_be() {
    let odd = page("/", Language::English, |view| {
        view.contact = Contact::OddAnswer
    });
    assert!(
        odd.contains("On public Wi-Fi, open any web page and sign in there."),
        "{odd}"
    );
    let waits = page("/sent", Language::English, |view| {
        let state = OutgoingState::Waiting(WaitReason::OddAnswer);
        view.outgoing = vec![amira::outgoing("o1", state, false)];
    });
    assert!(
        waits.contains("On public Wi-Fi, sign in on any web page"),
        "{waits}"
    );
    assert!(!waits.contains("asks us to wait"), "{waits}");
}
