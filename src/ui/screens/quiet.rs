//! A bad day: one switch that leaves help, the next meeting and the plan, and asks for nothing. It ends by
//! itself, and the person is told when; or with one tap.

use super::today::ReviewCard;
use crate::care::{Quiet, QuietFor};
use crate::ui::Route;
use crate::ui::components::{
    Button, ButtonLink, Heading, IconKind, Inset, Radio, Radios, Row, Rows, SafetyBanner, Said,
    Weight,
};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;
use jiff::civil::Date;

const LENGTHS: [(QuietFor, &str); 3] = [
    (QuietFor::ADay, "quiet-for-a-day"),
    (QuietFor::ThreeDays, "quiet-for-three-days"),
    (QuietFor::AWeek, "quiet-for-a-week"),
];

/// Why it is quiet, and until when.
fn why(words: Words, quiet: Quiet, today: Date) -> String {
    match quiet {
        Quiet::Asked(until) if until == today => words.say("quiet-until-tonight"),
        Quiet::Asked(until) => {
            let day = words.weekday_day(until, today);
            words.say_with("quiet-until", &[("date", (&day).into())])
        }
        Quiet::InHospital => words.say("quiet-in-hospital"),
        Quiet::HardTime => words.say("quiet-hard-time"),
    }
}

/// What Today shows while it is quiet. `hides`: names of things are hidden.
#[component]
pub fn QuietToday(
    /// Why it is quiet.
    quiet: Quiet,
    /// Whether the names of things are hidden.
    hides: bool,
) -> Element {
    let (words, today) = (state::words(), state::today());
    rsx! {
        Inset { icon: IconKind::Moon,
            p { {why(words, quiet, today)} }
            p { class: "quiet", {words.say("quiet-nothing")} }
        }
        SafetyBanner {}
        div { class: "actions",
            ButtonLink { to: Route::Help {}, Said { name: "frame-help" } }
        }
        if !hides {
            ReviewCard { quiet: true }
            Rows {
                Row { to: Route::HelpPlan {}, icon: IconKind::Hand, title: words.say("plan-title"), {words.say("plan-more")} }
                Row { to: Route::Todo {}, icon: IconKind::TickBox, title: words.say("quiet-todo"), {words.say("quiet-todo-more")} }
            }
        }
        End {}
        p { Link { to: Route::QuietPage {}, {words.say("quiet-more")} } }
    }
}

/// The switch: on Today and on You.
#[component]
pub fn QuietSwitch() -> Element {
    let (words, today) = (state::words(), state::today());
    rsx! {
        section { class: "quiet-end",
            match state::quiet() {
                Some(quiet) => rsx! {
                    p { {why(words, quiet, today)} }
                    End {}
                },
                None => rsx! { Begin {} },
            }
            p { Link { to: Route::QuietPage {}, {words.say("quiet-more")} } }
        }
    }
}

#[component]
fn Begin() -> Element {
    let words = state::words();
    let mut failed = use_signal(|| false);
    let begin = move |()| {
        let companion = state::companion();
        spawn(async move { failed.set(companion.be_quiet(QuietFor::ADay).await.is_err()) });
    };
    rsx! {
        Button { weight: Weight::Second, onpress: begin, {words.say("quiet-begin")} }
        p { class: "quiet", {words.say("quiet-begin-more")} }
        if failed() {
            p { role: "alert", {words.say("quiet-failed")} }
        }
    }
}

#[component]
fn End() -> Element {
    let words = state::words();
    let mut failed = use_signal(|| false);
    let end = move |()| {
        let companion = state::companion();
        spawn(async move { failed.set(companion.end_quiet().await.is_err()) });
    };
    rsx! {
        div { class: "actions",
            Button { weight: Weight::Second, onpress: end, {words.say("quiet-end")} }
        }
        if failed() {
            p { role: "alert", {words.say("quiet-failed")} }
        }
    }
}

/// What a bad day is, and how long it lasts.
#[component]
pub fn QuietPage() -> Element {
    let (view, words, today) = (state::view(), state::words(), state::today());
    let quiet = state::quiet();
    let mut failed = use_signal(|| false);
    let options: Vec<Radio> = LENGTHS
        .iter()
        .map(|(_, key)| Radio {
            label: words.say(key),
            lang: None,
        })
        .collect();
    let until = view.quiet.until.filter(|_| quiet.is_some());
    let mut lengths = LENGTHS.iter();
    let chosen = until.and_then(|until| lengths.position(|(it, _)| it.until(today) == until));
    rsx! {
        Heading { title: "quiet-title", text: words.say("quiet-title") }
        p { class: "lead", {words.say("quiet-lead")} }
        p { {words.say("quiet-kept")} }
        p { role: "status",
            match quiet {
                Some(quiet) => why(words, quiet, today),
                None => words.say("quiet-off"),
            }
        }
        if quiet.is_some() {
            End {}
        }
        section { class: "setting",
            h2 { id: "quiet-for", {words.say("quiet-for")} }
            Radios {
                name: "quiet-length",
                labelled_by: "quiet-for",
                options,
                chosen,
                onchoose: move |i: usize| {
                    let companion = state::companion();
                    spawn(async move { failed.set(companion.be_quiet(LENGTHS[i].0).await.is_err()) });
                },
            }
            if failed() {
                p { role: "alert", {words.say("quiet-failed")} }
            }
        }
        p { class: "quiet", {words.say("quiet-by-itself")} }
    }
}
