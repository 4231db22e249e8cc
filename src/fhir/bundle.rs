//! Bundles: a page of a search, the replies to a batch, and what is asked in one.

use super::outcome::{self, Outcome};
use super::{BadResource, Envelope, One, when};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

/// One page of what a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// What was found, each as it came, in the server's order; included resources too.
    pub resources: Vec<Envelope>,
    /// Address of the page after this one.
    pub next: Option<String>,
    /// What the server understood of the request. A parameter that is missing in it was ignored.
    pub self_link: Option<String>,
    /// How many there are in all, where the server counts.
    pub total: Option<u64>,
    /// How many entries could not be read.
    pub unreadable: usize,
    /// How many entries are remarks of the server about the search.
    pub warnings: usize,
}

/// What a server answered to one entry of a batch or transaction.
#[derive(Clone, PartialEq)]
pub struct EntryReply {
    /// The HTTP status.
    pub status: u16,
    /// Where the resource is now.
    pub location: Option<String>,
    /// Its version, as `If-Match` takes it.
    pub etag: Option<String>,
    /// When the server changed it.
    pub last_modified: Option<Timestamp>,
    /// The resource as it came.
    pub resource: Option<String>,
    /// What the server has to say.
    pub outcome: Option<Outcome>,
}

impl std::fmt::Debug for EntryReply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EntryReply({})", self.status)
    }
}

// The entries stay text until each is read by itself: a broken one costs nothing but itself.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    #[serde(default)]
    resource_type: One<String>,
    #[serde(default)]
    r#type: One<String>,
    #[serde(default)]
    total: One<u64>,
    #[serde(default)]
    link: One<Vec<One<Link>>>,
    #[serde(default, borrow)]
    entry: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize)]
struct Link {
    relation: String,
    url: String,
}

#[derive(Deserialize)]
struct EntryBody<'a> {
    #[serde(default, borrow)]
    resource: Option<&'a RawValue>,
    #[serde(default)]
    search: One<Search>,
    #[serde(default)]
    response: One<Response>,
}

#[derive(Deserialize)]
struct Search {
    mode: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Response {
    status: One<String>,
    location: One<String>,
    etag: One<String>,
    last_modified: One<String>,
    outcome: One<Value>,
}

impl<'a> Body<'a> {
    fn read(body: &'a str, kinds: &[&str]) -> Result<Self, BadResource> {
        let read: Body = serde_json::from_str(body).map_err(|_| BadResource::NotJson)?;
        let right = read.resource_type.text() == Some("Bundle")
            && read.r#type.text().is_some_and(|t| kinds.contains(&t));
        right
            .then_some(read)
            .ok_or(BadResource::Not("Bundle of the kind asked for"))
    }

