//! FHIR R4 to and from `care` and `forms`. Pure: no network, no clock, no file.
pub mod codes;
pub mod scopes;
