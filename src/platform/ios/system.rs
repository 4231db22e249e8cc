//! Settings of the phone. Motion, dark and contrast reach the page by its own media queries; the size of text does not.

use crate::platform::system::System;
use block2::{Block, RcBlock};
use dispatch2::{DispatchQueue, run_on_main};
use objc2_foundation::NSProcessInfo;
use objc2_ui_kit::{UIAccessibilityIsReduceMotionEnabled, UIApplication};
use std::ffi::c_void;
use std::sync::atomic::{AtomicU8, Ordering};

const NOT_SAID: u8 = 2;
static COSTS: AtomicU8 = AtomicU8::new(NOT_SAID);

pub(in crate::platform) fn now() -> System {
    let (text_size, less_motion) = run_on_main(|main| {
        let category = UIApplication::sharedApplication(main).preferredContentSizeCategory();
        (
            size_of(&category.to_string()),
            UIAccessibilityIsReduceMotionEnabled(),
        )
    });
    System {
        text_size,
        less_motion: Some(less_motion),
        dark: None,
        saves_power: Some(NSProcessInfo::processInfo().isLowPowerModeEnabled()),
        costs: match COSTS.load(Ordering::Relaxed) {
            NOT_SAID => None,
            said => Some(said == 1),
        },
    }
}

/// The phone's size of text, beside its usual one: how much larger body text becomes.
fn size_of(category: &str) -> Option<u16> {
    let name = category.strip_prefix("UICTContentSizeCategory")?;
    Some(match name {
        "XS" => 82,
        "S" => 88,
        "M" => 94,
        "L" => 100,
        "XL" => 112,
        "XXL" => 124,
        "XXXL" => 135,
        "AccessibilityM" => 165,
        "AccessibilityL" => 194,
        "AccessibilityXL" => 235,
        "AccessibilityXXL" => 276,
        "AccessibilityXXXL" => 312,
        _ => return None,
    })
}

#[link(name = "Network", kind = "framework")]
#[allow(
    unsafe_code,
    reason = "the framework that knows what a connection costs is C alone"
)]
unsafe extern "C" {
    fn nw_path_monitor_create() -> *mut c_void;
    fn nw_path_monitor_set_queue(monitor: *mut c_void, queue: &DispatchQueue);
    fn nw_path_monitor_set_update_handler(
        monitor: *mut c_void,
        handler: &Block<dyn Fn(*mut c_void)>,
    );
    fn nw_path_monitor_start(monitor: *mut c_void);
    fn nw_path_is_expensive(path: *mut c_void) -> bool;
    fn nw_path_is_constrained(path: *mut c_void) -> bool;
}

/// Listens, until the app ends, for whether the connection costs or the person asked for less data.
#[allow(
    unsafe_code,
    reason = "the framework that knows what a connection costs is C alone"
)]
pub(super) fn listen() {
    // SAFETY: the monitor is made here, is given a queue and a block before it starts, and is never released; the path is
    // alive for as long as the block runs.
    unsafe {
        let monitor = nw_path_monitor_create();
        if monitor.is_null() {
            return;
        }
        let block = RcBlock::new(|path: *mut c_void| {
            let costs = nw_path_is_expensive(path) || nw_path_is_constrained(path);
            COSTS.store(u8::from(costs), Ordering::Relaxed);
        });
        nw_path_monitor_set_queue(monitor, DispatchQueue::main());
        nw_path_monitor_set_update_handler(monitor, &block);
        nw_path_monitor_start(monitor);
    }
}
