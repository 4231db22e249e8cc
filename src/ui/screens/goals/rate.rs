//! Saying how far a goal is: the step is tapped on the ladder itself, then saved. Whatever is chosen or
//! written is on the disk at once, like an answer in a form; it goes to the team when it is saved.

use super::in_words::{InWords, is_said, place_of};
use crate::app::{Filling, LONGEST_NOTE, MET, Missing, NOTE, STEP, SendProblem, TEN, rating_of};
use crate::care::{Goal, Kept, Level};
use crate::forms::{Path, Value};
use crate::ui::Route;
use crate::ui::components::{
    Button, Icon, IconKind, Inset, Ladder, LadderChoice, TextInput, Weight, step_words,
};
use crate::ui::desk::{Desk, Keeping, desk, use_form};
use crate::ui::screens::sent::{StateTag, state_words};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;

/// The ladder, and how far the person is.
#[component]
pub fn Rate(
    /// The goal.
    goal: Goal,
) -> Element {
    let (view, words) = (state::view(), state::words());
    let why_not = if !goal.is_open() {
        Some(None)
    } else if goal.kept == Kept::Waiting {
        Some(Some("goals-rate-not-yet"))
    } else if view.not_granted.contains(&Missing::Ratings) {
        Some(Some("goals-rate-not-granted"))
    } else {
        None
    };
    match why_not {
        None => rsx! { Rating { goal } },
        Some(reason) => rsx! {
            if has_steps(&goal) {
                section {
                    h2 { {words.say("goals-steps-heading")} }
                    Ladder { goal }
                }
            }
            if let Some(key) = reason {
                p { class: "quiet", {words.say(key)} }
            }
        },
    }
}

/// Whether any step of it has words.
pub(super) fn has_steps(goal: &Goal) -> bool {
    goal.levels.iter().any(Option::is_some)
}

/// How the last thing that was handed over went.
#[derive(Debug, Clone, PartialEq)]
enum Handed {
    Nothing,
    Over(String),
    NotSaved,
}

