//! What happened and what the team wrote down about it: meetings, clusters, clinicians' ratings.

use super::super::SandboxError;
use super::team::profile;
use super::{Maker, ours, release_tag};
use crate::fhir::codes;
use serde_json::{Value, json};

/// Meetings that were, and the review that is booked.
pub(super) fn meetings(maker: &Maker) -> Result<Vec<Value>, SandboxError> {
    let mut meetings = Vec::new();
    for meeting in &maker.person.meetings {
        let mut me = maker.me();
        me["display"] = json!(maker.my_name());
        let mut participants = vec![json!({"actor": me, "status": "accepted"})];
        for who in &meeting.with {
            participants.push(json!({"actor": maker.worker(who)?, "status": "accepted"}));
        }
        if let Some(place) = &meeting.place {
            participants.push(json!({"actor": {"display": place}, "status": "accepted",
                "type": [{"text": "place"}]}));
        }
        let mut kind = ours(codes::APPOINTMENT_TYPE, &meeting.kind);
        kind["text"] = json!(meeting.title);
        meetings.push(json!({
            "resourceType": "Appointment", "id": maker.id(&meeting.id), "meta": profile("Appointment"),
            "status": meeting.status, "appointmentType": kind, "description": meeting.title,
            "start": maker.moment(&meeting.at)?,
            "end": maker.when(&meeting.at)?.later(meeting.minutes),
            "minutesDuration": meeting.minutes,
            "participant": participants,
        }));
    }
    Ok(meetings)
}

/// Clusters as decided at events; those that are not released are in the store, too, and must
/// never be seen.
pub(super) fn clusters(maker: &Maker) -> Result<Vec<Value>, SandboxError> {
    let mut clusters = Vec::new();
    for cluster in &maker.person.clusters {
        let event = format!("{}{}", codes::BASE, codes::ALLOCATION_EVENT);
        let mut code = ours(codes::TRUST_OBSERVATION, codes::CLUSTER);
        code["text"] = json!("Care cluster");
        let mut resource = json!({
            "resourceType": "Observation", "id": maker.id(&cluster.id), "meta": profile("Observation"),
            "extension": [{"url": event, "valueCode": cluster.event}],
            "status": "final", "code": code, "subject": maker.me(),
            "effectiveDateTime": maker.day(&cluster.on)?,
            "performer": [maker.worker(&cluster.by)?],
            "valueCodeableConcept": ours(codes::CLUSTER_SYSTEM, &cluster.code),
        });
        if cluster.released {
            resource["meta"]["tag"] = release_tag();
        }
        clusters.push(resource);
    }
    Ok(clusters)
}

/// Clinicians' ratings, one item each.
pub(super) fn clinician_ratings(maker: &Maker) -> Result<Vec<Value>, SandboxError> {
    let mut ratings = Vec::new();
    for rating in &maker.person.ratings {
        let mut resource = json!({
            "resourceType": "Observation", "id": maker.id(&rating.id), "meta": profile("Observation"),
            "status": "final", "category": [survey()],
            "code": {"coding": [{"system": codes::SNOMED, "code": rating.snomed}], "text": rating.plain},
            "subject": maker.me(), "effectiveDateTime": maker.day(&rating.on)?,
            "performer": [maker.worker(&rating.by)?], "valueInteger": rating.value,
        });
        if rating.released {
            resource["meta"]["tag"] = release_tag();
        }
        ratings.push(resource);
    }
    Ok(ratings)
}

/// The category of what is asked and rated.
pub(super) fn survey() -> Value {
    json!({"coding": [{
        "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}]})
}
