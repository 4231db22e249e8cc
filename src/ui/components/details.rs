//! Something that opens in its place, when the person asks for it.

use super::{Icon, IconKind};
use dioxus::prelude::*;

/// Something that opens in its place.
#[component]
pub fn Details(
    /// What stands there while it is shut.
    summary: String,
    /// What it holds.
    children: Element,
) -> Element {
    rsx! {
        details { class: "details",
            summary {
                Icon { kind: IconKind::Onward }
                span { {summary} }
            }
            div { class: "details-in", {children} }
        }
    }
}
