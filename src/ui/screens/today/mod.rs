//! Today: the one thing that matters most, what to do next, a goal, what is new.

mod hidden;
mod news;
mod next;
mod review_card;

use crate::ui::components::{
    Button, ContactLine, Drawing, Empty, Heading, NotYet, PhoneLink, SafetyBanner, Weight,
};
use crate::ui::screens::quiet::{QuietSwitch, QuietToday};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;
use hidden::Hidden;
use news::NewsList;
use next::Next;
pub use review_card::ReviewCard;

/// Today.
#[component]
pub fn Today() -> Element {
    let (view, words, record) = (state::view(), state::words(), state::record());
    let mut revealed = use_signal(|| false);
    let hides = view.preferences.hide_details;
    let quiet = state::quiet();
    let name = record.person.called.clone();
    let greeting = if hides && !revealed() {
        words.say("today-hello-plain")
    } else {
        greeting(words, &name)
    };
    rsx! {
        Heading { title: "today-title", text: greeting }
        ContactLine {}
        if let Some(quiet) = quiet {
            QuietToday { quiet, hides: hides && !revealed() }
        } else if view.record.is_none() {
            NotYet {}
        } else {
            SafetyBanner {}
        }
        if view.record.is_none() || quiet.is_some() {
            // Nothing else is known, or nothing else is asked.
        } else if hides && !revealed() {
            Hidden { onshow: move |()| revealed.set(true) }
        } else {
            ReviewCard { quiet: false }
            if record.plan.is_none() && record.interventions.is_empty() {
                Empty {
                    drawing: Drawing::Bench,
                    heading: words.say("today-no-plan-heading"),
                    text: words.say("today-no-plan-text"),
                }
                if let Some(number) = record.team.phone.clone() {
                    PhoneLink { name: None, number }
                }
            }
            Next {}
            NewsList {}
            if hides {
                button { class: "link", r#type: "button", onclick: move |_| revealed.set(false),
                    {words.say("today-hidden-hide")}
                }
            }
        }
        if quiet.is_none() && view.record.is_some() {
            QuietSwitch {}
        } else if quiet.is_some() && hides && !revealed() {
            Button { weight: Weight::Quiet, onpress: move |()| revealed.set(true), {words.say("today-hidden-show")} }
        }
    }
}

fn greeting(words: Words, name: &str) -> String {
    if name.is_empty() {
        return words.say("today-hello-plain");
    }
    words.say_with(words.greeting_key(state::now()), &[("name", name.into())])
}
