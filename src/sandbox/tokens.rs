//! Tokens: the second half of signing in, and what follows from it.
//!
//! What a sign-in is, and how its tokens follow each other, is told in `families`.

use super::access::Viewer;
use super::families::{
    Family, NoToken, end_family, find_family, hash, keep_refresh, rotate, seconds, spend_code,
};
use super::faults::Kind as FaultKind;
use super::spoil::Met;
use super::store::{StoreError, Tables};
use super::{CLIENT_ID, Shared, accounts, pages, sign_in};
use axum::body::Bytes;
use axum::extract::{Extension, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Json, Redirect, Response};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};
use std::collections::HashMap;

impl IntoResponse for NoToken {
    fn into_response(self) -> Response {
        let (status, error) = match self {
            NoToken::InvalidRequest(_) => (StatusCode::BAD_REQUEST, "invalid_request"),
            NoToken::InvalidClient => (StatusCode::UNAUTHORIZED, "invalid_client"),
            NoToken::InvalidGrant(_) => (StatusCode::BAD_REQUEST, "invalid_grant"),
            NoToken::UnsupportedGrantType => (StatusCode::BAD_REQUEST, "unsupported_grant_type"),
            NoToken::Broken(_) => (StatusCode::INTERNAL_SERVER_ERROR, "server_error"),
        };
        (
            status,
            NO_STORE,
            Json(json!({"error": error, "error_description": self.to_string()})),
        )
            .into_response()
    }
}

