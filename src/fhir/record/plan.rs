//! The plan, its pieces, and choices between pieces.
//!
//! A piece is a ServiceRequest with intent `plan`, or one that the plan itself points at; some
//! servers write pieces inside the plan. A choice is several ServiceRequests with intent `option` and
//! one requisition; it is open until the person has sent a preference about one of them.

use super::shelf::{Shelf, places};
use crate::care::{Choice, Intervention, Plan};
use crate::fhir::care_plan::{CarePlan, Detail};
use crate::fhir::service_request::{ServiceRequest, domain_of};
use crate::fhir::types::{CodeableConcept, Period, Reference};
use crate::fhir::{Many, codes, when};
use std::collections::{HashMap, HashSet};

/// The plan as a whole.
pub(super) fn whole(shelf: &Shelf, plan: &CarePlan) -> Plan {
    let since = plan.period.get().and_then(|p| p.start.text());
    Plan {
        id: plan.id.text().unwrap_or_default().to_owned(),
        written: shelf.written(plan.author.get(), plan.created.text().or(since)),
    }
}

/// All pieces, in the order that the plan gives; those that it does not name come after.
pub(super) fn interventions(shelf: &Shelf, plan: Option<&CarePlan>) -> Vec<Intervention> {
    let requests: HashMap<_, _> = shelf.requests.iter().map(|r| (r.id.text(), r)).collect();
    let mut pieces = Vec::new();
    let mut named = HashSet::new();
    let activities = plan.into_iter().flat_map(|p| p.activity.iter());
    for (index, activity) in activities.enumerate() {
        if let Some(id) = activity
            .reference
            .get()
            .and_then(|r| r.id_of("ServiceRequest"))
        {
            // A plan may name a piece twice; it is one piece all the same.
            let request = requests.get(&Some(id)).filter(|_| named.insert(id));
            let request = request.filter(|r| may_stand_in_plan(r));
            pieces.extend(request.and_then(|r| from_request(shelf, r)));
        } else if let (Some(plan), Some(detail)) = (plan, activity.detail.get()) {
            pieces.extend(from_detail(shelf, plan, index, detail));
        }
    }
    let mut others: Vec<&ServiceRequest> = shelf
        .requests
        .iter()
        .filter(|r| r.intent.text() == Some("plan") && may_stand_in_plan(r))
        .filter(|r| !r.id.text().is_some_and(|id| named.contains(id)))
        .collect();
    others.sort_by_key(|r| (r.authored_on.text(), r.id.text()));
    pieces.extend(others.into_iter().filter_map(|r| from_request(shelf, r)));
    pieces
}

// A request for a form is something to do, not something that is done for the person.
fn may_stand_in_plan(request: &ServiceRequest) -> bool {
    let offered = matches!(request.intent.text(), Some("option" | "proposal"));
    request.is_current() && !offered && request.form().is_none()
}

/// All choices that the person has not answered.
pub(super) fn choices(shelf: &Shelf, plan: Option<&CarePlan>) -> Vec<Choice> {
    let answered = answered_options(shelf);
    let activities = plan.into_iter().flat_map(|p| p.activity.iter());
    let named = activities.filter_map(|a| a.reference.get()?.id_of("ServiceRequest"));
    let in_plan = places(named);
    let mut options: Vec<&ServiceRequest> = shelf
        .requests
        .iter()
        .filter(|r| r.is_option() && r.is_current())
        .collect();
    options.sort_by_key(|r| {
        let id = r.id.text().unwrap_or_default();
        let place = in_plan.get(id).copied();
        (place.unwrap_or(usize::MAX), r.authored_on.text(), id)
    });
    let mut groups: Vec<(Requisition, Vec<&ServiceRequest>)> = Vec::new();
    for option in options {
        let Some(key) = requisition(option) else {
            continue;
        };
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, together)) => together.push(option),
            None => groups.push((key, vec![option])),
        }
    }
    let is_answered =
        |option: &&ServiceRequest| answered.contains(&option.id.text().unwrap_or_default());
    let open = groups
        .into_iter()
        .filter(|(_, options)| !options.iter().any(is_answered));
    open.filter_map(|((_, id), options)| {
        let options: Vec<_> = options
            .into_iter()
            .filter_map(|o| from_request(shelf, o))
            .collect();
        let id = id.to_owned();
        (!options.is_empty()).then_some(Choice { id, options })
    })
    .collect()
}

