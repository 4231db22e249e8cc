//! What stands in the place of the record until the first one has come. Nothing is said there of the
//! plan, the team or what is to be done: nobody knows it yet.

use super::{Drawing, Empty, LookNow, Weight, doubt_key};
use crate::app::Contact;
use crate::ui::Route;
use crate::ui::state;
use dioxus::prelude::*;

/// That the first record is on its way, or what keeps it.
#[component]
pub fn NotYet() -> Element {
    let (view, words) = (state::view(), state::words());
    let (heading, text) = match view.contact {
        Contact::NotTried | Contact::Busy | Contact::Well => {
            ("frame-first-coming", "frame-first-coming-text")
        }
        Contact::Slow => ("frame-first-coming", "frame-first-slow"),
        Contact::NoSignal => ("frame-first-not-here", "frame-first-no-signal"),
        Contact::Doubted(doubt) => ("frame-first-not-here", doubt_key(doubt)),
        Contact::SignInEnded => ("frame-first-not-here", "frame-signed-out"),
        Contact::OddAnswer => ("frame-first-not-here", "frame-first-odd"),
        Contact::TrustUnwell => ("frame-first-not-here", "frame-unwell"),
        Contact::NotSafe => ("frame-first-not-here", "frame-not-safe"),
    };
    rsx! {
        div { class: "not-yet", role: "status",
            Empty { drawing: Drawing::Bench, heading: words.say(heading), text: words.say(text) }
        }
        match view.contact {
            Contact::NotTried | Contact::Busy | Contact::Slow | Contact::Well => rsx! {},
            Contact::SignInEnded => rsx! {
                Link { class: "btn second", to: Route::SignIn {}, {words.say("frame-sign-in-again")} }
            },
            _ => rsx! {
                LookNow { weight: Weight::Second, {words.say("frame-look-now")} }
            },
        }
        p { class: "quiet",
            {words.say("frame-first-help")} " "
            Link { to: Route::Help {}, {words.say("frame-help")} }
        }
    }
}
