//! The trust's file: how an app that knows no trust is pointed at one (CONTRACT §3).
//!
//! It is checked field by field, and an error names the place in the file, so that the person at the
//! trust who wrote it can mend it without us.

use super::address::is_allowed;
use super::pins::Pins;
use crate::forms::RiskRule;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::Arc;
use url::Url;

/// What is wrong with a trust's file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct FileProblem {
    /// The place, as a path into the JSON: `crisis[2].uri`.
    pub place: String,
    /// What is wrong there.
    pub what: String,
}

/// A trust's file, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct TrustFile {
    /// Stays the same for as long as the trust does: vaults belong to it.
    pub id: String,
    /// The trust's name.
    pub name: String,
    /// Base of its FHIR server.
    pub fhir_base: Url,
    /// The client id that the trust gave to the app.
    pub client_id: String,
    /// Where sign-in comes back to on phones: a link claimed by the app.
    pub redirect: Url,
    /// Its word for the named worker, lower case.
    pub role_label: String,
    /// Languages that its own words come in.
    pub languages: Vec<String>,
    /// Base of codes and extensions.
    pub codes_base: String,
    /// Ways to get help.
    pub crisis: Vec<CrisisEntry>,
    /// After this day the national numbers come first.
    pub check_by: Option<Date>,
    /// How soon it answers questions; none: it takes none.
    pub response_time: Option<String>,
    /// What may be said once the server has confirmed an answer.
    pub receipt_words: Option<String>,
    /// Whether released clusters may be shown.
    pub release_cluster: bool,
    /// Whether released ratings of clinicians may be shown.
    pub release_ratings: bool,
    /// Whether scores are sent beside answers.
    pub send_scores: bool,
    /// Which answers to its own forms call for help.
    pub risk_rules: Arc<[RiskRule]>,
    /// Whether it is a demo trust.
    pub demo: bool,
    /// Whom answers that wait are sealed to (age, X25519): `age1…`.
    pub age_recipient: Option<String>,
    /// Where such sealed answers can be sent as they are.
    pub sealed_endpoint: Option<Url>,
    /// Where answers without a name go; none: it takes none.
    pub feedback_endpoint: Option<Url>,
    /// Which keys its servers may have; empty: whatever is vouched for.
    pub pins: Pins,
    /// Days without contact after which a carer's phone shuts what it shows.
    pub carer_view_days: u32,
}

/// Days for [`TrustFile::carer_view_days`] where the file says nothing.
pub const CARER_VIEW_DAYS: u32 = 7;
/// The most that a trust may set: a view that nobody has looked after for longer is nobody's word any more.
const MOST_VIEW_DAYS: u32 = 92;

/// One way to get help.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CrisisEntry {
    /// `999`, `111-mh`, `trust`, …
    pub id: String,
    /// What the row is called.
    pub label: String,
    /// `tel:`, `sms:` or `https:`.
    pub uri: Option<String>,
    /// One or two plain sentences.
    pub plain: String,
    /// Opening hours; empty means day and night.
    #[serde(default)]
    pub opening: Vec<Opening>,
}

/// Hours on some days of the week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opening {
    /// `mon` … `sun`.
    pub days: Vec<String>,
    /// `HH:MM`.
    pub from: String,
    /// `HH:MM`.
    pub to: String,
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl TrustFile {
    /// Reads and checks a file. The first thing that is wrong is the error.
    pub fn read(text: &str) -> Result<Self, FileProblem> {
        let value: Value = serde_json::from_str(text)
            .map_err(|e| problem(&format!("line {}", e.line()), "this is not JSON"))?;
        let Value::Object(file) = value else {
            return Err(problem("the file", "a trust file is one JSON object"));
        };
        let crisis = read_crisis(&file)?;
        let release = object(&file, "release")?;
        let fhir_base = base(&file, "fhir_base")?;
        Ok(Self {
            id: text_of(&file, "", "id")?,
            name: text_of(&file, "", "name")?,
            pins: Pins::read(&file, &fhir_base)?,
            fhir_base,
            client_id: text_of(&file, "", "client_id")?,
            redirect: address(&file, "redirect")?,
            role_label: text_of(&file, "", "role_label")?,
            languages: read_languages(&file)?,
            codes_base: optional_text(&file, "", "codes_base")?.map_or_else(
                || crate::fhir::codes::BASE.to_owned(),
                |t| t.trim_end_matches('/').to_owned(),
            ),
            crisis,
            check_by: optional_text(&file, "", "check_by")?
                .map(|t| {
                    t.parse()
                        .map_err(|_| problem("check_by", "write a day as 2027-01-31"))
                })
                .transpose()?,
            response_time: match object(&file, "inbox")? {
                Some(inbox) => Some(text_of(inbox, "inbox.", "response_time")?),
                None => None,
            },
            receipt_words: optional_text(&file, "", "receipt_words")?,
            release_cluster: flag(release, "release.", "cluster", false)?,
            release_ratings: flag(release, "release.", "clinician_ratings", false)?,
            send_scores: flag(Some(&file), "", "send_scores", true)?,
            risk_rules: super::risk_rules::read(&file)?,
            demo: flag(Some(&file), "", "demo", false)?,
            age_recipient: match optional_text(&file, "", "age_recipient")? {
                Some(text) if !is_recipient(&text) => {
                    return Err(problem("age_recipient", "this is not an age1… recipient"));
                }
                other => other,
            },
            sealed_endpoint: match file.get("sealed_endpoint") {
                None | Some(Value::Null) => None,
                Some(_) => Some(address(&file, "sealed_endpoint")?),
            },
            feedback_endpoint: match optional_text(&file, "", "feedback_endpoint")? {
                Some(_) => Some(address(&file, "feedback_endpoint")?),
                None => None,
            },
            carer_view_days: days(&file, "carer_view_days", CARER_VIEW_DAYS)?,
        })
    }
}

