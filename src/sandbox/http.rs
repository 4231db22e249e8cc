//! The door: routes, and what every answer carries.

use super::conn::Wire;
use super::faults::Kind;
use super::spoil::{Met, early, late};
use super::store::{Stored, text};
use super::{Shared, bundle, control, metadata, pages, rest, sign_in, tokens, trust_file};
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use serde_json::{Value, json};
use tower_http::compression::CompressionLayer;

/// The largest body that is read.
const BODY_LIMIT: usize = 2 * 1024 * 1024;
/// What every answer carries, so that nobody takes the sandbox for a trust.
const NOT_REAL: (&str, &str) = ("x-not-for-real-records", "true");

/// Why a FHIR request is refused. Each becomes an OperationOutcome.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// No token, or one that is not valid (any more).
    #[error("sign in first")]
    Unauthorized,
    /// The token does not allow it.
    #[error("{0}")]
    Forbidden(String),
    /// Nothing there, or nothing that may be seen.
    #[error("not found")]
    NotFound,
    /// It was deleted.
    #[error("it was deleted")]
    Gone,
    /// The request cannot be understood.
    #[error("{0}")]
    Invalid(String),
    /// The resource is understood and not acceptable.
    #[error("{0}")]
    Unprocessable(String),
    /// A condition of the request is not met.
    #[error("{0}")]
    Precondition(String),
    /// This server does not do that.
    #[error("{0}")]
    NotSupported(String),
    /// More than the server reads.
    #[error("the body is larger than 2 MB")]
    TooBig,
    /// One entry of a transaction was refused, so all of it was.
    #[error("entry {index}: {cause}")]
    Entry {
        /// Its place in the bundle, from 0.
        index: usize,
        /// Why.
        cause: Box<Refusal>,
    },
    /// The sandbox itself failed.
    #[error("{0}")]
    Broken(String),
}

impl Refusal {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Refusal::Unauthorized => StatusCode::UNAUTHORIZED,
            Refusal::Forbidden(_) => StatusCode::FORBIDDEN,
            Refusal::NotFound => StatusCode::NOT_FOUND,
            Refusal::Gone => StatusCode::GONE,
            Refusal::Invalid(_) => StatusCode::BAD_REQUEST,
            Refusal::Unprocessable(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::Precondition(_) => StatusCode::PRECONDITION_FAILED,
            Refusal::NotSupported(_) => StatusCode::METHOD_NOT_ALLOWED,
            Refusal::TooBig => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::Entry { cause, .. } => cause.status(),
            Refusal::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// FHIR's word for it (value set issue-type).
    fn issue_code(&self) -> &'static str {
        match self {
            Refusal::Unauthorized => "login",
            Refusal::Forbidden(_) => "forbidden",
            Refusal::NotFound => "not-found",
            Refusal::Gone => "deleted",
            Refusal::Invalid(_) => "invalid",
            Refusal::Unprocessable(_) => "business-rule",
            Refusal::Precondition(_) => "conflict",
            Refusal::NotSupported(_) => "not-supported",
            Refusal::TooBig => "too-long",
            Refusal::Entry { cause, .. } => cause.issue_code(),
            Refusal::Broken(_) => "exception",
        }
    }

    /// The OperationOutcome.
    pub fn outcome(&self) -> Value {
        let mut issue = json!({"severity": "error", "code": self.issue_code(), "diagnostics": self.to_string()});
        if let Refusal::Entry { index, .. } = self {
            issue["expression"] = json!([format!("Bundle.entry[{index}]")]);
        }
        json!({"resourceType": "OperationOutcome", "issue": [issue]})
    }
}

/// The answer to a FHIR interaction, alone or as an entry of a bundle.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: StatusCode,
    /// Type, id, version and time of what was written or read, for the headers.
    pub about: Option<(String, String, i64, String)>,
    pub body: Option<Value>,
}

impl Answer {
    /// An answer about one resource.
    pub fn about(status: StatusCode, stored: &Stored, body: Value) -> Self {
        let (kind, id) = (
            text(&stored.resource, "resourceType"),
            text(&stored.resource, "id"),
        );
        let about = Some((
            kind.to_owned(),
            id.to_owned(),
            stored.version,
            stored.last_updated.clone(),
        ));
        Self {
            status,
            about,
            body: Some(body),
        }
    }

    /// An answer that is just a body.
    pub fn plain(body: Value) -> Self {
        Self {
            status: StatusCode::OK,
            about: None,
            body: Some(body),
        }
    }

