//! A key that opens with a finger or a face. The device's own chip keeps it, gives it out only right after a match that the
//! device calls strong, and destroys it as soon as another finger or face is enrolled: who can make the phone know them later
//! has nothing of it. This app never sees a finger or a face.
//!
//! Every call may wait for a person: call on a thread that may block.

use super::Key;
use super::body::matched as body;

/// Why there is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MatchProblem {
    /// This device has no such thing, or nobody is enrolled on it.
    #[error("this device cannot match a finger or a face")]
    Unsupported,
    /// The person said no, or it did not match.
    #[error("it did not match")]
    SaidNo,
    /// The key is gone: another finger or face was enrolled, or it was never kept.
    #[error("the key is gone")]
    Gone,
    /// The device did not answer.
    #[error("the device did not answer")]
    NotNow,
}

/// The words of the device's own sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What it asks for.
    pub title: String,
    /// Its way out.
    pub no: String,
}

/// Where such keys are kept.
pub trait MatchedKeys: Send + Sync {
    /// Whether a match can be asked for now.
    fn can_match(&self) -> bool;
    /// Keeps a key under a name; an older one is gone.
    fn keep(&self, name: &str, key: &Key, sheet: &Sheet) -> Result<(), MatchProblem>;
    /// The key under this name, after a match.
    fn open(&self, name: &str, sheet: &Sheet) -> Result<Key, MatchProblem>;
    /// Forgets the key under this name; no error when there is none.
    fn forget(&self, name: &str) -> Result<(), MatchProblem>;
}

/// This device's own.
pub struct OfThisDevice;

impl MatchedKeys for OfThisDevice {
    fn can_match(&self) -> bool {
        body::can_match()
    }

    fn keep(&self, name: &str, key: &Key, sheet: &Sheet) -> Result<(), MatchProblem> {
        body::keep(name, key, sheet)
    }

    fn open(&self, name: &str, sheet: &Sheet) -> Result<Key, MatchProblem> {
        body::open(name, sheet)
    }

    fn forget(&self, name: &str) -> Result<(), MatchProblem> {
        body::forget(name)
    }
}

#[cfg(all(test, not(any(target_os = "android", target_os = "ios"))))]
mod tests {
    use super::*;

    #[test]
    fn a_desk_says_that_it_matches_nobody() {
        let (here, sheet) = (
            OfThisDevice,
            Sheet {
                title: "Open".into(),
                no: "No".into(),
            },
        );
        assert!(!here.can_match());
        let key = Key::random();
        assert_eq!(here.keep("a", &key, &sheet), Err(MatchProblem::Unsupported));
        assert_eq!(here.open("a", &sheet), Err(MatchProblem::Unsupported));
        assert_eq!(here.forget("a"), Err(MatchProblem::Unsupported));
    }
}
