//! The wrap under a key that the device gives out after a finger or a face has matched: beside a passcode only, and of no use
//! without KS.

use super::{Seal, SealProblem, WRAP_MATCH, Wrapped, both, unwrap, wrap};
use crate::platform::Key;

impl Seal {
    /// Wraps the vault's key once more, under a key that a match gives out, or forgets that. Only beside a passcode.
    pub(in crate::vault) fn set_matched(
        &mut self,
        id: &str,
        data_key: &Key,
        store_key: &Key,
        match_key: Option<&Key>,
    ) -> Option<()> {
        self.matched = match match_key.filter(|_| self.passcode.is_some()) {
            Some(key) => Some(wrap(&both(key, store_key, WRAP_MATCH)?, id, data_key)?),
            None => None,
        };
        Some(())
    }

    /// Forgets the wrap under a key of a match.
    pub(in crate::vault) fn forget_matched(&mut self) {
        self.matched = None;
    }

    /// Whether a match opens it.
    pub(in crate::vault) fn has_matched(&self) -> bool {
        self.matched.is_some()
    }

    /// Unwraps the vault's key with the key that a match gave out.
    pub(in crate::vault) fn open_matched(
        &self,
        id: &str,
        store_key: &Key,
        match_key: &Key,
    ) -> Result<Key, SealProblem> {
        self.check(id, store_key)?;
        let Wrapped { nonce, wrapped } = self.matched.as_ref().ok_or(SealProblem::WrongSecret)?;
        let key = both(match_key, store_key, WRAP_MATCH).ok_or(SealProblem::NotASeal)?;
        unwrap(&key, id, nonce, wrapped, SealProblem::WrongSecret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::passcode::Passcode;

    fn keys() -> (Key, Key) {
        (Key::random(), Key::random())
    }

    #[test]
    fn a_match_opens_beside_a_passcode_and_only_on_this_device() {
        let (data, store) = keys();
        let (matched, other) = (Key::random(), Key::random());
        let passcode = Passcode::typed("739146".into());
        let mut seal = Seal::close("a", "owner", &data, &store, None).unwrap();
        seal.set_matched("a", &data, &store, Some(&matched))
            .unwrap();
        assert!(
            !seal.has_matched(),
            "there is no passcode that it could stand for"
        );
        seal.rewrap("a", &data, &store, Some(&passcode)).unwrap();
        seal.set_matched("a", &data, &store, Some(&matched))
            .unwrap();
        assert_eq!(seal.open_matched("a", &store, &matched).unwrap(), data);
        for (key, given, problem) in [
            (&store, &other, SealProblem::WrongSecret),
            (&other, &matched, SealProblem::WrongKey),
        ] {
            assert_eq!(seal.open_matched("a", key, given), Err(problem));
        }
        seal.rewrap("a", &data, &store, None).unwrap();
        assert!(!seal.has_matched());
    }
}