    fn into_response(self, fhir_base: &str) -> Response {
        let mut response = fhir(self.status, self.body.as_ref());
        if let Some((kind, id, version, last_updated)) = self.about {
            let headers = response.headers_mut();
            insert(headers, header::ETAG, &format!("W/\"{version}\""));
            insert(headers, header::LAST_MODIFIED, &http_date(&last_updated));
            if self.status == StatusCode::CREATED {
                insert(
                    headers,
                    header::LOCATION,
                    &format!("{fhir_base}/{kind}/{id}/_history/{version}"),
                );
            }
        }
        response
    }
}

/// All routes.
pub(super) fn router(trust: Shared) -> Router {
    Router::new()
        .route("/", get(pages::front))
        .route("/trust.json", get(trust_file::serve))
        .route("/feedback", post(control::feedback))
        .route("/authorize", get(sign_in::ask).post(sign_in::choose))
        .route("/token", post(tokens::token))
        .route("/revoke", post(tokens::revoke))
        .route("/end-session", get(tokens::end_session))
        .route("/jwks", get(tokens::jwks))
        .route("/.well-known/openid-configuration", get(metadata::openid))
        .route(
            "/fhir/.well-known/smart-configuration",
            get(metadata::smart),
        )
        .route("/fhir/metadata", get(metadata::capability))
        .route("/fhir", any(fhir_request))
        .route("/fhir/", any(fhir_request))
        .route("/fhir/{*path}", any(fhir_request))
        .merge(control::routes())
        .layer(middleware::from_fn_with_state(trust.clone(), every_request))
        .layer(CompressionLayer::new())
        .with_state(trust)
}

/// Counts, lets faults happen, and marks every answer.
async fn every_request(State(trust): State<Shared>, mut request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    if path.starts_with("/control") {
        return next.run(request).await;
    }
    let wire = request
        .extensions()
        .get::<ConnectInfo<Wire>>()
        .map(|info| info.0.clone());
    let faults = trust.faults.meet(&method, &path, request.headers());
    request.extensions_mut().insert(Met(faults.clone()));
    let mut response = match early(&faults).await {
        Some(response) => response,
        None => late(&faults, next.run(request).await).await,
    };
    insert(
        response.headers_mut(),
        HeaderName::from_static(NOT_REAL.0),
        NOT_REAL.1,
    );
    let lost = faults.iter().any(|f| f.kind == Kind::LostReply);
    trust.faults.count(
        &method,
        &path,
        if lost { 0 } else { response.status().as_u16() },
    );
    if let Some(wire) = wire.filter(|_| lost) {
        wire.cut();
    }
    response
}

/// Every request under `/fhir` that has no route of its own.
async fn fhir_request(State(trust): State<Shared>, request: Request) -> Response {
    let base = trust.fhir_base();
    match answer(&trust, request).await {
        Ok(answer) => answer.into_response(&base),
        Err(refusal) => refuse(&refusal),
    }
}

async fn answer(trust: &Shared, request: Request) -> Result<Answer, Refusal> {
    let (parts, body) = request.into_parts();
    let met = parts.extensions.get::<Met>().cloned().unwrap_or_default();
    let token = bearer(&parts.headers).ok_or(Refusal::Unauthorized)?;
    let bytes = axum::body::to_bytes(body, BODY_LIMIT)
        .await
        .map_err(|_| Refusal::TooBig)?;
    let call = rest::Call::read(&parts.method, &parts.uri, &parts.headers, &bytes)?;
    trust.store.run(|tables| {
        let today = trust.clock.now().today;
        let viewer = tokens::viewer(tables, &token, today)?.ok_or(Refusal::Unauthorized)?;
        let room = rest::Room::new(trust, tables, &viewer, met)?;
        match call.path.is_empty() && call.method == Method::POST {
            true => bundle::answer(&room, &call),
            false => rest::answer(&room, &call),
        }
    })
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim().to_owned())
}

/// A refusal as an HTTP answer.
pub(super) fn refuse(refusal: &Refusal) -> Response {
    let mut response = fhir(refusal.status(), Some(&refusal.outcome()));
    if refusal.status() == StatusCode::UNAUTHORIZED {
        insert(
            response.headers_mut(),
            header::WWW_AUTHENTICATE,
            "Bearer error=\"invalid_token\"",
        );
    }
    response
}

/// A FHIR body as an HTTP answer.
pub(super) fn fhir(status: StatusCode, body: Option<&Value>) -> Response {
    (
        status,
        fhir_type(),
        body.map(Value::to_string).unwrap_or_default(),
    )
        .into_response()
}

pub(super) fn fhir_type() -> [(HeaderName, &'static str); 2] {
    // A record must not stay in a cache on the way.
    [
        (header::CONTENT_TYPE, "application/fhir+json"),
        (header::CACHE_CONTROL, "no-store"),
    ]
}

/// Sets a header; a value that no header can hold is left out.
pub(super) fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn http_date(instant: &str) -> String {
    let at: jiff::Timestamp = instant.parse().unwrap_or_default();
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
