//! The preview: the app in a browser on this machine, for trying it and for the browser tests.
//!
//! It listens on loopback alone. That keeps networks out, not other programs and pages on this
//! machine, so three more doors are shut: a token, printed on the terminal and taken once, becomes
//! an HttpOnly cookie, and nothing is answered without it; a foreign `Host` is refused (a page that
//! rebinds its own name to 127.0.0.1); a foreign `Origin` is refused (WebSockets ignore CORS). The
//! one address that answers without the cookie is `/callback`, and it takes only a `state` that a
//! sign-in here is waiting for, once.

use super::{Desk, Problem, pages};
use crate::app::{self, Companion, Setup, WayBack};
use crate::ui::{self, Opener};
use axum::Router;
use axum::extract::{Request, State, WebSocketUpgrade};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use dioxus::prelude::VirtualDom;
use dioxus_liveview::{LiveViewPool, interpreter_glue};
use std::sync::{Arc, Mutex};

const COOKIE: &str = "companion-preview";

#[derive(Clone)]
struct Preview {
    companion: Companion,
    pool: LiveViewPool,
    /// Taken once.
    token: Arc<Mutex<Option<String>>>,
    cookie: Arc<str>,
    host: Arc<str>,
}

/// Starts the app and serves it until the process ends.
pub async fn launch(desk: Desk) -> Result<(), Problem> {
    super::say_little_of_panics();
    let listener = tokio::net::TcpListener::bind(desk.listen).await?;
    let host = listener.local_addr()?.to_string();
    let way_back = WayBack::Loopback(format!("http://{host}/callback").parse()?);
    let companion = Companion::start_and_count(Setup {
        folder: desk.folder,
        source: desk.source,
        way_back,
    })
    .await?;
    let token = secret();
    println!("Preview: http://{host}/?token={token}");
    if companion.keys_are_in_a_file() {
        eprintln!(
            "This machine has no keystore: the key lies in a file in the data folder. Demo use only."
        );
    }
    let preview = Preview {
        companion,
        pool: LiveViewPool::new(),
        token: Arc::new(Mutex::new(Some(token))),
        cookie: secret().into(),
        host: host.into(),
    };
    let router = Router::new()
        .route("/callback", get(callback))
        .route("/ws", get(socket))
        .fallback(get(page))
        .layer(middleware::from_fn_with_state(preview.clone(), guard))
        .with_state(preview);
    axum::serve(listener, router).await?;
    Ok(())
}

fn secret() -> String {
    app::random::<24>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The three doors.
async fn guard(State(preview): State<Preview>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let port = preview.host.rsplit(':').next().unwrap_or_default();
    let ours = |host: &str| host == &*preview.host || host == format!("localhost:{port}");
    let host = text(headers, header::HOST);
    if !host.is_some_and(ours) {
        return refuse("This address is not the preview's own.");
    }
    if let Some(origin) = text(headers, header::ORIGIN)
        && !origin.strip_prefix("http://").is_some_and(ours)
    {
        return refuse("Another page may not talk to the preview.");
    }
    let path = request.uri().path();
    if path == "/ws" && text(headers, header::ORIGIN).is_none() {
        return refuse("A socket says where it comes from.");
    }
    let token = query(request.uri().query().unwrap_or_default(), "token");
    if path == "/"
        && let Some(token) = token
    {
        return take_token(&preview, headers, &token);
    }
    if path != "/callback" && !has_cookie(headers, &preview.cookie) {
        return refuse("Open the address that the terminal shows.");
    }
    let mut response = next.run(request).await;
    let out = response.headers_mut();
    out.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(pages::POLICY),
    );
    out.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    out.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn take_token(preview: &Preview, headers: &HeaderMap, token: &str) -> Response {
    let taken = match preview.token.lock() {
        Ok(mut slot) if slot.as_deref() == Some(token) => slot.take().is_some(),
        _ => false,
    };
    if taken {
        let cookie = format!(
            "{COOKIE}={}; HttpOnly; SameSite=Lax; Path=/",
            preview.cookie
        );
        return ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response();
    }
    if has_cookie(headers, &preview.cookie) {
        return Redirect::to("/").into_response();
    }
    refuse("This address was used before. Start the preview again for a new one.")
}

fn has_cookie(headers: &HeaderMap, wanted: &str) -> bool {
    let all = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';')).any(|pair| {
        pair.trim()
            .split_once('=')
            .is_some_and(|(name, value)| name == COOKIE && same(value, wanted))
    })
}

/// Compares without telling by its time how much was right.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len()
        && a.bytes()
            .zip(b.bytes())
            .fold(0, |differ, (x, y)| differ | (x ^ y))
            == 0
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn query(query: &str, name: &str) -> Option<String> {
    url::form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

fn refuse(why: &str) -> Response {
    (StatusCode::FORBIDDEN, Html(pages::note("Companion", why))).into_response()
}

/// The trust's page sends the person back here.
async fn callback(State(preview): State<Preview>, uri: Uri) -> Response {
    let link = format!("http://{}{uri}", preview.host);
    let Some(back) = preview.companion.answer_in(&link) else {
        let page = pages::note(
            "Companion",
            "Nothing here was waiting for this answer. Go back to the app and try again.",
        );
        return (StatusCode::BAD_REQUEST, Html(page)).into_response();
    };
    match preview
        .companion
        .finish_sign_in(&back.state, back.code.as_deref())
        .await
    {
        Ok(()) => Redirect::to("/").into_response(),
        Err(_) => Redirect::to("/sign-in").into_response(),
    }
}

async fn page() -> Html<String> {
    // Dioxus handles submits itself; the browser's own would reload the page. When the process goes,
    // the page waits for it and loads anew: what was accepted is in the vault, not in the page.
    let script = format!(
        "<script>addEventListener('submit',e=>e.preventDefault(),true)</script>{}\
         <script>(()=>{{const again=()=>fetch('/',{{credentials:'same-origin'}}).then(r=>r.ok?location.reload():0,\
         ()=>setTimeout(again,1000));const watch=()=>window.ipc&&window.ipc.ws?\
         window.ipc.ws.addEventListener('close',()=>setTimeout(again,500)):setTimeout(watch,50);watch()}})()</script>",
        interpreter_glue("/ws")
    );
    Html(pages::index(&script))
}

async fn socket(State(preview): State<Preview>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(move |socket| async move {
        let companion = preview.companion.clone();
        let dom = move || {
            VirtualDom::new(ui::App)
                .with_root_context(companion)
                .with_root_context(Opener::in_page())
        };
        // The page went away; what was accepted is in the vault.
        let _ = preview
            .pool
            .launch_virtualdom(dioxus_liveview::axum_socket(socket), dom)
            .await;
    })
}
