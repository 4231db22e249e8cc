//! Choosing what one of the circle sees, and looking at it as they will, before it is said.
//!
//! Nothing is shared by a tick: the ticks are this page's, and go with it. What is said is what stood on the
//! picture, whole.

use super::look::Looking;
use super::picked::{Picked, day_that_stands};
use super::said::{in_months, name_of};
use super::{NotGranted, find, may_share};
use crate::app::{can_be_shared, sent_safe_plan};
use crate::care::{InCircle, MONTHS_SHARED, Permit, Record, Shared};
use crate::ui::Route;
use crate::ui::components::{Button, Checkboxes, Details, Heading, Radio, Radios, Theirs, Tick};
use crate::ui::screens::missing::NotHere;
use crate::ui::state;
use dioxus::prelude::*;

/// Where the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Choosing,
    Looking,
}

/// For how many months, beside the day that stands.
const MONTHS: [(i32, &str); 4] = [
    (1, "sharing-month-1"),
    (3, "sharing-month-3"),
    (MONTHS_SHARED, "sharing-month-6"),
    (12, "sharing-month-12"),
];

/// Changing what one of the circle sees.
#[component]
pub fn ShareChange(
    /// Id of the RelatedPerson.
    carer: String,
) -> Element {
    let (words, today) = (state::words(), state::today());
    let known = find(&carer);
    let before = known
        .as_ref()
        .map(|it| it.chosen(today))
        .unwrap_or_default();
    let picked = use_signal(|| Picked::of(&before));
    let step = use_signal(|| Step::Choosing);
    let Some(known) = known else {
        return rsx! { NotHere {} };
    };
    if !may_share() {
        return rsx! {
            Heading { title: "sharing-title", text: words.say("sharing-title") }
            NotGranted {}
        };
    }
    match step() {
        Step::Choosing => rsx! { Choosing { known, before, picked, step } },
        Step::Looking => rsx! { Looking { known, before, picked, step } },
    }
}

#[component]
fn Choosing(
    known: InCircle,
    before: Vec<Permit>,
    picked: Signal<Picked>,
    step: Signal<Step>,
) -> Element {
    let (words, record) = (state::words(), state::record());
    let name = name_of(words, &known.carer);
    let goals = goals(&record, &before);
    let plan = sent_safe_plan(&record).map(|it| Shared::SafePlan(it.response.clone()));
    let rest: Vec<(Shared, String)> = [
        (Shared::Reviews, words.say("sharing-item-review")),
        (Shared::Team, words.say("sharing-item-team")),
    ]
    .into();
    let pieces = record.interventions.iter().filter_map(|it| {
        let title = it.carer_title.clone()?;
        Some((Shared::Piece(it.id.clone()), title))
    });
    let pieces: Vec<(Shared, String)> = pieces.collect();
    rsx! {
        Heading {
            title: "sharing-title",
            text: words.say_with("sharing-what", &[("name", (&name).into())]),
        }
        p { class: "lead", {words.say("sharing-what-lead")} }
        if !goals.is_empty() {
            section { class: "setting",
                h2 { id: "share-goals", {words.say("sharing-goals")} }
                p { class: "quiet", id: "share-goals-more", {words.say("sharing-goals-words")} }
                Ticks { name: "goal", labelled_by: "share-goals", hint: "share-goals-more", things: goals.clone(), picked, own: true }
                AskThem { goals, picked }
            }
        }
        section { class: "setting",
            h2 { id: "share-rest", {words.say("sharing-rest")} }
            Ticks { name: "rest", labelled_by: "share-rest", things: rest, picked }
        }
        section { class: "setting",
            h2 { id: "share-pieces", {words.say("sharing-pieces")} }
            if pieces.is_empty() {
                p { {words.say("sharing-pieces-none")} }
            } else {
                p { class: "quiet", id: "share-pieces-more", {words.say("sharing-pieces-words")} }
                Ticks { name: "piece", labelled_by: "share-pieces", hint: "share-pieces-more", things: pieces, picked, own: true }
            }
            Nameless {}
        }
        section { class: "setting",
            h2 { id: "share-plan", {words.say("sharing-item-plan")} }
            match plan {
                Some(plan) => rsx! {
                    Ticks { name: "plan", labelled_by: "share-plan", things: vec![(plan, words.say("sharing-plan-sent"))], picked }
                },
                None => rsx! {
                    p { {words.say("sharing-plan-not-sent")} }
                    p { Link { to: Route::SafePlan {}, {words.say("plan-title")} } }
                },
            }
        }
        Until { before, picked }
        div { class: "actions",
            Button { onpress: move |()| step.set(Step::Looking), {words.say("sharing-look")} }
        }
    }
}

