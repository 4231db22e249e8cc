//! What must be understood before a form may be shown.

use super::raw::{Findings, Raw, short};
use crate::forms::Refused;
use serde_json::Value;

pub(super) const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/";
pub(super) const CORE: &str = "http://hl7.org/fhir/StructureDefinition/";

/// Extensions of SDC that decide what is asked or what an answer means, and that the app does not
/// follow. A form with one of these is refused.
const DECISIVE: [&str; 3] = [
    "sdc-questionnaire-answerOptionsToggleExpression",
    "sdc-questionnaire-subQuestionnaire",
    "sdc-rendering-criticalExtension",
];

/// The same among FHIR's own.
const DECISIVE_CORE: [&str; 1] = ["questionnaire-signatureRequired"];

/// Extensions that would do something useful and are passed over. What is asked does not change.
const PASSED_OVER: [&str; 6] = [
    "sdc-questionnaire-itemPopulationContext",
    "sdc-questionnaire-itemContext",
    "sdc-questionnaire-candidateExpression",
    "sdc-questionnaire-lookupQuestionnaire",
    "sdc-questionnaire-columnCount",
    "sdc-questionnaire-sourceStructureMap",
];

/// Refuses what the form as a whole holds and the app does not understand. The app knows no modifier
/// extension, so any, anywhere in the form, may turn its meaning round.
pub(super) fn check_form(form: Raw, findings: &mut Findings) {
    if has_modifier(form.value) {
        findings.refuse(form.unsupported("a modifier extension"));
    }
    if form.field("implicitRules").is_some() {
        findings.refuse(form.unsupported("a form under rules of its own (implicitRules)"));
    }
    check_extensions(form, findings);
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

/// Refuses extensions that decide what is asked, and names those that are passed over.
pub(super) fn check_extensions(item: Raw, findings: &mut Findings) {
    for (url, extension) in item.all_extensions() {
        let name = short(url);
        let sdc = url.starts_with(SDC);
        let decisive = (sdc && DECISIVE.contains(&name))
            || (url.starts_with(CORE) && DECISIVE_CORE.contains(&name) && !says_no(extension));
        if decisive {
            findings.refuse(item.unsupported(name));
        } else if sdc && PASSED_OVER.contains(&name) {
            findings.leave_out(item, name);
        }
    }
}

fn says_no(extension: &Value) -> bool {
    extension.get("valueBoolean").and_then(Value::as_bool) == Some(false)
}

/// Whether the item has no page: hidden, or shown only when the answers are read.
pub(super) fn is_hidden(item: Raw) -> Result<bool, Refused> {
    let hidden = match item
        .extension(core_url!("questionnaire-hidden"))
        .map(|e| e.get("valueBoolean"))
    {
        None => false,
        Some(Some(Value::Bool(hidden))) => *hidden,
        Some(_) => return Err(item.odd("questionnaire-hidden")),
    };
    let usage = item.code(core_url!("questionnaire-usageMode"));
    Ok(hidden || matches!(usage, Some("display" | "display-non-empty")))
}

/// The extensions of an element, with their addresses.
pub(super) fn extensions(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let all = value.get("extension").and_then(Value::as_array);
    let addressed = |e| Some((Value::as_str(Value::get(e, "url")?)?, e));
    all.into_iter().flatten().filter_map(addressed)
}
