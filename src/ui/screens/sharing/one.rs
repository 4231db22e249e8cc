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
                Things { permits: chosen, of: may_share().then(|| carer.clone()) }
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
fn Things(
    permits: Vec<Permit>,
    #[props(default)] over: bool,
    /// The carer from whom each can be taken away here.
    #[props(default)]
    of: Option<String>,
) -> Element {
    let (words, record) = (state::words(), state::record());
    let key = match over {
        true => "sharing-ended-on",
        false => "sharing-until",
    };
    let lines = permits.iter().map(|permit| {
        let (text, own) = thing(words, &record, &permit.what);
        let day = words.day(permit.until);
        let until = words.say_with(key, &[("date", (&day).into())]);
        let asked = permit.rating == CarerRating::Asked && !over;
        let left: Vec<Permit> = permits.iter().filter(|it| *it != permit).cloned().collect();
        (format!("{:?}", permit.what), text, own, until, asked, left)
    });
    rsx! {
        ul { class: "points",
            for (key , text , own , until , asked , left) in lines {
                li { key: "{key}",
                    if own {
                        Theirs { text: text.clone() }
                    } else {
                        {text.clone()}
                    }
                    span { class: "quiet note-line", {until} }
                    if asked {
                        span { class: "quiet note-line", {words.say("sharing-asked")} }
                    }
                    if let Some(carer) = of.clone() {
                        TakeAway { carer, text, left }
                    }
                }
            }
        }
    }
}

/// Takes one thing away. It is asked once, with "no" under the finger: the list moves up when a thing goes, and a second
/// tap must not take the next one along.
#[component]
fn TakeAway(
    carer: String,
    text: String,
    /// What stays shared.
    left: Vec<Permit>,
) -> Element {
    let words = state::words();
    let mut asked = use_signal(|| false);
    let mut failed = use_signal(|| false);
    let take = move |_| {
        let (companion, carer, left) = (state::companion(), carer.clone(), left.clone());
        spawn(async move { failed.set(companion.share(&carer, left, None).await.is_err()) });
    };
    let said = |key| words.say_with(key, &[("thing", (&text).into())]);
    rsx! {
        if asked() {
            div { class: "actions",
                button { class: "btn plain", r#type: "button", aria_label: said("sharing-take-away-keep-what"), onclick: move |_| asked.set(false),
                    {words.say("sharing-take-away-keep")}
                }
                button { class: "btn second", r#type: "button", aria_label: said("sharing-take-away-yes-what"), onclick: take,
                    {words.say("sharing-take-away-yes")}
                }
            }
        } else {
            button { class: "btn plain", r#type: "button", aria_label: said("sharing-take-away-what"), onclick: move |_| asked.set(true),
                {words.say("sharing-take-away")}
            }
        }
        if failed() {
            p { role: "alert", {words.say("sharing-not-saved")} }
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
