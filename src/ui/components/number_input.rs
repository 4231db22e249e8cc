//! A number to write, with its unit behind it.

use super::described;
use dioxus::prelude::*;

/// A number.
#[component]
pub fn NumberInput(
    /// The id of the field.
    id: String,
    /// The id of what names it.
    labelled_by: String,
    /// What it begins with.
    initial: String,
    /// Whether it is whole.
    whole: bool,
    /// Whether it may be less than nothing: the keys of a phone for numbers have no minus.
    #[props(default)]
    below_zero: bool,
    /// The unit that stands behind it.
    #[props(default)]
    unit: Option<String>,
    /// The id of the words of an error.
    #[props(default)]
    error: Option<String>,
    /// The id of what else is said about it.
    #[props(default)]
    hint: Option<String>,
    /// What is written now.
    oninput: EventHandler<String>,
    /// The person leaves the field.
    onleave: EventHandler<()>,
) -> Element {
    let invalid = error.is_some().then_some("true");
    let keys = match (below_zero, whole) {
        (true, _) => "text",
        (false, true) => "numeric",
        (false, false) => "decimal",
    };
    let of_unit = unit.as_ref().map(|_| format!("{id}-unit"));
    rsx! {
        div { class: "number",
            input {
                id: "{id}",
                class: "field field-short",
                // Not `number`: it swallows letters without a word, and its little arrows are traps.
                r#type: "text",
                inputmode: keys,
                autocomplete: "off",
                aria_labelledby: labelled_by,
                aria_describedby: described([of_unit, hint, error]),
                aria_invalid: invalid,
                initial_value: "{initial}",
                oninput: move |event| oninput.call(event.value()),
                onblur: move |_| onleave.call(()),
            }
            if let Some(unit) = unit {
                span { id: "{id}-unit", class: "unit", {unit} }
            }
        }
    }
}
