//! A page that has died is drawn anew, where the person was.
//!
//! The page is a process of its own, which the system may end at any time. To load it again in its old frame would leave it
//! empty: the screen library has told that page how its parts look, once, and believes that it still knows. So a new frame
//! with a page of its own takes the place of the old one. All it needs is in this process: what was accepted is in the
//! vault, what is shown is the [`Companion`](crate::app::Companion)'s, and the way that the person has gone is kept here.

use dioxus::core::provide_root_context;
#[cfg(not(feature = "mobile"))]
use dioxus::desktop::{Config, DesktopService};
use dioxus::history::{History, MemoryHistory};
#[cfg(feature = "mobile")]
use dioxus::mobile::{Config, DesktopService};
use dioxus::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Pages that die one after the other are drawn this often within [`WHILE`], and no more: something on the page kills it, and
/// the app ends rather than turn in a circle with a battery. A start that ends so early is counted, and leads to safe mode.
const OFTEN: usize = 5;
const WHILE: Duration = Duration::from_secs(60);

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

/// Whether one more death within a while is one too many.
fn is_too_often(deaths: &mut Vec<Instant>, now: Instant) -> bool {
    deaths.retain(|death| now.duration_since(*death) < WHILE);
    deaths.push(now);
    deaths.len() > OFTEN
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_deaths_a_minute_are_drawn_anew_and_a_sixth_is_not() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut deaths = Vec::new();
        assert!((0..5).all(|n| !is_too_often(&mut deaths, at(n))));
        assert!(is_too_often(&mut deaths, at(6)));
        // Rare deaths are never too many.
        let mut deaths = Vec::new();
        assert!((0..50).all(|n| !is_too_often(&mut deaths, at(n * 13))));
    }
}
