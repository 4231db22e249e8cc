//! The pure rooms of the project, and what the targets do with them. Of the rooms that talk to the
//! network the part that only reads.

#[path = "../../../src/care/mod.rs"]
pub mod care;
#[path = "../../../src/fhir/mod.rs"]
pub mod fhir;
#[path = "../../../src/forms/mod.rs"]
pub mod forms;
pub mod sync;
pub mod trust;
