//! Telling the team something. Before the first letter it says who may see it, that nobody answers here, and
//! where to turn if it cannot wait.

use super::called;
use super::rate::Over;
use crate::app::{LONGEST_TELLING, Missing, TELLING, telling};
use crate::ui::Route;
use crate::ui::components::{Button, ButtonLink, Heading, IconKind, Inset, Theirs, Weight};
use crate::ui::screens::sent::{StateTag, state_words};
use crate::ui::short_form::{Handed, KeptLine, NotHanded, ShortText, use_short_form, words_at};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;
use jiff::Timestamp;

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
                        p { class: "quiet", {wrote(words, it.at, now)} }
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
    let words = state::words();
    let form = use_short_form(&telling());
    let send = form.send;
    let empty = form.handed == Handed::NotRight;
    rsx! {
        section {
            h2 { id: "tell-label", {words.say("following-tell-label")} }
            if empty {
                p { id: "tell-error", class: "field-error", role: "alert", {words.say("following-tell-empty")} }
            }
            if let Some(filling) = form.filling {
                ShortText {
                    key: "{filling.draft}",
                    at: TELLING,
                    id: "tell",
                    labelled_by: "tell-label",
                    initial: words_at(&filling, TELLING),
                    most: LONGEST_TELLING,
                    error: empty.then(|| "tell-error".to_owned()),
                }
            }
            div { class: "foot",
                Button { onpress: move |()| send.call(()), {words.say("following-tell-send")} }
                KeptLine { said: words.say("following-kept") }
            }
            match form.handed {
                Handed::Nothing | Handed::NotRight => rsx! {},
                Handed::NotSaved => rsx! { NotHanded { said: words.say("following-not-handed") } },
                Handed::Over(id) => rsx! { Over { id } },
            }
        }
    }
}

fn wrote(words: Words, at: Timestamp, now: Timestamp) -> String {
    let when = words.when(at, now);
    words.say_with("ask-wrote", &[("when", (&when).into())])
}
