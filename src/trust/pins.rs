//! Which keys a trust's servers may have: named in its file, for the hosts that the file names and no
//! others. Pure.
//!
//! A pin is the SHA-256 of a public key (its SubjectPublicKeyInfo) that has to stand in the chain of certificates
//! that was checked: the server's own key, or that of an authority that issues to it. Two at least for each host,
//! since a key that gets lost must not shut everybody out: one of them lies in a safe.

use super::file::{FileProblem, problem, text_of};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use url::Url;

/// The SHA-256 of a public key.
pub type Pin = [u8; 32];

/// The pins of each host. None at all: certificates alone decide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pins(BTreeMap<String, Vec<Pin>>);

impl Pins {
    /// What a host has to show one of; none where its file says nothing of it.
    pub fn of(&self, host: &str) -> Option<&[Pin]> {
        self.0.get(host).map(Vec::as_slice)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn read(file: &Map<String, Value>, fhir_base: &Url) -> Result<Self, FileProblem> {
        let list = match file.get("pins") {
            None | Some(Value::Null) => return Ok(Self::default()),
            Some(Value::Array(list)) if !list.is_empty() => list,
            Some(_) => return Err(problem("pins", "a list of hosts with their keys is wanted")),
        };
        let mut pins = BTreeMap::new();
        for (i, entry) in list.iter().enumerate() {
            let place = format!("pins[{i}]");
            let entry = entry
                .as_object()
                .ok_or_else(|| problem(&place, "an object is wanted"))?;
            let host = text_of(entry, &format!("{place}."), "host")?;
            if !is_host(&host) {
                let what = "write a host's name alone, in small letters: fhir.trust.example";
                return Err(problem(&format!("{place}.host"), what));
            }
            let keys = read_keys(&format!("{place}.sha256"), entry.get("sha256"))?;
            if pins.insert(host, keys).is_some() {
                return Err(problem(
                    &format!("{place}.host"),
                    "this host stands here twice",
                ));
            }
        }
        if !pins.contains_key(fhir_base.host_str().unwrap_or_default()) {
            return Err(problem("pins", "none is for the host of fhir_base"));
        }
        Ok(Self(pins))
    }
}

fn read_keys(place: &str, value: Option<&Value>) -> Result<Vec<Pin>, FileProblem> {
    let list = value
        .and_then(Value::as_array)
        .filter(|list| list.len() >= 2)
        .ok_or_else(|| problem(place, "two keys at least are wanted, one of them a spare"))?;
    let mut keys = Vec::with_capacity(list.len());
    for (i, key) in list.iter().enumerate() {
        let here = format!("{place}[{i}]");
        let key: Pin = key
            .as_str()
            .and_then(|text| BASE64.decode(text).ok())
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or_else(|| problem(&here, "this is not a SHA-256 in base64 (44 signs)"))?;
        if keys.contains(&key) {
            return Err(problem(&here, "the same key twice is no spare"));
        }
        keys.push(key);
    }
    Ok(keys)
}

fn is_host(text: &str) -> bool {
    let sign = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    text.bytes().all(|b| sign(b) || b == b'.' || b == b'-')
        && text.bytes().next().is_some_and(sign)
        && text.bytes().last().is_some_and(sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(pins: Value) -> Result<Pins, String> {
        let base = Url::parse("https://fhir.trust.example/r4/").unwrap();
        let file = json!({ "pins": pins });
        Pins::read(file.as_object().unwrap(), &base).map_err(|problem| problem.place)
    }

    fn key(byte: u8) -> String {
        BASE64.encode([byte; 32])
    }

    #[test]
    fn a_host_has_the_keys_that_the_file_names_and_others_have_none() {
        let pins = read(json!([
            {"host": "fhir.trust.example", "sha256": [key(1), key(2)]},
            {"host": "login.trust.example", "sha256": [key(3), key(4), key(5)]},
        ]))
        .unwrap();
        assert_eq!(pins.of("fhir.trust.example"), Some(&[[1; 32], [2; 32]][..]));
        assert_eq!(pins.of("login.trust.example").map(<[_]>::len), Some(3));
        assert_eq!(pins.of("trust.example"), None);
        assert!(read(Value::Null).unwrap().is_empty());
    }

    #[test]
    fn an_error_names_its_place() {
        let one = |host: &str, keys: Value| json!([{ "host": host, "sha256": keys }]);
        let two = json!([key(1), key(2)]);
        let here = "fhir.trust.example";
        for (pins, place) in [
            (json!([]), "pins"),
            (json!({}), "pins"),
            (json!(["x"]), "pins[0]"),
            (
                one("https://fhir.trust.example", two.clone()),
                "pins[0].host",
            ),
            (one("FHIR.trust.example", two.clone()), "pins[0].host"),
            (one("fhir.trust.example:443", two.clone()), "pins[0].host"),
            (one("other.example", two.clone()), "pins"),
            (one(here, json!([key(1)])), "pins[0].sha256"),
            (one(here, Value::Null), "pins[0].sha256"),
            (one(here, json!([key(1), key(1)])), "pins[0].sha256[1]"),
            (one(here, json!([key(1), "abc"])), "pins[0].sha256[1]"),
            (one(here, json!([5, key(1)])), "pins[0].sha256[0]"),
            (
                json!([{"host": here, "sha256": two}, {"host": here, "sha256": two}]),
                "pins[1].host",
            ),
        ] {
            assert_eq!(read(pins.clone()), Err(place.to_owned()), "{pins}");
        }
    }
}
