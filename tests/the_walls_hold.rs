//! The walls of the house: who may know whom, and what no screen may hold. The checkers are checked
//! too, against samples that they must refuse.

// Helpers of a test may stop it.
#![allow(clippy::unwrap_used)]

#[path = "support/screens.rs"]
mod screens;
#[path = "support/source.rs"]
mod source;
#[path = "support/walls.rs"]
mod walls;

use proc_macro2::{TokenStream, TokenTree};
use source::Source;

/// A file this long holds more than one thing.
const LONGEST: usize = 450;

fn none(breaches: Vec<String>) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn every_room_knows_only_whom_it_may() {
    none(
        source::all_of_src()
            .iter()
            .flat_map(walls::breaches)
            .collect(),
    );
}

#[test]
fn no_screen_loses_keystrokes_holds_raw_html_or_words_of_its_own() {
    none(
        source::all_of_src()
            .iter()
            .flat_map(screens::breaches)
            .collect(),
    );
}

/// Where a page may lead out of the app: to a call, a text or a letter, and to the trust's own pages for signing in and
/// out. The launchers draw what stands around the pages.
const WAYS_OUT: [&str; 5] = [
    "src/ui/components/call_row.rs",
    "src/ui/components/person_row.rs",
    "src/ui/links.rs",
    "src/ui/screens/before/sign_in.rs",
    "src/ui/screens/you/data.rs",
];

#[test]
fn no_page_leads_out_of_the_app_but_where_it_has_to() {
    let all = source::all_of_src();
    let led = |path: &str| WAYS_OUT.contains(&path) || path.starts_with("src/ui/launch/");
    let out = all.iter().filter(|it| !led(&it.path));
    none(
        out.filter(|it| leads_out(it.tokens.clone()))
            .map(|it| format!("{} leads out of the app", it.path))
            .collect(),
    );
    for path in WAYS_OUT {
        let there = all.iter().find(|it| it.path == path).unwrap();
        assert!(leads_out(there.tokens.clone()), "{path} leads nowhere");
    }
    for (text, wanted) in [
        ("fn f() { rsx! { a { href: uri, {x} } } }", true),
        ("fn f() { rsx! { a { \"href\": uri, {x} } } }", true),
        ("fn f() { open_outside(&uri); }", true),
        (
            "// href\nfn f() { rsx! { Link { to: Route::Help {} } } }",
            false,
        ),
    ] {
        let sample = Source::of("src/ui/a.rs", text);
        assert_eq!(leads_out(sample.tokens), wanted, "{text}");
    }
}

/// Whether an address is given to the browser or the system anywhere in these tokens.
fn leads_out(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(it) = tokens.next() {
        let called = matches!(tokens.peek(), Some(TokenTree::Group(_)));
        let found = match it {
            TokenTree::Group(group) => leads_out(group.stream()),
            TokenTree::Ident(name) => name == "href" || (name == "open_outside" && called),
            TokenTree::Literal(text) => text.to_string() == "\"href\"",
            TokenTree::Punct(_) => false,
        };
        if found {
            return true;
        }
    }
    false
}

#[test]
fn every_file_can_be_read_in_one_sitting() {
    none(too_long(&source::all_of_src()));
}

fn too_long(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| source.lines > LONGEST)
        .map(|source| format!("{}: {} lines", source.path, source.lines))
        .collect()
}

/// How many breaches the walls see in this text at this path.
fn wall(path: &str, text: &str) -> usize {
    walls::breaches(&Source::of(path, text)).len()
}

/// How many breaches are seen in this inside of an `rsx!`.
fn screen(inside: &str) -> usize {
    let text = format!("fn draw() -> Element {{ rsx! {{ {inside} }} }}");
    screens::breaches(&Source::of("src/ui/sample.rs", &text)).len()
}

