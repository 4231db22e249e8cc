//! Giving an answer without a name to the trust: a request that says nothing of who sends it.

use super::http::{Http, Method, Request};
use url::Url;

/// Whether the trust has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// It has.
    Taken,
    /// It has not, or nobody knows. The same answer may go again: its id tells.
    NotYet,
}

/// Gives one answer. Each goes over a line of its own, made for it and closed behind it: over one that
/// carries a token, the trust could tell whose it is. No token, no cookie, nothing but the answer.
pub async fn give_feedback(http: &Http, endpoint: &Url, body: String) -> Given {
    let Ok(http) = http.apart() else {
        return Given::NotYet;
    };
    let request = Request {
        method: Method::Post,
        url: endpoint.clone(),
        headers: vec![("content-type", "application/json".to_owned())],
        body: Some(body),
    };
    match http.ask(request).await {
        // A portal's page says 200, too; what has taken an answer says nothing, or says it in JSON.
        Ok(answer) if answer.is_good() && (answer.body.is_empty() || answer.is_json()) => {
            Given::Taken
        }
        _ => Given::NotYet,
    }
}
