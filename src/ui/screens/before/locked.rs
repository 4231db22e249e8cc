//! The lock page. It says what waits, opens with the passcode, and is never a dead end: help is one tap
//! away, and nothing is lost by a wrong passcode.

use crate::app::{GuardProblem, Matching, Stage};
use crate::ui::components::{
    Button, Details, Heading, IconKind, Inset, SecretInput, TextInput, Weight,
};
use crate::ui::guarding::guard_words;
use crate::ui::screens::following::OtherHats;
use crate::ui::state;
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

/// The lock page.
#[component]
pub fn Locked() -> Element {
    let (view, words) = (state::view(), state::words());
    let Stage::Locked(locked) = view.stage else {
        return rsx! {};
    };
    let closed = locked.tries_left == 0;
    rsx! {
        Heading {
            title: "lock-title",
            text: if closed { words.say("lock-closed-heading") } else { words.say("lock-heading") },
        }
        p { class: "lead",
            {words.say_with("lock-waiting", &[("count", i64::from(locked.waiting).into())])}
        }
        if closed {
            Inset { icon: IconKind::Lock, p { {words.say("lock-closed")} } }
            if locked.recovery {
                Recover {}
            }
            Anew {}
        } else {
            if locked.wait_minutes > 0 {
                div { role: "status",
                    Inset { icon: IconKind::Clock,
                        p { {words.say_with("lock-wait", &[("count", i64::from(locked.wait_minutes).into())])} }
                        p { {words.say("lock-wait-safe")} }
                    }
                }
            }
            Unlock {}
            Details { summary: words.say("lock-forgot"),
                if locked.recovery {
                    p { {words.say("lock-forgot-code")} }
                    Recover {}
                } else {
                    p { {words.say("lock-forgot-none")} }
                }
            }
        }
        OtherHats {}
    }
}

#[component]
fn Unlock() -> Element {
    let words = state::words();
    let mut typed = use_signal(String::new);
    let mut problem = use_signal(|| None::<GuardProblem>);
    let mut busy = use_signal(|| false);
    // A new field for every try: nothing of the last one stays in it.
    let mut round = use_signal(|| 0u32);
    let mut open = move || {
        if *busy.peek() {
            return;
        }
        busy.set(true);
        let (companion, passcode) = (state::companion(), std::mem::take(&mut *typed.write()));
        // The page goes as soon as the vault is open; the opening must not go with it.
        spawn_forever(async move {
            let opened = companion.unlock(passcode).await;
            if let Err(told) = opened {
                problem.set(Some(told));
                round += 1;
                busy.set(false);
            }
        });
    };
    let by_match = move |()| {
        if *busy.peek() {
            return;
        }
        busy.set(true);
        let companion = state::companion();
        spawn_forever(async move {
            if let Err(told) = companion.unlock_by_match().await {
                problem.set(Some(told));
                busy.set(false);
            }
        });
    };
    rsx! {
        // A list of one: only there does another key make another field.
        for tries in [round()] {
            SecretInput {
                key: "{tries}",
                id: "passcode",
                label: words.say("lock-passcode"),
                error: problem().map(|it| guard_words(words, it)),
                oninput: move |text| typed.set(text),
                onenter: move |()| open(),
            }
        }
        div { class: "actions",
            Button { onpress: move |()| open(),
                if busy() { {words.say("lock-opening")} } else { {words.say("lock-open")} }
            }
            if state::view().matching == Matching::On {
                Button { weight: Weight::Second, onpress: by_match, {words.say("match-open")} }
            }
        }
    }
}

/// Opening with the recovery code.
#[component]
pub fn Recover() -> Element {
    let words = state::words();
    let mut typed = use_signal(String::new);
    let mut problem = use_signal(|| None::<GuardProblem>);
    let open = move |()| {
        let (companion, code) = (state::companion(), typed.peek().clone());
        spawn_forever(async move {
            match companion.recover(code).await {
                Ok(()) => typed.set(String::new()),
                Err(told) => problem.set(Some(told)),
            }
        });
    };
    rsx! {
        div { class: "secret",
            h2 { id: "code-label", {words.say("lock-code-label")} }
            p { class: "quiet", {words.say("lock-code-hint")} }
            if let Some(told) = problem() {
                p { id: "code-error", class: "field-error", role: "alert", {guard_words(words, told)} }
            }
            TextInput {
                id: "code",
                labelled_by: "code-label",
                initial: "",
                long: true,
                error: problem().map(|_| "code-error".to_owned()),
                oninput: move |text| typed.set(text),
                onleave: move |()| {},
            }
            div { class: "actions",
                Button { weight: Weight::Second, onpress: open, {words.say("lock-code-open")} }
            }
        }
    }
}

/// Starting again beside what cannot be opened.
#[component]
pub fn Anew() -> Element {
    let words = state::words();
    let mut failed = use_signal(|| false);
    let begin = move |()| {
        let companion = state::companion();
        spawn(async move { failed.set(companion.begin_anew().await.is_err()) });
    };
    rsx! {
        section {
            h2 { {words.say("lock-anew-heading")} }
            p { {words.say("lock-anew")} }
            div { class: "actions",
                Button { weight: Weight::Second, onpress: begin, {words.say("lock-anew-button")} }
            }
            if failed() {
                p { role: "alert", {words.say("lock-anew-failed")} }
            }
        }
    }
}
