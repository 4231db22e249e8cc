//! The store on the phone cannot be opened. Nothing was deleted, and it says so first.

use super::{Anew, Recover};
use crate::app::ShutReason;
use crate::ui::Route;
use crate::ui::components::{Button, ButtonLink, Drawing, Empty, Heading, IconKind, Inset, Weight};
use crate::ui::screens::following::OtherHats;
use crate::ui::state;
use dioxus::prelude::*;

/// The store on the phone cannot be opened.
#[component]
pub fn Shut(
    /// Why.
    reason: ShutReason,
) -> Element {
    let words = state::words();
    let (heading, text, act) = match reason {
        ShutReason::KeyGone => (
            "before-shut-key-gone-heading",
            "before-shut-key-gone",
            "before-shut-key-gone-do",
        ),
        ShutReason::KeystoreShut => (
            "before-shut-keystore-heading",
            "before-shut-keystore",
            "before-shut-keystore-do",
        ),
        ShutReason::Damaged => (
            "before-shut-damaged-heading",
            "before-shut-damaged",
            "before-shut-damaged-do",
        ),
        ShutReason::NewerApp => (
            "before-shut-newer-heading",
            "before-shut-newer",
            "before-shut-newer-do",
        ),
        ShutReason::DiskTrouble => (
            "before-shut-disk-heading",
            "before-shut-disk",
            "before-shut-disk-do",
        ),
    };
    rsx! {
        Heading { title: "frame-app-name", text: words.say("before-shut-title") }
        Inset { icon: IconKind::Lock, p { {words.say("before-shut-safe")} } }
        Empty { drawing: Drawing::Bench, heading: words.say(heading), text: words.say(text) }
        p { {words.say(act)} }
        if reason == ShutReason::KeyGone {
            Recover {}
            Anew {}
        } else if reason != ShutReason::NewerApp {
            div { class: "actions",
                Button {
                    onpress: move |()| {
                        let companion = state::companion();
                        spawn(async move { companion.try_to_open().await });
                    },
                    {words.say("lock-again")}
                }
            }
        }
        OtherHats {}
        div { class: "actions",
            ButtonLink { weight: Weight::Second, to: Route::Help {}, {words.say("frame-help")} }
        }
    }
}
