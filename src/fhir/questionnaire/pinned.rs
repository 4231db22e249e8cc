//! A form with everything in it that it takes to ask it: a draft keeps its form so, and opens offline and
//! after the server has changed. Also: which sets of options a form names, and whether two copies of a
//! form are the same.

use super::sets::Sets;
use crate::fhir::types::is_id;
use crate::fhir::value_set::{self, ValueSets};
use crate::fhir::{BadResource, Envelope};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Begins the id of a set that was put into a form.
const PUT_IN: &str = "pinned-set-";
/// Names an expansion that was put into a set of the form's own.
const WORKED_OUT: &str = "urn:pathway-companion:pinned";
/// Names the set of units of a question.
const UNIT_SET: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitValueSet";
/// Most sets that one form names.
const MOST_SETS: usize = 200;

/// The sets of options that a form names and does not hold, by canonical address, in order; those that
/// `known` sets are made of as well.
pub fn sets_named(raw: &str, known: &ValueSets) -> Vec<String> {
    let Ok(form) = serde_json::from_str::<Value>(raw) else {
        return Vec::new();
    };
    let mut to_do = addresses(&form);
    let inside = contained(&form).filter(|it| is_set(it));
    to_do.extend(inside.flat_map(parts));
    let (mut seen, mut named) = (BTreeSet::new(), Vec::new());
    while let Some(address) = to_do.pop() {
        if address.starts_with('#') || seen.len() >= MOST_SETS || !seen.insert(address.clone()) {
            continue;
        }
        if contained(&form).any(|it| is_set(it) && value_set::is_at(it, &address)) {
            continue;
        }
        if let Some(set) = known.get(&address) {
            to_do.extend(parts(set));
        }
        named.push(address);
    }
    named.sort();
    named
}

/// The form with the sets that it names inside it. A set that is not at hand stays out: the form is
/// refused when it is read, and not shown with fewer options than it has.
pub fn self_contained(raw: &str, known: &ValueSets) -> String {
    let Ok(mut form) = serde_json::from_str::<Value>(raw) else {
        return raw.to_owned();
    };
    let alone = ValueSets::default();
    let mut put_in: Vec<Value> = Vec::new();
    let mut worked_out: Vec<(String, Vec<Value>)> = Vec::new();
    for address in addresses(&form) {
        if Sets::of(&form, &alone).concepts(&address).is_some() {
            continue;
        }
        let Some(concepts) = Sets::of(&form, known).concepts(&address) else {
            continue;
        };
        let own = contained(&form).find(|it| is_set(it) && value_set::is_at(it, &address));
        match own.map(|set| set["id"].as_str().unwrap_or_default().to_owned()) {
            Some(id) => worked_out.push((id, concepts)),
            None => put_in.extend(
                known
                    .get(&address)
                    .map(|set| listed(set, concepts, put_in.len())),
            ),
        }
    }
    if put_in.is_empty() && worked_out.is_empty() {
        return raw.to_owned();
    }
    let Some(fields) = form.as_object_mut() else {
        return raw.to_owned();
    };
    let inside = fields.entry("contained").or_insert_with(|| json!([]));
    if let Some(inside) = inside.as_array_mut() {
        for (id, concepts) in worked_out {
            let set = inside.iter_mut().find(|it| is_set(it) && it["id"] == id);
            if let Some(set) = set {
                set["expansion"] = json!({"identifier": WORKED_OUT, "contains": concepts});
            }
        }
        inside.extend(put_in);
    }
    form.to_string()
}

