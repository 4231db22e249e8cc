//! What differs between phones and desks: where keys are kept, where files go, how a page is opened
//! in the system browser. Knows nobody.

mod folder;
mod keystore;

pub(crate) use folder::replace_file;
pub use folder::{DataFolder, FolderProblem, default_folder};
pub use keystore::{KEY_BYTES, Keystore, KeystoreProblem, StoreKey};

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
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}
