//! The plan: interventions, choices, the plan that holds them, and the team's plan for hard times.

use super::super::SandboxError;
use super::demo::{Choice, ChoiceOption, Intervention};
use super::team::profile;
use super::{Maker, ours};
use crate::fhir::codes;
use serde_json::{Value, json};

/// A ServiceRequest for each intervention.
pub(super) fn interventions(maker: &Maker) -> Result<Vec<Value>, SandboxError> {
    maker
        .person
        .interventions
        .iter()
        .map(|piece| intervention(maker, piece))
        .collect()
}

fn intervention(maker: &Maker, piece: &Intervention) -> Result<Value, SandboxError> {
    let offer = maker.library.iter().find(|offer| offer.id == piece.offer);
    let offer = offer.ok_or_else(|| maker.wrong(format!("no intervention {:?}", piece.offer)))?;
    let mut extensions: Vec<Value> = piece
        .goals
        .iter()
        .map(|goal| json!({"url": codes::PERTAINS_TO_GOAL, "valueReference": maker.part("Goal", goal)}))
        .collect();
    if let Some(title) = &piece.carer_title {
        let address = format!("{}{}", codes::BASE, codes::CARER_TITLE);
        extensions.push(json!({"url": address, "valueString": title}));
    }
    let mut timing = json!({"code": {"text": offer.when}});
    if let Some(starts) = &piece.starts {
        timing["repeat"] = json!({"boundsPeriod": {"start": maker.day(starts)?}});
    }
    let mut resource = json!({
        "resourceType": "ServiceRequest", "id": maker.id(&piece.offer), "meta": profile("ServiceRequest"),
        "status": "active", "intent": "plan",
        "category": [ours(codes::CARE_DOMAIN, &offer.domain)],
        "code": {"text": offer.what}, "subject": maker.me(),
        "occurrenceTiming": timing,
        "authoredOn": maker.day(&piece.written)?, "requester": maker.worker(&piece.by)?,
        "patientInstruction": offer.how, "reasonCode": [{"text": offer.why}],
    });
    if let Some(kind) = offer.who.first() {
        resource["performerType"] = json!({"text": kind});
    }
    let performers: Vec<Value> = piece
        .who
        .iter()
        .map(|who| maker.helper(who))
        .collect::<Result<_, _>>()?;
    if !performers.is_empty() {
        resource["performer"] = json!(performers);
    }
    if let Some(place) = &piece.place {
        resource["locationCode"] = json!([{"text": place}]);
    }
    if !extensions.is_empty() {
        resource["extension"] = json!(extensions);
    }
    Ok(resource)
}

/// The options of each choice; what holds them together is their requisition.
pub(super) fn choices(maker: &Maker) -> Result<Vec<Value>, SandboxError> {
    let mut options = Vec::new();
    for choice in &maker.person.choices {
        for option in &choice.options {
            options.push(choice_option(maker, choice, option)?);
        }
    }
    Ok(options)
}

fn choice_option(
    maker: &Maker,
    choice: &Choice,
    option: &ChoiceOption,
) -> Result<Value, SandboxError> {
    Ok(json!({
        "resourceType": "ServiceRequest", "id": maker.id(&format!("{}-{}", choice.id, option.id)),
        "meta": profile("ServiceRequest"),
        "requisition": {"system": format!("{}/requisition", codes::BASE), "value": maker.id(&choice.id)},
        "status": "active", "intent": "option",
        "category": [ours(codes::CARE_DOMAIN, &choice.domain)],
        "code": {"text": option.what}, "subject": maker.me(),
        "occurrenceTiming": {"code": {"text": option.when}},
        "authoredOn": maker.day(&choice.written)?, "requester": maker.worker(&choice.by)?,
        "performer": [maker.helper(&option.who)?],
        "reasonCode": [{"text": option.why}], "patientInstruction": option.how,
    }))
}

/// The plan. It points only at what is released: a link to a withheld cluster would tell that
/// there is one.
pub(super) fn care_plan(maker: &Maker) -> Result<Option<Value>, SandboxError> {
    let Some(plan) = &maker.person.plan else {
        return Ok(None);
    };
    let person = maker.person;
    let parts = |kind: &str, ids: Vec<&String>| -> Vec<Value> {
        ids.into_iter().map(|id| maker.part(kind, id)).collect()
    };
    let goals = parts("Goal", person.goals.iter().map(|g| &g.id).collect());
    let clusters = parts(
        "Observation",
        person
            .clusters
            .iter()
            .filter(|c| c.released)
            .map(|c| &c.id)
            .collect(),
    );
    let activities: Vec<Value> = parts(
        "ServiceRequest",
        person.interventions.iter().map(|i| &i.offer).collect(),
    )
    .into_iter()
    .map(|reference| json!({"reference": reference}))
    .collect();
    let mut resource = json!({
        "resourceType": "CarePlan", "id": maker.id("plan"), "meta": profile("CarePlan"),
        "status": "active", "intent": "plan",
        "category": [category(codes::MENTAL_HEALTH_CARE_PLAN, "Mental health care plan")],
        "title": plan.title, "description": plan.description, "subject": maker.me(),
        "period": {"start": maker.day(&plan.made)?, "end": maker.day(&plan.review_due)?},
        "created": maker.day(&plan.made)?, "author": maker.worker(&plan.by)?,
        "careTeam": [maker.part("CareTeam", "team")],
    });
    for (name, items) in [
        ("goal", goals),
        ("supportingInfo", clusters),
        ("activity", activities),
    ] {
        if !items.is_empty() {
            resource[name] = json!(items);
        }
    }
    Ok(Some(resource))
}

/// The team's plan for hard times.
pub(super) fn staying_safe(maker: &Maker) -> Result<Option<Value>, SandboxError> {
    let Some(plan) = &maker.person.staying_safe else {
        return Ok(None);
    };
    let steps: Vec<Value> = plan
        .steps
        .iter()
        .map(|step| {
            json!({"detail": {"status": "in-progress", "code": {"text": step.title},
                "description": step.text}})
        })
        .collect();
    Ok(Some(json!({
        "resourceType": "CarePlan", "id": maker.id("staying-safe"), "meta": profile("CarePlan"),
        "status": "active", "intent": "plan",
        "category": [category(codes::CRISIS_PLAN, "Mental health crisis plan")],
        "title": "Our plan for staying safe", "description": plan.description, "subject": maker.me(),
        "created": maker.day(&plan.written)?, "author": maker.worker(&plan.by)?, "activity": steps,
    })))
}

fn category(code: &str, display: &str) -> Value {
    json!({"coding": [{"system": codes::SNOMED, "code": code, "display": display}]})
}
