//! The program itself, started as a person starts it, and HTTP as small as it gets, so that a test
//! can say every header itself.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_pathway-companion");

/// A start that ends by itself.
pub fn run(args: &[&str]) -> Output {
    let mut child = command(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let patience = Instant::now() + Duration::from_secs(30);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > patience {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("it should have ended by itself: {args:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().unwrap()
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(args).stdin(Stdio::null());
    command
}

/// A start that keeps running until this is dropped.
pub struct Started {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Started {
    pub fn with(args: &[&str]) -> Self {
        let mut child = command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tell, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// The next line on the terminal.
    pub fn line(&self) -> String {
        self.lines
            .recv_timeout(Duration::from_secs(30))
            .expect("a line on the terminal")
    }

    /// The next line, which begins so; gives the rest.
    pub fn says(&self, beginning: &str) -> String {
        let line = self.line();
        match line.strip_prefix(beginning) {
            Some(rest) => rest.to_owned(),
            None => panic!("{beginning:?} was expected, not {line:?}"),
        }
    }

    /// Whether nothing more is said for a while.
    pub fn is_silent(&self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(300)).is_err()
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// With the sandbox: where it is, where the preview is, and the preview's token.
pub fn start_both(data: &Path) -> (Started, SocketAddr, SocketAddr, String) {
    let started = Started::with(&["--data-dir", data.to_str().unwrap()]);
    let sandbox = address(&started.says("Sandbox: "));
    let preview = started.says("Preview: ");
    let token = preview.split_once("/?token=").unwrap().1.to_owned();
    (started, sandbox, address(&preview), token)
}

/// `http://127.0.0.1:1234/…` → its address.
pub fn address(url: &str) -> SocketAddr {
    let rest = url.strip_prefix("http://").expect("an address");
    rest.split('/').next().unwrap().parse().unwrap()
}

/// An answer.
#[derive(Debug)]
pub struct Said {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    /// Every `Set-Cookie`.
    pub cookies: Vec<String>,
    pub body: String,
}

impl Said {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Asks with just these headers, `Host` included.
pub fn ask(to: SocketAddr, line: &str, headers: &[(&str, &str)], body: &str) -> Said {
    let mut stream = open(to, line, headers, body);
    let mut reader = BufReader::new(&mut stream);
    let mut said = head(&mut reader);
    let mut rest = Vec::new();
    match said.header("content-length").parse() {
        Ok(length) => {
            rest.resize(length, 0);
            reader.read_exact(&mut rest).unwrap();
        }
        Err(_) if said.status == 101 => {}
        Err(_) => drop(reader.read_to_end(&mut rest)),
    }
    said.body = String::from_utf8_lossy(&rest).into_owned();
    said
}

/// Sends a request and leaves the line open.
pub fn open(to: SocketAddr, line: &str, headers: &[(&str, &str)], body: &str) -> TcpStream {
    let mut stream = TcpStream::connect(to).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let mut request = format!("{line} HTTP/1.1\r\n");
    let upgrades = headers.iter().any(|(name, _)| *name == "Upgrade");
    if !upgrades {
        request.push_str("Connection: close\r\n");
    }
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

/// Reads status and headers.
pub fn head(reader: &mut impl BufRead) -> Said {
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).and_then(|it| it.parse().ok());
    let mut headers = BTreeMap::new();
    let mut cookies = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        match line.trim_end().split_once(':') {
            Some((name, value)) => {
                if name.eq_ignore_ascii_case("set-cookie") {
                    cookies.push(value.trim().to_owned());
                }
                headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
            }
            None => break,
        }
    }
    Said {
        status: status.expect("a status"),
        headers,
        cookies,
        body: String::new(),
    }
}

/// The headers that open a WebSocket.
pub const SOCKET: [(&str, &str); 4] = [
    ("Connection", "Upgrade"),
    ("Upgrade", "websocket"),
    ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
];
