//! What the review page hands over: the meeting for a calendar, and a page to print or to share.

use crate::app::{CalendarProblem, NotSaved, Printed};
use crate::ui::components::{Button, Checkboxes, Inset, Tick, Weight};
use crate::ui::state;
use dioxus::prelude::*;
use std::path::PathBuf;

/// The meeting for the person's own calendar.
#[component]
pub fn ToCalendar(
    /// Whether a place is known that could go along.
    has_place: bool,
) -> Element {
    let words = state::words();
    let mut with_place = use_signal(|| false);
    let mut made = use_signal(|| None::<Result<PathBuf, CalendarProblem>>);
    let mut opened = use_signal(|| false);
    let make = move |()| {
        let companion = state::companion();
        spawn(async move {
            // A phone's calendar is opened at the new entry; elsewhere there is a file.
            opened.set(companion.offer_meeting(with_place()).await);
            if opened() {
                return made.set(None);
            }
            let file = companion.meeting_for_calendar(with_place()).await;
            made.set(Some(file));
        });
    };
    let place = Tick {
        label: words.say("review-calendar-place"),
        lang: None,
        alone: false,
        on: with_place(),
        icon: None,
    };
    rsx! {
        div { class: "actions",
            if has_place {
                h3 { id: "calendar", {words.say("review-calendar")} }
                Checkboxes {
                    name: "calendar-place",
                    labelled_by: "calendar",
                    options: vec![place],
                    ontoggle: move |_| with_place.toggle(),
                }
            }
            Button { weight: Weight::Second, onpress: make, {words.say("review-calendar")} }
        }
        div { role: "status",
            if opened() {
                p { {words.say("review-calendar-opened")} }
            }
            match made() {
                Some(Ok(file)) => rsx! {
                    p { class: "paths", {words.say_with("review-calendar-saved", &[("file", (&file.display().to_string()).into())])} }
                },
                Some(Err(_)) => rsx! { Inset { p { {words.say("review-calendar-failed")} } } },
                None => rsx! {},
            }
        }
    }
}

/// How far the page is.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Asked,
    Making,
    Made(Result<Printed, NotSaved>),
}

/// A page to print or to share.
#[component]
pub fn ToPrint() -> Element {
    let words = state::words();
    let mut step = use_signal(|| Step::Asked);
    let make = move |()| {
        if *step.peek() == Step::Making {
            return;
        }
        step.set(Step::Making);
        let companion = state::companion();
        spawn(async move { step.set(Step::Made(companion.page_for_the_review().await)) });
    };
    rsx! {
        section {
            h2 { {words.say("review-print")} }
            p { {words.say("review-print-text")} }
            div { class: "actions",
                Button { weight: Weight::Second, onpress: make,
                    if step() == Step::Making { {words.say("review-print-making")} } else { {words.say("review-print")} }
                }
            }
            div { role: "status",
                match step() {
                    Step::Made(Ok(printed)) => rsx! {
                        p { class: "paths",
                            {words.say_with("review-print-saved", &[("file", (&printed.page.display().to_string()).into())])}
                        }
                        if printed.boxes {
                            p { {words.say("review-print-boxes")} }
                        }
                    },
                    Step::Made(Err(NotSaved)) => rsx! { Inset { p { {words.say("review-print-failed")} } } },
                    Step::Asked | Step::Making => rsx! {},
                }
            }
        }
    }
}
