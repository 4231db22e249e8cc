//! Who else may see the screen, and where back leads when the app has nowhere left to go back to.

use super::body::screen as body;

/// This platform has no such thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this platform has no such thing")]
pub struct Unsupported;

/// Keeps the app out of screenshots (where the platform can) and out of the list of recent apps; with `false` it shows.
/// Phones begin hidden, before the first page is drawn.
pub fn hide_from_others(hide: bool) -> Result<(), Unsupported> {
    body::hide_from_others(hide)
}

/// Goes behind the other apps, without ending.
pub fn go_behind() -> Result<(), Unsupported> {
    body::go_behind()
}

#[cfg(all(test, not(any(target_os = "android", target_os = "ios"))))]
mod tests {
    use super::*;

    #[test]
    fn a_desk_says_that_it_hides_nothing() {
        assert_eq!(hide_from_others(true), Err(Unsupported));
        assert_eq!(go_behind(), Err(Unsupported));
    }
}
