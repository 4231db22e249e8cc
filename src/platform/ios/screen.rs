//! iOS lets nobody forbid a screenshot. What can be done is done: while the app is not in front, a plain view lies over it,
//! so that the picture in the list of recent apps shows nothing.

use crate::platform::screen::Unsupported;
use block2::RcBlock;
use objc2::MainThreadOnly;
use objc2::rc::Retained;
use objc2_foundation::{
    MainThreadMarker, NSNotification, NSNotificationCenter, NSNotificationName,
};
use objc2_ui_kit::{
    UIApplicationDidBecomeActiveNotification, UIApplicationWillResignActiveNotification, UIColor,
    UIView, UIViewAutoresizing,
};
use std::cell::RefCell;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, Ordering};

static HIDES: AtomicBool = AtomicBool::new(true);

thread_local! {
    static COVER: RefCell<Option<Retained<UIView>>> = const { RefCell::new(None) };
}

pub(in crate::platform) fn hide_from_others(hide: bool) -> Result<(), Unsupported> {
    HIDES.store(hide, Ordering::Relaxed);
    Ok(())
}

/// Apps of iOS do not leave by themselves, and there is no back that would ask for it.
pub(in crate::platform) fn go_behind() -> Result<(), Unsupported> {
    Err(Unsupported)
}

/// Covers whenever the app stops being the one in front, and uncovers when it is again.
#[allow(unsafe_code, reason = "names of notifications are foreign statics")]
pub(super) fn cover_when_left() {
    // SAFETY: both are constants of UIKit that are there before `main`.
    let (left, came) = unsafe {
        (
            UIApplicationWillResignActiveNotification,
            UIApplicationDidBecomeActiveNotification,
        )
    };
    on(left, cover);
    on(came, uncover);
}

#[allow(unsafe_code, reason = "a block is handed to Foundation")]
fn on(name: &NSNotificationName, act: fn()) {
    let block = RcBlock::new(move |_: NonNull<NSNotification>| act());
    // SAFETY: UIKit posts both on the main thread and without a queue the block runs there; the function that it holds is a
    // bare one, which any thread may call.
    let ear = unsafe {
        NSNotificationCenter::defaultCenter().addObserverForName_object_queue_usingBlock(
            Some(name),
            None,
            None,
            &block,
        )
    };
    // It listens until the app ends.
    std::mem::forget(ear);
}

fn cover() {
    let Some(main) = MainThreadMarker::new() else {
        return;
    };
    if !HIDES.load(Ordering::Relaxed) {
        return;
    }
    let Some(window) = super::window(main) else {
        return;
    };
    let view = UIView::initWithFrame(UIView::alloc(main), window.bounds());
    view.setAutoresizingMask(
        UIViewAutoresizing::FlexibleWidth | UIViewAutoresizing::FlexibleHeight,
    );
    view.setBackgroundColor(Some(&UIColor::systemBackgroundColor()));
    window.addSubview(&view);
    uncover();
    COVER.with_borrow_mut(|cover| *cover = Some(view));
}

fn uncover() {
    if let Some(view) = COVER.with_borrow_mut(Option::take) {
        view.removeFromSuperview();
    }
}
