//! How the person wants to read. Kept beside the vaults, since it is needed before one is open.

use super::{Companion, NotSaved, Preferences};
use std::path::Path;

const FILE: &str = "preferences.json";

/// The kept preferences; the usual ones when there are none, or none that can be read.
pub(super) fn read(folder: &Path) -> Preferences {
    std::fs::read(folder.join(FILE))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

impl Companion {
    /// Keeps how the person wants to read. It shows at once, even when it cannot be kept.
    pub async fn set_preferences(&self, preferences: Preferences) -> Result<(), NotSaved> {
        self.show(|view| view.preferences = preferences);
        let Some(house) = self.house() else {
            return Ok(());
        };
        let bytes = serde_json::to_vec(&preferences).map_err(|_| NotSaved)?;
        let path = house.folder.join(FILE);
        tokio::task::spawn_blocking(move || crate::platform::replace_file(&path, &bytes))
            .await
            .map_err(|_| NotSaved)?
            .map_err(|_| NotSaved)
    }
}
