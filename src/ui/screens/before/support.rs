//! For whoever supports somebody: general help that needs no sign-in and no sharing.

use crate::app::{Stage, Wearing};
use crate::ui::Route;
use crate::ui::components::{ButtonLink, Heading, Said, Weight};
use crate::ui::state;
use dioxus::prelude::*;

/// For whoever supports somebody.
#[component]
pub fn Support() -> Element {
    let (view, words) = (state::view(), state::words());
    let carer = view.wearing == Some(Wearing::Carer);
    let here = matches!(view.stage, Stage::Welcome | Stage::Open);
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
            if carer {
                ButtonLink { weight: Weight::Second, to: Route::Tell {}, {words.say("following-tell-title")} }
            }
        }
        section {
            h2 { {words.say("before-support-assess")} }
            p { {words.say("before-support-assess-text")} }
            p { class: "quiet", {words.say("before-support-assess-law")} }
        }
        section {
            h2 { {words.say("before-support-see")} }
            p { Said { name: "before-support-see-text" } }
            if here && !carer {
                p { {words.say("before-support-see-how")} }
                ButtonLink { weight: Weight::Second, to: Route::SignInAsCarer {}, {words.say("before-sign-in-carer-title")} }
            }
        }
    }
}
