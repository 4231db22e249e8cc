//! Somebody who helps: who they are, what they do, how to reach them.

use super::{Icon, IconKind, PhoneLink, Theirs};
use crate::ui::state;
use dioxus::prelude::*;

/// Somebody who helps.
#[component]
pub fn PersonRow(
    /// Name.
    name: String,
    /// What they do, in the trust's words.
    #[props(default)]
    role: Option<String>,
    /// What kind of helper they are, in our words.
    #[props(default)]
    kind: Option<String>,
    /// Telephone.
    #[props(default)]
    phone: Option<String>,
    /// Email.
    #[props(default)]
    email: Option<String>,
) -> Element {
    let words = state::words();
    rsx! {
        li { class: "person",
            Initials { name: name.clone() }
            div { class: "person-words",
                if let Some(kind) = kind {
                    span { class: "quiet", {kind} }
                }
                strong { {name.clone()} }
                if let Some(role) = role {
                    span { class: "quiet", Theirs { text: role } }
                }
                if let Some(number) = phone {
                    PhoneLink { name: name.clone(), number }
                }
                if let Some(email) = email {
                    a { class: "phone-link", href: "mailto:{email}",
                        Icon { kind: IconKind::Mail }
                        {words.say_with("frame-email-name", &[("name", (&name).into())])}
                    }
                }
            }
        }
    }
}

/// A round mark with the first letters of a name: a face would have to be fetched, and seen.
#[component]
pub fn Initials(
    /// The name.
    name: String,
) -> Element {
    let letters: String = name
        .split_whitespace()
        .filter_map(|part| part.chars().next().filter(|c| c.is_alphabetic()))
        .take(2)
        .collect();
    rsx! {
        span { class: "initials", "aria-hidden": "true", {letters} }
    }
}
