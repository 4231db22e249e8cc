//! Who has a phone that is too old hears it before they sign in, in plain words, with what they can do instead. That the
//! sentence for the store says the same: `the_phone_builds_keep_their_facts`.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

#[path = "support/mod.rs"]
mod support;

use pathway_companion::app::{Stage, View};
use pathway_companion::words::{Language, Words};
use support::{draw, text_of};

fn before(language: &str) -> (View, Words) {
    let language = Language::from_tag(language).unwrap();
    let mut view = View {
        stage: Stage::Welcome,
        ..View::default()
    };
    view.preferences.language = language;
    (view, Words::of(language))
}

#[test]
fn the_first_page_leads_to_it_and_says_so() {
    for language in ["en-GB", "cy"] {
        let (view, words) = before(language);
        let page = draw("/welcome", view);
        assert!(page.contains("href=\"/you/about\""), "{page}");
        assert!(
            text_of(&page).contains(&words.say("before-about")),
            "{language}"
        );
    }
}

#[test]
fn the_page_opens_with_nobody_signed_in_and_says_what_to_do_instead() {
    for language in ["en-GB", "cy"] {
        let (view, words) = before(language);
        let page = text_of(&draw("/you/about", view));
        let (needs, instead) = (words.say("phone-needs"), words.say("phone-needs-else"));
        assert!(
            needs.contains("Android 11") && needs.contains("iOS 17.4"),
            "{needs}"
        );
        assert!(page.contains(&needs) && page.contains(&instead), "{page}");
    }
}
