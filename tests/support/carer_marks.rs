//! Marks in the parts of things that a carer is not shown, whatever is shared: each says where it stands, so
//! that an answer with one in it says what was let through.
#![allow(dead_code)]

use crate::carer_table::{NOOR, OTHER};
use crate::carer_tries::{marked, name};
use serde_json::{Value, json};

/// How to reach a worker: shown with the team, of those who are in it.
pub const REACH: &str = "reach";

/// Puts a mark into every part of a resource that stays away from a carer. What decides whether it is seen at
/// all is left as it is.
pub fn mark_parts(resource: &mut Value) {
    let name = name(resource);
    let mark = |part: &str| marked(&format!("part.{part}"), &name);
    let text = |part: &str| json!({"text": mark(part)});
    let somebody = |who: &str, part: &str| json!({"reference": who, "display": mark(part)});
    let kind = name.split('/').next().unwrap_or_default().to_owned();
    let mut more = match kind.as_str() {
        "Goal" => json!({"achievementStatus": text("achievementStatus"),
            "category": [text("category")], "priority": text("priority"),
            "expressedBy": somebody("Practitioner/jules", "expressedBy"),
            "addresses": [somebody("Observation/demo-amira-cluster-2", "addresses")],
            "note": [text("note")], "statusReason": mark("statusReason"),
            "outcomeCode": [text("outcomeCode")]}),
        "Observation" => json!({"category": [text("category")], "method": text("method"),
            "bodySite": text("bodySite"), "interpretation": [text("interpretation")],
            "valueQuantity": {"value": 50, "unit": mark("valueQuantity")},
            "dataAbsentReason": text("dataAbsentReason"), "component": [{"code": text("component")}],
            "encounter": somebody("Encounter/x", "encounter")}),
        "ServiceRequest" => {
            json!({"category": [text("category")], "reasonCode": [text("reasonCode")],
            "patientInstruction": mark("patientInstruction"), "note": [text("note")],
            "locationCode": [text("locationCode")], "performerType": text("performerType"),
            "orderDetail": [text("orderDetail")], "identifier": [{"value": mark("identifier")}],
            "requester": somebody("Practitioner/jules", "requester")})
        }
        "Appointment" => json!({"description": mark("description"), "comment": mark("comment"),
            "reasonCode": [text("reasonCode")], "serviceType": [text("serviceType")],
            "specialty": [text("specialty")], "patientInstruction": mark("patientInstruction"),
            "identifier": [{"value": mark("identifier")}]}),
        "CareTeam" => json!({"name": mark("name"), "note": [text("note")],
            "managingOrganization": [somebody("Organization/trust", "managingOrganization")],
            "reasonCode": [text("reasonCode")], "identifier": [{"value": mark("identifier")}]}),
        "QuestionnaireResponse" => json!({"identifier": {"value": mark("identifier")},
            "source": somebody("Patient/demo-amira", "source"),
            "partOf": [somebody("Observation/demo-amira-cluster-2", "partOf")]}),
        "Practitioner" => json!({"qualification": [{"code": text("qualification")}],
            "identifier": [{"value": mark("identifier")}], "address": [text("address")],
            "photo": [{"title": mark("photo")}],
            "telecom": [{"system": "phone", "value": marked(REACH, &name)}]}),
        _ => json!({}),
    };
    for (part, value) in more.as_object_mut().into_iter().flatten() {
        resource[part.as_str()] = value.take();
    }
    inside(resource, &kind, &mark);
}

/// Marks beside what is shown, in the same element.
fn inside(resource: &mut Value, kind: &str, mark: &dyn Fn(&str) -> String) {
    let add = |resource: &mut Value, list: &str, one: Value| {
        let all = resource[list].as_array_mut();
        match all {
            Some(all) => all.push(one),
            None => resource[list] = json!([one]),
        }
    };
    let set = |resource: &mut Value, path: &str, value: Value| {
        let (parent, last) = path.rsplit_once('/').unwrap_or(("", path));
        if let Some(place) = resource.pointer_mut(parent).filter(|it| it.is_object()) {
            place[last] = value;
        }
    };
    let extension =
        |part: &str| json!({"url": "https://elsewhere.example/x", "valueString": mark(part)});
    let with = |who: &str, part: &str| json!({"reference": who, "display": mark(part)});
    if resource["subject"].is_object() && kind != "Communication" {
        set(
            resource,
            "/subject/identifier",
            json!({"value": mark("subject.identifier")}),
        );
    }
    match kind {
        "Goal" => {
            set(
                resource,
                "/description/coding",
                json!([{"code": "x", "display": mark("description.coding")}]),
            );
            add(resource, "extension", extension("extension"));
            let weight = "https://pathway-companion.example/fhir/StructureDefinition/gas-weight";
            add(
                resource,
                "extension",
                json!({"url": weight, "valueString": mark("weight")}),
            );
            let target = json!({"measure": {"text": mark("target.measure")}, "detailString": mark("target.detail")});
            add(resource, "target", target);
            for field in ["measure", "detailCodeableConcept"] {
                let part = format!("target.{field}");
                set(
                    resource,
                    &format!("/target/0/{field}"),
                    json!({"text": mark(&part)}),
                );
            }
        }
        "Observation" => {
            set(resource, "/code/text", json!(mark("code.text")));
            set(
                resource,
                "/valueCodeableConcept/text",
                json!(mark("value.text")),
            );
            set(
                resource,
                "/focus/0/identifier",
                json!({"value": mark("focus.identifier")}),
            );
            set(
                resource,
                "/performer/0/identifier",
                json!({"value": mark("performer.identifier")}),
            );
            set(
                resource,
                "/note/0/extension",
                json!([extension("note.extension")]),
            );
            // Her own she finds again by it.
            if resource["performer"][0]["reference"] != NOOR {
                resource["identifier"] = json!([{"value": mark("identifier")}]);
            }
        }
        "ServiceRequest" => {
            set(resource, "/code/text", json!(mark("code.text")));
            add(
                resource,
                "performer",
                with("Organization/trust", "performer"),
            );
            add(resource, "extension", extension("extension"));
        }
        "Appointment" => {
            set(
                resource,
                "/appointmentType/text",
                json!(mark("appointmentType.text")),
            );
            set(
                resource,
                "/appointmentType/coding/0/display",
                json!(mark("appointmentType.display")),
            );
            set(
                resource,
                "/participant/0/actor/identifier",
                json!({"value": mark("actor.identifier")}),
            );
            set(
                resource,
                "/participant/0/period",
                json!({"start": mark("participant.period")}),
            );
            add(
                resource,
                "participant",
                json!({"actor": with(OTHER, "participant.other"), "status": "accepted"}),
            );
        }
        "CareTeam" => {
            for (who, part) in [
                ("Organization/trust", "member.organisation"),
                (OTHER, "member.other"),
                ("Patient/demo-amira", "member.patient"),
            ] {
                add(resource, "participant", json!({"member": with(who, part)}));
            }
            set(
                resource,
                "/participant/0/onBehalfOf",
                with("Organization/trust", "onBehalfOf"),
            );
            set(
                resource,
                "/participant/0/member/identifier",
                json!({"value": mark("member.identifier")}),
            );
        }
        _ => {}
    }
}
