//! What `--help` says is what the program does: the lines that it prints, the addresses that it
//! refuses, the mistakes that it names, and the data that it finds again.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/binary.rs"]
mod binary;
#[path = "support/desk.rs"]
mod desk;

use binary::{SOCKET, Started, address, ask, head, open, run, start_both};
use desk::{companion, folder, sandbox, sign_in};
use serde_json::{Value, json};
use std::io::{BufReader, Read};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// The options that the program reads, from where it reads them.
fn options() -> Vec<String> {
    let source = include_str!("../src/main/args.rs");
    let names = source.split("Long(\"").skip(1);
    names
        .map(|rest| rest.split_once('"').unwrap().0.to_owned())
        .collect()
}

#[test]
fn help_names_every_option_and_ends_well() {
    assert!(options().len() >= 6, "{:?}", options());
    for way in ["--help", "-h"] {
        let said = run(&[way]);
        assert!(said.status.success());
        let text = String::from_utf8(said.stdout).unwrap();
        for option in options() {
            assert!(
                text.contains(&format!("--{option} ")),
                "--{option} in {way}"
            );
        }
    }
}

#[test]
fn what_it_does_not_know_is_told_with_the_help() {
    for wrong in [
        &["--no-such"][..],
        &["word"],
        &["--listen"],
        &["--listen", "here"],
    ] {
        let said = run(wrong);
        assert_eq!(said.status.code(), Some(2), "{wrong:?}");
        assert!(said.stdout.is_empty());
        assert!(
            String::from_utf8(said.stderr)
                .unwrap()
                .contains("--sandbox-only")
        );
    }
}

#[test]
fn only_this_machine_is_listened_on() {
    for option in ["--listen", "--sandbox-listen"] {
        for place in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0", "[2001:db8::1]:0"] {
            let data = folder();
            let said = run(&[option, place, "--data-dir", data.path().to_str().unwrap()]);
            assert_eq!(said.status.code(), Some(2), "{option} {place}");
            assert!(
                said.stdout.is_empty(),
                "{option} {place}: something was started"
            );
            assert!(String::from_utf8(said.stderr).unwrap().contains("loopback"));
            assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0);
        }
    }
}

#[test]
fn it_says_where_the_sandbox_and_the_preview_are_and_listens_there() {
    let data = folder();
    let (mut started, sandbox, preview, token) = start_both(data.path());
    assert!(sandbox.ip().is_loopback() && preview.ip().is_loopback());
    assert!(token.len() >= 32, "{token}");
    assert!(started.is_silent(), "two lines, and nothing more");
    let metadata = get(sandbox, "/fhir/metadata");
    assert_eq!(metadata["resourceType"], "CapabilityStatement");
    let said = ask(preview, "GET /", &[("Host", &preview.to_string())], "");
    assert_eq!(said.status, 403);
    assert!(started.is_running());
}

#[test]
fn it_listens_where_it_is_told_to() {
    let data = folder();
    // A port that was free a moment ago.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let wanted = free.local_addr().unwrap();
    drop(free);
    let started = Started::with(&[
        "--sandbox-only",
        "--sandbox-listen",
        &wanted.to_string(),
        "--data-dir",
        data.path().to_str().unwrap(),
    ]);
    assert_eq!(address(&started.says("Sandbox: ")), wanted);
}

fn get(at: SocketAddr, path: &str) -> Value {
    let said = ask(at, &format!("GET {path}"), &[("Host", &at.to_string())], "");
    assert_eq!(said.status, 200, "{path}: {}", said.body);
    // Without a length the body comes in pieces: their lengths stand on lines of their own.
    let body: String = match said.header("transfer-encoding") {
        "chunked" => said.body.split("\r\n").skip(1).step_by(2).collect(),
        _ => said.body,
    };
    serde_json::from_str(&body).unwrap()
}

#[test]
fn the_sandbox_alone_is_the_sandbox_alone() {
    let data = folder();
    let mut started = Started::with(&[
        "--sandbox-only",
        "--data-dir",
        data.path().to_str().unwrap(),
    ]);
    let sandbox = address(&started.says("Sandbox: "));
    assert!(started.is_silent(), "no preview");
    assert_eq!(get(sandbox, "/trust.json")["demo"], true);
    assert!(started.is_running());
}

