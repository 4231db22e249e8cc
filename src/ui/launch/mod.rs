//! Launchers: the app in a browser on this machine, in a window, on a phone. One for each renderer.

#[cfg(any(feature = "mobile", all(feature = "desktop", target_os = "linux")))]
mod again;
#[cfg(any(
    test,
    feature = "mobile",
    all(feature = "desktop", target_os = "linux")
))]
mod deaths;
#[cfg(all(feature = "desktop", not(feature = "mobile")))]
mod desktop;
#[cfg(feature = "mobile")]
mod mobile;
#[cfg(any(feature = "preview", feature = "desktop", feature = "mobile"))]
mod pages;
#[cfg(feature = "mobile")]
mod phone;
#[cfg(feature = "preview")]
mod preview;

#[cfg(all(feature = "desktop", not(feature = "mobile")))]
pub use desktop::launch as desktop;
#[cfg(feature = "mobile")]
pub use mobile::launch as mobile;
#[cfg(feature = "preview")]
pub use preview::launch as preview;

pub use crate::app::{TrustSource, default_folder};
use std::net::SocketAddr;
use std::path::PathBuf;

/// What a launcher on a desk needs to know.
pub struct Desk {
    /// Where to listen: the preview itself, or the way back from sign-in.
    pub listen: SocketAddr,
    /// Where data is kept between runs.
    pub folder: PathBuf,
    /// Where the trust's file comes from.
    pub source: TrustSource,
}

/// What a panic says: where in the code, and nothing of what was there. Its message may hold a piece of what a
/// person wrote, and it would stand on a terminal or in a system's log.
#[cfg(any(feature = "preview", feature = "desktop", feature = "mobile"))]
fn say_little_of_panics() {
    std::panic::set_hook(Box::new(|what| {
        let place = what.location().map(ToString::to_string);
        eprintln!("A part of the app stopped at {}", place.unwrap_or_default());
    }));
}

/// Whatever stops a start, told on the terminal.
pub type Problem = Box<dyn std::error::Error>;

/// Opens pages in the system's own browser: the person types their password into a page that the app
/// cannot read.
#[cfg(all(feature = "desktop", not(feature = "mobile")))]
struct SystemBrowser;

#[cfg(all(feature = "desktop", not(feature = "mobile")))]
impl super::Open for SystemBrowser {
    fn open(&self, url: &str) {
        if !crate::app::open_in_browser(url) {
            tracing::warn!("the system browser could not be opened");
        }
    }
}