#[component]
fn Rating(goal: Goal) -> Element {
    let (desk, words) = (desk(), state::words());
    let task = rating_of(&goal.id);
    let (of_step, of_met, of_number) = (task.clone(), task.clone(), task.clone());
    let opened = use_form(&task);
    let cannot = matches!(opened, Some(Err(_)));
    let filling = opened.and_then(Result::ok);
    // A tap that comes before the form is open is not lost.
    let mut early = use_signal(|| None::<(&'static str, usize)>);
    let is_open = filling.is_some();
    let on_desk = task.clone();
    use_effect(use_reactive!(|(is_open, on_desk)| {
        let waiting = *early.peek();
        if let Some((at, place)) = waiting.filter(|_| is_open) {
            early.set(None);
            choose(desk, &on_desk, at, place);
        }
    }));
    let mut handed = use_signal(|| Handed::Nothing);
    // Where a worker changes the steps while the page is open, the form is made anew of them, once.
    let mut made_anew = use_signal(|| None::<Goal>);
    let is_old = filling
        .as_ref()
        .is_some_and(|it| !is_of_these_steps(words, &goal, it));
    let (of_goal, anew) = (goal.clone(), task.clone());
    use_effect(use_reactive!(|(is_old, of_goal, anew)| {
        if is_old && made_anew.peek().as_ref() != Some(&of_goal) {
            made_anew.set(Some(of_goal));
            spawn(async move {
                if desk.settle().await.is_ok() {
                    desk.begin_anew(anew);
                }
            });
        }
    }));
    let chosen = filling
        .as_ref()
        .is_some_and(|it| is_chosen(words, &goal, it));
    let noted = filling.as_ref().map(note_of).unwrap_or_default();
    let save = {
        let (task, filling) = (task.clone(), filling.clone());
        move |()| {
            let (companion, task, filling) = (state::companion(), task.clone(), filling.clone());
            spawn(async move {
                let Some(filling) = filling.filter(|it| it.task == task) else {
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
        }
    };
    rsx! {
        section { class: "rate",
            h2 { id: "rate", {words.say("goals-rate-heading")} }
            if cannot {
                p { {words.say("form-problem-store")} }
                if has_steps(&goal) {
                    Ladder { goal: goal.clone() }
                }
            } else if has_steps(&goal) {
                p { class: "quiet", {words.say("goals-rate-how")} }
                LadderChoice {
                    goal: goal.clone(),
                    labelled_by: "rate",
                    chosen: filling.as_ref().and_then(|it| chosen_step(words, &goal, it)),
                    onchoose: move |level: Level| {
                        handed.set(Handed::Nothing);
                        if !choose(desk, &of_step, STEP, level as usize) {
                            early.set(Some((STEP, level as usize)));
                        }
                    },
                }
            } else {
                InWords {
                    filling: filling.clone(),
                    onmet: move |place: usize| {
                        handed.set(Handed::Nothing);
                        if !choose(desk, &of_met, MET, place) {
                            early.set(Some((MET, place)));
                        }
                    },
                    onnumber: move |number: i64| {
                        handed.set(Handed::Nothing);
                        if filling_of(desk, &of_number).is_some() {
                            desk.choose(Path::of(TEN), vec![Value::Integer(number)]);
                        }
                    },
                }
            }
            if let Some(filling) = filling {
                if chosen || !noted.is_empty() {
                    Note { key: "{filling.draft}", initial: noted }
                }
            }
            if chosen {
                div { class: "foot",
                    Button { onpress: save, {words.say("goals-rate-save")} }
                    p { class: "saved", role: "status",
                        match desk.keeping() {
                            Keeping::NotSaved => rsx! { {words.say("form-not-saved")} },
                            Keeping::Saved => rsx! {
                                Icon { kind: IconKind::Check }
                                {words.say("goals-rate-kept")}
                            },
                            Keeping::Saving | Keeping::Nothing => rsx! {},
                        }
                    }
                    div { class: "foot-later",
                        Button { weight: Weight::Quiet, onpress: move |()| take_back(desk), {words.say("goals-rate-back")} }
                    }
                }
            }
            match handed() {
                Handed::Nothing => rsx! {},
                Handed::NotSaved => rsx! {
                    div { role: "alert", Inset { p { {words.say("form-check-not-saved")} } } }
                },
                Handed::Over(id) => rsx! { Over { id } },
            }
        }
    }
}

/// What was handed over, and how it stands now.
#[component]
fn Over(id: String) -> Element {
    let (view, words, now) = (state::view(), state::words(), state::now());
    let item = view.outgoing.iter().find(|it| it.id == id).cloned();
    rsx! {
        div {
            class: "card",
            role: "status",
            tabindex: "-1",
            onmounted: move |e| async move { e.data().set_focus(true).await.ok(); },
            strong { {words.say("goals-rated")} }
            match item {
                Some(item) => rsx! {
                    p { StateTag { state: item.state.clone() } }
                    p { {state_words(words, &item.state, now)} }
                    p { Link { to: Route::Sent {}, {words.say("todo-sent-link")} } }
                },
                None => rsx! { p { {words.say("goals-rated-half")} } },
            }
        }
    }
}

/// Words beside it, if the person wants to. Open where something was written before.
#[component]
fn Note(initial: String) -> Element {
    let (desk, words) = (desk(), state::words());
    let mut open = use_signal(|| !initial.is_empty());
    if !open() {
        return rsx! {
            Button { weight: Weight::Quiet, onpress: move |()| open.set(true), {words.say("goals-rate-note")} }
        };
    }
    rsx! {
        div { class: "asked",
            p { id: "note-label", class: "field-label", {words.say("goals-rate-note-label")} }
            TextInput {
                id: "note",
                labelled_by: "note-label",
                initial,
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
        }
    }
}

/// The form of this task, if it is the one on the desk: no other form gets an answer from here.
fn filling_of(desk: Desk, task: &str) -> Option<Filling> {
    desk.filling().filter(|filling| filling.task == task)
}

/// Chooses an option by its place in the form. False: the form is not open yet.
fn choose(desk: Desk, task: &str, at: &str, place: usize) -> bool {
    let path = Path::of(at);
    let Some(filling) = filling_of(desk, task) else {
        return false;
    };
    let item = filling.session.item_at(&path);
    let Some(option) = item.and_then(|item| item.options.get(place)) else {
        return false;
    };
    desk.choose(path, vec![option.value.clone()]);
    true
}

/// Takes back what was chosen. What was written stays.
fn take_back(desk: Desk) {
    for at in [STEP, MET, TEN] {
        let path = Path::of(at);
        let answered = desk
            .filling()
            .is_some_and(|it| !it.session.answer_at(&path).is_empty());
        if answered {
            desk.choose(path, Vec::new());
        }
    }
}

/// The step that was chosen. One that had other words then is none: nobody can tell which the person means.
fn chosen_step(words: Words, goal: &Goal, filling: &Filling) -> Option<Level> {
    let level = *Level::ALL.get(place_of(filling, STEP)?)?;
    let options = &filling.session.item_at(&Path::of(STEP))?.options;
    let then = &options.get(level as usize)?.label;
    (*then == step_words(words, goal, level)).then_some(level)
}

/// Whether something is chosen that can be handed over.
fn is_chosen(words: Words, goal: &Goal, filling: &Filling) -> bool {
    match has_steps(goal) {
        true => chosen_step(words, goal, filling).is_some(),
        false => is_said(filling),
    }
}

/// Whether the form is of the steps as they are now.
fn is_of_these_steps(words: Words, goal: &Goal, filling: &Filling) -> bool {
    let item = filling.session.item_at(&Path::of(STEP));
    let options = item.into_iter().flat_map(|item| item.options.iter());
    let then = options.map(|option| option.label.clone());
    then.eq(Level::ALL.map(|level| step_words(words, goal, level)))
}

fn note_of(filling: &Filling) -> String {
    match filling.session.answer_at(&Path::of(NOTE)).first() {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}
