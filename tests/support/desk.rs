//! A desk to try the app at: a sandbox, the app below its screens, and a person who signs in at the
//! sandbox's own page, all over real HTTP. What a test asks of the sandbox goes by a client of its own, so that
//! nothing of the app's stands on both sides.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use pathway_companion::app::{Companion, Setup, StartProblem, TrustSource, View, WayBack};
use pathway_companion::forms::Value as Answer;
use pathway_companion::platform::FolderProblem;
use pathway_companion::sandbox::{Config, Running, start};
use serde_json::Value;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use url::Url;

/// A running sandbox and what a test asks of it.
pub struct Trust {
    pub base: Url,
}

/// An answer, as it came.
struct Heard {
    status: u16,
    location: Option<String>,
    body: String,
}

impl Heard {
    fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl Trust {
    pub fn at(base: Url) -> Self {
        Self { base }
    }

    /// One request, one line: HTTP as small as it gets.
    async fn send(&self, method: &str, place: &str, body: Option<String>) -> Heard {
        let url = self.base.join(place).unwrap();
        let address = (url.host_str().unwrap(), url.port().unwrap());
        let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
        let body = body.unwrap_or_default();
        let kind = match body.as_bytes().first() {
            Some(b'{' | b'[') => "application/json",
            _ => "application/x-www-form-urlencoded",
        };
        let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let head = format!(
            "{method} {target} HTTP/1.0\r\nhost: {}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n",
            url.authority(),
            body.len()
        );
        line.write_all(head.as_bytes()).await.unwrap();
        line.write_all(body.as_bytes()).await.unwrap();
        let mut raw = Vec::new();
        line.read_to_end(&mut raw).await.unwrap();
        let text = String::from_utf8(raw).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let header = |wanted: &str| {
            let mut headers = head.lines().filter_map(|it| it.split_once(':'));
            let found = headers.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found.map(|(_, value)| value.trim().to_owned())
        };
        assert_ne!(header("transfer-encoding").as_deref(), Some("chunked"));
        Heard {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            location: header("location"),
            body: body.to_owned(),
        }
    }

    /// Tells the sandbox to be awkward, or anything else that `/control` takes.
    pub async fn control(&self, wish: Value) {
        let answer = self.send("POST", "control", Some(wish.to_string())).await;
        assert_eq!(answer.status, 204, "{}", answer.body);
    }

    /// Writes a resource's next version.
    pub async fn put(&self, resource: Value) -> Value {
        let answer = self
            .send("POST", "control/put", Some(resource.to_string()))
            .await;
        assert!(answer.is_good(), "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// Whoever signs in at the independent server from now on is this one.
    pub async fn signs_in_next(&self, reference: &str) {
        let who = serde_json::json!({"reference": reference});
        let answer = self.send("POST", "control/as", Some(who.to_string())).await;
        assert!(answer.is_good(), "{}", answer.body);
    }

    /// Takes a resource away.
    pub async fn delete(&self, kind: &str, id: &str) {
        let what = serde_json::json!({"type": kind, "id": id});
        let answer = self
            .send("POST", "control/delete", Some(what.to_string()))
            .await;
        assert!(answer.is_good(), "{}", answer.body);
    }

    /// How often each request was answered, and how: `method`, `path`, `status`, `count`.
    pub async fn counts(&self) -> Vec<Value> {
        let answer = self.send("GET", "control/counts", None).await;
        let body: Value = serde_json::from_str(&answer.body).unwrap();
        body["counts"].as_array().unwrap().clone()
    }

    /// Everything that the sandbox holds of a type.
    pub async fn resources(&self, kind: &str) -> Vec<Value> {
        let answer = self
            .send("GET", &format!("control/resources?type={kind}"), None)
            .await;
        let body: Value = serde_json::from_str(&answer.body).unwrap();
        body["resources"].as_array().unwrap().clone()
    }

    /// Resources of a type that point at this patient.
    pub async fn of_patient(&self, kind: &str, patient: &str) -> Vec<Value> {
        let wanted = format!("Patient/{patient}");
        let mut all = self.resources(kind).await;
        all.retain(|it| {
            ["subject", "patient", "for"]
                .iter()
                .any(|f| it[f]["reference"] == wanted.as_str())
        });
        all
    }

    /// Signs in at the sandbox's page as a demo person; gives what it sends back to the app.
    pub async fn sign_in(&self, page: &str, who: &str) -> (String, Option<String>) {
        self.sign_in_subject(page, &format!("Patient/{who}")).await
    }

    /// The same as whoever can sign in there.
    pub async fn sign_in_subject(&self, page: &str, subject: &str) -> (String, Option<String>) {
        let html = self.send("GET", page, None).await;
        assert_eq!(html.status, 200, "{}", html.body);
        let hidden = html.body.split("<input type=\"hidden\" name=\"").skip(1);
        let fields = hidden.map(|piece| {
            let (name, rest) = piece.split_once("\" value=\"").unwrap();
            let value = rest.split_once('"').unwrap().0;
            (name, value.replace("&amp;", "&").replace("&quot;", "\""))
        });
        let form = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .append_pair("as", subject)
            .finish();
        let answer = self.send("POST", "authorize", Some(form)).await;
        let back = Url::parse(
            answer
                .location
                .as_deref()
                .unwrap_or_else(|| panic!("{}", answer.body)),
        )
        .unwrap();
        let part = |name: &str| {
            back.query_pairs()
                .find(|(k, _)| k == name)
                .map(|(_, v)| v.into_owned())
        };
        (part("state").unwrap(), part("code"))
    }
}

/// A sandbox in this process, in a folder of its own.
pub async fn sandbox(folder: &Path) -> (Running, Trust) {
    sandbox_at(folder, SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await
}

/// A sandbox at a certain address: the same trust after a stop.
pub async fn sandbox_at(folder: &Path, listen: SocketAddr) -> (Running, Trust) {
    let running = start(Config {
        listen,
        data: folder.to_owned(),
        today: None,
        public: None,
    })
    .await
    .unwrap();
    let trust = Trust::at(running.base.clone());
    (running, trust)
}

/// A sandbox behind something that others reach at `public`. What a test asks of it goes straight.
pub async fn sandbox_behind(folder: &Path, public: &Url) -> (Running, Trust) {
    let running = start(Config {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        data: folder.to_owned(),
        today: None,
        public: Some(public.clone()),
    })
    .await
    .unwrap();
    let trust = Trust::at(running.base.clone());
    (running, trust)
}

/// The app below its screens, pointed at a trust. One that was let go may still hold the folder for a moment.
pub async fn companion(folder: &Path, trust: &Trust) -> Companion {
    let setup = || Setup {
        folder: folder.to_owned(),
        source: TrustSource::Address(trust.base.join("trust.json").unwrap()),
        way_back: WayBack::Loopback(Url::parse("http://127.0.0.1:9/callback").unwrap()),
    };
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        match Companion::start(setup()).await {
            Err(StartProblem::Folder(FolderProblem::InUse)) if Instant::now() < patience => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            started => return started.unwrap(),
        }
    }
}

/// Signs in, says "Yes, that is me", and waits for the record.
pub async fn sign_in(companion: &Companion, trust: &Trust, who: &str) {
    let page = companion.begin_sign_in().await.unwrap();
    let (state, code) = trust.sign_in(&page, who).await;
    companion
        .finish_sign_in(&state, code.as_deref())
        .await
        .unwrap();
    companion.is_this_me(true).await.unwrap();
    until(companion, "the record has come", |view| {
        view.record.is_some()
    })
    .await;
}

/// Waits until the view is as wanted.
pub async fn until(companion: &Companion, what: &str, wanted: impl Fn(&View) -> bool) {
    let mut changes = companion.changes();
    let seen = tokio::time::timeout(
        Duration::from_secs(60),
        changes.wait_for(|view| wanted(view)),
    )
    .await;
    assert!(
        seen.is_ok_and(|it| it.is_ok()),
        "waited in vain: {what}; contact {:?}",
        companion.view().contact
    );
}

/// The LOINC answers of PHQ-9, from "Not at all" to "Nearly every day".
pub const PHQ9: [&str; 4] = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];

/// The option of an item that has this code.
pub fn option(
    form: &pathway_companion::forms::Session,
    path: &pathway_companion::forms::Path,
    code: &str,
) -> Answer {
    let page = form.page_at(path).unwrap();
    let fits =
        |value: &Answer| matches!(value, Answer::Coding(c) if c.code.as_deref() == Some(code));
    page.questions()[0]
        .item
        .options
        .iter()
        .map(|o| o.value.clone())
        .find(fits)
        .unwrap()
}

/// A folder that goes when the test ends.
pub fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}
