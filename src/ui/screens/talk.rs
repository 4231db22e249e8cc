//! What the person wants to talk about at the review: kept on the phone until they send it.

use super::ask::{MessageCard, may_write, newest};
use crate::app::{Companion, Filling};
use crate::care::MessageKind;
use crate::ui::Route;
use crate::ui::components::{ButtonLink, Card, Theirs, Weight};
use crate::ui::state;
use dioxus::prelude::*;

/// What the person wants to talk about: what was begun here, else what was sent last, else how to begin.
#[component]
pub fn ToTalkAbout() -> Element {
    let (view, words, record) = (state::view(), state::words(), state::record());
    let task = Companion::writing(MessageKind::ForReview, None);
    let draft = view.drafts.iter().find(|draft| draft.task == task);
    let sent = newest(&view, &record, MessageKind::ForReview);
    let begin = Route::FormStart { task: task.clone() };
    rsx! {
        section {
            h2 { {words.say("review-own")} }
            if let Some(draft) = draft {
                Notes { task, touched: draft.touched }
            } else if let Some((message, outgoing)) = sent {
                MessageCard { message, outgoing }
                div { class: "actions",
                    ButtonLink { weight: Weight::Second, to: begin, {words.say("review-own-more")} }
                }
            } else {
                p { {words.say("review-own-text")} }
                div { class: "actions",
                    ButtonLink { weight: Weight::Second, to: begin, {words.say("review-own-begin")} }
                }
            }
        }
    }
}

/// What was begun and not sent.
#[component]
fn Notes(task: String, touched: Option<jiff::Timestamp>) -> Element {
    let (view, words) = (state::view(), state::words());
    let companion = state::companion();
    let name = task.clone();
    // Read anew when it was changed.
    let read = use_resource(use_reactive!(|(name, touched)| {
        let companion = companion.clone();
        let _ = touched;
        async move { companion.open_form(&name).await.ok() }
    }));
    let filling: Option<Filling> = read.read().clone().flatten();
    let lines = filling.map(|it| it.session.what_is_written());
    let lines = lines.unwrap_or_default();
    let check = Route::FormCheck { task: task.clone() };
    rsx! {
        Card {
            p { class: "quiet", {words.say("review-own-here")} }
            ul { class: "points",
                for (place , text) in lines.into_iter().enumerate() {
                    li { key: "{place}", Theirs { text } }
                }
            }
            div { class: "actions",
                if may_write(&view) {
                    ButtonLink { to: check, {words.say("review-own-send")} }
                }
                ButtonLink { weight: Weight::Second, to: Route::FormStart { task }, {words.say("review-own-change")} }
            }
        }
    }
}