    fn link(&self, relation: &str) -> Option<String> {
        let links = self.link.get()?.iter().filter_map(One::get);
        let mut wanted = links.filter(|l| l.relation == relation);
        wanted.next().map(|l| l.url.clone())
    }
}

/// Reads one page of a search. Each resource keeps its own text.
pub fn read_page(body: &str) -> Result<Page, BadResource> {
    let read = Body::read(body, &["searchset"])?;
    let mut page = Page {
        next: read.link("next"),
        self_link: read.link("self"),
        total: read.total.get().copied(),
        ..Page::default()
    };
    for text in read.entry.unwrap_or_default() {
        let Ok(entry) = serde_json::from_str::<EntryBody>(text.get()) else {
            page.unreadable += 1;
            continue;
        };
        let Some(resource) = entry.resource else {
            page.unreadable += 1;
            continue;
        };
        let remark = entry.search.get().is_some_and(|s| s.mode == "outcome");
        match Envelope::read(resource.get()) {
            _ if remark || is_outcome(resource) => page.warnings += 1,
            Ok(envelope) => page.resources.push(envelope),
            Err(_) => page.unreadable += 1,
        }
    }
    Ok(page)
}

// A server may forget to mark its remark as one, and a remark needs no id.
fn is_outcome(resource: &RawValue) -> bool {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Kind {
        resource_type: String,
    }
    serde_json::from_str::<Kind>(resource.get())
        .is_ok_and(|kind| kind.resource_type == "OperationOutcome")
}

/// Reads the replies to a batch or transaction, in the order of the requests. An entry without a
/// status is none: nobody knows what became of it.
pub fn read_replies(body: &str) -> Result<Vec<Option<EntryReply>>, BadResource> {
    let read = Body::read(body, &["batch-response", "transaction-response"])?;
    let entries = read.entry.unwrap_or_default();
    Ok(entries.into_iter().map(|text| reply(text.get())).collect())
}

fn reply(text: &str) -> Option<EntryReply> {
    let entry: EntryBody = serde_json::from_str(text).ok()?;
    let response = entry.response.get()?;
    let resource = entry.resource.map(|r| r.get().to_owned());
    let said = response.outcome.get().and_then(outcome::outcome_in);
    let own = || outcome::read_outcome(resource.as_deref()?).ok();
    let outcome = said.or_else(own);
    Some(EntryReply {
        status: status(response.status.text()?)?,
        location: response.location.text().map(str::to_owned),
        etag: response.etag.text().map(str::to_owned),
        last_modified: response.last_modified.text().and_then(when::moment),
        resource,
        outcome,
    })
}

// `201` or `201 Created`.
fn status(text: &str) -> Option<u16> {
    let code = text.split_whitespace().next()?;
    let number: u16 = code.parse().ok()?;
    (100..600).contains(&number).then_some(number)
}

/// A batch of reads, one for each relative address.
pub fn batch(requests: &[String]) -> String {
    let read = |url: &String| json!({ "request": { "method": "GET", "url": url } });
    let entries: Vec<Value> = requests.iter().map(read).collect();
    json!({ "resourceType": "Bundle", "type": "batch", "entry": entries }).to_string()
}

/// What an entry of a transaction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Create.
    Post,
    /// Update, or create with an id of ours.
    Put,
}

/// One change in a transaction.
#[derive(Clone, PartialEq)]
pub struct Entry {
    /// What it does.
    pub method: Method,
    /// `Type` for a create, `Type/id` for an update.
    pub url: String,
    /// Create only where there is nothing yet: `*`.
    pub if_none_match: Option<String>,
    /// Create only where this search finds nothing.
    pub if_none_exist: Option<String>,
    /// Update only this version: `W/"3"`.
    pub if_match: Option<String>,
    /// The resource.
    pub resource: Value,
    /// What other entries call it: `urn:uuid:…`.
    pub full_url: Option<String>,
}

impl Entry {
    /// A change without conditions.
    pub fn new(method: Method, url: impl Into<String>, resource: Value) -> Self {
        Entry {
            method,
            url: url.into(),
            if_none_match: None,
            if_none_exist: None,
            if_match: None,
            resource,
            full_url: None,
        }
    }
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Entry({:?})", self.method)
    }
}

/// Several changes, all or none.
pub fn transaction(entries: &[Entry]) -> String {
    let entries: Vec<Value> = entries.iter().map(change).collect();
    json!({ "resourceType": "Bundle", "type": "transaction", "entry": entries }).to_string()
}

fn change(entry: &Entry) -> Value {
    let method = match entry.method {
        Method::Post => "POST",
        Method::Put => "PUT",
    };
    let mut request = Map::new();
    request.insert("method".into(), method.into());
    request.insert("url".into(), entry.url.clone().into());
    let conditions = [
        ("ifNoneMatch", &entry.if_none_match),
        ("ifNoneExist", &entry.if_none_exist),
        ("ifMatch", &entry.if_match),
    ];
    for (name, condition) in conditions {
        if let Some(text) = condition {
            request.insert(name.into(), text.clone().into());
        }
    }
    let mut change = Map::new();
    if let Some(full_url) = &entry.full_url {
        change.insert("fullUrl".into(), full_url.clone().into());
    }
    change.insert("resource".into(), entry.resource.clone());
    change.insert("request".into(), request.into());
    change.into()
}
