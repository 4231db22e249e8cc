//! Sending and fetching: what to do next (pure), and the driver that does it.
//!
//! # How an answer arrives, once
//!
//! An item of the outbox is a [`Parcel`]: resources to be made on the trust's server, in order, and
//! perhaps a Task to be ended. Each resource carries an identifier (a UUID) that was made on this
//! device, so that "is it there?" always has an answer. How far a parcel has come is its
//! [`Progress`], written to the vault after every word from the server; it only ever moves forward.
//!
//! [`push::next`] looks at parcel, progress and what the server can do, and says the one next thing
//! to ask. The driver asks it, and hands what it heard to [`push::heard`], which moves the progress
//! and says whether to go on, wait, pause, park or rejoice. Both are pure: every reply, loss and
//! lie of a server can be played to them in a test.
//!
//! First the Task is read: another phone may have answered meanwhile. Then, where the server takes
//! transactions, answer and Task go as one; a score follows, since it names the answer. Whatever comes
//! back that is not a plain yes (a refusal, a half-done bundle under a 200, silence) sends the parcel
//! the slow way, thing by thing, each made in a manner that cannot make it twice ([`Way`], the table of VAULT §6):
//!
//! 1. `PUT type/uuid` with `If-None-Match: *`;
//! 2. `POST` with `If-None-Exist`;
//! 3. search by identifier, then `POST`;
//! 4. `POST`, and never again by itself: after silence one search, then the person or the team decides.
//!
//! A row that the server does not declare is passed over, and what may be there although nobody
//! could say so stays marked (`maybe_left`), from before the request leaves, so that no lower row
//! and no start after a kill makes it anew.
//!
//! What a server declares is a claim. A refusal because of the condition moves this parcel one row
//! down; when the lower row then works, the server stays there. A 2xx counts only when what came
//! back carries our identifier, or is read back and found to: a captive portal also says 200.
//!
//! # How a record comes
//!
//! [`pull`] asks for each type by patient, as one batch where the server can. Every resource is
//! looked at before it is kept: it must be this patient's, else the server shows records of others
//! and nothing at all is taken from it; and it must be released, else it is dropped before it
//! touches the disk. What could not be read is left as it was. What the server no longer has is
//! found by a full look, at the start and once a day.
//!
//! A carer's phone fetches in another way (`follow`): what is shared is asked first, before anything is sent
//! or shown, and all of it is looked at anew each time.

mod amend;
mod clock;
mod driver;
mod fetch;
mod follow;
mod meaning;
mod parcel;
pub mod pull;
pub mod push;
pub mod queue;
mod requests;
mod send;
mod sets;
mod share;
pub mod wait;

pub use amend::{Amendment, Decided};
pub use clock::Clock;
pub use driver::{Driver, Heartbeat, Report, Told, Whose};
pub use parcel::{Create, Made, Parcel, Progress, Server, TaskStep, Way, Ways};
pub use share::WordProgress;
