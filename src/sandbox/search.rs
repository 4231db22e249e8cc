//! Search: what may be seen, filtered, paged, with what it includes.
//!
//! The store is small, so a search walks everything of the type that the viewer may see. An unknown
//! parameter is refused rather than ignored: a server that drops `patient` without a word is the
//! one that shows people each other's records. Pages go by the order of writing, so that what is
//! written between two pages is not lost (it comes later, perhaps a second time).

use super::cursor;
use super::faults::Kind as FaultKind;
use super::http::{Answer, Refusal};
use super::param_table::{BY_TYPE, Kind, Param};
use super::params;
use super::rest::Room;
use super::store::{Stored, text};
use serde_json::{Value, json};
use std::collections::HashSet;
use url::form_urlencoded;

/// Resources on a page unless asked otherwise, and at most.
const PAGE: usize = 50;
const PAGE_MAX: usize = 500;

/// A search as asked for.
struct Search<'q> {
    filters: Vec<(Param, &'q str)>,
    includes: Vec<&'q str>,
    revincludes: Vec<&'q str>,
    count: usize,
    /// Only what was written after this place in the order of writing.
    after: i64,
    count_only: bool,
}

/// Answers `GET [type]?…`.
pub(super) fn answer(
    room: &Room,
    kind: &str,
    query: &[(String, String)],
) -> Result<Answer, Refusal> {
    if BY_TYPE.iter().all(|(k, _)| *k != kind) {
        return Err(Refusal::NotFound);
    }
    if !room.sight.viewer.may(kind, 's') {
        return Err(Refusal::Forbidden(format!(
            "the token does not allow searching {kind}"
        )));
    }
    if let Some(fault) = room.met.find(FaultKind::IgnoreSearchParams) {
        let found = if fault.others {
            room.sight.tables.all(kind)?
        } else {
            room.sight.all(kind)?
        };
        return Ok(Answer::plain(ignoring(room, kind, &found)));
    }
    let search = Search::read(room, kind, query)?;
    let found = search.matches(room, kind)?;
    let total = found.len();
    if search.count_only {
        return Ok(Answer::plain(
            json!({"resourceType": "Bundle", "type": "searchset", "total": total}),
        ));
    }
    let mut page: Vec<Stored> = found
        .into_iter()
        .filter(|s| s.sequence > search.after)
        .collect();
    let more = page.len() > search.count;
    page.truncate(search.count);
    let mut links = vec![link(room, kind, "self", query, None)];
    if let Some(last) = page.last().filter(|_| more) {
        let after = cursor::seal(room.sight.tables, last.sequence)?;
        links.push(link(room, kind, "next", query, Some(after)));
    }
    let mut entries: Vec<Value> = page.iter().map(|s| entry(room, s, "match")).collect();
    for stored in search.included(room, kind, &page)? {
        entries.push(entry(room, &stored, "include"));
    }
    let mut bundle =
        json!({"resourceType": "Bundle", "type": "searchset", "total": total, "link": links});
    // An empty list is not valid FHIR.
    if !entries.is_empty() {
        bundle["entry"] = json!(entries);
    }
    Ok(Answer::plain(bundle))
}

impl<'q> Search<'q> {
    fn read(room: &Room, kind: &str, query: &'q [(String, String)]) -> Result<Self, Refusal> {
        let mut search = Search {
            filters: vec![],
            includes: vec![],
            revincludes: vec![],
            count: PAGE,
            after: 0,
            count_only: false,
        };
        for (name, value) in query {
            let number = || {
                value
                    .parse::<i64>()
                    .map_err(|_| Refusal::Invalid(format!("{name}: {value:?} is no number")))
            };
            match name.as_str() {
                "_count" => {
                    let wish = usize::try_from(number()?).unwrap_or_default();
                    search.count_only |= wish == 0;
                    search.count = wish.clamp(1, PAGE_MAX);
                }
                "_cursor" => {
                    let unknown = || Refusal::Invalid("this page is not known here".into());
                    let place = cursor::open(room.sight.tables, value)?;
                    search.after = place.ok_or_else(unknown)?;
                }
                "_include" => search.includes.push(value),
                "_revinclude" => search.revincludes.push(value),
                "_summary" if value == "count" => search.count_only = true,
                "_summary" if value == "false" => {}
                "_format" if value.contains("json") => {}
                _ => {
                    let unknown = || {
                        Refusal::Invalid(format!("{kind} has no search parameter {name:?} here"))
                    };
                    search
                        .filters
                        .push((params::find(kind, name).ok_or_else(unknown)?, value));
                }
            }
        }
        Ok(search)
    }

