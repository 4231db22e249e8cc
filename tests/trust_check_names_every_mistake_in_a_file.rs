//! `trust-check` reads a trust's file before it asks any server: every wrong place is named with what to do, many
//! at once, and what cannot be read ends in a sentence.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/tool.rs"]
mod tool;
#[path = "support/trust_check.rs"]
mod trust_check;
#[path = "support/wrong_trust_files.rs"]
mod wrong_trust_files;

use serde_json::{Value, json};
use std::path::Path;
use trust_check::{Said, check, keep};
use wrong_trust_files::{good, set, wrong_in_every_way};

fn of_file(folder: &Path, file: &Value) -> Said {
    let path = keep(folder, "trust.json", &file.to_string());
    check(&["--json", "--file-only", &path])
}

#[test]
fn a_good_file_is_called_good() {
    let folder = tempfile::tempdir().unwrap();
    let said = of_file(folder.path(), &good());
    assert_eq!((said.code, said.wrong()), (0, Vec::new()), "{}", said.text);
    assert_eq!(said.of("known"), Vec::<Value>::new());
}

#[test]
fn a_file_that_is_wrong_in_any_of_many_ways_is_told_where_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let ways = wrong_in_every_way();
    assert!(ways.len() >= 40, "{}", ways.len());
    for (at, value, check, place, todo) in ways {
        let mut file = good();
        set(&mut file, at, value.clone());
        let said = of_file(folder.path(), &file);
        assert_eq!(said.code, 1, "{at} {value}: {}", said.text);
        let found = said.of(check);
        let found = found
            .iter()
            .find(|it| it["place"] == place && it["state"] == "wrong");
        let found = found.unwrap_or_else(|| panic!("{at} {value}: {}", said.text));
        let told = format!("{} {}", found["what"], found["do"]).replace('\\', "");
        assert!(told.contains(todo), "{at} {value}: {told}");
        assert!(
            found["do"].as_str().is_some_and(|it| !it.is_empty()),
            "{at}"
        );
    }
}

#[test]
fn twenty_mistakes_in_one_file_are_all_named_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = good();
    let (mut places, mut set_at) = (Vec::new(), Vec::new());
    for (at, value, check, place, _) in wrong_in_every_way() {
        // Those that stand beside each other without taking each other away.
        let apart = !["crisis", "languages", "crisis[2].opening"].contains(&at);
        if check == "read" && apart && !places.contains(&place) && !set_at.contains(&at) {
            set(&mut file, at, value);
            set_at.push(at);
            places.push(place);
        }
    }
    let said = of_file(folder.path(), &file);
    let told: Vec<String> = said.wrong().into_iter().map(|(_, place)| place).collect();
    for place in &places {
        assert!(told.contains(&(*place).to_owned()), "{place}: {told:?}");
    }
    assert!(places.len() >= 18, "{places:?}");
}

#[test]
fn what_is_still_the_examples_is_said() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/trusts/example.json");
    let said = check(&["--json", "--file-only", example]);
    assert_eq!(said.code, 1);
    let wanted =
        ["id", "name", "fhir_base", "redirect"].map(|it| ("filled-in".to_owned(), it.to_owned()));
    assert_eq!(said.wrong(), wanted);
    assert_eq!(said.state("help-now", "number"), "look");
}

#[test]
fn what_cannot_be_read_ends_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let broken = keep(folder.path(), "broken.json", "{\n oh");
    let said = check(&["--json", &broken]);
    assert_eq!((said.code, said.wrong()[0].1.as_str()), (1, "line 2"));
    assert_eq!(said.state("server", "reached"), "not-checked");
    for name in [
        "/nowhere/at/all.json",
        "http://trust.example/trust.json",
        "http://127.0.0.1:9/trust.json",
    ] {
        let said = check(&["--json", name]);
        assert_eq!(
            (said.code, said.state("file", "readable").as_str()),
            (1, "wrong"),
            "{name}"
        );
    }
    for wrong in [
        &[][..],
        &["--no-such"],
        &["a", "b"],
        &["a", "--sign-in", "nurse"],
        &["a", "--unreleased", "x"],
    ] {
        let said = check(wrong);
        assert_eq!(said.code, 1);
        assert!(said.text.contains("--sign-in person"), "{}", said.text);
    }
    assert_eq!(check(&["--help"]).code, 0);
    // Nobody is there: it says so, and calls nothing well that it could not ask.
    let mut file = good();
    file["fhir_base"] = json!("http://127.0.0.1:9/fhir");
    let path = keep(folder.path(), "trust.json", &file.to_string());
    let said = check(&["--json", &path]);
    assert_eq!(
        (said.code, said.state("server", "reached").as_str()),
        (1, "wrong")
    );
    assert_eq!(said.state("server", "sign-in"), "not-checked");
}
