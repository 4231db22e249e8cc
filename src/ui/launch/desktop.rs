//! The app in a window: WebKitGTK on Linux, the nearest thing to a phone on a desk.

use super::{Desk, Problem, SystemBrowser, pages};
use crate::app::{Companion, Setup, WayBack};
use crate::ui::{self, Opener};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use dioxus::prelude::*;
use dioxus_desktop::tao::dpi::Size;
use dioxus_desktop::tao::window::WindowBuilder;
use dioxus_desktop::{Config, LogicalSize};
use std::sync::Arc;

const INSPECTOR: &str = "WEBKIT_INSPECTOR_HTTP_SERVER";

/// The app, and an ear for the death of the process that draws it.
#[component]
fn Windowed() -> Element {
    #[cfg(target_os = "linux")]
    {
        super::again::use_kept_way();
        let (companion, opener) = (use_context::<Companion>(), use_context::<Opener>());
        use_hook(|| draw_again_after_death(companion, opener));
    }
    rsx! { ui::App {} }
}

#[cfg(target_os = "linux")]
fn draw_again_after_death(companion: Companion, opener: Opener) {
    use dioxus_desktop::wry::WebViewExtUnix;
    use webkit2gtk::WebViewExt;
    let window = dioxus_desktop::window();
    let frame = std::rc::Rc::downgrade(&window);
    window
        .webview
        .webview()
        .connect_web_process_terminated(move |_, _| {
            let Some(dead) = frame.upgrade() else { return };
            let page = VirtualDom::new(Windowed)
                .with_root_context(companion.clone())
                .with_root_context(opener.clone());
            super::again::draw_again(&dead, page, config(dead.inner_size()));
        });
}

fn config(size: impl Into<Size>) -> Config {
    let window = WindowBuilder::new()
        .with_title("Companion")
        .with_inner_size(size);
    Config::new()
        .with_menu(None)
        .with_window(window)
        .with_custom_index(pages::window())
}

/// Opens the window and runs until it is closed.
pub fn launch(runtime: &tokio::runtime::Runtime, desk: Desk) -> Result<(), Problem> {
    super::say_little_of_panics();
    // With it other programs on this machine read and drive the window. Only tests want that.
    if !cfg!(debug_assertions) && std::env::var_os(INSPECTOR).is_some() {
        return Err(
            format!("{INSPECTOR} is set: unset it, it would show this window to others").into(),
        );
    }
    let companion = runtime.block_on(start(desk))?;
    let _inside = runtime.enter();
    dioxus::LaunchBuilder::desktop()
        .with_cfg(config(LogicalSize::new(390.0, 844.0)))
        .with_context(companion)
        .with_context(Opener::new(SystemBrowser))
        .launch(Windowed);
    Ok(())
}

async fn start(desk: Desk) -> Result<Companion, Problem> {
    let listener = tokio::net::TcpListener::bind(desk.listen).await?;
    let host: Arc<str> = listener.local_addr()?.to_string().into();
    let way_back = WayBack::Loopback(format!("http://{host}/callback").parse()?);
    let companion = Companion::start_and_count(Setup {
        folder: desk.folder,
        source: desk.source,
        way_back,
    })
    .await?;
    let router = Router::new()
        .route("/callback", get(callback))
        .with_state((companion.clone(), host));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(companion)
}

/// The system browser is sent back here, with a `state` that a sign-in in the window waits for.
async fn callback(State((companion, host)): State<(Companion, Arc<str>)>, uri: Uri) -> Response {
    let Some(back) = companion.answer_in(&format!("http://{host}{uri}")) else {
        let page = pages::note(
            "Companion",
            "Nothing here was waiting for this answer. Go back to the app and try again.",
        );
        return (StatusCode::BAD_REQUEST, Html(page)).into_response();
    };
    let text = match companion
        .finish_sign_in(&back.state, back.code.as_deref())
        .await
    {
        Ok(()) => "You are signed in. Go back to the app. You can close this page.",
        Err(_) => "You are not signed in. Go back to the app and try again.",
    };
    Html(pages::note("Companion", text)).into_response()
}
