//! Appointment: meetings that were and will be.

use super::part::structures;
use super::types::{CodeableConcept, Reference};
use super::{Many, One, codes, when};
use jiff::Timestamp;

structures! {
    /// Appointment.
    Appointment {
        /// Its id.
        id: One<String>,
        /// `booked`, `fulfilled`, `cancelled`, `noshow`, …
        status: One<String>,
        /// What kind of meeting.
        appointment_type: One<CodeableConcept>,
        /// What it is called.
        description: One<String>,
        /// When it starts.
        start: One<String>,
        /// When it ends.
        end: One<String>,
        /// Who comes.
        participant: Many<Attendee>,
    }
    /// Somebody, or a place, in a meeting.
    Attendee {
        /// Who.
        actor: One<Reference>,
        /// Whether they come.
        status: One<String>,
    }
}

impl Appointment {
    /// When it starts.
    pub fn starts(&self) -> Option<Timestamp> {
        when::moment(self.start.text()?)
    }

    /// When it ends.
    pub fn ends(&self) -> Option<Timestamp> {
        when::moment(self.end.text()?)
    }

    /// Whether it will take place, or does just now.
    pub fn is_booked(&self) -> bool {
        matches!(
            self.status.text(),
            Some("booked" | "arrived" | "checked-in")
        )
    }

    /// Whether it took place.
    pub fn took_place(&self) -> bool {
        self.status.text() == Some("fulfilled")
    }

    /// Whether it is a review of the plan: by the trust's code; where it has none, by a name that
    /// begins with "review", so that a "medication review" is not taken for one.
    pub fn is_review(&self, codes_base: &str) -> bool {
        let system = format!("{codes_base}{}", codes::APPOINTMENT_TYPE);
        let kind = self.appointment_type.get();
        if let Some(code) = kind.and_then(|k| k.code_of(&system)) {
            return code == "review";
        }
        let names = kind.and_then(CodeableConcept::words);
        let mut names = names
            .iter()
            .map(String::as_str)
            .chain(self.description.text());
        names.any(|name| name.to_lowercase().starts_with("review"))
    }

    /// Those who come, and places.
    pub fn actors(&self) -> impl Iterator<Item = &Reference> {
        let coming = self
            .participant
            .iter()
            .filter(|a| a.status.text() != Some("declined"));
        coming.filter_map(|a| a.actor.get())
    }
}
