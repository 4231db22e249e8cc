//! Acting out the faults that show in the answer as a whole. Those that lie deeper (half a
//! transaction, ignored parameters and conditions) are acted out where they would happen; they find
//! them in [`Met`].

use super::faults::{Fault, Kind};
use super::http::{Refusal, fhir, fhir_type, insert, refuse};
use super::pages;
use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// The faults that a request met, for the handlers that act them out.
#[derive(Clone, Default)]
pub(super) struct Met(pub Vec<Fault>);

impl Met {
    /// The first fault of this kind.
    pub fn find(&self, kind: Kind) -> Option<&Fault> {
        self.0.iter().find(|f| f.kind == kind)
    }
}

/// Faults that answer in place of the handler.
pub(super) async fn early(faults: &[Fault]) -> Option<Response> {
    for fault in faults {
        let response = match fault.kind {
            Kind::Slow => {
                tokio::time::sleep(std::time::Duration::from_millis(fault.millis)).await;
                continue;
            }
            Kind::Status => {
                let status =
                    StatusCode::from_u16(fault.code).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
                let issue =
                    json!({"severity": "error", "code": "transient", "diagnostics": "asked for"});
                let mut response = fhir(
                    status,
                    Some(&json!({"resourceType": "OperationOutcome", "issue": [issue]})),
                );
                if let Some(seconds) = fault.retry_after {
                    insert(
                        response.headers_mut(),
                        header::RETRY_AFTER,
                        &seconds.to_string(),
                    );
                }
                response
            }
            Kind::TokenExpired => refuse(&Refusal::Unauthorized),
            Kind::NotJson => {
                (fhir_type(), "{\"resourceType\": \"Bundle\", \"entry\": [").into_response()
            }
            Kind::Html => pages::captive_portal(),
            Kind::WrongResource => fhir(StatusCode::OK, Some(&nobody_asked())),
            Kind::BigBody => big_body(),
            _ => continue,
        };
        return Some(response);
    }
    None
}

/// Faults that spoil the handler's answer.
pub(super) async fn late(faults: &[Fault], response: Response) -> Response {
    if !faults.iter().any(|f| f.kind == Kind::MissingFields) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX)
        .await
        .unwrap_or_default();
    let mut value: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    match value["entry"].as_array_mut() {
        Some(entries) => entries
            .iter_mut()
            .for_each(|entry| bare(&mut entry["resource"])),
        None => bare(&mut value),
    }
    let mut response = Response::from_parts(parts, Body::from(value.to_string()));
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response
}

/// Leaves nothing but type and id.
fn bare(resource: &mut Value) {
    if let Some(object) = resource.as_object_mut() {
        object.retain(|name, _| name == "resourceType" || name == "id");
    }
}

fn nobody_asked() -> Value {
    json!({"resourceType": "Basic", "id": "nobody-asked", "code": {"text": "nobody asked for this"}})
}

/// 50 MB without a length, so that a reader must count for itself. Going through a stream is what
/// hides the length.
fn big_body() -> Response {
    let body = Body::from(Bytes::from(vec![b' '; 50 * 1024 * 1024]));
    (fhir_type(), Body::from_stream(body.into_data_stream())).into_response()
}