fn read_languages(file: &Map<String, Value>) -> Result<Vec<String>, FileProblem> {
    let Some(value) = file.get("languages") else {
        return Ok(vec!["en-GB".to_owned()]);
    };
    let list = value
        .as_array()
        .ok_or_else(|| problem("languages", "a list of language tags is wanted"))?;
    list.iter()
        .enumerate()
        .map(|(i, tag)| {
            let tag = tag
                .as_str()
                .filter(|t| t.parse::<unic_langid::LanguageIdentifier>().is_ok());
            tag.map(str::to_owned)
                .ok_or_else(|| problem(&format!("languages[{i}]"), "this is not a language tag"))
        })
        .collect()
}

fn read_crisis(file: &Map<String, Value>) -> Result<Vec<CrisisEntry>, FileProblem> {
    let Some(value) = file.get("crisis") else {
        return Err(problem("crisis", "at least one way to get help is wanted"));
    };
    // The shape of the national card: a list, or an object that holds it as `entries`.
    let list = value
        .as_array()
        .or_else(|| value.get("entries").and_then(Value::as_array));
    let list = list.ok_or_else(|| problem("crisis", "a list is wanted"))?;
    if list.is_empty() {
        return Err(problem("crisis", "at least one way to get help is wanted"));
    }
    list.iter()
        .enumerate()
        .map(|(i, entry)| read_entry(&format!("crisis[{i}]"), entry))
        .collect()
}

fn read_entry(place: &str, value: &Value) -> Result<CrisisEntry, FileProblem> {
    let entry = value
        .as_object()
        .ok_or_else(|| problem(place, "an object is wanted"))?;
    let inside = format!("{place}.");
    let uri = optional_text(entry, &inside, "uri")?;
    if let Some(uri) = &uri {
        let known = ["tel:", "sms:", "https://"]
            .iter()
            .any(|start| uri.starts_with(start));
        if !known {
            return Err(problem(
                &format!("{place}.uri"),
                "an address begins with tel:, sms: or https://",
            ));
        }
    }
    let mut opening: Vec<Opening> = match entry.get("opening") {
        None | Some(Value::Null) => Vec::new(),
        Some(value) => serde_json::from_value(value.clone())
            .map_err(|_| problem(&format!("{place}.opening"), "days, from and to are wanted"))?,
    };
    for (i, hours) in opening.iter_mut().enumerate() {
        // ISO 8601 and people write the end of the day so.
        if hours.to == "24:00" {
            hours.to = "00:00".to_owned();
        }
        let here = format!("{place}.opening[{i}]");
        if hours.days.is_empty() || hours.days.iter().any(|day| !DAYS.contains(&day.as_str())) {
            return Err(problem(
                &format!("{here}.days"),
                "days are mon, tue, wed, thu, fri, sat, sun",
            ));
        }
        for (name, time) in [("from", &hours.from), ("to", &hours.to)] {
            if time.len() != 5 || time.parse::<jiff::civil::Time>().is_err() {
                return Err(problem(&format!("{here}.{name}"), "write a time as 09:00"));
            }
        }
    }
    Ok(CrisisEntry {
        id: text_of(entry, &inside, "id")?,
        label: text_of(entry, &inside, "label")?,
        uri,
        plain: text_of(entry, &inside, "plain")?,
        opening,
    })
}

pub(super) fn problem(place: &str, what: &str) -> FileProblem {
    FileProblem {
        place: place.to_owned(),
        what: what.to_owned(),
    }
}

pub(super) fn optional_text(
    map: &Map<String, Value>,
    inside: &str,
    name: &str,
) -> Result<Option<String>, FileProblem> {
    match map.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.trim().to_owned())),
        Some(Value::String(_)) => Err(problem(&format!("{inside}{name}"), "this is empty")),
        Some(_) => Err(problem(&format!("{inside}{name}"), "a text is wanted")),
    }
}

