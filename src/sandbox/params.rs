//! Search parameters: which there are, and when a resource fits one.

use super::access::list;
use super::http::Refusal;
use super::store::{Stored, text};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde_json::Value;

/// How the value of a parameter is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `code`, `system|code`, `|code` or `system|`.
    Token,
    /// `Type/id`, or `id` alone.
    Reference,
    /// A date or time with `eq`, `ne`, `gt`, `ge`, `lt` or `le` before it.
    Date,
    /// An address, exactly.
    Uri,
}

impl Kind {
    /// FHIR's name for it (value set search-param-type).
    pub fn name(self) -> &'static str {
        match self {
            Kind::Token => "token",
            Kind::Reference => "reference",
            Kind::Date => "date",
            Kind::Uri => "uri",
        }
    }
}

/// One parameter: its name, its kind, and the path to what it looks at.
pub(super) type Param = (&'static str, Kind, &'static str);

/// Parameters that every type has.
pub(super) const COMMON: &[Param] = &[
    ("_id", Kind::Token, "id"),
    ("_lastUpdated", Kind::Date, "meta.lastUpdated"),
    ("_tag", Kind::Token, "meta.tag"),
];

use Kind::{Date as D, Reference as R, Token as T, Uri as U};

/// Parameters by type, under their R4 names.
pub(super) const BY_TYPE: &[(&str, &[Param])] = &[
    (
        "Patient",
        &[("identifier", T, "identifier"), ("active", T, "active")],
    ),
    (
        "CarePlan",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("category", T, "category"),
            ("goal", R, "goal"),
            ("care-team", R, "careTeam"),
            ("activity-reference", R, "activity.reference"),
            ("date", D, "period.start"),
        ],
    ),
    (
        "ServiceRequest",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("requisition", T, "requisition"),
            ("status", T, "status"),
            ("intent", T, "intent"),
            ("category", T, "category"),
            ("code", T, "code"),
            ("performer", R, "performer"),
        ],
    ),
    (
        "Goal",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("lifecycle-status", T, "lifecycleStatus"),
            ("status", T, "lifecycleStatus"),
            ("category", T, "category"),
        ],
    ),
    (
        "Observation",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("category", T, "category"),
            ("code", T, "code"),
            ("focus", R, "focus"),
            ("performer", R, "performer"),
            ("derived-from", R, "derivedFrom"),
            ("date", D, "effectiveDateTime"),
        ],
    ),
    (
        "CareTeam",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("category", T, "category"),
            ("participant", R, "participant.member"),
        ],
    ),
    ("Practitioner", &[("identifier", T, "identifier")]),
    (
        "Organization",
        &[("identifier", T, "identifier"), ("type", T, "type")],
    ),
    (
        "RelatedPerson",
        &[("patient", R, "patient"), ("identifier", T, "identifier")],
    ),
    (
        "EpisodeOfCare",
        &[
            ("patient", R, "patient"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("care-manager", R, "careManager"),
            ("date", D, "period.start"),
        ],
    ),
    (
        "Appointment",
        &[
            ("patient", R, "participant.actor"),
            ("actor", R, "participant.actor"),
            ("practitioner", R, "participant.actor"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("appointment-type", T, "appointmentType"),
            ("date", D, "start"),
        ],
    ),
    (
        "Task",
        &[
            ("patient", R, "for"),
            ("subject", R, "for"),
            ("owner", R, "owner"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("code", T, "code"),
        ],
    ),
    (
        "Questionnaire",
        &[
            ("url", U, "url"),
            ("version", T, "version"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("code", T, "code"),
        ],
    ),
    (
        "QuestionnaireResponse",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("questionnaire", U, "questionnaire"),
            ("author", R, "author"),
            ("authored", D, "authored"),
        ],
    ),
    (
        "Communication",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("category", T, "category"),
            ("sender", R, "sender"),
            ("recipient", R, "recipient"),
            ("sent", D, "sent"),
        ],
    ),
    (
        "Consent",
        &[
            ("patient", R, "patient"),
            ("subject", R, "patient"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("category", T, "category"),
            ("actor", R, "provision.actor.reference"),
        ],
    ),
];

/// The parameter of that name, if the type has it.
pub(super) fn find(kind: &str, name: &str) -> Option<Param> {
    let own = BY_TYPE
        .iter()
        .find(|(k, _)| *k == kind)
        .map(|(_, params)| *params)
        .unwrap_or_default();
    COMMON
        .iter()
        .chain(own)
        .find(|(n, _, _)| *n == name)
        .copied()
}

/// The values at a dotted path, lists opened on the way.
pub(super) fn at<'v>(value: &'v Value, path: &str) -> Vec<&'v Value> {
    path.split('.').fold(vec![value], |here, name| {
        here.into_iter()
            .filter_map(|v| v.get(name))
            .flat_map(|v| match v.as_array() {
                Some(items) => items.iter().collect::<Vec<_>>(),
                None => vec![v],
            })
            .collect()
    })
}

