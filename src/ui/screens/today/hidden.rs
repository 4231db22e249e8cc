//! Today with the names of things hidden: for whoever opens it where others can see.

use crate::ui::components::{Button, Icon, IconKind};
use crate::ui::state;
use dioxus::prelude::*;

/// Today with the names of things hidden.
#[component]
pub fn Hidden(
    /// The person wants to see them.
    onshow: EventHandler<()>,
) -> Element {
    let (words, record) = (state::words(), state::record());
    let things = [
        (
            record.review != Default::default(),
            IconKind::Calendar,
            "today-hidden-meeting",
        ),
        (
            !record.forms_to_do.is_empty(),
            IconKind::TickBox,
            "today-hidden-todo",
        ),
        (
            !record.goals.is_empty(),
            IconKind::Ladder,
            "today-hidden-goal",
        ),
        (
            !record.news.is_empty(),
            IconKind::Message,
            "today-hidden-news",
        ),
    ];
    rsx! {
        ul { class: "rows hidden-things",
            for (_ , kind , key) in things.into_iter().filter(|(there, ..)| *there) {
                li { key: "{key}", class: "row row-still",
                    Icon { kind }
                    span { class: "row-title", {words.say(key)} }
                }
            }
        }
        p { class: "quiet", {words.say("today-hidden")} }
        Button { onpress: onshow, {words.say("today-hidden-show")} }
    }
}
