//! A trust that names the keys of its servers is believed with one of them and with no other, over real TLS: with
//! the server's own, with that of the authority that issued it, with the spare. Both checks hold: a named key that
//! nobody vouches for is refused, and so is a certificate that is vouched for and has another key.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/certificates.rs"]
mod certificates;

use certificates::{Authority, LONG_AGO, NOW, Server, Shown, can_be_made, pin};
use pathway_companion::trust::{Doubt, Http, Method, Request, TalkProblem, TrustFile};
use serde_json::json;
use std::path::Path;

const HERE: &str = "IP:127.0.0.1";
const SPARE: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// The trust's file, with these keys for this host.
fn file(host: &str, keys: [&str; 2]) -> TrustFile {
    let text = json!({
        "id": "t", "name": "Trust", "fhir_base": format!("https://{host}/fhir"), "client_id": "app",
        "redirect": "https://app.example/callback", "role_label": "key worker",
        "crisis": [{ "id": "999", "label": "Call 999", "uri": "tel:999", "plain": "Call 999." }],
        "pins": [{ "host": host, "sha256": keys }]
    });
    TrustFile::read(&text.to_string()).unwrap()
}

async fn ask(http: &Http, server: &Server) -> Result<u16, TalkProblem> {
    let asked = Request {
        method: Method::Get,
        url: format!("https://127.0.0.1:{}/fhir/metadata", server.port)
            .parse()
            .unwrap(),
        headers: vec![("authorization", "Bearer planted".to_owned())],
        body: None,
    };
    http.ask(asked).await.map(|answer| answer.status)
}

const REFUSED: Result<u16, TalkProblem> = Err(TalkProblem::Doubted(Doubt::OtherKey));

/// An authority that is known, one below it, and a server of that.
struct Trust {
    root: Authority,
    issuer: Authority,
    shown: Shown,
}

fn trust(folder: &Path) -> Trust {
    let root = Authority::root(folder, "root");
    let issuer = root.below(folder, "issuer");
    let mut shown = issuer.server("server", HERE, NOW);
    shown.chain.extend(issuer.pem());
    Trust {
        root,
        issuer,
        shown,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_named_key_and_with_no_other() {
    if !can_be_made() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let trust = trust(folder.path());
    let server = Server::start(&trust.shown);
    let (own, issuers) = (
        pin(folder.path(), &trust.shown.chain),
        pin(folder.path(), &trust.issuer.pem()),
    );
    let stranger = pin(
        folder.path(),
        &Authority::root(folder.path(), "stranger").pem(),
    );
    let http = || Http::vouched_by(trust.root.roots()).unwrap();

    assert_eq!(ask(&http(), &server).await, Ok(200), "no keys: as it was");
    for (keys, said, what) in [
        ([own.as_str(), SPARE], Ok(200), "its own"),
        (
            [SPARE, own.as_str()],
            Ok(200),
            "its own, which was the spare",
        ),
        ([issuers.as_str(), SPARE], Ok(200), "its issuer's"),
        ([stranger.as_str(), SPARE], REFUSED, "a stranger's"),
    ] {
        let (http, before) = (http(), server.read());
        http.expect(&file("127.0.0.1", keys).pins);
        assert_eq!(ask(&http, &server).await, said, "{what}");
        assert_eq!(server.read() > before, said.is_ok(), "{what}");
        // A line of its own, for what carries no name, has the same keys.
        assert_eq!(
            ask(&http.apart().unwrap(), &server).await,
            said,
            "{what}, apart"
        );
    }
    // Keys of one host say nothing of another.
    let http = http();
    http.expect(&file("fhir.trust.example", [stranger.as_str(), SPARE]).pins);
    assert_eq!(ask(&http, &server).await, Ok(200));
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_that_were_open_before_are_not_gone_on_with() {
    if !can_be_made() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let trust = trust(folder.path());
    let server = Server::start(&trust.shown);
    let own = pin(folder.path(), &trust.shown.chain);
    let stranger = pin(
        folder.path(),
        &Authority::root(folder.path(), "stranger").pem(),
    );
    let http = Http::vouched_by(trust.root.roots()).unwrap();
    let clone = http.clone();
    for _ in 0..3 {
        assert_eq!(ask(&clone, &server).await, Ok(200));
    }
    http.expect(&file("127.0.0.1", [stranger.as_str(), SPARE]).pins);
    assert_eq!(ask(&clone, &server).await, REFUSED);
    // The trust changes its file, and it goes on.
    http.expect(&file("127.0.0.1", [stranger.as_str(), own.as_str()]).pins);
    assert_eq!(ask(&clone, &server).await, Ok(200));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_named_key_does_not_stand_in_for_the_usual_check() {
    if !can_be_made() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let trust = trust(folder.path());
    let http = |shown: &Shown| {
        let http = Http::vouched_by(trust.root.roots()).unwrap();
        let own = pin(folder.path(), &shown.chain);
        http.expect(&file("127.0.0.1", [own.as_str(), SPARE]).pins);
        http
    };
    let mut old = trust.issuer.server("old", HERE, LONG_AGO);
    old.chain.extend(trust.issuer.pem());
    let foreign = Authority::root(folder.path(), "foreign").server("foreign", HERE, NOW);
    for (shown, doubt) in [(&old, Doubt::OutOfDate), (&foreign, Doubt::NobodyVouches)] {
        let server = Server::start(shown);
        let said = ask(&http(shown), &server).await;
        assert_eq!(said, Err(TalkProblem::Doubted(doubt)));
        assert_eq!(server.read(), 0);
    }
}

/// Anybody can send a certificate of the trust's along. It counts only where it leads to the server's own.
#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_is_only_sent_along_counts_for_nothing() {
    if !can_be_made() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let trust = trust(folder.path());
    let other = trust.root.below(folder.path(), "other");
    let mut shown = other.server("thief", HERE, NOW);
    shown.chain.extend(other.pem());
    shown.chain.extend(trust.issuer.pem());
    let server = Server::start(&shown);
    let http = Http::vouched_by(trust.root.roots()).unwrap();
    let issuers = pin(folder.path(), &trust.issuer.pem());
    http.expect(&file("127.0.0.1", [issuers.as_str(), SPARE]).pins);
    assert_eq!(ask(&http, &server).await, REFUSED);
    assert_eq!(server.read(), 0);
}