#[test]
fn a_trust_file_with_a_mistake_is_refused_and_the_place_is_named() {
    let data = folder();
    let good = json!({"id": "t", "name": "A trust", "fhir_base": "https://trust.example/fhir",
        "client_id": "app", "redirect": "https://app.example/callback", "role_label": "key worker",
        "crisis": [{"id": "999", "label": "Call 999", "uri": "tel:999", "plain": "Call 999."}]});
    let with = |change: &dyn Fn(&mut Value)| {
        let mut file = good.clone();
        change(&mut file);
        file.to_string()
    };
    let wrong = [
        (
            with(&|it| it["fhir_base"] = json!("http://trust.example/fhir")),
            "fhir_base",
        ),
        (with(&|it| it["name"] = Value::Null), "name"),
        (
            with(&|it| {
                it["crisis"] =
                    json!([{"id": "x", "label": "X", "plain": "X.", "uri": "javascript:1"}])
            }),
            "crisis[0].uri",
        ),
        ("{\n\n no".to_owned(), "line 3"),
    ];
    let path = data.path().join("trust.json");
    let home = data.path().join("home");
    for (text, place) in wrong {
        std::fs::write(&path, text).unwrap();
        let said = run(&[
            "--trust",
            path.to_str().unwrap(),
            "--data-dir",
            home.to_str().unwrap(),
        ]);
        assert_eq!(said.status.code(), Some(1), "{place}");
        assert!(said.stdout.is_empty());
        let text = String::from_utf8(said.stderr).unwrap();
        assert!(text.contains(place), "{place} in {text}");
        assert!(text.contains("trust.json"), "the file in {text}");
    }
    let nowhere = data.path().join("nowhere.json");
    let said = run(&[
        "--trust",
        nowhere.to_str().unwrap(),
        "--data-dir",
        home.to_str().unwrap(),
    ]);
    assert_eq!(said.status.code(), Some(1));
    assert!(
        String::from_utf8(said.stderr)
            .unwrap()
            .contains("nowhere.json")
    );

    std::fs::write(&path, good.to_string()).unwrap();
    let started = Started::with(&[
        "--trust",
        path.to_str().unwrap(),
        "--data-dir",
        home.to_str().unwrap(),
    ]);
    started.says("Preview: ");
}

#[test]
fn a_second_start_on_the_same_data_says_so_and_the_first_goes_on() {
    let data = folder();
    let (mut first, _, preview, _) = start_both(data.path());
    let said = run(&["--data-dir", data.path().to_str().unwrap()]);
    assert_eq!(said.status.code(), Some(1));
    let text = String::from_utf8(said.stderr).unwrap();
    assert!(text.contains("already running"), "{text}");
    assert!(
        !String::from_utf8(said.stdout)
            .unwrap()
            .contains("Preview: ")
    );
    assert!(first.is_running());
    let said = ask(preview, "GET /", &[("Host", &preview.to_string())], "");
    assert_eq!(said.status, 403, "it still answers");
}

#[test]
fn what_the_sandbox_was_told_is_there_after_it_was_killed() {
    let data = folder();
    let alone = [
        "--sandbox-only",
        "--data-dir",
        data.path().to_str().unwrap(),
    ];
    let first = Started::with(&alone);
    let at = address(&first.says("Sandbox: "));
    let note = json!({"resourceType": "Goal", "id": "kept", "lifecycleStatus": "proposed",
        "description": {"text": "Learn to swim"}, "subject": {"reference": "Patient/demo-amira"}});
    let headers = [
        ("Host", &*at.to_string()),
        ("Content-Type", "application/json"),
    ];
    let said = ask(at, "POST /control/put", &headers, &note.to_string());
    assert_eq!(said.status, 200, "{}", said.body);
    drop(first);
    let second = Started::with(&alone);
    let at = address(&second.says("Sandbox: "));
    let goals = get(at, "/control/resources?type=Goal");
    let kept = goals["resources"].as_array().unwrap();
    assert!(
        kept.iter()
            .any(|it| it["description"]["text"] == "Learn to swim")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signed_in_is_still_signed_in_at_the_next_start() {
    let data = folder();
    let own = data.path().join("sandbox");
    std::fs::create_dir(&own).unwrap();
    let (running, trust) = sandbox(&own).await;
    let app = companion(data.path(), &trust).await;
    sign_in(&app, &trust, "demo-amira").await;
    drop(app);
    running.stop().await;
    tokio::time::sleep(Duration::from_millis(400)).await;

    let picture = tokio::task::spawn_blocking(move || {
        let (_started, _, at, token) = start_both(data.path());
        let host = at.to_string();
        let said = ask(at, &format!("GET /?token={token}"), &[("Host", &host)], "");
        let cookie = said
            .header("set-cookie")
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        let origin = format!("http://{host}");
        let mut headers = SOCKET.to_vec();
        headers.extend([("Host", &*host), ("Cookie", &cookie), ("Origin", &origin)]);
        let stream = open(at, "GET /ws", &headers, "");
        stream
            .set_read_timeout(Some(Duration::from_millis(500)))
            .unwrap();
        let mut reader = BufReader::new(stream);
        assert_eq!(head(&mut reader).status, 101);
        let patience = Instant::now() + Duration::from_secs(15);
        let mut picture = Vec::new();
        let mut some = [0u8; 4096];
        while Instant::now() < patience && !holds(&picture, "Amira") {
            if let Ok(more) = reader.read(&mut some) {
                picture.extend_from_slice(&some[..more]);
            }
        }
        picture
    })
    .await
    .unwrap();
    assert!(
        holds(&picture, "Amira"),
        "the first picture knows who it is"
    );
}

fn holds(bytes: &[u8], wanted: &str) -> bool {
    bytes
        .windows(wanted.len())
        .any(|it| it == wanted.as_bytes())
}
