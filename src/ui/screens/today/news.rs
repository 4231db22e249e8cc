//! What the trust has changed since the person last looked.

use crate::care::{News, NewsKind};
use crate::ui::Route;
use crate::ui::components::{Button, IconKind, Row, Rows, Theirs, Weight};
use crate::ui::state;
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

fn key(what: NewsKind) -> &'static str {
    match what {
        NewsKind::Plan => "today-news-plan",
        NewsKind::Intervention => "today-news-intervention",
        NewsKind::Goal => "today-news-goal",
        NewsKind::Review => "today-news-review",
        NewsKind::Team => "today-news-team",
        NewsKind::Form => "today-news-form",
    }
}

fn icon(what: NewsKind) -> IconKind {
    match what {
        NewsKind::Plan | NewsKind::Intervention => IconKind::Path,
        NewsKind::Goal => IconKind::Ladder,
        NewsKind::Review => IconKind::Calendar,
        NewsKind::Team => IconKind::People,
        NewsKind::Form => IconKind::TickBox,
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
    }
}
