//! What a carer of Amira may see, as a plain table, written from the contract and not from the sandbox's
//! code: which thing is seen when what is shared, and which Consent shares at all.
#![allow(dead_code)]

pub use crate::carer_planted::{actions, consent, permit};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub const AMIRA: &str = "Patient/demo-amira";
pub const NOOR: &str = "RelatedPerson/demo-noor";
/// Another carer of Amira's.
pub const OTHER: &str = "RelatedPerson/m-other";

/// One thing that a permit can name: what can be shared first, then what can not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    Park,
    Sleep,
    Piece,
    Reviews,
    Team,
    Plan,
    PlanUnversioned,
    PieceWithoutName,
    PlanInError,
    Answers,
    TeamsPlan,
    GoalAlone,
    RelatedToGoal,
    JoansGoal,
    Cluster,
    Rating,
    Record,
    AllGoals,
    AllAnswers,
    AllPlans,
    AllRatings,
}

use Item::*;

pub const ITEMS: [Item; 21] = [
    Park,
    Sleep,
    Piece,
    Reviews,
    Team,
    Plan,
    PlanUnversioned,
    PieceWithoutName,
    PlanInError,
    Answers,
    TeamsPlan,
    GoalAlone,
    RelatedToGoal,
    JoansGoal,
    Cluster,
    Rating,
    Record,
    AllGoals,
    AllAnswers,
    AllPlans,
    AllRatings,
];

/// When something is seen.
pub enum Seen {
    /// As long as the trust's link stands.
    Linked,
    /// When all of one of these lists are shared.
    With(&'static [&'static [Item]]),
}

use Seen::{Linked, With};

const PARK: Seen = With(&[&[Park]]);
const SLEEP: Seen = With(&[&[Sleep]]);

/// All that is ever seen. What is not in it never is, whatever a Consent says.
pub const SEEN: &[(&str, Seen)] = &[
    ("RelatedPerson/demo-noor", Linked),
    ("Communication/demo-amira-from-noor", Linked),
    ("Communication/m-to-noor", Linked),
    // She wrote to Noor.
    ("Practitioner/elin", Linked),
    ("Goal/demo-amira-goal-park", PARK),
    ("Observation/demo-amira-goal-park-start", PARK),
    ("Observation/demo-amira-goal-park-1", PARK),
    ("Observation/demo-amira-goal-park-2", PARK),
    ("Observation/demo-amira-goal-park-3", PARK),
    ("Observation/demo-amira-goal-park-4", PARK),
    ("Observation/demo-amira-goal-park-seen-1", PARK),
    ("Goal/demo-amira-goal-sleep", SLEEP),
    ("Observation/demo-amira-goal-sleep-start", SLEEP),
    ("Observation/demo-amira-goal-sleep-1", SLEEP),
    ("Observation/m-rating-by-noor", PARK),
    ("Observation/m-rating-of-both", With(&[&[Park, Sleep]])),
    ("ServiceRequest/demo-amira-np-cbt", With(&[&[Piece]])),
    ("Appointment/demo-amira-review", With(&[&[Reviews]])),
    ("CareTeam/demo-amira-team", With(&[&[Team]])),
    ("QuestionnaireResponse/m-plan", With(&[&[Plan]])),
    (
        "QuestionnaireResponse/m-plan-unversioned",
        With(&[&[PlanUnversioned]]),
    ),
    // Who rated, who comes, who is in the team, who does it.
    (
        "Practitioner/sam",
        With(&[&[Park], &[Sleep], &[Reviews], &[Team]]),
    ),
    ("Practitioner/kim", With(&[&[Reviews], &[Team], &[Piece]])),
    ("Practitioner/ash", With(&[&[Team]])),
];

/// Types of which a carer may ask; asking for others is refused as such.
pub const ASKED: [&str; 10] = [
    "Goal",
    "Observation",
    "ServiceRequest",
    "Appointment",
    "CareTeam",
    "Practitioner",
    "RelatedPerson",
    "Consent",
    "Communication",
    "QuestionnaireResponse",
];

/// Every type that the sandbox keeps.
pub const TYPES: [&str; 17] = [
    "Patient",
    "CarePlan",
    "ServiceRequest",
    "Goal",
    "Observation",
    "CareTeam",
    "Practitioner",
    "Organization",
    "RelatedPerson",
    "EpisodeOfCare",
    "Appointment",
    "Task",
    "Questionnaire",
    "ValueSet",
    "QuestionnaireResponse",
    "Communication",
    "Consent",
];

/// Types that are read whole, being the carer's own; of the others a carer reads what is listed.
pub const WHOLE: [&str; 2] = ["RelatedPerson", "Communication"];

/// Workers whose number comes with the team: those who are in it. Elin, who wrote to Noor, is not.
pub const REACHED: [&str; 3] = ["Practitioner/sam", "Practitioner/kim", "Practitioner/ash"];

/// The days around today.
#[derive(Debug, Clone)]
pub struct Days {
    pub yesterday: String,
    pub today: String,
    pub tomorrow: String,
}

/// What is wrong with a Consent, or right.
pub struct State {
    pub name: &'static str,
    /// Whether what it names is shared.
    pub shares: bool,
    /// Whether the carer may read the Consent itself.
    pub is_read: bool,
    pub change: fn(&mut Value, &Days),
}

