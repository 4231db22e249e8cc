//! What stands around every screen: the top bar with Back and Help now, the bar at the bottom, and
//! the gate that lets a screen show only where it may.

mod bottom_bar;
mod broken;
mod gate;
mod mended;
mod root;
mod top_bar;
mod way_out;

use super::routes::{Route, Tab};
use super::screens::before::{IsThisYou, Locked, SafeMode, Shut, Welcome};
use super::screens::following::{Following, HatLine};
use super::screens::left::Left;
use super::screens::today::Today;
use super::{desk, state};
use crate::app::Stage;
use bottom_bar::BottomBar;
pub use broken::{Broken, LastResort};
use dioxus::prelude::*;
use gate::{Gate, gate};
use mended::MendedNote;
use root::use_root_attributes;
use std::rc::Rc;
use top_bar::TopBar;

/// The screen that may show.
#[component]
fn Screen(passed: Gate) -> Element {
    match passed {
        Gate::Pass => rsx! { Outlet::<Route> {} },
        Gate::Today => rsx! { Today {} },
        Gate::Following => rsx! { Following {} },
        Gate::Welcome => rsx! { Welcome {} },
        Gate::IsThisYou => rsx! { IsThisYou {} },
        Gate::Locked => rsx! { Locked {} },
        Gate::Safe => rsx! { SafeMode {} },
        Gate::Left => rsx! { Left {} },
        Gate::Shut(reason) => rsx! { Shut { reason } },
    }
}

/// Around every screen.
#[component]
pub fn Frame() -> Element {
    let (view, words) = (state::view(), state::words());
    let route = use_route::<Route>();
    let mut page = use_signal(|| None::<Rc<MountedData>>);
    let root = use_root_attributes();
    let passed = gate(&view, &route);
    let open = view.stage == Stage::Open && !view.safe && !view.left;
    // A carer's first page stands at any address that is not theirs.
    let hidden = passed == Gate::Following || (passed == Gate::Pass && route.can_be_hidden());
    let locked = matches!(view.stage, Stage::Locked(_));
    // What lay on the desk is in the vault; nothing of it stays on a locked screen.
    use_effect(use_reactive!(|locked| {
        if locked {
            desk::desk().clear();
        }
    }));
    // A card that is shown to somebody else has nothing around it to press.
    let bar = open && !route.is_form() && route != (Route::HelpCard {});
    // Another page, or another stage, begins anew: what broke one page breaks no other.
    let shown = format!("{route} {passed:?}");
    let tab = match passed {
        Gate::Following => Some(Tab::Following),
        _ => route.tab(),
    };
    rsx! {
        div {
            class: "app",
            lang: root.lang,
            dir: root.dir,
            "data-appearance": root.appearance,
            "data-text-size": root.text_size,
            // A button and not a link: an address with # would be a page to the router.
            button {
                class: "skip",
                r#type: "button",
                onclick: move |_| async move {
                    if let Some(page) = page() {
                        page.set_focus(true).await.ok();
                    }
                },
                {words.say("frame-skip")}
            }
            TopBar { back: passed.has_back(), leave: open && hidden }
            main {
                id: "page",
                tabindex: "-1",
                onmounted: move |e| page.set(Some(e.data())),
                if open {
                    HatLine {}
                }
                if open && matches!(route, Route::Today {} | Route::Following {}) {
                    MendedNote {}
                }
                for shown in [shown] {
                    ErrorBoundary {
                        key: "{shown}",
                        handle_error: |_| rsx! { Broken {} },
                        Screen { passed }
                    }
                }
            }
            if bar {
                BottomBar { current: tab }
            }
        }
    }
}
