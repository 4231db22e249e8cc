//! A card: only where a thing can be opened or done.

use dioxus::prelude::*;

/// A card.
#[component]
pub fn Card(children: Element) -> Element {
    rsx! {
        div { class: "card", {children} }
    }
}

/// The card of the one thing that matters most on a screen.
#[component]
pub fn LeadCard(
    /// What it is.
    label: String,
    /// The thing itself, large.
    big: String,
    /// The quiet line under it.
    #[props(default)]
    note: Option<String>,
    /// What can be done.
    #[props(default)]
    children: Element,
) -> Element {
    rsx! {
        section { class: "card lead-card",
            h2 { class: "lead-label", {label} }
            p { class: "lead-big", {big} }
            if let Some(note) = note {
                p { class: "quiet", {note} }
            }
            div { class: "lead-do", {children} }
        }
    }
}
