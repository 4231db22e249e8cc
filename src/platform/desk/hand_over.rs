//! A desk has no sheet for sharing and no dialler that we know of: files are saved, and links in the page call.

use crate::platform::hand_over::{HandOverProblem, Meeting, Shared};
use std::path::PathBuf;

pub(in crate::platform) fn sharing_folder() -> Option<PathBuf> {
    None
}

pub(in crate::platform) fn share(_files: &[Shared], _kind: &str) -> Result<(), HandOverProblem> {
    Err(HandOverProblem::Unsupported)
}

pub(in crate::platform) fn add_to_calendar(_meeting: &Meeting) -> Result<(), HandOverProblem> {
    Err(HandOverProblem::Unsupported)
}

pub(in crate::platform) fn dial(_number: &str) -> Result<(), HandOverProblem> {
    Err(HandOverProblem::Unsupported)
}

pub(in crate::platform) fn text(_number: &str) -> Result<(), HandOverProblem> {
    Err(HandOverProblem::Unsupported)
}
