//! Being awkward on request.
//!
//! Servers half-apply transactions, lose replies, send a login page where JSON was due, and declare
//! what they do not do. Each of those can be asked for through `POST /control` (see
//! [`super::control`]), so that a test meets it on purpose. A fault with `times` waits in a queue
//! and is used up by requests that match it, the first in the queue first; one with `times: 0`
//! stands until cleared. Nothing here outlives the process: a restarted trust is well again.

use axum::http::{HeaderMap, Method};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// What a trust can do wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Answer this status without doing anything.
    Status,
    /// Do the work and drop the line without an answer.
    LostReply,
    /// Answer 200 with text that is no JSON.
    NotJson,
    /// Answer 200 with a web page, as a captive portal does.
    Html,
    /// Answer a resource that nobody asked for.
    WrongResource,
    /// Answer resources with nothing but type and id.
    MissingFields,
    /// Answer 50 MB.
    BigBody,
    /// Wait before answering.
    Slow,
    /// Apply a part of a transaction and answer 200.
    HalfTransaction,
    /// Ignore every search parameter.
    IgnoreSearchParams,
    /// Refuse `If-None-Exist` with 400 although it is declared.
    NoConditionalCreate,
    /// Ignore `If-None-Match: *` and answer 200 to what exists.
    IfNoneMatch200,
    /// Say that the access token is not valid.
    TokenExpired,
    /// Refuse to refresh.
    RefreshRefused,
}

/// Every kind with the name it has in `POST /control`.
const NAMES: &[(&str, Kind)] = &[
    ("status", Kind::Status),
    ("lost-reply", Kind::LostReply),
    ("not-json", Kind::NotJson),
    ("html", Kind::Html),
    ("wrong-resource", Kind::WrongResource),
    ("missing-fields", Kind::MissingFields),
    ("big-body", Kind::BigBody),
    ("slow", Kind::Slow),
    ("half-transaction", Kind::HalfTransaction),
    ("ignore-search-params", Kind::IgnoreSearchParams),
    ("no-conditional-create", Kind::NoConditionalCreate),
    ("if-none-match-200", Kind::IfNoneMatch200),
    ("token-expired", Kind::TokenExpired),
    ("refresh-refused", Kind::RefreshRefused),
];

/// One fault, waiting or standing.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub kind: Kind,
    /// Status for [`Kind::Status`].
    pub code: u16,
    /// `Retry-After` for [`Kind::Status`], in seconds.
    pub retry_after: Option<u64>,
    /// How long [`Kind::Slow`] waits.
    pub millis: u64,
    /// Which entries of a transaction fail; none: the last.
    pub fail: Vec<usize>,
    /// Whether [`Kind::IgnoreSearchParams`] gives other people's resources away, too.
    pub others: bool,
    left: Option<u64>,
    method: Option<String>,
    path: String,
    exact: bool,
}

impl Fault {
    /// Reads one from the body of `POST /control`.
    pub fn read(body: &Value) -> Result<Self, String> {
        let name = body["fault"].as_str().unwrap_or_default();
        let kind = NAMES
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, kind)| *kind);
        let kind = kind.ok_or_else(|| format!("no fault is called {name:?}"))?;
        let home = if kind == Kind::RefreshRefused {
            "/token"
        } else {
            "/fhir"
        };
        let times = body["times"].as_u64().unwrap_or(1);
        let fail = body["fail"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_u64);
        Ok(Self {
            kind,
            code: body["code"]
                .as_u64()
                .and_then(|c| u16::try_from(c).ok())
                .unwrap_or(503),
            retry_after: body["retry_after"].as_u64(),
            millis: body["millis"].as_u64().unwrap_or(3000),
            fail: fail.filter_map(|n| usize::try_from(n).ok()).collect(),
            others: body["others"].as_bool().unwrap_or(false),
            left: (times > 0).then_some(times),
            method: body["match"]["method"].as_str().map(str::to_uppercase),
            path: body["match"]["path"].as_str().unwrap_or(home).to_owned(),
            exact: body["match"]["exact"].as_bool().unwrap_or(false),
        })
    }

    fn fits(&self, method: &Method, path: &str, headers: &HeaderMap) -> bool {
        let right_place = if self.exact {
            path == self.path
        } else {
            path.starts_with(&self.path)
        };
        let bundle = method == Method::POST && path.trim_end_matches('/') == "/fhir";
        let could_show = match self.kind {
            Kind::HalfTransaction => bundle,
            Kind::NoConditionalCreate => bundle || headers.contains_key("if-none-exist"),
            Kind::IfNoneMatch200 => bundle || headers.contains_key("if-none-match"),
            // What the app reads to find its way stays readable, unless it is named.
            Kind::TokenExpired => !path.contains("/.well-known/") && !path.ends_with("/metadata"),
            _ => true,
        };
        right_place && could_show && self.method.as_deref().is_none_or(|m| m == method.as_str())
    }
}

