//! What was said here met a change of somebody else's: which of the two is to stand.

use super::{Button, Inset, Weight};
use dioxus::prelude::*;

/// Two equal buttons. Neither is the strong one: the app knows no better than the person.
#[component]
pub fn MineOrTheirs(
    /// The words for what was said here.
    mine: String,
    /// The words for what stands at the trust.
    theirs: String,
    /// What was said here is to stand.
    onmine: EventHandler<()>,
    /// What the trust has is to stand.
    ontheirs: EventHandler<()>,
    /// What to say where the choice could not be kept.
    failed: Option<String>,
) -> Element {
    rsx! {
        div { class: "actions",
            Button { weight: Weight::Second, onpress: onmine, {mine} }
            Button { weight: Weight::Second, onpress: ontheirs, {theirs} }
        }
        if let Some(failed) = failed {
            div { role: "alert",
                Inset {
                    p { {failed} }
                }
            }
        }
    }
}
