//! What a carer was given, read from the Consents that stand now (CONTRACT §1, "sharing").
//!
//! The root provision denies and names one carer; each permit inside it says what may be seen, what may
//! be done with it, and its own period. A permit without an end is no permit: nothing is shared for ever
//! by forgetting to write a date. A permit of any other shape, or with anything in it that narrows it
//! down in a way that is not read here, gives nothing; a root of any other shape makes all of it nothing.
//!
//! The app reads Consents, too (`fhir::consent`), in code of its own. Neither borrows from the other, so
//! that a mistake in one is found by the other ([`super::two_readings`]).

use super::access::{Now, list};
use super::shareable::{is_given, is_piece, is_plain, is_rating_for, is_review_ahead, is_theirs};
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
    goals: HashSet<String>,
    /// Those of them that the carer is asked to rate.
    asked: HashSet<String>,
    /// Single interventions and answered forms.
    instances: HashSet<String>,
    /// Whole types: `Appointment` (reviews to come), `CareTeam`.
    classes: HashSet<String>,
    /// Workers whom a team that is shared names.
    team: HashSet<String>,
}

impl Permits {
    /// Reads the Consents of `patient` that name the carer and hold today.
    pub fn of(consents: &[Stored], carer: &str, patient: &str, today: Date) -> Self {
        let mut permits = Self::default();
        for consent in consents.iter().map(|s| &s.resource) {
            let root = &consent["provision"];
            let stands = consent["status"] == "active"
                && consent["patient"]["reference"] == patient
                && is_plain(consent)
                && is_for(consent, carer);
            if stands && holds(&root["period"], today, Missing::IsOpen) {
                list(&root["provision"])
                    .filter(|permit| misread(permit).is_none())
                    .filter(|permit| holds(&permit["period"], today, Missing::IsNever))
                    .for_each(|permit| permits.add(permit));
            }
        }
        permits
    }

    fn add(&mut self, permit: &Value) {
        let is_asked = list(&permit["action"]).any(|it| action_of(it) == Some(codes::CONTRIBUTE));
        for reference in list(&permit["data"]).filter_map(thing) {
            if !reference.starts_with("Goal/") {
                self.instances.insert(reference.to_owned());
                continue;
            }
            self.goals.insert(reference.to_owned());
            if is_asked {
                self.asked.insert(reference.to_owned());
            }
        }
        for class in list(&permit["class"]).filter_map(|c| c["code"].as_str()) {
            self.classes.insert(class.to_owned());
        }
    }

    /// Keeps of the goals those with these ids: the person's own. A score over one of theirs and one of
    /// somebody else's is not shared by naming both.
    pub fn keep_goals<'i>(&mut self, own: impl Iterator<Item = &'i str>) {
        let own: HashSet<String> = own.map(|id| format!("Goal/{id}")).collect();
        self.goals.retain(|goal| own.contains(goal));
        self.asked.retain(|goal| own.contains(goal));
    }

    /// Looks up whom the person's teams name, where the team is shared.
    pub fn keep_team<'t>(&mut self, teams: impl Iterator<Item = &'t Value>) {
        if self.classes.contains("CareTeam") {
            let members = teams.flat_map(|team| list(&team["participant"]));
            let names = members.filter_map(|it| it["member"]["reference"].as_str());
            self.team = names.map(str::to_owned).collect();
        }
    }

    /// Whether how to reach this worker comes along: it does with the team, for those who are in it.
    pub fn reaches(&self, worker: &str) -> bool {
        self.team.contains(worker)
    }

    /// Whether a resource of the patient's record is among what is shared. Scope, release and
    /// compartment were looked at before.
    pub fn let_through(&self, resource: &Value, carer: &str, now: Now) -> bool {
        let kind = text(resource, "resourceType");
        let name = format!("{kind}/{}", text(resource, "id"));
        if !is_plain(resource) {
            return false;
        }
        match kind {
            "RelatedPerson" => name == carer,
            "Consent" => is_for(resource, carer) && is_said(resource),
            "Communication" => is_theirs(resource, carer),
            "Goal" => self.goals.contains(&name),
            "Observation" => is_rating_for(resource, carer) && all_goals_in(resource, &self.goals),
            "ServiceRequest" => self.instances.contains(&name) && is_piece(resource),
            "QuestionnaireResponse" => self.instances.contains(&name) && is_given(resource),
            "Appointment" => self.classes.contains(kind) && is_review_ahead(resource, now.at),
            "CareTeam" => self.classes.contains(kind),
            _ => false,
        }
    }

    /// Whether every goal that a rating is about is shared.
    pub fn shows_goals_of(&self, rating: &Value) -> bool {
        all_goals_in(rating, &self.goals)
    }

    /// Whether the carer is asked to rate every goal that a rating is about.
    pub fn asks_for(&self, rating: &Value) -> bool {
        all_goals_in(rating, &self.asked)
    }
}

/// Whether everything that an Observation looks at is among these. One goal that is not shared would show
/// through the others, as in a T score over several goals.
fn all_goals_in(observation: &Value, goals: &HashSet<String>) -> bool {
    let mut any = false;
    list(&observation["focus"]).all(|focus| {
        any = true;
        focus["reference"]
            .as_str()
            .is_some_and(|goal| goals.contains(goal))
    }) && any
}