#[test]
fn a_path_through_a_wall_is_seen_in_every_form() {
    for (path, text) in [
        ("src/care/goal.rs", "use crate::fhir::Goal;"),
        ("src/care/goal.rs", "use crate::{fhir::Goal, care::Team};"),
        ("src/care/goal.rs", "use crate::{care::Team, fhir};"),
        (
            "src/care/goal.rs",
            "fn f() { let g = crate :: fhir :: read(); }",
        ),
        ("src/care/goal.rs", "use super::super::fhir;"),
        ("src/care/mod.rs", "use super::fhir;"),
        ("src/care/mod.rs", "mod tests { use super::super::fhir; }"),
        ("src/care.rs", "use super::fhir;"),
        (
            "src/care/goal.rs",
            "#[cfg(test)] mod tests { use crate::vault::Vault; }",
        ),
        ("src/fhir/goal.rs", "use crate::vault::Vault;"),
        ("src/sandbox/mod.rs", "use crate::app::Companion;"),
        ("src/words/mod.rs", "use crate::care::Goal;"),
        ("src/platform/mod.rs", "use crate::vault::Key;"),
        ("src/sync/mod.rs", "use crate::app::Companion;"),
        ("src/ui/today.rs", "use crate::vault::Vault;"),
        ("src/main.rs", "use pathway_companion::vault::Vault;"),
        ("src/app/mod.rs", "use dioxus::prelude::*;"),
        ("src/app/mod.rs", "use dioxus_signals::Signal;"),
        ("src/app/mod.rs", "use manganis::asset;"),
        ("src/platform/mod.rs", "use dioxus::prelude::*;"),
        ("src/shed/mod.rs", "fn f() {}"),
    ] {
        assert_eq!(wall(path, text), 1, "{path}: {text}");
    }
}

#[test]
fn an_open_door_is_not_taken_for_a_breach() {
    for (path, text) in [
        (
            "src/care/goal.rs",
            "// use crate::fhir::Goal;\nuse crate::care::Team;",
        ),
        (
            "src/care/goal.rs",
            "/// See [`crate::fhir`] and dioxus.\nconst T: &str = \"crate::fhir\";",
        ),
        (
            "src/care/goal.rs",
            "use super::Team; mod tests { use super::super::Team; }",
        ),
        (
            "src/fhir/goal.rs",
            "use crate::{care::{self, Goal}, forms::Answer};",
        ),
        (
            "src/ui/today.rs",
            "use crate::app::Companion; use dioxus::prelude::*; use crate::care::Goal;",
        ),
        (
            "src/app/mod.rs",
            "use crate::vault::Vault; use crate::words::Language;",
        ),
        ("src/platform/mod.rs", "use manganis::asset;"),
        (
            "src/main.rs",
            "use pathway_companion::ui; use pathway_companion::sandbox;",
        ),
        (
            "src/lib.rs",
            "pub mod app; pub mod care; pub use crate::care::Record;",
        ),
    ] {
        assert_eq!(wall(path, text), 0, "{path}: {text}");
    }
}

#[test]
fn an_input_that_loses_keystrokes_is_seen() {
    for inside in [
        r#"input { id: "n", value: "{name}", oninput: move |e| name.set(e.value()) }"#,
        r#"input { r#type: "text", value: name }"#,
        r#"input { r#type: kind, value: "{name}" }"#,
        r#"div { for x in list { textarea { value: "{x}" } } }"#,
        r#"if open { input { r#type: "password", onchange: move |a, b| go(a, b), value: "{x}" } }"#,
        r#"match x { A => rsx! { input { value: "{x}" } }, B => rsx! {} }"#,
        r#"{list.iter().map(|x| rsx! { input { value: "{x}" } })}"#,
    ] {
        assert_eq!(screen(inside), 1, "{inside}");
    }
    for inside in [
        r#"input { r#type: "radio", name: "a", value: "{code}", checked: on }"#,
        r#"input { value: "{code}", r#type: "checkbox" }"#,
        r#"input { r#type: "text", initial_value: "{name}", oninput: move |e| name.set(e.value()) }"#,
        r#"select { option { value: "{code}", {label} } }"#,
        r#"textarea { initial_value: "{name}" }"#,
    ] {
        assert_eq!(screen(inside), 0, "{inside}");
    }
}

