//! Telling the team something. Before the first letter it says who may see it, that nobody answers here, and
//! where to turn if it cannot wait.

use super::called;
use super::rate::Over;
use crate::app::{LONGEST_TELLING, Missing, SendProblem, TELLING, telling};
use crate::forms::{Path, Value};
use crate::ui::Route;
use crate::ui::components::{
    Button, ButtonLink, Heading, Icon, IconKind, Inset, TextInput, Theirs, Weight,
};
use crate::ui::desk::{Keeping, desk, use_form};
use crate::ui::screens::sent::{StateTag, state_words};
use crate::ui::state;
use dioxus::prelude::*;

/// How the last thing that was handed over went.
#[derive(Debug, Clone, PartialEq)]
enum Handed {
    Nothing,
    Empty,
    Over(String),
    NotSaved,
}

/// Telling the team something.
#[component]
pub fn Tell() -> Element {
    let (view, words, now) = (state::view(), state::words(), state::now());
    let name = called(&view, words);
    let with = || [("name", (&name).into())];
    let may = !view.not_granted.contains(&Missing::Messages);
    let told = view.following.as_ref().map(|it| it.told.clone());
    let told = told.unwrap_or_default();
    rsx! {
        Heading { title: "following-tell-title", text: words.say("following-tell-title") }
        p { class: "lead", {words.say("following-tell-lead")} }
        ul { class: "points",
            li { {words.say("following-tell-who")} }
            li { {words.say_with("following-tell-not-shown", &with())} }
            li { {words.say("following-tell-no-answer")} }
        }
        Inset { icon: IconKind::Phone,
            p { {words.say("following-tell-urgent")} }
            ButtonLink { weight: Weight::Second, to: Route::Help {}, {words.say("frame-help")} }
        }
        if may {
            Write {}
        } else {
            p { {words.say("following-tell-not-granted")} }
        }
        if !told.is_empty() {
            section {
                h2 { {words.say("following-told")} }
                for it in told {
                    article { key: "{it.id}", class: "card",
                        p { class: "quiet", {words.when(it.at, now)} }
                        p { class: "own-text", Theirs { text: it.text.clone() } }
                        p { StateTag { state: it.state.clone() } }
                        p { class: "quiet", {state_words(words, &it.state, now)} }
                    }
                }
            }
        }
    }
}

#[component]
fn Write() -> Element {
    let (desk, words) = (desk(), state::words());
    let task = telling();
    let opened = use_form(&task);
    let filling = opened.and_then(Result::ok);
    let mut handed = use_signal(|| Handed::Nothing);
    let send = move |()| {
        let companion = state::companion();
        spawn(async move {
            let Some(filling) = desk.filling().filter(|it| it.task == telling()) else {
                return;
            };
            let sent = match desk.settle().await {
                Ok(()) => companion.send_form(&filling).await,
                Err(_) => Err(SendProblem::NotSaved),
            };
            handed.set(match sent {
                Ok(id) => {
                    desk.begin_anew(telling());
                    Handed::Over(id)
                }
                Err(SendProblem::NotRight(_)) => Handed::Empty,
                Err(SendProblem::NotSaved) => Handed::NotSaved,
            });
        });
    };
    let initial =
        filling.as_ref().map(
            |it| match it.session.answer_at(&Path::of(TELLING)).first() {
                Some(Value::Text(text)) => text.clone(),
                _ => String::new(),
            },
        );
    let draft = filling.map(|it| it.draft).unwrap_or_default();
    rsx! {
        section {
            h2 { id: "tell-label", {words.say("following-tell-label")} }
            if handed() == Handed::Empty {
                p { id: "tell-error", class: "field-error", role: "alert", {words.say("following-tell-empty")} }
            }
            if let Some(initial) = initial {
                TextInput {
                    key: "{draft}",
                    id: "tell",
                    labelled_by: "tell-label",
                    initial,
                    long: true,
                    most: LONGEST_TELLING,
                    error: (handed() == Handed::Empty).then(|| "tell-error".to_owned()),
                    oninput: move |text: String| {
                        let values = match text.trim().is_empty() {
                            true => Vec::new(),
                            false => vec![Value::Text(text)],
                        };
                        desk.write(Path::of(TELLING), values);
                    },
                    onleave: move |()| {
                        spawn(async move { desk.settle().await.ok(); });
                    },
                }
            }
            div { class: "foot",
                Button { onpress: send, {words.say("following-tell-send")} }
                p { class: "saved", role: "status",
                    match desk.keeping() {
                        Keeping::NotSaved => rsx! { {words.say("form-not-saved")} },
                        Keeping::Saved => rsx! {
                            Icon { kind: IconKind::Check }
                            {words.say("following-kept")}
                        },
                        Keeping::Saving | Keeping::Nothing => rsx! {},
                    }
                }
            }
            match handed() {
                Handed::Nothing | Handed::Empty => rsx! {},
                Handed::NotSaved => rsx! {
                    div { role: "alert", Inset { p { {words.say("following-not-handed")} } } }
                },
                Handed::Over(id) => rsx! { Over { id } },
            }
        }
    }
}
