//! A copy of my data: asked for here and in safe mode.

use crate::app::{CopyProblem, Saved};
use crate::ui::components::{Button, Inset, SecretInput, Weight};
use crate::ui::guarding::guard_words;
use crate::ui::state;
use dioxus::prelude::*;

/// How far the copy is.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Asked,
    Making,
    Made(Saved),
    Not(CopyProblem),
}

/// A copy of my data.
#[component]
pub fn CopyOfData() -> Element {
    let (view, words) = (state::view(), state::words());
    let mut typed = use_signal(String::new);
    let mut step = use_signal(|| Step::Asked);
    let mut round = use_signal(|| 0u32);
    let asks = view.guard.passcode;
    let make = move |()| {
        if *step.peek() == Step::Making {
            return;
        }
        step.set(Step::Making);
        let companion = state::companion();
        let passcode = asks.then(|| std::mem::take(&mut *typed.write()));
        spawn(async move {
            step.set(match companion.copy_of_my_data(passcode).await {
                Ok(saved) => Step::Made(saved),
                Err(problem) => Step::Not(problem),
            });
            round += 1;
        });
    };
    let wrong = match step() {
        Step::Not(CopyProblem::Guard(problem)) => Some(guard_words(words, problem)),
        _ => None,
    };
    rsx! {
        section {
            h2 { {words.say("copy-heading")} }
            p { {words.say("copy-text")} }
            p { class: "quiet", {words.say("copy-care")} }
            if asks {
                for tries in [round()] {
                    SecretInput {
                        key: "{tries}",
                        id: "copy-passcode",
                        label: words.say("copy-passcode"),
                        error: wrong.clone(),
                        oninput: move |text| typed.set(text),
                    }
                }
            }
            Button { weight: Weight::Second, onpress: make,
                if step() == Step::Making { {words.say("copy-making")} } else { {words.say("copy-make")} }
            }
            div { role: "status",
                match step() {
                    Step::Made(saved) => {
                        let (page, bundle) = (saved.page.display().to_string(), saved.bundle.display().to_string());
                        rsx! {
                            p { class: "paths",
                                {words.say_with("copy-saved", &[("page", (&page).into()), ("bundle", (&bundle).into())])}
                            }
                        }
                    }
                    Step::Not(CopyProblem::NotSaved) => rsx! { Inset { p { {words.say("copy-failed")} } } },
                    _ => rsx! {},
                }
            }
        }
    }
}
