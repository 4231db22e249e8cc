//! Saying how a goal goes, as somebody who supports the person whose goal it is: only where they were asked,
//! and always beside what the person says, never in its place.

use super::{NotShown, called};
use crate::app::{
    Filling, LONGEST_NOTE, Missing, NOTE, OutgoingState, STEP, SendProblem, rating_as_carer,
};
use crate::care::{CarerRating, Goal, Level, SharedGoal};
use crate::forms::{Path, Value};
use crate::ui::components::{
    Button, Eyes, Heading, Icon, IconKind, Inset, LadderChoice, SharedGoalPart, TextInput,
};
use crate::ui::desk::{Desk, Keeping, desk, use_form};
use crate::ui::screens::sent::{StateTag, state_words};
use crate::ui::state;
use dioxus::prelude::*;

/// One goal that is shared, and how it goes.
#[component]
pub fn FollowedGoal(
    /// Its id.
    id: String,
) -> Element {
    let (view, words) = (state::view(), state::words());
    let shown = view.following.as_ref().and_then(|it| {
        let mut goals = it.shown.goals.iter();
        goals.find(|it| it.goal.id == id).cloned()
    });
    let Some(shown) = shown else {
        return rsx! { NotShown {} };
    };
    let name = called(&view, words);
    let may = !view.not_granted.contains(&Missing::Ratings);
    let asked = shown.rating == CarerRating::Asked && shown.goal.is_open() && may;
    rsx! {
        Heading { title: "following-title", text: words.say("following-rate-title") }
        if asked {
            p { class: "lead", {words.say_with("following-rate-lead", &[("name", (&name).into())])} }
            Asked { shown: shown.clone(), name: name.clone() }
        } else {
            p { class: "lead", {words.say("following-rate-not-asked")} }
        }
        SharedGoalPart { shown, called: name }
    }
}

/// How the last thing that was handed over went.
#[derive(Debug, Clone, PartialEq)]
enum Handed {
    Nothing,
    Over(String),
    NotSaved,
}

#[component]
fn Asked(shown: SharedGoal, name: String) -> Element {
    let (desk, words) = (desk(), state::words());
    let task = rating_as_carer(&shown.goal.id);
    let filling = use_form(&task).and_then(Result::ok);
    let mut handed = use_signal(|| Handed::Nothing);
    let chosen = filling.as_ref().and_then(chosen_step);
    let noted = filling.as_ref().map(note_of).unwrap_or_default();
    let (of_step, to_send) = (task.clone(), task.clone());
    // A tap that comes before the form is open is not lost.
    let mut early = use_signal(|| None::<Level>);
    let is_open = filling.is_some();
    let on_desk = task.clone();
    use_effect(use_reactive!(|(is_open, on_desk)| {
        let waiting = *early.peek();
        if let Some(level) = waiting.filter(|_| is_open) {
            early.set(None);
            choose(desk, &on_desk, level);
        }
    }));
    let send = move |()| {
        let (companion, task) = (state::companion(), to_send.clone());
        spawn(async move {
            let Some(filling) = desk.filling().filter(|it| it.task == task) else {
                return;
            };
            let sent = match desk.settle().await {
                Ok(()) => companion.send_form(&filling).await,
                Err(_) => Err(SendProblem::NotSaved),
            };
            match sent {
                Ok(id) => {
                    handed.set(Handed::Over(id));
                    desk.begin_anew(task);
                }
                Err(_) => handed.set(Handed::NotSaved),
            }
        });
    };
    rsx! {
        section { class: "rate",
            h2 { id: "rate", {words.say_with("following-rate-question", &[("name", (&name).into())])} }
            p { class: "quiet", {words.say("following-rate-how")} }
            LadderChoice {
                goal: as_carer(&shown.goal),
                labelled_by: "rate",
                chosen,
                eyes: Eyes::Carer,
                onchoose: move |level: Level| {
                    handed.set(Handed::Nothing);
                    if !choose(desk, &of_step, level) {
                        early.set(Some(level));
                    }
                },
            }
            if let Some(filling) = filling {
                div { class: "asked",
                    p { id: "note-label", class: "field-label", {words.say("following-rate-note")} }
                    TextInput {
                        key: "{filling.draft}",
                        id: "note",
                        labelled_by: "note-label",
                        initial: noted,
                        long: true,
                        most: LONGEST_NOTE,
                        oninput: move |text: String| {
                            let values = match text.trim().is_empty() {
                                true => Vec::new(),
                                false => vec![Value::Text(text)],
                            };
                            desk.write(Path::of(NOTE), values);
                        },
                        onleave: move |()| {
                            spawn(async move { desk.settle().await.ok(); });
                        },
                    }
                    p { class: "quiet", {words.say_with("following-rate-who", &[("name", (&name).into())])} }
                }
            }
            if chosen.is_some() {
                div { class: "foot",
                    Button { onpress: send, {words.say("following-rate-send")} }
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
            }
            match handed() {
                Handed::Nothing => rsx! {},
                Handed::NotSaved => rsx! {
                    div { role: "alert", Inset { p { {words.say("following-not-handed")} } } }
                },
                Handed::Over(id) => rsx! { Over { id } },
            }
        }
    }
}

/// What was handed over, and how it stands now.
#[component]
pub(super) fn Over(id: String) -> Element {
    let (view, words, now) = (state::view(), state::words(), state::now());
    let item = view.outgoing.iter().find(|it| it.id == id);
    let state = item.map_or(OutgoingState::Checking, |it| it.state.clone());
    rsx! {
        div {
            class: "card",
            role: "status",
            tabindex: "-1",
            onmounted: move |e| async move { e.data().set_focus(true).await.ok(); },
            strong { {words.say("following-handed")} }
            p { StateTag { state: state.clone() } }
            p { {state_words(words, &state, now)} }
        }
    }
}

/// The goal without the marks of where the person says they are: the carer is asked what they see.
fn as_carer(goal: &Goal) -> Goal {
    Goal {
        ratings: Vec::new(),
        out_of_ten: Vec::new(),
        said_here: Vec::new(),
        began: None,
        ..goal.clone()
    }
}

/// Chooses a step. False: the form is not open yet.
fn choose(desk: Desk, task: &str, level: Level) -> bool {
    let open = desk.filling().filter(|filling| filling.task == task);
    let path = Path::of(STEP);
    let item = open.as_ref().and_then(|it| it.session.item_at(&path));
    let Some(option) = item.and_then(|item| item.options.get(level as usize)) else {
        return false;
    };
    desk.choose(path, vec![option.value.clone()]);
    true
}

fn chosen_step(filling: &Filling) -> Option<Level> {
    let path = Path::of(STEP);
    let chosen = filling.session.answer_at(&path).first()?;
    let options = &filling.session.item_at(&path)?.options;
    let place = options.iter().position(|it| it.value.same_as(chosen))?;
    Level::ALL.get(place).copied()
}

fn note_of(filling: &Filling) -> String {
    match filling.session.answer_at(&Path::of(NOTE)).first() {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}
