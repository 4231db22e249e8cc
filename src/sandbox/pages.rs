//! The few web pages: plain HTML that works without scripts, with a keyboard, read aloud, on a
//! small screen and in the dark. Each says that nothing here is real.

use super::accounts::Account;
use super::sign_in::Fields;
use super::{NAME, Shared};
use crate::fhir::scopes::Who;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

const STYLE: &str = "
:root { color-scheme: light dark; --ink: #14212b; --paper: #f5f7f8; --card: #ffffff;
  --quiet: #4a5a66; --button: #0b5e52; --on-button: #ffffff; --ring: #b35c00; --line: #c9d3d9; }
@media (prefers-color-scheme: dark) { :root { --ink: #eef3f5; --paper: #11191f; --card: #1b262e;
  --quiet: #b4c2cb; --button: #7fd3c3; --on-button: #08211c; --ring: #ffc069; --line: #3a4a55; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1rem 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 .75rem; }
.note { background: var(--card); border: 1px solid var(--line);
  border-inline-start: .375rem solid var(--ring); border-radius: .25rem; padding: .75rem 1rem; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
button { width: 100%; min-height: 3.25rem; padding: .75rem 1rem; text-align: start; font: inherit;
  font-weight: 600; color: var(--on-button); background: var(--button); border: 2px solid transparent;
  border-radius: .5rem; cursor: pointer; }
button span { display: block; font-weight: 400; font-size: 1rem; }
button.plain { color: var(--ink); background: transparent; border-color: var(--quiet); }
button:focus-visible, a:focus-visible { outline: .25rem solid var(--ring); outline-offset: .125rem; }
.quiet { color: var(--quiet); }
";

/// `GET /`
pub(super) async fn front(State(trust): State<Shared>) -> Response {
    let base = escape(&trust.fhir_base());
    page(
        StatusCode::OK,
        NAME,
        &format!(
            "<h1>{NAME}</h1><p class=\"note\">This is a demo. It is not for real records: anybody on this \
             computer can be anybody here.</p><p>The app finds it at <code>{base}</code>.</p>"
        ),
    )
}

/// The sign-in page.
pub(super) fn who_do_you_want_to_be(accounts: &[Account], fields: &Fields) -> Response {
    let carried: String = fields
        .iter()
        .filter(|(name, _)| *name != "as")
        .map(|(name, value)| {
            format!(
                "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
                escape(name),
                escape(value)
            )
        })
        .collect();
    let buttons = |who: Who| -> String {
        accounts
            .iter()
            .filter(|account| account.who == who)
            .map(button)
            .collect()
    };
    let body = format!(
        "<h1>Who do you want to be?</h1>\
         <p class=\"note\">This is a demo. Nobody here is real, and it is not for real records.</p>\
         <form method=\"post\" action=\"/authorize\">{carried}\
         <h2>People who use the service</h2><ul>{persons}</ul>\
         <h2>People who support someone</h2><ul>{carers}</ul>\
         <h2>None of these</h2>\
         <button class=\"plain\" name=\"as\" value=\"nobody\">Go back to the app</button></form>",
        persons = buttons(Who::Person),
        carers = buttons(Who::Carer),
    );
    page(StatusCode::OK, "Who do you want to be?", &body)
}

fn button(account: &Account) -> String {
    let more = match &account.supports {
        Some(name) => format!("<span>supports {}</span>", escape(name)),
        None => String::new(),
    };
    format!(
        "<li><button name=\"as\" value=\"{}\">{}{more}</button></li>",
        escape(&account.subject),
        escape(&account.name)
    )
}

/// After signing out.
pub(super) fn signed_out() -> Response {
    let body = "<h1>You are signed out</h1><p>You can close this page and go back to the app.</p>";
    page(StatusCode::OK, "You are signed out", body)
}

/// When there is nowhere to send the browser back to.
pub(super) fn problem(status: StatusCode, why: &str) -> Response {
    let body = format!(
        "<h1>You cannot sign in like this</h1><p>{}</p><p>Close this page and try again from the app.</p>\
         <p class=\"quiet\">This is a demo. It is not for real records.</p>",
        escape(why)
    );
    page(status, "You cannot sign in like this", &body)
}

/// What a café's network answers to everything, for the fault `html`.
pub(super) fn captive_portal() -> Response {
    page(
        StatusCode::OK,
        "Free Wi-Fi",
        "<h1>Free Wi-Fi</h1><p>Accept the terms to go online.</p>",
    )
}

fn page(status: StatusCode, title: &str, body: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} – {NAME}</title><style>{STYLE}</style></head>\
         <body><main>{body}</main></body></html>"
    );
    // No `form-action`: browsers hold it against the redirect back to the app.
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, Html(html)).into_response()
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
