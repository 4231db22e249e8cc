//! Sign-ins as they are kept.
//!
//! A sign-in is a *family*: one code, then a chain of refresh tokens, each used once, and the access
//! tokens made on the way. Rotation has one trap. A phone that used its refresh token and lost the
//! reply must be able to ask again, or every lost reply signs a person out. So for
//! [`GRACE_SECONDS`] the same old token gives the same successor. After that, an old token that
//! comes back means that somebody has copied it, and the whole family ends. A code that comes back
//! ends its family at once.
//!
//! The successor is derived from the old token with a key (HMAC), so that it can be given twice
//! without being kept: the database holds only hashes.

use super::keys::StoreOrSign;
use super::sign_in;
use super::store::{StoreError, Tables};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ring::{digest, hmac};
use rusqlite::{OptionalExtension, params};

/// How long a spent refresh token still gives its successor.
const GRACE_SECONDS: i64 = 30;
/// How long a code waits to be used.
pub(super) const CODE_SECONDS: i64 = 300;
/// Name of the setting that holds the key for successors.
const SUCCESSOR_KEY: &str = "successor-key";

/// One sign-in.
pub(super) struct Family {
    pub id: String,
    pub subject: String,
    pub patient: String,
    pub scope: String,
    pub nonce: Option<String>,
    pub signed_in: i64,
}

/// Why no tokens are given (RFC 6749, 5.2).
#[derive(Debug, thiserror::Error)]
pub(super) enum NoToken {
    #[error("{0}")]
    InvalidRequest(&'static str),
    #[error("this client is not known")]
    InvalidClient,
    #[error("{0}")]
    InvalidGrant(&'static str),
    #[error("only authorization_code and refresh_token")]
    UnsupportedGrantType,
    #[error(transparent)]
    Broken(#[from] StoreOrSign),
}

impl From<StoreError> for NoToken {
    fn from(error: StoreError) -> Self {
        NoToken::Broken(error.into())
    }
}

impl From<rusqlite::Error> for NoToken {
    fn from(error: rusqlite::Error) -> Self {
        StoreError::from(error).into()
    }
}

pub(super) fn spend_code(
    tables: &Tables,
    code: &str,
    redirect: &str,
    verifier: &str,
) -> Result<Family, NoToken> {
    let sql = "SELECT family, redirect, challenge, expires, used FROM code WHERE hash = ?1";
    let found: Option<(String, String, String, i64, bool)> = tables
        .0
        .query_row(sql, [hash(code)], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?))
        })
        .optional()?;
    let (family, sent_to, challenge, expires, used) =
        found.ok_or(NoToken::InvalidGrant("this code is not known"))?;
    if used {
        end_family(tables, &family)?;
        return Err(NoToken::InvalidGrant("this code was used before"));
    }
    if expires < seconds() {
        return Err(NoToken::InvalidGrant("this code is too old"));
    }
    if sent_to != redirect {
        return Err(NoToken::InvalidGrant(
            "redirect_uri is not the one of the request",
        ));
    }
    if verifier.len() < 43 {
        return Err(NoToken::InvalidRequest(
            "code_verifier is missing or too short",
        ));
    }
    if URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes())) != challenge {
        return Err(NoToken::InvalidGrant("code_verifier does not fit"));
    }
    tables
        .0
        .execute("UPDATE code SET used = 1 WHERE hash = ?1", [hash(code)])?;
    find_family(tables, &family)?.ok_or(NoToken::InvalidGrant("this sign-in has ended"))
}

/// Spends a refresh token and gives its successor.
pub(super) fn rotate(tables: &Tables, old: &str) -> Result<(Family, String), NoToken> {
    let found: Option<(String, Option<i64>)> = tables
        .0
        .query_row(
            "SELECT family, spent_at FROM refresh WHERE hash = ?1",
            [hash(old)],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .optional()?;
    let (family, spent_at) =
        found.ok_or(NoToken::InvalidGrant("this refresh token is not known"))?;
    if spent_at.is_some_and(|at| at + GRACE_SECONDS < seconds()) {
        end_family(tables, &family)?;
        return Err(NoToken::InvalidGrant("this refresh token was used before"));
    }
    let family =
        find_family(tables, &family)?.ok_or(NoToken::InvalidGrant("this sign-in has ended"))?;
    let next = successor(tables, old)?;
    if spent_at.is_none() {
        let spend = "UPDATE refresh SET spent_at = ?2 WHERE hash = ?1";
        tables.0.execute(spend, params![hash(old), seconds()])?;
        keep_refresh(tables, &next, &family.id)?;
    }
    Ok((family, next))
}

pub(super) fn find_family(tables: &Tables, id: &str) -> Result<Option<Family>, StoreError> {
    let sql = "SELECT id, subject, patient, scope, nonce, signed_in FROM family WHERE id = ?1 AND NOT revoked";
    let read = |r: &rusqlite::Row| {
        Ok(Family {
            id: r.get(0)?,
            subject: r.get(1)?,
            patient: r.get(2)?,
            scope: r.get(3)?,
            nonce: r.get(4)?,
            signed_in: r.get(5)?,
        })
    };
    Ok(tables.0.query_row(sql, [id], read).optional()?)
}

pub(super) fn end_family(tables: &Tables, id: &str) -> Result<(), StoreError> {
    tables
        .0
        .execute("UPDATE family SET revoked = 1 WHERE id = ?1", [id])?;
    Ok(())
}

pub(super) fn keep_refresh(tables: &Tables, token: &str, family: &str) -> Result<(), StoreError> {
    tables.0.execute(
        "INSERT OR IGNORE INTO refresh VALUES (?1, ?2, NULL)",
        params![hash(token), family],
    )?;
    Ok(())
}

fn successor(tables: &Tables, old: &str) -> Result<String, StoreError> {
    let kept = match tables.setting(SUCCESSOR_KEY)? {
        Some(kept) => kept,
        None => {
            let made = sign_in::random_token().into_bytes();
            tables.set(SUCCESSOR_KEY, &made)?;
            made
        }
    };
    let key = hmac::Key::new(hmac::HMAC_SHA256, &kept);
    Ok(URL_SAFE_NO_PAD.encode(hmac::sign(&key, old.as_bytes())))
}

/// Only the hash of a token is kept.
pub(super) fn hash(token: &str) -> Vec<u8> {
    digest::digest(&digest::SHA256, token.as_bytes())
        .as_ref()
        .to_vec()
}

/// Now, in seconds, by the real clock.
pub(super) fn seconds() -> i64 {
    Timestamp::now().as_second()
}
