//! The texts that somebody who knows the field has to confirm are listed in `docs/words-to-confirm.md`, in
//! both languages, word for word as the app says them: a text that is changed or added changes the list, and
//! what was confirmed counts for the text that was read, and no other.
//!
//! `PATHWAY_DOCS=write` writes the list anew.

// Helpers of a test may stop it.
#![allow(clippy::unwrap_used)]

#[path = "support/ftl.rs"]
mod ftl;
#[path = "support/proof.rs"]
mod proof;
// Each test takes the part of the reader that it needs.
#[allow(dead_code)]
#[path = "support/source.rs"]
mod source;

use ftl::Message;
use proof::{Block, blocks, parts, text_of};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const CHOICE: &str = "docs/made-from/words-to-confirm.txt";
const LIST: &str = "docs/words-to-confirm.md";

type Words = BTreeMap<String, Message>;

fn words(language: &str) -> Words {
    ftl::messages(&source::root().join("i18n").join(language))
}

/// The block that a text belongs into: the first that its name begins like, else the first that has a word of it.
fn home<'a>(all: &'a [Block], key: &str, message: &Message) -> Option<&'a str> {
    let named = |block: &&Block| parts(block.one("keys")).any(|it| key.starts_with(it));
    let spoken = |block: &&Block| {
        parts(block.one("words")).any(|wanted| message.texts.iter().any(|text| says(text, wanted)))
    };
    let found = all.iter().find(named).or_else(|| all.iter().find(spoken));
    found.map(|block| block.id.as_str())
}

/// Whether a text says a word, or words one behind the other; a star stands for any ending.
fn says(text: &str, wanted: &str) -> bool {
    let spoken: Vec<String> = text
        .to_lowercase()
        .split(|mark: char| !mark.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let wanted: Vec<&str> = wanted.split(' ').collect();
    spoken.windows(wanted.len()).any(|window| {
        window
            .iter()
            .zip(&wanted)
            .all(|(word, wanted)| match wanted.strip_suffix('*') {
                Some(beginning) => word.starts_with(beginning),
                None => word == wanted,
            })
    })
}

/// What was confirmed: the text's name, who and when, and the English that was read.
fn confirmed(all: &[Block]) -> BTreeMap<String, (String, String)> {
    let block = all.iter().find(|it| it.id == "confirmed").unwrap();
    let one = |line: &str| {
        let (about, text) = line.split_once(" = ")?;
        let (key, who) = about.split_once(',')?;
        Some((
            key.trim().to_owned(),
            (who.trim().to_owned(), text.trim().to_owned()),
        ))
    };
    let read = |line: &str| one(line).unwrap_or_else(|| panic!("{CHOICE}: {line}"));
    block.all("confirmed").into_iter().map(read).collect()
}

/// The questions of one of the app's own forms, in order.
fn questions(form: &str) -> Vec<(String, String)> {
    fn walk(item: &Value, found: &mut Vec<(String, String)>) {
        for inner in item["item"].as_array().into_iter().flatten() {
            let welsh = inner["_text"]["extension"]
                .as_array()
                .into_iter()
                .flatten()
                .find_map(|it| {
                    let parts = it["extension"].as_array()?;
                    let part = |url: &str| parts.iter().find(|it| it["url"] == url);
                    (part("lang")?["valueCode"] == "cy")
                        .then(|| part("content")?["valueString"].as_str().map(str::to_owned))
                        .flatten()
                });
            let english = inner["text"].as_str().unwrap_or_default().to_owned();
            found.push((english, welsh.unwrap_or_default()));
            walk(inner, found);
        }
    }
    let form: Value = serde_json::from_str(&text_of(&format!("assets/forms/{form}.json"))).unwrap();
    let mut found = Vec::new();
    walk(&form, &mut found);
    found
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// Each way that a text can go stands in its cell.
fn shown(words: &Words, key: &str) -> String {
    let ways = words
        .get(key)
        .map(|it| it.texts.clone())
        .unwrap_or_default();
    let mut told = BTreeSet::new();
    let ways: Vec<String> = ways
        .into_iter()
        .filter(|it| told.insert(it.clone()))
        .collect();
    cell(&ways.join(" / "))
}

fn list(all: &[Block], english: &Words, welsh: &Words) -> String {
    let confirmed = confirmed(all);
    let mut text = String::from(
        "# Words to confirm\n\n\
        <!-- Made by tests/words_to_confirm_are_listed.rs from docs/made-from and i18n. Change them there. -->\n\n\
        Somebody who knows the field, and is registered, has to read these before anybody uses the app; in Welsh, somebody who\n\
        speaks it from childhood. \"Sam\" stands for a name or a number that is put in. How to say that a text was confirmed:\n\
        `docs/made-from/words-to-confirm.txt`. It counts for the words as they were read.\n\n",
    );
    let chosen = chosen(all, english);
    let of_all: usize = chosen.values().map(Vec::len).sum();
    let done = english
        .iter()
        .filter(|(key, _)| is_confirmed(&confirmed, english, key))
        .count();
    text.push_str(&format!("{of_all} texts, {done} of them confirmed.\n"));
    for block in all.iter().filter(|it| it.id != "confirmed") {
        text.push_str(&format!("\n## {}\n\n{}\n\n", block.title, block.one("why")));
        text.push_str("| Name | English | Welsh | Confirmed |\n|---|---|---|---|\n");
        for key in chosen.get(block.id.as_str()).into_iter().flatten() {
            let who = match is_confirmed(&confirmed, english, key) {
                true => confirmed[key].0.clone(),
                false => String::new(),
            };
            let (in_english, in_welsh) = (shown(english, key), shown(welsh, key));
            text.push_str(&format!(
                "| `{key}` | {in_english} | {in_welsh} | {who} |\n"
            ));
        }
        for form in parts(block.one("forms")) {
            for (english, welsh) in questions(form) {
                text.push_str(&format!(
                    "| the form {form} | {} | {} | |\n",
                    cell(&english),
                    cell(&welsh)
                ));
            }
        }
    }
    text
}

/// The texts of each block, by name.
fn chosen<'a>(all: &'a [Block], english: &Words) -> BTreeMap<&'a str, Vec<String>> {
    let mut chosen: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (key, message) in english {
        if let Some(block) = home(all, key, message) {
            chosen.entry(block).or_default().push(key.clone());
        }
    }
    chosen
}