/// Whether a resource fits `name=value`; the value may be a list of alternatives.
pub(super) fn fits(
    stored: &Stored,
    (name, kind, path): Param,
    value: &str,
) -> Result<bool, Refusal> {
    let found = at(&stored.resource, path);
    for wish in value.split(',').filter(|w| !w.is_empty()) {
        let fit = match kind {
            Kind::Token => found.iter().any(|v| token(v, wish)),
            Kind::Reference => found.iter().any(|v| reference(v, wish, name)),
            Kind::Uri => found.iter().any(|v| uri(v, wish)),
            Kind::Date => date(&found, wish)?,
        };
        if fit {
            return Ok(true);
        }
    }
    Ok(false)
}

fn token(value: &Value, wish: &str) -> bool {
    if value.get("coding").is_some() {
        return list(&value["coding"]).any(|coding| token(coding, wish));
    }
    let plain = value
        .as_str()
        .map(str::to_owned)
        .or_else(|| value.as_bool().map(|b| b.to_string()));
    let code = plain
        .as_deref()
        .or(value["code"].as_str())
        .or(value["value"].as_str());
    match wish.split_once('|') {
        None => code == Some(wish),
        Some((system, wish)) => {
            let right_system = plain.is_some() || text(value, "system") == system;
            right_system && (wish.is_empty() || code == Some(wish))
        }
    }
}

fn reference(value: &Value, wish: &str, name: &str) -> bool {
    let Some(here) = value["reference"].as_str() else {
        return false;
    };
    match wish.contains('/') {
        true => here == wish,
        // `patient=1` means Patient/1; elsewhere the type is left open.
        false if name == "patient" => here.strip_prefix("Patient/") == Some(wish),
        false => here.rsplit('/').next() == Some(wish),
    }
}

fn uri(value: &Value, wish: &str) -> bool {
    let here = value.as_str().unwrap_or_default();
    here == wish || here.split('|').next() == Some(wish)
}

fn date(found: &[&Value], wish: &str) -> Result<bool, Refusal> {
    let (prefix, rest) = match wish.get(..2) {
        Some(p @ ("eq" | "ne" | "gt" | "ge" | "lt" | "le")) => (p, &wish[2..]),
        _ => ("eq", wish),
    };
    let unreadable = || Refusal::Invalid(format!("{wish:?} is not a date or time"));
    let (low, high) = range(rest).ok_or_else(unreadable)?;
    Ok(found
        .iter()
        .filter_map(|v| range(v.as_str()?))
        .any(|(start, end)| match prefix {
            "gt" => end > high,
            "ge" => start >= low,
            "lt" => start < low,
            "le" => end <= high,
            "ne" => start < low || end > high,
            _ => start >= low && end <= high,
        }))
}

/// The span of time that a date, a second or a millisecond covers: from, and up to but not with.
fn range(text: &str) -> Option<(Timestamp, Timestamp)> {
    if let Ok(at) = text.parse::<Timestamp>() {
        let width = if text.contains('.') {
            1.millisecond()
        } else {
            1.second()
        };
        return Some((at, at.checked_add(width).ok()?));
    }
    let day: Date = text.parse().ok()?;
    let zone = super::london();
    let start = day.to_zoned(zone.clone()).ok()?;
    let end = day.tomorrow().ok()?.to_zoned(zone).ok()?;
    Some((start.timestamp(), end.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_token_is_matched_with_and_without_its_system() {
        let concept = json!({"coding": [{"system": "s", "code": "c"}]});
        for (wish, fits) in [
            ("c", true),
            ("s|c", true),
            ("s|", true),
            ("t|c", false),
            ("d", false),
            ("|c", false),
        ] {
            assert_eq!(token(&concept, wish), fits, "{wish}");
        }
    }

    #[test]
    fn later_than_an_instant_leaves_that_instant_out() {
        let value = json!("2026-01-01T10:00:00.123Z");
        let found = [&value];
        assert!(!date(&found, "gt2026-01-01T10:00:00.123Z").unwrap());
        assert!(date(&found, "ge2026-01-01T10:00:00.123Z").unwrap());
        assert!(date(&found, "gt2026-01-01T10:00:00.122Z").unwrap());
        assert!(date(&found, "2026-01-01").unwrap());
        assert!(date(&found, "gt").is_err());
    }
}
