//! What was set aside on this phone, and how the sealed answers beside it reach the team.

use crate::app::{AsideLine, SealedProblem, SealedWay};
use crate::ui::components::{Button, Weight, doubt_key};
use crate::ui::state;
use dioxus::prelude::*;

/// How far it has come.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Asked,
    Sent,
    Saved(String),
    NotSent(SealedProblem),
    NotSaved,
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
            step.set(sent.map_or_else(Step::NotSent, |()| Step::Sent));
        });
    };
    let hand_over = move |()| {
        let companion = state::companion();
        spawn(async move {
            step.set(match companion.hand_over_sealed().await {
                Ok(path) => Step::Saved(path.display().to_string()),
                Err(_) => Step::NotSaved,
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
                    Step::NotSent(problem) => rsx! { NotSent { problem } },
                    Step::NotSaved => rsx! { p { {words.say("lock-aside-failed")} } },
                }
            }
        }
    }
}

/// That the team does not have them and that they are still here; and why, where it is known.
#[component]
fn NotSent(problem: SealedProblem) -> Element {
    let words = state::words();
    rsx! {
        p { {words.say("lock-aside-failed")} }
        for key in why(problem) {
            p { {words.say(key)} }
        }
    }
}

fn why(problem: SealedProblem) -> Vec<&'static str> {
    match problem {
        SealedProblem::NoSignal => vec!["before-problem-no-signal"],
        SealedProblem::Doubted(doubt) => vec![doubt_key(doubt), "line-safe"],
        SealedProblem::NoPlace | SealedProblem::Refused | SealedProblem::NotThere => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Doubt;

    #[test]
    fn a_doubt_is_said_as_one_and_only_no_signal_as_no_signal() {
        let signal = "before-problem-no-signal";
        assert_eq!(why(SealedProblem::NoSignal), [signal]);
        for doubt in Doubt::ALL {
            let said = why(SealedProblem::Doubted(doubt));
            assert_eq!(said, [doubt_key(doubt), "line-safe"]);
        }
        for other in [
            SealedProblem::NoPlace,
            SealedProblem::Refused,
            SealedProblem::NotThere,
        ] {
            assert!(why(other).is_empty(), "{other:?}");
        }
    }
}
