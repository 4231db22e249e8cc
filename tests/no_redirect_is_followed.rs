//! No redirect is followed, by anything that the app asks: what it asked one place goes to no other, and no
//! token, no code and no answer of a person with it.
//!
//! Both places are bare listeners that write down what arrives, line for line. Nothing of the app stands on
//! their side, and a client that does follow is seen by them to do so.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

use jiff::{SignedDuration, Timestamp};
use pathway_companion::app::{Companion, Setup, TrustSource, WayBack};
use pathway_companion::trust::{
    self, Api, ApiProblem, Asked, Discovered, Given, Http, Method, Request, Tokens, TrustFile,
};
use serde_json::json;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use url::Url;

const REDIRECTS: [u16; 5] = [301, 302, 303, 307, 308];
const TOKEN: &str = "planted-token";
const RENEWAL: &str = "planted-renewal";

/// A request as it arrived: its first line and headers, and its body.
#[derive(Debug, Clone)]
struct Arrived {
    head: String,
    body: String,
}

/// A bare listener: it answers everything alike and keeps what arrives.
struct Place {
    at: SocketAddr,
    says: Arc<Mutex<String>>,
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

impl Place {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let place = Self {
            at: listener.local_addr().unwrap(),
            says: Arc::default(),
            arrived: Arc::default(),
        };
        let (says, arrived) = (place.says.clone(), place.arrived.clone());
        std::thread::spawn(move || {
            for line in listener.incoming().map_while(Result::ok) {
                let (says, arrived) = (says.clone(), arrived.clone());
                std::thread::spawn(move || serve(line, &says, &arrived));
            }
        });
        place.takes_it();
        place
    }

    /// From now on it takes what comes, in JSON.
    fn takes_it(&self) {
        let said =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
        *self.says.lock().unwrap() = said.to_owned();
    }