const NO_STORE: [(header::HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

/// `POST /token`.
pub(super) async fn token(
    State(trust): State<Shared>,
    Extension(met): Extension<Met>,
    body: Bytes,
) -> Response {
    let form: HashMap<String, String> = super::rest::pairs(&body).into_iter().collect();
    let refused = met.find(FaultKind::RefreshRefused).is_some();
    // A refused grant may still have to be kept (a family that ends), so the outcome is carried out
    // of the transaction as a value.
    let outcome = trust.store.run(|tables| {
        let given = grant(&trust, tables, &form, refused);
        match given {
            Err(NoToken::Broken(error)) => Err(error),
            other => Ok(other),
        }
    });
    match outcome {
        Ok(Ok(reply)) => (NO_STORE, Json(reply)).into_response(),
        Ok(Err(refusal)) => refusal.into_response(),
        Err(error) => NoToken::Broken(error).into_response(),
    }
}

fn grant(
    trust: &Shared,
    tables: &Tables,
    form: &HashMap<String, String>,
    refresh_refused: bool,
) -> Result<Value, NoToken> {
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    if field("client_id") != CLIENT_ID {
        return Err(NoToken::InvalidClient);
    }
    match field("grant_type") {
        "authorization_code" => {
            let family = spend_code(
                tables,
                field("code"),
                field("redirect_uri"),
                field("code_verifier"),
            )?;
            let first = sign_in::random_token();
            keep_refresh(tables, &first, &family.id)?;
            reply(trust, tables, &family, &first, true)
        }
        "refresh_token" if refresh_refused => Err(NoToken::InvalidGrant("refused on request")),
        "refresh_token" => {
            let (family, next) = rotate(tables, field("refresh_token"))?;
            reply(trust, tables, &family, &next, false)
        }
        _ => Err(NoToken::UnsupportedGrantType),
    }
}

/// The reply with the tokens.
fn reply(
    trust: &Shared,
    tables: &Tables,
    family: &Family,
    refresh: &str,
    first: bool,
) -> Result<Value, NoToken> {
    let lives = trust.faults.access_seconds();
    let access = sign_in::random_token();
    let keep = "INSERT INTO access VALUES (?1, ?2, ?3)";
    tables
        .0
        .execute(keep, params![hash(&access), family.id, seconds() + lives])?;
    let mut body = json!({
        "access_token": access,
        "token_type": "Bearer",
        "expires_in": lives,
        "scope": family.scope,
        "patient": family.patient.trim_start_matches("Patient/"),
        // A carer must always see whose record it is; a person knows their own.
        "need_patient_banner": family.subject != family.patient,
    });
    let asked = |word: &str| family.scope.split(' ').any(|s| s == word);
    if asked("offline_access") {
        body["refresh_token"] = json!(refresh);
    }
    if asked("openid") {
        body["id_token"] = json!(trust.key.sign(&claims(trust, family, first))?);
    }
    Ok(body)
}

fn claims(trust: &Shared, family: &Family, first: bool) -> Value {
    let mut claims = json!({
        "iss": trust.issuer(),
        "sub": family.subject.replace('/', "-").to_lowercase(),
        "aud": CLIENT_ID,
        "iat": seconds(),
        "exp": seconds() + 3600,
        "auth_time": family.signed_in,
        "sid": family.id,
    });
    if family.scope.split(' ').any(|s| s == "fhirUser") {
        claims["fhirUser"] = json!(format!("{}/{}", trust.fhir_base(), family.subject));
    }
    if let Some(nonce) = family.nonce.as_ref().filter(|_| first) {
        claims["nonce"] = json!(nonce);
    }
    claims
}

/// Who holds this access token, while it is good.
pub(super) fn viewer(
    tables: &Tables,
    token: &str,
    today: Date,
) -> Result<Option<Viewer>, StoreError> {
    let sql = "SELECT family, expires FROM access WHERE hash = ?1";
    let found: Option<(String, i64)> = tables
        .0
        .query_row(sql, [hash(token)], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let Some((family, _)) = found.filter(|(_, expires)| *expires > seconds()) else {
        return Ok(None);
    };
    let Some(family) = find_family(tables, &family)? else {
        return Ok(None);
    };
    let Some(account) = accounts::find(tables, &family.subject, today)? else {
        return Ok(None);
    };
    Ok(Some(Viewer {
        who: account.who,
        // A token is for the record that was named when it was given. Whoever was linked to somebody
        // else since signs in again.
        linked: account.linked && account.patient == family.patient,
        subject: account.subject,
        patient: family.patient,
        grants: sign_in::grants_of(account.who, &family.scope),
    }))
}

/// `POST /revoke` (RFC 7009): the sign-in to which the token belongs ends.
pub(super) async fn revoke(State(trust): State<Shared>, body: Bytes) -> Response {
    let form = super::rest::pairs(&body);
    let token = form
        .iter()
        .find(|(name, _)| name == "token")
        .map(|(_, v)| v.as_str())
        .unwrap_or_default();
    let ended = trust.store.run(|tables| -> Result<(), StoreError> {
        let sql = "SELECT family FROM refresh WHERE hash = ?1 UNION SELECT family FROM access WHERE hash = ?1";
        let family: Option<String> = tables.0.query_row(sql, [hash(token)], |r| r.get(0)).optional()?;
        family.map_or(Ok(()), |family| end_family(tables, &family))
    });
    match ended {
        Ok(()) => (StatusCode::OK, NO_STORE).into_response(),
        Err(error) => NoToken::from(error).into_response(),
    }
}

/// `GET /end-session`: signs out, and goes back to the app where it may.
pub(super) async fn end_session(
    State(trust): State<Shared>,
    RawQuery(query): RawQuery,
) -> Response {
    let fields: HashMap<String, String> = super::rest::pairs(query.unwrap_or_default().as_bytes())
        .into_iter()
        .collect();
    let hint = fields
        .get("id_token_hint")
        .and_then(|token| trust.key.read(token));
    if let Some(family) = hint.as_ref().and_then(|claims| claims["sid"].as_str()) {
        let ended = trust.store.run(|tables| end_family(tables, family));
        if let Err(error) = ended {
            return NoToken::from(error).into_response();
        }
    }
    match fields
        .get("post_logout_redirect_uri")
        .and_then(|uri| sign_in::allowed_redirect(uri))
    {
        Some(mut back) => {
            if let Some(state) = fields.get("state") {
                back.query_pairs_mut().append_pair("state", state);
            }
            Redirect::to(back.as_str()).into_response()
        }
        None => pages::signed_out(),
    }
}

/// `GET /jwks`.
pub(super) async fn jwks(State(trust): State<Shared>) -> Json<Value> {
    Json(trust.key.jwks())
}
