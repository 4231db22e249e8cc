//! A page that broke while it was drawn. It breaks alone: the bars stand, what was written is in the vault, and
//! the way to help is on the page itself, drawn from nothing that could have broken it.

use crate::ui::Route;
use crate::ui::components::{ButtonLink, CallRow, Heading, Said, Weight};
use crate::ui::screens::help::urgent;
use crate::ui::state;
use dioxus::prelude::*;

/// In the place of a page that broke.
#[component]
pub fn Broken() -> Element {
    let words = state::words();
    rsx! {
        Heading { title: "frame-broken-title", text: words.say("frame-broken-heading") }
        p { class: "lead", {words.say("frame-broken-text")} }
        div { class: "actions",
            ButtonLink { to: Route::Help {}, Said { name: "frame-help" } }
            ButtonLink { weight: Weight::Second, to: Route::Today {}, {words.say("frame-missing-today")} }
        }
        Urgent {}
    }
}

/// In the place of everything, if even what stands around the pages broke.
#[component]
pub fn LastResort() -> Element {
    let words = state::words();
    rsx! {
        div { class: "app",
            main { id: "page", tabindex: "-1",
                h1 { tabindex: "-1", {words.say("frame-broken-heading")} }
                p { class: "lead", {words.say("frame-broken-again")} }
                Urgent {}
            }
        }
    }
}

/// Whom to call at once.
#[component]
fn Urgent() -> Element {
    let words = state::words();
    rsx! {
        section {
            h2 { {words.say("help-title")} }
            for line in urgent(words) {
                CallRow { key: "{line.id}", line, large: true }
            }
        }
    }
}
