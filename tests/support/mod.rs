//! A made-up person to draw screens with, and the drawing itself.

#![allow(dead_code)] // Each test file uses its own part of this.

pub mod amira;

use dioxus::dioxus_core::NoOpMutations;
use dioxus::history::{History, MemoryHistory};
use dioxus::prelude::*;
use jiff::Timestamp;
use pathway_companion::app::{Companion, View};
use pathway_companion::ui::{App, Clock, Opener};
use std::rc::Rc;

/// Sunday 22 November 2026, a quarter past nine in the morning in London.
pub fn now() -> Timestamp {
    "2026-11-22T09:15:00Z".parse().unwrap()
}

/// The page at `route`, as it is drawn from `view`.
pub fn draw(route: &str, view: View) -> String {
    let dom = VirtualDom::new(App)
        .with_root_context(Companion::showing(view))
        .with_root_context(Opener::in_page())
        .with_root_context(Clock::stopped(now()));
    render(dom, route)
}

/// Renders a dom whose root is the app or a part of it.
pub fn render(mut dom: VirtualDom, route: &str) -> String {
    let history: Rc<dyn History> = Rc::new(MemoryHistory::with_initial_path(route));
    dom.provide_root_context(history);
    dom.rebuild_in_place();
    dom.render_immediate(&mut NoOpMutations);
    dioxus_ssr::render(&dom)
}

/// Without the marks that keep the direction of names and numbers.
pub fn plain(html: &str) -> String {
    html.replace(['\u{2068}', '\u{2069}'], "")
}

/// The words of a page as a person reads them: tags out, spaces joined.
pub fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut within = false;
    for letter in plain(html).chars() {
        match letter {
            '<' => {
                within = true;
                text.push(' ');
            }
            '>' => within = false,
            _ if !within => text.push(letter),
            _ => {}
        }
    }
    let text = text.replace("&#39;", "'").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
