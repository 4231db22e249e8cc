//! The compact form in which `assets/demo` tells of the demo people.

use serde::Deserialize;

/// Who helps, for all demo people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Directory {
    pub workers: Vec<Worker>,
    pub organisations: Vec<Organisation>,
}

/// One worker.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Worker {
    pub id: String,
    pub name: String,
    /// What they are.
    pub does: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// They do not work here any more.
    #[serde(default)]
    pub left: bool,
}

/// One organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organisation {
    pub id: String,
    pub name: String,
    /// `trust`, `partner` or `council`.
    pub kind: String,
    pub phone: String,
}

/// One piece of help that a package may hold.
#[derive(Debug, Deserialize)]
pub(super) struct Offer {
    pub id: String,
    pub domain: String,
    pub what: String,
    pub who: Vec<String>,
    pub how: String,
    pub why: String,
    pub when: String,
}

/// One demo person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub id: String,
    pub nhs_number: String,
    pub given: String,
    pub gender: String,
    pub born: String,
    pub language: String,
    pub episode: Episode,
    pub team: Team,
    #[serde(default)]
    pub meetings: Vec<Meeting>,
    #[serde(default)]
    pub clusters: Vec<Cluster>,
    #[serde(default)]
    pub ratings: Vec<ClinicianRating>,
    #[serde(default)]
    pub goals: Vec<Goal>,
    pub plan: Option<Plan>,
    #[serde(default)]
    pub interventions: Vec<Intervention>,
    #[serde(default)]
    pub choices: Vec<Choice>,
    pub staying_safe: Option<StayingSafe>,
    #[serde(default)]
    pub answered: Vec<Answered>,
    #[serde(default)]
    pub asked: Vec<Asked>,
    pub carer: Option<Carer>,
    #[serde(default)]
    pub messages: Vec<Message>,
}

/// The time in care.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Episode {
    pub waited_from: String,
    pub began: String,
    /// The named worker.
    pub coordinator: Option<String>,
}

/// The team around a person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Team {
    pub name: String,
    pub phone: String,
    pub members: Vec<Member>,
}

/// One who helps, and as what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Member {
    pub who: String,
    pub role: String,
    pub since: Option<String>,
    pub until: Option<String>,
}

/// A meeting that was or will be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Meeting {
    pub id: String,
    /// `review`, or what our appointment types call it.
    pub kind: String,
    pub title: String,
    pub at: String,
    #[serde(default = "an_hour")]
    pub minutes: i64,
    pub with: Vec<String>,
    pub place: Option<String>,
    /// `fulfilled` or `booked`.
    pub status: String,
}

fn an_hour() -> i64 {
    60
}

/// A cluster as decided at an event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cluster {
    pub id: String,
    pub code: String,
    pub event: String,
    pub on: String,
    pub by: String,
    pub released: bool,
}

/// A clinician's rating of one item.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClinicianRating {
    pub id: String,
    pub snomed: String,
    pub plain: String,
    pub value: u8,
    pub on: String,
    pub by: String,
    pub released: bool,
}

/// A goal with its levels, the lowest first, and ratings as levels −2 to 2.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Goal {
    pub id: String,
    pub text: String,
    pub levels: [String; 5],
    pub importance: u8,
    pub difficulty: u8,
    pub began: String,
    pub due: String,
    pub baseline: i8,
    pub baseline_by: String,
    #[serde(default)]
    pub ratings: Vec<GoalRating>,
    /// Ratings by a worker.
    #[serde(default)]
    pub by_workers: Vec<WorkerRating>,
}

/// A person's own rating of a goal.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GoalRating {
    pub at: String,
    pub level: i8,
    pub note: Option<String>,
}

/// A worker's rating of a goal.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkerRating {
    pub at: String,
    pub level: i8,
    pub by: String,
}

/// The plan as a whole.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    pub title: String,
    pub description: String,
    pub made: String,
    pub by: String,
    pub review_due: String,
}

/// One intervention: a piece from the library, made this person's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Intervention {
    /// Which piece of the library.
    #[serde(rename = "use")]
    pub offer: String,
    pub who: Vec<String>,
    pub by: String,
    pub written: String,
    /// The first day; the library's words say how often.
    pub starts: Option<String>,
    pub place: Option<String>,
    #[serde(default)]
    pub goals: Vec<String>,
    /// The neutral name for a carer.
    pub carer_title: Option<String>,
}

/// A choice that the person is asked to make.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    pub id: String,
    pub domain: String,
    pub by: String,
    pub written: String,
    pub options: Vec<ChoiceOption>,
}

/// One way to choose.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoiceOption {
    pub id: String,
    pub what: String,
    pub how: String,
    pub why: String,
    pub when: String,
    pub who: String,
}

/// The team's plan for hard times.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StayingSafe {
    pub by: String,
    pub written: String,
    pub description: String,
    pub steps: Vec<Step>,
}

/// One part of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub title: String,
    pub text: String,
}

/// A PHQ-9 or a GAD-7 that was answered: answers from 0 to 3.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answered {
    pub id: String,
    pub at: String,
    /// The version of the form, where it is not the one that the trust has now.
    pub version: Option<String>,
    pub phq9: Option<[u8; 9]>,
    pub gad7: Option<[u8; 7]>,
}

/// A form that the team asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    pub form: String,
    pub title: String,
    pub by: String,
    pub asked: String,
    pub opens: String,
    pub closes: String,
}

/// Who supports the person, and what they see.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Carer {
    pub id: String,
    pub given: String,
    /// HL7 v3 RoleCode.
    pub relationship: String,
    pub relationship_words: String,
    pub since: String,
    pub shares: Vec<Share>,
}

/// One thing that is shared, until when.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Share {
    /// `goal`, `intervention` or `class`.
    pub kind: String,
    pub what: String,
    pub until: String,
    /// Whether the carer is asked to rate it. Goals only.
    #[serde(default)]
    pub asked: bool,
}

/// A message that was sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Message {
    pub id: String,
    pub category: Option<String>,
    /// `me`, `carer`, or a worker.
    pub from: String,
    pub to: String,
    pub at: String,
    pub text: String,
    pub reply_to: Option<String>,
}
