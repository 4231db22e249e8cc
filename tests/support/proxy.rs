//! A proxy between the app and a server that does to a line what lines and servers do (faults F2 to
//! F13 of `docs/reliability.md`). It works on bytes: what is not spoiled passes as it came, packed or
//! not, so that what goes over the wire can be counted, too.
//!
//! One request a connection: the server is asked to close after each, and says so to the app.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use url::Url;

/// What becomes of a request or its answer.
#[derive(Clone)]
pub enum Fault {
    /// The line ends before the server hears of it.
    CutBefore,
    /// The same, with a reset.
    ResetBefore,
    /// The server does it, and the line ends without an answer.
    CutAfter,
    /// The same, with a reset.
    ResetAfter,
    /// The server does it; this many bytes of the answer come, then the line ends.
    CutInside(usize),
    /// Nothing ever comes; the line stays open. The server never hears of it.
    Silent,
    /// The server does it, and the line stays open without an answer.
    SilentAfter,
    /// The answer comes at this many bytes a second.
    Trickle(u64),
    /// The answer comes late.
    Late(Duration),
    /// An OperationOutcome of this status in place of doing it, perhaps with a `Retry-After`.
    Status(u16, Option<u64>),
    /// The server does it, and a gateway answers this status in its place.
    StatusAfter(u16),
    /// A captive portal's page, with this status, in place of doing it.
    Portal(u16),
    /// The answer's own bytes, with some of them flipped.
    Garbled,
    /// The answer under another content type.
    Called(&'static str),
    /// 48 MB that came as 48 kB.
    GzipBomb,
    /// 50 MB without a length.
    Huge,
    /// `307` to this place.
    Moved(String),
    /// The answer, changed.
    Edit(Arc<dyn Fn(&mut Value) + Send + Sync>),
    /// The answer with this header in place of its own.
    Header(&'static str, String),
    /// Holds the request before the server hears of it, and tells the test; goes on when told.
    HoldBefore(mpsc::UnboundedSender<oneshot::Sender<()>>),
    /// Holds the answer after the server has done it, and tells the test; goes on when told.
    HoldAfter(mpsc::UnboundedSender<oneshot::Sender<()>>),
}

impl Fault {
    /// Changes the JSON of an answer.
    pub fn edit(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Self {
        Fault::Edit(Arc::new(change))
    }
}

struct Rule {
    method: &'static str,
    path: String,
    exact: bool,
    left: Option<usize>,
    skip: usize,
    fault: Fault,
}

/// Bytes that went over the line, headers included, and how many requests they were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wire {
    pub requests: usize,
    pub up: usize,
    pub down: usize,
}

#[derive(Default)]
struct Seen {
    wire: Wire,
    asked: BTreeMap<(String, String), usize>,
    met: usize,
    headers: Vec<String>,
}

#[derive(Default)]
struct Shared {
    behind: Mutex<Option<SocketAddr>>,
    rules: Mutex<Vec<Rule>>,
    seen: Mutex<Seen>,
    lines: Mutex<Vec<JoinHandle<()>>>,
}

/// A running proxy.
pub struct Proxy {
    /// Where the app finds it.
    pub base: Url,
    at: SocketAddr,
    shared: Arc<Shared>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Proxy {
    /// Listens; nothing is behind it yet.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let proxy = Self {
            base: format!("http://{at}/").parse().unwrap(),
            at,
            shared: Arc::default(),
            task: Mutex::default(),
        };
        proxy.serve(listener);
        proxy
    }

    /// Passes requests on to this server from now on.
    pub fn put_before(&self, server: &Url) {
        let port = server.port().unwrap();
        *self.shared.behind.lock().unwrap() = Some(SocketAddr::from(([127, 0, 0, 1], port)));
    }

    fn serve(&self, listener: TcpListener) {
        let shared = self.shared.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let for_line = shared.clone();
                let line = tokio::spawn(async move {
                    // A line that breaks is what the tests are about.
                    for_line.line(stream).await.ok();
                });
                let mut lines = shared.lines.lock().unwrap();
                lines.retain(|it| !it.is_finished());
                lines.push(line);
            }
        });
        *self.task.lock().unwrap() = Some(task);
    }

    /// Nobody answers at all, and what was under way breaks.
    pub async fn away(&self) {
        let task = self.task.lock().unwrap().take();
        if let Some(task) = task {
            task.abort();
            task.await.ok();
        }
        for line in self.shared.lines.lock().unwrap().drain(..) {
            line.abort();
        }
    }

    /// Answers again.
    pub async fn back(&self) {
        for _ in 0..100 {
            if let Ok(listener) = TcpListener::bind(self.at).await {
                return self.serve(listener);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the address was taken meanwhile");
    }

    /// The next request that fits meets this fault. `path` is its beginning, or, ending in `$`, all
    /// of it; an empty method is any.
    pub fn once(&self, method: &'static str, path: &str, fault: Fault) {
        self.rule(method, path, Some(1), 0, fault);
    }

    /// Every request that fits meets this fault, until mended.
    pub fn always(&self, method: &'static str, path: &str, fault: Fault) {
        self.rule(method, path, None, 0, fault);
    }

    /// The request that fits after `skip` others that fit.
    pub fn nth(&self, method: &'static str, path: &str, skip: usize, fault: Fault) {
        self.rule(method, path, Some(1), skip, fault);
    }

    fn rule(
        &self,
        method: &'static str,
        path: &str,
        left: Option<usize>,
        skip: usize,
        fault: Fault,
    ) {
        self.shared.rules.lock().unwrap().push(Rule {
            method,
            path: path.trim_end_matches('$').to_owned(),
            exact: path.ends_with('$'),
            left,
            skip,
            fault,
        });
    }

    /// Waits until nothing is under way but so many that are held for good.
    pub async fn rests(&self, held: usize) {
        let under_way = || {
            let lines = self.shared.lines.lock().unwrap();
            lines.iter().filter(|it| !it.is_finished()).count()
        };
        while under_way() > held {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Is well again.
    pub fn mend(&self) {
        self.shared.rules.lock().unwrap().clear();
    }

    /// How many requests met a fault.
    pub fn met(&self) -> usize {
        self.shared.seen.lock().unwrap().met
    }

    /// How often paths that begin so were asked for; an empty method is any.
    pub fn asked(&self, method: &str, path: &str) -> usize {
        let seen = self.shared.seen.lock().unwrap();
        let fits =
            |(m, p): &(String, String)| (method.is_empty() || m == method) && p.starts_with(path);
        let fitting = seen.asked.iter().filter(|(it, _)| fits(it));
        fitting.map(|(_, count)| count).sum()
    }

    /// What went over the line since the last time that this was asked.
    pub fn wire(&self) -> Wire {
        std::mem::take(&mut self.shared.seen.lock().unwrap().wire)
    }

    /// The first lines and headers of every request so far.
    pub fn heads(&self) -> Vec<String> {
        self.shared.seen.lock().unwrap().headers.clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        if let Some(task) = self.task.lock().unwrap().take() {
            task.abort();
        }
        for line in self.shared.lines.lock().unwrap().drain(..) {
            line.abort();
        }
    }
}

struct Asked {
    method: String,
    target: String,
    /// The head without the headers that are between two neighbours only.
    head: String,
    body: Vec<u8>,
}

impl Shared {
    async fn line(&self, mut app: TcpStream) -> std::io::Result<()> {
        let Some(asked) = read_request(&mut app).await? else {
            return Ok(());
        };
        let plain = asked
            .target
            .split('?')
            .next()
            .unwrap_or_default()
            .to_owned();
        {
            let mut seen = self.seen.lock().unwrap();
            let place = (asked.method.clone(), plain.clone());
            *seen.asked.entry(place).or_default() += 1;
            seen.wire.requests += 1;
            seen.wire.up += asked.head.len() + asked.body.len();
            seen.headers.push(asked.head.clone());
        }
        let fault = self.meet(&asked.method, &plain);
        if fault.is_some() {
            self.seen.lock().unwrap().met += 1;
        }
        self.before(&mut app, asked, fault).await
    }

    fn meet(&self, method: &str, path: &str) -> Option<Fault> {
        let mut rules = self.rules.lock().unwrap();
        let at = rules.iter_mut().position(|rule| {
            let fits = (rule.method.is_empty() || rule.method == method)
                && if rule.exact {
                    path.trim_end_matches('/') == rule.path
                } else {
                    path.starts_with(&rule.path)
                };
            if fits && rule.skip > 0 {
                rule.skip -= 1;
                return false;
            }
            fits
        })?;
        let fault = rules[at].fault.clone();
        if let Some(left) = &mut rules[at].left {
            *left -= 1;
            if *left == 0 {
                rules.remove(at);
            }
        }
        Some(fault)
    }

    /// What happens before the server is asked; then the rest.
    async fn before(
        &self,
        app: &mut TcpStream,
        asked: Asked,
        fault: Option<Fault>,
    ) -> std::io::Result<()> {
        let fhir = "application/fhir+json";
        match &fault {
            Some(Fault::CutBefore) => return Ok(()),
            Some(Fault::ResetBefore) => return reset(app),
            Some(Fault::Silent) => {
                tokio::time::sleep(Duration::from_secs(600)).await;
                return Ok(());
            }
            Some(Fault::Status(status, wait)) => {
                let wait = wait.map_or(String::new(), |s| format!("Retry-After: {s}\r\n"));
                return self
                    .say(app, *status, fhir, &wait, OUTCOME.as_bytes())
                    .await;
            }
            Some(Fault::Portal(status)) => {
                return self
                    .say(app, *status, "text/html", "", PORTAL.as_bytes())
                    .await;
            }
            Some(Fault::Moved(to)) => {
                let to = format!("Location: {to}\r\n");
                return self.say(app, 307, fhir, &to, b"").await;
            }
            Some(Fault::GzipBomb) => {
                let more = "Content-Encoding: gzip\r\n";
                return self.say(app, 200, fhir, more, &bomb()).await;
            }
            Some(Fault::Huge) => return self.huge(app).await,
            Some(Fault::HoldBefore(tell)) => hold(tell).await,
            _ => {}
        }
        let opened = matches!(
            &fault,
            Some(Fault::Edit(_) | Fault::Garbled | Fault::Header(..) | Fault::Called(_))
        );
        let raw = self.ask(&asked, opened).await?;
        self.after(app, raw, fault).await
    }

    /// What happens once the server has done it.
    async fn after(
        &self,
        app: &mut TcpStream,
        raw: Vec<u8>,
        fault: Option<Fault>,
    ) -> std::io::Result<()> {
        match fault {
            Some(Fault::CutAfter) => Ok(()),
            Some(Fault::ResetAfter) => reset(app),
            Some(Fault::SilentAfter) => {
                tokio::time::sleep(Duration::from_secs(600)).await;
                Ok(())
            }
            Some(Fault::CutInside(bytes)) => app.write_all(&raw[..bytes.min(raw.len())]).await,
            Some(Fault::Trickle(a_second)) => {
                for byte in &raw {
                    app.write_all(&[*byte]).await?;
                    tokio::time::sleep(Duration::from_micros(1_000_000 / a_second)).await;
                }
                Ok(())
            }
            Some(Fault::Late(by)) => {
                tokio::time::sleep(by).await;
                self.pass(app, &raw).await
            }
            Some(Fault::StatusAfter(status)) => {
                self.say(app, status, "text/html", "", b"<h1>Bad gateway</h1>")
                    .await
            }
            Some(Fault::HoldAfter(tell)) => {
                hold(&tell).await;
                self.pass(app, &raw).await
            }
            Some(Fault::Garbled | Fault::Called(_) | Fault::Edit(_) | Fault::Header(..)) => {
                let mut reply = Reply::read(&raw);
                match &fault {
                    Some(Fault::Garbled) => {
                        for byte in reply.body.iter_mut().step_by(7) {
                            *byte ^= 0x15;
                        }
                    }
                    Some(Fault::Called(kind)) => reply.set("content-type", kind),
                    Some(Fault::Header(name, value)) => reply.set(name, value),
                    Some(Fault::Edit(change)) => {
                        let mut value = serde_json::from_slice(&reply.body).unwrap_or_default();
                        change(&mut value);
                        reply.body = value.to_string().into_bytes();
                    }
                    _ => {}
                }
                self.pass(app, &reply.bytes()).await
            }
            _ => self.pass(app, &raw).await,
        }
    }

    async fn ask(&self, asked: &Asked, opened: bool) -> std::io::Result<Vec<u8>> {
        let behind = *self.behind.lock().unwrap();
        let behind = behind.ok_or_else(|| std::io::Error::other("nothing is behind"))?;
        let mut server = TcpStream::connect(behind).await?;
        let lines = asked.head.split_inclusive("\r\n").filter(|line| {
            let name = line
                .split(':')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase();
            name != "connection" && !(opened && name == "accept-encoding") && *line != "\r\n"
        });
        let head: String = lines.collect();
        server.write_all(head.as_bytes()).await?;
        server.write_all(b"Connection: close\r\n\r\n").await?;
        server.write_all(&asked.body).await?;
        let mut raw = Vec::new();
        server.read_to_end(&mut raw).await?;
        if raw.is_empty() {
            return Err(std::io::Error::other("the server said nothing"));
        }
        Ok(raw)
    }

    async fn pass(&self, app: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
        self.seen.lock().unwrap().wire.down += bytes.len();
        app.write_all(bytes).await?;
        app.shutdown().await
    }

    async fn say(
        &self,
        app: &mut TcpStream,
        status: u16,
        kind: &str,
        more: &str,
        body: &[u8],
    ) -> std::io::Result<()> {
        let head = format!(
            "HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n{more}\r\n",
            body.len()
        );
        self.pass(app, &[head.as_bytes(), body].concat()).await
    }

    async fn huge(&self, app: &mut TcpStream) -> std::io::Result<()> {
        let head =
            "HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nConnection: close\r\n\r\n";
        app.write_all(head.as_bytes()).await?;
        let piece = vec![b' '; 64 * 1024];
        for _ in 0..50 * 16 {
            app.write_all(&piece).await?;
            self.seen.lock().unwrap().wire.down += piece.len();
        }
        Ok(())
    }
}

const OUTCOME: &str = r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"processing","diagnostics":"made up by the proxy"}]}"#;
const PORTAL: &str = "<!doctype html><title>Guest network</title><p>Welcome. Please pay.";

