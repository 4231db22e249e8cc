//! Who can sign in: every person and every carer in the store.

use super::sharing::{Missing, holds};
use super::store::{StoreError, Tables, text};
use crate::fhir::scopes::Who;
use jiff::civil::Date;
use serde_json::Value;

/// One who can sign in.
#[derive(Debug, Clone)]
pub(super) struct Account {
    pub who: Who,
    /// `Patient/…` or `RelatedPerson/…`.
    pub subject: String,
    /// `Patient/…` whose record they come to.
    pub patient: String,
    /// What the sign-in page calls them.
    pub name: String,
    /// Whom they support, for a carer.
    pub supports: Option<String>,
    /// Whether the trust's link to that person stands today. A carer who is not linked any more cannot
    /// sign in, and a token that they still have sees nothing.
    pub linked: bool,
}

/// Everybody who can sign in today, persons first, in the order in which they were written.
pub(super) fn offered(tables: &Tables, today: Date) -> Result<Vec<Account>, StoreError> {
    let mut accounts = all(tables, today)?;
    accounts.retain(|account| account.linked);
    Ok(accounts)
}

fn all(tables: &Tables, today: Date) -> Result<Vec<Account>, StoreError> {
    let mut accounts = Vec::new();
    for stored in tables.all("Patient")? {
        let subject = format!("Patient/{}", text(&stored.resource, "id"));
        let name = full_name(&stored.resource);
        accounts.push(Account {
            who: Who::Person,
            patient: subject.clone(),
            subject,
            name,
            supports: None,
            linked: true,
        });
    }
    for stored in tables.all("RelatedPerson")? {
        let patient = &stored.resource["patient"];
        accounts.push(Account {
            who: Who::Carer,
            subject: format!("RelatedPerson/{}", text(&stored.resource, "id")),
            patient: text(patient, "reference").to_owned(),
            name: full_name(&stored.resource),
            supports: patient["display"].as_str().map(str::to_owned),
            linked: is_linked(&stored.resource, today),
        });
    }
    Ok(accounts)
}

/// Whether a RelatedPerson is a link that stands today.
pub(super) fn is_linked(related: &Value, today: Date) -> bool {
    related["active"] != false && holds(&related["period"], today, Missing::IsOpen)
}

/// The account of that subject.
pub(super) fn find(
    tables: &Tables,
    subject: &str,
    today: Date,
) -> Result<Option<Account>, StoreError> {
    Ok(all(tables, today)?
        .into_iter()
        .find(|account| account.subject == subject))
}

fn full_name(resource: &Value) -> String {
    let name = &resource["name"][0];
    let given = name["given"][0].as_str().unwrap_or_default();
    let whole = format!("{given} {}", text(name, "family"));
    name["text"]
        .as_str()
        .map_or_else(|| whole.trim().to_owned(), str::to_owned)
}
