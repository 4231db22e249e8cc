//! "Why am I in this group?": what a group is, how it is chosen, and that it can change.

use super::group::Worker;
use super::to_worker;
use crate::ui::components::Heading;
use crate::ui::state;
use dioxus::prelude::*;

/// "Why am I in this group?"
#[component]
pub fn Why() -> Element {
    let (words, record) = (state::words(), state::record());
    rsx! {
        Heading { title: "care-why-title", text: words.say("care-why-heading") }
        p { class: "lead", {words.say("care-why-first")} }
        p { {words.say("care-why-second")} }
        h2 { {words.say("care-why-how-heading")} }
        p { {words.say("care-why-how")} }
        p { {words.say("care-why-you")} }
        h2 { {words.say("care-why-three-heading")} }
        ul { class: "points",
            li { {words.say("care-why-non-psychotic")} }
            li { {words.say("care-why-psychotic")} }
            li { {words.say("care-why-organic")} }
        }
        p { class: "quiet", {words.say("care-why-variance")} }
        h2 { {words.say("care-why-change-heading")} }
        p { {words.say("care-why-change")} }
        h2 { {words.say("care-why-doubt-heading")} }
        p { {to_worker(&record, "care-differ-text", "care-differ-nobody")} }
        section { class: "tail", Worker {} }
    }
}
