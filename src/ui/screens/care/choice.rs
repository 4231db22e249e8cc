//! A choice that is not made yet: its options to read, and how to say what one would like.

use super::intervention::PieceFacts;
use super::to_worker;
use crate::app::Thing;
use crate::care::MessageKind;
use crate::ui::components::{Heading, IconKind, Inset, Theirs};
use crate::ui::screens::ask::WriteAbout;
use crate::ui::screens::missing::NotHere;
use crate::ui::{Place, state};
use dioxus::prelude::*;

/// A choice.
#[component]
pub fn Choice(
    /// The requisition that its options share.
    id: Place,
) -> Element {
    let (words, record) = (state::words(), state::record());
    let Some(choice) = record.choices.iter().find(|c| c.id == id.name()).cloned() else {
        return rsx! { NotHere {} };
    };
    let first = choice.options.first();
    let about = first.map(|option| Thing::Piece(option.id.clone()));
    rsx! {
        Heading { title: "care-choice-title", text: words.say("care-choice-heading") }
        p { class: "lead", {words.say("care-choice-text")} }
        for option in choice.options {
            section { key: "{option.id}", class: "card",
                h2 { Theirs { text: option.what.clone() } }
                PieceFacts { piece: option }
            }
        }
        if let Some(about) = about {
            WriteAbout { kind: MessageKind::Preference, about, {words.say("care-choice-say")} }
        }
        Inset { icon: IconKind::Hand,
            strong { {words.say("care-choice-how")} }
            p { {to_worker(&record, "care-choice-tell", "care-choice-tell-nobody")} }
        }
    }
}
