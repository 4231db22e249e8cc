//! A sorted map of which a copy costs next to nothing.
//!
//! Every step of a session is a new session, and the one before stays whole. So what it holds is kept
//! in parts: a copy shares them all, and a change copies the one part that it touches.

use std::sync::Arc;

/// The most entries of one part.
const PART: usize = 64;

/// A sorted map in parts.
#[derive(Clone)]
pub(super) struct Kept<K, V> {
    /// In order; none is empty.
    parts: Vec<Arc<Vec<(K, V)>>>,
}

impl<K: Ord + Clone, V: Clone> Kept<K, V> {
    /// With nothing in it.
    pub(super) fn new() -> Self {
        Kept { parts: Vec::new() }
    }

    /// What is kept under a key.
    pub(super) fn get(&self, key: &K) -> Option<&V> {
        let part = self.parts.get(self.part_of(key))?;
        let at = part.binary_search_by(|(k, _)| k.cmp(key)).ok()?;
        part.get(at).map(|(_, value)| value)
    }

    /// Keeps a value under a key, in place of the one before.
    pub(super) fn insert(&mut self, key: K, value: V) {
        let n = self.part_of(&key);
        let is_last = n + 1 >= self.parts.len();
        let after = |part: &Arc<Vec<(K, V)>>| part.last().is_some_and(|(last, _)| *last < key);
        // What comes in order fills one part after the other.
        if is_last
            && self
                .parts
                .last()
                .is_none_or(|p| p.len() >= PART && after(p))
        {
            self.parts.push(Arc::new(vec![(key, value)]));
            return;
        }
        let part = Arc::make_mut(&mut self.parts[n]);
        match part.binary_search_by(|(k, _)| k.cmp(&key)) {
            Ok(at) => part[at].1 = value,
            Err(at) => part.insert(at, (key, value)),
        }
        if part.len() > PART {
            let rest = part.split_off(PART / 2);
            self.parts.insert(n + 1, Arc::new(rest));
        }
    }

    /// Keeps nothing under a key.
    pub(super) fn remove(&mut self, key: &K) {
        let n = self.part_of(key);
        let Some(part) = self.parts.get_mut(n) else {
            return;
        };
        let Ok(at) = part.binary_search_by(|(k, _)| k.cmp(key)) else {
            return;
        };
        if part.len() == 1 {
            self.parts.remove(n);
        } else {
            Arc::make_mut(part).remove(at);
        }
    }

    /// Everything, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.parts
            .iter()
            .flat_map(|part| part.iter().map(|(key, value)| (key, value)))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.parts.iter().map(|part| part.len()).sum()
    }

    fn part_of(&self, key: &K) -> usize {
        let after = |part: &Arc<Vec<(K, V)>>| part.first().is_some_and(|(first, _)| first <= key);
        self.parts.partition_point(after).saturating_sub(1)
    }
}

impl<K: Ord + Clone, V: Clone> FromIterator<(K, V)> for Kept<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut kept = Kept::new();
        for (key, value) in entries {
            kept.insert(key, value);
        }
        kept
    }
}

impl<K: Ord + Clone, V: Clone + PartialEq> PartialEq for Kept<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_keeps_what_a_map_keeps_and_a_copy_stays_as_it_was(
            sorted in 0_u16..300,
            steps in prop::collection::vec((any::<bool>(), 0_u16..300, any::<u8>()), 0..600)
        ) {
            let mut map: BTreeMap<u16, u8> = (0..sorted).map(|key| (key, 0)).collect();
            let mut kept: Kept<u16, u8> = map.clone().into_iter().collect();
            let mut copies = Vec::new();
            for (number, (put, key, value)) in steps.into_iter().enumerate() {
                if number % 97 == 0 {
                    copies.push((kept.clone(), map.clone()));
                }
                if put {
                    kept.insert(key, value);
                    map.insert(key, value);
                } else {
                    kept.remove(&key);
                    map.remove(&key);
                }
                prop_assert_eq!(kept.get(&key), map.get(&key));
            }
            copies.push((kept, map));
            for (kept, map) in copies {
                prop_assert!(kept.iter().eq(map.iter()));
                prop_assert_eq!(kept.len(), map.len());
            }
        }
    }
}
