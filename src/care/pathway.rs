//! The pathway: what is done, by whom and why; what has happened and what comes next; the review.

use super::Written;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The six domains that every care package has (seed 002), in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Domain {
    /// Thoughts, feelings and experiences.
    MentalHealth,
    /// The body.
    PhysicalHealth,
    /// Work, study, hobbies, people.
    MeaningfulActivity,
    /// Making safe and keeping safe.
    StayingSafe,
    /// The people who support the person.
    Carers,
    /// Rights and responsibilities.
    Rights,
    /// The trust named none that we know.
    Other,
}

/// One piece of the plan: somebody does something, for a reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Intervention {
    /// Id of the ServiceRequest, or `{plan}.{index}` for a piece written inside the plan.
    pub id: String,
    /// The domain it stands under.
    pub domain: Domain,
    /// What it is called.
    pub what: String,
    /// The neutral name by which a carer may see it; without one it cannot be shared.
    #[serde(default)]
    pub carer_title: Option<String>,
    /// What happens, plainly.
    pub how: Option<String>,
    /// Why: the aim.
    pub why: Option<String>,
    /// Who does it: names, else kinds of worker.
    pub who: Vec<String>,
    /// Those of them who are people, by name: what an organisation is called may say what it is for.
    #[serde(default)]
    pub workers: Vec<String>,
    /// When, in the trust's words or as the first date.
    pub when: Option<String>,
    /// The day it starts, when the trust gave a date and no words.
    pub starts: Option<Date>,
    /// Where.
    pub place: Option<String>,
    /// Goals that it helps with, by id.
    pub goals: Vec<String>,
    /// Who wrote it, when.
    pub written: Written,
}

/// A choice between pieces of a plan, not yet made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The requisition that its options share.
    pub id: String,
    /// The options, in the trust's order.
    pub options: Vec<Intervention>,
}

/// Where a stop stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tense {
    /// It has happened.
    Done,
    /// The person is here.
    Here,
    /// It comes next.
    Ahead,
}

/// What a stop on the timeline is (seed 003 names the first six).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// First assessment.
    InitialAssessment,
    /// A planned review.
    PlannedReview,
    /// A review because something changed.
    UnplannedReview,
    /// Going into hospital.
    Admission,
    /// Moving to another team.
    Transfer,
    /// Leaving the service.
    Discharge,
    /// Care began.
    CareBegan,
    /// The plan was written.
    PlanMade,
    /// A meeting; the stop's own text says which.
    Meeting,
    /// Care and support as they are now.
    CareNow,
    /// The review to come.
    ReviewAhead,
}

/// One stop on the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    /// Where it stands in time.
    pub tense: Tense,
    /// What it is.
    pub event: Event,
    /// The day, where one is known.
    pub on: Option<Date>,
    /// The exact time, for a meeting to come.
    pub at: Option<Timestamp>,
    /// Who was or will be there.
    pub with: Option<String>,
    /// The trust's own words for it.
    pub text: Option<String>,
}

/// The next look at the plan together (CONTRACT §1, "review").
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Review {
    /// A meeting is booked.
    Booked {
        /// Id of the Appointment.
        #[serde(default)]
        id: String,
        /// When the trust's server last changed it.
        #[serde(default)]
        changed: Option<Timestamp>,
        /// Start of the meeting.
        start: Timestamp,
        /// End of the meeting.
        end: Option<Timestamp>,
        /// Names of those who come, the person left out.
        with: Vec<String>,
        /// Where.
        place: Option<String>,
    },
    /// No meeting is booked; the plan is to be looked at by this day.
    DueBy(Date),
    /// The day was planned and has passed; there is no new one.
    Passed(Date),
    /// The record gives no date.
    #[default]
    NoDate,
}

impl Review {
    /// The same review as it stands on `today`: a due date that has gone by is passed, a meeting
    /// whose day has gone by is passed too. The record is kept for weeks; the day is not.
    pub fn on(&self, today: Date, zone: &jiff::tz::TimeZone) -> Review {
        match self {
            Review::DueBy(day) if *day < today => Review::Passed(*day),
            Review::Booked { start, .. } => {
                let day = start.to_zoned(zone.clone()).date();
                if day < today {
                    Review::Passed(day)
                } else {
                    self.clone()
                }
            }
            other => other.clone(),
        }
    }
}
