//! Every text is there in every language, with the same values, and the code and the languages name
//! the same texts.

// Helpers of a test may stop it.
#![allow(clippy::unwrap_used)]

#[path = "support/ftl.rs"]
mod ftl;
#[path = "support/keys.rs"]
mod keys;
// Each test takes the part of the reader that it needs.
#[allow(dead_code)]
#[path = "support/source.rs"]
mod source;

use ftl::Message;
use source::Source;
use std::collections::{BTreeMap, BTreeSet};

type Messages = BTreeMap<String, Message>;

/// Keys that the code puts together, so that no whole key stands in it: the beginning, and why.
const PUT_TOGETHER: &[(&str, &str)] = &[
    ("clusters-", "the code of the group is in the record"),
    ("crisis-", "the id of the entry is in the trust's file"),
    ("dates-weekday-", "from the day"),
    ("dates-month-", "from the month"),
    ("team-role-", "from the code of the role"),
    ("you-reading-language-", "from the tag of the language"),
];

/// The language that the others are held against.
const SOURCE: &str = "en-GB";

/// The languages of the project, by folder.
fn languages() -> BTreeMap<String, Messages> {
    let folder = source::root().join("i18n");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        let screens = source::root().join("src/ui");
        assert!(!screens.exists(), "there are screens and no words");
        return BTreeMap::new();
    };
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, ftl::messages(&path))
        })
        .collect()
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_language_has_every_text_with_the_same_values() {
    let languages = languages();
    if let Some(english) = languages.get(SOURCE) {
        assert!(!english.is_empty(), "no English words were found");
        for (name, messages) in &languages {
            none(differences(name, english, messages));
        }
    } else {
        assert!(languages.is_empty(), "English is not there");
    }
}

#[test]
fn every_text_that_is_asked_for_is_there_and_none_is_left_over() {
    let languages = languages();
    let Some(english) = languages.get(SOURCE) else {
        return assert!(languages.is_empty(), "English is not there");
    };
    let sources = source::all_of_src();
    none(missing(english, &sources));
    none(left_over(english, &sources, PUT_TOGETHER));
}

/// What one language lacks, has too much, or asks differently.
fn differences(name: &str, english: &Messages, other: &Messages) -> Vec<String> {
    let mut found = Vec::new();
    for (key, message) in english {
        match other.get(key) {
            None => found.push(format!("{name}: {key} ({}) is missing", message.file)),
            Some(there) if there.values != message.values => {
                let (ours, theirs) = (&message.values, &there.values);
                found.push(format!(
                    "{name}: {key} takes {theirs:?}, in English {ours:?}"
                ));
            }
            Some(there) if there.file != message.file => {
                let (ours, theirs) = (&message.file, &there.file);
                found.push(format!(
                    "{name}: {key} is in {theirs}, in English in {ours}"
                ));
            }
            Some(there) if there.texts.iter().any(|text| text.trim().is_empty()) => {
                found.push(format!("{name}: {key} says nothing"));
            }
            Some(_) => {}
        }
    }
    let more = other.keys().filter(|key| !english.contains_key(*key));
    found.extend(more.map(|key| format!("{name}: {key} is not there in English")));
    found
}

/// Keys that the code asks for and that English does not have.
fn missing(english: &Messages, sources: &[Source]) -> Vec<String> {
    let asked = sources.iter().flat_map(keys::asked);
    asked
        .filter(|(key, _)| !english.contains_key(key))
        .map(|(key, place)| format!("{place}: there is no text {key}"))
        .collect()
}

/// Keys that nobody asks for.
fn left_over(english: &Messages, sources: &[Source], put_together: &[(&str, &str)]) -> Vec<String> {
    let mut used: BTreeSet<String> = sources.iter().flat_map(keys::mentioned).collect();
    used.extend(english.values().flat_map(|message| message.holds.clone()));
    let mut found = Vec::new();
    for (key, message) in english {
        let begun = put_together
            .iter()
            .any(|(prefix, _)| key.starts_with(prefix));
        if !used.contains(key) && !begun {
            found.push(format!("{}: nobody uses {key}", message.file));
        }
    }
    for (prefix, _) in put_together {
        if !english.keys().any(|key| key.starts_with(prefix)) {
            found.push(format!(
                "no text begins with {prefix}: take it off the list"
            ));
        }
    }
    found
}

fn sample(text: &str) -> Messages {
    ftl::read("a.ftl", text).into_iter().collect()
}

#[test]
fn a_missing_or_different_text_is_seen() {
    let english = sample("a-b = Hello { $name }\na-c = One\n    .label = Two\n");
    for other in [
        "a-c = Un\n    .label = Dau\n",
        "a-b = Helo { $name }\na-c = Un\n",
        "a-b = Helo\na-c = Un\n    .label = Dau\n",
        "a-b = Helo { $enw }\na-c = Un\n    .label = Dau\n",
        "a-b = Helo { $name }\na-c = Un\n    .label = Dau\na-d = Tri\n",
        "a-b = Helo { $name }\na-c = { \"\" }\n    .label = Dau\n",
    ] {
        assert_eq!(
            differences("cy", &english, &sample(other)).len(),
            1,
            "{other}"
        );
    }
    let whole = "a-b = { $name }, helo\na-c = Un\n    .label = Dau\n";
    assert!(differences("cy", &english, &sample(whole)).is_empty());
}

#[test]
fn a_value_is_seen_inside_a_choice_and_a_function() {
    let choice = "a-b = { $count ->\n    [one] { $count } day\n   *[other] { NUMBER($count) } days for { $name }\n }\n";
    let message = &sample(choice)["a-b"];
    assert_eq!(
        message.values,
        BTreeSet::from(["count".into(), "name".into()])
    );
    assert_eq!(message.texts, ["Sam day", "Sam days for Sam"]);
}

#[test]
fn a_key_without_a_text_and_a_text_without_a_use_are_seen() {
    let english = sample("a-b = { a-held }\na-held = Two\ntable-one = Three\nmade-up-one = Four\n");
    let code = Source::of(
        "src/ui/a.rs",
        r#"/// Not "doc-key".
        const TABLE: &[&str] = &["table-one"];
        fn f() -> Element { rsx! { p { {words.say("a-b")} "{words.say(\"a-gone\")}" } } }
        fn g() { words.say_with(if late { "a-late" } else { "a-b" }, &[("some-name", x)]); t!("a-macro"); }"#,
    );
    let code = [code];
    let made = [("made-up", "put together from a number")];
    let keys: Vec<String> = missing(&english, &code);
    assert_eq!(keys.len(), 3, "{keys:?}");
    assert!(
        ["a-gone", "a-late", "a-macro"]
            .iter()
            .all(|k| keys.iter().any(|m| m.ends_with(k)))
    );
    assert!(left_over(&english, &code, &made).is_empty());
    assert_eq!(
        left_over(&english, &code, &[]),
        ["a.ftl: nobody uses made-up-one"]
    );
    assert_eq!(
        left_over(&english, &code, &[made[0], ("old", "gone")]).len(),
        1
    );
    assert_eq!(left_over(&english, &[], &made).len(), 2);
}
