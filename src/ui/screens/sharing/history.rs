//! What was shared when: from this phone's own log, which holds kinds and no names, and from what the trust
//! has that was not said here.

use super::said::kinds_said;
use crate::app::SaidOnce;
use crate::care::InCircle;
use crate::ui::components::Details;
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;
use jiff::Timestamp;

/// What was shared when.
#[component]
pub(super) fn History(known: InCircle) -> Element {
    let words = state::words();
    let companion = state::companion();
    let carer = known.carer.id.clone();
    // Read anew with every word that is said.
    let newest = known.last_word.as_ref().map(|word| word.at);
    let read = use_resource(use_reactive!(|(carer, newest)| {
        let companion = companion.clone();
        let _ = newest;
        async move { companion.said_of_sharing(&carer).await.unwrap_or_default() }
    }));
    let said = read.read().clone().unwrap_or_default();
    let lines = lines(words, state::now(), &said, &known);
    if lines.is_empty() {
        return rsx! {};
    }
    rsx! {
        Details { summary: words.say("sharing-history"),
            ul { class: "points",
                for (at , line) in lines {
                    li { key: "{at}{line}", {line} }
                }
            }
            p { class: "quiet", {words.say("sharing-history-here")} }
        }
    }
}

/// Each with its moment, the newest first.
fn lines(
    words: Words,
    now: Timestamp,
    said: &[SaidOnce],
    known: &InCircle,
) -> Vec<(Timestamp, String)> {
    let here = said
        .iter()
        .map(|once| (once.at, said_here(words, now, once)));
    // What the trust has and this phone did not say: by its second, which is all that it keeps.
    let foreign = known.sharings.iter().filter_map(|it| it.said).filter(|at| {
        let mut own = said.iter();
        !own.any(|once| once.at.as_second() == at.as_second())
    });
    let elsewhere = foreign.map(|at| {
        let when = words.when(at, now);
        (
            at,
            words.say_with("sharing-history-elsewhere", &[("when", (&when).into())]),
        )
    });
    let mut all: Vec<_> = here.chain(elsewhere).collect();
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all
}

fn said_here(words: Words, now: Timestamp, once: &SaidOnce) -> String {
    let when = words.when(once.at, now);
    let things = kinds_said(words, &once.kinds);
    match once.until {
        Some(until) => {
            let day = words.day(until);
            words.say_with(
                "sharing-history-said",
                &[
                    ("when", (&when).into()),
                    ("things", (&things).into()),
                    ("date", (&day).into()),
                ],
            )
        }
        None => words.say_with("sharing-history-stopped", &[("when", (&when).into())]),
    }
}
