//! The page that the app is drawn into, and the small pages around sign-in.

use crate::ui::theme;

/// What the preview may load: this page and what it carries, nothing from anywhere else. The
/// renderer runs its own scripts, which need `unsafe-inline` and `unsafe-eval`; what comes from a
/// server is drawn as text and never becomes part of them.
#[cfg(feature = "preview")]
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; \
     style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

/// The page that holds the app. `script` is put at its end.
pub fn index(script: &str) -> String {
    let style = theme::stylesheet();
    format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
         <meta name=\"referrer\" content=\"no-referrer\"><meta name=\"robots\" content=\"noindex\">\
         <title>Companion</title><style>{style}</style></head>\
         <body><div id=\"main\"></div>{script}</body></html>"
    )
}

/// The page that holds the app in a window or on a phone. Nothing leaves it but what the renderer
/// itself asks of this process.
#[cfg(any(feature = "desktop", feature = "mobile"))]
pub fn window() -> String {
    let policy = "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; \
         style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; \
         connect-src 'self' dioxus: http://dioxus.index.html ws://127.0.0.1:* ws://localhost:*";
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    index("")
        .replacen(
            "<meta name=\"viewport\"",
            &format!("{meta}<meta name=\"viewport\""),
            1,
        )
        .replacen(
            "<div id=\"main\">",
            &format!("{}<div id=\"main\">", too_old()),
            1,
        )
}

/// What an old system says before anything else is drawn, in every language, since nobody has chosen one yet. A system that
/// knows what our style sheet wants never shows it.
#[cfg(any(feature = "desktop", feature = "mobile"))]
fn too_old() -> String {
    use crate::words::{Language, Words};
    let said: String = Language::ALL
        .iter()
        .map(|language| {
            let words = Words::of(*language).say("phone-old-view");
            format!("<p lang=\"{}\">{words}</p>", language.tag())
        })
        .collect();
    format!(
        "<style>@supports (container-type: inline-size) {{ .too-old {{ display: none }} }}</style>\
         <div class=\"too-old page\" role=\"alert\">{said}</div>"
    )
}

/// A page with one sentence, for what happens outside the app's own screens.
#[cfg(any(feature = "preview", feature = "desktop"))]
pub fn note(title: &str, text: &str) -> String {
    let style = theme::stylesheet();
    format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <style>{style}</style></head><body><main class=\"page\"><h1>{title}</h1><p>{text}</p></main></body></html>"
    )
}
