//! What the team has of the person's answers beside those that went from this phone: the newest, and the
//! older ones when somebody asks for them.

use crate::care::FormDone;
use crate::ui::Route;
use crate::ui::components::{Button, IconKind, Inset, Row, Rows, Weight};
use crate::ui::state;
use dioxus::prelude::*;

/// What became of asking for older ones.
#[derive(Clone, PartialEq)]
enum Older {
    NotAsked,
    Here(Vec<FormDone>),
    NotRead,
}

/// What was said before.
#[component]
pub(super) fn Past() -> Element {
    let (view, words, record, now) = (state::view(), state::words(), state::record(), state::now());
    let mut older = use_signal(|| Older::NotAsked);
    let all = match older() {
        Older::Here(all) => all,
        Older::NotAsked | Older::NotRead => record.forms_done.clone(),
    };
    let more = all.len() < record.forms_done.len() + record.done_earlier;
    let here = |id: &str| view.outgoing.iter().any(|it| it.id == id);
    let past = all.into_iter();
    let past: Vec<_> = past
        .filter(|it| !it.ours.as_deref().is_some_and(here))
        .collect();
    if past.is_empty() && !more {
        return rsx! {};
    }
    let ask = move |()| {
        let companion = state::companion();
        spawn(async move {
            let all = companion.all_forms_done().await;
            older.set(all.map_or(Older::NotRead, Older::Here));
        });
    };
    rsx! {
        section {
            h2 { {words.say("sent-past")} }
            Rows {
                for form in past {
                    Row {
                        key: "{form.response}",
                        to: Route::WhatYouSaid { id: form.response.clone() },
                        icon: IconKind::Document,
                        own: form.title.is_some(),
                        title: form.title.clone().unwrap_or_else(|| words.say("sent-untitled")),
                        if let Some(at) = form.answered {
                            {words.say_with("sent-answered", &[("when", (&words.when(at, now)).into())])}
                        }
                    }
                }
            }
            if more {
                Button { weight: Weight::Second, onpress: ask, {words.say("sent-past-older")} }
            }
            if older() == Older::NotRead {
                div { role: "alert", Inset { p { {words.say("sent-past-not-read")} } } }
            }
        }
    }
}
