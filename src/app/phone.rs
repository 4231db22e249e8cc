//! What the launcher of a phone asks of the platform, through the app: screens know no platform.

use super::Companion;
use crate::platform;
use std::path::PathBuf;

/// The folder for data on this phone, kept out of every backup, and everything that has to be there before the first page is
/// drawn. None when the phone gives the app no place.
pub fn prepare_phone(usual: PathBuf) -> Option<PathBuf> {
    #[cfg(target_os = "android")]
    {
        let _ = usual;
        if !platform::android::hold_activity() {
            return None;
        }
        platform::android::data_folder()
    }
    #[cfg(target_os = "ios")]
    {
        std::fs::create_dir_all(&usual).ok()?;
        // One that would go into a backup is not used: its keys stay here, and the copy would only be in the way.
        if !platform::ios::keep_out_of_backups(&usual) {
            return None;
        }
        platform::ios::begin();
        Some(usual)
    }
    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    {
        Some(usual)
    }
}

/// Opens the telephone with this number in it; false where nothing takes it.
pub fn dial(number: &str) -> bool {
    platform::dial(number).is_ok()
}

/// Opens an empty text to this number; false where nothing takes it.
pub fn text_to(number: &str) -> bool {
    platform::text(number).is_ok()
}

/// The app goes behind the others; an error where the platform has no such thing.
pub fn go_behind() -> Result<(), platform::Unsupported> {
    platform::go_behind()
}

/// What the phone says of itself now.
pub fn system_now() -> platform::System {
    platform::System::now()
}

/// Runs something on the thread that draws.
#[cfg(target_os = "ios")]
pub fn on_main(act: fn()) {
    platform::ios::on_main(act);
}

/// Opens a page of sign-in in the system's own sheet.
#[cfg(target_os = "ios")]
pub fn sign_in_on_ios(
    page: &str,
    back: &url::Url,
    then: impl Fn(Option<String>) + Send + 'static,
) -> bool {
    platform::ios::sign_in(page, back.host_str().unwrap_or_default(), back.path(), then)
}

impl Companion {
    /// Where a page leads back to, if it is the page of a sign-in that waits here.
    pub fn way_back_of(&self, page: &str) -> Option<url::Url> {
        let page: url::Url = page.parse().ok()?;
        let named = |wanted: &str| {
            let mut pairs = page.query_pairs();
            pairs
                .find(|(name, _)| name == wanted)
                .map(|(_, value)| value.into_owned())
        };
        named("state").filter(|state| self.expects(state))?;
        named("redirect_uri")?.parse().ok()
    }
}
