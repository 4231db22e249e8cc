//! Stop sharing: one page, one button. It asks for nothing, and works without signal.

use super::said::name_of;
use super::{NotGranted, find, may_share};
use crate::ui::Route;
use crate::ui::components::{Button, ButtonLink, Heading, Weight};
use crate::ui::screens::missing::NotHere;
use crate::ui::state;
use dioxus::prelude::*;

/// Stop sharing with one of the circle.
#[component]
pub fn ShareStop(
    /// Id of the RelatedPerson.
    carer: String,
) -> Element {
    let words = state::words();
    let navigator = use_navigator();
    let mut failed = use_signal(|| false);
    let Some(known) = find(&carer) else {
        return rsx! { NotHere {} };
    };
    let name = name_of(words, &known.carer);
    let back = Route::SharedWith {
        carer: carer.clone(),
    };
    let stop = move |()| {
        let (companion, carer) = (state::companion(), carer.clone());
        spawn(async move {
            match companion.stop_sharing(&carer).await {
                Ok(()) => {
                    navigator.replace(Route::SharedWith { carer });
                }
                Err(_) => failed.set(true),
            }
        });
    };
    rsx! {
        Heading {
            title: "sharing-title",
            text: words.say_with("sharing-stop-heading", &[("name", (&name).into())]),
        }
        if may_share() {
            p { class: "lead", {words.say("sharing-stop-all")} }
            p { {words.say("sharing-never-told")} }
            p { {words.say("sharing-stop-copies")} }
            if failed() {
                p { role: "alert", {words.say("sharing-not-saved")} }
            }
            div { class: "actions",
                Button { onpress: stop, {words.say("sharing-stop-yes")} }
                ButtonLink { weight: Weight::Second, to: back, {words.say("sharing-stop-no")} }
            }
        } else {
            NotGranted {}
        }
    }
}
