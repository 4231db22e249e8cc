//! Pathway Companion: a person's own plan, team, goals, review and answers, on their own phone.
//!
//! Data goes one way: down from a screen to the vault and the trust, up again as a record that the
//! screen reads. What lives where, in the order of dependence (a test holds these walls up):
//!
//! - [`care`]: the person's record in their own terms. Pure.
//! - [`forms`]: questionnaires, their pages, answers and scores. Pure.
//! - [`fhir`]: FHIR R4 to and from `care` and `forms`. Pure.
//! - [`platform`]: what differs between phones and desks.
//! - [`vault`]: the encrypted database: records, drafts, outbox.
//! - [`trust`]: the trust's file, sign-in and FHIR server.
//! - [`sync`]: what to send and fetch next (pure), and the driver that does it.
//! - [`words`]: the languages, dates, plurals.
//! - [`app`]: what a person can do, one file an operation.
//! - [`ui`]: the screens.
//!
//! Beside the app stands `sandbox`, a small trust to try it against (feature `sandbox`).

/// What is given back to the system is wiped first: a person's words and keys pass through many buffers
/// that are not ours to wipe one by one.
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

pub mod app;
pub mod care;
pub mod fhir;
pub mod forms;
pub mod platform;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod sync;
pub mod trust;
pub mod ui;
pub mod vault;
pub mod words;
