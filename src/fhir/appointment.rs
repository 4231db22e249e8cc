//! Appointment: meetings that were and will be.

use super::observation::event_of;
use super::part::structures;
use super::types::{CodeableConcept, Meta, Reference};
use super::{Many, One, codes, when};
use crate::care::Event;
use jiff::Timestamp;

structures! {
    /// Appointment.
    Appointment {
        /// Its id.
        id: One<String>,
        /// What the server says of it.
        meta: One<Meta>,
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
        /// What they are in it.
        r#type: Many<CodeableConcept>,
        /// Who.
        actor: One<Reference>,
        /// Whether they come.
        status: One<String>,
    }
}

impl Appointment {
    /// When the server last changed it.
    pub fn changed(&self) -> Option<Timestamp> {
        when::moment(self.meta.get()?.last_updated.text()?)
    }

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

    /// What the meeting was for, by the trust's code. Where it has none, a name that begins with
    /// "review" makes it a review, so that a "medication review" is not taken for one.
    pub fn event(&self, codes_base: &str) -> Event {
        let system = format!("{codes_base}{}", codes::APPOINTMENT_TYPE);
        let kind = self.appointment_type.get();
        if let Some(code) = kind.and_then(|k| k.code_of(&system)) {
            let known = if code == "review" {
                Some(Event::PlannedReview)
            } else {
                event_of(code)
            };
            return known.unwrap_or(Event::Meeting);
        }
        let names = kind.and_then(CodeableConcept::words);
        let mut names = names
            .iter()
            .map(String::as_str)
            .chain(self.description.text());
        if names.any(|name| name.to_lowercase().starts_with("review")) {
            Event::PlannedReview
        } else {
            Event::Meeting
        }
    }

    /// Whether it is a review of the plan.
    pub fn is_review(&self, codes_base: &str) -> bool {
        matches!(
            self.event(codes_base),
            Event::PlannedReview | Event::UnplannedReview
        )
    }

    /// Those who come.
    pub fn people(&self) -> impl Iterator<Item = &Reference> {
        let things = ["Location", "Device", "HealthcareService"];
        let coming = self
            .participant
            .iter()
            .filter(|a| a.status.text() != Some("declined"));
        let people = coming
            .filter(|a| !a.is_place())
            .filter_map(|a| a.actor.get());
        people.filter(move |actor| !things.iter().any(|kind| actor.id_of(kind).is_some()))
    }

    /// Where it is.
    pub fn place(&self) -> Option<String> {
        let mut places = self.participant.iter().filter(|a| a.is_place());
        places.find_map(|a| a.actor.get()?.name())
    }
}

impl Attendee {
    // A place is told by its reference, or by what a trust says it is in the meeting.
    fn is_place(&self) -> bool {
        let said = self.r#type.iter().filter_map(CodeableConcept::words);
        let mut said = said.map(|words| words.to_lowercase());
        let points = self
            .actor
            .get()
            .is_some_and(|a| a.id_of("Location").is_some());
        points || said.any(|words| words == "place" || words == "location")
    }
}
