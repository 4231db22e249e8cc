//! What is said at the first page when the store on the phone was found damaged and was mended.

use crate::ui::Route;
use crate::ui::components::Inset;
use crate::ui::state;
use dioxus::prelude::*;

/// What was mended; nothing where nothing was.
#[component]
pub fn MendedNote() -> Element {
    let (view, words) = (state::view(), state::words());
    let Some(mended) = view.mended else {
        return rsx! {};
    };
    rsx! {
        div { role: "status",
            Inset {
                strong { {words.say("lock-mended-heading")} }
                p {
                    if mended.whole { {words.say("lock-mended-whole")} } else { {words.say("lock-mended-part")} }
                }
                if !mended.whole {
                    p { Link { to: Route::Todo {}, {words.say("frame-todo")} } }
                }
            }
        }
    }
}
