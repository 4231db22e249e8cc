//! Leaving in a hurry: somebody comes near. What shows then is nothing of care, it is locked where there is
//! a passcode, and nothing that Back could lead to is drawn until the person opens it again.

use super::Companion;

impl Companion {
    /// Hides everything now.
    pub fn hide_at_once(&self) {
        self.show(|view| view.left = true);
    }

    /// Hides everything now, and locks. Where there is no passcode it stays open behind it.
    pub async fn hide_and_lock(&self) {
        self.hide_at_once();
        self.lock().await;
    }

    /// The person is back. A locked vault still asks for its passcode.
    pub fn open_again(&self) {
        self.show(|view| view.left = false);
    }
}
