//! Safe mode: the app that died at its last starts. Help, what waits, a copy of everything, and the way
//! back.

use crate::app::{OutgoingState, Stage};
use crate::ui::Route;
use crate::ui::components::{Button, ButtonLink, Heading, Weight};
use crate::ui::screens::you::CopyOfData;
use crate::ui::state;
use dioxus::prelude::*;

/// Safe mode.
#[component]
pub fn SafeMode() -> Element {
    let (view, words) = (state::view(), state::words());
    let mut trying = use_signal(|| false);
    let open = view.stage == Stage::Open;
    let waiting = view
        .outgoing
        .iter()
        .filter(|it| !matches!(it.state, OutgoingState::Sent { .. }))
        .count() as i64;
    let usual = move |()| {
        let companion = state::companion();
        spawn(async move { companion.leave_safe_mode().await });
    };
    rsx! {
        Heading { title: "lock-safe-title", text: words.say("lock-safe-heading") }
        p { class: "lead", {words.say("lock-safe-text")} }
        div { class: "actions",
            ButtonLink { to: Route::Help {}, {words.say("frame-help")} }
        }
        if open {
            p { role: "status",
                {words.say_with("lock-safe-waiting", &[("count", waiting.into())])}
            }
            if waiting > 0 {
                Button {
                    weight: Weight::Second,
                    onpress: move |()| {
                        let companion = state::companion();
                        trying.set(true);
                        spawn(async move { companion.look_now().await });
                    },
                    {words.say("lock-safe-send")}
                }
                if trying() {
                    p { role: "status", {words.say("lock-safe-sending")} }
                }
            }
            CopyOfData {}
        }
        div { class: "actions",
            Button { weight: Weight::Second, onpress: usual, {words.say("lock-safe-usual")} }
        }
    }
}
