//! Who types. The answers are always the person's own: somebody may type them, nobody may give them.

use crate::app::{Filling, Typed};
use crate::ui::components::{Inset, Radio, Radios};
use crate::ui::desk::desk;
use crate::ui::state;
use dioxus::prelude::*;

const WHO: [&str; 3] = ["form-types-me", "form-types-for", "form-types-another"];

/// Who types.
#[component]
pub(super) fn WhoTypes(
    filling: Filling,
    /// Whether somebody else would answer.
    another: Signal<bool>,
) -> Element {
    let words = state::words();
    let mut failed = use_signal(|| false);
    let chosen = match filling.about.typed {
        _ if another() => Some(2),
        Some(Typed::Me) => Some(0),
        Some(Typed::ForMe) => Some(1),
        None => None,
    };
    let choose = move |place: usize| {
        another.set(place == 2);
        let typed = match place {
            0 => Typed::Me,
            1 => Typed::ForMe,
            _ => return,
        };
        let (companion, filling, desk) = (state::companion(), filling.clone(), desk());
        spawn(async move {
            match companion.say_who_types(&filling, typed).await {
                Ok(next) => desk.take(next),
                Err(_) => failed.set(true),
            }
        });
    };
    let options = WHO
        .iter()
        .map(|key| Radio {
            label: words.say(key),
            lang: None,
        })
        .collect::<Vec<_>>();
    rsx! {
        section { class: "setting",
            h2 { id: "who-types", {words.say("form-types-heading")} }
            Radios { name: "who", labelled_by: "who-types", options, chosen, onchoose: choose }
            if another() {
                Inset { p { {words.say("form-types-refused")} } }
            }
            if failed() {
                p { role: "alert", {words.say("form-not-saved")} }
            }
        }
    }
}
