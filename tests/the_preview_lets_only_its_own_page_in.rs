//! The preview shows a person's record in a browser, so it lets one browser in: the one that was
//! given the address from the terminal, on this machine, at this name.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/binary.rs"]
mod binary;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/tally.rs"]
mod tally;

use binary::{SOCKET, Said, ask, head, open, start_both};
use desk::{companion, folder, sandbox};
use pathway_companion::app::SignInProblem;
use std::io::{BufReader, Read};
use std::net::SocketAddr;

struct Preview {
    _started: binary::Started,
    _data: tempfile::TempDir,
    at: SocketAddr,
    host: String,
    token: String,
}

fn preview() -> Preview {
    let data = folder();
    let (started, _, at, token) = start_both(data.path());
    Preview {
        _started: started,
        _data: data,
        at,
        host: at.to_string(),
        token,
    }
}

impl Preview {
    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Said {
        let mut all = vec![("Host", self.host.as_str())];
        all.extend(headers);
        ask(self.at, &format!("GET {path}"), &all, "")
    }

    /// Spends the token; gives the cookie as a browser sends it back.
    fn cookie(&self) -> String {
        let said = self.get(&format!("/?token={}", self.token), &[]);
        assert_eq!(said.status, 303, "{}", said.body);
        let cookie = said.header("set-cookie");
        cookie.split(';').next().unwrap().to_owned()
    }

    fn socket(&self, headers: &[(&str, &str)]) -> Said {
        let mut all = SOCKET.to_vec();
        all.extend(headers);
        self.get("/ws", &all)
    }
}

#[test]
fn the_token_is_taken_once_and_becomes_a_cookie_that_scripts_cannot_read() {
    let preview = preview();
    assert_eq!(preview.get("/", &[]).status, 403);
    assert_eq!(preview.get("/?token=", &[]).status, 403);
    assert_eq!(preview.get("/?token=0123", &[]).status, 403);
    assert_eq!(
        preview
            .get(&format!("/goals?token={}", preview.token), &[])
            .status,
        403,
        "the token opens the front page and no other"
    );
    let first = preview.get(&format!("/?token={}", preview.token), &[]);
    assert_eq!(first.status, 303);
    assert_eq!(
        first.header("location"),
        "/",
        "the token leaves the address"
    );
    let cookie = first.header("set-cookie").to_owned();
    for part in ["HttpOnly", "SameSite=", "Path=/"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(
        !cookie.contains(&preview.token),
        "the cookie is not the token"
    );
    let pair = cookie.split(';').next().unwrap();

    let page = preview.get("/", &[("Cookie", pair)]);
    assert_eq!(page.status, 200);
    assert!(
        page.header("content-security-policy")
            .contains("default-src 'none'")
    );
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("referrer-policy"), "no-referrer");

    let second = preview.get(&format!("/?token={}", preview.token), &[]);
    assert_eq!(second.status, 403, "a second browser is not let in");
    assert!(second.header("set-cookie").is_empty());
    let again = preview.get(&format!("/?token={}", preview.token), &[("Cookie", pair)]);
    assert_eq!(again.status, 303, "the first browser may press reload");
    assert!(again.header("set-cookie").is_empty());
}

#[test]
fn without_the_cookie_nothing_is_shown() {
    let preview = preview();
    let cookie = preview.cookie();
    let (name, value) = cookie.split_once('=').unwrap();
    let longer = format!("{name}={value}0");
    let cut = format!("{name}={}", &value[1..]);
    let other = format!("x{name}={value}");
    for path in ["/", "/goals", "/help", "/form/x", "/ws", "/nothing-here"] {
        for wrong in [None, Some(&longer), Some(&cut), Some(&other)] {
            let headers: Vec<_> = wrong.iter().map(|it| ("Cookie", it.as_str())).collect();
            let said = preview.get(
                path,
                &[
                    &headers[..],
                    &[("Origin", &*format!("http://{}", preview.host))],
                ]
                .concat(),
            );
            assert_eq!(said.status, 403, "{path} with {wrong:?}");
            assert!(!said.body.contains("id=\"main\""));
        }
    }
    assert_eq!(preview.get("/goals", &[("Cookie", &cookie)]).status, 200);
}

#[test]
fn another_name_for_this_machine_is_refused() {
    let preview = preview();
    let port = preview.at.port();
    let path = format!("/?token={}", preview.token);
    let foreign = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("127.0.0.1:{}", port ^ 1),
        "127.0.0.1".to_owned(),
        String::new(),
    ];
    for host in &foreign {
        let said = ask(preview.at, &format!("GET {path}"), &[("Host", host)], "");
        assert!((400..500).contains(&said.status), "{host}: {}", said.status);
        assert!(
            said.header("set-cookie").is_empty(),
            "{host} was given the cookie"
        );
    }
    // The token was not spent on them.
    let cookie = preview.cookie();
    for host in &foreign {
        for path in ["/", "/callback?state=x"] {
            let said = ask(
                preview.at,
                &format!("GET {path}"),
                &[("Host", host), ("Cookie", &cookie)],
                "",
            );
            assert!((400..500).contains(&said.status), "{host}: {}", said.status);
            assert!(
                !said.body.contains("waiting for this answer"),
                "{host} reached the callback"
            );
        }
    }
    let localhost = format!("localhost:{port}");
    let said = ask(
        preview.at,
        "GET /",
        &[("Host", &localhost), ("Cookie", &cookie)],
        "",
    );
    assert_eq!(said.status, 200);
}

