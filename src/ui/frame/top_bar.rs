//! The top bar: Back at the start, Help now at the end, on every screen at the same place.

use crate::ui::Route;
use crate::ui::components::{Icon, IconKind, Said};
use crate::ui::state;
use dioxus::prelude::*;

/// The top bar.
#[component]
pub fn TopBar(
    /// Whether there is anywhere to go back to.
    back: bool,
) -> Element {
    let words = state::words();
    let navigator = use_navigator();
    let parent = use_route::<Route>().parent().filter(|_| back);
    rsx! {
        header { class: "top",
            div { class: "top-in",
                if let Some(parent) = parent {
                    button {
                        class: "back",
                        r#type: "button",
                        onclick: move |_| {
                            // Where the person came from; only if that is unknown, what is above.
                            if navigator.can_go_back() {
                                navigator.go_back();
                            } else {
                                navigator.replace(parent.clone());
                            }
                        },
                        Icon { kind: IconKind::Back }
                        {words.say("frame-back")}
                    }
                }
                Link { class: "help-now", to: Route::Help {}, Said { name: "frame-help" } }
            }
        }
    }
}
