//! Lock: the passcode, when the app locks, and the recovery code.

use super::on_phone::{Match, Notices};
use crate::app::{GuardProblem, LockAfter, Preferences};
use crate::ui::components::{Button, Heading, IconKind, Inset, Radio, Radios, SecretInput, Weight};
use crate::ui::desk::Keeping;
use crate::ui::guarding::guard_words;
use crate::ui::{desk, state};
use dioxus::prelude::*;

const AFTER: [(LockAfter, &str); 3] = [
    (LockAfter::AtOnce, "lock-you-after-once"),
    (LockAfter::TwoMinutes, "lock-you-after-two"),
    (LockAfter::TenMinutes, "lock-you-after-ten"),
];

/// Lock.
#[component]
pub fn Lock() -> Element {
    let (view, words) = (state::view(), state::words());
    let guarded = view.guard.passcode;
    let lock = move |()| {
        let companion = state::companion();
        let desk = desk::desk();
        spawn(async move {
            // What is on the screen goes to the disk first.
            desk.settle().await.ok();
            companion.lock().await;
        });
    };
    rsx! {
        Heading { title: "lock-you-title", text: words.say("lock-you-title") }
        p { class: "lead",
            if guarded { {words.say("lock-you-on")} } else { {words.say("lock-you-off")} }
        }
        if guarded {
            div { class: "actions",
                Button { onpress: lock, {words.say("lock-you-now")} }
            }
            After {}
        }
        Match {}
        Change { guarded }
        Code {}
        Notices {}
    }
}

/// When the app locks by itself.
#[component]
fn After() -> Element {
    let (view, words) = (state::view(), state::words());
    let mut keeping = use_signal(Keeping::default);
    let now = view.preferences;
    let options: Vec<Radio> = AFTER
        .iter()
        .map(|(_, key)| Radio {
            label: words.say(key),
            lang: None,
        })
        .collect();
    rsx! {
        section { class: "setting",
            h2 { id: "after-heading", {words.say("lock-you-after")} }
            Radios {
                name: "after",
                labelled_by: "after-heading",
                options,
                chosen: AFTER.iter().position(|(after, _)| *after == now.lock_after),
                onchoose: move |i: usize| {
                    let companion = state::companion();
                    spawn(async move {
                        let wanted = Preferences { lock_after: AFTER[i].0, ..now };
                        let kept = companion.set_preferences(wanted).await;
                        keeping.set(if kept.is_ok() { Keeping::Saved } else { Keeping::NotSaved });
                    });
                },
            }
            p { class: "quiet", role: "status",
                match keeping() {
                    Keeping::Saved => rsx! { {words.say("lock-you-after-saved")} },
                    Keeping::NotSaved => rsx! { {words.say("lock-you-after-not-saved")} },
                    Keeping::Nothing | Keeping::Saving => rsx! {},
                }
            }
        }
    }
}

/// What is said after the passcode was saved, or was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Nothing,
    Done,
    Saving,
    Differ,
    Empty,
    Problem(GuardProblem),
}

