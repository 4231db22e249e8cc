//! What differs between phones and desks: where keys are kept, where files go, how a page is opened
//! in the system browser, and what else the app asks of the system. Knows nobody.
//!
//! Each of the faces (`hand_over`, `matched`, `notices`, `screen`, `system`) is one file, with a body for Android (JNI), one
//! for iOS (objc2) and one for a desk. A body that cannot do something says so by its type; none of them only says "done".

#[cfg(target_os = "android")]
pub mod android;
mod clock;
#[cfg(not(any(target_os = "android", target_os = "ios")))]
mod desk;
mod folder;
mod hand_over;
#[cfg(target_os = "ios")]
pub mod ios;
mod key;
mod keystore;
mod matched;
mod notices;
mod screen;
mod system;

#[cfg(target_os = "android")]
use android as body;
#[cfg(not(any(target_os = "android", target_os = "ios")))]
use desk as body;
#[cfg(target_os = "ios")]
use ios as body;

pub use clock::{Moment, WaitClock, moment, wait_clock};
pub use folder::{DataFolder, FolderProblem, default_folder, downloads};
pub(crate) use folder::{replace_file, save_beside_others};
pub use hand_over::{
    HandOverProblem, Meeting, Shared, add_to_calendar, dial, share, sharing_folder, text,
};
pub use key::Key;
pub use keystore::{KEY_BYTES, Keystore, KeystoreProblem, SystemStore};
pub use matched::{MatchProblem, MatchedKeys, OfThisDevice, Sheet};
pub use notices::{Leave, NoticeProblem, NoticesOfThisDevice, Notifier};
pub use screen::{Unsupported, go_behind, hide_from_others};
pub use system::System;

/// Opens an address in the system's own browser, so that a person types their password into a page
/// that the app cannot read.
#[cfg(any(feature = "desktop", feature = "mobile"))]
pub fn open_in_browser(address: &str) -> bool {
    webbrowser::open(address).is_ok()
}

/// Fills an array with random bytes from the system.
///
/// # Panics
/// When the system has no randomness to give: no key, id or proof made then would be safe.
#[allow(
    clippy::expect_used,
    reason = "going on without randomness would make guessable keys"
)]
fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the system gives random bytes");
}

/// Random bytes from the system.
///
/// # Panics
/// When the system has no randomness to give.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0u8; N];
    fill(&mut bytes);
    bytes
}
