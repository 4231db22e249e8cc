//! What one of the circle sees, item by item, with the ways to change it, and what was shared when.

use super::history::History;
use super::said::{Stands, name_of, summary, thing};
use super::{NotGranted, find, may_share};
use crate::care::{CarerRating, InCircle, Permit, WordStands};
use crate::ui::Route;
use crate::ui::components::{ButtonLink, Heading, MineOrTheirs, Theirs, Weight};
use crate::ui::screens::missing::NotHere;
use crate::ui::state;
use dioxus::prelude::*;

/// What one of the circle sees.
#[component]
pub fn SharedWith(
    /// Id of the RelatedPerson.
    carer: String,
) -> Element {
    let (words, today) = (state::words(), state::today());
    let Some(known) = find(&carer) else {
        return rsx! { NotHere {} };
    };
    let name = name_of(words, &known.carer);
    let (chosen, ended) = (known.chosen(today), known.ended(today));
    let shares = !chosen.is_empty() || known.not_understood(today) > 0;
    rsx! {
        Heading { title: "sharing-title", text: name.clone(), own: known.carer.name.is_some() }
        if let Some(text) = known.carer.relationship.clone() {
            p { class: "quiet", Theirs { text } }
        }
        if chosen.is_empty() {
            p { class: "lead", {summary(words, &chosen)} }
        }
        Stands { known: known.clone() }
        Choose { known: known.clone() }
        if !chosen.is_empty() {
            section {
                h2 { {words.say("sharing-they-see")} }
                Things { permits: chosen }
            }
        }
        if may_share() {
            div { class: "actions",
                ButtonLink { to: Route::ShareChange { carer: carer.clone() },
                    if shares { {words.say("sharing-change")} } else { {words.say("sharing-begin")} }
                }
                if shares {
                    ButtonLink { weight: Weight::Second, to: Route::ShareStop { carer: carer.clone() }, {words.say("sharing-stop")} }
                }
            }
        } else {
            NotGranted {}
        }
        p { class: "quiet", {words.say("sharing-never-told")} }
        if !ended.is_empty() {
            section {
                h2 { {words.say("sharing-ended")} }
                Things { permits: ended, over: true }
            }
        }
        History { known }
    }
}

/// Things that are shared, each with its last day.
#[component]
pub(super) fn Things(permits: Vec<Permit>, #[props(default)] over: bool) -> Element {
    let (words, record) = (state::words(), state::record());
    let key = match over {
        true => "sharing-ended-on",
        false => "sharing-until",
    };
    let lines = permits.iter().map(|permit| {
        let (text, own) = thing(words, &record, &permit.what);
        let day = words.day(permit.until);
        let until = words.say_with(key, &[("date", (&day).into())]);
        (
            text,
            own,
            until,
            permit.rating == CarerRating::Asked && !over,
        )
    });
    rsx! {
        ul { class: "points",
            for (place , (text , own , until , asked)) in lines.enumerate() {
                li { key: "{place}",
                    if own {
                        Theirs { text }
                    } else {
                        {text}
                    }
                    span { class: "quiet note-line", {until} }
                    if asked {
                        span { class: "quiet note-line", {words.say("sharing-asked")} }
                    }
                }
            }
        }
    }
}

/// A word that met a change of somebody else's, or was not taken: the person chooses.
#[component]
fn Choose(known: InCircle) -> Element {
    let words = state::words();
    let mut failed = use_signal(|| false);
    let Some(word) = known.last_word else {
        return rsx! {};
    };
    let changed = word.stands == WordStands::ChangedElsewhere;
    if !changed && word.stands != WordStands::NotTaken {
        return rsx! {};
    }
    let (mine, theirs) = (word.outgoing.clone(), word.outgoing);
    let again = match changed {
        true => "sharing-changed-mine",
        false => "sharing-try-again",
    };
    rsx! {
        MineOrTheirs {
            mine: words.say(again),
            theirs: words.say("sharing-changed-theirs"),
            onmine: move |()| {
                let (companion, id) = (state::companion(), mine.clone());
                spawn(async move { failed.set(companion.try_again(&id).await.is_err()) });
            },
            ontheirs: move |()| {
                let (companion, id) = (state::companion(), theirs.clone());
                spawn(async move { failed.set(companion.leave_as_the_trust_has_it(&id).await.is_err()) });
            },
            failed: failed().then(|| words.say("sharing-not-saved")),
        }
    }
}
