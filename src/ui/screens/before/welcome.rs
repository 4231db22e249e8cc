//! The first page of all.

use super::SetAside;
use crate::ui::Route;
use crate::ui::components::{ButtonLink, Heading, Icon, IconKind, Inset, Row, Rows};
use crate::ui::screens::following::OtherHats;
use crate::ui::state;
use dioxus::prelude::*;

/// The first page of all.
#[component]
pub fn Welcome() -> Element {
    let (view, words) = (state::view(), state::words());
    let demo = view.trust.as_ref().is_some_and(|t| t.demo);
    let trust = view.trust.as_ref().map(|t| t.name.clone());
    rsx! {
        div { class: "welcome",
            svg {
                class: "welcome-path",
                view_box: "0 0 320 120",
                "aria-hidden": "true",
                "focusable": "false",
                path { class: "wash", d: "M0 120C60 40 110 30 160 52s90 10 160-38v106z" }
                path { class: "way", d: "M14 112c40-14 34-40 78-44s58 20 104-2 44-40 84-44" }
                circle { class: "stop-past", cx: "92", cy: "68", r: "6" }
                circle { class: "stop-now", cx: "196", cy: "66", r: "8" }
                path { class: "way", d: "M280 22V2l15 6-15 6" }
            }
            Heading { title: "before-welcome-title", text: words.say("before-welcome-heading") }
            p { class: "lead", {words.say("before-welcome-first")} }
            p { {words.say("before-welcome-second")} }
            if demo {
                Inset { p { {words.say("before-welcome-demo")} } }
            }
            div { class: "actions",
                ButtonLink { to: Route::SignIn {}, {words.say("before-sign-in")} }
            }
            if let Some(name) = trust {
                p { class: "quiet welcome-trust",
                    Icon { kind: IconKind::Place }
                    span { lang: "en", {name} }
                }
            }
            OtherHats {}
            SetAside {}
            Rows {
                Row { to: Route::Support {}, icon: IconKind::People, title: words.say("before-support") }
                Row { to: Route::Reading {}, icon: IconKind::Text, title: words.say("before-language") }
                Row { to: Route::About {}, icon: IconKind::Document, title: words.say("you-about-title"),
                    {words.say("before-about")}
                }
            }
        }
    }
}
