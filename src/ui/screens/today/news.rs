//! What the trust has changed since the person last looked.

use crate::care::{News, NewsKind, Part};
use crate::ui::Route;
use crate::ui::components::{Button, IconKind, Row, Rows, Theirs, Weight};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;

/// What is new; nothing where nothing is.
#[component]
pub fn NewsList() -> Element {
    let (words, record, now) = (state::words(), state::record(), state::now());
    if record.news.is_empty() {
        return rsx! {};
    }
    rsx! {
        section {
            h2 { {words.say("today-news")} }
            Rows {
                for news in record.news.iter().take(5) {
                    Row {
                        key: "{news.id}-{news.at}",
                        to: route(news),
                        icon: icon(news.what),
                        title: words.say(key(news.what)),
                        if let Some(text) = news.title.clone() {
                            Theirs { text }
                            span { class: "dot-between" }
                        }
                        if !news.parts.is_empty() {
                            {parts(words, &news.parts)}
                            span { class: "dot-between" }
                        }
                        {words.when(news.at, now)}
                    }
                }
            }
            Button {
                weight: Weight::Quiet,
                onpress: move |()| {
                    let companion = state::companion();
                    spawn(async move { companion.news_was_seen().await });
                },
                {words.say("today-news-seen")}
            }
        }
    }
}

/// What of it changed, as a list.
fn parts(words: Words, parts: &[Part]) -> String {
    let names: Vec<String> = parts
        .iter()
        .map(|part| words.say(part_key(*part)))
        .collect();
    words.say_with("today-news-parts", &[("parts", (&names.join(", ")).into())])
}

fn part_key(part: Part) -> &'static str {
    match part {
        Part::New => "today-news-part-new",
        Part::Gone => "today-news-part-gone",
        Part::Name => "today-news-part-name",
        Part::How => "today-news-part-how",
        Part::Why => "today-news-part-why",
        Part::Who => "today-news-part-who",
        Part::When => "today-news-part-when",
        Part::Place => "today-news-part-place",
        Part::Goals => "today-news-part-goals",
        Part::Levels => "today-news-part-levels",
        Part::Stage => "today-news-part-stage",
        Part::Ratings => "today-news-part-ratings",
        Part::Questions => "today-news-part-questions",
    }
}

fn key(what: NewsKind) -> &'static str {
    match what {
        NewsKind::Plan => "today-news-plan",
        NewsKind::Intervention => "today-news-intervention",
        NewsKind::Goal => "today-news-goal",
        NewsKind::Review => "today-news-review",
        NewsKind::Team => "today-news-team",
        NewsKind::Form => "today-news-form",
        NewsKind::Reply => "today-news-reply",
    }
}

fn icon(what: NewsKind) -> IconKind {
    match what {
        NewsKind::Plan | NewsKind::Intervention => IconKind::Path,
        NewsKind::Goal => IconKind::Ladder,
        NewsKind::Review => IconKind::Calendar,
        NewsKind::Team => IconKind::People,
        NewsKind::Form => IconKind::TickBox,
        NewsKind::Reply => IconKind::Message,
    }
}

fn route(news: &News) -> Route {
    let id = news.id.clone();
    match news.what {
        NewsKind::Plan => Route::Care {},
        NewsKind::Intervention => Route::Intervention { id },
        NewsKind::Goal => Route::Goal { id },
        NewsKind::Review => Route::Review {},
        NewsKind::Team => Route::Team {},
        NewsKind::Form => Route::FormStart { task: id },
        NewsKind::Reply => Route::Ask {},
    }
}
