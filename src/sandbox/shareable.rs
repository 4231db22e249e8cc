//! What of each kind can be shared with a carer at all, whatever a Consent names.
//!
//! It is what the app would keep on a carer's phone (`fhir::followed`), in code of its own: a trust that
//! does as the sandbox does gives no more than that.

use super::access::{carer_title, has_code, list};
use super::store::text;
use crate::fhir::codes;
use jiff::Timestamp;
use serde_json::Value;

/// Whether nothing in it turns its meaning round. Of such a thing a carer would read the words and not the
/// turn, since only what is listed is shown.
pub(super) fn is_plain(resource: &Value) -> bool {
    let said = |name: &str| resource.get(name).is_some_and(|it| !it.is_null());
    !said("modifierExtension") && !said("implicitRules")
}

/// Whether the Observation is a rating of a goal that this carer may read: how it goes, as the person, a
/// worker or this carer said it. What another carer said, or wrote beside it, is between them and the team.
/// A score over goals is worked out from all of them, and is the person's own.
pub(super) fn is_rating_for(resource: &Value, carer: &str) -> bool {
    const RATINGS: &[&str] = &[
        codes::GAS_BASELINE,
        codes::GAS_PATIENT,
        codes::GAS_CARER,
        codes::GAS_WORKER,
    ];
    let code = &resource["code"];
    let rates = list(&code["coding"])
        .any(|c| c["system"] == codes::LOINC && RATINGS.iter().any(|r| c["code"] == *r));
    let is_kind = rates || has_code(code, codes::TRUST_OBSERVATION, codes::GOAL_OUT_OF_TEN);
    let writers = list(&resource["note"]).map(|note| &note["authorReference"]);
    is_kind
        && list(&resource["performer"])
            .chain(writers)
            .all(|who| !is_other_carer(who, carer))
}

/// Whether somebody is one of the people around the person, and not this carer.
pub(super) fn is_other_carer(who: &Value, carer: &str) -> bool {
    let name = who["reference"].as_str().unwrap_or_default();
    name.contains("RelatedPerson/") && name != carer
}

/// Whether a piece of the plan stands and has a neutral name.
pub(super) fn is_piece(resource: &Value) -> bool {
    let over = ["completed", "revoked", "entered-in-error"];
    carer_title(resource).is_some()
        && resource["intent"] != "option"
        && resource["doNotPerform"] != true
        && !over.iter().any(|status| resource["status"] == *status)
}

/// Whether answers were given, and stand.
pub(super) fn is_given(response: &Value) -> bool {
    response["status"] == "completed" || response["status"] == "amended"
}

/// Whether a message is from this carer, or to them.
pub(super) fn is_theirs(communication: &Value, carer: &str) -> bool {
    communication["sender"]["reference"] == carer
        || list(&communication["recipient"]).any(|r| r["reference"] == carer)
}

/// A review meeting that is booked and has not ended. What was, and what other meetings there are, is not
/// shared.
pub(super) fn is_review_ahead(appointment: &Value, now: Timestamp) -> bool {
    let time = |name: &str| text(appointment, name).parse::<Timestamp>().ok();
    let ends = time("end").or_else(|| time("start"));
    let is_review = has_code(
        &appointment["appointmentType"],
        codes::APPOINTMENT_TYPE,
        "review",
    );
    let booked = ["booked", "arrived", "checked-in"];
    is_review
        && ends.is_some_and(|end| end > now)
        && booked.iter().any(|s| appointment["status"] == *s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_piece_that_is_over_or_an_option_and_answers_that_do_not_stand_are_not_shared() {
        let title = format!("{}{}", codes::BASE, codes::CARER_TITLE);
        let piece = |name: &str, value: Value| {
            let mut piece = json!({"status": "active", "intent": "plan",
                "extension": [{"url": title, "valueString": "A visit"}]});
            piece[name] = value;
            is_piece(&piece)
        };
        assert!(piece("status", json!("on-hold")) && piece("intent", json!("order")));
        for status in ["completed", "revoked", "entered-in-error"] {
            assert!(!piece("status", json!(status)), "{status}");
        }
        assert!(!piece("intent", json!("option")) && !piece("doNotPerform", json!(true)));
        assert!(!piece("extension", json!([])));
        assert!(is_given(&json!({"status": "amended"})));
        assert!(!is_given(&json!({"status": "in-progress"})) && !is_given(&json!({})));
    }
}
