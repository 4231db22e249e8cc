//! What is shared with a carer, and what was said.

use super::super::SandboxError;
use super::demo::{Message, Share};
use super::team::profile;
use super::{Maker, ours};
use crate::fhir::codes;
use serde_json::{Value, json};

/// The Consent by which a person shares with their carer: nothing, but for what is listed.
pub(super) fn consents(maker: &Maker) -> Result<Option<Value>, SandboxError> {
    let Some(carer) = &maker.person.carer else {
        return Ok(None);
    };
    let since = maker.day(&carer.since)?;
    let permits: Vec<Value> = carer
        .shares
        .iter()
        .map(|share| permit(maker, share, &since))
        .collect::<Result<_, _>>()?;
    let code = |system: &str, code: &str| json!({"coding": [{"system": system, "code": code}]});
    Ok(Some(json!({
        "resourceType": "Consent", "id": maker.id("sharing"), "meta": profile("Consent"),
        "status": "active",
        "scope": code("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
        "category": [{"coding": [{"system": codes::LOINC, "code": "59284-0", "display": "Consent Document"}]}],
        "patient": maker.me(), "dateTime": maker.moment(&carer.since)?, "performer": [maker.me()],
        "policyRule": code("http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTIN"),
        "provision": {
            "type": "deny",
            "actor": [{
                "role": code("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP"),
                "reference": {"reference": format!("RelatedPerson/{}", carer.id)}}],
            "provision": permits},
    })))
}

fn permit(maker: &Maker, share: &Share, since: &str) -> Result<Value, SandboxError> {
    let action = |code: &str| json!({"coding": [{"system": codes::CONSENT_ACTION, "code": code}]});
    let mut actions = vec![action(codes::SEE)];
    if share.asked {
        actions.push(action(codes::CONTRIBUTE));
    }
    let mut permit = json!({
        "type": "permit", "period": {"start": since, "end": maker.day(&share.until)?},
        "action": actions,
    });
    if share.asked && share.kind != "goal" {
        return Err(maker.wrong(format!("a carer rates goals, not {:?}", share.kind)));
    }
    match share.kind.as_str() {
        "goal" => {
            permit["data"] =
                json!([{"meaning": "dependents", "reference": maker.part("Goal", &share.what)}]);
        }
        "intervention" => {
            permit["data"] = json!([{"meaning": "instance", "reference": maker.part("ServiceRequest", &share.what)}]);
        }
        "class" => {
            permit["class"] =
                json!([{"system": "http://hl7.org/fhir/resource-types", "code": share.what}]);
        }
        other => return Err(maker.wrong(format!("cannot share {other:?}"))),
    }
    Ok(permit)
}

/// Questions, replies, and what a carer told the team.
pub(super) fn messages(maker: &Maker) -> Result<Vec<Value>, SandboxError> {
    maker
        .person
        .messages
        .iter()
        .map(|message| one(maker, message))
        .collect()
}

fn one(maker: &Maker, message: &Message) -> Result<Value, SandboxError> {
    let mut resource = json!({
        "resourceType": "Communication", "id": maker.id(&message.id), "meta": profile("Communication"),
        "status": "completed", "subject": maker.me(),
        "sent": maker.moment(&message.at)?, "sender": who(maker, &message.from)?,
        "recipient": [who(maker, &message.to)?],
        "payload": [{"contentString": message.text}],
    });
    if let Some(category) = &message.category {
        resource["category"] = json!([ours(codes::MESSAGE_CATEGORY, category)]);
    }
    if let Some(question) = &message.reply_to {
        resource["inResponseTo"] = json!([maker.part("Communication", question)]);
    }
    Ok(resource)
}

fn who(maker: &Maker, name: &str) -> Result<Value, SandboxError> {
    match (name, &maker.person.carer) {
        ("me", _) => Ok(maker.me()),
        ("carer", Some(carer)) => Ok(json!({"reference": format!("RelatedPerson/{}", carer.id)})),
        (worker, _) => maker.worker(worker),
    }
}
