//! For whoever supports somebody: general help that needs no sign-in and no sharing.

use crate::ui::Route;
use crate::ui::components::{ButtonLink, Heading, Said, Weight};
use crate::ui::state;
use dioxus::prelude::*;

/// For whoever supports somebody.
#[component]
pub fn Support() -> Element {
    let words = state::words();
    rsx! {
        Heading { title: "before-support-title", text: words.say("before-support-title") }
        p { class: "lead", {words.say("before-support-lead")} }
        section { class: "card",
            h2 { {words.say("before-support-tonight")} }
            p { Said { name: "before-support-tonight-text" } }
            ButtonLink { weight: Weight::Second, to: Route::Help {}, {words.say("frame-help")} }
        }
        section {
            h2 { {words.say("before-support-tell")} }
            p { {words.say("before-support-tell-text")} }
        }
        section {
            h2 { {words.say("before-support-assess")} }
            p { {words.say("before-support-assess-text")} }
            p { class: "quiet", {words.say("before-support-assess-law")} }
        }
        section {
            h2 { {words.say("before-support-see")} }
            p { Said { name: "before-support-see-text" } }
        }
    }
}
