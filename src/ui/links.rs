//! Leaving the app: one way out, which each platform walks in its own manner.

use dioxus::prelude::*;
use std::sync::Arc;

/// Opens an address outside the app.
pub trait Open: Send + Sync {
    /// Opens it: a trust's sign-in page in the system browser, say.
    fn open(&self, url: &str);
}

/// How this platform opens an address. A root context.
#[derive(Clone)]
pub struct Opener(Arc<dyn Open>);

impl Opener {
    /// An opener of the platform's own.
    pub fn new(open: impl Open + 'static) -> Self {
        Self(Arc::new(open))
    }

    /// Leads the page itself there: for the preview, where the page is in a browser already.
    pub fn in_page() -> Self {
        Self::new(InPage)
    }
}

struct InPage;

impl Open for InPage {
    fn open(&self, url: &str) {
        // A JSON string is a JavaScript string: an address cannot end it and begin to act.
        let url = serde_json::Value::from(url);
        document::eval(&format!("window.location.assign({url})"));
    }
}

/// Opens an address outside the app.
pub fn open_outside(url: &str) {
    if let Some(opener) = try_consume_context::<Opener>() {
        opener.0.open(url);
    }
}

/// A link that calls or texts. A phone's page hands it to the platform, which asks before it rings; elsewhere the browser or
/// the window knows what to do with it.
pub(super) fn on_call(event: &Event<MouseData>, uri: &str) {
    if cfg!(feature = "mobile") {
        event.prevent_default();
        open_outside(uri);
    }
}
