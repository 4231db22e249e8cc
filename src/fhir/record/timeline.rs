//! What has happened, where the person is, what comes next.
//!
//! Put together from the events at which the cluster was decided, the episode, the plan and the
//! meetings; in order of time.

use super::review::{review, who_comes};
use super::shelf::Shelf;
use crate::care::{Event, Review, Stop, Tense};
use crate::fhir::appointment::Appointment;
use crate::fhir::care_plan::CarePlan;
use crate::fhir::when;
use jiff::civil::Date;

/// The whole timeline.
pub(super) fn timeline(shelf: &Shelf, plan: Option<&CarePlan>) -> Vec<Stop> {
    let today = shelf.how.today;
    let mut stops = allocation_events(shelf);
    for stop in episodes(shelf).chain(plan_made(shelf, plan)) {
        add(&mut stops, stop);
    }
    let held = shelf.appointments.iter().filter(|a| a.took_place());
    for stop in held.filter_map(|a| meeting_stop(shelf, a)) {
        add(&mut stops, stop);
    }
    let booked = shelf.appointments.iter().filter(|a| a.is_booked());
    let ahead = booked.filter_map(|a| meeting_stop(shelf, a)).map(to_come);
    stops.extend(ahead.filter(|stop| stop.on >= Some(today)));
    if let Review::DueBy(day) = review(shelf, plan) {
        stops.push(bare(Event::ReviewAhead, day));
    }
    for stop in &mut stops {
        // Only meetings that are booked carry their time.
        if stop.on > Some(today) || stop.at.is_some() || stop.event == Event::ReviewAhead {
            stop.tense = Tense::Ahead;
        }
    }
    if shelf.has_care() {
        stops.push(Stop {
            tense: Tense::Here,
            on: None,
            ..bare(Event::CareNow, today)
        });
    }
    stops.sort_by_key(|stop| (order(stop.tense), stop.on, stop.at));
    stops
}

fn order(tense: Tense) -> u8 {
    match tense {
        Tense::Done => 0,
        Tense::Here => 1,
        Tense::Ahead => 2,
    }
}

fn bare(event: Event, on: Date) -> Stop {
    Stop {
        tense: Tense::Done,
        event,
        on: Some(on),
        at: None,
        with: None,
        text: None,
    }
}

// The same thing told twice on one day (an event and its meeting, an event and the episode's end) is
// one stop; what the second knows and the first does not is taken over.
fn add(stops: &mut Vec<Stop>, stop: Stop) {
    let reviews = [
        Event::PlannedReview,
        Event::UnplannedReview,
        Event::InitialAssessment,
    ];
    let same = |known: &&mut Stop| {
        let both_reviews = stop.event == Event::PlannedReview && reviews.contains(&known.event);
        known.on == stop.on && (known.event == stop.event || both_reviews)
    };
    let repeats = stop.event != Event::Meeting;
    match stops.iter_mut().find(same).filter(|_| repeats) {
        Some(known) => {
            known.with = known.with.take().or(stop.with);
            known.text = known.text.take().or(stop.text);
        }
        None => stops.push(stop),
    }
}

fn allocation_events(shelf: &Shelf) -> Vec<Stop> {
    let mut stops = Vec::new();
    for observation in shelf.clusters() {
        let event = observation.event(shelf.how.codes_base);
        let day = observation.when().and_then(when::first_day);
        if let (Some(event), Some(day)) = (event, day) {
            let with = together(shelf.names(&observation.performer));
            add(
                &mut stops,
                Stop {
                    with,
                    ..bare(event, day)
                },
            );
        }
    }
    stops
}

fn episodes<'a>(shelf: &'a Shelf) -> impl Iterator<Item = Stop> + 'a {
    let today = shelf.how.today;
    let real = shelf.episodes.iter().filter(|e| e.is_real());
    real.flat_map(move |episode| {
        let began = episode.began().filter(|day| *day <= today);
        let ended = episode.ended(today);
        let began = began.map(|day| bare(Event::CareBegan, day));
        began
            .into_iter()
            .chain(ended.map(|day| bare(Event::Discharge, day)))
    })
}

fn plan_made(shelf: &Shelf, plan: Option<&CarePlan>) -> Option<Stop> {
    let written = super::plan::whole(shelf, plan?).written;
    let day = written.on.filter(|day| *day <= shelf.how.today)?;
    Some(Stop {
        with: written.by,
        ..bare(Event::PlanMade, day)
    })
}

fn meeting_stop(shelf: &Shelf, meeting: &Appointment) -> Option<Stop> {
    let start = meeting.starts()?;
    Some(Stop {
        at: meeting.is_booked().then_some(start),
        with: together(who_comes(shelf, meeting)),
        text: meeting.description.text().map(str::to_owned),
        ..bare(meeting.event(shelf.how.codes_base), when::day_of(start))
    })
}

fn to_come(stop: Stop) -> Stop {
    let event = match stop.event {
        Event::PlannedReview | Event::UnplannedReview => Event::ReviewAhead,
        other => other,
    };
    Stop { event, ..stop }
}

fn together(names: Vec<String>) -> Option<String> {
    (!names.is_empty()).then(|| names.join(", "))
}
