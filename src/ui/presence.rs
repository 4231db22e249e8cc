//! Whether this page can be seen: told to the app, which locks when nobody sees it for a while. What is
//! on the screen goes to the disk first.

use super::{desk, state};
use dioxus::prelude::*;
#[cfg(not(feature = "mobile"))]
use std::rc::Rc;

/// A page tells when it is hidden and shown; a window also when it loses and gets the focus.
#[cfg(not(feature = "mobile"))]
fn script() -> String {
    let window = cfg!(feature = "desktop");
    format!(
        "const seen=()=>document.visibilityState==='visible'&&(!{window}||document.hasFocus());\
         const tell=()=>dioxus.send(seen());\
         document.addEventListener('visibilitychange',tell);addEventListener('pageshow',tell);\
         addEventListener('pagehide',()=>dioxus.send(false));\
         if({window}){{addEventListener('blur',tell);addEventListener('focus',tell)}}\
         await new Promise(()=>{{}})"
    )
}

/// Follows the page for as long as it lives. A page that is gone cannot be seen.
#[cfg(not(feature = "mobile"))]
pub(super) fn follow() {
    let presence = use_hook(|| Rc::new(state::companion().presence()));
    use_future(move || {
        let presence = presence.clone();
        async move {
            let mut page = document::eval(&script());
            while let Ok(seen) = page.recv::<bool>().await {
                if seen {
                    presence.shown();
                } else {
                    desk::desk().settle().await.ok();
                    presence.hidden();
                }
            }
        }
    });
}

/// Follows the phone's own word for whether the app is in front: a page that has died says nothing any more. Leaving counts
/// when what is on the screen is on the disk, and after a second at the latest, since with a dead page nothing is drawn and
/// nothing below the screen runs either.
#[cfg(feature = "mobile")]
pub(super) fn follow() {
    use dioxus::mobile::tao::event::Event;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    let presence = use_hook(|| Arc::new(state::companion().presence()));
    let left = use_hook(|| Arc::new(AtomicBool::new(false)));
    dioxus::mobile::use_wry_event_handler(move |event, _| match event {
        Event::Suspended => {
            left.store(true, Ordering::SeqCst);
            let hide = {
                let (left, presence) = (left.clone(), presence.clone());
                move || {
                    if left.load(Ordering::SeqCst) {
                        presence.hidden();
                    }
                }
            };
            let at_last = hide.clone();
            tokio::spawn(async move {
                tokio::time::sleep(std::time::Duration::from_secs(1)).await;
                at_last();
            });
            spawn(async move {
                desk::desk().settle().await.ok();
                hide();
            });
        }
        Event::Resumed => {
            left.store(false, Ordering::SeqCst);
            presence.shown();
        }
        _ => {}
    });
}