    /// From now on it sends everybody on to another place.
    fn sends_on(&self, status: u16, to: &str) {
        let said =
            format!("HTTP/1.1 {status} Moved\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
        *self.says.lock().unwrap() = said;
    }

    fn url(&self, path: &str) -> Url {
        format!("http://{}{path}", self.at).parse().unwrap()
    }

    /// What arrived since this was asked last. A line that was opened and said nothing counts, too.
    fn arrived(&self) -> Vec<Arrived> {
        std::mem::take(&mut self.arrived.lock().unwrap())
    }

    /// Requests that arrived. Lines that were opened in vain are no matter where a request belongs.
    fn requests(&self) -> Vec<Arrived> {
        let mut all = self.arrived();
        all.retain(|it| !it.head.is_empty());
        all
    }
}

fn serve(mut line: TcpStream, says: &Mutex<String>, arrived: &Mutex<Vec<Arrived>>) {
    let mut reader = BufReader::new(line.try_clone().unwrap());
    let mut opened = false;
    loop {
        let (mut head, mut length) = (String::new(), 0usize);
        loop {
            let mut text = String::new();
            if reader.read_line(&mut text).unwrap_or(0) == 0 {
                if !opened {
                    let (head, body) = Default::default();
                    arrived.lock().unwrap().push(Arrived { head, body });
                }
                return;
            }
            if text.trim().is_empty() {
                break;
            }
            let lower = text.to_ascii_lowercase();
            if let Some(number) = lower.strip_prefix("content-length:") {
                length = number.trim().parse().unwrap();
            }
            head.push_str(&text);
        }
        opened = true;
        let mut body = vec![0u8; length];
        reader.read_exact(&mut body).unwrap();
        let body = String::from_utf8(body).unwrap();
        arrived.lock().unwrap().push(Arrived { head, body });
        let said = says.lock().unwrap().clone();
        if line.write_all(said.as_bytes()).is_err() {
            return;
        }
    }
}

/// Where a trust's server may send somebody on to: another server, by three ways of writing it, and
/// another place at the same.
fn ways(trust: &Place, other: &Place) -> Vec<String> {
    vec![
        other.url("/fhir/Patient/p").to_string(),
        format!("//{}/fhir/Patient/p", other.at),
        format!("http://localhost:{}/fhir/Patient/p", other.at.port()),
        trust.url("/beside/fhir").to_string(),
        "/beside/fhir".to_owned(),
    ]
}

fn file(trust: &Place, feedback: Option<&Url>) -> Arc<TrustFile> {
    let mut text = json!({
        "id": "t", "name": "Trust", "fhir_base": trust.url("/fhir"), "client_id": "app",
        "redirect": "https://app.example/callback", "role_label": "key worker",
        "crisis": [{ "id": "999", "label": "Call 999", "uri": "tel:999", "plain": "Call 999." }]
    });
    if let Some(url) = feedback {
        text["feedback_endpoint"] = json!(url);
    }
    Arc::new(TrustFile::read(&text.to_string()).unwrap())
}

/// A line to the trust with a token that is good for so many seconds.
fn api(trust: &Place, seconds: i64) -> Api {
    let tokens = Tokens {
        carer: None,
        access: TOKEN.to_owned(),
        refresh: Some(RENEWAL.to_owned()),
        ends: Timestamp::now() + SignedDuration::from_secs(seconds),
        scope: String::new(),
        patient: "p".to_owned(),
        subject: "s".to_owned(),
    };
    let discovered = Discovered {
        authorize: trust.url("/authorize"),
        token: trust.url("/token"),
        revoke: Some(trust.url("/revoke")),
        issuer: None,
        keys: None,
        scopes_v2: true,
    };
    let keep: trust::Keep = Arc::new(|_| true);
    let http = Http::new().unwrap();
    Api::new(http, file(trust, None), tokens, Some(discovered), keep)
}

/// One request arrived at the trust, and nothing at all elsewhere.
fn only_here(what: &str, trust: &Place, other: &Place) -> Arrived {
    let here = trust.requests();
    assert_eq!(here.len(), 1, "{what}: {here:?}");
    let there = other.arrived();
    assert!(there.is_empty(), "{what}: {there:?}");
    here.into_iter().next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn and_no_record_and_no_token_goes_elsewhere() {
    let (trust, other) = (Place::open(), Place::open());
    let api = api(&trust, 3600);
    for status in REDIRECTS {
        for to in ways(&trust, &other) {
            trust.sends_on(status, &to);
            for asked in [
                Asked::get("Patient/p"),
                Asked::post("Observation", r#"{"said":"by a person"}"#.to_owned()),
                Asked::put("Task/t", r#"{"said":"by a person"}"#.to_owned()),
            ] {
                let what = format!("{:?}, {status} to {to}", asked.method);
                let answer = api.ask(asked).await.unwrap();
                assert_eq!(answer.status, status, "{what}");
                assert_eq!(answer.location.as_deref(), Some(to.as_str()));
                let arrived = only_here(&what, &trust, &other);
                let bearer = format!("authorization: bearer {TOKEN}");
                assert!(arrived.head.to_lowercase().contains(&bearer), "{what}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn and_no_renewal_and_no_sign_out_goes_elsewhere() {
    let (trust, other) = (Place::open(), Place::open());
    for status in REDIRECTS {
        for to in ways(&trust, &other) {
            trust.sends_on(status, &to);
            let what = format!("a renewal, {status} to {to}");
            let api = api(&trust, -60);
            let said = api.ask(Asked::get("Patient/p")).await;
            assert!(matches!(said, Err(ApiProblem::Talk(_))), "{what}");
            let arrived = only_here(&what, &trust, &other);
            assert!(arrived.head.starts_with("POST /token "), "{what}");
            assert!(arrived.body.contains(RENEWAL), "{what}");
            api.sign_out().await;
            let revoked = trust.requests();
            assert!(revoked.len() == 2 && other.arrived().is_empty(), "{what}");
            assert!(
                revoked
                    .iter()
                    .all(|it| it.head.starts_with("POST /revoke "))
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn and_nothing_that_is_asked_before_a_sign_in_either() {
    let (trust, other) = (Place::open(), Place::open());
    let http = Http::new().unwrap();
    let endpoint = trust.url("/feedback");
    let file = file(&trust, Some(&endpoint));
    let back = Url::parse("http://127.0.0.1:9/callback").unwrap();
    for status in REDIRECTS {
        for to in ways(&trust, &other) {
            trust.sends_on(status, &to);
            let what = format!("{status} to {to}");
            assert!(
                trust::begin(&http, &file, back.clone()).await.is_err(),
                "{what}"
            );
            only_here(&what, &trust, &other);
            let given = trust::give_feedback(&http, &endpoint, "{}".to_owned()).await;
            assert_eq!(given, Given::NotYet, "{what}");
            only_here(&what, &trust, &other);
        }
    }
    // The trust's own file, as the app asks for it.
    trust.sends_on(302, other.url("/trust.json").as_str());
    let home = tempfile::tempdir().unwrap();
    let app = Companion::start(Setup {
        folder: home.path().to_owned(),
        source: TrustSource::Address(trust.url("/trust.json")),
        way_back: WayBack::Loopback(back),
    })
    .await
    .unwrap();
    assert!(app.begin_sign_in().await.is_err());
    assert!(!trust.requests().is_empty() && other.arrived().is_empty());
}

/// What these listeners would see of a client that follows, so that seeing nothing means something.
#[tokio::test(flavor = "multi_thread")]
async fn and_one_who_follows_would_be_seen() {
    let (trust, other) = (Place::open(), Place::open());
    trust.sends_on(307, other.url("/fhir/Patient/p").as_str());
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    let follows = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::limited(5))
        .no_proxy()
        .build()
        .unwrap();
    let asked = follows
        .post(trust.url("/fhir/Patient/p"))
        .body("by a person");
    assert_eq!(asked.send().await.unwrap().status(), 200);
    assert_eq!(trust.requests().len(), 1);
    let there = other.requests();
    assert_eq!(there.len(), 1);
    assert_eq!(there[0].body, "by a person");
    // Somebody who only comes and says nothing is seen, too.
    drop(TcpStream::connect(other.at).unwrap());
    for _ in 0..100 {
        if !other.arrived().is_empty() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("a line that says nothing is not seen");
}

/// And by the app's own way of asking for anything, whoever asks.
#[tokio::test(flavor = "multi_thread")]
async fn and_the_one_way_to_ask_shows_the_redirect_as_it_came() {
    let (trust, other) = (Place::open(), Place::open());
    let http = Http::new().unwrap();
    for status in REDIRECTS {
        let to = other.url("/x").to_string();
        trust.sends_on(status, &to);
        let request = Request {
            method: Method::Get,
            url: trust.url("/x"),
            headers: vec![("x-said", "by a person".to_owned())],
            body: None,
        };
        for http in [http.clone(), http.apart().unwrap()] {
            let answer = http.ask(request.clone()).await.unwrap();
            assert_eq!((answer.status, answer.body.as_str()), (status, ""));
            only_here("by any line", &trust, &other);
        }
    }
}
