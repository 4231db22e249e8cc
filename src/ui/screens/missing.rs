//! An address that leads nowhere.

use crate::ui::Route;
use crate::ui::components::{ButtonLink, Drawing, Empty, Heading};
use crate::ui::state;
use dioxus::prelude::*;

/// An address that leads nowhere.
#[component]
pub fn Missing(
    /// The address.
    rest: Vec<String>,
) -> Element {
    let _ = rest;
    rsx! {
        NotHere {}
    }
}

/// A page that is not here: it moved, or the team changed it.
#[component]
pub fn NotHere() -> Element {
    let words = state::words();
    rsx! {
        Heading { title: "frame-app-name", text: words.say("frame-missing-heading") }
        Empty {
            drawing: Drawing::Hills,
            heading: words.say("frame-team-can-tell"),
            text: words.say("frame-missing-text"),
        }
        ButtonLink { to: Route::Today {}, {words.say("frame-missing-today")} }
    }
}
