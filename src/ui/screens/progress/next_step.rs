//! What follows every page of this kind: a next step and a name. Nothing low ends a screen.

use crate::ui::Route;
use crate::ui::components::{IconKind, PhoneLink, Row, Rows};
use crate::ui::state;
use dioxus::prelude::*;

/// A next step, and whom to talk to.
#[component]
pub fn NextStep(
    /// Whether something surely got harder.
    harder: bool,
) -> Element {
    let (words, record) = (state::words(), state::record());
    let (named, nobody) = if harder {
        ("progress-talk-harder", "progress-talk-harder-nobody")
    } else {
        ("progress-talk", "progress-talk-nobody")
    };
    let talk = match state::worker_name(&record) {
        Some(name) => words.say_with(named, &[("name", (&name).into())]),
        None => words.say(nobody),
    };
    let help = words.say_both("progress-to-help");
    rsx! {
        section { class: "quiet-end next-step",
            h2 { {words.say("progress-next")} }
            p { {talk} }
            if let Some((name, number)) = state::whom_to_call(&record) {
                PhoneLink { name, number }
            }
            Rows {
                Row { to: Route::Review {}, icon: IconKind::Calendar, title: words.say("progress-to-review") }
                Row { to: Route::SafePlan {}, icon: IconKind::Hand, title: words.say("progress-to-plan") }
                Row { to: Route::Help {}, icon: IconKind::Phone, title: help.text,
                    if let Some(english) = help.english {
                        span { lang: "en-GB", {english} }
                    }
                }
            }
        }
    }
}
