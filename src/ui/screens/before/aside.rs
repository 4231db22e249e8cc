//! What was set aside on this phone, and how the sealed answers beside it reach the team.

use crate::app::{AsideLine, SealedWay};
use crate::ui::components::{Button, Weight};
use crate::ui::state;
use dioxus::prelude::*;

/// How far it has come.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Asked,
    Sent,
    Saved(String),
    Failed,
}

/// What was set aside; nothing where nothing was.
#[component]
pub fn SetAside() -> Element {
    let (view, words) = (state::view(), state::words());
    let mut step = use_signal(|| Step::Asked);
    let sealed: u32 = view.asides.iter().map(|aside| aside.sealed).sum();
    let way = view.asides.first().map(|AsideLine { way, .. }| *way);
    if view.asides.is_empty() && step() == Step::Asked {
        return rsx! {};
    }
    let send = move |()| {
        let companion = state::companion();
        spawn(async move {
            let sent = companion.send_sealed().await;
            step.set(if sent.is_ok() {
                Step::Sent
            } else {
                Step::Failed
            });
        });
    };
    let hand_over = move |()| {
        let companion = state::companion();
        spawn(async move {
            step.set(match companion.hand_over_sealed().await {
                Ok(path) => Step::Saved(path.display().to_string()),
                Err(_) => Step::Failed,
            });
        });
    };
    rsx! {
        section { class: "card",
            h2 { {words.say("lock-aside-heading")} }
            p { {words.say("lock-aside")} }
            if sealed > 0 {
                p { {words.say_with("lock-aside-sealed", &[("count", i64::from(sealed).into())])} }
                div { class: "actions",
                    if way == Some(SealedWay::Send) {
                        Button { weight: Weight::Second, onpress: send, {words.say("lock-aside-send")} }
                    }
                    Button { weight: Weight::Second, onpress: hand_over, {words.say("lock-aside-hand")} }
                }
            } else if step() != Step::Sent {
                p { {words.say("lock-aside-none")} }
            }
            div { role: "status",
                match step() {
                    Step::Asked => rsx! {},
                    Step::Sent => rsx! { p { {words.say("lock-aside-sent")} } },
                    Step::Saved(place) => rsx! {
                        p { {words.say_with("lock-aside-saved", &[("place", (&place).into())])} }
                    },
                    Step::Failed => rsx! { p { {words.say("lock-aside-failed")} } },
                }
            }
        }
    }
}
