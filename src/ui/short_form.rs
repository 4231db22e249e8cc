//! A short form that stands whole on a page: a rating, a word to the team. What is chosen or written there is
//! on the disk at once, like an answer in any form; one press hands it over, and the page then says how it
//! stands. A new one is begun in its place.

use super::components::{Icon, IconKind, Inset, TextInput};
use super::desk::{Desk, Keeping, desk, use_form};
use super::state;
use crate::app::{Filling, SendProblem};
use crate::forms::{Path, Value};
use dioxus::prelude::*;

/// How the last thing that was handed over went.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Handed {
    /// Nothing was, since the last choice.
    Nothing,
    /// Something in it is missing or not right.
    NotRight,
    /// The disk did not take it.
    NotSaved,
    /// It lies in the outbox under this id.
    Over(String),
}

/// A short form on a page.
pub(super) struct ShortForm {
    /// As the disk has it. None while it is being opened, and where it cannot be.
    pub(super) filling: Option<Filling>,
    /// It cannot be opened.
    pub(super) cannot: bool,
    /// How the last one went.
    pub(super) handed: Handed,
    /// Chooses an option: where, and its place in the form. A tap that comes before the form is open is
    /// not lost.
    pub(super) choose: Callback<(&'static str, usize)>,
    /// Hands it over.
    pub(super) send: Callback<()>,
    /// Something new was chosen: what was said of the last one is over.
    pub(super) forget: Callback<()>,
}

/// The short form of this task.
pub(super) fn use_short_form(task: &str) -> ShortForm {
    let desk = desk();
    let task = task.to_owned();
    let opened = use_form(&task);
    let cannot = matches!(opened, Some(Err(_)));
    let filling = opened.and_then(Result::ok);
    let mut told = use_signal(|| Handed::Nothing);
    let mut early = use_signal(|| None::<(&'static str, usize)>);
    let (is_open, on_desk) = (filling.is_some(), task.clone());
    use_effect(use_reactive!(|(is_open, on_desk)| {
        let waiting = *early.peek();
        if let Some((at, place)) = waiting.filter(|_| is_open) {
            early.set(None);
            choose_option(desk, &on_desk, at, place);
        }
    }));
    let of_choice = task.clone();
    let choose = use_callback(move |(at, place)| {
        told.set(Handed::Nothing);
        if !choose_option(desk, &of_choice, at, place) {
            early.set(Some((at, place)));
        }
    });
    let send = use_callback(move |()| {
        let (companion, task) = (state::companion(), task.clone());
        spawn(async move {
            let Some(filling) = lying(desk, &task) else {
                return;
            };
            let sent = match desk.settle().await {
                Ok(()) => companion.send_form(&filling).await,
                Err(_) => Err(SendProblem::NotSaved),
            };
            told.set(match sent {
                Ok(id) => {
                    desk.begin_anew(task);
                    Handed::Over(id)
                }
                Err(SendProblem::NotRight(_)) => Handed::NotRight,
                // Who types is asked of no short form.
                Err(SendProblem::NotSaved | SendProblem::NotTheirOwn) => Handed::NotSaved,
            });
        });
    });
    ShortForm {
        filling,
        cannot,
        handed: told(),
        choose,
        send,
        forget: use_callback(move |()| told.set(Handed::Nothing)),
    }
}

/// The form of this task, if it is the one on the desk: no other form gets an answer from here.
pub(super) fn lying(desk: Desk, task: &str) -> Option<Filling> {
    desk.filling().filter(|filling| filling.task == task)
}

/// Chooses an option by its place in the form. False: the form is not open yet, or has no such option.
fn choose_option(desk: Desk, task: &str, at: &str, place: usize) -> bool {
    let path = Path::of(at);
    let Some(filling) = lying(desk, task) else {
        return false;
    };
    let item = filling.session.item_at(&path);
    let Some(option) = item.and_then(|item| item.options.get(place)) else {
        return false;
    };
    desk.choose(path, vec![option.value.clone()]);
    true
}

/// What was written at a place.
pub(super) fn words_at(filling: &Filling, at: &str) -> String {
    match filling.session.answer_at(&Path::of(at)).first() {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// A field for words of one's own, each letter on the disk at once. It stands under the key of the draft: a
/// new one begins empty.
#[component]
pub(super) fn ShortText(
    /// The place in the form.
    at: &'static str,
    /// Its id on the page.
    id: &'static str,
    /// The id of its label.
    labelled_by: &'static str,
    /// What was written before.
    initial: String,
    /// The most letters that it takes.
    most: u32,
    /// The id of what is wrong with it.
    error: Option<String>,
) -> Element {
    let desk = desk();
    rsx! {
        TextInput {
            id,
            labelled_by,
            initial,
            long: true,
            most,
            error,
            oninput: move |text: String| {
                let values = match text.trim().is_empty() {
                    true => Vec::new(),
                    false => vec![Value::Text(text)],
                };
                desk.write(Path::of(at), values);
            },
            onleave: move |()| {
                spawn(async move { desk.settle().await.ok(); });
            },
        }
    }
}

/// Says that what is chosen or written is on the phone, or is not.
#[component]
pub(super) fn KeptLine(
    /// What is said where it is.
    said: String,
) -> Element {
    let words = state::words();
    rsx! {
        p { class: "saved", role: "status",
            match desk().keeping() {
                Keeping::NotSaved => rsx! { {words.say("form-not-saved")} },
                Keeping::Saved => rsx! {
                    Icon { kind: IconKind::Check }
                    {said}
                },
                Keeping::Saving | Keeping::Nothing => rsx! {},
            }
        }
    }
}

/// Says that it could not be handed over.
#[component]
pub(super) fn NotHanded(
    /// What is said.
    said: String,
) -> Element {
    rsx! {
        div { role: "alert", Inset { p { {said} } } }
    }
}

/// What was handed over: takes the focus, so that it is read out.
#[component]
pub(super) fn HandedOver(
    /// What is said first.
    said: String,
    /// How it stands now.
    children: Element,
) -> Element {
    rsx! {
        div {
            class: "card",
            role: "status",
            tabindex: "-1",
            onmounted: move |e| async move { e.data().set_focus(true).await.ok(); },
            strong { {said} }
            {children}
        }
    }
}
