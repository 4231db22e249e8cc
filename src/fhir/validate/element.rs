//! The elements of a response and whether they have the shape that R4 gives them.

use super::report::Report;
use super::walk::short;
use super::{list, text};
use serde_json::Value;

const RESPONSE: [&str; 20] = [
    "resourceType",
    "id",
    "meta",
    "implicitRules",
    "language",
    "text",
    "contained",
    "extension",
    "modifierExtension",
    "identifier",
    "basedOn",
    "partOf",
    "questionnaire",
    "status",
    "subject",
    "encounter",
    "authored",
    "author",
    "source",
    "item",
];

const ITEM: [&str; 8] = [
    "id",
    "extension",
    "modifierExtension",
    "linkId",
    "definition",
    "text",
    "answer",
    "item",
];

const ANSWER: [&str; 4] = ["id", "extension", "modifierExtension", "item"];

/// The types of answer that R4 has.
pub(super) const ANSWERS: [&str; 12] = [
    "Boolean",
    "Decimal",
    "Integer",
    "Date",
    "DateTime",
    "Time",
    "String",
    "Uri",
    "Attachment",
    "Coding",
    "Quantity",
    "Reference",
];

const STATUS: [&str; 5] = [
    "in-progress",
    "completed",
    "amended",
    "entered-in-error",
    "stopped",
];

/// The fields of a response as a whole.
pub(super) fn check_response(response: &Value, report: &mut Report) {
    check_fields(response, &RESPONSE, "", report);
    match text(response, "status") {
        None => report.error("", "the response has no status"),
        Some(status) if !STATUS.contains(&status) => {
            report.error("", "its status is not one that FHIR knows");
        }
        Some(_) => {}
    }
    let is_moment = |text: &str| crate::forms::Value::DateTime(text.to_owned()).is_well_formed();
    if let Some(authored) = response.get("authored")
        && !authored.as_str().is_some_and(is_moment)
    {
        report.error("", "authored is not a dateTime as FHIR writes it");
    }
}

/// The fields of an item.
pub(super) fn check_item(item: &Value, link_id: &str, report: &mut Report) {
    check_fields(item, &ITEM, link_id, report);
    if item.get("answer").is_some() && item.get("item").is_some() {
        report.error(
            link_id,
            "an item has answers or items below it, not both (qrs-1)",
        );
    }
}

/// The fields of an answer.
pub(super) fn check_answer(answer: &Value, link_id: &str, report: &mut Report) {
    let Some(fields) = answer.as_object() else {
        report.error(link_id, "an answer is not an object");
        return;
    };
    let known = |name: &str| {
        ANSWER.contains(&name)
            || name
                .strip_prefix("value")
                .is_some_and(|kind| ANSWERS.contains(&kind))
    };
    for name in fields.keys() {
        if !known(name.strip_prefix('_').unwrap_or(name)) {
            unknown(name, link_id, report);
        }
    }
    let values = fields.keys().filter(|n| n.starts_with("value")).count();
    if values > 1 {
        report.error(link_id, "an answer has one value, and this has several");
    }
    let says_something = ["item", "extension"]
        .iter()
        .any(|n| fields.contains_key(*n));
    let beside = fields.keys().any(|n| n.starts_with("_value"));
    if values == 0 && !says_something && !beside {
        report.error(link_id, "an answer has no value");
    }
    check_lists(answer, &["item", "extension"], link_id, report);
}

fn check_fields(element: &Value, known: &[&str], link_id: &str, report: &mut Report) {
    let Some(fields) = element.as_object() else {
        report.error(link_id, "an item is not an object");
        return;
    };
    for name in fields.keys() {
        if !known.contains(&name.strip_prefix('_').unwrap_or(name)) {
            unknown(name, link_id, report);
        }
    }
    for name in ["linkId", "text", "definition", "questionnaire"] {
        let Some(value) = fields.get(name) else {
            continue;
        };
        let is_narrative = name == "text" && value.is_object() && known.contains(&"status");
        if !is_narrative && value.as_str().is_none_or(str::is_empty) {
            report.error(link_id, format!("{name} is not a text, or it is empty"));
        }
    }
    check_lists(element, &["item", "answer", "extension"], link_id, report);
}

fn unknown(name: &str, link_id: &str, report: &mut Report) {
    let name = short(name);
    report.error(link_id, format!("unrecognised property {name:?}"));
}

fn check_lists(element: &Value, names: &[&str], link_id: &str, report: &mut Report) {
    for name in names {
        let Some(value) = element.get(name) else {
            continue;
        };
        match value.as_array() {
            None => report.error(link_id, format!("{name} is not a list")),
            Some(all) if all.is_empty() => report.error(link_id, format!("{name} is empty")),
            Some(_) => {}
        }
    }
}

/// Whether any extension inside an element holds these words (a translation, say).
pub(super) fn has_text(element: &Value, words: &str) -> bool {
    list(element, "extension").iter().any(|extension| {
        let names = ["valueString", "valueMarkdown"];
        names.iter().any(|n| text(extension, n) == Some(words)) || has_text(extension, words)
    })
}

/// The parts of a data type: the name, and whether it is a text.
pub(super) fn check_parts(value: &Value, texts: &[&str], others: &[&str]) -> Result<(), String> {
    let Some(fields) = value.as_object().filter(|f| !f.is_empty()) else {
        return Err("its value is not an object with something in it".to_owned());
    };
    for (name, part) in fields {
        let plain = name.strip_prefix('_').unwrap_or(name);
        let always = ["id", "extension"].contains(&plain);
        if !always && !texts.contains(&plain) && !others.contains(&plain) {
            return Err(format!(
                "unrecognised property {:?} in its value",
                short(name)
            ));
        }
        let wants_text = texts.contains(&name.as_str());
        if wants_text && part.as_str().is_none_or(str::is_empty) {
            return Err(format!("{name} in its value is not a text, or it is empty"));
        }
    }
    Ok(())
}
