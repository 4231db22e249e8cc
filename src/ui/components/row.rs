//! A row that leads somewhere: a word or two, a quiet line, and a mark that it opens.

use super::{Icon, IconKind, Theirs};
use crate::ui::Route;
use dioxus::prelude::*;

/// A list of rows.
#[component]
pub fn Rows(children: Element) -> Element {
    rsx! {
        ul { class: "rows", {children} }
    }
}

/// One row of [`Rows`].
#[component]
pub fn Row(
    /// Where it leads.
    to: Route,
    /// What it is called.
    title: String,
    /// Whether the title is the trust's or the person's own words.
    #[props(default)]
    own: bool,
    /// A picture for it.
    #[props(default)]
    icon: Option<IconKind>,
    /// The quiet line under the title.
    #[props(default)]
    children: Element,
) -> Element {
    rsx! {
        li {
            Link { class: "row", to,
                if let Some(kind) = icon {
                    Icon { kind }
                }
                span { class: "row-words",
                    span { class: "row-title",
                        if own {
                            Theirs { text: title }
                        } else {
                            {title}
                        }
                    }
                    span { class: "quiet row-note", {children} }
                }
                Icon { kind: IconKind::Onward }
            }
        }
    }
}
