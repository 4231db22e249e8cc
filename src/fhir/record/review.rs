//! The next look at the plan together.
//!
//! A booked meeting of the type review comes first, the earliest to come. Without one, the end of the
//! plan's period is the day by which it is looked at; a day that has gone by is said to have passed.

use super::shelf::Shelf;
use crate::care::Review;
use crate::fhir::appointment::Appointment;
use crate::fhir::care_plan::CarePlan;
use crate::fhir::types::Period;
use crate::fhir::when;

/// The next look at the plan together.
pub(super) fn review(shelf: &Shelf, plan: Option<&CarePlan>) -> Review {
    let today = shelf.how.today;
    let meetings = || booked_reviews(shelf).filter_map(|a| Some((a.starts()?, a)));
    let to_come = meetings().filter(|(start, _)| when::day_of(*start) >= today);
    if let Some((start, meeting)) = to_come.min_by_key(|(start, _)| *start) {
        return Review::Booked {
            id: meeting.id.text().unwrap_or_default().to_owned(),
            changed: meeting.changed(),
            start,
            end: meeting.ends().filter(|end| *end > start),
            with: who_comes(shelf, meeting),
            place: meeting.place(),
        };
    }
    let due = plan.and_then(|p| p.period.get()).and_then(Period::last);
    let missed = || meetings().map(|(start, _)| when::day_of(start)).max();
    match due {
        Some(day) if day >= today => Review::DueBy(day),
        Some(day) => Review::Passed(day),
        // Booked, never held as far as the record says, and no other day is known.
        None => missed().map_or(Review::NoDate, Review::Passed),
    }
}

fn booked_reviews<'a>(shelf: &'a Shelf) -> impl Iterator<Item = &'a Appointment> {
    let base = shelf.how.codes_base;
    let booked = shelf.appointments.iter().filter(|a| a.is_booked());
    booked.filter(move |a| a.is_review(base))
}

/// Names of those who come, the person left out.
pub(super) fn who_comes(shelf: &Shelf, meeting: &Appointment) -> Vec<String> {
    let others = meeting.people().filter(|p| p.id_of("Patient").is_none());
    others.filter_map(|person| shelf.name(person)).collect()
}
