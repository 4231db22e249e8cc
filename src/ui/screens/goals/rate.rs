//! Saying how far a goal is: the step is tapped on the ladder itself, then saved. Whatever is chosen or
//! written is on the disk at once, like an answer in a form; it goes to the team when it is saved.

use super::in_words::{InWords, is_said, place_of};
use crate::app::{Filling, LONGEST_NOTE, MET, Missing, NOTE, STEP, TEN, rating_of};
use crate::care::{Goal, Kept, Level};
use crate::forms::{Path, Value};
use crate::ui::Route;
use crate::ui::components::{Button, Ladder, LadderChoice, Weight, step_words};
use crate::ui::desk::{Desk, desk};
use crate::ui::screens::sent::{StateTag, state_words};
use crate::ui::short_form::{
    Handed, HandedOver, KeptLine, NotHanded, ShortText, lying, use_short_form, words_at,
};
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

#[component]
fn Rating(goal: Goal) -> Element {
    let (desk, words) = (desk(), state::words());
    let task = rating_of(&goal.id);
    let form = use_short_form(&task);
    use_steps_of_today(&goal, &task, form.filling.as_ref());
    let chosen = form
        .filling
        .as_ref()
        .is_some_and(|it| is_chosen(words, &goal, it));
    rsx! {
        section { class: "rate",
            h2 { id: "rate", {words.say("goals-rate-heading")} }
            if form.cannot {
                p { {words.say("form-problem-store")} }
                if has_steps(&goal) {
                    Ladder { goal: goal.clone() }
                }
            } else {
                HowFar { goal: goal.clone(), task, filling: form.filling.clone(), choose: form.choose, forget: form.forget }
            }
            if let Some(filling) = form.filling {
                for noted in [words_at(&filling, NOTE)] {
                    if chosen || !noted.is_empty() {
                        Note { key: "{filling.draft}", initial: noted }
                    }
                }
            }
            if chosen {
                div { class: "foot",
                    Button { onpress: move |()| form.send.call(()), {words.say("goals-rate-save")} }
                    KeptLine { said: words.say("goals-rate-kept") }
                    div { class: "foot-later",
                        Button { weight: Weight::Quiet, onpress: move |()| take_back(desk), {words.say("goals-rate-back")} }
                    }
                }
            }
            match form.handed {
                Handed::Nothing => rsx! {},
                Handed::NotRight | Handed::NotSaved => rsx! { NotHanded { said: words.say("form-check-not-saved") } },
                Handed::Over(id) => rsx! { Over { id } },
            }
        }
    }
}

/// The ladder to tap, or words and a number where there is none.
#[component]
fn HowFar(
    goal: Goal,
    task: String,
    filling: Option<Filling>,
    choose: Callback<(&'static str, usize)>,
    forget: Callback<()>,
) -> Element {
    let (desk, words) = (desk(), state::words());
    if !has_steps(&goal) {
        return rsx! {
            InWords {
                filling,
                onmet: move |place: usize| choose.call((MET, place)),
                onnumber: move |number: i64| {
                    forget.call(());
                    if lying(desk, &task).is_some() {
                        desk.choose(Path::of(TEN), vec![Value::Integer(number)]);
                    }
                },
            }
        };
    }
    let chosen = filling
        .as_ref()
        .and_then(|it| chosen_step(words, &goal, it));
    rsx! {
        p { class: "quiet", {words.say("goals-rate-how")} }
        LadderChoice {
            goal,
            labelled_by: "rate",
            chosen,
            onchoose: move |level: Level| choose.call((STEP, level as usize)),
        }
    }
}

/// Where a worker changes the steps while the page is open, the form is made anew of them, once.
fn use_steps_of_today(goal: &Goal, task: &str, filling: Option<&Filling>) {
    let (desk, words) = (desk(), state::words());
    let mut made_anew = use_signal(|| None::<Goal>);
    let is_old = filling.is_some_and(|it| !is_of_these_steps(words, goal, it));
    let (of_goal, anew) = (goal.clone(), task.to_owned());
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
}

/// What was handed over, and how it stands now.
#[component]
fn Over(id: String) -> Element {
    let (view, words, now) = (state::view(), state::words(), state::now());
    let item = view.outgoing.iter().find(|it| it.id == id).cloned();
    rsx! {
        HandedOver { said: words.say("goals-rated"),
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
    let words = state::words();
    let mut open = use_signal(|| !initial.is_empty());
    if !open() {
        return rsx! {
            Button { weight: Weight::Quiet, onpress: move |()| open.set(true), {words.say("goals-rate-note")} }
        };
    }
    rsx! {
        div { class: "asked",
            p { id: "note-label", class: "field-label", {words.say("goals-rate-note-label")} }
            ShortText { at: NOTE, id: "note", labelled_by: "note-label", initial, most: LONGEST_NOTE }
        }
    }
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
