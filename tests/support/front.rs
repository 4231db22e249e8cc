//! A front before the sandbox, as a hospital has one: it passes requests on, and spoils the answers
//! that it is told to spoil.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use pathway_companion::trust::{Http, Method, Request};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

/// What becomes of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Bad {
    /// A JSON text that breaks off.
    NotJson,
    /// A web page under 200.
    Html,
    /// A resource that nobody asked for.
    Wrong,
    /// Every resource without anything but type and id.
    Bare,
    /// 50 MB, without a length.
    Huge,
    /// It comes late.
    Late(Duration),
    /// It never comes.
    Never,
    /// This status, and nothing else.
    Status(u16),
    /// `307` to this place.
    Moved(String),
    /// A page of a search that names this as its next.
    Next(String),
    /// Pages of a search that go on for ever.
    NextForEver,
}

/// A running front.
pub struct Front {
    pub base: Url,
    /// Bytes of [`Bad::Huge`] that somebody took.
    pub taken: Arc<AtomicUsize>,
    shared: Arc<Shared>,
    task: tokio::task::JoinHandle<()>,
}

struct Shared {
    http: Http,
    behind: String,
    own: String,
    bad: Mutex<Vec<(String, Bad)>>,
    asked: Mutex<HashMap<String, usize>>,
    taken: Arc<AtomicUsize>,
}

