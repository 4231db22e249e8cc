//! The pure rooms of the project, and what the targets do with them.

#[path = "../../../src/care/mod.rs"]
pub mod care;
#[path = "../../../src/fhir/mod.rs"]
pub mod fhir;
#[path = "../../../src/forms/mod.rs"]
pub mod forms;