/// System and value of what the options of a choice share.
type Requisition<'a> = (Option<&'a str>, &'a str);

fn requisition(option: &ServiceRequest) -> Option<Requisition<'_>> {
    let identifier = option.requisition.get()?;
    Some((identifier.system.text(), identifier.value.text()?))
}

// Options about which the person has said what they prefer, "help me decide" included.
fn answered_options<'a>(shelf: &'a Shelf) -> Vec<&'a str> {
    let preferences = shelf.messages.iter().filter(|message| {
        let sender = message.sender.get().and_then(|s| s.reference.text());
        let own = message
            .sender
            .get()
            .and_then(|s| s.id_of("Patient"))
            .is_some();
        (own || sender.is_none()) && message.is_preference(shelf.how.codes_base)
    });
    let about = preferences.flat_map(|message| message.about.iter());
    about.filter_map(|r| r.id_of("ServiceRequest")).collect()
}

fn from_request(shelf: &Shelf, request: &ServiceRequest) -> Option<Intervention> {
    let mut who = shelf.names(&request.performer);
    if who.is_empty() {
        who.extend(
            request
                .performer_type
                .get()
                .and_then(CodeableConcept::words),
        );
    }
    let timing = request.occurrence_timing.get();
    let when = timing.and_then(|t| t.code.get()?.words());
    let bounds = || timing?.repeat.get()?.bounds_period.get()?.first();
    let period = || request.occurrence_period.get().and_then(Period::first);
    let day = request
        .occurrence_date_time
        .text()
        .and_then(when::first_day);
    let place = request
        .location_code
        .iter()
        .find_map(CodeableConcept::words);
    Some(Intervention {
        id: request.id.text()?.to_owned(),
        domain: request.domain(shelf.how.codes_base),
        what: request.code.get()?.words()?,
        carer_title: request.carer_title(shelf.how.codes_base),
        how: request.patient_instruction.text().map(str::to_owned),
        why: first_words(&request.reason_code),
        who,
        workers: shelf.workers(&request.performer),
        starts: if when.is_none() {
            day.or_else(period).or_else(bounds)
        } else {
            None
        },
        when,
        place: place.or_else(|| request.location_reference.iter().find_map(Reference::name)),
        goals: request.goals(),
        written: shelf.written(request.requester.get(), request.authored_on.text()),
    })
}

fn from_detail(
    shelf: &Shelf,
    plan: &CarePlan,
    index: usize,
    detail: &Detail,
) -> Option<Intervention> {
    if !detail.is_current() {
        return None;
    }
    let timing = detail.scheduled_timing.get();
    let words = detail.scheduled_string.text().map(str::to_owned);
    let when = words.or_else(|| timing?.code.get()?.words());
    let starts = || {
        let period = detail.scheduled_period.get().and_then(Period::first);
        period.or_else(|| timing?.repeat.get()?.bounds_period.get()?.first())
    };
    let system = format!("{}{}", shelf.how.codes_base, codes::CARE_DOMAIN);
    let code = detail.code.get();
    let goals = detail.goal.iter().filter_map(|r| r.id_of("Goal"));
    let described = detail.description.text().map(str::to_owned);
    let called = code.and_then(CodeableConcept::words);
    Some(Intervention {
        id: format!("{}.{index}", plan.id.text()?),
        domain: domain_of(code.and_then(|c| c.code_of(&system))),
        // Where the piece has no name, what happens is its name.
        how: described.clone().filter(|_| called.is_some()),
        what: called.or(described)?,
        // No thing of its own: nothing could name it in a Consent.
        carer_title: None,
        why: first_words(&detail.reason_code),
        who: shelf.names(&detail.performer),
        workers: shelf.workers(&detail.performer),
        starts: if when.is_none() { starts() } else { None },
        when,
        place: detail.location.get().and_then(Reference::name),
        goals: goals.map(str::to_owned).collect(),
        written: whole(shelf, plan).written,
    })
}

fn first_words(all: &Many<CodeableConcept>) -> Option<String> {
    all.iter().find_map(CodeableConcept::words)
}
