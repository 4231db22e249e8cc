//! "Is this you?": nothing is kept before the person has said yes.

use super::sign_in::SignInTrouble;
use crate::app::{SignInProblem, Stage};
use crate::ui::Route;
use crate::ui::components::{Button, Heading, Summary, SummaryLine, Weight};
use crate::ui::state;
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

/// "Is this you?"
#[component]
pub fn IsThisYou() -> Element {
    let (view, words) = (state::view(), state::words());
    let mut problem = use_signal(|| None::<SignInProblem>);
    let (full_name, beside, value, lead) = match view.stage.clone() {
        Stage::IsThisYou { full_name, born } => {
            let born = match born {
                Some(day) => words.day(day),
                None => words.say("before-is-this-born-unknown"),
            };
            (
                full_name,
                "before-is-this-born",
                born,
                "before-is-this-lead",
            )
        }
        // The birth date of the person whom they support is not theirs to read.
        Stage::IsThisYouAsCarer {
            full_name,
            supports,
        } => {
            let supports = supports.unwrap_or_else(|| words.say("before-is-this-supports-unknown"));
            (
                full_name,
                "before-is-this-supports",
                supports,
                "before-is-this-carer-lead",
            )
        }
        _ => return rsx! {},
    };
    let answer = move |yes: bool| {
        let companion = state::companion();
        let navigator = navigator();
        // The page goes as soon as the answer is taken; the way on must not go with it.
        spawn_forever(async move {
            match companion.is_this_me(yes).await {
                Ok(()) => {
                    let view = companion.view();
                    let first = view.stage == Stage::Open && !view.guard.passcode;
                    if yes && first {
                        navigator.push(Route::SetUp {});
                    }
                }
                Err(told) => problem.set(Some(told)),
            }
        });
    };
    rsx! {
        Heading { title: "before-sign-in-title", text: words.say("before-is-this-title") }
        p { class: "lead", {words.say(lead)} }
        if let Some(problem) = problem() {
            SignInTrouble { problem }
        }
        Summary {
            SummaryLine { name: rsx! { {words.say("before-is-this-name")} }, strong { {full_name} } }
            SummaryLine { name: rsx! { {words.say(beside)} }, strong { {value} } }
        }
        div { class: "actions",
            Button { onpress: move |()| answer(true), {words.say("before-is-this-yes")} }
            Button { weight: Weight::Second, onpress: move |()| answer(false), {words.say("before-is-this-no")} }
        }
        p { class: "quiet", {words.say("before-is-this-no-more")} }
    }
}
