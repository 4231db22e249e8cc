//! What was not sent, once more beside the vault (`{id}.unsent`), sealed to the trust alone.
//!
//! The vault may hold the only copy of what a person said, and its key can get lost with the phone's
//! keystore. So whatever is accepted to be sent also goes, in the same operation, into a file that
//! this phone cannot read: each item is sealed with age (X25519) to the recipient that the trust's
//! file names. One line an item: its id, a space, and the age file in base64. To open it:
//!
//! ```sh
//! cut -d' ' -f2 FILE | while read -r line; do echo "$line" | base64 -d | age -d -i KEY; echo; done
//! ```
//!
//! The line is on the disk before the item is committed: after a kill in between there is a line too
//! many, never one too few. It leaves when the server has confirmed the item.

use super::outbox::NewItem;
use crate::platform::replace_file;
use age::x25519::Recipient;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The file beside a vault.
pub(super) struct Unsent {
    path: PathBuf,
    recipient: Mutex<Option<Recipient>>,
}

/// What lies in an item's seal.
pub(super) struct Open<'a> {
    pub(super) id: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) task: Option<&'a str>,
    pub(super) answered: String,
    pub(super) body: &'a str,
}

impl<'a> Open<'a> {
    pub(super) fn of(item: &'a NewItem) -> Self {
        Self {
            id: &item.id,
            title: item.title.as_deref(),
            task: item.task.as_deref(),
            answered: item.answered.to_string(),
            body: &item.body,
        }
    }

    fn line(&self, recipient: &Recipient) -> Option<String> {
        let body: serde_json::Value = serde_json::from_str(self.body)
            .unwrap_or_else(|_| serde_json::Value::String(self.body.to_owned()));
        let text = json!({
            "id": self.id,
            "title": self.title,
            "task": self.task,
            "answered": self.answered,
            "item": body,
        });
        let text = zeroize::Zeroizing::new(serde_json::to_vec(&text).ok()?);
        let sealed = age::encrypt(recipient, &text).ok()?;
        Some(format!("{} {}\n", self.id, BASE64.encode(sealed)))
    }
}

impl Unsent {
    /// The file beside this database.
    pub(super) fn beside(database: &Path) -> Self {
        Self {
            path: database.with_extension("unsent"),
            recipient: Mutex::new(None),
        }
    }

    /// Seals to this recipient from now on; none: to nobody. False when it is no recipient.
    pub(super) fn seal_to(&self, recipient: Option<&str>) -> bool {
        let read = match recipient.map(str::parse::<Recipient>) {
            None => None,
            Some(Ok(recipient)) => Some(recipient),
            Some(Err(_)) => return false,
        };
        if let Ok(mut slot) = self.recipient.lock() {
            *slot = read;
        }
        true
    }

    /// Whether there is somebody to seal to.
    pub(super) fn has_recipient(&self) -> bool {
        self.recipient.lock().is_ok_and(|slot| slot.is_some())
    }

    /// Adds an item, on the disk when this returns. Nothing to do when there is nobody to seal to.
    pub(super) fn add(&self, item: &Open) -> std::io::Result<()> {
        let recipient = self.recipient.lock().ok().and_then(|slot| slot.clone());
        let Some(recipient) = recipient else {
            return Ok(());
        };
        let line = item
            .line(&recipient)
            .ok_or_else(|| std::io::Error::other("could not be sealed"))?;
        let mut file = open_private(&self.path)?;
        // A line that a kill cut short must not swallow this one.
        let mut whole = true;
        if file.seek(SeekFrom::End(0))? > 0 {
            file.seek(SeekFrom::End(-1))?;
            let mut last = [0u8; 1];
            file.read_exact(&mut last)?;
            whole = last[0] == b'\n';
        }
        let text = if whole { line } else { format!("\n{line}") };
        file.write_all(text.as_bytes())?;
        file.sync_data()
    }

    /// The ids that have a line.
    pub(super) fn ids(&self) -> BTreeSet<String> {
        self.lines().into_iter().map(|(id, _)| id).collect()
    }

    /// Takes away every line but those of these ids. The file goes with its last line.
    pub(super) fn keep_only(&self, ids: &BTreeSet<String>) -> std::io::Result<()> {
        let lines = self.lines();
        let keep: Vec<&(String, String)> =
            lines.iter().filter(|(id, _)| ids.contains(id)).collect();
        if keep.len() == lines.len() {
            return Ok(());
        }
        if keep.is_empty() {
            return std::fs::remove_file(&self.path);
        }
        let text: String = keep
            .iter()
            .map(|(id, sealed)| format!("{id} {sealed}\n"))
            .collect();
        replace_file(&self.path, text.as_bytes())
    }

    fn lines(&self) -> Vec<(String, String)> {
        let text = std::fs::read_to_string(&self.path).unwrap_or_default();
        text.lines()
            .filter_map(|line| line.split_once(' '))
            .filter(|(_, sealed)| BASE64.decode(sealed).is_ok())
            .map(|(id, sealed)| (id.to_owned(), sealed.to_owned()))
            .collect()
    }
}

/// Whether this text names a recipient that items can be sealed to.
pub fn is_recipient(text: &str) -> bool {
    text.parse::<Recipient>().is_ok()
}

fn open_private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}
