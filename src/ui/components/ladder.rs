//! The ladder of a goal: five steps in the person's words. A list first and a slope second, so that it
//! grows with the text and reads well aloud. No numbers, no minus signs.

use super::{Icon, IconKind, Theirs};
use crate::care::{Goal, Level};
use crate::ui::state;
use dioxus::prelude::*;

/// What stands on one step beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rung {
    /// Where the person began.
    Began,
    /// Where the person is.
    Here,
    /// Where the person began and still is.
    BeganAndHere,
    /// Where the person aims.
    Aim,
    /// Where the person is, and aimed.
    HereAndAim,
}

impl Rung {
    /// What stands on this step of a goal; none for a step with nothing but its words.
    pub fn of(goal: &Goal, level: Level) -> Option<Rung> {
        let here = goal.here() == Some(level);
        let began = goal.began == Some(level);
        let aim = level == Level::Expected;
        match (began, here, aim) {
            (_, true, true) => Some(Rung::HereAndAim),
            (true, true, false) => Some(Rung::BeganAndHere),
            (false, true, false) => Some(Rung::Here),
            (_, false, true) => Some(Rung::Aim),
            (true, false, false) => Some(Rung::Began),
            (false, false, false) => None,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Rung::Began => "goals-began-here",
            Rung::Here => "goals-here",
            Rung::BeganAndHere => "goals-began-and-here",
            Rung::Aim => "goals-aim-here",
            Rung::HereAndAim => "goals-here-and-aim",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Rung::Began => "rung-mark",
            Rung::Here | Rung::BeganAndHere | Rung::HereAndAim => "rung-mark rung-me",
            Rung::Aim => "rung-mark rung-aim",
        }
    }
}

/// The ladder of a goal.
#[component]
pub fn Ladder(
    /// The goal.
    goal: Goal,
) -> Element {
    let words = state::words();
    let here = goal.here();
    rsx! {
        ol { class: "ladder", aria_label: words.say("goals-ladder"),
            for (index , level) in Level::ALL.into_iter().enumerate().rev() {
                li {
                    key: "{index}",
                    class: step_class(here, level),
                    style: "--step: {index}",
                    if let Some(rung) = Rung::of(&goal, level) {
                        span { class: rung.class(),
                            match rung {
                                Rung::Aim | Rung::HereAndAim => rsx! { Icon { kind: IconKind::Flag } },
                                Rung::Here | Rung::BeganAndHere => rsx! { span { class: "dot" } },
                                Rung::Began => rsx! {},
                            }
                            {words.say(rung.key())}
                        }
                    }
                    span { class: "rung-words",
                        match &goal.levels[index] {
                            Some(text) => rsx! { Theirs { text: text.clone() } },
                            None => rsx! { span { class: "quiet", {words.say("goals-step-no-words")} } },
                        }
                    }
                }
            }
        }
    }
}

fn step_class(here: Option<Level>, level: Level) -> &'static str {
    match here {
        Some(here) if here == level => "rung rung-climbed rung-here",
        Some(here) if level < here => "rung rung-climbed",
        _ => "rung",
    }
}
