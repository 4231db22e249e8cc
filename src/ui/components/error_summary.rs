//! What keeps a page from going on, said at its top, with the way to the place. It takes the focus.

use crate::ui::{Route, state};
use dioxus::prelude::*;

/// One thing to put right.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The id of the field.
    pub field: String,
    /// The page that it stands on, where that is another one.
    pub page: Option<Route>,
    /// What to do, in words.
    pub text: String,
}

/// What keeps a page from going on.
#[component]
pub fn ErrorSummary(
    /// The errors, in the order of the page.
    errors: Vec<FieldError>,
) -> Element {
    let words = state::words();
    rsx! {
        div {
            class: "error-summary",
            role: "alert",
            tabindex: "-1",
            aria_labelledby: "error-heading",
            onmounted: move |e| async move {
                e.data().set_focus(true).await.ok();
            },
            h2 { id: "error-heading", {words.say("form-error-heading")} }
            ul {
                for error in errors {
                    li { key: "{error.field}",
                        if let Some(page) = error.page {
                            Link { to: page, {error.text} }
                        } else {
                            // A button: an address with # would be a page to the router.
                            button {
                                class: "link",
                                r#type: "button",
                                onclick: move |_| focus(&error.field),
                                {error.text}
                            }
                        }
                    }
                }
            }
        }
    }
}

fn focus(id: &str) {
    let id = serde_json::Value::from(id);
    document::eval(&format!("document.getElementById({id})?.focus()"));
}
