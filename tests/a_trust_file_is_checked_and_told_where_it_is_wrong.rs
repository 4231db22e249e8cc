//! The trust file: the schema that is shipped and the check in the code say the same, an error names
//! its place, nothing but https is taken outside this machine, and the example is a good one.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/schema.rs"]
mod schema;

use pathway_companion::trust::{Http, Method, Request, TrustFile};
use schema::misfits;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../assets/trusts/trust.schema.json");
const EXAMPLE: &str = include_str!("../assets/trusts/example.json");

fn shipped() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// Sets what is at a place such as `crisis[0].uri`; `null` in place of a value takes it away.
fn at(file: &mut Value, place: &str, value: Value) {
    let pointer = format!("/{}", place.replace(['.', '['], "/").replace(']', ""));
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(parent).unwrap();
    match (parent, value) {
        (Value::Object(map), Value::Null) => drop(map.remove(name)),
        (Value::Object(map), value) => drop(map.insert(name.to_owned(), value)),
        (Value::Array(list), value) => list[name.parse::<usize>().unwrap()] = value,
        _ => panic!("{place}"),
    }
}

#[test]
fn the_example_is_good_by_both() {
    let example: Value = serde_json::from_str(EXAMPLE).unwrap();
    assert_eq!(misfits(&shipped(), &example), Vec::<String>::new());
    TrustFile::read(EXAMPLE).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_serves_a_good_one() {
    let data = desk::folder();
    let (_running, trust) = desk::sandbox(data.path()).await;
    let asked = Request {
        method: Method::Get,
        url: trust.base.join("trust.json").unwrap(),
        headers: Vec::new(),
        body: None,
    };
    let text = Http::new().unwrap().ask(asked).await.unwrap().body;
    assert_eq!(
        misfits(&shipped(), &serde_json::from_str(&text).unwrap()),
        Vec::<String>::new()
    );
    TrustFile::read(&text).unwrap();
}

/// A pin, of no key in the world.
fn key(byte: u8) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode([byte; 32])
}

#[test]
fn what_is_wrong_is_wrong_by_both_and_its_place_is_named() {
    let cases = [
        ("id", Value::Null),
        ("name", json!(7)),
        ("name", json!("  ")),
        ("client_id", Value::Null),
        (
            "redirect",
            json!("http://companion.trust.example/signed-in"),
        ),
        ("role_label", json!("")),
        ("fhir_base", json!("http://fhir.trust.example/r4")),
        ("fhir_base", json!("http://127.0.0.1.evil.example/r4")),
        ("fhir_base", json!("ftp://127.0.0.1/r4")),
        ("fhir_base", json!("https://fhir.trust.example/r4?x=1")),
        ("check_by", json!("next year")),
        ("languages", json!("en")),
        ("languages[0]", json!("not a language")),
        ("crisis", json!([])),
        ("crisis[0].label", Value::Null),
        ("crisis[1].plain", json!(1)),
        ("crisis[1].uri", json!("javascript:alert(1)")),
        ("crisis[2].opening[0].days", json!(["monday"])),
        ("crisis[2].opening[1].from", json!("9")),
        ("crisis[2].opening[1].to", json!("25:00")),
        ("inbox", json!("2 days")),
        ("inbox.response_time", Value::Null),
        ("release.cluster", json!("yes")),
        ("send_scores", json!(1)),
        ("demo", json!("no")),
        ("pins", json!([])),
        ("pins", json!("oh")),
        ("pins[0]", json!("oh")),
        ("pins[0].host", Value::Null),
        ("pins[0].host", json!("https://fhir.trust.example")),
        ("pins[0].host", json!("Fhir.trust.example")),
        ("pins[0].sha256", Value::Null),
        ("pins[0].sha256", json!([key(1)])),
        ("pins[0].sha256[1]", json!("oh")),
        ("pins[0].sha256[0]", json!(7)),
    ];
    for (place, value) in cases {
        let mut file: Value = serde_json::from_str(EXAMPLE).unwrap();
        if place.starts_with("pins") {
            file["pins"] = json!([{"host": "fhir.trust.example", "sha256": [key(1), key(2)]}]);
            assert_eq!(misfits(&shipped(), &file), Vec::<String>::new());
            TrustFile::read(&file.to_string()).unwrap();
        }
        at(&mut file, place, value.clone());
        let problem = TrustFile::read(&file.to_string()).unwrap_err();
        assert_eq!(problem.place, place, "{value}: {problem}");
        let said = misfits(&shipped(), &file);
        let near = |it: &String| place.starts_with(it.as_str()) || it.starts_with(place);
        assert!(said.iter().any(near), "{place}: the schema says {said:?}");
    }
    assert_eq!(TrustFile::read("{\n oh").unwrap_err().place, "line 2");
}

#[test]
fn the_end_of_the_day_may_be_written_as_people_do() {
    for end in ["00:00", "24:00"] {
        let mut file: Value = serde_json::from_str(EXAMPLE).unwrap();
        at(&mut file, "crisis[2].opening[0].to", json!(end));
        assert_eq!(misfits(&shipped(), &file), Vec::<String>::new());
        let read = TrustFile::read(&file.to_string()).unwrap();
        assert_eq!(read.crisis[2].opening[0].to, "00:00");
    }
}

#[test]
fn whatever_stands_in_it_is_refused_or_read_and_never_more() {
    // Any JSON at all in any field: an error with a place, or a file.
    let odd = [
        json!(null),
        json!([]),
        json!({}),
        json!("x"),
        json!(-1),
        json!([[[]]]),
        json!({"a": [1]}),
    ];
    let example: Value = serde_json::from_str(EXAMPLE).unwrap();
    for name in example.as_object().unwrap().keys() {
        for value in &odd {
            let mut file = example.clone();
            file[name] = value.clone();
            if let Err(problem) = TrustFile::read(&file.to_string()) {
                assert!(
                    problem.place.starts_with(name.as_str()),
                    "{name}: {problem}"
                );
            }
        }
    }
}
