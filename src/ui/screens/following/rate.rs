//! Saying how a goal goes, as somebody who supports the person whose goal it is: only where they were asked,
//! and always beside what the person says, never in its place.

use super::{NotShown, called};
use crate::app::{Filling, LONGEST_NOTE, Missing, NOTE, OutgoingState, STEP, rating_as_carer};
use crate::care::{CarerRating, Goal, Level, SharedGoal};
use crate::forms::Path;
use crate::ui::components::{Button, Eyes, Heading, LadderChoice, SharedGoalPart};
use crate::ui::screens::sent::{StateTag, state_words};
use crate::ui::short_form::{
    Handed, HandedOver, KeptLine, NotHanded, ShortText, use_short_form, words_at,
};
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

#[component]
fn Asked(shown: SharedGoal, name: String) -> Element {
    let words = state::words();
    let form = use_short_form(&rating_as_carer(&shown.goal.id));
    let (choose, send) = (form.choose, form.send);
    let chosen = form.filling.as_ref().and_then(chosen_step);
    rsx! {
        section { class: "rate",
            h2 { id: "rate", {words.say_with("following-rate-question", &[("name", (&name).into())])} }
            p { class: "quiet", {words.say("following-rate-how")} }
            LadderChoice {
                goal: as_carer(&shown.goal),
                labelled_by: "rate",
                chosen,
                eyes: Eyes::Carer,
                onchoose: move |level: Level| choose.call((STEP, level as usize)),
            }
            if let Some(filling) = form.filling {
                div { class: "asked",
                    p { id: "note-label", class: "field-label", {words.say("following-rate-note")} }
                    ShortText {
                        key: "{filling.draft}",
                        at: NOTE,
                        id: "note",
                        labelled_by: "note-label",
                        initial: words_at(&filling, NOTE),
                        most: LONGEST_NOTE,
                    }
                    p { class: "quiet", {words.say_with("following-rate-who", &[("name", (&name).into())])} }
                }
            }
            if chosen.is_some() {
                div { class: "foot",
                    Button { onpress: move |()| send.call(()), {words.say("following-rate-send")} }
                    KeptLine { said: words.say("following-kept") }
                }
            }
            match form.handed {
                Handed::Nothing => rsx! {},
                Handed::NotRight | Handed::NotSaved => rsx! { NotHanded { said: words.say("following-not-handed") } },
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
        HandedOver { said: words.say("following-handed"),
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

fn chosen_step(filling: &Filling) -> Option<Level> {
    let path = Path::of(STEP);
    let chosen = filling.session.answer_at(&path).first()?;
    let options = &filling.session.item_at(&path)?.options;
    let place = options.iter().position(|it| it.value.same_as(chosen))?;
    Level::ALL.get(place).copied()
}
