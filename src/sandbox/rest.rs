//! The FHIR interactions on single resources, the same for a request of its own and for an entry of
//! a bundle.

use super::access::{Sight, Viewer};
use super::faults::Abilities;
use super::http::{Answer, Refusal};
use super::spoil::Met;
use super::store::{StoreError, Tables};
use super::{Shared, search, terminology, write};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use serde_json::{Value, json};
use url::form_urlencoded;

/// Everything that answering a request needs: who looks, at what, and what is wrong today.
pub(super) struct Room<'a> {
    pub sight: Sight<'a>,
    pub met: Met,
    pub abilities: Abilities,
    /// `http://127.0.0.1:PORT/fhir`, without a slash at the end.
    pub base: String,
}

impl<'a> Room<'a> {
    /// Opens the room for one viewer.
    pub fn new(
        trust: &Shared,
        tables: &'a Tables<'a>,
        viewer: &'a Viewer,
        met: Met,
    ) -> Result<Self, StoreError> {
        let sight = Sight::new(viewer, tables, trust.clock.now())?;
        Ok(Self {
            sight,
            met,
            abilities: trust.faults.abilities(),
            base: trust.fhir_base(),
        })
    }
}

/// One interaction as asked for.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub method: Method,
    /// What stands behind the base, cut at the slashes.
    pub path: Vec<String>,
    pub query: Vec<(String, String)>,
    pub if_match: Option<String>,
    pub if_none_match: Option<String>,
    pub if_none_exist: Option<String>,
    /// Whether writes answer with the resource, where the client said (`Prefer`).
    pub representation: Option<bool>,
    pub body: Value,
    /// The id that a transaction has given to what this call creates.
    pub new_id: Option<String>,
}

impl Call {
    /// Reads a request.
    pub fn read(
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        bytes: &[u8],
    ) -> Result<Self, Refusal> {
        let header = |name: &str| {
            headers
                .get(name)
                .and_then(|v| v.to_str().ok())
                .map(str::to_owned)
        };
        let path = segments(uri.path().trim_start_matches("/fhir"));
        let mut query = pairs(uri.query().unwrap_or_default().as_bytes());
        let is_search = path.last().is_some_and(|last| last == "_search");
        let body = match *method {
            Method::POST if is_search => {
                query.extend(pairs(bytes));
                Value::Null
            }
            Method::POST | Method::PUT => serde_json::from_slice(bytes)
                .map_err(|e| Refusal::Invalid(format!("the body is not JSON: {e}")))?,
            _ => Value::Null,
        };
        Ok(Self {
            method: method.clone(),
            path,
            query,
            if_match: header("if-match"),
            if_none_match: header("if-none-match"),
            if_none_exist: header("if-none-exist"),
            representation: header("prefer").map(|p| p.contains("return=representation")),
            body,
            new_id: None,
        })
    }

    /// Reads an entry of a bundle.
    pub fn from_entry(entry: &Value) -> Result<Self, Refusal> {
        let request = &entry["request"];
        let word = |name: &str| request[name].as_str().map(str::to_owned);
        let method = word("method").unwrap_or_default();
        let method = Method::from_bytes(method.as_bytes())
            .map_err(|_| Refusal::Invalid("request.method is missing".into()))?;
        let url = word("url").ok_or_else(|| Refusal::Invalid("request.url is missing".into()))?;
        let (path, query) = url.split_once('?').unwrap_or((&url, ""));
        Ok(Self {
            method,
            path: segments(path),
            query: pairs(query.as_bytes()),
            if_match: word("ifMatch"),
            if_none_match: word("ifNoneMatch"),
            if_none_exist: word("ifNoneExist"),
            representation: Some(false),
            body: entry["resource"].clone(),
            new_id: None,
        })
    }
}