async fn hold(tell: &mpsc::UnboundedSender<oneshot::Sender<()>>) {
    let (go_on, wait) = oneshot::channel();
    if tell.send(go_on).is_ok() {
        wait.await.ok();
    }
}

fn reset(app: &mut TcpStream) -> std::io::Result<()> {
    #[allow(
        deprecated,
        reason = "nothing is left to be written, so nothing blocks"
    )]
    app.set_linger(Some(Duration::ZERO))
}

fn bomb() -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let piece = vec![b' '; 1024 * 1024];
    for _ in 0..48 {
        packer.write_all(&piece).unwrap();
    }
    packer.finish().unwrap()
}

async fn read_request(app: &mut TcpStream) -> std::io::Result<Option<Asked>> {
    let mut bytes = Vec::new();
    let mut some = [0u8; 8192];
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|it| it == b"\r\n\r\n") {
            break at + 4;
        }
        match app.read(&mut some).await? {
            0 => return Ok(None),
            more => bytes.extend_from_slice(&some[..more]),
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let header = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(':'));
        lines
            .find(|(it, _)| it.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_owned())
    };
    let length = header("content-length")
        .and_then(|it| it.parse().ok())
        .unwrap_or(0);
    let mut body = bytes[end..].to_vec();
    while body.len() < length {
        match app.read(&mut some).await? {
            0 => return Ok(None),
            more => body.extend_from_slice(&some[..more]),
        }
    }
    let mut first = head.split(' ');
    Ok(Some(Asked {
        method: first.next().unwrap_or_default().to_owned(),
        target: first.next().unwrap_or_default().to_owned(),
        head: head.clone(),
        body,
    }))
}

