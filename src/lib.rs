//! Pathway Companion: a person's own plan, team, goals, review and answers, on their own phone.
//!
//! Data goes one way: down from a screen to the vault and the trust, up again as a record that the
//! screen reads. What lives where, in the order of dependence (a test holds these walls up):
//!
//! - [`care`]: the person's record in their own terms. Pure.
//! - [`forms`]: questionnaires, their pages, answers and scores. Pure.
//! - [`fhir`]: FHIR R4 to and from `care` and `forms`. Pure.
//! - [`words`]: the languages, dates, plurals.
//! - [`app`]: what a person can do, free of any screen.
//! - [`ui`]: screens, their parts and their looks.

pub mod app;
pub mod care;
pub mod fhir;
pub mod forms;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod ui;
pub mod words;
