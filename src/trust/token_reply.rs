//! What the token endpoint says (RFC 6749 §5.1, SMART). Pure: reading alone.

use jiff::Timestamp;
use serde::Deserialize;
use std::time::Duration;

/// The longest that a bearer token is taken to live, in seconds; it is asked for anew at the latest then.
const LONGEST: u64 = 86_400;

/// The token endpoint's answer.
#[derive(Deserialize)]
pub struct TokenReply {
    pub(super) access_token: String,
    pub(super) refresh_token: Option<String>,
    expires_in: Option<u64>,
    pub(super) scope: Option<String>,
    pub(super) patient: Option<String>,
    /// Who signed in.
    pub id_token: Option<String>,
}

impl std::fmt::Debug for TokenReply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenReply(…)")
    }
}

impl TokenReply {
    /// Reads an answer. `None` for anything else.
    pub fn read(body: &str) -> Option<Self> {
        serde_json::from_str(body).ok()
    }

    /// When the bearer token ends, told at `now`.
    pub fn ends(&self, now: Timestamp) -> Timestamp {
        // Without a word on it, assume little and refresh early.
        let seconds = self.expires_in.unwrap_or(300).min(LONGEST);
        now.checked_add(Duration::from_secs(seconds)).unwrap_or(now)
    }
}
