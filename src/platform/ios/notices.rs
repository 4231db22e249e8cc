//! Local notifications, without a sound, a number on the icon or an address.

use crate::platform::notices::{Leave, NoticeProblem};
use block2::RcBlock;
use objc2::runtime::Bool;
use objc2_foundation::{NSError, NSString};
use objc2_user_notifications::{
    UNAuthorizationOptions, UNAuthorizationStatus, UNMutableNotificationContent,
    UNNotificationRequest, UNNotificationSettings, UNUserNotificationCenter,
};
use std::ptr::NonNull;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// Longer than anybody looks at a question of the system's.
const PATIENCE: Duration = Duration::from_secs(5 * 60);

pub(in crate::platform) fn leave() -> Leave {
    wait(|tell| {
        let block = RcBlock::new(move |settings: NonNull<UNNotificationSettings>| {
            tell.send(is_given(settings)).ok();
        });
        UNUserNotificationCenter::currentNotificationCenter()
            .getNotificationSettingsWithCompletionHandler(&block);
    })
}

pub(in crate::platform) fn ask() -> Leave {
    wait(|tell| {
        let block = RcBlock::new(move |given: Bool, _: *mut NSError| {
            tell.send(given.as_bool()).ok();
        });
        UNUserNotificationCenter::currentNotificationCenter()
            .requestAuthorizationWithOptions_completionHandler(
                UNAuthorizationOptions::Alert,
                &block,
            );
    })
}

#[allow(unsafe_code, reason = "the settings come as a pointer")]
fn is_given(settings: NonNull<UNNotificationSettings>) -> bool {
    // SAFETY: UserNotifications hands over settings that live for as long as the block runs.
    unsafe { settings.as_ref() }.authorizationStatus() == UNAuthorizationStatus::Authorized
}

fn wait(begin: impl FnOnce(Sender<bool>)) -> Leave {
    let (tell, told) = channel();
    begin(tell);
    match told.recv_timeout(PATIENCE) {
        Ok(true) => Leave::Given,
        Ok(false) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
            Leave::NotGiven
        }
    }
}

pub(in crate::platform) fn show(number: u8, line: &str) -> Result<(), NoticeProblem> {
    if leave() != Leave::Given {
        return Err(NoticeProblem::NoLeave);
    }
    let content = UNMutableNotificationContent::new();
    content.setBody(&NSString::from_str(line));
    let name = NSString::from_str(&format!("notice-{number}"));
    let request =
        UNNotificationRequest::requestWithIdentifier_content_trigger(&name, &content, None);
    let (tell, told) = channel();
    let block = RcBlock::new(move |error: *mut NSError| {
        tell.send(error.is_null()).ok();
    });
    UNUserNotificationCenter::currentNotificationCenter()
        .addNotificationRequest_withCompletionHandler(&request, Some(&block));
    match told.recv_timeout(Duration::from_secs(10)) {
        Ok(true) => Ok(()),
        _ => Err(NoticeProblem::NotTaken),
    }
}

pub(in crate::platform) fn clear() {
    UNUserNotificationCenter::currentNotificationCenter().removeAllDeliveredNotifications();
}
