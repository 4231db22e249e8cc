//! What differs between phones and desks: where keys are kept, where files go, how a page is opened
//! in the system browser. Knows nobody.

mod clock;
mod folder;
mod key;
mod keystore;

pub use clock::{Moment, WaitClock, moment, wait_clock};
pub use folder::{DataFolder, FolderProblem, default_folder, downloads};
pub(crate) use folder::{replace_file, save_beside_others};
pub use key::Key;
pub use keystore::{KEY_BYTES, Keystore, KeystoreProblem, SystemStore};

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
