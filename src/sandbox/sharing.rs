//! What a carer was given, read from the Consents that stand now (CONTRACT §1, "sharing").
//!
//! The root provision denies; each permit inside it names one thing and its own period. A permit
//! without an end is no permit: nothing is shared for ever by forgetting to write a date. A Consent
//! of any other shape is one that we do not understand, and gives nothing.

use super::access::{Now, carer_title, has_code, list};
use super::store::{Stored, text};
use crate::fhir::codes;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::HashSet;

/// Everything that is shared with one carer today.
#[derive(Debug, Default)]
pub(super) struct Permits {
    /// Goals whose ratings come along.
    goals_with_ratings: HashSet<String>,
    /// Single resources.
    instances: HashSet<String>,
    /// Whole types: `Appointment` (reviews to come), `CareTeam`.
    classes: HashSet<String>,
}

impl Permits {
    /// Reads the Consents of `patient` that name the carer and hold today.
    pub fn of(consents: &[Stored], carer: &str, patient: &str, today: Date) -> Self {
        let mut permits = Self::default();
        for consent in consents.iter().map(|s| &s.resource) {
            let root = &consent["provision"];
            let stands = consent["status"] == "active"
                && consent["patient"]["reference"] == patient
                && root["type"] == "deny"
                && names_actor(root, carer);
            if stands && holds(&root["period"], today, true) {
                list(&root["provision"])
                    .filter(|p| p["type"] == "permit" && holds(&p["period"], today, false))
                    .for_each(|permit| permits.add(permit));
            }
        }
        permits
    }

    fn add(&mut self, permit: &Value) {
        for data in list(&permit["data"]) {
            let Some(reference) = data["reference"]["reference"].as_str() else {
                continue;
            };
            match data["meaning"].as_str() {
                Some("dependents") if reference.starts_with("Goal/") => {
                    self.goals_with_ratings.insert(reference.to_owned());
                }
                Some("instance") => {
                    self.instances.insert(reference.to_owned());
                }
                _ => {}
            }
        }
        for class in list(&permit["class"]).filter_map(|c| c["code"].as_str()) {
            self.classes.insert(class.to_owned());
        }
    }

    /// Whether a resource of the patient's record is among what is shared. Release and compartment
    /// were looked at before.
    pub fn let_through(&self, resource: &Value, carer: &str, now: Now) -> bool {
        let kind = text(resource, "resourceType");
        let name = format!("{kind}/{}", text(resource, "id"));
        match kind {
            "RelatedPerson" => name == carer,
            "Consent" => names_actor(&resource["provision"], carer),
            "Communication" => is_theirs(resource, carer),
            "Goal" => self.has_goal(&name) || self.instances.contains(&name),
            "Observation" => {
                self.instances.contains(&name)
                    || is_goal_rating(resource) && self.has_all_goals_of(resource)
            }
            "ServiceRequest" => self.instances.contains(&name) && carer_title(resource).is_some(),
            "Appointment" => self.classes.contains(kind) && is_review_ahead(resource, now.at),
            "CareTeam" => self.classes.contains(kind),
            _ => self.instances.contains(&name),
        }
    }

    /// Whether the goal is shared, its ratings too.
    pub fn has_goal(&self, name: &str) -> bool {
        self.goals_with_ratings.contains(name)
    }

    /// Whether everything that an Observation looks at is shared. One goal that is not would show
    /// through the others, as in a T score over several goals.
    pub fn has_all_goals_of(&self, observation: &Value) -> bool {
        let mut any = false;
        list(&observation["focus"]).all(|focus| {
            any = true;
            focus["reference"]
                .as_str()
                .is_some_and(|goal| self.has_goal(goal))
        }) && any
    }
}

/// Whether the Observation is a rating of a goal, by whomever.
pub(super) fn is_goal_rating(resource: &Value) -> bool {
    const RATINGS: &[&str] = &[
        codes::GAS_BASELINE,
        codes::GAS_PATIENT,
        codes::GAS_CARER,
        codes::GAS_WORKER,
    ];
    list(&resource["code"]["coding"]).any(|c| {
        c["system"] == codes::LOINC && RATINGS.iter().any(|r| c["code"] == *r)
            || c["code"] == "goal-progress-0-10"
            || c["code"] == "gas-t-score"
    })
}

fn names_actor(provision: &Value, carer: &str) -> bool {
    list(&provision["actor"]).any(|a| a["reference"]["reference"] == carer)
}

fn is_theirs(communication: &Value, carer: &str) -> bool {
    communication["sender"]["reference"] == carer
        || list(&communication["recipient"]).any(|r| r["reference"] == carer)
}

/// A review meeting that has not ended. What was, and what other meetings there are, is not shared.
fn is_review_ahead(appointment: &Value, now: Timestamp) -> bool {
    let time = |name: &str| {
        appointment[name]
            .as_str()
            .and_then(|t| t.parse::<Timestamp>().ok())
    };
    let ends = time("end").or_else(|| time("start"));
    has_code(
        &appointment["appointmentType"],
        codes::APPOINTMENT_TYPE,
        "review",
    ) && ends.is_some_and(|end| end > now)
        && !["fulfilled", "cancelled", "noshow", "entered-in-error"]
            .iter()
            .any(|s| appointment["status"] == *s)
}

/// Whether the day is in a period; both ends belong to it. `open` says what a missing end means.
fn holds(period: &Value, today: Date, open: bool) -> bool {
    let day = |name: &str| {
        period[name]
            .as_str()
            .and_then(|t| t.get(..10)?.parse::<Date>().ok())
    };
    let begun = period.get("start").is_none() || day("start").is_some_and(|start| start <= today);
    let not_over = match period.get("end") {
        None => open,
        Some(_) => day("end").is_some_and(|end| today <= end),
    };
    begun && not_over
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn consent(status: &str, root: &str, end: Option<&str>) -> Stored {
        let mut period = json!({"start": "2026-01-01"});
        if let Some(end) = end {
            period["end"] = json!(end);
        }
        let resource = json!({
            "resourceType": "Consent", "status": status, "patient": {"reference": "Patient/a"},
            "provision": {"type": root, "actor": [{"reference": {"reference": "RelatedPerson/n"}}],
                "provision": [{"type": "permit", "period": period,
                    "data": [{"meaning": "dependents", "reference": {"reference": "Goal/g"}}]}]}});
        Stored {
            sequence: 1,
            version: 1,
            last_updated: String::new(),
            deleted: false,
            resource,
        }
    }

    fn shares(consent: Stored) -> bool {
        let today = jiff::civil::date(2026, 6, 1);
        Permits::of(&[consent], "RelatedPerson/n", "Patient/a", today).has_goal("Goal/g")
    }

    #[test]
    fn a_permit_holds_to_the_end_of_its_last_day_and_needs_one() {
        assert!(shares(consent("active", "deny", Some("2026-06-01"))));
        assert!(!shares(consent("active", "deny", Some("2026-05-31"))));
        assert!(!shares(consent("active", "deny", None)));
    }

    #[test]
    fn what_is_withdrawn_or_not_understood_gives_nothing() {
        assert!(!shares(consent("inactive", "deny", Some("2026-12-31"))));
        assert!(!shares(consent("active", "permit", Some("2026-12-31"))));
    }
}
