//! No desk keystore that we use binds a key to a finger or a face.

use crate::platform::Key;
use crate::platform::matched::{MatchProblem, Sheet};

pub(in crate::platform) fn can_match() -> bool {
    false
}

pub(in crate::platform) fn keep(_: &str, _: &Key, _: &Sheet) -> Result<(), MatchProblem> {
    Err(MatchProblem::Unsupported)
}

pub(in crate::platform) fn open(_: &str, _: &Sheet) -> Result<Key, MatchProblem> {
    Err(MatchProblem::Unsupported)
}

pub(in crate::platform) fn forget(_: &str) -> Result<(), MatchProblem> {
    Err(MatchProblem::Unsupported)
}
