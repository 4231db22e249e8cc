//! Help now. It needs nothing but the phone: no signal, no sign-in, no store.

mod card;
mod order;
mod plan;

pub use card::HelpCard;
pub use order::{HelpLines, lines, urgent};
pub use plan::HelpPlan;

use crate::app::{Stage, View, Wearing};
use crate::care::SafePlan;
use crate::ui::Route;
use crate::ui::components::{CallLine, CallRow, Heading, IconKind, Inset, Row, Rows, Said};
use crate::ui::state;
use dioxus::prelude::*;

/// Ways to get help without speaking or hearing.
const WITHOUT_A_CALL: [&str; 5] = ["shout", "text-999", "relay", "bsl-111", "bsl-999"];

/// Help now.
#[component]
pub fn Help() -> Element {
    let (view, words) = (state::view(), state::words());
    let help = here_and_now();
    let (without, others): (Vec<CallLine>, Vec<CallLine>) = help
        .others
        .into_iter()
        .partition(|line| WITHOUT_A_CALL.contains(&line.id.as_str()));
    rsx! {
        Heading { title: "help-title", text: words.say("help-title") }
        p { class: "lead", Said { name: "help-lead" } }
        if help.old_numbers {
            Inset { p { {words.say("help-old-numbers")} } }
        }
        for line in help.first {
            CallRow { key: "{line.id}", line, large: true }
        }
        // Both are of the person's own words: a carer's vault has none.
        if view.wearing != Some(Wearing::Carer) { Rows {
            if opens_a_plan(&view) {
                Row { to: Route::HelpPlan {}, icon: IconKind::Hand, title: words.say("plan-title"), {words.say("plan-more")} }
            }
            Row { to: Route::HelpCard {}, icon: IconKind::People, title: words.say("help-card"), {words.say("help-card-more")} }
        } }
        section {
            h2 { {words.say("help-without-a-call")} }
            for line in without {
                CallRow { key: "{line.id}", line }
            }
        }
        section {
            h2 { {words.say("help-other")} }
            for line in others {
                CallRow { key: "{line.id}", line }
            }
        }
        section {
            h2 { {words.say("help-someone-else-heading")} }
            p { Said { name: "help-someone-else" } }
        }
        p { class: "quiet", {words.say("help-not-sent")} }
    }
}

/// The lines as they stand at this moment.
pub fn here_and_now() -> HelpLines {
    let (view, words, record, now) = (state::view(), state::words(), state::record(), state::now());
    let copied = view
        .plan_copy
        .as_ref()
        .and_then(|copy| copy.team_phone.clone());
    let phone = record.team.phone.clone().or(copied);
    lines(view.trust.as_deref(), phone.as_deref(), words, now)
}

/// Whether a plan opens from here: while it is unlocked always, else where the person wants that.
fn opens_a_plan(view: &View) -> bool {
    match view.stage {
        Stage::Open => true,
        Stage::Locked(_) | Stage::Shut(_) => view.plan_copy.is_some(),
        Stage::Welcome | Stage::IsThisYou { .. } | Stage::IsThisYouAsCarer { .. } => false,
    }
}

/// The person's own plan, as far as it may be shown now.
fn own_words(view: &View) -> Option<SafePlan> {
    if view.wearing == Some(Wearing::Carer) {
        return None;
    }
    let copy = || view.plan_copy.as_ref().map(|copy| copy.plan.clone());
    let own = || view.own_plan.as_ref().map(|plan| (*plan.words).clone());
    match view.stage {
        Stage::Open => own().or_else(copy),
        Stage::Locked(_) | Stage::Shut(_) => copy(),
        Stage::Welcome | Stage::IsThisYou { .. } | Stage::IsThisYouAsCarer { .. } => None,
    }
}
