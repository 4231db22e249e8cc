//! A field for what nobody else should read. It keeps nothing: what is written is told, and the page
//! that asked decides how long it lives. Pasting and password managers work.

use dioxus::prelude::*;

/// A field for a passcode.
#[component]
pub fn SecretInput(
    /// The id of the field.
    id: String,
    /// What it is called.
    label: String,
    /// A quiet line under its name.
    #[props(default)]
    hint: Option<String>,
    /// Whether it is one that the person thinks up now.
    #[props(default)]
    new: bool,
    /// The words of an error.
    #[props(default)]
    error: Option<String>,
    /// What is written now.
    oninput: EventHandler<String>,
    /// The person pressed Enter.
    #[props(default)]
    onenter: EventHandler<()>,
) -> Element {
    let invalid = error.is_some().then_some("true");
    let described = match (&hint, &error) {
        (None, None) => None,
        _ => Some(format!("{id}-more")),
    };
    rsx! {
        div { class: "secret",
            label { r#for: "{id}", {label} }
            div { id: "{id}-more",
                if let Some(hint) = hint {
                    p { class: "quiet", {hint} }
                }
                if let Some(error) = error {
                    p { class: "field-error", role: "alert", {error} }
                }
            }
            input {
                id: "{id}",
                class: "field",
                r#type: "password",
                autocomplete: if new { "new-password" } else { "current-password" },
                autocapitalize: "none",
                spellcheck: "false",
                aria_describedby: described,
                aria_invalid: invalid,
                initial_value: "",
                oninput: move |event| oninput.call(event.value()),
                onkeydown: move |event| {
                    if event.key() == Key::Enter {
                        onenter.call(());
                    }
                },
            }
        }
    }
}
