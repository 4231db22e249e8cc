//! What a form added up to, for those who ask. A number alone says little, so it is closed at first; there
//! is no word for how good or bad it is.

use crate::forms::{Part, PartName, Score};
use crate::ui::components::{Details, Theirs};
use crate::ui::state;
use dioxus::prelude::*;

/// What it added up to: one number, or several where one would say nothing.
#[component]
pub fn AddedUp(
    /// The score.
    score: Score,
) -> Element {
    match score.total {
        Some(number) => rsx! { Total { number } },
        None if score.parts.is_empty() => rsx! {},
        None => rsx! { Parts { parts: score.parts.clone() } },
    }
}

/// The sum, only when asked for.
#[component]
pub fn Total(
    /// The sum.
    number: f64,
) -> Element {
    let words = state::words();
    let shown = number.to_string();
    rsx! {
        Details { summary: words.say("form-done-number-summary"),
            p { {words.say_with("form-done-number", &[("number", (&shown).into())])} }
            p { {words.say("form-done-number-more")} }
        }
    }
}

#[component]
fn Parts(parts: Vec<Part>) -> Element {
    let words = state::words();
    rsx! {
        Details { summary: words.say("form-done-parts-summary"),
            for (place , part) in parts.into_iter().enumerate() {
                p { key: "{place}", OnePart { part } }
            }
            p { {words.say("form-done-number-more")} }
        }
    }
}

#[component]
fn OnePart(part: Part) -> Element {
    let words = state::words();
    let shown = to_a_tenth(part.value);
    let number = ("number", (&shown).into());
    let said = match part.name {
        PartName::QualityOfLife => words.say_with("form-done-part-life", &[number]),
        PartName::TreatmentSatisfaction => words.say_with("form-done-part-help", &[number]),
        PartName::Goal(goal) => {
            let goal = goal.to_string();
            words.say_with("form-done-part-goal", &[("goal", (&goal).into()), number])
        }
        PartName::Own(text) => return rsx! { Theirs { text } ": {shown}" },
    };
    rsx! { {said} }
}

/// A mean has more digits than anybody gave.
fn to_a_tenth(number: f64) -> String {
    ((number * 10.0).round() / 10.0).to_string()
}
