//! My staying-safe plan, under Help now. Without unlocking it opens only where the person wants that.

use super::own_words;
use crate::app::Stage;
use crate::ui::Route;
use crate::ui::components::{ButtonLink, Heading, IconKind, Inset, Weight};
use crate::ui::screens::plan::{PlanWords, TeamPlans};
use crate::ui::state;
use dioxus::prelude::*;

/// My staying-safe plan, under Help now.
#[component]
pub fn HelpPlan() -> Element {
    let (view, words, now) = (state::view(), state::words(), state::now());
    // What was written a moment ago shows, too.
    use_hook(|| {
        let companion = state::companion();
        spawn(async move { companion.look_at_plan().await });
    });
    let open = view.stage == Stage::Open;
    let plan = own_words(&view).filter(|plan| !plan.is_empty());
    let changed = plan.as_ref().and_then(|plan| plan.changed);
    rsx! {
        Heading { title: "plan-title", text: words.say("plan-title") }
        match plan {
            Some(plan) => rsx! {
                PlanWords { plan }
                if !open && let Some(at) = changed {
                    p { class: "quiet", {words.say_with("plan-copy-of", &[("when", (&words.when(at, now)).into())])} }
                }
            },
            None if open => rsx! {
                p { class: "lead", {words.say("plan-none")} }
                div { class: "actions",
                    ButtonLink { weight: Weight::Second, to: Route::SafePlan {}, {words.say("plan-begin")} }
                }
            },
            None => rsx! {
                Inset { icon: IconKind::Lock, p { {words.say("plan-locked")} } }
                div { class: "actions",
                    ButtonLink { weight: Weight::Second, to: Route::Today {}, {words.say("plan-unlock")} }
                }
            },
        }
        if open {
            TeamPlans {}
        }
        div { class: "actions",
            ButtonLink { to: Route::Help {}, {words.say("help-title")} }
            ButtonLink { weight: Weight::Second, to: Route::HelpCard {}, {words.say("help-card")} }
        }
    }
}