/// Whether two copies are the same form: the same questions in the same version. What a server says about
/// its copy, and what was put into a pinned one, is no difference.
pub fn same_form(one: &str, other: &str) -> bool {
    match (bare(one), bare(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

/// A ValueSet that a server gave for this address, ready to be kept. `$expand` may leave out the id.
pub fn set_as_asked(raw: &str, canonical: &str) -> Result<Envelope, BadResource> {
    let mut set: Value = serde_json::from_str(raw).map_err(|_| BadResource::NotJson)?;
    if !is_set(&set) {
        return Err(BadResource::Not("ValueSet"));
    }
    let (url, version) = apart(canonical);
    let names = |name: &str, wanted: &str| set[name].as_str().is_none_or(|it| it == wanted);
    if !names("url", url) || version.is_some_and(|version| !names("version", version)) {
        return Err(BadResource::Odd("url"));
    }
    set["url"] = url.into();
    if let Some(version) = version {
        set["version"] = version.into();
    }
    if !set["id"].as_str().is_some_and(is_id) {
        set["id"] = fingerprint(canonical).into();
    }
    Envelope::read(&set.to_string())
}

/// The same address gives the same id, so that a set is kept once.
fn fingerprint(text: &str) -> String {
    let mut sums = [0xcbf2_9ce4_8422_2325_u64, 0x9e37_79b9_7f4a_7c15];
    for byte in text.bytes() {
        let [one, other] = &mut sums;
        *one = (*one ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        *other = (other.rotate_left(7) ^ u64::from(byte)).wrapping_mul(0x9e37_79b1);
    }
    format!("{:016x}{:016x}", sums[0], sums[1])
}

fn apart(canonical: &str) -> (&str, Option<&str>) {
    match canonical.split_once('|') {
        Some((url, version)) => (url, Some(version)),
        None => (canonical, None),
    }
}

/// A set as a plain list.
fn listed(set: &Value, concepts: Vec<Value>, number: usize) -> Value {
    let mut fields = Map::new();
    fields.insert("resourceType".to_owned(), "ValueSet".into());
    fields.insert("id".to_owned(), format!("{PUT_IN}{number}").into());
    for name in ["url", "version", "name", "title", "copyright"] {
        if let Some(value) = set.get(name) {
            fields.insert(name.to_owned(), value.clone());
        }
    }
    fields.insert("status".to_owned(), "active".into());
    fields.insert("expansion".to_owned(), json!({ "contains": concepts }));
    Value::Object(fields)
}

fn bare(raw: &str) -> Option<Value> {
    let mut form: Value = serde_json::from_str(raw).ok()?;
    let fields = form.as_object_mut()?;
    for name in ["id", "meta", "text", "date", "status"] {
        fields.remove(name);
    }
    if let Some(inside) = fields.get_mut("contained").and_then(Value::as_array_mut) {
        inside.retain(|it| !it["id"].as_str().is_some_and(|id| id.starts_with(PUT_IN)));
        for set in inside.iter_mut() {
            if set["expansion"]["identifier"] == WORKED_OUT
                && let Some(fields) = set.as_object_mut()
            {
                fields.remove("expansion");
            }
        }
        if inside.is_empty() {
            fields.remove("contained");
        }
    }
    Some(form)
}

fn contained(form: &Value) -> impl Iterator<Item = &Value> {
    form["contained"].as_array().into_iter().flatten()
}

fn is_set(resource: &Value) -> bool {
    resource["resourceType"] == "ValueSet"
}

/// Every address of a set of options in a form, each once, in order.
fn addresses(form: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut to_do: Vec<&Value> = form["item"].as_array().into_iter().flatten().collect();
    while let Some(item) = to_do.pop() {
        let address = item["answerValueSet"].as_str();
        let units = item["extension"].as_array().into_iter().flatten();
        let units = units
            .filter(|it| it["url"] == UNIT_SET)
            .filter_map(|it| it["valueCanonical"].as_str());
        found.extend(address.into_iter().chain(units).map(str::to_owned));
        to_do.extend(item["item"].as_array().into_iter().flatten());
    }
    found.sort();
    found.dedup();
    found
}

/// The sets that a set is made of.
fn parts(set: &Value) -> Vec<String> {
    let named = ["include", "exclude"].into_iter().flat_map(|name| {
        let rules = set["compose"][name].as_array().into_iter().flatten();
        rules.flat_map(|rule| rule["valueSet"].as_array().into_iter().flatten())
    });
    named
        .filter_map(|it| it.as_str().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::{FormReading, read_questionnaire, read_questionnaire_with};

    fn form(address: &str) -> String {
        json!({"resourceType": "Questionnaire", "url": "https://x.example/q", "version": "1",
            "status": "active", "meta": {"versionId": "3"},
            "item": [{"linkId": "1", "text": "Which?", "type": "choice", "answerValueSet": address}]})
        .to_string()
    }

    fn set(url: &str, compose: Value) -> Value {
        json!({"resourceType": "ValueSet", "id": "s", "url": url, "version": "2", "status": "active",
            "compose": compose})
    }

    fn known() -> ValueSets {
        let mut known = ValueSets::default();
        let codes = json!({"include": [{"system": "s", "concept": [
            {"code": "a", "display": "One"}, {"code": "b", "display": "Two"}]}]});
        known.add(set("https://x.example/small", codes));
        let made_of = json!({"include": [{"valueSet": ["https://x.example/small"]}]});
        known.add(set("https://x.example/large", made_of));
        known
    }

    #[test]
    fn a_pinned_form_asks_the_same_with_nothing_beside_it() {
        for address in [
            "https://x.example/small",
            "https://x.example/large",
            "https://x.example/large|2",
        ] {
            let raw = form(address);
            let reading = FormReading {
                language: None,
                value_sets: known(),
            };
            let asked = read_questionnaire_with(&raw, &reading).unwrap();
            let pinned = self_contained(&raw, &known());
            let alone = read_questionnaire(&pinned).unwrap();
            assert_eq!(asked.items, alone.items, "{address}");
            assert!(read_questionnaire(&raw).is_err());
            assert!(same_form(&raw, &pinned));
            // Once pinned, it does not change any more.
            assert_eq!(self_contained(&pinned, &known()), pinned);
        }
    }

    #[test]
    fn a_set_that_is_not_at_hand_is_not_made_up() {
        let raw = form("https://x.example/other");
        assert_eq!(self_contained(&raw, &known()), raw);
        assert!(read_questionnaire(&raw).is_err());
    }

    #[test]
    fn a_form_names_the_sets_of_its_sets_too() {
        let raw = form("https://x.example/large");
        let none = ValueSets::default();
        assert_eq!(sets_named(&raw, &none), ["https://x.example/large"]);
        let both = ["https://x.example/large", "https://x.example/small"];
        assert_eq!(sets_named(&raw, &known()), both);
        let pinned = self_contained(&raw, &known());
        assert!(sets_named(&pinned, &none).is_empty());
    }

    #[test]
    fn another_version_or_another_word_is_another_form() {
        let raw = form("#x");
        let changed = |from: &str, to: &str| raw.replace(from, to);
        assert!(same_form(
            &raw,
            &changed("\"versionId\":\"3\"", "\"versionId\":\"4\"")
        ));
        assert!(!same_form(
            &raw,
            &changed("\"version\":\"1\"", "\"version\":\"2\"")
        ));
        assert!(!same_form(&raw, &changed("Which?", "Which one?")));
        assert!(!same_form(&raw, "no form"));
    }

    #[test]
    fn what_a_server_expands_is_kept_under_the_address_that_was_asked() {
        let raw = json!({"resourceType": "ValueSet", "url": "u", "expansion": {"contains": []}});
        let kept = set_as_asked(&raw.to_string(), "u").unwrap();
        assert_eq!(kept, set_as_asked(&raw.to_string(), "u").unwrap());
        assert!(set_as_asked(&raw.to_string(), "other").is_err());
        assert!(set_as_asked(r#"{"resourceType": "Patient", "id": "u"}"#, "u").is_err());
    }
}
