//! Safe mode: the app that dies at every start still helps, sends and gives back.
//!
//! A start is written down before anything else is done, and taken back when the app has run for a
//! while. When two starts in a row were not taken back, the third opens in safe mode: it reads no
//! record and draws no plan, since it may be these that kill it. It opens the vault, sends what waits,
//! and offers a copy of everything.

use super::{Companion, Stage};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

const FILE: &str = "starts";
/// Starts in a row that died before this one, from which on a start is safe.
const DEATHS: u32 = 2;
/// A start that lived so long did not die of itself.
const WELL_AFTER: Duration = Duration::from_secs(10);

/// How this start is.
#[derive(Default)]
pub(super) struct Safety {
    on: AtomicBool,
    /// Pages that died in this run: in the preview a page dies alone.
    died: AtomicU32,
}

/// Writes this start down.
pub(super) fn begin(folder: &Path) -> Safety {
    let path = folder.join(FILE);
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let died: u32 = text.trim().parse().unwrap_or(0);
    // Plainly and not in one step: it must work on a full disk too, and says little.
    let _ = std::fs::write(&path, died.saturating_add(1).to_string());
    Safety {
        on: AtomicBool::new(died >= DEATHS),
        died: AtomicU32::new(0),
    }
}

impl Companion {
    /// Whether the app runs in safe mode.
    pub fn is_safe_mode(&self) -> bool {
        self.house()
            .is_some_and(|house| house.safety.on.load(Ordering::SeqCst))
    }

    /// Takes the start back when it has lived for a while.
    pub(super) fn watch_this_start(&self) {
        let safe = self.is_safe_mode();
        self.show(|view| view.safe = safe);
        let weak = std::sync::Arc::downgrade(&self.inner);
        self.beside(async move {
            tokio::time::sleep(WELL_AFTER).await;
            if let Some(inner) = weak.upgrade() {
                Companion { inner }.this_start_is_well();
            }
        });
    }

    /// The app was left in order, or has lived for a while.
    pub(super) fn this_start_is_well(&self) {
        let Some(house) = self.house() else { return };
        // A safe start that lives says nothing of the usual one, nor does one whose pages die.
        let died = house.safety.died.load(Ordering::SeqCst);
        if !self.is_safe_mode() && died == 0 && house.folder.join(FILE).exists() {
            let _ = std::fs::write(house.folder.join(FILE), "0");
        }
    }

    /// A page died while it was drawn. The third one is drawn in safe mode.
    pub(super) fn a_page_died(&self) {
        let Some(house) = self.house() else { return };
        if house.safety.died.fetch_add(1, Ordering::SeqCst) + 1 >= DEATHS {
            house.safety.on.store(true, Ordering::SeqCst);
            self.show(|view| {
                view.safe = true;
                super::away::forget(view);
            });
        }
    }

    /// Leaves safe mode: the person wants to try the app as usual. If it dies again, the next start is
    /// safe at once.
    pub async fn leave_safe_mode(&self) {
        let Some(house) = self.house() else { return };
        let _ = std::fs::write(house.folder.join(FILE), DEATHS.to_string());
        house.safety.on.store(false, Ordering::SeqCst);
        house.safety.died.store(0, Ordering::SeqCst);
        self.show(|view| view.safe = false);
        self.watch_this_start();
        if self.view().stage == Stage::Open {
            self.look().await;
            self.look_now().await;
        }
    }
}
