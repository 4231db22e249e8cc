//! The wish that the plan opens without unlocking. What it means stands beside it, before and after.

use crate::ui::components::{Button, Said, Weight};
use crate::ui::state;
use dioxus::prelude::*;

/// What came of pressing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    NotPressed,
    Done,
    Failed,
}

/// The wish that the plan opens without unlocking.
#[component]
pub(super) fn Unlocked() -> Element {
    let (view, words) = (state::view(), state::words());
    let mut came = use_signal(|| Came::NotPressed);
    let on = view.plan_unlocked;
    let press = move |()| {
        let companion = state::companion();
        spawn(async move {
            let done = companion.let_plan_open(!on).await;
            came.set(if done.is_ok() {
                Came::Done
            } else {
                Came::Failed
            });
        });
    };
    let said = match (came(), on) {
        (Came::NotPressed, _) => "",
        (Came::Done, true) => "plan-unlocked-now-on",
        (Came::Done, false) => "plan-unlocked-now-off",
        (Came::Failed, _) => "plan-unlocked-failed",
    };
    rsx! {
        div { class: "plan-unlocked",
            h3 { {words.say("plan-unlocked")} }
            p {
                if on { Said { name: "plan-unlocked-on" } } else { Said { name: "plan-unlocked-off" } }
            }
            if !view.guard.passcode {
                p { class: "quiet", {words.say("plan-unlocked-no-passcode")} }
            }
            div { class: "actions",
                Button { weight: Weight::Second, onpress: press,
                    if on { {words.say("plan-unlocked-turn-off")} } else { {words.say("plan-unlocked-turn-on")} }
                }
            }
            p { class: "quiet", role: "status",
                if !said.is_empty() {
                    {words.say(said)}
                }
            }
        }
    }
}
