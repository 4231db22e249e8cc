//! Pairs of a name and what it is: a plan's piece, the answers of a form.

use dioxus::prelude::*;

/// A list of [`SummaryLine`].
#[component]
pub fn Summary(children: Element) -> Element {
    rsx! {
        dl { class: "summary", {children} }
    }
}

/// A name and what it is.
#[component]
pub fn SummaryLine(
    /// The name.
    name: Element,
    /// What can be done about it.
    #[props(default)]
    action: Option<Element>,
    /// What it is.
    children: Element,
) -> Element {
    rsx! {
        div { class: "summary-line",
            dt { {name} }
            dd { {children} }
            if let Some(action) = action {
                dd { class: "summary-do", {action} }
            }
        }
    }
}