/// What is not understood in a provision inside, so that it gives nothing; none where it is a permit.
pub(super) fn misread(permit: &Value) -> Option<&'static str> {
    const NARROWS: &[&str] = &[
        "actor",
        "provision",
        "purpose",
        "securityLabel",
        "code",
        "dataPeriod",
        "modifierExtension",
    ];
    let has = |name: &&&str| permit.get(**name).is_some();
    let sees = |it: &Value| action_of(it) == Some(codes::SEE);
    let mut actions = list(&permit["action"]);
    let what = list(&permit["data"]).count() + list(&permit["class"]).count();
    match () {
        () if permit["type"] != "permit" => Some("it is not a permit"),
        () if NARROWS.iter().find(has).is_some() => {
            Some("actor, provision, purpose, securityLabel, code and dataPeriod are not read here")
        }
        () if last_day(&permit["period"]["end"]).is_none() => {
            Some("a permit needs a last day (period.end)")
        }
        () if permit["period"].get("start").is_some()
            && first_day(&permit["period"]["start"]).is_none() =>
        {
            Some("period.start is no day")
        }
        () if actions.any(|it| action_of(it).is_none()) => {
            Some("its action must be access, or access and collect")
        }
        () if permit.get("action").is_some() && !list(&permit["action"]).any(sees) => {
            Some("its action must be access, or access and collect")
        }
        () if what == 0 => Some("it names nothing"),
        () if list(&permit["data"]).any(|it| thing(it).is_none()) => Some(
            "data must be dependents of a Goal, or instance of a ServiceRequest or QuestionnaireResponse",
        ),
        () if list(&permit["class"]).any(|it| !is_class(it)) => {
            Some("class must be Appointment or CareTeam")
        }
        () => None,
    }
}

/// What one action permits; none where it is not known here.
fn action_of(action: &Value) -> Option<&str> {
    let known = |it: &&str| *it == codes::SEE || *it == codes::CONTRIBUTE;
    list(&action["coding"])
        .find(|coding| coding["system"] == codes::CONSENT_ACTION)
        .and_then(|coding| coding["code"].as_str())
        .filter(known)
}

/// The thing that one `data` names, with what its meaning may be for it.
fn thing(data: &Value) -> Option<&str> {
    let reference = data["reference"]["reference"].as_str()?;
    let (kind, id) = reference.split_once('/')?;
    let fits = match kind {
        "Goal" => data["meaning"] == "dependents",
        "ServiceRequest" | "QuestionnaireResponse" => data["meaning"] == "instance",
        _ => false,
    };
    (fits && !id.is_empty() && !id.contains('/')).then_some(reference)
}

fn is_class(class: &Value) -> bool {
    class["code"] == "Appointment" || class["code"] == "CareTeam"
}

/// Whether a Consent has the shape that we know and is for this carer, and for nobody beside.
fn is_for(consent: &Value, carer: &str) -> bool {
    let root = &consent["provision"];
    let mut actors = list(&root["actor"]);
    let first = actors.next();
    root["type"] == "deny"
        && first.is_some_and(|it| it["reference"]["reference"] == carer)
        && actors.next().is_none()
}

/// Whether it was said at all. A draft is not: what somebody thinks of sharing is theirs.
fn is_said(consent: &Value) -> bool {
    consent["status"] == "active" || consent["status"] == "inactive"
}

/// What a period without an end means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// It goes on.
    IsOpen,
    /// It was never said until when, so it never holds.
    IsNever,
}

/// Whether the day is in a period; both ends belong to it. What is there and is no day holds nothing.
pub(super) fn holds(period: &Value, today: Date, end: Missing) -> bool {
    let begun = match period.get("start") {
        None => true,
        Some(start) => first_day(start).is_some_and(|start| start <= today),
    };
    let not_over = match period.get("end") {
        None => end == Missing::IsOpen,
        Some(end) => last_day(end).is_some_and(|end| today <= end),
    };
    begun && not_over
}

/// The first day that a FHIR date or dateTime can mean, in London.
fn first_day(value: &Value) -> Option<Date> {
    let text = value.as_str()?;
    match text.len() {
        4 => format!("{text}-01-01").parse().ok(),
        7 => format!("{text}-01").parse().ok(),
        10 => text.parse().ok(),
        _ => moment_day(text),
    }
}

/// The last day that it can mean: an end in `2026-09` is the 30th.
fn last_day(value: &Value) -> Option<Date> {
    let text = value.as_str()?;
    match text.len() {
        4 => format!("{text}-12-31").parse().ok(),
        7 => first_day(value).map(Date::last_of_month),
        10 => text.parse().ok(),
        _ => moment_day(text),
    }
}

fn moment_day(text: &str) -> Option<Date> {
    let at: Timestamp = text.parse().ok()?;
    Some(at.to_zoned(super::london()).date())
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
        let rating = json!({"focus": [{"reference": "Goal/g"}]});
        Permits::of(&[consent], "RelatedPerson/n", "Patient/a", today).shows_goals_of(&rating)
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

    #[test]
    fn a_month_holds_to_its_last_day_and_a_moment_to_the_day_in_london() {
        let holds = |end: &str, day| super::holds(&json!({"end": end}), day, Missing::IsNever);
        let day = jiff::civil::date;
        assert!(holds("2026-06", day(2026, 6, 30)) && !holds("2026-06", day(2026, 7, 1)));
        assert!(holds("2026", day(2026, 12, 31)) && !holds("2026", day(2027, 1, 1)));
        // Half past midnight in London.
        assert!(holds("2026-06-30T23:30:00Z", day(2026, 7, 1)));
        assert!(!holds("2026-06-30T23:30:00Z", day(2026, 7, 2)));
        for bad in ["", "soon", "2026-02-30", "26-01-01", "20260101", "2026-1"] {
            assert!(!holds(bad, day(2026, 1, 1)), "{bad}");
        }
    }
}
