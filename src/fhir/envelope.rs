//! A resource as it came, with the little that is needed to keep it.

use super::types::{Meta, is_id};
use super::{One, when};
use jiff::Timestamp;
use serde::Deserialize;

/// Why something that a server sent cannot be used. Says where it went wrong and nothing of what the
/// resource holds, so that it may stand in a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadResource {
    /// Not JSON, cut off, or nested too deeply.
    #[error("this is not JSON that the app can read")]
    NotJson,
    /// Something else than was asked for.
    #[error("this is not a FHIR {0}")]
    Not(&'static str),
    /// A part is missing.
    #[error("it has no {0}")]
    Without(&'static str),
    /// A part is there that cannot be used.
    #[error("its {0} cannot be used")]
    Odd(&'static str),
}

/// A resource as it came.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Its type: `Patient`, `Goal`, …
    pub kind: String,
    /// Its id on the server.
    pub id: String,
    /// Its version on the server.
    pub version: Option<String>,
    /// When the server last changed it.
    pub last_updated: Option<Timestamp>,
    /// The JSON exactly as it came.
    pub raw: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    #[serde(default)]
    resource_type: One<String>,
    #[serde(default)]
    id: One<String>,
    #[serde(default)]
    meta: One<Meta>,
}

impl Envelope {
    /// Reads type, id and version, and keeps the text.
    pub fn read(raw: &str) -> Result<Envelope, BadResource> {
        let head: Head = serde_json::from_str(raw).map_err(|_| BadResource::NotJson)?;
        let kind = match &head.resource_type {
            One::Read(kind) if is_kind(kind) => kind.clone(),
            One::Absent => return Err(BadResource::Without("resource type")),
            _ => return Err(BadResource::Odd("resource type")),
        };
        let id = match &head.id {
            One::Read(id) if is_id(id) => id.clone(),
            One::Absent => return Err(BadResource::Without("id")),
            _ => return Err(BadResource::Odd("id")),
        };
        let meta = head.meta.get().cloned().unwrap_or_default();
        Ok(Envelope {
            kind,
            id,
            version: meta.version_id.text().map(str::to_owned),
            last_updated: meta.last_updated.text().and_then(when::moment),
            raw: raw.to_owned(),
        })
    }
}

// A type's name goes into addresses, so it has letters only.
fn is_kind(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic())
}

impl std::fmt::Debug for Envelope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Envelope({})", self.kind)
    }
}
