//! How an item wishes to look.

use super::raw::Raw;
use super::value;
use crate::forms::{Coding, Control, Look, NoteKind, Orientation, Slider};
use serde_json::Value;

/// Reads how an item wishes to look. Nothing here can be wrong enough to refuse a form.
pub(super) fn look(item: Raw) -> Look {
    let below = |code: &str| {
        let items = item.value.get("item").and_then(Value::as_array);
        let mut notes = items.into_iter().flatten().map(as_raw);
        notes
            .find(|below| control_code(*below) == Some(code))?
            .value
            .get("text")?
            .as_str()
            .map(str::to_owned)
    };
    Look {
        control: control(item),
        orientation: match item.code(core_url!("questionnaire-choiceOrientation")) {
            Some("horizontal") => Orientation::Beside,
            _ => Orientation::Below,
        },
        short_text: item.words(sdc_url!("shortText")),
        entry_format: item.words(core_url!("entryFormat")),
        unit: unit(item)
            .and_then(|unit| unit.display.or(unit.code))
            .or_else(|| below("unit")),
        open_label: item.words(sdc_url!("openLabel")),
        slider: Slider {
            step: item
                .count(core_url!("questionnaire-sliderStepValue"))
                .unwrap_or_default()
                .filter(|step| *step > 0),
            lower: below("lower"),
            upper: below("upper"),
        },
        note: note_kind(item),
    }
}

/// Whether an item is only the label of something else on the page and is no text of its own.
pub(super) fn is_label(item: Raw) -> bool {
    matches!(control_code(item), Some("lower" | "upper" | "unit"))
}

/// The text below a question without words of its own: some forms put the words of a field there.
pub(super) fn label_below(item: Raw<'_>) -> Option<Raw<'_>> {
    let below = item
        .value
        .get("item")
        .and_then(Value::as_array)?
        .iter()
        .map(as_raw);
    let mut labels = below.filter(|b| matches!(control_code(*b), Some("flyover" | "prompt")));
    labels.next().filter(|label| label.field("text").is_some())
}

fn as_raw(value: &Value) -> Raw<'_> {
    Raw::of(value, "")
}

fn control_code(item: Raw<'_>) -> Option<&str> {
    item.code(core_url!("questionnaire-itemControl"))
}

fn control(item: Raw) -> Control {
    match control_code(item) {
        Some("drop-down" | "autocomplete" | "lookup") => Control::DropDown,
        Some("radio-button" | "check-box") => Control::Rows,
        Some("slider") => Control::Slider,
        Some("page") => Control::Page,
        Some("grid" | "gtable" | "htable" | "table" | "atable") => Control::Grid,
        Some("header") => Control::Header,
        Some("footer") => Control::Footer,
        _ => Control::Usual,
    }
}

fn note_kind(item: Raw) -> NoteKind {
    match control_code(item) {
        Some("help" | "flyover") => return NoteKind::Help,
        Some("prompt" | "instructions") => return NoteKind::Instructions,
        _ => {}
    }
    match item.code(core_url!("questionnaire-displayCategory")) {
        Some("instructions") => NoteKind::Instructions,
        Some("help") => NoteKind::Help,
        Some("security") => NoteKind::Privacy,
        _ => NoteKind::Plain,
    }
}

/// The one unit of a number.
pub(super) fn unit(item: Raw) -> Option<Coding> {
    let extension = item.extension(core_url!("questionnaire-unit"))?;
    value::coding(extension.get("valueCoding")?).map(named)
}

// A quantity has no code of its unit without a system (FHIR, qty-3): then the code is the unit's name.
fn named(unit: Coding) -> Coding {
    match unit {
        Coding {
            system: None,
            code,
            display,
        } => Coding {
            system: None,
            display: display.or(code),
            code: None,
        },
        with_system => with_system,
    }
}

/// The units that a quantity may have.
pub(super) fn units(item: Raw) -> Vec<Coding> {
    let url = core_url!("questionnaire-unitOption");
    let choice = item.extensions(url);
    let choice: Vec<Coding> = choice
        .filter_map(|e| value::coding(e.get("valueCoding")?))
        .map(named)
        .collect();
    if choice.is_empty() {
        unit(item).into_iter().collect()
    } else {
        choice
    }
}
