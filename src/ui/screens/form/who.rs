//! Who types. The answers are always the person's own: somebody may type them, nobody may give them.

use crate::app::{Filling, Typed};
use crate::ui::Route;
use crate::ui::components::{Inset, Radio, Radios};
use crate::ui::desk::desk;
use crate::ui::state;
use dioxus::prelude::*;

const WHO: [&str; 3] = ["form-types-me", "form-types-for", "form-types-another"];

/// Who types.
#[component]
pub(super) fn WhoTypes(filling: Filling) -> Element {
    let words = state::words();
    let mut failed = use_signal(|| false);
    let chosen = match filling.about.typed {
        Some(Typed::Me) => Some(0),
        Some(Typed::ForMe) => Some(1),
        Some(Typed::Another) => Some(2),
        None => None,
    };
    let choose = move |place: usize| {
        let typed = match place {
            0 => Typed::Me,
            1 => Typed::ForMe,
            _ => Typed::Another,
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
            if chosen == Some(2) {
                Refused {}
            }
            if failed() {
                p { role: "alert", {words.say("form-not-saved")} }
            }
        }
    }
}

/// Why nobody can answer in the person's place, and what they can do instead.
#[component]
pub(super) fn Refused() -> Element {
    let words = state::words();
    rsx! {
        Inset { p { {words.say("form-types-refused")} } }
    }
}

/// Who typed, said again before it is sent. Whoever said nothing is told what will be taken for true.
#[component]
pub(super) fn WhoTyped(filling: Filling) -> Element {
    let words = state::words();
    let key = match filling.about.typed {
        None | Some(Typed::Me) => "form-check-typed-me",
        Some(Typed::ForMe) => "form-check-typed-for",
        Some(Typed::Another) => "form-check-typed-another",
    };
    let to = Route::FormStart { task: filling.task };
    rsx! {
        p {
            {words.say(key)}
            " "
            Link { class: "link", to, {words.say("form-check-typed-change")} }
        }
    }
}
