//! An independent FHIR server and OpenID provider (`tests/peers`, in Node), started for a test, and a
//! browser as small as signing in there allows. Where Node is missing this says so, and fails under
//! `CI=true`.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use crate::binary::{Said, address, ask};
use crate::desk::Trust;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use url::Url;

pub const PERSON: &str = "peer-person";
/// Where `desk::companion` is sent back to.
pub const BACK: &str = "http://127.0.0.1:9/callback";

fn peers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers")
}

/// Whether there is a Node to run the peers, with what they need.
pub fn can_run() -> bool {
    let node = Command::new("node").arg("--version").output();
    let there = node.is_ok_and(|it| it.status.success());
    let there = there && (peers().join("node_modules/oidc-provider").exists() || install());
    if !there {
        let text =
            "SKIPPED: the independent server and sign-in need Node 20 and their npm packages";
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{text}");
        eprintln!("\n{text}\n");
    }
    there
}

fn install() -> bool {
    let done = Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(peers())
        .stdin(Stdio::null())
        .output();
    done.is_ok_and(|it| it.status.success())
}

/// The peer, running until it is dropped.
pub struct Peer {
    child: Child,
    pub trust: Trust,
}

impl Peer {
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// With more of what `server.mjs` takes.
    pub fn start_with(more: &[&str]) -> Self {
        let mut child = Command::new("node")
            .args(["server.mjs", "--patient", PERSON, "--redirect", BACK])
            .args(more)
            .current_dir(peers())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tell, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                tell.send(line).ok();
            }
        });
        let said = lines.recv_timeout(Duration::from_secs(60));
        let trust = said
            .ok()
            .and_then(|it| Some(it.strip_prefix("Trust: ")?.to_owned()));
        let Some(trust) = trust else {
            child.kill().ok();
            child.wait().ok();
            panic!("the peer did not start");
        };
        let base = Url::parse(&trust).unwrap().join("/").unwrap();
        Self {
            child,
            trust: Trust::at(base),
        }
    }

    /// Holds everything of some types against the validator.
    pub fn are_valid(&self, kinds: &str) {
        let said = Command::new("node")
            .args([
                "validate.mjs",
                "--types",
                kinds,
                "--from",
                self.trust.base.as_str(),
            ])
            .current_dir(peers())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&said.stdout);
        assert!(
            said.status.success(),
            "{text}{}",
            String::from_utf8_lossy(&said.stderr)
        );
        assert!(text.contains(", 0 errors"), "{text}");
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A browser as small as sign-in allows: cookies, redirects and one button, until the app's own
/// address.
pub fn browse(page: &str) -> (String, Option<String>) {
    let mut url = Url::parse(page).unwrap();
    let mut method = "GET";
    let mut jar = std::collections::BTreeMap::new();
    for _ in 0..12 {
        let cookies: Vec<String> = jar
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let (host, cookie) = (url.authority().to_owned(), cookies.join("; "));
        let target = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let mut headers = vec![("Host", host.as_str()), ("Accept", "text/html")];
        if !cookie.is_empty() {
            headers.push(("Cookie", &cookie));
        }
        if method == "POST" {
            headers.push(("Content-Type", "application/x-www-form-urlencoded"));
        }
        let said: Said = ask(
            address(url.as_str()),
            &format!("{method} {target}"),
            &headers,
            "",
        );
        for line in &said.cookies {
            let pair = line.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        let (next, by) = match said.header("location") {
            "" => {
                let action = said
                    .body
                    .split("action=\"")
                    .nth(1)
                    .and_then(|it| it.split('"').next());
                (
                    action
                        .unwrap_or_else(|| panic!("no way on: {said:?}"))
                        .to_owned(),
                    "POST",
                )
            }
            to => (to.to_owned(), "GET"),
        };
        url = url.join(&next).unwrap();
        method = by;
        if url.as_str().starts_with(BACK) {
            let part = |name: &str| {
                let mut pairs = url.query_pairs();
                pairs
                    .find(|(key, _)| key == name)
                    .map(|(_, value)| value.into_owned())
            };
            return (part("state").expect("a state"), part("code"));
        }
    }
    panic!("sign-in went round in a circle");
}
