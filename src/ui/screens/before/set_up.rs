//! After the first sign-in: what keeps what is on this phone safe, and what would be lost with its key.

use crate::ui::Route;
use crate::ui::components::{ButtonLink, Heading, IconKind, Inset, Weight};
use crate::ui::state;
use dioxus::prelude::*;

/// After the first sign-in.
#[component]
pub fn SetUp() -> Element {
    let (view, words) = (state::view(), state::words());
    let guard = view.guard;
    rsx! {
        Heading { title: "lock-setup-title", text: words.say("lock-setup-title") }
        p { class: "lead", {words.say("lock-setup-lead")} }
        section {
            h2 { {words.say("lock-setup-passcode")} }
            p { {words.say("lock-setup-passcode-why")} }
        }
        section {
            h2 { {words.say("lock-setup-lost")} }
            p { {words.say("lock-setup-lost-how")} }
            Inset { icon: IconKind::Lock,
                p {
                    if guard.sealed {
                        {words.say("lock-setup-lost-sealed")}
                    } else {
                        {words.say("lock-setup-lost-all")}
                    }
                }
                if !guard.recovery {
                    p { {words.say("lock-setup-lost-code")} }
                }
            }
        }
        div { class: "actions",
            if !guard.passcode {
                ButtonLink { to: Route::Lock {}, {words.say("lock-setup-add")} }
            }
            if !guard.recovery {
                ButtonLink { weight: Weight::Second, to: Route::Lock {}, {words.say("lock-setup-code")} }
            }
            ButtonLink { weight: Weight::Second, to: Route::Today {}, {words.say("lock-setup-later")} }
        }
    }
}