#[test]
fn another_page_in_the_same_browser_is_refused() {
    let preview = preview();
    let cookie = preview.cookie();
    let own = format!("http://{}", preview.host);
    let foreign = [
        "https://evil.example",
        "null",
        "http://127.0.0.1:1",
        "http://127.0.0.1",
        &*format!("https://{}", preview.host),
        &*format!("http://{}.evil.example", preview.host),
    ];
    for origin in foreign {
        let with = [("Cookie", cookie.as_str()), ("Origin", origin)];
        assert_eq!(preview.get("/", &with).status, 403, "{origin}");
        assert_eq!(preview.socket(&with).status, 403, "a socket from {origin}");
    }
    assert_eq!(
        preview.socket(&[("Cookie", &cookie)]).status,
        403,
        "a socket that does not say where it comes from"
    );
    assert_eq!(
        preview.socket(&[("Origin", &own)]).status,
        403,
        "a socket without the cookie"
    );
    assert_eq!(
        preview
            .get("/", &[("Cookie", &cookie), ("Origin", &own)])
            .status,
        200
    );
}

#[test]
fn its_own_page_gets_a_socket_and_the_app_over_it() {
    let preview = preview();
    let cookie = preview.cookie();
    let own = format!("http://{}", preview.host);
    let mut headers = SOCKET.to_vec();
    headers.extend([
        ("Host", preview.host.as_str()),
        ("Cookie", &cookie),
        ("Origin", &own),
    ]);
    let mut reader = BufReader::new(open(preview.at, "GET /ws", &headers, ""));
    assert_eq!(head(&mut reader).status, 101);
    let mut some = [0u8; 256];
    reader.read_exact(&mut some).unwrap();
    assert_eq!(some[0] & 0x0f, 2, "a binary frame with the first picture");
}

#[test]
fn the_way_back_from_sign_in_takes_nothing_that_was_not_begun_here() {
    let preview = preview();
    for path in [
        "/callback",
        "/callback?code=abc",
        "/callback?state=",
        "/callback?state=unknown&code=abc",
        "/callback?state=unknown&state=other&code=abc",
    ] {
        let said = preview.get(path, &[]);
        assert!((400..500).contains(&said.status), "{path}: {}", said.status);
        assert!(said.header("location").is_empty());
        assert!(said.header("set-cookie").is_empty());
    }
    let posted = ask(
        preview.at,
        "POST /callback",
        &[("Host", &preview.host)],
        "state=x&code=y",
    );
    assert!((400..500).contains(&posted.status));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_is_answered_once() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    let page = app.begin_sign_in().await.unwrap();
    assert!(!app.expects("unknown"));
    let (state, code) = trust.sign_in(&page, "demo-amira").await;
    assert!(app.expects(&state));
    app.finish_sign_in(&state, code.as_deref()).await.unwrap();
    assert!(!app.expects(&state), "the state is spent");
    let again = app.finish_sign_in(&state, code.as_deref()).await;
    assert_eq!(again, Err(SignInProblem::NotBegun));
    // A wrong code spends it, too: there is no second guess.
    let page = app.begin_sign_in().await.unwrap();
    let (state, _) = trust.sign_in(&page, "demo-amira").await;
    assert_eq!(
        app.finish_sign_in(&state, Some("guess")).await,
        Err(SignInProblem::Refused)
    );
    assert!(!app.expects(&state));
}

/// Any page and any program can open a link to the app. Only the way back of a sign-in that was begun here
/// is looked at, and nothing else of a link ever is. (F27)
#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_nobody_waits_for_is_not_looked_at() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    let page = app.begin_sign_in().await.unwrap();
    let (state, code) = trust.sign_in(&page, "demo-amira").await;
    let code = code.unwrap();
    let mut all = tally::Tally::default();
    for link in [
        "http://127.0.0.1:9/callback",
        "http://127.0.0.1:9/callback?code=CODE",
        "http://127.0.0.1:9/callback?state=&code=CODE",
        "http://127.0.0.1:9/callback?state=guess&code=CODE",
        "http://127.0.0.1:9/callback?state=STATE&state=guess&code=CODE",
        "http://127.0.0.1:9/callback?state=STATE&code=CODE&code=guess",
        "http://127.0.0.1:9/callback#state=STATE&code=CODE",
        "http://127.0.0.1:9/plan?state=STATE&code=CODE",
        "http://127.0.0.1:9/callback/../plan?state=STATE&code=CODE",
        "http://127.0.0.1:10/callback?state=STATE&code=CODE",
        "https://127.0.0.1:9/callback?state=STATE&code=CODE",
        "http://127.0.0.1:9@evil.example/callback?state=STATE&code=CODE",
        "http://me:secret@127.0.0.1:9/callback?state=STATE&code=CODE",
        "http://evil.example/callback?state=STATE&code=CODE",
        "javascript:fetch('/callback?state=STATE&code=CODE')",
        "file:///callback?state=STATE&code=CODE",
        "/callback?state=STATE&code=CODE",
        "",
    ] {
        let link = link.replace("STATE", &state).replace("CODE", &code);
        let taken = app.answer_in(&link).is_some();
        all.add(tally::Tally::of_one(false, false, taken));
    }
    // None of them has spent it.
    let link = format!("http://127.0.0.1:9/callback?code={code}&state={state}");
    let back = app.answer_in(&link).unwrap();
    let done = app.finish_sign_in(&back.state, back.code.as_deref()).await;
    assert_eq!(done, Ok(()));
    assert!(app.answer_in(&link).is_none(), "twice");
    all.row(27, "links");
}
