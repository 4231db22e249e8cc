//! What the server says about itself.

use super::http::fhir;
use super::param_table::{BY_TYPE, COMMON, Kind};
use super::{NAME, Shared};
use crate::fhir::scopes::{CARER, CARER_PARTS, PERSON, Part, SIGN_IN};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Json, Response};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// `GET /fhir/metadata`
pub(super) async fn capability(State(trust): State<Shared>) -> Response {
    let able = trust.faults.abilities();
    let resources: Vec<Value> = BY_TYPE
        .iter()
        .map(|(kind, own)| {
            let interaction: Vec<Value> = interactions(kind).iter().map(|c| json!({"code": c})).collect();
            let params: Vec<Value> = COMMON
                .iter()
                .chain(*own)
                .map(|(name, kind, _)| json!({"name": name, "type": kind.name()}))
                .collect();
            let includes: Vec<String> = own
                .iter()
                .filter(|(_, kind, _)| *kind == Kind::Reference)
                .map(|(name, _, _)| format!("{kind}:{name}"))
                .collect();
            let mut resource = json!({
                "type": kind, "interaction": interaction, "versioning": "versioned", "readHistory": true,
                "updateCreate": able.update_create, "conditionalCreate": able.conditional_create,
                "searchParam": params});
            if !includes.is_empty() {
                resource["searchInclude"] = json!(includes);
            }
            if *kind == "ValueSet" && able.expand {
                resource["operation"] = json!([{"name": "expand",
                    "definition": "http://hl7.org/fhir/OperationDefinition/ValueSet-expand"}]);
            }
            resource
        })
        .collect();
    let mut rest = json!({"mode": "server", "security": security(&trust), "resource": resources});
    let bundles = [("transaction", able.transaction), ("batch", able.batch)];
    let bundles: Vec<Value> = bundles
        .iter()
        .filter(|(_, on)| *on)
        .map(|(code, _)| json!({"code": code}))
        .collect();
    if !bundles.is_empty() {
        rest["interaction"] = json!(bundles);
    }
    let statement = json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-11-01",
        "kind": "instance",
        "software": {"name": "Pathway Companion sandbox", "version": env!("CARGO_PKG_VERSION")},
        "implementation": {"description": NAME, "url": trust.fhir_base()},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json", "json"],
        "rest": [rest],
    });
    fhir(StatusCode::OK, Some(&statement))
}

/// What may be done with a type by a person or a carer, from the table of scopes.
fn interactions(kind: &str) -> Vec<&'static str> {
    let kind = if kind == "ValueSet" {
        "Questionnaire"
    } else {
        kind
    };
    let letters: BTreeSet<char> = PERSON
        .iter()
        .chain(CARER)
        .filter(|(k, _)| *k == kind)
        .flat_map(|(_, letters)| letters.chars())
        .collect();
    [
        ('r', "read"),
        ('r', "vread"),
        ('r', "history-instance"),
        ('c', "create"),
        ('u', "update"),
        ('d', "delete"),
        ('s', "search-type"),
    ]
    .iter()
    .filter(|(letter, _)| letters.contains(letter))
    .map(|(_, name)| *name)
    .collect()
}

fn security(trust: &Shared) -> Value {
    let base = &trust.base;
    json!({
        "cors": false,
        "service": [{"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/restful-security-service",
            "code": "SMART-on-FHIR"}]}],
        "description": "SMART App Launch 2, standalone. Not for real records.",
        "extension": [{
            "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
            "extension": [
                {"url": "authorize", "valueUri": format!("{base}/authorize")},
                {"url": "token", "valueUri": format!("{base}/token")},
                {"url": "revoke", "valueUri": format!("{base}/revoke")},
            ]}],
    })
}

/// `GET /fhir/.well-known/smart-configuration`
pub(super) async fn smart(State(trust): State<Shared>) -> Json<Value> {
    let mut document = endpoints(&trust);
    document["capabilities"] = json!([
        "launch-standalone",
        "client-public",
        "sso-openid-connect",
        "context-standalone-patient",
        "context-banner",
        "permission-offline",
        "permission-patient",
        "permission-v1",
        "permission-v2",
    ]);
    Json(document)
}

/// `GET /.well-known/openid-configuration`
pub(super) async fn openid(State(trust): State<Shared>) -> Json<Value> {
    let mut document = endpoints(&trust);
    document["subject_types_supported"] = json!(["public"]);
    document["id_token_signing_alg_values_supported"] = json!(["ES256"]);
    document["claims_supported"] = json!([
        "iss",
        "sub",
        "aud",
        "exp",
        "iat",
        "auth_time",
        "nonce",
        "sid",
        "fhirUser"
    ]);
    Json(document)
}

fn endpoints(trust: &Shared) -> Value {
    let base = &trust.base;
    let scopes: BTreeSet<String> = PERSON
        .iter()
        .chain(CARER)
        .map(|(kind, letters)| format!("patient/{kind}.{letters}"))
        .chain(CARER_PARTS.iter().map(Part::scope))
        .collect();
    let scopes: Vec<String> = SIGN_IN
        .iter()
        .map(|s| (*s).to_owned())
        .chain(scopes)
        .collect();
    json!({
        "issuer": trust.issuer(),
        "jwks_uri": format!("{base}/jwks"),
        "authorization_endpoint": format!("{base}/authorize"),
        "token_endpoint": format!("{base}/token"),
        "revocation_endpoint": format!("{base}/revoke"),
        "end_session_endpoint": format!("{base}/end-session"),
        "token_endpoint_auth_methods_supported": ["none"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "response_types_supported": ["code"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": scopes,
    })
}
