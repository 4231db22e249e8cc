//! What shows after a hurried leave: the date, and a way in again. Nothing of care.

use crate::ui::Route;
use crate::ui::components::{Button, Heading, Weight};
use crate::ui::{desk, state};
use dioxus::prelude::*;

/// The date, and nothing else.
#[component]
pub fn Left() -> Element {
    let (words, today) = (state::words(), state::today());
    let navigator = use_navigator();
    let open = move |()| {
        navigator.replace(Route::Today {});
        state::companion().open_again();
    };
    rsx! {
        Heading { title: "sharing-left-title", text: words.weekday_day(today, today) }
        div { class: "actions",
            Button { weight: Weight::Quiet, onpress: open, {words.say("sharing-left-open")} }
        }
    }
}

/// Hides the page at once.
#[component]
pub fn Leave() -> Element {
    let words = state::words();
    let navigator = use_navigator();
    let leave = move |_| {
        let (companion, desk) = (state::companion(), desk::desk());
        navigator.replace(Route::Today {});
        // What is on the screen goes to the disk on the way; nobody waits for it.
        dioxus::core::spawn_forever(async move {
            companion.hide_at_once();
            desk.settle().await.ok();
            companion.hide_and_lock().await;
        });
    };
    rsx! {
        button { class: "leave", r#type: "button", onclick: leave, {words.say("sharing-leave")} }
    }
}
