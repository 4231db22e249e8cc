//! The bar at the bottom: five tabs, or three for a carer, each an icon and a word.

use crate::app::Wearing;
use crate::ui::components::{Icon, IconKind};
use crate::ui::routes::Tab;
use crate::ui::state;
use dioxus::prelude::*;

/// The bar at the bottom.
#[component]
pub fn BottomBar(
    /// The tab that the shown screen belongs to.
    current: Option<Tab>,
) -> Element {
    let (view, words) = (state::view(), state::words());
    let tabs: &[Tab] = match view.wearing {
        Some(Wearing::Carer) => &Tab::CARER,
        Some(Wearing::Own) | None => &Tab::ALL,
    };
    rsx! {
        nav { class: "bar", aria_label: words.say("frame-tabs"),
            ul {
                for tab in tabs.iter().copied() {
                    li { key: "{tab:?}",
                        Link {
                            to: tab.route(),
                            class: if current == Some(tab) { "tab tab-here" } else { "tab" },
                            span { class: "tab-pill", Icon { kind: icon(tab) } }
                            span { {words.say(name(tab))} }
                        }
                    }
                }
            }
        }
    }
}

fn icon(tab: Tab) -> IconKind {
    match tab {
        Tab::Today => IconKind::Home,
        Tab::Care => IconKind::Path,
        Tab::Goals => IconKind::Ladder,
        Tab::Todo => IconKind::TickBox,
        Tab::You => IconKind::Person,
        Tab::Following => IconKind::People,
        Tab::Tell => IconKind::Message,
    }
}

fn name(tab: Tab) -> &'static str {
    match tab {
        Tab::Today => "frame-today",
        Tab::Care => "frame-care",
        Tab::Goals => "frame-goals",
        Tab::Todo => "frame-todo",
        Tab::You => "frame-you",
        Tab::Following => "following-tab",
        Tab::Tell => "following-tell-tab",
    }
}
