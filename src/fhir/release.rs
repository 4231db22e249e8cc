//! What a trust has released to the person.
//!
//! The care cluster and clinicians' ratings are shown only when the trust says so on each of them
//! (CONTRACT §1, "Released"). A server should withhold the rest; this is the second lock: what comes
//! without the tag is not kept at all. In doubt, not kept.

use super::codes;
use super::types::id_in;
use serde_json::Value;

/// Words that give away a rating whose code we do not know (HoNOS 65+ and the learning-disability
/// version have other codes).
const TELLING_WORDS: [&str; 5] = [
    "care cluster",
    "clustering",
    "honos",
    "mhct",
    "health of the nation outcome",
];

/// Whether a resource may be kept on the phone. Only cluster and clinicians' ratings need the tag,
/// also where they stand inside another resource.
/// What a carer told the team is never kept on the person's phone, even where a server sends it.
pub fn may_be_kept(raw: &str, codes_base: &str) -> bool {
    serde_json::from_str::<Value>(raw)
        .is_ok_and(|resource| is_released(&resource, codes_base) && !is_from_carer(&resource))
}

// By its mark, whatever the base, or by who sent it.
fn is_from_carer(resource: &Value) -> bool {
    if text(resource, "resourceType") != Some("Communication") {
        return false;
    }
    let sender = resource
        .pointer("/sender/reference")
        .and_then(Value::as_str);
    let categories = resource.get("category").and_then(Value::as_array);
    let mut marks = categories.into_iter().flatten().flat_map(codings);
    sender.is_some_and(|sender| id_in(sender, "RelatedPerson").is_some())
        || marks.any(|mark| text(mark, "code") == Some(codes::FROM_CARER))
}

/// The same, for a resource that was parsed already.
pub(super) fn is_released(resource: &Value, codes_base: &str) -> bool {
    if !resource.is_object() {
        return false;
    }
    let inside = resource.get("contained").and_then(Value::as_array);
    let mut all = std::iter::once(resource).chain(inside.into_iter().flatten());
    !all.any(is_sensitive) || has_tag(resource, codes_base)
}

fn has_tag(resource: &Value, codes_base: &str) -> bool {
    let tags = resource.pointer("/meta/tag").and_then(Value::as_array);
    let system = format!("{codes_base}{}", codes::RELEASE);
    tags.into_iter().flatten().any(|tag| {
        text(tag, "system") == Some(&system) && text(tag, "code") == Some(codes::RELEASED)
    })
}

// Whether it is an Observation that needs the tag. One whose code cannot be read needs it too.
fn is_sensitive(resource: &Value) -> bool {
    match text(resource, "resourceType") {
        Some("Observation") => {}
        Some(_) => return false,
        None => return true,
    }
    let parts = resource.get("component").and_then(Value::as_array);
    let mut parts = std::iter::once(resource).chain(parts.into_iter().flatten());
    parts.any(|part| code_is_sensitive(part.get("code")) || value_is_cluster(part))
        || has_allocation_event(resource)
}

fn code_is_sensitive(code: Option<&Value>) -> bool {
    let Some(code) = code.filter(|c| c.is_object()) else {
        return true;
    };
    let codings = codings(code);
    if codings.is_empty() && text(code, "text").is_none() {
        return true;
    }
    let words = codings
        .iter()
        .filter_map(|c| text(c, "display"))
        .chain(text(code, "text"));
    codings.iter().any(coding_is_sensitive) || words.map(str::to_lowercase).any(|w| tells(&w))
}

fn coding_is_sensitive(coding: &Value) -> bool {
    let code = text(coding, "code").unwrap_or_default();
    // Whatever the base: a trust may use another than its file says.
    let system = text(coding, "system").unwrap_or_default();
    // A person's own 0 to 10 rating of a goal is never withheld.
    let of_trust = system.ends_with(codes::TRUST_OBSERVATION) && code != codes::GOAL_OUT_OF_TEN;
    of_trust
        || system.ends_with(codes::CLUSTER_SYSTEM)
        || code == codes::CLUSTER
        || codes::CLINICIAN_RATINGS.contains(&code)
}

fn tells(words: &str) -> bool {
    TELLING_WORDS.iter().any(|telling| words.contains(telling))
}

fn value_is_cluster(part: &Value) -> bool {
    let value = part.get("valueCodeableConcept");
    let of_clusters =
        |c: &Value| text(c, "system").is_some_and(|system| system.ends_with(codes::CLUSTER_SYSTEM));
    value.is_some_and(|v| codings(v).iter().any(of_clusters))
}

fn has_allocation_event(resource: &Value) -> bool {
    let extensions = resource.get("extension").and_then(Value::as_array);
    let urls = extensions
        .into_iter()
        .flatten()
        .filter_map(|e| text(e, "url"));
    urls.into_iter()
        .any(|url| url.ends_with(codes::ALLOCATION_EVENT))
}

fn codings(concept: &Value) -> &[Value] {
    let codings = concept.get("coding").and_then(Value::as_array);
    codings.map(Vec::as_slice).unwrap_or_default()
}

fn text<'a>(value: &'a Value, field: &str) -> Option<&'a str> {
    value.get(field)?.as_str().map(str::trim)
}
