//! Who is who: patient, carer, workers, organisations, team, episode.

use super::super::SandboxError;
use super::demo::Directory;
use super::{Maker, ours};
use crate::fhir::codes;
use serde_json::{Value, json};

/// Profiles of UK Core that the demo's resources name.
pub(super) fn profile(name: &str) -> Value {
    json!({"profile": [format!("https://fhir.hl7.org.uk/StructureDefinition/UKCore-{name}")]})
}

/// The trust, its partners, the council.
pub(super) fn organisations(directory: &Directory) -> Vec<Value> {
    let one = |o: &super::demo::Organisation| {
        json!({
            "resourceType": "Organization", "id": o.id, "meta": profile("Organization"), "active": true,
            "type": [ours(codes::ORGANIZATION_KIND, &o.kind)], "name": o.name,
            "telecom": [{"system": "phone", "value": o.phone, "use": "work"}],
        })
    };
    directory.organisations.iter().map(one).collect()
}

/// Everybody who works with the demo people.
pub(super) fn practitioners(directory: &Directory) -> Vec<Value> {
    let one = |w: &super::demo::Worker| {
        let (given, family) = w.name.split_once(' ').unwrap_or((&w.name, ""));
        let mut worker = json!({
            "resourceType": "Practitioner", "id": w.id, "meta": profile("Practitioner"), "active": !w.left,
            "name": [{"use": "official", "text": w.name, "family": family, "given": [given]}],
            "qualification": [{"code": {"text": w.does}}],
        });
        let ways = [("phone", &w.phone), ("email", &w.email)];
        let telecom: Vec<Value> = ways
            .iter()
            .filter_map(|(system, value)| Some((system, (*value).as_ref()?)))
            .map(|(system, value)| json!({"system": system, "value": value, "use": "work"}))
            .collect();
        if !telecom.is_empty() {
            worker["telecom"] = json!(telecom);
        }
        worker
    };
    directory.workers.iter().map(one).collect()
}

/// The person.
pub(super) fn patient(maker: &Maker) -> Result<Value, SandboxError> {
    let person = maker.person;
    let status =
        "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
    let verified = json!({"coding": [{
        "system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland",
        "code": "01", "display": "Number present and verified"}]});
    Ok(json!({
        "resourceType": "Patient", "id": person.id, "meta": profile("Patient"),
        "identifier": [{
            "extension": [{"url": status, "valueCodeableConcept": verified}],
            "system": codes::NHS_NUMBER, "value": person.nhs_number}],
        "active": true,
        "name": [{"use": "official", "text": maker.my_name(), "family": "Test", "given": [person.given]}],
        "gender": person.gender,
        "birthDate": maker.day(&person.born)?,
        "communication": [{"preferred": true,
            "language": {"coding": [{"system": "urn:ietf:bcp:47", "code": person.language}]}}],
        "managingOrganization": maker.organisation("trust")?,
    }))
}

/// The carer, where there is one.
pub(super) fn carer(maker: &Maker) -> Result<Option<Value>, SandboxError> {
    let Some(carer) = &maker.person.carer else {
        return Ok(None);
    };
    // A carer may not read the Patient; the name comes with the reference.
    let mut patient = maker.me();
    patient["display"] = json!(maker.my_name());
    Ok(Some(json!({
        "resourceType": "RelatedPerson", "id": carer.id, "meta": profile("RelatedPerson"), "active": true,
        "patient": patient,
        "relationship": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode",
            "code": carer.relationship, "display": carer.relationship_words}]}],
        "name": [{"text": format!("{} Test", carer.given), "family": "Test", "given": [carer.given]}],
    })))
}

/// The team: the coordinator, others, partner organisations, and those who have left.
pub(super) fn care_team(maker: &Maker) -> Result<Value, SandboxError> {
    let team = &maker.person.team;
    let mut participants = Vec::new();
    for member in &team.members {
        let mut participant =
            json!({"role": [{"text": member.role}], "member": maker.helper(&member.who)?});
        for (name, when) in [("start", &member.since), ("end", &member.until)] {
            if let Some(when) = when {
                participant["period"][name] = json!(maker.day(when)?);
            }
        }
        participants.push(participant);
    }
    Ok(json!({
        "resourceType": "CareTeam", "id": maker.id("team"), "meta": profile("CareTeam"),
        "status": "active", "name": team.name, "subject": maker.me(), "participant": participants,
        "managingOrganization": [maker.organisation("trust")?],
        "telecom": [{"system": "phone", "value": team.phone, "use": "work"}],
    }))
}

/// The time in care, from the referral on.
pub(super) fn episode(maker: &Maker) -> Result<Value, SandboxError> {
    let episode = &maker.person.episode;
    let (waited, began) = (maker.day(&episode.waited_from)?, maker.day(&episode.began)?);
    let mut resource = json!({
        "resourceType": "EpisodeOfCare", "id": maker.id("episode"), "meta": profile("EpisodeOfCare"),
        "status": "active",
        "statusHistory": [
            {"status": "waitlist", "period": {"start": waited, "end": began}},
            {"status": "active", "period": {"start": began}}],
        "patient": maker.me(),
        "managingOrganization": maker.organisation("trust")?,
        "period": {"start": waited},
        "team": [maker.part("CareTeam", "team")],
    });
    if let Some(coordinator) = &episode.coordinator {
        resource["careManager"] = maker.worker(coordinator)?;
    }
    Ok(resource)
}
