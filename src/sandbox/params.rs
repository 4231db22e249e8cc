//! Search parameters: when a resource fits one. Which there are stands in `param_table`.

use super::access::list;
use super::http::Refusal;
use super::param_table::{BY_TYPE, COMMON, Kind, Param};
use super::store::{Stored, text};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde_json::Value;

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
