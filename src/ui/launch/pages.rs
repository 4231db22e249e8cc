//! The page that the app is drawn into, and the small pages around sign-in.

use crate::ui::theme;

/// What the WebView may load: this page and what it carries, nothing from anywhere else. The
/// renderer runs its own scripts, which need `unsafe-inline` and `unsafe-eval`; what comes from a
/// server is drawn as text and never becomes part of them.
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

/// A page with one sentence, for what happens outside the app's own screens.
pub fn note(title: &str, text: &str) -> String {
    let style = theme::stylesheet();
    format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <style>{style}</style></head><body><main class=\"page\"><h1>{title}</h1><p>{text}</p></main></body></html>"
    )
}
