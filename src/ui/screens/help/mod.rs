//! Help now. It needs nothing but the phone: no signal, no sign-in, no store.

mod order;

pub use order::{HelpLines, lines};

use crate::app::{Stage, Wearing};
use crate::ui::Route;
use crate::ui::components::{CallRow, Heading, IconKind, Inset, Row, Rows, Said};
use crate::ui::state;
use dioxus::prelude::*;

/// Help now.
#[component]
pub fn Help() -> Element {
    let words = state::words();
    let help = here_and_now();
    rsx! {
        Heading { title: "help-title", text: words.say("help-title") }
        p { class: "lead", Said { name: "help-lead" } }
        if help.old_numbers {
            Inset { p { {words.say("help-old-numbers")} } }
        }
        for line in help.first {
            CallRow { key: "{line.id}", line, large: true }
        }
        section {
            h2 { {words.say("help-other")} }
            for line in help.others {
                CallRow { key: "{line.id}", line }
            }
        }
        section {
            h2 { {words.say("help-someone-else-heading")} }
            p { Said { name: "help-someone-else" } }
        }
        if state::view().stage == Stage::Open && state::view().wearing != Some(Wearing::Carer) {
            Rows {
                Row { to: Route::SafePlan {}, icon: IconKind::Hand, title: words.say("plan-title"), {words.say("plan-more")} }
            }
        }
        p { class: "quiet", {words.say("help-not-sent")} }
    }
}

/// The lines as they stand at this moment.
pub fn here_and_now() -> HelpLines {
    let (view, words, record, now) = (state::view(), state::words(), state::record(), state::now());
    lines(
        view.trust.as_deref(),
        record.team.phone.as_deref(),
        words,
        now,
    )
}
