//! Windows of a desk can be seen by every program on it.

use crate::platform::screen::Unsupported;

pub(in crate::platform) fn hide_from_others(_hide: bool) -> Result<(), Unsupported> {
    Err(Unsupported)
}

pub(in crate::platform) fn go_behind() -> Result<(), Unsupported> {
    Err(Unsupported)
}
