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
    let Stage::IsThisYou { full_name, born } = view.stage.clone() else {
        return rsx! {};
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
    let born = match born {
        Some(day) => words.day(day),
        None => words.say("before-is-this-born-unknown"),
    };
    rsx! {
        Heading { title: "before-sign-in-title", text: words.say("before-is-this-title") }
        p { class: "lead", {words.say("before-is-this-lead")} }
        if let Some(problem) = problem() {
            SignInTrouble { problem }
        }
        Summary {
            SummaryLine { name: rsx! { {words.say("before-is-this-name")} }, strong { {full_name} } }
            SummaryLine { name: rsx! { {words.say("before-is-this-born")} }, strong { {born} } }
        }
        div { class: "actions",
            Button { onpress: move |()| answer(true), {words.say("before-is-this-yes")} }
            Button { weight: Weight::Second, onpress: move |()| answer(false), {words.say("before-is-this-no")} }
        }
        p { class: "quiet", {words.say("before-is-this-no-more")} }
    }
}
