//! What only some devices can do: opening with a finger or a face, and lines on the lock screen. Where the device cannot, the
//! section is not there.

use crate::app::{GuardProblem, Leave, Matching};
use crate::ui::components::{Button, Radio, Radios, SecretInput, Weight};
use crate::ui::guarding::guard_words;
use crate::ui::state;
use dioxus::prelude::*;

/// Opening with a finger or a face.
#[component]
pub(super) fn Match() -> Element {
    let (view, words) = (state::view(), state::words());
    let mut typed = use_signal(String::new);
    let mut problem = use_signal(|| None::<GuardProblem>);
    let mut busy = use_signal(|| false);
    let mut round = use_signal(|| 0u32);
    if view.matching == Matching::NotHere {
        return rsx! {};
    }
    let on = view.matching == Matching::On;
    let mut turn = move || {
        if *busy.peek() {
            return;
        }
        busy.set(true);
        let (companion, passcode) = (state::companion(), std::mem::take(&mut *typed.write()));
        spawn(async move {
            let done = match on {
                true => companion.match_no_more().await,
                false => companion.match_from_now_on(passcode).await,
            };
            problem.set(done.err());
            round += 1;
            busy.set(false);
        });
    };
    rsx! {
        section { class: "setting",
            h2 { {words.say("match-heading")} }
            p { {words.say("match-more")} }
            p { class: "quiet", {words.say("match-others")} }
            if !on {
                for tries in [round()] {
                    SecretInput {
                        key: "{tries}",
                        id: "match-passcode",
                        label: words.say("match-passcode"),
                        error: problem().map(|it| guard_words(words, it)),
                        oninput: move |text| typed.set(text),
                        onenter: move |()| turn(),
                    }
                }
            }
            div { class: "actions",
                Button { weight: Weight::Second, onpress: move |()| turn(),
                    if busy() {
                        {words.say("match-working")}
                    } else if on {
                        {words.say("match-off")}
                    } else {
                        {words.say("match-on")}
                    }
                }
            }
            p { class: "quiet", role: "status",
                if on { {words.say("match-is-on")} } else { {words.say("match-is-off")} }
            }
        }
    }
}

/// Lines on the lock screen.
#[component]
pub(super) fn Notices() -> Element {
    let (view, words) = (state::view(), state::words());
    let mut told = use_signal(|| None::<Option<Leave>>);
    let shows = use_hook(|| state::companion().can_notify());
    if !shows {
        return rsx! {};
    }
    let options = ["notice-on", "notice-off"]
        .map(|key| Radio {
            label: words.say(key),
            lang: None,
        })
        .to_vec();
    rsx! {
        section { class: "setting",
            h2 { id: "notice-heading", {words.say("notice-heading")} }
            p { {words.say("notice-more")} }
            p { class: "quiet", {words.say("notice-when")} }
            Radios {
                name: "notices",
                labelled_by: "notice-heading",
                options,
                chosen: Some(usize::from(!view.preferences.notices)),
                onchoose: move |i: usize| {
                    let companion = state::companion();
                    spawn(async move {
                        told.set(Some(companion.set_notices(i == 0).await.ok().filter(|_| i == 0)));
                    });
                },
            }
            p { class: "quiet", role: "status",
                match told() {
                    None => rsx! {},
                    Some(Some(Leave::NotGiven | Leave::Unsupported)) => rsx! { {words.say("notice-no-leave")} },
                    Some(_) => rsx! { {words.say("notice-saved")} },
                }
            }
        }
    }
}
