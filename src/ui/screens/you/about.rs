//! What this app is, who sees what, and what it cannot do.

use crate::app::Missing;
use crate::ui::components::{Heading, Inset, Said};
use crate::ui::state;
use dioxus::prelude::*;

/// What this app is.
#[component]
pub fn About() -> Element {
    let (view, words) = (state::view(), state::words());
    let trust = view.trust.clone();
    let demo = trust.as_ref().is_some_and(|t| t.demo);
    let name = trust.map(|t| t.name.clone()).filter(|n| !n.is_empty());
    rsx! {
        Heading { title: "you-about-title", text: words.say("you-about-title") }
        p { class: "lead", {words.say("you-about-what")} }
        if let Some(name) = name {
            p { {words.say_with("you-about-trust", &[("trust", (&name).into())])} }
        }
        if demo {
            Inset { p { {words.say("you-about-demo")} } }
        }
        h2 { {words.say("you-about-who-heading")} }
        ul { class: "points",
            li { Said { name: "you-about-who-you" } }
            li { Said { name: "you-about-who-team" } }
            li { Said { name: "you-about-who-carer" } }
            li { Said { name: "you-about-who-us" } }
        }
        h2 { {words.say("you-about-limits-heading")} }
        ul { class: "points",
            li { Said { name: "you-about-limits-watch" } }
            li { Said { name: "you-about-limits-care" } }
            li { Said { name: "you-about-limits-old" } }
            li { {words.say("phone-needs")} " " {words.say("phone-needs-else")} }
        }
        if !view.preferences.language.is_checked() {
            p { Said { name: "you-about-unchecked" } }
        }
        if !view.not_granted.is_empty() {
            h2 { {words.say("you-about-missing-heading")} }
            ul { class: "points",
                for missing in view.not_granted.clone() {
                    li { {words.say(missing_key(missing))} }
                }
            }
            p { {words.say("you-about-missing-rest")} }
        }
        h2 { {words.say("you-about-licence-heading")} }
        p { {words.say("you-about-licence")} }
        p { class: "quiet", {words.say("you-about-forms")} }
    }
}

/// What says that something is not switched on.
pub fn missing_key(missing: Missing) -> &'static str {
    match missing {
        Missing::Plan => "you-about-missing-plan",
        Missing::Goals => "you-about-missing-goals",
        Missing::Team => "you-about-missing-team",
        Missing::Meetings => "you-about-missing-meetings",
        Missing::Forms => "you-about-missing-forms",
        Missing::Sending => "you-about-missing-sending",
        Missing::Messages => "you-about-missing-messages",
        Missing::NewGoals => "you-about-missing-new-goals",
        Missing::Ratings => "you-about-missing-ratings",
        Missing::Sharing => "you-about-missing-sharing",
    }
}
