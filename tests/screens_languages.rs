//! Words in every language: none missing, none in the wrong language, and the English beside what a
//! native speaker has not checked.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod support;

use pathway_companion::app::*;
use pathway_companion::words::Language;
use std::collections::BTreeMap;
use std::fs;
use support::{amira, draw, plain, text_of};

/// Every text of a language, by id, whole as it is written.
fn texts(language: Language) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for file in fs::read_dir(format!("i18n/{}", language.tag())).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let mut id = String::new();
        for line in text.lines() {
            if let Some((key, value)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                id = key.to_owned();
                all.insert(id.clone(), value.trim().to_owned());
            } else if line.starts_with([' ', '}']) {
                let text: &mut String = all.get_mut(&id).unwrap();
                text.push('\n');
                text.push_str(line);
            }
        }
    }
    all
}

fn placeables(text: &str) -> Vec<String> {
    let mut names: Vec<String> = text
        .split('$')
        .skip(1)
        .map(|part| part.chars().take_while(char::is_ascii_lowercase).collect())
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn every_text_is_there_in_every_language_with_the_same_placeables() {
    let english = texts(Language::English);
    for language in Language::ALL {
        let other = texts(language);
        let missing: Vec<_> = english.keys().filter(|k| !other.contains_key(*k)).collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
        let extra: Vec<_> = other.keys().filter(|k| !english.contains_key(*k)).collect();
        assert!(extra.is_empty(), "{language:?} has no use for {extra:?}");
        for (key, text) in &english {
            assert_eq!(
                placeables(text),
                placeables(&other[key]),
                "{language:?} {key}"
            );
        }
    }
}

#[test]
fn welsh_plurals_have_all_six_forms() {
    for (key, text) in texts(Language::Welsh) {
        if text.contains("->") {
            for form in ["[zero]", "[one]", "[two]", "[few]", "[many]", "*[other]"] {
                assert!(text.contains(form), "{key} lacks {form}");
            }
        }
    }
}

/// The page without what is marked as being in English.
fn without_english(html: &str) -> String {
    let mut html = plain(html);
    while let Some(mark) = html.find("lang=\"en") {
        let start = html[..mark].rfind('<').unwrap();
        let tag: String = html[start + 1..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let end = html[start..].find(&format!("</{tag}>")).unwrap() + start;
        html.replace_range(start..end, "");
    }
    html
}

#[test]
fn no_english_stands_unmarked_where_welsh_is_set() {
    let (english, welsh) = (texts(Language::English), texts(Language::Welsh));
    let own: Vec<&String> = english
        .iter()
        .filter(|(key, text)| text.len() > 9 && !text.contains('{') && welsh[*key] != **text)
        .map(|(_, text)| text)
        .collect();
    let preferences = Preferences {
        language: Language::Welsh,
        ..Preferences::default()
    };
    for route in [
        "/",
        "/care",
        "/care/why",
        "/care/intervention/cbt",
        "/care/choice/sleep",
        "/team",
        "/review",
        "/goals",
        "/goals/park",
        "/todo",
        "/form/how/pause/a",
        "/sent",
        "/you",
        "/you/reading",
        "/you/lock",
        "/you/data",
        "/you/about",
        "/help",
        "/support",
        "/nowhere",
    ] {
        let html = draw(
            route,
            View {
                preferences,
                ..amira::view()
            },
        );
        let text = text_of(&without_english(&html));
        for english in &own {
            assert!(!text.contains(english.as_str()), "{route}: {english}");
        }
    }
}

#[test]
fn safety_words_bring_their_english_while_nobody_has_checked_the_welsh() {
    let preferences = Preferences {
        language: Language::Welsh,
        ..Preferences::default()
    };
    let view = View {
        preferences,
        ..amira::view()
    };
    let help = text_of(&draw("/help", view.clone()));
    assert!(help.contains("Ffonio 999") && help.contains("even if you feel OK"));
    let pause = text_of(&draw("/form/how/pause/a", view));
    assert!(pause.contains("Nobody is reading this right now."));
}

#[test]
fn no_text_is_missing_on_any_page() {
    for language in Language::ALL {
        let preferences = Preferences {
            language,
            ..Preferences::default()
        };
        for route in [
            "/",
            "/care",
            "/team",
            "/review",
            "/goals/park",
            "/todo",
            "/help",
            "/you/lock",
            "/you/data",
        ] {
            let text = text_of(&draw(
                route,
                View {
                    preferences,
                    ..amira::view()
                },
            ));
            assert!(!text.contains("Unknown localization"), "{route}");
        }
    }
}

#[test]
fn no_english_sentence_is_longer_than_twenty_words() {
    for (key, text) in texts(Language::English) {
        for sentence in text.split(['.', '?', '!', '\n']) {
            let words = sentence.split_whitespace().filter(|w| {
                w.contains(|c: char| c.is_alphabetic()) && !w.starts_with(['[', '*', '$'])
            });
            let count = words.count();
            assert!(count <= 20, "{key} has a sentence of {count} words");
        }
    }
}
