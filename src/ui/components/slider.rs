//! A number to choose on a line. Until it was touched it is no answer, whatever the knob seems to say; a
//! button on each side goes one step, for fingers that shake.

use super::described;
use crate::ui::state;
use dioxus::prelude::*;

/// The line: its ends, its steps, the words at its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The lower end.
    pub from: i64,
    /// The upper end.
    pub to: i64,
    /// How far a step goes.
    pub step: i64,
    /// The words at the lower end.
    pub lower: Option<String>,
    /// The words at the upper end.
    pub upper: Option<String>,
}

impl Line {
    /// The middle, on a step.
    fn middle(&self) -> i64 {
        let steps = (self.to - self.from) / self.step.max(1) / 2;
        self.from + steps * self.step
    }

    /// One step up or down, held at the ends; from nowhere to the middle.
    fn stepped(&self, now: Option<i64>, up: bool) -> i64 {
        let Some(now) = now else {
            return self.middle();
        };
        let by = if up { self.step } else { -self.step };
        now.saturating_add(by).clamp(self.from, self.to)
    }
}

/// A number to choose on a line.
#[component]
pub fn SliderInput(
    /// The id of the line.
    id: String,
    /// The id of what names it.
    labelled_by: String,
    /// The line.
    line: Line,
    /// The number chosen; none: not touched yet.
    initial: Option<i64>,
    /// The language of the words at the ends, where it is not the page's.
    #[props(default)]
    lang: Option<String>,
    /// The id of the words of an error.
    #[props(default)]
    error: Option<String>,
    /// The id of what else is said about it.
    #[props(default)]
    hint: Option<String>,
    /// Another number was chosen.
    onchoose: EventHandler<i64>,
) -> Element {
    let words = state::words();
    let mut now = use_signal(|| initial);
    // The line is drawn anew after a step of a button, and left alone while somebody moves the knob.
    let mut steps = use_signal(|| 0_u32);
    let begun = now.peek().unwrap_or_else(|| line.middle());
    let mut choose = move |number: i64| {
        now.set(Some(number));
        onchoose.call(number);
    };
    let said = match now() {
        Some(number) => number.to_string(),
        None => words.say("form-slider-untouched"),
    };
    let (down, up) = (line.clone(), line.clone());
    let ends = [
        (line.from, line.lower.clone()),
        (line.to, line.upper.clone()),
    ];
    let invalid = error.is_some().then_some("true");
    let described = described([hint, error]);
    rsx! {
        div { class: if now().is_some() { "slider" } else { "slider slider-untouched" },
            p { class: "slider-now", role: "status", {said.clone()} }
            div { class: "slider-row",
                button {
                    class: "slider-step",
                    r#type: "button",
                    aria_label: words.say("form-slider-less"),
                    onclick: move |_| {
                        steps += 1;
                        let number = down.stepped(now(), false);
                        choose(number);
                    },
                    span { "aria-hidden": "true", "−" }
                }
                for drawn in [steps()] {
                    input {
                        key: "{drawn}",
                        id: "{id}",
                        class: "slider-line",
                        r#type: "range",
                        min: "{line.from}",
                        max: "{line.to}",
                        step: "{line.step}",
                        aria_labelledby: labelled_by.clone(),
                        aria_describedby: described.clone(),
                        aria_invalid: invalid,
                        aria_valuetext: said.clone(),
                        initial_value: "{begun}",
                        oninput: move |event| {
                            if let Ok(number) = event.value().parse::<f64>() {
                                choose(number.round() as i64);
                            }
                        },
                        // A tap on the knob where it stands is an answer too.
                        onclick: move |_| {
                            if now.peek().is_none() {
                                choose(begun);
                            }
                        },
                    }
                }
                button {
                    class: "slider-step",
                    r#type: "button",
                    aria_label: words.say("form-slider-more"),
                    onclick: move |_| {
                        steps += 1;
                        let number = up.stepped(now(), true);
                        choose(number);
                    },
                    span { "aria-hidden": "true", "+" }
                }
            }
            div { class: "slider-ends",
                for (number , end) in ends {
                    p { key: "{number}",
                        strong { "{number}" }
                        if let Some(end) = end {
                            span { lang: lang.clone(), {end} }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_stays_on_the_line_and_the_first_goes_to_the_middle() {
        let line = Line {
            from: 0,
            to: 15,
            step: 2,
            lower: None,
            upper: None,
        };
        assert_eq!(line.stepped(None, true), 6);
        assert_eq!(line.stepped(Some(6), true), 8);
        assert_eq!(line.stepped(Some(6), false), 4);
        assert_eq!(line.stepped(Some(15), true), 15);
        assert_eq!(line.stepped(Some(0), false), 0);
    }
}