/// Choosing, changing and taking away the passcode.
#[component]
fn Change(
    /// Whether there is one.
    guarded: bool,
) -> Element {
    let words = state::words();
    let mut now = use_signal(String::new);
    let mut new = use_signal(String::new);
    let mut again = use_signal(String::new);
    let mut told = use_signal(|| Told::Nothing);
    let mut round = use_signal(|| 0u32);
    let mut keep = move |remove: bool| {
        if *told.peek() == Told::Saving {
            return;
        }
        if !remove && *new.peek() != *again.peek() {
            return told.set(Told::Differ);
        }
        if (!remove && new.peek().is_empty()) || (guarded && now.peek().is_empty()) {
            return told.set(Told::Empty);
        }
        told.set(Told::Saving);
        let companion = state::companion();
        let given = guarded.then(|| std::mem::take(&mut *now.write()));
        let wanted = std::mem::take(&mut *new.write());
        again.write().clear();
        spawn(async move {
            let kept = companion
                .set_passcode(given, (!remove).then_some(wanted))
                .await;
            told.set(kept.map_or_else(Told::Problem, |()| Told::Done));
            round += 1;
        });
    };
    let (wrong_now, wrong_new) = match told() {
        Told::Differ => (None, Some(words.say("lock-you-differ"))),
        Told::Empty => (None, Some(words.say("lock-you-empty"))),
        Told::Problem(problem @ GuardProblem::Refused(_)) => {
            (None, Some(guard_words(words, problem)))
        }
        Told::Problem(problem) if guarded => (Some(guard_words(words, problem)), None),
        Told::Problem(problem) => (None, Some(guard_words(words, problem))),
        Told::Nothing | Told::Done | Told::Saving => (None, None),
    };
    rsx! {
        section {
            h2 {
                if guarded { {words.say("lock-you-change")} } else { {words.say("lock-you-choose")} }
            }
            // A list of one: only there does another key make other fields, with nothing in them.
            for tries in [round()] {
                div { key: "{tries}",
                    if guarded {
                        SecretInput {
                            id: "passcode-now",
                            label: words.say("lock-you-current"),
                            error: wrong_now.clone(),
                            oninput: move |text| now.set(text),
                        }
                    }
                    SecretInput {
                        id: "passcode-new",
                        label: words.say("lock-you-new"),
                        hint: words.say("lock-you-new-hint"),
                        new: true,
                        error: wrong_new.clone(),
                        oninput: move |text| new.set(text),
                    }
                    SecretInput {
                        id: "passcode-again",
                        label: words.say("lock-you-again"),
                        new: true,
                        oninput: move |text| again.set(text),
                        onenter: move |()| keep(false),
                    }
                }
            }
            p { class: "quiet", {words.say("lock-you-forget")} }
            div { class: "actions",
                Button { weight: Weight::Second, onpress: move |()| keep(false),
                    if told() == Told::Saving { {words.say("lock-you-saving")} } else { {words.say("lock-you-save")} }
                }
                if guarded {
                    Button { weight: Weight::Quiet, onpress: move |()| keep(true), {words.say("lock-you-remove")} }
                }
            }
            p { role: "status",
                if told() == Told::Done {
                    if guarded { {words.say("lock-you-done-set")} } else { {words.say("lock-you-done-gone")} }
                }
            }
        }
    }
}

/// The recovery code. Its words are in this page alone, and go with it.
#[component]
fn Code() -> Element {
    let (view, words) = (state::view(), state::words());
    let mut shown = use_signal(|| None::<zeroize::Zeroizing<String>>);
    let mut now = use_signal(String::new);
    let mut problem = use_signal(|| None::<GuardProblem>);
    let mut round = use_signal(|| 0u32);
    let guarded = view.guard.passcode;
    let make = move |()| {
        let companion = state::companion();
        let given = guarded.then(|| std::mem::take(&mut *now.write()));
        spawn(async move {
            match companion.make_recovery_code(given).await {
                Ok(code) => {
                    problem.set(None);
                    shown.set(Some(code));
                }
                Err(told) => {
                    problem.set(Some(told));
                    round += 1;
                }
            }
        });
    };
    let code = shown.read();
    rsx! {
        section {
            h2 { {words.say("lock-you-code")} }
            p { {words.say("lock-you-code-why")} }
            if let Some(code) = code.as_ref() {
                Inset { icon: IconKind::Lock, p { {words.say("lock-you-code-write")} } }
                ol { class: "code-words", lang: "en", translate: "no",
                    // A code may hold a word twice: its place is what tells it apart.
                    for (place , word) in code.split(' ').enumerate() {
                        li { key: "{place}", {word.to_owned()} }
                    }
                }
                Button { weight: Weight::Second, onpress: move |()| shown.set(None), {words.say("lock-you-code-done")} }
            } else {
                if view.guard.recovery {
                    p { {words.say("lock-you-code-has")} }
                }
                if guarded {
                    for tries in [round()] {
                        SecretInput {
                            key: "{tries}",
                            id: "passcode-code",
                            label: words.say("lock-you-current"),
                            error: problem().map(|it| guard_words(words, it)),
                            oninput: move |text| now.set(text),
                        }
                    }
                } else if let Some(told) = problem() {
                    p { role: "alert", {guard_words(words, told)} }
                }
                Button { weight: Weight::Second, onpress: make, {words.say("lock-you-code-make")} }
            }
        }
    }
}
