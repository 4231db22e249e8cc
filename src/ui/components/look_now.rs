//! A look at the trust when somebody wants one, instead of at the next beat.

use super::{Button, Weight};
use crate::ui::state;
use dioxus::prelude::*;

/// Sends what waits and fetches what is new, now.
#[component]
pub fn LookNow(
    /// How loud it is.
    #[props(default)]
    weight: Weight,
    /// Its words.
    children: Element,
) -> Element {
    rsx! {
        Button {
            weight,
            onpress: move |()| {
                let companion = state::companion();
                spawn(async move { companion.look_now().await });
            },
            {children}
        }
    }
}