fn is_confirmed(
    confirmed: &BTreeMap<String, (String, String)>,
    english: &Words,
    key: &str,
) -> bool {
    confirmed
        .get(key)
        .is_some_and(|(_, text)| *text == shown(english, key))
}

#[test]
fn the_list_is_what_the_app_says_today() {
    let all = blocks(CHOICE);
    let made = list(&all, &words("en-GB"), &words("cy"));
    let differs = proof::settle(LIST, &made, proof::is_asked_to_write());
    assert!(
        !differs || proof::is_asked_to_write(),
        "{LIST}: PATHWAY_DOCS=write makes it anew"
    );
}

#[test]
fn what_was_confirmed_is_a_text_that_is_there() {
    let (all, english) = (blocks(CHOICE), words("en-GB"));
    for (key, (_, text)) in confirmed(&all) {
        assert!(
            english.contains_key(&key),
            "{key} was confirmed and is not there"
        );
        assert_eq!(
            text,
            shown(&english, &key),
            "{key} was changed: it has to be confirmed again"
        );
    }
    // A beginning that begins nothing is a slip, but for those of screens that are still to come.
    let risk = all.iter().find(|it| it.id == "risk").unwrap();
    for beginning in ["crisis-", "help-", "form-pause-", "form-done-risk"] {
        assert!(
            parts(risk.one("keys")).any(|it| it == beginning),
            "{beginning}"
        );
    }
}

#[test]
fn a_text_about_risk_cannot_be_added_unseen() {
    let all = blocks(CHOICE);
    let block_of = |text: &str| {
        let message = ftl::read("new.ftl", &format!("new-text = {text}\n"))
            .remove(0)
            .1;
        home(&all, "new-text", &message).map(str::to_owned)
    };
    for (text, block) in [
        ("If you hurt, call 999.", "risk"),
        (
            "People who support you, family or carers, see it.",
            "carers",
        ),
        ("Your care ended in May.", "ends"),
        ("It is harder than it was.", "scores"),
    ] {
        assert_eq!(block_of(text).as_deref(), Some(block), "{text}");
    }
    assert_eq!(block_of("Tap the button."), None);
    // A name counts before a word does.
    let crisis = ftl::read("new.ftl", "clusters-14-new = A crisis\n")
        .remove(0)
        .1;
    assert_eq!(home(&all, "clusters-14-new", &crisis), Some("groups"));
}
