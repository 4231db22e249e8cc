//! What a person may write as a Consent: their own record, to their own carers, one carer each, nothing
//! but what is permitted inside, and each permit with a last day.
//!
//! Two things are always taken. A permit that stood there before and is not understood here may stay,
//! since a person who changes something else must not be held up by it; it gives nothing. And whatever a
//! Consent looks like, it may be withdrawn.

use super::access::{Sight, list};
use super::accounts::is_linked;
use super::http::Refusal;
use super::rights::{not_theirs, same_but};
use super::sharing::misread;
use super::store::text;
use serde_json::Value;

/// What changes when a Consent is withdrawn, and nothing else.
const WITHDRAWN: &[&str] = &["status", "dateTime", "meta"];

/// Whether the person may write this, in place of `before` where there is something.
pub(super) fn may_write(
    sight: &Sight,
    before: Option<&Value>,
    after: &Value,
) -> Result<(), Refusal> {
    let patient = sight.viewer.patient.as_str();
    if !list(&after["performer"]).all(|it| it["reference"] == patient) {
        return Err(not_theirs("somebody else gives this consent"));
    }
    match text(after, "status") {
        "inactive" if before.is_some_and(|it| same_but(it, after, WITHDRAWN)) => return Ok(()),
        "active" | "inactive" => {}
        other => {
            return Err(wrong(format!(
                "Consent.status: {other:?} is not active or inactive"
            )));
        }
    }
    let root = &after["provision"];
    if root["type"] != "deny" {
        return Err(wrong("Consent.provision.type: the root must deny"));
    }
    own_carer(sight, root)?;
    let stood: Vec<&Value> = before
        .map(|it| list(&it["provision"]["provision"]).collect())
        .unwrap_or_default();
    for (place, inner) in list(&root["provision"]).enumerate() {
        let harmless = inner["type"] == "deny" || stood.contains(&inner);
        if let Some(why) = misread(inner).filter(|_| !harmless) {
            let place = format!("Consent.provision.provision[{place}]");
            return Err(wrong(format!("{place}: {why}")));
        }
    }
    Ok(())
}

/// One carer, whom the trust has linked to this person and whose link stands.
fn own_carer(sight: &Sight, root: &Value) -> Result<(), Refusal> {
    let mut actors = list(&root["actor"]);
    let (Some(actor), None) = (actors.next(), actors.next()) else {
        return Err(wrong(
            "Consent.provision.actor: one carer, no more and no fewer",
        ));
    };
    let reference = actor["reference"]["reference"].as_str().unwrap_or_default();
    let known = match reference.split_once('/') {
        Some((kind @ "RelatedPerson", id)) => sight
            .one(kind, id)?
            .is_some_and(|it| !it.deleted && is_linked(&it.resource, sight.now.today)),
        _ => false,
    };
    match known {
        true => Ok(()),
        false => Err(wrong(format!(
            "Consent.provision.actor: {reference:?} is not a carer of this person"
        ))),
    }
}

fn wrong(why: impl Into<String>) -> Refusal {
    Refusal::Unprocessable(why.into())
}
