//! What a resource points at, and whether it is the one that we made.

use super::types::is_id;
use serde_json::Value;

/// Every `Type/id` that a resource points at, in the order in which they stand. Contained resources
/// (`#x`), absolute addresses of other servers and `urn:` are left out.
pub fn references(raw: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if let Ok(value) = serde_json::from_str::<Value>(raw) {
        collect(&value, &mut found);
    }
    found
}

fn collect(value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| collect(item, found)),
        Value::Object(map) => {
            if let Some(Value::String(text)) = map.get("reference") {
                found.extend(type_and_id(text));
            }
            map.values().for_each(|item| collect(item, found));
        }
        _ => {}
    }
}

fn type_and_id(text: &str) -> Option<(String, String)> {
    let plain = text.split("/_history/").next()?;
    let (kind, id) = plain.split_once('/')?;
    let is_kind = kind.bytes().all(|b| b.is_ascii_alphabetic()) && !kind.is_empty();
    (is_kind && is_id(id)).then(|| (kind.to_owned(), id.to_owned()))
}

/// The canonical address of a resource and its version; empty where it has none.
pub fn canonical(raw: &str) -> Option<(String, String)> {
    #[derive(serde::Deserialize)]
    struct Named {
        url: Option<String>,
        version: Option<String>,
    }
    let named: Named = serde_json::from_str(raw).ok()?;
    Some((named.url?, named.version.unwrap_or_default()))
}

/// The id of a resource, if it is of this type and carries this identifier. A server that says yes
/// and shows something else has not said yes.
pub fn id_if_identified(raw: &str, kind: &str, system: &str, value: &str) -> Option<String> {
    let resource: Value = serde_json::from_str(raw).ok()?;
    if resource.get("resourceType")?.as_str()? != kind {
        return None;
    }
    let identifiers = match resource.get("identifier")? {
        // QuestionnaireResponse has one, most others a list.
        Value::Array(list) => list.clone(),
        one => vec![one.clone()],
    };
    let ours = identifiers.iter().any(|identifier| {
        identifier.get("system").and_then(Value::as_str) == Some(system)
            && identifier.get("value").and_then(Value::as_str) == Some(value)
    });
    let id = resource.get("id")?.as_str().filter(|id| is_id(id))?;
    ours.then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_references_are_found() {
        let raw = r##"{"a":[{"reference":"Practitioner/sam"},{"reference":"#x"},{"reference":"urn:uuid:1"}],
            "b":{"reference":"Organization/o/_history/2"},"c":{"reference":"https://other.example/Practitioner/x"},
            "d":{"reference":"Practitioner/../../x"}}"##;
        let found = references(raw);
        assert_eq!(
            found,
            [
                ("Practitioner".into(), "sam".into()),
                ("Organization".into(), "o".into())
            ]
        );
    }

    #[test]
    fn a_resource_is_ours_only_with_our_identifier() {
        let raw =
            r#"{"resourceType":"Observation","id":"1","identifier":[{"system":"s","value":"v"}]}"#;
        assert_eq!(
            id_if_identified(raw, "Observation", "s", "v").as_deref(),
            Some("1")
        );
        assert_eq!(id_if_identified(raw, "Observation", "s", "w"), None);
        assert_eq!(id_if_identified(raw, "Task", "s", "v"), None);
        assert_eq!(id_if_identified(raw, "Observation", "other", "v"), None);
    }
}
