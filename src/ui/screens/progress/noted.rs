//! What workers noted and the trust released, in words, beside what the person said of the same.

use crate::app::Thing;
use crate::care::{Hardness, MessageKind, Mine, Noted, Record, Topic, Turn};
use crate::ui::components::{Details, Theirs};
use crate::ui::screens::ask::WriteAbout;
use crate::ui::state;
use crate::words::{self, Words};
use dioxus::prelude::*;
use jiff::civil::Date;

/// All that may be shown, one card a topic.
#[component]
pub(super) fn NotedSection(noted: Vec<Noted>) -> Element {
    let words = state::words();
    if noted.is_empty() {
        return rsx! {};
    }
    rsx! {
        section {
            h2 { {words.say("progress-noted")} }
            p { {words.say("progress-noted-text")} }
            for one in noted {
                NotedCard { key: "{one.id}", noted: one }
            }
        }
    }
}

/// One topic: what the person said, what the worker said, and what changed.
#[component]
fn NotedCard(noted: Noted) -> Element {
    let (words, record, today) = (state::words(), state::record(), state::today());
    let who = noted.by.clone();
    let says = match &who {
        Some(name) => words.say_with("progress-noted-by", &[("name", name.into())]),
        None => words.say("progress-noted-by-worker"),
    };
    rsx! {
        div { class: "card noted",
            h3 { {words.say(topic_key(noted.topic))} }
            if let Some(mine) = noted.mine.clone() {
                Own { mine }
            }
            div { class: "noted-view",
                span { class: "quiet", {says} }
                strong { {words.say(hardness_key(noted.now))} }
                span { class: "quiet", {words.day(words::today(noted.at))} }
            }
            if let Some(text) = turn_words(words, &record, &noted, today) {
                p { {text} }
            }
            SeeItDifferently { about: noted.id.clone(), name: who }
        }
    }
}

#[component]
fn Own(mine: Mine) -> Element {
    let words = state::words();
    rsx! {
        div { class: "noted-view",
            span { class: "quiet", {words.say("progress-noted-you")} }
            strong { Theirs { text: mine.answer } }
            span { class: "quiet", Theirs { text: mine.question } }
            if let Some(at) = mine.at {
                span { class: "quiet", {words.day(words::today(at))} }
            }
        }
    }
}

/// How to say "I see it differently" of this one rating: in person, or in writing. `about` is the id of the
/// Observation; nothing of the rating changes by it.
#[component]
fn SeeItDifferently(about: String, name: Option<String>) -> Element {
    let words = state::words();
    let text = match name {
        Some(name) => words.say_with("progress-differ-text", &[("name", (&name).into())]),
        None => words.say("progress-differ-nobody"),
    };
    rsx! {
        Details { summary: words.say("progress-differ"),
            p { {text} }
            WriteAbout { kind: MessageKind::Disagree, about: Thing::Rating(about), {words.say("care-differ-write")} }
        }
    }
}

fn turn_words(words: Words, record: &Record, noted: &Noted, today: Date) -> Option<String> {
    let (turn, then) = noted.turn()?;
    let when = words.back_then(words::today(then), today);
    let name = state::worker_name(record);
    let key = match (turn, &name) {
        (Turn::Same, _) => "progress-turn-same",
        (Turn::Easier, _) => "progress-turn-easier",
        (Turn::BitHarder, Some(_)) => "progress-turn-bit-harder",
        (Turn::BitHarder, None) => "progress-turn-bit-harder-nobody",
        (Turn::Harder, Some(_)) => "progress-turn-harder",
        (Turn::Harder, None) => "progress-turn-harder-nobody",
    };
    let name = name.unwrap_or_default();
    Some(words.say_with(key, &[("when", (&when).into()), ("name", (&name).into())]))
}

fn topic_key(topic: Topic) -> &'static str {
    match topic {
        Topic::Mood => "progress-topic-mood",
        Topic::MindAndFeelings => "progress-topic-mind",
        Topic::People => "progress-topic-people",
        Topic::DailyTasks => "progress-topic-tasks",
        Topic::Work => "progress-topic-work",
        Topic::Home => "progress-topic-home",
        Topic::Body => "progress-topic-body",
        Topic::Thinking => "progress-topic-thinking",
        Topic::Unrest => "progress-topic-unrest",
    }
}

fn hardness_key(hardness: Hardness) -> &'static str {
    match hardness {
        Hardness::None => "progress-noted-none",
        Hardness::Small => "progress-noted-small",
        Hardness::Clear => "progress-noted-clear",
        Hardness::Hard => "progress-noted-hard",
        Hardness::VeryHard => "progress-noted-very-hard",
    }
}
