//! What is on this phone, where its key is, and how to take it all off. What would be lost is said
//! before, not after.

use super::CopyOfData;
use crate::app::{KeyPlace, OutgoingState, PlanWithTeam, View, Wearing};
use crate::ui::components::{Button, Heading, IconKind, Inset, Said, Weight};
use crate::ui::screens::before::SetAside;
use crate::ui::{desk, open_outside, state};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

/// Where the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Reading,
    Sure,
    Failed,
}

/// What is on this phone.
#[component]
pub fn Data() -> Element {
    let (view, words, record) = (state::view(), state::words(), state::record());
    let mut step = use_signal(|| Step::Reading);
    let name = record.person.full_name.clone();
    let wipe = move |()| {
        let companion = state::companion();
        // Before, since the page is gone as soon as everything is.
        desk::desk().clear();
        // The page is gone as soon as everything is; what comes after must not go with it.
        spawn_forever(async move {
            let end = companion.sign_out_page().await;
            match companion.sign_out_and_wipe().await {
                Ok(()) => {
                    if let Some(end) = end {
                        open_outside(&end);
                    }
                }
                Err(_) => step.set(Step::Failed),
            }
        });
    };
    rsx! {
        Heading { title: "you-data-title", text: words.say("you-data-title") }
        if !name.is_empty() {
            p { class: "lead", {words.say_with("you-data-as", &[("name", (&name).into())])} }
        }
        if view.wearing == Some(Wearing::Carer) {
            p { {words.say("following-data-kept")} }
        } else {
            p { {words.say("you-data-kept")} }
        }
        match view.key_place {
            KeyPlace::Keystore => rsx! { p { {words.say("you-data-key-keystore")} } },
            KeyPlace::File => rsx! {
                Inset { icon: IconKind::Lock, p { {words.say("you-data-key-file")} } }
            },
            KeyPlace::None => rsx! { p { {words.say("you-data-key-none")} } },
        }
        SetAside {}
        CopyOfData {}
        section {
            h2 { {words.say("you-data-wipe-heading")} }
            if view.wearing == Some(Wearing::Carer) {
                p { {words.say("following-data-wipe")} }
            } else {
                p { Said { name: "you-data-wipe-text" } }
            }
            Lost {}
            match step() {
                Step::Reading => rsx! {
                    Button { weight: Weight::Second, onpress: move |()| step.set(Step::Sure), {words.say("you-data-wipe-ask")} }
                },
                Step::Sure | Step::Failed => rsx! {
                    div { class: "card", role: "group", aria_labelledby: "sure",
                        h3 {
                            id: "sure",
                            tabindex: "-1",
                            onmounted: move |e| async move { e.data().set_focus(true).await.ok(); },
                            {words.say("you-data-wipe-confirm-heading")}
                        }
                        if step() == Step::Failed {
                            p { role: "alert", {words.say("you-data-wipe-failed")} }
                        }
                        div { class: "actions",
                            Button { onpress: move |()| step.set(Step::Reading), {words.say("you-data-wipe-no")} }
                            Button { weight: Weight::Second, onpress: wipe, {words.say("you-data-wipe-yes")} }
                        }
                    }
                },
            }
        }
    }
}

/// What has not reached the team, and would be lost.
#[component]
fn Lost() -> Element {
    let (view, words) = (state::view(), state::words());
    let (unsent, drafts) = (unsent(&view), view.drafts.len() as i64);
    let own_plan = view.own_plan.is_some();
    let with_team = matches!(view.plan_with_team, PlanWithTeam::Sent { same: true, .. });
    if unsent == 0 && drafts == 0 && !own_plan {
        return rsx! {};
    }
    rsx! {
        Inset {
            if unsent > 0 {
                p { {words.say_with("you-data-wipe-unsent", &[("count", unsent.into())])} }
            }
            if own_plan {
                p {
                    if with_team { {words.say("you-data-wipe-plan-sent")} } else { {words.say("you-data-wipe-plan")} }
                }
            }
            if drafts > 0 {
                p { {words.say_with("you-data-wipe-drafts", &[("count", drafts.into())])} }
            }
        }
    }
}

fn unsent(view: &View) -> i64 {
    let waits = view
        .outgoing
        .iter()
        .filter(|o| !matches!(o.state, OutgoingState::Sent { .. }));
    waits.count() as i64 + i64::from(view.nameless)
}