/// What the server says it can do; switched off, it neither says nor does it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Abilities {
    pub transaction: bool,
    pub batch: bool,
    pub conditional_create: bool,
    pub update_create: bool,
    pub expand: bool,
}

impl Default for Abilities {
    fn default() -> Self {
        Self {
            transaction: true,
            batch: true,
            conditional_create: true,
            update_create: true,
            expand: true,
        }
    }
}

/// Faults, abilities and counts of one running sandbox.
#[derive(Default)]
pub(super) struct Faults(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    faults: Vec<Fault>,
    abilities: Abilities,
    access_seconds: Option<i64>,
    counts: BTreeMap<(String, String, u16), u64>,
}

impl Faults {
    /// Adds a fault.
    pub fn add(&self, fault: Fault) {
        self.inner().faults.push(fault);
    }

    /// The trust is well again: no faults, all abilities, usual lifetimes.
    pub fn clear(&self) {
        let mut inner = self.inner();
        *inner = Inner {
            counts: std::mem::take(&mut inner.counts),
            ..Inner::default()
        };
    }

    /// Forgets what was counted.
    pub fn clear_counts(&self) {
        self.inner().counts.clear();
    }

    /// The faults that this request meets: all that stand, and the first that waits.
    pub fn meet(&self, method: &Method, path: &str, headers: &HeaderMap) -> Vec<Fault> {
        let mut inner = self.inner();
        let mut met: Vec<Fault> = Vec::new();
        let mut used = false;
        for fault in &mut inner.faults {
            if !fault.fits(method, path, headers) || (used && fault.left.is_some()) {
                continue;
            }
            if let Some(left) = &mut fault.left {
                *left -= 1;
                used = true;
            }
            met.push(fault.clone());
        }
        inner.faults.retain(|f| f.left != Some(0));
        met
    }

    /// What is declared now.
    pub fn abilities(&self) -> Abilities {
        self.inner().abilities
    }

    /// Switches declared abilities: `{"transaction": false, …}`.
    pub fn declare(&self, wish: &Value) {
        let mut inner = self.inner();
        let abilities = &mut inner.abilities;
        for (name, switch) in [
            ("transaction", &mut abilities.transaction),
            ("batch", &mut abilities.batch),
            ("conditional_create", &mut abilities.conditional_create),
            ("expand", &mut abilities.expand),
            ("update_create", &mut abilities.update_create),
        ] {
            *switch = wish[name].as_bool().unwrap_or(*switch);
        }
    }

    /// Lifetime of access tokens, in seconds.
    pub fn access_seconds(&self) -> i64 {
        self.inner().access_seconds.unwrap_or(15 * 60)
    }

    /// Changes that lifetime.
    pub fn set_access_seconds(&self, seconds: i64) {
        self.inner().access_seconds = Some(seconds);
    }

    /// Counts one answered request.
    pub fn count(&self, method: &Method, path: &str, status: u16) {
        *self
            .inner()
            .counts
            .entry((method.to_string(), path.to_owned(), status))
            .or_default() += 1;
    }

    /// What was counted; status 0 is an answer that was dropped.
    pub fn counts(&self) -> Value {
        let inner = self.inner();
        let row = |((method, path, status), count): (&(String, String, u16), &u64)| json!({"method": method, "path": path, "status": status, "count": count});
        json!({"counts": inner.counts.iter().map(row).collect::<Vec<_>>()})
    }

    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
