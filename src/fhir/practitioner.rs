//! Practitioner and PractitionerRole: the workers around the person.

use super::part::structures;
use super::types::{CodeableConcept, ContactPoint, HumanName, Reference};
use super::{Many, One};

structures! {
    /// Practitioner.
    Practitioner {
        /// Its id.
        id: One<String>,
        /// Whether they still work there.
        active: One<bool>,
        /// Their names.
        name: Many<HumanName>,
        /// How to reach them.
        telecom: Many<ContactPoint>,
    }
    /// PractitionerRole: a worker in one job.
    PractitionerRole {
        /// Its id.
        id: One<String>,
        /// Whether they still do it.
        active: One<bool>,
        /// Who.
        practitioner: One<Reference>,
        /// For whom.
        organization: One<Reference>,
        /// What.
        code: Many<CodeableConcept>,
        /// How to reach them in this job.
        telecom: Many<ContactPoint>,
    }
}
