//! The vault: one person's record, drafts and outbox, encrypted on this device.
//!
//! # How a vault lives
//!
//! There is one vault for each (trust, subject, patient): a person who is also a carer has two that
//! share nothing, and a second person on the same phone gets a third. In the data folder lie
//! `vaults.json` (random ids, the trust's id, which hat; nothing of a person), and for each vault
//! `{id}.db` (SQLCipher), `{id}.seal` (the wrapped key, and the wrong passcodes so far) and
//! `{id}.unsent` (what waits, sealed to the trust alone). Beside them, small: `{id}.head` (the first
//! page once more, encrypted as it is), `{id}.open` (there is a journal), `{id}.count` (how many answers
//! wait, for the lock page), and `{id}.plan` where the person wants their staying-safe plan to open without
//! the passcode (`open_copy`).
//!
//! A vault is made once, after the person has said "Yes, that is me": 32 random bytes become the
//! database's raw key (DK), 32 more go to the device's keystore (KS), and the seal holds DK wrapped
//! under KS. The seal also holds a keyed fingerprint of whom the vault belongs to, so that the same
//! person signing in again finds their own vault, while the file alone tells nobody whose it is.
//!
//! Opening takes KS from the keystore, unwraps DK (with a passcode, under `Argon2id(passcode) ‖ KS`:
//! `guard`, `passcode`, `tries`), and opens the database. A recovery code (`recovery`) wraps DK once
//! more, for the day on which KS or the passcode is gone. Each way in which opening fails is told apart ([`OpenProblem`]), because each needs other words: a key that is gone, a
//! damaged file, a file from a newer app, a full disk. None of them deletes or changes anything: the
//! file may hold the only copy of what a person said. A damaged file is set aside whole and read as far
//! as it goes (`aside`, `salvage`); a vault whose key is gone is set aside as it is.
//!
//! Locked means closed: SQLCipher wipes DK, and nobody else has it. A key of ours lies in a box that
//! wipes itself (`platform::Key`), and what the process gives back to the system is wiped as well.
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
//! Without a passcode, whoever holds the unlocked phone opens the vault. It does not hide that a vault
//! exists, how large it is, nor how many answers wait. It does not stop somebody who can write into its
//! folder from bringing back an older seal with fewer tries; without the keystore that gains nothing.

mod aside;
mod database;
mod drafts;
mod followed;
mod guard;
mod keying;
mod last_word;
mod lately;
mod matching;
mod nameless;
mod open_copy;
mod outbox;
mod passcode;
mod post_copy;
mod records;
mod recovery;
mod salvage;
mod seal;
mod settings;
mod shelf;
mod stays;
mod take_back;
mod tries;
mod unsent;

pub use aside::Aside;
pub use database::{OpenProblem, StoreProblem, Vault};
pub use drafts::Draft;
pub use followed::Left;
pub use guard::{Guards, UnlockProblem};
pub use lately::{Lately, NEWEST_SENT};
pub use nameless::Nameless;
pub use outbox::{Item, ItemState, NewItem};
pub use passcode::{LONGEST, Passcode, PasscodeProblem, SHORTEST};
pub use post_copy::{PostedCopy, ToCopy};
pub use records::Pulled;
pub use recovery::{RecoveryCode, RecoveryProblem, WORDS};
pub use salvage::Salvaged;
pub use settings::LogEntry;
pub use shelf::{Hat, Owner, Shelf, VaultId};
pub use tries::LAST_TRY;
pub use unsent::is_recipient;
