//! Organization: the trust, partners, the council.

use super::part::structures;
use super::types::{CodeableConcept, ContactPoint};
use super::{Many, One, codes};
use crate::care::PartnerKind;

structures! {
    /// Organization.
    Organization {
        /// Its id.
        id: One<String>,
        /// Whether it still exists.
        active: One<bool>,
        /// What kind it is.
        r#type: Many<CodeableConcept>,
        /// Its name.
        name: One<String>,
        /// How to reach it.
        telecom: Many<ContactPoint>,
    }
}

impl Organization {
    /// What kind it is, by the code that trusts set for this app.
    pub fn kind(&self, codes_base: &str) -> PartnerKind {
        let system = format!("{codes_base}{}", codes::ORGANIZATION_KIND);
        match self.r#type.iter().find_map(|t| t.code_of(&system)) {
            Some("trust") => PartnerKind::Trust,
            Some("partner") => PartnerKind::Partner,
            Some("council") => PartnerKind::Council,
            _ => PartnerKind::Other,
        }
    }
}
