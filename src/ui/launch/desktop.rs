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
use dioxus_desktop::tao::window::WindowBuilder;
use dioxus_desktop::{Config, LogicalSize};
use std::sync::Arc;

const INSPECTOR: &str = "WEBKIT_INSPECTOR_HTTP_SERVER";

/// The app, and an ear for the death of the process that draws it. State is in the vault and in this process: a new page is
/// drawn from it, at the same place.
#[component]
fn Windowed() -> Element {
    #[cfg(target_os = "linux")]
    use_hook(draw_again_after_death);
    rsx! { ui::App {} }
}

#[cfg(target_os = "linux")]
fn draw_again_after_death() {
    use dioxus_desktop::wry::WebViewExtUnix;
    use webkit2gtk::WebViewExt;
    let drawn = dioxus_desktop::window().webview.webview();
    drawn.connect_web_process_terminated(|view, _| {
        tracing::warn!("the process that draws the window has died; it is drawn again");
        view.reload();
    });
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
    let window = WindowBuilder::new()
        .with_title("Companion")
        .with_inner_size(LogicalSize::new(390.0, 844.0));
    let config = Config::new()
        .with_menu(None)
        .with_window(window)
        .with_custom_index(pages::window());
    dioxus::LaunchBuilder::desktop()
        .with_cfg(config)
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