    fn matches(&self, room: &Room, kind: &str) -> Result<Vec<Stored>, Refusal> {
        let mut found = Vec::new();
        'next: for stored in room.sight.all(kind)? {
            for (param, value) in &self.filters {
                if !params::fits(&stored, *param, value)? {
                    continue 'next;
                }
            }
            found.push(stored);
        }
        Ok(found)
    }

    /// What the page points at and what points at it, each seen through the same walls.
    fn included(&self, room: &Room, kind: &str, page: &[Stored]) -> Result<Vec<Stored>, Refusal> {
        let mut already: HashSet<String> = page.iter().map(|s| name(&s.resource)).collect();
        let mut included = Vec::new();
        for wish in &self.includes {
            let (_, path, target) = reference_param(wish, Some(kind))?;
            for value in page.iter().flat_map(|s| params::at(&s.resource, path)) {
                let Some((kind, id)) = value["reference"].as_str().and_then(|r| r.split_once('/'))
                else {
                    continue;
                };
                if target.is_none_or(|t| t == kind) && already.insert(format!("{kind}/{id}")) {
                    included.extend(room.sight.one(kind, id)?.filter(|s| !s.deleted));
                }
            }
        }
        for wish in &self.revincludes {
            let (from, path, _) = reference_param(wish, None)?;
            for stored in room.sight.all(from)? {
                let points = params::at(&stored.resource, path).iter().any(|v| {
                    page.iter()
                        .any(|s| v["reference"].as_str() == Some(&name(&s.resource)))
                });
                if points && already.insert(name(&stored.resource)) {
                    included.push(stored);
                }
            }
        }
        Ok(included)
    }
}

/// Reads `Type:param` or `Type:param:Target`.
fn reference_param<'w>(
    wish: &'w str,
    must_be: Option<&str>,
) -> Result<(&'w str, &'static str, Option<&'w str>), Refusal> {
    let bad = || Refusal::Invalid(format!("cannot include {wish:?}"));
    let mut parts = wish.split(':');
    let (kind, param, target) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    if must_be.is_some_and(|k| k != kind) {
        return Err(bad());
    }
    match params::find(kind, param.ok_or_else(bad)?) {
        Some((_, Kind::Reference, path)) => Ok((kind, path, target)),
        _ => Err(bad()),
    }
}

fn link(
    room: &Room,
    kind: &str,
    relation: &str,
    query: &[(String, String)],
    after: Option<String>,
) -> Value {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(
        query
            .iter()
            .filter(|(name, _)| after.is_none() || name != "_cursor"),
    );
    if let Some(after) = after {
        text.append_pair("_cursor", &after);
    }
    let query = text.finish();
    let mark = if query.is_empty() { "" } else { "?" };
    json!({"relation": relation, "url": format!("{}/{kind}{mark}{query}", room.base)})
}

fn entry(room: &Room, stored: &Stored, mode: &str) -> Value {
    json!({
        "fullUrl": format!("{}/{}", room.base, name(&stored.resource)),
        "resource": stored.resource,
        "search": {"mode": mode},
    })
}

fn name(resource: &Value) -> String {
    format!(
        "{}/{}",
        text(resource, "resourceType"),
        text(resource, "id")
    )
}

/// The answer of a server that ignores parameters: it warns, and its `self` link names none.
fn ignoring(room: &Room, kind: &str, found: &[Stored]) -> Value {
    let mut entries: Vec<Value> = found.iter().map(|s| entry(room, s, "match")).collect();
    entries.push(
        json!({"search": {"mode": "outcome"}, "resource": {"resourceType": "OperationOutcome",
        "issue": [{"severity": "warning", "code": "not-supported",
            "diagnostics": "search parameters were ignored"}]}}),
    );
    json!({"resourceType": "Bundle", "type": "searchset", "total": found.len(),
        "link": [link(room, kind, "self", &[], None)], "entry": entries})
}
