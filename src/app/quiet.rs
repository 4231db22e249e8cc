//! A quiet that the person asks for, or does not want. Kept in the vault: whoever looks at the phone's files
//! does not see that somebody has a bad day.

use super::beat::london;
use super::{Companion, NotSaved};
use crate::care::{self, QuietFor, QuietWish};
use crate::vault::{StoreProblem, Vault};
use jiff::Timestamp;

const SETTING: &str = "quiet";

/// What the person has said about quiet.
pub(super) fn wish(vault: &Vault) -> Result<QuietWish, StoreProblem> {
    let kept = vault.setting(SETTING)?;
    Ok(kept
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

impl Companion {
    /// Makes it quiet from now on, for so long at the most.
    pub async fn be_quiet(&self, length: QuietFor) -> Result<(), NotSaved> {
        let today = Timestamp::now().to_zoned(london()).date();
        let until = Some(length.until(today));
        self.keep_quiet(QuietWish {
            until,
            not_for: None,
        })
        .await
    }

    /// Ends the quiet, whoever began it.
    pub async fn end_quiet(&self) -> Result<(), NotSaved> {
        let record = self.view().record.clone().unwrap_or_default();
        let by_itself = care::by_itself(&record);
        self.keep_quiet(QuietWish {
            until: None,
            not_for: by_itself.map(|(_, name)| name),
        })
        .await
    }

    async fn keep_quiet(&self, wish: QuietWish) -> Result<(), NotSaved> {
        let open = self.open().ok_or(NotSaved)?;
        let text = serde_json::to_string(&wish).map_err(|_| NotSaved)?;
        let kept = open
            .stored(move |vault| vault.keep_setting(SETTING, Some(&text)))
            .await;
        self.look().await;
        kept.map_err(|_| NotSaved)
    }
}
