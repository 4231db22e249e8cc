//! ServiceRequest: one piece of the plan, or one option of a choice.

use super::care_plan::Timing;
use super::part::structures;
use super::types::{CodeableConcept, Extension, Identifier, Period, Reference, extension};
use super::{Many, One, codes};
use crate::care::Domain;

structures! {
    /// ServiceRequest.
    ServiceRequest {
        /// Its id.
        id: One<String>,
        /// Extensions.
        extension: Many<Extension>,
        /// The plan it is part of.
        based_on: Many<Reference>,
        /// What it shares with the other options of a choice.
        requisition: One<Identifier>,
        /// `active`, `completed`, `revoked`, …
        status: One<String>,
        /// `plan`, `option`, `order`, …
        intent: One<String>,
        /// The domain of the care package.
        category: Many<CodeableConcept>,
        /// Whether it is something that must not be done.
        do_not_perform: One<bool>,
        /// What it is.
        code: One<CodeableConcept>,
        /// When.
        occurrence_date_time: One<String>,
        /// From when until when.
        occurrence_period: One<Period>,
        /// When, as a rule.
        occurrence_timing: One<Timing>,
        /// When it was written.
        authored_on: One<String>,
        /// Who wrote it.
        requester: One<Reference>,
        /// What kind of worker does it.
        performer_type: One<CodeableConcept>,
        /// Who does it.
        performer: Many<Reference>,
        /// Where.
        location_code: Many<CodeableConcept>,
        /// Where, as a place.
        location_reference: Many<Reference>,
        /// Why.
        reason_code: Many<CodeableConcept>,
        /// What happens, plainly.
        patient_instruction: One<String>,
    }
}

impl ServiceRequest {
    /// Whether it stands: not done with, not withdrawn, not a thing to leave undone.
    pub fn is_current(&self) -> bool {
        let over = ["completed", "revoked", "entered-in-error"];
        let forbidden = self.do_not_perform.get() == Some(&true);
        !forbidden && !self.status.text().is_some_and(|s| over.contains(&s))
    }

    /// Whether it is an option of a choice.
    pub fn is_option(&self) -> bool {
        self.intent.text() == Some("option")
    }

    /// The domain of the care package (seed 002: six in every package).
    pub fn domain(&self, codes_base: &str) -> Domain {
        let system = format!("{codes_base}{}", codes::CARE_DOMAIN);
        domain_of(self.category.iter().find_map(|c| c.code_of(&system)))
    }

    /// Goals that it helps with, by id.
    pub fn goals(&self) -> Vec<String> {
        let links = self.extension.iter();
        let links = links.filter(|e| e.url.text() == Some(codes::PERTAINS_TO_GOAL));
        let ids = links.filter_map(|e| e.value_reference.get()?.id_of("Goal"));
        ids.map(str::to_owned).collect()
    }

    /// The neutral name by which a carer may see it.
    pub fn carer_title(&self, codes_base: &str) -> Option<String> {
        let url = format!("{codes_base}{}", codes::CARER_TITLE);
        let title = extension(&self.extension, &url)?.value_string.text()?;
        Some(title.to_owned())
    }

    /// The form that it asks for, where it asks for one.
    pub fn form(&self) -> Option<&str> {
        extension(&self.extension, codes::REQUESTED_FORM)?
            .value_canonical
            .text()
    }
}

/// The domain that a code of the trust's stands for.
pub fn domain_of(code: Option<&str>) -> Domain {
    match code {
        Some("mental-health") => Domain::MentalHealth,
        Some("physical-health") => Domain::PhysicalHealth,
        Some("meaningful-activity") => Domain::MeaningfulActivity,
        Some("staying-safe") => Domain::StayingSafe,
        Some("carers") => Domain::Carers,
        Some("rights") => Domain::Rights,
        _ => Domain::Other,
    }
}
