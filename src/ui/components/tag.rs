//! A short word on how a thing stands, always with an icon.

use super::{Icon, IconKind};
use dioxus::prelude::*;

/// What a tag is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It is done.
    Good,
    /// It waits.
    Waiting,
    /// It needs the person.
    NeedsYou,
}

/// A short word on how a thing stands.
#[component]
pub fn Tag(
    /// What it is about.
    tone: Tone,
    /// The word.
    text: String,
) -> Element {
    let (class, kind) = match tone {
        Tone::Good => ("tag good", IconKind::Check),
        Tone::Waiting => ("tag waiting", IconKind::Clock),
        Tone::NeedsYou => ("tag needs", IconKind::Alert),
    };
    rsx! {
        span { class,
            Icon { kind }
            {text}
        }
    }
}
