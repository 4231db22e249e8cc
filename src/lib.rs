//! Pathway Companion.
//!
//! Data goes one way: down from a screen to the vault and the trust, up again as a record that the
//! screen reads.

pub mod care;
pub mod fhir;
#[cfg(feature = "sandbox")]
pub mod sandbox;
