//! Names: who a reference points at.

use super::shelf::Shelf;
use crate::care::Member;
use crate::care::Written;
use crate::fhir::practitioner::Practitioner;
use crate::fhir::types::{CodeableConcept, Reference, contact, name_of};
use crate::fhir::{Many, when};

/// A worker that a reference points at.
pub(super) struct Worker {
    pub(super) member: Member,
    /// Whether they still work there, as far as the record says.
    pub(super) active: bool,
}

impl Shelf<'_> {
    /// The name of whoever a reference points at: as their own resource has it, else as the reference
    /// says.
    pub(super) fn name(&self, reference: &Reference) -> Option<String> {
        self.own_name(reference).or_else(|| reference.name())
    }

    fn own_name(&self, reference: &Reference) -> Option<String> {
        let today = Some(self.how.today);
        if reference.id_of("Patient") == Some(&self.person.id) {
            return Some(self.person.full_name.clone()).filter(|name| !name.is_empty());
        }
        if let Some(id) = reference.id_of("RelatedPerson") {
            return name_of(&self.relatives.get(id)?.name, today);
        }
        if let Some(id) = reference.id_of("Organization") {
            return self.organizations.get(id)?.name.text().map(str::to_owned);
        }
        name_of(&self.practitioner(reference)?.1.name, today)
    }

    /// Names of all that the references point at.
    pub(super) fn names(&self, references: &Many<Reference>) -> Vec<String> {
        references.iter().filter_map(|r| self.name(r)).collect()
    }

    /// Names of those among them who are people.
    pub(super) fn workers(&self, references: &Many<Reference>) -> Vec<String> {
        let people = references
            .iter()
            .filter(|it| it.id_of("Practitioner").is_some());
        people.filter_map(|it| self.name(it)).collect()
    }

    /// The worker that a reference points at. Somebody without a name cannot be shown.
    pub(super) fn worker(&self, reference: &Reference) -> Option<Worker> {
        let today = self.how.today;
        let role = reference
            .id_of("PractitionerRole")
            .and_then(|id| self.roles.get(id));
        let practitioner = self.practitioner(reference);
        let known_id = practitioner.map(|(id, _)| id);
        let id = known_id.or_else(|| reference.id_of("Practitioner"));
        let find = |system: &str| {
            let in_role = role.and_then(|r| contact(&r.telecom, system, today));
            in_role.or_else(|| contact(&practitioner?.1.telecom, system, today))
        };
        let left = practitioner.is_some_and(|(_, p)| p.active.get() == Some(&false))
            || role.is_some_and(|r| r.active.get() == Some(&false));
        Some(Worker {
            member: Member {
                id: id.unwrap_or_default().to_owned(),
                name: self.name(reference)?,
                role: role.and_then(|r| r.code.iter().find_map(CodeableConcept::words)),
                phone: find("phone"),
                email: find("email"),
            },
            active: !left,
        })
    }

    fn practitioner<'b>(&'b self, reference: &'b Reference) -> Option<(&'b str, &'b Practitioner)> {
        let in_role = || {
            let role = self.roles.get(reference.id_of("PractitionerRole")?)?;
            role.practitioner.get()?.id_of("Practitioner")
        };
        let id = reference.id_of("Practitioner").or_else(in_role)?;
        Some((id, self.practitioners.get(id)?))
    }

    /// Who wrote a thing, and when.
    pub(super) fn written(&self, by: Option<&Reference>, on: Option<&str>) -> Written {
        Written {
            by: by.and_then(|r| self.name(r)),
            on: on.and_then(when::first_day),
        }
    }
}
