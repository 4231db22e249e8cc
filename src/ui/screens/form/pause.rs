//! After an answer that shows risk: a calm page with help, before the next question. Nothing is
//! blocked, nobody is told, and "Carry on" is always there.

use super::next_route;
use crate::forms::Path;
use crate::ui::components::{ButtonLink, CallLine, CallRow, Heading, Said, Weight};
use crate::ui::desk::{desk, use_form};
use crate::ui::screens::help::here_and_now;
use crate::ui::{Place, Route, state};
use dioxus::prelude::*;

/// What stands on the page, 999 first.
const FIRST: [&str; 5] = ["999", "111-mh", "samaritans", "shout", "trust"];

/// A calm page with help.
#[component]
pub fn FormPause(
    /// The Task.
    task: String,
    /// The place of the question that was answered.
    path: Place,
) -> Element {
    let words = state::words();
    let filling = use_form(&task).and_then(Result::ok);
    let here = Path::from(path.name().to_owned());
    // Noted once, and only that help was shown: the answer is not part of it.
    let mut noted = use_signal(|| false);
    if let Some(filling) = filling.clone()
        && !*noted.peek()
    {
        noted.set(true);
        let (companion, here) = (state::companion(), here.clone());
        spawn(async move { companion.help_was_shown(&filling, &here).await });
    }
    let stop = Route::FormStart { task: task.clone() };
    let onward = match &filling {
        Some(filling) => next_route(desk(), filling, &here),
        None => Route::FormStart { task },
    };
    rsx! {
        Heading { title: "form-pause-title", text: words.say("form-pause-heading") }
        p { class: "lead", Said { name: "form-pause-text" } }
        p { class: "quiet", {words.say("form-pause-saved")} }
        RiskRows {}
        div { class: "foot foot-stays",
            ButtonLink { to: onward, Said { name: "form-pause-carry-on" } }
            ButtonLink { weight: Weight::Quiet, to: stop, {words.say("form-stop-here")} }
        }
    }
}

/// The rows of help after an answer that shows risk.
#[component]
pub fn RiskRows() -> Element {
    let help = here_and_now();
    let all: Vec<CallLine> = help.first.into_iter().chain(help.others).collect();
    let picked = FIRST
        .iter()
        .filter_map(|id| all.iter().find(|line| line.id == *id))
        .cloned()
        .collect::<Vec<_>>();
    rsx! {
        for line in picked {
            CallRow { key: "{line.id}", large: matches!(line.id.as_str(), "999" | "111-mh"), line }
        }
    }
}
