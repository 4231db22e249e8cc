//! Asking the team to link somebody. The app asks; it never makes a link.

use crate::app::Companion;
use crate::care::MessageKind;
use crate::ui::Route;
use crate::ui::components::{ButtonLink, PhoneLink, Weight};
use crate::ui::screens::ask::{MessageCard, newest, response_time};
use crate::ui::state;
use dioxus::prelude::*;

/// Asking the team to link somebody.
#[component]
pub(super) fn Invite() -> Element {
    let (view, words, record) = (state::view(), state::words(), state::record());
    let task = Companion::writing(MessageKind::Invite, None);
    let begun = view.drafts.iter().any(|draft| draft.task == task);
    let asked = newest(&view, &record, MessageKind::Invite);
    rsx! {
        section {
            h2 { {words.say("sharing-invite")} }
            p { {words.say("sharing-invite-what")} }
            match response_time(&view) {
                Some(_) => rsx! {
                    div { class: "actions",
                        ButtonLink { weight: Weight::Second, to: Route::FormStart { task },
                            if begun { {words.say("form-start-carry-on")} } else { {words.say("sharing-invite-begin")} }
                        }
                    }
                },
                None => rsx! {
                    p { {words.say("sharing-invite-call")} }
                    if let Some((name, number)) = state::whom_to_call(&record) {
                        PhoneLink { name, number }
                    }
                },
            }
            if let Some((message, outgoing)) = asked {
                MessageCard { message, outgoing }
            }
        }
    }
}
