//! OperationOutcome: what a server says about a request.

use super::part::structures;
use super::types::CodeableConcept;
use super::{BadResource, Many, One};
use serde::Deserialize;
use serde_json::Value;

structures! {
    /// OperationOutcome.
    OperationOutcome {
        /// What it has to say.
        issue: Many<OutcomeIssue>,
    }
    /// One thing in an OperationOutcome.
    OutcomeIssue {
        /// `fatal`, `error`, `warning`, `information`.
        severity: One<String>,
        /// What kind of thing.
        code: One<String>,
        /// In more detail.
        details: One<CodeableConcept>,
        /// For the people who run the server.
        diagnostics: One<String>,
    }
}

/// How bad an issue is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing was done.
    Fatal,
    /// It was not done.
    Error,
    /// It was done, with a doubt.
    Warning,
    /// It was done.
    Information,
}

/// One thing that a server says.
#[derive(Clone, PartialEq, Eq)]
pub struct Issue {
    /// How bad it is; a word that FHIR does not have counts as an error.
    pub severity: Severity,
    /// FHIR's code for what kind of thing it is: `not-found`, `conflict`, `duplicate`, …
    pub code: String,
    /// In the server's words. May quote the resource, so it is never logged.
    pub text: Option<String>,
}

impl std::fmt::Debug for Issue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Issue({:?}, {})", self.severity, self.code)
    }
}

/// What a server says about a request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Everything it says, in its order.
    pub issues: Vec<Issue>,
}

impl Outcome {
    /// Whether the server says that something was not done.
    pub fn failed(&self) -> bool {
        self.issues.iter().any(|i| i.severity <= Severity::Error)
    }
}

/// Reads an OperationOutcome.
pub fn read_outcome(body: &str) -> Result<Outcome, BadResource> {
    let value: Value = serde_json::from_str(body).map_err(|_| BadResource::NotJson)?;
    outcome_in(&value).ok_or(BadResource::Not("OperationOutcome"))
}

/// The outcome in a value, where it is one.
pub(super) fn outcome_in(value: &Value) -> Option<Outcome> {
    if value.get("resourceType")? != "OperationOutcome" {
        return None;
    }
    let read = OperationOutcome::deserialize(value).ok()?;
    let issues = read.issue.iter().map(issue).collect();
    Some(Outcome { issues })
}

fn issue(from: &OutcomeIssue) -> Issue {
    let words = from.details.get().and_then(CodeableConcept::words);
    Issue {
        severity: match from.severity.text() {
            Some("fatal") => Severity::Fatal,
            Some("warning") => Severity::Warning,
            Some("information") => Severity::Information,
            _ => Severity::Error,
        },
        code: from.code.text().unwrap_or("unknown").to_owned(),
        text: words.or_else(|| from.diagnostics.text().map(str::to_owned)),
    }
}
