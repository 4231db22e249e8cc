//! The place at which the next page begins, as it stands in a link.
//!
//! Pages go by the order of all writes. The bare number would tell a carer, from the gap between two pages or
//! two days, how much is being written that they do not see. So it is sealed: it looks different each time
//! and opens only here.

use super::store::{StoreError, Tables};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use uuid::Uuid;

/// Name of the setting that holds the key.
const KEY: &str = "cursor-key";
/// Bytes of the random part.
const RANDOM: usize = 16;
/// Bytes of it with the place.
const SEALED: usize = 24;
/// Bytes of what shows that both are ours.
const PROOF: usize = 8;

/// A place in the order of writes, for a link.
pub(super) fn seal(tables: &Tables, place: i64) -> Result<String, StoreError> {
    let key = key(tables)?;
    let mut sealed = Uuid::new_v4().into_bytes().to_vec();
    let hidden = mask(&key, &sealed, place.to_be_bytes());
    sealed.extend(hidden);
    let proof = hmac::sign(&key, &sealed);
    sealed.extend(proof.as_ref().iter().take(PROOF));
    Ok(URL_SAFE_NO_PAD.encode(sealed))
}

/// The place in a link, if this server wrote it.
pub(super) fn open(tables: &Tables, text: &str) -> Result<Option<i64>, StoreError> {
    let key = key(tables)?;
    let bytes = URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
    let Some((sealed, proof)) = bytes.split_at_checked(SEALED) else {
        return Ok(None);
    };
    let right = hmac::sign(&key, sealed);
    if right.as_ref().get(..PROOF) != Some(proof) {
        return Ok(None);
    }
    let (random, hidden) = sealed.split_at(RANDOM);
    let hidden = <[u8; 8]>::try_from(hidden).ok();
    Ok(hidden.map(|hidden| i64::from_be_bytes(mask(&key, random, hidden))))
}

/// Hides a place, or shows it again.
fn mask(key: &hmac::Key, random: &[u8], mut place: [u8; 8]) -> [u8; 8] {
    let over = hmac::sign(key, random);
    place
        .iter_mut()
        .zip(over.as_ref())
        .for_each(|(it, over)| *it ^= over);
    place
}

fn key(tables: &Tables) -> Result<hmac::Key, StoreError> {
    let kept = match tables.setting(KEY)? {
        Some(kept) => kept,
        None => {
            let made = super::sign_in::random_token().into_bytes();
            tables.set(KEY, &made)?;
            made
        }
    };
    Ok(hmac::Key::new(hmac::HMAC_SHA256, &kept))
}