pub(super) fn text_of(
    map: &Map<String, Value>,
    inside: &str,
    name: &str,
) -> Result<String, FileProblem> {
    optional_text(map, inside, name)?
        .ok_or_else(|| problem(&format!("{inside}{name}"), "this is missing"))
}

fn object<'a>(
    map: &'a Map<String, Value>,
    name: &str,
) -> Result<Option<&'a Map<String, Value>>, FileProblem> {
    match map.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(inner)) => Ok(Some(inner)),
        Some(_) => Err(problem(name, "an object is wanted")),
    }
}

fn flag(
    map: Option<&Map<String, Value>>,
    inside: &str,
    name: &str,
    usual: bool,
) -> Result<bool, FileProblem> {
    match map.and_then(|m| m.get(name)) {
        None | Some(Value::Null) => Ok(usual),
        Some(Value::Bool(value)) => Ok(*value),
        Some(_) => Err(problem(
            &format!("{inside}{name}"),
            "true or false is wanted",
        )),
    }
}

fn days(map: &Map<String, Value>, name: &str, usual: u32) -> Result<u32, FileProblem> {
    let Some(value) = map.get(name).filter(|value| !value.is_null()) else {
        return Ok(usual);
    };
    let days = value.as_u64().and_then(|days| u32::try_from(days).ok());
    days.filter(|days| (1..=MOST_VIEW_DAYS).contains(days))
        .ok_or_else(|| problem(name, "a whole number of days from 1 to 92 is wanted"))
}

fn address(map: &Map<String, Value>, name: &str) -> Result<Url, FileProblem> {
    let text = text_of(map, "", name)?;
    let url = Url::parse(&text).map_err(|_| problem(name, "this is not an address"))?;
    if is_allowed(&url) {
        Ok(url)
    } else {
        Err(problem(name, "an address begins with https://"))
    }
}

fn is_recipient(text: &str) -> bool {
    text.parse::<age::x25519::Recipient>().is_ok()
}

/// A base always ends in a slash, so that joining a path adds to it.
fn base(map: &Map<String, Value>, name: &str) -> Result<Url, FileProblem> {
    let mut url = address(map, name)?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(problem(name, "a base has no ? and no #"));
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Value {
        serde_json::json!({
            "id": "demo", "name": "Demo trust", "fhir_base": "https://trust.example/fhir", "client_id": "app",
            "redirect": "https://app.example/callback", "role_label": "key worker",
            "crisis": [{ "id": "999", "label": "Call 999", "uri": "tel:999", "plain": "Call 999." }]
        })
    }

    fn place_of(change: impl FnOnce(&mut Value)) -> String {
        let mut file = good();
        change(&mut file);
        TrustFile::read(&file.to_string()).unwrap_err().place
    }

    #[test]
    fn a_good_file_is_read_and_its_base_ends_in_a_slash() {
        let file = TrustFile::read(&good().to_string()).unwrap();
        assert_eq!(file.fhir_base.as_str(), "https://trust.example/fhir/");
        assert!(file.send_scores && !file.release_cluster && file.response_time.is_none());
        assert_eq!(file.carer_view_days, CARER_VIEW_DAYS);
    }

    #[test]
    fn the_example_for_trusts_is_a_good_file() {
        let file = TrustFile::read(include_str!("../../assets/trusts/example.json")).unwrap();
        assert!(!file.demo && !file.release_cluster && file.check_by.is_some());
        assert!(file.crisis.iter().any(|entry| entry.id == "trust"));
    }

    #[test]
    fn an_error_names_its_place() {
        assert_eq!(place_of(|f| f["name"] = Value::Null), "name");
        assert_eq!(
            place_of(|f| f["fhir_base"] = "http://trust.example/fhir".into()),
            "fhir_base"
        );
        assert_eq!(place_of(|f| f["crisis"] = serde_json::json!([])), "crisis");
        assert_eq!(
            place_of(|f| f["crisis"][0]["uri"] = "javascript:x".into()),
            "crisis[0].uri"
        );
        assert_eq!(
            place_of(|f| f["age_recipient"] = "age1nobody".into()),
            "age_recipient"
        );
        assert_eq!(
            place_of(|f| f["sealed_endpoint"] = "http://trust.example/x".into()),
            "sealed_endpoint"
        );
        assert_eq!(place_of(|f| f["check_by"] = "tomorrow".into()), "check_by");
        for days in [
            serde_json::json!(0),
            serde_json::json!(93),
            serde_json::json!("7"),
        ] {
            assert_eq!(place_of(|f| f["carer_view_days"] = days), "carer_view_days");
        }
        assert_eq!(
            place_of(|f| f["release"] = serde_json::json!({"cluster": "yes"})),
            "release.cluster"
        );
        let hours = serde_json::json!([{ "days": ["mon"], "from": "9", "to": "17:00" }]);
        assert_eq!(
            place_of(|f| f["crisis"][0]["opening"] = hours),
            "crisis[0].opening[0].from"
        );
        assert_eq!(TrustFile::read("{\n oh").unwrap_err().place, "line 2");
    }
}
