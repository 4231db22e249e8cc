//! A key in memory: at one place for as long as it lives, wiped when it goes.

use super::KEY_BYTES;
use zeroize::Zeroize;

/// A key. It lies in a box, since a value that is moved leaves itself behind on the stack. Prints
/// nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Box<[u8; KEY_BYTES]>);

impl Key {
    /// Zeros, to be written over.
    pub fn blank() -> Self {
        Self(Box::new([0; KEY_BYTES]))
    }

    /// A new random one.
    ///
    /// # Panics
    /// When the system has no randomness to give, as [`super::random`].
    pub fn random() -> Self {
        let mut key = Self::blank();
        super::fill(key.0.as_mut_slice());
        key
    }

    /// A key of these bytes; none when they are too few or too many.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let mut key = Self::blank();
        if bytes.len() != KEY_BYTES {
            return None;
        }
        key.0.copy_from_slice(bytes);
        Some(key)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Its bytes, to be written over.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        self.0.as_mut_slice()
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}
