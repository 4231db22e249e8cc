//! The ladder of a goal: five steps in the person's words. A list first and a slope second, so that it
//! grows with the text and reads well aloud. No numbers, no minus signs. On it the person says where they
//! are: the same steps, each a whole row to tap.

use super::{Icon, IconKind, Theirs};
use crate::app::plain_step;
use crate::care::{Goal, Level};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;

/// Who looks at the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Eyes {
    /// The person whose goal it is.
    #[default]
    Own,
    /// Somebody who supports them.
    Carer,
}

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
    /// Where the person began, and aimed.
    BeganAndAim,
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
            (true, false, true) => Some(Rung::BeganAndAim),
            (false, false, true) => Some(Rung::Aim),
            (true, false, false) => Some(Rung::Began),
            (false, false, false) => None,
        }
    }

    fn key(self, eyes: Eyes) -> &'static str {
        if eyes == Eyes::Carer {
            return match self {
                Rung::Began => "shared-began-here",
                Rung::Here => "shared-here",
                Rung::BeganAndHere => "shared-began-and-here",
                Rung::Aim => "shared-aim-here",
                Rung::HereAndAim => "shared-here-and-aim",
                Rung::BeganAndAim => "shared-began-and-aim",
            };
        }
        match self {
            Rung::Began => "goals-began-here",
            Rung::Here => "goals-here",
            Rung::BeganAndHere => "goals-began-and-here",
            Rung::Aim => "goals-aim-here",
            Rung::HereAndAim => "goals-here-and-aim",
            Rung::BeganAndAim => "goals-began-and-aim",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Rung::Began => "rung-mark",
            Rung::Here | Rung::BeganAndHere | Rung::HereAndAim => "rung-mark rung-me",
            Rung::Aim | Rung::BeganAndAim => "rung-mark rung-aim",
        }
    }
}

/// The words of a step: the person's own, else plain ones of ours.
pub fn step_words(words: Words, goal: &Goal, level: Level) -> String {
    let own = goal.levels[level as usize].clone();
    own.unwrap_or_else(|| words.say(plain_step(level)))
}

/// The ladder of a goal.
#[component]
pub fn Ladder(
    /// The goal.
    goal: Goal,
    /// Who looks at it.
    #[props(default)]
    eyes: Eyes,
) -> Element {
    let words = state::words();
    let here = goal.here();
    let label = match eyes {
        Eyes::Own => "goals-ladder",
        Eyes::Carer => "shared-ladder",
    };
    rsx! {
        ol { class: "ladder", aria_label: words.say(label),
            for (index , level) in Level::ALL.into_iter().enumerate().rev() {
                li {
                    key: "{index}",
                    class: step_class(here, level),
                    style: "--step: {index}",
                    Step { goal: goal.clone(), level, eyes }
                }
            }
        }
    }
}

/// The ladder of a goal, on which the person chooses where they are.
#[component]
pub fn LadderChoice(
    /// The goal.
    goal: Goal,
    /// The id of what asks.
    labelled_by: String,
    /// The step that is chosen and not handed over yet.
    chosen: Option<Level>,
    /// Who chooses.
    #[props(default)]
    eyes: Eyes,
    /// Another one was chosen.
    onchoose: EventHandler<Level>,
) -> Element {
    let here = goal.here();
    rsx! {
        div { class: "ladder ladder-choice", role: "radiogroup", aria_labelledby: labelled_by,
            for (index , level) in Level::ALL.into_iter().enumerate().rev() {
                label {
                    key: "{index}",
                    class: if chosen == Some(level) { format!("{} rung-on", step_class(here, level)) } else { step_class(here, level).to_owned() },
                    style: "--step: {index}",
                    input {
                        r#type: "radio",
                        id: "step-{index}",
                        name: "step",
                        checked: chosen == Some(level),
                        onchange: move |_| onchoose.call(level),
                    }
                    span { class: "radio-dot", "aria-hidden": "true",
                        if chosen == Some(level) {
                            Icon { kind: IconKind::Check }
                        }
                    }
                    span { class: "rung-in",
                        Step { goal: goal.clone(), level, eyes }
                    }
                }
            }
        }
    }
}

/// What stands on a step: the mark before the words, and read before them.
#[component]
fn Step(goal: Goal, level: Level, eyes: Eyes) -> Element {
    let words = state::words();
    let own = goal.levels[level as usize].clone();
    rsx! {
        if let Some(rung) = Rung::of(&goal, level) {
            span { class: rung.class(),
                match rung {
                    Rung::Aim | Rung::HereAndAim | Rung::BeganAndAim => rsx! { Icon { kind: IconKind::Flag } },
                    Rung::Here | Rung::BeganAndHere => rsx! { span { class: "dot" } },
                    Rung::Began => rsx! {},
                }
                {words.say(rung.key(eyes))}
                span { class: "unseen", ": " }
            }
        }
        span { class: "rung-words",
            match own {
                Some(text) => rsx! { Theirs { text } },
                None => rsx! { span { class: "quiet", {words.say(plain_step(level))} } },
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
