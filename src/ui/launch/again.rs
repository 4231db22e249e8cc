//! A page that has died is drawn anew, where the person was.
//!
//! The page is a process of its own, which the system may end at any time. To load it again in its old frame would leave it
//! empty: the screen library has told that page how its parts look, once, and believes that it still knows. So a new frame
//! with a page of its own takes the place of the old one. All it needs is in this process: what was accepted is in the
//! vault, what is shown is the [`Companion`](crate::app::Companion)'s, and the way that the person has gone is kept here.

use super::deaths::is_too_often;
use dioxus::core::provide_root_context;
#[cfg(not(feature = "mobile"))]
use dioxus::desktop::{Config, DesktopService};
use dioxus::history::{History, MemoryHistory};
#[cfg(feature = "mobile")]
use dioxus::mobile::{Config, DesktopService};
use dioxus::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

thread_local! {
    /// The pages that the person has gone through. All that is drawn is drawn by one thread.
    static WAY: Rc<dyn History> = Rc::new(MemoryHistory::default());
    static DEATHS: RefCell<Vec<Instant>> = const { RefCell::new(Vec::new()) };
}

/// Keeps the person's way out of the page. Stands above the router.
pub(super) fn use_kept_way() {
    // At the root, in place of the frame's own: what goes on after its page is gone looks for the way there.
    use_hook(|| provide_root_context(WAY.with(Rc::clone)));
}

/// Puts a new page in place of one that has died.
pub(super) fn draw_again(dead: &DesktopService, page: VirtualDom, config: Config) {
    tracing::warn!("the page has died; it is drawn anew");
    if DEATHS.with_borrow_mut(|deaths| is_too_often(deaths, Instant::now())) {
        tracing::error!("the page dies again and again");
        std::process::exit(1);
    }
    // The new one first: without any window the app would end.
    dead.new_window(page, config);
    dead.close();
}