fn segments(path: &str) -> Vec<String> {
    path.split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Reads `a=1&b=2`.
pub(super) fn pairs(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}

/// Answers one interaction.
pub(super) fn answer(room: &Room, call: &Call) -> Result<Answer, Refusal> {
    let path: Vec<&str> = call.path.iter().map(String::as_str).collect();
    match (call.method.as_str(), path.as_slice()) {
        ("GET", [kind]) | ("POST", [kind, "_search"]) => search::answer(room, kind, &call.query),
        ("GET", ["ValueSet", "$expand"]) => terminology::expand(room, &call.query),
        ("GET", [kind, id]) => read(room, kind, id),
        ("GET", [kind, id, "_history"]) => history(room, kind, id),
        ("GET", [kind, id, "_history", version]) => version_read(room, kind, id, version),
        ("POST", [kind]) => write::create(room, kind, call),
        ("PUT", [kind, id]) => write::update(room, kind, id, call),
        ("DELETE", [kind, id]) => write::delete(room, kind, id),
        ("GET", []) => Err(Refusal::NotFound),
        (method, _) => Err(Refusal::NotSupported(format!("{method} is not done here"))),
    }
}

fn read(room: &Room, kind: &str, id: &str) -> Result<Answer, Refusal> {
    let found = room
        .sight
        .one(kind, id)?
        .filter(|_| room.sight.viewer.may(kind, 'r'));
    let stored = found.ok_or(Refusal::NotFound)?;
    // Only somebody who could see it learns that it was there.
    if stored.deleted {
        return Err(Refusal::Gone);
    }
    Ok(Answer::about(
        StatusCode::OK,
        &stored,
        stored.resource.clone(),
    ))
}

fn version_read(room: &Room, kind: &str, id: &str, version: &str) -> Result<Answer, Refusal> {
    let version = version.parse().map_err(|_| Refusal::NotFound)?;
    // The walls are asked about the present, too: what was released once and is not any more stays
    // hidden in all its versions.
    let current = version_now(room, kind, id)?;
    read(room, kind, id)?;
    let stored = room
        .sight
        .tables
        .version(kind, id, version)?
        .ok_or(Refusal::NotFound)?;
    if !room.sight.sees_version(&stored, current)? {
        return Err(Refusal::NotFound);
    }
    let stored = room.sight.shown(stored);
    Ok(Answer::about(
        StatusCode::OK,
        &stored,
        stored.resource.clone(),
    ))
}

/// The number of the version that is current.
fn version_now(room: &Room, kind: &str, id: &str) -> Result<i64, Refusal> {
    let current = room.sight.tables.current(kind, id)?;
    current.map(|it| it.version).ok_or(Refusal::NotFound)
}

fn history(room: &Room, kind: &str, id: &str) -> Result<Answer, Refusal> {
    match read(room, kind, id) {
        Ok(_) | Err(Refusal::Gone) => {}
        Err(refusal) => return Err(refusal),
    }
    let current = version_now(room, kind, id)?;
    let mut entries = Vec::new();
    for stored in room.sight.tables.history(kind, id)? {
        if !room.sight.sees_version(&stored, current)? {
            continue;
        }
        let stored = room.sight.shown(stored);
        let method = match (stored.deleted, stored.version) {
            (true, _) => "DELETE",
            (false, 1) => "POST",
            (false, _) => "PUT",
        };
        let url = if method == "POST" {
            kind.to_owned()
        } else {
            format!("{kind}/{id}")
        };
        let status = if stored.version == 1 {
            "201 Created"
        } else {
            "200 OK"
        };
        let mut entry = json!({
            "fullUrl": format!("{}/{kind}/{id}", room.base),
            "request": {"method": method, "url": url},
            "response": {"status": status, "etag": format!("W/\"{}\"", stored.version),
                "lastModified": stored.last_updated},
        });
        if !stored.deleted {
            entry["resource"] = stored.resource;
        }
        entries.push(entry);
    }
    Ok(Answer::plain(json!({
        "resourceType": "Bundle", "type": "history", "total": entries.len(), "entry": entries})))
}
