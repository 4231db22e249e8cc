//! The back door for tests: no token, never linked from a page, and reachable from this machine
//! only, as is everything here.
//!
//! `POST /control`, a JSON object or a list of them:
//!
//! ```json
//! {"fault": "status", "code": 503, "times": 2, "retry_after": 1,
//!  "match": {"method": "POST", "path": "/fhir", "exact": false}}
//! {"fault": "slow", "millis": 3000}
//! {"fault": "half-transaction", "fail": [1]}
//! {"fault": "ignore-search-params", "others": true}
//! {"declare": {"transaction": false, "batch": false, "conditional_create": false, "update_create": false,
//!             "expand": false}}
//! {"access_token_seconds": 5}
//! {"today": "2027-06-01"}
//! {"clear": true}
//! {"clear_counts": true}
//! ```
//!
//! Faults: `status`, `lost-reply`, `not-json`, `html`, `wrong-resource`, `missing-fields`,
//! `big-body`, `slow`, `half-transaction`, `ignore-search-params`, `no-conditional-create`,
//! `if-none-match-200`, `token-expired`, `refresh-refused`. `times` is 1 unless given; 0 stands until
//! cleared. `match.path` is the beginning of the path (all of it with `exact`), `/fhir` unless given
//! (`/token` for `refresh-refused`). `half-transaction` fails the entries in `fail`, else the last.
//! `others` gives away other people's resources, too. `today` is the day that sharing, links and reviews
//! are measured by, until the sandbox is stopped; tokens and `lastUpdated` keep the real clock.
//!
//! - `GET /control/counts`: `{"counts": [{"method", "path", "status", "count"}]}`; status 0 is a
//!   reply that was lost on purpose.
//! - `GET /control/resources?type=T`: `{"resources": […]}`, everything current of a type, unfiltered.
//! - `POST /control/put`: a resource, or `{"resource": …}`; writes its next version; the answer is
//!   the resource as stored.
//! - `POST /control/delete`: `{"type": "Task", "id": "…"}`.
//! - `POST /control/form`: a Questionnaire becomes a form that the team asks for ([`super::assign`]).
//! - `GET /control/feedback`: what came to `/feedback`, as it came.

use super::Shared;
use super::faults::Fault;
use super::http::{Refusal, refuse};
use super::rest::pairs;
use super::store::{StoreError, text};
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

/// The routes under `/control`.
pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/control", post(control))
        .route("/control/counts", get(counts))
        .route("/control/resources", get(resources))
        .route("/control/put", post(put))
        .route("/control/delete", post(delete))
        .route("/control/form", post(super::assign::form))
        .route("/control/feedback", get(feedback_seen))
}

async fn control(State(trust): State<Shared>, Json(body): Json<Value>) -> Response {
    let wishes = match body {
        Value::Array(wishes) => wishes,
        one => vec![one],
    };
    for wish in &wishes {
        if let Err(why) = obey(&trust, wish) {
            return refuse(&Refusal::Invalid(why));
        }
    }
    StatusCode::NO_CONTENT.into_response()
}

fn obey(trust: &Shared, wish: &Value) -> Result<(), String> {
    match () {
        () if wish["clear"] == true => trust.faults.clear(),
        () if wish["clear_counts"] == true => trust.faults.clear_counts(),
        () if wish["declare"].is_object() => trust.faults.declare(&wish["declare"]),
        () if wish["fault"].is_string() => trust.faults.add(Fault::read(wish)?),
        () if wish["today"].is_string() => {
            let day = text(wish, "today");
            let day = day.parse().map_err(|_| format!("{day:?} is no day"))?;
            trust.clock.set(day);
        }
        () => match wish["access_token_seconds"].as_i64() {
            Some(seconds) => trust.faults.set_access_seconds(seconds),
            None => return Err(format!("not understood: {wish}")),
        },
    }
    Ok(())
}

async fn counts(State(trust): State<Shared>) -> Json<Value> {
    Json(trust.faults.counts())
}

async fn resources(State(trust): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let query = pairs(query.unwrap_or_default().as_bytes());
    let kind = query
        .iter()
        .find(|(name, _)| name == "type")
        .map(|(_, v)| v.as_str())
        .unwrap_or_default();
    json_or(trust.store.run(|tables| -> Result<Value, StoreError> {
        let all: Vec<Value> = tables.all(kind)?.into_iter().map(|s| s.resource).collect();
        Ok(json!({"resources": all}))
    }))
}

async fn put(State(trust): State<Shared>, Json(body): Json<Value>) -> Response {
    let resource = if body["resource"].is_object() {
        body["resource"].clone()
    } else {
        body
    };
    if text(&resource, "resourceType").is_empty() || text(&resource, "id").is_empty() {
        return refuse(&Refusal::Invalid("resourceType and id are needed".into()));
    }
    json_or(
        trust
            .store
            .run(|tables| tables.put(resource).map(|s| s.resource)),
    )
}

async fn delete(State(trust): State<Shared>, Json(body): Json<Value>) -> Response {
    json_or(trust.store.run(|tables| {
        tables
            .delete(text(&body, "type"), text(&body, "id"))
            .map(|()| json!({}))
    }))
}

/// `POST /feedback`: the answer without a name. It must come without anything that says who sent it.
pub(super) async fn feedback(
    State(trust): State<Shared>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    if headers.contains_key(header::AUTHORIZATION) || headers.contains_key(header::COOKIE) {
        return refuse(&Refusal::Invalid(
            "feedback is taken without a name only".into(),
        ));
    }
    let known = ["form", "answers", "month", "id"];
    let names_more = body
        .as_object()
        .is_none_or(|b| b.keys().any(|k| !known.contains(&k.as_str())));
    if names_more || body["form"].is_null() || body["answers"].is_null() {
        return refuse(&Refusal::Invalid(
            "form, answers and month, and nothing else".into(),
        ));
    }
    let kept = trust.store.run(|tables| -> Result<Value, StoreError> {
        // One that comes again, since its answer got lost, is kept once.
        tables.0.execute(
            "INSERT INTO feedback (json) SELECT ?1 WHERE ?2 IS NULL OR NOT EXISTS
             (SELECT 1 FROM feedback WHERE json_extract(json, '$.id') = ?2)",
            (body.to_string(), body["id"].as_str()),
        )?;
        Ok(json!({}))
    });
    match kept {
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => refuse(&error.into()),
    }
}

async fn feedback_seen(State(trust): State<Shared>) -> Response {
    json_or(trust.store.run(|tables| -> Result<Value, StoreError> {
        let mut statement = tables
            .0
            .prepare("SELECT json FROM feedback ORDER BY sequence")?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut seen = Vec::new();
        for row in rows {
            seen.push(serde_json::from_str::<Value>(&row?)?);
        }
        Ok(json!({"feedback": seen}))
    }))
}

fn json_or(outcome: Result<Value, StoreError>) -> Response {
    match outcome {
        Ok(value) => Json(value).into_response(),
        Err(error) => refuse(&error.into()),
    }
}