/// An answer, taken apart.
struct Reply {
    first: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn read(raw: &[u8]) -> Self {
        let end = raw.windows(4).position(|it| it == b"\r\n\r\n").unwrap_or(0);
        let head = String::from_utf8_lossy(&raw[..end]).into_owned();
        let mut lines = head.lines();
        let first = lines.next().unwrap_or_default().to_owned();
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let body = &raw[(end + 4).min(raw.len())..];
        let chunked = headers
            .iter()
            .any(|(n, v)| n == "transfer-encoding" && v == "chunked");
        Self {
            first,
            body: if chunked { joined(body) } else { body.to_vec() },
            headers,
        }
    }

    fn set(&mut self, name: &str, value: &str) {
        self.headers.retain(|(it, _)| it != name);
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    fn bytes(&self) -> Vec<u8> {
        let mut head = format!("{}\r\n", self.first);
        for (name, value) in &self.headers {
            if name != "transfer-encoding" && name != "content-length" {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        head.push_str(&format!("content-length: {}\r\n\r\n", self.body.len()));
        [head.as_bytes(), &self.body].concat()
    }
}

/// The pieces of a chunked body, joined.
fn joined(mut bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(at) = bytes.windows(2).position(|it| it == b"\r\n") {
        let size = std::str::from_utf8(&bytes[..at]).unwrap_or("0");
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        if size == 0 || at + 2 + size > bytes.len() {
            break;
        }
        all.extend_from_slice(&bytes[at + 2..at + 2 + size]);
        bytes = bytes.get(at + 4 + size..).unwrap_or_default();
    }
    all
}
