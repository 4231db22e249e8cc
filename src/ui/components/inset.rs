//! A few words set apart, with an icon: never by colour alone.

use super::{Icon, IconKind};
use dioxus::prelude::*;

/// Words set apart.
#[component]
pub fn Inset(
    /// The picture before them.
    #[props(default = IconKind::Alert)]
    icon: IconKind,
    /// The words.
    children: Element,
) -> Element {
    rsx! {
        div { class: "inset",
            Icon { kind: icon }
            div { class: "inset-in", {children} }
        }
    }
}