impl Front {
    /// Stands before the trust at `behind`.
    pub async fn before(behind: &Url) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own = format!("http://{}", listener.local_addr().unwrap());
        let taken = Arc::new(AtomicUsize::new(0));
        let shared = Arc::new(Shared {
            http: Http::new().unwrap(),
            behind: behind.as_str().trim_end_matches('/').to_owned(),
            own: own.clone(),
            bad: Mutex::default(),
            asked: Mutex::default(),
            taken: taken.clone(),
        });
        let for_task = shared.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = for_task.clone();
                tokio::spawn(async move {
                    // A line that breaks is what some tests are about.
                    shared.answer(stream).await.ok();
                });
            }
        });
        Self {
            base: format!("{own}/").parse().unwrap(),
            taken,
            shared,
            task,
        }
    }

    /// Spoils the answers to every path that begins so.
    pub fn spoil(&self, path: &str, bad: Bad) {
        self.shared.bad.lock().unwrap().push((path.to_owned(), bad));
    }

    /// Is well again.
    pub fn mend(&self) {
        self.shared.bad.lock().unwrap().clear();
    }

    /// How often paths that begin so were asked for.
    pub fn asked(&self, path: &str) -> usize {
        let asked = self.shared.asked.lock().unwrap();
        let fitting = asked.iter().filter(|(it, _)| it.starts_with(path));
        fitting.map(|(_, count)| count).sum()
    }

    /// The trust's sign-in page behind the front, which knows itself by its own name only.
    pub fn page_behind(&self, page: &str) -> String {
        let inside = |url: &str| url.replace("http://", "").replace(':', "%3A");
        page.replace(&inside(&self.shared.own), &inside(&self.shared.behind))
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Asked {
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Option<String>,
}

const PASSED_ON: [&str; 7] = [
    "authorization",
    "accept",
    "content-type",
    "prefer",
    "if-match",
    "if-none-match",
    "if-none-exist",
];

impl Shared {
    async fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let Some(asked) = read(&mut stream).await? else {
            return Ok(());
        };
        let plain = asked.path.split('?').next().unwrap_or_default().to_owned();
        *self.asked.lock().unwrap().entry(plain.clone()).or_default() += 1;
        let bad = self.bad_for(&plain);
        let fhir = "application/fhir+json";
        match bad {
            Some(Bad::NotJson) => {
                say(
                    &mut stream,
                    200,
                    fhir,
                    "",
                    "{\"resourceType\": \"Bundle\", \"entry\": [",
                )
                .await
            }
            Some(Bad::Html) => {
                let page = "<!doctype html><title>Guest network</title><p>Welcome. Please pay.";
                say(&mut stream, 200, "text/html", "", page).await
            }
            Some(Bad::Wrong) => {
                say(
                    &mut stream,
                    200,
                    fhir,
                    "",
                    "{\"resourceType\": \"Basic\", \"id\": \"x\"}",
                )
                .await
            }
            Some(Bad::Status(status)) => say(&mut stream, status, fhir, "", "").await,
            Some(Bad::Moved(to)) => {
                say(&mut stream, 307, fhir, &format!("Location: {to}\r\n"), "").await
            }
            Some(Bad::Huge) => self.huge(&mut stream).await,
            Some(Bad::Never) => {
                tokio::time::sleep(Duration::from_secs(120)).await;
                Ok(())
            }
            Some(Bad::Late(by)) => {
                tokio::time::sleep(by).await;
                self.pass_on(&mut stream, asked, None).await
            }
            other => self.pass_on(&mut stream, asked, other).await,
        }
    }

    async fn pass_on(
        &self,
        stream: &mut TcpStream,
        asked: Asked,
        bad: Option<Bad>,
    ) -> std::io::Result<()> {
        let url = format!("{}{}", self.behind, asked.path).parse().unwrap();
        let request = Request {
            method: asked.method,
            url,
            headers: asked.headers,
            body: asked.body,
        };
        let Ok(answer) = self.http.ask(request).await else {
            return Ok(());
        };
        let mut body = answer.body;
        if !asked.path.contains("/.well-known/") {
            body = body.replace(&self.behind, &self.own);
        } else if self.spoils("/token") {
            // The token endpoint is asked for here, too, when it is to be spoiled.
            body = body.replace(
                &format!("{}/token", self.behind),
                &format!("{}/token", self.own),
            );
        }
        match bad {
            Some(Bad::Bare) => body = bare(&body),
            Some(Bad::Next(next)) => body = with_next(&body, &next),
            Some(Bad::NextForEver) => {
                let count = self.asked.lock().unwrap().values().sum::<usize>();
                let path = asked.path.split('&').next().unwrap_or_default();
                body = with_next(&body, &format!("{}{path}&_count={}", self.own, count + 2));
            }
            _ => {}
        }
        let mut more = String::new();
        for (name, value) in [("ETag", &answer.etag), ("Location", &answer.location)] {
            if let Some(value) = value {
                more.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        say(stream, answer.status, &answer.content_type, &more, &body).await
    }

    fn bad_for(&self, path: &str) -> Option<Bad> {
        let bad = self.bad.lock().unwrap();
        let found = bad.iter().find(|(it, _)| path.starts_with(it));
        found.map(|(_, bad)| bad.clone())
    }

    fn spoils(&self, path: &str) -> bool {
        let bad = self.bad.lock().unwrap();
        bad.iter().any(|(it, _)| it == path)
    }

    async fn huge(&self, stream: &mut TcpStream) -> std::io::Result<()> {
        let head =
            "HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nConnection: close\r\n\r\n";
        stream.write_all(head.as_bytes()).await?;
        let piece = vec![b' '; 64 * 1024];
        for _ in 0..50 * 16 {
            stream.write_all(&piece).await?;
            self.taken.fetch_add(piece.len(), Ordering::SeqCst);
        }
        Ok(())
    }
}

async fn read(stream: &mut TcpStream) -> std::io::Result<Option<Asked>> {
    let mut bytes = Vec::new();
    let mut some = [0u8; 8192];
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|it| it == b"\r\n\r\n") {
            break at;
        }
        match stream.read(&mut some).await? {
            0 => return Ok(None),
            more => bytes.extend_from_slice(&some[..more]),
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ');
    let method = match first.next() {
        Some("POST") => Method::Post,
        Some("PUT") => Method::Put,
        _ => Method::Get,
    };
    let path = first.next().unwrap_or_default().to_owned();
    let given: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = given
        .get("content-length")
        .and_then(|it| it.parse().ok())
        .unwrap_or(0);
    let mut body = bytes[end + 4..].to_vec();
    while body.len() < length {
        match stream.read(&mut some).await? {
            0 => return Ok(None),
            more => body.extend_from_slice(&some[..more]),
        }
    }
    let headers = PASSED_ON
        .iter()
        .filter_map(|name| Some((*name, given.get(*name)?.clone())));
    Ok(Some(Asked {
        method,
        path,
        headers: headers.collect(),
        body: (length > 0).then(|| String::from_utf8_lossy(&body).into_owned()),
    }))
}

async fn say(
    stream: &mut TcpStream,
    status: u16,
    kind: &str,
    more: &str,
    body: &str,
) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n{more}\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    stream.flush().await
}

/// Leaves nothing but type and id of every resource, however deep.
fn bare(body: &str) -> String {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) if map.get("resourceType").is_some_and(|it| it != "Bundle") => {
                map.retain(|name, _| name == "resourceType" || name == "id");
            }
            Value::Object(map) => map.values_mut().for_each(strip),
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value: Value = serde_json::from_str(body).unwrap_or_default();
    match value.get("resourceType") {
        Some(_) => strip(&mut value),
        // No resource at all: a reply of the sign-in.
        None => value = serde_json::json!({}),
    }
    value.to_string()
}

fn with_next(body: &str, next: &str) -> String {
    let mut value: Value = serde_json::from_str(body).unwrap_or_default();
    let link = serde_json::json!({"relation": "next", "url": next});
    match value["link"].as_array_mut() {
        Some(links) => links.push(link),
        None => value["link"] = serde_json::json!([link]),
    }
    value.to_string()
}