#[test]
fn raw_html_is_seen_wherever_it_stands() {
    assert_eq!(screen(r#"div { dangerous_inner_html: "{text}" }"#), 1);
    assert_eq!(screen(r#"p { {words.say("a-b")} }"#), 0);
    let in_code = "fn f(a: &mut A) { a.dangerous_inner_html(text); }";
    assert_eq!(
        screens::breaches(&Source::of("src/ui/a.rs", in_code)).len(),
        1
    );
}

#[test]
fn a_script_that_is_made_is_seen_but_where_it_has_to_be() {
    let made = "fn f(text: &str) { document::eval(&format!(\"say({text})\")); }";
    let seen = |path: &str, code: &str| screens::breaches(&Source::of(path, code)).len();
    assert_eq!(seen("src/ui/a.rs", made), 1);
    assert_eq!(
        seen("src/ui/a.rs", "fn f(t: &str) { document::eval(t); }"),
        1
    );
    assert_eq!(seen("src/ui/links.rs", made), 0);
    assert_eq!(
        seen(
            "src/ui/a.rs",
            "fn f() { document::eval(\"focus()\"); eval(SCRIPT); }"
        ),
        0
    );
}

#[test]
fn words_that_do_not_come_from_i18n_are_seen() {
    for inside in [
        r#"p { "Hello" }"#,
        r#"p { class: "quiet", "{count} left" }"#,
        r#"p { "Your next review" b { {x} } }"#,
        r#"if a { "yes" } else { {no} }"#,
        r#"for a in b { li { key: "{a}", "item" } }"#,
        r#"p { {"Hello"} }"#,
        r#"p { {format!("Updated {day}")} }"#,
        r#"{match x { A => "Done", B => words.say("a-b") }}"#,
        r#"button { aria_label: "Close", "×" }"#,
        r#"button { aria_label: if open { "Close" } else { words.say("a-b") }, "×" }"#,
        r#"img { alt: "{name} smiling" }"#,
        r#"input { placeholder: "name" }"#,
        r#"abbr { title: "what" }"#,
        r#"svg { "aria-label": "Line chart" }"#,
        r#"Heading { text: "Your plan" }"#,
        r#"Card { footer: rsx! { p { "Bye" } } }"#,
        r#"p { onclick: move |e| { set(rsx! { p { "Bye" } }) }, {x} }"#,
    ] {
        assert_eq!(screen(inside), 1, "{inside}");
    }
    for inside in [
        r#"p { class: "quiet small", id: "first", {words.say("today-hello")} }"#,
        r#"p { "{text}" " · " "›" }"#,
        r#"p { "{words.say(\"today-hello\")}" }"#,
        r#"svg { view_box: "0 0 24 24", path { d: "M4 12h16", stroke: "currentColor" } }"#,
        r#"Icon { name: "chevron", class: "icon big-one" }"#,
        r#"button { r#type: "button", role: "tab", aria_label: words.say("help-now"), Icon { name: "x" } }"#,
        r#"Link { to: Route::Goal { id: id.clone() }, {words.say_with("goal-of", &[("name", name)])} }"#,
        r#"p { lang: "cy", {match kind { "phq" => words.say("a-b"), _ => other }} }"#,
        r#"meta { name: "viewport", http_equiv: "x" }"#,
    ] {
        assert_eq!(screen(inside), 0, "{inside}");
    }
}

#[test]
fn a_file_that_is_too_long_is_seen() {
    let lines = |n: usize| Source::of("src/care/a.rs", &"fn f() {}\n".repeat(n));
    assert_eq!(too_long(&[lines(LONGEST)]).len(), 0);
    assert_eq!(too_long(&[lines(LONGEST + 1)]).len(), 1);
}
