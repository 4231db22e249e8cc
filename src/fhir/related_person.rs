//! RelatedPerson: somebody whom the trust has linked to the person. The app reads links and makes none.

use super::part::structures;
use super::types::{CodeableConcept, HumanName, Period, Reference, name_of};
use super::{Many, One};
use crate::care::Carer;
use jiff::civil::Date;

structures! {
    /// RelatedPerson.
    RelatedPerson {
        /// Its id.
        id: One<String>,
        /// Whether the link is in use.
        active: One<bool>,
        /// Whose carer it is.
        patient: One<Reference>,
        /// What they are to the person.
        relationship: Many<CodeableConcept>,
        /// Their names.
        name: Many<HumanName>,
        /// From when until when the link stands.
        period: One<Period>,
    }
}

impl RelatedPerson {
    /// The carer, where the link stands on this day and is to this patient.
    pub fn carer(&self, patient: &str, today: Date) -> Option<Carer> {
        let of_them = self.patient.get()?.id_of("Patient") == Some(patient);
        let in_use = self.active.get() != Some(&false);
        let over = self.period.get().is_some_and(|period| period.over(today));
        if !of_them || !in_use || over {
            return None;
        }
        let words = |it: &CodeableConcept| {
            let display = it.coding.iter().find_map(|coding| coding.display.text());
            it.text.text().or(display).map(str::to_owned)
        };
        Some(Carer {
            id: self.id.text()?.to_owned(),
            name: name_of(&self.name, Some(today)),
            relationship: self.relationship.iter().find_map(words),
        })
    }
}