fn each(consent: &mut Value, change: impl Fn(&mut Value)) {
    let permits = consent["provision"]["provision"].as_array_mut().unwrap();
    permits.iter_mut().for_each(change);
}

const fn state(
    name: &'static str,
    shares: bool,
    is_read: bool,
    change: fn(&mut Value, &Days),
) -> State {
    State {
        name,
        shares,
        is_read,
        change,
    }
}

/// Every state of a Consent.
pub const STATES: &[State] = &[
    state("stands", true, true, |_, _| {}),
    state("ends today", true, true, |c, d| {
        each(c, |p| p["period"]["end"] = json!(d.today))
    }),
    state("ended yesterday", false, true, |c, d| {
        each(c, |p| p["period"]["end"] = json!(d.yesterday))
    }),
    state("begins today", true, true, |c, d| {
        each(c, |p| p["period"]["start"] = json!(d.today))
    }),
    state("begins tomorrow", false, true, |c, d| {
        each(c, |p| p["period"]["start"] = json!(d.tomorrow))
    }),
    state("without a beginning", true, true, |c, d| {
        each(c, |p| p["period"] = json!({"end": d.tomorrow}))
    }),
    state("without an end", false, true, |c, d| {
        each(c, |p| p["period"] = json!({"start": d.yesterday}))
    }),
    state("without a period", false, true, |c, _| {
        each(c, |p| p["period"] = Value::Null)
    }),
    state("an end that is no day", false, true, |c, _| {
        each(c, |p| p["period"]["end"] = json!("for ever"))
    }),
    state("withdrawn", false, true, |c, _| {
        c["status"] = json!("inactive")
    }),
    state("a draft", false, false, |c, _| c["status"] = json!("draft")),
    state("proposed", false, false, |c, _| {
        c["status"] = json!("proposed")
    }),
    state("rejected", false, false, |c, _| {
        c["status"] = json!("rejected")
    }),
    state("entered in error", false, false, |c, _| {
        c["status"] = json!("entered-in-error")
    }),
    state("another person's", false, false, |c, _| {
        c["patient"]["reference"] = json!("Patient/demo-joan")
    }),
    state("another carer's", false, false, |c, _| {
        c["provision"]["actor"][0]["reference"]["reference"] = json!(OTHER)
    }),
    state("of two carers", false, false, |c, _| {
        c["provision"]["actor"] =
            json!([{"reference": {"reference": OTHER}}, {"reference": {"reference": NOOR}}]);
    }),
    state("of no carer", false, false, |c, _| {
        c["provision"]["actor"] = json!([])
    }),
    state("the root permits", false, false, |c, _| {
        c["provision"]["type"] = json!("permit")
    }),
    state("the root is over", false, true, |c, d| {
        c["provision"]["period"] = json!({"end": d.yesterday})
    }),
    state("the root has not begun", false, true, |c, d| {
        c["provision"]["period"] = json!({"start": d.tomorrow})
    }),
    state("the root ends today", true, true, |c, d| {
        c["provision"]["period"] = json!({"end": d.today})
    }),
    state("action unknown", false, true, |c, _| {
        each(c, |p| p["action"] = actions(&["disclose"]))
    }),
    state("action unknown beside access", false, true, |c, _| {
        each(c, |p| p["action"] = actions(&["access", "use"]))
    }),
    state("action collect alone", false, true, |c, _| {
        each(c, |p| p["action"] = actions(&["collect"]))
    }),
    state("no action", true, true, |c, _| {
        each(c, |p| {
            p.as_object_mut().unwrap().remove("action");
        })
    }),
    state("the permit names another", false, true, |c, _| {
        each(c, |p| {
            p["actor"] = json!([{"reference": {"reference": OTHER}}])
        })
    }),
    state("only for a purpose", false, true, |c, _| {
        each(c, |p| p["purpose"] = json!([{"code": "ETREAT"}]))
    }),
    state("only for a time", false, true, |c, _| {
        each(c, |p| p["dataPeriod"] = json!({"end": "2000-01-01"}))
    }),
    state("a denial inside", false, true, |c, _| {
        each(c, |p| p["type"] = json!("deny"))
    }),
    state("permits inside a permit", false, true, |c, _| {
        let inner = c["provision"]["provision"].take();
        c["provision"]["provision"] = json!([{"type": "permit", "provision": inner}]);
    }),
];

/// Whether how to reach a worker is shown.
pub fn is_reached(name: &str, linked: bool, shared: &BTreeSet<Item>) -> bool {
    linked && shared.contains(&Team) && REACHED.contains(&name)
}

/// What is asked for: to be rated.
pub fn is_asked(state: &State, item: Item) -> bool {
    state.shares && item == Park && state.name != "no action"
}

/// Whether a thing is seen.
pub fn is_seen(
    name: &str,
    linked: bool,
    shared: &BTreeSet<Item>,
    consents: &BTreeSet<String>,
) -> bool {
    if name.starts_with("Consent/") {
        return linked && consents.contains(name);
    }
    let row = SEEN.iter().find(|(it, _)| *it == name);
    linked
        && match row {
            None => false,
            Some((_, Linked)) => true,
            Some((_, With(lists))) => lists
                .iter()
                .any(|all| all.iter().all(|it| shared.contains(it))),
        }
}
