//! The system's own sheet for sharing; `tel:` and `sms:`, of which iOS asks the person again before it calls.

use super::foremost;
use crate::platform::hand_over::{HandOverProblem, Meeting, Shared};
use dispatch2::run_on_main;
use objc2::MainThreadOnly;
use objc2::rc::Retained;
use objc2::runtime::AnyObject;
use objc2_foundation::{MainThreadMarker, NSArray, NSDictionary, NSString, NSURL};
use objc2_ui_kit::{UIActivityViewController, UIApplication};
use std::path::PathBuf;

/// The system empties it when it needs room, and nothing else is put there.
pub(in crate::platform) fn sharing_folder() -> Option<PathBuf> {
    let folder = std::env::temp_dir().join("handed-over");
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder)
}

pub(in crate::platform) fn share(files: &[Shared], _kind: &str) -> Result<(), HandOverProblem> {
    let paths: Vec<String> = files
        .iter()
        .map(|shared| shared.file.to_string_lossy().into_owned())
        .collect();
    run_on_main(move |main| offer(&paths, main)).ok_or(HandOverProblem::NobodyTakesIt)
}

fn offer(paths: &[String], main: MainThreadMarker) -> Option<()> {
    let addresses: Vec<Retained<AnyObject>> = paths
        .iter()
        .map(|path| NSURL::fileURLWithPath(&NSString::from_str(path)))
        .map(|address| address.into_super().into_super())
        .collect();
    let items = NSArray::from_retained_slice(&addresses);
    let sheet = sheet(&items, main);
    let front = foremost(main)?;
    // On a tablet the sheet hangs on a place of the page.
    if let Some(hanger) = sheet.popoverPresentationController() {
        hanger.setSourceView(front.view().as_deref());
    }
    front.presentViewController_animated_completion(&sheet, true, None);
    Some(())
}

#[allow(unsafe_code, reason = "the sheet takes things of any type")]
fn sheet(items: &NSArray, main: MainThreadMarker) -> Retained<UIActivityViewController> {
    let made = UIActivityViewController::alloc(main);
    // SAFETY: the items are addresses of files, which the sheet knows.
    unsafe {
        UIActivityViewController::initWithActivityItems_applicationActivities(made, items, None)
    }
}

/// A calendar of iOS is written to only with leave to read it. The file that the app makes anyway opens in it with a tap, so
/// that leave is not asked for.
pub(in crate::platform) fn add_to_calendar(_meeting: &Meeting) -> Result<(), HandOverProblem> {
    Err(HandOverProblem::Unsupported)
}

pub(in crate::platform) fn dial(number: &str) -> Result<(), HandOverProblem> {
    open(&format!("tel:{number}"))
}

pub(in crate::platform) fn text(number: &str) -> Result<(), HandOverProblem> {
    open(&format!("sms:{number}"))
}

fn open(address: &str) -> Result<(), HandOverProblem> {
    let address = address.to_owned();
    run_on_main(move |main| {
        let url = NSURL::URLWithString(&NSString::from_str(&address))?;
        let app = UIApplication::sharedApplication(main);
        // False on a tablet without a telephone.
        app.canOpenURL(&url).then(|| start(&app, &url))
    })
    .ok_or(HandOverProblem::NobodyTakesIt)
}

#[allow(unsafe_code, reason = "options may be of any type")]
fn start(app: &UIApplication, url: &NSURL) {
    // SAFETY: there are no options.
    unsafe { app.openURL_options_completionHandler(url, &NSDictionary::new(), None) }
}
