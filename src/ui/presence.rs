//! Whether this page can be seen: told to the app, which locks when nobody sees it for a while. What is
//! on the screen goes to the disk first.

use super::{desk, state};
use dioxus::prelude::*;
use std::rc::Rc;

/// A page tells when it is hidden and shown; a window also when it loses and gets the focus.
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