/// Goals that can be shared, and those that are.
fn goals(record: &Record, before: &[Permit]) -> Vec<(Shared, String)> {
    let all = record
        .goals
        .iter()
        .map(|goal| (Shared::Goal(goal.id.clone()), goal));
    let shown = all.filter(|(what, goal)| {
        let is_shared = before.iter().any(|it| it.what == *what);
        is_shared || goal.is_open() && can_be_shared(record, what)
    });
    shown
        .map(|(what, goal)| (what, goal.words.clone()))
        .collect()
}

/// Things to tick.
#[component]
fn Ticks(
    name: String,
    labelled_by: String,
    #[props(default)] hint: Option<String>,
    things: Vec<(Shared, String)>,
    picked: Signal<Picked>,
    #[props(default)] own: bool,
) -> Element {
    let english = state::words().language() == crate::words::Language::English;
    let options = things.iter().map(|(what, label)| Tick {
        label: label.clone(),
        lang: (own && !english).then(|| "en".to_owned()),
        alone: false,
        on: picked().things.contains(what),
        icon: None,
    });
    let options: Vec<Tick> = options.collect();
    rsx! {
        Checkboxes {
            name,
            labelled_by,
            options,
            hint,
            ontoggle: move |place: usize| {
                if let Some((what, _)) = things.get(place) {
                    picked.write().toggle(what);
                }
            },
        }
    }
}

/// For goals that are ticked: whether the carer is asked how it goes.
#[component]
fn AskThem(goals: Vec<(Shared, String)>, picked: Signal<Picked>) -> Element {
    let words = state::words();
    let shown: Vec<(Shared, String)> = goals
        .into_iter()
        .filter(|(what, _)| picked().things.contains(what))
        .collect();
    if shown.is_empty() {
        return rsx! {};
    }
    let options = shown.iter().map(|(what, label)| Tick {
        label: words.say_with("sharing-ask-goal", &[("goal", label.into())]),
        lang: None,
        alone: false,
        on: picked().asked.contains(what),
        icon: None,
    });
    let options: Vec<Tick> = options.collect();
    rsx! {
        h3 { id: "share-asked", {words.say("sharing-ask-them")} }
        p { class: "quiet", id: "share-asked-more", {words.say("sharing-ask-them-more")} }
        Checkboxes {
            name: "asked",
            labelled_by: "share-asked",
            hint: "share-asked-more",
            options,
            ontoggle: move |place: usize| {
                if let Some((what, _)) = shown.get(place) {
                    picked.write().toggle_asked(what);
                }
            },
        }
    }
}

/// Pieces that have no neutral name: why they cannot be shared, and what to do.
#[component]
fn Nameless() -> Element {
    let (words, record) = (state::words(), state::record());
    let all = record
        .interventions
        .iter()
        .filter(|it| it.carer_title.is_none());
    let names: Vec<String> = all.map(|it| it.what.clone()).collect();
    if names.is_empty() {
        return rsx! {};
    }
    let count = names.len() as i64;
    rsx! {
        Details { summary: words.say_with("sharing-nameless", &[("count", count.into())]),
            p { {words.say("sharing-nameless-why")} }
            ul { class: "points",
                for (place , text) in names.into_iter().enumerate() {
                    li { key: "{place}", Theirs { text } }
                }
            }
        }
    }
}

/// Until when.
#[component]
fn Until(before: Vec<Permit>, picked: Signal<Picked>) -> Element {
    let (words, today) = (state::words(), state::today());
    let stands = words.day(day_that_stands(&before, today));
    let months = MONTHS.map(|(months, key)| (in_months(today, months), key));
    let first = match before.is_empty() {
        true => "sharing-month-usual",
        false => "sharing-month-as-is",
    };
    let first = words.say_with(first, &[("date", (&stands).into())]);
    let others = months.iter().map(|(day, key)| {
        let day = words.day(*day);
        words.say_with(key, &[("date", (&day).into())])
    });
    let options = std::iter::once(first).chain(others);
    let options = options
        .map(|label| Radio { label, lang: None })
        .collect::<Vec<_>>();
    let chosen = match picked().until {
        None => Some(0),
        Some(day) => months
            .iter()
            .position(|(it, _)| *it == day)
            .map(|it| it + 1),
    };
    rsx! {
        section { class: "setting",
            h2 { id: "share-until", {words.say("sharing-until-when")} }
            Radios {
                name: "until",
                labelled_by: "share-until",
                options,
                chosen,
                onchoose: move |place: usize| {
                    let day = place.checked_sub(1).and_then(|it| months.get(it));
                    picked.write().until = day.map(|(day, _)| *day);
                },
            }
        }
    }
}
