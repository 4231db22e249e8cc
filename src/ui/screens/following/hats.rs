//! People I follow, and my own care: which of them is open, which others are on this phone, and how to add
//! one. They are apart: nothing of one shows in another, not even a name.

use crate::app::{AlsoHere, View, Wearing};
use crate::ui::Route;
use crate::ui::components::{Button, ButtonLink, Heading, IconKind, Inset, Weight};
use crate::ui::{desk, state};
use crate::words::Words;
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

/// People I follow.
#[component]
pub fn Hats() -> Element {
    let (view, words) = (state::view(), state::words());
    let own_here = view.wearing == Some(Wearing::Own)
        || view.also_here.iter().any(|it| it.hat == Wearing::Own);
    rsx! {
        Heading { title: "following-hats-title", text: words.say("following-hats-title") }
        if view.wearing == Some(Wearing::Own) && view.also_here.is_empty() {
            p { class: "lead", {words.say("following-hats-none")} }
        }
        OtherHats {}
        section {
            h2 { {words.say("following-hats-add")} }
            p { {words.say("following-hats-add-text")} }
            div { class: "actions",
                ButtonLink { weight: Weight::Second, to: Route::SignInAsCarer {}, {words.say("following-hats-add-carer")} }
                if !own_here {
                    ButtonLink { weight: Weight::Second, to: Route::SignIn {}, {words.say("following-hats-add-own")} }
                }
            }
        }
        Inset { icon: IconKind::Lock, p { {words.say("following-hats-apart")} } }
    }
}

/// The other vaults on this phone, each with a way to open it; nothing where there are none.
#[component]
pub fn OtherHats() -> Element {
    let (view, words) = (state::view(), state::words());
    let mut failed = use_signal(|| false);
    if view.also_here.is_empty() {
        return rsx! {};
    }
    let open = move |place: usize| {
        let companion = state::companion();
        let navigator = navigator();
        // What lies on the desk is of this hat.
        desk::desk().clear();
        spawn_forever(async move {
            match companion.put_on(place).await {
                Ok(()) => {
                    navigator.replace(Route::Today {});
                }
                Err(_) => failed.set(true),
            }
        });
    };
    rsx! {
        section {
            h2 { {words.say("following-hats-other")} }
            if failed() {
                p { role: "alert", {words.say("following-hats-failed")} }
            }
            div { class: "actions",
                for it in view.also_here.clone() {
                    Button { key: "{it.place}", weight: Weight::Second, onpress: move |()| open(it.place), {name(&view, &it, words)} }
                }
            }
        }
    }
}

/// What another hat is called: by a number where there are several of a kind.
fn name(view: &View, it: &AlsoHere, words: Words) -> String {
    if it.hat == Wearing::Own {
        return words.say("following-hats-open-own");
    }
    let same: Vec<usize> = view
        .also_here
        .iter()
        .filter(|other| other.hat == Wearing::Carer)
        .map(|other| other.place)
        .collect();
    let number = same.iter().position(|place| *place == it.place);
    match number.filter(|_| same.len() > 1) {
        Some(number) => words.say_with(
            "following-hats-open-carer-number",
            &[("number", (number as i64 + 1).into())],
        ),
        None => words.say("following-hats-open-carer"),
    }
}
