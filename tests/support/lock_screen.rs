//! A device that has leave to show lines on its lock screen, and remembers them; its hour is a test's to set.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use crate::desk::Trust;
use pathway_companion::app::{
    Companion, Devices, Leave, NoticeProblem, Notifier, Setup, TrustSource, WayBack,
};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicI8, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A lock screen.
pub struct LockScreen {
    lines: Mutex<BTreeMap<u8, String>>,
    shown: Mutex<usize>,
    hour: AtomicI8,
}

impl LockScreen {
    /// An empty one at noon.
    pub fn at_noon() -> Arc<Self> {
        Arc::new(Self {
            lines: Mutex::default(),
            shown: Mutex::default(),
            hour: AtomicI8::new(12),
        })
    }

    pub fn set_hour(&self, hour: i8) {
        self.hour.store(hour, Ordering::SeqCst);
    }

    /// What stands on it.
    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().values().cloned().collect()
    }

    /// How many lines were ever shown.
    pub fn ever(&self) -> usize {
        *self.shown.lock().unwrap()
    }

    /// Waits until just these stand on it.
    pub async fn until(&self, lines: &[&str]) {
        for _ in 0..400 {
            if self.lines() == lines {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("on the lock screen: {:?}", self.lines());
    }
}

impl Notifier for LockScreen {
    fn leave(&self) -> Leave {
        Leave::Given
    }

    fn ask(&self) -> Leave {
        Leave::Given
    }

    fn show(&self, number: u8, line: &str) -> Result<(), NoticeProblem> {
        self.lines.lock().unwrap().insert(number, line.to_owned());
        *self.shown.lock().unwrap() += 1;
        Ok(())
    }

    fn clear(&self) {
        self.lines.lock().unwrap().clear();
    }
}

/// The app on a device with this lock screen.
pub async fn companion_on(screen: &Arc<LockScreen>, home: &Path, trust: &Trust) -> Companion {
    let setup = Setup {
        folder: home.to_owned(),
        source: TrustSource::Address(trust.base.join("trust.json").unwrap()),
        way_back: WayBack::Loopback("http://127.0.0.1:9/callback".parse().unwrap()),
    };
    let clock = screen.clone();
    let devices = Devices {
        notices: screen.clone(),
        time: Arc::new(move || jiff::civil::time(clock.hour.load(Ordering::SeqCst), 0, 0, 0)),
        ..Devices::default()
    };
    Companion::start_on(setup, devices).await.unwrap()
}
