//! Signing in, first half: `/authorize`.
//!
//! SMART App Launch 2, standalone, public client. There are no passwords, because there is nobody
//! real: the page asks who one wants to be. Everything else is as strict as at a real trust: PKCE
//! with S256, `state`, `nonce`, `aud`, known client and known redirect. Where the client or the
//! redirect is wrong nothing is sent back to anybody; a page says so.

use super::access::Grant;
use super::accounts::{self, Account};
use super::families::{CODE_SECONDS, hash, seconds};
use super::store::{StoreError, Tables};
use super::{CLAIMED_LINK, CLIENT_ID, Shared, pages};
use crate::fhir::scopes::{SIGN_IN, Who};
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom, SystemRandom};
use rusqlite::params;
use std::collections::HashMap;
use url::{Host, Url};
use uuid::Uuid;

/// The fields of the request, which the page carries along.
pub(super) type Fields = HashMap<String, String>;

/// Why nobody can sign in with this request.
enum Wrong {
    /// Nothing may be sent back: who asks is not known.
    Stranger(&'static str),
    /// The client is told, in words of RFC 6749, 4.1.2.1.
    Tell(Url, &'static str, &'static str),
}

/// `GET /authorize`: the page.
pub(super) async fn ask(State(trust): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let fields: Fields = super::rest::pairs(query.unwrap_or_default().as_bytes())
        .into_iter()
        .collect();
    if let Err(wrong) = check(&trust, &fields) {
        return explain(wrong, &fields);
    }
    let today = trust.clock.now().today;
    let listed = trust.store.run(|tables| accounts::offered(tables, today));
    match listed {
        Ok(accounts) => pages::who_do_you_want_to_be(&accounts, &fields),
        Err(error) => pages::problem(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

/// `POST /authorize`: one of the buttons was pressed.
pub(super) async fn choose(State(trust): State<Shared>, body: Bytes) -> Response {
    let fields: Fields = super::rest::pairs(&body).into_iter().collect();
    // The fields came back through a browser, so they are looked at again.
    let mut back = match check(&trust, &fields) {
        Ok(back) => back,
        Err(wrong) => return explain(wrong, &fields),
    };
    let subject = fields.get("as").map(String::as_str).unwrap_or_default();
    if subject == "nobody" {
        return explain(
            Wrong::Tell(back, "access_denied", "the person went back"),
            &fields,
        );
    }
    let code = trust
        .store
        .run(|tables| -> Result<Option<String>, StoreError> {
            let found = accounts::find(tables, subject, trust.clock.now().today)?;
            match found.filter(|account| account.linked) {
                Some(account) => begin(tables, &account, &fields).map(Some),
                None => Ok(None),
            }
        });
    match code {
        Ok(Some(code)) => {
            let state = fields.get("state").map(String::as_str).unwrap_or_default();
            back.query_pairs_mut()
                .append_pair("code", &code)
                .append_pair("state", state);
            see_other(&back)
        }
        Ok(None) => pages::problem(
            StatusCode::BAD_REQUEST,
            "There is nobody of that name here.",
        ),
        Err(error) => pages::problem(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

/// Looks at the request; gives the address to go back to.
fn check(trust: &Shared, fields: &Fields) -> Result<Url, Wrong> {
    let field = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    if field("client_id") != CLIENT_ID {
        return Err(Wrong::Stranger("This app is not known here."));
    }
    let back = allowed_redirect(field("redirect_uri")).ok_or(Wrong::Stranger(
        "This app may not ask to be sent back there.",
    ))?;
    let wrong = |error, why| Err(Wrong::Tell(back.clone(), error, why));
    let scopes: Vec<&str> = field("scope").split_whitespace().collect();
    match () {
        () if field("response_type") != "code" => wrong("unsupported_response_type", "only code"),
        () if field("state").is_empty() => wrong("invalid_request", "state is missing"),
        () if scopes.is_empty() => wrong("invalid_scope", "scope is missing"),
        () if scopes.contains(&"openid") && field("nonce").is_empty() => {
            wrong("invalid_request", "nonce is missing")
        }
        () if field("code_challenge_method") != "S256" || field("code_challenge").len() != 43 => {
            wrong("invalid_request", "PKCE with S256 is required")
        }
        () if field("aud").trim_end_matches('/') != trust.fhir_base() => {
            wrong("invalid_request", "aud is not this server")
        }
        () => Ok(back),
    }
}

/// The redirect, if this client may have it: the claimed link, or `/callback` on this machine at
/// any port (RFC 8252, 7.3).
pub(super) fn allowed_redirect(uri: &str) -> Option<Url> {
    let url = Url::parse(uri).ok()?;
    let this_machine = match url.host()? {
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
        Host::Domain(name) => name == "localhost",
    };
    let loopback = this_machine && url.scheme() == "http" && url.path() == "/callback";
    let plain = url.fragment().is_none() && url.username().is_empty();
    ((uri == CLAIMED_LINK || loopback) && plain).then_some(url)
}

/// Begins a sign-in and gives its code.
fn begin(tables: &Tables, account: &Account, fields: &Fields) -> Result<String, StoreError> {
    let field = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    let family = Uuid::new_v4().to_string();
    let scope = granted(account.who, field("scope"));
    tables.0.execute(
        "INSERT INTO family (id, client, subject, patient, scope, nonce, signed_in)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            family,
            CLIENT_ID,
            account.subject,
            account.patient,
            scope,
            fields.get("nonce"),
            seconds()
        ],
    )?;
    let code = random_token();
    tables.0.execute(
        "INSERT INTO code (hash, family, redirect, challenge, expires) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            hash(&code),
            family,
            field("redirect_uri"),
            field("code_challenge"),
            seconds() + CODE_SECONDS
        ],
    )?;
    Ok(code)
}

/// What is granted of what was asked for: no more than the table gives to this kind of user.
fn granted(who: Who, asked: &str) -> String {
    let mut words = Vec::new();
    for word in asked.split_whitespace() {
        if SIGN_IN.contains(&word) {
            words.push(word.to_owned());
            continue;
        }
        for Grant {
            kind,
            letters,
            part,
        } in grants_of(who, word)
        {
            let plain = match word.rsplit_once('.') {
                Some((_, v1 @ ("read" | "write"))) => v1.to_owned(),
                // SMART v1's `*` is answered in its own words.
                Some((_, "*")) => "*".to_owned(),
                _ => letters,
            };
            let query = part.map_or_else(String::new, |part| format!("?{}", part.query()));
            words.push(format!("patient/{kind}.{plain}{query}"));
        }
    }
    words.join(" ")
}

/// What a list of scopes gives to this kind of user, in SMART v1 or v2. A scope that is narrowed down is
/// granted where the table has just that part; never the whole of the type in its place.
pub(super) fn grants_of(who: Who, scopes: &str) -> Vec<Grant> {
    let mut grants = Vec::new();
    for scope in scopes.split_whitespace() {
        let Some((kind, wish)) = scope
            .strip_prefix("patient/")
            .and_then(|s| s.split_once('.'))
        else {
            continue;
        };
        let (wish, query) = match wish.split_once('?') {
            Some((wish, query)) => (wish, Some(query)),
            None => (wish, None),
        };
        let wish = match wish {
            "read" => "rs",
            "write" => "cud",
            "*" => "cruds",
            letters => letters,
        };
        let mut give = |kind: &str, may: &str, part| {
            let letters: String = may.chars().filter(|it| wish.contains(*it)).collect();
            if !letters.is_empty() {
                let kind = kind.to_owned();
                grants.push(Grant {
                    kind,
                    letters,
                    part,
                });
            }
        };
        match query {
            None => who
                .table()
                .iter()
                .filter(|(known, _)| kind == "*" || *known == kind)
                .for_each(|(known, may)| give(known, may, None)),
            Some(query) => who
                .parts()
                .iter()
                .filter(|part| part.kind == kind && part.is_meant(query))
                .for_each(|part| give(part.kind, part.letters, Some(*part))),
        }
    }
    grants
}

fn explain(wrong: Wrong, fields: &Fields) -> Response {
    match wrong {
        Wrong::Stranger(why) => pages::problem(StatusCode::BAD_REQUEST, why),
        Wrong::Tell(mut back, error, why) => {
            back.query_pairs_mut()
                .append_pair("error", error)
                .append_pair("error_description", why);
            if let Some(state) = fields.get("state") {
                back.query_pairs_mut().append_pair("state", state);
            }
            see_other(&back)
        }
    }
}

fn see_other(to: &Url) -> Response {
    (
        StatusCode::SEE_OTHER,
        [
            (header::LOCATION, to.as_str()),
            (header::CACHE_CONTROL, "no-store"),
        ],
    )
        .into_response()
}

/// 256 random bits as text.
pub(super) fn random_token() -> String {
    let mut bytes = [0u8; 32];
    if SystemRandom::new().fill(&mut bytes).is_err() {
        // Without the system's generator two version-4 ids are what is left; they ask it again and
        // stop the process rather than give something that can be guessed.
        return format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    }
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::scopes::SHARED_PLAN;

    #[test]
    fn only_this_machine_and_the_claimed_link_are_sent_codes() {
        for good in [
            "http://127.0.0.1:9/callback",
            "http://localhost:1234/callback",
            "http://[::1]:9/callback",
            CLAIMED_LINK,
        ] {
            assert!(allowed_redirect(good).is_some(), "{good}");
        }
        for bad in [
            "https://127.0.0.1:9/callback",
            "http://127.0.0.1:9/other",
            "http://example.org/callback",
            "http://localhost.example.org/callback",
            "http://127.0.0.1@example.org/callback",
            "http://127.0.0.1:9/callback#x",
            "https://pathway-companion.example/elsewhere",
            "",
        ] {
            assert!(allowed_redirect(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn nobody_is_granted_more_than_the_table_gives() {
        assert_eq!(
            granted(Who::Person, "openid patient/Goal.cruds system/Goal.rs"),
            "openid patient/Goal.crs"
        );
        assert_eq!(
            granted(Who::Carer, "patient/CarePlan.rs patient/Goal.read"),
            "patient/Goal.read"
        );
        assert!(!granted(Who::Carer, "patient/*.rs").contains("CarePlan"));
        assert_eq!(
            granted(Who::Person, "patient/Task.write"),
            "patient/Task.write"
        );
        assert_eq!(grants_of(Who::Person, "patient/Task.write")[0].letters, "u");
    }

    #[test]
    fn a_part_of_a_type_is_granted_as_a_part_or_not_at_all() {
        let plan = SHARED_PLAN.scope();
        assert_eq!(granted(Who::Carer, &plan), plan);
        assert_eq!(grants_of(Who::Carer, &plan)[0].part, Some(SHARED_PLAN));
        for scope in [
            "patient/QuestionnaireResponse.rs",
            "patient/QuestionnaireResponse.read",
            "patient/QuestionnaireResponse.rs?status=completed",
            "patient/QuestionnaireResponse.rs?questionnaire=https://pathway-companion.example/fhir/Questionnaire/phq-9",
            &format!("{plan}&status=completed"),
            &format!("{plan},https://pathway-companion.example/fhir/Questionnaire/phq-9"),
            &plan.replace(".rs", ".cud"),
        ] {
            assert_eq!(granted(Who::Carer, scope), "", "{scope}");
        }
        assert!(!granted(Who::Carer, "patient/*.cruds patient/*.read").contains("Response"));
        // A person's scopes are for whole types; a part of one is not all of it.
        assert_eq!(granted(Who::Person, "patient/Task.r?status=requested"), "");
    }
}
