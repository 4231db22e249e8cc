//! iOS: UIKit through objc2. Everything that touches a view runs on the main thread, whoever asks.
//!
//! Two things hold for as long as the app lives and are begun by the launcher: the cover that hides the app in the list of
//! recent ones, and the ear for whether the connection costs.

pub(super) mod hand_over;
pub(super) mod matched;
pub(super) mod notices;
pub(super) mod screen;
mod sign_in;
pub(super) mod system;

pub use sign_in::sign_in;

use objc2::rc::Retained;
use objc2_foundation::{MainThreadMarker, NSNumber, NSString, NSURL, NSURLIsExcludedFromBackupKey};
use objc2_ui_kit::{UIApplication, UIViewController, UIWindow};
use std::path::Path;

/// Begins what holds for as long as the app lives. Call on the main thread, before anything is drawn.
pub fn begin() {
    screen::cover_when_left();
    system::listen();
}

/// Keeps a folder out of every backup: its keys stay on this phone, so a copy would be a box that nothing opens. False when
/// the system did not take it.
pub fn keep_out_of_backups(folder: &Path) -> bool {
    let address = NSURL::fileURLWithPath(&NSString::from_str(&folder.to_string_lossy()));
    let yes = NSNumber::new_bool(true);
    keep_out(&address, &yes)
}

#[allow(
    unsafe_code,
    reason = "the value has to be of the type that the key wants"
)]
fn keep_out(address: &NSURL, yes: &NSNumber) -> bool {
    // SAFETY: this key wants a number that is yes or no.
    unsafe { address.setResourceValue_forKey_error(Some(yes), NSURLIsExcludedFromBackupKey) }
        .is_ok()
}

/// The window that the person sees. There is one: the screen library makes no scenes.
#[allow(
    deprecated,
    reason = "the way that replaces it is for apps with several scenes"
)]
fn window(main: MainThreadMarker) -> Option<Retained<UIWindow>> {
    let app = UIApplication::sharedApplication(main);
    app.keyWindow().or_else(|| app.windows().firstObject())
}

/// Whatever is in front, to put something before it.
fn foremost(main: MainThreadMarker) -> Option<Retained<UIViewController>> {
    let mut at = window(main)?.rootViewController()?;
    while let Some(before) = at.presentedViewController() {
        at = before;
    }
    Some(at)
}

/// Runs something on the main thread, after what it is doing now.
pub fn on_main(act: fn()) {
    dispatch2::DispatchQueue::main().exec_async(act);
}
