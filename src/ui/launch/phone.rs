//! What a phone tells the app, and what the app asks of it, beside the page itself.
//!
//! The page is a guest: the system may end it at any time, so nothing is kept in it. When the app comes back to the front, the
//! page is asked whether it lives; one that does not answer is drawn again, from this process, at the same place.
//!
//! Android hands the page three events (`mobile/android/MainActivity.kt`): back, a link that opened the app, and the edges of the
//! screen. Any program can open such a link, so it is only looked at as the way back of a sign-in that waits.

use super::{again, mobile};
use crate::app::{Companion, dial, go_behind, open_in_browser, system_now, text_to};
use crate::ui::{self, Open, Opener};
use dioxus::mobile::tao::event::Event;
use dioxus::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long a page may take to answer before it counts as dead.
const PATIENCE: Duration = Duration::from_secs(3);

thread_local! {
    /// The page, for whoever finds it dead.
    static PAGE: RefCell<Option<Page>> = const { RefCell::new(None) };
}

/// A page that is drawn, and what another needs to be drawn in its place.
struct Page {
    frame: dioxus::mobile::WeakDesktopContext,
    companion: Companion,
    opener: Opener,
}

/// The way out of the app.
pub(super) struct Outside {
    #[cfg_attr(
        not(target_os = "ios"),
        allow(dead_code, reason = "only iOS asks whose page it is")
    )]
    companion: Companion,
}

impl Outside {
    pub(super) fn of(companion: Companion) -> Self {
        Self { companion }
    }
}

impl Open for Outside {
    fn open(&self, url: &str) {
        let opened = match url.split_once(':') {
            Some(("tel", number)) => dial(number),
            Some(("sms", number)) => text_to(number),
            _ => self.open_page(url),
        };
        if !opened {
            tracing::warn!("nothing on this phone opens that");
        }
    }
}

impl Outside {
    /// A page of a sign-in goes into the system's own sheet, which hands the answer back; any other into the browser.
    #[cfg(target_os = "ios")]
    fn open_page(&self, url: &str) -> bool {
        let companion = self.companion.clone();
        let runtime = tokio::runtime::Handle::current();
        match self.companion.way_back_of(url) {
            Some(back) => crate::app::sign_in_on_ios(url, &back, move |link| {
                if let Some(link) = link {
                    runtime.spawn(take_link(companion.clone(), link));
                }
            }),
            None => open_in_browser(url),
        }
    }

    #[cfg(not(target_os = "ios"))]
    fn open_page(&self, url: &str) -> bool {
        open_in_browser(url)
    }
}

async fn take_link(companion: Companion, link: String) {
    if let Some(back) = companion.answer_in(&link) {
        companion
            .finish_sign_in(&back.state, back.code.as_deref())
            .await
            .ok();
    }
}

/// The app on a phone.
#[component]
pub(super) fn Phone() -> Element {
    let companion = use_context::<Companion>();
    let opener = use_context::<Opener>();
    again::use_kept_way();
    use_hook(|| {
        PAGE.set(Some(Page {
            frame: std::rc::Rc::downgrade(&dioxus::mobile::window()),
            companion: companion.clone(),
            opener,
        }));
    });
    dioxus::mobile::use_wry_event_handler(|event, _| {
        if let Event::Resumed = event {
            size_text();
            ask_whether_it_lives();
        }
    });
    use_effect(size_text);
    listen(companion);
    rsx! { ui::App {} }
}

/// The phone's own size of text, which a page of iOS does not hear of. (Android's activity zooms the text itself; motion and
/// colours reach every page by its media queries.)
fn size_text() {
    if cfg!(target_os = "ios")
        && let Some(size) = system_now().text_size
    {
        document::eval(&format!(
            "document.documentElement.style.webkitTextSizeAdjust='{size}%'"
        ));
    }
}

fn ask_whether_it_lives() {
    let lives = Arc::new(AtomicBool::new(false));
    let said = lives.clone();
    let page = dioxus::mobile::window();
    let asked = page
        .webview
        .evaluate_script_with_callback("1", move |_| said.store(true, Ordering::SeqCst));
    if asked.is_err() {
        return draw_again();
    }
    tokio::spawn(async move {
        tokio::time::sleep(PATIENCE).await;
        if !lives.load(Ordering::SeqCst) {
            on_the_page(draw_again);
        }
    });
}

fn draw_again() {
    let Some((dead, page)) = PAGE.with_borrow(|page| {
        let page = page.as_ref()?;
        let anew = VirtualDom::new(Phone)
            .with_root_context(page.companion.clone())
            .with_root_context(page.opener.clone());
        Some((page.frame.upgrade()?, anew))
    }) else {
        return;
    };
    again::draw_again(&dead, page, mobile::config());
}

/// Runs something on the thread that draws.
#[cfg(target_os = "ios")]
fn on_the_page(act: fn()) {
    crate::app::on_main(act);
}

/// Android ends the whole process when the one that draws its page dies: there is nobody here to draw it again.
#[cfg(not(target_os = "ios"))]
fn on_the_page(_act: fn()) {}

/// What Android tells the page. Back is the page's own Back, where it has one: within a form that is the question before, and
/// it is missing where there is no way back. `companionListens` tells the activity that somebody is there to hear it.
const EARS: &str = "addEventListener('companion-back',()=>{const back=document.querySelector('button.back');\
     back?back.click():dioxus.send(null)});\
     addEventListener('companion-link',e=>dioxus.send(e.detail));\
     window.companionListens=true;await new Promise(()=>{})";

fn listen(companion: Companion) {
    use_future(move || {
        let companion = companion.clone();
        async move {
            let mut page = document::eval(EARS);
            while let Ok(told) = page.recv::<Option<String>>().await {
                match told {
                    Some(link) => take_link(companion.clone(), link).await,
                    None => {
                        go_behind().ok();
                    }
                }
            }
        }
    });
}
