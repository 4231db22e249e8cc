//! What the app asks of the device it runs on, and a test of something that stands in for it.

use super::Companion;
use crate::platform::{MatchedKeys, NoticesOfThisDevice, Notifier, OfThisDevice, System};
use jiff::civil::Time;
use std::sync::Arc;

/// What stands between the app and its device.
#[derive(Clone)]
pub struct Devices {
    /// Keys that a finger or a face opens.
    pub matched: Arc<dyn MatchedKeys>,
    /// Lines on the lock screen.
    pub notices: Arc<dyn Notifier>,
    /// What the device says of power and connection.
    pub system: Arc<dyn Fn() -> System + Send + Sync>,
    /// What time it is where the device is.
    pub time: Arc<dyn Fn() -> Time + Send + Sync>,
}

impl Default for Devices {
    /// This device's own.
    fn default() -> Self {
        Self {
            matched: Arc::new(OfThisDevice),
            notices: Arc::new(NoticesOfThisDevice),
            system: Arc::new(System::now),
            time: Arc::new(|| jiff::Zoned::now().time()),
        }
    }
}

impl Companion {
    pub(super) fn devices(&self) -> Devices {
        self.house()
            .map(|house| house.devices.clone())
            .unwrap_or_default()
    }
}
