//! What must be understood before a form may be shown.

use super::Raw;
use crate::forms::Refused;
use serde_json::Value;

const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/";

/// Extensions of SDC that decide what is asked, or with which words and options. The app works out no
/// expressions, so a form with one of these is refused.
const DECISIVE: [&str; 5] = [
    "sdc-questionnaire-enableWhenExpression",
    "sdc-questionnaire-answerExpression",
    "sdc-questionnaire-answerOptionsToggleExpression",
    "sdc-questionnaire-subQuestionnaire",
    "sdc-rendering-criticalExtension",
];

const CALCULATED: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
const TEXT_EXPRESSION: &str = "http://hl7.org/fhir/StructureDefinition/cqf-expression";
const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";

/// Refuses what the form as a whole holds and the app does not understand. The app knows no modifier
/// extension, so any, anywhere in the form, may turn its meaning round.
pub(super) fn check_form(form: &Value) -> Result<(), Refused> {
    let form_as_item = Raw {
        value: form,
        link_id: "",
    };
    if has_modifier(form) {
        return Err(form_as_item.unsupported("a modifier extension"));
    }
    if form_as_item.field("implicitRules").is_some() {
        return Err(form_as_item.unsupported("a form under rules of its own (implicitRules)"));
    }
    check_extensions(form_as_item)
}

fn has_modifier(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.iter().any(|(name, value)| {
            let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            (name == "modifierExtension" && !empty) || has_modifier(value)
        }),
        Value::Array(all) => all.iter().any(has_modifier),
        _ => false,
    }
}

/// Refuses extensions that decide what is asked.
pub(super) fn check_extensions(item: Raw) -> Result<(), Refused> {
    for (url, _) in extensions(item.value) {
        let decisive = url
            .strip_prefix(SDC)
            .is_some_and(|name| DECISIVE.contains(&name));
        if decisive {
            let name = url.rsplit('/').next().unwrap_or_default();
            return Err(item.unsupported(name));
        }
    }
    let dynamic_text = item.value.get("_text").into_iter().flat_map(extensions);
    if dynamic_text
        .into_iter()
        .any(|(url, _)| url == TEXT_EXPRESSION)
    {
        return Err(item.unsupported("a text that is worked out"));
    }
    Ok(())
}

/// Refuses a worked-out answer that the person would be asked for, because the app does not work it
/// out. On a hidden or read-only item it is left empty, or filled where the measure is known.
pub(super) fn check_calculated(item: Raw, hidden: bool, read_only: bool) -> Result<(), Refused> {
    if item.extension(CALCULATED).is_some() && !hidden && !read_only {
        return Err(item.unsupported("an answer that is worked out and asked for"));
    }
    Ok(())
}

/// Whether the item has no page.
pub(super) fn is_hidden(item: Raw) -> Result<bool, Refused> {
    match item.extension(HIDDEN).map(|e| e.get("valueBoolean")) {
        None => Ok(false),
        Some(Some(Value::Bool(hidden))) => Ok(*hidden),
        Some(_) => Err(item.odd("questionnaire-hidden")),
    }
}

/// The extensions of an element, with their addresses.
pub(super) fn extensions(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let all = value.get("extension").and_then(Value::as_array);
    let addressed = |e| Some((Value::as_str(Value::get(e, "url")?)?, e));
    all.into_iter().flatten().filter_map(addressed)
}
