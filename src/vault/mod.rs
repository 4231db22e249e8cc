//! The vault: one person's record, drafts and outbox, encrypted on this device.
//!
//! # How a vault lives
//!
//! There is one vault for each (trust, subject, patient): a person who is also a carer has two that
//! share nothing, and a second person on the same phone gets a third. In the data folder lie
//! `vaults.json` (random ids, the trust's id, which hat; nothing of a person), and for each vault
//! `{id}.db` (SQLCipher) and `{id}.seal` (the wrapped key).
//!
//! A vault is made once, after the person has said "Yes, that is me": 32 random bytes become the
//! database's raw key (DK), 32 more go to the device's keystore (KS), and the seal holds DK wrapped
//! under KS. The seal also holds a keyed fingerprint of whom the vault belongs to, so that the same
//! person signing in again finds their own vault, while the file alone tells nobody whose it is.
//!
//! Opening takes KS from the keystore, unwraps DK, and opens the database. Each way in which this
//! fails is told apart ([`OpenProblem`]), because each needs other words: a key that is gone, a
//! damaged file, a file from a newer app, a full disk. None of them deletes or changes anything: the
//! file may hold the only copy of what a person said.
//!
//! While it is open, everything accepted is on the disk: `journal_mode=WAL`, `synchronous=FULL`, and
//! an answer counts as accepted when its commit has returned. Every step that must not be half done
//! is one transaction: an answer; a draft that becomes an outbox item; resources stored together
//! with the view made of them.
//!
//! # How it ends
//!
//! Only the person ends a vault ([`Shelf::wipe`]): key first, so that what a crash leaves behind is
//! unreadable; then the files. Wrong keys, wrong files and newer schemas end nothing.
//!
//! # What it does not do
//!
//! It holds no passcode yet: with the phone unlocked and the keystore open, the vault opens. It does
//! not hide that a vault exists, nor how large it is.

mod database;
mod drafts;
mod outbox;
mod records;
mod seal;
mod settings;
mod shelf;

pub use database::{OpenProblem, StoreProblem, Vault};
pub use drafts::Draft;
pub use outbox::{Item, ItemState, NewItem};
pub use records::Pulled;
pub use settings::LogEntry;
pub use shelf::{Hat, Owner, Shelf, VaultId};
