//! The recovery code: 128 random bits as twelve words (BIP-39's English list, whose last word holds a
//! check). It opens the vault when the passcode is forgotten or the phone has lost its key.

use bip39::{Language, Mnemonic};
use zeroize::Zeroizing;

/// A recovery code. Prints nothing, and is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<Vec<u8>>);

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// What was typed is no recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryProblem {
    /// Not twelve words.
    #[error("a recovery code has twelve words")]
    NotTwelve,
    /// This word (from 1) is not one of the list.
    #[error("word {0} is not one of the list")]
    Word(usize),
    /// Twelve words of the list, but not these, or not in this order.
    #[error("one word is wrong, or two changed places")]
    Check,
}

/// Words of a recovery code.
pub const WORDS: usize = 12;

impl RecoveryCode {
    /// A new one.
    pub fn random() -> Self {
        let mut code = Zeroizing::new(vec![0; 16]);
        code.copy_from_slice(&crate::platform::random::<16>());
        Self(code)
    }

    /// Its words, to be written down. They wipe themselves when dropped.
    pub fn words(&self) -> Zeroizing<String> {
        let words = Mnemonic::from_entropy(self.0.as_slice()).map(|code| code.to_string());
        // Sixteen bytes always make a code.
        Zeroizing::new(words.unwrap_or_default())
    }

    /// Reads what a person typed. Capitals, spaces, commas and numbers before the words do not matter,
    /// and the first four letters of a word are enough.
    pub fn read(text: &str) -> Result<Self, RecoveryProblem> {
        let text = Zeroizing::new(text.to_lowercase());
        let typed: Vec<&str> = text
            .split(|sign: char| !sign.is_alphabetic())
            .filter(|word| !word.is_empty())
            .collect();
        if typed.len() != WORDS {
            return Err(RecoveryProblem::NotTwelve);
        }
        let mut whole = Zeroizing::new(String::with_capacity(128));
        for (i, word) in typed.iter().enumerate() {
            let found = known(word).ok_or(RecoveryProblem::Word(i + 1))?;
            if i > 0 {
                whole.push(' ');
            }
            whole.push_str(found);
        }
        let code = Mnemonic::parse_in_normalized(Language::English, &whole)
            .map_err(|_| RecoveryProblem::Check)?;
        let (bytes, length) = code.to_entropy_array();
        let bytes = Zeroizing::new(bytes);
        let mut key = Zeroizing::new(vec![0; 16]);
        if length != key.len() {
            return Err(RecoveryProblem::Check);
        }
        key.copy_from_slice(&bytes[..16]);
        Ok(Self(key))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// The word of the list that this is, or begins. In that list four letters are enough for any word.
fn known(typed: &str) -> Option<&'static str> {
    let list = Language::English.word_list();
    let whole = list.iter().find(|word| **word == typed);
    let begun = || {
        let mut fits = list.iter().filter(|word| word.starts_with(typed));
        fits.next()
            .filter(|_| typed.len() >= 4 && fits.next().is_none())
    };
    whole.or_else(begun).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let code = RecoveryCode::random();
        let words = code.words();
        assert_eq!(words.split(' ').count(), WORDS);
        assert_eq!(RecoveryCode::read(&words), Ok(code.clone()));
        let list: String = words
            .split(' ')
            .enumerate()
            .map(|(i, word)| format!("{}. {}\n", i + 1, word.to_uppercase()))
            .collect();
        assert_eq!(RecoveryCode::read(&list), Ok(code.clone()));
        let short: Vec<String> = words
            .split(' ')
            .map(|word| word.chars().take(4).collect())
            .collect();
        assert_eq!(RecoveryCode::read(&short.join(", ")), Ok(code));
    }

    #[test]
    fn a_slip_of_the_pen_is_noticed_and_named() {
        assert_eq!(
            RecoveryCode::read("one two"),
            Err(RecoveryProblem::NotTwelve)
        );
        let zeros = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon";
        assert!(RecoveryCode::read(&format!("{zeros} about")).is_ok());
        assert_eq!(
            RecoveryCode::read(&format!("{zeros} above")),
            Err(RecoveryProblem::Check)
        );
        assert_eq!(
            RecoveryCode::read(&format!("{zeros} xylophones")),
            Err(RecoveryProblem::Word(12))
        );
    }

    #[test]
    fn a_code_prints_nothing() {
        assert_eq!(format!("{:?}", RecoveryCode::random()), "RecoveryCode(…)");
    }
}
